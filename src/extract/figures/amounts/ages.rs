//! Ages: `35-year-old`, `29 years of age`, `aged 35`, and the age set behind a name.

use super::amount::{Amount, Named};
use super::labels::is_name;
use crate::article::{Decimal, FigureKind};
use crate::extract::figures::tokens::{Class, Page};

/// Units of age: words, and the name.
const UNITS: [(&[&str], &str); 4] = [
    (&["year", "years", "yr", "yrs"], "year of age"),
    (&["month", "months"], "month of age"),
    (&["week", "weeks"], "week of age"),
    (&["day", "days"], "day of age"),
];

/// An age said with its unit: `35-year-old`, `29 years old`, `87 yo`, `three months of age`.
pub fn behind(page: &Page<'_>, amount: &Amount) -> Option<(Amount, Named)> {
    let at = past_hyphen(page, amount.next);
    let token = page.get(at)?;
    if token.is("yo") || token.is("yrs.") {
        return Some(found(amount, "year of age", at..at + 1));
    }
    let (_, name) = UNITS.iter().find(|(words, _)| words.iter().any(|word| token.is(word)))?;
    let old = past_hyphen(page, at + 1);
    let next = page.get(old)?;
    if next.is("old") || next.is("olds") {
        return Some(found(amount, name, at..old + 1));
    }
    let of_age = next.is("of") && page.get(old + 1).is_some_and(|next| next.is("age"));
    of_age.then(|| found(amount, name, at..old + 2))
}

fn found(amount: &Amount, name: &'static str, tokens: std::ops::Range<usize>) -> (Amount, Named) {
    (amount.clone(), Named { name, kind: FigureKind::Measure, tokens })
}

fn past_hyphen(page: &Page<'_>, at: usize) -> usize {
    let hyphen = page.get(at).is_some_and(|token| matches!(token.text, "-" | "‐" | "‑" | "–"));
    at + usize::from(hyphen)
}

/// Nobody in the news is older.
const OLDEST: i64 = 120;

/// A number without a unit, as an age where it is said of one: `aged 35`, `Khan, 35,`.
pub fn apposed(page: &Page<'_>, amount: Amount) -> Amount {
    let bare = amount.is_bare(page) && amount.value < Decimal::from(OLDEST);
    if !bare || !(said_of_age(page, &amount) || behind_name(page, &amount)) {
        return amount;
    }
    let unit = Named { name: "year of age", kind: FigureKind::Measure, tokens: amount.number.clone() };
    amount.with_unit(unit)
}

fn said_of_age(page: &Page<'_>, amount: &Amount) -> bool {
    let before = |count: usize| amount.tokens.start.checked_sub(count).and_then(|at| page.get(at));
    let behind_of = before(1).is_some_and(|token| token.is("of")) && before(2).is_some_and(|token| token.is("age"));
    behind_of || before(1).is_some_and(|token| ["aged", "age", "ages"].iter().any(|word| token.is(word)))
}

/// Nouns of persons behind which a number in commas is an age.
const PERSONS: &[&str] = &[
    "sister",
    "brother",
    "son",
    "daughter",
    "wife",
    "husband",
    "mother",
    "father",
    "man",
    "woman",
    "boy",
    "girl",
    "student",
    "teacher",
    "cousin",
    "uncle",
    "aunt",
    "nephew",
    "niece",
    "girlfriend",
    "boyfriend",
    "widow",
    "partner",
    "friend",
    "driver",
    "resident",
];

/// `Ahmed Khan, 35, said`: a name of two capitalised words, a comma, the number, a comma.
fn behind_name(page: &Page<'_>, amount: &Amount) -> bool {
    let start = amount.tokens.start;
    let before = |count: usize| start.checked_sub(count).and_then(|at| page.get(at));
    let capital = |count: usize| before(count).is_some_and(|token| token.class == Class::Word && is_name(token.text));
    let relation = before(2).is_some_and(|token| PERSONS.iter().any(|word| token.is(word)));
    let comma = before(1).is_some_and(|token| token.text == ",");
    let enclosed = page.get(amount.next).is_some_and(|next| next.text == ",");
    comma && enclosed && (relation || capital(2) && capital(3)) && amount.value >= Decimal::from(1)
}
