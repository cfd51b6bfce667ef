//! Direct quotations: what stands in quotation marks, and who says it.

use serde::{Deserialize, Serialize};

use super::Span;

/// A direct quotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// What stands between the marks; of one over several paragraphs, from the first to the last.
    pub span: Span,
    /// Who says it, where the text says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Speaker>,
    /// The verb of saying: `said`, `warned`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verb: Option<Span>,
    /// Whether it is a word or a few taken out of a sentence, fewer than four.
    pub partial: bool,
}

/// Who says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// How the text calls the speaker there: `Asif`, `one security source`, `he`.
    pub span: Span,
    /// Who that is: an index into the article's entities, where it is somebody named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<u32>,
}
