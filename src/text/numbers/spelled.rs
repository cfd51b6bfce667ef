//! Numbers in words, and words that multiply digits.

use super::grouped;
use super::words::{Part, part, short_scale};
use crate::article::Decimal;
use crate::text::tokens::{Class, Page};

/// A number that has been read so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// The token behind it.
    pub end: usize,
    /// What it is worth.
    pub value: Decimal,
    /// The power of ten that was multiplied by last; 0 if none was.
    pub power: u8,
}

/// What the word at a token is in a number.
pub fn part_at(page: &Page<'_>, at: usize) -> Option<Part> {
    page.get(at).filter(|token| token.class == Class::Word).and_then(|token| part(token.text))
}

/// Whether a token is this word, in whatever case.
pub fn is(page: &Page<'_>, at: usize, word: &str) -> bool {
    page.get(at).is_some_and(|token| token.is(word))
}

/// The token behind a hyphen that ties it to the one before, else the token itself.
pub fn past_hyphen(page: &Page<'_>, at: usize) -> usize {
    match (page.get(at), page.get(at + 1)) {
        (Some(hyphen), Some(next)) if matches!(hyphen.text, "-" | "‐" | "‑") && hyphen.spaced == next.spaced => {
            at + 1
        }
        _ => at,
    }
}

/// A whole number in words: groups of falling size, with or without `and`.
pub fn sum(page: &Page<'_>, at: usize) -> Option<Sum> {
    let first = group(page, at)?;
    Some(with_smaller(page, first))
}

/// A number in digits with what multiplies it, and smaller groups behind: `35.5 million`, `4 thousand 3 hundred and 21`.
pub fn multiplied(page: &Page<'_>, digits: Sum) -> Sum {
    let group = scaled(page, digits);
    if group.power == 0 { group } else { with_smaller(page, group) }
}

/// Adds the groups behind, each smaller than what the one before it multiplies by.
fn with_smaller(page: &Page<'_>, mut sum: Sum) -> Sum {
    while sum.power > 0 {
        let and = is(page, sum.end, "and");
        let start = past_hyphen(page, sum.end) + usize::from(and);
        let Some(next) = smaller(page, start, and).filter(|next| fits(next, &sum)) else { break };
        let Some(value) = sum.value.plus(&next.value) else { break };
        sum = Sum { end: next.end, value, power: next.power };
    }
    sum
}

/// A group that may stand behind a larger one. Digits do if they are multiplied themselves: in `5 million 200` they are another number.
fn smaller(page: &Page<'_>, at: usize, and: bool) -> Option<Sum> {
    let token = page.get(at)?;
    if token.class == Class::Word {
        let group = group(page, at).filter(|group| !(and && parts_follow(page, group.end)));
        return group.filter(|_| !matches!(part_at(page, at), Some(Part::Scale(_) | Part::Lot(_))));
    }
    let digits = grouped::read(page, at).filter(|_| token.class == Class::Digits)?;
    if and {
        let after_hundred = at.checked_sub(2).is_some_and(|hundred| part_at(page, hundred) == Some(Part::Scale(2)));
        return Some(digits).filter(|_| after_hundred && token.text.len() == 2);
    }
    Some(scaled(page, digits)).filter(|group| group.power > 0)
}

fn fits(next: &Sum, before: &Sum) -> bool {
    Decimal::from(1).shifted(i64::from(before.power)).is_some_and(|limit| next.value < limit)
}

/// A number below a hundred, or so many hundreds, with what multiplies it.
fn group(page: &Page<'_>, at: usize) -> Option<Sum> {
    if let Some(Part::Scale(power)) = part_at(page, at) {
        let value = Decimal::from(1).shifted(i64::from(power))?;
        return Some(scaled(page, Sum { end: at + 1, value, power }));
    }
    if part_at(page, at) == Some(Part::Lot(12)) {
        return Some(Sum { end: at + 1, value: Decimal::from(12), power: 0 });
    }
    let (end, small) = hundreds(page, at)?;
    let round = part_at(page, end - 1) == Some(Part::Scale(2));
    let whole = Sum { end, value: Decimal::from(small), power: if round { 2 } else { 0 } };
    let exact = behind_point(page, &whole).unwrap_or(whole);
    Some(scaled(page, exact))
}

/// The token behind an article that stands for one: `a hundred`, `a dozen`; `a score` only of something.
fn a(page: &Page<'_>, at: usize) -> Option<(usize, i64)> {
    if !is(page, at, "a") && !is(page, at, "an") {
        return None;
    }
    match part_at(page, at + 1)? {
        Part::Scale(_) | Part::Lot(12) => Some((at + 1, 1)),
        Part::Lot(_) if is(page, at + 2, "of") => Some((at + 1, 1)),
        _ => None,
    }
}

/// `five`, `twenty-one`, `two hundred and five`, `nineteen hundred`.
fn hundreds(page: &Page<'_>, at: usize) -> Option<(usize, i64)> {
    let (end, value) = below_hundred(page, at).or_else(|| nought(page, at)).or_else(|| a(page, at))?;
    let hundred = past_hyphen(page, end);
    if part_at(page, hundred) != Some(Part::Scale(2)) {
        return Some((end, value));
    }
    let value = value * 100;
    let start = past_hyphen(page, hundred + 1);
    let and = is(page, start, "and");
    let rest = below_hundred(page, past_hyphen(page, start + usize::from(and)));
    let rest = rest.filter(|(end, _)| part_at(page, past_hyphen(page, *end)) != Some(Part::Scale(2)));
    match rest.filter(|(end, _)| !(of_lot(page, *end) || and && parts_follow(page, *end))) {
        Some((end, rest)) => Some((end, value + rest)),
        None => Some((hundred + 1, value)),
    }
}

