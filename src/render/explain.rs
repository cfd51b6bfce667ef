//! A query as it was understood: a tree for a reader, nested objects in JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::json::write_line;
use super::notes::{FormFields, counted};
use super::text::Layout;
use crate::search::explain::{Explanation, There};
use crate::text::printable::printable;

/// Writes the tree, each clause under the one it belongs to.
///
/// # Errors
/// When writing fails.
pub fn explanation_text(out: &mut impl Write, explanation: &Explanation, layout: Layout) -> io::Result<()> {
    write_node(out, explanation, 0, layout)
}

fn write_node(out: &mut impl Write, node: &Explanation, depth: usize, layout: Layout) -> io::Result<()> {
    let indent = "  ".repeat(depth);
    let there = node.there.map(|there| format!("; in this article: {}", verdict(there))).unwrap_or_default();
    let found = counted(node.articles as u64, "article");
    writeln!(out, "{indent}{}: {found}{there}", printable(&node.what))?;
    let last = node.words.len().saturating_sub(1);
    let word = |(number, form): (usize, &crate::backend::Form)| {
        format!("{} {}{}", printable(&form.text), form.articles, if number == last { "" } else { "," })
    };
    // A number stays beside its word.
    let words: Vec<String> = node.words.iter().enumerate().map(word).collect();
    layout.wrapped(&words, &format!("{indent}    "), out)?;
    node.inner.iter().try_for_each(|inner| write_node(out, inner, depth + 1, layout))
}

fn verdict(there: There) -> String {
    match there {
        There { holds: true, places: 0, .. } => "yes".to_owned(),
        There { holds: true, places, .. } => format!("yes, {}", counted(places as u64, "place")),
        There { in_boilerplate: true, .. } => "no, only with boilerplate (--zones all)".to_owned(),
        _ => "no".to_owned(),
    }
}

#[derive(Serialize)]
struct Line<'a> {
    r#type: &'static str,
    #[serde(flatten)]
    node: Node<'a>,
}

#[derive(Serialize)]
struct Node<'a> {
    what: &'a str,
    articles: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    matches: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    places: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_boilerplate: Option<bool>,
    words: Vec<FormFields<'a>>,
    clauses: Vec<Node<'a>>,
}

impl<'a> Node<'a> {
    fn of(node: &'a Explanation) -> Self {
        Self {
            what: &node.what,
            articles: node.articles,
            matches: node.there.map(|there| there.holds),
            places: node.there.map(|there| there.places),
            in_boilerplate: node.there.map(|there| there.in_boilerplate),
            words: FormFields::of(&node.words),
            clauses: node.inner.iter().map(Self::of).collect(),
        }
    }
}

/// Writes one line.
///
/// # Errors
/// When writing fails.
pub fn explanation_json(out: &mut impl Write, explanation: &Explanation) -> io::Result<()> {
    write_line(out, &Line { r#type: "explanation", node: Node::of(explanation) })
}
