//! What a number counts: the noun behind it, and its phrase. A light reading of a few words, by a table and by endings; no model.

mod phrase;
mod pieces;
mod words;

use phrase::{Phrase, Walk, Want, behind_leads, is_of, with_complement};
use pieces::Piece;
use words::{Role, role};

use super::tokens::{Class, Page, Token};
use crate::article::{Counted, Figure, FigureKind, Value};

/// How many tokens before a number its noun may stand: `Of the 120 passengers on board, 58 were killed`.
const BACKWARD: usize = 12;

/// Things that bear a number behind them as a name.
const LABELLED: [&str; 20] = [
    "day", "type", "phase", "stage", "category", "level", "article", "section", "chapter", "flight", "channel",
    "grade", "tier", "title", "page", "number", "no", "version", "volume", "route",
];

/// `figure`, which ends before the token `next`, with what it counts.
#[must_use]
pub fn with_noun(page: &Page<'_>, next: usize, mut figure: Figure) -> Figure {
    let phrase = match figure.kind {
        FigureKind::Count => count(page, next, &figure),
        FigureKind::Ordinal => ordinal(page, next),
        FigureKind::Percent => part_of(page, next),
        FigureKind::Money => money(page, next),
        FigureKind::Measure => measure(page, next),
        FigureKind::Date => None,
    };
    figure.of = phrase.and_then(|phrase| counted(page, &phrase)).or(figure.of);
    figure
}

fn counted(page: &Page<'_>, phrase: &Phrase) -> Option<Counted> {
    let head = page.span(&(phrase.head.first..phrase.head.end))?;
    let phrase = page.span(&(phrase.first..phrase.end))?;
    Some(Counted { head, phrase })
}

fn count(page: &Page<'_>, next: usize, figure: &Figure) -> Option<Phrase> {
    match page.get(next) {
        _ if is_label(page, figure) => None,
        Some(token) if is_hyphen(token) => in_compound(page, next),
        Some(token) if token.is("of") => part_of_many(page, next),
        _ => behind(page, next, figure).or_else(|| before(page, figure)),
    }
}

/// `Day One of`, `Type 1 diabetes`: a number that is the name of the thing before it; but `the next day 58 people`.
fn is_label(page: &Page<'_>, figure: &Figure) -> bool {
    let Some(thing) = number_at(page, figure).checked_sub(1) else { return false };
    let labelled = page.get(thing).is_some_and(|token| LABELLED.iter().any(|word| token.is(word)));
    labelled && !thing.checked_sub(1).and_then(|at| page.get(at)).is_some_and(|token| opens(token))
}

/// Whether the word makes the next one a thing among others.
fn opens(token: &Token<'_>) -> bool {
    matches!(role(token.text), Role::Determiner | Role::Modifier | Role::Number)
}

/// The first token of a figure.
fn number_at(page: &Page<'_>, figure: &Figure) -> usize {
    page.tokens.partition_point(|token| token.start < figure.span.start())
}

/// `58 Pakistani soldiers`, `one official`.
fn behind(page: &Page<'_>, next: usize, figure: &Figure) -> Option<Phrase> {
    let want = if is_one(figure) { Want::One } else { Want::Many };
    with_complement(page, behind_more(page, next), Walk { want, owner: true })
}

fn is_one(figure: &Figure) -> bool {
    matches!(&figure.value, Value::Number(number) if number.whole() == Some(1))
}

/// `two more Turks` are two Turks.
fn behind_more(page: &Page<'_>, next: usize) -> usize {
    let more = page.get(next).is_some_and(|token| token.is("more"));
    next + usize::from(more)
}

/// `two of the men`, `one of its aides`, `hundreds of trucks`: always a plural, unless none comes (`thousands of livestock`).
fn part_of_many(page: &Page<'_>, of: usize) -> Option<Phrase> {
    let lead = behind_leads(page, of + 1);
    let read = |want| with_complement(page, lead, Walk { want, owner: false });
    read(Want::Many).or_else(|| read(Want::Any))
}

