//! Markup in the values of records: whether a text is a piece of HTML, and what it shows. Knows no key.

use std::borrow::Cow;
use std::ops::Range;

use super::entities::decoded;
use crate::article::Zone;
use crate::corpus::formats::html::{Line, collapsed};
use crate::corpus::formats::story::{html_lines, plain_lines};
use crate::text::paragraphs::paragraphs;

/// What a text of a record shows.
pub enum Text {
    /// Byte for byte, but for entities.
    Plain(String),
    /// Its paragraphs, where it has markup.
    Marked(Vec<Line>),
}

impl Default for Text {
    fn default() -> Self {
        Self::Plain(String::new())
    }
}

impl Text {
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Plain(text) => text.trim().is_empty(),
            Self::Marked(lines) => lines.is_empty(),
        }
    }

    /// Its last words, a line at most.
    pub fn end(&self) -> &str {
        /// An ellipsis, and a "read on" behind it.
        const LENGTH: usize = 400;
        let text = match self {
            Self::Plain(text) => text.trim_end(),
            Self::Marked(lines) => lines.last().map_or("", |line| &line.text),
        };
        let start = text.len().saturating_sub(LENGTH);
        &text[(start..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(start)..]
    }

    /// All its words on one line.
    pub fn words(&self) -> String {
        match self {
            Self::Plain(text) => collapsed(text),
            Self::Marked(lines) => lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" "),
        }
    }

    /// Several texts, one behind the other.
    pub fn joined(parts: Vec<Self>) -> Self {
        if parts.iter().any(|part| matches!(part, Self::Marked(_))) {
            return Self::Marked(parts.into_iter().flat_map(Self::into_lines).collect());
        }
        let texts = parts.into_iter().map(|part| if let Self::Plain(text) = part { text } else { String::new() });
        Self::Plain(texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n"))
    }

    pub fn into_lines(self) -> Vec<Line> {
        match self {
            Self::Plain(text) => {
                let line = |range: Range<usize>| Line { text: text[range].to_owned(), zone: Zone::Body };
                paragraphs(&text).into_iter().map(line).collect()
            }
            Self::Marked(lines) => lines,
        }
    }
}

/// A text as it shows. `is_marked` tells that it is HTML, whatever it looks like.
pub fn read(text: String, is_marked: bool) -> Text {
    if is_marked || is_markup(&text) {
        return Text::Marked(shown(&text));
    }
    match decoded(&text) {
        Cow::Borrowed(_) => Text::Plain(text),
        // Some programs write `&lt;p&gt;`, and mean it.
        Cow::Owned(decoded) if is_markup(&decoded) => Text::Marked(shown(&decoded)),
        Cow::Owned(decoded) => Text::Plain(decoded),
    }
}

/// The paragraphs of a short text, with markup or without.
pub fn lines(text: &str, zone: Zone) -> Vec<Line> {
    let zoned = |line: Line| if line.zone == Zone::Body { Line { zone, ..line } } else { line };
    match read(text.to_owned(), false) {
        Text::Plain(text) => plain_lines(&text, zone),
        Text::Marked(lines) => lines.into_iter().map(zoned).collect(),
    }
}

/// A line as it shows: an entity or a tag that a program left in it is none of its words.
pub fn line(text: &str) -> String {
    match read(text.to_owned(), false) {
        Text::Plain(text) => text.trim().to_owned(),
        marked @ Text::Marked(_) => marked.words(),
    }
}

fn shown(html: &str) -> Vec<Line> {
    html_lines(&with_borders(html), Zone::Body)
}

/// HTML that parts its paragraphs by line breaks alone, as editors for the web keep it, with an element for each.
fn with_borders(html: &str) -> Cow<'_, str> {
    let holds = |names: &[&str]| tags(html).any(|tag| tag.is_one_of(names));
    let is_spaced = || html.trim().lines().any(|line| line.trim().is_empty());
    if holds(&["p", "br"]) || holds(&BLOCKS) && !is_spaced() {
        return Cow::Borrowed(html);
    }
    let pieces = paragraphs(html).into_iter().map(|range| &html[range]);
    Cow::Owned(pieces.collect::<Vec<_>>().join("\n<br>\n"))
}

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 26] = [
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "table",
    "blockquote",
    "figure",
    "figcaption",
    "section",
    "article",
    "aside",
    "header",
    "footer",
    "main",
    "center",
    "pre",
    "iframe",
    "script",
];
/// Elements within a line that nobody writes out in prose.
const RUNS: [&str; 3] = ["strong", "em", "a"];
/// Elements within a line that a text may speak of: `<b> and </b> make letters bold`.
const SHORT_RUNS: [&str; 17] = [
    "b", "i", "u", "s", "span", "font", "small", "big", "sub", "sup", "mark", "cite", "time", "q", "abbr", "del", "ins",
];

