//! Markdown: front matter, or a head as mail has it, gives what is known of the article, a first heading its headline; the rest stays as
//! written. What generators of pages and note-takers write into it differently from records, and which of their files are not out yet.

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::fields::Fields;
use super::front;
use super::head::{Head, with_others};
use crate::corpus::dates::parse_day;
use crate::corpus::decode::decode;
use crate::corpus::rules::Keys;
use crate::corpus::{Draft, Fault, Reason};

pub fn parse(bytes: &[u8], keys: &Keys) -> Result<Draft, Fault> {
    let text = decode(bytes).ok_or_else(|| Fault::file(Reason::Binary, "the bytes are no text in any encoding"))?;
    let (front, others, body) = split(text.trim_start_matches('\u{FEFF}'));
    if let Some(said) = unpublished(&front, &others) {
        return Err(Fault::file(Reason::Unpublished, format!("its head says {said}")));
    }
    let body = body.trim_start_matches(['\n', '\r', ' ']);
    let fields = Fields::new(as_record(keys.named(front)));
    let heading = Heading::of(body).filter(|heading| heading.is_title || !fields.has_headline());
    let mut draft = fields.head_of(heading.as_ref().map_or(body, |heading| heading.behind));
    let headline = heading.map(|heading| heading.text.to_owned()).filter(|text| !text.is_empty());
    draft.headline = headline.or(draft.headline);
    Ok(with_others(draft, &others))
}

/// What is known of a text, the lines at its head that are not understood, and the text.
fn split(text: &str) -> (Map<String, Value>, Vec<&str>, &str) {
    let (front, body) = front::split(text);
    match Head::of(body).filter(|_| front.is_empty()) {
        Some(head) => head.parts(),
        None => (front, Vec::new(), body),
    }
}

/// Why an article is not out, as its head has it: Hugo, Zola and Jekyll write a truth, others a word.
fn unpublished(front: &Map<String, Value>, others: &[&str]) -> Option<String> {
    const KEPT_BACK: [(&str, &str); 6] = [
        ("draft", "true"),
        ("published", "false"),
        ("status", "draft"),
        ("status", "private"),
        ("status", "pending"),
        ("status", "trash"),
    ];
    let texts = front.iter().map(|(key, value)| {
        let value = if value.is_boolean() { value.to_string() } else { value.as_str().unwrap_or_default().to_owned() };
        (key.to_lowercase(), value.to_lowercase())
    });
    let lines = others.iter().filter_map(|line| line.split_once(':'));
    let mut all = texts.chain(lines.map(|(key, value)| (key.trim().to_lowercase(), value.trim().to_lowercase())));
    let is_kept_back = |(key, value): &(String, String)| KEPT_BACK.contains(&(key.as_str(), value.trim()));
    all.find(is_kept_back).map(|(key, value)| format!("{key}: {}", value.trim()))
}

/// A heading at the start of a text.
struct Heading<'t> {
    text: &'t str,
    /// Whether it is of the highest level: a lower one may be that of a part.
    is_title: bool,
    behind: &'t str,
}

impl<'t> Heading<'t> {
    /// `# Dam talks fail`, or the same with a line of `=` below it.
    fn of(text: &'t str) -> Option<Self> {
        let (line, behind) = text.split_once('\n').unwrap_or((text, ""));
        let marks = line.bytes().take_while(|byte| *byte == b'#').count();
        if (1..=6).contains(&marks) && line[marks..].starts_with([' ', '\t']) {
            let text = line[marks..].trim().trim_end_matches('#').trim();
            return Some(Self { text, is_title: marks == 1, behind: behind.trim_start_matches(['\n', '\r']) });
        }
        let (below, behind) = behind.split_once('\n').unwrap_or((behind, ""));
        let mark = below.chars().next().filter(|mark| matches!(mark, '=' | '-'))?;
        let is_rule = below.trim_end().len() > 1 && below.trim_end().chars().all(|letter| letter == mark);
        let is_words = line.starts_with(|first: char| {
            first.is_alphanumeric() || matches!(first, '"' | '\'' | '\u{201C}' | '\u{2018}')
        });
        let behind = behind.trim_start_matches(['\n', '\r']);
        (is_rule && is_words).then(|| Self { text: line.trim(), is_title: mark == '=', behind })
    }
}

/// Front matter as records have it. Zola and Hugo keep terms and what is the site's own in tables; clippers of pages write the address as the
/// source, and names as links to notes.
fn as_record(mut front: Map<String, Value>) -> Map<String, Value> {
    for table in ["taxonomies", "extra", "params"] {
        if let Some(Value::Object(inner)) = front.get_mut(table).map(Value::take) {
            for (key, value) in inner {
                front.entry(key).or_insert(value);
            }
        }
    }
    front.values_mut().for_each(unlink);
    let is_address = |text: &str| text.starts_with("http://") || text.starts_with("https://");
    let mut source = front.iter().filter(|(key, _)| key.eq_ignore_ascii_case("source"));
    let source = source.find(|(_, value)| value.as_str().is_some_and(is_address)).map(|(key, _)| key.clone());
    if let Some(address) = source.and_then(|key| front.remove(&key)) {
        front.entry("url").or_insert(address);
    }
    front
}

fn unlink(value: &mut Value) {
    match value {
        Value::String(text) if text.contains("[[") => *text = unlinked(text),
        Value::Array(list) => list.iter_mut().for_each(unlink),
        _ => {}
    }
}