/// Whether a number is one of parts: in `a hundred and three quarters` the three is.
fn parts_follow(page: &Page<'_>, at: usize) -> bool {
    matches!(
        part_at(page, past_hyphen(page, at)),
        Some(Part::Half | Part::Quarter(_) | Part::Ordinal(_, true) | Part::ScaleOrdinal(_, true))
    )
}

fn of_lot(page: &Page<'_>, at: usize) -> bool {
    matches!(part_at(page, at), Some(Part::Lot(_) | Part::Lots(_)))
}

fn nought(page: &Page<'_>, at: usize) -> Option<(usize, i64)> {
    (is(page, at, "nought") || is(page, at, "naught")).then_some((at + 1, 0))
}

fn below_hundred(page: &Page<'_>, at: usize) -> Option<(usize, i64)> {
    match part_at(page, at)? {
        Part::Small(small) => Some((at + 1, i64::from(small))),
        Part::Tens(tens) => {
            let next = past_hyphen(page, at + 1);
            match part_at(page, next) {
                Some(Part::Small(small @ 1..=9)) => Some((next + 1, i64::from(tens + small))),
                // `twenty-first` is a place, not a number.
                Some(Part::Ordinal(1..=9, false)) => None,
                _ => Some((at + 1, i64::from(tens))),
            }
        }
        _ => None,
    }
}

/// `one point five`, `two hundred point seventy-one`.
fn behind_point(page: &Page<'_>, whole: &Sum) -> Option<Sum> {
    if !is(page, whole.end, "point") {
        return None;
    }
    let (mut end, mut letters) = (whole.end + 1, String::new());
    while let Some((next, value)) = below_hundred(page, end).or_else(|| nought(page, end)) {
        letters.push_str(&value.to_string());
        end = next;
        if value > 9 || letters.len() > 12 {
            break;
        }
    }
    let part: Decimal = format!("0.{letters}").parse().ok().filter(|_| !letters.is_empty())?;
    Some(Sum { end, value: whole.value.plus(&part)?, power: 0 })
}

/// With all that multiplies it: `hundred thousand`, `lakh crore`, `dozen`, `bn`.
pub fn scaled(page: &Page<'_>, mut sum: Sum) -> Sum {
    /// `two hundred thousand million` is as far as anybody goes.
    const MOST: usize = 3;
    for _ in 0..MOST {
        let Some(next) = scaled_once(page, &sum) else { break };
        sum = next;
    }
    sum
}

fn scaled_once(page: &Page<'_>, sum: &Sum) -> Option<Sum> {
    let at = past_hyphen(page, sum.end);
    match part_at(page, at) {
        Some(Part::Scale(power)) => times_ten(sum, at + 1, power),
        Some(Part::Scales(power)) if !of_scales(page, at) => times_ten(sum, at + 1, power),
        Some(Part::Lot(lot @ 12) | Part::Lots(lot @ 12)) => times(sum, at + 1, lot),
        Some(Part::Lot(lot)) if is(page, at + 1, "of") || is(page, at + 1, "and") => times(sum, at + 1, lot),
        _ => short(page, sum),
    }
}

/// Letters that multiply: a single one must touch its digits, and behind a word only long ones do, as in `six mln`.
fn short(page: &Page<'_>, sum: &Sum) -> Option<Sum> {
    // `one-mln`: with a stroke only where the letters can be nothing else.
    let end = past_hyphen(page, sum.end);
    let (last, token) = (page.get(sum.end.checked_sub(1)?)?, page.get(end)?);
    let power = short_scale(token.text)?;
    let tied = match last.class {
        _ if end > sum.end => token.text.ends_with("ln") || token.text.ends_with("LN"),
        Class::Word => token.text.len() == 3,
        _ => !token.spaced || token.text.len() > 1,
    };
    // `m2` is another unit.
    let alone = page.get(end + 1).is_none_or(|next| next.spaced || next.class != Class::Digits);
    if tied && alone { times_ten(sum, end + 1, power) } else { None }
}

fn of_scales(page: &Page<'_>, at: usize) -> bool {
    is(page, at + 1, "of") && matches!(part_at(page, at + 2), Some(Part::Scales(_)))
}

fn times_ten(sum: &Sum, end: usize, power: u8) -> Option<Sum> {
    // From the second on what counts for the groups behind is all that was multiplied by.
    let value = sum.value.shifted(i64::from(power))?;
    Some(Sum { end, value, power: if sum.power > 2 { sum.power + power } else { power } })
}

fn times(sum: &Sum, end: usize, lot: u8) -> Option<Sum> {
    Some(Sum { end, value: sum.value.times(&Decimal::from(i64::from(lot)))?, power: 0 })
}

/// `dozens`, `tens of thousands`: no number is stated, but two of them at least are meant.
pub fn open(page: &Page<'_>, at: usize) -> Option<Sum> {
    let value = match part_at(page, at)? {
        Part::Scales(power) => Decimal::from(2).shifted(i64::from(power))?,
        Part::Lots(12) => Decimal::from(24),
        // Other scores and tens are no numbers.
        Part::Lots(lot) if is(page, at + 1, "of") => Decimal::from(2 * i64::from(lot)),
        _ => return None,
    };
    let mut sum = Sum { end: at + 1, value, power: 0 };
    // `hundreds of thousands of millions` is more than anybody writes.
    for _ in 0..3 {
        let next = part_at(page, sum.end + 1).filter(|_| is(page, sum.end, "of"));
        let Some(Part::Scales(power)) = next else { break };
        sum = Sum { end: sum.end + 2, value: sum.value.shifted(i64::from(power))?, power: 0 };
    }
    Some(sum)
}
