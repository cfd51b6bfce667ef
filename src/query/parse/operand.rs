//! What stands between the operators: words, phrases, literal, fuzzy and wild words, regular expressions, `atleastN`.

use super::Parser;
use super::near::one_place;
use crate::query::ast::Spans;
use crate::query::error::{QueryError, refuse};
use crate::query::lex::Kind;
use crate::query::node::Node;
use crate::query::pattern::{Pattern, whole_regex};
use crate::query::typed::{fuzzy, is_hyphenated, is_wild, nearness, wild};
use crate::text::words::words;

impl Parser {
    pub(super) fn operand(&mut self) -> Result<Node, QueryError> {
        let at = self.column();
        let Some(token) = self.tokens.get(self.next).cloned() else {
            return refuse(at, "something is missing here", "write a word, a phrase or a group after the operator");
        };
        self.next += 1;
        match token.kind {
            Kind::Open => self.group(at),
            Kind::Quoted { text, closed } => self.phrase(at, &text, closed),
            Kind::Bare(word) => self.bare(at, &word),
            Kind::Field(name) => self.field(at, &name),
            Kind::Not => refuse(
                at,
                "only what can stand in a text can be near something",
                "write a word, a phrase or a group here, or `not w/5`",
            ),
            Kind::And | Kind::Or => refuse(
                at,
                "an operator without a word before it",
                "write a word, a phrase or a group on both sides; to search for the word itself, quote it: \"and\"",
            ),
            Kind::Close => refuse(at, "a bracket with nothing in it", "write a word, a phrase or a group before it"),
        }
    }

    /// `"final warning"`: folded, not stemmed; wildcards stand for letters here too.
    fn phrase(&mut self, at: usize, text: &str, closed: bool) -> Result<Node, QueryError> {
        if !closed {
            return refuse(at, "this quote is never closed", "add a closing double quote");
        }
        let mut row = Vec::new();
        for token in text.split_whitespace() {
            if is_wild(token) {
                row.extend(wild(at, token)?);
            } else {
                row.extend(words(token).into_iter().map(|word| Pattern::word(&token[word], None)));
            }
        }
        if row.is_empty() {
            return refuse(at, "the quotes hold no word", "write at least one word between them");
        }
        Ok(self.atom(row))
    }

    /// A bare token: one word, or what its first characters make of it.
    fn bare(&mut self, at: usize, token: &str) -> Result<Node, QueryError> {
        Self::has_value(at, token)?;
        if let Some(digits) = self.counted(token) {
            return self.at_least(at, digits);
        }
        if nearness(token).is_some() {
            return refuse(
                at,
                format!("`{token}` stands between two words"),
                "write a word, a phrase or a group on both sides: a w/5 b",
            );
        }
        if token == "=" && matches!(self.peek(), Some(Kind::Quoted { .. })) {
            let (_, text) = self.value(at, "=")?;
            return self.literal(at, &text);
        }
        if let Some(form) = token.strip_prefix('=').filter(|form| !form.is_empty()) {
            return self.literal(at, form);
        }
        if let Some(form) = token.strip_prefix('~').filter(|form| !form.is_empty()) {
            let pattern = fuzzy(at, form)?;
            return Ok(self.atom(vec![pattern]));
        }
        if token.len() > 1 && token.starts_with('/') {
            return self.regex(at, token);
        }
        if is_wild(token) {
            let row = wild(at, token)?;
            return Ok(self.atom(row));
        }
        self.plain_word(at, token)
    }

    /// One word, or the words that a token falls into, in a row (`10:30`); a hyphenated one also written as one word.
    fn plain_word(&mut self, at: usize, token: &str) -> Result<Node, QueryError> {
        let found: Vec<&str> = words(token).into_iter().map(|word| &token[word]).collect();
        match found.as_slice() {
            [] => refuse(at, format!("`{token}` holds no word"), "leave it out, or write a word or number"),
            [word] => {
                let pattern = self.word(word);
                Ok(self.atom(vec![pattern]))
            }
            words => {
                let row = words.iter().map(|word| self.inflected(word)).collect();
                let apart = self.spans(row);
                if !is_hyphenated(token, words) {
                    return Ok(Node::Spans(apart));
                }
                let whole = self.inflected(&words.concat());
                let together = self.spans(vec![whole]);
                Ok(Node::Spans(Spans::Any(vec![apart, together])))
            }
        }
    }

    /// The digits of `atleastN` before a bracket.
    pub(super) fn counted<'t>(&self, token: &'t str) -> Option<&'t str> {
        let digits = token.strip_prefix("atleast").filter(|_| self.peek() == Some(&Kind::Open))?;
        Some(digits).filter(|_| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
    }

    fn at_least(&mut self, at: usize, digits: &str) -> Result<Node, QueryError> {
        let Ok(count) = digits.parse() else {
            return refuse(at, "no article holds so many", "write a smaller number: atleast3(ceasefire)");
        };
        if count == 0 {
            return refuse(at, "at least 0 is every article", "write atleast1 or more");
        }
        let place = self.column();
        let inner = self.operand()?;
        Ok(Node::Spans(Spans::AtLeast(count, Box::new(one_place(inner, place)?))))
    }

    /// `=US`, `="The Hague"`
    fn literal(&mut self, at: usize, text: &str) -> Result<Node, QueryError> {
        let row: Vec<Pattern> = words(text).into_iter().map(|word| Pattern::Literal(text[word].to_owned())).collect();
        if row.is_empty() {
            return refuse(at, "`=` without a word", "write =US or =\"The Hague\"");
        }
        Ok(self.atom(row))
    }

    /// `/kh[ao]w?ari[jz]/`
    fn regex(&mut self, at: usize, token: &str) -> Result<Node, QueryError> {
        let Some(expression) = token[1..].strip_suffix('/').filter(|expression| !expression.is_empty()) else {
            return refuse(
                at,
                "this regular expression is never closed",
                "write it between two slashes, without a space: /kh[ao]wari[jz]/",
            );
        };
        if let Err(why) = whole_regex(expression) {
            return refuse(
                at,
                format!("this is no regular expression: {why}"),
                "write it over one word, between two slashes: /kh[ao]wari[jz]/",
            );
        }
        Ok(self.atom(vec![Pattern::Regex(expression.to_owned())]))
    }
}
