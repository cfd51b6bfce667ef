//! Many phrases at once: where each of them stands in one article. What [`super::spans::Matcher`] finds for one phrase of folded
//! words this finds for thousands in one pass, and the two are held against each other.

use std::collections::HashMap;

use crate::text::axis::Axis;
use crate::text::hash::Quick;

/// Phrases of folded words, ready to be looked for: a tree whose branches are words.
#[derive(Debug, Default, Clone)]
pub struct Phrases {
    /// The words of all phrases, numbered.
    words: HashMap<Box<str>, u32, Quick>,
    /// For each word the node of the phrases that begin with it; 0 if none does.
    starts: Vec<u32>,
    /// The node behind a node and a word.
    next: HashMap<(u32, u32), u32, Quick>,
    /// For each node the number of the phrase that ends there.
    ends: Vec<Option<u32>>,
    /// The phrases that there are.
    count: usize,
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
    /// Takes in a phrase, given as folded words joined by spaces, and gives its number: they count from 0 in the order in which they
    /// came, and what came before keeps its number.
    pub fn add(&mut self, phrase: &str) -> usize {
        let mut node = 0;
        for word in phrase.split(' ') {
            let word = self.word(word);
            node = self.node(node, word);
        }
        let end = &mut self.ends[node as usize];
        let number = *end.get_or_insert(self.count as u32) as usize;
        self.count = self.count.max(number + 1);
        number
    }

    fn word(&mut self, word: &str) -> u32 {
        if let Some(number) = self.words.get(word) {
            return *number;
        }
        let number = self.starts.len() as u32;
        self.words.insert(word.into(), number);
        self.starts.push(0);
        number
    }

    fn node(&mut self, before: u32, word: u32) -> u32 {
        if self.ends.is_empty() {
            self.ends.push(None);
        }
        let new = self.ends.len() as u32;
        let node = match before {
            0 if self.starts[word as usize] > 0 => self.starts[word as usize],
            0 => {
                self.starts[word as usize] = new;
                new
            }
            _ => *self.next.entry((before, word)).or_insert(new),
        };
        if node == new {
            self.ends.push(None);
        }
        node
    }

    /// The number of a phrase, if it is one of them.
    #[must_use]
    pub fn number(&self, phrase: &str) -> Option<usize> {
        let mut words = phrase.split(' ');
        let first = *self.words.get(words.next()?)?;
        let mut node = self.starts[first as usize];
        for word in words {
            let word = *self.words.get(word)?;
            node = *self.next.get(&(node, word))?;
        }
        self.ends[node as usize].map(|number| number as usize)
    }

    /// All places of all phrases, in the order of the axis, at one word the shorter first; they may overlap. A phrase whose first word
    /// is empty stands nowhere.
    #[must_use]
    pub fn places(&self, axis: &Axis) -> Vec<Found> {
        let words: Vec<Option<u32>> =
            (0..axis.len()).map(|index| self.words.get(axis.folded(index)).copied()).collect();
        let mut places = Vec::new();
        for first in 0..axis.len() {
            let Some(word) = words[first].filter(|_| !axis.folded(first).is_empty()) else { continue };
            let mut node = self.starts[word as usize];
            let mut length = 1;
            while node > 0 {
                if let Some(phrase) = self.ends[node as usize] {
                    places.push(Found { first, words: length, phrase: phrase as usize });
                }
                let behind = first + length;
                let follows = behind < axis.len() && axis.position(behind) == axis.position(first) + length as u32;
                let word = words.get(behind).copied().flatten().filter(|_| follows);
                node = word.and_then(|word| self.next.get(&(node, word)).copied()).unwrap_or_default();
                length += 1;
            }
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, ArticleId, Block, Meta, Span, Zone};

    fn axis(text: &str) -> Axis {
        let blocks = vec![Block { span: Span::new(text, 0, text.len()).unwrap(), zone: Zone::Body }];
        let (id, text) = (ArticleId("x".into()), text.to_owned());
        Axis::of(&Article::new(id, "x".into(), Meta::default(), text, blocks))
    }

    #[test]
    fn phrases_are_found_within_and_across_each_other() {
        let mut phrases = Phrases::default();
        let list = ["bank of", "bank of veldania", "of veldania", "veldania", "veldania says", "bank"];
        let numbers: Vec<usize> = list.iter().map(|phrase| phrases.add(phrase)).collect();
        assert_eq!(numbers, [0, 1, 2, 3, 4, 5]);
        assert_eq!(phrases.add("of veldania"), 2);
        assert_eq!((phrases.number("veldania"), phrases.number("of"), phrases.number("new")), (Some(3), None, None));
        let places = phrases.places(&axis("The Bank of Veldania, says the bank of"));
        let seen: Vec<_> = places.iter().map(|place| (place.first, place.words, place.phrase)).collect();
        let expected = [(1, 1, 5), (1, 2, 0), (1, 3, 1), (2, 2, 2), (3, 1, 3), (3, 2, 4), (6, 1, 5), (6, 2, 0)];
        assert_eq!(seen, expected);
    }
}
