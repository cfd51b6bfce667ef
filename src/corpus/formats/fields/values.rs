//! What the values of a record say: texts, lists of them, names within objects, days.

use jiff::civil::Date;
use serde_json::Value;

use super::entities::decoded;
use super::keys::plain;
use super::markup;
use crate::corpus::dates::parse_day;

/// What an object is called or holds.
const HOLDERS: [&str; 16] = [
    "name",
    "rendered",
    "value",
    "@value",
    "#text",
    "main",
    "basic",
    "original",
    "title",
    "label",
    "text",
    "default",
    "byline",
    "$oid",
    "$date",
    "$numberlong",
];
/// What an object calls the two names of a person.
const NAMES: [[&str; 2]; 2] = [["firstname", "lastname"], ["givenname", "familyname"]];

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
        Value::Object(object) => {
            let mut object: serde_json::Map<_, _> =
                object.into_iter().map(|(key, value)| (plain(&key), value)).collect();
            let part = |key: &str| object.get(key).and_then(Value::as_str).filter(|part| !part.trim().is_empty());
            let parts = NAMES.iter().find_map(|pair| Some(format!("{} {}", part(pair[0])?, part(pair[1])?)));
            HOLDERS.iter().find_map(|key| as_text(object.remove(*key)?)).or(parts)?
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

/// Who wrote it; a bare number is no name.
pub fn people(value: Value) -> Option<String> {
    let names: Vec<String> = match value {
        Value::Array(list) => list.into_iter().filter_map(people).collect(),
        value => {
            let text = as_text(value)?;
            listed(&text).unwrap_or_else(|| vec![text]).iter().map(|name| markup::line(name)).collect()
        }
    };
    let names: Vec<String> = names.into_iter().filter(|name| name.contains(char::is_alphabetic)).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The texts of a list that a program of tables wrote as its language shows it: `['Jo Pell', "Al O'Ro"]`.
pub fn listed(text: &str) -> Option<Vec<String>> {
    let mut rest = text.trim().strip_prefix('[')?.strip_suffix(']')?.trim_start();
    let mut list = Vec::new();
    while let Some(quote) = rest.chars().next() {
        if !matches!(quote, '"' | '\'') {
            return None;
        }
        let (mut item, mut letters) = (String::new(), rest[1..].char_indices());
        let end = loop {
            match letters.next()? {
                (at, letter) if letter == quote => break at,
                (_, '\\') => item.push(letters.next()?.1),
                (_, letter) => item.push(letter),
            }
        };
        list.push(item);
        rest = rest[end + 2..].trim_start_matches([',', ' ', '\n', '\r', '\t']);
    }
    Some(list)
}

/// The names in a list of keywords, categories or subjects. Numbers are keys of somebody's database and say nothing; of what the
/// Guardian calls tags, some name an author or a tone.
pub fn names(value: Value) -> Vec<String> {
    /// `value` goes first: with it, `name` tells of which kind it is.
    const NAMES: [&str; 9] = ["value", "name", "webtitle", "webTitle", "label", "title", "term", "literal", "text"];
    const OTHER_TAGS: [&str; 5] = ["contributor", "tone", "type", "publication", "newspaper-book"];
    match value {
        Value::String(name) => {
            listed(&name).unwrap_or_else(|| vec![name]).iter().map(|name| markup::line(name)).collect()
        }
        Value::Array(list) => list.into_iter().flat_map(names).collect(),
        Value::Object(object) => {
            let kind = object.get("type").and_then(Value::as_str).unwrap_or_default();
            let name = NAMES.iter().find_map(|key| object.get(*key).and_then(Value::as_str));
            name.filter(|_| !OTHER_TAGS.contains(&kind)).map(markup::line).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The day of a moment in any form.
pub fn day(value: Value) -> Option<Date> {
    parse_day(&as_text(value)?)
}

/// Whether a value means to state a day, read or not: figures enough for one that are not all nothing, and no bare time of the day.
pub fn states_day(value: &Value) -> bool {
    let Some(text) = as_text(value.clone()) else { return false };
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_clock =
        text.contains(':') && text.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, ':' | '.'));
    parse_day(&text).is_some() || digits >= 3 && text.contains(|digit| matches!(digit, '1'..='9')) && !is_clock
}

/// An address, bare or as an object has it.
pub fn address(value: Value) -> Option<String> {
    let text = match value {
        Value::Object(mut object) => as_text(object.remove("@id").or_else(|| object.remove("url"))?),
        Value::Array(list) => return list.into_iter().find_map(address),
        value => as_text(value),
    };
    text.map(|text| decoded(text.trim()).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_as_a_program_shows_it_is_one() {
        let list = |text| listed(text).unwrap();
        assert_eq!(list("['Jo Pell', \"Al O'Ro\"]"), ["Jo Pell", "Al O'Ro"]);
        assert_eq!(list("['Jo' 'Al']"), ["Jo", "Al"]);
        assert_eq!(list(r"['Al O\'Ro']"), ["Al O'Ro"]);
        assert!(list("[]").is_empty());
        for none in ["[Reuters]", "['Jo", "['Jo'] and", "Jo", "['Jo' x]", "['é"] {
            assert!(listed(none).is_none(), "{none}");
        }
    }

    #[test]
    fn what_is_no_day_states_none() {
        let states = |text: &str| states_day(&Value::from(text));
        for text in ["04-05-2019", "2025", "4/5/19", "1762160000000"] {
            assert!(states(text), "{text}");
        }
        for text in ["", "0000-00-00 00:00:00", "2 hours ago", "10:00:00", "nan", "1"] {
            assert!(!states(text), "{text}");
        }
        assert!(!states_day(&Value::from(true)));
    }
}
