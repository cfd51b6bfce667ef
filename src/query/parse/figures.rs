//! Figures that are asked for by value: what stands behind `figure:`, `count:`, `money:`, `percent:`, `measure:` and `date:`.

use super::Parser;
use crate::article::{Decimal, FigureKind};
use crate::query::error::{QueryError, refuse};
use crate::query::figures::{End, Valued, Worth};
use crate::query::lex::Kind;
use crate::query::node::Node;
use crate::query::pattern::Pattern;
use crate::query::typed::{nearness, period};
use crate::query::written::united;
use crate::text::fold::fold;
use crate::text::numbers::number;
use crate::text::units;
use crate::text::words::words;

/// Whether a field asks for figures: of any kind, or of one.
pub(super) fn is_of_figures(field: &str) -> bool {
    field == "figure" || kind_of(field).is_some_and(|kind| kind != FigureKind::Ordinal)
}

fn kind_of(field: &str) -> Option<FigureKind> {
    FigureKind::ALL.into_iter().find(|kind| kind.word() == field)
}

impl Parser {
    /// `count:50..60 soldiers`, `money:>=10m usd`, `date:2025-10`
    pub(super) fn valued(&mut self, at: usize, field: &str) -> Result<Node, QueryError> {
        let kind = kind_of(field);
        let (place, typed) = self.value(at, field)?;
        let (value, attached) = split_unit(kind, typed.trim());
        let worth = if kind == Some(FigureKind::Date) { days(place, value)? } else { numbers(place, field, value)? };
        let unit = self.unit(kind, attached);
        let noun = self.noun(kind);
        let valued = Valued {
            kind,
            worth,
            unit: unit.as_ref().map(|(name, _)| name.clone()),
            noun: noun.iter().map(|word| self.stems.stem(&fold(word)).into_owned()).collect(),
            possible: self.options.possible,
            converted: true,
        };
        let behind: Vec<Pattern> = match &unit {
            Some((_, typed)) => typed.iter().map(|word| Pattern::Folded(fold(word))).collect(),
            None => noun.iter().map(|word| self.inflected(word)).collect(),
        };
        let parts = self.options.parts;
        Ok(Node::Spans(united(valued, &behind, (parts, Valued::read()), &mut |atom| self.atoms.of(atom))))
    }

    /// The unit behind an amount, as normalised and as typed: attached to it, or the words that follow.
    fn unit(&mut self, kind: Option<FigureKind>, attached: &str) -> Option<(String, Vec<String>)> {
        let known = known_units(kind)?;
        let typed_words = |typed: &str| words(typed).into_iter().map(|word| typed[word].to_owned()).collect();
        if let Some(name) = known(attached) {
            return Some((name.to_owned(), typed_words(attached)));
        }
        // The longest unit counts: `square miles` before `square`.
        for length in (1..=3).rev() {
            let Some(next) = self.bare_words(length) else { continue };
            if let Some(name) = known(&next) {
                self.next += length;
                return Some((name.to_owned(), typed_words(&next)));
            }
        }
        None
    }

    /// The next so many bare words.
    fn bare_words(&self, count: usize) -> Option<String> {
        let tokens = self.tokens.get(self.next..self.next + count)?;
        let word = |token: &crate::query::lex::Token| match &token.kind {
            Kind::Bare(word) => Some(word.clone()),
            _ => None,
        };
        Some(tokens.iter().map(word).collect::<Option<Vec<_>>>()?.join(" "))
    }

    /// The words of the counted noun: the next bare word or quoted phrase behind `count:`.
    fn noun(&mut self, kind: Option<FigureKind>) -> Vec<String> {
        let noun = match self.peek() {
            Some(Kind::Bare(word)) if kind == Some(FigureKind::Count) && self.is_noun(word) => word.clone(),
            Some(Kind::Quoted { text, closed: true }) if kind == Some(FigureKind::Count) => text.clone(),
            _ => return Vec::new(),
        };
        self.next += 1;
        words(&noun).into_iter().map(|word| noun[word].to_owned()).collect()
    }

    /// Whether a bare word may be a noun, and is no operator.
    fn is_noun(&self, word: &str) -> bool {
        let begins_near = word == "not"
            && matches!(self.tokens.get(self.next + 1).map(|token| &token.kind), Some(Kind::Bare(next)) if nearness(next).is_some());
        word.chars().all(|letter| letter.is_alphabetic() || matches!(letter, '-' | '\'' | '\u{2019}'))
            && !begins_near
            && self.counted(word).is_none()
    }
}

/// What tells the normalised name of a unit that a field may be followed by.
fn known_units(kind: Option<FigureKind>) -> Option<fn(&str) -> Option<&'static str>> {
    match kind {
        Some(FigureKind::Money) => Some(units::money),
        Some(FigureKind::Measure) => Some(units::measure),
        _ => None,
    }
}

/// No unit is longer, in bytes, however it is spaced: only so far is one looked for, since whatever is typed may be of any length.
const LONGEST_UNIT: usize = 80;

