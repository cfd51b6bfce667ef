//! The unit behind a number: `35.5 million dollars`, `10-mile`, `20 percent`, `100m`.

use super::amount::{Amount, Named};
use super::heat;
use super::money::in_capitals;
use super::pounds;
use crate::article::{Decimal, FigureKind};
use crate::extract::figures::tokens::{Class, Page, Token};
use crate::text::numbers::{Form, Part, part};
use crate::text::units::{Sort, at as unit_at, of_thousands};

/// The amount with the unit that stands behind it.
pub fn behind(page: &Page<'_>, amount: &Amount) -> Option<(Amount, Named)> {
    if amount.form == Form::Open {
        return open(page, amount);
    }
    if let Some(metres) = metres(page, amount) {
        return Some(metres);
    }
    if let Some(name) = heat::behind(page, amount) {
        let tokens = amount.next..amount.next + 1;
        return Some((amount.clone(), Named { name, kind: FigureKind::Measure, tokens }));
    }
    let at = first_of_unit(page, amount);
    let token = page.get(at)?;
    if let Some((name, power)) = of_thousands(token.text) {
        let unit = Named { name, kind: FigureKind::Money, tokens: at..at + 1 };
        return Some((multiplied(amount, power, at + 1)?, unit));
    }
    let (sort, name, end) = unit_at(page, at)?;
    if !fits(page, amount, at, end, sort) {
        return None;
    }
    let unit = Named { name: pounds::told(page, amount, name, end), kind: kind(sort, name), tokens: at..end };
    let unit = if unit.name == "GBP" { Named { kind: FigureKind::Money, ..unit } } else { unit };
    Some((with_scale_behind(page, amount, &unit), closed(page, unit)))
}

/// `millions of dollars`, `thousands of miles`.
fn open(page: &Page<'_>, amount: &Amount) -> Option<(Amount, Named)> {
    let at = amount.next + usize::from(page.get(amount.next)?.is("of"));
    let (sort, name, end) = unit_at(page, at)?;
    let long = page.tokens[at].text.len() > 3;
    let unit = Named { name: pounds::told(page, amount, name, end), kind: kind(sort, name), tokens: at..end };
    let unit = if unit.name == "GBP" { Named { kind: FigureKind::Money, ..unit } } else { unit };
    long.then(|| (amount.clone(), unit))
}

fn kind(sort: Sort, name: &str) -> FigureKind {
    match (sort, name) {
        (Sort::Money { .. }, _) => FigureKind::Money,
        (Sort::Measure, "%" | "pp" | "bp") => FigureKind::Percent,
        _ => FigureKind::Measure,
    }
}

/// The token where a unit may begin: behind a hyphen, an opening bracket that holds it alone, or the `a` of `half a mile`.
fn first_of_unit(page: &Page<'_>, amount: &Amount) -> usize {
    let (Some(next), after) = (page.get(amount.next), page.get(amount.next + 1)) else { return amount.next };
    let tied = after.is_some_and(|after| after.spaced == next.spaced && after.class == Class::Word);
    let half = amount.form == Form::Fraction && (next.is("a") || next.is("an") || next.is("of"));
    match next.text {
        "-" | "‐" | "‑" if tied => amount.next + 1,
        "(" | "[" | "{" | "<" if page.get(amount.next + 2).is_some_and(|close| closes(close)) => amount.next + 1,
        "of" if half && after.is_some_and(|after| after.is("a") || after.is("one")) => amount.next + 2,
        _ if half => amount.next + 1,
        _ => amount.next,
    }
}

fn closes(mark: &Token<'_>) -> bool {
    matches!(mark.text, ")" | "]" | "}" | ">")
}

/// A unit in brackets ends behind them.
fn closed(page: &Page<'_>, mut unit: Named) -> Named {
    let bracket = unit.tokens.start.checked_sub(1).and_then(|at| page.get(at));
    if bracket.is_some_and(|open| matches!(open.text, "(" | "[" | "{" | "<"))
        && page.get(unit.tokens.end).is_some_and(closes)
    {
        unit.tokens.end += 1;
    }
    unit
}

