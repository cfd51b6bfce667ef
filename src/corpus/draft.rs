//! What a format's reader hands on: an article before its zones are known.

use std::ops::Range;

use crate::article::{Meta, Zone};

/// An article as read from its file.
#[derive(Debug, Default)]
pub struct Draft {
    /// The headline, where the record states one.
    pub headline: Option<String>,
    /// The text, as decoded. Where `headline_inside` is set, its first line may be the headline.
    pub body: String,
    /// Whether the headline, if there is one, still stands in `body`.
    pub headline_inside: bool,
    /// What is known beside the text; an empty source is filled in from the folder.
    pub meta: Meta,
    /// The paragraphs of `body` and their zones, where the reader knows them.
    pub layout: Option<Vec<(Range<usize>, Zone)>>,
}
