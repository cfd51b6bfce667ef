//! The ledger of figures in every format: group by group, what disagrees marked.

mod csv;
mod html;
mod json;
mod text;

use std::io;

use crate::search::ledger::{Entry, Group, Ledger};

pub use self::csv::ledger_csv;
pub use html::ledger_html;
pub use json::ledger_json;
pub use text::ledger_text;

/// How a ledger is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shown {
    /// The spread of values of each group, instead of its entries.
    pub plot: bool,
}

/// How many figures there are, in how many groups, and how many of them are disputed.
pub(super) fn totals(ledger: &Ledger) -> (usize, usize, usize) {
    let figures = ledger.groups.iter().map(|group| group.entries.len()).sum();
    (figures, ledger.groups.len(), ledger.groups.iter().map(Group::disputed).sum())
}

/// Who says it: the speaker, else the outlet itself.
pub(super) fn who<'a>(ledger: &'a Ledger, entry: &'a Entry) -> &'a str {
    let origin = &ledger.origins[entry.article];
    let outlet = if origin.source.is_empty() { origin.id.as_str() } else { origin.source.as_str() };
    entry.who.as_deref().unwrap_or(outlet)
}

/// The values of a group that contradict each other, each with those who state it: `58 per Taliban officials, 23 per …`; empty if none do.
pub(super) fn disagreement(ledger: &Ledger, group: &Group) -> String {
    let mut said: Vec<String> = Vec::new();
    for entry in group.entries.iter().filter(|entry| entry.disputed) {
        let one = format!("{} per {}", super::figures::value(&entry.figure), who(ledger, entry));
        if !said.contains(&one) {
            said.push(one);
        }
    }
    said.join(", ")
}

/// Writes to `out`, whatever the format.
pub type Write<'a> = &'a mut dyn io::Write;
