//! The action lines of Elasticsearch's bulk format, each of which says what is done with the record on the next line.

use serde_json::{Map, Value};

/// What an action says of the record behind it.
#[derive(Debug, PartialEq, Eq)]
pub struct Action {
    /// Its id, where one is given.
    pub id: Option<String>,
}

/// The action that a line is, if it is one.
pub fn action(line: &str) -> Option<Action> {
    /// Names of indexes have 255 bytes, ids 512; the rest is switches.
    const LONGEST: usize = 4096;
    const ACTIONS: [&str; 4] = ["index", "create", "update", "delete"];
    let begins = |line: &str| ACTIONS.iter().any(|action| line.starts_with(action));
    let start = line.trim_start().strip_prefix('{')?.trim_start().strip_prefix('"')?;
    if line.len() > LONGEST || !begins(start) {
        return None;
    }
    let object: Map<String, Value> = serde_json::from_str(line).ok()?;
    let (name, about) =
        object.iter().next().filter(|(name, _)| object.len() == 1 && ACTIONS.contains(&name.as_str()))?;
    let about = about.as_object().filter(|about| about.keys().all(|key| is_switch(key)))?;
    let id = about.get("_id").and_then(Value::as_str).filter(|_| name != "delete");
    Some(Action { id: id.map(str::to_owned) })
}

/// Whether a key tells how the action is done; those of a record are none.
fn is_switch(key: &str) -> bool {
    const SWITCHES: [&str; 10] = [
        "routing",
        "pipeline",
        "version",
        "version_type",
        "require_alias",
        "retry_on_conflict",
        "if_seq_no",
        "if_primary_term",
        "dynamic_templates",
        "list_executed_pipelines",
    ];
    key.starts_with('_') || SWITCHES.contains(&key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_names_the_record_behind_it() {
        let id = |line| action(line).unwrap().id;
        assert_eq!(id(r#"{ "index" : {"_index":"news","_id":"7"}}"#).as_deref(), Some("7"));
        assert_eq!((id(r#"{"create":{}}"#), id(r#"{"delete":{"_id":"7"}}"#)), (None, None));
        for none in [r#"{"index":{"title":"Dam"}}"#, r#"{"index":7,"title":"Dam"}"#, r#"{"title":"index"}"#, "[]"] {
            assert_eq!(action(none), None, "{none}");
        }
    }
}
