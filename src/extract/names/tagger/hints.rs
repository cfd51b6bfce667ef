//! A second look: what the first look found elsewhere in the article tells about each word. A person named in full makes her surname a
//! person's wherever it stands; a name that is an organisation in five places is hardly a place in the sixth.

use std::ops::Range;

use super::features::feature;
use super::hash;
use super::labels::{self, Label, OUTSIDE, kind_of};
use super::page::Page;
use super::words::{HashedMap, Words};

/// What a word was found as, over the article.
#[derive(Debug, Clone, Copy, Default)]
struct Roles {
    /// As a name of one word, by kind.
    alone: [u16; 4],
    /// In a longer name, by kind: as its first word, as its last, in between.
    part: [[u16; 3]; 4],
    /// With a capital, outside any name, not at the start of a sentence.
    outside: u16,
}

/// What the first look found in an article.
#[derive(Debug, Default)]
pub struct Hints {
    roles: HashedMap<Roles>,
    /// Names as written, by kind.
    names: HashedMap<[u16; 4]>,
    /// For each word the name that it was found in, by its hash; 0 for none.
    of: Vec<u64>,
    /// For each word its place in that name, as [`place_in`] tells it.
    places: Vec<Option<u8>>,
}

impl Hints {
    /// Gathers what `labels` say.
    pub fn gather(&mut self, page: &Page, words: &Words, labels: &[Label]) {
        self.roles.clear();
        self.names.clear();
        self.of.clear();
        self.of.resize(labels.len(), 0);
        self.places.clear();
        self.places.resize(labels.len(), None);
        for (name, kind) in labels::names(labels) {
            let written = name.clone().fold(0, |key, at| hash::mix(key, word_at(page, words, at).raw));
            self.of[name.clone()].fill(written);
            name.clone().for_each(|at| self.places[at] = place_in(at, &name));
            if page.places[name.start].shouted {
                continue;
            }
            count(&mut self.names.entry(written).or_default()[kind as usize]);
            for at in name.clone() {
                let roles = self.roles.entry(word_at(page, words, at).lower).or_default();
                match self.places[at] {
                    None => count(&mut roles.alone[kind as usize]),
                    Some(place) => count(&mut roles.part[kind as usize][usize::from(place)]),
                }
            }
        }
        for sentence in &page.reading.sentences {
            for (at, label) in labels.iter().enumerate().take(sentence.end).skip(sentence.start + 1) {
                let word = word_at(page, words, at);
                if *label == OUTSIDE && word.is_capital() && !page.places[at].shouted {
                    count(&mut self.roles.entry(word.lower).or_default().outside);
                }
            }
        }
    }

    /// What was found at other places than `at`.
    fn elsewhere(&self, page: &Page, words: &Words, at: usize, labels: &[Label]) -> (Roles, [u16; 4]) {
        let mut roles = self.roles.get(&word_at(page, words, at).lower).copied().unwrap_or_default();
        let mut names = self.names.get(&self.of[at]).copied().unwrap_or_default();
        if let Some(kind) = kind_of(labels[at]).map(|kind| kind as usize)
            && !page.places[at].shouted
        {
            let of_kind = match self.places[at] {
                None => &mut roles.alone[kind],
                Some(place) => &mut roles.part[kind][usize::from(place)],
            };
            *of_kind = of_kind.saturating_sub(1);
            names[kind] = names[kind].saturating_sub(1);
        } else if word_at(page, words, at).is_capital() {
            roles.outside = roles.outside.saturating_sub(1);
        }
        (roles, names)
    }
}

/// Counts one more; beyond 65 535 it makes no difference.
fn count(count: &mut u16) {
    *count = count.saturating_add(1);
}

fn word_at<'a>(page: &Page, words: &'a Words, at: usize) -> &'a super::words::Word {
    words.get(page.reading.tokens[at].word)
}

/// None for a name of one word; else 0 for its first word, 1 for its last, 2 in between.
fn place_in(at: usize, name: &Range<usize>) -> Option<u8> {
    let place = if at == name.start { 0 } else { 2 - u8::from(at + 1 == name.end) };
    (name.len() > 1).then_some(place)
}

/// 0 for none, else the kind that most say and whether nearly all do.
fn majority(votes: [u16; 4]) -> u64 {
    let all: u16 = votes.iter().fold(0, |all, count| all.saturating_add(*count));
    let most = (0..4).max_by_key(|kind| (votes[*kind], 3 - *kind)).unwrap_or_default();
    let sure = u64::from(u32::from(votes[most]) * 4 >= u32::from(all) * 3);
    if all == 0 { 0 } else { 1 + most as u64 * 2 + sure }
}

/// Gathers the features of the second look at the word at `at`.
pub fn gather(hints: &Hints, page: &Page, words: &Words, (labels, at): (&[Label], usize), out: &mut Vec<u32>) {
    out.clear();
    let (roles, names) = hints.elsewhere(page, words, at, labels);
    let own = u64::from(labels[at]);
    let label = |at: Option<usize>| at.and_then(|at| labels.get(at)).map_or(99, |label| u64::from(*label));
    let (before, after) = (label(at.checked_sub(1)), label(Some(at + 1)));
    let alone = majority(roles.alone);
    let sum = |votes: &[u16; 3]| votes.iter().fold(0_u16, |sum, count| sum.saturating_add(*count));
    let part = majority([sum(&roles.part[0]), sum(&roles.part[1]), sum(&roles.part[2]), sum(&roles.part[3])]);
    let surname = u64::from(roles.part[0][1] > 0) + 2 * u64::from(roles.part[0][0] > 0);
    let same = majority(names);
    let outside = u64::from(roles.outside.min(2));
    let often = u64::from(names.iter().fold(0_u16, |all, count| all.saturating_add(*count)).min(3));
    let classes = u64::from(page.places[at].classes);
    let mut add = |template, values: &[u64]| out.push(feature(template, values));
    add(90, &[own]);
    add(91, &[own, alone]);
    add(92, &[own, part]);
    add(93, &[own, surname]);
    add(94, &[own, same, often]);
    add(95, &[own, alone, outside]);
    add(96, &[own, surname, alone]);
    add(97, &[own, before]);
    add(98, &[own, after]);
    add(99, &[own, surname, classes]);
    add(100, &[own, part, alone]);
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::article::Kind;

    #[test]
    fn a_word_knows_its_place_in_a_name_of_any_length() {
        let text = "May ".repeat(300_000);
        let (mut words, mut page, mut hints) = (Words::new(Arc::default()), Page::default(), Hints::default());
        page.lay_out(&text, std::iter::once(0..text.len()), &mut words);
        let mut marked = vec![OUTSIDE; page.places.len()];
        labels::mark(&mut marked, 0..300_000, Kind::Person);
        hints.gather(&page, &words, &marked);
        let mut features = Vec::new();
        for at in 0..300_000 {
            gather(&hints, &page, &words, (&marked, at), &mut features);
        }
        let place = |at: usize| hints.places[at];
        assert_eq!((place(0), place(1), place(299_998), place(299_999)), (Some(0), Some(2), Some(2), Some(1)));
    }
}
