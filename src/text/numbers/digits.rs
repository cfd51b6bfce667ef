//! Digit groups: what `1,500,000`, `12,34,567.89`, `1.234,56` and `½` are worth, and which groups are no number at all.

use crate::article::Decimal;

/// What a digit group is worth; none if its points are those of a date, a version or an address.
#[must_use]
pub fn value(group: &str) -> Option<Decimal> {
    let points = group.bytes().filter(|byte| *byte == b'.').count();
    let comma = group.rfind(',');
    match (points, comma) {
        (0 | 1, _) if !continental(group) => plain(group),
        (_, Some(_)) => plain(&group.replace('.', "").replace(',', ".")),
        (2.., None) if in_thousands(group) => plain(&group.replace('.', "")),
        _ => None,
    }
}

/// Whether the comma is the decimal sign: `1.234,56`.
fn continental(group: &str) -> bool {
    matches!((group.find('.'), group.rfind(',')), (Some(point), Some(comma)) if point < comma)
}

/// Whether the points part thousands: `1.500.000`, but not the address `192.168.100.200`.
fn in_thousands(group: &str) -> bool {
    let mut parts = group.split('.');
    let first = parts.next().is_some_and(|part| part.len() <= 3 && !part.starts_with('0'));
    let address = group.split('.').count() == 4 && group.split('.').all(|part| part.parse::<u8>().is_ok());
    first && !address && parts.all(|part| part.len() == 3)
}

fn plain(group: &str) -> Option<Decimal> {
    if group.contains(',') { group.replace(',', "").parse().ok() } else { group.parse().ok() }
}

/// What a sign such as `½` is worth: the parts, and how many make a whole.
#[must_use]
pub fn vulgar(sign: &str) -> Option<(i64, i64)> {
    VULGAR.iter().find(|(known, ..)| *known == sign).map(|(_, parts, whole)| (*parts, *whole))
}

const VULGAR: &[(&str, i64, i64)] = &[
    ("½", 1, 2),
    ("¼", 1, 4),
    ("¾", 3, 4),
    ("⅓", 1, 3),
    ("⅔", 2, 3),
    ("⅕", 1, 5),
    ("⅖", 2, 5),
    ("⅗", 3, 5),
    ("⅘", 4, 5),
    ("⅙", 1, 6),
    ("⅚", 5, 6),
    ("⅛", 1, 8),
    ("⅜", 3, 8),
    ("⅝", 5, 8),
    ("⅞", 7, 8),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_worth_what_their_signs_say() {
        for (group, worth) in [
            ("58", "58"),
            ("1,500,000", "1500000"),
            ("12,34,567.89", "1234567.89"),
            ("1.234,56", "1234.56"),
            ("1.500.000", "1500000"),
            ("4.800", "4.8"),
        ] {
            assert_eq!(value(group).map(|value| value.to_string()).as_deref(), Some(worth), "{group}");
        }
        for group in ["12.10.2025", "192.168.100.200", "1.2.3"] {
            assert_eq!(value(group), None, "{group}");
        }
    }
}