/// Whether a text is HTML: an element is opened and closed in it, or a line is broken.
fn is_markup(text: &str) -> bool {
    let mut open: Vec<Tag<'_>> = Vec::new();
    for tag in tags(text) {
        if tag.is_one_of(&["br"]) || tag.is_one_of(&["img"]) && tag.has_attributes {
            return true;
        }
        if !tag.is_one_of(&BLOCKS) && !tag.is_one_of(&RUNS) && !tag.is_one_of(&SHORT_RUNS) {
            continue;
        }
        let opened = open.iter().rposition(|known| known.name.eq_ignore_ascii_case(tag.name));
        match opened {
            Some(at) if tag.ends && (!tag.is_one_of(&SHORT_RUNS) || open[at].is_tight || tag.is_tight) => return true,
            Some(_) if tag.ends => {}
            // The last of a name is enough to know.
            Some(at) => open[at] = tag,
            None if !tag.ends => open.push(tag),
            None => {}
        }
    }
    false
}

struct Tag<'t> {
    name: &'t str,
    ends: bool,
    has_attributes: bool,
    /// Whether it stands against what is inside the element, with no space between.
    is_tight: bool,
}

impl Tag<'_> {
    fn is_one_of(&self, names: &[&str]) -> bool {
        names.iter().any(|name| name.eq_ignore_ascii_case(self.name))
    }
}

/// What looks like tags.
fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    text.match_indices('<').filter_map(|(at, _)| {
        let rest = &text[at + 1..];
        let end = rest.find(['<', '>']).filter(|end| rest.as_bytes()[*end] == b'>')?;
        let inner = rest[..end].strip_suffix('/').unwrap_or(&rest[..end]);
        let (inner, ends) = inner.strip_prefix('/').map_or((inner, false), |inner| (inner, true));
        let name = inner.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default();
        let behind = &inner[name.len()..];
        if name.is_empty() || !behind.is_empty() && !behind.starts_with(char::is_whitespace) {
            return None;
        }
        let beside = if ends { text[..at].chars().next_back() } else { rest[end + 1..].chars().next() };
        let is_tight = beside.is_some_and(|beside| !beside.is_whitespace());
        Some(Tag { name, ends, has_attributes: !behind.trim().is_empty(), is_tight })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_in_whatever_letters_are_markup() {
        for text in [
            "<P>One.</P><P>Two.</P>",
            "One.<br/><br/>Two.",
            "One.<BR>Two.",
            "It was <b>big</b>.",
            "<span class=\"x\">One.</span>",
            "<h3>One</h3>",
            "<li>One</li>",
            "<a href=\"/a\">Jo</a>",
            "One <img src=\"a.jpg\"/> two",
            "<i>\nOne\n</i><em>two</em>",
        ] {
            assert!(is_markup(text), "{text}");
        }
    }

    #[test]
    fn a_text_that_speaks_of_elements_or_compares_is_none() {
        for text in [
            "The element <b> makes letters bold.",
            "Write <b> and </b> around it.",
            "a < b and c > d",
            "1 <2> 3",
            "Jo <jo@gazette.example>",
            "I <3 it </3",
            "</p> ends what <p> begins",
            "an <img> is a picture",
        ] {
            assert!(!is_markup(text), "{text}");
            assert_eq!(line(text), text);
        }
    }

    #[test]
    fn markup_without_paragraphs_keeps_those_of_its_line_breaks() {
        let shown = |text: &str| lines(text, Zone::Body).into_iter().map(|line| line.text).collect::<Vec<_>>();
        assert_eq!(shown("One <b>two</b>\n\nThree\nfour."), ["One two", "Three four."]);
        assert_eq!(shown("<h2>One</h2>\nTwo.\n\nThree."), ["One", "Two.", "Three."]);
        assert_eq!(shown("<p>One\n\ntwo.</p>"), ["One two."]);
        assert_eq!(shown("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two &amp;amp; three.&lt;/p&gt;"), ["One.", "Two & three."]);
    }
}
