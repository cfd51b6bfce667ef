//! What the tagger looks at, word by word. Trainer and tagger both read features here, so they cannot disagree.
//!
//! A feature is a hash of a template's number and its values. The choice follows the named entity literature (Ratinov and Roth,
//! "Design challenges and misconceptions in named entity recognition", 2009): the word and its neighbours, affixes, shapes, clusters,
//! known names, and the other places in the article where the word stands.

use std::ops::Range;

use super::hash;
use super::page::Page;
use super::reading::Gap;
use super::words::{Case, Word, Words};

/// Values that stand for "before the sentence" and "after the sentence".
const BEFORE: u64 = 11;
const AFTER: u64 = 12;

/// Gathers the features of the word at `at`, which stands in `sentence` (token numbers), into `out`.
pub fn gather(page: &Page, words: &Words, sentence: Range<usize>, at: usize, out: &mut Vec<u32>) {
    out.clear();
    let mut view = View { page, words, sentence, at, out };
    view.the_word();
    view.neighbours();
    view.gaps();
    view.run();
    view.lexicon();
    view.clusters();
    view.elsewhere();
}

/// A feature: the number of its template, and the values in it.
#[must_use]
pub fn feature(template: u64, values: &[u64]) -> u32 {
    let seed = template.wrapping_mul(0xD1B5_4A32_D192_ED03);
    let feature = values.iter().fold(seed, |hash, value| hash::mix(hash, *value));
    feature as u32 ^ (feature >> 32) as u32
}

struct View<'a> {
    page: &'a Page,
    words: &'a Words,
    sentence: Range<usize>,
    at: usize,
    out: &'a mut Vec<u32>,
}

