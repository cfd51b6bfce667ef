//! The head of a text, as mail has it: lines of `Headline: …`, `Byline: …` and a blank line. Which lines are one, what they say, and what
//! becomes of those that are not understood.

use serde_json::{Map, Value};

use super::html::Line;
use super::story::framed;
use crate::article::Zone;
use crate::corpus::Draft;
use crate::corpus::dates::parse_day;

/// Keys that say what an article is, and no more than that: one of them at least stands in a head.
const TELLING: [&str; 14] = [
    "headline",
    "title",
    "subject",
    "byline",
    "author",
    "authors",
    "source",
    "publication",
    "section",
    "keywords",
    "published",
    "from",
    "message-id",
    "slug",
];
/// Keys that may stand beside them.
const OTHERS: [&str; 19] = [
    "date",
    "updated",
    "modified",
    "by",
    "publisher",
    "url",
    "link",
    "language",
    "lang",
    "category",
    "tags",
    "standfirst",
    "summary",
    "abstract",
    "subtitle",
    "subhead",
    "caption",
    "id",
    "publication date",
];
/// A head of fewer such lines may be the start of a text: `Subject: the dam`.
const FEWEST: usize = 2;

/// The lines before the first blank line, where they are a head.
pub struct Head<'t> {
    known: Vec<(String, String)>,
    /// The lines that are not understood, which stay in the text.
    others: Vec<&'t str>,
    body: &'t str,
}

impl<'t> Head<'t> {
    pub fn of(text: &'t str) -> Option<Self> {
        let text = text.trim_start_matches(['\u{FEFF}', '\n', '\r']);
        let (lines, body) = until_blank(text)?;
        let mut head = Self { known: Vec::new(), others: Vec::new(), body };
        let mut in_known = false;
        for line in lines {
            if line.starts_with([' ', '\t']) {
                head.go_on(line, in_known)?;
                continue;
            }
            let (key, value) = line.split_once(':').filter(|(key, _)| is_key(key))?;
            let (key, value) = (key.trim().to_lowercase(), value.trim());
            in_known = is_understood(&key, value);
            match in_known {
                true if value.is_empty() => {}
                true => head.known.push((key, value.to_owned())),
                false => head.others.push(line),
            }
        }
        head.is_one().then_some(head)
    }

    /// Takes a line that goes on with the one before it.
    fn go_on(&mut self, line: &'t str, in_known: bool) -> Option<()> {
        if in_known {
            let (_, value) = self.known.last_mut()?;
            value.push(' ');
            value.push_str(line.trim());
        } else {
            self.others.last()?;
            self.others.push(line);
        }
        Some(())
    }

    fn is_one(&self) -> bool {
        let tells = self.known.iter().any(|(key, _)| TELLING.contains(&key.as_str()));
        tells && self.known.len() >= FEWEST && self.known.len() >= self.others.len()
    }

    /// The head of a draft: what it says by the names that records use, the lines that are not understood, and the text behind it.
    pub fn parts(self) -> (Map<String, Value>, Vec<&'t str>, &'t str) {
        (as_record(self.known), self.others, self.body)
    }
}

/// The draft with the lines of its head that were not understood behind its text. Where no headline is known the text is looked through for
/// one, unless its paragraphs are known: then it is whole.
pub fn with_others(mut draft: Draft, others: &[&str]) -> Draft {
    if draft.headline.is_none() && draft.layout.is_none() {
        if !others.is_empty() {
            draft.body = format!("{}\n\n{}", draft.body.trim_end(), others.join("\n"));
        }
        draft.headline_inside = true;
    } else if !others.is_empty() {
        let line = |text: &&str| Line { text: text.trim().to_owned(), zone: Zone::Boilerplate };
        let others: Vec<Line> = others.iter().map(line).collect();
        append(&mut draft, &others);
    }
    draft
}

/// Puts lines behind a text.
fn append(draft: &mut Draft, lines: &[Line]) {
    let known = draft.layout.take();
    let (body, layout) = framed(&[], draft.body.trim_end(), lines);
    let mut layout = layout.unwrap_or_default();
    if let Some(mut known) = known {
        known.extend(layout.split_off(layout.len() - lines.len()));
        layout = known;
    }
    (draft.body, draft.layout) = (body, Some(layout));
}

/// The lines before the first blank line, and what follows it; none if they are more than a head has.
fn until_blank(text: &str) -> Option<(Vec<&str>, &str)> {
    const MOST: usize = 60;
    let (mut lines, mut at) = (Vec::new(), 0);
    for line in text.split_inclusive('\n').take(MOST) {
        at += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        if line.trim().is_empty() {
            return Some((lines, text[at..].trim_start_matches(['\n', '\r'])));
        }
        lines.push(line);
    }
    None
}

/// A word, or some of them: a sentence with a colon is none.
fn is_key(key: &str) -> bool {
    const LONGEST: usize = 30;
    let is_letter = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | ' ');
    key.len() <= LONGEST
        && key.starts_with(char::is_alphabetic)
        && key.chars().all(is_letter)
        && key.split(' ').count() <= 3
}

/// Whether a line is taken out of the text: a day that cannot be read stays in it.
fn is_understood(key: &str, value: &str) -> bool {
    let is_known = TELLING.contains(&key) || OTHERS.contains(&key);
    let is_day = matches!(key, "date" | "published" | "updated" | "modified" | "publication date");
    is_known && (!is_day || value.is_empty() || parse_day(value).is_some())
}

/// As other records name these: in a mail the subject is the headline, and who wrote it stands behind `From`.
fn as_record(known: Vec<(String, String)>) -> Map<String, Value> {
    let has = |wanted: &[&str]| known.iter().any(|(key, _)| wanted.contains(&key.as_str()));
    let (has_headline, has_author) = (has(&["headline", "title"]), has(&["byline", "author", "authors", "by"]));
    let mut record = Map::new();
    for (key, value) in known {
        let (key, value) = match &*key {
            "subject" if !has_headline => ("headline".to_owned(), value),
            "from" if !has_author => ("byline".to_owned(), without_address(&value)),
            "subhead" => ("subheading".to_owned(), value),
            "slug" => ("slugline".to_owned(), value),
            _ => (key, value),
        };
        record.entry(key).or_insert(Value::String(value));
    }
    record
}

/// `Jo Pell` of `"Jo Pell" <jo@gazette.example>`.
fn without_address(from: &str) -> String {
    let name =
        from.split_once('<').map(|(name, _)| name.trim().trim_matches('"').trim()).filter(|name| !name.is_empty());
    name.unwrap_or(from).to_owned()
}
