//! What the entries of a feed share: whose feed it is, and in which language. An entry's own word goes first.

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_64_with_seed;

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
    /// Where its relative addresses start from.
    pub base: Option<String>,
    /// Whether it is the export of a WordPress site.
    pub is_export: bool,
    /// What the authors of such a site are called, by the names they log in with.
    authors: HashMap<String, String>,
    /// The hash of all names that were taken so far.
    names: u64,
}

impl Feed {
    /// Whether an element of the feed's head is one that matters here.
    pub fn wants(tag: &Tag) -> bool {
        match tag.space {
            Space::Plain | Space::Atom => matches!(&*tag.name, "title" | "language" | "author"),
            Space::Export => matches!(&*tag.name, "wxr_version" | "author"),
            Space::Dublin => tag.name == "language",
            _ => false,
        }
    }

    /// Takes such an element. The first of a name counts.
    pub fn take(&mut self, element: Element<'_>) {
        if element.tag.space == Space::Export {
            self.is_export = true;
            self.take_author(element);
            return;
        }
        match &*element.tag.name {
            "title" => set(&mut self.title, || html_line(&element.text())),
            "language" => set(&mut self.language, || element.line()),
            "author" => set(&mut self.author, || element.child("name")?.line()),
            _ => {}
        }
    }

    fn take_author(&mut self, element: Element<'_>) {
        let own = |name: &str| element.child_in(Space::Export, name)?.line();
        if let (Some(login), Some(name)) = (own("author_login"), own("author_display_name")) {
            self.names = xxh3_64_with_seed(format!("{login}\0{name}").as_bytes(), self.names);
            self.authors.entry(login).or_insert(name);
        }
    }

    /// What an author is called, where only the name is known that he logs in with.
    pub fn author_name(&self, login: String) -> String {
        self.authors.get(&login).cloned().unwrap_or(login)
    }

    /// By what a change of the feed's head is told in its entries.
    pub fn hash(&self) -> u64 {
        let said = [&self.title, &self.language, &self.author].map(|part| part.as_deref().unwrap_or_default());
        let base = self.base.as_deref().map(|base| format!("\0{base}")).unwrap_or_default();
        xxh3_64_with_seed((said.join("\0") + &base).as_bytes(), self.names)
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
