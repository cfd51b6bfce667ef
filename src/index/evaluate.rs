//! A query over the whole index: which documents match, and with what score. Every match is found; there is no early end.
//!
//! A leaf's occurrences are counted first (`tallies`), over all segments, since its weight needs the number of documents that hold it;
//! then the clauses are put together segment by segment. Scores depend on the live articles alone, not on how segments fell.

use std::collections::BTreeSet;

use tantivy::DocId;
use tantivy::columnar::Column;

use super::error::IndexError;
use super::manifest::Totals;
use super::segment::Segment;
use super::tallies::{Tally, each_segment, tally_atom};
use crate::article::Part;
use crate::backend::Spread;
use crate::query::{Atom, Clause, Query};

/// Documents with scores, in document order.
pub type Scored = Vec<(DocId, f64)>;

/// What a query finds.
pub struct Evaluated {
    /// The matches of every segment.
    pub matches: Vec<Scored>,
    /// How many live documents hold each leaf.
    pub holders: Vec<usize>,
    /// The weight of each leaf.
    pub weights: Vec<f64>,
}

/// Answers a query.
pub fn evaluate(segments: &[Segment<'_>], query: &Query, totals: &Totals) -> Result<Evaluated, IndexError> {
    let tallies = each_segment(segments, query)?;
    let spread = |leaf: usize| spread_of(tallies.iter().flat_map(|leaves| &leaves[leaf]), totals);
    let spreads: Vec<Spread> = (0..query.leaves.len()).map(spread).collect();
    let weight = |(spread, emphasis): (&Spread, &f64)| emphasis * spread.weight;
    let weights: Vec<f64> = spreads.iter().zip(&query.emphasis).map(weight).collect();
    let scoring = scoring(query);
    let mut matches = Vec::with_capacity(segments.len());
    for (segment, leaves) in segments.iter().zip(&tallies) {
        let docs = Clauses { segment, leaves }.matches(&query.root)?;
        let mut found: Scored = docs.into_iter().map(|doc| (doc, 0.0)).collect();
        let lengths = Lengths::open(segment, totals)?;
        for leaf in &scoring {
            lengths.add(&mut found, &leaves[*leaf], weights[*leaf]);
        }
        matches.push(found);
    }
    let holders = spreads.iter().map(|spread| spread.articles as usize).collect();
    Ok(Evaluated { matches, holders, weights })
}

/// How the words of an atom are spread over the live articles.
pub fn spread(segments: &[Segment<'_>], atom: &Atom, totals: &Totals) -> Result<Spread, IndexError> {
    let tallies = segments.iter().map(|segment| tally_atom(segment, atom)).collect::<Result<Vec<_>, _>>()?;
    Ok(spread_of(tallies.iter().flatten(), totals))
}

fn spread_of<'a>(tallies: impl Iterator<Item = &'a Tally>, totals: &Totals) -> Spread {
    let (mut articles, mut occurrences) = (0, 0);
    for tally in tallies {
        articles += 1;
        occurrences += u64::from(tally.headline) + u64::from(tally.body);
    }
    Spread { articles, occurrences, weight: weight(totals.articles, articles, occurrences) }
}

/// How telling words are that `holders` articles hold `occurrences` times in all: inverse document frequency as in Lucene's BM25
/// (Robertson and Spärck Jones, kept positive), times one and the logarithm of how much fewer articles hold them than would if the
/// occurrences fell by chance (residual idf, Church and Gale 1995; the ratio is that of DFR's `In_expB2`, Amati 2003). What comes in
/// bursts is what reports are about. It is the largest single gain of `docs/ranking.md`, on every set.
fn weight(articles: u64, holders: u64, occurrences: u64) -> f64 {
    let (all, some) = (articles as f64, holders as f64);
    let by_chance = -all * (-(occurrences as f64) / all.max(1.0)).exp_m1();
    let burst = ((by_chance + 1.0) / (some + 1.0)).max(1.0).log2();
    ((all + 1.0) / (some + 0.5)).ln() * (1.0 + burst)
}

/// BM25F (Robertson, Zaragoza, Taylor 2004): occurrences are weighted and normalised a field at a time, then saturated together. Each
/// constant lies in a range within which the mean over the sets of `docs/ranking.md` changes by 0.6 % at most: `K1` 1.5 to 3, `BODY_B` 0.6
/// to 0.9, `HEADLINE_WEIGHT` 2 to 4; headlines are of one length by custom, so theirs hardly counts.
const K1: f64 = 2.0;
const BODY_B: f64 = 0.7;
const HEADLINE_B: f64 = 0.3;
const HEADLINE_WEIGHT: f64 = 2.5;

/// The exact lengths of the documents of a segment.
struct Lengths<'a> {
    headline: &'a Column<u64>,
    body: &'a Column<u64>,
    mean_headline: f64,
    mean_body: f64,
}

