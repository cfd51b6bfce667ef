//! Small numbers in a date: days of a month, ordinals, years spelt out.

use super::cursor::{Cursor, Read};
use super::lexicon::Word;

/// A number below ten thousand, in digits or spelt out below a hundred.
#[must_use]
pub fn count(c: Cursor<'_>, at: usize) -> Read<i32> {
    if let Some(number) = c.number(at, 4) {
        return Some((number, at + 1));
    }
    let (tens, next) = spelt(c, at)?;
    Some((tens.into(), next))
}

/// A number spelt out below a hundred.
#[must_use]
pub fn spelt(c: Cursor<'_>, at: usize) -> Read<i8> {
    let Some(Word::Number(first)) = c.word(at) else { return None };
    let unit = behind_hyphen(c, at + 1);
    match c.word(unit) {
        Some(Word::Number(second)) if first >= 20 && second < 10 => Some((first + second, unit + 1)),
        _ => Some((first, at + 1)),
    }
}

/// An ordinal below a hundred: `21st`, `twenty-first`, `3d`.
#[must_use]
pub fn ordinal(c: Cursor<'_>, at: usize) -> Read<i8> {
    if let Some(number) = c.number(at, 2) {
        let ending = c.joined(at + 1) && c.is_one(at + 1, &["st", "nd", "rd", "th"]);
        return if ending { Some((i8::try_from(number).ok()?, at + 2)) } else { None };
    }
    match c.word(at)? {
        Word::Ordinal(number) => Some((number, at + 1)),
        Word::Number(tens) if tens >= 20 => match c.word(behind_hyphen(c, at + 1)) {
            Some(Word::Ordinal(unit)) if unit < 10 => Some((tens + unit, behind_hyphen(c, at + 1) + 1)),
            _ => None,
        },
        _ => None,
    }
}

/// A day of a month: in digits, or an ordinal.
#[must_use]
pub fn day(c: Cursor<'_>, at: usize) -> Read<i8> {
    let (day, next) = ordinal(c, at).or_else(|| Some((i8::try_from(c.number(at, 2)?).ok()?, at + 1)))?;
    (1..=31).contains(&day).then_some((day, next))
}

/// A year spelt out: `nineteen eighty-six`, `two thousand and fifteen`.
#[must_use]
pub fn year(c: Cursor<'_>, at: usize) -> Read<i16> {
    let (first, next) = spelt(c, at)?;
    if first == 2 && c.is(next, "thousand") {
        let (rest, next) = spelt(c, c.skip(next + 1, &["and"])).unwrap_or((0, next + 1));
        return Some((2000 + i16::from(rest), next));
    }
    let next = if c.is(next, "hundred") { c.skip(next + 1, &["and"]) } else { next };
    let (rest, next) = spelt(c, next).filter(|(rest, _)| *rest >= 10)?;
    (15..=20).contains(&first).then_some((i16::from(first) * 100 + i16::from(rest), next))
}

fn behind_hyphen(c: Cursor<'_>, at: usize) -> usize {
    if c.hyphened(at, &["-"]) { at + 1 } else { at }
}
