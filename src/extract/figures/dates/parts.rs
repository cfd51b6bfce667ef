//! Parts that are counted out of a whole: `the first three months of 1987`, `last week of July`, `the 15th day of next month`.

use jiff::civil::{Date, Weekday};

use super::cursor::{Cursor, Read};
use super::lexicon::Word;
use super::units::{self, Unit};
use super::{Said, numbers, part_of, resolve};
use crate::article::{Moment, When};

/// Which part of a whole: so many from its beginning or end, or one by its number.
#[derive(Debug, Clone, Copy)]
enum Which {
    First(i32),
    Last(i32),
    Nth(i32),
}

/// A part of a month or year that begins at a token.
#[must_use]
pub fn read(c: Cursor<'_>, at: usize) -> Read<When> {
    let (which, unit, of) = counted(c, at)?;
    let whole_at = c.skip(of + 1, &["the"]);
    let (whole, next) = part_of(c, whole_at)?;
    let whole = match whole {
        Said::When(When::At(moment)) => moment,
        Said::Calendar(date) => resolve::moment(c, date, &(whole_at..next))?,
        Said::When(_) => return None,
    };
    let part = cut(which, unit, whole);
    Some((part.unwrap_or(When::At(whole)), next))
}

/// Which part, of what unit, and the token of the `of` behind it.
fn counted(c: Cursor<'_>, at: usize) -> Option<(Which, Unit, usize)> {
    let last = c.word(at) == Some(Word::Turn(-1)) && c.is(at, "last");
    let (number, next) = if last { (-1, at + 1) } else { numbers::ordinal(c, at)? };
    let (count, unit_at) = numbers::count(c, next).unwrap_or((1, next));
    let Word::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month)) = c.word(unit_at)? else { return None };
    let which = match number {
        -1 => Which::Last(count),
        1 => Which::First(count),
        number if count == 1 => Which::Nth(number.into()),
        _ => return None,
    };
    c.is(unit_at + 1, "of").then_some((which, unit, unit_at + 1))
}

/// The part, where the whole has it.
fn cut(which: Which, unit: Unit, whole: Moment) -> Option<When> {
    let (first, last) = whole.days().filter(|(first, last)| first < last)?;
    match unit {
        Unit::Day => days(which, first, last),
        Unit::Week => weeks(which, first, last),
        _ => months(which, first, last),
    }
}

fn days(which: Which, first: Date, last: Date) -> Option<When> {
    let (from, to) = match which {
        Which::First(count) => (first, units::shifted(first, count - 1, Unit::Day)?),
        Which::Last(count) => (units::shifted(last, 1 - count, Unit::Day)?, last),
        Which::Nth(number) => {
            (units::shifted(first, number - 1, Unit::Day)?, units::shifted(first, number - 1, Unit::Day)?)
        }
    };
    (first <= from && from <= to && to <= last).then(|| stretch(from, to))
}

/// A week is of the month or year that has its Thursday, as ISO 8601 counts them.
fn weeks(which: Which, first: Date, last: Date) -> Option<When> {
    let opening = ahead(first, Weekday::Thursday)?;
    let closing = units::shifted(ahead(last, Weekday::Friday)?, -1, Unit::Day)?;
    let closing = if closing > last { units::shifted(closing, -7, Unit::Day)? } else { closing };
    let (from, to) = match which {
        Which::First(count) => (opening, units::shifted(opening, count - 1, Unit::Week)?),
        Which::Last(count) => (units::shifted(closing, 1 - count, Unit::Week)?, closing),
        Which::Nth(number) => {
            (units::shifted(opening, number - 1, Unit::Week)?, units::shifted(opening, number - 1, Unit::Week)?)
        }
    };
    let inside = first <= from && from <= to && to <= last;
    inside.then(|| {
        Some(When::Stretch(
            Moment::Day(units::shifted(from, -3, Unit::Day)?),
            Moment::Day(units::shifted(to, 3, Unit::Day)?),
        ))
    })?
}

/// That weekday on or behind a day.
fn ahead(day: Date, weekday: Weekday) -> Option<Date> {
    let days = day.weekday().until(weekday);
    units::shifted(day, days.into(), Unit::Day)
}

fn months(which: Which, first: Date, last: Date) -> Option<When> {
    let year = first.year();
    let whole_year = first.month() == 1 && last.month() == 12;
    let (from, count) = match which {
        Which::First(count) => (1, count),
        Which::Last(count) => (13 - count, count),
        Which::Nth(number) => (number, 1),
    };
    let fits = whole_year && (1..=12).contains(&from) && (1..=12).contains(&(from + count - 1));
    let (from, count) = (i8::try_from(from).ok()?, i8::try_from(count).ok()?);
    fits.then(|| if count == 1 { When::At(Moment::Month(year, from)) } else { units::months(year, from, count) })
}

fn stretch(from: Date, to: Date) -> When {
    if from == to { When::At(Moment::Day(from)) } else { When::Stretch(Moment::Day(from), Moment::Day(to)) }
}
