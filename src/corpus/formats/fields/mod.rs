//! Records of keys and values, out of JSON, a table, the head of a text: which key means what. Of the keys of a kind the first that
//! holds something is taken; what introduces a text is kept as far as the text does not say it.

mod blocks;
mod body;
mod entities;
mod envelopes;
mod keys;
mod languages;
mod markup;
mod media;
mod state;
mod values;
mod wordpress;

use jiff::civil::Date;
use serde_json::{Map, Value};

use self::body::Body;
use self::markup::Text;
use self::values::{address, as_text, day, holds_text, listed, names, people, states_day};
use super::html::Line;
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
    /// Whether a headline stands in it.
    pub fn has_headline(&self) -> bool {
        keys::HEADLINE.iter().any(|key| self.0.get(*key).is_some_and(holds_text))
    }

    /// Whether a text stands in it.
    pub fn has_body(&self) -> bool {
        let mut keys = keys::BODY.iter().chain(&keys::BLOCKS);
        keys.any(|key| self.0.get(*key).is_some_and(|value| holds_text(value) && !holds_articles(value)))
    }

    /// Whether it has an id or an address of its own.
    pub fn is_named(&self) -> bool {
        keys::ID.iter().chain(&keys::URL).any(|key| self.0.contains_key(*key))
    }

    /// The record's own id, and the article; none if it has neither headline nor text.
    pub fn article(mut self) -> Option<(Option<String>, Draft)> {
        self.take_told();
        let Body { mut text, captions: in_body } = self.body().unwrap_or_default();
        let About { id, headline, meta, mut introduction, mut captions } = self.about();
        if text.is_empty() && (headline.is_some() || !introduction.is_empty()) {
            introduction.extend(self.lines(keys::DESCRIPTION, Zone::Standfirst));
            // Where there is no text, its summary is all the text there is.
            let all = unsaid(std::mem::take(&mut introduction), &mut String::new());
            text = Text::Plain(all.into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n\n"));
        } else if !text.is_empty() {
            introduction.extend(self.lines(keys::DESCRIPTION, Zone::Standfirst));
        }
        captions.extend(in_body);
        captions.extend(self.comments());
        if headline.is_none() && text.is_empty() && captions.is_empty() {
            return None;
        }
        Some((id, laid_out(headline, text, meta, (introduction, captions))))
    }

    /// What is known of a text that stands elsewhere: the head of a document.
    pub fn head_of(mut self, body: &str) -> Draft {
        let About { headline, meta, mut introduction, captions, .. } = self.about();
        introduction.extend(self.lines(keys::DESCRIPTION, Zone::Standfirst));
        laid_out(headline, Text::Plain(body.to_owned()), meta, (introduction, captions))
    }

    fn about(&mut self) -> About {
        let uri = ["uri", "@id"].iter().filter_map(|key| self.0.get(*key).and_then(Value::as_str));
        let uri = uri.into_iter().find(|uri| uri.starts_with("http")).map(str::to_owned);
        let id = keys::ID.iter().find_map(|key| as_text(self.0.remove(*key)?)).map(|id| id.trim().to_owned());
        let mut headlines = self.headlines().into_iter();
        let headline = headlines.next();
        let mut meta = Meta {
            source: self.text(&keys::SOURCE).unwrap_or_default(),
            byline: keys::BYLINE.iter().find_map(|key| people(self.0.remove(*key)?)).map(without_by),
            published: self.day(&[keys::PUBLISHED.as_slice(), &keys::MOMENT].concat()),
            url: keys::URL.iter().find_map(|key| address(self.0.remove(*key)?)).or(uri),
            language: self.text(&keys::LANGUAGE).map(|stated| languages::tag(&stated)),
            updated: self.day(&keys::UPDATED),
            ..Meta::default()
        };
        self.classify(&mut meta);
        let (introduction, captions) = self.introduction(headlines);
        About { id, headline, meta, introduction, captions }
    }

    /// Its headlines, the main one first, before those of other kinds one of no kind.
    fn headlines(&mut self) -> Vec<String> {
        let rank = |value: &Value| match value.get("role").and_then(Value::as_str) {
            Some(role) if role.contains("main") => 0,
            None => 1,
            Some(_) => 2,
        };
        let headlines = keys::HEADLINE.iter().find_map(|key| {
            let value = self.0.remove(*key).filter(holds_text)?;
            Some(match value {
                Value::Array(mut list) if *key == "headlines" => {
                    list.sort_by_key(rank);
                    list.into_iter().filter_map(as_text).collect()
                }
                value => as_text(value).into_iter().collect::<Vec<_>>(),
            })
        });
        headlines.unwrap_or_default().iter().map(|text| markup::line(text)).filter(|text| !text.is_empty()).collect()
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
                Some(Value::String(line)) if listed(&line).is_none() => {
                    add_keywords(&mut meta.keywords, split_keywords(&markup::line(&line)));
                }
                Some(value) => add_keywords(&mut meta.keywords, names(value)),
                None => {}
            }
        }
    }

    /// The text, without markup where it has some, and the captions in it. One that is cut off gives way to one that goes on.
    fn body(&mut self) -> Option<Body> {
        let mut cut: Option<(Body, String)> = None;
        for key in keys::BODY.iter().chain(&keys::BLOCKS) {
            let Some(body) = self.0.remove(*key).and_then(|value| Body::read(key, value)) else { continue };
            match (&cut, body.beginning()) {
                (None, None) => return Some(body),
                (None, Some(beginning)) => cut = Some((body, beginning)),
                (Some((_, beginning)), _) if body.goes_on_from(beginning) => return Some(body),
                _ => {}
            }
        }
        cut.map(|(body, _)| body).or_else(|| self.unnamed_blocks())
    }

    /// The first of `keys` that holds a text.
    fn text(&mut self, keys: &[&str]) -> Option<String> {
        let mut texts = keys.iter().filter_map(|key| as_text(self.0.remove(*key)?));
        texts.find_map(|text| Some(markup::line(&text)).filter(|text| !text.is_empty()))
    }

    /// The day under the first of `keys` that states one. Where that can be read in two ways no other takes its place.
    fn day(&mut self, keys: &[&str]) -> Option<Date> {
        keys.iter().find_map(|key| self.0.remove(*key).filter(states_day)).and_then(day)
    }
}

/// The draft: the text as it stands between what is not said in it.
fn laid_out(headline: Option<String>, text: Text, meta: Meta, (before, after): (Vec<Line>, Vec<Line>)) -> Draft {
    let is_bare = before.is_empty() && after.is_empty();
    let words = if is_bare { String::new() } else { text.words() };
    let mut said = format!("{}\n{}", headline.as_deref().unwrap_or_default(), words);
    let mut before = unsaid(before, &mut said);
    let mut after = unsaid(after, &mut said);
    let (body, layout) = match text {
        Text::Plain(body) => framed(&before, &body, &after),
        Text::Marked(mut lines) => {
            before.append(&mut lines);
            before.append(&mut after);
            framed(&before, "", &[])
        }
    };
    Draft { headline, body, meta, layout, ..Draft::default() }
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

#[cfg(test)]
mod tests;
