//! Where a query matches in one article: the one source of highlights, lists and counts.
//!
//! A leaf occurs where its words stand in a row on the axis. Only what takes part in the match counts: in `(a AND b) OR c` an `a`
//! without a `b` is no match, and nothing under NOT is.

use std::collections::BTreeSet;

use super::ast::{Clause, Query, Test};
use crate::article::{Article, Part, Span};
use crate::text::axis::{Axis, Sentence};
use crate::text::stem::Stems;

/// An occurrence of a leaf on the axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// Position of its first word.
    pub at: u32,
    /// The number of its words.
    pub words: u32,
    /// The leaf's number.
    pub leaf: usize,
}

/// Where the borders and the occurrences of one article lie on the axis: all that the choice of passages needs. Read either from an
/// index or from the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// The sentences of the searched parts, in axis order: position of the first word, number of words.
    pub sentences: Vec<Stretch>,
    /// The occurrences that take part in the match, in axis order.
    pub occurrences: Vec<Occurrence>,
}

/// A sentence on the axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Position of its first word.
    pub at: u32,
    /// The number of its words.
    pub words: u32,
    /// Whether it is the first of a paragraph.
    pub opens: bool,
    /// The part it belongs to.
    pub part: Part,
}

/// What matched, and which leaf of the query it matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Highlight {
    /// Where it stands in the text.
    pub span: Span,
    /// The leaf's number.
    pub leaf: usize,
}

/// Which leaves take part in the match of `clause`, given which of them occur and which tests hold; none if it does not match.
fn taking_part(
    clause: &Clause,
    occurs: &dyn Fn(usize) -> bool,
    holds: &dyn Fn(&Test) -> bool,
) -> Option<BTreeSet<usize>> {
    match clause {
        Clause::Leaf(leaf) => occurs(*leaf).then(|| BTreeSet::from([*leaf])),
        Clause::Meta(test) => holds(test).then(BTreeSet::new),
        Clause::All(clauses) => clauses.iter().try_fold(BTreeSet::new(), |mut all, clause| {
            all.append(&mut taking_part(clause, occurs, holds)?);
            Some(all)
        }),
        Clause::Any(clauses) => {
            let matching = clauses.iter().filter_map(|clause| taking_part(clause, occurs, holds));
            matching.reduce(|mut all, mut more| {
                all.append(&mut more);
                all
            })
        }
        Clause::Not(clause) => taking_part(clause, occurs, holds).is_none().then(BTreeSet::new),
    }
}

/// The matcher of single texts.
pub struct Matcher<'a> {
    query: &'a Query,
    stems: Stems,
}

impl<'a> Matcher<'a> {
    /// A matcher for `query`.
    #[must_use]
    pub fn new(query: &'a Query) -> Self {
        Self { query, stems: Stems::default() }
    }

    /// All occurrences of all leaves, in axis order, whether or not the query matches.
    #[must_use]
    pub fn occurrences(&self, axis: &Axis) -> Vec<Occurrence> {
        let mut found = Vec::new();
        for leaf in 0..self.query.leaves.len() {
            let starts = (0..axis.len()).filter(|start| self.stands_at(leaf, axis, *start));
            let words = self.query.leaves[leaf].words.len() as u32;
            found.extend(starts.map(|start| Occurrence { at: axis.position(start), words, leaf }));
        }
        found.sort_unstable();
        found
    }

    fn stands_at(&self, leaf: usize, axis: &Axis, start: usize) -> bool {
        let leaf = &self.query.leaves[leaf];
        let first = axis.position(start);
        let word_fits = |(offset, pattern): (usize, &super::Pattern)| {
            let index = start + offset;
            index < axis.len()
                && axis.position(index) == first + offset as u32
                && pattern.matches(axis.folded(index), &self.stems)
        };
        leaf.words.iter().enumerate().all(word_fits) && leaf.parts.has(axis.part_of(first))
    }

    /// The outline of an article, without the leaves that do not take part in the match; none if the query does not match.
    #[must_use]
    pub fn outline(&self, article: &Article, axis: &Axis) -> Option<Outline> {
        let occurrences = self.occurrences(axis);
        Outline::of_match(self.query, stretches(axis), occurrences, &|test| test.holds(&article.meta, &self.stems))
    }
}

