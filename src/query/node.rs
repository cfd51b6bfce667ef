//! A query while it is read: as the clauses, but with its leaves still in place. Leaves get their numbers when all is read.

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
pub fn number(node: Node) -> (Clause, Vec<Spans>) {
    let mut leaves = Vec::new();
    let root = numbered(node, &mut leaves);
    (root, leaves)
}

fn numbered(node: Node, leaves: &mut Vec<Spans>) -> Clause {
    match node {
        Node::Spans(spans) => Clause::Leaf(leaves.iter().position(|leaf| *leaf == spans).unwrap_or_else(|| {
            leaves.push(spans);
            leaves.len() - 1
        })),
        Node::Meta(test) => Clause::Meta(test),
        Node::All(nodes) => Clause::All(nodes.into_iter().map(|node| numbered(node, leaves)).collect()),
        Node::Any(nodes) => Clause::Any(nodes.into_iter().map(|node| numbered(node, leaves)).collect()),
        Node::Not(node) => Clause::Not(Box::new(numbered(*node, leaves))),
    }
}
