//! Years that stand alone, decades and centuries: four digits that are a year, and four that are something else.

use super::cursor::{Cursor, Read};
use super::lexicon::Word;
use super::numbers;
use super::units::{self, Unit};
use crate::article::When;

/// Years that four digits may be read as without a month beside them.
const YEARS: std::ops::RangeInclusive<i16> = 1500..=2199;

/// Earlier and later ones need a word before them that asks for a year: below, hours and counts are as frequent in news.
const PLAIN: std::ops::RangeInclusive<i16> = 1900..=2099;

/// Words before a year.
const ASKING: [&str; 32] = [
    "in", "since", "of", "until", "till", "during", "before", "after", "by", "from", "between", "year", "early",
    "late", "mid", "end", "to", "and", "through", "summer", "winter", "spring", "autumn", "fall", "for", "the",
    "circa", "around", "s", "fiscal", "or", "back",
];

/// Words before a number that is the name of something, or a clock time.
const NAMING: [&str; 22] = [
    "resolution",
    "section",
    "article",
    "flight",
    "room",
    "no",
    "nos",
    "number",
    "order",
    "rule",
    "route",
    "channel",
    "page",
    "chapter",
    "title",
    "highway",
    "model",
    "unit",
    "block",
    "windows",
    "version",
    "regulation",
];

/// Words before an amount.
const COUNTING: [&str; 17] = [
    "some",
    "nearly",
    "almost",
    "over",
    "least",
    "most",
    "approximately",
    "roughly",
    "exactly",
    "only",
    "rs",
    "usd",
    "eur",
    "pkr",
    "inr",
    "gbp",
    "dlr",
];

/// Words and marks behind a number of something.
const COUNTED: [&str; 75] = [
    "%",
    "percent",
    "percentage",
    "per",
    "pct",
    "mln",
    "million",
    "millions",
    "bn",
    "billion",
    "billions",
    "trillion",
    "thousand",
    "hundred",
    "lakh",
    "crore",
    "dozen",
    "dlrs",
    "dlr",
    "dollars",
    "dollar",
    "cents",
    "cts",
    "yen",
    "marks",
    "stg",
    "pounds",
    "euros",
    "francs",
    "rupees",
    "usd",
    "eur",
    "gbp",
    "pkr",
    "km",
    "kms",
    "kilometers",
    "kilometres",
    "kilometer",
    "kilometre",
    "miles",
    "mile",
    "m",
    "metres",
    "meters",
    "feet",
    "ft",
    "foot",
    "inches",
    "yards",
    "acres",
    "hectares",
    "kg",
    "kilos",
    "tonnes",
    "tons",
    "ton",
    "lbs",
    "barrels",
    "bpd",
    "litres",
    "liters",
    "gallons",
    "mw",
    "kw",
    "ghz",
    "mph",
    "people",
    "persons",
    "men",
    "women",
    "children",
    "points",
    "pts",
    "degrees",
];

/// Behind a number, they make it the name of a company.
const COMPANIES: [&str; 5] = ["inc", "corp", "ltd", "plc", "co"];

/// What makes four digits a clock time.
const ZONES: [&str; 16] = [
    "gmt", "utc", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "bst", "cet", "ist", "hours", "hrs", "local",
];

/// What may stand joined by a hyphen behind a year that is one: `a 2008-style crisis`.
const OF_YEAR: [&str; 8] = ["era", "style", "vintage", "born", "based", "model", "level", "present"];

/// Whether a number before that token is a number of something.
#[must_use]
pub fn counts(c: Cursor<'_>, next: usize) -> bool {
    c.is_one(next, &COUNTED)
        || (c.joined(next) && c.token(next).is_some_and(|token| token.text.starts_with(char::is_alphanumeric)))
}

/// A year in four digits beside a month.
#[must_use]
pub fn beside_month(c: Cursor<'_>, at: usize) -> Read<i16> {
    let digits = c.digits(at).filter(|digits| digits.len() == 4);
    let Some(year) = digits.and_then(|digits| digits.parse().ok()) else { return numbers::year(c, at) };
    let clock = c.is_one(at + 1, &ZONES) || c.is(at + 1, ":");
    ((1400..=2199).contains(&year) && !clock && !counts(c, at + 1)).then_some((year, at + 1))
}

/// A year of two digits behind an apostrophe: `'86`.
#[must_use]
pub fn short(c: Cursor<'_>, at: usize) -> Read<i16> {
    let (year, next) = two_digits(c, at + 1)?;
    let marked = c.is_one(at, &["'", "’", "‘"]) && c.joined(at + 1) && !c.joined(at);
    (marked && !c.is(next, "s")).then_some((year, next))
}

/// The year that two digits stand for: the one nearest to now as the century turned, which news of both centuries means.
#[must_use]
pub fn two_digits(c: Cursor<'_>, at: usize) -> Read<i16> {
    const FIRST_OF_LAST_CENTURY: i16 = 50;
    let digits = c.digits(at).filter(|digits| digits.len() == 2)?;
    let year: i16 = digits.parse().ok()?;
    let century = if year < FIRST_OF_LAST_CENTURY { 2000 } else { 1900 };
    Some((century + year, at + 1))
}

/// A year that stands alone.
#[must_use]
pub fn alone(c: Cursor<'_>, at: usize) -> Read<i16> {
    let Some(digits) = c.digits(at) else { return spelt_alone(c, at) };
    let year: i16 = Some(digits).filter(|digits| digits.len() == 4)?.parse().ok()?;
    let is_year = YEARS.contains(&year) && !named(c, at) && !amount(c, at) && (PLAIN.contains(&year) || asked(c, at));
    is_year.then_some((year, at + 1))
}

