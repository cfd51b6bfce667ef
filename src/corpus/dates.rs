//! Dates as records and pages write them, to a day. What can be read in two ways is not guessed.
//!
//! A moment with an offset falls on a day only in some zone. Which one, the rules of an archive may tell; it is set around the reading of a
//! file, so that no reader of a format has to know of it and none can forget it.

use std::cell::RefCell;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, fmt::rfc2822};

use super::moments::Moment;

thread_local! {
    /// The zone in which the days of moments are counted, on the thread that reads.
    static ZONE: RefCell<Option<TimeZone>> = const { RefCell::new(None) };
}

/// Counts the days of the moments that `read` reads in `zone`; without one a day is what is stated.
pub fn in_zone<T>(zone: Option<&TimeZone>, read: impl FnOnce() -> T) -> T {
    /// Sets it back whatever happens.
    struct Before(Option<TimeZone>);
    impl Drop for Before {
        fn drop(&mut self) {
            ZONE.set(self.0.take());
        }
    }
    let _before = Before(ZONE.replace(zone.cloned()));
    read()
}

fn zone() -> Option<TimeZone> {
    ZONE.with_borrow(Clone::clone)
}

/// The day of a moment with an offset, in the zone that is set.
fn day_in_zone(value: &str) -> Option<Date> {
    let zone = zone()?;
    let moment = value.parse::<Timestamp>().ok();
    let moment = moment.or_else(|| rfc2822::parse(value).ok().map(|moment| moment.timestamp()));
    let beside = || Moment::of(value).and_then(|moment| moment.on(stated(&moment.day)?));
    Some(moment.or_else(beside)?.to_zoned(zone).date())
}

/// Years of newspapers, and of those to come. What lies beyond is a slip, or the 0 of a program that knows no day.
const YEARS: std::ops::RangeInclusive<i16> = 1500..=2999;

/// The day that `value` names.
#[must_use]
pub fn parse_day(value: &str) -> Option<Date> {
    /// No date is longer; a text is none.
    const LONGEST: usize = 100;
    let value = value.trim();
    if value.is_empty() || value.len() > LONGEST {
        return None;
    }
    // Some write the time between the day and its year.
    let without_time = || stated(&Moment::of(value)?.day);
    let day = day_in_zone(value).or_else(|| stated(value)).or_else(without_time);
    day.filter(|day| YEARS.contains(&day.year()))
}

/// The day as it stands there.
fn stated(value: &str) -> Option<Date> {
    leading_iso(value)
        .or_else(|| digits(value))
        .or_else(|| rfc2822::parse(value).ok().map(|moment| moment.date()))
        .or_else(|| numeric(value))
        .or_else(|| worded(value))
}

/// The day of a moment given in seconds since 1970; in UTC where no zone is set.
fn from_epoch(seconds: i64) -> Option<Date> {
    Some(Timestamp::from_second(seconds).ok()?.to_zoned(zone().unwrap_or(TimeZone::UTC)).date())
}

/// `2025-11-01`, and whatever moment or offset follows.
fn leading_iso(value: &str) -> Option<Date> {
    let (day, rest) = value.split_at_checked(10)?;
    let offset = |rest: &str| rest.len() == 6 && rest.as_bytes()[3] == b':';
    let ends =
        rest.is_empty() || rest.starts_with(['T', 't', ' ', 'Z', '+', ',']) || rest.starts_with('-') && offset(rest);
    if ends { day.parse().ok() } else { None }
}

/// Digits alone, or before a `T` or an offset: `20251101`, `20251101T150220+0500`, `20251101150220`, or seconds, milliseconds and
/// microseconds since 1970, by how many they are.
fn digits(value: &str) -> Option<Date> {
    let bare = value.trim_start_matches('-');
    let count = bare.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = bare.split_at(count);
    let calendar = || Date::strptime("%Y%m%d", digits.get(..8)?).ok().filter(|day| (1900..2100).contains(&day.year()));
    let is_calendar = matches!(count, 8 | 12 | 14) && !value.starts_with('-');
    if is_calendar && (rest.is_empty() || rest.starts_with(['T', 't', 'Z', '+', '-', ' '])) {
        let day = Date::strptime("%Y%m%d", &digits[..8]).ok();
        if count != 12 || calendar().is_some() {
            return day;
        }
    }
    let is_number = rest.is_empty() || rest.starts_with('.') && rest[1..].bytes().all(|byte| byte.is_ascii_digit());
    let number: i64 = value[..value.len() - rest.len()].parse().ok().filter(|_| is_number)?;
    match count {
        // `2025110110` is an hour of a day, or a second of the year 2034.
        10 if calendar().is_some() => None,
        9 | 10 => from_epoch(number),
        12 | 13 => from_epoch(number.div_euclid(1000)),
        15 | 16 => from_epoch(number.div_euclid(1_000_000)),
        _ => None,
    }
}

