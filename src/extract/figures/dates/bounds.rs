//! The words before and behind a date that make it a bound: `since 2021`, `no later than Friday`, `2012 or later`.

use std::ops::Range;

use super::cursor::Cursor;
use super::lexicon::Word;
use crate::article::Bound;

/// How the text holds to a date, by the words that begin at a token, and the token at which the date itself begins.
#[must_use]
pub fn lead(c: Cursor<'_>, at: usize) -> (Bound, usize) {
    match c.word(at) {
        Some(Word::Bound(bound)) => (bound, behind(c, c.skip(at + 1, &["to"]))),
        Some(Word::Distance(bound)) if c.is_one(at + 1, &["than", "least"]) => (bound, at + 2),
        Some(Word::Distance(bound)) if !c.is_one(at, &["more", "less", "fewer", "at"]) => (bound, at + 1),
        Some(Word::As) if c.is(at + 2, "as") && c.is_one(at + 1, &["early", "soon"]) => {
            (Bound::Above, behind(c, at + 3))
        }
        Some(Word::As) if c.is(at + 2, "as") && c.is_one(at + 1, &["late", "recently"]) => {
            (Bound::Below, behind(c, at + 3))
        }
        Some(Word::PartOf) if c.is(at, "beginning") && !c.is(at + 1, "of") => (Bound::Above, behind(c, at + 1)),
        Some(Word::Sooner) if c.is(at + 1, "than") => (later(c, at), behind(c, at + 2)),
        _ => (Bound::Exact, at),
    }
}

/// Whether the words at a token speak of a distance only: `more than two weeks ago`.
#[must_use]
pub fn of_distance(c: Cursor<'_>, at: usize) -> bool {
    matches!(c.word(at), Some(Word::Distance(_)))
}

/// The bound of a distance that leads ahead: more than two weeks from now is later, more than two weeks ago is earlier.
#[must_use]
pub fn ahead(c: Cursor<'_>, bound: Bound, tokens: Range<usize>) -> Bound {
    let ahead = tokens.into_iter().any(|at| c.is_one(at, &["after", "from", "hence", "later"]));
    match bound {
        Bound::Below if ahead => Bound::Above,
        Bound::Above if ahead => Bound::Below,
        bound => bound,
    }
}

/// `later than` and `earlier than`, which `no` turns round.
fn later(c: Cursor<'_>, at: usize) -> Bound {
    let turned = c.follows(at, &["no", "not"]);
    if c.is(at, "later") == turned { Bound::Below } else { Bound::Above }
}

/// The token behind `the year` and the like.
fn behind(c: Cursor<'_>, at: usize) -> usize {
    let on = c.skip(c.skip(at, &["on", "in"]), &["the"]);
    if c.is(on, "year") && c.digits(on + 1).is_some() { on + 1 } else { on }
}

/// Whether a preposition before a date is no bound: `worried about next year`, `hurt by yesterday's losses`.
#[must_use]
pub fn is_none(c: Cursor<'_>, at: usize, end: usize) -> bool {
    let owner = c.is_one(end, &["'", "’"]) && c.joined(end) && c.is(end + 1, "s");
    let near = matches!(c.word(at + 1), Some(Word::Turn(_) | Word::Day(_) | Word::Weekday(_)));
    (c.is_one(at, &["about", "around"]) && (owner || near)) || (c.is(at, "by") && owner)
}

/// The bound by the words behind a date: `or later`, `onwards`.
#[must_use]
pub fn tail(c: Cursor<'_>, at: usize) -> Option<Bound> {
    if c.is_one(at, &["onwards", "onward"]) {
        return Some(Bound::Above);
    }
    let linked = c.is_one(at, &["or", "and"]);
    match linked {
        true if c.is_one(at + 1, &["later", "after", "newer"]) && !c.small(at + 2) => Some(Bound::Above),
        true if c.is_one(at + 1, &["earlier", "before", "older"]) && !c.small(at + 2) => Some(Bound::Below),
        _ => None,
    }
}
