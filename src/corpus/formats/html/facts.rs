//! What a page states of itself in its head and in attributes: tags of `meta`, links, JSON-LD, times. What it means is decided elsewhere.

use dom_query::{Document, NodeData, NodeRef};
use serde_json::Value;

use super::authors::Named;
use super::elements::collapsed;
use super::headline::same;
use super::linked_data;

/// What an element of `time` states.
pub struct Timed {
    pub text: String,
    /// The number of its element in the order of the page.
    pub place: usize,
    pub role: Role,
}

/// What a time is of the article, as its element is named.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Published,
    Updated,
    Unnamed,
}

/// What a page states.
#[derive(Default)]
pub struct Facts {
    /// Names (`og:title`, in small letters) and values of `meta` tags and of `itemprop`, in the order of the page.
    pub tags: Vec<(String, String)>,
    /// The objects of its JSON-LD.
    pub linked: Vec<Value>,
    pub title: String,
    pub canonical: Option<String>,
    pub language: Option<String>,
    /// What its elements of `time` state.
    pub times: Vec<Timed>,
    /// Where the page says that it was saved from.
    pub saved_from: Option<String>,
    /// The address that its links are relative to.
    pub base: Option<String>,
    /// The names of authors that elements of the body state.
    pub authors: Vec<Named>,
    /// Names of users of the system that made the page: whoever entered the text, or a comment.
    pub users: Vec<Named>,
    /// The headings of the first level, with the numbers of their elements.
    headings: Vec<(usize, String)>,
    /// How many elements were taken.
    elements: usize,
}

impl Facts {
    pub fn of(page: &Document) -> Self {
        let mut facts = Self::default();
        for node in page.root().descendants_it() {
            if node.is_element() {
                let name = node.node_name().unwrap_or_default();
                facts.take(&node, &name);
            } else if node.is_comment() && facts.saved_from.is_none() {
                facts.saved_from = node
                    .query(|node| match &node.data {
                        NodeData::Comment { contents } => saved_from(contents),
                        _ => None,
                    })
                    .flatten();
            }
        }
        facts
    }

