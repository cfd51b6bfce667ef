//! A query as understood.
//!
//! What can stand in a text (words, phrases) is a *leaf*; leaves are numbered, and highlights and scores refer to the number.

use jiff::civil::Date;

use crate::article::{Meta, Part};
use crate::text::fold::fold;
use crate::text::stem::Stems;
use crate::text::words::words;

/// A query: a clause over numbered leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The whole of it.
    pub root: Clause,
    /// What can stand in a text, in the order in which it was typed.
    pub leaves: Vec<Leaf>,
}

/// What must hold of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clause {
    /// The leaf of this number stands in it.
    Leaf(usize),
    /// Something is known of it.
    Meta(Test),
    /// All of these hold.
    All(Vec<Clause>),
    /// At least one of these holds.
    Any(Vec<Clause>),
    /// This does not hold.
    Not(Box<Clause>),
}

/// A phrase of one or more words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// Its words, in order.
    pub words: Vec<Pattern>,
    /// The parts of the article it may stand in.
    pub parts: Parts,
}

/// What a word of the archive is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pattern {
    /// This folded form.
    Folded(String),
    /// Any form of this stem.
    Stem(String),
}

impl Pattern {
    /// The pattern for one word as typed: every inflection, or the folded form alone.
    #[must_use]
    pub fn new(word: &str, stems: Option<&Stems>) -> Self {
        let folded = fold(word);
        match stems {
            Some(stems) if Stems::has_forms(&folded) => Self::Stem(stems.stem(&folded).into_owned()),
            _ => Self::Folded(folded),
        }
    }

    /// Whether a folded word of the archive is meant.
    #[must_use]
    pub fn matches(&self, folded: &str, stems: &Stems) -> bool {
        match self {
            Self::Folded(form) => form == folded,
            Self::Stem(stem) => folded.starts_with(stems.reach(stem)) && stems.stem(folded) == *stem,
        }
    }
}

/// A set of the parts of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts(u8);

impl Parts {
    /// Headline and body: what is searched unless something else is said.
    pub const TEXT: Self = Self(0b011);
    /// Boilerplate too.
    pub const ALL: Self = Self(0b111);

    /// One part alone.
    #[must_use]
    pub fn only(part: Part) -> Self {
        Self(1 << part as u8)
    }

    /// Whether `part` is one of them.
    #[must_use]
    pub fn has(self, part: Part) -> bool {
        self.0 & Self::only(part).0 != 0
    }
}

/// A condition on what is known of an article beside its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// These words stand in a row in the field.
    Words(MetaField, Vec<Pattern>),
    /// It was published on one of these days, both included; an open end is none.
    Published(Option<Date>, Option<Date>),
}

impl Test {
    /// Whether it holds of an article of which this is known.
    #[must_use]
    pub fn holds(&self, meta: &Meta, stems: &Stems) -> bool {
        match self {
            Self::Words(field, patterns) => {
                let value = field.of(meta);
                let folded: Vec<String> = words(value).into_iter().map(|word| fold(&value[word])).collect();
                let stand_at =
                    |row: &[String]| row.iter().zip(patterns).all(|(word, pattern)| pattern.matches(word, stems));
                folded.windows(patterns.len()).any(stand_at)
            }
            Self::Published(from, to) => {
                meta.published.is_some_and(|day| from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to))
            }
        }
    }
}

/// A field of words beside the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MetaField {
    /// The outlet.
    Source,
    /// The author line.
    Byline,
    /// The language tag.
    Language,
}

impl MetaField {
    /// What an article says there; empty where it says nothing.
    #[must_use]
    pub fn of(self, meta: &Meta) -> &str {
        match self {
            Self::Source => &meta.source,
            Self::Byline => meta.byline.as_deref().unwrap_or_default(),
            Self::Language => meta.language.as_deref().unwrap_or_default(),
        }
    }
}
