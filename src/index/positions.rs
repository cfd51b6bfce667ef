//! Positions read from the postings of one segment, document by document: the other side of the span algebra, without the text.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use tantivy::columnar::Column;
use tantivy::{DocId, TERMINATED};

use super::cursor::{Phrase, Union};
use super::document::{LEAD_END, OPENING, QUOTE_FIRST, QUOTE_LAST, SENTENCE};
use super::error::IndexError;
use super::segment::Segment;
use crate::article::Part;
use crate::query::algebra::Positions;
use crate::query::spans::Stretch;
use crate::query::{Atom, Pattern, Query, Reach, Spans};
use crate::text::axis::PART_GAP;

/// The positions of one document of a segment.
pub struct SegmentPositions<'a> {
    /// For each opened atom the number of its words, and where it stands in each part.
    atoms: BTreeMap<usize, (u32, Vec<Phrase>)>,
    /// For each name the marks, as far as they are looked at.
    marks: BTreeMap<&'static str, Union>,
    words: [&'a Column<u64>; 3],
    doc: DocId,
}

impl<'a> SegmentPositions<'a> {
    /// Opens the postings of the atoms of `leaves`.
    pub fn open<'b>(
        segment: &'a Segment<'a>,
        query: &Query,
        leaves: impl IntoIterator<Item = &'b Spans>,
    ) -> Result<Self, IndexError> {
        let words = |part| segment.words(part);
        let mut positions = Self {
            atoms: BTreeMap::new(),
            marks: BTreeMap::new(),
            words: [words(Part::Headline)?, words(Part::Body)?, words(Part::Boilerplate)?],
            doc: 0,
        };
        for leaf in leaves {
            for number in leaf.atoms() {
                if let Entry::Vacant(place) = positions.atoms.entry(number) {
                    place.insert(opened(segment, &query.atoms[number])?);
                }
            }
            positions.open_marks(segment, &looked_at(leaf))?;
        }
        Ok(positions)
    }

    /// Opens the marks that `stretches` looks at.
    pub fn open_sentences(&mut self, segment: &Segment<'_>) -> Result<(), IndexError> {
        self.open_marks(segment, &[OPENING, SENTENCE])
    }

    fn open_marks(&mut self, segment: &Segment<'_>, names: &[&'static str]) -> Result<(), IndexError> {
        let field = segment.fields.borders;
        for name in names {
            if let Entry::Vacant(place) = self.marks.entry(name) {
                let terms = segment.terms(field, &Pattern::Folded((*name).to_owned()))?;
                place.insert(Union::open(&*segment.reader.inverted_index(field)?, &terms)?);
            }
        }
        Ok(())
    }

    /// Where the marks of a name stand in the document.
    fn marks(&mut self, name: &str) -> Vec<u32> {
        let mut positions = Vec::new();
        if let Some(union) = self.marks.get_mut(name)
            && (union.doc() == self.doc || (union.doc() < self.doc && union.seek(self.doc) == self.doc))
        {
            union.positions(&mut positions);
        }
        positions
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
            Spans::Near(left, _, right) => {
                // The rarer side leads.
                let (first, second) = if self.cost(left) <= self.cost(right) { (left, right) } else { (right, left) };
                settled(target, |target| {
                    let reached = self.seek(first, target);
                    if reached == TERMINATED { reached } else { self.seek(second, reached) }
                })
            }
            Spans::Alone(inner, ..) | Spans::AtLeast(_, inner) | Spans::Lead(inner) | Spans::Quote(inner) => {
                self.seek(inner, target)
            }
        }
    }

    /// How many documents may hold `spans`, at most.
    fn cost(&self, spans: &Spans) -> u32 {
        match spans {
            Spans::Atom(atom) => {
                let phrases = self.atoms.get(atom).map(|(_, phrases)| phrases.iter()).into_iter().flatten();
                phrases.fold(0, |cost, phrase| cost.saturating_add(phrase.cost()))
            }
            Spans::Any(list) => list.iter().fold(0, |cost, spans| cost.saturating_add(self.cost(spans))),
            Spans::Near(left, _, right) => self.cost(left).min(self.cost(right)),
            Spans::Alone(inner, ..) | Spans::AtLeast(_, inner) | Spans::Lead(inner) | Spans::Quote(inner) => {
                self.cost(inner)
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
        let mut openings = self.marks(OPENING).into_iter().peekable();
        let begin = |at: u32| (at, openings.next_if_eq(&at).is_some());
        let begins: Vec<(u32, bool)> = self.marks(SENTENCE).into_iter().map(begin).collect();
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

/// The marks that some spans look at, by name: few look at any, and opening them takes longer than many a query.
fn looked_at(spans: &Spans) -> Vec<&'static str> {
    match spans {
        Spans::Atom(_) => Vec::new(),
        Spans::Any(list) => list.iter().flat_map(looked_at).collect(),
        Spans::Near(left, near, right) | Spans::Alone(left, near, right) => {
            let borders: &[&str] = match near.reach {
                Reach::Words(_) => &[],
                Reach::Paragraph => &[OPENING],
                Reach::Sentence => &[SENTENCE],
            };
            [borders, &looked_at(left), &looked_at(right)].concat()
        }
        Spans::AtLeast(_, inner) => looked_at(inner),
        Spans::Lead(inner) => [&[LEAD_END][..], &looked_at(inner)].concat(),
        Spans::Quote(inner) => [&[QUOTE_FIRST, QUOTE_LAST][..], &looked_at(inner)].concat(),
    }
}

impl Positions for SegmentPositions<'_> {
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
        self.marks(if reach == Reach::Sentence { SENTENCE } else { OPENING })
    }

    fn lead_end(&mut self) -> u32 {
        self.marks(LEAD_END).first().copied().unwrap_or(u32::MAX)
    }

    fn quotations(&mut self) -> Vec<(u32, u32)> {
        let lasts = self.marks(QUOTE_LAST);
        self.marks(QUOTE_FIRST).into_iter().zip(lasts).collect()
    }
}
