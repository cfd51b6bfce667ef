//! What is told from the day of the article: `yesterday`, `last week`, `next Monday`, `this year`, `last October`.

use jiff::civil::Date;

use super::calendar::{self, Calendar};
use super::cursor::{Cursor, Read};
use super::lexicon::{Season, Word};
use super::tense::Tense;
use super::units::{self, Unit};
use super::{feasts, numbers, numeric, periods, resolve};
use crate::article::{Moment, When};

/// `yesterday`, and the day before it.
#[must_use]
pub fn day(c: Cursor<'_>, at: usize) -> Read<When> {
    match c.word(at)? {
        Word::Day(days) if !c.follows(at, &["usa"]) => Some((away(c, days.into(), Unit::Day)?, at + 1)),
        Word::Unit(Unit::Day) => {
            let more = if c.is(at + 1, "before") { -1 } else { i32::from(c.is(at + 1, "after")) };
            let Some(Word::Day(days)) = c.word(at + 2) else { return the_day(c, at, more) };
            (more != 0 && more == i32::from(days)).then(|| Some((away(c, more * 2, Unit::Day)?, at + 3)))?
        }
        _ => None,
    }
}

/// `the day before`, at the end of a clause: of what, was told before.
fn the_day(c: Cursor<'_>, at: usize, days: i32) -> Read<When> {
    let closed = c.token(at + 2).is_none_or(|token| ".,;?!".contains(token.text));
    (days != 0 && closed && c.follows(at, &["the"])).then(|| (When::Away(units::duration(days, Unit::Day)), at + 2))
}

/// The unit so far from the day of the article, or how far it is.
#[must_use]
pub fn away(c: Cursor<'_>, count: i32, unit: Unit) -> Option<When> {
    let Some(published) = c.context.published else { return Some(When::Away(units::duration(count, unit))) };
    units::around(units::shifted(published, count, unit)?, unit)
}

/// Which one is told, by which word.
#[derive(Debug, Clone, Copy)]
struct Turn {
    /// -1 is the last, 0 this one, 1 the next.
    count: i32,
    /// Whether it is counted from what was told before, and not from the day of the article: `the following week`.
    told: bool,
    /// Whether it is the nearest such one: `this past Friday`, `the coming Friday`.
    nearest: bool,
}

/// What begins with `this`, `last`, `next` and the like.
#[must_use]
pub fn turned(c: Cursor<'_>, at: usize) -> Read<When> {
    let (turn, next) = turn(c, at)?;
    several(c, next, turn)
        .or_else(|| unit(c, next, turn))
        .or_else(|| weekday(c, next, turn))
        .or_else(|| named(c, next, turn))
}

fn turn(c: Cursor<'_>, at: usize) -> Read<Turn> {
    let Word::Turn(first) = c.word(at)? else { return None };
    let (count, word) = match c.word(at + 1) {
        Some(Word::Turn(second)) if first == 0 && second != 0 => (second, at + 1),
        _ => (first, at),
    };
    let told = c.is_one(word, &["following", "previous", "preceding"]);
    let nearest = c.is_one(word, &["past", "coming", "upcoming", "forthcoming", "this"]);
    Some((Turn { count: count.into(), told, nearest }, word + 1))
}

/// `the last three months`: from so long ago to the day before, or from the day after to so far ahead.
fn several(c: Cursor<'_>, at: usize, turn: Turn) -> Read<When> {
    let (count, next) = number_of(c, at)?;
    let Some(Word::Unit(unit)) = c.word(next) else { return None };
    let plain = !matches!(unit, Unit::Weekend | Unit::Half | Unit::Century) && !c.is(next + 1, "of");
    let long = plain && turn.count != 0 && count > 0;
    long.then(|| Some((stretch(c, count * turn.count, unit)?, next + 1)))?
}

fn number_of(c: Cursor<'_>, at: usize) -> Read<i32> {
    if c.is(at, "couple") { Some((2, c.skip(at + 1, &["of"]))) } else { numbers::count(c, at) }
}

