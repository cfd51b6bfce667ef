//! Dates: days, months, years, weekdays, stretches and ranges of them, resolved with the day of the article where it has one, else
//! left open.

mod bounds;
mod calendar;
mod cursor;
mod distance;
mod feasts;
mod lexicon;
mod months;
mod numbers;
mod numeric;
mod opening;
mod order;
mod parts;
mod periods;
#[cfg(test)]
mod properties;
mod ranges;
mod relative;
mod resolve;
mod tense;
#[cfg(test)]
mod tests;
mod units;
mod years;

use std::ops::Range;

use super::Context;
use super::tokens::Page;
use crate::article::{Bound, When};

use calendar::Calendar;
use cursor::{Cursor, Read};
use lexicon::Word;
use units::Unit;

pub use order::day_first;

/// A date in a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it says.
    pub when: When,
    /// How the text holds to it.
    pub bound: Bound,
}

/// The date that begins at a token, or behind the words there that make it a bound or a range.
#[must_use]
pub fn at(page: &Page<'_>, at: usize, context: Context) -> Option<Dated> {
    let c = Cursor::new(page, context);
    if !opening::may_begin(c, at) {
        return None;
    }
    let (mut bound, start) = bounds::lead(c, at);
    let far = bounds::of_distance(c, at);
    let found = if far { behind_distance(c, start) } else { linked(c, start) };
    // Told from a day of publication that is a slip, a date may lie before all years.
    let (start, (when, end)) = found.filter(|(_, (when, _))| when.is_writable())?;
    if bounds::is_none(c, at, end) {
        bound = Bound::Exact;
    }
    if far && !c.follows(end, &["ago", "earlier"]) {
        bound = bounds::ahead(c, bound, start..end);
    }
    Some(Dated {
        tokens: start..end,
        when,
        bound: bounds::tail(c, end).filter(|_| bound == Bound::Exact).unwrap_or(bound),
    })
}

/// `more than two weeks ago`, `some time`, `around 2021`: behind the first kind of words only a distance makes sense.
fn behind_distance(c: Cursor<'_>, start: usize) -> Option<(usize, (When, usize))> {
    Some((start, distance::read(c, start)?))
}

/// A date or a range, and the token at which it begins.
fn linked(c: Cursor<'_>, start: usize) -> Option<(usize, (When, usize))> {
    if c.word(start) != Some(Word::Link) {
        return Some((start, said(c, start)?));
    }
    let first = c.skip(c.skip(start + 1, &["in", "on"]), &["the"]);
    let range = ranges::read(c, first, c.is(start, "between"));
    Some((first, range.or_else(|| said(c, first))?))
}

/// A date or a range that begins at a token.
fn said(c: Cursor<'_>, at: usize) -> Read<When> {
    let Some((said, next)) = single(c, at) else { return ranges::of_days(c, at) };
    ranges::from(c, &said, at..next).or_else(|| Some((said.when(c, &(at..next))?, next)))
}

/// What one date says: as it is written, or already what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Said {
    Calendar(Calendar),
    When(When),
}

impl Said {
    fn when(self, c: Cursor<'_>, tokens: &Range<usize>) -> Option<When> {
        match self {
            Self::Calendar(date) => resolve::when(c, date, tokens),
            Self::When(when) => Some(when),
        }
    }
}

/// One date that begins at a token.
fn single(c: Cursor<'_>, at: usize) -> Read<Said> {
    if let Some(inner) = periods::part(c, at)
        && let Some(of_part) = part_of(c, inner)
    {
        return Some(of_part);
    }
    let fixed = parts::read(c, at).or_else(|| fixed(c, at)).map(|(when, next)| (Said::When(when), next));
    fixed.or_else(|| calendar::read(c, at).map(|(date, next)| (Said::Calendar(date), next)))
}

/// What an early or late part is taken of. It stands for the whole, which is what is sure.
fn part_of(c: Cursor<'_>, at: usize) -> Read<Said> {
    let fixed = fixed(c, at).or_else(|| periods::current(c, at)).map(|(when, next)| (Said::When(when), next));
    fixed.or_else(|| calendar::read(c, at).map(|(date, next)| (Said::Calendar(date), next)))
}

/// What is told from the day of the article, or has a name, by its first word.
fn fixed(c: Cursor<'_>, at: usize) -> Read<When> {
    match c.word(at) {
        Some(Word::Turn(_)) => periods::read(c, at).or_else(|| relative::turned(c, at)),
        Some(Word::Day(_) | Word::Unit(Unit::Day)) => relative::day(c, at),
        Some(Word::Unit(Unit::Week)) => relative::week_of(c, at),
        Some(Word::Weekday(_)) => relative::of_week(c, at),
        Some(Word::In) => distance::ahead(c, at),
        Some(Word::Article) => distance::read(c, at),
        Some(Word::Number(_)) => {
            distance::read(c, at).or_else(|| relative::counted_turn(c, at)).or_else(|| years::century(c, at))
        }
        Some(Word::Ordinal(_)) => periods::read(c, at).or_else(|| years::century(c, at)),
        Some(Word::Numbered(_) | Word::Season(_) | Word::Fiscal) => periods::read(c, at),
        Some(Word::Feast | Word::Month(5)) => feasts::read(c, at),
        Some(Word::Decade(_)) => years::decade(c, at),
        None => in_digits(c, at),
        _ => None,
    }
}

fn in_digits(c: Cursor<'_>, at: usize) -> Read<When> {
    let distance = distance::read(c, at).or_else(|| relative::counted_turn(c, at));
    distance.or_else(|| years::decade(c, at)).or_else(|| years::century(c, at)).or_else(|| periods::read(c, at))
}
