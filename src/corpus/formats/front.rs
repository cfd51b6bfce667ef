//! The front matter of a Markdown file: YAML between lines of `---`, TOML between lines of `+++`, an object of JSON, as keys and values. Knows no
//! key.

use saphyr::{LoadableYamlNode, Scalar, Yaml};
use serde_json::{Map, Value};

/// Larger front matter is none that a person or a program for pages wrote.
const LONGEST: usize = 256 * 1024;
/// What the aliases of YAML may repeat.
const LARGEST_UNFOLDED: usize = 16 << 20;
/// How deep YAML may be nested: its reader takes a step of the stack for each level.
const DEEPEST: usize = 100;

/// The keys and values at the start of `text`, and what follows them. What is no front matter stays in the text.
pub fn split(text: &str) -> (Map<String, Value>, &str) {
    let fenced = fenced(text, "---").map(|(front, body)| (yaml(front).or_else(|| lines(front)), body));
    let fenced = fenced.or_else(|| fenced_toml(text));
    match fenced {
        Some((Some(front), body)) => (front, body),
        _ => json(text).unwrap_or_else(|| (Map::new(), text)),
    }
}

fn json(text: &str) -> Option<(Map<String, Value>, &str)> {
    let mut values =
        serde_json::Deserializer::from_str(text.strip_prefix('{').map(|_| text)?).into_iter::<Map<String, Value>>();
    let front = values.next()?.ok().filter(|front| !front.is_empty())?;
    Some((front, &text[values.byte_offset()..]))
}

fn fenced_toml(text: &str) -> Option<(Option<Map<String, Value>>, &str)> {
    let (front, body) = fenced(text, "+++")?;
    Some((toml(front), body))
}

/// The lines between a first line that is `fence` and the next one, and what follows them.
fn fenced<'t>(text: &'t str, fence: &str) -> Option<(&'t str, &'t str)> {
    let rest = text.strip_prefix(fence)?;
    let rest = rest.strip_prefix('\n').or_else(|| rest.strip_prefix("\r\n"))?;
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == fence || fence == "---" && line.trim_end() == "..." {
            return Some((&rest[..at], &rest[at + line.len()..]));
        }
        at += line.len();
        if at > LONGEST {
            break;
        }
    }
    None
}

fn toml(front: &str) -> Option<Map<String, Value>> {
    let table: toml::Table = toml::from_str(front).ok()?;
    Some(table.into_iter().map(|(key, value)| (key, of_toml(value))).collect())
}

fn of_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(moment) => Value::String(moment.to_string()),
        toml::Value::Array(list) => list.into_iter().map(of_toml).collect(),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(key, value)| (key, of_toml(value))).collect())
        }
        value => serde_json::to_value(value).unwrap_or_default(),
    }
}

fn yaml(front: &str) -> Option<Map<String, Value>> {
    // An alias repeats at most what stands before it; those that repeat each other the reader bounds itself.
    let aliases = front.bytes().filter(|byte| *byte == b'*').count();
    if deepest(front) > DEEPEST || front.contains('&') && aliases * front.len() > LARGEST_UNFOLDED {
        return None;
    }
    match of_yaml(Yaml::load_from_str(front).ok()?.into_iter().next()?) {
        Value::Object(object) => Some(object),
        _ => None,
    }
}

/// No YAML is nested deeper than its brackets are many, or its lines indented.
fn deepest(front: &str) -> usize {
    let brackets = front.bytes().filter(|byte| matches!(byte, b'[' | b'{')).count();
    let marks = |line: &str| line.bytes().take_while(|byte| matches!(byte, b' ' | b'-' | b'?' | b':' | b'\t')).count();
    brackets + front.lines().map(marks).max().unwrap_or_default()
}

fn of_yaml(value: Yaml<'_>) -> Value {
    match value {
        Yaml::Value(Scalar::String(text)) | Yaml::Representation(text, ..) => Value::String(text.into_owned()),
        Yaml::Value(Scalar::Integer(number)) => number.into(),
        Yaml::Value(Scalar::FloatingPoint(number)) => number.into_inner().into(),
        Yaml::Value(Scalar::Boolean(truth)) => truth.into(),
        Yaml::Tagged(_, inner) => of_yaml(*inner),
        Yaml::Sequence(list) => list.into_iter().map(of_yaml).collect(),
        Yaml::Mapping(mapping) => {
            let named = |(key, value)| Some((key_of(key)?, of_yaml(value)));
            Value::Object(mapping.into_iter().filter_map(named).collect())
        }
        _ => Value::Null,
    }
}

fn key_of(key: Yaml<'_>) -> Option<String> {
    match of_yaml(key) {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// `key: value` line by line, as people write it who know no YAML: a title with a colon in it is none.
fn lines(front: &str) -> Option<Map<String, Value>> {
    let is_key = |key: &str| {
        !key.is_empty() && key.len() <= 40 && !key.starts_with(['-', '#', '>']) && key.split(' ').count() <= 3
    };
    let entries = front.lines().filter_map(|line| line.split_once(':')).filter(|(key, _)| is_key(key.trim()));
    let unquoted = |value: &str| Value::String(value.trim().trim_matches(['"', '\'']).trim().to_owned());
    let entries: Map<String, Value> = entries.map(|(key, value)| (key.trim().to_owned(), unquoted(value))).collect();
    (!entries.is_empty()).then_some(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_without_end_is_not_followed() {
        for hostile in ["[".repeat(100_000), "- ".repeat(50_000), "{a: ".repeat(50_000)] {
            assert!(yaml(&hostile).is_none());
        }
    }

    #[test]
    fn a_long_text_repeated_by_aliases_is_not_unfolded() {
        assert!(yaml(&format!("s: &s {}\nl: [{}]", "x".repeat(200_000), "*s, ".repeat(10_000))).is_none());
        assert!(yaml("name: &name Jo Pell\nauthor: *name").is_some());
    }

    #[test]
    fn an_alias_bomb_unfolds_within_bounds() {
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..9 {
            let before = level - 1;
            let inner = vec![format!("*a{before}"); 5].join(", ");
            bomb.push_str(&[format!("a{level}: &a{level} ["), inner, "]\n".to_owned()].concat());
        }
        assert!(split(&format!("---\n{bomb}---\ntext")).1.contains("text"));
    }
}
