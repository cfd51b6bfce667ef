//! What must hold of any query on any text, whatever bytes both are made of. Run by the fuzz target and, on a bounded number of made-up
//! inputs, by `tests/fuzz.rs`.

use morgue::article::{Article, ArticleId, Block, Entity, Kind, Mention, Meta, Names, Span, Zone};
use morgue::extract::figures::found;
use morgue::extract::quotes::quotes;
use morgue::query::spans::Matcher;
use morgue::query::{Clause, Options, Parts, Query, parse};
use morgue::text::axis::Axis;
use morgue::text::paragraphs::paragraphs;
use morgue::text::words::words;

use super::reference;

/// A first byte for the options and the names, the query up to a line break, then the text. Tells whether the query matched.
pub fn check(data: &[u8]) -> bool {
    let Some((options, rest)) = data.split_first() else {
        return false;
    };
    let input = String::from_utf8_lossy(rest);
    let (query, text) = input.split_once('\n').unwrap_or((&input, ""));
    let parts = if options & 4 == 0 { Parts::TEXT } else { Parts::ALL };
    match parse(query, Options { any: options & 1 != 0, plain: options & 2 != 0, parts, ..Options::default() }) {
        Ok(parsed) => check_match(&parsed, &article(text, options >> 3)),
        Err(error) => {
            assert!((1..=query.chars().count() + 1).contains(&error.at), "{query}: column {}", error.at);
            assert!(!error.what.is_empty() && !error.hint.is_empty(), "{query}");
            false
        }
    }
}

/// An article of that text; a block that begins with `!` is boilerplate, a first one that begins with `#` the headline. Names stand in
/// it where `seed` puts them.
fn article(text: &str, seed: u8) -> Article {
    let ranges = paragraphs(text).into_iter().enumerate();
    let block = |(number, range): (usize, std::ops::Range<usize>)| {
        let zone = match text.as_bytes().get(range.start) {
            Some(b'#') if number == 0 => Zone::Headline,
            Some(b'!') => Zone::Boilerplate,
            _ => Zone::Body,
        };
        Some(Block { span: Span::new(text, range.start, range.end)?, zone })
    };
    let blocks = ranges.filter_map(block).collect();
    let mut article = Article::new(ArticleId("x".into()), "x".into(), Meta::default(), text.to_owned(), blocks);
    if seed != 0 {
        article.names = names(text, u64::from(seed));
    }
    let found = found(&article);
    (article.figures, article.valueless) = (found.figures, found.valueless);
    article.quotes = quotes(&article);
    article
}

/// Names over some of the words of a text, in order and apart, wherever its blocks lie: mostly of one or two words, now and then longer
/// than any name. Each is one of four entities, which are called what their first mention says, or some word of the text.
fn names(text: &str, seed: u64) -> Names {
    let mut state = seed;
    let mut below = |limit: u64| {
        // Knuth's MMIX generator; its high bits are the random ones.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) % limit) as usize
    };
    let words = words(text);
    let (mut names, mut called) = (Names::default(), [None; 4]);
    let mut at = below(6);
    while at < words.len() {
        let length = [1, 1, 2, 3, 20][below(5)];
        let last = (at + length - 1).min(words.len() - 1);
        let span = Span::new(text, words[at].start, words[last].end).expect("words are not empty");
        let (bearer, kind) = (below(4), Kind::ALL[below(4)]);
        let other = words[below(words.len() as u64)].clone();
        let name = if below(2) == 0 { span.of(text) } else { &text[other] };
        let entity = *called[bearer].get_or_insert_with(|| {
            names.entities.push(Entity { name: name.to_owned(), kind });
            names.entities.len() as u32 - 1
        });
        names.mentions.push(Mention { span, kind, entity });
        at = last + 1 + below(6);
    }
    names
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
