//! A query as understood.
//!
//! What can stand in a text is a *leaf*: a word, a phrase, or such things near each other. Leaves are numbered, and highlights and
//! scores refer to the number. A leaf is built of *atoms*, which are words in a row, the name of
//! somebody or something, or a figure.

use std::collections::HashMap;
use std::fmt;

use jiff::civil::Date;

use super::figures::Valued;
use super::pattern::Pattern;
use crate::article::{Kind, Meta, Part};
use crate::text::fold::fold;
use crate::text::words::words;

/// A query: a clause over numbered leaves, which are built of numbered atoms.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// The whole of it.
    pub root: Clause,
    /// What can stand in a text, in the order in which it was typed.
    pub leaves: Vec<Spans>,
    /// How much each leaf counts: 1 for what is typed once. A leaf that stands in no clause counts into the score of what matches, but
    /// need not match.
    pub emphasis: Vec<f64>,
    /// What the leaves are built of.
    pub atoms: Vec<Atom>,
    /// Atoms of one word each that were typed side by side: `cross border`.
    pub neighbours: Vec<(usize, usize)>,
    /// For each stem the word as it was typed first, folded.
    pub typed: HashMap<String, String>,
}

impl Query {
    /// The query that asks for `root` alone, over some of these leaves.
    #[must_use]
    pub fn with(&self, root: Clause, leaves: Vec<Spans>) -> Self {
        Self { root, emphasis: vec![1.0; leaves.len()], leaves, ..self.clone() }
    }

    /// The query that finds every article.
    #[must_use]
    pub fn everything() -> Self {
        Self {
            root: Clause::All(Vec::new()),
            leaves: Vec::new(),
            emphasis: Vec::new(),
            atoms: Vec::new(),
            neighbours: Vec::new(),
            typed: HashMap::new(),
        }
    }

    /// This query, of articles for which `clauses` hold too.
    #[must_use]
    pub fn and(self, clauses: Vec<Clause>) -> Self {
        if clauses.is_empty() {
            return self;
        }
        let root = Clause::All([self.root].into_iter().chain(clauses).collect());
        Self { root, ..self }
    }

    /// The word as it was typed, of a pattern that is a word.
    #[must_use]
    pub fn typed<'a>(&'a self, word: &'a Pattern) -> Option<&'a str> {
        match word {
            Pattern::Stem(stem) => Some(self.typed.get(stem).unwrap_or(stem)),
            Pattern::Folded(form) | Pattern::Capitals(form) => Some(form),
            _ => None,
        }
    }
}

/// What must hold of an article.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
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

/// What stands in a text in one piece.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Atom {
    /// What it is.
    pub what: What,
    /// The parts of the article it may stand in.
    pub parts: Parts,
}

/// What an atom asks for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum What {
    /// A phrase of one or more words, in order.
    Words(Vec<Pattern>),
    /// A mention of a bearer, of however many words.
    Name(Bearer),
    /// A figure, of however many words.
    Figure(Valued),
    /// A direct quotation of somebody who is called by one of these forms, folded words joined by spaces; of anybody whom the text
    /// names, if there is none.
    Speaker(Vec<String>),
}

/// Who or what bears a name that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Bearer {
    /// What it is.
    pub kind: Kind,
    /// The forms, folded words joined by spaces, of which an article must know it by one: first as it was typed, then its other
    /// spellings. Anyone's, if there is none.
    pub forms: Vec<String>,
}

/// As it would be typed.
impl fmt::Display for Bearer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let field = self.kind.word();
        match self.forms.first() {
            None => write!(out, "{field}:*"),
            Some(form) if form.contains(' ') => write!(out, "{field}:\"{form}\""),
            Some(form) => write!(out, "{field}:{form}"),
        }
    }
}

impl Atom {
    /// These words in a row.
    #[must_use]
    pub fn row(words: Vec<Pattern>, parts: Parts) -> Self {
        Self { what: What::Words(words), parts }
    }

    /// A name of `bearer`.
    #[must_use]
    pub fn name(bearer: Bearer, parts: Parts) -> Self {
        Self { what: What::Name(bearer), parts }
    }

    /// A figure that is `valued` so.
    #[must_use]
    pub fn figure(valued: Valued, parts: Parts) -> Self {
        Self { what: What::Figure(valued), parts }
    }

    /// A quotation of somebody.
    #[must_use]
    pub fn speaker(forms: Vec<String>, parts: Parts) -> Self {
        Self { what: What::Speaker(forms), parts }
    }

    /// Its words; what is no phrase has none of its own.
    #[must_use]
    pub fn words(&self) -> &[Pattern] {
        match &self.what {
            What::Words(words) => words,
            _ => &[],
        }
    }
}

/// What yields spans of a text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Spans {
    /// The places of an atom.
    Atom(usize),
    /// The places of any of these.
    Any(Vec<Spans>),
    /// Where both sides stand near each other.
    Near(Box<Spans>, Nearness, Box<Spans>),
    /// The places of the left side that have no place of the right side near.
    Alone(Box<Spans>, Nearness, Box<Spans>),
    /// The places of the inner side, in articles that hold at least so many of them.
    AtLeast(usize, Box<Spans>),
    /// The places of the inner side in the lead: headline, standfirst and first paragraph.
    Lead(Box<Spans>),
    /// The places of the inner side that lie within one direct quotation.
    Quote(Box<Spans>),
    /// The places of the first that lie within a place of the second.
    Within(Box<Spans>, Box<Spans>),
}

impl Spans {
    /// The atoms it is built of; one that stands in several places comes several times.
    #[must_use]
    pub fn atoms(&self) -> Vec<usize> {
        match self {
            Self::Atom(atom) => vec![*atom],
            Self::Any(list) => list.iter().flat_map(Self::atoms).collect(),
            Self::Near(left, _, right) | Self::Alone(left, _, right) | Self::Within(left, right) => {
                [left.atoms(), right.atoms()].concat()
            }
            Self::AtLeast(_, inner) | Self::Lead(inner) | Self::Quote(inner) => inner.atoms(),
        }
    }
}

/// What counts as near.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Nearness {
    /// How far.
    pub reach: Reach,
    /// Whether the left side must come first.
    pub ordered: bool,
}

/// How far two places may lie apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reach {
    /// The second begins at most so many words behind the end of the first; neighbours are one word apart.
    Words(u32),
    /// Both lie in one sentence.
    Sentence,
    /// Both lie in one paragraph.
    Paragraph,
}

/// A set of the parts of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

    /// What both have.
    #[must_use]
    pub fn common(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether `part` is one of them.
    #[must_use]
    pub fn has(self, part: Part) -> bool {
        self.0 & Self::only(part).0 != 0
    }
}

/// A condition on what is known of an article beside its text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Test {
    /// These folded words stand in a row in the field.
    Words(MetaField, Vec<Pattern>),
    /// It was published on one of these days, both included; an open end is none.
    Published(Option<Date>, Option<Date>),
}

impl Test {
    /// Whether it holds of an article of which this is known.
    #[must_use]
    pub fn holds(&self, meta: &Meta) -> bool {
        match self {
            Self::Words(field, patterns) => {
                let folded: Vec<String> =
                    words(field.of(meta)).into_iter().map(|word| fold(&field.of(meta)[word])).collect();
                let stand_at = |row: &[String]| {
                    row.iter().zip(patterns).all(|(word, pattern)| *pattern == Pattern::Folded(word.clone()))
                };
                folded.windows(patterns.len()).any(stand_at)
            }
            Self::Published(from, to) => {
                meta.published.is_some_and(|day| from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to))
            }
        }
    }
}

/// A field of words beside the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
