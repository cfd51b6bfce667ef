//! The search engine of a news archive: a folder of articles in; ranked passages with exact highlights, and every mention, out.
//!
//! The layers, from the ground up. A module names only modules in rows above its own, and siblings of one row never name each
//! other; `tests/layers.rs` holds this, and that `index` alone names tantivy.
//!
//! | row | modules | what they own |
//! |---|---|---|
//! | 1 | [`article`] | the record: article, span, block, zone |
//! | 2 | [`text`] | words, folding, sentences, stems, the axis of positions |
//! | 3 | [`corpus`], [`extract`], [`query`] | reading the archive; names, figures, quotes; what a query means and where it matches |
//! | 4 | [`backend`] | what search needs of an index |
//! | 5 | [`index`] | the index, over tantivy |
//! | 6 | [`search`] | ranking, passages |
//! | 7 | [`render`] | text, JSON, CSV, HTML |
//! | 8 | (web) | later |
//! | 9 | [`cli`] | the program |

pub mod article;
pub mod backend;
pub mod cli;
pub mod corpus;
pub mod extract;
pub mod index;
pub mod query;
pub mod render;
pub mod search;
pub mod text;