    /// The first value of the first of `names` that has one.
    pub fn tag<'s>(&'s self, names: &[&'s str]) -> Option<&'s str> {
        names.iter().find_map(|name| self.all(name).next())
    }

    /// Every value of a name.
    pub fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s str> {
        self.tags.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Where the heading stands that the page states as its title; without such a one, the first heading.
    pub fn headline_place(&self) -> Option<usize> {
        let stated = self.tag(&["og:title"]).unwrap_or_default();
        let is_title = |heading: &str| same(heading, stated) || self.title.starts_with(heading);
        let mut headings = self.headings.iter();
        headings.clone().find(|(_, heading)| is_title(heading)).or_else(|| headings.next()).map(|(place, _)| *place)
    }

    fn take(&mut self, node: &NodeRef<'_>, name: &str) {
        self.elements += 1;
        match name {
            "h1" => self.headings.extend(text_of(node).map(|text| (self.elements, text))),
            "meta" => self.meta(node),
            "title" if self.title.is_empty() && !is_drawn(node) => self.title = collapsed(&node.text()),
            "script" => self.script(node),
            "link" if has_word(node, "rel", "canonical") => {
                self.canonical = self.canonical.take().or_else(|| value_of(node, "href"));
            }
            "html" => self.language = value_of(node, "lang").or_else(|| value_of(node, "xml:lang")),
            "base" => self.base = self.base.take().or_else(|| value_of(node, "href")),
            "time" => self.time(value_of(node, "datetime").or_else(|| text_of(node)), node),
            "abbr" if role_of(node) != Role::Unnamed => self.time(value_of(node, "title"), node),
            _ => {}
        }
        if name != "meta" {
            self.body(node);
        }
    }

    fn meta(&mut self, node: &NodeRef<'_>) {
        let Some(value) = value_of(node, "content") else {
            return;
        };
        for attribute in ["name", "property", "itemprop", "http-equiv"] {
            for name in value_of(node, attribute).iter().flat_map(|names| names.split_whitespace()) {
                self.tags.push((tag_name(name), value.clone()));
            }
        }
        if node.attr("name").is_some_and(|name| &*name == "parsely-page") {
            self.tags.extend(parsely(&value));
        }
    }

    /// What elements of the body state by their attributes.
    fn body(&mut self, node: &NodeRef<'_>) {
        if has_word(node, "rel", "author") || has_word(node, "rel", "schema:author") {
            self.author(short_text_of(node), false);
        }
        if has_word(node, "class", "username") {
            let place = self.elements;
            self.users.extend(short_text_of(node).map(|name| Named { name, place, is_property: false }));
        }
        for name in value_of(node, "property").iter().flat_map(|names| names.split_whitespace()).map(tag_name) {
            self.property(node, &name, false);
        }
        for name in value_of(node, "itemprop").iter().flat_map(|names| names.split_whitespace()).map(tag_name) {
            self.property(node, &name, true);
        }
    }

    /// A property of the article: by `itemprop`, or by the words of schema.org and Dublin Core in `RDFa`. The latter count only
    /// where they stand in an attribute.
    fn property(&mut self, node: &NodeRef<'_>, name: &str, is_item: bool) {
        let name = name.strip_prefix("schema:").unwrap_or(name);
        let attributes = if is_item { ["datetime", "content", "title"] } else { ["datetime", "content", "content"] };
        let stated = attributes.into_iter().find_map(|attribute| value_of(node, attribute));
        match name {
            "author" => self.author(author_in(node), true),
            "headline" | "datepublished" | "datemodified" | "articlesection" if is_item => {
                let value = stated.filter(|_| name.starts_with("date")).or_else(|| value_of(node, "content"));
                self.tags.extend(value.or_else(|| text_of(node)).map(|value| (name.to_owned(), value)));
            }
            "datepublished" | "datemodified" | "dc:date" | "dcterms:created" | "dcterms:issued"
            | "dcterms:modified" => {
                self.tags.extend(stated.map(|value| (name.to_owned(), value)));
            }
            _ => {}
        }
    }

    fn time(&mut self, text: Option<String>, node: &NodeRef<'_>) {
        let (place, role) = (self.elements, role_of(node));
        self.times.extend(text.map(|text| Timed { text, place, role }));
    }

    fn author(&mut self, name: Option<String>, is_property: bool) {
        let place = self.elements;
        self.authors.extend(name.map(|name| Named { name, place, is_property }));
    }

    fn script(&mut self, node: &NodeRef<'_>) {
        let kind = value_of(node, "type").unwrap_or_default().to_ascii_lowercase();
        if kind.starts_with("application/ld+json") {
            linked_data::read(&node.text(), &mut self.linked);
        }
    }
}

/// What a time is, by `pubdate` and by the classes of hentry, which themes of blogs use.
fn role_of(node: &NodeRef<'_>) -> Role {
    let has = |classes: &[&str]| classes.iter().any(|class| has_word(node, "class", class));
    if node.has_attr("pubdate")
        || has(&["published", "entry-date", "entry-time", "pubdate", "post-date", "dt-published"])
    {
        Role::Published
    } else if has(&["updated", "modified", "dt-updated"]) {
        Role::Updated
    } else {
        Role::Unnamed
    }
}

/// What the tag of an audience meter states, as JSON, in the names that it has as single tags.
fn parsely(value: &str) -> Vec<(String, String)> {
    let names = [
        ("title", "title"),
        ("author", "author"),
        ("authors", "author"),
        ("pub_date", "pub:date"),
        ("section", "section"),
        ("tags", "tags"),
        ("link", "link"),
    ];
    let page: Value = serde_json::from_str(value).unwrap_or_default();
    let texts = |key: &str| linked_data::texts(&page[key], &[]);
    let tags =
        names.iter().flat_map(|(key, name)| texts(key).into_iter().map(move |text| (format!("parsely:{name}"), text)));
    tags.collect()
}

/// The address in the comment that a browser writes into a page that it saves: `saved from url=(0043)https://…`, `url: https://…`.
fn saved_from(comment: &str) -> Option<String> {
    let is_saved = comment.contains("Page saved with") || comment.trim_start().starts_with("saved from url");
    let address = comment.find("://").filter(|_| is_saved)?;
    let start = comment[..address].rfind(|next: char| !next.is_ascii_alphabetic()).map_or(0, |at| at + 1);
    comment[start..].split_whitespace().next().map(ToOwned::to_owned)
}

/// The name inside an element that is the author.
fn author_in(node: &NodeRef<'_>) -> Option<String> {
    let name = node.descendants_it().take(MOST_NODES).find(|inner| has_word(inner, "itemprop", "name"));
    let text = |node: &NodeRef<'_>| value_of(node, "content").or_else(|| text_of(node));
    name.as_ref().and_then(text).or_else(|| text(node)).filter(|name| name.len() <= LONGEST_NAME)
}

/// What is stated in the text of an element stands in a small one.
const MOST_NODES: usize = 40;
/// Texts that are longer hold more than a name. In bytes.
const LONGEST_NAME: usize = 100;

/// Names are written with colons, dots, in any case.
fn tag_name(name: &str) -> String {
    name.trim().to_ascii_lowercase().replace(['.', '-', '_'], ":")
}

fn is_drawn(title: &NodeRef<'_>) -> bool {
    title.parent().is_some_and(|parent| parent.has_name("svg") || parent.has_name("symbol") || parent.has_name("g"))
}

fn has_word(node: &NodeRef<'_>, attribute: &str, word: &str) -> bool {
    node.attr(attribute).is_some_and(|value| value.split_whitespace().any(|one| one.eq_ignore_ascii_case(word)))
}

fn value_of(node: &NodeRef<'_>, attribute: &str) -> Option<String> {
    /// Nothing that is stated of a page in a tag is longer.
    const LONGEST: usize = 10_000;
    let value = node.attr(attribute)?;
    (value.len() <= LONGEST).then(|| collapsed(&value)).filter(|value| !value.is_empty())
}

fn short_text_of(node: &NodeRef<'_>) -> Option<String> {
    text_of(node).filter(|name| name.len() <= LONGEST_NAME)
}

/// The text inside, if it is short.
fn text_of(node: &NodeRef<'_>) -> Option<String> {
    const LONGEST: usize = 400;
    if node.descendants_it().take(MOST_NODES + 1).count() > MOST_NODES {
        return None;
    }
    let text = collapsed(&node.text());
    (!text.is_empty() && text.len() <= LONGEST).then_some(text)
}
