//! What wraps a record: objects around the article, and beside it objects that tell of it. Brings their keys to one level.

use serde_json::{Map, Value};

use super::languages::tag;
use super::values::{as_text, holds_text, people};
use super::{Fields, keys, markup};
use crate::article::Meta;

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

    /// What a feed in JSON says for all its items.
    pub fn feed(&self) -> Option<Meta> {
        let is_feed =
            self.0.get("version").and_then(Value::as_str).is_some_and(|version| version.contains("jsonfeed.org"));
        let text = |key: &str| self.0.get(key).cloned();
        is_feed.then(|| Meta {
            source: text("title").and_then(as_text).map(|title| markup::line(&title)).unwrap_or_default(),
            byline: text("authors").or_else(|| text("author")).and_then(people),
            language: text("language").and_then(as_text).map(|stated| tag(&stated)),
            ..Meta::default()
        })
    }

    /// An object without a text of its own may hold the article one step further down; what is known of it may stand there always.
    fn open_envelopes(&mut self) {
        self.open_embedded();
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
    pub(super) fn fill(&mut self, key: String, value: Value) {
        if !self.0.get(&key).is_some_and(|known| says(&key, known)) {
            self.0.insert(key, value);
        }
    }
}

/// Whether a value says something. A bare number for an author or a category is a key of somebody's database.
fn says(key: &str, value: &Value) -> bool {
    let is_named = || [keys::BYLINE.as_slice(), &keys::SECTION, &keys::KEYWORDS, &keys::MEDIA].concat().contains(&key);
    value.is_boolean() || holds_text(value) || value.is_number() && !is_named()
}
