//! A query over the whole index: which documents match, and with what score. Every match is found; there is no early end.
//!
//! A leaf's occurrences are counted first, over all segments, since its weight needs the number of documents that hold it; then the
//! clauses are put together segment by segment. Scores depend on the live articles alone, not on how segments fell.

use tantivy::columnar::Column;
use tantivy::{DocId, SegmentReader, TERMINATED};

use super::error::IndexError;
use super::manifest::Totals;
use super::positions::SegmentPositions;
use super::schema::column;
use super::segment::Segment;
use crate::article::Part;
use crate::query::algebra::{Interval, intervals};
use crate::query::{Atom, Clause, Query, Spans};

/// How often a leaf occurs in a document: in its headline, and elsewhere.
#[derive(Debug, Clone, Copy)]
struct Tally {
    doc: DocId,
    headline: u32,
    body: u32,
}

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
    let tallies = segments.iter().map(|segment| tallies(segment, query)).collect::<Result<Vec<_>, _>>()?;
    let held = |leaf: usize| tallies.iter().map(|leaves| leaves[leaf].len()).sum::<usize>();
    let holders: Vec<usize> = (0..query.leaves.len()).map(held).collect();
    let weights: Vec<f64> = holders.iter().map(|holders| weight(totals.articles, *holders)).collect();
    let mut matches = Vec::with_capacity(segments.len());
    for (segment, leaves) in segments.iter().zip(&tallies) {
        let lengths = Lengths::open(segment.reader, totals)?;
        let scored = leaves.iter().zip(&weights).map(|(tallies, weight)| lengths.score(tallies, *weight)).collect();
        matches.push(Clauses { segment, leaves: scored }.matches(&query.root)?);
    }
    Ok(Evaluated { matches, holders, weights })
}

/// Inverse document frequency, as in Lucene's BM25 (Robertson and Spärck Jones, kept positive).
fn weight(articles: u64, holders: usize) -> f64 {
    let (all, some) = (articles as f64, holders as f64);
    (1.0 + (all - some + 0.5) / (some + 0.5)).ln()
}

/// BM25F (Robertson, Zaragoza, Taylor 2004): occurrences are weighted and normalised a field at a time, then saturated together.
/// `K1` and `B` are the values that BM25 is published with; the headline counts twice, and hardly by its length, since headlines are of
/// one length by custom. To be tuned on judged queries.
const K1: f64 = 1.2;
const BODY_B: f64 = 0.75;
const HEADLINE_B: f64 = 0.3;
const HEADLINE_WEIGHT: f64 = 2.0;

/// The exact lengths of the documents of a segment.
struct Lengths {
    headline: Column<u64>,
    body: Column<u64>,
    mean_headline: f64,
    mean_body: f64,
}

impl Lengths {
    fn open(reader: &SegmentReader, totals: &Totals) -> Result<Self, IndexError> {
        let articles = totals.articles.max(1) as f64;
        let mean = |words: u64| (words as f64 / articles).max(1.0);
        Ok(Self {
            headline: reader.fast_fields().u64(column::WORDS[0])?,
            body: reader.fast_fields().u64(column::WORDS[1])?,
            mean_headline: mean(totals.headline_words),
            mean_body: mean(totals.body_words),
        })
    }

    fn score(&self, tallies: &[Tally], weight: f64) -> Scored {
        let score = |tally: &Tally| (tally.doc, weight * self.saturated(tally));
        tallies.iter().map(score).collect()
    }

    fn saturated(&self, tally: &Tally) -> f64 {
        let length = |column: &Column<u64>, mean: f64| column.first(tally.doc).unwrap_or_default() as f64 / mean;
        let in_headline =
            f64::from(tally.headline) / (1.0 - HEADLINE_B + HEADLINE_B * length(&self.headline, self.mean_headline));
        let in_body = f64::from(tally.body) / (1.0 - BODY_B + BODY_B * length(&self.body, self.mean_body));
        let all = HEADLINE_WEIGHT * in_headline + in_body;
        all * (K1 + 1.0) / (all + K1)
    }
}

/// How often each leaf occurs in each document of a segment.
fn tallies(segment: &Segment<'_>, query: &Query) -> Result<Vec<Vec<Tally>>, IndexError> {
    let tally = |leaf: &Spans| match leaf {
        Spans::Atom(atom) => tally_atom(segment, &query.atoms[*atom]),
        spans => tally_spans(segment, spans, query),
    };
    query.leaves.iter().map(tally).collect()
}

