//! Whether a date may begin at a token at all. Nearly none does, and a look at the token and its neighbour tells.

use super::cursor::Cursor;
use super::lexicon::{self, Word};
use crate::extract::figures::tokens::{Class, Token};

/// Whether a date may begin there, or the words that make it a bound or a range.
#[must_use]
pub fn may_begin(c: Cursor<'_>, at: usize) -> bool {
    let Some(token) = c.token(at) else { return false };
    match token.class {
        Class::Word => lexicon::find(token.text).is_some_and(|word| word_opens(c, at, word)),
        Class::Digits => digits_open(c, at, token),
        Class::Mark => matches!(token.text, "'" | "’" | "‘") && c.joined(at + 1) && c.digits(at + 1).is_some(),
    }
}

/// The frequent words of the table need a neighbour that fits.
fn word_opens(c: Cursor<'_>, at: usize, word: Word) -> bool {
    match word {
        Word::Article => c.is(at + 1, "couple") || matches!(c.word(at + 1), Some(Word::Unit(_))),
        Word::In => counts(c, at + 1),
        Word::As => c.is(at + 2, "as"),
        Word::Distance(_) => counts(c, at + 1) || c.is_one(at + 1, &["than", "least"]),
        Word::Number(_) => {
            c.hyphened(at + 1, &["-"])
                || c.word(at + 1).is_some()
                || c.is_one(at + 1, &["thousand", "hundred", "to", "and"])
        }
        _ => true,
    }
}

fn counts(c: Cursor<'_>, at: usize) -> bool {
    matches!(c.word(at), Some(Word::Number(_) | Word::Article)) || c.digits(at).is_some()
}

fn digits_open(c: Cursor<'_>, at: usize, token: &Token<'_>) -> bool {
    match c.digits(at).map_or(0, str::len) {
        0 => token.text.bytes().filter(|byte| *byte == b'.').count() == 2 && !token.text.contains(','),
        1 | 2 => c.joined(at + 1) || c.word(at + 1).is_some() || beside_day(c, at),
        3 => c.word(at + 1).is_some(),
        _ => true,
    }
}

/// Whether small digits stand beside what makes them a day of a list or a range.
fn beside_day(c: Cursor<'_>, at: usize) -> bool {
    const BEHIND: [&str; 10] = ["and", "or", "to", "through", "of", "day", "-", "–", "until", "till"];
    c.follows(at, &["and", "or"]) || c.is_one(at + 1, &BEHIND)
}
