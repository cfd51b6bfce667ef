//! Queries on an index in a folder.

use std::path::Path;

use tantivy::directory::{Directory, FileSlice};
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocSet, Index, ReloadPolicy, Searcher, TERMINATED, TantivyDocument, Term};

use super::columns::Columns;
use super::disk::{Disk, META, is_whole};
use super::document::restore;
use super::error::IndexError;
use super::evaluate::{self, Evaluated, Scored, evaluate};
use super::facets::Named;
use super::ledger;
use super::manifest::{self, Payload, State};
use super::outlines::Outliner;
use super::schema::{Fields, TAPE};
use super::segment::Segment;
use super::tape::{TapeReader, key_of};
use super::terms::Found;
use super::{facets, names, ranked, vocabulary};
use crate::article::{Article, Kind};
use crate::backend::{
    Answer, Backend, BackendError, Counts, Coverage, Facet, Form, NameTerm, NamesOf, Place, Spread, Wanted,
};
use crate::corpus::changes::Ledger;
use crate::query::spans::Outline;
use crate::query::{Atom, Parts, Pattern, Query};
use crate::text::compounds::Compound;

/// An opened index: what it held at its last commit.
pub struct LocalIndex {
    searcher: Searcher,
    fields: Fields,
    payload: Payload,
    /// Opened with the segments: a later commit removes the file.
    ledger: FileSlice,
    /// The columns of each segment.
    columns: Vec<Columns>,
    found: Found,
}

/// Opens tantivy's part of the index.
pub fn open_engine(disk: &Disk) -> Result<Index, IndexError> {
    if !disk.atomic_read(Path::new(META)).is_ok_and(|commit| is_whole(&commit)) {
        return Err(IndexError::Damaged(format!("{META} cannot be read, or does not have its checksum")));
    }
    let index = Index::open(disk.clone())?;
    index.tokenizers().register(TAPE, TapeReader);
    Ok(index)
}

/// What the last commit says of itself.
pub fn payload_of(index: &Index) -> Result<Payload, IndexError> {
    index.load_metas()?.payload.map_or_else(|| Ok(Payload::default()), |text| Payload::read(&text))
}

/// What is opened of a commit.
type Opened = (Searcher, Payload, FileSlice);

/// The last commit. Another process may commit or merge in between: then all of it is opened again.
fn last_commit(disk: &Disk, index: &Index) -> Result<Opened, IndexError> {
    let commit = || disk.atomic_read(Path::new(META)).map_err(|error| IndexError::Engine(error.to_string()));
    loop {
        let before = commit()?;
        let opened = open_commit(disk, index);
        if commit()? == before {
            return opened;
        }
    }
}

fn open_commit(disk: &Disk, index: &Index) -> Result<Opened, IndexError> {
    let payload = payload_of(index)?;
    if payload.ledger.is_empty() {
        // A first run that never came to its commit leaves nothing that could be searched.
        return Err(IndexError::Missing(disk.dir().to_owned()));
    }
    let ledger = disk.open_read(Path::new(&payload.ledger)).map_err(|error| IndexError::Engine(error.to_string()))?;
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    Ok((reader.searcher(), payload, ledger))
}

impl LocalIndex {
    /// Opens the index in `dir`.
    ///
    /// # Errors
    /// When there is none, or none of this format, or it cannot be read.
    pub fn open(dir: &Path) -> Result<Self, IndexError> {
        if !dir.exists() || manifest::state(dir)? == State::Empty {
            return Err(IndexError::Missing(dir.to_owned()));
        }
        let disk = Disk::open(dir)?;
        let opened = open_engine(&disk).and_then(|index| last_commit(&disk, &index));
        let (searcher, payload, ledger) = opened.map_err(|error| disk.explain(error))?;
        let (_, fields) = Fields::schema();
        let columns = searcher.segment_readers().iter().map(|_| Columns::default()).collect();
        Ok(Self { searcher, fields, payload, ledger, columns, found: Found::default() })
    }

    /// The roots it was built from.
    #[must_use]
    pub fn roots(&self) -> &[String] {
        &self.payload.roots
    }

