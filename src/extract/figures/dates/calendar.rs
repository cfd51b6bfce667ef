//! Days, months and years by their names: `October 12, 2025`, `the 12th of October`, `Friday, Oct. 12`, `December 2022`.

use jiff::civil::Date;

use super::cursor::{Cursor, Read};
use super::lexicon::Word;
use super::months::names_month;
use super::{numbers, numeric, periods, years};

/// Words in small letters that may follow a day: before any other, a number counts it.
const BEHIND_DAY: [&str; 20] = [
    "in", "at", "to", "and", "for", "with", "by", "as", "after", "but", "when", "that", "of", "because", "before",
    "or", "from", "record", "while", "on",
];

/// A date as it is written: what it says, and no more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The year.
    pub year: Option<i16>,
    /// The month.
    pub month: Option<i8>,
    /// The day of the month.
    pub day: Option<i8>,
    /// The weekday, Monday being 1.
    pub weekday: Option<i8>,
}

impl Calendar {
    /// Only a year.
    #[must_use]
    pub fn of_year(year: i16) -> Self {
        Self { year: Some(year), ..Self::default() }
    }

    /// A day of a month.
    #[must_use]
    pub fn of_day(month: i8, day: i8) -> Self {
        Self { month: Some(month), day: Some(day), ..Self::default() }
    }
}

/// The calendar date that begins at a token.
#[must_use]
pub fn read(c: Cursor<'_>, at: usize) -> Read<Calendar> {
    match c.word(at) {
        Some(Word::Weekday(day)) => weekday(c, at, day),
        Some(Word::ShortWeekday(day)) => short_weekday(c, at, day),
        Some(Word::Month(month) | Word::ShortMonth(month)) => month_first(c, at, month),
        Some(Word::Ordinal(_) | Word::Number(_)) => {
            day_first(c, at).or_else(|| ordinal_alone(c, at)).or_else(|| year(c, at))
        }
        None if c.token(at)?.text.starts_with(|first: char| first.is_ascii_digit()) => in_digits(c, at),
        None => year_short(c, at),
        _ => None,
    }
}

fn in_digits(c: Cursor<'_>, at: usize) -> Read<Calendar> {
    numeric::read(c, at)
        .or_else(|| day_first(c, at))
        .or_else(|| year_first(c, at))
        .or_else(|| ordinal_alone(c, at))
        .or_else(|| listed(c, at))
        .or_else(|| year(c, at))
}

fn year(c: Cursor<'_>, at: usize) -> Read<Calendar> {
    let (year, next) = years::alone(c, at)?;
    Some((Calendar::of_year(year), next))
}

/// `'86`, where a year is asked for.
fn year_short(c: Cursor<'_>, at: usize) -> Read<Calendar> {
    let (year, next) = years::short(c, at)?;
    c.follows(at, &["in", "since", "of", "until"]).then_some((Calendar::of_year(year), next))
}

/// A weekday, and the date beside it: `Friday, October 12`, `Friday (Oct. 12)`, `Friday the 13th`.
fn weekday(c: Cursor<'_>, at: usize, weekday: i8) -> Read<Calendar> {
    /// A Friday of that name is its own day, and mostly not this week's.
    const NAMED: [&str; 10] = ["black", "good", "ash", "super", "cyber", "bloody", "holy", "palm", "easter", "giving"];
    const ANY: [&str; 6] = ["every", "each", "a", "an", "any", "per"];
    let nth = matches!(c.word_before(at), Some(Word::Ordinal(_))) && c.is_one(at + 1, &["of", "in"]);
    if (c.follows(at, &NAMED) && c.capital(at)) || c.follows(at, &ANY) || nth || newspaper(c, at) {
        return None;
    }
    let plain = Calendar { weekday: Some(weekday), ..Calendar::default() };
    let next = c.past_point(at + 1);
    let bracket = c.is(next, "(");
    let inner = if bracket || c.is_one(next, &[",", "-"]) { next + 1 } else { next };
    let Some((mut date, end)) = beside_weekday(c, inner, inner > next) else {
        return Some((plain, at + 1));
    };
    date.weekday = Some(weekday);
    Some(match bracket {
        true if c.is(end, ")") => (date, end + 1),
        true => (plain, at + 1),
        false => (date, end),
    })
}

