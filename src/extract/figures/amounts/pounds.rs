//! Whether `pounds` are money or mass.

use super::amount::Amount;
use crate::article::Decimal;
use crate::extract::figures::tokens::Page;

/// What is paid, owed and earned: `of` behind pounds of it does not make them mass.
const MONEY: &[&str] = &[
    "debt",
    "debts",
    "assets",
    "aid",
    "investment",
    "savings",
    "stock",
    "bills",
    "damage",
    "sales",
    "turnover",
    "revenue",
    "revenues",
    "profit",
    "profits",
    "assistance",
    "capital",
    "funding",
    "taxpayers",
    "public",
    "government",
    "losses",
    "help",
];
/// Words near pounds that are paid.
const PAID: &[&str] = &[
    "cost",
    "costs",
    "costing",
    "pay",
    "paid",
    "pays",
    "paying",
    "fined",
    "fine",
    "worth",
    "price",
    "priced",
    "prize",
    "salary",
    "fee",
    "fees",
    "spend",
    "spent",
    "bill",
    "rent",
    "earn",
    "earned",
    "earns",
    "borrowed",
    "loan",
    "profit",
    "sterling",
    "debt",
    "pence",
    "investment",
    "grant",
    "fund",
    "budget",
    "raised",
    "deficit",
    "reward",
    "compensation",
    "damages",
    "bail",
];

/// The unit of an amount in `lb`: pounds sterling if it is counted in millions or spoken of as paid.
pub fn told(page: &Page<'_>, amount: &Amount, name: &'static str, end: usize) -> &'static str {
    let unit = page.get(end - 1).filter(|unit| name == "lb" && (unit.is("pounds") || unit.is("pound")));
    if unit.is_some() && is_money(page, amount, end) { "GBP" } else { name }
}

fn is_money(page: &Page<'_>, amount: &Amount, end: usize) -> bool {
    if page.get(end).is_some_and(|next| next.is("of")) {
        return is_any(page, end + 1..end + 3, MONEY);
    }
    let start = amount.tokens.start;
    let hyphened = page.get(end - 2).is_some_and(|hyphen| hyphen.text == "-");
    let large = amount.value >= Decimal::from(1_000_000);
    large && !hyphened || is_any(page, start.saturating_sub(6)..start, PAID) || is_any(page, end..end + 3, PAID)
}

fn is_any(page: &Page<'_>, near: std::ops::Range<usize>, table: &[&str]) -> bool {
    let near = near.start.min(page.tokens.len())..near.end.min(page.tokens.len());
    page.tokens[near].iter().any(|token| table.iter().any(|word| token.is(word)))
}
