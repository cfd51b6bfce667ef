//! One record of an XML document: its elements and texts in one flat list, in document order. Nothing here calls itself, and no step
//! looks at an element twice, so that nesting without end costs what its bytes cost.

use super::space::Space;
use crate::corpus::formats::html::collapsed;

/// A record's elements and texts.
#[derive(Default)]
pub struct Tree {
    nodes: Vec<Node>,
    /// Whether the last thing added was a text, so that a text that follows belongs to it.
    in_text: bool,
}

struct Node {
    content: Content,
    /// The index behind the last node in it.
    end: usize,
}

enum Content {
    Element(Tag),
    Text(String),
}

/// A start tag.
pub struct Tag {
    pub space: Space,
    /// The name without its prefix.
    pub name: String,
    /// Names as written, and values with the references resolved.
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute; none where it says nothing.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }
}

impl Tree {
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Opens an element; the number to close it by.
    pub fn open(&mut self, tag: Tag) -> usize {
        self.in_text = false;
        self.nodes.push(Node { content: Content::Element(tag), end: usize::MAX });
        self.nodes.len() - 1
    }

    pub fn close(&mut self, number: usize) {
        self.in_text = false;
        self.nodes[number].end = self.nodes.len();
    }

    /// Adds text; pieces that follow each other (a text and a reference in it) become one.
    pub fn text(&mut self, text: &str) {
        let end = self.nodes.len() + 1;
        match self.nodes.last_mut() {
            Some(Node { content: Content::Text(last), .. }) if self.in_text => last.push_str(text),
            _ => self.nodes.push(Node { content: Content::Text(text.to_owned()), end }),
        }
        self.in_text = true;
    }

    /// The outermost element.
    pub fn root(&self) -> Option<Element<'_>> {
        self.element(0)
    }

    fn element(&self, at: usize) -> Option<Element<'_>> {
        match &self.nodes.get(at)?.content {
            Content::Element(tag) => Some(Element { tree: self, at, tag }),
            Content::Text(_) => None,
        }
    }
}

/// An element of a record.
#[derive(Clone, Copy)]
pub struct Element<'t> {
    tree: &'t Tree,
    at: usize,
    pub tag: &'t Tag,
}

/// What a walk through an element meets.
pub enum Step<'t> {
    Enter(Element<'t>),
    Leave(Element<'t>),
    Text(&'t str),
}

impl<'t> Element<'t> {
    fn end(self) -> usize {
        self.tree.nodes[self.at].end.min(self.tree.nodes.len())
    }

    /// Its number in the record, by which it is known again.
    pub fn number(self) -> usize {
        self.at
    }

    /// The elements directly in it.
    pub fn children(self) -> impl Iterator<Item = Element<'t>> {
        let end = self.end();
        let mut at = self.at + 1;
        std::iter::from_fn(move || {
            while at < end {
                let here = at;
                at = self.tree.nodes[at].end.min(end);
                if let Some(element) = self.tree.element(here) {
                    return Some(element);
                }
            }
            None
        })
    }

    /// The elements in it at any depth, in document order.
    pub fn descendants(self) -> impl Iterator<Item = Element<'t>> {
        (self.at + 1..self.end()).filter_map(move |at| self.tree.element(at))
    }

    /// The children of a name, of whatever vocabulary.
    pub fn all(self, name: &str) -> impl Iterator<Item = Element<'t>> {
        self.children().filter(move |child| child.tag.name == name)
    }

    /// The first child of a name, of whatever vocabulary.
    pub fn child(self, name: &str) -> Option<Element<'t>> {
        self.all(name).next()
    }

    /// The first child of a name in a vocabulary that holds something.
    pub fn child_in(self, space: Space, name: &str) -> Option<Element<'t>> {
        self.all(name).find(|child| child.tag.space == space && child.end() > child.at + 1)
    }

    /// The child at the end of a path of names.
    pub fn at(self, path: &[&str]) -> Option<Element<'t>> {
        path.iter().try_fold(self, |element, name| element.child(name))
    }

    /// All text in it, as it stands.
    pub fn text(self) -> String {
        let texts = self.tree.nodes[self.at..self.end()].iter().filter_map(|node| match &node.content {
            Content::Text(text) => Some(text.as_str()),
            Content::Element(_) => None,
        });
        texts.collect()
    }

    /// All text in it on one line; none if there is none.
    pub fn line(self) -> Option<String> {
        Some(collapsed(&self.text())).filter(|line| !line.is_empty())
    }

    /// Walks through what is in it; where `visit` answers an `Enter` with false, that element is passed over.
    pub fn walk(self, mut visit: impl FnMut(Step<'t>) -> bool) {
        let mut open: Vec<Element<'t>> = Vec::new();
        let mut at = self.at + 1;
        while at < self.end() {
            while let Some(done) = open.pop_if(|element| element.end() <= at) {
                visit(Step::Leave(done));
            }
            match (&self.tree.nodes[at].content, self.tree.element(at)) {
                (Content::Text(text), _) => {
                    visit(Step::Text(text));
                    at += 1;
                }
                (_, Some(element)) if visit(Step::Enter(element)) => {
                    open.push(element);
                    at += 1;
                }
                _ => at = self.tree.nodes[at].end,
            }
        }
        while let Some(done) = open.pop() {
            visit(Step::Leave(done));
        }
    }
}
