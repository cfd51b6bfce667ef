//! The units of the calendar: how far they reach, and which one a day lies in.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::article::{Moment, When};

/// A unit of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A day.
    Day,
    /// From Monday to Sunday.
    Week,
    /// Saturday and Sunday.
    Weekend,
    /// Two weeks.
    Fortnight,
    /// A month.
    Month,
    /// Three months, from January, April, July or October.
    Quarter,
    /// Six months, from January or July.
    Half,
    /// A year.
    Year,
    /// Ten years, from one that ends in 0.
    Decade,
    /// A hundred years, from one that ends in 00, as ISO 8601 counts them.
    Century,
}

/// How many of which basic unit one is, and the letter of that in a duration of ISO 8601.
fn basic(unit: Unit) -> (i32, char) {
    match unit {
        Unit::Day => (1, 'D'),
        Unit::Week | Unit::Weekend => (1, 'W'),
        Unit::Fortnight => (2, 'W'),
        Unit::Month => (1, 'M'),
        Unit::Quarter => (3, 'M'),
        Unit::Half => (6, 'M'),
        Unit::Year => (1, 'Y'),
        Unit::Decade => (10, 'Y'),
        Unit::Century => (100, 'Y'),
    }
}

/// So many units from a day; none beyond the calendar.
#[must_use]
pub fn shifted(day: Date, count: i32, unit: Unit) -> Option<Date> {
    let (each, letter) = basic(unit);
    let count = count.checked_mul(each)?;
    let span = match letter {
        'D' => 0.days().try_days(count),
        'W' => 0.days().try_weeks(count),
        'M' => 0.days().try_months(count),
        _ => 0.days().try_years(count),
    };
    day.checked_add(span.ok()?).ok().filter(|day| day.year() > 0)
}

/// A distance as a duration of ISO 8601: `-P2W`.
#[must_use]
pub fn duration(count: i32, unit: Unit) -> String {
    let (each, letter) = basic(unit);
    let sign = if count < 0 { "-" } else { "" };
    format!("{sign}P{}{letter}", count.unsigned_abs().saturating_mul(each.unsigned_abs()))
}

/// The unit in which a day lies: its day, week, month and so on.
#[must_use]
pub fn around(day: Date, unit: Unit) -> Option<When> {
    let (year, month) = (day.year(), day.month());
    let when = match unit {
        Unit::Day => When::At(Moment::Day(day)),
        Unit::Month => When::At(Moment::Month(year, month)),
        Unit::Year => When::At(Moment::Year(year)),
        Unit::Week | Unit::Weekend => week(day, unit, 6)?,
        Unit::Fortnight => week(day, Unit::Week, 13)?,
        Unit::Quarter => months(year, (month - 1) / 3 * 3 + 1, 3),
        Unit::Half => months(year, (month - 1) / 6 * 6 + 1, 6),
        Unit::Decade => years(year - year % 10, 10),
        Unit::Century => years(year - year % 100, 100),
    };
    Some(when)
}

/// So many months of a year from one on.
#[must_use]
pub fn months(year: i16, first: i8, count: i8) -> When {
    When::Stretch(Moment::Month(year, first), Moment::Month(year, first + count - 1))
}

/// So many years from one on.
#[must_use]
pub fn years(first: i16, count: i16) -> When {
    When::Stretch(Moment::Year(first), Moment::Year(first + count - 1))
}

fn week(day: Date, unit: Unit, length: i32) -> Option<When> {
    let monday = shifted(day, -i32::from(day.weekday().to_monday_zero_offset()), Unit::Day)?;
    let first = if unit == Unit::Weekend { shifted(monday, 5, Unit::Day)? } else { monday };
    Some(When::Stretch(Moment::Day(first), Moment::Day(shifted(monday, length, Unit::Day)?)))
}

/// Monday is 1.
#[must_use]
pub fn weekday(day: Date) -> i8 {
    day.weekday().to_monday_one_offset()
}

/// The weekday of that number, Monday being 1.
#[must_use]
pub fn named(number: i8) -> Weekday {
    Weekday::from_monday_one_offset(number).unwrap_or(Weekday::Monday)
}