/// An amount and the unit that is written in one piece with it: `100km`, `$10m`.
fn split_unit(kind: Option<FigureKind>, typed: &str) -> (&str, &str) {
    if kind == Some(FigureKind::Percent) {
        return (typed.trim_end_matches('%'), "");
    }
    let Some(known) = known_units(kind) else { return (typed, "") };
    if amount(typed).is_some() {
        return (typed, "");
    }
    let cuts = || typed.char_indices().map(|(at, _)| at).filter(|at| *at > 0);
    let fits = |worth: &str, unit: &str| known(unit.trim()).is_some() && amount(worth).is_some();
    let last = typed.len().saturating_sub(LONGEST_UNIT);
    let behind =
        cuts().skip_while(|at| *at < last).map(|at| typed.split_at(at)).find(|(worth, unit)| fits(worth, unit));
    let before = || cuts().take_while(|at| *at <= LONGEST_UNIT).map(|at| typed.split_at(at));
    let before = || before().map(|(unit, worth)| (worth, unit)).find(|(worth, unit)| fits(worth, unit));
    behind.or_else(before).map_or((typed, ""), |(worth, unit)| (worth, unit.trim()))
}

/// A sign before a number, and what it makes of the number.
type Sign = (&'static str, fn(Decimal) -> Worth);

const SIGNS: [Sign; 5] = [
    (">=", |number| Worth::Numbers(Some(End::closed(number)), None)),
    ("<=", |number| Worth::Numbers(None, Some(End::closed(number)))),
    (">", |number| Worth::Numbers(Some(End::open(number)), None)),
    ("<", |number| Worth::Numbers(None, Some(End::open(number)))),
    ("=", |number| Worth::number(&number)),
];

/// What an amount as typed is worth: `58`, `>=10m`, `50..60`, `58~5%`, `*`; none if it is none.
fn amount(typed: &str) -> Option<Worth> {
    if typed == "*" {
        return Some(Worth::Any);
    }
    if let Some((sign, worth)) = SIGNS.iter().find(|(sign, _)| typed.starts_with(sign)) {
        return number(&typed[sign.len()..]).map(worth);
    }
    if let Some((low, high)) = typed.split_once("..") {
        let side = |text: &str| if text.is_empty() { Some(None) } else { number(text).map(End::closed).map(Some) };
        return match (side(low)?, side(high)?) {
            (None, None) => None,
            (low, high) => Some(Worth::Numbers(low, high)),
        };
    }
    match typed.split_once('~') {
        Some((middle, percent)) => around(&number(middle)?, &number(percent.strip_suffix('%')?)?),
        None => number(typed).map(|number| Worth::number(&number)),
    }
}

/// From so many percent below a number to so many above.
fn around(middle: &Decimal, percent: &Decimal) -> Option<Worth> {
    let off = middle.magnitude().times(percent)?.shifted(-2)?;
    Some(Worth::Numbers(Some(End::closed(middle.minus(&off)?)), Some(End::closed(middle.plus(&off)?))))
}

fn numbers(at: usize, field: &str, typed: &str) -> Result<Worth, QueryError> {
    match amount(typed) {
        None => refuse(
            at,
            format!("`{typed}` is no number or range of numbers"),
            format!("write {field}:58, {field}:>=10m, {field}:50..60, {field}:58~5% or {field}:*"),
        ),
        Some(Worth::Numbers(Some(low), Some(high))) if low.number > high.number => {
            refuse(at, "this range ends before it begins", format!("write {field}:{}..{}", high.number, low.number))
        }
        Some(worth) => Ok(worth),
    }
}

/// A day, month or year, a range of them, or a day of any year (`--10-12`).
fn days(at: usize, typed: &str) -> Result<Worth, QueryError> {
    let bad = || {
        QueryError {
        what: format!("`{typed}` is no day, month, year or range of these"),
        at,
        hint: "write date:2025, date:2025-10, date:2025-10-19, date:2025-10..2025-11-06, date:>=2025-10, or date:--10-19 for that day of any year"
            .into(),
    }
    };
    if typed == "*" {
        return Ok(Worth::Any);
    }
    if typed.starts_with('-') {
        return typed.parse().map(Worth::Open).map_err(|_| bad());
    }
    let (from, to) = match typed.split_once("..") {
        Some((from, to)) => (from, to),
        None => match typed.trim_start_matches(['>', '<', '=']) {
            rest if typed.starts_with(">=") => (rest, ""),
            rest if typed.starts_with("<=") => ("", rest),
            rest if typed.starts_with('=') => (rest, rest),
            _ => (typed, typed),
        },
    };
    let side = |text: &str| if text.is_empty() { Ok(None) } else { period(text).map(Some).ok_or_else(bad) };
    match (side(from)?, side(to)?) {
        (None, None) => Err(bad()),
        (Some((first, _)), Some((_, last))) if first > last => {
            refuse(at, "this range ends before it begins", format!("write date:{to}..{from}"))
        }
        (first, last) => Ok(Worth::Days(first.map(|days| days.0), last.map(|days| days.1))),
    }
}
