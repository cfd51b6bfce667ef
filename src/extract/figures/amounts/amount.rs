//! One amount: a number with its sign and its unit.

use std::ops::Range;

use super::{ages, compound, money, rates, unit};
use crate::article::{Decimal, FigureKind};
use crate::extract::figures::tokens::{Class, Page};
use crate::text::numbers::{self, Form, Part, part};

/// A unit as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The name it goes by.
    pub name: &'static str,
    /// What it is a unit of.
    pub kind: FigureKind,
    /// Its tokens.
    pub tokens: Range<usize>,
}

/// A number with its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// Number and unit.
    pub tokens: Range<usize>,
    /// The number alone.
    pub number: Range<usize>,
    /// What it is worth.
    pub value: Decimal,
    /// The power of ten it was multiplied by; 0 if by none.
    pub power: u8,
    /// What the number is made of.
    pub form: Form,
    /// Its unit.
    pub unit: Option<Named>,
    /// What it is told for each of.
    pub per: Option<&'static str>,
    /// The token behind all of it.
    pub next: usize,
}

impl Amount {
    /// What it is an amount of.
    pub fn kind(&self) -> FigureKind {
        self.unit.as_ref().map_or(FigureKind::Count, |unit| unit.kind)
    }

    /// The same number with a unit at its end.
    pub fn with_unit(mut self, unit: Named) -> Self {
        self.tokens.end = self.tokens.end.max(unit.tokens.end);
        self.next = self.next.max(unit.tokens.end);
        self.unit = Some(unit);
        self
    }

    /// Whether the number is written in digits alone, without anything that multiplies it or parts its groups.
    pub fn is_bare(&self, page: &Page<'_>) -> bool {
        self.number.len() == 1 && page.tokens[self.number.start].text.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// The amount that begins at a token.
pub fn read_at(page: &Page<'_>, at: usize) -> Option<Amount> {
    if let Some(amount) = money::with_sign(page, at) {
        return Some(amount);
    }
    let sign = below_zero(page, at);
    let amount = bare(page, at + usize::from(sign))?;
    Some(if sign { Amount { tokens: at..amount.tokens.end, value: amount.value.negative(), ..amount } } else { amount })
}

/// The amount that begins at a token, with all that belongs to it.
pub fn read(page: &Page<'_>, at: usize) -> Option<Amount> {
    let amount = manifold(page, read_with_unit(page, at)?);
    let amount = compound::joined(page, amount);
    Some(rates::with_rate(page, amount))
}

/// `several hundred`, `a few million`: as open as the plural.
fn manifold(page: &Page<'_>, amount: Amount) -> Amount {
    let round = matches!(part(page.tokens[amount.number.start].text), Some(Part::Scale(_) | Part::Lot(_)));
    let before = amount.tokens.start.checked_sub(1).and_then(|at| page.get(at));
    let many = before.is_some_and(|before| before.is("few") || before.is("several"));
    match amount.value.times(&Decimal::from(2)) {
        Some(value) if round && many => Amount { value, form: Form::Open, ..amount },
        _ => amount,
    }
}

/// The amount that begins at a token and what it is an amount of.
pub fn read_with_unit(page: &Page<'_>, at: usize) -> Option<Amount> {
    let amount = read_at(page, at)?;
    if amount.unit.is_some() {
        return Some(amount);
    }
    Some(match ages::behind(page, &amount).or_else(|| unit::behind(page, &amount)) {
        Some((amount, unit)) => amount.with_unit(unit),
        None => ages::apposed(page, amount),
    })
}

/// A number without a unit.
pub fn bare(page: &Page<'_>, at: usize) -> Option<Amount> {
    let number = numbers::read(page, at)?;
    let tokens = at..number.end;
    Some(Amount {
        number: tokens.clone(),
        tokens,
        value: number.value,
        power: number.power,
        form: number.form,
        unit: None,
        per: None,
        next: number.end,
    })
}

/// Whether a sign or word at a token sets the number behind it below zero.
pub fn below_zero(page: &Page<'_>, at: usize) -> bool {
    let (Some(sign), Some(next)) = (page.get(at), page.get(at + 1)) else { return false };
    let behind_mark = at > 0 && matches!(page.tokens[at - 1].text, "(" | "<" | ">" | "=");
    match sign.text {
        "-" | "−" | "–" => {
            (sign.spaced || behind_mark) && !next.spaced && (next.class == Class::Digits || next.text == ".")
        }
        _ => sign.is("minus") || sign.is("negative"),
    }
}
