//! What the entries of a feed share: whose feed it is, and in which language. An entry's own word goes first.

use super::scan::Scan;
use super::space::Space;
use super::tree::{Element, Tag};
use crate::corpus::formats::story::html_line;

/// What a feed says of all its entries.
#[derive(Default)]
pub struct Feed {
    pub title: Option<String>,
    pub language: Option<String>,
    pub author: Option<String>,
    /// Whether it is the export of a WordPress site.
    pub is_export: bool,
}

impl Feed {
    /// Whether an element of the feed's head is one that matters here.
    pub fn wants(tag: &Tag) -> bool {
        match tag.space {
            Space::Plain | Space::Atom => matches!(&*tag.name, "title" | "language" | "author"),
            Space::Export => tag.name == "wxr_version",
            Space::Dublin => tag.name == "language",
            _ => false,
        }
    }

    /// Takes such an element. The first of a name counts.
    pub fn take(&mut self, element: Element<'_>) {
        match &*element.tag.name {
            "title" => set(&mut self.title, || html_line(&element.text())),
            "language" => set(&mut self.language, || element.line()),
            "author" => set(&mut self.author, || element.child("name")?.line()),
            _ => self.is_export |= element.tag.space == Space::Export,
        }
    }

    /// By what a change of the feed's head is told in its entries.
    pub fn hash(&self) -> u64 {
        let said = [&self.title, &self.language, &self.author].map(|part| part.as_deref().unwrap_or_default());
        xxhash_rust::xxh3::xxh3_64(said.join("\0").as_bytes())
    }

    /// Reads an element of the head to its end.
    pub fn read(&mut self, scan: &mut Scan<'_>, tag: Tag) -> Option<super::scan::Broken> {
        let cut = scan.record(tag);
        if let Some(root) = cut.tree.root() {
            self.take(root);
        }
        cut.broken
    }
}

fn set(field: &mut Option<String>, value: impl FnOnce() -> Option<String>) {
    if field.is_none() {
        *field = value();
    }
}
