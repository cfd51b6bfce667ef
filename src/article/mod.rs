//! The record: what a report is once it has been read. Owns the coordinates (`Span`), the blocks and their zones, and
//! the names found in it; knows no
//! file, no index and no query.

mod block;
mod name;
mod record;
mod span;

pub use block::{Block, Part, Zone};
pub use name::{Certainty, Entity, Kind, LONGEST_NAME, Mention, Names};
pub use record::{Article, ArticleId, ArticleKey, Meta};
pub use span::Span;