/// A year spelt out needs `in` and the like: `nineteen eighty` is mostly a pair of numbers.
fn spelt_alone(c: Cursor<'_>, at: usize) -> Read<i16> {
    if c.follows(at, &["in", "since", "of", "and"]) { numbers::year(c, at) } else { None }
}

fn asked(c: Cursor<'_>, at: usize) -> bool {
    c.follows(at, &ASKING) || c.follows(at, &["(", "-", "–", "/"]) || matches!(c.word_before(at), Some(Word::Month(_)))
}

/// Whether the digits are part of a name, of a longer number, or a clock time.
fn named(c: Cursor<'_>, at: usize) -> bool {
    let glued = c.joined(at)
        && c.before(at)
            .is_some_and(|before| before.text.chars().all(|letter| !"(['\"‘“’—–-/=~<>,;:.".contains(letter)));
    let tail = c.joined(at) && c.is_one(at.wrapping_sub(1), &["-", "/", "."]) && c.joined(at.saturating_sub(1));
    let part = at >= 2 && matches!(c.word(at - 2), Some(Word::Part | Word::PartOf));
    let named = c.follows(at, &NAMING) || c.follows(at, &["#", "$", "£", "€", "¥", "₹"]);
    glued || (tail && !part) || named || clock(c, at)
}

fn clock(c: Cursor<'_>, at: usize) -> bool {
    let hour_like = c.number(at, 4).is_some_and(|number| number / 100 < 24 && number % 100 < 60);
    c.is_one(at + 1, &ZONES) || (hour_like && c.follows(at, &["at"]))
}

fn amount(c: Cursor<'_>, at: usize) -> bool {
    let joined_word = c.hyphened(at + 1, &["-"]) && !c.is_one(at + 2, &OF_YEAR) && c.digits(at + 2).is_none();
    counts(c, at + 1)
        || c.follows(at, &COUNTING)
        || (c.follows(at, &["than"]) && c.follows(at.saturating_sub(1), &["more", "less", "fewer", "greater"]))
        || joined_word
        || c.is_one(at + 1, &COMPANIES)
        || many(c, at)
        || (c.is(at + 1, ":") && c.joined(at + 1))
}

/// Whether a noun in the plural follows, and nothing before asks for a year: `2000 soldiers`, but `the 2008 elections`.
fn many(c: Cursor<'_>, at: usize) -> bool {
    const NO_PLURALS: [&str; 10] = ["is", "was", "has", "as", "this", "his", "its", "us", "does", "less"];
    let plural =
        c.small(at + 1) && c.token(at + 1).is_some_and(|token| token.text.len() > 3 && token.text.ends_with('s'));
    plural && !c.is_one(at + 1, &NO_PLURALS) && !c.follows(at, &ASKING)
}

/// A decade: `1990s`, `'90s`, `the nineties`, `the 90s`.
#[must_use]
pub fn decade(c: Cursor<'_>, at: usize) -> Read<When> {
    if let Some(Word::Decade(first)) = c.word(at) {
        return (!of_a_person(c, at)).then(|| (units::years(first, 10), at + 1));
    }
    let at = if c.is_one(at, &["'", "’", "‘"]) && c.joined(at + 1) { at + 1 } else { at };
    let next = plural(c, at + 1)?;
    let first: i16 = c.digits(at)?.parse().ok()?;
    let first = match c.digits(at)?.len() {
        4 if (1000..2100).contains(&first) => first,
        2 if (20..100).contains(&first) && short_decade(c, at) => 1900 + first,
        _ => return None,
    };
    (first % 10 == 0).then(|| (units::years(first, 10), next))
}

/// The token behind the `s` that makes digits a decade.
fn plural(c: Cursor<'_>, at: usize) -> Option<usize> {
    let at = if c.joined(at) && c.is_one(at, &["'", "’"]) { at + 1 } else { at };
    (c.joined(at) && c.is(at, "s")).then_some(at + 1)
}

/// Whether two digits with an `s` are a decade and not an age or a temperature.
fn short_decade(c: Cursor<'_>, at: usize) -> bool {
    let marked = c.joined(at) && c.follows(at, &["'", "’", "‘"]);
    marked || (c.follows(at, &["the"]) && c.number(at, 2).is_some_and(|first| first >= 50))
}

fn of_a_person(c: Cursor<'_>, at: usize) -> bool {
    const OWNERS: [&str; 5] = ["his", "her", "their", "my", "your"];
    c.follows(at, &OWNERS)
        || (c.follows(at, &["early", "mid", "late", "-"]) && c.follows(at.saturating_sub(1), &OWNERS))
}

/// A century: `19th century`, `twenty-first century`. As ISO 8601 has it, the 19th is 1800 to 1899.
#[must_use]
pub fn century(c: Cursor<'_>, at: usize) -> Read<When> {
    let (number, next) = numbers::ordinal(c, at).filter(|(number, _)| (2..=30).contains(number))?;
    let next = if c.hyphened(next, &["-"]) { next + 1 } else { next };
    if c.word(next) != Some(Word::Unit(Unit::Century)) {
        return None;
    }
    let before_christ = c.is_one(next + 1, &["bc", "bce", "b"]) && c.capital(next + 1);
    (!before_christ).then(|| (units::years((i16::from(number) - 1) * 100, 100), next + 1))
}
