//! Records of keys and values, out of JSON or a table: which key means what. Keys are matched without regard to case; the first of a
//! kind that holds something is taken.

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::html;
use crate::article::Meta;
use crate::corpus::Draft;
use crate::corpus::dates::{from_epoch, parse_day};

const ID: [&str; 6] = ["id", "guid", "uid", "_id", "uri", "@id"];
const HEADLINE: [&str; 3] = ["title", "headline", "headlines"];
const BODY: [&str; 13] = [
    "body",
    "text",
    "content",
    "articlebody",
    "body_text",
    "bodies",
    "content_text",
    "fulltext",
    "full_text",
    "bodytext",
    "body_html",
    "body_xhtml",
    "content_html",
];
const SOURCE: [&str; 5] = ["source", "publisher", "provider", "copyrightholder", "copyright_holder"];
const BYLINE: [&str; 4] = ["author", "byline", "authors", "creator"];
const PUBLISHED: [&str; 15] = [
    "date",
    "published",
    "datepublished",
    "date_published",
    "published_at",
    "publishedat",
    "published_date",
    "pubdate",
    "pub_date",
    "publication_date",
    "webpublicationdate",
    "firstcreated",
    "versioncreated",
    "datecreated",
    "created_at",
];
const URL: [&str; 5] = ["url", "link", "weburl", "web_url", "mainentityofpage"];
const LANGUAGE: [&str; 3] = ["language", "lang", "inlanguage"];
/// Under these an object holds the article itself, where it is none of its own.
const ENVELOPES: [&str; 8] = ["_source", "article", "newsarticle", "attributes", "fields", "document", "doc", "story"];

/// Whether a key names a headline or a text.
pub fn is_of_article(key: &str) -> bool {
    let key = key.to_lowercase();
    HEADLINE.contains(&key.as_str()) || BODY.contains(&key.as_str())
}

/// The keys and values of one record.
pub struct Fields(Map<String, Value>);

impl Fields {
    /// With the keys in small letters, and those of an article one step further down.
    pub fn new(object: Map<String, Value>) -> Self {
        let lower =
            |key: String| if key.bytes().any(|byte| byte.is_ascii_uppercase()) { key.to_lowercase() } else { key };
        let mut fields = Self(object.into_iter().map(|(key, value)| (lower(key), value)).collect());
        fields.open_envelope();
        fields
    }

    /// Whether a headline stands in it.
    pub fn has_headline(&self) -> bool {
        HEADLINE.iter().any(|key| self.0.get(*key).is_some_and(holds_text))
    }

    /// Whether a text stands in it.
    pub fn has_body(&self) -> bool {
        BODY.iter().any(|key| self.0.get(*key).is_some_and(holds_text))
    }

    /// The record's own id, and the article; none if it has neither headline nor text.
    pub fn article(mut self) -> Option<(Option<String>, Draft)> {
        let uri = self.0.get("uri").and_then(Value::as_str).filter(|uri| uri.starts_with("http")).map(str::to_owned);
        let id = self.text(&ID);
        let headline = self.text(&HEADLINE);
        let body = self.body().unwrap_or_default();
        let meta = Meta {
            source: self.text(&SOURCE).unwrap_or_default(),
            byline: self.text(&BYLINE),
            published: self.day(&PUBLISHED),
            url: self.address().or(uri),
            language: self.text(&LANGUAGE),
            updated: self.day(&["updated"]),
            section: self.text(&["section"]),
            keywords: self.text(&["keywords"]).map(|line| words_of(&line)).unwrap_or_default(),
        };
        let empty = headline.is_none() && body.trim().is_empty();
        (!empty).then(|| (id, Draft { headline, body, meta, ..Draft::default() }))
    }

    /// An object without headline and text of its own may hold the article one step further down.
    fn open_envelope(&mut self) {
        if self.has_headline() || self.has_body() {
            return;
        }
        for key in ENVELOPES {
            if let Some(Value::Object(inner)) = self.0.get_mut(key) {
                let inner = Self::new(std::mem::take(inner));
                self.0.extend(inner.0);
                return;
            }
        }
    }

    /// The text, without markup where its key says that it has some.
    fn body(&mut self) -> Option<String> {
        BODY.iter().find_map(|key| {
            let value = self.0.remove(*key)?;
            let markup = key.ends_with("html") || value.get("rendered").is_some();
            let text = match value {
                Value::Array(list) if *key == "bodies" => bodies(list),
                value => as_text(value),
            };
            text.map(|text| if markup { html::shown(&text) } else { text }).filter(|text| !text.trim().is_empty())
        })
    }

