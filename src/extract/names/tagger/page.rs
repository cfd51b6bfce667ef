//! An article laid out for the tagger: which words may belong to a name, what runs of capitals they stand in, which phrases of the
//! lexicon cover them, and where else in the article the same word stands.

use std::collections::HashMap;
use std::ops::Range;

use super::lexicon::{Classes, Lexicon};
use super::reading::{Gap, Reading, Token};
use super::words::{Case, Word, Words};

/// A word laid out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place {
    /// Whether it may belong to a name; other words are outside without a look.
    pub candidate: bool,
    /// The run of capitals that it stands in, as token numbers.
    pub run: (u32, u32),
    /// What the lexicon says of the word here.
    pub classes: Classes,
    /// The longest known phrase over it: its classes, and whether the word is its first (1), inner (2) or last (3); 0 for none.
    pub phrase: (Classes, u8),
    /// Whether its sentence is typed in capitals, or each word of it with one.
    pub shouted: bool,
}

/// Where a capitalised word stands: the folded hashes of its neighbours.
#[derive(Debug, Clone, Copy)]
pub struct Context {
    /// The token.
    pub at: u32,
    /// The word before, 1 at the start of a sentence.
    pub before: u64,
    /// The word after, 2 at the end of one.
    pub after: u64,
}

/// An article laid out. Kept from article to article so that its memory is.
#[derive(Debug, Default)]
pub struct Page {
    /// Words and sentences.
    pub reading: Reading,
    /// What is known of each token.
    pub places: Vec<Place>,
    contexts: HashMap<u32, Vec<Context>>,
    in_lower_case: Vec<u32>,
    article: u32,
}

/// Small words with which a name may begin.
const BEGINNING: [&str; 20] = [
    "al", "el", "bin", "bint", "ibn", "ben", "abu", "de", "la", "le", "del", "della", "di", "da", "do", "dos", "du",
    "van", "von", "ould",
];
/// Contexts kept for a word: what it is shows in its first few.
const CONTEXTS: usize = 8;

impl Page {
    /// Lays out the blocks of `text`.
    pub fn lay_out(&mut self, text: &str, blocks: impl Iterator<Item = Range<usize>>, words: &mut Words) {
        self.reading.read(text, blocks, words);
        self.places.clear();
        self.places.resize(self.reading.tokens.len(), Place::default());
        self.contexts.clear();
        self.article += 1;
        for index in 0..self.reading.sentences.len() {
            let sentence = self.reading.sentences[index].clone();
            self.sentence(text, sentence, words);
        }
    }

    /// The other places of the capitalised word at `at`, the first few.
    pub fn contexts(&self, lower_id: u32) -> &[Context] {
        self.contexts.get(&lower_id).map_or(&[], Vec::as_slice)
    }

    /// Whether the article has the word in lower case.
    #[must_use]
    pub fn has_lower_case(&self, lower_id: u32) -> bool {
        self.in_lower_case.get(lower_id as usize) == Some(&self.article)
    }

    /// The next run of candidates among `tokens`.
    #[must_use]
    pub fn next_run(&self, tokens: Range<usize>) -> Option<Range<usize>> {
        let candidate = |at: &usize| self.places[*at].candidate;
        let start = tokens.clone().find(candidate)?;
        let ends = |at: &usize| !candidate(at) || divides(self.reading.tokens[*at].gap);
        let end = (start + 1..tokens.end).find(ends).unwrap_or(tokens.end);
        Some(start..end)
    }

    fn sentence(&mut self, text: &str, sentence: Range<usize>, words: &Words) {
        let tokens = &self.reading.tokens[sentence.clone()];
        let places = &mut self.places[sentence.clone()];
        let shouted = is_shouted(tokens, words);
        for (place, token) in places.iter_mut().zip(tokens) {
            let word = words.get(token.word);
            place.candidate = word.is_capital();
            place.classes = if word.is_capital() { word.classes } else { Lexicon::caseless(word.classes) };
            place.shouted = shouted;
        }
        let mut sheet = Sheet { text, tokens, places, words };
        sheet.small_words();
        sheet.numbers_and_parts();
        sheet.phrases();
        sheet.capital_runs(sentence.start as u32);
        self.remember(sentence, words);
    }

