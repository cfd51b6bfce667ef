//! What search needs of an index: candidates and totals for a query, outlines, and the articles themselves. The narrow waist
//! between search and whatever engine holds the postings.

use std::collections::BTreeMap;

use crate::article::{Article, Kind};
use crate::query::spans::Outline;
use crate::query::{Atom, Parts, Pattern, Query};
use crate::text::compounds::Compound;

/// A place where the backend keeps an article. Meaningful only to the backend that gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place(pub u32, pub u32);

/// An article that matches, with its score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Where it is.
    pub place: Place,
    /// Its score: 0 or more, higher is better.
    pub score: f64,
}

/// The answer to a query.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    /// How many articles match: all of them, exactly.
    pub total: usize,
    /// The first in the order asked for; as many as were asked for.
    pub best: Vec<Candidate>,
    /// The weight of each leaf of the query: how telling it is, times its emphasis.
    pub weights: Vec<f64>,
    /// How many articles hold each leaf of the query.
    pub holders: Vec<usize>,
}

/// What is searched, and what could not be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Articles in the index.
    pub articles: u64,
    /// The words of their headlines and bodies.
    pub words: u64,
    /// Files and records of the archive that could not be indexed.
    pub unsearched: u64,
}

/// Why a backend could not answer.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct BackendError(#[from] pub Box<dyn std::error::Error + Send + Sync>);

/// Which of the matches are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wanted {
    /// How many.
    pub depth: usize,
    /// In what order.
    pub order: Order,
}

/// How words are spread over the archive.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Spread {
    /// Articles that hold them.
    pub articles: u64,
    /// How often they stand there in all.
    pub occurrences: u64,
    /// How telling they are: the weight of a leaf typed once.
    pub weight: f64,
}

/// In what order matches are given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// The best first, by score; ties by id.
    #[default]
    Relevance,
    /// The newest first; articles without a day last; ties by id.
    Newest,
    /// The oldest first; articles without a day last; ties by id.
    Oldest,
    /// By id.
    Article,
}

/// What articles can be counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// The outlet.
    Source,
    /// The author line.
    Byline,
    /// The language tag.
    Language,
    /// The year of publication.
    Year,
    /// The month of publication: `2025-10`.
    Month,
    /// The day of publication: `2025-10-19`.
    Day,
    /// Whom or what the article names, by the fullest name that it gives; boilerplate apart. An article may name several, or none.
    Name(Kind),
}

impl Facet {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Source,
        Self::Byline,
        Self::Language,
        Self::Year,
        Self::Month,
        Self::Day,
        Self::Name(Kind::Person),
        Self::Name(Kind::Org),
        Self::Name(Kind::Place),
        Self::Name(Kind::Other),
    ];

    /// The name it is asked for by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Byline => "byline",
            Self::Language => "language",
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::Name(kind) => kind.word(),
        }
    }
}

/// How many articles there are of each value of a facet; none stands for those without one, where they are counted.
pub type Counts = BTreeMap<Option<String>, u64>;

/// A word that stands in the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Its folded form.
    pub text: String,
    /// How many articles hold it.
    pub articles: u64,
}

/// Which names of the archive are asked for. Forms are folded words joined by spaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamesOf<'a> {
    /// The forms as written of a folded form.
    Form(&'a str),
    /// The forms as written that are filed under a key: those that may be spellings of each other.
    Key(&'a str),
    /// Whom a form means: the canonical form in the articles that hold it.
    Meant(&'a str),
    /// The forms of whom a canonical form stands for.
    Bearer(&'a str),
    /// All forms as written, in the order of the folded ones.
    All,
    /// All canonical forms, each with its forms.
    Bearers,
}

/// A name of the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameTerm {
    /// The form that was asked for, or the canonical form.
    pub of: String,
    /// What it names.
    pub kind: Kind,
    /// The form as written, the canonical form, or the other form: whatever was asked for.
    pub name: String,
    /// How many articles hold it in headline or body.
    pub articles: u64,
    /// How often it stands there.
    pub mentions: u64,
}

/// An index that can be asked.
pub trait Backend {
    /// The articles that match `query`: their number, and those that are `wanted`.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn find(&self, query: &Query, wanted: Wanted) -> Result<Answer, BackendError>;

    /// How the words of an atom are spread over the archive.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn spread(&self, atom: &Atom) -> Result<Spread, BackendError>;

    /// The articles that match `query`, counted by each of `facets`.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn count(&self, query: &Query, facets: &[Facet]) -> Result<Vec<Counts>, BackendError>;

    /// The outlines of matching articles, in the order of `places`.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn outlines(&self, query: &Query, places: &[Place]) -> Result<Vec<Outline>, BackendError>;

    /// The words of the archive that a pattern means in some parts, in alphabetical order: all of them.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn forms(&self, pattern: &Pattern, parts: Parts) -> Result<Vec<Form>, BackendError>;

    /// The compounds of the archive that, written in one piece, begin with `start`, and of which `wanted` holds.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn compounds(&self, start: &str, wanted: &dyn Fn(&Compound) -> bool) -> Result<Vec<Compound>, BackendError>;

    /// Hands over the names asked for, in the order of their forms.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn names(&self, of: NamesOf<'_>, take: &mut dyn FnMut(NameTerm)) -> Result<(), BackendError>;

    /// The article at `place`.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn article(&self, place: Place) -> Result<Article, BackendError>;

    /// Where the article shown as `id` is; none if there is none.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn locate(&self, id: &str) -> Result<Option<Place>, BackendError>;

    /// What is searched, and what could not be.
    fn coverage(&self) -> Coverage;
}
