//! Which terms of the dictionary a pattern means: all of them, always.

use tantivy::postings::TermInfo;
use tantivy::termdict::TermDictionary;

use super::error::IndexError;
use super::tape::{FORM, key_of};
use crate::query::Pattern;
use crate::text::stem::Stems;

/// The terms that `pattern` means.
pub fn expand(dictionary: &TermDictionary, pattern: &Pattern, stems: &Stems) -> Result<Vec<TermInfo>, IndexError> {
    let prefix = match pattern {
        Pattern::Folded(form) => key_of(form),
        Pattern::Stem(stem) => key_of(stems.reach(stem)),
    };
    let range = dictionary.range().ge(&prefix).lt(successor(&prefix, pattern));
    let mut stream = range.into_stream()?;
    let mut terms = Vec::new();
    let mut last = (Vec::new(), false);
    while stream.advance() {
        let folded = folded_of(stream.key());
        if last.0 != folded {
            last = (folded.to_vec(), means(pattern, folded, stems));
        }
        if last.1 {
            terms.push(stream.value().clone());
        }
    }
    Ok(terms)
}

fn means(pattern: &Pattern, folded: &[u8], stems: &Stems) -> bool {
    match pattern {
        // The range holds no other form.
        Pattern::Folded(_) => true,
        Pattern::Stem(_) => std::str::from_utf8(folded).is_ok_and(|folded| pattern.matches(folded, stems)),
    }
}

/// Where the terms end that can be meant: a folded form is followed by its forms in the text, a stem by anything.
fn successor(prefix: &str, pattern: &Pattern) -> Vec<u8> {
    let mut end = prefix.as_bytes().to_vec();
    match pattern {
        Pattern::Folded(_) => end.push(FORM as u8 + 1),
        Pattern::Stem(_) => end.push(0xFF),
    }
    end
}

fn folded_of(term: &[u8]) -> &[u8] {
    term.split(|byte| *byte == FORM as u8).next().unwrap_or_default()
}
