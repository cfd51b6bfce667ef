//! From one date to another: `October 12-14`, `between October 12 and 14`, `from 2010 to 2015`, `1914–18`.

use std::ops::Range;

use super::calendar::Calendar;
use super::cursor::{Cursor, Read};
use super::tense::Tense;
use super::{Said, numbers, numeric, resolve, single, years};
use crate::article::{Moment, When};

/// An end of a range as it is written, and its tokens.
struct End {
    said: Said,
    tokens: Range<usize>,
}

impl End {
    fn day_alone(&self) -> bool {
        matches!(self.said, Said::Calendar(Calendar { year: None, month: None, day: Some(_), weekday: None }))
    }
}

/// The range whose first end begins at a token; behind `between`, `and` stands between its ends.
#[must_use]
pub fn read(c: Cursor<'_>, at: usize, between: bool) -> Read<When> {
    let first = end(c, at).or_else(|| day_alone(c, at))?;
    with_first(c, &first, between)
}

/// The range of two days of a month, of which only the second names it: `12 to 14 October`.
#[must_use]
pub fn of_days(c: Cursor<'_>, at: usize) -> Read<When> {
    with_first(c, &day_alone(c, at)?, false)
}

/// The range whose first end was read already.
#[must_use]
pub fn from(c: Cursor<'_>, said: &Said, tokens: Range<usize>) -> Read<When> {
    parting(c, tokens.end, false)?;
    with_first(c, &End { said: said.clone(), tokens }, false)
}

fn with_first(c: Cursor<'_>, first: &End, between: bool) -> Read<When> {
    let next = parting(c, first.tokens.end, between)?;
    let second = joined_year(c, first, next).or_else(|| end_behind(c, first, next))?;
    if first.day_alone() && !matches!(second.said, Said::Calendar(Calendar { month: Some(_), day: Some(_), .. })) {
        return None;
    }
    let last = second.tokens.end;
    Some((joined(c, first, second)?, last))
}

/// The token behind what stands between two ends.
fn parting(c: Cursor<'_>, at: usize, between: bool) -> Option<usize> {
    let dash = c.is_one(at, &["-", "–", "~"]) || (c.is(at, "—") && c.joined(at) && c.joined(at + 1));
    let slash = c.hyphened(at, &["/"]) && !c.is_one(at + 2, &["/"]);
    let word = c.is_one(at, &["to", "through", "thru", "until", "till"]) || (between && c.is(at, "and"));
    (dash || slash || word).then(|| c.skip(at + 1, &["the"]))
}

fn end(c: Cursor<'_>, at: usize) -> Option<End> {
    let (said, next) = single(c, at)?;
    Some(End { said, tokens: at..next })
}

/// The second end: a day alone, where the first has a month, and nothing counted follows.
fn end_behind(c: Cursor<'_>, first: &End, at: usize) -> Option<End> {
    let dated = matches!(first.said, Said::Calendar(Calendar { month: Some(_), day: Some(_), .. }));
    let number = || {
        numeric::beside_weekday(c, at)
            .filter(|_| dated)
            .map(|(date, next)| End { said: Said::Calendar(date), tokens: at..next })
    };
    let day = || day_alone(c, at).filter(|day| dated && !years::counts(c, day.tokens.end));
    end(c, at).or_else(number).or_else(day)
}

fn day_alone(c: Cursor<'_>, at: usize) -> Option<End> {
    let (day, next) = numbers::day(c, at)?;
    let clock =
        (c.joined(next) && c.is_one(next, &[":", "/"])) || (c.joined(at) && c.follows(at, &["/", ".", "$", ":"]));
    let date = Calendar { day: Some(day), ..Calendar::default() };
    (!clock).then_some(End { said: Said::Calendar(date), tokens: at..next })
}

/// `15` in `2010-15`, `2018` in `2014-2018`.
fn joined_year(c: Cursor<'_>, first: &End, at: usize) -> Option<End> {
    let Said::Calendar(Calendar { year: Some(year), month: None, .. }) = first.said else { return None };
    let digits = c.digits(at).filter(|digits| matches!(digits.len(), 2 | 4) && c.joined(at))?;
    let short: i16 = digits.parse().ok()?;
    let last = if digits.len() == 4 { short } else { year - year % 100 + short };
    let later = last > year && last < 2100 && !(c.joined(at + 1) && c.is_one(at + 1, &["-", "/"]));
    let date = Calendar::of_year(last);
    later.then_some(End { said: Said::Calendar(date), tokens: at..at + 1 })
}

fn joined(c: Cursor<'_>, first: &End, second: End) -> Option<When> {
    let (low, high) = match (&first.said, second.said) {
        (Said::Calendar(low), Said::Calendar(high)) => written(c, (*low, &first.tokens), (high, &second.tokens))?,
        (Said::When(When::At(Moment::Day(low))), Said::Calendar(Calendar { weekday: Some(day), day: None, .. })) => {
            (Moment::Day(*low), Moment::Day(resolve::day_of_week(*low, day, Tense::Future)?))
        }
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
    let turned = low.day > high.day;
    let month_of = |own: Calendar, other: Option<i8>, turn: i8| {
        own.month.or_else(|| own.day.and(other).map(|month| wrapped(month + turn)))
    };
    let low = Calendar { month: month_of(low, high.month, -i8::from(turned)), ..low };
    let high = Calendar { month: month_of(high, low.month, i8::from(turned)), ..high };
    if low.month.is_none() != high.month.is_none() && low.year.is_none() {
        return None;
    }
    let (low, high) = shared_year(low, high);
    let tokens = first.start..second.end;
    running(c, low, high, &tokens).or_else(|| {
        let start = resolve::moment(c, low, &tokens)?;
        Some((start, behind(c, start, high, second)?))
    })
}

/// The range of no year that is running on the day of the article.
fn running(c: Cursor<'_>, low: Calendar, high: Calendar, tokens: &Range<usize>) -> Option<(Moment, Moment)> {
    let published = c.context.published.filter(|_| low.year.is_none() && low.month.is_some() && high.year.is_none())?;
    let start = resolve::resolved(low, published, Tense::Past)?;
    let last = behind(c, start, high, tokens)?;
    let runs = start.days()?.0 <= published && published <= last.days()?.1;
    runs.then_some((start, last))
}

/// A month, where 0 is December and 13 January.
fn wrapped(month: i8) -> i8 {
    (month - 1).rem_euclid(12) + 1
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
        (None, None) => resolve::day_of_week(day, high.weekday?, Tense::Future).map(Moment::Day),
        (None, Some(_)) => None,
    }
}
