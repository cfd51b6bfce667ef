//! What a number counts: the noun behind it, and its phrase.

use super::tokens::Page;
use crate::article::Figure;

/// `figure`, which ends before the token `next`, with what it counts.
#[must_use]
pub fn with_noun(_page: &Page<'_>, _next: usize, figure: Figure) -> Figure {
    figure
}
