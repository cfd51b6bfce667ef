//! Under which keys the records of an archive hold what: a record is given the names that are read anyway, before it is read.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::globs::Globs;

/// What a record can be asked for, as it is written in the rules, and the key under which its reader looks first.
pub const FIELDS: [(&str, &str); 13] = [
    ("headline", "headline"),
    ("body", "body"),
    ("byline", "author"),
    ("source", "source"),
    ("published", "date"),
    ("updated", "updated"),
    ("url", "url"),
    ("language", "language"),
    ("section", "section"),
    ("keywords", "keywords"),
    ("standfirst", "standfirst"),
    ("caption", "caption"),
    ("id", "id"),
];
/// Of the headline a reader may look here before it looks under the name above.
const OTHER_HEADLINES: [&str; 2] = ["title", "headlines"];

/// A block of `[[keys]]`.
#[derive(Debug)]
pub struct KeyRule {
    pub files: Option<Globs>,
    pub keys: Vec<Named>,
    pub hash: u64,
}

/// Which keys hold a field, the first that says something first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The reader's name of the field.
    pub field: &'static str,
    pub keys: Vec<String>,
}

/// What the rules say of the keys of one file; by default nothing.
#[derive(Debug, Clone, Default)]
pub struct Keys(Option<Arc<[Named]>>);

impl Keys {
    /// Those of some blocks, of which the first that names a field decides it.
    pub(super) fn of<'a>(rules: impl Iterator<Item = &'a KeyRule>) -> Self {
        let mut list: Vec<Named> = Vec::new();
        for named in rules.flat_map(|rule| &rule.keys) {
            if list.iter().all(|known| known.field != named.field) {
                list.push(named.clone());
            }
        }
        Self((!list.is_empty()).then(|| list.into()))
    }

    fn list(&self) -> &[Named] {
        self.0.as_deref().unwrap_or_default()
    }

    /// Whether a column of this name holds a headline or a text.
    #[must_use]
    pub fn name_article(&self, column: &str) -> bool {
        let of_article = self.list().iter().filter(|named| matches!(named.field, "headline" | "body"));
        of_article.flat_map(|named| &named.keys).any(|key| same(key, column))
    }

    /// The record with what the rules name under the names that are read. What they name and the record does not have is looked for
    /// as if there were no rule.
    #[must_use]
    pub fn named(&self, mut record: Map<String, Value>) -> Map<String, Value> {
        let taken: Vec<(&'static str, &str, Value)> =
            self.list().iter().filter_map(|named| named.taken(&record)).collect();
        for (_, key, _) in &taken {
            record.retain(|own, _| !same(own, key));
        }
        for (field, key, value) in taken {
            record.retain(|own, _| !reads_as(own, field));
            let is_markup = field == "body" && value.is_string() && key.to_lowercase().ends_with("html");
            let value = if is_markup { Value::from(Map::from_iter([("rendered".to_owned(), value)])) } else { value };
            record.insert(field.to_owned(), value);
        }
        record
    }
}

impl Named {
    /// The first of the keys that says something, and what.
    fn taken(&self, record: &Map<String, Value>) -> Option<(&'static str, &str, Value)> {
        let found = |key: &'_ String| in_object(record, key).filter(says_something);
        self.keys.iter().find_map(|key| Some((self.field, key.as_str(), found(key)?)))
    }
}

fn same(own: &str, key: &str) -> bool {
    own == key || own.to_lowercase() == key.to_lowercase()
}

/// Whether a key of the record would be read in place of a field, or before it.
fn reads_as(own: &str, field: &str) -> bool {
    let name = own.rsplit([':', '.']).next().unwrap_or(own);
    let name: String = name.chars().filter(|letter| !matches!(letter, '_' | '-' | ' ')).collect();
    let name = name.to_lowercase();
    name == field || (field == "headline" && OTHER_HEADLINES.contains(&name.as_str()))
}

fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(list) => list.iter().any(says_something),
        Value::Object(object) => object.values().any(says_something),
        Value::Bool(_) | Value::Number(_) => true,
    }
}

/// What stands under a path of keys. A key may hold dots itself, so that every cut is tried, the longest key first.
fn in_object(object: &Map<String, Value>, path: &str) -> Option<Value> {
    let child =
        |key: &str| object.get(key).or_else(|| object.iter().find(|(own, _)| same(own, key)).map(|(_, value)| value));
    if let Some(value) = child(path) {
        return Some(value.clone());
    }
    let dots = path.rmatch_indices('.').map(|(at, _)| at);
    dots.into_iter().find_map(|dot| below(child(&path[..dot])?, &path[dot + 1..]))
}

/// In a list a number is a place, from 0; another key is looked for in each of its objects.
fn below(value: &Value, path: &str) -> Option<Value> {
    match value {
        Value::Object(object) => in_object(object, path),
        Value::Array(list) => {
            let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
            if let Ok(place) = first.parse::<usize>() {
                let value = list.get(place)?;
                return rest.map_or_else(|| Some(value.clone()), |rest| below(value, rest));
            }
            let found: Vec<Value> = list.iter().filter_map(|value| below(value, path)).collect();
            (!found.is_empty()).then_some(Value::Array(found))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn named(field: &'static str, keys: &[&str], record: Value) -> Value {
        let named = Named { field, keys: keys.iter().map(|key| (*key).to_owned()).collect() };
        let Value::Object(record) = record else { panic!() };
        Value::Object(Keys(Some([named].into())).named(record))
    }

    #[test]
    fn keys_are_found_however_deep_and_whatever_they_hold() {
        let record = json!({"meta": {"pub.date": {"on": 1}}, "people": [{"n": "Ada"}, {"n": "Bo"}], "Ü": "x"});
        let at = |path: &str| in_object(record.as_object().unwrap(), path);
        assert_eq!(at("meta.pub.date.on"), Some(json!(1)));
        assert_eq!(at("people.n"), Some(json!(["Ada", "Bo"])));
        assert_eq!(at("people.1.n"), Some(json!("Bo")));
        assert_eq!(at("ü"), Some(json!("x")));
        assert_eq!((at("meta.pub"), at("people.7.n"), at("Ü.x"), at(".")), (None, None, None, None));
    }

    #[test]
    fn what_is_named_goes_before_what_is_guessed_and_the_first_that_says_something_first() {
        let record = json!({"title": "Slug", "HL1": " ", "HL2": "Dam talks fail", "Headline": "x"});
        assert_eq!(named("headline", &["hl1", "hl2"], record), json!({"headline": "Dam talks fail", "HL1": " "}));
        let record = json!({"title": "Dam"});
        assert_eq!(named("headline", &["hl1"], record.clone()), record);
    }

    #[test]
    fn a_value_serves_one_field_and_markup_is_known_by_its_key() {
        let record = json!({"source": "Dam talks fail", "content": {"html": "<p>x</p>"}});
        assert_eq!(named("headline", &["source"], record.clone())["source"], Value::Null);
        assert_eq!(named("body", &["content.html"], record)["body"], json!({"rendered": "<p>x</p>"}));
    }
}
