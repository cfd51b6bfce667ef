//! The lines that a page shows, in its order, and what the elements around each say of it. Iterative: a page may be nested without end.

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
    /// What stands around it.
    pub around: Surroundings,
}

impl PageLine {
    /// How much of the line is a link, from 0 to 100.
    pub fn linked_share(&self) -> usize {
        self.linked * 100 / self.size.max(1)
    }

    pub fn words(&self) -> usize {
        self.text.split(' ').count()
    }
}

/// A text of the page that is more than white space.
pub struct Piece {
    pub node: NodeId,
    pub size: usize,
}

/// What a page shows.
#[derive(Default)]
pub struct Shown {
    pub lines: Vec<PageLine>,
    pub pieces: Vec<Piece>,
    /// How deep its elements are nested.
    pub depth: usize,
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
        if is_block(&name) {
            self.close();
        }
        let seen = !is_unseen(&name);
        self.around.push(if seen { of_element(around, node, &name) } else { around });
        self.shown.depth = self.shown.depth.max(self.around.len());
        seen
    }

    fn leave(&mut self, node: NodeRef<'_>) {
        if node.is_text() {
            return;
        }
        if node.is_element() && node.node_name().is_some_and(|name| is_block(&name)) {
            self.close();
        }
        self.around.pop();
    }

    fn text(&mut self, node: NodeRef<'_>) {
        let text = node.text();
        self.open.push_str(&text);
        let size = text.chars().filter(|character| !character.is_whitespace()).count();
        if size > 0 {
            self.shown.pieces.push(Piece { node: node.id, size });
            let is_link = self.around.last().is_some_and(|around| around.link);
            self.linked += if is_link { size } else { 0 };
        }
    }

    fn close(&mut self) {
        let text = collapsed(&self.open);
        let pieces = self.first..self.shown.pieces.len();
        let (linked, around) = (self.linked, self.around.last().copied().unwrap_or_default());
        self.open.clear();
        (self.linked, self.first) = (0, pieces.end);
        if !text.is_empty() {
            let size = self.shown.pieces[pieces.clone()].iter().map(|piece| piece.size).sum();
            self.shown.lines.push(PageLine { text, pieces, size, linked, around });
        }
    }
}