/// `the Sunday Times`.
fn newspaper(c: Cursor<'_>, at: usize) -> bool {
    const PAPERS: [&str; 9] =
        ["times", "telegraph", "express", "mirror", "mail", "herald", "post", "world", "independent"];
    c.follows(at, &["the"]) && c.capital(at + 1) && c.is_one(at + 1, &PAPERS)
}

fn beside_weekday(c: Cursor<'_>, at: usize, parted: bool) -> Read<Calendar> {
    let the = c.skip(at, &["the"]);
    let named = match c.word(the) {
        Some(Word::Month(month) | Word::ShortMonth(month)) => month_first(c, the, month),
        _ => numeric::beside_weekday(c, the).or_else(|| day_first(c, the)),
    };
    named.filter(|(date, _)| date.day.is_some()).or_else(|| if parted { None } else { day_alone(c, the) })
}

fn day_alone(c: Cursor<'_>, at: usize) -> Read<Calendar> {
    let (day, next) = numbers::ordinal(c, at)?;
    ((1..=31).contains(&day) && !c.small(next)).then(|| (Calendar { day: Some(day), ..Calendar::default() }, next))
}

/// An abbreviated weekday counts only beside a date, or behind `on`, `last`, `next`: `Sun` is a newspaper and `Wed` a verb.
fn short_weekday(c: Cursor<'_>, at: usize, day: i8) -> Read<Calendar> {
    let (date, next) = weekday(c, at, day)?;
    let asked = c.follows(at, &["on", "last", "next"]) && c.capital(at) && !c.capital(at + 1);
    (date.day.is_some() || asked).then_some((date, next))
}

/// `October 12, 2025`, `Oct. 12`, `October 2025`, `October`.
fn month_first(c: Cursor<'_>, at: usize, month: i8) -> Read<Calendar> {
    let after = c.past_point(at + 1);
    let marked = if c.is_one(after, &[",", "/", "-"]) { after + 1 } else { after };
    if let Some((day, next)) = day_behind(c, at, marked) {
        let date = Calendar::of_day(month, day);
        return Some(with_year(c, date, next));
    }
    if impossible_day(c, marked) || behind_impossible_day(c, at, month) {
        return None;
    }
    let (date, next) = with_year(c, Calendar { month: Some(month), ..Calendar::default() }, after);
    let next = if date.year.is_none() { at + 1 } else { next };
    (date.year.is_some() || names_month(c, at)).then_some((date, next))
}

/// The day behind a month, unless it begins a clock time or counts something.
fn day_behind(c: Cursor<'_>, month: usize, at: usize) -> Read<i8> {
    let the = c.skip(at, &["the"]);
    let plain = numbers::day(c, the).filter(|(_, next)| c.word(the).is_none() || ordinal_fits(c, at, *next));
    let (day, next) = plain.or_else(|| spelt_day(c, month, at))?;
    let clock = c.is(next, ":") && c.joined(next);
    let of_things = c.follows(month, &["in"]) && c.small(next) && c.token(next)?.text.ends_with('s');
    let half = c.is(next, "/") && c.joined(next) && !next_day(c, day, next + 1);
    let ticker = c.shouted(month) && c.joined(month + 1) && at == month + 1;
    let of_things = of_things || (small_verb(c, month) && c.small(next) && !c.is_one(next, &["and", "to", "in", "at"]));
    (!clock && !of_things && !half && !ticker && !years::counts(c, next)).then_some((day, next))
}

/// An ordinal spelt out is a day only where nothing parts it from its month or follows that it could count.
fn ordinal_fits(c: Cursor<'_>, at: usize, next: usize) -> bool {
    !c.follows(at, &[","]) && (!c.small(next) || c.is_one(next, &BEHIND_DAY) || c.word(next).is_some())
}

