//! What the values of a record say: texts, lists of them, names within objects, days.

use jiff::civil::Date;
use serde_json::Value;

use crate::corpus::dates::parse_day;

/// What an object is called or holds.
const HOLDERS: [&str; 11] =
    ["name", "rendered", "value", "@value", "#text", "main", "original", "title", "label", "text", "default"];

pub fn holds_text(value: &Value) -> bool {
    match value {
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(list) => list.iter().any(holds_text),
        Value::Object(object) => object.values().any(holds_text),
        _ => false,
    }
}

/// A text, a number, a list of these, or what an object is called or holds (`{"name": "Gazette"}`); none if there is nothing in it.
pub fn as_text(value: Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text,
        Value::Number(number) => number.to_string(),
        Value::Array(list) => list.into_iter().filter_map(as_text).collect::<Vec<_>>().join(", "),
        Value::Object(mut object) => {
            let parts = ["firstname", "lastname"].map(|key| object.get(key).and_then(Value::as_str).map(str::to_owned));
            let held = HOLDERS.iter().find_map(|key| as_text(object.remove(*key)?));
            held.or_else(|| Some(parts.into_iter().collect::<Option<Vec<_>>>()?.join(" ")))?
        }
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// The texts of a list, or the one text there is.
pub fn texts(value: Value) -> Vec<String> {
    match value {
        Value::Array(list) => list.into_iter().filter_map(as_text).collect(),
        value => as_text(value).into_iter().collect(),
    }
}

/// The names in a list of keywords, categories or subjects. Numbers are keys of somebody's database and say nothing; of what the
/// Guardian calls tags, some name an author or a tone.
pub fn names(value: Value) -> Vec<String> {
    /// `value` goes first: with it, `name` tells of which kind it is.
    const NAMES: [&str; 8] = ["value", "name", "webtitle", "webTitle", "label", "title", "term", "literal"];
    const OTHER_TAGS: [&str; 5] = ["contributor", "tone", "type", "publication", "newspaper-book"];
    match value {
        Value::String(name) => vec![name],
        Value::Array(list) => list.into_iter().flat_map(names).collect(),
        Value::Object(object) => {
            let kind = object.get("type").and_then(Value::as_str).unwrap_or_default();
            let name = NAMES.iter().find_map(|key| object.get(*key).and_then(Value::as_str));
            name.filter(|_| !OTHER_TAGS.contains(&kind)).map(str::to_owned).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The day of a moment in any form.
pub fn day(value: Value) -> Option<Date> {
    parse_day(&as_text(value)?)
}

/// An address, bare or as an object has it.
pub fn address(value: Value) -> Option<String> {
    let text = match value {
        Value::Object(mut object) => as_text(object.remove("@id").or_else(|| object.remove("url"))?),
        Value::Array(list) => return list.into_iter().find_map(address),
        value => as_text(value),
    };
    text.map(|text| text.trim().to_owned())
}