/// Whether the word or sign is that unit there, and nothing that looks like it.
fn fits(page: &Page<'_>, amount: &Amount, at: usize, end: usize, sort: Sort) -> bool {
    let token = &page.tokens[at];
    let touches = at == amount.next && !token.spaced;
    let last = &page.tokens[end - 1];
    // What goes on behind it is another word, as in `7.30 p.m.` or `M-16`; `m2` and `km/h` are in the table.
    // A sign that touches the digits behind it is theirs: `25,000 $4B`.
    let ahead = last.class == Class::Word || matches!(last.text, "$" | "£" | "€" | "¥");
    let cut = page.get(end).is_some_and(|next| !next.spaced && next.class == Class::Digits && ahead);
    if cut {
        return false;
    }
    if end > at + 1 || token.class == Class::Mark {
        return true;
    }
    match token.text.len() {
        1 => touches && one_letter(page, at),
        2 | 3 => {
            short(page, token, touches, sort)
                && !page.get(end).is_some_and(|next| next.text == "." && glued_word(page, end))
        }
        _ => word(page, amount, at),
    }
}

fn glued_word(page: &Page<'_>, at: usize) -> bool {
    page.get(at + 1).is_some_and(|next| !next.spaced && next.class == Class::Word)
}

/// Letters that are a unit only where they touch the digits; `7 p.m.`, `9 a.m.` and `14.7C/` are none.
fn one_letter(page: &Page<'_>, at: usize) -> bool {
    let open = page.get(at + 1).is_some_and(|next| !next.spaced && matches!(next.text, "." | "/" | "-"));
    let alone = !open || page.get(at + 2).is_none_or(|next| next.spaced || next.class == Class::Mark);
    is_letter(page.tokens[at].text) && alone
}

/// Whether a single letter is a unit where it touches digits.
pub fn is_letter(text: &str) -> bool {
    matches!(text, "c" | "p" | "g" | "l" | "t" | "W" | "V" | "L")
}

/// Short forms that are also common words, and what they are only in small letters.
fn short(page: &Page<'_>, token: &Token<'_>, touches: bool, sort: Sort) -> bool {
    let small = token.text.chars().all(char::is_lowercase);
    match token.text {
        "in" => touches || behind_feet(page, token),
        "mi" | "ha" | "gal" | "bar" | "nm" | "ms" | "pp" | "bp" | "cl" | "dm" => true,
        "IN" | "MI" | "HA" | "GAL" | "BAR" | "MS" | "Ms" | "SEC" | "MIN" | "FT" | "CUP" | "DM" | "Min" | "Ha"
        | "Bar" | "Mi" => false,
        _ if sort == Sort::Measure || token.text.ends_with('s') => true,
        // Codes of currencies are capitals.
        _ => {
            !small
                || in_capitals(token)
                || matches!(token.text, "yen" | "sen" | "stg" | "dlr" | "ecu" | "sdr" | "kip" | "lei" | "sol" | "ct")
        }
    }
}

/// `2 in` behind `5 ft`.
fn behind_feet(page: &Page<'_>, token: &Token<'_>) -> bool {
    let at = page.tokens.partition_point(|other| other.start < token.start);
    at >= 2 && ["ft", "feet", "foot"].iter().any(|feet| page.tokens[at - 2].is(feet))
}

