//! The stored articles, one by one, against what the ledger knows of them.

use std::collections::{HashMap, HashSet};

use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocId, DocSet, Index, SegmentMeta, SegmentReader, TERMINATED, TantivyDocument};
use xxhash_rust::xxh3::xxh3_64;

use super::columns::Columns;
use super::document::restore;
use super::error::IndexError;
use super::schema::Fields;
use super::verify::{Damage, Place};
use crate::article::{Article, Part, Span};
use crate::corpus::changes::{FileEntry, Key, Ledger, RecordEntry};
use crate::text::axis::{self, Visit};

/// The articles that should be there, and those that were found.
pub struct Inspection<'a> {
    known: HashMap<Key, Known<'a>>,
    fields: Fields,
    found: HashSet<Key>,
    ids: HashSet<u64>,
    /// Those that were found and are not as they should be.
    pub wrong: HashSet<Key>,
    damage: Vec<Damage>,
}

/// What the ledger knows of an article.
struct Known<'a> {
    file: &'a FileEntry,
    record: &'a RecordEntry,
    /// Its number among the articles of the file, from 1.
    number: usize,
}

impl<'a> Inspection<'a> {
    /// The articles of a ledger, none found yet.
    pub fn of(ledger: &'a Ledger) -> Self {
        let mut known = HashMap::new();
        for (_, file) in ledger.files() {
            known.extend((1..).zip(&file.records).map(|(number, record)| (record.key, Known { file, record, number })));
        }
        let (_, fields) = Fields::schema();
        let (found, ids, wrong, damage) = Default::default();
        Self { known, fields, found, ids, wrong, damage }
    }

    /// Looks at a segment whose bytes are as they were written.
    ///
    /// # Errors
    /// When it holds what it should not, or not what it should, so that the whole of it has to go.
    pub fn segment(&mut self, index: &Index, segment: &SegmentMeta) -> Result<(), IndexError> {
        let reader = SegmentReader::open(&index.segment(segment.clone()))?;
        if (reader.max_doc(), reader.num_docs()) != (segment.max_doc(), segment.num_docs()) {
            return Err(IndexError::Damaged("it holds another number of articles than the commit says".to_owned()));
        }
        let keys = self.keys(&reader)?;
        self.none_twice(&reader, &keys)?;
        let columns = Columns::default();
        let store = reader.get_store_reader(1)?;
        for doc in reader.doc_ids_alive() {
            let Some(key) = keys.get(doc as usize).copied().flatten() else {
                continue;
            };
            let stored: TantivyDocument = store.get(doc)?;
            let words = [Part::Headline, Part::Body].map(|part| columns.words(&reader, part));
            let [Ok(headline), Ok(body)] = words.map(|column| column.map(|column| column.first(doc))) else {
                return Err(IndexError::Damaged("a column of it cannot be read".to_owned()));
            };
            self.article(key, &stored, (headline, body));
        }
        Ok(())
    }

    /// The key of each document.
    fn keys(&self, reader: &SegmentReader) -> Result<Vec<Option<Key>>, IndexError> {
        let mut keys = vec![None; reader.max_doc() as usize];
        let inverted = reader.inverted_index(self.fields.key)?;
        let mut terms = inverted.terms().stream()?;
        while terms.advance() {
            let Ok(bytes) = <[u8; 16]>::try_from(terms.key()) else {
                continue;
            };
            let key = ((u128::from_be_bytes(bytes) >> 64) as u64, u128::from_be_bytes(bytes) as u64);
            let mut postings = inverted.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
            while postings.doc() != TERMINATED {
                keys[postings.doc() as usize] = Some(key);
                postings.advance();
            }
        }
        Ok(keys)
    }

