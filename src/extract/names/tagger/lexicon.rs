//! The tables beside the weights: names known beforehand with their classes, and clusters of words that are used alike.

use super::words::{HashedMap, HashedSet};
use super::{hash, reading::Token, words::Words};

/// What a word or phrase is known as: a set of the classes in [`CLASSES`].
pub type Classes = u16;

/// The classes of the lexicon, by bit, under the names that its source gives them.
pub const CLASSES: [&str; 14] = [
    "country",
    "city",
    "region",
    "dem",
    "fore",
    "sur",
    "person",
    "org",
    "title",
    "orgtrig",
    "loctrig",
    "other",
    "orgword",
    "placeword",
];
/// Classes that a word has also in lower case: titles and words that tell what stands beside them.
const CASELESS: Classes = 0b11_0111 << 8 & !(1 << 11);

/// Names by phrase, and clusters by word.
#[derive(Debug, Default, Clone)]
pub struct Lexicon {
    phrases: HashedMap<Classes>,
    /// Hashes of the beginnings of longer phrases.
    beginnings: HashedSet,
    clusters: HashedMap<[u16; 3]>,
}

/// The longest phrase that is looked up, in words.
const LONGEST: usize = 7;

impl Lexicon {
    /// Adds a phrase, given as the folded hashes of its words.
    pub fn add(&mut self, words: &[u64], classes: Classes) {
        let mut phrase = 0;
        for (index, word) in words.iter().enumerate() {
            phrase = hash::mix(phrase, *word);
            if index + 1 < words.len() {
                self.beginnings.insert(phrase);
            }
        }
        *self.phrases.entry(phrase).or_default() |= classes;
    }

    /// Sets the clusters of a word, given as its folded hash.
    pub fn cluster(&mut self, word: u64, clusters: [u16; 3]) {
        self.clusters.insert(word, clusters);
    }

    /// What a single word is known as.
    #[must_use]
    pub fn classes_of_word(&self, word: u64) -> Classes {
        self.phrases.get(&hash::mix(0, word)).copied().unwrap_or_default()
    }

    /// The part of `classes` that holds for a word in lower case.
    #[must_use]
    pub fn caseless(classes: Classes) -> Classes {
        classes & CASELESS
    }

    /// The clusters of a word, from coarse to fine.
    #[must_use]
    pub fn clusters(&self, word: u64) -> Option<[u16; 3]> {
        self.clusters.get(&word).copied()
    }

    /// The longest phrase of two or more words that begins at the first of `tokens`: its length in words and its classes.
    #[must_use]
    pub fn longest(&self, tokens: &[Token], words: &Words) -> Option<(usize, Classes)> {
        let mut phrase = 0;
        let mut longest = None;
        for (index, token) in tokens.iter().take(LONGEST).enumerate() {
            phrase = hash::mix(phrase, words.get(token.word).lower);
            if index > 0
                && let Some(classes) = self.phrases.get(&phrase)
            {
                longest = Some((index + 1, *classes));
            }
            if !self.beginnings.contains(&phrase) {
                break;
            }
        }
        longest
    }
}
