//! Records of keys and values, out of JSON, a table, the head of a text: which key means what. Of the keys of a kind the first that
//! holds something is taken; what introduces a text is kept as far as the text does not say it.

mod body;
mod keys;
mod values;

use jiff::civil::Date;
use serde_json::{Map, Value};

use self::values::{address, as_text, day, holds_text, names, texts};
use super::html::{Line, collapsed};
use super::story::{framed, unsaid};
use super::words::{add_categories, add_keywords, split_keywords, without_by};
use crate::article::{Meta, Zone};
use crate::corpus::Draft;

pub use self::keys::is_of_article;

/// The keys and values of one record.
pub struct Fields(Map<String, Value>);

/// What a record says beside its text.
#[derive(Default)]
pub struct About {
    pub id: Option<String>,
    pub headline: Option<String>,
    pub meta: Meta,
    /// What introduces the text, whether the text says it or not.
    pub introduction: Vec<Line>,
    pub captions: Vec<Line>,
}

impl Fields {
    /// With the keys as they are compared, and those of an article one step further down.
    pub fn new(object: Map<String, Value>) -> Self {
        let mut fields = Self(Map::new());
        for (key, value) in object {
            let key = keys::plain(&key);
            // A text under the name of an article is its text; an object is the article.
            let is_text = matches!(&*key, "article" | "story" | "document") && value.is_string();
            fields.fill(if is_text { "articletext".to_owned() } else { key }, value);
        }
        fields.open_envelopes();
        fields
    }

    /// Whether a headline stands in it.
    pub fn has_headline(&self) -> bool {
        keys::HEADLINE.iter().any(|key| self.0.get(*key).is_some_and(holds_text))
    }

    /// Whether a text stands in it.
    pub fn has_body(&self) -> bool {
        keys::BODY.iter().any(|key| self.0.get(*key).is_some_and(|value| holds_text(value) && !holds_articles(value)))
    }

    /// The record's own id, and the article; none if it has neither headline nor text.
    pub fn article(mut self) -> Option<(Option<String>, Draft)> {
        let (mut body, in_body) = self.body().unwrap_or_default();
        let About { id, headline, meta, mut introduction, mut captions } = self.about();
        if body.is_empty() && (headline.is_some() || !introduction.is_empty()) {
            introduction.extend(self.lines(keys::DESCRIPTION, Zone::Standfirst));
            // Where there is no text, its summary is all the text there is.
            body = introduction.drain(..).map(|line| line.text).collect::<Vec<_>>().join("\n\n");
        } else if !body.is_empty() {
            introduction.extend(self.lines(keys::DESCRIPTION, Zone::Standfirst));
        }
        captions.extend(in_body);
        if headline.is_none() && body.trim().is_empty() && captions.is_empty() {
            return None;
        }
        Some((id, laid_out(headline, &body, meta, (introduction, captions))))
    }

    /// What is known of a text that stands elsewhere: the head of a document.
    pub fn head_of(mut self, body: &str) -> Draft {
        let About { headline, meta, mut introduction, captions, .. } = self.about();
        introduction.extend(self.lines(keys::DESCRIPTION, Zone::Standfirst));
        laid_out(headline, body, meta, (introduction, captions))
    }

    fn about(&mut self) -> About {
        let uri = ["uri", "@id"].iter().filter_map(|key| self.0.get(*key).and_then(Value::as_str));
        let uri = uri.into_iter().find(|uri| uri.starts_with("http")).map(str::to_owned);
        let id = self.text(&keys::ID);
        let mut headlines = self.headlines().into_iter();
        let headline = headlines.next();
        let published = self.day(&keys::PUBLISHED);
        let mut meta = Meta {
            source: self.text(&keys::SOURCE).unwrap_or_default(),
            byline: self.text(&keys::BYLINE).map(without_by),
            published: published.or_else(|| self.day(&keys::MOMENT)),
            url: keys::URL.iter().find_map(|key| address(self.0.remove(*key)?)).or(uri),
            language: self.text(&keys::LANGUAGE),
            updated: self.day(&keys::UPDATED),
            ..Meta::default()
        };
        self.classify(&mut meta);
        let (introduction, captions) = self.introduction(headlines);
        About { id, headline, meta, introduction, captions }
    }

    /// Its headlines, the main one first.
    fn headlines(&mut self) -> Vec<String> {
        let headlines = keys::HEADLINE.iter().find_map(|key| {
            let value = self.0.remove(*key).filter(holds_text)?;
            let is_main =
                |value: &Value| value.get("role").and_then(Value::as_str).is_some_and(|role| role.contains("main"));
            Some(match value {
                Value::Array(mut list) if *key == "headlines" => {
                    list.sort_by_key(|headline| !is_main(headline));
                    list.into_iter().filter_map(as_text).collect()
                }
                value => as_text(value).into_iter().collect::<Vec<_>>(),
            })
        });
        headlines.unwrap_or_default().iter().map(|text| shown_line(text)).filter(|text| !text.is_empty()).collect()
    }

    /// Sections and keywords.
    fn classify(&mut self, meta: &mut Meta) {
        for key in keys::SECTION {
            let categories = self.0.remove(key).map(names).unwrap_or_default();
            add_categories(meta, categories.iter().flat_map(|list| list.split(['|', ';'])).map(str::to_owned));
        }
        let code = if meta.section.is_none() { self.text(&keys::SECTION_CODE) } else { None };
        add_categories(meta, code);
        for key in keys::KEYWORDS {
            match self.0.remove(key) {
                Some(Value::String(line)) => add_keywords(&mut meta.keywords, split_keywords(&line)),
                Some(value) => add_keywords(&mut meta.keywords, names(value)),
                None => {}
            }
        }
    }

