//! The tagger: which words of an article are the name of a person, an organisation, a place, or of something else. A conditional
//! random field over the candidates (words with a capital, and what may join them); all other words are outside by rule, in
//! training as in use, which leaves a fifth of the words to look at.

pub mod document;
pub mod features;
pub mod hash;
pub mod hints;
pub mod labels;
pub mod lexicon;
pub mod model;
pub mod page;
pub mod reading;
mod rows;
pub mod shipped;
pub mod words;

use std::ops::Range;

use hints::Hints;
use labels::{LABELS, Label, OUTSIDE, PADDED, is_open, may_follow};
use model::Model;
use page::Page;
use words::Words;

/// Sums of weights, a label each.
pub type Scores = [i32; PADDED];

/// Labels the words of articles, one article after the other.
pub struct Tagger<'a> {
    model: &'a Model,
    words: Words,
    page: Page,
    labels: Vec<Label>,
    hints: Hints,
    looks: Looks,
}

/// What the looks at an article need, kept from article to article so that its memory is.
#[derive(Default)]
struct Looks {
    /// The runs of candidates, in order.
    runs: Vec<(Range<usize>, Range<usize>)>,
    /// The sums of the first look, candidate by candidate.
    scores: Vec<Scores>,
    features: Vec<u32>,
    back: Vec<[u8; PADDED]>,
    first: Vec<Label>,
}

impl<'a> Tagger<'a> {
    /// A tagger with the weights of `model`.
    #[must_use]
    pub fn new(model: &'a Model) -> Self {
        Self {
            words: Words::new(model.lexicon.clone()),
            model,
            page: Page::default(),
            labels: Vec::new(),
            hints: Hints::default(),
            looks: Looks::default(),
        }
    }

    /// Labels every word of the blocks of `text`: the page as laid out, and a label for each of its tokens.
    pub fn tag(&mut self, text: &str, blocks: impl Iterator<Item = Range<usize>>) -> (&Page, &[Label]) {
        self.look_once(text, blocks);
        self.look_twice();
        document::settle(&self.page, &self.words, &mut self.labels);
        (&self.page, &self.labels)
    }

    /// The first look alone: the page, its words, the labels, and the sums of the candidates in order.
    pub fn look_once(
        &mut self,
        text: &str,
        blocks: impl Iterator<Item = Range<usize>>,
    ) -> (&Page, &Words, &[Label], &[Scores]) {
        self.words.trim();
        self.page.lay_out(text, blocks, &mut self.words);
        self.labels.clear();
        self.labels.resize(self.page.places.len(), OUTSIDE);
        self.looks.runs.clear();
        self.looks.scores.clear();
        for sentence in &self.page.reading.sentences {
            let mut at = sentence.start;
            while let Some(run) = self.page.next_run(at..sentence.end) {
                at = run.end;
                self.looks.runs.push((sentence.clone(), run));
            }
        }
        for (sentence, run) in &self.looks.runs {
            let first = self.looks.scores.len();
            for at in run.clone() {
                features::gather(&self.page, &self.words, sentence.clone(), at, &mut self.looks.features);
                self.looks.scores.push(sum(&self.looks.features, |feature| self.model.row(feature)));
            }
            let labels = &mut self.labels[run.clone()];
            best_path(&self.looks.scores[first..], &self.model.transitions, &mut self.looks.back, labels);
        }
        (&self.page, &self.words, &self.labels, &self.looks.scores)
    }

    /// The second look: the same sums, and what the first look found elsewhere in the article.
    fn look_twice(&mut self) {
        let looks = &mut self.looks;
        self.hints.gather(&self.page, &self.words, &self.labels);
        looks.first.clone_from(&self.labels);
        let mut done = 0;
        for (_, run) in &looks.runs {
            let scores = &mut looks.scores[done..done + run.len()];
            done += run.len();
            for (at, score) in run.clone().zip(&mut *scores) {
                hints::gather(&self.hints, &self.page, &self.words, (&looks.first, at), &mut looks.features);
                let more = sum(&looks.features, |feature| self.model.hint(feature));
                *score = std::array::from_fn(|label| score[label] + more[label]);
            }
            best_path(scores, &self.model.hint_transitions, &mut looks.back, &mut self.labels[run.clone()]);
        }
    }
}

fn sum<'a>(features: &[u32], row: impl Fn(u32) -> Option<&'a model::Row>) -> Scores {
    let mut scores = [0; PADDED];
    for row in features.iter().filter_map(|feature| row(*feature)) {
        for (score, weight) in scores.iter_mut().zip(row) {
            *score += i32::from(*weight);
        }
    }
    scores
}

/// Writes the best row of labels into `out`. Before and after stands a word outside any name.
fn best_path(scores: &[Scores], transitions: &model::Transitions, back: &mut Vec<[u8; PADDED]>, out: &mut [Label]) {
    back.clear();
    let mut best = transitions[OUTSIDE as usize];
    let mut total: Scores = std::array::from_fn(|label| best[label] + scores[0][label]);
    for step in &scores[1..] {
        best = [i32::MIN; PADDED];
        let mut from = [0; PADDED];
        for label in 0..LABELS {
            for next in 0..PADDED {
                let score = total[label] + transitions[label][next];
                if score > best[next] {
                    best[next] = score;
                    from[next] = label as u8;
                }
            }
        }
        total = std::array::from_fn(|label| best[label] + step[label]);
        back.push(from);
    }
    let ends = (0..LABELS as u8).filter(|label| !is_open(*label));
    let mut label = ends
        .max_by_key(|label| (total[*label as usize] + transitions[*label as usize][OUTSIDE as usize], 255 - label))
        .unwrap_or(OUTSIDE);
    for (at, out) in out.iter_mut().enumerate().rev() {
        *out = label;
        if at > 0 {
            label = back[at - 1][label as usize];
        }
    }
    debug_assert!(out.windows(2).all(|pair| may_follow(pair[0], pair[1])));
}
