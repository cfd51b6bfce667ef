//! The grammar of one number: where it ends among the tokens, and what it is worth.

use super::spelled::{self, Sum};
use super::{fractions, grouped};
use crate::article::Decimal;
use crate::text::tokens::{Class, Page};

/// A number as it stands among tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// The token behind it.
    pub end: usize,
    /// What it is worth; of an open one, from where on.
    pub value: Decimal,
    /// What it is made of.
    pub form: Form,
    /// The power of ten by which it was multiplied last; 0 if by none.
    pub power: u8,
}

/// What a number is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Digits, perhaps with a fraction, or with words or letters that multiply them: `58`, `7 3/4`, `1.2 million`.
    Digits,
    /// Words.
    Words,
    /// A part of a whole: `two-thirds`, `3/4`.
    Fraction,
    /// Of no stated size: `dozens`, `tens of thousands`.
    Open,
}

/// The number that begins at a token, as long as it goes.
#[must_use]
pub fn read(page: &Page<'_>, at: usize) -> Option<Number> {
    let first = page.get(at)?;
    let (sum, form) = match first.class {
        Class::Digits => digits(page, at)?,
        Class::Word => return words(page, at),
        Class::Mark if first.text == "." => (spelled::multiplied(page, grouped::behind_point(page, at)?), Form::Digits),
        Class::Mark => (fractions::sign(page, at)?, Form::Fraction),
    };
    Some(finished(page, sum, form))
}

fn digits(page: &Page<'_>, at: usize) -> Option<(Sum, Form)> {
    if let Some(part) = fractions::of_digits(page, at) {
        return Some((part, Form::Fraction));
    }
    let whole = grouped::read(page, at)?;
    let mixed = fractions::behind_digits(page, &whole).unwrap_or(whole);
    Some((spelled::multiplied(page, mixed), Form::Digits))
}

fn words(page: &Page<'_>, at: usize) -> Option<Number> {
    if let Some(open) = spelled::open(page, at) {
        return Some(Number { end: open.end, value: open.value, form: Form::Open, power: 0 });
    }
    if let Some(part) = fractions::of_words(page, at) {
        return Some(finished(page, part, Form::Fraction));
    }
    let sum = spelled::sum(page, at)?;
    if let Some(part) = fractions::behind_words(page, &sum) {
        return Some(finished(page, part, Form::Fraction));
    }
    Some(finished(page, sum, Form::Words))
}

/// With the half behind it, and with what multiplies a part: `two and a half million`, `three quarters of a million`.
fn finished(page: &Page<'_>, sum: Sum, form: Form) -> Number {
    let Sum { end, value, power } = match form {
        Form::Fraction => fractions::of_scale(page, &sum).unwrap_or(sum),
        _ => fractions::and_part(page, &sum).unwrap_or(sum),
    };
    Number { end, value, form, power }
}
