//! Number words that are no numbers where they stand: `no one`, `first half`, `second to none`.

use super::amount::Amount;
use crate::article::Decimal;
use crate::extract::figures::tokens::{Class, Page, Token};
use crate::text::numbers::{Part, part};

/// Whether the word says no number there.
pub fn is_none(page: &Page<'_>, amount: &Amount) -> bool {
    let first = &page.tokens[amount.number.start];
    if first.class != Class::Word || amount.unit.is_some() || amount.number.len() > 1 {
        return false;
    }
    if is_name(page, amount) || is_day(page, amount) {
        return true;
    }
    match part(first.text) {
        Some(Part::Small(1)) => pronoun(page, amount),
        Some(Part::Half) => half(page, amount),
        Some(Part::Scale(_) | Part::Lot(_)) => named(page, amount),
        _ => false,
    }
}

/// A capitalised number between small words: `the Group of Seven said`.
fn is_name(page: &Page<'_>, amount: &Amount) -> bool {
    let capital = |token: &Token<'_>| token.text.starts_with(char::is_uppercase);
    let small_before =
        before(page, amount.number.start).is_some_and(|prior| prior.class == Class::Word && !capital(prior));
    let small_behind = page.get(amount.next).is_none_or(|next| !capital(next));
    capital(&page.tokens[amount.number.start]) && small_before && small_behind
}

/// The day of a month in words: `payable May one`.
fn is_day(page: &Page<'_>, amount: &Amount) -> bool {
    const MONTHS: &[&str] = &[
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let month = before(page, amount.number.start).filter(|prior| is_any(Some(prior), MONTHS));
    month.is_some_and(|month| month.text.starts_with(char::is_uppercase))
}

fn is_any(token: Option<&Token<'_>>, words: &[&str]) -> bool {
    token.is_some_and(|token| words.iter().any(|word| token.is(word)))
}

fn before<'t, 'a>(page: &'t Page<'a>, at: usize) -> Option<&'t Token<'a>> {
    at.checked_sub(1).and_then(|at| page.get(at))
}

/// `one` that stands for somebody or for a noun that was said before.
fn pronoun(page: &Page<'_>, amount: &Amount) -> bool {
    const BEFORE: &[&str] = &[
        "no", "any", "every", "some", "each", "which", "that", "this", "another", "loved", "day", "number", "square",
        "good", "big", "new", "old", "great", "better", "bad", "last", "previous", "next", "right", "wrong", "only",
        "a", "anyone",
    ];
    const BEHIND: &[&str] = &[
        "another", "must", "can", "should", "could", "would", "may", "might", "cannot", "needs", "who", "that",
        "which", "whose", "s", "you", "we", "he", "she", "they", "it", "i", "could", "day", "does", "way", "where",
    ];
    /// Behind `the one`, what goes on without a noun.
    const GOES_ON: &[&str] = &[
        "in", "on", "at", "with", "for", "to", "from", "by", "of", "is", "was", "and", "or", "being", "before",
        "after", "person",
    ];
    let (prior, next) = (before(page, amount.number.start), page.get(amount.next));
    let noun_behind = next
        .is_some_and(|next| next.class == Class::Word && !is_any(Some(next), BEHIND) && !is_any(Some(next), GOES_ON));
    let tied = next.is_some_and(|next| matches!(next.text, "-" | "'" | "’") && !next.spaced);
    let the = is_any(prior, &["the"]) && (!noun_behind || next.is_none());
    let first = prior.is_none_or(|prior| matches!(prior.text, "." | ":" | "“" | "\"" | "?" | "!"));
    let counts_off = first && next.is_some_and(|next| next.text == ",");
    tied || counts_off
        || is_any(next, BEHIND)
        || the
        || (is_any(prior, BEFORE) && !(noun_behind && is_any(prior, &["this", "that", "only", "last"])))
}

/// `first half`, `half-time`, `in half`.
fn half(page: &Page<'_>, amount: &Amount) -> bool {
    let (prior, next) = (before(page, amount.number.start), page.get(amount.next));
    let place = prior.is_some_and(|prior| matches!(part(prior.text), Some(Part::Ordinal(..))));
    let point = is_any(page.get(amount.next + 1), &["point", "points"]);
    let tied = next.is_some_and(|next| next.text == "-" && !next.spaced) && !point;
    let behind = is_any(
        next,
        &["time", "way", "hour", "term", "brother", "sister", "year", "mast", "back", "century", "centuries"],
    );
    let named = is_any(
        prior,
        &["the", "other", "better", "in", "other", "latter", "last", "each", "this", "that", "last", "their"],
    );
    place || tied || behind || named && !is_any(next, &["of"]) || amount.value != half_value()
}

fn half_value() -> Decimal {
    Decimal::from(5).shifted(-1).unwrap_or_else(Decimal::zero)
}

/// A bare round word that is a name or stands for many: `the million`, `Million Man March`; `million-dollar` has a unit.
fn named(page: &Page<'_>, amount: &Amount) -> bool {
    let token = &page.tokens[amount.number.start];
    let sentence = amount.number.start == 0 || before(page, amount.number.start).is_some_and(|prior| prior.text == ".");
    let score = token.is("score");
    let capital = token.text.starts_with(char::is_uppercase) && !sentence;
    score || capital
}
