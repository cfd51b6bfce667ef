//! JSON-LD: the objects of a block, however they are wrapped, and the one that is the article. A broken block is no block.

use serde_json::{Map, Value};

type Object = Map<String, Value>;

/// Adds the objects of a block to `found`: those at its top, in lists and in graphs.
pub fn read(block: &str, found: &mut Vec<Value>) {
    /// Of one page; a front page may list some hundred articles.
    const MOST: usize = 1000;
    let bare = unwrapped(block);
    let parsed = serde_json::from_str(bare).or_else(|_| serde_json::from_str(&without_breaks(bare)));
    let mut open: Vec<Value> = parsed.into_iter().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Array(values) => open.extend(values.into_iter().rev()),
            Value::Object(mut object) if found.len() < MOST => {
                for inner in ["mainEntityOfPage", "mainEntity", "@graph"] {
                    open.extend(object.get_mut(inner).filter(|value| !value.is_string()).map(|value| {
                        let address = value["@id"].clone();
                        std::mem::replace(value, address)
                    }));
                }
                found.push(Value::Object(object));
            }
            _ => {}
        }
    }
}

/// Without the comments and marks that old pages hide scripts in.
fn unwrapped(block: &str) -> &str {
    let mut bare = block.trim();
    loop {
        let before = bare;
        for mark in ["<!--", "//<![CDATA[", "// <![CDATA[", "/*<![CDATA[*/", "/* <![CDATA[ */", "<![CDATA["] {
            bare = bare.strip_prefix(mark).unwrap_or(bare).trim_start();
        }
        for mark in ["-->", "//]]>", "// ]]>", "/*]]>*/", "/* ]]> */", "]]>", "//", ";"] {
            bare = bare.strip_suffix(mark).unwrap_or(bare).trim_end();
        }
        if bare.len() == before.len() {
            return bare;
        }
    }
}

/// Line breaks inside strings are the commonest fault; outside of strings a space does as well.
fn without_breaks(block: &str) -> String {
    block.replace(|next: char| next.is_control(), " ")
}

/// Whether an object is of a type that ends so.
pub fn is_a(object: &Value, kinds: &[&str]) -> bool {
    let named = |kind: &Value| kind.as_str().is_some_and(|kind| kinds.iter().any(|end| kind.ends_with(end)));
    let kind = &object["@type"];
    named(kind) || kind.as_array().is_some_and(|list| list.iter().any(named))
}

/// What articles are called.
pub const ARTICLES: [&str; 5] = ["Article", "BlogPosting", "Report", "LiveBlogPosting", "SocialMediaPosting"];

/// The texts of a value: itself, or the names of what it lists; what is only pointed at is looked up in `all`.
pub fn texts(value: &Value, all: &[Value]) -> Vec<String> {
    listed(value).iter().flat_map(|one| names(one, all)).map(plain).filter(|text| !text.is_empty()).collect()
}

/// Whether a value, or all that it lists, are organizations.
pub fn are_organizations(value: &Value) -> bool {
    let list = listed(value);
    !list.is_empty() && list.iter().all(|one| is_a(one, &["Organization"]))
}

fn listed(value: &Value) -> &[Value] {
    value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice)
}

fn names<'v>(value: &'v Value, all: &'v [Value]) -> Vec<&'v str> {
    let pointed = |object: &'v Object| {
        let id = object.get("@id")?.as_str()?;
        let mut others = all.iter().filter(|other| other["@id"].as_str() == Some(id));
        others.find_map(|other| named(other.as_object()?))
    };
    match value {
        Value::String(text) => vec![text],
        Value::Object(object) => named(object).or_else(|| pointed(object)).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// Some systems list several people as the names of one.
fn named(object: &Object) -> Option<Vec<&str>> {
    let name = object.get("name")?;
    let one = name.as_str().or_else(|| name["@value"].as_str()).map(|name| vec![name]);
    one.or_else(|| Some(name.as_array()?.iter().filter_map(Value::as_str).collect()))
}

/// A text as it shows: sites put markup and its entities into JSON, and some escape what is escaped.
pub fn plain(text: &str) -> String {
    let once = shown(text);
    let is_escaped = ["&amp;", "&#", "&quot;", "&apos;", "&nbsp;"].iter().any(|entity| once.contains(entity));
    if is_escaped && !once.contains('<') { shown(&once) } else { once }
}

fn shown(text: &str) -> String {
    if text.contains(['&', '<']) {
        let text = dom_query::Document::fragment(text).text();
        return super::elements::collapsed(&text);
    }
    super::elements::collapsed(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headlines(block: &str) -> Vec<String> {
        let mut found = Vec::new();
        read(block, &mut found);
        found.iter().filter(|one| is_a(one, &ARTICLES)).flat_map(|one| texts(&one["headline"], &[])).collect()
    }

    #[test]
    fn an_article_is_found_however_it_is_wrapped() {
        let article = r#"{"@type":"NewsArticle","headline":"Dam talks &amp; more"}"#;
        for block in [
            article.to_owned(),
            format!("[{{\"@type\":\"WebSite\"}},{article}]"),
            format!("{{\"@context\":\"x\",\"@graph\":[{article}]}}"),
            format!("{{\"@type\":\"WebPage\",\"mainEntity\":{article}}}"),
            format!("<!--\n//<![CDATA[\n{article};\n//]]>\n-->"),
            article.replace("NewsArticle\"", "NewsArticle\",\"description\":\"a\nb\""),
            article.replace("\"NewsArticle\"", "[\"Thing\",\"ReportageNewsArticle\"]"),
        ] {
            assert_eq!(headlines(&block), ["Dam talks & more"], "{block}");
        }
    }

    #[test]
    fn a_broken_block_is_no_block() {
        for block in ["{\"@type\":\"NewsArticle\",\"headline\":\"x\"", "", "null", "{{name}}", &"[".repeat(100_000)] {
            assert!(headlines(block).is_empty());
        }
    }

    #[test]
    fn what_is_pointed_at_is_looked_up() {
        let mut found = Vec::new();
        read(
            r##"{"@graph":[{"@type":"Article","author":[{"@id":"#a"},"Jo"]},{"@id":"#a","name":"Ada"}]}"##,
            &mut found,
        );
        let article = found.iter().find(|one| is_a(one, &ARTICLES)).unwrap();
        assert_eq!(texts(&article["author"], &found), ["Ada", "Jo"]);
        let both: Value = serde_json::from_str(r#"{"@type":"Person","name":["Ada","Jo"]}"#).unwrap();
        assert_eq!(texts(&both, &[]), ["Ada", "Jo"]);
    }
}
