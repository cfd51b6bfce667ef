//! Where a query matches in one article: the one source of highlights, lists and counts.
//!
//! Only what takes part in the match counts: in `(a AND b) OR c` an `a` without a `b` is no match, and nothing under NOT is.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::algebra::{Interval, Places, Positions, intervals};
use super::ast::{Bearer, Clause, Query, Reach, Test, What};
use super::figures::Worth;
use super::pattern::Comparer;
use crate::article::{Article, Mention, Part, Span};
use crate::text::axis::{Axis, Sentence};
use crate::text::mentions::{callings, forms};
use crate::text::stem::Stems;

/// An occurrence of a leaf, or of an atom of it, on the axis.
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
    /// Where the leaves that take part in the match occur, in axis order: each from its first word to its last.
    pub occurrences: Vec<Occurrence>,
    /// What of these is marked, in axis order: of a near, both sides, and not what is between.
    pub marks: Vec<Occurrence>,
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
    /// The words of each atom, ready to be compared; none of a name or a figure.
    atoms: Vec<Vec<Comparer>>,
    stems: Stems,
}

impl<'a> Matcher<'a> {
    /// A matcher for `query`.
    #[must_use]
    pub fn new(query: &'a Query) -> Self {
        let ready = |atom: &super::Atom| atom.words().iter().map(Comparer::new).collect();
        Self { query, atoms: query.atoms.iter().map(ready).collect(), stems: Stems::default() }
    }

    /// The outline of an article, without the leaves that do not take part in the match; none if the query does not match.
    #[must_use]
    pub fn outline(&self, article: &Article, axis: &Axis) -> Option<Outline> {
        let mut positions = TextPositions { matcher: self, article, axis, forms: OnceCell::new() };
        Outline::of_match(self.query, stretches(axis), &mut positions, &|test| test.holds(&article.meta))
    }

    /// The highlights of occurrences, in the order of the text, without repetition.
    #[must_use]
    pub fn highlights(&self, article: &Article, axis: &Axis, occurrences: &[Occurrence]) -> Vec<Highlight> {
        let spans = |one: &Occurrence| match self.figure(article, axis, *one) {
            Some(number) => vec![Highlight { span: article.figures[number].span, leaf: one.leaf }],
            None => spans_of(article, axis, *one),
        };
        let mut list: Vec<Highlight> = occurrences.iter().flat_map(spans).collect();
        list.sort_unstable();
        list.dedup_by_key(|highlight| highlight.span);
        list
    }

    /// The figure that an occurrence is, if its leaf asks for one: its sign belongs to it too, which is no word.
    #[must_use]
    pub fn figure(&self, article: &Article, axis: &Axis, one: Occurrence) -> Option<usize> {
        let near = axis.figures.partition_point(|placed| placed.at < one.at);
        let placed = axis.figures.get(near).filter(|placed| (placed.at, placed.words) == (one.at, one.words))?;
        let asks = |atom: &usize| match &self.query.atoms[*atom].what {
            What::Figure(valued) => !valued.is_of_all() && valued.means(article, placed.number, &self.stems),
            _ => false,
        };
        self.query.leaves[one.leaf].atoms().iter().any(asks).then_some(placed.number)
    }
}

/// Positions read from the tokenised text of one article.
struct TextPositions<'a> {
    matcher: &'a Matcher<'a>,
    article: &'a Article,
    axis: &'a Axis,
    /// The forms of each entity, from the first time that a name is asked for.
    forms: OnceCell<Vec<BTreeSet<String>>>,
}

impl TextPositions<'_> {
    /// Whether a mention is of `bearer`.
    fn is_of(&self, mention: &Mention, bearer: &Bearer) -> bool {
        let known_by = |form: &String| {
            let forms = self.forms.get_or_init(|| forms(self.article));
            forms.get(mention.entity as usize).is_some_and(|forms| forms.contains(form))
        };
        let of_kind = self.article.names.kind(mention) == bearer.kind;
        of_kind && (bearer.forms.is_empty() || bearer.forms.iter().any(known_by))
    }

    fn stands_at(&self, atom: usize, start: usize) -> bool {
        let axis = self.axis;
        let first = axis.position(start);
        let word_fits = |(offset, comparer): (usize, &Comparer)| {
            let index = start + offset;
            let in_a_row = index < axis.len() && axis.position(index) == first + offset as u32;
            in_a_row && comparer.means(axis.folded(index), axis.span(index).of(&self.article.text))
        };
        let part = axis.part_of(first);
        self.matcher.query.atoms[atom].parts.has(part) && self.matcher.atoms[atom].iter().enumerate().all(word_fits)
    }
}

