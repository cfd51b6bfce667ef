//! What the best articles have in common, to order the matches by: pseudo-relevance feedback after the log-logistic model of Clinchant
//! and Gaussier ("Information-based models for ad hoc IR", 2010; "A theoretical analysis of pseudo-relevance feedback models", 2013).
//!
//! A word gains by how often it stands in each of the first articles, against how often it stands anywhere. Each constant's evidence
//! is in `docs/ranking.md`.

use std::collections::BTreeMap;

use crate::article::{Article, Part};
use crate::backend::{Answer, Backend, BackendError, Spread};
use crate::query::{Atom, Clause, Parts, Pattern, Query, Spans};
use crate::text::axis::Axis;
use crate::text::stem::Stems;

/// How many of the first articles are read. 8 to 20 are within 0.8 %.
const ARTICLES: usize = 10;
/// How many words are taken from them. 30 to 100 are within 0.2 %.
const WORDS: usize = 40;
/// How fast an article counts less by its rank: 1/(rank + `LEVEL`). 1 to 9 are within 0.6 %.
const LEVEL: f64 = 4.0;
/// How much a frequency is levelled by the length of its article; 0.5 to 4 are within 0.3 %.
const LENGTH: f64 = 2.0;
/// Words that more than this share of all articles hold tell nothing. 0.1 to 1 are within 0.4 %.
const COMMON: f64 = 0.5;

/// Whether the words also find articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expand {
    /// They only order what the query finds.
    Order,
    /// What holds any of them is found too.
    Find,
}

/// The query, expanded by the words by which the first articles of its answer are alike, and these words, the weightiest first. The
/// strongest of them counts as much as the strongest leaf of the query.
///
/// # Errors
/// When the backend fails.
pub fn expanded(
    backend: &dyn Backend,
    query: &Query,
    answer: &Answer,
    expand: Expand,
) -> Result<(Query, Vec<String>), BackendError> {
    let first = answer.best.iter().take(ARTICLES).map(|candidate| backend.article(candidate.place));
    let gains = gains(backend, &first.collect::<Result<Vec<_>, _>>()?)?;
    let strongest = |values: &mut dyn Iterator<Item = f64>| values.fold(0.0, f64::max);
    let held = answer.weights.iter().zip(&answer.holders).filter(|(_, holders)| **holders > 0);
    let of_query = strongest(&mut held.map(|(weight, _)| *weight));
    let of_words = strongest(&mut gains.iter().map(|gained| gained.gain * gained.weight));
    let mut more = query.clone();
    let mut leaves = Vec::with_capacity(gains.len());
    for gained in &gains {
        let leaf = leaf_of(&mut more, &gained.atom);
        more.emphasis[leaf] += gained.gain * of_query / of_words;
        leaves.push(Clause::Leaf(leaf));
    }
    if expand == Expand::Find {
        more.root = widened(&query.root, leaves);
    }
    Ok((more, gains.into_iter().map(|gained| gained.stem).collect()))
}

/// The clause, for which any of `leaves` does as well as the words that are alternatives in it. What must hold besides, must hold still;
/// where several things must stand in an article, more alternatives would let some of them be missing, so there are none.
fn widened(clause: &Clause, leaves: Vec<Clause>) -> Clause {
    let (mut words, mut rest): (Vec<Clause>, Vec<Clause>) = conjuncts(clause).into_iter().partition(asks_for_words);
    match (words.pop(), words.is_empty()) {
        (Some(only), true) => {
            rest.insert(0, Clause::Any([only].into_iter().chain(leaves).collect()));
            Clause::All(rest)
        }
        _ => clause.clone(),
    }
}

/// What must hold, one by one.
fn conjuncts(clause: &Clause) -> Vec<Clause> {
    match clause {
        Clause::All(list) => list.iter().flat_map(conjuncts).collect(),
        other => vec![other.clone()],
    }
}

fn asks_for_words(clause: &Clause) -> bool {
    match clause {
        Clause::Leaf(_) => true,
        Clause::Meta(_) | Clause::Not(_) => false,
        Clause::All(list) | Clause::Any(list) => list.iter().any(asks_for_words),
    }
}

/// The leaf that is an atom alone, which is added to the query if it is not there.
fn leaf_of(query: &mut Query, atom: &Atom) -> usize {
    let number = query.atoms.iter().position(|other| other == atom).unwrap_or_else(|| {
        query.atoms.push(atom.clone());
        query.atoms.len() - 1
    });
    query.leaves.iter().position(|leaf| *leaf == Spans::Atom(number)).unwrap_or_else(|| {
        query.leaves.push(Spans::Atom(number));
        query.emphasis.push(0.0);
        query.leaves.len() - 1
    })
}

/// A word by which articles are alike.
struct Gained {
    stem: String,
    atom: Atom,
    gain: f64,
    weight: f64,
}

/// The words by which articles are alike, those with the largest gain.
fn gains(backend: &dyn Backend, first: &[Article]) -> Result<Vec<Gained>, BackendError> {
    let coverage = backend.coverage();
    let articles = coverage.articles.max(1) as f64;
    let mean_words = (coverage.words as f64 / articles).max(1.0);
    let mut gains = Vec::new();
    for (stem, frequencies) in frequencies(first, mean_words) {
        let atom = Atom::row(vec![pattern(&stem)], Parts::TEXT);
        let Spread { articles: holders, occurrences, weight } = backend.spread(&atom)?;
        if holders > 0 && holders as f64 <= COMMON * articles {
            gains.push(Gained { stem, atom, gain: gain(&frequencies, occurrences as f64 / articles), weight });
        }
    }
    // Words come in alphabetical order, and a stable sort keeps equals so.
    gains.sort_by(|one, other| other.gain.total_cmp(&one.gain));
    gains.truncate(WORDS);
    Ok(gains)
}

/// How often each stem stands in each of the articles, by rank from 0 and levelled by length.
fn frequencies(first: &[Article], mean_words: f64) -> BTreeMap<String, Vec<(usize, f64)>> {
    let stems = Stems::default();
    let mut all: BTreeMap<String, Vec<(usize, f64)>> = BTreeMap::new();
    for (rank, article) in first.iter().enumerate() {
        let axis = Axis::of(article);
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        let searched = (0..axis.len()).filter(|index| axis.part_of(axis.position(*index)) != Part::Boilerplate);
        let mut words = 0_u32;
        for index in searched {
            *counts.entry(stems.stem(axis.folded(index)).into_owned()).or_default() += 1;
            words += 1;
        }
        let level = (1.0 + LENGTH * mean_words / f64::from(words.max(1))).log2();
        for (stem, count) in counts {
            all.entry(stem).or_default().push((rank, f64::from(count) * level));
        }
    }
    all
}

/// The gain of a word that stands `by_chance` times in an average article.
fn gain(frequencies: &[(usize, f64)], by_chance: f64) -> f64 {
    let part = |(rank, frequency): &(usize, f64)| (frequency / by_chance).ln_1p() / (*rank as f64 + 1.0 + LEVEL);
    frequencies.iter().map(part).sum()
}

fn pattern(stem: &str) -> Pattern {
    if Stems::has_forms(stem) { Pattern::Stem(stem.to_owned()) } else { Pattern::Folded(stem.to_owned()) }
}