/// `17/09/2025`: a day only where one of the two numbers cannot be a month, or both are the same. Behind the year first come months.
fn numeric(value: &str) -> Option<Date> {
    let value = value.split([' ', 'T']).next()?;
    let mut parts = value.split(['/', '.', '-']);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let number = |text: &str| text.parse::<i16>().ok();
    let small = |text: &str| text.parse::<i8>().ok();
    if first.len() == 4 {
        return Date::new(number(first)?, small(second)?, small(third)?).ok();
    }
    let (first, second, year) = (small(first)?, small(second)?, number(third).filter(|_| third.len() == 4)?);
    match (first, second) {
        (day, month) if day > 12 || day == month => Date::new(year, month, day).ok(),
        (month, day) if day > 12 => Date::new(year, month, day).ok(),
        _ => None,
    }
}

/// The months in the languages of much of the press, by the words that name them alone.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "janvier", "enero", "gennaio", "janeiro", "jänner"],
    &["february", "feb", "februar", "février", "febrero", "febbraio", "fevereiro"],
    &["march", "mar", "märz", "mars", "marzo", "março"],
    &["april", "apr", "avril", "abril", "aprile"],
    &["may", "mai", "mayo", "maggio", "maio"],
    &["june", "jun", "juni", "juin", "junio", "giugno", "junho"],
    &["july", "jul", "juli", "juillet", "julio", "luglio", "julho"],
    &["august", "aug", "août", "agosto"],
    &["september", "sep", "sept", "septembre", "septiembre", "settembre", "setembro"],
    &["october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre", "outubro"],
    &["november", "nov", "novembre", "noviembre", "novembro"],
    &["december", "dec", "dezember", "dez", "décembre", "diciembre", "dicembre", "dezembro"],
];

/// `Saturday, November 1, 2025 3:02 PM`, `1st Nov. 2025`, `1 de noviembre de 2025`: a month in words with a day beside it and a year
/// behind. Two dates in one value are none.
fn worded(value: &str) -> Option<Date> {
    let small = value.to_lowercase();
    let words: Vec<&str> =
        small.split([' ', ',', '-', '/', '\u{a0}', '|', '(', ')']).filter(|word| !word.is_empty()).collect();
    let month = |word: &&str| MONTHS.iter().position(|names| names.contains(&word.trim_end_matches('.')));
    let mut found = words.iter().enumerate().filter_map(|(at, word)| Some((at, month(word)?)));
    let (at, index) = found.next().filter(|_| found.next().is_none())?;
    let beside: Vec<&str> =
        words[at + 1..].iter().copied().filter(|word| !matches!(*word, "de" | "of" | "del" | "do")).collect();
    let before = words[..at].iter().rev().find(|word| !matches!(**word, "de" | "of" | "the"));
    let before = before.and_then(|word| day_of(word));
    let (day, year) = match (before, beside.first().and_then(|word| day_of(word))) {
        (Some(day), None) => (day, beside.first()?),
        (None, Some(day)) => (day, beside.get(1)?),
        // `10 May 11 2025` may be either.
        _ => return None,
    };
    let year = year.trim_end_matches(['.', ';', ':']);
    let year = year.parse::<i16>().ok().filter(|_| year.len() == 4)?;
    Date::new(year, i8::try_from(index + 1).ok()?, day).ok()
}

