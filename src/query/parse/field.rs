//! What stands behind `name:`.

use super::Parser;
use super::names::kind_of;
use crate::article::Part;
use crate::query::ast::{MetaField, Parts, Spans, Test};
use crate::query::error::{QueryError, refuse};
use crate::query::lex::Kind;
use crate::query::node::Node;
use crate::query::pattern::Pattern;
use crate::query::typed::days;
use crate::text::words::words;

const FIELDS: &str =
    "the fields are headline: lead: body: quote: person: org: place: other: source: byline: lang: published:";

impl Parser {
    pub(super) fn field(&mut self, at: usize, name: &str) -> Result<Node, QueryError> {
        match name {
            "headline" => self.within(at, name, Parts::only(Part::Headline)),
            "body" => self.within(at, name, Parts::only(Part::Body)),
            "lead" => Ok(limited(self.within(at, name, Parts::TEXT)?, &Spans::Lead)),
            "quote" => Ok(limited(self.within(at, name, Parts::ALL)?, &Spans::Quote)),
            "source" => self.meta(at, name, MetaField::Source),
            "byline" => self.meta(at, name, MetaField::Byline),
            "lang" => self.meta(at, name, MetaField::Language),
            "published" => self.published(at),
            "speaker" | "figure" | "count" | "money" | "percent" | "measure" | "date" => {
                refuse(at, format!("`{name}:` cannot be searched yet"), FIELDS)
            }
            _ => match kind_of(name) {
                Some(kind) => self.named(at, name, kind),
                None => refuse(
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
        Spans::Atom(_) => spans,
    }
}
