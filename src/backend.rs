//! What search needs of an index: candidates and totals for a query, outlines, and the articles themselves. The narrow waist
//! between search and whatever engine holds the postings.

use crate::article::Article;
use crate::query::Query;
use crate::query::spans::Outline;

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
pub struct Found {
    /// How many articles match: all of them, exactly.
    pub total: usize,
    /// The best, by score and then by id; as many as were asked for.
    pub best: Vec<Candidate>,
    /// The weight of each leaf of the query (inverse document frequency).
    pub weights: Vec<f64>,
}

/// What is searched, and what could not be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Articles in the index.
    pub articles: u64,
    /// Files and records of the archive that could not be indexed.
    pub unsearched: u64,
}

/// Why a backend could not answer.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct BackendError(#[from] pub Box<dyn std::error::Error + Send + Sync>);

/// An index that can be asked.
pub trait Backend {
    /// The articles that match `query`: their number, and the `depth` best.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn find(&self, query: &Query, depth: usize) -> Result<Found, BackendError>;

    /// The outlines of matching articles, in the order of `places`.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn outlines(&self, query: &Query, places: &[Place]) -> Result<Vec<Outline>, BackendError>;

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
