//! From one date to another: `October 12-14`, `between October 12 and 14`, `from 2010 to 2015`, `1914–18`.

use std::ops::Range;

use super::calendar::Calendar;
use super::cursor::{Cursor, Read};
use super::{Said, numbers, resolve, single, years};
use crate::article::{Moment, When};

/// An end of a range as it is written, and its tokens.
struct End {
    said: Said,
    tokens: Range<usize>,
}

/// The range whose first end begins at a token; behind `between`, `and` stands between its ends.
#[must_use]
pub fn read(c: Cursor<'_>, at: usize, between: bool) -> Read<When> {
    let first = end(c, at).or_else(|| day_alone(c, at))?;
    with_first(c, first, between)
}

/// The range whose first end was read already.
#[must_use]
pub fn from(c: Cursor<'_>, said: Said, tokens: Range<usize>) -> Read<When> {
    with_first(c, End { said, tokens }, false)
}

fn with_first(c: Cursor<'_>, first: End, between: bool) -> Read<When> {
    let next = parting(c, first.tokens.end, between)?;
    let second = short_year(c, &first, next).or_else(|| end_behind(c, &first, next))?;
    let last = second.tokens.end;
    Some((joined(c, &first, second)?, last))
}

/// The token behind what stands between two ends.
fn parting(c: Cursor<'_>, at: usize, between: bool) -> Option<usize> {
    let dash = c.is_one(at, &["-", "–", "~"]) || (c.is(at, "—") && c.joined(at) && c.joined(at + 1));
    let word = c.is_one(at, &["to", "through", "thru", "until", "till"]) || (between && c.is(at, "and"));
    (dash || word).then(|| c.skip(at + 1, &["the"]))
}

fn end(c: Cursor<'_>, at: usize) -> Option<End> {
    let (said, next) = single(c, at)?;
    Some(End { said, tokens: at..next })
}

/// The second end: a day alone, where the first has a month, and nothing counted follows.
fn end_behind(c: Cursor<'_>, first: &End, at: usize) -> Option<End> {
    let dated = matches!(first.said, Said::Calendar(Calendar { month: Some(_), day: Some(_), .. }));
    end(c, at).or_else(|| day_alone(c, at).filter(|day| dated && !years::counts(c, day.tokens.end)))
}

fn day_alone(c: Cursor<'_>, at: usize) -> Option<End> {
    let (day, next) = numbers::day(c, at)?;
    let clock = c.joined(next) && c.is_one(next, &[":", "/"]);
    let date = Calendar { day: Some(day), ..Calendar::default() };
    (!clock).then_some(End { said: Said::Calendar(date), tokens: at..next })
}

/// `15` in `2010-15`.
fn short_year(c: Cursor<'_>, first: &End, at: usize) -> Option<End> {
    let Said::Calendar(Calendar { year: Some(year), day: None, .. }) = first.said else { return None };
    let short: i16 = c.digits(at).filter(|digits| digits.len() == 2 && c.joined(at))?.parse().ok()?;
    let later = short > year % 100 && !(c.joined(at + 1) && c.is_one(at + 1, &["-", "/"]));
    let date = Calendar::of_year(year - year % 100 + short);
    later.then_some(End { said: Said::Calendar(date), tokens: at..at + 1 })
}

fn joined(c: Cursor<'_>, first: &End, second: End) -> Option<When> {
    let (low, high) = match (&first.said, second.said) {
        (Said::Calendar(low), Said::Calendar(high)) => written(c, (*low, &first.tokens), (high, &second.tokens))?,
        (low, high) => (moments(c, low, &first.tokens)?.0, moments(c, &high, &second.tokens)?.1),
    };
    ordered(low, high).then_some(When::Range(low, high))
}

fn moments(c: Cursor<'_>, said: &Said, tokens: &Range<usize>) -> Option<(Moment, Moment)> {
    match said {
        Said::Calendar(date) => resolve::moment(c, *date, tokens).map(|moment| (moment, moment)),
        Said::When(When::At(moment)) => Some((*moment, *moment)),
        Said::When(When::Stretch(first, last)) => Some((*first, *last)),
        Said::When(_) => None,
    }
}

/// Whether the second end is later than the first, as far as it shows.
fn ordered(low: Moment, high: Moment) -> bool {
    match (low.days(), high.days()) {
        (Some((_, low)), Some((_, high))) => low < high,
        (None, None) => low != high,
        _ => false,
    }
}

/// Two ends that tell what is missing in each other.
fn written(
    c: Cursor<'_>,
    (low, first): (Calendar, &Range<usize>),
    (high, second): (Calendar, &Range<usize>),
) -> Option<(Moment, Moment)> {
    let low = Calendar { month: low.month.or(high.month.filter(|_| low.day.is_some())), ..low };
    let high = Calendar { month: high.month.or(low.month.filter(|_| high.day.is_some())), ..high };
    if low.month.is_none() != high.month.is_none() && low.year.is_none() {
        return None;
    }
    let (low, high) = shared_year(low, high);
    let start = resolve::moment(c, low, &(first.start..second.end))?;
    Some((start, behind(c, start, high, second)?))
}

/// The year of one end is that of the other, unless that would turn them round.
fn shared_year(low: Calendar, high: Calendar) -> (Calendar, Calendar) {
    let turns = i16::from(
        (low.month, low.day.filter(|_| high.day.is_some())) > (high.month, high.day.filter(|_| low.day.is_some())),
    );
    match (low.year, high.year) {
        (None, Some(year)) if low.month.is_some() => (Calendar { year: Some(year - turns), ..low }, high),
        (Some(year), None) if high.month.is_some() => (low, Calendar { year: Some(year + turns), ..high }),
        _ => (low, high),
    }
}

/// The second end, as the next one behind the first where it has no year.
fn behind(c: Cursor<'_>, start: Moment, high: Calendar, tokens: &Range<usize>) -> Option<Moment> {
    let (None, Some((day, _))) = (high.year, start.days()) else { return resolve::moment(c, high, tokens) };
    match (high.month, high.day) {
        (Some(month), None) => Some(Moment::Month(day.year() + i16::from(month < day.month()), month)),
        (Some(month), Some(date)) => {
            let turns = i16::from((month, date) < (day.month(), day.day()));
            jiff::civil::Date::new(day.year() + turns, month, date).ok().map(Moment::Day)
        }
        (None, None) => resolve::day_of_week(day, high.weekday?, super::tense::Tense::Future).map(Moment::Day),
        (None, Some(_)) => None,
    }
}
