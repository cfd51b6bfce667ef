//! Walking postings: the union of a pattern's terms, and phrases over such unions.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, InvertedIndexReader, TERMINATED};

use super::error::IndexError;

/// Where any of some terms stands, document by document.
pub struct Union {
    postings: Vec<SegmentPostings>,
    /// The documents that the postings are on, the first on top: with thousands of terms not all can be looked at for each document.
    heads: BinaryHeap<Reverse<(DocId, u32)>>,
    /// The postings taken from the heap while positions are read.
    taken: Vec<Reverse<(DocId, u32)>>,
    doc: DocId,
}

impl Union {
    /// The union of `terms`, on its first document.
    pub fn open(inverted: &InvertedIndexReader, terms: &[TermInfo]) -> Result<Self, IndexError> {
        let open = |term| inverted.read_postings_from_terminfo(term, IndexRecordOption::WithFreqsAndPositions);
        let postings: Vec<SegmentPostings> = terms.iter().map(open).collect::<Result<_, _>>()?;
        let heads = postings.iter().enumerate().map(|(number, postings)| Reverse((postings.doc(), number as u32)));
        let heads: BinaryHeap<_> = heads.collect();
        let doc = first(&heads);
        Ok(Self { postings, heads, taken: Vec::new(), doc })
    }

    /// The document it is on.
    pub fn doc(&self) -> DocId {
        self.doc
    }

    /// Goes to the first document from `target` on.
    pub fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target {
            return self.doc;
        }
        if let [only] = self.postings.as_mut_slice() {
            self.doc = only.seek(target);
            return self.doc;
        }
        while let Some(mut head) = self.heads.peek_mut().filter(|head| head.0.0 < target) {
            head.0.0 = self.postings[head.0.1 as usize].seek(target);
        }
        self.doc = first(&self.heads);
        self.doc
    }

    /// Appends the positions in the document it is on, in order.
    pub fn positions(&mut self, found: &mut Vec<u32>) {
        if let [only] = self.postings.as_mut_slice() {
            return only.append_positions_with_offset(0, found);
        }
        let start = found.len();
        while let Some(head) = self.heads.peek().copied().filter(|Reverse((head, _))| *head == self.doc) {
            self.heads.pop();
            self.postings[head.0.1 as usize].append_positions_with_offset(0, found);
            self.taken.push(head);
        }
        if self.taken.len() > 1 {
            found[start..].sort_unstable();
        }
        self.heads.extend(self.taken.drain(..));
    }
}

fn first(heads: &BinaryHeap<Reverse<(DocId, u32)>>) -> DocId {
    heads.peek().map_or(TERMINATED, |Reverse((doc, _))| *doc)
}

/// Where some patterns stand in a row.
pub struct Phrase {
    words: Vec<Union>,
    doc: DocId,
}

impl Phrase {
    /// The phrase of `words`, on its first document with all of them.
    pub fn new(words: Vec<Union>) -> Self {
        let mut phrase = Self { words, doc: 0 };
        phrase.align(0);
        phrase
    }

    /// The document it is on: one that holds all its words, though maybe not in a row.
    pub fn doc(&self) -> DocId {
        self.doc
    }

    /// Goes to the first such document from `target` on.
    pub fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.align(target);
        }
        self.doc
    }

    fn align(&mut self, mut target: DocId) {
        loop {
            let reached =
                self.words.iter_mut().map(|word| if word.doc() < target { word.seek(target) } else { word.doc() });
            let furthest = reached.max().unwrap_or(TERMINATED);
            if furthest == TERMINATED || self.words.iter().all(|word| word.doc() == furthest) {
                self.doc = furthest;
                return;
            }
            target = furthest;
        }
    }

    /// Fills `starts` with the positions at which the words stand in a row in the document it is on.
    pub fn starts(&mut self, starts: &mut Vec<u32>) {
        starts.clear();
        let mut others = Vec::new();
        for (offset, word) in self.words.iter_mut().enumerate() {
            if offset == 0 {
                word.positions(starts);
                continue;
            }
            others.clear();
            word.positions(&mut others);
            let follows = |start: &u32| others.binary_search(&(start + offset as u32)).is_ok();
            starts.retain(follows);
            if starts.is_empty() {
                return;
            }
        }
    }
}
