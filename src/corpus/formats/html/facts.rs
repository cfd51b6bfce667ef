//! What a page states of itself in its head and in attributes: tags of `meta`, links, JSON-LD, times. What it means is decided elsewhere.

use dom_query::{Document, NodeRef};
use serde_json::Value;

use super::authors::Named;
use super::elements::collapsed;
use super::headline::same;
use super::linked_data;

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
    pub times: Vec<String>,
    /// The names of authors that elements of the body state.
    pub authors: Vec<Named>,
    /// The headings of the first level, with the numbers of their elements.
    headings: Vec<(usize, String)>,
    /// How many elements were taken.
    elements: usize,
}

impl Facts {
    pub fn of(page: &Document) -> Self {
        let mut facts = Self::default();
        for node in page.root().descendants_it().filter(NodeRef::is_element) {
            let name = node.node_name().unwrap_or_default();
            facts.take(&node, &name);
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
            "time" => self.times.extend(value_of(node, "datetime").or_else(|| text_of(node))),
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
    }

    /// What elements of the body state by their attributes.
    fn body(&mut self, node: &NodeRef<'_>) {
        if has_word(node, "rel", "author") {
            self.author(text_of(node).filter(|name| name.len() <= LONGEST_NAME), false);
        }
        let Some(names) = value_of(node, "itemprop") else {
            return;
        };
        for name in names.split_whitespace().map(tag_name) {
            if name == "author" {
                self.author(author_in(node), true);
            } else if matches!(name.as_str(), "headline" | "datepublished" | "datemodified" | "articlesection") {
                let value = value_of(node, "datetime").or_else(|| value_of(node, "content")).or_else(|| text_of(node));
                self.tags.extend(value.map(|value| (name, value)));
            }
        }
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

/// The text inside, if it is short.
fn text_of(node: &NodeRef<'_>) -> Option<String> {
    const LONGEST: usize = 400;
    if node.descendants_it().take(MOST_NODES + 1).count() > MOST_NODES {
        return None;
    }
    let text = collapsed(&node.text());
    (!text.is_empty() && text.len() <= LONGEST).then_some(text)
}
