//! Positions read from the postings of one segment, document by document: the other side of the span algebra, without the text.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use tantivy::{DocId, TERMINATED};

use super::atoms::Places;
use super::cursor::Union;
use super::document::{LEAD_END, OPENING, QUOTE_FIRST, QUOTE_LAST, SENTENCE};
use super::error::IndexError;
use super::extents::Extents;
use super::segment::Segment;
use crate::article::Part;
use crate::query::algebra::Positions;
use crate::query::spans::Stretch;
use crate::query::{Atom, Pattern, Reach, Spans};

/// The positions of one document of a segment.
pub struct SegmentPositions<'a> {
    /// Where each opened atom stands.
    atoms: BTreeMap<usize, Places<'a>>,
    /// For each name the marks, as far as they are looked at.
    marks: BTreeMap<&'static str, Union>,
    extents: Extents<'a>,
    doc: DocId,
}

impl<'a> SegmentPositions<'a> {
    /// Opens the postings of the atoms of `leaves`.
    pub fn open<'b>(
        segment: &'a Segment<'a>,
        atoms: &[Atom],
        leaves: impl IntoIterator<Item = &'b Spans>,
    ) -> Result<Self, IndexError> {
        let extents = Extents::open(segment)?;
        let mut positions = Self { atoms: BTreeMap::new(), marks: BTreeMap::new(), extents, doc: 0 };
        for leaf in leaves {
            for number in leaf.atoms() {
                if let Entry::Vacant(place) = positions.atoms.entry(number) {
                    place.insert(Places::open(segment, &atoms[number])?);
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

    /// The first document from `target` on that holds what `spans` cannot do without. Documents must be asked for in order, and no atom
    /// may stand in `spans` twice: one place would take the other past documents that it has not seen.
    pub fn seek(&mut self, spans: &Spans, target: DocId) -> DocId {
        match spans {
            Spans::Atom(atom) => self.atoms.get_mut(atom).map_or(TERMINATED, |places| places.seek(target)),
            Spans::Any(list) => list.iter().map(|spans| self.seek(spans, target)).min().unwrap_or(TERMINATED),
            Spans::Near(left, _, right) | Spans::Within(left, right) => {
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
            Spans::Atom(atom) => self.atoms.get(atom).map_or(0, Places::cost),
            Spans::Any(list) => list.iter().fold(0, |cost, spans| cost.saturating_add(self.cost(spans))),
            Spans::Near(left, _, right) | Spans::Within(left, right) => self.cost(left).min(self.cost(right)),
            Spans::Alone(inner, ..) | Spans::AtLeast(_, inner) | Spans::Lead(inner) | Spans::Quote(inner) => {
                self.cost(inner)
            }
        }
    }

    /// The number of words of the headline.
    pub fn headline_words(&self) -> u32 {
        self.extents.words(self.doc, Part::Headline)
    }

    /// The sentences, from the marks where they begin and the lengths of the parts.
    pub fn stretches(&mut self) -> Vec<Stretch> {
        let mut openings = self.marks(OPENING).into_iter().peekable();
        let begin = |at: u32| (at, openings.next_if_eq(&at).is_some());
        let begins: Vec<(u32, bool)> = self.marks(SENTENCE).into_iter().map(begin).collect();
        let extent = self.extents.of(self.doc);
        let boilerplate = begins.iter().map(|(at, _)| *at).find(|at| *at >= extent.body).unwrap_or(extent.body);
        let boilerplate_end = boilerplate + self.extents.words(self.doc, Part::Boilerplate);
        let part_of = |at: u32| match extent.part(at) {
            Part::Headline => (Part::Headline, extent.headline),
            Part::Body => (Part::Body, extent.body),
            Part::Boilerplate => (Part::Boilerplate, boilerplate_end),
        };
        let stretch = |(index, (at, opens)): (usize, &(u32, bool))| {
            let (part, end) = part_of(*at);
            let next = begins.get(index + 1).map_or(end, |(next, _)| end.min(*next));
            Stretch { at: *at, words: next - at, opens: *opens, part }
        };
        begins.iter().enumerate().map(stretch).collect()
    }
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
        Spans::Within(inner, outer) => [looked_at(inner), looked_at(outer)].concat(),
        Spans::Lead(inner) => [&[LEAD_END][..], &looked_at(inner)].concat(),
        Spans::Quote(inner) => [&[QUOTE_FIRST, QUOTE_LAST][..], &looked_at(inner)].concat(),
    }
}

impl Positions for SegmentPositions<'_> {
    fn atom(&mut self, atom: usize, take: &mut dyn FnMut(&[u32], u32)) {
        if let Some(places) = self.atoms.get_mut(&atom) {
            places.each(self.doc, take);
        }
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
