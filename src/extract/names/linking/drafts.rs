//! What counts in a spelling: a person's name goes without titles and particles, an organisation's without small words and `Corp.`,
//! a country goes under one of its names. Knows one spelling at a time.

use super::countries::filed_name;
use super::tables::{COMPANY, GENERATIONS, PARTICLES, SMALL, is_one_of};
use super::titles::{self, Gender};
use super::words::{Vocabulary, Word, each_folded, each_piece};
use crate::article::Kind;

/// A form before it is known whether it is new.
#[derive(Default)]
pub struct Draft {
    /// The words that count.
    pub words: Vec<Word>,
    /// `Jr.`
    pub generation: Option<Word>,
    /// What stands in quotation marks.
    pub nickname: Option<Word>,
    /// What titles in the spelling tell.
    pub gender: Gender,
    /// Whether one of them goes with a forename alone.
    pub regnal: bool,
    /// The small words between.
    pub links: Links,
}

/// Before which words of a name a small word stands: a bit a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Links {
    of: u32,
    and: u32,
    hyphen: u32,
}

impl Links {
    /// Whether an `of`, or the like, stands before the word at `at`: `Church of Orlen`.
    pub fn has_of(self, at: usize) -> bool {
        self.of.checked_shr(at as u32).unwrap_or_default() & 1 == 1
    }

    /// Whether no name ends there: at a hyphen, or at an `and`, which may join the names of two bodies.
    pub fn parts(self, at: usize) -> bool {
        (self.and | self.hyphen).checked_shr(at as u32).unwrap_or_default() & 1 == 1
    }

    /// Notes a small word before the word at `at`.
    fn note(&mut self, word: &str, at: usize) {
        let bit = 1_u32.checked_shl(at as u32).unwrap_or_default();
        match word {
            "of" | "in" | "at" | "for" | "on" | "to" => self.of |= bit,
            "and" | "&" => self.and |= bit,
            "-" => self.hyphen |= bit,
            _ => {}
        }
    }
}

impl Draft {
    /// The draft of a spelling; never without words.
    pub fn of(kind: Kind, spelling: &str, vocabulary: &mut Vocabulary) -> Self {
        let mut draft = match kind {
            Kind::Person => Self::person(spelling, vocabulary),
            Kind::Org => Self::organisation(spelling, vocabulary),
            Kind::Place => Self::place(spelling, vocabulary),
            Kind::Other => Self::plain(spelling, vocabulary),
        };
        if draft.words.is_empty() {
            draft.words.push(vocabulary.number(spelling));
        }
        draft
    }

    fn plain(spelling: &str, vocabulary: &mut Vocabulary) -> Self {
        let mut draft = Self::default();
        each_piece(spelling, |piece| {
            each_folded(piece.raw, false, |word| draft.words.push(vocabulary.number(word)));
        });
        draft
    }

    fn person(spelling: &str, vocabulary: &mut Vocabulary) -> Self {
        let mut draft = Self::default();
        let mut particles = Vec::new();
        each_piece(spelling, |piece| {
            each_folded(piece.raw, true, |word| {
                let number = vocabulary.number(word);
                let lower = piece.hyphened || piece.raw.starts_with(char::is_lowercase);
                let hangs = spelling.contains('-') && is_one_of(PARTICLES, word);
                if piece.quoted {
                    draft.nickname = Some(number);
                } else if is_one_of(PARTICLES, word) && (lower || hangs && word.len() == 2) {
                    particles.push(number);
                } else {
                    draft.words.push(number);
                }
            });
        });
        if draft.words.is_empty() {
            draft.words = particles;
        }
        draft.leave_out_titles(vocabulary);
        draft
    }

    /// Takes off what the tagger left on a person's name: titles before it, the generation behind it.
    fn leave_out_titles(&mut self, vocabulary: &Vocabulary) {
        let words = &mut self.words;
        if let [.., _, last] = words.as_slice()
            && is_one_of(GENERATIONS, vocabulary.text(*last))
        {
            self.generation = words.pop();
        }
        let inner = |word: &Word| titles::is_inner_title(vocabulary.text(*word));
        let described =
            words.split_last().and_then(|(_, before)| before.iter().rposition(inner)).map_or(0, |at| at + 1);
        let mut from = described;
        while from + 1 < words.len() && titles::is_title(vocabulary.text(words[from]), words.len() - from - 1) {
            from += 1;
        }
        for word in words.drain(..from) {
            self.gender = self.gender.or(titles::told_by(vocabulary.text(word)));
            self.regnal |= titles::is_regnal(vocabulary.text(word));
        }
    }

    fn organisation(spelling: &str, vocabulary: &mut Vocabulary) -> Self {
        let mut draft = Self::linked(spelling, vocabulary, |piece, word| is_one_of(SMALL, word) && !is_capitals(piece));
        while let [_, .., last] = draft.words.as_slice()
            && is_one_of(COMPANY, vocabulary.text(*last))
        {
            draft.words.pop();
        }
        draft.as_ministry(vocabulary);
        draft.file(vocabulary);
        draft
    }

    /// The words of a name without the small ones, which are noted as links.
    fn linked(spelling: &str, vocabulary: &mut Vocabulary, is_small: fn(&str, &str) -> bool) -> Self {
        let mut draft = Self::default();
        each_piece(spelling, |piece| {
            let marks = [(piece.joined, "&"), (piece.hyphened, "-")];
            marks.into_iter().filter(|mark| mark.0).for_each(|mark| draft.links.note(mark.1, draft.words.len()));
            each_folded(piece.raw, false, |word| {
                if is_small(piece.raw, word) {
                    draft.links.note(word, draft.words.len());
                } else {
                    draft.words.push(vocabulary.number(word));
                }
            });
        });
        draft
    }

    /// `Ministry of Foreign Affairs` and `Foreign Ministry` are one form.
    fn as_ministry(&mut self, vocabulary: &Vocabulary) {
        let heads = |word: &Word| matches!(vocabulary.text(*word), "ministry" | "department");
        let words = &mut self.words;
        if self.links == (Links { of: 0b10, ..Links::default() }) && words.first().is_some_and(heads) {
            words.rotate_left(1);
            self.links = Links::default();
        }
        if let [.., affairs, head] = words.as_slice()
            && words.len() > 2
            && heads(head)
            && vocabulary.text(*affairs) == "affairs"
        {
            words.remove(words.len() - 2);
        }
    }

    fn place(spelling: &str, vocabulary: &mut Vocabulary) -> Self {
        let mut draft =
            Self::linked(spelling, vocabulary, |_, word| matches!(word, "the" | "of" | "and" | "in" | "at"));
        if let [what, _, ..] = draft.words.as_slice()
            && matches!(vocabulary.text(*what), "city" | "state")
            && draft.links.has_of(1)
        {
            draft.words.remove(0);
            draft.links = Links::default();
        }
        draft.file(vocabulary);
        draft
    }

    /// Countries under one of their names.
    fn file(&mut self, vocabulary: &mut Vocabulary) {
        let whole = vocabulary.joined(&self.words);
        let filed = filed_name(&whole);
        if filed != whole {
            *self = Self::default();
            self.words.extend(filed.split(' ').map(|word| vocabulary.number(word)));
        }
    }
}

fn is_capitals(raw: &str) -> bool {
    raw.chars().count() > 1 && !raw.contains(char::is_lowercase)
}