fn tally_atom(segment: &Segment<'_>, atom: &Atom) -> Result<Vec<Tally>, IndexError> {
    let mut tallies = Vec::new();
    for part in Part::ALL.into_iter().filter(|part| atom.parts.has(*part)) {
        let field = segment.fields.of_part(part);
        let mut take = |doc: DocId, count: u32| {
            let (headline, body) = if part == Part::Headline { (count, 0) } else { (0, count) };
            tallies.push(Tally { doc, headline, body });
        };
        match atom.words.as_slice() {
            [word] => segment.count_word(field, word, &mut take)?,
            words => segment.count_phrase(field, words, &mut take)?,
        }
    }
    Ok(merged(tallies))
}

/// Counts the intervals of a leaf in every live document that holds what the leaf cannot do without.
fn tally_spans(segment: &Segment<'_>, spans: &Spans, query: &Query) -> Result<Vec<Tally>, IndexError> {
    let mut positions = SegmentPositions::open(segment, query, [spans])?;
    let mut tallies = Vec::new();
    let mut doc = positions.seek(spans, 0);
    while doc != TERMINATED {
        if segment.is_alive(doc) {
            positions.go_to(doc);
            let found = intervals(spans, &mut positions);
            let headline_words = positions.headline_words();
            let headline = found.iter().filter(|interval: &&Interval| interval.start < headline_words).count() as u32;
            let body = found.len() as u32 - headline;
            if headline + body > 0 {
                tallies.push(Tally { doc, headline, body });
            }
        }
        doc = positions.seek(spans, doc + 1);
    }
    Ok(tallies)
}

/// One entry a document: the terms and parts of a leaf come one behind the other.
fn merged(mut tallies: Vec<Tally>) -> Vec<Tally> {
    if !tallies.is_sorted_by(|one, next| one.doc < next.doc) {
        // Runs of ascending documents, which a stable sort merges.
        tallies.sort_by_key(|tally| tally.doc);
        tallies.dedup_by(|next, kept| {
            let same = next.doc == kept.doc;
            if same {
                kept.headline += next.headline;
                kept.body += next.body;
            }
            same
        });
    }
    tallies
}

/// The clauses of a query over one segment.
struct Clauses<'a> {
    segment: &'a Segment<'a>,
    leaves: Vec<Scored>,
}

impl Clauses<'_> {
    fn matches(&self, clause: &Clause) -> Result<Scored, IndexError> {
        match clause {
            Clause::Leaf(leaf) => Ok(self.leaves[*leaf].clone()),
            Clause::Meta(test) => Ok(self.segment.holding(test)?.into_iter().map(|doc| (doc, 0.0)).collect()),
            Clause::Not(clause) => Ok(self.others(&self.matches(clause)?)),
            Clause::Any(clauses) => self.united(clauses),
            Clause::All(clauses) => self.intersected(clauses),
        }
    }

    fn others(&self, matches: &Scored) -> Scored {
        let all: Scored = self.segment.reader.doc_ids_alive().map(|doc| (doc, 0.0)).collect();
        without(all, matches)
    }

    fn united(&self, clauses: &[Clause]) -> Result<Scored, IndexError> {
        let mut all = Scored::new();
        for clause in clauses {
            all.append(&mut self.matches(clause)?);
        }
        all.sort_by_key(|(doc, _)| *doc);
        all.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += if same { next.1 } else { 0.0 };
            same
        });
        Ok(all)
    }

    fn intersected(&self, clauses: &[Clause]) -> Result<Scored, IndexError> {
        let mut kept: Option<Scored> = None;
        for clause in clauses.iter().filter(|clause| !matches!(clause, Clause::Not(_))) {
            let more = self.matches(clause)?;
            kept = Some(match kept {
                Some(kept) => both(kept, &more),
                None => more,
            });
        }
        let mut kept = kept.unwrap_or_else(|| self.others(&Scored::new()));
        for clause in clauses {
            if let Clause::Not(negated) = clause {
                kept = without(kept, &self.matches(negated)?);
            }
        }
        Ok(kept)
    }
}

fn both(mut kept: Scored, more: &Scored) -> Scored {
    let mut rest = more.as_slice();
    kept.retain_mut(|(doc, score)| {
        let at = rest.partition_point(|(other, _)| other < doc);
        rest = &rest[at..];
        match rest.first() {
            Some((other, more)) if other == doc => {
                *score += more;
                true
            }
            _ => false,
        }
    });
    kept
}

fn without(mut kept: Scored, removed: &Scored) -> Scored {
    let mut rest = removed.as_slice();
    kept.retain(|(doc, _)| {
        let at = rest.partition_point(|(other, _)| other < doc);
        rest = &rest[at..];
        rest.first().is_none_or(|(other, _)| other != doc)
    });
    kept
}
