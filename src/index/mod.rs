//! The index: the only user of tantivy. Builds it, keeps it up to date, and answers queries from it.
//!
//! One tantivy document an article. What the fields hold stands in `schema`; how an article becomes a document in `document`; a
//! run over the archive is `update`; a query is answered by `local`.

mod atoms;
mod automaton;
mod backup;
mod budget;
mod columns;
mod cursor;
mod disk;
mod document;
mod drift;
mod error;
mod evaluate;
mod extents;
mod facets;
#[cfg(test)]
mod faults;
mod figures;
mod footer;
mod inspect;
mod intake;
mod ledger;
mod local;
mod lock;
mod manifest;
mod merging;
mod moves;
mod names;
mod outlines;
mod positions;
mod ranked;
mod repair;
mod run;
mod schema;
mod segment;
mod snapshot;
mod survey;
mod tallies;
mod tape;
mod terms;
mod update;
mod verify;
mod vocabulary;
mod workers;

pub use backup::{Backup, backup};
pub use drift::{Drift, DriftKind};
pub use error::IndexError;
pub use local::LocalIndex;
pub use lock::Holder;
pub use manifest::FORMAT;
pub use repair::{Repair, repair};
pub use survey::{First, Look, State as FileState, Survey, Without, survey};
pub use update::{Plan, Progress, Report, Roots, roots, update};
pub use verify::{Damage, Place, Verification, verify};
