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
    /// The documents that the postings are on, where these are many: the first on top, since with thousands of terms not all can be
    /// looked at for each document.
    heads: BinaryHeap<Reverse<(DocId, u32)>>,
    doc: DocId,
    /// How many documents it may go to, at most.
    cost: u32,
}

/// Up to so many postings are looked at one by one, which is faster than keeping a heap.
const FEW: usize = 8;

impl Union {
    /// The union of `terms`, on its first document.
    pub fn open(inverted: &InvertedIndexReader, terms: &[TermInfo]) -> Result<Self, IndexError> {
        let open = |term| inverted.read_postings_from_terminfo(term, IndexRecordOption::WithFreqsAndPositions);
        let postings: Vec<SegmentPostings> = terms.iter().map(open).collect::<Result<_, _>>()?;
        let head = |(number, postings): (usize, &SegmentPostings)| Reverse((postings.doc(), number as u32));
        let heads =
            if postings.len() > FEW { postings.iter().enumerate().map(head).collect() } else { BinaryHeap::new() };
        let doc = postings.iter().map(DocSet::doc).min().unwrap_or(TERMINATED);
        let cost = terms.iter().fold(0_u32, |cost, term| cost.saturating_add(term.doc_freq));
        Ok(Self { postings, heads, doc, cost })
    }

    /// The document it is on.
    pub fn doc(&self) -> DocId {
        self.doc
    }

    /// How many documents it may go to, at most.
    pub fn cost(&self) -> u32 {
        self.cost
    }

    /// Goes to the first document from `target` on.
    pub fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target {
            return self.doc;
        }
        self.doc = if self.heads.is_empty() { self.seek_few(target) } else { self.seek_many(target) };
        self.doc
    }

    fn seek_few(&mut self, target: DocId) -> DocId {
        let reach = |postings: &mut SegmentPostings| {
            if postings.doc() < target { postings.seek(target) } else { postings.doc() }
        };
        self.postings.iter_mut().map(reach).min().unwrap_or(TERMINATED)
    }

    fn seek_many(&mut self, target: DocId) -> DocId {
        while let Some(mut head) = self.heads.peek_mut().filter(|head| head.0.0 < target) {
            head.0.0 = self.postings[head.0.1 as usize].seek(target);
        }
        self.heads.peek().map_or(TERMINATED, |Reverse((doc, _))| *doc)
    }

    /// Appends the positions in the document it is on, in order.
    pub fn positions(&mut self, found: &mut Vec<u32>) {
        let (doc, start) = (self.doc, found.len());
        let mut terms = 0;
        if self.heads.is_empty() {
            for postings in self.postings.iter_mut().filter(|postings| postings.doc() == doc) {
                postings.append_positions_with_offset(0, found);
                terms += 1;
            }
        } else {
            let mut taken = Vec::new();
            while let Some(head) = self.heads.peek().copied().filter(|Reverse((head, _))| *head == doc) {
                self.heads.pop();
                self.postings[head.0.1 as usize].append_positions_with_offset(0, found);
                taken.push(head);
            }
            terms = taken.len();
            self.heads.extend(taken);
        }
        if terms > 1 {
            found[start..].sort_unstable();
        }
    }
}

/// Where some patterns stand in a row.
pub struct Phrase {
    words: Vec<Union>,
    /// The numbers of the words, the rarest first: it leads.
    order: Vec<usize>,
    doc: DocId,
}

impl Phrase {
    /// The phrase of `words`, on its first document with all of them.
    pub fn new(words: Vec<Union>) -> Self {
        let mut order: Vec<usize> = (0..words.len()).collect();
        order.sort_by_key(|word| words[*word].cost);
        let mut phrase = Self { words, order, doc: 0 };
        phrase.align(0);
        phrase
    }

    /// The document it is on: one that holds all its words, though maybe not in a row.
    pub fn doc(&self) -> DocId {
        self.doc
    }

    /// How many documents it may go to, at most.
    pub fn cost(&self) -> u32 {
        self.order.first().map_or(0, |word| self.words[*word].cost)
    }

    /// Goes to the first such document from `target` on.
    pub fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.align(target);
        }
        self.doc
    }

    fn align(&mut self, mut target: DocId) {
        let mut aligned = 0;
        while aligned < self.order.len() && target != TERMINATED {
            let reached = self.words[self.order[aligned]].seek(target);
            aligned = if reached == target { aligned + 1 } else { 0 };
            // The leader is on the new target already; that costs one look.
            target = reached;
        }
        self.doc = if self.order.is_empty() { TERMINATED } else { target };
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
