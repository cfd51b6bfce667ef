//! What two sides of a nearness make together: places near places, spread over the words of a group where one side is a group.

use super::Near;
use crate::query::ast::Spans;
use crate::query::error::{QueryError, refuse};
use crate::query::node::Node;

/// One node near another, each with its column. Where one side is words joined by AND, each of them must be near the other side;
/// where both are, it is not clear what must be near what.
pub(super) fn near(left: (Node, usize), operator: &Near, right: (Node, usize)) -> Result<Node, QueryError> {
    let spans = |left: Spans, right: Spans| {
        let (left, right) = (Box::new(left), Box::new(right));
        let near = operator.near;
        Node::Spans(if operator.absent { Spans::Alone(left, near, right) } else { Spans::Near(left, near, right) })
    };
    let (left, left_at) = (place(left.0, left.1)?, left.1);
    let (right, right_at) = (place(right.0, right.1)?, right.1);
    match (left, right) {
        (Node::Spans(left), Node::Spans(right)) => Ok(spans(left, right)),
        (left, Node::Spans(right)) => {
            written_out(&left, &right, left_at)?;
            Ok(each(left, &|one| spans(one, right.clone())))
        }
        (Node::Spans(left), right) if !operator.absent => {
            written_out(&right, &left, right_at)?;
            Ok(each(right, &|one| spans(left.clone(), one)))
        }
        _ => refuse(
            if operator.absent { right_at } else { left_at },
            "it is not clear which of these words has to be near which",
            "join the words of one side by OR, quote them as a phrase, or write the nears one by one: (a w/5 c) (b w/5 c)",
        ),
    }
}

/// What stands at one side of a nearness: places in a text, however they are put together.
fn place(node: Node, at: usize) -> Result<Node, QueryError> {
    let all = |list: Vec<Node>| list.into_iter().map(|node| place(node, at)).collect::<Result<Vec<_>, _>>();
    match node {
        Node::Spans(_) => Ok(node),
        Node::All(list) => Ok(Node::All(all(list)?)),
        Node::Any(list) => Ok(alternatives(all(list)?)),
        Node::Not(_) | Node::Meta(_) => {
            refuse(at, "this stands nowhere in a text, so nothing can be near it", "put it outside: (a w/5 b) -c")
        }
    }
}

/// Alternatives that are all one place each are one place.
fn alternatives(list: Vec<Node>) -> Node {
    if !list.iter().all(|node| matches!(node, Node::Spans(_))) {
        return Node::Any(list);
    }
    let spans = |node| if let Node::Spans(spans) = node { Some(spans) } else { None };
    Node::Spans(Spans::Any(list.into_iter().filter_map(spans).collect()))
}

/// `made` of every place of `node`.
fn each(node: Node, made: &dyn Fn(Spans) -> Node) -> Node {
    let all = |list: Vec<Node>| list.into_iter().map(|node| each(node, made)).collect();
    match node {
        Node::Spans(spans) => made(spans),
        Node::All(list) => Node::All(all(list)),
        Node::Any(list) => Node::Any(all(list)),
        other => other,
    }
}

/// The one place that something of which the number is counted stands for.
pub(super) fn one_place(node: Node, at: usize) -> Result<Spans, QueryError> {
    match place(node, at)? {
        Node::Spans(spans) => Ok(spans),
        _ => refuse(
            at,
            "it is not clear which of these words has to be counted",
            "join them by OR, quote them as a phrase, or write a near between them: atleast3(a w/5 b)",
        ),
    }
}

/// Refuses what would be too long written out, once `other` for every place of `node`.
fn written_out(node: &Node, other: &Spans, at: usize) -> Result<(), QueryError> {
    /// Far more than anyone types, and less than a megabyte of memory.
    const LONGEST: usize = 50_000;
    if places(node) * other.atoms().len() > LONGEST {
        return refuse(at, "these are too many words to be near each other one by one", "join them by OR");
    }
    Ok(())
}

fn places(node: &Node) -> usize {
    match node {
        Node::Spans(spans) => spans.atoms().len(),
        Node::All(list) | Node::Any(list) => list.iter().map(places).sum(),
        Node::Not(node) => places(node),
        Node::Meta(_) => 0,
    }
}

/// How deep the nears of a node are nested.
pub(super) fn depth(node: &Node) -> usize {
    match node {
        Node::Spans(spans) => depth_of(spans),
        Node::All(list) | Node::Any(list) => list.iter().map(depth).max().unwrap_or_default(),
        Node::Not(node) => depth(node),
        Node::Meta(_) => 0,
    }
}

fn depth_of(spans: &Spans) -> usize {
    match spans {
        Spans::Atom(_) => 1,
        Spans::Any(list) => 1 + list.iter().map(depth_of).max().unwrap_or_default(),
        Spans::Near(left, _, right) | Spans::Alone(left, _, right) | Spans::Within(left, right) => {
            1 + depth_of(left).max(depth_of(right))
        }
        Spans::AtLeast(_, inner) | Spans::Lead(inner) | Spans::Quote(inner) => 1 + depth_of(inner),
    }
}
