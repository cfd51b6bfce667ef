//! The tagger: which words of an article are the name of a person, an organisation, a place, or of something else. A conditional
//! random field over the candidates (words with a capital, and what may join them); all other words are outside by rule, in
//! training as in use, which leaves a fifth of the words to look at.

pub mod features;
pub mod hash;
pub mod labels;
pub mod lexicon;
pub mod model;
pub mod page;
pub mod reading;
pub mod words;

use std::ops::Range;

use labels::{LABELS, Label, OUTSIDE, PADDED, is_open, may_follow};
use model::Model;
use page::Page;
use words::Words;

type Scores = [i32; PADDED];

/// Labels the words of articles, one article after the other.
pub struct Tagger<'a> {
    model: &'a Model,
    words: Words,
    page: Page,
    labels: Vec<Label>,
    features: Vec<u32>,
    scores: Vec<Scores>,
    back: Vec<[u8; PADDED]>,
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
            features: Vec::new(),
            scores: Vec::new(),
            back: Vec::new(),
        }
    }

    /// Labels every word of the blocks of `text`: the page as laid out, and a label for each of its tokens.
    pub fn tag(&mut self, text: &str, blocks: impl Iterator<Item = Range<usize>>) -> (&Page, &Words, &mut [Label]) {
        self.words.trim();
        self.page.lay_out(text, blocks, &mut self.words);
        self.labels.clear();
        self.labels.resize(self.page.places.len(), OUTSIDE);
        for index in 0..self.page.reading.sentences.len() {
            let sentence = self.page.reading.sentences[index].clone();
            let mut at = sentence.start;
            while let Some(run) = self.page.next_run(at..sentence.end) {
                at = run.end;
                self.run(&sentence, run);
            }
        }
        (&self.page, &self.words, &mut self.labels)
    }

    /// Labels a run of candidates: the best row of labels by Viterbi's algorithm.
    fn run(&mut self, sentence: &Range<usize>, run: Range<usize>) {
        self.scores.clear();
        for at in run.clone() {
            features::gather(&self.page, &self.words, sentence.clone(), at, &mut self.features);
            self.scores.push(sum(self.model, &self.features));
        }
        best_path(&self.scores, &self.model.transitions, &mut self.back, &mut self.labels[run]);
    }
}

fn sum(model: &Model, features: &[u32]) -> Scores {
    let mut scores = [0; PADDED];
    for row in features.iter().filter_map(|feature| model.row(*feature)) {
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
