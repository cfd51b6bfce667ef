//! Paragraphs and the role each plays on the page.

use serde::{Deserialize, Serialize};

use super::Span;

/// The role of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Zone {
    /// The headline.
    Headline,
    /// The summary between headline and body.
    Standfirst,
    /// The report itself.
    Body,
    /// The line under a picture.
    Caption,
    /// What the page adds: related links, comment forms, share bars. Kept, but not searched unless asked.
    Boilerplate,
}

impl Zone {
    /// The part of the article that a block of this zone is searched as.
    #[must_use]
    pub fn part(self) -> Part {
        match self {
            Self::Headline => Part::Headline,
            Self::Standfirst | Self::Body | Self::Caption => Part::Body,
            Self::Boilerplate => Part::Boilerplate,
        }
    }

    /// The name used in JSON and in messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Standfirst => "standfirst",
            Self::Body => "body",
            Self::Caption => "caption",
            Self::Boilerplate => "boilerplate",
        }
    }
}

/// A searchable part of an article, in the order in which the parts stand on the axis of word positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The headline.
    Headline,
    /// Standfirst, body and captions.
    Body,
    /// What the page adds.
    Boilerplate,
}

impl Part {
    /// All parts, in axis order.
    pub const ALL: [Self; 3] = [Self::Headline, Self::Body, Self::Boilerplate];
}

/// A paragraph and its role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Where it stands in the text, without the white space around it.
    #[serde(flatten)]
    pub span: Span,
    /// Its role.
    pub zone: Zone,
}
