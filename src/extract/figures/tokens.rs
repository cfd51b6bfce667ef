//! What the grammar of figures reads: words, digit groups, marks.

pub use crate::text::tokens::{Class, Page, Token};