/// `three past years`.
#[must_use]
pub fn counted_turn(c: Cursor<'_>, at: usize) -> Read<When> {
    let (count, next) = numbers::count(c, at)?;
    let (Word::Turn(turn), Word::Unit(unit)) = (c.word(next)?, c.word(next + 1)?) else { return None };
    let many = count > 1 && plural(c, next + 1);
    (turn != 0 && many).then(|| Some((stretch(c, count * i32::from(turn), unit)?, next + 2)))?
}

fn plural(c: Cursor<'_>, at: usize) -> bool {
    c.is_one(at, &["days", "weeks", "months", "years", "decades", "quarters", "fortnights", "centuries"])
}

/// `the week of October 12`: the one in which that day lies.
#[must_use]
pub fn week_of(c: Cursor<'_>, at: usize) -> Read<When> {
    if !c.is(at, "week") || !c.is_one(at + 1, &["of", "beginning", "starting", "commencing"]) {
        return None;
    }
    let first = c.skip(c.skip(at + 2, &["on"]), &["the"]);
    let (date, next) = calendar::read(c, first).filter(|(date, _)| date.day.is_some())?;
    match resolve::moment(c, date, &(first..next))? {
        Moment::Day(day) => Some((units::around(day, Unit::Week)?, next)),
        open => Some((When::At(open), next)),
    }
}

fn stretch(c: Cursor<'_>, count: i32, unit: Unit) -> Option<When> {
    let Some(published) = c.context.published else { return Some(When::Away(units::duration(count, unit))) };
    let far = units::shifted(published, count, unit)?;
    let beside = units::shifted(published, count.signum(), Unit::Day)?;
    let (first, last) = if count < 0 { (far, beside) } else { (beside, far) };
    if unit == Unit::Quarter {
        return quarters(published, count);
    }
    Some(When::Stretch(Moment::Day(first), Moment::Day(last)))
}

/// Whole quarters, without the one that runs.
fn quarters(published: Date, count: i32) -> Option<When> {
    let of = |count: i32| match units::around(units::shifted(published, count, Unit::Quarter)?, Unit::Quarter)? {
        When::Stretch(first, last) => Some((first, last)),
        _ => None,
    };
    let (far, near) = (of(count)?, of(count.signum())?);
    Some(When::Stretch(far.0.min(near.0), far.1.max(near.1)))
}

/// `last week`, `this fiscal year`, `last night`, `this morning`.
fn unit(c: Cursor<'_>, at: usize, turn: Turn) -> Read<When> {
    if c.is_one(at, &["morning", "afternoon", "evening", "night"]) {
        let days = if c.is(at, "night") { turn.count } else { 0 };
        return (turn.count == days).then(|| Some((away(c, days, Unit::Day)?, at + 1)))?;
    }
    let at = c.skip(at, &["calendar", "fiscal", "financial", "school", "marketing", "crop"]);
    let Word::Unit(unit) = c.word(at)? else { return None };
    if unit == Unit::Day
        && at >= 2
        && c.follows(at - 1, &["the"])
        && c.is_one(at - 1, &["next", "following", "previous"])
    {
        return Some((When::Away(units::duration(turn.count, unit)), at + 1));
    }
    if matches!(unit, Unit::Day | Unit::Half) || plural(c, at) {
        return None;
    }
    if turn.told {
        return Some((When::Away(units::duration(turn.count, unit)), at + 1));
    }
    weekday_of(c, at, turn, unit)
        .or_else(|| periods::of_year_told(c, at, turn.count))
        .or_else(|| Some((away(c, turn.count, unit)?, at + 1)))
}

/// `next week on Tuesday`.
fn weekday_of(c: Cursor<'_>, at: usize, turn: Turn, unit: Unit) -> Read<When> {
    let on = c.skip(at + 1, &["on"]);
    let Some(Word::Weekday(day)) = c.word(on) else { return None };
    (unit == Unit::Week).then(|| Some((in_week(c, turn.count, day)?, on + 1)))?
}

/// `Tuesday of next week`.
#[must_use]
pub fn of_week(c: Cursor<'_>, at: usize) -> Read<When> {
    let Word::Weekday(day) = c.word(at)? else { return None };
    if !c.is_one(at + 1, &["of", "in"]) {
        return None;
    }
    let (turn, next) = turn(c, c.skip(at + 2, &["the"]))?;
    (c.word(next) == Some(Word::Unit(Unit::Week))).then(|| Some((in_week(c, turn.count, day)?, next + 1)))?
}

