//! The words of an article's names, each known by a number: how a spelling is cut and folded, and when two words are one word
//! spelled twice. Knows nothing of kinds or of who is meant.

use std::collections::HashMap;

use crate::text::fold::fold_into;
use crate::text::words::is_apostrophe;

/// A folded word by its number in the [`Vocabulary`]; equal words have equal numbers.
pub type Word = u32;

/// Longer words are compared letter by letter only as wholes: no name is longer, and the comparison is quadratic.
const LONGEST_COMPARED: usize = 32;

/// The words seen so far.
#[derive(Default)]
pub struct Vocabulary {
    numbers: HashMap<Box<str>, Word>,
    words: Vec<Known>,
    frames: HashMap<Box<str>, u32>,
}

struct Known {
    folded: Box<str>,
    frame: u32,
    consonants: usize,
}

impl Vocabulary {
    /// The number of a folded word.
    pub fn number(&mut self, folded: &str) -> Word {
        if let Some(&number) = self.numbers.get(folded) {
            return number;
        }
        let number = self.words.len() as Word;
        let frame = frame(folded);
        let next = self.frames.len() as u32;
        let consonants = frame.len();
        let frame = *self.frames.entry(frame.into()).or_insert(next);
        self.numbers.insert(folded.into(), number);
        self.words.push(Known { folded: folded.into(), frame, consonants });
        number
    }

    /// How the word is written, folded.
    pub fn text(&self, word: Word) -> &str {
        self.words.get(word as usize).map_or("", |known| &known.folded)
    }

    /// Words with spaces between.
    pub fn joined(&self, words: &[Word]) -> String {
        let mut whole = String::with_capacity(words.len() * 8);
        for word in words {
            if !whole.is_empty() {
                whole.push(' ');
            }
            whole.push_str(self.text(*word));
        }
        whole
    }

    /// What is left of the word without its vowels, by number: spellings of one foreign name mostly share it.
    pub fn frame(&self, word: Word) -> u32 {
        self.words.get(word as usize).map_or(u32::MAX, |known| known.frame)
    }

    /// The length of that frame.
    pub fn consonants(&self, word: Word) -> usize {
        self.words.get(word as usize).map_or(0, |known| known.consonants)
    }

    /// The first letter.
    pub fn initial(&self, word: Word) -> char {
        self.text(word).chars().next().unwrap_or_default()
    }

    /// Whether the word is a single letter with case: in a name, the initial of a longer word.
    pub fn is_initial(&self, word: Word) -> bool {
        let mut letters = self.text(word).chars();
        letters.next().is_some_and(char::is_lowercase) && letters.next().is_none()
    }

    /// Whether two words are two spellings of one: the same consonants, and one edit, or two in a long word.
    pub fn alike(&self, one: Word, other: Word) -> bool {
        if one == other {
            return true;
        }
        let (left, right) = (self.text(one), self.text(other));
        let longest = left.len().max(right.len());
        let allowed = match longest {
            0..5 => 0,
            5..8 => 1,
            _ => 2,
        };
        longest <= LONGEST_COMPARED && self.frame(one) == self.frame(other) && edits(left, right) <= allowed
    }
}

/// Consonants only, doubled ones once, `h` and `y` nowhere but at the start; the first letter stays whatever it is.
fn frame(folded: &str) -> String {
    let mut kept = String::with_capacity(folded.len());
    for (at, letter) in folded.char_indices() {
        let dropped = at > 0 && matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h');
        if !dropped && !kept.ends_with(letter) {
            kept.push(letter);
        }
    }
    kept
}

/// Insertions, deletions, substitutions and swaps of neighbours that lead from one word to the other.
fn edits(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut line = vec![row + 1];
        for (column, against) in other.iter().enumerate() {
            let changed = above[column] + usize::from(letter != against);
            let mut least = changed.min(above[column + 1] + 1).min(line[column] + 1);
            if row > 0 && column > 0 && *letter == other[column - 1] && one[row - 1] == *against {
                least = least.min(before[column - 1] + 1);
            }
            line.push(least);
        }
        before = std::mem::replace(&mut above, line);
    }
    above[other.len()]
}

/// A piece of a spelling: what stands between spaces, hyphens and other marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'t> {
    /// As written, without its possessive.
    pub raw: &'t str,
    /// Whether a hyphen joins it to the piece before.
    pub hyphened: bool,
    /// Whether it stands in quotation marks inside the name: `Robert "Bob" Smith`.
    pub quoted: bool,
    /// Whether an `&` stands between it and the piece before.
    pub joined: bool,
}

