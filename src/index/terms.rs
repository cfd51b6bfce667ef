//! Which terms of the dictionary a pattern means: all of them, always.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tantivy::postings::TermInfo;
use tantivy::schema::Field;
use tantivy::termdict::TermDictionary;

use super::automaton::WordAutomaton;
use super::error::IndexError;
use super::tape::{FORM, key_of};
use crate::query::{Comparer, Pattern};

/// The terms that patterns mean, found once for each segment and field while a query is answered.
#[derive(Default)]
pub struct Found(Mutex<Memory>);

#[derive(Default)]
struct Memory {
    terms: HashMap<Asked, Arc<[TermInfo]>>,
    finders: HashMap<Pattern, Arc<Finder>>,
}

/// A pattern in a field of the segment of this number.
type Asked = (u32, Field, Pattern);

impl Found {
    /// Forgets all: another query is asked.
    pub fn forget(&self) {
        *self.memory() = Memory::default();
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The terms of `pattern` in the dictionary of a field of a segment.
    pub fn terms(
        &self,
        segment: u32,
        field: Field,
        pattern: &Pattern,
        dictionary: &TermDictionary,
    ) -> Result<Arc<[TermInfo]>, IndexError> {
        let key = (segment, field, pattern.clone());
        if let Some(terms) = self.memory().terms.get(&key) {
            return Ok(Arc::clone(terms));
        }
        let mut list = Vec::new();
        self.finder(pattern).each_term(dictionary, |_, info| list.push(info.clone()))?;
        let terms: Arc<[TermInfo]> = list.into();
        self.memory().terms.insert(key, Arc::clone(&terms));
        Ok(terms)
    }

    /// The finder of a pattern, made once: an automaton is not made in no time.
    pub fn finder(&self, pattern: &Pattern) -> Arc<Finder> {
        let mut memory = self.memory();
        if let Some(finder) = memory.finders.get(pattern) {
            return Arc::clone(finder);
        }
        let finder = Arc::new(Finder::new(pattern));
        memory.finders.insert(pattern.clone(), Arc::clone(&finder));
        finder
    }
}

/// Finds the terms of a pattern.
pub enum Finder {
    /// By an automaton over the dictionary.
    Automaton(Box<WordAutomaton>),
    /// All terms that begin so: of one folded form if it is the `whole` of it.
    Prefix { prefix: String, whole: bool },
    /// By looking at the terms that begin as those must that are meant: at their folded form, or at their form in the text.
    Range { comparer: Box<Comparer>, by_form: bool },
}

impl Finder {
    fn new(pattern: &Pattern) -> Self {
        let range = |by_form| Self::Range { comparer: Box::new(Comparer::new(pattern)), by_form };
        match pattern {
            Pattern::Folded(form) => Self::Prefix { prefix: form.clone(), whole: true },
            Pattern::Literal(_) | Pattern::Capitals(_) => range(true),
            Pattern::Stem(_) => range(false),
            Pattern::Wild(_) | Pattern::Regex(_) | Pattern::Fuzzy(..) => only_prefix(pattern)
                .map(|prefix| Self::Prefix { prefix: prefix.to_owned(), whole: false })
                .or_else(|| WordAutomaton::of(pattern).map(|automaton| Self::Automaton(Box::new(automaton))))
                .unwrap_or_else(|| range(false)),
        }
    }

    /// Calls `take` with every term that is meant: its folded form, and what is known of it. A folded form may come several times,
    /// once for each form in the text.
    pub fn each_term(
        &self,
        dictionary: &TermDictionary,
        mut take: impl FnMut(&[u8], &TermInfo),
    ) -> Result<(), IndexError> {
        match self {
            Self::Automaton(automaton) => {
                let mut stream = dictionary.search(&**automaton).into_stream()?;
                while stream.advance() {
                    take(cut(stream.key()).0, stream.value());
                }
                Ok(())
            }
            Self::Prefix { prefix, whole } => {
                in_range(dictionary, prefix, *whole, |folded, _, info| take(folded, info))
            }
            Self::Range { comparer, by_form } => {
                let (prefix, whole) = comparer.prefix();
                let mut last = (Vec::new(), false);
                in_range(dictionary, prefix, whole, |folded, form, info| {
                    // The forms of one folded word come one behind the other: it is looked at once.
                    if *by_form || last.0 != folded {
                        last = (folded.to_vec(), means(comparer, folded, form));
                    }
                    if last.1 {
                        take(folded, info);
                    }
                })
            }
        }
    }
}

/// What every word begins with that a pattern means, where that is all there is to it: `terror*`.
fn only_prefix(pattern: &Pattern) -> Option<&str> {
    match pattern {
        Pattern::Wild(wild) => wild.strip_suffix('*').filter(|letters| !letters.contains(['*', '?'])),
        _ => None,
    }
}

/// Calls `take` with the terms that begin with `prefix`: folded form, form in the text, and what is known of them.
fn in_range(
    dictionary: &TermDictionary,
    prefix: &str,
    whole: bool,
    mut take: impl FnMut(&[u8], &[u8], &TermInfo),
) -> Result<(), IndexError> {
    let prefix = key_of(prefix);
    let mut stream = dictionary.range().ge(&prefix).lt(end_of(&prefix, whole)).into_stream()?;
    while stream.advance() {
        let (folded, form) = cut(stream.key());
        take(folded, form, stream.value());
    }
    Ok(())
}

fn means(comparer: &Comparer, folded: &[u8], form: &[u8]) -> bool {
    match (std::str::from_utf8(folded), std::str::from_utf8(form)) {
        (Ok(folded), Ok(form)) => comparer.means(folded, form),
        _ => false,
    }
}

/// Where the terms end that can be meant: a whole folded form is followed only by its forms in the text, a prefix by anything.
fn end_of(prefix: &str, whole: bool) -> Vec<u8> {
    let mut end = prefix.as_bytes().to_vec();
    end.push(if whole { FORM as u8 + 1 } else { 0xFF });
    end
}

/// The folded form of a term and the form in the text, which is the folded one where nothing else is said.
pub fn cut(term: &[u8]) -> (&[u8], &[u8]) {
    match term.iter().position(|byte| *byte == FORM as u8) {
        Some(at) => (&term[..at], &term[at + 1..]),
        None => (term, term),
    }
}
