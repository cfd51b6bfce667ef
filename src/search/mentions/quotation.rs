//! Every place where a quotation stands, reworded slightly or not: its words aligned with those of an article.

use super::plain::{Seen, each_article};
use super::{Match, Mention, Request, Summary};
use crate::article::{Article, Certainty};
use crate::backend::{Backend, BackendError, Wanted};
use crate::query::{Atom, Clause, Parts, Pattern, Query, Spans};
use crate::text::axis::Axis;
use crate::text::fold::phrase;

/// A quotation that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotationAsked {
    /// As typed.
    pub typed: String,
    /// Its words, folded.
    words: Vec<String>,
}

/// Of so many of the quotation's words in ten must a place have the same in their order, to be the same quotation: below this two
/// sentences of one subject begin to look alike (see `docs/quotes.md`).
const SAME_OF_TEN: usize = 6;
/// From this share on it is the same for sure, or probably.
const SURE: f64 = 0.9;
const PROBABLE: f64 = 0.75;
/// Fewer words are a phrase, and are found as one.
const SHORTEST: usize = 4;

impl QuotationAsked {
    /// A quotation of at least four words.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let words: Vec<String> = phrase(typed).split(' ').map(ToOwned::to_owned).collect();
        (words.len() >= SHORTEST).then(|| Self { typed: typed.to_owned(), words })
    }

    /// The least number of its words that make a place the same quotation.
    fn needed(&self) -> usize {
        (self.words.len() * SAME_OF_TEN).div_ceil(10)
    }
}

/// Hands the places of a quotation to `show`, article by article, and sums up.
///
/// # Errors
/// When the backend fails, or `show` does.
pub fn quotation_mentions<E: From<BackendError>>(
    backend: &dyn Backend,
    asked: &QuotationAsked,
    request: &Request,
    mut show: impl FnMut(&Article, &[Mention]) -> Result<(), E>,
) -> Result<Summary, E> {
    let query = finding(backend, asked)?.and(request.clauses.clone());
    let wanted = Wanted { depth: usize::MAX, order: request.order };
    let candidates = backend.find(&query, wanted)?.best;
    let found = |_: &Article, axis: &Axis| places(axis, asked);
    each_article(backend, &candidates, (request, &found), &mut show)
}

/// The query that finds every article with enough of the words: one that has too few of the rarest has too few of all.
fn finding(backend: &dyn Backend, asked: &QuotationAsked) -> Result<Query, BackendError> {
    let mut words = asked.words.clone();
    words.sort_unstable();
    words.dedup();
    let atom = |word: &String| Atom::row(vec![Pattern::Folded(word.clone())], Parts::ALL);
    let mut spread = Vec::new();
    for word in &words {
        spread.push((backend.spread(&atom(word))?.articles, word));
    }
    spread.sort_unstable();
    // Of words that stand twice in the quotation only one may be missed for both.
    let may_miss = asked.words.len() - asked.needed();
    let mut missed = 0;
    let rarest = spread.iter().take_while(|(_, word)| {
        let before = missed;
        missed += asked.words.iter().filter(|other| other == word).count();
        before <= may_miss
    });
    let atoms: Vec<Atom> = rarest.map(|(_, word)| atom(word)).collect();
    let leaf = Spans::Any((0..atoms.len()).map(Spans::Atom).collect());
    Ok(Query { root: Clause::Leaf(0), leaves: vec![leaf], emphasis: vec![1.0], atoms, ..Query::everything() })
}

/// The places of a quotation in an article: in each block the best alignments, apart.
fn places(axis: &Axis, asked: &QuotationAsked) -> Vec<Seen> {
    let mut list = Vec::new();
    let mut first = 0;
    for block in axis.sentences.chunk_by(|one, next| one.paragraph == next.paragraph) {
        let words: usize = block.iter().map(|sentence| sentence.words as usize).sum();
        in_block(axis, asked, first..first + words, &mut list);
        first += words;
    }
    list
}

/// Adds the alignments of one block, from the left: each the best that begins behind the last.
fn in_block(axis: &Axis, asked: &QuotationAsked, words: std::ops::Range<usize>, list: &mut Vec<Seen>) {
    let mut rest = words.start;
    while let Some(aligned) = best(axis, asked, rest..words.end) {
        rest = aligned.last + 1;
        list.push(seen(axis, asked, &aligned));
    }
}

/// Where the quotation is aligned: from the first to the last of the words that both have, and how many these are.
struct Aligned {
    first: usize,
    last: usize,
    same: usize,
}

/// Words that may stand between two that both have: a clause that was left out or put in.
const GAP: usize = 6;

/// The longest common run of words in order, gaps of a few words allowed, that has enough words; the first of the best.
fn best(axis: &Axis, asked: &QuotationAsked, words: std::ops::Range<usize>) -> Option<Aligned> {
    let quoted = &asked.words;
    // For each word of the quotation the best alignment that ends there so far: its words in common, where it begins and ends.
    let mut ends: Vec<Option<Aligned>> = quoted.iter().map(|_| None).collect();
    let mut found: Option<Aligned> = None;
    for at in words {
        for number in (0..quoted.len()).rev().filter(|number| quoted[*number] == axis.folded(at)) {
            let before = ends[number.saturating_sub(GAP + 1)..number].iter().flatten();
            let goes_on = before.filter(|aligned| aligned.last < at && at - aligned.last <= GAP + 1);
            let longest = goes_on.max_by_key(|aligned| (aligned.same, aligned.first));
            let aligned = longest.map_or(Aligned { first: at, last: at, same: 1 }, |before| Aligned {
                first: before.first,
                last: at,
                same: before.same + 1,
            });
            if aligned.same >= asked.needed() && found.as_ref().is_none_or(|found| found.same < aligned.same) {
                found = Some(Aligned { ..aligned });
            }
            if ends[number].as_ref().is_none_or(|other| other.same <= aligned.same || at - other.last > GAP) {
                ends[number] = Some(aligned);
            }
        }
        // What begins beyond a found place belongs to the next one.
        if found.as_ref().is_some_and(|found| at > found.last + GAP) {
            break;
        }
    }
    found
}

fn seen(axis: &Axis, asked: &QuotationAsked, aligned: &Aligned) -> Seen {
    let (all, inside) = (asked.words.len(), aligned.last + 1 - aligned.first);
    // Words put in count as much against it as words left out (Dice's coefficient).
    let score = 2.0 * aligned.same as f64 / (all + inside) as f64;
    let certainty = match score {
        _ if score >= SURE => Certainty::High,
        _ if score >= PROBABLE => Certainty::Medium,
        _ => Certainty::Low,
    };
    Seen {
        span: axis.span(aligned.first).cover(axis.span(aligned.last)),
        first: aligned.first,
        words: inside,
        certainty,
        how: if aligned.same == all && inside == all { Match::Folded } else { Match::Variant },
        figure: None,
        score: Some(score),
    }
}
