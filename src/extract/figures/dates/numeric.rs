//! Dates all in digits: `2025-10-12`, `12/10/2025`, `12.10.2025`, `20251012`, `12-2015`. Which number is the month is never guessed.

use super::calendar::Calendar;
use super::cursor::{Cursor, Read};
use super::years;
use crate::extract::figures::tokens::Class;

/// The date in digits that begins at a token. Where nobody knows which number is the month, only its year.
#[must_use]
pub fn read(c: Cursor<'_>, at: usize) -> Read<Calendar> {
    if c.token(at)?.class != Class::Digits || continues(c, at) {
        return None;
    }
    three(c, at).or_else(|| compact(c, at)).or_else(|| year_and_month(c, at)).or_else(|| short(c, at, false))
}

/// The like beside a weekday, where two numbers are enough: `Friday 7/6`.
#[must_use]
pub fn beside_weekday(c: Cursor<'_>, at: usize) -> Read<Calendar> {
    three(c, at).or_else(|| short(c, at, true))
}

/// Whether the digits go on what stands before them.
fn continues(c: Cursor<'_>, at: usize) -> bool {
    let third = at >= 2 && c.hyphened(at - 1, &["/"]) && c.digits(at - 2).is_some();
    third || digits_go_on(c, at)
}

fn digits_go_on(c: Cursor<'_>, at: usize) -> bool {
    c.joined(at)
        && c.before(at).is_some_and(|before| before.text == "$" || before.text == "." || before.class == Class::Word)
}

/// Three numbers with the same mark between them.
fn three(c: Cursor<'_>, at: usize) -> Read<Calendar> {
    let ([first, second, third], next) = dotted(c, at).or_else(|| marked(c, at))?;
    let number = |digits: &str| digits.parse::<i16>().ok();
    let (one, two, three) = (number(first)?, number(second)?, number(third)?);
    let date = match (first.len(), second.len(), third.len()) {
        (4, 1 | 2, 1 | 2) => Some(of(Some(one), two, three)),
        (1 | 2, 1 | 2, 4) => Some(ordered(c, (one, two), Some(three))),
        (1 | 2, 1 | 2, 2) if c.is(at + 1, "/") => {
            Some(ordered(c, (one, two), years::two_digits(c, at + 4).map(|(year, _)| year)))
        }
        _ => None,
    };
    Some((date?, next))
}

fn dotted(c: Cursor<'_>, at: usize) -> Read<[&str; 3]> {
    let mut parts = c.token(at)?.text.split('.');
    let parted = [parts.next()?, parts.next()?, parts.next()?];
    let plain = parts.next().is_none() && parted.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    plain.then_some((parted, at + 1))
}

fn marked(c: Cursor<'_>, at: usize) -> Read<[&str; 3]> {
    const MARKS: [&str; 2] = ["-", "/"];
    let first = c.digits(at)?;
    let mark = c.hyphened(at + 1, &MARKS).then(|| c.token(at + 1))??.text;
    if !c.hyphened(at + 3, &[mark]) {
        return None;
    }
    Some(([first, c.digits(at + 2)?, c.digits(at + 4)?], at + 5))
}

/// A day, whose numbers are taken as they are: whether there is such a day shows later.
fn of(year: Option<i16>, month: i16, day: i16) -> Calendar {
    let small = |number: i16| Some(i8::try_from(number).unwrap_or(i8::MAX));
    Calendar { year, month: small(month), day: small(day), weekday: None }
}

/// Two numbers in the order of the article, or in the only one that is possible; else none but the year.
fn ordered(c: Cursor<'_>, (first, second): (i16, i16), year: Option<i16>) -> Calendar {
    let day_first = if first > 12 || first == second {
        Some(true)
    } else if second > 12 {
        Some(false)
    } else {
        c.context.day_first
    };
    match day_first {
        Some(true) => of(year, second, first),
        Some(false) => of(year, first, second),
        None => Calendar { year, ..Calendar::default() },
    }
}

/// `20251012`, of this century or the last, and no count of anything.
fn compact(c: Cursor<'_>, at: usize) -> Read<Calendar> {
    let digits = c.digits(at).filter(|digits| digits.len() == 8)?;
    let (year, month, day) = (digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..].parse().ok()?);
    let plain = (1900..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    (plain && !c.small(at + 1) && !years::counts(c, at + 1)).then(|| (of(Some(year), month, day), at + 1))
}

/// `2025-03` where the second number cannot be a later year, and `12/2015`.
fn year_and_month(c: Cursor<'_>, at: usize) -> Read<Calendar> {
    let (first, second) = two(c, at)?;
    let (one, two): (i16, i16) = (first.parse().ok()?, second.parse().ok()?);
    let (year, month) = match (first.len(), second.len()) {
        (4, 2) if two <= one % 100 => (one, two),
        (1 | 2, 4) => (two, one),
        _ => return None,
    };
    let plain = (1900..2100).contains(&year) && (1..=12).contains(&month);
    plain.then(|| (Calendar { year: Some(year), month: i8::try_from(month).ok(), ..Calendar::default() }, at + 3))
}

/// Whether `9/11` stands there, which is the name of an event, whatever the article and its order.
#[must_use]
pub fn names_event(c: Cursor<'_>, at: usize) -> bool {
    c.is(at, "9") && two(c, at) == Some(("9", "11"))
}

/// `12/10`, where `on` and the like ask for a day, and the order is known: else it is a fraction, a score, a rating.
fn short(c: Cursor<'_>, at: usize, asked: bool) -> Read<Calendar> {
    let (first, second) = two(c, at)?;
    let (one, two): (i16, i16) = (first.parse().ok()?, second.parse().ok()?);
    if first.len() > 2 || second.len() > 2 || !c.is(at + 1, "/") {
        return None;
    }
    if names_event(c, at) {
        return Some((Calendar::of_day(9, 11), at + 3));
    }
    let asked = asked || c.follows(at, &["on", "since", "until", "before", "after", "from", "between", "starting"]);
    let date = ordered(c, (one, two), None);
    (asked && date.month.is_some_and(|month| month <= 12)).then_some((date, at + 3))
}

fn two(c: Cursor<'_>, at: usize) -> Option<(&str, &str)> {
    let (first, second) = (c.digits(at)?, c.hyphened(at + 1, &["-", "/"]).then(|| c.digits(at + 2))??);
    let more = c.joined(at + 3)
        && c.token(at + 3).is_some_and(|token| token.class != Class::Mark || "/:%".contains(token.text));
    (!more).then_some((first, second))
}
