//! A word of a name prepared for comparison, and how alike two of them are.

use super::edits::within;
use super::letters::Glide;
use super::skeleton::{Likeness, Sound};
use super::tables::{classes, is_common, is_generic, is_romanisation};

/// How alike two words are, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Grade {
    /// Not at all.
    Apart,
    /// A few letters differ; good for an order among bad candidates only.
    Resembling,
    /// Two edits in eight letters or more.
    TwoEdits,
    /// One begins with most of the other, or is it without `abd`.
    Part,
    /// One edit in five letters or more.
    OneEdit,
    /// An initial and a word that begins with it.
    Initial,
    /// One short vowel or one kindred consonant differs.
    Close,
    /// Nickname and name, or forms of one name in several languages.
    Equivalent,
    /// Romanisations of one name by way of several languages.
    Variant,
    /// Romanisations of one word.
    Spelled,
    /// The same letters.
    Same,
}

impl Grade {
    /// From best to worst.
    pub(super) const FALLING: [Self; 10] = [
        Self::Same,
        Self::Spelled,
        Self::Variant,
        Self::Equivalent,
        Self::Close,
        Self::Initial,
        Self::OneEdit,
        Self::Part,
        Self::TwoEdits,
        Self::Resembling,
    ];

    /// How much of the word's weight counts.
    pub(super) fn share(self) -> f32 {
        match self {
            Self::Same => 1.0,
            Self::Spelled => 0.97,
            Self::Variant => 0.95,
            Self::Equivalent => 0.93,
            Self::Close => 0.9,
            Self::Initial | Self::OneEdit => 0.85,
            Self::TwoEdits => 0.75,
            Self::Part => 0.65,
            Self::Resembling => 0.55,
            Self::Apart => 0.0,
        }
    }
}

/// What sort of word it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Word,
    Initial,
    /// Holds a digit: the same or different, never alike.
    Number,
}

/// A word prepared for comparison.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) text: String,
    pub(super) sort: Sort,
    /// With `w` and `v` as consonants.
    pub(super) sound: Sound,
    /// With `w` and `v` as vowels, where that differs.
    pub(super) gliding: Option<Sound>,
    /// Without the Arabic article, where it seems to be written with one: `alharamain`.
    pub(super) bare: Option<Sound>,
    /// The names it may be a form of.
    pub(super) classes: &'static [u16],
    /// What it says about who is meant: near 1 for a rare word, less for a common, generic or short one.
    pub(super) weight: f32,
    /// The letters that occur, a bit each.
    letters: u32,
}

impl Token {
    /// Prepares a word of lower-case ASCII letters and digits.
    pub(super) fn new(text: String) -> Self {
        let sound = Sound::of(&text, Glide::Consonant);
        let gliding = text.bytes().skip(1).any(|letter| matches!(letter, b'w' | b'v'));
        let sort = match text.len() {
            _ if text.bytes().any(|letter| letter.is_ascii_digit()) => Sort::Number,
            1 => Sort::Initial,
            _ => Sort::Word,
        };
        Self {
            sort,
            gliding: gliding.then(|| Sound::of(&text, Glide::Vowel)),
            bare: without_article(&text).map(|bare| Sound::of(bare, Glide::Consonant)),
            classes: classes(&text),
            weight: weight(&text, sort, &sound),
            letters: text.bytes().fold(0, |bits, letter| bits | 1 << (letter & 31)),
            sound,
            text,
        }
    }

    /// How alike two words are.
    pub(super) fn grade(&self, other: &Self) -> Grade {
        if self.text == other.text {
            return Grade::Same;
        }
        match (self.sort, other.sort) {
            (Sort::Number, _) | (_, Sort::Number) => Grade::Apart,
            (Sort::Initial, _) | (_, Sort::Initial) => self.initial(other),
            (Sort::Word, Sort::Word) => {
                let known = self.by_sound(other).max(self.by_class(other));
                if known > Grade::Apart { known } else { self.by_edits(other).max(self.by_part(other)) }
            }
        }
    }

    fn initial(&self, other: &Self) -> Grade {
        let same = self.text.bytes().next() == other.text.bytes().next();
        if same && self.sort != other.sort { Grade::Initial } else { Grade::Apart }
    }

    fn by_class(&self, other: &Self) -> Grade {
        let mut shared = self.classes.iter().filter(|class| other.classes.contains(class));
        // Romanisations come first among the classes.
        shared
            .next()
            .map_or(Grade::Apart, |class| if is_romanisation(*class) { Grade::Variant } else { Grade::Equivalent })
    }

