//! One segment of the index, and how to read it: terms, cursors, and the documents of which something is known.

use std::sync::Arc;

use tantivy::columnar::{Column, StrColumn};
use tantivy::postings::{Postings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED};

use super::columns::Columns;
use super::cursor::{Phrase, Union};
use super::error::IndexError;
use super::schema::{Fields, day_number};
use super::terms::Found;
use crate::article::Part;
use crate::query::{Pattern, Test};

/// A segment, with what is needed to read it.
pub struct Segment<'a> {
    /// Its number among the segments.
    pub number: u32,
    pub reader: &'a SegmentReader,
    pub fields: &'a Fields,
    pub columns: &'a Columns,
    /// The terms of patterns that were found already.
    pub found: &'a Found,
}

impl Segment<'_> {
    /// The terms of a pattern in a field.
    pub fn terms(&self, field: Field, pattern: &Pattern) -> Result<Arc<[TermInfo]>, IndexError> {
        self.found.terms(self.number, field, pattern, self.reader.inverted_index(field)?.terms())
    }

    /// The number of words of a part of each document.
    pub fn words(&self, part: Part) -> Result<&Column<u64>, IndexError> {
        self.columns.words(self.reader, part)
    }

    /// The day of publication of each document.
    pub fn published(&self) -> Result<&Column<u64>, IndexError> {
        self.columns.published(self.reader)
    }

    /// The id that each document is shown under.
    pub fn ids(&self) -> Result<Option<&StrColumn>, IndexError> {
        self.columns.ids(self.reader)
    }

    /// A cursor over the places where `words` stand in a row in a field.
    pub fn phrase(&self, field: Field, words: &[Pattern]) -> Result<Phrase, IndexError> {
        let inverted = self.reader.inverted_index(field)?;
        let open = |word| Union::open(&inverted, &self.terms(field, word)?);
        Ok(Phrase::new(words.iter().map(open).collect::<Result<_, _>>()?))
    }

    pub fn is_alive(&self, doc: DocId) -> bool {
        !self.reader.is_deleted(doc)
    }

    /// How often a word stands in a field of each document, term by term.
    pub fn count_word(
        &self,
        field: Field,
        word: &Pattern,
        take: &mut impl FnMut(DocId, u32),
    ) -> Result<(), IndexError> {
        let inverted = self.reader.inverted_index(field)?;
        for term in &*self.terms(field, word)? {
            let mut postings = inverted.read_postings_from_terminfo(term, IndexRecordOption::WithFreqs)?;
            while postings.doc() != TERMINATED {
                if self.is_alive(postings.doc()) {
                    take(postings.doc(), postings.term_freq());
                }
                postings.advance();
            }
        }
        Ok(())
    }

    /// How often `words` stand in a row in a field of each document.
    pub fn count_phrase(
        &self,
        field: Field,
        words: &[Pattern],
        take: &mut impl FnMut(DocId, u32),
    ) -> Result<(), IndexError> {
        let mut phrase = self.phrase(field, words)?;
        let mut starts = Vec::new();
        while phrase.doc() != TERMINATED {
            let doc = phrase.doc();
            if self.is_alive(doc) {
                phrase.starts(&mut starts);
                if !starts.is_empty() {
                    take(doc, starts.len() as u32);
                }
            }
            phrase.seek(doc + 1);
        }
        Ok(())
    }

    /// The live documents of which a test holds.
    pub fn holding(&self, test: &Test) -> Result<Vec<DocId>, IndexError> {
        let mut docs = Vec::new();
        match test {
            Test::Words(field, words) => {
                self.count_phrase(self.fields.of_meta(*field), words, &mut |doc, _| docs.push(doc))?;
            }
            Test::Published(from, to) => {
                let days = self.published()?;
                let (from, to) = (from.map_or(0, day_number), to.map_or(u64::MAX, day_number));
                let wanted = |doc: &DocId| days.first(*doc).is_some_and(|day| (from..=to).contains(&day));
                docs.extend(self.reader.doc_ids_alive().filter(wanted));
            }
        }
        Ok(docs)
    }
}
