//! Ordinals in words: `second`, `twenty-first`, `two hundred and fifth`.

use super::spelled::{self, is, part_at, past_hyphen};
use super::words::Part;
use crate::article::Decimal;
use crate::text::tokens::Page;

/// The ordinal in words that begins at a token: the token behind it, and its number.
#[must_use]
pub fn ordinal(page: &Page<'_>, at: usize) -> Option<(usize, Decimal)> {
    if is(page, at, "a") && matches!(part_at(page, at + 1), Some(Part::Scale(_))) {
        return behind_round(page, at);
    }
    match part_at(page, at)? {
        Part::Ordinal(..) | Part::Tens(_) => {
            below_hundred(page, at).map(|(end, value)| (end, Decimal::from(value))).or_else(|| behind_round(page, at))
        }
        Part::ScaleOrdinal(power, false) => Some((at + 1, Decimal::from(1).shifted(i64::from(power))?)),
        Part::Small(_) | Part::Scale(_) => behind_round(page, at),
        _ => None,
    }
}

fn below_hundred(page: &Page<'_>, at: usize) -> Option<(usize, i64)> {
    match part_at(page, at)? {
        Part::Ordinal(place, false) => Some((at + 1, i64::from(place))),
        Part::Tens(tens) => match part_at(page, past_hyphen(page, at + 1)) {
            Some(Part::Ordinal(place @ 1..=9, false)) => Some((past_hyphen(page, at + 1) + 1, i64::from(tens + place))),
            _ => None,
        },
        _ => None,
    }
}

/// Behind a number that ends in a round word: `one hundred twenty-fifth`; or a round ordinal behind a number: `two hundredth`.
fn behind_round(page: &Page<'_>, at: usize) -> Option<(usize, Decimal)> {
    let sum = spelled::sum(page, at)?;
    let next = past_hyphen(page, sum.end);
    if let Some(Part::ScaleOrdinal(power, false)) = part_at(page, next) {
        let value = sum.value.shifted(i64::from(power)).filter(|_| sum.value != Decimal::from(1))?;
        return Some((next + 1, value));
    }
    let round = matches!(part_at(page, sum.end - 1), Some(Part::Scale(_)));
    let start = next + usize::from(is(page, next, "and"));
    let (end, place) = below_hundred(page, past_hyphen(page, start)).filter(|_| round)?;
    Some((end, sum.value.plus(&Decimal::from(place))?))
}