    /// Words of two letters are names of their own (Li, Le).
    fn by_sound(&self, other: &Self) -> Grade {
        if self.text.len().min(other.text.len()) < 3 {
            return Grade::Apart;
        }
        let plain = self.sound.likeness(&other.sound);
        let glides = self.gliding.is_some() || other.gliding.is_some();
        let best = if plain != Likeness::Alike && glides && self.glide().likeness(other.glide()) == Likeness::Alike {
            Likeness::Alike
        } else {
            plain
        };
        let without =
            |one: &Self, two: &Self| one.bare.as_ref().is_some_and(|bare| bare.likeness(&two.sound) == Likeness::Alike);
        match best {
            Likeness::Apart if without(self, other) || without(other, self) => Grade::Close,
            Likeness::Alike => Grade::Spelled,
            Likeness::Close => Grade::Close,
            Likeness::Apart => Grade::Apart,
        }
    }

    fn glide(&self) -> &Sound {
        self.gliding.as_ref().unwrap_or(&self.sound)
    }

    /// `Siraj` and `Sirajuddin`, `Jamil` and `Abdul Jamil`.
    fn by_part(&self, other: &Self) -> Grade {
        let (short, long) = if self.text.len() < other.text.len() { (self, other) } else { (other, self) };
        let begins =
            short.text.len() >= 4 && short.text.len() * 2 >= long.text.len() && long.text.starts_with(&short.text);
        let serves = short.text.len() >= 3 && long.text.strip_prefix("abd") == Some(&short.text);
        if begins || serves { Grade::Part } else { Grade::Apart }
    }

    fn by_edits(&self, other: &Self) -> Grade {
        let shorter = self.text.len().min(other.text.len());
        let differing = (self.letters ^ other.letters).count_ones() as usize;
        let same_start = self.text.as_bytes().first() == other.text.as_bytes().first();
        let limit = match shorter {
            _ if same_start => shorter.div_ceil(3).min(4),
            8.. => 2,
            5.. => 1,
            _ => 0,
        };
        if shorter < 4 || limit == 0 || differing > limit * 2 {
            return Grade::Apart;
        }
        match within(&self.text, &other.text, limit) {
            Some(1) if shorter >= 5 => Grade::OneEdit,
            Some(2) if shorter >= 8 => Grade::TwoEdits,
            Some(_) => Grade::Resembling,
            _ => Grade::Apart,
        }
    }
}

/// What follows `al` or `el` in a word long enough to have an article.
fn without_article(text: &str) -> Option<&str> {
    let bare = text.strip_prefix("al").or_else(|| text.strip_prefix("el"))?;
    (bare.len() >= 5).then_some(bare)
}

/// What a common name says beside a rare one of its length.
const COMMON: f32 = 0.6;

/// Common names say less than rare ones, generic words little, initials hardly anything.
fn weight(text: &str, sort: Sort, sound: &Sound) -> f32 {
    let length = f32::from(u8::try_from(text.len().clamp(2, 8)).unwrap_or(8)) / 8.0;
    match sort {
        Sort::Initial => 0.1,
        Sort::Number => 0.7,
        Sort::Word if is_generic(text) => 0.3,
        Sort::Word if is_common(sound) => COMMON * length.sqrt(),
        Sort::Word => length.sqrt(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grade(one: &str, two: &str) -> Grade {
        Token::new(one.to_owned()).grade(&Token::new(two.to_owned()))
    }

    #[test]
    fn words_are_graded() {
        for (one, two, expected) in [
            ("asif", "asif", Grade::Same),
            ("hussain", "husayn", Grade::Spelled),
            ("dawood", "daud", Grade::Spelled),
            ("bob", "robert", Grade::Equivalent),
            ("qasimi", "ghasemi", Grade::Close),
            ("k", "kathleen", Grade::Initial),
            ("putin", "pulin", Grade::OneEdit),
            ("netanyahu", "natanyahu", Grade::Spelled),
            ("hassan", "hussain", Grade::Resembling),
            ("iran", "iraq", Grade::Resembling),
            ("2024", "2025", Grade::Apart),
            ("li", "le", Grade::Apart),
        ] {
            assert_eq!(grade(one, two), expected, "{one} {two}");
            assert_eq!(grade(two, one), expected, "{two} {one}");
        }
    }
}
