//! What the tagger knows of a word by itself: its spelling, its shape, its cluster, and what the lexicon says. Worked out once a
//! word, not once an occurrence.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use crate::text::fold::fold;

use super::hash;
use super::lexicon::{Classes, Lexicon};

/// The number of a word in [`Words`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WordId(u32);

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Without capitals.
    Lower,
    /// First letter capital.
    Title,
    /// All letters capital, two at least.
    Upper,
    /// A capital inside only: `iPhone`, `al-Qaida` written as one word.
    Inner,
    /// No letters.
    None,
}

/// A word by itself. Hashes of 0 stand for what it has not.
#[derive(Debug, Clone)]
pub struct Word {
    /// As written, digits as zeros.
    pub raw: u64,
    /// Folded, digits as zeros.
    pub lower: u64,
    /// The same as a dense number, for tables of an article.
    pub lower_id: u32,
    /// Kinds of characters, runs as one.
    pub shape: u64,
    /// Kinds of characters, runs up to four.
    pub long_shape: u64,
    /// First 1 to 4 characters as written.
    pub prefixes: [u64; 4],
    /// Last 1 to 4 characters, folded.
    pub suffixes: [u64; 4],
    /// How it is written.
    pub case: Case,
    /// Whether it is one of the small words that stand inside names (`of`, `bin`).
    pub joins: bool,
    /// What the lexicon says of the word alone.
    pub classes: Classes,
    /// Its clusters, from coarse to fine.
    pub clusters: Option<[u16; 3]>,
}

impl Word {
    /// Whether it has a capital letter.
    #[must_use]
    pub fn is_capital(&self) -> bool {
        matches!(self.case, Case::Title | Case::Upper | Case::Inner)
    }
}

/// Words that stand in lower case inside names. A name with another one inside is rare enough to be lost.
const JOINING: [&str; 57] = [
    "of", "the", "and", "for", "in", "on", "to", "de", "la", "le", "les", "del", "della", "di", "da", "do", "dos",
    "das", "du", "des", "el", "al", "ul", "ur", "us", "as", "ash", "ad", "an", "at", "az", "ar", "e", "i", "y", "bin",
    "bint", "ibn", "ben", "abu", "von", "van", "der", "den", "ter", "ten", "zu", "af", "av", "with", "a", "un", "une",
    "by", "from", "is", "ould",
];

/// A hasher for keys that are hashes already.
#[derive(Default)]
pub struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = hash::mix(self.0, u64::from(*byte));
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// A map from hashes.
pub type HashedMap<V> = HashMap<u64, V, BuildHasherDefault<Hashed>>;
/// A set of hashes.
pub type HashedSet = HashSet<u64, BuildHasherDefault<Hashed>>;

/// The words met so far.
pub struct Words {
    lexicon: Arc<Lexicon>,
    ids: HashedMap<WordId>,
    known: Vec<Word>,
    lowers: HashedMap<u32>,
}

/// Words kept before the table is begun anew: some 40 MB.
const KEPT: usize = 200_000;

impl Words {
    /// An empty table over a lexicon.
    #[must_use]
    pub fn new(lexicon: Arc<Lexicon>) -> Self {
        Self { lexicon, ids: HashedMap::default(), known: Vec::new(), lowers: HashedMap::default() }
    }

    /// The lexicon.
    #[must_use]
    pub fn lexicon(&self) -> &Arc<Lexicon> {
        &self.lexicon
    }

    /// Begins anew if too many words were met. Ids given before are void, so only between two texts.
    pub fn trim(&mut self) {
        if self.known.len() > KEPT {
            *self = Self::new(Arc::clone(&self.lexicon));
        }
    }

    /// How many different folded words were met.
    #[must_use]
    pub fn lowers(&self) -> usize {
        self.lowers.len()
    }

    /// The number of a word as written.
    pub fn id(&mut self, word: &str) -> WordId {
        let key = hash::of(word);
        if let Some(id) = self.ids.get(&key) {
            return *id;
        }
        let id = WordId(self.known.len() as u32);
        let word = self.learn(word);
        self.known.push(word);
        self.ids.insert(key, id);
        id
    }

    /// What is known of it.
    #[must_use]
    pub fn get(&self, id: WordId) -> &Word {
        &self.known[id.0 as usize]
    }

    fn learn(&mut self, written: &str) -> Word {
        let raw = zeros(written);
        let folded = zeros(&fold(written));
        let lower = hash::of(&folded);
        let next = self.lowers.len() as u32;
        Word {
            raw: hash::of(&raw),
            lower,
            lower_id: *self.lowers.entry(lower).or_insert(next),
            shape: hash::of(&shape(written, 1)),
            long_shape: hash::of(&shape(written, 4)),
            prefixes: std::array::from_fn(|length| affix(raw.chars(), length + 1)),
            suffixes: std::array::from_fn(|length| affix(folded.chars().rev(), length + 1)),
            case: case(written),
            joins: JOINING.contains(&written),
            classes: self.lexicon.classes_of_word(lower),
            clusters: self.lexicon.clusters(lower),
        }
    }
}

/// Digits tell a tagger no more than that they are digits.
#[must_use]
pub fn zeros(word: &str) -> String {
    word.chars().map(|character| if character.is_numeric() { '0' } else { character }).collect()
}

fn affix(characters: impl Iterator<Item = char> + Clone, length: usize) -> u64 {
    let longer = characters.clone().nth(length).is_some();
    if longer {
        characters.take(length).fold(length as u64, |hash, character| hash::mix(hash, u64::from(character)))
    } else {
        0
    }
}

/// `X` for capitals, `x` for other letters, `d` for digits, marks as they are; runs cut to `longest`.
fn shape(word: &str, longest: usize) -> String {
    let mut shape = String::new();
    let mut run = 0;
    for character in word.chars() {
        let class = match character {
            _ if character.is_uppercase() => 'X',
            _ if character.is_alphabetic() => 'x',
            _ if character.is_numeric() => 'd',
            _ if character.is_ascii() => character,
            _ => '?',
        };
        run = if shape.ends_with(class) { run + 1 } else { 1 };
        if run <= longest {
            shape.push(class);
        }
    }
    shape
}

fn case(word: &str) -> Case {
    let letters = || word.chars().filter(|character| character.is_alphabetic());
    let capitals = letters().filter(|letter| letter.is_uppercase()).count();
    match (capitals, letters().count()) {
        (_, 0) => Case::None,
        (0, _) => Case::Lower,
        (capitals, all) if capitals == all && all > 1 => Case::Upper,
        _ if letters().next().is_some_and(char::is_uppercase) => Case::Title,
        _ => Case::Inner,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_shape_tell_how_a_word_is_written() {
        let cases: Vec<Case> =
            ["talks", "Kabul", "NATO", "iPhone", "747", "U.S."].iter().map(|word| case(word)).collect();
        assert_eq!(cases, [Case::Lower, Case::Title, Case::Upper, Case::Inner, Case::None, Case::Upper]);
        assert_eq!(shape("McDonald", 1), "XxXx");
        assert_eq!(shape("Istanbul", 4), "Xxxxx");
        assert_eq!(shape("F16", 4), "Xdd");
    }

    #[test]
    fn spellings_that_fold_alike_share_their_folded_hash() {
        let mut words = Words::new(Arc::new(Lexicon::default()));
        let (plain, accented) = (words.id("Turkiye"), words.id("Türkiye"));
        assert_ne!(plain, accented);
        assert_eq!(words.get(plain).lower_id, words.get(accented).lower_id);
    }
}