    /// All that is known of the archive's files.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn ledger(&self) -> Result<Ledger, IndexError> {
        ledger::parse(&self.payload, &self.ledger.read_bytes()?)
    }

    fn segments(&self) -> Vec<Segment<'_>> {
        let (fields, found) = (&self.fields, &self.found);
        let readers = (0..).zip(self.searcher.segment_readers().iter().zip(&self.columns));
        let segment = |(number, (reader, columns))| Segment { number, reader, fields, columns, found };
        readers.map(segment).collect()
    }

    /// Matches counted by whom they name. They are read one by one, so that what is held at a time is one of them and the counts.
    fn named(&self, matches: &[Scored], kind: Kind) -> Result<Counts, IndexError> {
        let mut named = Named::default();
        for (segment, matches) in (0..).zip(matches) {
            for (doc, _) in matches {
                named.add(&self.stored(Place(segment, *doc))?, kind);
            }
        }
        Ok(named.counts())
    }

    fn stored(&self, place: Place) -> Result<Article, IndexError> {
        let address = tantivy::DocAddress::new(place.0, place.1);
        let document: TantivyDocument = self.searcher.doc(address)?;
        let stored = document.get_first(self.fields.article).and_then(|value| value.as_bytes());
        restore(stored.ok_or_else(|| IndexError::Damaged("an article without its text".into()))?)
    }
}

impl Backend for LocalIndex {
    fn find(&self, query: &Query, wanted: Wanted) -> Result<Answer, BackendError> {
        self.found.forget();
        let segments = self.segments();
        let Evaluated { matches, holders, weights } = evaluate(&segments, query, &self.payload.totals)?;
        let total = matches.iter().map(Vec::len).sum();
        let best = ranked::first(&segments, &matches, wanted.depth, wanted.order)?;
        Ok(Answer { total, best, weights, holders })
    }

    fn count(&self, query: &Query, facets: &[Facet]) -> Result<Vec<Counts>, BackendError> {
        let segments = self.segments();
        let matches = evaluate(&segments, query, &self.payload.totals)?.matches;
        let mut all = Vec::with_capacity(facets.len());
        for facet in facets {
            if let Facet::Name(kind) = facet {
                all.push(self.named(&matches, *kind)?);
                continue;
            }
            let mut counts = Counts::new();
            for (segment, matches) in segments.iter().zip(&matches) {
                facets::count(segment, matches, *facet, &mut counts)?;
            }
            all.push(counts);
        }
        Ok(all)
    }

    fn spread(&self, atom: &Atom) -> Result<Spread, BackendError> {
        Ok(evaluate::spread(&self.segments(), atom, &self.payload.totals)?)
    }

    fn forms(&self, pattern: &Pattern, parts: Parts) -> Result<Vec<Form>, BackendError> {
        Ok(vocabulary::forms(&self.segments(), pattern, parts)?)
    }

    fn compounds(&self, start: &str, wanted: &dyn Fn(&Compound) -> bool) -> Result<Vec<Compound>, BackendError> {
        Ok(vocabulary::compounds(&self.segments(), start, wanted)?)
    }

    fn names(&self, of: NamesOf<'_>, take: &mut dyn FnMut(NameTerm)) -> Result<(), BackendError> {
        Ok(names::walk(&self.segments(), of, take)?)
    }

    fn outlines(&self, query: &Query, places: &[Place]) -> Result<Vec<Outline>, BackendError> {
        let segments = self.segments();
        let mut order: Vec<usize> = (0..places.len()).collect();
        order.sort_unstable_by_key(|index| places[*index]);
        let mut outlines = vec![Outline::default(); places.len()];
        for group in order.chunk_by(|one, next| places[*one].0 == places[*next].0) {
            let segment = &segments[places[group[0]].0 as usize];
            let mut reader = Outliner::open(segment, query)?;
            for index in group {
                outlines[*index] = reader.outline(places[*index].1).unwrap_or_default();
            }
        }
        Ok(outlines)
    }

    fn article(&self, place: Place) -> Result<Article, BackendError> {
        Ok(self.stored(place)?)
    }

    fn locate(&self, id: &str) -> Result<Option<Place>, BackendError> {
        let term = Term::from_field_text(self.fields.name, &key_of(id));
        for (ordinal, reader) in self.searcher.segment_readers().iter().enumerate() {
            let inverted = reader.inverted_index(self.fields.name).map_err(IndexError::from)?;
            let postings = inverted.read_postings(&term, IndexRecordOption::Basic).map_err(IndexError::from)?;
            let Some(mut postings) = postings else {
                continue;
            };
            while postings.doc() != TERMINATED {
                if !reader.is_deleted(postings.doc()) {
                    return Ok(Some(Place(ordinal as u32, postings.doc())));
                }
                postings.advance();
            }
        }
        Ok(None)
    }

    fn coverage(&self) -> Coverage {
        let totals = &self.payload.totals;
        let words = totals.headline_words + totals.body_words;
        Coverage { articles: totals.articles, words, unsearched: self.payload.unsearched }
    }
}
