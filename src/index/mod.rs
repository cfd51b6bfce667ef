//! The index: the only user of tantivy. Builds it, keeps it up to date, and answers queries from it.
//!
//! One tantivy document an article. What the fields hold stands in `schema`; how an article becomes a document in `document`; a
//! run over the archive is `update`; a query is answered by `local`.

mod atoms;
mod automaton;
mod budget;
mod columns;
mod cursor;
mod document;
mod error;
mod evaluate;
mod extents;
mod facets;
mod figures;
mod intake;
mod local;
mod lock;
mod manifest;
mod names;
mod outlines;
mod positions;
mod ranked;
mod run;
mod schema;
mod segment;
mod survey;
mod tallies;
mod tape;
mod terms;
mod update;
mod vocabulary;
mod workers;

pub use error::IndexError;
pub use local::LocalIndex;
pub use lock::Holder;
pub use manifest::FORMAT;
pub use survey::{First, Look, State as FileState, Survey, Without, survey};
pub use update::{Plan, Progress, Report, Roots, roots, update};
