//! What a page will cost whoever parses it, told by a glance at its tags. Knows which elements nest and which are opened again by
//! themselves; builds no tree.
//!
//! A page made to hurt hides its nesting from a glance: end tags that close nothing, or that stand in comments, attributes and scripts.
//! So tags are told here as the standard's tokenizer tells them.

use std::collections::HashMap;

/// The shape of a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// How deep elements are nested that have to be closed. Never less than in a tree, but for the few that a tree adds by itself.
    pub depth: usize,
    /// How many start tags there are.
    pub tags: usize,
    /// The most attributes of a tag.
    pub attributes: usize,
    /// How many elements a tree opens again: each block inside formatting that was never closed repeats that formatting.
    pub reopened: usize,
}

/// Readability's time grows with the square of the nesting, and its stack with the nesting. Of 130 saved pages of many sites the deepest
/// comes to 321 by this measure, the next to 165.
const DEEPEST: usize = 400;
/// Beyond this even a parser that follows the standard takes quadratic time.
const DEEPEST_TREE: usize = 4000;
/// Readability looks at every element many times, and weighs its neighbours each time. Of the same pages the largest, an encyclopedia's,
/// has 9 888.
const MOST_TAGS: usize = 50_000;
/// A page of a million paragraphs takes 553 MB (`docs/hostile.md`).
const MOST_TAGS_TREE: usize = 1_000_000;
/// A parser compares each attribute of a tag with each other. The most of a tag of the same pages are 70.
const MOST_ATTRIBUTES: usize = 1000;
/// The elements a tree may add by itself. The most of the same pages are 1 098.
const MOST_REOPENED: usize = 200_000;

impl Shape {
    /// Whether Readability ends in time.
    pub fn is_readable(&self) -> bool {
        self.fits_a_tree() && self.depth <= DEEPEST && self.tags + self.reopened <= MOST_TAGS
    }

    /// Whether a tree can be built of it.
    pub fn fits_a_tree(&self) -> bool {
        self.depth <= DEEPEST_TREE
            && self.tags <= MOST_TAGS_TREE
            && self.attributes <= MOST_ATTRIBUTES
            && self.reopened <= MOST_REOPENED
    }
}

/// A start or end tag.
struct Tag<'p> {
    name: &'p str,
    ends: bool,
    /// Whether it ends in a slash, as in `<path/>`.
    closes: bool,
    attributes: usize,
}

/// Closed by what follows them, or never open.
const UNCLOSED: [&str; 22] = [
    "p", "li", "td", "th", "tr", "option", "dt", "dd", "br", "img", "hr", "input", "link", "meta", "source", "area",
    "base", "col", "embed", "param", "track", "wbr",
];
/// In these nothing is closed by what follows, and a slash closes.
const FOREIGN: [&str; 2] = ["svg", "math"];
/// In these, inside of the foreign ones, a page goes on as outside.
const PAGE_AGAIN: [&str; 9] = ["foreignobject", "desc", "title", "mi", "mo", "mn", "ms", "mtext", "annotation-xml"];
/// These end what is foreign.
const NATIVE: [&str; 44] = [
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "center",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "hr",
    "i",
    "img",
    "li",
    "listing",
    "menu",
    "meta",
    "nobr",
    "ol",
    "p",
    "pre",
    "ruby",
    "s",
    "small",
    "span",
    "strong",
    "strike",
    "sub",
    "sup",
    "table",
    "tt",
    "u",
    "ul",
];
/// What is opened again in each block that follows, until it is closed.
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// What stands in these is text, tags or not.
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// The shape of a page, or of a piece of one.
pub fn shape(page: &str) -> Shape {
    let mut shape = Shape::default();
    let mut open: HashMap<String, usize> = HashMap::new();
    let (mut depth, mut formatting) = (0, 0);
    let mut rest = page;
    while let Some(tag) = next_tag(&mut rest) {
        let name = tag.name.to_ascii_lowercase();
        shape.attributes = shape.attributes.max(tag.attributes);
        let is_open = |names: &[&str]| names.iter().any(|name| open.get(*name).is_some_and(|count| *count > 0));
        let (mut foreign, page_again) = (is_open(&FOREIGN), is_open(&PAGE_AGAIN));
        if foreign && !page_again && NATIVE.contains(&&*name) {
            open.retain(|name, _| !FOREIGN.contains(&name.as_str()));
            foreign = false;
        }
        if foreign && !page_again && tag.closes {
            shape.tags += 1;
            continue;
        }
        if UNCLOSED.contains(&&*name) && !foreign {
            shape.tags += usize::from(!tag.ends);
            shape.reopened += formatting;
            continue;
        }
        let is_formatting = FORMATTING.contains(&&*name);
        let count = open.entry(name).or_default();
        if !tag.ends {
            *count += 1;
            depth += 1;
            shape.tags += 1;
            shape.depth = shape.depth.max(depth);
            shape.reopened += formatting;
            formatting += usize::from(is_formatting);
        } else if *count > 0 {
            *count -= 1;
            depth -= 1;
            formatting -= usize::from(is_formatting);
        }
    }
    shape
}

