//! When something is, as a text says it: days, months and years, ranges of them, and what stays open.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A point of time, as exactly as the text says it. Written by ISO 8601, with `-` for what is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Moment {
    /// `2025-10-12`
    Day(Date),
    /// `2025-10`
    Month(i16, i8),
    /// `2025`
    Year(i16),
    /// A day of no known year: `--10-12`
    DayOfYear(i8, i8),
    /// A month of no known year: `--10`
    MonthOfYear(i8),
    /// A day of no known month: `---12`
    DayOfMonth(i8),
    /// A day of no known week, Monday being 1: `-W-5`
    Weekday(i8),
}

/// The text is no point of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a day, month or year")]
pub struct NotMoment;

impl Moment {
    /// Its first and its last day, where its year is known.
    #[must_use]
    pub fn days(self) -> Option<(Date, Date)> {
        let days = match self {
            Self::Day(day) => (day, day),
            Self::Month(year, month) => {
                let first = Date::new(year, month, 1).ok()?;
                (first, first.last_of_month())
            }
            Self::Year(year) => (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?),
            _ => return None,
        };
        Some(days)
    }

    /// Whether it can be written in a form that can be read again: with a year of four digits, or none.
    #[must_use]
    pub fn is_writable(self) -> bool {
        match self {
            Self::Day(day) => (0..=9999).contains(&day.year()),
            Self::Month(year, _) | Self::Year(year) => (0..=9999).contains(&year),
            _ => true,
        }
    }

    /// The same point with the year left open, for a day or a month.
    #[must_use]
    pub fn of_any_year(self) -> Option<Self> {
        match self {
            Self::Day(day) => Some(Self::DayOfYear(day.month(), day.day())),
            Self::Month(_, month) => Some(Self::MonthOfYear(month)),
            Self::DayOfYear(..) | Self::MonthOfYear(_) => Some(self),
            _ => None,
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(out, "{day}"),
            Self::Month(year, month) => write!(out, "{year:04}-{month:02}"),
            Self::Year(year) => write!(out, "{year:04}"),
            Self::DayOfYear(month, day) => write!(out, "--{month:02}-{day:02}"),
            Self::MonthOfYear(month) => write!(out, "--{month:02}"),
            Self::DayOfMonth(day) => write!(out, "---{day:02}"),
            Self::Weekday(day) => write!(out, "-W-{day}"),
        }
    }
}

/// A number of exactly so many digits.
fn digits<T: FromStr>(text: &str, count: usize) -> Option<T> {
    let whole = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| whole)
}

fn month(text: &str) -> Option<i8> {
    digits(text, 2).filter(|month| (1..=12).contains(month))
}

/// A day that its month has in some year.
fn day_of(month: i8, text: &str) -> Option<i8> {
    const LEAP_YEAR: i16 = 2024;
    digits(text, 2).filter(|day| Date::new(LEAP_YEAR, month, *day).is_ok())
}

fn moment(text: &str) -> Option<Moment> {
    if let Some(day) = text.strip_prefix("-W-") {
        return digits(day, 1).filter(|day| (1..=7).contains(day)).map(Moment::Weekday);
    }
    if let Some(day) = text.strip_prefix("---") {
        return digits(day, 2).filter(|day| (1..=31).contains(day)).map(Moment::DayOfMonth);
    }
    if let Some(rest) = text.strip_prefix("--") {
        return match rest.split_once('-') {
            Some((first, day)) => month(first).and_then(|month| Some(Moment::DayOfYear(month, day_of(month, day)?))),
            None => month(rest).map(Moment::MonthOfYear),
        };
    }
    let mut parts = text.split('-');
    let year: i16 = digits(parts.next()?, 4)?;
    match (parts.next(), parts.next(), parts.next()) {
        (None, ..) => Some(Moment::Year(year)),
        (Some(first), None, _) => Some(Moment::Month(year, month(first)?)),
        (Some(first), Some(day), None) => Date::new(year, month(first)?, digits(day, 2)?).ok().map(Moment::Day),
        _ => None,
    }
}

impl FromStr for Moment {
    type Err = NotMoment;

    fn from_str(text: &str) -> Result<Self, NotMoment> {
        moment(text).ok_or(NotMoment)
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.to_string()
    }
}

impl TryFrom<String> for Moment {
    type Error = NotMoment;

    fn try_from(text: String) -> Result<Self, NotMoment> {
        text.parse()
    }
}

/// What a date says.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum When {
    /// One point.
    At(Moment),
    /// A stretch that is named as one: a week, a quarter, a decade. From its first day, month or year to its last.
    Stretch(Moment, Moment),
    /// From one point to another, both named.
    Range(Moment, Moment),
    /// So far from the day of an article whose day is not known, as an ISO 8601 duration: `-P2W`.
    Away(String),
}

impl When {
    /// What the text names one by one: each as the first and the last point of it. A range names its ends.
    #[must_use]
    pub fn stated(&self) -> Vec<(Moment, Moment)> {
        match self {
            Self::At(moment) => vec![(*moment, *moment)],
            Self::Stretch(first, last) => vec![(*first, *last)],
            Self::Range(first, last) => vec![(*first, *first), (*last, *last)],
            Self::Away(_) => Vec::new(),
        }
    }

    /// Whether all its points can be written in a form that can be read again.
    #[must_use]
    pub fn is_writable(&self) -> bool {
        self.stated().into_iter().all(|(first, last)| first.is_writable() && last.is_writable())
    }
}

/// By ISO 8601: an interval with `/` between its ends.
impl fmt::Display for When {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(moment) => write!(out, "{moment}"),
            Self::Stretch(first, last) | Self::Range(first, last) => write!(out, "{first}/{last}"),
            Self::Away(duration) => out.write_str(duration),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_as_they_are_written() {
        for text in ["2025-10-12", "2025-10", "2025", "--10-12", "--02-29", "--10", "---12", "-W-5"] {
            assert_eq!(text.parse::<Moment>().unwrap().to_string(), text);
        }
        for text in ["", "2025-02-31", "--02-31", "2025-13", "25", "0000-00", "-W-8", "2025-1-2", "99999"] {
            assert_eq!(text.parse::<Moment>(), Err(NotMoment), "{text}");
        }
    }

    #[test]
    fn what_has_no_year_of_four_digits_cannot_be_written() {
        assert!(Moment::Year(0).is_writable() && Moment::Weekday(5).is_writable());
        assert!(!Moment::Year(-1).is_writable() && !When::Range(Moment::Month(-1, 12), Moment::Year(0)).is_writable());
    }

    #[test]
    fn a_month_has_its_days() {
        let (first, last) = Moment::Month(2024, 2).days().unwrap();
        assert_eq!((first.to_string(), last.to_string()), ("2024-02-01".into(), "2024-02-29".into()));
        assert_eq!(Moment::DayOfYear(2, 29).days(), None);
    }
}
