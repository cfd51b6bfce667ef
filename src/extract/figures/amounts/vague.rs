//! Counts without a number: `numerous insurgents`. They have no value, but a ledger that left them out would be silent about them.

use crate::article::{Bound, Figure, FigureKind, Value};

use super::plain;
use crate::extract::figures::tokens::{Class, Page};

/// Words that count without a number. `Many`, `some` and `few` say less than that.
const WORDS: [&str; 5] = ["numerous", "several", "countless", "multiple", "innumerable"];

/// The count without a number that begins at a token: the token behind it, and the figure. It counts only where a noun follows.
#[must_use]
pub fn at(page: &Page<'_>, at: usize) -> Option<(usize, Figure)> {
    let token = page.get(at)?;
    if token.class != Class::Word || !WORDS.iter().any(|word| token.is(word)) {
        return None;
    }
    let span = page.span(&(at..at + 1))?;
    Some((at + 1, Figure { value: Value::Range(None, None), bound: Bound::About, ..plain(span, FigureKind::Count) }))
}