fn in_week(c: Cursor<'_>, weeks: i32, weekday: i8) -> Option<When> {
    let Some(published) = c.context.published else { return Some(When::At(Moment::Weekday(weekday))) };
    let monday = 1 - i32::from(units::weekday(published)) + 7 * weeks;
    units::shifted(published, monday + i32::from(weekday) - 1, Unit::Day).map(|day| When::At(Moment::Day(day)))
}

/// `last Sunday` is that of the week before, `next Monday` that of the week after; `this Friday` and `the coming Friday` the nearest one.
fn weekday(c: Cursor<'_>, at: usize, turn: Turn) -> Read<When> {
    let Word::Weekday(_) = c.word(at)? else { return None };
    let (date, next) = calendar::read(c, at)?;
    if date.day.is_some() {
        return dated(c, date, at..next, turn);
    }
    let weekday = date.weekday?;
    let Some(published) = c.context.published.filter(|_| !turn.told) else {
        return Some((When::At(Moment::Weekday(weekday)), next));
    };
    let day = if turn.nearest {
        nearest(published, weekday, turn)?
    } else {
        return Some((in_week(c, turn.count, weekday)?, next));
    };
    Some((When::At(Moment::Day(day)), next))
}

fn nearest(published: Date, weekday: i8, turn: Turn) -> Option<Date> {
    let day = units::shifted(published, turn.count, Unit::Day)?;
    resolve::day_of_week(day, weekday, if turn.count < 0 { Tense::Told } else { Tense::Future })
}

/// `last October`, `next summer`, `last Easter`, `last May 12`.
fn named(c: Cursor<'_>, at: usize, turn: Turn) -> Read<When> {
    let Some(word) = c.word(at) else {
        let (date, next) = calendar::day_first(c, at).or_else(|| numeric::beside_weekday(c, at))?;
        return dated(c, date, at..next, turn);
    };
    match word {
        Word::Season(season) => {
            let published = c.context.published?;
            Some((When::At(Moment::Year(season_year(published, season, turn.count)?)), at + 1))
        }
        Word::Feast => feasts::read_in(c, at, Some(tense(turn))),
        Word::Month(_) | Word::ShortMonth(_) => {
            let (date, next) = calendar::read(c, at)?;
            dated(c, date, at..next, turn)
        }
        _ => None,
    }
}

fn tense(turn: Turn) -> Tense {
    match turn.count {
        0 => Tense::Open,
        count if count < 0 => Tense::Past,
        _ => Tense::Future,
    }
}

/// A date of no year, of which the one before or behind the day of the article is meant.
fn dated(c: Cursor<'_>, date: Calendar, tokens: std::ops::Range<usize>, turn: Turn) -> Read<When> {
    let open = resolve::when(c, date, &tokens)?;
    let Some(published) = c.context.published.filter(|_| date.year.is_none() && !turn.told) else {
        return Some((open, tokens.end));
    };
    if let (Some(month), None) = (date.month, date.day) {
        return Some((When::At(Moment::Month(month_year(published, month, turn.count), month)), tokens.end));
    }
    Some((When::At(resolve::resolved(date, published, tense(turn))?), tokens.end))
}

fn month_year(published: Date, month: i8, turn: i32) -> i16 {
    let year = published.year();
    match turn {
        0 => year,
        turn if turn < 0 => year - i16::from(month >= published.month()),
        _ => year + i16::from(month <= published.month()),
    }
}

/// The year of a season, as the north has it: the last one is over, the next one has not begun.
fn season_year(published: Date, season: Season, turn: i32) -> Option<i16> {
    let first = match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => return (turn == 0).then_some(published.year()),
    };
    let (year, month) = (published.year(), published.month());
    match turn {
        0 => Some(year),
        turn if turn < 0 => Some(year - i16::from(month < first + 3)),
        _ => Some(year + i16::from(month >= first)),
    }
}
