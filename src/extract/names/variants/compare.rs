//! The verdict on two names.

use super::Name;
use super::align::{Alignment, align};
use crate::article::{Certainty, Kind};

/// Two forms are the same name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdict {
    /// How alike they are, above 0, at most 1: an order among verdicts, not a probability.
    pub score: f32,
    /// How sure that is.
    pub certainty: Certainty,
}

/// What a pair of names may have differing: the rules for people are the strictest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rules {
    Person,
    Place,
    Org,
}

/// Words lighter than this are generic: `company`, `group`.
const GENERIC: f32 = 0.31;

/// Whether two forms are the same name; `None` where they are not.
#[must_use]
pub fn compare(one: &Name, two: &Name) -> Option<Verdict> {
    if let Some(certainty) = without_alignment(one, two)? {
        return Some(Verdict { score: if certainty == Certainty::High { 1.0 } else { 0.9 }, certainty });
    }
    let alignment = align(one, two);
    let certainty = match rules(one, two) {
        Rules::Person => person(one, two, &alignment),
        Rules::Place => place(&alignment),
        Rules::Org => organisation(one, two, &alignment),
    }?;
    let certainty = if one.has_number == two.has_number { certainty } else { certainty.min(Certainty::Medium) };
    Some(Verdict { score: score(one, two, &alignment), certainty })
}

/// How alike two forms are in 0 to 1, whether they are the same name or not: to choose among several.
#[must_use]
pub fn similarity(one: &Name, two: &Name) -> f32 {
    match without_alignment(one, two) {
        Some(Some(Certainty::High)) => 1.0,
        Some(Some(_)) => 0.9,
        _ if one.tokens.is_empty() || two.tokens.is_empty() => 0.0,
        _ => score(one, two, &align(one, two)),
    }
}

/// `None`: not the same. `Some(None)`: to be told by aligning the words.
#[allow(clippy::option_option, reason = "no, yes, and not yet")]
fn without_alignment(one: &Name, two: &Name) -> Option<Option<Certainty>> {
    if one.tokens.is_empty() || two.tokens.is_empty() || one.cut != two.cut {
        return None;
    }
    if one.normal.words == two.normal.words {
        return Some(Some(Certainty::High));
    }
    if one.cut || (one.has_number && two.has_number && !same_numbers(one, two)) {
        return None;
    }
    Some((is_acronym_of(one, two) || is_acronym_of(two, one)).then_some(Certainty::Medium))
}

/// Digits are never fuzzy: VII is not VIII, 2024 not 2025.
fn same_numbers(one: &Name, two: &Name) -> bool {
    let holds = |name: &Name, text: &str| name.tokens.iter().any(|token| token.text == text);
    let number = |text: &&str| text.bytes().any(|letter| letter.is_ascii_digit());
    let texts = |name: &'_ Name| name.tokens.iter().map(|token| token.text.clone()).collect::<Vec<_>>();
    let (first, second) = (texts(one), texts(two));
    first.iter().map(String::as_str).filter(number).all(|text| holds(two, text))
        && second.iter().map(String::as_str).filter(number).all(|text| holds(one, text))
}

/// Whether `short` is made of the first letters of `long`, of all its words or of those that carry meaning.
fn is_acronym_of(short: &Name, long: &Name) -> bool {
    let Some(letters) = &short.normal.acronym else { return false };
    long.tokens.len() > 1 && long.kind != Some(Kind::Person) && long.normal.initials.contains(letters)
}

fn rules(one: &Name, two: &Name) -> Rules {
    let either = |kind| one.kind == Some(kind) || two.kind == Some(kind);
    if either(Kind::Person) {
        Rules::Person
    } else if either(Kind::Org) || either(Kind::Other) || one.normal.has_form || two.normal.has_form {
        Rules::Org
    } else if either(Kind::Place) {
        Rules::Place
    } else {
        Rules::Person
    }
}

fn person(one: &Name, two: &Name, found: &Alignment) -> Option<Certainty> {
    let [left, right] = found.left;
    if left.count > 0 && right.count > 0 || is_reversed(one, two, found) {
        return None;
    }
    let weak = found.odd + found.initials + found.typos;
    let certainty = match (left.count + right.count, found.solid, weak) {
        (0, 1, 0) if found.same == 1 => Certainty::High,
        (0, 1, 0) => Certainty::Medium,
        (0, _, 0) if found.in_order => Certainty::High,
        (_, 2.., 0) => Certainty::Medium,
        (0, 1.., 1) if found.typos == 0 => Certainty::Medium,
        (_, 2.., 1) => Certainty::Medium,
        (0, ..) => Certainty::Low,
        (_, 1.., 1..) => Certainty::Low,
        _ => return None,
    };
    Some(certainty)
}

/// `Salman bin Muhammad` is the son of `Muhammad bin Salman`.
fn is_reversed(one: &Name, two: &Name, found: &Alignment) -> bool {
    one.normal.father.is_some() && two.normal.father.is_some() && !found.in_order
}

fn place(found: &Alignment) -> Option<Certainty> {
    let left = found.left.iter().map(|left| left.count).sum::<u32>();
    match (left, found.typos + found.initials) {
        (0, 0) if found.odd == 0 && found.in_order => {
            Some(if found.solid == found.same { Certainty::High } else { Certainty::Medium })
        }
        (0, 0) => Some(Certainty::Low),
        (0, 1) if found.solid > 0 => Some(Certainty::Low),
        _ => None,
    }
}

fn organisation(one: &Name, two: &Name, found: &Alignment) -> Option<Certainty> {
    let [left, right] = found.left;
    let generic = left.most < GENERIC && right.most < GENERIC;
    let weak = found.odd + found.initials + found.typos;
    let smaller = one.weight.min(two.weight);
    if found.shared - smaller * 0.3 < 0.0 || (left.count > 0 && right.count > 0 && !generic) {
        return None;
    }
    let certainty = match (left.count + right.count, found.solid, weak) {
        (0, 1, 0) if found.same == 0 => Certainty::Medium,
        (0, 1.., 0) => Certainty::High,
        (0, 1.., 1) => Certainty::Medium,
        (0, ..) => Certainty::Low,
        (_, 1.., 0) if generic && found.solid_weight > GENERIC * 2.0 => Certainty::Medium,
        (_, 2.., 0..=1) if found.solid_weight > left.weight.max(right.weight) => Certainty::Low,
        _ => return None,
    };
    Some(certainty)
}

/// The share of weight that has a partner: mostly of the lighter name, for words are dropped more often than changed.
fn score(one: &Name, two: &Name, found: &Alignment) -> f32 {
    let (light, heavy) = (one.weight.min(two.weight), one.weight.max(two.weight));
    if light <= 0.0 {
        return 0.0;
    }
    let order = if found.in_order { 1.0 } else { 0.98 };
    let share = 0.55 * (found.shared / light).min(1.0) + 0.45 * (found.shared / heavy).min(1.0);
    (share * order).clamp(0.0, 1.0)
}