    /// The first of `keys` that holds a text.
    fn text(&mut self, keys: &[&str]) -> Option<String> {
        keys.iter().find_map(|key| as_text(self.0.remove(*key)?)).map(|text| text.trim().to_owned())
    }

    fn day(&mut self, keys: &[&str]) -> Option<Date> {
        keys.iter().find_map(|key| match self.0.remove(*key)? {
            Value::Number(number) => number.as_i64().and_then(from_epoch),
            value => parse_day(&as_text(value)?),
        })
    }

    fn address(&mut self) -> Option<String> {
        URL.iter().find_map(|key| match self.0.remove(*key)? {
            Value::Object(mut object) => as_text(object.remove("@id").or_else(|| object.remove("url"))?),
            value => as_text(value).map(|text| text.trim().to_owned()),
        })
    }
}

fn words_of(line: &str) -> Vec<String> {
    line.split([',', ';']).map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn holds_text(value: &Value) -> bool {
    match value {
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(list) => list.iter().any(holds_text),
        Value::Object(object) => object.values().any(holds_text),
        _ => false,
    }
}

/// The text of the first of the bodies of ninjs 2, which say the same in several forms; plain text before markup.
fn bodies(list: Vec<Value>) -> Option<String> {
    let is_markup = |body: &Value| {
        let kind = body.get("contenttype").or_else(|| body.get("contentType")).and_then(Value::as_str);
        kind.is_some_and(|kind| kind.contains("html"))
    };
    let (marked, plain): (Vec<Value>, Vec<Value>) = list.into_iter().partition(is_markup);
    let plain = plain.into_iter().find_map(as_text);
    plain.or_else(|| marked.into_iter().find_map(as_text).map(|text| html::shown(&text)))
}

/// A text, a number, a list of these, or what an object is called or holds (`{"name": "Gazette"}`); none if there is nothing in it.
fn as_text(value: Value) -> Option<String> {
    const HOLDERS: [&str; 5] = ["name", "rendered", "value", "@value", "#text"];
    let text = match value {
        Value::String(text) => text,
        Value::Number(number) => number.to_string(),
        Value::Array(list) => list.into_iter().filter_map(as_text).collect::<Vec<_>>().join(", "),
        Value::Object(mut object) => HOLDERS.iter().find_map(|key| as_text(object.remove(*key)?))?,
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(text: &str) -> (Option<String>, Draft) {
        Fields::new(serde_json::from_str(text).unwrap()).article().unwrap()
    }

    #[test]
    fn ninjs_is_understood() {
        let (id, draft) = article(
            r#"{"uri":"http://wire.example/7","versioncreated":"2025-11-01T10:00:00Z","headline":"Dam talks fail","byline":"Jo Pell",
                "body_xhtml":"<p>One &amp; two.</p><p>Three.</p>"}"#,
        );
        assert_eq!(id.as_deref(), Some("http://wire.example/7"));
        assert_eq!((draft.headline.as_deref(), draft.body.as_str()), (Some("Dam talks fail"), "One & two.\n\nThree."));
        assert_eq!(draft.meta.published.map(|day| day.to_string()).as_deref(), Some("2025-11-01"));
        assert_eq!(draft.meta.url.as_deref(), Some("http://wire.example/7"));
    }

    #[test]
    fn a_news_article_of_schema_org_is_understood() {
        let (_, draft) = article(
            r#"{"@type":"NewsArticle","headline":"Dam","articleBody":"One.","datePublished":"2025-11-01","author":{"name":"Jo"},
                "publisher":{"name":"Gazette"},"mainEntityOfPage":{"@id":"https://g.example/1"},"inLanguage":"en"}"#,
        );
        let Meta { source, byline, url, language, .. } = draft.meta;
        assert_eq!((source.as_str(), byline.as_deref()), ("Gazette", Some("Jo")));
        assert_eq!((url.as_deref(), language.as_deref()), (Some("https://g.example/1"), Some("en")));
        assert_eq!(draft.body, "One.");
    }

    #[test]
    fn an_envelope_is_opened() {
        let (id, draft) = article(r#"{"_id":"7","_source":{"title":"Dam","text":"One."}}"#);
        assert_eq!((id.as_deref(), draft.body.as_str()), (Some("7"), "One."));
    }
}
