//! Positions read from the postings of one segment, document by document: the other side of the span algebra, without the text.

use tantivy::DocId;
use tantivy::columnar::Column;

use super::cursor::{Phrase, Union};
use super::document::{LEAD_END, OPENING, SENTENCE};
use super::error::IndexError;
use super::evaluate::Segment;
use super::schema::column;
use crate::article::Part;
use crate::query::algebra::Positions;
use crate::query::spans::Stretch;
use crate::query::{Pattern, Query, Reach};
use crate::text::axis::PART_GAP;

/// The positions of one document of a segment.
pub struct SegmentPositions {
    /// For each atom the number of its words, and where it stands in each part.
    atoms: Vec<(u32, Vec<Phrase>)>,
    openings: Union,
    sentences: Union,
    lead_end: Union,
    words: [Column<u64>; 3],
    doc: DocId,
}

impl SegmentPositions {
    /// Opens the postings of all atoms of `query`.
    pub fn open(segment: &Segment<'_>, query: &Query) -> Result<Self, IndexError> {
        let mut atoms = Vec::with_capacity(query.atoms.len());
        for atom in &query.atoms {
            let parts = Part::ALL.into_iter().filter(|part| atom.parts.has(*part));
            let phrases = parts.map(|part| segment.phrase(segment.fields.of_part(part), &atom.words));
            atoms.push((atom.words.len() as u32, phrases.collect::<Result<_, _>>()?));
        }
        let mark = |name: &str| {
            let terms = segment.terms(segment.fields.borders, &Pattern::Folded(name.to_owned()))?;
            Union::open(&*segment.reader.inverted_index(segment.fields.borders)?, &terms)
        };
        let [headline, body, boilerplate] = column::WORDS;
        let column = |name| segment.reader.fast_fields().u64(name);
        let words = [column(headline)?, column(body)?, column(boilerplate)?];
        Ok(Self {
            atoms,
            openings: mark(OPENING)?,
            sentences: mark(SENTENCE)?,
            lead_end: mark(LEAD_END)?,
            words,
            doc: 0,
        })
    }

    /// Goes to a document. Documents must be gone to in order.
    pub fn go_to(&mut self, doc: DocId) {
        self.doc = doc;
    }

    /// The number of words of the headline.
    pub fn headline_words(&self) -> u32 {
        self.count(Part::Headline)
    }

    fn count(&self, part: Part) -> u32 {
        self.words[part as usize].first(self.doc).unwrap_or_default() as u32
    }

    /// The sentences, from the marks where they begin and the lengths of the parts.
    pub fn stretches(&mut self) -> Vec<Stretch> {
        let openings = marks(&mut self.openings, self.doc).into_iter().map(|at| (at, true));
        let mut begins: Vec<(u32, bool)> =
            openings.chain(marks(&mut self.sentences, self.doc).into_iter().map(|at| (at, false))).collect();
        begins.sort_unstable();
        let headline_end = self.headline_words();
        let body_start = if headline_end > 0 { headline_end + PART_GAP } else { 0 };
        let body_end = body_start + self.count(Part::Body);
        let boilerplate = begins.iter().map(|(at, _)| *at).find(|at| *at >= body_end).unwrap_or(body_end);
        let boilerplate_end = boilerplate + self.count(Part::Boilerplate);
        let part_of = |at: u32| match at {
            _ if at < headline_end => (Part::Headline, headline_end),
            _ if at < body_end => (Part::Body, body_end),
            _ => (Part::Boilerplate, boilerplate_end),
        };
        let stretch = |(index, (at, opens)): (usize, &(u32, bool))| {
            let (part, end) = part_of(*at);
            let next = begins.get(index + 1).map_or(end, |(next, _)| end.min(*next));
            Stretch { at: *at, words: next - at, opens: *opens, part }
        };
        begins.iter().enumerate().map(stretch).collect()
    }
}

fn marks(union: &mut Union, doc: DocId) -> Vec<u32> {
    let mut positions = Vec::new();
    if union.doc() == doc || (union.doc() < doc && union.seek(doc) == doc) {
        union.positions(&mut positions);
    }
    positions
}

impl Positions for SegmentPositions {
    fn atom(&mut self, atom: usize) -> (Vec<u32>, u32) {
        let (words, phrases) = &mut self.atoms[atom];
        let (mut all, mut starts) = (Vec::new(), Vec::new());
        for phrase in phrases {
            if phrase.seek(self.doc) == self.doc {
                phrase.starts(&mut starts);
                all.append(&mut starts);
            }
        }
        (all, *words)
    }

    fn borders(&mut self, reach: Reach) -> Vec<u32> {
        let mut borders = marks(&mut self.openings, self.doc);
        if reach == Reach::Sentence {
            borders.append(&mut marks(&mut self.sentences, self.doc));
            borders.sort_unstable();
        }
        borders
    }

    fn lead_end(&mut self) -> u32 {
        marks(&mut self.lead_end, self.doc).first().copied().unwrap_or(u32::MAX)
    }
}
