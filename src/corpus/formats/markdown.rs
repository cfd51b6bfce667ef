//! Markdown: front matter gives what is known of the article, a first `# line` its headline; the rest stays as written.

use super::fields::Fields;
use super::front;
use crate::corpus::decode::decode;
use crate::corpus::rules::Keys;
use crate::corpus::{Draft, Fault, Reason};

pub fn parse(bytes: &[u8], keys: &Keys) -> Result<Draft, Fault> {
    let text = decode(bytes).ok_or_else(|| Fault::file(Reason::Binary, "the bytes are no text in any encoding"))?;
    let text = text.trim_start_matches('\u{FEFF}');
    let (front, body) = front::split(text);
    let start = body.trim_start_matches(['\n', '\r', ' ']);
    let (heading, body) = match start.strip_prefix("# ") {
        Some(rest) => {
            let (heading, rest) = rest.split_once('\n').unwrap_or((rest, ""));
            (Some(heading.trim().trim_end_matches('#').trim().to_owned()), rest.trim_start_matches(['\n', '\r']))
        }
        None => (None, start),
    };
    let mut draft = Fields::new(keys.named(front)).head_of(body);
    draft.headline = heading.filter(|heading| !heading.is_empty()).or(draft.headline);
    // Where the paragraphs are known the text is whole, and no line of it a headline.
    draft.headline_inside = draft.headline.is_none() && draft.layout.is_none();
    Ok(draft)
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
    fn lists_and_nested_values_of_front_matter_are_read() {
        let text = "---\ntitle: Dam\nauthor:\n  name: Jo Pell\ntags:\n  - dams\n  - \"water, mostly\"\ncategories: [World, Asia]\n\
            date: 2025-11-01T10:00:00+05:00\nlastmod: 2025-11-02\nsummary: >\n  No date\n  was set.\n---\nTalks ended.\n";
        let draft = parse(text.as_bytes(), &Keys::default()).unwrap();
        assert_eq!((draft.meta.byline.as_deref(), draft.meta.section.as_deref()), (Some("Jo Pell"), Some("World")));
        assert_eq!(draft.meta.keywords, ["Asia", "dams", "water, mostly"]);
        assert_eq!(draft.meta.updated.map(|day| day.to_string()).as_deref(), Some("2025-11-02"));
        assert_eq!(draft.body, "No date was set.\n\nTalks ended.\n");
    }

    #[test]
    fn front_matter_in_toml_and_with_what_is_no_yaml_is_read() {
        let draft =
            parse(b"+++\ntitle = \"Dam\"\ndate = 2025-11-01\ntags = [\"a\", \"b\"]\n+++\nOne.\n", &Keys::default())
                .unwrap();
        assert_eq!((draft.headline.as_deref(), draft.meta.keywords.len()), (Some("Dam"), 2));
        assert!(draft.meta.published.is_some());
        let draft = parse(b"---\ntitle: Dam: talks fail\ndate: 2025-11-01\n---\nOne.\n", &Keys::default()).unwrap();
        assert_eq!(draft.headline.as_deref(), Some("Dam: talks fail"));
        assert!(draft.meta.published.is_some());
    }

    #[test]
    fn a_rule_at_the_top_is_no_front_matter() {
        assert_eq!(parse(b"---\nHe left.", &Keys::default()).unwrap().body, "---\nHe left.");
        assert_eq!(
            parse(b"---\nHe left.\n---\nShe stayed.", &Keys::default()).unwrap().body,
            "---\nHe left.\n---\nShe stayed."
        );
    }
}
