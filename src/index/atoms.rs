//! Where one atom stands, document by document: a phrase in the fields of its parts, or a name by the marks of its mentions.

use tantivy::postings::TermInfo;
use tantivy::{DocId, TERMINATED};

use super::cursor::{Phrase, Union};
use super::error::IndexError;
use super::extents::Extents;
use super::names::mention_mark;
use super::segment::Segment;
use crate::article::{LONGEST_NAME, Part};
use crate::query::{Atom, Bearer, Parts, What};

/// A cursor over the places of an atom.
pub enum Places<'a> {
    /// A cursor over each part that the words may stand in, in the order of the parts, and the number of the words.
    Words(Vec<Phrase>, u32),
    Name(Mentions<'a>),
}

impl<'a> Places<'a> {
    pub fn open(segment: &'a Segment<'_>, atom: &Atom) -> Result<Self, IndexError> {
        let words = match &atom.what {
            What::Words(words) => words,
            What::Name(bearer) => return Ok(Self::Name(Mentions::open(segment, bearer, atom.parts)?)),
        };
        let parts = Part::ALL.into_iter().filter(|part| atom.parts.has(*part));
        let phrases = parts.map(|part| segment.phrase(segment.fields.of_part(part), words));
        Ok(Self::Words(phrases.collect::<Result<_, _>>()?, words.len() as u32))
    }

    /// How many documents it may go to, at most.
    pub fn cost(&self) -> u32 {
        match self {
            Self::Words(phrases, _) => phrases.iter().fold(0, |cost, phrase| cost.saturating_add(phrase.cost())),
            Self::Name(mentions) => mentions.cost(),
        }
    }

    /// The first document from `target` on that may hold the atom. Documents must be asked for in order.
    pub fn seek(&mut self, target: DocId) -> DocId {
        match self {
            Self::Words(phrases, _) => phrases.iter_mut().map(|phrase| phrase.seek(target)).min().unwrap_or(TERMINATED),
            Self::Name(mentions) => mentions.seek(target),
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
            Self::Name(mentions) => mentions.each(doc, take),
        }
    }
}

/// A cursor over the mentions of a bearer.
pub struct Mentions<'a> {
    /// The marks of mentions of so many words.
    of_length: Vec<(u32, Union)>,
    parts: Parts,
    extents: Extents<'a>,
}

impl<'a> Mentions<'a> {
    pub fn open(segment: &'a Segment<'_>, bearer: &Bearer, parts: Parts) -> Result<Self, IndexError> {
        let inverted = segment.reader.inverted_index(segment.fields.entities)?;
        let open = |(words, terms): (u32, Vec<TermInfo>)| Ok((words, Union::open(&inverted, &terms)?));
        let of_length = marks(segment, bearer)?.into_iter().map(open).collect::<Result<_, IndexError>>()?;
        Ok(Self { of_length, parts, extents: Extents::open(segment)? })
    }

    fn cost(&self) -> u32 {
        self.of_length.iter().fold(0, |cost, (_, union)| cost.saturating_add(union.cost()))
    }

    /// The first document from `target` on that holds a mention, in whatever part.
    pub fn seek(&mut self, target: DocId) -> DocId {
        self.of_length.iter_mut().map(|(_, union)| union.seek(target)).min().unwrap_or(TERMINATED)
    }

    /// Calls `take` with the mentions in a document, in order.
    pub fn each(&mut self, doc: DocId, take: &mut dyn FnMut(&[u32], u32)) {
        let (mut found, mut starts) = (Vec::new(), Vec::new());
        for (words, union) in &mut self.of_length {
            if union.seek(doc) == doc {
                starts.clear();
                union.positions(&mut starts);
                found.extend(starts.iter().map(|at| (*at, *words)));
            }
        }
        // A mention is marked for each of the forms that are asked for.
        found.sort_unstable();
        found.dedup();
        let extent = self.extents.of(doc);
        found.retain(|(at, _)| self.parts.has(extent.part(*at)));
        for (at, words) in found {
            take(&[at], words);
        }
    }

    /// How many mentions there are in the headline of a document, and elsewhere.
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
