//! Which terms of the dictionary a pattern means: all of them, always.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::postings::TermInfo;
use tantivy::schema::Field;
use tantivy::termdict::TermDictionary;

use super::automaton::WordAutomaton;
use super::error::IndexError;
use super::tape::{FORM, key_of};
use crate::query::{Comparer, Pattern};

/// The terms that patterns mean, found once for each segment and field while a query is answered.
#[derive(Default)]
pub struct Found(Mutex<HashMap<Asked, Arc<[TermInfo]>>>);

/// A pattern in a field of the segment of this number.
type Asked = (u32, Field, Pattern);

/// How many patterns are remembered: a query of many names and some more; then all are forgotten.
const REMEMBERED: usize = 100_000;

impl Found {
    /// The terms of `pattern` in the dictionary of a field of a segment.
    pub fn terms(
        &self,
        segment: u32,
        field: Field,
        pattern: &Pattern,
        dictionary: &TermDictionary,
    ) -> Result<Arc<[TermInfo]>, IndexError> {
        let key = (segment, field, pattern.clone());
        let mut found = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(terms) = found.get(&key) {
            return Ok(Arc::clone(terms));
        }
        let mut list = Vec::new();
        each_term(dictionary, pattern, |_, info| list.push(info.clone()))?;
        let terms: Arc<[TermInfo]> = list.into();
        if found.len() >= REMEMBERED {
            found.clear();
        }
        found.insert(key, Arc::clone(&terms));
        Ok(terms)
    }
}

/// Calls `take` with every term that `pattern` means: its folded form, and what is known of it. A folded form may come several times,
/// once for each form in the text.
pub fn each_term(
    dictionary: &TermDictionary,
    pattern: &Pattern,
    mut take: impl FnMut(&[u8], &TermInfo),
) -> Result<(), IndexError> {
    if let Some(automaton) = WordAutomaton::of(pattern) {
        let mut stream = dictionary.search(automaton).into_stream()?;
        while stream.advance() {
            take(cut(stream.key()).0, stream.value());
        }
        return Ok(());
    }
    let comparer = Comparer::new(pattern);
    let (prefix, whole) = comparer.prefix();
    let prefix = key_of(prefix);
    let mut stream = dictionary.range().ge(&prefix).lt(end_of(&prefix, whole)).into_stream()?;
    let mut last = (Vec::new(), false);
    // Whether a word is meant is told by its folded form, except where the form in the text is asked for.
    let by_form = matches!(pattern, Pattern::Literal(_) | Pattern::Capitals(_));
    while stream.advance() {
        let (folded, form) = cut(stream.key());
        if by_form || last.0 != folded {
            last = (folded.to_vec(), matches!(pattern, Pattern::Folded(_)) || means(&comparer, folded, form));
        }
        if last.1 {
            take(folded, stream.value());
        }
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
