//! Numbers with what they are numbers of: counts, money, percent, measures, ordinals; their bounds and ranges; and digits that are no
//! value at all (scores, telephone numbers), which are told apart and passed over.

mod ages;
mod amount;
mod apart;
mod bounds;
mod compound;
mod heat;
mod labels;
mod lone;
mod money;
mod ordinals;
mod pounds;
mod ranges;
mod rates;
mod starts;
mod unit;
pub mod vague;

use super::tokens::{Class, Page};
use crate::article::{Bound, Figure, FigureKind, LONGEST_FIGURE, Unit, Value};
use crate::text::numbers::Form;

use amount::{Amount, Named};

/// What begins at a token: the token behind it, and the figure; no figure where the digits are no value. None if nothing begins there.
#[must_use]
pub fn at(page: &Page<'_>, at: usize) -> Option<(usize, Option<Figure>)> {
    if !starts::may(page, at) {
        return None;
    }
    if let Some(next) = apart::at(page, at) {
        return Some((next, None));
    }
    if let Some((next, value)) = ordinals::at(page, at) {
        let span = page.span(&(at..next))?;
        return Some((next, Some(Figure { value: Value::Number(value), ..plain(span, FigureKind::Ordinal) })));
    }
    let Some(amount) = amount::read(page, at) else {
        // A version, an address: points that are those of no number.
        return (page.tokens[at].class == Class::Digits).then_some((at + 1, None));
    };
    if lone::is_none(page, &amount) || labels::is_label(page, &amount) {
        return Some((amount.next, None));
    }
    Some(match ranges::from(page, &amount) {
        ranges::Behind::Range(last) => told(page, &amount, Some(&last)),
        ranges::Behind::Score(next) => (next, None),
        ranges::Behind::Change(first) => told(page, &first, None),
        ranges::Behind::Nothing => told(page, &amount, None),
    })
}

fn plain(span: crate::article::Span, kind: FigureKind) -> Figure {
    Figure { span, kind, value: Value::Range(None, None), bound: Bound::Exact, unit: None, of: None, converts: None }
}

/// The figure of an amount, or of the range from it to a last one.
fn told(page: &Page<'_>, first: &Amount, last: Option<&Amount>) -> (usize, Option<Figure>) {
    let end = last.unwrap_or(first);
    let tokens = first.tokens.start..end.tokens.end;
    let around = bounds::around(page, &tokens, end);
    let span = page.span(&tokens).filter(|_| tokens.len() <= LONGEST_FIGURE);
    let Some(span) = span else { return (end.next, None) };
    let unit = end.unit.as_ref().or(first.unit.as_ref());
    let figure = Figure {
        value: value(first, last),
        bound: if first.form == Form::Open { around.bound.max(Bound::About) } else { around.bound },
        unit: unit.and_then(|unit| named(page, unit, end.per.or(first.per))),
        ..plain(span, end.kind())
    };
    (around.next.max(end.next), Some(figure))
}

fn value(first: &Amount, last: Option<&Amount>) -> Value {
    match last {
        Some(last) => Value::Range(Some(ranges::value_of(first, last)), Some(last.value.clone())),
        None if first.form == Form::Open => Value::Range(Some(first.value.clone()), None),
        None => Value::Number(first.value.clone()),
    }
}

fn named(page: &Page<'_>, unit: &Named, per: Option<&str>) -> Option<Unit> {
    Some(Unit { name: unit.name.to_owned(), span: page.span(&unit.tokens)?, per: per.map(str::to_owned) })
}

#[cfg(test)]
mod tests;
