//! Objects of JSON, read although half of a surrogate pair stands in them.

use serde_json::{Map, Value};

pub fn parse_object(text: &str) -> serde_json::Result<Map<String, Value>> {
    serde_json::from_str(text).or_else(|error| match without_lone_surrogates(text) {
        Some(repaired) => serde_json::from_str(&repaired),
        None => Err(error),
    })
}

/// Half of a surrogate pair is no character, and a record is not lost for one: it becomes `U+FFFD`.
fn without_lone_surrogates(text: &str) -> Option<String> {
    let unit = |at: usize| -> Option<u16> {
        let escape = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(escape, 16).ok()
    };
    let mut repaired = String::with_capacity(text.len());
    let (mut at, mut copied) = (0, 0);
    while let Some(found) = text[at..].find('\\') {
        at += found;
        match (unit(at), unit(at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => at += 12,
            (Some(0xD800..=0xDFFF), _) => {
                repaired.push_str(&text[copied..at]);
                repaired.push_str("\\ufffd");
                at += 6;
                copied = at;
            }
            _ => at += 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8),
        }
    }
    (copied > 0).then(|| repaired + &text[copied..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_surrogate_pair_does_not_cost_the_record() {
        let object = parse_object(r#"{"title":"a \ud83d\ude00 b \ud800 \\ud800"}"#).unwrap();
        assert_eq!(object["title"], "a 😀 b \u{fffd} \\ud800");
    }
}
