//! Moments in a text: where in a value the time of day and its offset from Greenwich stand, and what is left without them. Knows no form of
//! days.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use regex::{Captures, Regex};

/// A value with a time of day in it.
pub struct Moment {
    /// What stands there beside the time.
    pub day: String,
    time: Time,
    /// Of the time that is meant, where it is stated in figures or is Greenwich's. Other names of zones mean several.
    offset: Option<Offset>,
}

const OFFSET: &str =
    r"(?:(?:UTC|GMT|UT)?\s?(?<sign>[+-])(?<hours>[0-9]{2})(?:[:']?(?<minutes>[0-9]{2}))?\b|(?<zero>UTC|GMT|UT|Z)\b)";
/// A name of another zone, in capitals.
const NAME: &str = r"(?-i:[A-Z]{2,5}\b)";

/// `20:30`, `8:30:00.5 p.m.`, and what offset or zone follows.
static WITH_COLONS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let time = r"(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})(?::(?<second>[0-9]{2})(?:[.,][0-9]+)?)?(?:\s?(?<half>[ap])\.?m\b\.?)?";
    compiled(&format!(r"(?i)(?:^|[^0-9:])(?<time>{time}(?:\s?{OFFSET}|\s{NAME})?)"))
});

/// `20251031203000Z`, as PDF and programs write it; a time in digits alone is none without an offset.
static IN_DIGITS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let time = r"[T ]?(?<hour>[0-9]{2})(?<minute>[0-9]{2})(?<second>[0-9]{2})?(?:[.,][0-9]+)?";
    compiled(&format!(r"(?i)^[0-9]{{8}}(?<time>{time}\s?{OFFSET}'?)"))
});

fn compiled(pattern: &str) -> Option<Regex> {
    Regex::new(pattern).ok()
}

impl Moment {
    /// The first time of day in a value, with what is beside it.
    pub fn of(value: &str) -> Option<Self> {
        let in_digits = IN_DIGITS.as_ref()?.captures(value);
        let parts = in_digits.or_else(|| WITH_COLONS.as_ref()?.captures(value))?;
        let found = parts.name("time")?;
        let (before, behind) = (&value[..found.start()], &value[found.end()..]);
        let offset = offset(&parts, before);
        let before = before
            .strip_suffix(['T', 't'])
            .filter(|day| day.ends_with(|last: char| last.is_ascii_digit()))
            .unwrap_or(before);
        let day = format!("{} {}", before.trim_end(), behind.trim_start());
        Some(Self { day: day.trim().to_owned(), time: time(&parts)?, offset })
    }

    /// It, on a day; none where it is not known where its clock stood.
    pub fn on(&self, day: Date) -> Option<Timestamp> {
        self.offset?.to_timestamp(day.to_datetime(self.time)).ok()
    }
}

fn time(parts: &Captures<'_>) -> Option<Time> {
    let hour = number(parts, "hour")?;
    let hour = match parts.name("half").map(|half| half.as_str()) {
        Some("a" | "A") if hour == 12 => 0,
        Some("p" | "P") if hour < 12 => hour + 12,
        _ => hour,
    };
    // A leap second has no place of its own.
    let second = number(parts, "second").unwrap_or_default().min(59);
    Time::new(hour, number(parts, "minute")?, second, 0).ok()
}

fn offset(parts: &Captures<'_>, before: &str) -> Option<Offset> {
    if parts.name("zero").is_some() {
        return Some(Offset::UTC);
    }
    let is_minus = parts.name("sign")?.as_str() == "-";
    if is_minus && parts.name("second").is_none() && !before.ends_with(['T', 't']) {
        // `10:30-11:30` is a stretch of time.
        return None;
    }
    let minutes = i32::from(number(parts, "hours")?) * 60 + i32::from(number(parts, "minutes").unwrap_or_default());
    Offset::from_seconds(minutes * if is_minus { -60 } else { 60 }).ok()
}

fn number(parts: &Captures<'_>, name: &str) -> Option<i8> {
    parts.name(name)?.as_str().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_with_an_offset_is_found_wherever_it_stands() {
        for (value, day) in [
            ("20251031200000Z", "20251031"),
            ("20251031200000+00'00'", "20251031"),
            ("202510312000 UTC", "20251031"),
            ("2025-10-31 20:00:00 UTC", "2025-10-31"),
            ("2025-10-31 20:00:00 +0000 UTC", "2025-10-31 UTC"),
            ("2025-10-31 20:00:00.123456+00", "2025-10-31"),
            ("2025-10-31T20:00:00 GMT", "2025-10-31"),
            ("2025-10-31T17:00-03:00", "2025-10-31"),
            ("2025/10/31 20:00:00 UTC", "2025/10/31"),
            ("October 31, 2025 20:00 UTC", "October 31, 2025"),
            ("Oct 31, 2025, 8:00 p.m. GMT", "Oct 31, 2025,"),
            ("Fri Oct 31 20:00:00 UTC 2025", "Fri Oct 31 2025"),
            ("Fri Oct 31 2025 15:00:00 GMT-0500 (EST)", "Fri Oct 31 2025 (EST)"),
        ] {
            let moment = Moment::of(value).unwrap();
            let time = moment.on(jiff::civil::date(2025, 10, 31)).unwrap().to_string();
            assert_eq!((&*moment.day, &*time), (day, "2025-10-31T20:00:00Z"), "{value}");
        }
    }

    #[test]
    fn a_time_without_an_offset_and_a_stretch_of_time_are_no_moments() {
        for (value, day) in [
            ("31 October 2025, 20:00", "31 October 2025,"),
            ("Fri Oct 31 20:00:00 PKT 2025", "Fri Oct 31 2025"),
            ("31 October 2025, 10:30-22:30", "31 October 2025,"),
        ] {
            let moment = Moment::of(value).unwrap();
            assert!(moment.on(jiff::civil::date(2025, 10, 31)).is_none(), "{value}");
            assert_eq!(moment.day, day);
        }
        assert!(Moment::of("2025-10-31").is_none() && Moment::of("31 October 2025, 99:99").is_none());
    }
}
