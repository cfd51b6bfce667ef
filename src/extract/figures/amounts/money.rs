//! Money whose currency stands before the number: `US$4.7bn`, `PKR 10 billion`, `Rs. 500 crore`.

use super::amount::{Amount, Named, bare};
use crate::article::{Decimal, FigureKind};
use crate::extract::figures::tokens::{Class, Page, Token};
use crate::text::units::{Sort, at as unit_at, of_thousands};

/// Fewer Colombian pesos buy nothing; `COP26` and `COP 28` are conferences.
const LEAST_PESOS: i64 = 1000;

/// The amount that begins with a currency.
pub fn with_sign(page: &Page<'_>, at: usize) -> Option<Amount> {
    let below_zero = matches!(page.get(at)?.text, "-" | "−" | "–") && page.get(at + 1).is_some_and(|next| !next.spaced);
    let start = at + usize::from(below_zero);
    let (name, end, power) = currency(page, start)?;
    let digits = page.get(end).filter(|next| next.class == Class::Digits || next.text == ".")?;
    let number = bare(page, if digits.text == "." && page.get(end + 1)?.spaced { end + 1 } else { end })?;
    let value = number.value.shifted(i64::from(power))?;
    if name == "COP" && value < Decimal::from(LEAST_PESOS) {
        return None;
    }
    let unit = Named { name, kind: FigureKind::Money, tokens: start..end };
    let amount = Amount {
        tokens: at..number.next,
        value: if below_zero { value.negative() } else { value },
        unit: Some(unit),
        ..number
    };
    Some(with_second_sign(page, amount))
}

/// A currency that may stand before a number: its name, the token behind it, and by which power of ten it multiplies (`MUSD`).
fn currency(page: &Page<'_>, at: usize) -> Option<(&'static str, usize, u8)> {
    let token = page.get(at)?;
    if let Some((name, power)) = of_thousands(token.text) {
        return Some((name, at + 1, power));
    }
    // No code or sign that stands before a number is longer.
    if token.text.len() > 4 {
        return None;
    }
    let (Sort::Money { before: true }, name, end) = unit_at(page, at)? else { return None };
    let glued = !token.spaced && at > 0 && page.tokens[at - 1].class != Class::Mark;
    let first = end == at + 1 && token.class == Class::Word;
    // A letter is part of the sign if it touches it: in `a $4 billion deal` it does not. Only `c $5` is written apart at times.
    let letter = token.class == Class::Word && token.text.len() == 1 && !token.is("c");
    let apart = letter && end > at + 1 && page.tokens[at + 1].spaced;
    let misread = glued || apart || (first && !in_capitals(token)) || tied_name(page, end);
    (!misread).then_some((name, end, 0))
}

/// Whether a word is written as codes of currencies are: words like `sh 5` in small letters are no money.
pub fn in_capitals(token: &Token<'_>) -> bool {
    /// Codes that no other word is like.
    const PLAIN: [&str; 9] = ["rs", "usd", "eur", "gbp", "inr", "pkr", "rmb", "sen", "jpy"];
    token.text.starts_with(|letter: char| letter.is_uppercase()) || PLAIN.contains(&token.text)
}

/// Whether letters and digits are one name there: `SR-71`.
fn tied_name(page: &Page<'_>, at: usize) -> bool {
    page.get(at).is_some_and(|next| next.text == "-")
}

/// A currency said again behind the number, perhaps more exactly: `$5 million Canadian`, `£5m sterling`, `$4.8m AUD`.
fn with_second_sign(page: &Page<'_>, mut amount: Amount) -> Amount {
    let Some(unit) = amount.unit.as_mut() else { return amount };
    let open = usize::from(page.get(amount.next).is_some_and(|next| next.text == "("));
    let again = refined(page, amount.next + open).filter(|(name, end)| {
        let closed = open == 0 || page.get(*end).is_some_and(|next| next.text == ")");
        closed && (*name == unit.name || page.tokens[unit.tokens.end - 1].text == "$" && unit.tokens.len() == 1)
    });
    if let Some((name, end)) = again {
        unit.name = name;
        amount.next = end + open;
        amount.tokens.end = end + open;
    }
    amount
}

fn refined(page: &Page<'_>, at: usize) -> Option<(&'static str, usize)> {
    let token = page.get(at).filter(|token| token.class == Class::Word)?;
    let land = match token.text {
        "Canadian" | "Cdn" => Some("CAD"),
        "Australian" => Some("AUD"),
        "US" => Some("USD"),
        _ => None,
    };
    let behind = page.get(at + 1).is_none_or(|next| next.class == Class::Mark);
    let land = land.filter(|_| behind).map(|name| (name, at + 1));
    let again =
        unit_at(page, at).filter(|(sort, ..)| *sort != Sort::Measure && in_capitals(token) | (token.text.len() > 3));
    again.map(|(_, name, end)| (name, end)).or(land)
}
