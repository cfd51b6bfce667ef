//! Which figure is another one over again in another unit: `PKR 10 billion (around USD 35.5 million)`.

use crate::article::{Figure, FigureKind, Unit};

/// Words that may stand between the two.
const BETWEEN: &[&str] = &[
    "or",
    "about",
    "around",
    "approximately",
    "approx",
    "approx.",
    "roughly",
    "some",
    "nearly",
    "almost",
    "over",
    "more",
    "than",
    "at",
    "least",
    "equivalent",
    "equal",
    "to",
    "the",
    "of",
    "worth",
    "=",
    "~",
    "i.e.",
    "just",
    "under",
    "less",
    "an",
    "estimated",
    "currently",
    "up",
    "a",
    "little",
    "well",
    "equals",
    "and",
    "only",
];
/// Words of a rate or of what is counted, before the bracket.
const MOST_WORDS: usize = 3;

/// Whether `second` says again what `first`, the figure before it, says.
#[must_use]
pub fn converts(text: &str, first: &Figure, second: &Figure) -> bool {
    let (Some(one), Some(other)) = (&first.unit, &second.unit) else { return false };
    let gap = text.get(first.span.end()..second.span.start()).unwrap_or_default();
    first.kind == second.kind && are_of_one_dimension(first.kind, one, other) && says_again(gap)
}

fn are_of_one_dimension(kind: FigureKind, one: &Unit, other: &Unit) -> bool {
    if one.name == other.name || (other.per.is_some() && one.per != other.per) {
        return false;
    }
    match kind {
        FigureKind::Money => !is_part(&one.name) && !is_part(&other.name),
        FigureKind::Measure => dimension(&one.name).is_some_and(|kind| dimension(&other.name) == Some(kind)),
        _ => false,
    }
}

/// Cents and pence are told beside their dollars and pounds for something else.
fn is_part(currency: &str) -> bool {
    matches!(currency, "cent" | "eurocent" | "penny" | "paisa" | "kopeck" | "sen" | "satoshi")
}

/// Units that are converted into each other, a dimension a row.
const DIMENSIONS: [&[&str]; 6] = [
    &["mm", "cm", "m", "km", "inch", "foot", "yard", "mile", "nautical mile"],
    &["m²", "km²", "square foot", "square yard", "square mile", "hectare", "acre", "kanal", "bigha", "dunam"],
    &["g", "kg", "tonne", "ton", "long ton", "short ton", "lb", "ounce", "stone", "maund", "quintal"],
    &["ml", "litre", "m³", "cubic foot", "gallon", "barrel", "pint"],
    &["°C", "°F"],
    &["km/h", "mph", "m/s", "knot"],
];

fn dimension(unit: &str) -> Option<usize> {
    DIMENSIONS.iter().position(|row| row.contains(&unit))
}

/// Whether what stands between two figures makes the second a repetition: a bracket, or `or` behind a comma.
fn says_again(gap: &str) -> bool {
    let gap = gap.trim_start_matches([')', ']', ' ']);
    let behind = match gap.split_once(['(', '[']) {
        Some((before, behind))
            if before.split_whitespace().count() <= MOST_WORDS && !before.contains(['.', ',', ';', ')']) =>
        {
            behind
        }
        None => match gap.strip_prefix(',').map(str::trim_start) {
            Some(rest) if rest.starts_with("or ") || rest.starts_with("equivalent to ") => rest,
            _ => return false,
        },
        Some(_) => return false,
    };
    behind.split_whitespace().all(|word| BETWEEN.contains(&word.to_ascii_lowercase().trim_matches(',')))
}
