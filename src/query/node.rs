//! A query while it is read: as the clauses, but with its leaves still in place. Leaves get their numbers when all is read.

use std::collections::HashMap;
use std::hash::Hash;

use super::ast::{Clause, Spans, Test};

/// A clause whose leaves have no numbers yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    Spans(Spans),
    Meta(Test),
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
}

/// Numbers the leaves. A leaf that is asked for twice is one leaf, so that it does not count twice.
pub fn number(node: Node) -> (Clause, Numbers<Spans>) {
    let mut leaves = Numbers::default();
    let root = numbered(node, &mut leaves);
    (root, leaves)
}

/// Things in the order in which they came first, each once.
pub struct Numbers<T> {
    /// The things.
    pub list: Vec<T>,
    /// How often each came.
    pub times: Vec<u32>,
    known: HashMap<T, usize>,
}

impl<T> Default for Numbers<T> {
    fn default() -> Self {
        Self { list: Vec::new(), times: Vec::new(), known: HashMap::new() }
    }
}

impl<T: Clone + Eq + Hash> Numbers<T> {
    /// The number of `thing`.
    pub fn of(&mut self, thing: T) -> usize {
        if let Some(number) = self.known.get(&thing) {
            self.times[*number] += 1;
            return *number;
        }
        self.known.insert(thing.clone(), self.list.len());
        self.list.push(thing);
        self.times.push(1);
        self.list.len() - 1
    }
}

fn numbered(node: Node, leaves: &mut Numbers<Spans>) -> Clause {
    match node {
        Node::Spans(spans) => Clause::Leaf(leaves.of(spans)),
        Node::Meta(test) => Clause::Meta(test),
        Node::All(nodes) => Clause::All(distinct(nodes, leaves)),
        Node::Any(nodes) => Clause::Any(distinct(nodes, leaves)),
        Node::Not(node) => Clause::Not(Box::new(numbered(*node, leaves))),
    }
}

/// The clauses of nodes side by side, each once: what is asked for twice need not be answered twice.
fn distinct(nodes: Vec<Node>, leaves: &mut Numbers<Spans>) -> Vec<Clause> {
    let mut clauses = Numbers::default();
    for node in nodes {
        clauses.of(numbered(node, leaves));
    }
    clauses.list
}
