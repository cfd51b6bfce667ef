//! Direct quotations, and who says them.

use crate::article::{Article, Quote};

/// The direct quotations of an article whose names are known, in the order of the text.
#[must_use]
pub fn quotes(_article: &Article) -> Vec<Quote> {
    Vec::new()
}
