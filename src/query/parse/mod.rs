//! From tokens to a query. Binding, tightest first: near, NOT, AND (a space is AND), OR.
//!
//! This file owns the operators; what stands between them is read in `operand`, what stands behind `name:` in `field`, `names` and `figures`, and
//! what two sides of a nearness make together is worked out in `near`.

mod field;
mod figures;
mod names;
mod near;
mod operand;

use std::collections::HashMap;

use self::near::{depth, near};
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
    /// Figures that are intervals count too where they only may be what is asked for.
    pub possible: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { any: false, plain: false, parts: Parts::TEXT, possible: false }
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
        Spans::Atom(self.atoms.of(Atom::row(words, self.options.parts)))
    }
}

fn too_deep<T>(at: usize) -> Result<T, QueryError> {
    refuse(at, format!("the query is nested more than {DEEPEST} deep"), "write it flatter")
}

#[cfg(test)]
mod tests;
