//! Dates as records and pages write them, to a day. What can be read in two ways is not guessed.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, fmt::rfc2822};

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
    leading_iso(value)
        .or_else(|| leading_basic_iso(value))
        .or_else(|| rfc2822::parse(value).ok().map(|moment| moment.date()))
        .or_else(|| FORMATS.iter().find_map(|format| Date::strptime(format, value).ok()))
        .or_else(|| slashed(value))
}

/// The day of a moment given in seconds, or milliseconds, since 1970 (UTC).
#[must_use]
pub fn from_epoch(number: i64) -> Option<Date> {
    /// Larger numbers are milliseconds: as seconds they would lie beyond the year 5000.
    const LATEST_SECOND: i64 = 100_000_000_000;
    let moment =
        if number.abs() < LATEST_SECOND { Timestamp::from_second(number) } else { Timestamp::from_millisecond(number) };
    Some(moment.ok()?.to_zoned(TimeZone::UTC).date())
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
    fn what_can_be_read_in_two_ways_is_not_guessed() {
        assert_eq!(parse_day("12/10/2025"), None);
        assert_eq!(parse_day("99999-01-01"), None);
        assert_eq!(parse_day("yesterday"), None);
    }
}