impl View<'_> {
    fn add(&mut self, template: u64, values: &[u64]) {
        self.out.push(feature(template, values));
    }

    /// The token `offset` away in the sentence.
    fn token(&self, offset: isize) -> Option<usize> {
        self.at.checked_add_signed(offset).filter(|at| self.sentence.contains(at))
    }

    fn word(&self, offset: isize) -> Option<&Word> {
        self.token(offset).map(|at| self.words.get(self.page.reading.tokens[at].word))
    }

    fn value(&self, offset: isize, of: impl Fn(&Word) -> u64) -> u64 {
        self.word(offset).map_or(if offset < 0 { BEFORE } else { AFTER }, of)
    }

    fn lower(&self, offset: isize) -> u64 {
        self.value(offset, |word| word.lower)
    }

    fn shape(&self, offset: isize) -> u64 {
        self.value(offset, |word| word.shape)
    }

    fn own(&self) -> &Word {
        self.words.get(self.page.reading.tokens[self.at].word)
    }

    fn the_word(&mut self) {
        let word = self.own().clone();
        let first = u64::from(self.at == self.sentence.start);
        let shouted = u64::from(self.page.places[self.at].shouted);
        self.add(1, &[]);
        self.add(2, &[word.raw]);
        self.add(3, &[word.lower]);
        self.add(4, &[word.shape]);
        self.add(5, &[word.long_shape]);
        self.add(6, &[first, word.case as u64, shouted]);
        self.add(7, &[first, word.suffixes[2]]);
        for length in 0..4 {
            let template = length as u64;
            if word.prefixes[length] != 0 {
                self.add(10 + template, &[word.prefixes[length]]);
            }
            if word.suffixes[length] != 0 {
                self.add(15 + template, &[word.suffixes[length]]);
            }
        }
    }

    fn neighbours(&mut self) {
        let lower: [u64; 5] = std::array::from_fn(|index| self.lower(index.cast_signed() - 2));
        let shape: [u64; 5] = std::array::from_fn(|index| self.shape(index.cast_signed() - 2));
        for index in [0, 1, 3, 4] {
            self.add(20 + index as u64, &[lower[index]]);
        }
        self.add(25, &[lower[1], lower[2]]);
        self.add(26, &[lower[2], lower[3]]);
        self.add(27, &[lower[1], lower[3]]);
        self.add(28, &[lower[0], lower[1]]);
        self.add(29, &[lower[3], lower[4]]);
        self.add(30, &[lower[1], shape[2]]);
        self.add(31, &[lower[3], shape[2]]);
        self.add(32, &[shape[1], shape[2]]);
        self.add(33, &[shape[2], shape[3]]);
        self.add(34, &[shape[1], shape[2], shape[3]]);
        for (template, offset) in [(35, -1), (36, 1)] {
            let suffix = self.value(offset, |word| word.suffixes[2]);
            self.add(template, &[suffix]);
        }
    }

    fn gaps(&mut self) {
        let gap = |at: Option<usize>| at.map_or(AFTER, |at| self.page.reading.tokens[at].gap as u64);
        let (before, after, later) = (gap(Some(self.at)), gap(self.token(1)), gap(self.token(2)));
        let (previous, shape, next) = (self.lower(-1), self.shape(0), self.lower(1));
        self.add(40, &[before]);
        self.add(41, &[after]);
        self.add(42, &[before, shape, after]);
        self.add(43, &[before, previous]);
        self.add(44, &[after, next]);
        self.add(45, &[after, later]);
        // `Jong-il` goes on in lower case, `Seoul-based` does not: its second part is a word that the language knows.
        if before == Gap::Hyphen as u64 {
            let known = u64::from(self.own().clusters.is_some());
            let (two_before, case) = (self.shape(-2), self.own().case as u64);
            self.add(46, &[case, known]);
            self.add(47, &[case, known, self.shape(-1), two_before]);
        }
    }

    /// The run of capitals around the word, and the words around the run.
    fn run(&mut self) {
        let (start, end) = self.page.places[self.at].run;
        let (start, end) = (start as usize, end as usize);
        if start == end {
            return;
        }
        let here = self.at.cast_signed();
        let before = self.lower(start.cast_signed() - here - 1);
        let after = self.lower(end.cast_signed() - here);
        let (head, first) = (self.lower(end.cast_signed() - here - 1), self.lower(start.cast_signed() - here));
        let (from_start, to_end) = ((self.at - start).min(4) as u64, (end - self.at).min(4) as u64);
        self.add(50, &[before]);
        self.add(51, &[after]);
        self.add(52, &[before, from_start]);
        self.add(53, &[after, to_end]);
        self.add(54, &[from_start, to_end]);
        self.add(55, &[before, after]);
        if end - 1 > self.at {
            self.add(56, &[head]);
        }
        if start < self.at {
            self.add(57, &[first]);
        }
    }

    fn lexicon(&mut self) {
        let classes = |at: Option<usize>| at.map_or(0, |at| u64::from(self.page.places[at].classes));
        let around: [u64; 5] = std::array::from_fn(|index| classes(self.token(index.cast_signed() - 2)));
        for (index, classes) in around.iter().enumerate() {
            if *classes != 0 {
                self.add(60, &[index as u64, *classes]);
            }
        }
        for (index, mut classes) in around[1..4].iter().copied().enumerate() {
            while classes != 0 {
                self.add(61, &[index as u64, u64::from(classes.trailing_zeros())]);
                classes &= classes - 1;
            }
        }
        self.add(62, &[around[1], around[2]]);
        self.add(63, &[around[2], around[3]]);
        for offset in -1..=1 {
            let phrase = self.token(offset).map_or((0, 0), |at| self.page.places[at].phrase);
            if phrase.1 > 0 {
                self.add(64, &[(offset + 1).cast_unsigned() as u64, u64::from(phrase.0), u64::from(phrase.1)]);
            }
        }
    }

    fn clusters(&mut self) {
        let clusters = |offset| self.word(offset).and_then(|word| word.clusters);
        let around: [Option<[u16; 3]>; 5] = std::array::from_fn(|index| clusters(index.cast_signed() - 2));
        for (index, clusters) in around.iter().enumerate() {
            for (grain, cluster) in clusters.iter().flatten().enumerate() {
                self.add(70, &[index as u64, grain as u64, u64::from(*cluster)]);
            }
        }
        let middle: [u64; 3] =
            std::array::from_fn(|index| around[index + 1].map_or(60_003, |clusters| u64::from(clusters[1])));
        let shape = self.shape(0);
        self.add(71, &[middle[0], middle[1]]);
        self.add(72, &[middle[1], middle[2]]);
        self.add(73, &[middle[0], middle[2]]);
        self.add(74, &[middle[1], shape]);
    }

    /// The same word elsewhere in the article.
    fn elsewhere(&mut self) {
        /// Other places that are looked at.
        const LOOKED_AT: usize = 6;
        let word = self.own();
        if matches!(word.case, Case::Lower | Case::None) {
            return;
        }
        let first = u64::from(self.at == self.sentence.start);
        let lower_case = u64::from(self.page.has_lower_case(word.lower_id));
        let page = self.page;
        let others =
            || page.contexts(word.lower_id).iter().filter(|context| context.at as usize != self.at).take(LOOKED_AT);
        let count = others().count() as u64;
        let others: Vec<(u64, u64)> = others().map(|context| (context.before, context.after)).collect();
        self.add(80, &[lower_case, first]);
        self.add(81, &[count.min(3)]);
        for (before, after) in others {
            self.add(82, &[before]);
            self.add(83, &[after]);
        }
    }
}