/// `30 percent of voters`.
fn part_of(page: &Page<'_>, of: usize) -> Option<Phrase> {
    if !is_of(page, of) {
        return None;
    }
    with_complement(page, behind_leads(page, of + 1), Walk { want: Want::Any, owner: false })
}

/// `a 12-member team`: the number counts members.
fn in_compound(page: &Page<'_>, hyphen: usize) -> Option<Phrase> {
    let head = Piece::token(page, hyphen + 1).filter(|_| page.get(hyphen + 1).is_some_and(|token| !token.spaced))?;
    let text = head.text(page);
    let noun = !matches!(role(text), Role::Wall | Role::Joint | Role::Determiner | Role::Number | Role::Participle);
    let other = ["odd", "some", "strong", "fold", "thirds", "third", "fifths", "quarters", "tenths"].contains(&text);
    (noun && !other).then_some(Phrase { first: head.first, head, end: head.end })
}

fn is_hyphen(token: &Token<'_>) -> bool {
    token.class == Class::Mark && !token.spaced && matches!(token.text, "-" | "‑")
}

/// `the second round of talks`, `the first and only`, `the fifth-largest exporter`, `the first of two planes`.
fn ordinal(page: &Page<'_>, next: usize) -> Option<Phrase> {
    if is_of(page, next) {
        return part_of_many(page, next);
    }
    let first = behind_ordinal(page, next);
    let number = page.get(first).is_some_and(|token| role(token.text) == Role::Number);
    let walk = Walk { want: if number { Want::Many } else { Want::Any }, owner: false };
    with_complement(page, first + usize::from(number), walk)
}

fn behind_ordinal(page: &Page<'_>, next: usize) -> usize {
    let is = |at: usize, word: &str| page.get(at).is_some_and(|token| token.is(word));
    let hyphen = page.get(next).is_some_and(is_hyphen);
    match () {
        () if hyphen && is(next + 1, "ever") => next + 2,
        () if hyphen => next + 1,
        () if is(next, "and") && is(next + 1, "only") => next + 1,
        () => next,
    }
}

/// `$5 million in aid`, `$5 billion worth of goods`, `$7 million of funds`.
fn money(page: &Page<'_>, next: usize) -> Option<Phrase> {
    let is = |word: &str| page.get(next).is_some_and(|token| token.is(word));
    match () {
        () if is("worth") => part_of(page, next + 1),
        () if is("in") => stuff(page, next + 1),
        () => part_of(page, next),
    }
}

/// `20 tons of rice`, `four days of talks`, but no moment and no place: `three days of the week`.
fn measure(page: &Page<'_>, next: usize) -> Option<Phrase> {
    if is_of(page, next) { stuff(page, next + 1) } else { None }
}

/// A phrase without article that is no name and no age.
fn stuff(page: &Page<'_>, first: usize) -> Option<Phrase> {
    let phrase = with_complement(page, first, Walk { want: Want::Any, owner: false })?;
    let text = phrase.head.text(page);
    let name = text.contains(char::is_uppercase) && text.contains(char::is_lowercase);
    let other =
        ["total", "age", "length", "height", "width", "support", "excess", "exchange", "return"].contains(&text);
    (!name && !other).then_some(phrase)
}

/// `Of the 120 passengers, 58 were killed`: the noun at the head of the sentence, if nothing stands between.
fn before(page: &Page<'_>, figure: &Figure) -> Option<Phrase> {
    let comma = number_at(page, figure).checked_sub(1).filter(|at| page.tokens[*at].text == ",")?;
    let of = (comma.saturating_sub(BACKWARD)..comma).rev().find(|at| page.tokens[*at].text == "Of")?;
    let phrase = part_of_many(page, of)?;
    (phrase.end <= comma).then_some(phrase)
}

#[cfg(test)]
mod tests;