/// The next tag; `rest` goes on behind it, and behind the text of an element that holds nothing else.
fn next_tag<'p>(rest: &mut &'p str) -> Option<Tag<'p>> {
    loop {
        let behind = &rest[rest.find('<')? + 1..];
        if let Some(comment) = behind.strip_prefix("!--") {
            // `-->` may share its hyphens with what opened it.
            let end = comment.strip_prefix('>').or_else(|| comment.strip_prefix("->"));
            *rest = end.or_else(|| comment.split_once("-->").map(|(_, rest)| rest)).unwrap_or_default();
            continue;
        }
        let name = behind.strip_prefix('/').unwrap_or(behind);
        if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
            *rest = behind;
            continue;
        }
        let length =
            name.find(|next: char| next.is_ascii_whitespace() || matches!(next, '/' | '>')).unwrap_or(name.len());
        let mut tag = Tag { name: &name[..length], ends: behind.len() > name.len(), closes: false, attributes: 0 };
        (*rest, tag.attributes, tag.closes) = behind_attributes(&name[length..]);
        let raw = RAW.iter().find(|raw| raw.eq_ignore_ascii_case(tag.name));
        if let Some(raw) = raw.filter(|_| !tag.ends) {
            *rest = behind_raw(rest, raw);
        }
        return Some(tag);
    }
}

/// What follows the `>` that ends a tag (one in a value in quotes does not), how many attributes stand before it, and whether a slash
/// does, which is no part of a value.
fn behind_attributes(text: &str) -> (&str, usize, bool) {
    let bytes = text.as_bytes();
    let past = |at: usize, ends: &dyn Fn(u8) -> bool| {
        bytes.iter().skip(at).position(|byte| ends(*byte)).map_or(bytes.len(), |step| at + step)
    };
    let (mut at, mut count) = (0, 0);
    loop {
        let start = at;
        at = past(at, &|byte| !byte.is_ascii_whitespace() && byte != b'/');
        match bytes.get(at) {
            None => return ("", count, false),
            Some(b'>') => return (&text[at + 1..], count, at > start && bytes[at - 1] == b'/'),
            Some(_) => count += 1,
        }
        // A name may begin with a `=`.
        at = past(at + 1, &|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'='));
        let value = past(at, &|byte| !byte.is_ascii_whitespace());
        if bytes.get(value) == Some(&b'=') {
            at = past(value + 1, &|byte| !byte.is_ascii_whitespace());
            at = match bytes.get(at) {
                Some(quote @ (b'"' | b'\'')) => past(at + 1, &|byte| byte == *quote) + 1,
                _ => past(at, &|byte| byte.is_ascii_whitespace() || byte == b'>'),
            };
        }
    }
}

/// What follows the text of a raw element, from its end tag on.
fn behind_raw<'p>(text: &'p str, name: &str) -> &'p str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        let found = rest.as_bytes().get(at + 2..at + 2 + name.len());
        if found.is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes())) {
            return &rest[at..];
        }
        rest = &rest[at + 2..];
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depth(piece: &str) -> usize {
        shape(&piece.repeat(100)).depth
    }

    #[test]
    fn end_tags_that_close_nothing_hide_no_nesting() {
        for hidden in [
            "<div></x>",
            "<div><!-- </div> -->",
            "<div title=\"</div>\">",
            "<div a = '</div>'>",
            "<div><script></div></script>",
            "<div><style></div></STYLE>",
            "<div></ div>",
            "<svg><td>",
            "<div><textarea><div></div></div></textarea>",
            "<div =\"><x a=\">",
            "<div a=b\"><x c=\">",
            "<div a/=\"><x c=\">",
            "<div/>",
            "<svg><div></div><path/>",
            "<svg><foreignObject><path/></foreignObject>",
            "<svg><path a=b/>",
        ] {
            assert!(depth(hidden) >= 100, "{hidden}: {}", depth(hidden));
        }
    }

    #[test]
    fn what_is_closed_or_closes_itself_is_not_nested() {
        for flat in [
            "<div>a</div>",
            "<p>a<li>b<td>c",
            "<!--><div></div><!---->",
            "<a href=b/>c</a>",
            "a < b <3 </>",
            "<DIV></div>",
            "<svg><path d='M0'/><g/></svg>",
            "<script>'<div>'</script>",
            "<p>a<br><img><source><wbr>",
        ] {
            assert!(depth(flat) <= 1, "{flat}: {}", depth(flat));
        }
        assert_eq!(shape("<p>").tags, 1);
    }

    #[test]
    fn attributes_are_counted_as_a_parser_counts_them() {
        for (tag, count) in
            [("<p>", 0), ("<p a b=c d = 'e f' g/h>", 5), ("<img src=data:a/b//c=d/>", 1), ("<p =\"a>", 1)]
        {
            assert_eq!(shape(tag).attributes, count, "{tag}");
        }
    }

    #[test]
    fn formatting_that_is_never_closed_is_opened_again_by_each_block() {
        assert_eq!(shape("<b>a</b><p>b<p>c").reopened, 0);
        assert_eq!(shape("<b>a<i>b<p>c<p>d").reopened, 1 + 2 + 2);
    }

    #[test]
    fn a_piece_of_anything_has_a_shape() {
        for piece in [
            "",
            "<",
            "</",
            "<a",
            "<a b=",
            "<a b=\"",
            "<!--",
            "<!",
            "<script>",
            "<script></scr",
            "</a",
            "<\u{e9}>",
            "<a\u{e9}>",
        ] {
            assert!(shape(piece).depth <= 1, "{piece}");
        }
    }
}