impl Outline {
    /// Keeps the occurrences that take part in the match; none if the query does not match.
    #[must_use]
    pub fn of_match(
        query: &Query,
        sentences: Vec<Stretch>,
        mut occurrences: Vec<Occurrence>,
        holds: &dyn Fn(&Test) -> bool,
    ) -> Option<Self> {
        let part = taking_part(&query.root, &|leaf| occurrences.iter().any(|one| one.leaf == leaf), holds)?;
        occurrences.retain(|one| part.contains(&one.leaf));
        Some(Self { sentences, occurrences })
    }
}

fn stretches(axis: &Axis) -> Vec<Stretch> {
    let mut before = None;
    let stretch = |sentence: &Sentence| {
        let opens = before.replace(sentence.paragraph) != Some(sentence.paragraph);
        Stretch { at: sentence.at, words: sentence.words, opens, part: axis.part_of(sentence.at) }
    };
    axis.sentences.iter().map(stretch).collect()
}

/// The highlights of occurrences, in the order of the text, without repetition.
#[must_use]
pub fn highlights(article: &Article, axis: &Axis, occurrences: &[Occurrence]) -> Vec<Highlight> {
    let mut list: Vec<Highlight> = occurrences.iter().flat_map(|one| spans_of(article, axis, *one)).collect();
    list.sort_unstable();
    list.dedup_by_key(|highlight| highlight.span);
    list
}

/// The words of an occurrence as one span where they stand side by side in the text, else (a phrase around a block of junk) word by
/// word.
fn spans_of(article: &Article, axis: &Axis, one: Occurrence) -> Vec<Highlight> {
    let Some(first) = axis.index_of(one.at) else {
        return Vec::new();
    };
    let spans: Vec<Span> = (first..first + one.words as usize).map(|index| axis.span(index)).collect();
    let whole = spans.iter().copied().reduce(Span::cover);
    let in_one_block = |span: &Span| article.blocks.iter().any(|block| block.span.contains(*span));
    match whole {
        Some(whole) if in_one_block(&whole) => vec![Highlight { span: whole, leaf: one.leaf }],
        _ => spans.into_iter().map(|span| Highlight { span, leaf: one.leaf }).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{ArticleId, Block, Meta, Zone};
    use crate::query::{Options, Parts, parse};

    fn article(text: &str) -> Article {
        let span = Span::new(text, 0, text.len()).unwrap();
        let blocks = vec![Block { span, zone: Zone::Body }];
        Article { id: ArticleId("x".into()), path: "x".into(), meta: Meta::default(), text: text.into(), blocks }
    }

    fn marked(query: &str, text: &str) -> Vec<String> {
        let query = parse(query, Options::default()).unwrap();
        let article = article(text);
        let axis = Axis::of(&article);
        let outline = Matcher::new(&query).outline(&article, &axis).unwrap();
        highlights(&article, &axis, &outline.occurrences)
            .iter()
            .map(|highlight| highlight.span.of(text).to_owned())
            .collect()
    }

    const TEXT: &str = "A final warning came. The warning was final; the Final Warning\u{2019}s text was short.";

    #[test]
    fn a_word_of_a_phrase_is_not_marked_outside_the_phrase() {
        assert_eq!(marked("\"final warning\"", TEXT), ["final warning", "Final Warning"]);
        assert_eq!(marked("final warnings", TEXT), ["final", "warning", "warning", "final", "Final", "Warning"]);
    }

    #[test]
    fn only_what_takes_part_in_the_match_is_marked() {
        assert_eq!(marked("(warning AND river) OR short", TEXT), ["short"]);
        assert_eq!(marked("short NOT river", TEXT), ["short"]);
        assert!(marked("-river", TEXT).is_empty());
    }

    #[test]
    fn boilerplate_is_marked_only_when_it_is_searched() {
        let mut article = article("One talk.");
        article.blocks[0].zone = Zone::Boilerplate;
        let axis = Axis::of(&article);
        let count = |parts| {
            let query = parse("talks", Options { parts, ..Options::default() }).unwrap();
            Matcher::new(&query).occurrences(&axis).len()
        };
        assert_eq!((count(Parts::TEXT), count(Parts::ALL)), (0, 1));
    }
}
