//! What an amount is told for each of: `£350 million a week`, `$5 per barrel`, `$70-a-share`.

use super::amount::Amount;
use crate::article::FigureKind;
use crate::extract::figures::tokens::{Class, Page};

/// What amounts are told for each of: words, the name, and whether `a` is enough to say so.
const EACH: &[(&[&str], &str, bool)] = &[
    (&["second"], "second", false),
    (&["minute"], "minute", true),
    (&["hour", "hr"], "hour", true),
    (&["day", "diem"], "day", true),
    (&["night"], "night", true),
    (&["week"], "week", true),
    (&["month"], "month", true),
    (&["quarter"], "quarter", false),
    (&["season"], "season", true),
    (&["year", "annum", "yr"], "year", true),
    (&["share", "shr"], "share", true),
    (&["barrel", "bbl"], "barrel", true),
    (&["tonne"], "tonne", true),
    (&["ton"], "ton", true),
    (&["ounce", "oz"], "ounce", true),
    (&["gallon"], "gallon", true),
    (&["litre", "liter"], "litre", true),
    (&["bushel"], "bushel", true),
    (&["pound", "lb"], "lb", true),
    (&["kilogram", "kg", "kilo"], "kg", true),
    (&["gram", "gramme"], "g", true),
    (&["hectare"], "hectare", true),
    (&["acre"], "acre", true),
    (&["mile"], "mile", true),
    (&["kilometre", "kilometer", "km"], "km", true),
    (&["dozen"], "dozen", true),
    (&["head"], "head", true),
    (&["capita", "person"], "person", false),
    (&["unit"], "unit", false),
    (&["kw", "kilowatt"], "kW", false),
    (&["kwh"], "kWh", false),
    (&["mwh"], "MWh", false),
    (&["mmbtu"], "MMBtu", false),
    (&["household"], "household", false),
    (&["worker", "employee"], "worker", false),
];

/// The amount with its rate, where one stands behind it.
pub fn with_rate(page: &Page<'_>, mut amount: Amount) -> Amount {
    if let Some(unit) = amount.unit.as_mut().filter(|unit| unit.name == "barrel/day") {
        unit.name = "barrel";
        amount.per = Some("day");
    }
    let spoken_for = amount.unit.as_ref().is_none_or(|unit| unit.name.ends_with("of age"));
    if spoken_for {
        return amount;
    }
    if let Some((per, next)) = rate(page, &amount) {
        (amount.per, amount.next) = (Some(per), next);
    }
    amount
}

/// What stands behind `per`, `a`, `each` or a stroke, and the token behind that.
fn rate(page: &Page<'_>, amount: &Amount) -> Option<(&'static str, usize)> {
    let at = past_hyphen(page, amount.next);
    let sign = page.get(at)?;
    let article = sign.is("a") || sign.is("an");
    let duration = amount.unit.as_ref().is_some_and(|unit| unit.kind == FigureKind::Measure && is_time(unit.name));
    let says = article || sign.text == "/" || ["per", "each", "every"].iter().any(|word| sign.is(word));
    if !says || (duration && sign.is("every")) {
        return None;
    }
    let at = past_hyphen(page, at + 1);
    let noun = page.get(at).filter(|noun| noun.class == Class::Word)?;
    let (_, name, with_article) = EACH.iter().find(|(words, ..)| words.iter().any(|word| noun.is(word)))?;
    let past = page
        .get(at + 1)
        .is_some_and(|next| ["ago", "earlier", "later", "before", "after", "old"].iter().any(|word| next.is(word)));
    ((!article || *with_article) && !past).then_some((name, at + 1))
}

fn is_time(name: &str) -> bool {
    matches!(name, "second" | "minute" | "hour" | "day" | "week" | "month" | "year")
}

fn past_hyphen(page: &Page<'_>, at: usize) -> usize {
    at + usize::from(page.get(at).is_some_and(|token| token.text == "-"))
}
