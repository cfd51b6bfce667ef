//! The record: what a report is once it has been read. Owns the coordinates (`Span`), the blocks and their zones; knows no
//! file, no index and no query.

mod block;
mod record;
mod span;

pub use block::{Block, Part, Zone};
pub use record::{Article, ArticleId, ArticleKey, Meta};
pub use span::Span;
