//! Days that have a name: those of a fixed date, and a few that move by a rule that is the same everywhere they are kept.

use std::ops::Range;

use jiff::civil::Date;

use super::cursor::{Cursor, Read};
use super::tense::{self, Tense};
use super::units::{self, Unit};
use super::{resolve, years};
use crate::article::{Moment, When};

/// When a feast is.
#[derive(Debug, Clone, Copy)]
enum Rule {
    /// On that day of that month.
    Fixed(i8, i8),
    /// On the weekday of that number in a month, counted from its end if negative.
    Nth(i8, i8, i8),
    /// So many days from Easter Sunday.
    Easter(i32),
}

/// Each by its words, longer names first. `'s` and full stops are passed over.
const FEASTS: [(&[&str], Rule); 25] = [
    (&["christmas", "eve"], Rule::Fixed(12, 24)),
    (&["christmas", "day"], Rule::Fixed(12, 25)),
    (&["christmas"], Rule::Fixed(12, 25)),
    (&["boxing", "day"], Rule::Fixed(12, 26)),
    (&["new", "year", "day"], Rule::Fixed(1, 1)),
    (&["new", "year", "eve"], Rule::Fixed(12, 31)),
    (&["valentine", "day"], Rule::Fixed(2, 14)),
    (&["st", "patrick", "day"], Rule::Fixed(3, 17)),
    (&["saint", "patrick", "day"], Rule::Fixed(3, 17)),
    (&["international", "women", "day"], Rule::Fixed(3, 8)),
    (&["international", "workers", "day"], Rule::Fixed(5, 1)),
    (&["may", "day"], Rule::Fixed(5, 1)),
    (&["earth", "day"], Rule::Fixed(4, 22)),
    (&["juneteenth"], Rule::Fixed(6, 19)),
    (&["halloween"], Rule::Fixed(10, 31)),
    (&["veterans", "day"], Rule::Fixed(11, 11)),
    (&["memorial", "day"], Rule::Nth(5, -1, 1)),
    (&["labor", "day"], Rule::Nth(9, 1, 1)),
    (&["thanksgiving", "day"], Rule::Nth(11, 4, 4)),
    (&["thanksgiving"], Rule::Nth(11, 4, 4)),
    (&["good", "friday"], Rule::Easter(-2)),
    (&["easter", "monday"], Rule::Easter(1)),
    (&["easter", "sunday"], Rule::Easter(0)),
    (&["easter"], Rule::Easter(0)),
    (&["new", "years", "day"], Rule::Fixed(1, 1)),
];

/// A day with a name that begins at a token. A name of one word needs a word before it that asks for a day, or a year behind it:
/// a Christmas tree is no date.
#[must_use]
pub fn read(c: Cursor<'_>, at: usize) -> Read<When> {
    read_in(c, at, None)
}

/// The like, in a tense that is known: `last Easter`.
#[must_use]
pub fn read_in(c: Cursor<'_>, at: usize, tense: Option<Tense>) -> Read<When> {
    let (words, rule, next) = FEASTS.iter().find_map(|(words, rule)| Some((words, *rule, named(c, at, words)?)))?;
    let year = years::beside_month(c, c.skip(c.skip(next, &[","]), &["of", "in"]));
    let sure = words.len() > 1 && !c.is_one(at, &["may", "good"]);
    let asked =
        words.len() > 1 || c.is(at, "juneteenth") || year.is_some() || tense.is_some() || asks_for_day(c, at, next);
    if !asked || !(sure || year.is_some() || tense.is_some() || c.capital(at)) {
        return None;
    }
    let (year, end) = year.map_or((None, next), |(year, end)| (Some(year), end));
    Some((meant(c, rule, year, (&(at..end), tense))?, end))
}

/// The token behind those words.
fn named(c: Cursor<'_>, at: usize, words: &[&str]) -> Option<usize> {
    let mut next = at;
    let mut end = at;
    for word in words {
        if !c.is(next, word) {
            return None;
        }
        end = next + 1;
        next = past_ending(c, end);
    }
    Some(end)
}

/// The token behind `'s` or a full stop.
fn past_ending(c: Cursor<'_>, at: usize) -> usize {
    let at = c.past_point(at);
    if !(c.joined(at) && c.is_one(at, &["'", "’"])) {
        return at;
    }
    if c.joined(at + 1) && c.is(at + 1, "s") { at + 2 } else { at + 1 }
}

fn asks_for_day(c: Cursor<'_>, at: usize, next: usize) -> bool {
    const BEHIND: [&str; 24] = [
        "at", "in", "on", "early", "morning", "evening", "night", "when", "and", "or", "but", "with", "for", "to",
        "after", "as", "that", "while", "because", "this", "last", "next", "was", "is",
    ];
    let before = c.follows(at, &["on", "at", "by", "before", "after", "until", "since", "over", "around", "from"]);
    before && (!c.small(next) || c.is_one(next, &BEHIND))
}

fn meant(
    c: Cursor<'_>,
    rule: Rule,
    year: Option<i16>,
    (tokens, tense): (&Range<usize>, Option<Tense>),
) -> Option<When> {
    if let Some(year) = year {
        return of_year(rule, year).map(|day| When::At(Moment::Day(day)));
    }
    let Some(published) = c.context.published else { return open(rule) };
    let tense = tense.unwrap_or_else(|| tense::around(c, tokens));
    resolve::yearly(published, tense, |year| of_year(rule, year)).map(|day| When::At(Moment::Day(day)))
}

fn open(rule: Rule) -> Option<When> {
    match rule {
        Rule::Fixed(month, day) => Some(When::At(Moment::DayOfYear(month, day))),
        Rule::Nth(..) | Rule::Easter(_) => None,
    }
}

fn of_year(rule: Rule, year: i16) -> Option<Date> {
    match rule {
        Rule::Fixed(month, day) => Date::new(year, month, day).ok(),
        Rule::Nth(month, nth, weekday) => {
            Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, units::named(weekday)).ok()
        }
        Rule::Easter(days) => units::shifted(easter(year)?, days, Unit::Day),
    }
}

/// Easter Sunday by the Gregorian computus in the form of Meeus, Jones and Butcher.
fn easter(year: i16) -> Option<Date> {
    let year_of = i32::from(year);
    let (golden, century, of_century) = (year_of % 19, year_of / 100, year_of % 100);
    let epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * sunday) / 451;
    let days = epact + sunday - 7 * late + 114;
    Date::new(year, i8::try_from(days / 31).ok()?, i8::try_from(days % 31 + 1).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_the_church_keeps_it() {
        for (year, day) in [
            (1987, "1987-04-19"),
            (2018, "2018-04-01"),
            (2019, "2019-04-21"),
            (2024, "2024-03-31"),
            (2025, "2025-04-20"),
        ] {
            assert_eq!(easter(year).unwrap().to_string(), day);
        }
    }
}
