//! The text of a record, in the shapes that programs give it: one string with or without markup, a list of paragraphs, a tree of blocks,
//! several renditions of the same.

use serde_json::{Map, Value};

use crate::article::Zone;
use crate::corpus::formats::html::{self, Line};
use crate::corpus::formats::story::{html_lines, plain_lines};

/// The text under `key`, and the captions that stand in it; none if there is nothing in it.
pub fn read(key: &str, value: Value) -> Option<(String, Vec<Line>)> {
    let is_marked = key.ends_with("html") || key == "encoded" || value.get("rendered").is_some();
    let mut captions = Vec::new();
    let text = match value {
        Value::Array(list) if list.iter().any(is_rendition) => rendition(list)?,
        value => joined(value, &mut captions),
    };
    let text = if is_marked || is_markup(&text) { html::shown(&text) } else { text };
    (!text.trim().is_empty()).then_some((text, captions))
}

/// The paragraphs of a short text, with markup or without.
pub fn lines(text: &str, zone: Zone) -> Vec<Line> {
    if is_markup(text) { html_lines(text, zone) } else { plain_lines(text, zone) }
}

/// Whether a text is HTML: it has an element that no prose writes out, opened and closed.
fn is_markup(text: &str) -> bool {
    const ELEMENTS: [&str; 9] = ["p", "div", "h2", "ul", "blockquote", "figure", "strong", "em", "a"];
    let holds = |element: &str| {
        text.contains(&format!("</{element}>"))
            && (text.contains(&format!("<{element}>")) || text.contains(&format!("<{element} ")))
    };
    text.contains('<') && (ELEMENTS.into_iter().any(holds) || text.contains("<br>") || text.contains("<br />"))
}

fn is_rendition(body: &Value) -> bool {
    content_type(body).is_some() || body.get("role").is_some() && body.get("value").is_some()
}

fn content_type(body: &Value) -> Option<&str> {
    ["contenttype", "contentType"].into_iter().find_map(|key| body.get(key)).and_then(Value::as_str)
}

/// The first of the bodies of ninjs 2 and 3, which say the same in several forms; plain text before markup.
fn rendition(list: Vec<Value>) -> Option<String> {
    let is_marked = |body: &Value| content_type(body).is_some_and(|kind| kind.contains("html"));
    let text = |body: Value| Some(joined(body, &mut Vec::new())).filter(|text| !text.trim().is_empty());
    let (marked, plain): (Vec<Value>, Vec<Value>) = list.into_iter().partition(is_marked);
    let plain = plain.into_iter().find_map(text);
    plain.or_else(|| marked.into_iter().find_map(text).map(|text| html::shown(&text)))
}

/// All texts of a value, paragraph by paragraph; captions apart.
fn joined(value: Value, captions: &mut Vec<Line>) -> String {
    match value {
        Value::String(text) => text,
        Value::Number(number) => number.to_string(),
        Value::Array(list) => {
            let between = if list.iter().any(is_inline) { "" } else { "\n\n" };
            let parts = list.into_iter().map(|part| block(part, captions));
            parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
        }
        Value::Object(object) => of_object(object, captions),
        _ => String::new(),
    }
}

/// One of several blocks: a paragraph with markup of its own is shown without it.
fn block(value: Value, captions: &mut Vec<Line>) -> String {
    let is_inline = is_inline(&value);
    let text = joined(value, captions);
    if !is_inline && is_markup(&text) { html::shown(&text) } else { text }
}

/// A run of letters within a paragraph, as editors keep them.
fn is_inline(value: &Value) -> bool {
    value.get("type").and_then(Value::as_str) == Some("text")
}

fn of_object(mut object: Map<String, Value>, captions: &mut Vec<Line>) -> String {
    const HOLDERS: [&str; 13] = [
        "text",
        "content",
        "value",
        "#text",
        "@value",
        "rendered",
        "html",
        "children",
        "data",
        "items",
        "blocks",
        "body",
        "paragraphs",
    ];
    for key in ["caption", "captionText"] {
        let caption = object.remove(key).map(|caption| joined(caption, &mut Vec::new())).unwrap_or_default();
        captions.extend(lines(&caption, Zone::Caption));
    }
    let parts = HOLDERS.iter().filter_map(|key| object.remove(*key));
    parts.map(|part| joined(part, captions)).find(|text| !text.trim().is_empty()).unwrap_or_default()
}
