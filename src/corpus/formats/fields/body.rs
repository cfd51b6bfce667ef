//! The text of a record, in the shapes that programs give it: one string with or without markup, a list of paragraphs, a tree of blocks,
//! several renditions of the same.

use serde_json::{Map, Value};

use super::keys;
use super::markup::{self, Text};
use crate::article::Zone;
use crate::corpus::formats::html::Line;
use crate::corpus::formats::story::before_ellipsis;

/// The text of a record, and the captions that stand in its blocks.
#[derive(Default)]
pub struct Body {
    pub text: Text,
    pub captions: Vec<Line>,
}

impl Body {
    /// The text under `key`; none if there is nothing in it.
    pub fn read(key: &str, value: Value) -> Option<Self> {
        let mut reader = Reader { captions: Vec::new(), is_marked: is_html(key) };
        let text = match value {
            Value::Array(list) if list.iter().any(is_rendition) => rendition(list)?,
            Value::Number(number) => Text::Plain(number.to_string()),
            value => reader.value(value),
        };
        (!text.is_empty()).then_some(Self { text, captions: reader.captions })
    }

    /// What it says before it is cut off, where it is: `Talks ended… [+1234 chars]`.
    pub fn beginning(&self) -> Option<String> {
        if !["…", "...", "[+"].iter().any(|mark| self.text.end().contains(mark)) {
            return None;
        }
        let words = self.text.words();
        let whole = without_count(words.trim());
        let beginning = before_ellipsis(whole);
        (!beginning.is_empty() && beginning.len() < words.trim().len()).then(|| beginning.to_owned())
    }

    /// Whether it says what begins with `beginning`, and more.
    pub fn goes_on_from(&self, beginning: &str) -> bool {
        let words = self.text.words();
        words
            .find(beginning)
            .is_some_and(|at| self.beginning().map_or(words.len(), |own| own.len()) > at + beginning.len())
    }
}

/// Without the `[+1234 chars]` of interfaces that give the beginning only.
fn without_count(text: &str) -> &str {
    let count = text.rfind("[+").map(|at| (at, &text[at + 2..]));
    let is_count = |count: &str| count.trim_start_matches(|digit: char| digit.is_ascii_digit()) == " chars]";
    count.filter(|(_, count)| is_count(count)).map_or(text, |(at, _)| text[..at].trim_end())
}

fn is_html(key: &str) -> bool {
    key.ends_with("html") || matches!(key, "encoded" | "rendered" | "processed")
}

fn is_rendition(body: &Value) -> bool {
    content_type(body).is_some() || body.get("role").is_some() && body.get("value").is_some()
}

fn content_type(body: &Value) -> Option<&str> {
    ["contenttype", "contentType"].into_iter().find_map(|key| body.get(key)).and_then(Value::as_str)
}

/// The first of the bodies of ninjs 2 and 3, which say the same in several forms; plain text before markup.
fn rendition(list: Vec<Value>) -> Option<Text> {
    let is_marked = |body: &Value| content_type(body).is_some_and(|kind| kind.contains("html"));
    let (marked, plain): (Vec<Value>, Vec<Value>) = list.into_iter().partition(is_marked);
    let text = |body, is_marked| Reader { captions: Vec::new(), is_marked }.value(body);
    let texts = plain.into_iter().map(|body| text(body, false)).chain(marked.into_iter().map(|body| text(body, true)));
    texts.into_iter().find(|text| !text.is_empty())
}

/// What holds the text of a block, the first before the others.
const HOLDERS: [&str; 17] = [
    "text",
    "content",
    "value",
    "#text",
    "@value",
    "rendered",
    "html",
    "bodyhtml",
    "children",
    "data",
    "items",
    "blocks",
    "body",
    "paragraphs",
    "root",
    "contentelements",
    "bodytextsummary",
];

/// Reads a tree of blocks.
struct Reader {
    captions: Vec<Line>,
    /// Whether what is read is HTML, whatever it looks like.
    is_marked: bool,
}

