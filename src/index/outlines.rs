//! Outlines of documents, read from the postings.

use tantivy::DocId;

use super::error::IndexError;
use super::positions::SegmentPositions;
use super::segment::Segment;
use crate::query::spans::Outline;
use crate::query::{Clause, Query, Test};

/// Reads the outlines of documents of one segment from the postings, in document order.
pub struct Outliner<'a> {
    query: &'a Query,
    positions: SegmentPositions<'a>,
    tests: Vec<(&'a Test, Vec<DocId>)>,
}

impl<'a> Outliner<'a> {
    pub fn open(segment: &'a Segment<'a>, query: &'a Query) -> Result<Self, IndexError> {
        let mut positions = SegmentPositions::open(segment, &query.atoms, &query.leaves)?;
        positions.open_sentences(segment)?;
        let tests = tests_of(&query.root).into_iter().map(|test| Ok((test, segment.holding(test)?)));
        Ok(Self { query, positions, tests: tests.collect::<Result<_, IndexError>>()? })
    }

    /// The outline of a document; none if it does not match. Documents must be asked for in order.
    pub fn outline(&mut self, doc: DocId) -> Option<Outline> {
        self.positions.go_to(doc);
        let sentences = self.positions.stretches();
        let holds =
            |test: &Test| self.tests.iter().any(|(known, docs)| *known == test && docs.binary_search(&doc).is_ok());
        Outline::of_match(self.query, sentences, &mut self.positions, &holds)
    }
}

fn tests_of(clause: &Clause) -> Vec<&Test> {
    match clause {
        Clause::Leaf(_) => Vec::new(),
        Clause::Meta(test) => vec![test],
        Clause::All(clauses) | Clause::Any(clauses) => clauses.iter().flat_map(tests_of).collect(),
        Clause::Not(clause) => tests_of(clause),
    }
}
