//! The verdict on two names.

use super::Name;
use super::align::{Alignment, align};
use super::token::Sort;
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

/// What can be told without pairing words.
enum Glance {
    Different,
    Same(Certainty),
    Open,
}

/// Words lighter than this are generic: `company`, `group`.
const GENERIC: f32 = 0.31;
/// A pair of words lighter than this is common or short.
const RARE: f32 = 0.61;
/// What remains of the score of two forms of different kinds.
const OTHER_KIND: f32 = 0.8;

/// Whether two forms are the same name; `None` where they are not. Forms of different
/// kinds are `Medium` where they have the same words, else `Low`.
#[must_use]
pub fn compare(one: &Name, two: &Name) -> Option<Verdict> {
    let verdict = match glance(one, two) {
        Glance::Different => return None,
        Glance::Same(certainty) => Verdict { score: score_of(certainty), certainty },
        Glance::Open => {
            let found = align(one, two);
            let certainty = by_words(one, two, &found)?;
            Verdict { score: score(one, two, &found), certainty }
        }
    };
    let most = match (of_other_kinds(one, two), one.has_number == two.has_number) {
        (true, _) if one.normal.words != two.normal.words => Certainty::Low,
        (false, true) => Certainty::High,
        _ => Certainty::Medium,
    };
    Some(Verdict { certainty: verdict.certainty.min(most), score: verdict.score * kind_share(one, two) })
}

/// How alike two forms are in 0 to 1, whether they are the same name or not: to choose among several.
#[must_use]
pub fn similarity(one: &Name, two: &Name) -> f32 {
    let score = match glance(one, two) {
        Glance::Same(certainty) => score_of(certainty),
        _ if one.tokens.is_empty() || two.tokens.is_empty() => 0.0,
        _ => score(one, two, &align(one, two)),
    };
    score * kind_share(one, two)
}

fn score_of(certainty: Certainty) -> f32 {
    if certainty == Certainty::High { 1.0 } else { 0.9 }
}

fn of_other_kinds(one: &Name, two: &Name) -> bool {
    one.kind.is_some() && two.kind.is_some() && one.kind != two.kind
}

fn kind_share(one: &Name, two: &Name) -> f32 {
    if of_other_kinds(one, two) { OTHER_KIND } else { 1.0 }
}

fn glance(one: &Name, two: &Name) -> Glance {
    if one.tokens.is_empty() || two.tokens.is_empty() {
        return Glance::Different;
    }
    if one.normal.words == two.normal.words {
        return Glance::Same(if forms_agree(one, two) { Certainty::High } else { Certainty::Medium });
    }
    if one.has_number && two.has_number && !(holds_numbers(one, two) && holds_numbers(two, one)) {
        return Glance::Different;
    }
    if is_acronym_of(one, two) || is_acronym_of(two, one) {
        return Glance::Same(Certainty::Medium);
    }
    Glance::Open
}

/// Digits are never fuzzy: VII is not VIII, 2024 not 2025. Whether `one` holds every number of `two`.
fn holds_numbers(one: &Name, two: &Name) -> bool {
    let mut numbers = two.tokens.iter().filter(|token| token.sort == Sort::Number);
    numbers.all(|number| one.tokens.iter().any(|token| token.text == number.text))
}

/// Whether `short` is made of the first letters of `long`, of all its words or of those that carry meaning.
fn is_acronym_of(short: &Name, long: &Name) -> bool {
    let Some(letters) = &short.normal.acronym else { return false };
    long.tokens.len() > 1 && long.kind != Some(Kind::Person) && long.normal.initials.contains(letters)
}

/// A company limited by shares and one by guarantee are two, whatever else their names share.
fn forms_agree(one: &Name, two: &Name) -> bool {
    one.normal.form.is_none_or(|form| two.normal.form.is_none_or(|other| form == other))
}

fn by_words(one: &Name, two: &Name, found: &Alignment) -> Option<Certainty> {
    // `Salman bin Muhammad` is the son of `Muhammad bin Salman`.
    if one.normal.father.is_some() && two.normal.father.is_some() && !found.in_order {
        return None;
    }
    let certainty = match rules(one, two) {
        Rules::Person => person(found),
        Rules::Place => place(found),
        Rules::Org => organisation(one, two, found),
    }?;
    Some(if forms_agree(one, two) { certainty } else { certainty.min(Certainty::Medium) })
}

