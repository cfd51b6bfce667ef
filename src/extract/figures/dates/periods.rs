//! Parts of the year that have a name: quarters, halves, seasons, years of accounts, and the early and late part of anything.

use super::cursor::{Cursor, Read};
use super::lexicon::{Season, Word};
use super::units::{self, Unit};
use super::{numbers, relative, years};
use crate::article::{Moment, When};

/// The quarter, half, season or year of accounts that begins at a token.
#[must_use]
pub fn read(c: Cursor<'_>, at: usize) -> Read<When> {
    match c.word(at) {
        Some(Word::Ordinal(_) | Word::Turn(_)) => ordinal(c, at),
        Some(Word::Numbered(unit)) => numbered(c, at, unit),
        Some(Word::Season(season)) => of_season(c, at, season),
        Some(Word::Fiscal) => fiscal(c, at),
        None => ordinal(c, at).or_else(|| year_first(c, at)).or_else(|| two_years(c, at)),
        _ => None,
    }
}

/// `third quarter of 2025`, `first half of this year`, `4th qtr`.
fn ordinal(c: Cursor<'_>, at: usize) -> Read<When> {
    let (number, next) = nth(c, at)?;
    let next = if c.hyphened(next, &["-"]) { next + 1 } else { c.skip(next, &["fiscal"]) };
    let Word::Unit(unit @ (Unit::Quarter | Unit::Half)) = c.word(next)? else { return None };
    let number = if number < 0 { parts(unit) } else { number };
    let last = c.word(at) == Some(Word::Turn(-1));
    let next = if c.is(next, "qtr") { c.past_point(next + 1) } else { next + 1 };
    of_some_year(c, number, unit, next)
        .or_else(|| (!last && unit == Unit::Quarter && !final_round(c, next)).then(|| open(number, unit, next))?)
}

/// Which one; the last is -1.
fn nth(c: Cursor<'_>, at: usize) -> Read<i8> {
    if c.word(at) == Some(Word::Turn(-1)) && c.is(at, "last") { Some((-1, at + 1)) } else { numbers::ordinal(c, at) }
}

/// How many of them a year has.
fn parts(unit: Unit) -> i8 {
    if unit == Unit::Half { 2 } else { 4 }
}

fn final_round(c: Cursor<'_>, at: usize) -> bool {
    c.is_one(at, &["final", "finals", "century", "mile"]) || c.hyphened(at, &["-"])
}

/// A quarter of no year, by its months. Whose year it is, nothing tells: a company counts from its own.
fn open(number: i8, unit: Unit, next: usize) -> Read<When> {
    let (first, count) = months(number, unit)?;
    Some((When::Stretch(Moment::MonthOfYear(first), Moment::MonthOfYear(first + count - 1)), next))
}

fn months(number: i8, unit: Unit) -> Option<(i8, i8)> {
    let count = 12 / parts(unit);
    (1..=parts(unit)).contains(&number).then(|| ((number - 1) * count + 1, count))
}

/// A part with the year that follows it.
fn of_some_year(c: Cursor<'_>, number: i8, unit: Unit, at: usize) -> Read<When> {
    let (first, count) = months(number, unit)?;
    let (year, next) = year_behind(c, at)?;
    Some((units::months(year, first, count), next))
}

/// `of 2025`, `2025`, `of fiscal 2025`, `of last year`.
fn year_behind(c: Cursor<'_>, at: usize) -> Read<i16> {
    let of = c.skip(c.skip(c.skip(at, &[","]), &["of", "in", "-"]), &["the"]);
    let plain = c.skip(c.skip(of, &["fiscal", "financial", "fy"]), &["year"]);
    let found = years::beside_month(c, plain).or_else(|| years::short(c, plain));
    found.or_else(|| turned_year(c, of)).or_else(|| the_year(c, of))
}

/// `'s first quarter` behind `last year`.
#[must_use]
pub fn of_year_told(c: Cursor<'_>, at: usize, years: i32) -> Read<When> {
    let of = c.is_one(at + 1, &["'", "’"]) && c.is(at + 2, "s") && c.word(at) == Some(Word::Unit(Unit::Year));
    let (number, next) = if of { numbers::ordinal(c, at + 3)? } else { return None };
    let next = if c.hyphened(next, &["-"]) { next + 1 } else { next };
    let Word::Unit(unit @ (Unit::Quarter | Unit::Half)) = c.word(next)? else { return None };
    let (first, count) = months(number, unit)?;
    let year = i32::from(c.context.published?.year()) + years;
    Some((units::months(i16::try_from(year).ok()?, first, count), next + 1))
}

/// `the year` behind `first quarter of`.
fn the_year(c: Cursor<'_>, at: usize) -> Read<i16> {
    let told = c.is(at, "year") && c.follows(at, &["the"]) && c.follows(at - 1, &["of"]);
    told.then(|| Some((c.context.published?.year(), at + 1)))?
}

