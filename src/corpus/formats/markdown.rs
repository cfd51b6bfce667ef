//! Markdown: front matter gives what is known of the article, a first `# line` its headline; the rest stays as written.

use serde_json::{Map, Value};

use crate::article::Meta;
use crate::corpus::dates::parse_day;
use crate::corpus::decode::decode;
use crate::corpus::rules::Keys;
use crate::corpus::{Draft, Fault, Reason};

pub fn parse(bytes: &[u8], keys: &Keys) -> Result<Draft, Fault> {
    let text = decode(bytes).ok_or_else(|| Fault::file(Reason::Binary, "the bytes are no text in any encoding"))?;
    let (front, body) = split_front_matter(&text);
    let mut draft = Draft { headline_inside: true, ..Draft::default() };
    let entries: Map<String, Value> = front.lines().filter_map(entry).collect();
    for (key, value) in &keys.named(entries) {
        take_entry(key, value.as_str().unwrap_or_default(), &mut draft);
    }
    let start = body.trim_start_matches(['\n', '\r', ' ']);
    match start.strip_prefix("# ") {
        Some(heading) => {
            let (headline, rest) = heading.split_once('\n').unwrap_or((heading, ""));
            draft.headline = Some(headline.trim().trim_end_matches('#').trim().to_owned());
            rest.trim_start_matches(['\n', '\r']).clone_into(&mut draft.body);
        }
        None => start.clone_into(&mut draft.body),
    }
    draft.headline_inside = draft.headline.is_none();
    Ok(draft)
}

/// The lines between a first `---` and the next one, and what follows them.
fn split_front_matter(text: &str) -> (&str, &str) {
    let Some(rest) = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")) else {
        return ("", text);
    };
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == "---" {
            return (&rest[..at], &rest[at + line.len()..]);
        }
        at += line.len();
    }
    ("", text)
}

fn entry(line: &str) -> Option<(String, Value)> {
    let (key, value) = line.split_once(':')?;
    let value = value.trim().trim_matches(['"', '\'']).trim();
    (!value.is_empty()).then(|| (key.trim().to_lowercase(), Value::from(value)))
}

fn take_entry(key: &str, value: &str, draft: &mut Draft) {
    let Meta { source, byline, published, url, language, .. } = &mut draft.meta;
    match key {
        "title" | "headline" => draft.headline = Some(value.to_owned()),
        "date" | "published" => *published = parse_day(value),
        "author" | "byline" => *byline = Some(value.to_owned()),
        "source" | "publisher" => value.clone_into(source),
        "url" | "link" => *url = Some(value.to_owned()),
        "lang" | "language" => *language = Some(value.to_owned()),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_and_heading_are_read_and_the_rest_stays_as_written() {
        let draft = parse(
            b"---\ntitle: \"Old\"\ndate: 2025-11-01\nsource: Gazette\n---\n\n# Dam talks fail\n\nOne *two*.\n",
            &Keys::default(),
        )
        .unwrap();
        assert_eq!(draft.headline.as_deref(), Some("Dam talks fail"));
        assert_eq!(draft.body, "One *two*.\n");
        assert_eq!(draft.meta.source, "Gazette");
        assert!(draft.meta.published.is_some());
    }

    #[test]
    fn a_rule_at_the_top_is_no_front_matter() {
        assert_eq!(parse(b"---\nHe left.", &Keys::default()).unwrap().body, "---\nHe left.");
    }
}
