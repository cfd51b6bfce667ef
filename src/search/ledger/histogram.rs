//! How the values of one group are spread: a bar for each value where they are few, else for each of some equal ranges.

use std::collections::BTreeMap;

use super::Group;
use crate::article::{Decimal, Value, When};

/// A bar: from where to where, and how many figures lie there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// The value, or the range of values.
    pub label: String,
    /// How many figures.
    pub count: u64,
}

/// Up to so many values have a bar each; more are put into as many ranges.
const BARS: u32 = 12;

/// The bars of a group, in the order of the values. What has no value is left out.
#[must_use]
pub fn histogram(group: &Group) -> Vec<Bar> {
    let numbers: Vec<&Decimal> =
        group.entries.iter().filter_map(|entry| entry.figure.numbers().into_iter().next()).collect();
    let years = group.entries.iter().filter_map(|entry| year(&entry.figure.value));
    if numbers.is_empty() {
        return counted(years.map(|year| format!("{year:04}")));
    }
    let mut exact: BTreeMap<&Decimal, u64> = BTreeMap::new();
    for number in &numbers {
        *exact.entry(number).or_default() += 1;
    }
    if exact.len() <= BARS as usize {
        return exact.into_iter().map(|(number, count)| Bar { label: number.to_string(), count }).collect();
    }
    ranges(&exact)
}

fn year(value: &Value) -> Option<i16> {
    let Value::When(When::At(moment) | When::Stretch(moment, _) | When::Range(moment, _)) = value else { return None };
    moment.days().map(|(first, _)| first.year())
}

fn counted(labels: impl Iterator<Item = String>) -> Vec<Bar> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    labels.for_each(|label| *counts.entry(label).or_default() += 1);
    counts.into_iter().map(|(label, count)| Bar { label, count }).collect()
}

/// Ranges of equal width from the least to the largest value.
fn ranges(exact: &BTreeMap<&Decimal, u64>) -> Vec<Bar> {
    let (Some(low), Some(high)) = (exact.keys().next(), exact.keys().next_back()) else { return Vec::new() };
    let parts = Decimal::from(i64::from(BARS));
    let width = high.minus(low).and_then(|all| all.over(&parts));
    let Some(width) = width else { return Vec::new() };
    let edge = |number: u32| width.times(&Decimal::from(i64::from(number))).and_then(|off| low.plus(&off));
    let bar = |number: u32| {
        let (from, to) = (edge(number)?, edge(number + 1)?);
        let last = number + 1 == BARS;
        let inside = exact.iter().filter(|(value, _)| from <= ***value && (***value < to || last));
        Some(Bar { label: format!("{from}..{to}"), count: inside.map(|(_, count)| count).sum() })
    };
    (0..BARS).filter_map(bar).collect()
}
