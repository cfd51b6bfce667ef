//! The record: what a report is once it has been read. Owns the coordinates (`Span`), the blocks and their zones, and
//! the names, figures and quotations found in it; knows no file, no index and no query.

mod block;
mod decimal;
mod figure;
mod name;
mod quote;
mod record;
mod span;
mod when;

pub use block::{Block, Part, Zone};
pub use decimal::{Decimal, NotDecimal};
pub use figure::{Bound, Counted, Figure, FigureKind, LONGEST_FIGURE, Unit, Value};
pub use name::{Certainty, Entity, Kind, LONGEST_NAME, Mention, Names};
pub use quote::{Quote, Speaker};
pub use record::{Article, ArticleId, ArticleKey, Meta};
pub use span::Span;
pub use when::{Moment, NotMoment, When};
