//! Words, folding, stems, sentences and paragraphs: how a text is cut up. The same cuts serve indexing, matching and marking.
//! Knows articles; no file format, no query, no index.

pub mod axis;
pub mod compounds;
pub mod fold;
pub mod hash;
pub mod mentions;
pub mod numbers;
pub mod paragraphs;
pub mod placing;
pub mod printable;
pub mod quotations;
pub mod sentences;
pub mod stem;
pub mod tokens;
pub mod units;
pub mod words;
