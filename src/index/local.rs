//! Queries on an index in a folder.

use std::path::{Path, PathBuf};

use tantivy::directory::MmapDirectory;
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocSet, Index, ReloadPolicy, Searcher, TERMINATED, TantivyDocument, Term};

use super::columns::Columns;
use super::document::restore;
use super::error::IndexError;
use super::evaluate::{self, Evaluated, Scored, evaluate};
use super::facets::Named;
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
    dir: PathBuf,
    searcher: Searcher,
    fields: Fields,
    payload: Payload,
    /// The columns of each segment.
    columns: Vec<Columns>,
    found: Found,
}

/// Opens tantivy's part of the index.
pub fn open_engine(dir: &Path) -> Result<Index, IndexError> {
    let directory = MmapDirectory::open(dir)?;
    let index = Index::open(directory)?;
    index.tokenizers().register(TAPE, TapeReader);
    Ok(index)
}

/// What the last commit says of itself.
pub fn payload_of(index: &Index) -> Result<Payload, IndexError> {
    match index.load_metas()?.payload {
        Some(text) => serde_json::from_str(&text).map_err(|error| IndexError::Damaged(error.to_string())),
        None => Ok(Payload::default()),
    }
}

/// The segments of the last commit and what it says of itself. Another process may commit in between: then both are read again.
fn last_commit(index: &Index) -> Result<(Searcher, Payload), IndexError> {
    loop {
        let before = payload_of(index)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        if payload_of(index)? == before {
            return Ok((reader.searcher(), before));
        }
    }
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
        let index = open_engine(dir)?;
        let (searcher, payload) = last_commit(&index)?;
        if payload.ledger.is_empty() {
            // A first run that never came to its commit leaves nothing that could be searched.
            return Err(IndexError::Missing(dir.to_owned()));
        }
        let (_, fields) = Fields::schema();
        let columns = searcher.segment_readers().iter().map(|_| Columns::default()).collect();
        Ok(Self { dir: dir.to_owned(), searcher, fields, payload, columns, found: Found::default() })
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
        manifest::read_ledger(&self.dir, &self.payload.ledger)
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
