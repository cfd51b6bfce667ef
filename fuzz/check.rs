//! What must hold of any query on any text, whatever bytes both are made of. Run by the fuzz target and, on a bounded number of made-up
//! inputs, by `tests/fuzz.rs`.

use morgue::article::{Article, Meta};
use morgue::query::spans::Matcher;
use morgue::query::{Clause, Options, Parts, Query, parse};
use morgue::text::axis::Axis;

use super::{made, reference};

/// A first byte for the options and the names, the query up to a line break, then the text. Tells whether the query matched.
pub fn check(data: &[u8]) -> bool {
    let Some((options, rest)) = data.split_first() else {
        return false;
    };
    let input = String::from_utf8_lossy(rest);
    let (query, text) = input.split_once('\n').unwrap_or((&input, ""));
    let parts = if options & 4 == 0 { Parts::TEXT } else { Parts::ALL };
    match parse(query, Options { any: options & 1 != 0, plain: options & 2 != 0, parts, ..Options::default() }) {
        Ok(parsed) => check_match(&parsed, &made::article(text, Meta::default(), options >> 3)),
        Err(error) => {
            assert!((1..=query.chars().count() + 1).contains(&error.at), "{query}: column {}", error.at);
            assert!(!error.what.is_empty() && !error.hint.is_empty(), "{query}");
            false
        }
    }
}

fn check_match(query: &Query, article: &Article) -> bool {
    // The reference tries every pair of places, so it is asked only where these are few.
    const MOST_WORDS: usize = 200;
    const MOST_ATOMS: usize = 20;
    let axis = Axis::of(article);
    let matcher = Matcher::new(query);
    let outline = matcher.outline(article, &axis);
    if axis.len() <= MOST_WORDS && query.atoms.len() <= MOST_ATOMS {
        assert_eq!(outline.as_ref().map(reference::places), reference::matched(query, article, &axis), "{query:?}");
    }
    let Some(outline) = outline else { return false };
    assert!(!outline.marks.is_empty() || !is_positive(&query.root), "a match without a mark: {query:?}");
    for mark in &outline.marks {
        let inside = |one: &morgue::query::spans::Occurrence| {
            one.leaf == mark.leaf && one.at <= mark.at && mark.at + mark.words <= one.at + one.words
        };
        assert!(outline.occurrences.iter().any(inside), "a mark that is part of no match: {query:?}");
    }
    for highlight in matcher.highlights(article, &axis, &outline.marks) {
        assert!(!highlight.span.of(&article.text).is_empty());
    }
    true
}

/// Whether every match must hold something that can be marked.
fn is_positive(clause: &Clause) -> bool {
    match clause {
        Clause::Leaf(_) => true,
        Clause::Meta(_) | Clause::Not(_) => false,
        Clause::All(list) => list.iter().any(is_positive),
        Clause::Any(list) => !list.is_empty() && list.iter().all(is_positive),
    }
}