/// Words of four letters and more that are a unit only in some places.
fn word(page: &Page<'_>, amount: &Amount, at: usize) -> bool {
    let (token, next) = (&page.tokens[at], page.get(at + 1));
    let ordinal = |next: &Token<'_>| part(next.text).is_some_and(|part| matches!(part, Part::Ordinal(..)));
    match token.text {
        "real" | "ether" | "austral" | "dong" | "rand" => amount.power > 0 || amount.value >= Decimal::from(100),
        "turn" | "turns" | "bits" | "marks" | "mark" => next.is_none_or(|next| !next.is("of")),
        // Names of streets and people.
        "Crown" | "Crowns" | "Real" | "Pound" | "Cups" | "Cup" | "Stone" | "Day" | "Days" | "Night" | "Nights"
        | "Miles" | "Mark" => false,
        "cent" | "Cent" if at > 0 && page.tokens[at - 1].is("per") => false,
        "second" => {
            next.is_none_or(|next| next.class != Class::Word || !ordinal(next)) && amount.form != Form::Fraction
        }
        _ => true,
    }
}

/// `100m` is a hundred metres where it is run, tall or away, and a hundred millions elsewhere.
fn metres(page: &Page<'_>, amount: &Amount) -> Option<(Amount, Named)> {
    let last = amount.number.end.checked_sub(1)?;
    let (token, first) = (page.get(last)?, page.get(amount.number.start)?);
    if token.text == "m" && first.class == Class::Digits && last > amount.number.start && said_of_metres(page, amount) {
        let mut metres = amount.clone();
        metres.value = amount.value.shifted(-6)?;
        (metres.power, metres.number.end) = (0, last);
        return Some((metres, Named { name: "m", kind: FigureKind::Measure, tokens: last..last + 1 }));
    }
    let spaced =
        page.get(amount.next).filter(|next| next.text == "m" && next.spaced && first.class == Class::Digits)?;
    let whole = page.get(amount.next + 1).is_none_or(|next| next.spaced || matches!(next.text, "." | "," | ")"));
    let metre = Named { name: "m", kind: FigureKind::Measure, tokens: amount.next..amount.next + 1 };
    (whole && spaced.start > 0).then(|| (amount.clone(), metre))
}

/// Words behind `100m` or before it that only metres have.
fn said_of_metres(page: &Page<'_>, amount: &Amount) -> bool {
    const BEHIND: &[&str] = &[
        "tall",
        "high",
        "long",
        "wide",
        "deep",
        "thick",
        "below",
        "above",
        "away",
        "apart",
        "from",
        "sprint",
        "race",
        "final",
        "hurdles",
        "freestyle",
        "butterfly",
        "backstroke",
        "breaststroke",
        "relay",
        "dash",
        "champion",
        "record",
        "title",
        "x",
        "by",
        "underwater",
        "north",
        "south",
        "east",
        "west",
        "ahead",
        "behind",
        "tower",
        "wall",
        "fence",
        "rifle",
        "pistol",
        "is",
    ];
    const BEFORE: &[&str] =
        &["height", "outreach", "depth", "length", "width", "altitude", "radius", "x", "by", "within"];
    let words =
        page.tokens[amount.next.min(page.tokens.len())..].iter().take(3).filter(|next| next.class == Class::Word);
    let near = amount.number.start.saturating_sub(2)..amount.number.start;
    let before = page.tokens[near].iter().any(|word| BEFORE.iter().any(|known| word.is(known)));
    before || words.take(2).any(|word| BEHIND.iter().any(|known| word.is(known)))
}

/// A round word behind the unit: `75 USD million`.
fn with_scale_behind(page: &Page<'_>, amount: &Amount, unit: &Named) -> Amount {
    let scale = page.get(unit.tokens.end).filter(|next| next.class == Class::Word && unit.kind == FigureKind::Money);
    match scale.and_then(|scale| part(scale.text)) {
        Some(Part::Scale(power)) if amount.power == 0 => {
            multiplied(amount, power, unit.tokens.end + 1).unwrap_or_else(|| amount.clone())
        }
        _ => amount.clone(),
    }
}

fn multiplied(amount: &Amount, power: u8, end: usize) -> Option<Amount> {
    let value = amount.value.shifted(i64::from(power))?;
    Some(Amount { value, power, next: end, tokens: amount.tokens.start..end, ..amount.clone() })
}