    /// Notes where capitalised words stand, and which words the article has in lower case.
    fn remember(&mut self, sentence: Range<usize>, words: &Words) {
        self.in_lower_case.resize(self.in_lower_case.len().max(words.lowers()), 0);
        let lower = |at: usize| words.get(self.reading.tokens[at].word).lower;
        for at in sentence.clone() {
            let word = words.get(self.reading.tokens[at].word);
            match word.case {
                Case::Lower => self.in_lower_case[word.lower_id as usize] = self.article,
                Case::None => {}
                _ if self.places[at].shouted => {}
                _ => {
                    let before = if at > sentence.start { lower(at - 1) } else { 1 };
                    let after = if at + 1 < sentence.end { lower(at + 1) } else { 2 };
                    let contexts = self.contexts.entry(word.lower_id).or_default();
                    if contexts.len() < CONTEXTS {
                        contexts.push(Context { at: at as u32, before, after });
                    }
                }
            }
        }
    }
}

/// Whether most words of four letters and more have a capital: a headline typed in capitals, or in title case.
fn is_shouted(tokens: &[Token], words: &Words) -> bool {
    let long = || tokens.iter().filter(|token| token.end - token.start > 3).map(|token| words.get(token.word));
    let capital = long().filter(|word| word.is_capital()).count();
    let lower = long().filter(|word| word.case == Case::Lower).count();
    capital >= 3 && capital > 4 * lower
}

/// A sentence being laid out.
struct Sheet<'a> {
    text: &'a str,
    tokens: &'a [Token],
    places: &'a mut [Place],
    words: &'a Words,
}

impl Sheet<'_> {
    fn word(&self, at: usize) -> &Word {
        self.words.get(self.tokens[at].word)
    }

    /// Small words between capitals may join a name; particles before one may begin it.
    fn small_words(&mut self) {
        const LONGEST: usize = 3;
        for capital in 1..self.tokens.len() {
            if !self.word(capital).is_capital() {
                continue;
            }
            let mut start = capital;
            while start > 0 && capital - start < LONGEST && self.word(start - 1).joins {
                start -= 1;
            }
            let after_capital = start > 0 && self.word(start - 1).is_capital();
            if !after_capital {
                start = (start..capital).rev().take_while(|at| self.begins(*at)).last().unwrap_or(capital);
            }
            for place in &mut self.places[start..capital] {
                place.candidate = true;
            }
        }
    }

    fn begins(&self, at: usize) -> bool {
        let Token { start, end, .. } = self.tokens[at];
        BEGINNING.contains(&&self.text[start as usize..end as usize])
    }

    /// Numbers beside a capital (`Boeing 747`), and parts joined to one by a hyphen (`Jong-il`).
    fn numbers_and_parts(&mut self) {
        for at in 0..self.tokens.len() {
            let near =
                |other: usize| self.tokens.get(other).is_some_and(|token| self.words.get(token.word).is_capital());
            let joined = self.tokens[at].gap == Gap::Hyphen && at > 0 && self.places[at - 1].candidate;
            let number = self.word(at).case == Case::None && (near(at + 1) || at > 0 && near(at - 1));
            if joined || number {
                self.places[at].candidate = true;
            }
        }
    }

    fn phrases(&mut self) {
        let lexicon = self.words.lexicon();
        let mut covered = 0;
        for at in 0..self.tokens.len() {
            if at < covered || !self.places[at].candidate {
                continue;
            }
            if let Some((length, classes)) = lexicon.longest(&self.tokens[at..], self.words) {
                covered = at + length;
                for (index, place) in self.places[at..covered].iter_mut().enumerate() {
                    let part = if index == 0 { 1 } else { 2 + u8::from(index + 1 == length) };
                    place.phrase = (classes, part);
                }
            }
        }
    }

    fn capital_runs(&mut self, offset: u32) {
        let mut start = 0;
        while start < self.tokens.len() {
            let mut end = start;
            while end < self.tokens.len()
                && self.word(end).is_capital()
                && (end == start || !ends_run(self.tokens[end].gap))
            {
                end += 1;
            }
            for place in &mut self.places[start..end] {
                place.run = (offset + start as u32, offset + end as u32);
            }
            start = end.max(start + 1);
        }
    }
}

/// Whether no name goes on over this: a bracket, a semicolon, a dash between spaces.
fn divides(gap: Gap) -> bool {
    matches!(gap, Gap::Dash | Gap::Open | Gap::Close | Gap::Semicolon)
}

/// Whether two capitalised words with this between them stand in two runs.
fn ends_run(gap: Gap) -> bool {
    !matches!(gap, Gap::Space | Gap::Hyphen | Gap::Stop | Gap::And)
}
