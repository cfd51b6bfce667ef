//! How long ago or how far ahead: `two weeks ago`, `in three days`, `three days later`, `two days before Christmas`.

use super::cursor::{Cursor, Read};
use super::lexicon::Word;
use super::tense::{self, Tense};
use super::units::{self, Unit};
use super::{Said, numbers, relative, single};
use crate::article::{Moment, When};

/// How long: the largest unit first, as many more as are added to it.
type Length = (Vec<(i32, Unit)>, usize);

/// A length of time with the words that make it a distance.
#[must_use]
pub fn read(c: Cursor<'_>, at: usize) -> Read<When> {
    let (first, next) = length(c, at)?;
    if !directed(c, next) && !c.is(next, "and") {
        return None;
    }
    let (parts, next) = whole(c, first, next);
    ago(c, &parts, next)
        .or_else(|| told(c, &parts, next))
        .or_else(|| from_now(c, &parts, next))
        .or_else(|| from_date(c, &parts, next))
}

fn directed(c: Cursor<'_>, at: usize) -> bool {
    c.is_one(at, &["ago", "later", "earlier", "before", "after", "from", "hence", "prior"])
}

/// `in three days`, of what will be; of what was, it is how long it took, and no date.
#[must_use]
pub fn ahead(c: Cursor<'_>, at: usize) -> Read<When> {
    let ((count, unit), next) = length(c, at + 1)?;
    let time = if c.is_one(next, &["'", "’"]) { c.skip(next + 1, &["s"]) } else { next };
    let asked = c.is(time, "time") || tense::around(c, &(at..next)) == Tense::Future;
    (asked && !directed(c, next)).then(|| Some((relative::away(c, count, unit)?, next)))?
}

/// A number and a unit.
fn length(c: Cursor<'_>, at: usize) -> Read<(i32, Unit)> {
    let (count, next) = match c.word(at) {
        Some(Word::Article) if c.is(at + 1, "couple") => (2, c.skip(at + 2, &["of"])),
        Some(Word::Article) => (1, at + 1),
        _ => numbers::count(c, at)?,
    };
    let Word::Unit(unit) = c.word(next)? else { return None };
    (!matches!(unit, Unit::Weekend | Unit::Half | Unit::Quarter)).then_some(((count, unit), next + 1))
}

/// The length with what is added to it: `two weeks and two days`.
fn whole(c: Cursor<'_>, first: (i32, Unit), mut next: usize) -> Length {
    const MOST: usize = 3;
    let mut parts = vec![first];
    while parts.len() < MOST
        && let Some((part, end)) = length(c, c.skip(next, &["and"]))
    {
        parts.push(part);
        next = end;
    }
    (parts, next)
}

/// The length from the day of the article, to the last unit of it.
fn away(c: Cursor<'_>, parts: &[(i32, Unit)], sign: i32) -> Option<When> {
    let ((count, unit), more) = parts.split_last()?;
    let (Some(published), false) = (c.context.published, more.is_empty()) else {
        return relative::away(c, sign * count, *unit);
    };
    let day = parts.iter().try_fold(published, |day, (count, unit)| units::shifted(day, sign * count, *unit))?;
    units::around(day, *unit)
}

fn ago(c: Cursor<'_>, parts: &[(i32, Unit)], at: usize) -> Read<When> {
    if c.is(at, "ago") { Some((away(c, parts, -1)?, at + 1)) } else { None }
}

/// From what was told before, of which this grammar does not know the day: so it stays how far it is.
fn told(c: Cursor<'_>, parts: &[(i32, Unit)], at: usize) -> Read<When> {
    let sign = if c.is(at, "later") { 1 } else { -i32::from(c.is(at, "earlier")) };
    let (count, unit) = parts.first()?;
    (sign != 0 && parts.len() == 1).then(|| (When::Away(units::duration(sign * count, *unit)), at + 1))
}

fn from_now(c: Cursor<'_>, parts: &[(i32, Unit)], at: usize) -> Read<When> {
    let now = c.is(at, "from") && c.is_one(at + 1, &["now", "today"]);
    let next = if c.is(at, "hence") {
        at + 1
    } else if now {
        at + 2
    } else {
        return None;
    };
    Some((away(c, parts, 1)?, next))
}

/// `two days before Christmas`: to the day, if that day is known.
fn from_date(c: Cursor<'_>, parts: &[(i32, Unit)], at: usize) -> Read<When> {
    let sign = if c.is_one(at, &["after", "from"]) { 1 } else { -i32::from(c.is(at, "before")) };
    if sign == 0 || length(c, at + 1).is_some() {
        return None;
    }
    let (said, next) = single(c, at + 1)?;
    let day = match said {
        Said::When(When::At(Moment::Day(day))) => day,
        Said::Calendar(date) => super::resolve::moment(c, date, &(at + 1..next))?.days()?.0,
        Said::When(_) => return None,
    };
    let day = parts.iter().try_fold(day, |day, (count, unit)| units::shifted(day, sign * count, *unit))?;
    Some((When::At(Moment::Day(day)), next))
}
