//! Markdown: front matter gives what is known of the article, a first `# line` its headline; the rest stays as written.

use crate::article::Meta;
use crate::corpus::dates::parse_day;
use crate::corpus::decode::decode;
use crate::corpus::{Draft, Fault, Reason};

pub fn parse(bytes: &[u8]) -> Result<Draft, Fault> {
    let text = decode(bytes).ok_or_else(|| Fault::file(Reason::Binary, "the bytes are no text in any encoding"))?;
    let (front, body) = split_front_matter(&text);
    let mut draft = Draft { headline_inside: true, ..Draft::default() };
    for line in front.lines() {
        take_entry(line, &mut draft);
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

fn take_entry(line: &str, draft: &mut Draft) {
    let Some((key, value)) = line.split_once(':') else {
        return;
    };
    let value = value.trim().trim_matches(['"', '\'']).trim();
    if value.is_empty() {
        return;
    }
    let Meta { source, byline, published, url, language, .. } = &mut draft.meta;
    match key.trim().to_lowercase().as_str() {
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
        let draft =
            parse(b"---\ntitle: \"Old\"\ndate: 2025-11-01\nsource: Gazette\n---\n\n# Dam talks fail\n\nOne *two*.\n")
                .unwrap();
        assert_eq!(draft.headline.as_deref(), Some("Dam talks fail"));
        assert_eq!(draft.body, "One *two*.\n");
        assert_eq!(draft.meta.source, "Gazette");
        assert!(draft.meta.published.is_some());
    }

    #[test]
    fn a_rule_at_the_top_is_no_front_matter() {
        assert_eq!(parse(b"---\nHe left.").unwrap().body, "---\nHe left.");
    }
}
