//! What the interface of WordPress tells beside a post: who wrote it and how it is filed stand by name in what is embedded, and the site's
//! own name in what its most common plug-in adds.

use serde_json::Value;

use super::Fields;

impl Fields {
    /// Takes the names in place of the numbers that the post itself has.
    pub(super) fn open_embedded(&mut self) {
        if let Some(Value::Object(embedded)) = self.0.remove("_embedded") {
            for (key, value) in embedded {
                match key.as_str() {
                    "author" => self.fill("author".to_owned(), value),
                    "wp:featuredmedia" => self.fill("featuredmedia".to_owned(), value),
                    "wp:term" => self.file_under(value),
                    _ => {}
                }
            }
        }
        if let Some(Value::Object(mut said)) = self.0.remove("yoastheadjson") {
            for (key, own) in [("author", "author"), ("og_site_name", "sitename")] {
                if let Some(value) = said.remove(key) {
                    self.fill(own.to_owned(), value);
                }
            }
        }
    }

    /// Categories and tags stand together, a list for each kind.
    fn file_under(&mut self, terms: Value) {
        let Value::Array(lists) = terms else { return };
        let terms: Vec<Value> =
            lists.into_iter().flat_map(|list| if let Value::Array(list) = list { list } else { vec![list] }).collect();
        for (kind, key) in [("category", "categories"), ("post_tag", "tags")] {
            let is_one = |term: &&Value| term.get("taxonomy").and_then(Value::as_str) == Some(kind);
            let is_filed = |term: &&Value| term.get("slug").and_then(Value::as_str) != Some("uncategorized");
            let own: Vec<Value> = terms.iter().filter(is_one).filter(is_filed).cloned().collect();
            self.fill(key.to_owned(), Value::Array(own));
        }
    }
}
