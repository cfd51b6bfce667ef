//! From one amount to another: `between 20 and 30`, `10-15 percent`, `$10 million to $15 million`; and pairs of digits that are scores.

use super::amount::{Amount, read};
use crate::article::Decimal;
use crate::extract::figures::tokens::{Class, Page, Token};
use crate::text::numbers::Form;

/// What stands behind an amount.
#[derive(Debug)]
pub enum Behind {
    /// The last amount of a range.
    Range(Amount),
    /// Digits that make a score of it, and the token behind them.
    Score(usize),
    /// The last value of a change, from which the first one has its unit: `from 5 to 6 percent`.
    Change(Amount),
    /// Nothing of that.
    Nothing,
}

/// What ties two amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tie {
    And,
    To,
    Or,
    Hyphen,
}

/// The range that an amount begins; it is given the unit and the round word of the last one where it has none.
pub fn from(page: &Page<'_>, first: &Amount) -> Behind {
    let Some((tie, at)) = tie(page, first).filter(|_| first.form != Form::Open) else { return Behind::Nothing };
    let Some(last) = read(page, at).filter(|last| last.form != Form::Open) else { return Behind::Nothing };
    if tie == Tie::Hyphen && first.unit.is_none() && !is_range(page, first, &last) {
        return Behind::Score(past_pairs(page, last.next));
    }
    if tie != Tie::Hyphen && two_values(page, first, &last, tie) {
        return if tie == Tie::To { changed(first, last) } else { Behind::Nothing };
    }
    if fits(first, &last) { Behind::Range(last) } else { Behind::Nothing }
}

fn tie(page: &Page<'_>, first: &Amount) -> Option<(Tie, usize)> {
    let (token, at) = (page.get(first.next)?, first.next + 1);
    let tie = match token.text {
        "to" | "through" => Tie::To,
        "and" if between(page, first) => Tie::And,
        "or" if first.unit.is_none() => Tie::Or,
        "-" | "–" | "—" | "~" | "‑" | "−" if tight(page, first.next) => Tie::Hyphen,
        _ => return None,
    };
    let starts = page.get(at)?;
    let article = usize::from(tie == Tie::And && (starts.is("the") || starts.is("about") || starts.is("around")));
    Some((tie, at + article))
}

/// Whether a stroke stands as close to the amount before it as to the one behind.
fn tight(page: &Page<'_>, at: usize) -> bool {
    match (page.get(at), page.get(at + 1)) {
        // A long dash between spaces breaks a sentence off: `50 — 50 percent`.
        (Some(stroke), _) if stroke.text == "—" && stroke.spaced => false,
        (Some(stroke), Some(next)) => stroke.spaced == next.spaced && (next.class != Class::Word || !stroke.spaced),
        _ => false,
    }
}

fn before<'t, 'a>(page: &'t Page<'a>, first: &Amount, back: usize) -> Option<&'t Token<'a>> {
    first.tokens.start.checked_sub(back).and_then(|at| page.get(at))
}

fn between(page: &Page<'_>, first: &Amount) -> bool {
    (1..=3).any(|back| before(page, first, back).is_some_and(|token| token.is("between")))
}

/// The first value of a change, in the unit that only the last one states.
fn changed(first: &Amount, last: Amount) -> Behind {
    if first.unit.is_some() || last.unit.is_none() {
        return Behind::Nothing;
    }
    let value = if last.power > 2 { value_of(first, &last) } else { first.value.clone() };
    Behind::Change(Amount { value, unit: last.unit, per: last.per, ..first.clone() })
}

/// Whether two amounts can be the ends of one range.
fn fits(first: &Amount, last: &Amount) -> bool {
    let units = match (&first.unit, &last.unit) {
        (None, _) => true,
        (Some(first), Some(last)) => first.name == last.name,
        // `$10 to 15`, but not `10 percent to 15`.
        (Some(unit), None) => unit.tokens.start < first.number.start,
    };
    units && value_of(first, last) < last.value
}

/// What the first number is worth with the round word of the last: the 10 of `10 to 15 million`.
pub fn value_of(first: &Amount, last: &Amount) -> Decimal {
    let scaled = first.value.shifted(i64::from(last.power)).filter(|scaled| {
        first.power == 0
            && last.power > 2
            && *scaled < last.value
            && first.value < Decimal::from(1000)
            && first.value >= Decimal::from(1)
    });
    scaled.unwrap_or_else(|| first.value.clone())
}

