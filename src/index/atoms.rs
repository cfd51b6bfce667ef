//! Where one atom stands, document by document: a phrase in the fields of its parts; a name or a figure by its marks.

use std::collections::BTreeMap;

use tantivy::postings::TermInfo;
use tantivy::{DocId, TERMINATED};

use super::cursor::{Phrase, Union};
use super::error::IndexError;
use super::extents::Extents;
use super::figures;
use super::names::{mention_mark, speaker_mark};
use super::segment::Segment;
use crate::article::{LONGEST_NAME, Part};
use crate::query::{Atom, Bearer, Parts, What};

/// A cursor over the places of an atom.
pub enum Places<'a> {
    /// A cursor over each part that the words may stand in, in the order of the parts, and the number of the words.
    Words(Vec<Phrase>, u32),
    Marked(Box<Marked<'a>>),
}

impl<'a> Places<'a> {
    pub fn open(segment: &'a Segment<'_>, atom: &Atom) -> Result<Self, IndexError> {
        let What::Words(words) = &atom.what else {
            return Ok(Self::Marked(Box::new(Marked::open(segment, atom)?)));
        };
        let parts = Part::ALL.into_iter().filter(|part| atom.parts.has(*part));
        let phrases = parts.map(|part| segment.phrase(segment.fields.of_part(part), words));
        Ok(Self::Words(phrases.collect::<Result<_, _>>()?, words.len() as u32))
    }

    /// How many documents it may go to, at most.
    pub fn cost(&self) -> u32 {
        match self {
            Self::Words(phrases, _) => phrases.iter().fold(0, |cost, phrase| cost.saturating_add(phrase.cost())),
            Self::Marked(marked) => marked.cost(),
        }
    }

    /// The first document from `target` on that may hold the atom. Documents must be asked for in order.
    pub fn seek(&mut self, target: DocId) -> DocId {
        match self {
            Self::Words(phrases, _) => phrases.iter_mut().map(|phrase| phrase.seek(target)).min().unwrap_or(TERMINATED),
            Self::Marked(marked) => marked.seek(target),
        }
    }

    /// Calls `take` with the places in a document, in order: the positions of the first words, and how many words each has.
    pub fn each(&mut self, doc: DocId, take: &mut dyn FnMut(&[u32], u32)) {
        match self {
            Self::Words(phrases, words) => {
                let mut starts = Vec::new();
                for phrase in phrases {
                    if phrase.seek(doc) == doc {
                        phrase.starts(&mut starts);
                        take(&starts, *words);
                    }
                }
            }
            Self::Marked(marked) => marked.each(doc, take),
        }
    }
}

/// A cursor over what is marked on the axis: the mentions of a bearer, or figures.
pub struct Marked<'a> {
    /// The marks of those of so many words.
    of_length: Vec<(u32, Union)>,
    /// Marks that must stand at the same place.
    beside: Vec<Union>,
    parts: Parts,
    extents: Extents<'a>,
}

impl<'a> Marked<'a> {
    /// What an atom asks for that is not made of words.
    pub fn open(segment: &'a Segment<'_>, atom: &Atom) -> Result<Self, IndexError> {
        let (field, of_length, nouns) = match &atom.what {
            What::Words(_) => (segment.fields.entities, Vec::new(), Vec::new()),
            What::Name(bearer) => (segment.fields.entities, marks(segment, bearer)?, Vec::new()),
            What::Speaker(forms) => (segment.fields.entities, spoken(segment, forms)?, Vec::new()),
            What::Figure(valued) => {
                let terms = figures::terms(segment, valued)?;
                (segment.fields.figures, terms.of_length, terms.nouns)
            }
        };
        let inverted = segment.reader.inverted_index(field)?;
        let open = |(words, terms): (u32, Vec<TermInfo>)| Ok((words, Union::open(&inverted, &terms)?));
        let of_length = of_length.into_iter().map(open).collect::<Result<_, IndexError>>()?;
        let beside = nouns.iter().map(|terms| Union::open(&inverted, terms)).collect::<Result<_, _>>()?;
        Ok(Self { of_length, beside, parts: atom.parts, extents: Extents::open(segment)? })
    }

