//! Two amounts that are one: `5 feet 2 inches`, `3 dollars and 50 cents`.

use super::amount::{Amount, read_with_unit};
use crate::article::Decimal;
use crate::extract::figures::tokens::Page;

/// How many of the smaller unit make the larger one.
fn smaller_in(larger: &str, smaller: &str) -> Option<i64> {
    match (larger, smaller) {
        ("foot", "inch") => Some(12),
        ("USD" | "CAD" | "AUD" | "NZD" | "HKD" | "SGD" | "EUR", "cent") | ("EUR", "eurocent") | ("GBP", "penny") => {
            Some(100)
        }
        ("lb", "ounce") => Some(16),
        _ => None,
    }
}

/// The amount, with the part of it that follows in a smaller unit.
pub fn joined(page: &Page<'_>, amount: Amount) -> Amount {
    second(page, &amount).unwrap_or(amount)
}

fn second(page: &Page<'_>, amount: &Amount) -> Option<Amount> {
    let unit = amount.unit.as_ref()?;
    let has_parts = matches!(unit.name, "foot" | "USD" | "CAD" | "AUD" | "NZD" | "HKD" | "SGD" | "EUR" | "GBP" | "lb");
    if !has_parts || !amount.value.is_whole() {
        return None;
    }
    let and = page.get(amount.next)?.is("and");
    let part = read_with_unit(page, amount.next + usize::from(and))?;
    let whole = Decimal::from(smaller_in(unit.name, part.unit.as_ref()?.name)?);
    let value = amount.value.plus(&part.value.over(&whole)?).filter(|_| part.value < whole)?;
    Some(Amount { value, tokens: amount.tokens.start..part.tokens.end, next: part.next, ..amount.clone() })
}