    /// Fails if the segment holds an article that the ledger does not know, or one that is there already.
    fn none_twice(&mut self, reader: &SegmentReader, keys: &[Option<Key>]) -> Result<(), IndexError> {
        let mut here = HashSet::new();
        let strange = |doc: &DocId| {
            let key = keys[*doc as usize].filter(|key| self.known.contains_key(key));
            !key.is_some_and(|key| !self.found.contains(&key) && here.insert(key))
        };
        let strange = reader.doc_ids_alive().filter(strange).count();
        if strange > 0 {
            return Err(IndexError::Damaged(format!("{strange} articles of it are there twice, or not in the ledger")));
        }
        self.found.extend(here);
        Ok(())
    }

    fn article(&mut self, key: Key, stored: &TantivyDocument, columns: (Option<u64>, Option<u64>)) {
        let Some(Known { file, record, number }) = self.known.get(&key) else {
            return;
        };
        let bytes = stored.get_first(self.fields.article).and_then(|value| value.as_bytes());
        let restored = bytes.ok_or("it has no text".to_owned());
        let restored = restored.and_then(|bytes| restore(bytes).map_err(|error| error.to_string()));
        let fault = match &restored {
            Ok(article) => fault_of(article, file, record, columns),
            Err(fault) => Some(fault.clone()),
        };
        let fault = fault.or_else(|| (!self.ids.insert(record.shown)).then(|| "its id is another's too".to_owned()));
        if let Some(detail) = fault {
            let article = restored.map_or_else(|_| named(file, *number), |article| article.id.0);
            self.damage.push(Damage { part: Place::Article, file: file.path.clone(), article: Some(article), detail });
            self.wrong.insert(key);
        }
    }

    /// How many were found and are as they should be.
    pub fn sound(&self) -> u64 {
        (self.found.len() - self.wrong.len()) as u64
    }

    /// The articles that no sound segment holds.
    pub fn lost(&self) -> Vec<Key> {
        let mut lost: Vec<(&str, usize, Key)> = self
            .known
            .iter()
            .filter(|(key, _)| !self.found.contains(key))
            .map(|(key, known)| (known.file.path.as_str(), known.number, *key))
            .collect();
        lost.sort_unstable();
        lost.into_iter().map(|(_, _, key)| key).collect()
    }

    /// What is wrong with articles, those that are lost included.
    pub fn damage(mut self, lost: &[Key]) -> Vec<Damage> {
        for Known { file, number, .. } in lost.iter().filter_map(|key| self.known.get(key)) {
            let article = Some(named(file, *number));
            let detail = "no sound segment holds it".to_owned();
            self.damage.push(Damage { part: Place::Article, file: file.path.clone(), article, detail });
        }
        self.damage
    }
}

/// An article whose id cannot be read, by its place among those of its file.
fn named(file: &FileEntry, number: usize) -> String {
    if file.records.len() == 1 { file.path.clone() } else { format!("article {number} of {}", file.path) }
}

fn fault_of(
    article: &Article,
    file: &FileEntry,
    record: &RecordEntry,
    columns: (Option<u64>, Option<u64>),
) -> Option<String> {
    let words = words(article);
    let told = (u64::from(record.words.0), u64::from(record.words.1));
    if xxh3_64(article.id.0.as_bytes()) != record.shown {
        Some("its id is not the one in the ledger".to_owned())
    } else if article.path != file.path {
        Some(format!("it says that it is from {}", article.path))
    } else if words != told || columns != (Some(words.0), Some(words.1)) {
        Some(format!("it has {} words, and the index counts {}", words.0 + words.1, told.0 + told.1))
    } else {
        None
    }
}

/// The words of headline and body.
fn words(article: &Article) -> (u64, u64) {
    #[derive(Default)]
    struct Count {
        part: usize,
        words: [u64; 3],
    }
    impl Visit for Count {
        fn part(&mut self, part: Part, _: u32) {
            self.part = part as usize;
        }

        fn word(&mut self, _: Span, _: &str, _: u32) {
            self.words[self.part] += 1;
        }
    }
    let mut count = Count::default();
    axis::read(article, &mut count);
    (count.words[0], count.words[1])
}
