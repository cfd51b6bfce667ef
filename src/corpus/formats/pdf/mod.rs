//! PDF with a layer of text. A crate reads the file and tells where each letter stands; lines, paragraphs, headline and what every page
//! repeats are found here. A document of whatever making costs bounded time and memory: what the checks do not foresee ends a process
//! that reads this one document, and not the run.

mod apart;
mod checks;
mod glyphs;
mod letters;
mod packing;
mod paragraphs;
mod reading;

use self::reading::{Paper, read};
use super::fields::Fields;
use super::html::Line;
use super::story::Story;
use super::words::is_title;
use crate::corpus::{Draft, Fault};

pub use self::apart::{read_apart, serve_apart};

pub fn parse(bytes: &[u8]) -> Result<Draft, Fault> {
    apart::read(bytes).unwrap_or_else(|| read(bytes)).map(described)
}

/// A document with what it says of itself.
fn described(paper: Paper) -> Draft {
    let known = Fields::new(paper.about).head_of("");
    let headline = paper.headline.or(known.headline.filter(|title| is_title(title)));
    let lines = paper.lines.into_iter().map(|(text, zone)| Line { text, zone }).collect();
    Story { headline, lines, meta: known.meta, ..Story::default() }.draft()
}