impl<'a> Lengths<'a> {
    fn open(segment: &'a Segment<'_>, totals: &Totals) -> Result<Self, IndexError> {
        let articles = totals.articles.max(1) as f64;
        let mean = |words: u64| (words as f64 / articles).max(1.0);
        Ok(Self {
            headline: segment.words(Part::Headline)?,
            body: segment.words(Part::Body)?,
            mean_headline: mean(totals.headline_words),
            mean_body: mean(totals.body_words),
        })
    }

    /// Adds the scores of a leaf to those of the matches that hold it.
    fn add(&self, matches: &mut Scored, tallies: &[Tally], weight: f64) {
        let mut rest = tallies;
        for (doc, score) in matches {
            skip_to(&mut rest, *doc, |tally| tally.doc);
            if let Some(tally) = rest.first().filter(|tally| tally.doc == *doc) {
                *score += weight * self.saturated(tally);
            }
        }
    }

    fn saturated(&self, tally: &Tally) -> f64 {
        let length = |column: &Column<u64>, mean: f64| column.first(tally.doc).unwrap_or_default() as f64 / mean;
        let in_headline =
            f64::from(tally.headline) / (1.0 - HEADLINE_B + HEADLINE_B * length(self.headline, self.mean_headline));
        let in_body = f64::from(tally.body) / (1.0 - BODY_B + BODY_B * length(self.body, self.mean_body));
        let all = HEADLINE_WEIGHT * in_headline + in_body;
        all * (K1 + 1.0) / (all + K1)
    }
}

/// The leaves that count into a score: all but those that stand only under NOT. Each counts once, wherever it stands in the query.
fn scoring(query: &Query) -> Vec<usize> {
    let (mut asked, mut refused) = (BTreeSet::new(), BTreeSet::new());
    sort_out(&query.root, &mut asked, &mut refused);
    (0..query.leaves.len()).filter(|leaf| asked.contains(leaf) || !refused.contains(leaf)).collect()
}

fn sort_out(clause: &Clause, asked: &mut BTreeSet<usize>, refused: &mut BTreeSet<usize>) {
    match clause {
        Clause::Leaf(leaf) => {
            asked.insert(*leaf);
        }
        Clause::All(list) | Clause::Any(list) => list.iter().for_each(|clause| sort_out(clause, asked, refused)),
        Clause::Not(clause) => sort_out(clause, refused, asked),
        Clause::Meta(_) => {}
    }
}

/// The clauses of a query over one segment.
struct Clauses<'a> {
    segment: &'a Segment<'a>,
    leaves: &'a [Vec<Tally>],
}

impl Clauses<'_> {
    /// The documents of which a clause holds, in order.
    fn matches(&self, clause: &Clause) -> Result<Vec<DocId>, IndexError> {
        match clause {
            Clause::Leaf(leaf) => Ok(self.leaves[*leaf].iter().map(|tally| tally.doc).collect()),
            Clause::Meta(test) => self.segment.holding(test),
            Clause::Not(clause) => Ok(without(self.segment.reader.doc_ids_alive().collect(), &self.matches(clause)?)),
            Clause::Any(clauses) => self.united(clauses),
            Clause::All(clauses) => self.intersected(clauses),
        }
    }

    fn united(&self, clauses: &[Clause]) -> Result<Vec<DocId>, IndexError> {
        let mut all = Vec::new();
        for clause in clauses {
            all.append(&mut self.matches(clause)?);
        }
        // Runs of ascending documents, which a stable sort merges.
        all.sort_unstable();
        all.dedup();
        Ok(all)
    }

    fn intersected(&self, clauses: &[Clause]) -> Result<Vec<DocId>, IndexError> {
        let mut kept: Option<Vec<DocId>> = None;
        for clause in clauses.iter().filter(|clause| !matches!(clause, Clause::Not(_))) {
            let more = self.matches(clause)?;
            kept = Some(match kept {
                Some(kept) => both(kept, &more),
                None => more,
            });
        }
        let mut kept = kept.unwrap_or_else(|| self.segment.reader.doc_ids_alive().collect());
        for clause in clauses {
            if let Clause::Not(negated) = clause {
                kept = without(kept, &self.matches(negated)?);
            }
        }
        Ok(kept)
    }
}

fn both(mut kept: Vec<DocId>, more: &[DocId]) -> Vec<DocId> {
    let mut rest = more;
    kept.retain(|doc| {
        skip_to(&mut rest, *doc, |other| *other);
        rest.first() == Some(doc)
    });
    kept
}

fn without(mut kept: Vec<DocId>, removed: &[DocId]) -> Vec<DocId> {
    let mut rest = removed;
    kept.retain(|doc| {
        skip_to(&mut rest, *doc, |other| *other);
        rest.first() != Some(doc)
    });
    kept
}

/// Leaves out what comes before `doc`: looks twice as far each time, so that near and far are both found quickly.
fn skip_to<T>(rest: &mut &[T], doc: DocId, of: impl Fn(&T) -> DocId) {
    let mut reach = 1;
    while rest.get(reach).is_some_and(|next| of(next) < doc) {
        reach *= 2;
    }
    let near = &rest[..rest.len().min(reach + 1)];
    *rest = &rest[near.partition_point(|next| of(next) < doc)..];
}
