//! How a text holds to its value: the words and signs around an amount that make it more, less or roughly that.

use std::ops::Range;

use super::amount::Amount;
use crate::article::{Bound, FigureKind};
use crate::extract::figures::tokens::{Class, Page, Token};
use crate::text::numbers::{Form, part};

/// What the words around an amount make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Around {
    /// How the text holds to the value.
    pub bound: Bound,
    /// The token behind the words that say so.
    pub next: usize,
}

/// Phrases before an amount, the last word first, longer ones before those that end them.
const BEFORE: &[(&[&str], Bound)] = &[
    (&["than", "more", "no"], Bound::Below),
    (&["than", "more", "not"], Bound::Below),
    (&["than", "more"], Bound::Above),
    (&["than", "less", "no"], Bound::Above),
    (&["than", "less", "not"], Bound::Above),
    (&["than", "less"], Bound::Below),
    (&["than", "fewer", "no"], Bound::Above),
    (&["than", "fewer", "not"], Bound::Above),
    (&["than", "fewer"], Bound::Below),
    (&["than", "greater"], Bound::Above),
    (&["than", "higher"], Bound::Above),
    (&["than", "larger"], Bound::Above),
    (&["than", "bigger"], Bound::Above),
    (&["than", "longer"], Bound::Above),
    (&["than", "older"], Bound::Above),
    (&["than", "better"], Bound::Above),
    (&["than", "later", "no"], Bound::Below),
    (&["than", "smaller"], Bound::Below),
    (&["than", "lower"], Bound::Below),
    (&["than", "shorter"], Bound::Below),
    (&["than", "younger"], Bound::Below),
    (&["to", "equal", "or", "than", "more"], Bound::Above),
    (&["to", "equal", "or", "than", "greater"], Bound::Above),
    (&["to", "equal", "or", "than", "less"], Bound::Below),
    (&["than", "equal", "or", "greater"], Bound::Above),
    (&["than", "equal", "or", "bigger"], Bound::Above),
    (&["than", "equal", "or", "higher"], Bound::Above),
    (&["than", "equal", "or", "larger"], Bound::Above),
    (&["than", "equal", "or", "less"], Bound::Below),
    (&["than", "equal", "or", "smaller"], Bound::Below),
    (&["than", "equal", "or", "lower"], Bound::Below),
    (&["to", "equal", "or", "least", "at"], Bound::Above),
    (&["least", "at"], Bound::Above),
    (&["minimum", "a", "of"], Bound::Above),
    (&["of", "minimum"], Bound::Above),
    (&["of", "upwards"], Bound::Above),
    (&["of", "upward"], Bound::Above),
    (&["of", "excess", "in"], Bound::Above),
    (&["of", "north"], Bound::Above),
    (&["over"], Bound::Above),
    (&["above"], Bound::Above),
    (&["exceeding"], Bound::Above),
    (&["exceed"], Bound::Above),
    (&["exceeds"], Bound::Above),
    (&["exceeded"], Bound::Above),
    (&["surpassing"], Bound::Above),
    (&["surpass"], Bound::Above),
    (&["surpassed"], Bound::Above),
    (&["topping"], Bound::Above),
    (&["topped"], Bound::Above),
    (&["as", "little", "as"], Bound::Above),
    (&["as", "few", "as"], Bound::Above),
    (&["as", "low", "as"], Bound::Above),
    (&["to", "up"], Bound::Below),
    (&["most", "at"], Bound::Below),
    (&["as", "many", "as"], Bound::Below),
    (&["as", "much", "as"], Bound::Below),
    (&["as", "high", "as"], Bound::Below),
    (&["of", "maximum"], Bound::Below),
    (&["under"], Bound::Below),
    (&["below"], Bound::Below),
    (&["within"], Bound::Below),
    (&["about"], Bound::About),
    (&["around"], Bound::About),
    (&["some"], Bound::About),
    (&["roughly"], Bound::About),
    (&["approximately"], Bound::About),
    (&["approx"], Bound::About),
    (&["circa"], Bound::About),
    (&["nearly"], Bound::About),
    (&["almost"], Bound::About),
    (&["approaching"], Bound::About),
    (&["estimated"], Bound::About),
    (&["estimated", "an"], Bound::About),
    (&["to", "close"], Bound::About),
    (&["nearer"], Bound::About),
    (&["of", "region", "the", "in"], Bound::About),
    (&["of", "order", "the", "on"], Bound::About),
    (&["perhaps"], Bound::About),
    (&["maybe"], Bound::About),
    (&["only", "about"], Bound::About),
];

/// Phrases behind an amount.
const BEHIND: &[(&[&str], Bound)] = &[
    (&["or", "more"], Bound::Above),
    (&["and", "more"], Bound::Above),
    (&["or", "greater"], Bound::Above),
    (&["or", "above"], Bound::Above),
    (&["and", "above"], Bound::Above),
    (&["or", "over"], Bound::Above),
    (&["and", "over"], Bound::Above),
    (&["or", "older"], Bound::Above),
    (&["and", "older"], Bound::Above),
    (&["and", "up"], Bound::Above),
    (&["or", "higher"], Bound::Above),
    (&["or", "longer"], Bound::Above),
    (&["or", "less"], Bound::Below),
    (&["or", "fewer"], Bound::Below),
    (&["or", "under"], Bound::Below),
    (&["and", "under"], Bound::Below),
    (&["or", "below"], Bound::Below),
    (&["or", "younger"], Bound::Below),
    (&["and", "younger"], Bound::Below),
    (&["or", "so"], Bound::About),
    (&["or", "thereabouts"], Bound::About),
    (&["-", "plus"], Bound::Above),
    (&["plus"], Bound::Above),
    (&["+"], Bound::Above),
    (&["-", "odd"], Bound::About),
    (&["odd"], Bound::About),
];

