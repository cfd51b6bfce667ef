//! Which terms of the dictionary a pattern means: all of them, always.

use tantivy::postings::TermInfo;
use tantivy::termdict::TermDictionary;

use super::error::IndexError;
use super::tape::{FORM, key_of};
use crate::query::{Comparer, Pattern};

/// The terms that `pattern` means.
pub fn expand(dictionary: &TermDictionary, pattern: &Pattern) -> Result<Vec<TermInfo>, IndexError> {
    let comparer = Comparer::new(pattern);
    let (prefix, whole) = comparer.prefix();
    let prefix = key_of(prefix);
    let mut stream = dictionary.range().ge(&prefix).lt(end_of(&prefix, whole)).into_stream()?;
    let mut terms = Vec::new();
    let mut last = (Vec::new(), false);
    // Whether a word is meant is told by its folded form, except where the form in the text is asked for.
    let by_form = matches!(pattern, Pattern::Literal(_));
    while stream.advance() {
        let (folded, form) = cut(stream.key());
        if by_form || last.0 != folded {
            last = (folded.to_vec(), matches!(pattern, Pattern::Folded(_)) || means(&comparer, folded, form));
        }
        if last.1 {
            terms.push(stream.value().clone());
        }
    }
    Ok(terms)
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
fn cut(term: &[u8]) -> (&[u8], &[u8]) {
    match term.iter().position(|byte| *byte == FORM as u8) {
        Some(at) => (&term[..at], &term[at + 1..]),
        None => (term, term),
    }
}