impl Positions for TextPositions<'_> {
    fn atom(&mut self, number: usize, take: &mut dyn FnMut(&[u32], u32)) {
        let (axis, atom) = (self.axis, &self.matcher.query.atoms[number]);
        match &atom.what {
            What::Words(words) => {
                let starts = (0..axis.len()).filter(|start| self.stands_at(number, *start));
                let starts: Vec<u32> = starts.map(|start| axis.position(start)).collect();
                take(&starts, words.len() as u32);
            }
            What::Name(bearer) => {
                let is_meant = |mention: usize| self.is_of(&self.article.names.mentions[mention], bearer);
                let searched = axis.mentions.iter().filter(|placed| atom.parts.has(axis.part_of(placed.at)));
                let meant = searched.filter(|placed| is_meant(placed.number));
                meant.for_each(|placed| take(&[placed.at], placed.words));
            }
            What::Speaker(wanted) => {
                let forms = self.forms.get_or_init(|| forms(self.article));
                let said = |number: usize| {
                    let called = callings(self.article, &self.article.quotes[number], forms);
                    if wanted.is_empty() { !called.is_empty() } else { wanted.iter().any(|form| called.contains(form)) }
                };
                let searched = axis.quotes.iter().filter(|placed| atom.parts.has(axis.part_of(placed.at)));
                let meant = searched.filter(|placed| said(placed.number));
                meant.for_each(|placed| take(&[placed.at], placed.words));
            }
            What::Figure(valued) => {
                let searched = axis.figures.iter().filter(|placed| atom.parts.has(axis.part_of(placed.at)));
                let meant = searched.filter(|placed| valued.means(self.article, placed.number, &self.matcher.stems));
                let valueless = axis.valueless.iter().filter(|_| valued.worth == Worth::Read);
                let valueless = valueless.filter(|placed| atom.parts.has(axis.part_of(placed.at)));
                let mut places: Vec<(u32, u32)> =
                    meant.chain(valueless).map(|placed| (placed.at, placed.words)).collect();
                places.sort_unstable();
                for (at, words) in places {
                    take(&[at], words);
                }
            }
        }
    }

    fn borders(&mut self, reach: Reach) -> Vec<u32> {
        let stretches = stretches(self.axis);
        stretches
            .iter()
            .filter(|sentence| reach == Reach::Sentence || sentence.opens)
            .map(|sentence| sentence.at)
            .collect()
    }

    fn lead_end(&mut self) -> u32 {
        self.axis.lead_end()
    }

    fn quotations(&mut self) -> Vec<(u32, u32)> {
        self.axis.quotations.clone()
    }
}

impl Outline {
    /// The outline of an article whose atoms stand at `positions`; none if the query does not match.
    #[must_use]
    pub fn of_match(
        query: &Query,
        sentences: Vec<Stretch>,
        positions: &mut dyn Positions,
        holds: &dyn Fn(&Test) -> bool,
    ) -> Option<Self> {
        let leaves: Vec<Vec<Interval<Places>>> = query.leaves.iter().map(|leaf| intervals(leaf, positions)).collect();
        let part = taking_part(&query.root, &|leaf| !leaves[leaf].is_empty(), holds)?;
        let mut outline = Self { sentences, ..Self::default() };
        for (leaf, list) in leaves.into_iter().enumerate().filter(|(leaf, _)| part.contains(leaf)) {
            for interval in list {
                outline.occurrences.push(Occurrence {
                    at: interval.start,
                    words: interval.end - interval.start + 1,
                    leaf,
                });
                outline.marks.extend(interval.marks.into_iter().map(|(at, words)| Occurrence { at, words, leaf }));
            }
        }
        outline.occurrences.sort_unstable();
        outline.marks.sort_unstable();
        outline.marks.dedup();
        Some(outline)
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

/// The words of an occurrence as one span where they stand side by side in the text, else (a phrase around a block of junk) word by
/// word.
fn spans_of(article: &Article, axis: &Axis, one: Occurrence) -> Vec<Highlight> {
    let Some(first) = axis.index_of(one.at) else {
        return Vec::new();
    };
    let spans: Vec<Span> = (first..first + one.words as usize).map(|index| axis.span(index)).collect();
    let whole = spans.iter().copied().reduce(Span::cover);
    let in_one_block = |span: &Span| article.block_of(*span).is_some();
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
        Article::new(ArticleId("x".into()), "x".into(), Meta::default(), text.into(), blocks)
    }

    fn marked(query: &str, text: &str) -> Vec<String> {
        let query = parse(query, Options::default()).unwrap();
        let article = article(text);
        let axis = Axis::of(&article);
        let matcher = Matcher::new(&query);
        let outline = matcher.outline(&article, &axis).unwrap();
        matcher
            .highlights(&article, &axis, &outline.marks)
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
            Matcher::new(&query).outline(&article, &axis).map_or(0, |outline| outline.marks.len())
        };
        assert_eq!((count(Parts::TEXT), count(Parts::ALL)), (0, 1));
    }
}
