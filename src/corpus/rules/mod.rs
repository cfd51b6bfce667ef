//! What a `morgue.toml` at the top of an archive says of it: which outlet a file is of, in which zone its days are counted, under which
//! keys its records hold what, which lines are junk or text, and what is left out. Reads and applies these rules; knows no format and
//! no index.
//!
//! A rule that cannot be honoured stops a run before anything is touched: one that is passed over loses what its author meant.

mod book;
mod error;
mod globs;
mod guide;
mod keys;
mod lines;
mod load;
mod outlets;
mod parse;
mod section;

pub use book::{Idle, Rulebook};
pub use error::RulesError;
pub use guide::Guide;
pub use keys::Keys;
pub use lines::Marks;

use std::sync::Arc;

use jiff::tz::TimeZone;

use self::globs::Globs;
use self::keys::KeyRule;
use self::lines::LineRule;
use self::outlets::OutletRule;

/// The file at the top of a root that holds its rules.
pub const RULES_FILE: &str = "morgue.toml";

/// The rules of one root.
#[derive(Debug, Default)]
pub struct Rules {
    /// Whether the root has a file of rules, however empty.
    present: bool,
    zone: Option<Zone>,
    outlets: Vec<Arc<OutletRule>>,
    keys: Vec<Arc<KeyRule>>,
    lines: Vec<Arc<LineRule>>,
    skip: Option<Globs>,
}

/// A zone of the IANA, under the name that was written.
#[derive(Debug, Clone)]
struct Zone {
    name: String,
    zone: TimeZone,
}

impl Rules {
    /// All patterns of paths, with the keys under which they stand.
    fn globs(&self) -> impl Iterator<Item = (&'static str, &Globs)> {
        let files = self.keys.iter().filter_map(|rule| Some(("files", rule.files.as_ref()?)));
        let folders = self.outlets.iter().map(|rule| &rule.folder).chain(self.lines.iter().map(|rule| &rule.folder));
        let folders = folders.filter_map(|folder| Some(("folder", folder.as_ref()?)));
        self.skip.iter().map(|globs| ("skip", globs)).chain(files).chain(folders)
    }

    /// The rule that leaves a file out, as it was written.
    fn skips(&self, path: &str) -> Option<&str> {
        self.skip.as_ref()?.found(path)
    }
}
