//! The lines that a page shows, in its order, and what the elements around each say of it. Iterative: a page may be nested without end.

use std::collections::HashMap;
use std::ops::Range;

use dom_query::{Document, NodeId, NodeRef};

use super::elements::{collapsed, is_block, is_unseen};
use super::surroundings::{Surroundings, of_element};

/// One line of a page as it shows.
pub struct PageLine {
    pub text: String,
    /// The pieces of text that it is made of, by their numbers on the page.
    pub pieces: Range<usize>,
    /// Its letters and other marks, white space left out.
    pub size: usize,
    /// How many of them are links.
    pub linked: usize,
    /// How many of them are the site's own name, or link to its front page.
    pub home: usize,
    /// What stands around it.
    pub around: Surroundings,
}

impl PageLine {
    /// How much of the line is a link, from 0 to 100.
    pub fn linked_share(&self) -> usize {
        self.linked * 100 / self.size.max(1)
    }

    /// Whether nothing around it tells that it is no part of a report.
    pub fn is_of_article(&self) -> bool {
        let around = &self.around;
        around.aside.is_none() && !around.control && !around.hidden && self.linked_share() < LINKED
    }

    pub fn words(&self) -> usize {
        self.text.split(' ').count()
    }

    /// Whether it is the name of the site, as it stands above every page.
    pub fn is_home(&self) -> bool {
        self.home * 2 > self.size
    }
}

/// From this share on a line is a link, and not a sentence with a link in it. In percent.
pub const LINKED: usize = 80;

/// A text of the page that is more than white space.
pub struct Piece {
    pub node: NodeId,
    pub size: usize,
    /// Whether a line begins with it.
    pub opens: bool,
}

/// What a page shows.
#[derive(Default)]
pub struct Shown {
    pub lines: Vec<PageLine>,
    pub pieces: Vec<Piece>,
    /// How deep its elements are nested.
    pub depth: usize,
    /// The parts of the page that are named as no article, each with the one around it.
    asides: HashMap<NodeId, Option<NodeId>>,
}

impl Shown {
    /// Names for each line the outermost part of the page that is no article. A part that holds the headline is one, whatever the
    /// site calls it: `has-sidebar` stands at the whole page.
    pub fn settle_asides(&mut self, headline: Option<usize>) {
        let headline = headline.map(|place| &self.lines[place]).filter(|line| line.linked_share() < LINKED);
        let with_headline: Vec<NodeId> =
            headline.map(|line| holders(line.around.aside, &self.asides).collect()).unwrap_or_default();
        for line in &mut self.lines {
            let holders = holders(line.around.aside, &self.asides);
            line.around.aside = holders.filter(|aside| !with_headline.contains(aside)).last();
        }
    }
}

/// A part of the page and those that hold it, from the inside.
fn holders(aside: Option<NodeId>, asides: &HashMap<NodeId, Option<NodeId>>) -> impl Iterator<Item = NodeId> {
    std::iter::successors(aside, |inner| asides.get(inner).copied().flatten())
}

/// The lines of a page or a piece of one, white space collapsed as a browser does.
pub fn shown(page: &Document) -> Shown {
    let mut walk = Walk { around: vec![Surroundings::default()], ..Walk::default() };
    let mut node = page.root();
    loop {
        let child = if walk.enter(node) { node.first_child() } else { None };
        if let Some(child) = child {
            node = child;
            continue;
        }
        loop {
            walk.leave(node);
            if let Some(sibling) = node.next_sibling() {
                node = sibling;
                break;
            }
            match node.parent() {
                Some(parent) => node = parent,
                None => return walk.shown,
            }
        }
    }
}

#[derive(Default)]
struct Walk {
    shown: Shown,
    open: String,
    linked: usize,
    home: usize,
    first: usize,
    /// Of every element that was entered and not left.
    around: Vec<Surroundings>,
}

impl Walk {
    /// Takes a node; whether its children are to be read.
    fn enter(&mut self, node: NodeRef<'_>) -> bool {
        if node.is_text() {
            self.text(node);
            return false;
        }
        let around = self.around.last().copied().unwrap_or_default();
        if !node.is_element() {
            self.around.push(around);
            return !node.is_comment();
        }
        let name = node.node_name().unwrap_or_default();
        self.border(&name, around);
        let seen = !is_unseen(&name);
        let inside = if seen { of_element(around, node, &name) } else { around };
        if let Some(aside) = inside.aside.filter(|aside| around.aside != Some(*aside)) {
            self.shown.asides.insert(aside, around.aside);
        }
        self.around.push(inside);
        self.shown.depth = self.shown.depth.max(self.around.len());
        seen
    }

    fn leave(&mut self, node: NodeRef<'_>) {
        if node.is_text() {
            return;
        }
        if node.is_element() {
            self.border(&node.node_name().unwrap_or_default(), self.around.last().copied().unwrap_or_default());
        }
        self.around.pop();
    }

    /// Where an element begins or ends. In a heading a break is a matter of layout: the headline goes on behind it.
    fn border(&mut self, name: &str, around: Surroundings) {
        if name == "br" && around.heading > 0 {
            self.open.push(' ');
        } else if is_block(name) {
            self.close();
        }
    }

    fn text(&mut self, node: NodeRef<'_>) {
        let text = node.text();
        self.open.push_str(&text);
        let size = text.chars().filter(|character| !character.is_whitespace()).count();
        if size > 0 {
            let opens = self.first == self.shown.pieces.len();
            self.shown.pieces.push(Piece { node: node.id, size, opens });
            let around = self.around.last().copied().unwrap_or_default();
            self.linked += if around.link { size } else { 0 };
            self.home += if around.home { size } else { 0 };
        }
    }

    fn close(&mut self) {
        let text = collapsed(&self.open);
        let pieces = self.first..self.shown.pieces.len();
        let (linked, home) = (self.linked, self.home);
        let around = self.around.last().copied().unwrap_or_default();
        self.open.clear();
        (self.linked, self.home, self.first) = (0, 0, pieces.end);
        if !text.is_empty() {
            let size = self.shown.pieces[pieces.clone()].iter().map(|piece| piece.size).sum();
            self.shown.lines.push(PageLine { text, pieces, size, linked, home, around });
        }
    }
}
