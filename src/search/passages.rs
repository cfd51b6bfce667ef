//! Passages: runs of whole sentences of one paragraph, each scored for the query as a small document (as Lucene's unified
//! highlighter does), the best chosen first and never overlapping.

use super::tally;
use crate::article::{Article, Part, Zone};
use crate::query::spans::{Occurrence, Outline, Stretch};
use crate::text::axis::{Axis, Sentence};

/// A run of sentences with its score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// Index of its first sentence.
    pub first: usize,
    /// Index of its last sentence.
    pub last: usize,
    /// Its score for the query.
    pub score: f64,
}

/// How much of the best passage's score goes into the article's: both are sums over the same weights, so 1 would let them count
/// alike. 0.25 to 1 is within 1 % on abstracts; on long articles a passage is worth 4 % (`docs/ranking.md`).
pub const SHARE: f64 = 0.5;

/// The most sentences, and the most words, that are put together: about what a terminal shows in four lines.
const MOST_SENTENCES: usize = 3;
const MOST_WORDS: u32 = 60;
/// Saturation as in BM25; the length that is neither favoured nor not, in words: the median sentence of Reuters-21578 and the White
/// House archive has 22.
const K1: f64 = 1.2;
const B: f64 = 0.5;
const PIVOT: f64 = 25.0;

/// The score of the best window, the headline's included: a headline that says it all is as good as a passage.
pub fn best(outline: &Outline, weights: &[f64]) -> f64 {
    candidates(outline, weights).iter().map(|window| window.score).fold(0.0, f64::max)
}

/// The best `count` windows, best first. Those of the headline come behind all others, since a reader sees the headline anyway; but
/// who asks for enough of them gets every place.
pub fn windows(outline: &Outline, weights: &[f64], count: usize) -> Vec<Window> {
    let mut candidates = candidates(outline, weights);
    let in_headline = |window: &Window| outline.sentences[window.last].part == Part::Headline;
    candidates.sort_by(|one, other| {
        let by_part = in_headline(one).cmp(&in_headline(other));
        let by_place = one.first.cmp(&other.first).then(one.last.cmp(&other.last));
        by_part.then(other.score.total_cmp(&one.score)).then(by_place)
    });
    let mut chosen: Vec<Window> = Vec::new();
    for window in candidates {
        if chosen.len() == count {
            break;
        }
        if chosen.iter().all(|other| window.last < other.first || other.last < window.first) {
            chosen.push(window);
        }
    }
    chosen
}

/// The sentence that opens the report, for articles in which nothing is marked.
pub fn opening(article: &Article, axis: &Axis) -> Option<Window> {
    let zone_of = |sentence: &Sentence| article.blocks[sentence.paragraph].zone;
    let in_body = axis.sentences.iter().position(|sentence| zone_of(sentence) == Zone::Body);
    let first = in_body.or((!axis.sentences.is_empty()).then_some(0))?;
    Some(Window { first, last: first, score: 0.0 })
}

/// The window with up to `context` more sentences on each side: of the same part, and without a block between that is none of it.
pub fn with_context(article: &Article, axis: &Axis, window: &Window, context: usize) -> (usize, usize) {
    let part = |sentence: &Sentence| article.blocks[sentence.paragraph].zone.part();
    let adjoins = |one: usize, next: usize| match (axis.sentences.get(one), axis.sentences.get(next)) {
        (Some(one), Some(next)) => part(one) == part(next) && next.paragraph - one.paragraph <= 1,
        _ => false,
    };
    let (mut first, mut last) = (window.first, window.last);
    for _ in 0..context {
        first -= usize::from(first > 0 && adjoins(first - 1, first));
        last += usize::from(adjoins(last, last + 1));
    }
    (first, last)
}

fn candidates(outline: &Outline, weights: &[f64]) -> Vec<Window> {
    let Outline { sentences, occurrences, .. } = outline;
    let sentence_of = |position: u32| sentences.partition_point(|sentence| sentence.at <= position).checked_sub(1);
    // The sentences an occurrence stands in: the first and the last.
    let reach: Vec<(usize, usize)> = occurrences
        .iter()
        .filter_map(|one| Some((sentence_of(one.at)?, sentence_of(one.at + one.words - 1)?)))
        .collect();
    let mut list: Vec<Window> = Vec::new();
    for (index, (first, least)) in reach.iter().enumerate() {
        if index > 0 && reach[index - 1].0 == *first && reach[index - 1].1 == *least {
            continue;
        }
        let ends = reach[index..].iter().map(|(_, last)| *last).filter(|last| last >= least);
        let mut last_end = None;
        for last in ends.take_while(|last| *last == *least || fits(&sentences[*first..=*last])) {
            if last_end.replace(last) != Some(last) {
                list.push(scored(*first, last, outline, weights));
            }
        }
    }
    list
}

/// Whether sentences may stand together: of one paragraph, and not too many.
fn fits(sentences: &[Stretch]) -> bool {
    let words: u32 = sentences.iter().map(|sentence| sentence.words).sum();
    sentences.len() <= MOST_SENTENCES && words <= MOST_WORDS && sentences[1..].iter().all(|sentence| !sentence.opens)
}

fn scored(first: usize, last: usize, outline: &Outline, weights: &[f64]) -> Window {
    let sentences = &outline.sentences[first..=last];
    let (start, end) = (sentences[0].at, sentences[sentences.len() - 1].at + sentences[sentences.len() - 1].words);
    let from = outline.occurrences.partition_point(|one| one.at < start);
    let to = outline.occurrences.partition_point(|one| one.at < end);
    let within: Vec<Occurrence> =
        outline.occurrences[from..to].iter().filter(|one| one.at + one.words <= end).copied().collect();
    let words: u32 = sentences.iter().map(|sentence| sentence.words).sum();
    let norm = K1 * (1.0 - B + B * f64::from(words) / PIVOT);
    let score = tally(&within).into_iter().map(|(leaf, count)| {
        let count = f64::from(count);
        weights[leaf] * count * (K1 + 1.0) / (count + norm)
    });
    Window { first, last, score: score.sum() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(lengths: &[(u32, bool)], occurrences: &[(u32, usize)]) -> Outline {
        let mut at = 0;
        let sentences = lengths.iter().map(|(words, opens)| {
            let sentence = Stretch { at, words: *words, opens: *opens, part: Part::Body };
            at += words;
            sentence
        });
        let occurrences = occurrences.iter().map(|(at, leaf)| Occurrence { at: *at, words: 1, leaf: *leaf });
        Outline { sentences: sentences.collect(), occurrences: occurrences.collect(), marks: Vec::new() }
    }

    #[test]
    fn the_sentence_with_both_words_wins_over_the_ones_with_one() {
        let outline = outline(&[(10, true), (10, false), (10, true)], &[(1, 0), (12, 0), (14, 1), (25, 1)]);
        let best = windows(&outline, &[1.0, 1.0], 2);
        assert_eq!((best[0].first, best[0].last), (0, 1));
        assert_eq!((best[1].first, best[1].last), (2, 2));
    }

    #[test]
    fn sentences_of_two_paragraphs_never_stand_together() {
        let outline = outline(&[(5, true), (5, true)], &[(1, 0), (6, 1)]);
        assert!(windows(&outline, &[1.0, 1.0], 9).iter().all(|window| window.first == window.last));
    }
}
