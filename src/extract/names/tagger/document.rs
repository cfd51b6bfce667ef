//! The document pass: what one place in an article tells about another. The same name has one kind throughout unless the text says
//! otherwise, a person's surname is that person's name wherever it stands, and a name of several words is one at each of its places.

use std::collections::HashMap;
use std::ops::Range;

use crate::article::Kind;

use super::hash;
use super::labels::{self, Label, OUTSIDE};
use super::page::Page;
use super::words::{HashedMap, Words};

/// Settles the labels of an article among each other.
pub fn settle(page: &Page, words: &Words, labels: &mut [Label]) {
    let mut settler = Settler {
        page,
        words,
        votes: HashedMap::default(),
        surnames: HashedMap::default(),
        beginnings: HashMap::new(),
    };
    settler.gather(labels);
    settler.agree(labels);
    settler.recover(labels);
}

/// How often a name was found as each kind, and how long it is in words.
#[derive(Default, Clone, Copy)]
struct Votes {
    kinds: [u32; 4],
    length: usize,
}

impl Votes {
    /// The kind that most of its places say, if they are two at least and nearly all of them.
    fn clear(&self) -> Option<Kind> {
        let all: u32 = self.kinds.iter().sum();
        let most = Kind::ALL.into_iter().max_by_key(|kind| (self.kinds[*kind as usize], 3 - *kind as u32))?;
        let count = self.kinds[most as usize];
        (count >= 2 && count * 4 >= all * 3).then_some(most)
    }

    fn most(&self) -> Option<Kind> {
        Kind::ALL.into_iter().max_by_key(|kind| (self.kinds[*kind as usize], 3 - *kind as u32))
    }
}

struct Settler<'a> {
    page: &'a Page,
    words: &'a Words,
    /// By the name as written.
    votes: HashedMap<Votes>,
    /// Last words of persons named in full, by how they are written.
    surnames: HashedMap<u32>,
    /// Names of two words and more by their first word: hash and length, the longest first.
    beginnings: HashMap<u64, Vec<(u64, usize)>>,
}

impl Settler<'_> {
    fn raw(&self, at: usize) -> u64 {
        self.words.get(self.page.reading.tokens[at].word).raw
    }

    fn written(&self, name: Range<usize>) -> u64 {
        name.fold(0, |key, at| hash::mix(key, self.raw(at)))
    }

    fn gather(&mut self, labels: &[Label]) {
        for (name, kind) in labels::names(labels) {
            if self.page.places[name.start].shouted {
                continue;
            }
            let key = self.written(name.clone());
            let votes = self.votes.entry(key).or_default();
            votes.kinds[kind as usize] += 1;
            votes.length = name.len();
            if name.len() > 1 {
                let first = self.raw(name.start);
                let list = self.beginnings.entry(first).or_default();
                if !list.contains(&(key, name.len())) {
                    list.push((key, name.len()));
                    list.sort_by_key(|(key, length)| (usize::MAX - length, *key));
                }
                if kind == Kind::Person {
                    *self.surnames.entry(self.raw(name.end - 1)).or_default() += 1;
                }
            }
        }
    }

    /// Gives a name the kind that it has elsewhere in the article.
    fn agree(&self, labels: &mut [Label]) {
        let found: Vec<(Range<usize>, Kind)> = labels::names(labels).collect();
        for (name, kind) in found {
            let votes = self.votes.get(&self.written(name.clone())).copied().unwrap_or_default();
            let surname = name.len() == 1 && self.surnames.contains_key(&self.raw(name.start));
            let meant = match votes.clear() {
                Some(clear) if clear != kind && kind != Kind::Other && clear != Kind::Other => Some(clear),
                None if surname
                    && kind != Kind::Person
                    && votes.kinds[kind as usize] <= votes.kinds[Kind::Person as usize] + 1 =>
                {
                    Some(Kind::Person)
                }
                _ => None,
            };
            if let Some(meant) = meant {
                labels::mark(labels, name, meant);
            }
        }
    }

    /// Labels what has none at one place and has one at another.
    fn recover(&self, labels: &mut [Label]) {
        for sentence in &self.page.reading.sentences {
            let mut at = sentence.start;
            while at < sentence.end {
                at += self.recover_at(at, sentence, labels).unwrap_or(1);
            }
        }
    }

    /// The length of the name recovered at a word.
    fn recover_at(&self, at: usize, sentence: &Range<usize>, labels: &mut [Label]) -> Option<usize> {
        let place = self.page.places[at];
        if labels[at] != OUTSIDE || !place.candidate || place.shouted {
            return None;
        }
        let free = |range: &Range<usize>| {
            range.end <= sentence.end && labels[range.clone()].iter().all(|label| *label == OUTSIDE)
        };
        if let Some(list) = self.beginnings.get(&self.raw(at)) {
            for (key, length) in list {
                let name = at..at + length;
                if free(&name) && self.written(name.clone()) == *key {
                    let kind = self.votes.get(key)?.most()?;
                    labels::mark(labels, name, kind);
                    return Some(*length);
                }
            }
        }
        self.recover_word(at, sentence, labels)
    }

    /// A word alone: a known surname, or a name that has one kind at two other places at least.
    fn recover_word(&self, at: usize, sentence: &Range<usize>, labels: &mut [Label]) -> Option<usize> {
        let word = self.words.get(self.page.reading.tokens[at].word);
        let capital = |at: usize| {
            sentence.contains(&at)
                && self.words.get(self.page.reading.tokens[at].word).is_capital()
                && labels[at] == OUTSIDE
        };
        if !word.is_capital()
            || self.page.has_lower_case(word.lower_id)
            || capital(at + 1)
            || at > sentence.start && capital(at - 1)
        {
            return None;
        }
        let kind = if self.surnames.contains_key(&word.raw) {
            Kind::Person
        } else {
            self.votes.get(&self.written(at..at + 1))?.clear()?
        };
        labels::mark(labels, at..at + 1, kind);
        Some(1)
    }
}
