//! Letters that are degrees where heat is spoken of: `45C (113F)`. Elsewhere they are parts of names: `777F`, `Form 13F`.

use super::amount::Amount;
use crate::article::Decimal;
use crate::extract::figures::tokens::{Class, Page, Token};

/// Words that speak of heat.
const WORDS: &[&str] = &[
    "temperature",
    "temperatures",
    "heat",
    "heatwave",
    "cold",
    "warm",
    "warming",
    "warmer",
    "hot",
    "hotter",
    "hottest",
    "mercury",
    "degrees",
    "degree",
    "celsius",
    "fahrenheit",
    "weather",
    "fever",
    "freezing",
    "summer",
    "winter",
    "highs",
    "lows",
];
/// How far such a word may stand away, in tokens.
const NEAR: usize = 16;
/// No weather and no fever is hotter, in either scale.
const HOTTEST: i64 = 150;

/// The unit of a letter that touches its digits at a token.
pub fn letter(page: &Page<'_>, at: usize) -> Option<&'static str> {
    let token = page.get(at).filter(|token| !token.spaced && token.class == Class::Word)?;
    let unit = match token.text {
        "C" => "°C",
        "F" => "°F",
        _ => return None,
    };
    let near = page.tokens[at.saturating_sub(NEAR)..page.tokens.len().min(at + NEAR)].iter();
    let spoken_of = near.filter(|near| near.class == Class::Word).any(|near| WORDS.iter().any(|word| near.is(word)));
    spoken_of.then_some(unit)
}

/// The same behind an amount that may be a temperature.
pub fn behind(page: &Page<'_>, amount: &Amount) -> Option<&'static str> {
    letter(page, amount.next).filter(|_| amount.value < Decimal::from(HOTTEST) && ends(page.get(amount.next + 1)))
}

fn ends(next: Option<&Token<'_>>) -> bool {
    next.is_none_or(|next| next.spaced || !matches!(next.text, "-" | "/"))
}
