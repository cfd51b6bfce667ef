//! From tokens to a query. Binding, tightest first: near, NOT, AND (a space is AND), OR.
//!
//! This file owns the operators; what stands between them is read in `operand`, what stands behind `name:` in `field`.

mod field;
mod operand;

use std::collections::HashMap;

use super::ast::{Atom, Nearness, Parts, Query, Reach, Spans};
use super::capitals;
use super::error::{QueryError, refuse};
use super::lex::{Kind, Token, tokens};
use super::node::{Node, Numbers, number};
use super::pattern::Pattern;
use super::typed::nearness;
use crate::text::axis::PART_GAP;
use crate::text::fold::fold;
use crate::text::stem::Stems;
use crate::text::words::words;

/// How a query is to be read.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Words side by side are alternatives, not all required.
    pub any: bool,
    /// The whole text is words; there are no operators.
    pub plain: bool,
    /// The parts searched where the query names none.
    pub parts: Parts,
}

impl Default for Options {
    fn default() -> Self {
        Self { any: false, plain: false, parts: Parts::TEXT }
    }
}

/// The deepest nesting that is read: far beyond what anyone types, and safe for the stack.
const DEEPEST: usize = 200;

/// Reads a query.
///
/// # Errors
/// When it is malformed, or asks for what cannot be done: never a different query in its place.
pub fn parse(query: &str, options: Options) -> Result<Query, QueryError> {
    let tokens = if options.plain { Vec::new() } else { tokens(query) };
    let end = query.chars().count() + 1;
    let mut parser = Parser {
        tokens,
        next: 0,
        atoms: Numbers::default(),
        neighbours: Numbers::default(),
        typed: HashMap::new(),
        stems: Stems::default(),
        options,
        depth: 0,
        end,
    };
    let root = if options.plain { parser.plain(query)? } else { parser.whole()? };
    let (root, leaves) = number(root);
    let emphasis = leaves.times.iter().map(|times| repeated(*times)).collect();
    let (leaves, atoms) = (leaves.list, parser.atoms.list);
    Ok(Query { root, leaves, emphasis, atoms, neighbours: parser.neighbours.list, typed: parser.typed })
}

/// How much it counts that a leaf is typed so often. An exponent from 0.6 to 1 is within 1.3 % (`docs/ranking.md`).
fn repeated(times: u32) -> f64 {
    f64::from(times).powf(0.75)
}

struct Parser {
    tokens: Vec<Token>,
    next: usize,
    atoms: Numbers<Atom>,
    neighbours: Numbers<(usize, usize)>,
    typed: HashMap<String, String>,
    stems: Stems,
    options: Options,
    depth: usize,
    end: usize,
}

/// An operator of nearness: near, or not near.
struct Near {
    near: Nearness,
    absent: bool,
}

impl Parser {
    fn plain(&mut self, query: &str) -> Result<Node, QueryError> {
        let mut list = Vec::new();
        for word in words(query) {
            let word = self.word(&query[word]);
            let node = self.atom(vec![word]);
            self.side_by_side_with(list.last(), &node);
            list.push(node);
        }
        if list.is_empty() {
            return refuse(1, "the query holds no word", "write at least one word or number");
        }
        Ok(self.joined(list, Vec::new()))
    }

    fn whole(&mut self) -> Result<Node, QueryError> {
        if self.tokens.is_empty() {
            return refuse(1, "the query is empty", "write at least one word, for example: ceasefire talks");
        }
        let root = self.alternatives()?;
        match self.tokens.get(self.next) {
            Some(token) => refuse(token.at, "this bracket closes nothing", "leave it out, or open one before it"),
            None => Ok(root),
        }
    }

    fn peek(&self) -> Option<&Kind> {
        self.tokens.get(self.next).map(|token| &token.kind)
    }

    fn column(&self) -> usize {
        self.tokens.get(self.next).map_or(self.end, |token| token.at)
    }

