//! Lists of blocks in a record: those that are its text under whatever name, those among them that tell a field of the record and are
//! none of its text, and what readers wrote below it.

use serde_json::Value;

use super::body::Body;
use super::values::{as_text, holds_text, people};
use super::{Fields, keys, markup};
use crate::article::Zone;
use crate::corpus::formats::html::Line;
use crate::corpus::formats::words::without_by;

impl Fields {
    /// Takes the headline, the author line, the day and the section out of the blocks of the text, as far as the record does not say
    /// something else there.
    pub(super) fn take_told(&mut self) {
        for key in keys::BODY.iter().chain(&keys::BLOCKS) {
            let Some(Value::Array(list)) = self.0.get_mut(*key) else { continue };
            let list = std::mem::take(list);
            let kept: Vec<Value> = list.into_iter().filter(|block| !self.is_told(block)).collect();
            self.0.insert((*key).to_owned(), Value::Array(kept));
        }
    }

    fn is_told(&mut self, block: &Value) -> bool {
        let content = ["content", "text"].into_iter().find_map(|key| block.get(key)).cloned().unwrap_or_default();
        let Some(text) = as_text(content.clone()) else { return false };
        let fields: (&[&str], &str) = match block.get("type").and_then(Value::as_str) {
            Some("date") => return self.tell("displaydate", content),
            Some("title" | "headline") => (&keys::HEADLINE, "headline"),
            Some("byline") => (&keys::BYLINE, "byline"),
            Some("kicker") => (&keys::SECTION, "section"),
            _ => return false,
        };
        let known = fields.0.iter().filter_map(|key| self.0.get(*key)).find(|value| holds_text(value));
        let Some(known) = known.cloned() else { return self.tell(fields.1, content) };
        let said = if fields.1 == "byline" { people(known) } else { as_text(known) };
        let words = |text: &str| without_by(markup::line(text)).to_lowercase();
        said.is_some_and(|said| words(&said) == words(&text))
    }

    fn tell(&mut self, key: &str, value: Value) -> bool {
        self.fill(key.to_owned(), value);
        true
    }

    /// The list of blocks that a record without any other text has under its headline: each with a text and without a headline.
    pub(super) fn unnamed_blocks(&mut self) -> Option<Body> {
        let others: [&[&str]; 7] = [
            &keys::MEDIA,
            &keys::BYLINE,
            &keys::INTRODUCTION,
            &keys::CAPTION,
            &keys::KEYWORDS,
            &keys::SECTION,
            &keys::COMMENTS,
        ];
        let is_other = |key: &str| others.iter().any(|keys| keys.contains(&key));
        let mut lists = self.0.iter().filter(|(key, value)| !is_other(key) && are_blocks(value));
        let key = lists.next().filter(|_| self.has_headline())?.0.clone();
        Body::read(&key, self.0.remove(&key)?)
    }

    /// What readers wrote below the article.
    pub(super) fn comments(&mut self) -> Vec<Line> {
        let lists = keys::COMMENTS.iter().filter_map(|key| self.0.remove(*key)).filter(Value::is_array);
        let texts = lists.filter_map(|list| Body::read("", list)).flat_map(|body| body.text.into_lines());
        texts.map(|line| Line { zone: Zone::Boilerplate, ..line }).collect()
    }
}

fn are_blocks(value: &Value) -> bool {
    let first = value.as_array().and_then(|list| list.first()).and_then(Value::as_object);
    let holds = |object: &serde_json::Map<String, Value>, names: &[&str]| {
        object.iter().any(|(key, value)| names.contains(&&*keys::plain(key)) && holds_text(value))
    };
    first.is_some_and(|first| holds(first, &keys::BODY) && !holds(first, &keys::HEADLINE))
}
