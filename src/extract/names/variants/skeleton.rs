//! The sound of a romanised word: its consonants, and the vowels between them in classes that romanisations of one name share.
//! Hosein, Hussain and Husayn sound alike; Hassan does not.

use super::letters::{A, E, Glide, I, Piece, U, piece};

/// What a word sounds like.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sound {
    /// A letter a consonant; `S` is sh, `C` ch, `x` kh.
    consonants: Vec<u8>,
    /// Before, between and behind the consonants: the vowels, one more than there are consonants.
    vowels: Vec<Vowels>,
}

/// A run of vowels by class, three bits each, the first lowest. Four are kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Vowels(u16);

/// How two words sound beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// They may be romanisations of one word.
    Alike,
    /// All but one short vowel, or one consonant that is close to the other's.
    Close,
    /// Nothing of the kind.
    Apart,
}

/// ai, ay, ei, ey
const AI: u16 = 5;
/// au, aw, ao
const AU: u16 = 6;
/// `ie` is two vowels or one: Haniyeh, Friedrich.
const IE: u16 = I | E << 3;

impl Sound {
    /// The sound of a word of lower-case ASCII letters.
    pub(super) fn of(word: &str, glide: Glide) -> Self {
        let mut sound = Self { consonants: Vec::new(), vowels: vec![Vowels::default()] };
        let letters = word.as_bytes();
        let mut at = 0;
        while at < letters.len() {
            let (piece, length) = piece(letters, at, glide);
            sound.push(piece);
            at += length;
        }
        sound
    }

    fn push(&mut self, piece: Piece) {
        match piece {
            Piece::Silent => {}
            Piece::Vowel(class) => {
                if let Some(last) = self.vowels.last_mut() {
                    last.push(class);
                }
            }
            Piece::Consonants(codes) => codes.iter().for_each(|code| self.push_consonant(*code)),
        }
    }

    fn push_consonant(&mut self, code: u8) {
        let doubled = self.consonants.last() == Some(&code) && self.vowels.last() == Some(&Vowels::default());
        if !doubled {
            self.consonants.push(code);
            self.vowels.push(Vowels::default());
        }
    }

    /// The consonants alone.
    pub(super) fn consonants(&self) -> &[u8] {
        &self.consonants
    }

    /// The consonants with a rough vowel (`u` or `a`) wherever there is one: what tells short words apart.
    pub(super) fn rough(&self) -> String {
        let mut text = String::new();
        for (at, vowels) in self.vowels.iter().enumerate() {
            text.extend(vowels.rough().filter(|_| at < self.consonants.len() || self.consonants.len() < 2));
            text.extend(self.consonants.get(at).map(|code| char::from(*code)));
        }
        text
    }

    /// How two words sound beside each other.
    pub(super) fn likeness(&self, other: &Self) -> Likeness {
        if self.consonants.len() != other.consonants.len() {
            return Likeness::Apart;
        }
        let pairs = self.consonants.iter().zip(&other.consonants);
        let mut close = 0;
        for (one, two) in pairs.filter(|(one, two)| one != two) {
            if close > 0 || !are_kindred(*one, *two) {
                return Likeness::Apart;
            }
            close += 1;
        }
        match close + self.missing_vowels(other) {
            0 => Likeness::Alike,
            1 if self.consonants.len() >= 3 || (self.consonants.len() == 2 && self.opens_with_vowel()) => {
                Likeness::Close
            }
            _ => Likeness::Apart,
        }
    }

    fn opens_with_vowel(&self) -> bool {
        self.vowels.first().is_some_and(|vowels| vowels.0 != 0)
    }

    /// Vowels that only one of the two writes; any two that cannot be the same count as two.
    fn missing_vowels(&self, other: &Self) -> u32 {
        let last = self.consonants.len();
        let pairs = self.vowels.iter().zip(&other.vowels).enumerate();
        pairs.map(|(at, (one, two))| if at == last { one.end_distance(*two) } else { one.distance(*two) }).sum()
    }
}

impl Vowels {
    fn push(&mut self, class: u16) {
        let length = self.length();
        if length == 0 {
            self.0 = class;
            return;
        }
        let shift = 3 * (length - 1);
        let last = (self.0 >> shift) & 7;
        match joined(last, class) {
            Some(one) => self.0 = (self.0 & !(7 << shift)) | (one << shift),
            None if length < 4 => self.0 |= class << (shift + 3),
            None => {}
        }
    }

    fn length(self) -> u32 {
        (16 - self.0.leading_zeros()).div_ceil(3)
    }