/// `20` in `March 19/20`; below five, it is a fraction.
fn next_day(c: Cursor<'_>, day: i8, at: usize) -> bool {
    day >= 5 && c.number(at, 2) == Some(i32::from(day) + 1)
}

/// `may` and `march`, which in small letters are verbs.
fn small_verb(c: Cursor<'_>, at: usize) -> bool {
    !c.capital(at) && matches!(c.word(at), Some(Word::Month(3 | 5)))
}

/// `May twenty-nine`, `April one`: below twenty only where the sentence does not go on with what is counted.
fn spelt_day(c: Cursor<'_>, month: usize, at: usize) -> Read<i8> {
    let (day, next) = numbers::spelt(c, at).filter(|(day, _)| *day <= 31)?;
    let free = !c.small(next) || c.is_one(next, &BEHIND_DAY);
    let below_twenty = c.capital(month) && free && !c.follows(month, &["in"]) && !c.follows(at, &[","]);
    ((day >= 20 && !c.is(next, "hundred")) || below_twenty).then_some((day, next))
}

/// `February 31`, which is no day, and so no February either.
fn impossible_day(c: Cursor<'_>, at: usize) -> bool {
    numbers::ordinal(c, at).is_some_and(|(day, _)| day > 31)
}

/// The same with the day first.
fn behind_impossible_day(c: Cursor<'_>, at: usize, month: i8) -> bool {
    const LEAP_YEAR: i16 = 2024;
    let of = if c.follows(at, &["of"]) { at - 1 } else { at };
    let day = if c.follows(of, &["st", "nd", "rd", "th"]) { of.checked_sub(2) } else { of.checked_sub(1) };
    let number = day.and_then(|day| c.number(day, 2)).filter(|day| (29..=31).contains(day));
    number.is_some_and(|day| i8::try_from(day).is_ok_and(|day| Date::new(LEAP_YEAR, month, day).is_err()))
}

/// Adds the year that follows: `, 2025`, `of 2025`, `in 2025`, `-2025`, `'25`.
fn with_year(c: Cursor<'_>, date: Calendar, at: usize) -> (Calendar, usize) {
    let comma = c.skip(at, &[","]);
    let marked = if c.hyphened(at, &["-", "/"]) { at + 1 } else { c.skip(c.skip(comma, &["of", "in"]), &["the"]) };
    let found =
        years::beside_month(c, marked).or_else(|| years::short(c, marked)).or_else(|| two_digits(c, date, marked));
    let found = found.or_else(|| periods::turned_year(c, marked));
    match found {
        Some((year, next)) => (Calendar { year: Some(year), ..date }, next),
        None => (date, at),
    }
}

/// `April of 87`, `12-Oct-25`.
fn two_digits(c: Cursor<'_>, date: Calendar, at: usize) -> Read<i16> {
    let behind_month = at >= 2 && matches!(c.word(at - 2), Some(Word::Month(_) | Word::ShortMonth(_)));
    let of_month = c.follows(at, &["of"]) || (c.joined(at) && date.day.is_some() && behind_month);
    if of_month { years::two_digits(c, at) } else { None }
}

/// `12 October 2025`, `12th of October`, `12-Oct-2025`, and `the 15th day of June`.
#[must_use]
pub fn day_first(c: Cursor<'_>, at: usize) -> Read<Calendar> {
    let (day, next) = numbers::day(c, at).or_else(|| numbers::spelt(c, at))?;
    let of = if c.hyphened(next, &["-", "/"]) { next + 1 } else { c.skip(c.skip(next, &["day"]), &["of"]) };
    let (Word::Month(month) | Word::ShortMonth(month)) = c.word(of)? else { return None };
    let spelt = c.word(at).is_some();
    let verb = matches!(month, 3 | 5) && c.small(of) && of == next && c.is_one(of + 1, &["be", "have", "not", "to"]);
    let clock =
        c.joined(at) && c.follows(at, &[":", "."]) && at.checked_sub(2).is_some_and(|hour| c.digits(hour).is_some());
    let amount = clock || c.follows(at, &["$", "£", "€", "#"]);
    let (date, next) = with_year(c, Calendar::of_day(month, day), month_end(c, of));
    let ticker = c.shouted(of) && c.joined(of + 1) && c.digits(of + 1).is_some();
    let amount = amount || ticker;
    let bare = spelt && !c.follows(of, &["of"]) && date.year.is_none();
    (!bare && !verb && !amount && (1..=31).contains(&day)).then_some((date, next))
}

