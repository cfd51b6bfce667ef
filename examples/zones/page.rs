//! What is expected of a page, and the words of markup. Shares no code with the reader that is measured, but the parser of HTML.

use std::collections::{BTreeMap, HashMap};

use dom_query::{Document, NodeRef};
use serde_json::Value;

/// A bag of words: how often each stands there.
pub type Words = HashMap<String, usize>;

/// What somebody found on the page.
pub struct Expected {
    pub body: Words,
    pub title: String,
    pub byline: Option<String>,
    pub published: Option<String>,
    pub site: Option<String>,
    pub lang: Option<String>,
}

impl Expected {
    pub fn read(files: &BTreeMap<String, Vec<u8>>) -> Result<Self, String> {
        let file = |name: &str| files.get(name).ok_or_else(|| format!("no {name}"));
        let meta: Value = serde_json::from_slice(file("expected-metadata.json")?).map_err(|error| error.to_string())?;
        let text = |key: &str| meta[key].as_str().map(one_spaced).filter(|text| !text.is_empty());
        Ok(Self {
            body: words(&shown(&String::from_utf8_lossy(file("expected.html")?))),
            title: text("title").unwrap_or_default(),
            byline: text("byline"),
            published: text("publishedTime"),
            site: text("siteName"),
            lang: text("lang"),
        })
    }
}

pub fn one_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a text in small letters, as runs of letters and digits.
pub fn words(text: &str) -> Words {
    let mut words = Words::new();
    for word in text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *words.entry(word.to_lowercase()).or_default() += 1;
    }
    words
}

/// What markup shows, with a space wherever an element may begin a line.
pub fn shown(html: &str) -> String {
    let page = Document::from(html);
    let mut text = String::new();
    let mut stack = vec![(page.root(), false)];
    while let Some((node, left)) = stack.pop() {
        if node.is_text() {
            text.push_str(&node.text());
            continue;
        }
        let name = node.node_name().map(|name| name.to_string()).unwrap_or_default();
        if node.is_comment() || UNSEEN.contains(&name.as_str()) {
            continue;
        }
        if !INLINE.contains(&name.as_str()) {
            text.push(' ');
        }
        if !left {
            stack.push((node, true));
            stack.extend(children(node).into_iter().rev().map(|child| (child, false)));
        }
    }
    text
}

fn children(node: NodeRef<'_>) -> Vec<NodeRef<'_>> {
    node.children()
}

const UNSEEN: [&str; 11] =
    ["script", "style", "noscript", "template", "head", "svg", "iframe", "object", "math", "select", "datalist"];
const INLINE: [&str; 39] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "nobr", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr", "img",
];