    /// What introduces the text, and the captions of what goes with it.
    fn introduction(&mut self, headlines: impl Iterator<Item = String>) -> (Vec<Line>, Vec<Line>) {
        let kind = self.0.get("type").and_then(Value::as_str).unwrap_or_default();
        let is_picture = matches!(kind, "picture" | "graphic" | "photo" | "image");
        let zone = if is_picture { Zone::Caption } else { Zone::Standfirst };
        let mut introduction: Vec<Line> = headlines.map(|text| Line { text, zone: Zone::Standfirst }).collect();
        introduction.extend(keys::INTRODUCTION.iter().flat_map(|key| self.lines(key, zone)));
        let mut captions: Vec<Line> = keys::CAPTION.iter().flat_map(|key| self.lines(key, Zone::Caption)).collect();
        let media = keys::MEDIA.iter().filter_map(|key| self.0.remove(*key));
        media.for_each(|media| captions_of(media, &mut captions));
        if is_picture {
            captions.splice(0..0, introduction.drain(..));
        }
        (introduction, captions)
    }

    fn lines(&mut self, key: &str, zone: Zone) -> Vec<Line> {
        let texts = self.0.remove(key).map(texts).unwrap_or_default();
        texts.iter().flat_map(|text| body::lines(text, zone)).collect()
    }

    /// The text, without markup where it has some, and the captions in it.
    fn body(&mut self) -> Option<(String, Vec<Line>)> {
        keys::BODY.iter().find_map(|key| body::read(key, self.0.remove(*key)?))
    }

    /// An object without a text of its own may hold the article one step further down; what is known of it may stand there always.
    fn open_envelopes(&mut self) {
        for key in keys::ENVELOPES {
            if !self.has_body() && self.0.get(key).is_some_and(Value::is_object) {
                self.open(key, true);
            }
        }
        for key in keys::ABOUT {
            if self.0.get(key).is_some_and(Value::is_object) {
                self.open(key, false);
            }
        }
    }

    fn open(&mut self, key: &str, with_id: bool) {
        let Some(Value::Object(inner)) = self.0.remove(key) else { return };
        for (key, value) in Self::new(inner).0 {
            if with_id || !keys::ID.contains(&key.as_str()) {
                self.fill(key, value);
            }
        }
    }

    /// Sets a key, unless it says something already.
    fn fill(&mut self, key: String, value: Value) {
        let says = |value: &Value| value.is_number() || value.is_boolean() || holds_text(value);
        if !self.0.get(&key).is_some_and(says) {
            self.0.insert(key, value);
        }
    }

    /// The first of `keys` that holds a text.
    fn text(&mut self, keys: &[&str]) -> Option<String> {
        let text = keys.iter().find_map(|key| as_text(self.0.remove(*key)?));
        text.map(|text| text.trim().to_owned())
    }

    fn day(&mut self, keys: &[&str]) -> Option<Date> {
        keys.iter().find_map(|key| day(self.0.remove(*key)?))
    }
}

/// The draft: the text as it stands between what is not said in it.
fn laid_out(headline: Option<String>, body: &str, meta: Meta, (before, after): (Vec<Line>, Vec<Line>)) -> Draft {
    if before.is_empty() && after.is_empty() {
        return Draft { headline, body: body.to_owned(), meta, ..Draft::default() };
    }
    let mut said = format!("{}\n{}", headline.as_deref().unwrap_or_default(), collapsed(body));
    let before = unsaid(before, &mut said);
    let after = unsaid(after, &mut said);
    let (body, layout) = framed(&before, body, &after);
    Draft { headline, body, meta, layout, ..Draft::default() }
}

/// A line as it shows: an entity or a tag that a program left in it is none of its words.
fn shown_line(text: &str) -> String {
    let lines = body::lines(text.trim(), Zone::Headline);
    if lines.len() == 1 && text.contains('<') { lines[0].text.clone() } else { text.trim().to_owned() }
}

/// Whether a list holds articles of its own, and no paragraphs.
fn holds_articles(value: &Value) -> bool {
    let first = value.as_array().and_then(|list| list.first()).and_then(Value::as_object);
    first.is_some_and(|first| {
        let has =
            |names: &[&str]| first.iter().any(|(key, value)| names.contains(&&*keys::plain(key)) && holds_text(value));
        has(&keys::HEADLINE) && has(&keys::BODY)
    })
}

/// The captions of pictures and films: one, a list, or by name. Texts that go with an article are articles of their own.
fn captions_of(media: Value, captions: &mut Vec<Line>) {
    match media {
        Value::Array(list) => list.into_iter().for_each(|one| captions_of(one, captions)),
        Value::Object(object) => {
            let is_one = object.values().any(|value| !value.is_object());
            if !is_one {
                return object.into_iter().for_each(|(_, one)| captions_of(one, captions));
            }
            if matches!(object.get("type").and_then(Value::as_str), Some("text" | "composite" | "planning" | "event")) {
                return;
            }
            let mut fields = Fields(object.into_iter().map(|(key, value)| (keys::plain(&key), value)).collect());
            let of_media = ["descriptiontext", "descriptions", "description"];
            let keys = keys::CAPTION.iter().chain(&of_media);
            let found: Vec<Line> = keys.flat_map(|key| fields.lines(key, Zone::Caption)).collect();
            captions.extend(found);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests;
