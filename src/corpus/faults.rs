//! Why something of the archive was not indexed. Every file and record that is no article is named with one of these.

use serde::{Deserialize, Serialize};

/// The kind of reason, for counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The file's name ends in nothing that is read.
    Format,
    /// Neither headline nor text.
    Empty,
    /// Not text, whatever its name says.
    Binary,
    /// A compressed file that is damaged or cut short.
    Compression,
    /// A record that is no valid JSON.
    Json,
    /// A file or part of it that is no valid XML.
    Xml,
    /// A record that is sound but no article.
    NoArticle,
    /// A record that was not out: a draft, or withdrawn.
    Unpublished,
    /// The system refused to read it.
    Unreadable,
    /// A symbolic link, which is never followed.
    Link,
    /// Too large to be one text.
    Size,
    /// A record of an archive file that is damaged or cut short.
    Record,
    /// What a web archive, or a page saved in one file, holds beside pages.
    NoPage,
    /// An archive file that unpacks to far more than it is, or holds archive files too deep.
    Unpacking,
    /// A file that the archive's own rules leave out.
    Skipped,
    /// A document (PDF, DOCX) that is damaged or cut short.
    Document,
    /// Pages of pictures, as a scanner makes them.
    NoTextLayer,
    /// What only a password opens.
    Encrypted,
}

impl Reason {
    /// What the report calls it.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::Format => "not a format that is read",
            Self::Empty => "no text in it",
            Self::Binary => "not text",
            Self::Compression => "compressed data damaged or cut short",
            Self::Json => "not valid JSON",
            Self::Xml => "not valid XML",
            Self::NoArticle => "no article in it",
            Self::Unpublished => "not published",
            Self::Unreadable => "cannot be read",
            Self::Link => "symbolic link, not followed",
            Self::Size => "too large for one text",
            Self::Record => "record damaged or cut short",
            Self::NoPage => "no web page",
            Self::Unpacking => "unpacks without bounds",
            Self::Skipped => "skipped by morgue.toml",
            Self::Document => "document damaged or cut short",
            Self::NoTextLayer => "no text layer in it",
            Self::Encrypted => "encrypted",
        }
    }
}

/// One thing that was not indexed, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The kind.
    pub reason: Reason,
    /// The record's place in the file (line or number, from 1); none for a whole file.
    pub record: Option<u64>,
    /// What exactly was wrong.
    pub detail: String,
}

impl Fault {
    /// A fault of a whole file.
    #[must_use]
    pub fn file(reason: Reason, detail: impl Into<String>) -> Self {
        Self { reason, record: None, detail: detail.into() }
    }

    /// Whether it should have been searched: what the archive's rules leave out was not meant to be.
    #[must_use]
    pub fn is_unsearched(&self) -> bool {
        self.reason != Reason::Skipped
    }

    /// A fault of the `record`-th record of a file.
    #[must_use]
    pub fn record(reason: Reason, record: u64, detail: impl Into<String>) -> Self {
        Self { reason, record: Some(record), detail: detail.into() }
    }
}