/// Calls `found` with every piece of a spelling.
pub fn each_piece<'t>(spelling: &'t str, mut found: impl FnMut(Piece<'t>)) {
    let mut start = None;
    let mut next = Piece { raw: "", hyphened: false, quoted: false, joined: false };
    for (at, letter) in spelling.char_indices() {
        if letter.is_alphanumeric() || letter == '.' || is_apostrophe(letter) || is_mark_of_word(letter) {
            start.get_or_insert(at);
            continue;
        }
        if let Some(start) = start.take() {
            found(Piece { raw: without_possessive(&spelling[start..at]), ..next });
            next = Piece { hyphened: false, joined: false, ..next };
        }
        next.hyphened |= is_hyphen(letter);
        next.joined |= letter == '&';
        next.quoted ^= is_quotation_mark(letter);
    }
    if let Some(start) = start {
        found(Piece { raw: without_possessive(&spelling[start..]), quoted: false, ..next });
    }
}

/// Vowel signs and accents that stand as characters of their own.
fn is_mark_of_word(letter: char) -> bool {
    !letter.is_ascii() && unicode_normalization::char::is_combining_mark(letter)
}

fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '/')
}

fn is_quotation_mark(letter: char) -> bool {
    matches!(letter, '"' | '\u{201C}'..='\u{201F}' | '«' | '»')
}

fn without_possessive(raw: &str) -> &str {
    let bare = raw.strip_suffix(['s', 'S']).unwrap_or(raw);
    let cut = bare.trim_end_matches(is_apostrophe);
    if cut.len() < bare.len() && !cut.is_empty() { cut } else { raw.trim_end_matches(is_apostrophe) }
}

/// Calls `found` with the folded words of a piece: `J.K.` is two letters in a person's name and one word elsewhere, `cbc.ca` two.
pub fn each_folded(piece: &str, letters_apart: bool, mut found: impl FnMut(&str)) {
    let mut folded = String::new();
    let mut emit = |part: &str| {
        folded.clear();
        fold_into(part, &mut folded);
        folded.retain(|letter| letter != '\'');
        if folded.chars().any(char::is_alphanumeric) {
            found(&folded);
        }
    };
    let dotted = piece.contains('.');
    if !dotted || (is_initials(piece) && !letters_apart) {
        return emit(piece);
    }
    piece.split('.').for_each(emit);
}

/// Single letters with dots between or behind: `U.S.`, `J.`.
pub fn is_initials(piece: &str) -> bool {
    piece.split('.').all(|part| part.chars().count() <= 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(spelling: &str, letters_apart: bool) -> Vec<String> {
        let mut list = Vec::new();
        each_piece(spelling, |piece| each_folded(piece.raw, letters_apart, |word| list.push(word.to_owned())));
        list
    }

    #[test]
    fn case_accents_hyphens_dots_and_possessives_make_no_other_word() {
        assert_eq!(cut("Tjølle-Márqez\u{2019}s", true), ["tjolle", "marqez"]);
        assert_eq!(cut("U.S.", false), ["us"]);
        assert_eq!(cut("O'Dell", true), ["odell"]);
        assert_eq!(cut("James'", true), ["james"]);
    }

    #[test]
    fn initials_are_words_of_their_own_in_a_persons_name_only() {
        assert_eq!(cut("J.K. Orlen", true), ["j", "k", "orlen"]);
        assert_eq!(cut("J.K. Orlen", false), ["jk", "orlen"]);
        assert_eq!(cut("news.ve", false), ["news", "ve"]);
    }

    #[test]
    fn spellings_of_a_name_are_alike_and_other_names_are_not() {
        let mut vocabulary = Vocabulary::default();
        let mut alike = |one: &str, other: &str| {
            let (one, other) = (vocabulary.number(one), vocabulary.number(other));
            vocabulary.alike(one, other)
        };
        assert!(alike("kristin", "kristen"));
        assert!(alike("untied", "united"));
        assert!(alike("orlenbrecht", "orlenbrchet"));
        assert!(!alike("hassan", "hussain"));
        assert!(!alike("niger", "nigeria"));
        assert!(!alike("lena", "lina"));
    }

    #[test]
    fn a_word_of_any_length_is_compared_at_once() {
        let mut vocabulary = Vocabulary::default();
        let (one, other) = (vocabulary.number(&"a".repeat(1 << 20)), vocabulary.number(&"ab".repeat(1 << 19)));
        assert!(!vocabulary.alike(one, other));
    }
}
