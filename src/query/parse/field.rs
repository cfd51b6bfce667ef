//! What stands behind `name:`.

use super::names::kind_of;
use super::{Parser, figures};
use crate::article::Part;
use crate::query::ast::{Atom, MetaField, Parts, Spans, Test, What};
use crate::query::error::{QueryError, refuse};
use crate::query::lex::Kind;
use crate::query::node::Node;
use crate::query::pattern::Pattern;
use crate::query::typed::days;
use crate::text::words::words;

const FIELDS: &str = "the fields are headline: lead: body: quote: person: org: place: other: figure: count: money: percent: measure: \
    date: speaker: source: byline: lang: published:";

impl Parser {
    pub(super) fn field(&mut self, at: usize, name: &str) -> Result<Node, QueryError> {
        match name {
            "headline" => self.within(at, name, Parts::only(Part::Headline)),
            "body" => self.within(at, name, Parts::only(Part::Body)),
            "lead" => Ok(limited(self.within(at, name, Parts::TEXT)?, &Spans::Lead)),
            "quote" => {
                let place = self.column();
                let node = self.within(at, name, Parts::ALL)?;
                quoted(node, place, &self.atoms.list)
            }
            "source" => self.meta(at, name, MetaField::Source),
            "byline" => self.meta(at, name, MetaField::Byline),
            "lang" => self.meta(at, name, MetaField::Language),
            "published" => self.published(at),
            "speaker" => self.speaker(at),
            _ => match (kind_of(name), figures::is_of_figures(name)) {
                (Some(kind), _) => self.named(at, name, kind),
                (None, true) => self.valued(at, name),
                (None, false) => refuse(
                    at,
                    format!("there is no field `{name}:`"),
                    format!("{FIELDS}; to search for the text, quote it: \"{name}:…\""),
                ),
            },
        }
    }

    /// What follows, in `parts` of what is searched anyway.
    fn within(&mut self, at: usize, name: &str, parts: Parts) -> Result<Node, QueryError> {
        let outer = self.options.parts;
        let inner = outer.common(parts);
        if inner.is_empty() {
            return refuse(
                at,
                format!("nothing can stand in `{name}:` and in the field around it"),
                "write the fields side by side: headline:dam body:river",
            );
        }
        self.options.parts = inner;
        let node = self.deeper(Self::operand);
        self.options.parts = outer;
        node
    }

    pub(super) fn value(&mut self, at: usize, name: &str) -> Result<(usize, String), QueryError> {
        let place = self.column();
        match self.tokens.get(self.next).map(|token| token.kind.clone()) {
            Some(Kind::Bare(text) | Kind::Quoted { text, closed: true }) => {
                self.next += 1;
                Ok((place, text))
            }
            Some(Kind::Quoted { .. }) => refuse(place, "this quote is never closed", "add a closing double quote"),
            _ => refuse(
                at,
                format!("`{name}:` takes one word or a quoted phrase"),
                format!("write {name}:word or {name}:\"some words\""),
            ),
        }
    }

    fn meta(&mut self, at: usize, name: &str, field: MetaField) -> Result<Node, QueryError> {
        let (place, value) = self.value(at, name)?;
        let Some(test) = Test::words(field, &value) else {
            return refuse(
                place,
                format!("`{name}:` without a word"),
                format!("write {name}:word or {name}:\"some words\""),
            );
        };
        Ok(Node::Meta(test))
    }

    fn published(&mut self, at: usize) -> Result<Node, QueryError> {
        let (place, value) = self.value(at, "published")?;
        let (from, to) = days(place, &value)?;
        Ok(Node::Meta(Test::Published(from, to)))
    }
}

impl Test {
    /// That the words of `value` stand in a row in `field`; none if it holds no word.
    #[must_use]
    pub fn words(field: MetaField, value: &str) -> Option<Self> {
        let patterns: Vec<Pattern> = words(value).into_iter().map(|word| Pattern::word(&value[word], None)).collect();
        (!patterns.is_empty()).then_some(Self::Words(field, patterns))
    }
}

/// `quote:(…)`: every place within one direct quotation; where words stand beside a speaker, within one of hers.
fn quoted(node: Node, at: usize, atoms: &[Atom]) -> Result<Node, QueryError> {
    let all = |list: Vec<Node>| list.into_iter().map(|node| quoted(node, at, atoms)).collect::<Result<Vec<_>, _>>();
    match node {
        Node::All(list) => {
            let (mut speakers, rest): (Vec<Node>, Vec<Node>) =
                list.into_iter().partition(|node| is_speaker(node, atoms));
            match (speakers.pop(), speakers.is_empty()) {
                (None, _) => Ok(Node::All(all(rest)?)),
                (Some(Node::Spans(speaker)), true) => Ok(said_by(&speaker, rest)),
                _ => refuse(
                    at,
                    "a quotation has one speaker",
                    "write OR between two speakers: quote:(ceasefire speaker:asif) OR quote:(ceasefire speaker:mujahid)",
                ),
            }
        }
        Node::Any(list) => Ok(Node::Any(all(list)?)),
        Node::Not(node) => Ok(Node::Not(Box::new(quoted(*node, at, atoms)?))),
        node => Ok(limited(node, &Spans::Quote)),
    }
}

fn is_speaker(node: &Node, atoms: &[Atom]) -> bool {
    matches!(node, Node::Spans(Spans::Atom(atom)) if matches!(atoms[*atom].what, What::Speaker(_)))
}

/// Everything within a quotation of a speaker.
fn said_by(speaker: &Spans, rest: Vec<Node>) -> Node {
    let within = |inner: Box<Spans>| Spans::Within(inner, Box::new(speaker.clone()));
    let mut rest: Vec<Node> = rest.into_iter().map(|node| limited(node, &within)).collect();
    if rest.iter().all(|node| matches!(node, Node::Not(_))) {
        rest.push(Node::Spans(speaker.clone()));
    }
    if rest.len() == 1 { rest.remove(0) } else { Node::All(rest) }
}

/// Every place of `node` limited by `limit`. What is counted is counted inside it.
fn limited(node: Node, limit: &dyn Fn(Box<Spans>) -> Spans) -> Node {
    let all = |list: Vec<Node>| list.into_iter().map(|node| limited(node, limit)).collect();
    match node {
        Node::Spans(spans) => Node::Spans(limit(Box::new(counting(spans, limit)))),
        Node::All(list) => Node::All(all(list)),
        Node::Any(list) => Node::Any(all(list)),
        Node::Not(node) => Node::Not(Box::new(limited(*node, limit))),
        Node::Meta(_) => node,
    }
}

fn counting(spans: Spans, limit: &dyn Fn(Box<Spans>) -> Spans) -> Spans {
    let within = |spans: Box<Spans>| Box::new(counting(*spans, limit));
    match spans {
        Spans::AtLeast(count, inner) => Spans::AtLeast(count, Box::new(limit(within(inner)))),
        Spans::Any(list) => Spans::Any(list.into_iter().map(|spans| counting(spans, limit)).collect()),
        Spans::Near(left, near, right) => Spans::Near(within(left), near, within(right)),
        Spans::Alone(left, near, right) => Spans::Alone(within(left), near, within(right)),
        Spans::Lead(inner) => Spans::Lead(within(inner)),
        Spans::Quote(inner) => Spans::Quote(within(inner)),
        Spans::Within(inner, outer) => Spans::Within(within(inner), outer),
        Spans::Atom(_) => spans,
    }
}