/// The token behind a month: with the point of an abbreviation only where a year follows it, for else it ends the sentence.
fn month_end(c: Cursor<'_>, month: usize) -> usize {
    let next = c.past_point(month + 1);
    if next > month + 1 && c.digits(c.skip(next, &[","])).is_some() { next } else { month + 1 }
}

/// `2017 April`, `2019/aug/01`, `2020-Sep-23`.
fn year_first(c: Cursor<'_>, at: usize) -> Read<Calendar> {
    let (year, next) = years::beside_month(c, at)?;
    let marked = if c.hyphened(next, &["-", "/"]) { next + 1 } else { next };
    let (Word::Month(month) | Word::ShortMonth(month)) = c.word(marked)? else { return None };
    let date = Calendar { year: Some(year), month: Some(month), ..Calendar::default() };
    if c.hyphened(marked + 1, &["-", "/"])
        && let Some((day, end)) = numbers::day(c, marked + 2)
    {
        return Some((Calendar { day: Some(day), ..date }, end));
    }
    let sentence = c.word(marked) == Some(Word::Month(5)) && !c.capital(marked);
    let day_follows = numbers::day(c, marked + 1).is_some();
    (!sentence && !day_follows).then_some((date, marked + 1))
}

/// A day whose month stands with its neighbour: `18` in `18 and 19 June`, `15` in `October 12 and 15`.
fn listed(c: Cursor<'_>, at: usize) -> Read<Calendar> {
    let (day, next) = numbers::day(c, at)?;
    listed_before(c, day, next).or_else(|| listed_after(c, at, day, next))
}

fn listed_before(c: Cursor<'_>, day: i8, next: usize) -> Read<Calendar> {
    let and = c.is_one(next, &["and", "or"]);
    let (date, _) = if and { day_first(c, c.skip(next + 1, &["the"]))? } else { return None };
    Some((Calendar { day: Some(day), ..date }, next))
}

fn listed_after(c: Cursor<'_>, at: usize, day: i8, next: usize) -> Read<Calendar> {
    let month_at = at.checked_sub(3)?;
    let listed = c.follows(at, &["and", "or"]) && numbers::day(c, at - 2).is_some();
    let (Word::Month(month) | Word::ShortMonth(month)) = c.word(month_at)? else { return None };
    let free = !c.small(next) || c.is_one(next, &BEHIND_DAY);
    // `27 and 7-3/4 pct`.
    let mixed = c.hyphened(next, &["-"]) && c.hyphened(next + 2, &["/"]);
    (listed && free && !mixed && !years::counts(c, next)).then(|| with_year(c, Calendar::of_day(month, day), next))
}

/// `the 18th`, behind a word that asks for a day and before none that it could count.
fn ordinal_alone(c: Cursor<'_>, at: usize) -> Read<Calendar> {
    // Spelt out, `on the second` is a question or a point as often as a day.
    let lowest = if c.word(at).is_some() { 10 } else { 1 };
    let (day, next) = numbers::ordinal(c, at).filter(|(day, _)| (lowest..=31).contains(day))?;
    let asking = ["on", "until", "since", "by", "before", "after"];
    let asked = c.follows(at, &["the"]) && c.follows(at - 1, &asking);
    let free = !c.capital(next)
        && (!c.small(next) || c.is_one(next, &BEHIND_DAY))
        && !c.hyphened(next, &["-"])
        && !c.is(next, "of");
    (asked && free).then(|| (Calendar { day: Some(day), ..Calendar::default() }, next))
}