/// Whether digits with a hyphen between are a range and no score: it rises, and something stands behind that it counts.
fn is_range(page: &Page<'_>, first: &Amount, last: &Amount) -> bool {
    let next = page.get(last.next);
    let chain = next.is_some_and(|next| !next.spaced && matches!(next.text, "-" | "–" | "/"))
        && last.unit.is_none()
        && digits_behind(page, last.next);
    if chain || first.value >= last.value && value_of(first, last) >= last.value {
        return false;
    }
    let padded = |end: &Amount| {
        let text = page.tokens[end.number.start].text;
        text.len() > 1 && text.starts_with('0') && !text.contains('.')
    };
    if padded(first) || padded(last) {
        return false;
    }
    let large = first.value >= Decimal::from(1000) || first.power > 0 || last.power > 0;
    let noun =
        next.is_some_and(|next| next.class == Class::Word && next.spaced && next.text.starts_with(char::is_lowercase));
    let approximately = before(page, first, 1)
        .is_some_and(|token| ["about", "around", "some", "roughly"].iter().any(|word| token.is(word)));
    let measured = last.unit.is_some() || !first.value.is_whole() || !last.value.is_whole();
    let spelled = first.form == Form::Words;
    measured || large || approximately || spelled || noun && !is_score(page, first, last)
}

fn digits_behind(page: &Page<'_>, at: usize) -> bool {
    page.get(at + 1).is_some_and(|next| !next.spaced && next.class == Class::Digits)
}

/// Words near a pair of digits that make it a score or a vote.
fn is_score(page: &Page<'_>, first: &Amount, last: &Amount) -> bool {
    const WORDS: &[&str] = &[
        "won",
        "win",
        "wins",
        "beat",
        "beats",
        "lost",
        "lose",
        "loses",
        "defeat",
        "defeated",
        "draw",
        "drew",
        "lead",
        "led",
        "victory",
        "score",
        "vote",
        "voted",
        "tie",
        "triumph",
        "scoreline",
        "record",
        "against",
        "on",
        "in",
        "at",
        "loss",
        "and",
        "over",
        "to",
        "away",
        "home",
        "by",
        "after",
        "before",
        "with",
        "from",
        "for",
        "down",
        "up",
        "behind",
        "ahead",
        "decision",
        "ruling",
    ];
    let near = page.tokens[last.next..page.tokens.len().min(last.next + 1)].iter();
    let back = first.tokens.start.saturating_sub(2)..first.tokens.start;
    near.chain(&page.tokens[back]).any(|token| WORDS.iter().any(|word| token.is(word)))
}

/// The token behind further pairs of a match: `6-4 7-5`, and behind what a chain of digits goes on with.
fn past_pairs(page: &Page<'_>, mut at: usize) -> usize {
    while page.get(at).is_some_and(|token| !token.spaced && matches!(token.text, "-" | "–" | "/"))
        && digits_behind(page, at)
    {
        at += 2;
    }
    at
}

/// Words of change: from one value to another is two values then.
const CHANGE: &[&str] = &[
    "rose",
    "rise",
    "rises",
    "risen",
    "rising",
    "fell",
    "fall",
    "falls",
    "fallen",
    "falling",
    "increase",
    "increased",
    "increases",
    "increasing",
    "cut",
    "cuts",
    "raise",
    "raised",
    "raises",
    "raising",
    "grew",
    "grow",
    "grown",
    "growing",
    "dropped",
    "drop",
    "drops",
    "declined",
    "decline",
    "climbed",
    "jumped",
    "jump",
    "slipped",
    "reduced",
    "reduce",
    "reducing",
    "lowered",
    "lower",
    "lowering",
    "up",
    "down",
    "changed",
    "change",
    "went",
    "gone",
    "moved",
    "surged",
    "plunged",
    "boosted",
    "boost",
    "shrank",
    "doubled",
    "widened",
    "narrowed",
    "expanded",
    "upgraded",
    "downgraded",
    "improved",
    "gained",
    "eased",
    "soared",
    "tumbled",
    "slashed",
    "extend",
    "extended",
    "lengthened",
    "shortened",
];

/// Whether two amounts tied by a word are two values: a change from one to the other, or two that are apart already.
fn two_values(page: &Page<'_>, first: &Amount, last: &Amount, tie: Tie) -> bool {
    match tie {
        Tie::Or => {
            !(first.form == Form::Words && last.form == Form::Words && first.power == last.power || last.unit.is_some())
        }
        Tie::To => {
            let from = before(page, first, 1).is_some_and(|token| token.is("from"));
            let own_units = first.unit.is_some() && last.unit.is_some();
            (from || own_units || last.unit.is_none()) && changes(page, first)
        }
        _ => false,
    }
}

fn changes(page: &Page<'_>, first: &Amount) -> bool {
    /// A clause before the value, in tokens.
    const NEAR: usize = 6;
    let near = page.tokens[first.tokens.start.saturating_sub(NEAR)..first.tokens.start].iter().rev();
    let clause = near.take_while(|token| !matches!(token.text, "." | ";"));
    clause.filter(|token| token.class == Class::Word).any(|token| CHANGE.iter().any(|word| token.is(word)))
}