    /// Reads something one level deeper.
    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, QueryError>) -> Result<T, QueryError> {
        if self.depth == DEEPEST {
            return too_deep(self.column());
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    /// `a OR b`
    fn alternatives(&mut self) -> Result<Node, QueryError> {
        let mut list = vec![self.sequence()?];
        while self.peek() == Some(&Kind::Or) {
            self.next += 1;
            list.push(self.sequence()?);
        }
        Ok(if list.len() == 1 { list.remove(0) } else { Node::Any(list) })
    }

    /// `a b AND c -d`
    fn sequence(&mut self) -> Result<Node, QueryError> {
        let (mut loose, mut bound, mut negated) = (Vec::new(), Vec::new(), Vec::new());
        let mut joined = false;
        loop {
            let node = self.unary()?;
            let tight = joined || self.peek() == Some(&Kind::And);
            match node {
                Node::Not(_) => negated.push(node),
                Node::Meta(_) => bound.push(node),
                _ if tight => bound.push(node),
                _ => {
                    self.side_by_side_with(loose.last(), &node);
                    loose.push(node);
                }
            }
            joined = self.peek() == Some(&Kind::And);
            self.next += usize::from(joined);
            if !joined && matches!(self.peek(), None | Some(Kind::Or | Kind::Close)) {
                bound.extend(negated);
                return Ok(self.joined(loose, bound));
            }
        }
    }

    /// Remembers that two single words stand side by side.
    fn side_by_side_with(&mut self, before: Option<&Node>, node: &Node) {
        if let (Some(Node::Spans(Spans::Atom(one))), Node::Spans(Spans::Atom(other))) = (before, node) {
            self.neighbours.of((*one, *other));
        }
    }

    /// `loose` are joined as the options say; everything in `bound` must hold too.
    fn joined(&self, mut loose: Vec<Node>, bound: Vec<Node>) -> Node {
        if self.options.any && loose.len() > 1 {
            loose = vec![Node::Any(loose)];
        }
        loose.extend(bound);
        if loose.len() == 1 && !matches!(loose[0], Node::Not(_)) { loose.remove(0) } else { Node::All(loose) }
    }

    /// `NOT a`, or a chain of nears
    fn unary(&mut self) -> Result<Node, QueryError> {
        self.deeper(|parser| {
            if parser.peek() == Some(&Kind::Not) {
                parser.next += 1;
                Ok(Node::Not(Box::new(parser.unary()?)))
            } else {
                parser.near_chain()
            }
        })
    }

    /// `a w/5 b not /s c`, from the left
    fn near_chain(&mut self) -> Result<Node, QueryError> {
        let at = self.column();
        let mut left = self.operand()?;
        while let Some(operator) = self.near_operator()? {
            let place = self.column();
            let right = self.operand()?;
            if depth(&left).max(depth(&right)) >= DEEPEST {
                return too_deep(place);
            }
            left = near((left, at), &operator, (right, place))?;
        }
        Ok(left)
    }

    /// `w/5`, `pre/5`, `/s`, `/p`, each also behind `not`; taken if it stands here.
    fn near_operator(&mut self) -> Result<Option<Near>, QueryError> {
        let at = self.column();
        let absent = match self.peek() {
            Some(Kind::Not) => true,
            Some(Kind::Bare(word)) => word == "not",
            _ => false,
        };
        let operator = match self.tokens.get(self.next + usize::from(absent)).map(|token| &token.kind) {
            Some(Kind::Bare(word)) => nearness(word),
            _ => None,
        };
        let Some(near) = operator else {
            return Ok(None);
        };
        if matches!(near.reach, Reach::Words(words) if words == 0 || words >= PART_GAP) {
            return refuse(at, "nearness is asked for in 1 to 999 words", "write w/5, or /p for the same paragraph");
        }
        self.next += 1 + usize::from(absent);
        Ok(Some(Near { near, absent }))
    }

    fn group(&mut self, at: usize) -> Result<Node, QueryError> {
        let node = self.alternatives()?;
        if self.peek() != Some(&Kind::Close) {
            return refuse(at, "this bracket is never closed", "add a closing bracket");
        }
        self.next += 1;
        Ok(node)
    }

    /// The pattern of one bare word: every inflection, or the capitals where a common word is typed in them.
    fn word(&mut self, typed: &str) -> Pattern {
        if capitals::is_meant(typed) {
            return Pattern::Capitals(fold(typed));
        }
        self.inflected(typed)
    }

    fn inflected(&mut self, typed: &str) -> Pattern {
        let pattern = Pattern::word(typed, Some(&self.stems));
        if let Pattern::Stem(stem) = &pattern {
            self.typed.entry(stem.clone()).or_insert_with(|| fold(typed));
        }
        pattern
    }

    fn atom(&mut self, words: Vec<Pattern>) -> Node {
        Node::Spans(self.spans(words))
    }

    fn spans(&mut self, words: Vec<Pattern>) -> Spans {
        Spans::Atom(self.atoms.of(Atom { words, parts: self.options.parts }))
    }
}

fn too_deep<T>(at: usize) -> Result<T, QueryError> {
    refuse(at, format!("the query is nested more than {DEEPEST} deep"), "write it flatter")
}

/// One node near another, each with its column. Where one side is words joined by AND, each of them must be near the other side;
/// where both are, it is not clear what must be near what.
fn near(left: (Node, usize), operator: &Near, right: (Node, usize)) -> Result<Node, QueryError> {
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
fn one_place(node: Node, at: usize) -> Result<Spans, QueryError> {
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
fn depth(node: &Node) -> usize {
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
        Spans::Near(left, _, right) | Spans::Alone(left, _, right) => 1 + depth_of(left).max(depth_of(right)),
        Spans::AtLeast(_, inner) | Spans::Lead(inner) | Spans::Quote(inner) => 1 + depth_of(inner),
    }
}

#[cfg(test)]
mod tests;