/// `[[Jo Pell]]`, `[[people/jo|Jo Pell]]`: what is shown of a link to a note.
fn unlinked(text: &str) -> String {
    let mut pieces = text.split("[[");
    let mut shown = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (link, behind) = piece.split_once("]]").unwrap_or((piece, ""));
        shown.push_str(link.rsplit(['|', '/']).next().unwrap_or(link));
        shown.push_str(behind);
    }
    shown
}

/// The day in the name of a file of Markdown, `2025-11-05-dam-talks.md`: of a post in Jekyll it is the day, and need not stand anywhere else.
pub fn day_of_name(path: &str) -> Option<Date> {
    const LENGTH: usize = 10;
    let (name, ending) = path.rsplit('/').next()?.rsplit_once('.')?;
    let is_markdown = ["md", "markdown"].iter().any(|known| ending.eq_ignore_ascii_case(known));
    let (day, behind) = name.split_at_checked(LENGTH).filter(|_| is_markdown)?;
    let is_day = day
        .bytes()
        .enumerate()
        .all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() });
    if is_day && (behind.is_empty() || behind.starts_with(['-', '_', ' '])) { parse_day(day) } else { None }
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

    #[test]
    fn a_head_as_mail_has_it_is_read_as_front_matter_is() {
        let text = "Title: Dam\nDate: 2025-11-03 10:20\nCategory: World\nTags: dams, water\nAuthors: Jo Pell, Al Ro\nStatus: published\n\n\
            Talks *ended*.\n";
        let draft = parse(text.as_bytes(), &Keys::default()).unwrap();
        assert_eq!(
            (draft.headline.as_deref(), draft.body.as_str()),
            (Some("Dam"), "Talks *ended*.\n\nStatus: published")
        );
        assert_eq!(
            (draft.meta.byline.as_deref(), draft.meta.section.as_deref()),
            (Some("Jo Pell, Al Ro"), Some("World"))
        );
        assert_eq!((draft.meta.published, draft.meta.keywords.len()), (parse_day("2025-11-03"), 2));
    }

    #[test]
    fn what_is_not_out_is_refused_as_such() {
        for text in [
            "---\ntitle: Dam\ndraft: true\n---\nTalks.",
            "+++\ntitle = \"Dam\"\ndraft = true\n+++\nTalks.",
            "---\ntitle: Dam\npublished: false\n---\nTalks.",
            "Title: Dam\nDate: 2025-11-03\nStatus: draft\n\nTalks.",
        ] {
            assert_eq!(parse(text.as_bytes(), &Keys::default()).unwrap_err().reason, Reason::Unpublished, "{text}");
        }
        let out = "---\ntitle: Dam\ndraft: false\npublished: 2025-11-03\nstatus: publish\n---\nTalks.";
        assert!(parse(out.as_bytes(), &Keys::default()).unwrap().meta.published.is_some());
    }

    #[test]
    fn a_first_heading_of_any_writing_is_the_headline() {
        for (text, headline, body) in [
            ("## Dam talks\n\nOne.", Some("Dam talks"), "One."),
            ("Dam talks\n=========\n\nOne.", Some("Dam talks"), "One."),
            ("Dam talks\r\n---------\r\n\r\nOne.", Some("Dam talks"), "One."),
            ("---\ntitle: Dam\n---\n## Part one\n\nOne.", Some("Dam"), "## Part one\n\nOne."),
            ("---\ntitle: Old\n---\nDam talks\n===\nOne.", Some("Dam talks"), "One."),
            ("#dam talks\n\nOne.", None, "#dam talks\n\nOne."),
            ("- one\n---\nTwo.", None, "- one\n---\nTwo."),
        ] {
            let draft = parse(text.as_bytes(), &Keys::default()).unwrap();
            assert_eq!((draft.headline.as_deref(), draft.body.as_str()), (headline, body), "{text}");
        }
    }

    #[test]
    fn tables_of_generators_and_links_to_notes_and_pages_are_read() {
        let zola = "+++\ntitle = \"Dam\"\n[taxonomies]\ntags = [\"water\"]\ncategories = [\"World\"]\n[extra]\nsource = \"Sun\"\n+++\nTalks.";
        let meta = parse(zola.as_bytes(), &Keys::default()).unwrap().meta;
        assert_eq!(
            (meta.keywords, meta.section.as_deref(), meta.source.as_str()),
            (vec!["water".to_owned()], Some("World"), "Sun")
        );
        let clip = "---\ntitle: Dam\nsource: \"https://sun.example/dam\"\nauthor:\n  - \"[[Jo Pell]]\"\n  - \"[[people/al|Al Ro]]\"\n---\nTalks.";
        let meta = parse(clip.as_bytes(), &Keys::default()).unwrap().meta;
        assert_eq!((meta.url.as_deref(), meta.source.as_str()), (Some("https://sun.example/dam"), ""));
        assert_eq!(meta.byline.as_deref(), Some("Jo Pell, Al Ro"));
        let json = parse(b"{\n \"title\": \"Dam\",\n \"author\": \"Jo Pell\"\n}\n\nTalks.", &Keys::default()).unwrap();
        assert_eq!((json.headline.as_deref(), json.body.as_str()), (Some("Dam"), "Talks."));
    }

    #[test]
    fn the_day_of_a_post_stands_in_its_name() {
        for name in ["_posts/2025-11-05-dam-talks.markdown", "2025-11-05.MD", "a/2025-11-05 dam.md"] {
            assert_eq!(day_of_name(name), parse_day("2025-11-05"), "{name}");
        }
        for name in
            ["2025-11-05-dam.txt", "2025-11-051.md", "dam-2025-11-05.md", "2025-13-05-dam.md", "2025-11-05/dam.md"]
        {
            assert_eq!(day_of_name(name), None, "{name}");
        }
    }
}
