//! Whether a record was published at all, as it says itself.

use serde_json::Value;

use super::keys::HEADLINE;
use super::values::as_text;
use super::{Fields, markup};

/// What programs call a text that readers do not get to see, or no more.
const UNPUBLISHED: [&str; 15] = [
    "draft",
    "auto-draft",
    "pending",
    "scheduled",
    "future",
    "private",
    "trash",
    "trashed",
    "deleted",
    "inherit",
    "unpublished",
    "withheld",
    "withdrawn",
    "canceled",
    "cancelled",
];
/// Under these a record says in which state it is.
const STATES: [&str; 5] = ["pubstatus", "status", "poststatus", "publicationstatus", "workflowstatus"];
/// These it sets where it is not to be shown.
const MARKS: [&str; 4] = ["deleted", "isdeleted", "draft", "isdraft"];

impl Fields {
    /// Why the record is not to be read, and its headline: it is a draft, or was withdrawn.
    pub fn refusal(&self) -> Option<String> {
        let stated = STATES.iter().filter_map(|key| self.0.get(*key).and_then(Value::as_str));
        let stated = stated.map(|state| state.trim().to_lowercase()).find(|state| UNPUBLISHED.contains(&&**state));
        let mark = || MARKS.iter().find(|key| self.0.get(**key).is_some_and(is_set)).map(|key| (*key).to_owned());
        let state = stated.or_else(mark)?;
        let headline = HEADLINE.iter().find_map(|key| as_text(self.0.get(*key)?.clone()));
        let headline = headline.map_or_else(|| "without a title".to_owned(), |headline| markup::line(&headline));
        Some(format!("{state}: {headline}"))
    }
}

fn is_set(mark: &Value) -> bool {
    match mark {
        Value::Bool(mark) => *mark,
        Value::String(mark) => mark.trim().eq_ignore_ascii_case("true"),
        _ => false,
    }
}
