//! Many phrases at once: where each of them stands in one article. What [`super::spans::Matcher`] finds for one phrase of folded
//! words this finds for thousands in one pass, and the two are held against each other.

use std::collections::HashMap;

use crate::text::axis::Axis;

/// Phrases of folded words, ready to be looked for.
#[derive(Debug, Default, Clone)]
pub struct Phrases {
    /// By first word: the number of the phrase, and its words.
    by_first: HashMap<String, Vec<(usize, Vec<String>)>>,
}

/// A place of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The number of its first word among the words of the article.
    pub first: usize,
    /// The number of its words.
    pub words: usize,
    /// The number of the phrase.
    pub phrase: usize,
}

impl Phrases {
    /// Makes ready phrases given as folded words joined by spaces; they are numbered in this order. An empty one stands nowhere.
    pub fn new<'a>(phrases: impl IntoIterator<Item = &'a str>) -> Self {
        let mut by_first: HashMap<String, Vec<(usize, Vec<String>)>> = HashMap::new();
        for (number, phrase) in phrases.into_iter().enumerate() {
            let words: Vec<String> = phrase.split(' ').map(ToOwned::to_owned).collect();
            by_first.entry(words[0].clone()).or_default().push((number, words));
        }
        by_first.remove("");
        Self { by_first }
    }

    /// All places of all phrases, in the order of the axis; they may overlap.
    #[must_use]
    pub fn places(&self, axis: &Axis) -> Vec<Found> {
        let mut places = Vec::new();
        for first in 0..axis.len() {
            for (phrase, words) in self.by_first.get(axis.folded(first)).into_iter().flatten() {
                if stands_at(axis, first, words) {
                    places.push(Found { first, words: words.len(), phrase: *phrase });
                }
            }
        }
        places
    }
}

fn stands_at(axis: &Axis, first: usize, words: &[String]) -> bool {
    let start = axis.position(first);
    (0_u32..).zip(words).enumerate().all(|(offset, (distance, word))| {
        let index = first + offset;
        index < axis.len() && axis.position(index) == start + distance && axis.folded(index) == word
    })
}
