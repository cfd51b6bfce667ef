//! Positions read from the postings of one segment, document by document: the other side of the span algebra, without the text.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use tantivy::columnar::Column;
use tantivy::{DocId, TERMINATED};

use super::cursor::{Phrase, Union};
use super::document::{LEAD_END, OPENING, QUOTE_FIRST, QUOTE_LAST, SENTENCE};
use super::error::IndexError;
use super::schema::column;
use super::segment::Segment;
use crate::article::Part;
use crate::query::algebra::Positions;
use crate::query::spans::Stretch;
use crate::query::{Atom, Pattern, Query, Reach, Spans};
use crate::text::axis::PART_GAP;

/// The positions of one document of a segment.
pub struct SegmentPositions {
    /// For each opened atom the number of its words, and where it stands in each part.
    atoms: BTreeMap<usize, (u32, Vec<Phrase>)>,
    openings: Union,
    sentences: Union,
    lead_end: Union,
    quote_firsts: Union,
    quote_lasts: Union,
    words: [Column<u64>; 3],
    doc: DocId,
}

impl SegmentPositions {
    /// Opens the postings of the atoms of `leaves`.
    pub fn open<'a>(
        segment: &Segment<'_>,
        query: &Query,
        leaves: impl IntoIterator<Item = &'a Spans>,
    ) -> Result<Self, IndexError> {
        let mut atoms = BTreeMap::new();
        for number in leaves.into_iter().flat_map(Spans::atoms) {
            if let Entry::Vacant(place) = atoms.entry(number) {
                place.insert(opened(segment, &query.atoms[number])?);
            }
        }
        let inverted = segment.reader.inverted_index(segment.fields.borders)?;
        let mark = |name: &str| {
            let terms = segment.terms(segment.fields.borders, &Pattern::Folded(name.to_owned()))?;
            Union::open(&inverted, &terms)
        };
        let [headline, body, boilerplate] = column::WORDS;
        let column = |name| segment.reader.fast_fields().u64(name);
        Ok(Self {
            atoms,
            openings: mark(OPENING)?,
            sentences: mark(SENTENCE)?,
            lead_end: mark(LEAD_END)?,
            quote_firsts: mark(QUOTE_FIRST)?,
            quote_lasts: mark(QUOTE_LAST)?,
            words: [column(headline)?, column(body)?, column(boilerplate)?],
            doc: 0,
        })
    }

    /// Goes to a document. Documents must be gone to in order.
    pub fn go_to(&mut self, doc: DocId) {
        self.doc = doc;
    }

    /// The first document from `target` on that holds what `spans` cannot do without. Documents must be asked for in order.
    pub fn seek(&mut self, spans: &Spans, target: DocId) -> DocId {
        match spans {
            Spans::Atom(atom) => self.seek_atom(*atom, target),
            Spans::Any(list) => list.iter().map(|spans| self.seek(spans, target)).min().unwrap_or(TERMINATED),
            Spans::Near(left, _, right) => settled(target, |target| {
                let reached = self.seek(left, target);
                if reached == TERMINATED { reached } else { self.seek(right, reached) }
            }),
            Spans::Alone(inner, ..) | Spans::AtLeast(_, inner) | Spans::Lead(inner) | Spans::Quote(inner) => {
                self.seek(inner, target)
            }
        }
    }

    fn seek_atom(&mut self, atom: usize, target: DocId) -> DocId {
        let phrases = self.atoms.get_mut(&atom).map(|(_, phrases)| phrases.iter_mut()).into_iter().flatten();
        phrases.map(|phrase| phrase.seek(target)).min().unwrap_or(TERMINATED)
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

/// The number of words of an atom, and a cursor over each part that it may stand in.
fn opened(segment: &Segment<'_>, atom: &Atom) -> Result<(u32, Vec<Phrase>), IndexError> {
    let parts = Part::ALL.into_iter().filter(|part| atom.parts.has(*part));
    let phrases = parts.map(|part| segment.phrase(segment.fields.of_part(part), &atom.words));
    Ok((atom.words.len() as u32, phrases.collect::<Result<_, _>>()?))
}

/// Goes on from `target` until `reach` stays where it is.
fn settled(mut target: DocId, mut reach: impl FnMut(DocId) -> DocId) -> DocId {
    loop {
        let reached = reach(target);
        if reached == target || reached == TERMINATED {
            return reached;
        }
        target = reached;
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
        let Some((words, phrases)) = self.atoms.get_mut(&atom) else {
            return (Vec::new(), 1);
        };
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

    fn quotations(&mut self) -> Vec<(u32, u32)> {
        let lasts = marks(&mut self.quote_lasts, self.doc);
        marks(&mut self.quote_firsts, self.doc).into_iter().zip(lasts).collect()
    }
}
