//! What a written date means: with the day of publication the nearest reasonable one, without it no more than it says.

use std::ops::Range;

use jiff::civil::Date;

use super::calendar::Calendar;
use super::cursor::Cursor;
use super::numeric;
use super::tense::{self, Tense};
use super::units::{self, Unit};
use crate::article::{Moment, When};

/// A date of no year behind which one of these stands names an event, whose year everybody knows and nobody says.
const EVENTS: [&str; 20] = [
    "attack",
    "attacks",
    "terror",
    "terrorist",
    "terrorists",
    "hijackers",
    "hijackings",
    "commission",
    "victims",
    "memorial",
    "massacre",
    "coup",
    "revolution",
    "movement",
    "uprising",
    "riot",
    "riots",
    "bombing",
    "bombings",
    "insurrection",
];

/// What a date means that stands at these tokens; none if there is no such day.
#[must_use]
pub fn moment(c: Cursor<'_>, date: Calendar, tokens: &Range<usize>) -> Option<Moment> {
    let Some(year) = date.year else { return of_no_year(c, date, tokens) };
    match (date.month, date.day) {
        (Some(month), Some(day)) => Date::new(year, month, day).ok().map(Moment::Day),
        (Some(month), None) if (1..=12).contains(&month) => Some(Moment::Month(year, month)),
        (None, None) => Some(Moment::Year(year)),
        _ => None,
    }
    .filter(|_| (1..=9999).contains(&year))
}

/// The same as a value.
#[must_use]
pub fn when(c: Cursor<'_>, date: Calendar, tokens: &Range<usize>) -> Option<When> {
    moment(c, date, tokens).map(When::At)
}

fn of_no_year(c: Cursor<'_>, date: Calendar, tokens: &Range<usize>) -> Option<Moment> {
    let open = open(date)?;
    let event = c.is_one(tokens.end, &EVENTS) || numeric::names_event(c, tokens.start);
    let Some(published) = c.context.published.filter(|_| !event) else { return Some(open) };
    let tense = tense::around(c, tokens);
    resolved(date, published, tense).or(Some(open))
}

/// What a date of no year says by itself.
fn open(date: Calendar) -> Option<Moment> {
    const LEAP_YEAR: i16 = 2024;
    match (date.month, date.day, date.weekday) {
        (Some(month), Some(day), _) => Date::new(LEAP_YEAR, month, day).ok().map(|_| Moment::DayOfYear(month, day)),
        (Some(month), None, _) => Some(Moment::MonthOfYear(month)),
        (None, Some(day), _) => Some(Moment::DayOfMonth(day)),
        (None, None, Some(day)) => Some(Moment::Weekday(day)),
        (None, None, None) => None,
    }
}

/// The date of no year that is meant in an article of that day.
#[must_use]
pub fn resolved(date: Calendar, published: Date, tense: Tense) -> Option<Moment> {
    match (date.month, date.day, date.weekday) {
        (Some(month), Some(day), Some(weekday)) => {
            agreeing(published, (month, day), weekday).or_else(|| day_of_year(published, (month, day), tense))
        }
        (Some(month), Some(day), None) => day_of_year(published, (month, day), tense),
        (Some(month), None, _) => Some(month_of_year(published, month, tense)),
        (None, Some(day), weekday) => day_of_month(published, day, weekday, tense),
        (None, None, Some(weekday)) => Some(Moment::Day(day_of_week(published, weekday, tense)?)),
        (None, None, None) => None,
    }
}

/// The year in which a day falls on that weekday, of three.
fn agreeing(published: Date, (month, day): (i8, i8), weekday: i8) -> Option<Moment> {
    let years = [published.year(), published.year() - 1, published.year() + 1];
    let dates = years.into_iter().filter_map(|year| Date::new(year, month, day).ok());
    dates.into_iter().find(|date| units::weekday(*date) == weekday).map(Moment::Day)
}

fn day_of_year(published: Date, (month, day): (i8, i8), tense: Tense) -> Option<Moment> {
    yearly(published, tense, |year| Date::new(year, month, day).ok()).map(Moment::Day)
}

/// The day of those that come once a year which is meant: the last one, if it is no longer ago than the tense allows, else the next.
#[must_use]
pub fn yearly(published: Date, tense: Tense, of_year: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    /// Eight years at most pass between two leap days.
    const YEARS: i16 = 8;
    let year = published.year();
    let last = (0..=YEARS).find_map(|back| of_year(year - back).filter(|day| *day <= published));
    let next = (0..=YEARS).find_map(|on| of_year(year + on).filter(|day| *day > published));
    let reach = units::shifted(published, -tense.reach(), Unit::Day)?;
    last.filter(|day| *day >= reach).or(next)
}

fn month_of_year(published: Date, month: i8, tense: Tense) -> Moment {
    const LONGEST_MONTH: i32 = 31;
    let back = (published.month() - month).rem_euclid(12);
    let past = i32::from(back) <= tense.reach() / LONGEST_MONTH;
    let year = published.year();
    let year =
        if past { year - i16::from(month > published.month()) } else { year + i16::from(month <= published.month()) };
    Moment::Month(year, month)
}

fn day_of_month(published: Date, day: i8, weekday: Option<i8>, tense: Tense) -> Option<Moment> {
    const MONTHS: i32 = 13;
    let first = published.first_of_month();
    let fits = |months: i32| {
        let month = units::shifted(first, months, Unit::Month)?;
        let date = Date::new(month.year(), month.month(), day).ok()?;
        weekday.is_none_or(|weekday| weekday == units::weekday(date)).then_some(date)
    };
    let last = (0..MONTHS).find_map(|back| fits(-back).filter(|date| *date <= published));
    let next = (0..MONTHS).find_map(|on| fits(on).filter(|date| *date >= published));
    let far = |date: Option<Date>| date.map_or(i32::MAX, |date| (date - published).get_days().abs());
    let ahead = if weekday.is_some() { far(next) < far(last) } else { tense == Tense::Future };
    let chosen = if ahead { next.or(last) } else { last.or(next) };
    chosen.map(Moment::Day)
}

/// The last such weekday, that day itself included; of what will be, the next.
#[must_use]
pub fn day_of_week(published: Date, weekday: i8, tense: Tense) -> Option<Date> {
    let ahead = i32::from((weekday - units::weekday(published)).rem_euclid(7));
    let days = if tense == Tense::Future || ahead == 0 { ahead } else { ahead - 7 };
    units::shifted(published, days, Unit::Day)
}