fn rules(one: &Name, two: &Name) -> Rules {
    let either = |kind| one.kind == Some(kind) || two.kind == Some(kind);
    if either(Kind::Person) {
        Rules::Person
    } else if either(Kind::Org) || either(Kind::Other) || one.normal.form.is_some() || two.normal.form.is_some() {
        Rules::Org
    } else if either(Kind::Place) {
        Rules::Place
    } else {
        Rules::Person
    }
}

fn person(found: &Alignment) -> Option<Certainty> {
    let [left, right] = found.left;
    if (left.count > 0 && right.count > 0) || found.mere > 1 {
        return None;
    }
    let weak = found.odd + found.initials + found.typos + found.doubtful + found.mere;
    let unclear = found.doubtful + found.mere;
    let without = left.count + right.count;
    match (without, found.solid, weak) {
        // `Muhammad Ali` within `Muhammad Ali Jinnah`: two names that half the world bears.
        (1.., 2, _) if found.heaviest < RARE => Some(Certainty::Low),
        (0, 1, 0) => Some(if found.same == 1 { Certainty::High } else { Certainty::Medium }),
        (0, 2.., 0) if found.in_order => Some(Certainty::High),
        (_, 2.., 0) => Some(Certainty::Medium),
        (_, 2.., 1) if unclear == 0 => Some(Certainty::Medium),
        (0, 1, 1) if unclear + found.typos == 0 => Some(Certainty::Medium),
        (0, 1.., _) if weak == found.initials => Some(Certainty::Medium),
        (_, 2.., _) => Some(Certainty::Low),
        (0, ..) | (_, 1, 1..) if found.mere == 0 => Some(Certainty::Low),
        _ => None,
    }
}

fn place(found: &Alignment) -> Option<Certainty> {
    let left = found.left.iter().map(|left| left.count).sum::<u32>();
    let edited = found.typos + found.initials;
    if left > 0 || edited > 1 || found.doubtful + found.mere > 0 {
        return None;
    }
    match (found.odd + edited, found.in_order) {
        (0, true) => Some(if found.solid == found.same { Certainty::High } else { Certainty::Medium }),
        _ => Some(Certainty::Low),
    }
}

fn organisation(one: &Name, two: &Name, found: &Alignment) -> Option<Certainty> {
    let [left, right] = found.left;
    let generic = left.most < GENERIC && right.most < GENERIC;
    let names = found.solid_weight > GENERIC * 2.0;
    let weak = found.odd + found.typos + found.doubtful;
    if found.mere > 0 || found.initials > 0 {
        return None;
    }
    if left.count > 0 && right.count > 0 {
        let told_apart = !generic || !names || weak > 0 || found.solid_weight < left.weight + right.weight;
        return (!told_apart).then_some(Certainty::Low);
    }
    match (left.count + right.count, found.solid, weak) {
        (0, 1, 0) => Some(if found.same == 1 { Certainty::High } else { Certainty::Medium }),
        (0, 2.., 0) => Some(Certainty::High),
        (0, 1.., 1) if found.doubtful == 0 && names => Some(Certainty::Medium),
        (0, ..) => Some(Certainty::Low),
        (_, 1.., 0) if generic && names && found.same > 0 => Some(Certainty::Medium),
        (_, 2.., 0..=1) if found.solid_weight > left.weight.max(right.weight) => Some(Certainty::Low),
        (1, 1, 0) if opens_alone(one, two) || opens_alone(two, one) => Some(Certainty::Low),
        _ => None,
    }
}

/// Whether a long word that says much is all of `one`, and opens `two`.
fn opens_alone(one: &Name, two: &Name) -> bool {
    match (&one.tokens[..], two.tokens.first()) {
        ([only], Some(first)) => only.text == first.text && only.text.len() >= 6 && only.weight > 0.8,
        _ => false,
    }
}

/// The share of weight that has a partner: mostly of the lighter name, for words are dropped more often than changed.
fn score(one: &Name, two: &Name, found: &Alignment) -> f32 {
    let (light, heavy) = (one.weight.min(two.weight), one.weight.max(two.weight));
    if light <= 0.0 {
        return 0.0;
    }
    let order = if found.in_order { 1.0 } else { 0.98 };
    let share = 0.5 * (found.shared / (light + LIGHT)).min(1.0) + 0.5 * (found.shared / heavy).min(1.0);
    (share * order).clamp(0.0, 1.0)
}

/// Weight by which the lighter name is taken to be heavier: a name of one common word is soon found in another.
const LIGHT: f32 = 0.6;
