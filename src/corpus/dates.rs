//! Dates as records and pages write them, to a day. What can be read in two ways is not guessed.
//!
//! A moment with an offset falls on a day only in some zone. Which one, the rules of an archive may tell; it is set around the reading of a
//! file, so that no reader of a format has to know of it and none can forget it.

use std::cell::RefCell;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, fmt::rfc2822};

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

/// Formats of moments that are tried beside those of ISO 8601 and of mail.
const MOMENTS: [&str; 3] = ["%Y-%m-%d %H:%M:%S %z", "%Y-%m-%dT%H:%M:%S%z", "%Y%m%dT%H%M%S%z"];

/// The day of a moment with an offset, in the zone that is set.
fn day_in_zone(value: &str) -> Option<Date> {
    let zone = zone()?;
    let moment = value.parse::<Timestamp>().ok();
    let moment = moment.or_else(|| rfc2822::parse(value).ok().map(|moment| moment.timestamp()));
    let moment = moment.or_else(|| MOMENTS.iter().find_map(|format| Timestamp::strptime(format, value).ok()))?;
    Some(moment.to_zoned(zone).date())
}

/// Formats tried in turn on the whole value.
const FORMATS: [&str; 9] = [
    "%Y/%m/%d",
    "%Y%m%d",
    "%d %B %Y",
    "%B %d, %Y",
    "%A, %B %d, %Y",
    "%A, %d %B %Y",
    "%d. %B %Y",
    "%B %d %Y",
    "%d-%b-%Y",
];

/// The day that `value` names.
#[must_use]
pub fn parse_day(value: &str) -> Option<Date> {
    let value = value.trim();
    day_in_zone(value)
        .or_else(|| leading_iso(value))
        .or_else(|| leading_basic_iso(value))
        .or_else(|| rfc2822::parse(value).ok().map(|moment| moment.date()))
        .or_else(|| FORMATS.iter().find_map(|format| Date::strptime(format, value).ok()))
        .or_else(|| slashed(value))
}

/// The day of a moment given in seconds, or milliseconds, since 1970; in UTC where no zone is set.
#[must_use]
pub fn from_epoch(number: i64) -> Option<Date> {
    /// Larger numbers are milliseconds: as seconds they would lie beyond the year 5000.
    const LATEST_SECOND: i64 = 100_000_000_000;
    let moment =
        if number.abs() < LATEST_SECOND { Timestamp::from_second(number) } else { Timestamp::from_millisecond(number) };
    Some(moment.ok()?.to_zoned(zone().unwrap_or(TimeZone::UTC)).date())
}

fn leading_iso(value: &str) -> Option<Date> {
    let day = value.get(..10)?;
    let ends = value[10..].chars().next().is_none_or(|next| matches!(next, 'T' | 't' | ' '));
    if ends { day.parse().ok() } else { None }
}

/// `20251101T150220+0500`, as NITF writes.
fn leading_basic_iso(value: &str) -> Option<Date> {
    let (day, _) = value.split_at_checked(8).filter(|(_, time)| time.starts_with(['T', 't']))?;
    Date::strptime("%Y%m%d", day).ok()
}

/// `17/09/2025`: a day only where one of the two numbers cannot be a month, or both are the same.
fn slashed(value: &str) -> Option<Date> {
    let mut parts = value.split(['/', '.']).map(str::trim);
    let (first, second, year) =
        (parts.next()?.parse::<i8>().ok()?, parts.next()?.parse::<i8>().ok()?, parts.next()?.parse::<i16>().ok()?);
    if parts.next().is_some() || year < 1000 {
        return None;
    }
    match (first, second) {
        (day, month) if day > 12 || day == month => Date::new(year, month, day).ok(),
        (month, day) if day > 12 => Date::new(year, month, day).ok(),
        _ => None,
    }
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
            "Sat, 1 Nov 2025 08:00:00 +0000",
            "1 November 2025",
            "November 1, 2025",
            "2025/11/01",
            "20251101",
            "20251101T235900+0500",
        ] {
            assert_eq!(parse_day(value).map(|day| day.to_string()).as_deref(), Some("2025-11-01"), "{value}");
        }
        assert_eq!(parse_day("17/09/2025"), Date::new(2025, 9, 17).ok());
        assert_eq!(from_epoch(1_762_000_000), Date::new(2025, 11, 1).ok());
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
        ] {
            assert_eq!(day(moment), "2025-11-01", "{moment}");
            assert_eq!(parse_day(moment).unwrap().to_string(), "2025-10-31", "{moment}");
        }
        for stated in ["2025-10-31", "2025-10-31T20:00:00", "31 October 2025", "20251031"] {
            assert_eq!(day(stated), "2025-10-31", "{stated}");
        }
        let epoch = in_zone(Some(&zone), || from_epoch(1_761_940_800)).unwrap();
        assert_eq!(
            (epoch.to_string(), from_epoch(1_761_940_800).unwrap().to_string()),
            ("2025-11-01".into(), "2025-10-31".into())
        );
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_not_guessed() {
        assert_eq!(parse_day("12/10/2025"), None);
        assert_eq!(parse_day("99999-01-01"), None);
        assert_eq!(parse_day("yesterday"), None);
    }
}
