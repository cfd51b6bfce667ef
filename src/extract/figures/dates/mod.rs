//! Dates: days, months, years, weekdays, stretches and ranges of them, resolved with the day of the article where it has one, else
//! left open.

use std::ops::Range;

use super::Context;
use super::tokens::Page;
use crate::article::{Article, Bound, When};

/// A date in a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it says.
    pub when: When,
    /// How the text holds to it.
    pub bound: Bound,
}

/// Whether an article writes the day before the month in figures; none if it does not show.
#[must_use]
pub fn day_first(_article: &Article) -> Option<bool> {
    None
}

/// The date that begins at a token.
#[must_use]
pub fn at(_page: &Page<'_>, _at: usize, _context: Context) -> Option<Dated> {
    None
}