    fn cost(&self) -> u32 {
        self.of_length.iter().fold(0, |cost, (_, union)| cost.saturating_add(union.cost()))
    }

    /// The first document from `target` on that holds a mark, in whatever part.
    pub fn seek(&mut self, target: DocId) -> DocId {
        self.of_length.iter_mut().map(|(_, union)| union.seek(target)).min().unwrap_or(TERMINATED)
    }

    /// Calls `take` with the places in a document, in order.
    pub fn each(&mut self, doc: DocId, take: &mut dyn FnMut(&[u32], u32)) {
        let (mut found, mut starts) = (Vec::new(), Vec::new());
        for (words, union) in &mut self.of_length {
            if union.seek(doc) == doc {
                starts.clear();
                union.positions(&mut starts);
                found.extend(starts.iter().map(|at| (*at, *words)));
            }
        }
        // A mention is marked for each of the forms that are asked for, a figure for each of its ends.
        found.sort_unstable();
        found.dedup();
        for union in &mut self.beside {
            starts.clear();
            if !found.is_empty() && union.seek(doc) == doc {
                union.positions(&mut starts);
            }
            found.retain(|(at, _)| starts.binary_search(at).is_ok());
        }
        let extent = self.extents.of(doc);
        found.retain(|(at, _)| self.parts.has(extent.part(*at)));
        for (at, words) in found {
            take(&[at], words);
        }
    }

    /// How many places there are in the headline of a document, and elsewhere.
    pub fn count(&mut self, doc: DocId) -> (u32, u32) {
        let headline_end = self.extents.of(doc).headline;
        let (mut headline, mut elsewhere) = (0, 0);
        self.each(doc, &mut |starts, _| {
            let before = starts.partition_point(|at| *at < headline_end);
            headline += before as u32;
            elsewhere += (starts.len() - before) as u32;
        });
        (headline, elsewhere)
    }
}

/// The terms that mark quotations of somebody known by one of some forms, or of anybody, by the number of their words.
fn spoken(segment: &Segment<'_>, forms: &[String]) -> Result<Vec<(u32, Vec<TermInfo>)>, IndexError> {
    let inverted = segment.reader.inverted_index(segment.fields.entities)?;
    let mut of_length: BTreeMap<u32, Vec<TermInfo>> = BTreeMap::new();
    let anybody = [String::new()];
    for form in if forms.is_empty() { &anybody } else { forms } {
        let start = speaker_mark(form, None);
        let end = format!("{start}\u{10FFFF}");
        let mut stream = inverted.terms().range().ge(&start).lt(&end).into_stream()?;
        while stream.advance() {
            let words = stream.key().get(start.len()..).and_then(|words| std::str::from_utf8(words).ok());
            if let Some(words) = words.and_then(|words| words.parse().ok()) {
                of_length.entry(words).or_default().push(stream.value().clone());
            }
        }
    }
    Ok(of_length.into_iter().collect())
}

/// The terms that mark mentions of a bearer, by the number of their words.
pub fn marks(segment: &Segment<'_>, bearer: &Bearer) -> Result<Vec<(u32, Vec<TermInfo>)>, IndexError> {
    let inverted = segment.reader.inverted_index(segment.fields.entities)?;
    let mut of_length = Vec::new();
    for words in 1..=LONGEST_NAME as u32 {
        let mut terms = Vec::new();
        let forms = bearer.forms.iter().map(|form| Some(form.as_str()));
        for form in forms.chain(bearer.forms.is_empty().then_some(None)) {
            terms.extend(inverted.terms().get(mention_mark(bearer.kind, words, form))?);
        }
        if !terms.is_empty() {
            of_length.push((words, terms));
        }
    }
    Ok(of_length)
}