/// What stands around the amounts at `tokens`, of which `last` is the last.
pub fn around(page: &Page<'_>, tokens: &Range<usize>, last: &Amount) -> Around {
    let before = before(page, tokens, last);
    let behind = behind(page, last);
    match (before, behind) {
        (None | Some(Bound::About), Some(behind)) => behind,
        (Some(bound), behind) => Around { bound, next: behind.map_or(last.next, |behind| behind.next) },
        (None, None) => Around { bound: Bound::Exact, next: last.next },
    }
}

fn before(page: &Page<'_>, tokens: &Range<usize>, last: &Amount) -> Option<Bound> {
    let end = tokens.start;
    let end = end - usize::from(end > 1 && page.tokens[end - 1].text == "a");
    if let Some(sign) = sign(page, end) {
        return Some(sign);
    }
    let (bound, start) = phrase(page, end)?;
    if bound == Bound::About {
        // `at least some 40` is at least that.
        return phrase(page, start).map(|(outer, _)| outer).or(Some(bound));
    }
    (!through(page, start, end, last) && !subject(page, start, end, last)).then_some(bound)
}

/// The longest phrase that ends before a token, and where it begins.
fn phrase(page: &Page<'_>, end: usize) -> Option<(Bound, usize)> {
    let last = end.checked_sub(1).and_then(|at| page.get(at)).filter(|last| last.class == Class::Word)?;
    let fits = |words: &[&str]| {
        last.is(words[0])
            && words.len() <= end
            && words.iter().enumerate().all(|(back, word)| page.tokens[end - 1 - back].is(word))
    };
    let known = BEFORE.iter().filter(|(words, _)| fits(words)).max_by_key(|(words, _)| words.len())?;
    Some((known.1, end - known.0.len()))
}

/// Whether `over`, `under` or `within` mean a time through which something goes on, not a bound: `over three years`.
fn through(page: &Page<'_>, start: usize, end: usize, last: &Amount) -> bool {
    let time = last.unit.as_ref().is_some_and(|unit| {
        unit.kind == FigureKind::Measure
            && matches!(unit.name, "day" | "week" | "month" | "year" | "decade" | "hour" | "century")
    });
    let over = end == start + 1 && page.tokens[start].is("over");
    let before = start.checked_sub(1).and_then(|at| page.get(at));
    let stressed = before.is_some_and(|before| {
        ["for", "just", "well", "in", "little", "of", "is", "was"].iter().any(|word| before.is(word))
    });
    time && over && !stressed
}

/// Whether `under` says who rules and not how many: `under two governors`.
fn subject(page: &Page<'_>, start: usize, end: usize, last: &Amount) -> bool {
    end == start + 1
        && page.tokens[start].is("under")
        && last.unit.is_none()
        && last.form == Form::Words
        && last.power == 0
}

/// `>`, `>=`, `<`, `~`, `≥` before a token.
fn sign(page: &Page<'_>, end: usize) -> Option<Bound> {
    let mark = |back: usize| end.checked_sub(back).and_then(|at| page.get(at)).map(|token| token.text);
    match (mark(2), mark(1)) {
        (Some("<"), Some(">")) | (Some("="), Some(">" | "<")) => None,
        (_, Some(">" | "≥")) | (Some(">"), Some("=")) => Some(Bound::Above),
        (_, Some("<" | "≤")) | (Some("<"), Some("=")) => Some(Bound::Below),
        (_, Some("~" | "≈" | "±")) => Some(Bound::About),
        _ => None,
    }
}

fn behind(page: &Page<'_>, last: &Amount) -> Option<Around> {
    let next = page.get(last.next)?;
    if !(next.class == Class::Word && (next.text.len() <= 4) || matches!(next.text, "-" | "+")) {
        return None;
    }
    let fits = |words: &[&str]| {
        words.iter().enumerate().all(|(ahead, word)| page.get(last.next + ahead).is_some_and(|token| token.is(word)))
    };
    let (words, bound) = BEHIND.iter().find(|(words, _)| fits(words))?;
    let end = last.next + words.len();
    let goes_on = page.get(end).is_some_and(|next| goes_on(words, next));
    let spaced_plus = next.text == "+" && next.spaced;
    (!goes_on && !spaced_plus).then_some(Around { bound: *bound, next: end })
}

/// Whether the words belong to what follows: `five or more than six`, `20 and over 30 others`, `in 1987 and more so in 1988`.
fn goes_on(words: &[&str], next: &Token<'_>) -> bool {
    let another = next.class == Class::Digits || part(next.text).is_some() || next.is("to") || next.is("than");
    another || (words == ["and", "more"] && next.class == Class::Word && !next.is("in"))
}