/// A day of a month: `1`, `1.`, `1st`.
fn day_of(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|letter: char| letter.is_alphabetic() || matches!(letter, '.' | 'º' | '°'));
    let end = &word[digits.len()..];
    let is_end = matches!(end, "" | "." | "st" | "nd" | "rd" | "th" | "er" | "º" | "°");
    digits.parse().ok().filter(|day| is_end && digits.len() <= 2 && (1..=31).contains(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_in_the_forms_of_records_and_pages() {
        for value in [
            "2025-11-01",
            "2025-11-01T15:02:20",
            "2025-11-01T23:59:00+05:00",
            "2025-11-01 10:00 PKT",
            "2025-11-01Z",
            "2025-11-01+05:00",
            "2025-11-01-05:00",
            "2025-11-1",
            "Sat, 1 Nov 2025 08:00:00 +0000",
            "Sat, 01 Nov 2025 23:59:00 GMT",
            "Sat Nov 1 2025",
            "1 November 2025",
            "1 Nov 2025",
            "1st November 2025",
            "1. November 2025",
            "1er novembre 2025",
            "1 de noviembre de 2025",
            "the 1st of November, 2025",
            "November 1, 2025",
            "Nov. 1, 2025",
            "Nov 01 2025, 3:02 pm EST",
            "Saturday, November 1, 2025 3:02 PM",
            "Published: Saturday, 1 November 2025 at 15:02",
            "01-Nov-2025",
            "Sat Nov 01 10:00:00 +0000 2025",
            "Sat Nov  1 10:00:00 PKT 2025",
            "Sat Nov  1 10:00:00 2025",
            "2025/11/01",
            "2025/11/01 10:00",
            "2025.11.01",
            "20251101",
            "20251101T235900+0500",
            "20251101235900",
            "20251101235900+05'00'",
            "202511012359",
            "1762000000",
            "1762000000.25",
            "1762000000000",
            "1762000000000000",
        ] {
            assert_eq!(parse_day(value).map(|day| day.to_string()).as_deref(), Some("2025-11-01"), "{value}");
        }
        assert_eq!(parse_day("17/09/2025"), Date::new(2025, 9, 17).ok());
        assert_eq!(parse_day("9/17/2025 10:00"), Date::new(2025, 9, 17).ok());
        assert_eq!(parse_day("-100000000"), Date::new(1966, 10, 31).ok());
    }

    #[test]
    fn a_moment_falls_on_the_day_of_the_zone_and_a_day_stays_as_stated() {
        let zone = TimeZone::get("Asia/Karachi").unwrap();
        let day = |value: &str| in_zone(Some(&zone), || parse_day(value)).unwrap().to_string();
        for moment in [
            "2025-10-31T20:00:00Z",
            "2025-10-31T20:00Z",
            "2025-10-31T20:00:00.123+00:00",
            "2025-10-31 20:00:00 +0000",
            "2025-10-31T20:00:00+0000",
            "20251031T200000+0000",
            "20251031T200000Z",
            "Fri, 31 Oct 2025 20:00:00 GMT",
            "20251031200000Z",
            "Fri Oct 31 20:00:00 +0000 2025",
        ] {
            assert_eq!(day(moment), "2025-11-01", "{moment}");
            assert_eq!(parse_day(moment).unwrap().to_string(), "2025-10-31", "{moment}");
        }
        for stated in ["2025-10-31", "2025-10-31T20:00:00", "31 October 2025, 20:00 PKT", "20251031200000"] {
            assert_eq!(day(stated), "2025-10-31", "{stated}");
        }
        let epoch = in_zone(Some(&zone), || from_epoch(1_761_940_800)).unwrap();
        assert_eq!(
            (epoch.to_string(), from_epoch(1_761_940_800).unwrap().to_string()),
            ("2025-11-01".into(), "2025-10-31".into())
        );
    }

    #[test]
    fn what_can_be_read_in_two_ways_or_names_no_day_is_not_guessed() {
        for value in [
            "12/10/2025",
            "10-11-2025",
            "1/11/25",
            "2025110110",
            "10 May 11 2025",
            "Nov 1, 2025 to Nov 2, 2025",
            "November 2025",
            "2025",
            "Nov 1",
            "31 June 2025",
            "yesterday",
            "",
            "\u{661}\u{662}",
        ] {
            assert_eq!(parse_day(value), None, "{value}");
        }
    }

    #[test]
    fn years_that_no_paper_has_are_refused() {
        for value in [
            "99999-01-01",
            "0000-01-01",
            "0000-00-00 00:00:00",
            "0001-01-01T00:00:00Z",
            "1 January 0001",
            "99999999999999999999",
        ] {
            assert_eq!(parse_day(value), None, "{value}");
        }
    }
}