impl Reader {
    /// All texts of a value, paragraph by paragraph; captions apart.
    fn value(&mut self, value: Value) -> Text {
        match value {
            Value::String(text) => markup::read(text, self.is_marked),
            Value::Array(list) => {
                let parts = list.into_iter().map(|part| self.value(part));
                Text::joined(parts.filter(|part| !part.is_empty()).collect())
            }
            Value::Object(object) => {
                self.block(object.into_iter().map(|(key, value)| (keys::plain(&key), value)).collect())
            }
            _ => Text::default(),
        }
    }

    fn block(&mut self, mut block: Map<String, Value>) -> Text {
        self.captions_of(&mut block);
        let is_block = kind(&block).is_some_and(|kind| !TREES.contains(&kind));
        for key in ["children", "content"].into_iter().filter(|_| is_block) {
            if block.get(key).and_then(Value::as_array).is_some_and(|list| list.iter().any(is_run)) {
                let mut line = String::new();
                self.run(block.remove(key).unwrap_or_default(), &mut line);
                return markup::read(line, false);
            }
        }
        for key in HOLDERS {
            let Some(held) = block.remove(key) else { continue };
            let around = self.is_marked;
            self.is_marked |= is_html(key);
            let text = self.value(held);
            self.is_marked = around;
            if !text.is_empty() {
                return text;
            }
        }
        Text::default()
    }

    /// The captions of a block, and those of the picture above the text of the Guardian.
    fn captions_of(&mut self, block: &mut Map<String, Value>) {
        for caption in keys::CAPTION.iter().filter_map(|key| block.remove(*key)) {
            let text = Reader { captions: Vec::new(), is_marked: self.is_marked }.value(caption).words();
            self.captions.extend(markup::lines(&text, Zone::Caption));
        }
        if let Some(main) = block.remove("main").filter(|_| block.contains_key("body")) {
            let mut reader = Reader { captions: Vec::new(), is_marked: false };
            let lead = reader.value(main);
            self.captions.extend(reader.captions);
            if let Text::Marked(lines) = lead {
                self.captions.extend(lines.into_iter().filter(|line| line.zone == Zone::Caption));
            }
        }
    }

    /// Adds the letters of a run, or of several, to a line.
    fn run(&mut self, value: Value, line: &mut String) {
        match value {
            Value::String(text) => line.push_str(&text),
            Value::Array(list) => list.into_iter().for_each(|run| self.run(run, line)),
            Value::Object(run) => {
                let mut run = run.into_iter().map(|(key, value)| (keys::plain(&key), value)).collect();
                self.captions_of(&mut run);
                if kind(&run).is_some_and(|kind| BREAKS.contains(&&*keys::plain(kind))) {
                    line.push('\n');
                }
                let held = ["text", "value", "children", "content"].iter().find_map(|key| run.remove(*key));
                self.run(held.unwrap_or_default(), line);
            }
            _ => {}
        }
    }
}

/// What holds blocks and no runs of letters.
const TREES: [&str; 6] = ["doc", "document", "root", "article", "story", "body"];
/// What editors call a line break within a paragraph.
const BREAKS: [&str; 4] = ["hardbreak", "linebreak", "break", "br"];

fn kind(block: &Map<String, Value>) -> Option<&str> {
    ["type", "_type", "nodetype", "nodeType"].into_iter().find_map(|key| block.get(key)).and_then(Value::as_str)
}

/// A run of letters within a paragraph, as editors keep them: it has a text and is no block. Blocks of the kind `text` have their text
/// under other names.
fn is_run(value: &Value) -> bool {
    let Some(run) = value.as_object() else { return false };
    let holds = |key: &str| run.get(key).is_some_and(Value::is_string);
    match kind(run) {
        None | Some("span") => holds("text"),
        Some("text") => holds("text") || run.contains_key("nodeType") && holds("value"),
        Some(_) => false,
    }
}
