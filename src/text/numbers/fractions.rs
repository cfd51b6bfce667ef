//! Parts of a whole: `two-thirds`, `3/4`, `½`, `two and a half`, `three quarters of a million`.

use super::digits::vulgar;
use super::spelled::{Sum, is, part_at, past_hyphen};
use super::words::Part;
use super::{grouped, spelled};
use crate::article::Decimal;
use crate::text::tokens::{Class, Page};

/// What digits are divided by where they are a fraction and no date, score or other pair: the parts of inches, bonds and pies.
const DIVISORS: [i64; 13] = [2, 3, 4, 5, 6, 7, 8, 9, 10, 16, 32, 64, 100];

fn part_of(parts: i64, whole: i64) -> Option<Decimal> {
    Decimal::from(parts).over(&Decimal::from(whole))
}

/// A sign such as `½`.
pub fn sign(page: &Page<'_>, at: usize) -> Option<Sum> {
    let (parts, whole) = vulgar(page.get(at)?.text)?;
    Some(Sum { end: at + 1, value: part_of(parts, whole)?, power: 0 })
}

/// `3/4`.
pub fn of_digits(page: &Page<'_>, at: usize) -> Option<Sum> {
    let bar = page.get(at + 1).filter(|token| !token.spaced && matches!(token.text, "/" | "⁄"))?;
    let (parts, whole) = (page.get(at)?, page.get(at + 2)?);
    let tied = whole.start == bar.end() && whole.text.len() <= 3 && parts.text.len() <= 2;
    let digits = |at| page.get(at).is_some_and(|token| token.class == Class::Digits);
    let alone =
        page.get(at + 3).is_none_or(|next| next.spaced || next.text != "/" && (next.text != "-" || !digits(at + 4)));
    // A nought in front is of a day or a month: `01/04`.
    let padded = parts.text.starts_with('0') || whole.text.starts_with('0');
    let (parts, whole): (i64, i64) = (parts.text.parse().ok()?, whole.text.parse().ok()?);
    let proper = tied && alone && !padded && 0 < parts && parts < whole && DIVISORS.contains(&whole);
    Some(Sum { end: at + 3, value: part_of(parts, whole).filter(|_| proper)?, power: 0 })
}

/// A whole number in digits with a fraction behind it: `7 3/4`, `1-1/2`, `7½`.
pub fn behind_digits(page: &Page<'_>, whole: &Sum) -> Option<Sum> {
    if !whole.value.is_whole() {
        return None;
    }
    let at = past_hyphen(page, whole.end);
    let part = of_digits(page, at).or_else(|| sign(page, at))?;
    Some(Sum { end: part.end, value: whole.value.plus(&part.value)?, power: 0 })
}

/// What begins with a part: `half`, `a third`, `a quarter of`.
pub fn of_words(page: &Page<'_>, at: usize) -> Option<Sum> {
    let article = is(page, at, "a") || is(page, at, "an");
    let start = past_hyphen(page, at + usize::from(article));
    let (parts, whole) = match part_at(page, start)? {
        Part::Half => (1, 2),
        Part::Quarter(false) if article || before_scale(page, start + 1) || of_a_scale(page, start + 1) => (1, 4),
        Part::Ordinal(whole @ 3.., false) if article && a_part(page, start + 1) => (1, i64::from(whole)),
        Part::ScaleOrdinal(power, false) if article && a_part(page, start + 1) => {
            (1, 10_i64.checked_pow(power.into())?)
        }
        _ => return None,
    };
    Some(Sum { end: start + 1, value: part_of(parts, whole)?, power: 0 })
}

/// Whether a singular such as `a third` is a part there and not a place: before `of`, `the`, `as`, a mark, or nothing.
fn a_part(page: &Page<'_>, at: usize) -> bool {
    page.get(at).is_none_or(|next| {
        ["of", "the", "as"].iter().any(|word| next.is(word))
            || (next.class == Class::Mark && !matches!(next.text, "-" | "\"" | "“"))
    })
}

/// So many parts: `two-thirds`, `three quarters`, `one-fifth`.
pub fn behind_words(page: &Page<'_>, parts: &Sum) -> Option<Sum> {
    let at = past_hyphen(page, parts.end);
    let one = parts.value == Decimal::from(1);
    let singular = at > parts.end || a_part(page, at + 1);
    let whole = match part_at(page, at)? {
        Part::Quarter(plural) if plural || one => 4,
        Part::Half if one => 2,
        Part::Ordinal(whole @ 3.., plural) if plural && !one || !plural && singular => i64::from(whole),
        Part::ScaleOrdinal(power, plural) if plural && !one || one && singular => 10_i64.checked_pow(power.into())?,
        _ => return None,
    };
    Some(Sum { end: at + 1, value: parts.value.over(&Decimal::from(whole))?, power: 0 })
}

/// A whole number with a part behind `and`, and what multiplies both: `one and a half million`, `3 million and a half`.
pub fn and_part(page: &Page<'_>, whole: &Sum) -> Option<Sum> {
    let and = past_hyphen(page, whole.end);
    if !is(page, and, "and") {
        return None;
    }
    let at = past_hyphen(page, and + 1);
    let part = of_words(page, at).or_else(|| sign(page, at)).or_else(|| stated_part(page, at))?;
    let scale_follows = before_scale(page, part.end);
    // Behind a million the half is one of a million, unless it is multiplied itself.
    let part = match whole.power {
        6.. if scale_follows => spelled::scaled(page, part),
        power @ 6.. => Sum { value: part.value.shifted(i64::from(power))?, ..part },
        _ => part,
    };
    let sum = Sum { end: part.end, value: whole.value.plus(&part.value)?, power: part.power };
    Some(if whole.power < 6 { spelled::scaled(page, sum) } else { sum })
}

/// `three quarters` behind `and`.
fn stated_part(page: &Page<'_>, at: usize) -> Option<Sum> {
    match page.get(at)?.class {
        Class::Word => behind_words(page, &spelled::sum(page, at)?),
        Class::Digits => of_digits(page, at).or_else(|| behind_words(page, &grouped::read(page, at)?)),
        Class::Mark => None,
    }
}

fn before_scale(page: &Page<'_>, at: usize) -> bool {
    matches!(part_at(page, past_hyphen(page, at)), Some(Part::Scale(_)))
}

fn of_a_scale(page: &Page<'_>, at: usize) -> bool {
    is(page, at, "of") && is(page, at + 1, "a") && before_scale(page, at + 2)
}

/// A part of a million, a dozen: `half a million`, `half-dozen`, `a quarter of a million`.
pub fn of_scale(page: &Page<'_>, part: &Sum) -> Option<Sum> {
    let at = past_hyphen(page, part.end);
    let at = at + usize::from(is(page, at, "of") && (is(page, at + 1, "a") || is(page, at + 1, "one")));
    let at = past_hyphen(page, at + usize::from(is(page, at, "a") || is(page, at, "an") || is(page, at, "one")));
    match part_at(page, at)? {
        Part::Scale(_) | Part::Lot(12) => {
            Some(spelled::scaled(page, Sum { end: at, value: part.value.clone(), power: 0 }))
        }
        _ => None,
    }
}