    fn class(self, at: u32) -> u16 {
        (self.0 >> (3 * at)) & 7
    }

    fn rough(self) -> Option<char> {
        let round = (0..self.length()).any(|at| matches!(self.class(at), U | AU));
        (self.0 != 0).then_some(if round { 'u' } else { 'a' })
    }

    /// 0 where both may be the same vowels, 1 where one writes a single short vowel and the other none, else 2.
    fn distance(self, other: Self) -> u32 {
        if self == other {
            return 0;
        }
        match (self.length(), other.length()) {
            (0, 1) | (1, 0) => 1,
            (1, 2) | (2, 1) if self.0.min(other.0) == I && self.0.max(other.0) == IE => 0,
            (one, two) if one == two && (0..one).all(|at| may_be(self.class(at), other.class(at))) => 0,
            _ => 2,
        }
    }

    /// The same at the end of a word, where French writes a silent `e`, and a lone vowel is often the whole difference
    /// between two names (Mohammad, Mohammadi).
    fn end_distance(self, other: Self) -> u32 {
        match (self.0, other.0) {
            (0, 0 | E) | (E, 0) => 0,
            (0, _) | (_, 0) => 2,
            _ => self.distance(other),
        }
    }
}

/// What two vowels in a row are together, if one sound.
fn joined(first: u16, second: u16) -> Option<u16> {
    match (first, second) {
        (one, two) if one == two => Some(one),
        (A | E, I) | (A, E) | (AI, I | E) => Some(AI),
        (E, A) => Some(E),
        (A | AU, U) => Some(AU),
        _ => None,
    }
}

/// Whether romanisations write one vowel in both ways.
fn may_be(one: u16, two: u16) -> bool {
    one == two || matches!((one.min(two), one.max(two)), (A, E) | (E | I, AI) | (E, I) | (U, AU))
}

/// Consonants that dialects, or alphabets in between, put for each other: Qasim and Ghasem, Jamal and Gamal, Rida and Riza.
fn are_kindred(one: u8, two: u8) -> bool {
    const PAIRS: [&[u8; 2]; 16] = [
        b"gk", b"gj", b"sz", b"dz", b"dt", b"bp", b"fp", b"fv", b"bv", b"hx", b"kx", b"Cx", b"CS", b"Ss", b"Cj", b"jz",
    ];
    PAIRS.iter().any(|pair| **pair == [one, two] || **pair == [two, one])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(one: &str, two: &str) -> Likeness {
        let readings = |word| [Sound::of(word, Glide::Consonant), Sound::of(word, Glide::Vowel)];
        let pairs = readings(one).into_iter().zip(readings(two));
        let list: Vec<Likeness> = pairs.map(|(one, two)| one.likeness(&two)).collect();
        if list.contains(&Likeness::Alike) { Likeness::Alike } else { list[0] }
    }

    #[test]
    fn romanisations_of_one_name_sound_alike() {
        for (one, two) in [
            ("hussain", "husayn"),
            ("hosein", "husein"),
            ("muhammad", "mohammed"),
            ("saeed", "said"),
            ("masoud", "masood"),
            ("dawood", "daoud"),
            ("ahmadinejad", "ahmadinezhad"),
            ("alexander", "aleksandr"),
            ("zelensky", "zelenskyy"),
            ("sergej", "sergei"),
            ("iakov", "yakov"),
            ("haniyeh", "haniya"),
            ("friedrich", "fridrich"),
        ] {
            let alike = likeness(one, two);
            assert!(alike == Likeness::Alike || (one == "alexander" && alike == Likeness::Close), "{one} {two}");
        }
    }

    #[test]
    fn dialects_sound_close() {
        assert_eq!(likeness("qasim", "ghasem"), Likeness::Close);
        assert_eq!(likeness("jamal", "gamal"), Likeness::Close);
        assert_eq!(likeness("safar", "safr"), Likeness::Close);
        assert_eq!(likeness("araqi", "araghi"), Likeness::Close);
        assert_eq!(likeness("mohamed", "mohmed"), Likeness::Close);
    }

    #[test]
    fn different_names_sound_apart() {
        for (one, two) in [
            ("hassan", "hussain"),
            ("mahmoud", "mohammed"),
            ("kabul", "kabila"),
            ("karachi", "kerch"),
            ("niger", "nigeria"),
            ("mohammad", "mohammadi"),
        ] {
            assert_eq!(likeness(one, two), Likeness::Apart, "{one} {two}");
        }
    }
}