/// `last year`, `this fiscal year`: the year that is meant.
#[must_use]
pub fn turned_year(c: Cursor<'_>, at: usize) -> Read<i16> {
    let told = c.word(at).is_some_and(|word| matches!(word, Word::Turn(_)));
    let year_told = told && c.word(c.skip(at + 1, &["fiscal"])) == Some(Word::Unit(Unit::Year));
    if !year_told {
        return None;
    }
    match relative::turned(c, at)? {
        (When::At(Moment::Year(year)), next) => Some((year, next)),
        _ => None,
    }
}

/// `Q3`, `Q3 2025`, `H1-2025`.
fn numbered(c: Cursor<'_>, at: usize, unit: Unit) -> Read<When> {
    let number = i8::try_from(c.number(at + 1, 1).filter(|_| c.joined(at + 1))?).ok()?;
    if c.joined(at) && c.before(at).is_some_and(|before| before.text != "(") {
        return None;
    }
    of_some_year(c, number, unit, at + 2)
        .or_else(|| if unit == Unit::Quarter { open(number, unit, at + 2) } else { None })
}

/// `2025 Q3`, `2025-H1`.
fn year_first(c: Cursor<'_>, at: usize) -> Read<When> {
    let (year, next) = years::beside_month(c, at).or_else(|| hyphened_year(c, at))?;
    let next = if c.hyphened(next, &["-"]) { next + 1 } else { next };
    let Some(Word::Numbered(unit)) = c.word(next) else { return None };
    let (first, count) = months(i8::try_from(c.number(next + 1, 1)?).ok()?, unit)?;
    c.joined(next + 1).then(|| (units::months(year, first, count), next + 2))
}

fn hyphened_year(c: Cursor<'_>, at: usize) -> Read<i16> {
    let digits = c.digits(at).filter(|digits| digits.len() == 4)?;
    Some((digits.parse().ok()?, at + 1)).filter(|_| c.hyphened(at + 1, &["-"]))
}

/// `1986/87`, a season of crops or a year of accounts.
fn two_years(c: Cursor<'_>, at: usize) -> Read<When> {
    let first = c.number(at, 4).filter(|year| (1500..2100).contains(year))?;
    let slashed = c.hyphened(at + 1, &["/"]).then(|| c.digits(at + 2))??;
    let last: i32 = slashed.parse().ok()?;
    let follows = match slashed.len() {
        2 => last == (first + 1) % 100,
        4 => last == first + 1,
        _ => false,
    };
    let (first, end) = (i16::try_from(first).ok()?, at + 3);
    follows.then_some((When::Range(Moment::Year(first), Moment::Year(first + 1)), end))
}

/// `summer of 2021`: half of the world has it in other months, so what is sure is the year.
fn of_season(c: Cursor<'_>, at: usize, season: Season) -> Read<When> {
    let (year, next) = years::beside_month(c, c.skip(at + 1, &["of"]))?;
    if season != Season::Winter {
        return Some((When::At(Moment::Year(year)), next));
    }
    Some((When::Stretch(Moment::Year(year.checked_sub(1)?), Moment::Year(year + 1)), next))
}

/// `FY2023`, `FY23`, `fiscal 2023`, `fiscal year 2023`, `fiscal 1986/87`.
fn fiscal(c: Cursor<'_>, at: usize) -> Read<When> {
    let next = c.skip(at + 1, &["year"]);
    if let Some(years) = two_years(c, next) {
        return Some(years);
    }
    let short = c.is(at, "fy") && c.joined(next);
    let found = years::beside_month(c, next)
        .or_else(|| years::short(c, next))
        .or_else(|| if short { years::two_digits(c, next) } else { None });
    found.map(|(year, end)| (When::At(Moment::Year(year)), end))
}

/// The token behind the words that take an early or late part of what follows; none if there are no such words.
#[must_use]
pub fn part(c: Cursor<'_>, at: usize) -> Option<usize> {
    let next = at + 1;
    match c.word(at)? {
        Word::Part => {
            Some(if c.hyphened(next, &["-"]) { next + 1 } else { c.skip(c.skip(next, &["in", "of"]), &["the"]) })
        }
        Word::PartOf if c.hyphened(next, &["-"]) => Some(next + 1),
        Word::PartOf if c.is(next, "of") => Some(c.skip(next + 1, &["the"])),
        Word::Sooner => Some(c.skip(c.skip(next, &["in", "on"]), &["the"])).filter(|at| sooner(c, *at)),
        _ => None,
    }
}

fn sooner(c: Cursor<'_>, at: usize) -> bool {
    matches!(c.word(at), Some(Word::Turn(_) | Word::Unit(_) | Word::Day(_) | Word::Month(_)))
}

/// `the year` behind `end of`: the one of the article.
#[must_use]
pub fn current(c: Cursor<'_>, at: usize) -> Read<When> {
    let Word::Unit(unit @ (Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade | Unit::Century)) =
        c.word(at)?
    else {
        return None;
    };
    let alone = !c.is_one(at + 1, &["of", "-"])
        && !c.is_one(at, &["weeks", "months", "quarters", "years", "decades", "centuries"]);
    alone.then(|| Some((relative::away(c, 0, unit)?, at + 1)))?
}
