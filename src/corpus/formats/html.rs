//! Saved web pages. A port of Readability finds the main text and the metadata; whatever else the page shows is kept behind it as
//! boilerplate, so that no word of a page is lost.

use std::collections::HashMap;
use std::ops::Range;

use dom_query::{Document, NodeRef};
use dom_smoothie::Readability;

use crate::article::{Meta, Zone};
use crate::corpus::dates::parse_day;
use crate::corpus::decode::decode_declared;
use crate::corpus::{Draft, Fault, Reason};

pub fn parse(bytes: &[u8]) -> Result<Draft, Fault> {
    let page =
        decode_page(bytes).ok_or_else(|| Fault::file(Reason::Binary, "the bytes are no text in any encoding"))?;
    let depth = nesting(&page);
    let whole = shown_at(&page, depth);
    if whole.is_empty() {
        return Err(Fault::file(Reason::Empty, "the page shows no text"));
    }
    let language = language_of(&page);
    let readable = depth <= DEEPEST;
    let article = readable
        .then(|| Readability::new(page.as_str(), None, None).and_then(|mut reader| reader.parse()).ok())
        .flatten();
    let Some(article) = article else {
        return Ok(laid_out(None, whole, Vec::new(), Meta { language, ..Meta::default() }));
    };
    let headline = Some(headline_of(&page, collapsed(&article.title))).filter(|title| !title.is_empty());
    let main = without_headline(lines_of(&article.content), headline.as_deref());
    let rest = left_over(whole, &main, headline.as_deref());
    let meta = Meta {
        source: article.site_name.map(|name| collapsed(&name)).unwrap_or_default(),
        byline: article.byline.map(|line| collapsed(&line)).filter(|line| !line.is_empty()),
        published: article.published_time.as_deref().and_then(parse_day),
        url: article.url,
        language,
        ..Meta::default()
    };
    Ok(laid_out(headline, main, rest, meta))
}

/// What a fragment shows, a paragraph for each of its lines.
pub fn shown(fragment: &str) -> String {
    let lines = if nesting(fragment) <= DEEPEST_TREE { lines_of(fragment) } else { bare_lines(fragment) };
    lines.into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n\n")
}

/// The page's first heading where the title repeats it (`Ships wait | The Gazette`), else the title.
fn headline_of(page: &str, title: String) -> String {
    let page = Document::from(page);
    let headings = page.select("h1");
    let mut headings = headings.nodes().iter().map(|heading| collapsed(&heading.text()));
    headings.find(|heading| !heading.is_empty() && title.starts_with(heading.as_str())).unwrap_or(title)
}

/// The page's text: a declared encoding is believed where the bytes do not speak for themselves.
fn decode_page(bytes: &[u8]) -> Option<String> {
    decode_declared(bytes, "charset=").map(std::borrow::Cow::into_owned)
}

fn language_of(page: &str) -> Option<String> {
    let start = page.find("<html")?;
    let tag = page[start..].split('>').next()?;
    let value = tag.split_once("lang=")?.1.trim_start_matches(['"', '\'']);
    let value: String = value.chars().take_while(|next| next.is_ascii_alphanumeric() || *next == '-').collect();
    (!value.is_empty()).then_some(value)
}

/// One line of a page as it shows, with the zone its element gives it.
pub struct Line {
    pub text: String,
    pub zone: Zone,
}

/// The lines that a page, or a piece of one, shows.
pub fn shown_lines(html: &str) -> Vec<Line> {
    shown_at(html, nesting(html))
}

fn shown_at(html: &str, depth: usize) -> Vec<Line> {
    if depth <= DEEPEST_TREE { lines_of(html) } else { bare_lines(html) }
}

/// Readability's time grows with the square of the nesting, and its stack with the nesting; pages made by people stay below 100.
const DEEPEST: usize = 400;
/// Beyond this even a parser that follows the standard takes quadratic time.
const DEEPEST_TREE: usize = 4000;

/// How deep elements are nested that have to be closed, at a glance at the tags.
fn nesting(page: &str) -> usize {
    const UNCLOSED: [&str; 14] =
        ["p", "li", "td", "th", "tr", "option", "dt", "dd", "br", "img", "hr", "input", "link", "meta"];
    let (mut depth, mut deepest) = (0_usize, 0);
    for tag in page.split('<').skip(1) {
        let name = |tag: &str| {
            tag.split(|next: char| !next.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase()
        };
        if let Some(closing) = tag.strip_prefix('/') {
            depth = depth.saturating_sub(usize::from(!UNCLOSED.contains(&name(closing).as_str())));
        } else if tag.starts_with(|next: char| next.is_ascii_alphabetic()) && !UNCLOSED.contains(&name(tag).as_str()) {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}

/// What stands between the tags, for a page that no parser can be given.
fn bare_lines(page: &str) -> Vec<Line> {
    let between = page.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    let lines = between.map(collapsed).filter(|text| !text.is_empty());
    lines.map(|text| Line { text, zone: Zone::Body }).collect()
}

/// The lines that a page shows, white space collapsed as a browser does. Iterative: a page may be nested without end.
fn lines_of(html: &str) -> Vec<Line> {
    let page = Document::from(html);
    let mut lines = Lines { list: Vec::new(), open: String::new(), captions: 0 };
    let mut node = page.root();
    loop {
        let next = if lines.enter(node) { node.first_child() } else { None };
        if let Some(child) = next {
            node = child;
            continue;
        }
        loop {
            lines.leave(node);
            if let Some(sibling) = node.next_sibling() {
                node = sibling;
                break;
            }
            match node.parent() {
                Some(parent) => node = parent,
                None => return lines.list,
            }
        }
    }
}

struct Lines {
    list: Vec<Line>,
    open: String,
    captions: usize,
}

impl Lines {
    /// Takes a node; whether its children are to be read.
    fn enter(&mut self, node: NodeRef<'_>) -> bool {
        if node.is_text() {
            self.open.push_str(&node.text());
            return false;
        }
        let Some(name) = node.node_name().filter(|_| node.is_element()) else {
            return !node.is_comment();
        };
        if is_unseen(&name) {
            return false;
        }
        if is_block(&name) {
            self.close();
        }
        self.captions += usize::from(&*name == "figcaption");
        true
    }

    fn leave(&mut self, node: NodeRef<'_>) {
        let Some(name) = node.node_name().filter(|_| node.is_element()) else {
            return;
        };
        if is_block(&name) {
            self.close();
        }
        if &*name == "figcaption" {
            self.captions = self.captions.saturating_sub(1);
        }
    }

    fn close(&mut self) {
        let text = collapsed(&self.open);
        self.open.clear();
        if !text.is_empty() {
            let zone = if self.captions > 0 { Zone::Caption } else { Zone::Body };
            self.list.push(Line { text, zone });
        }
    }
}

/// Whether an element is never shown.
pub fn is_unseen(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "head"
            | "svg"
            | "iframe"
            | "object"
            | "math"
            | "select"
            | "datalist"
    )
}

/// Whether an element stands on lines of its own.
pub fn is_block(name: &str) -> bool {
    !matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
            | "img"
            | "picture"
            | "source"
    )
}

/// White space as a browser shows it.
pub fn collapsed(text: &str) -> String {
    let mut words = text.split([' ', '\t', '\n', '\r', '\u{0C}']).filter(|word| !word.is_empty());
    let mut line = String::with_capacity(text.len());
    if let Some(first) = words.next() {
        line.push_str(first);
    }
    for word in words {
        line.push(' ');
        line.push_str(word);
    }
    line
}

fn without_headline(mut main: Vec<Line>, headline: Option<&str>) -> Vec<Line> {
    if main.first().is_some_and(|line| Some(line.text.as_str()) == headline) {
        main.remove(0);
    }
    main
}

/// The lines of the page that are in neither the main text nor the headline.
fn left_over(whole: Vec<Line>, main: &[Line], headline: Option<&str>) -> Vec<Line> {
    let mut taken: HashMap<&str, usize> = HashMap::new();
    for text in main.iter().map(|line| line.text.as_str()).chain(headline) {
        *taken.entry(text).or_default() += 1;
    }
    let is_left = |line: &Line| match taken.get_mut(line.text.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    whole.into_iter().filter(is_left).collect()
}

fn laid_out(headline: Option<String>, main: Vec<Line>, rest: Vec<Line>, meta: Meta) -> Draft {
    let mut body = String::new();
    let mut layout: Vec<(Range<usize>, Zone)> = Vec::new();
    // A picture's caption is the article's even where the picture was left out.
    let outside = |zone| if zone == Zone::Caption { Zone::Caption } else { Zone::Boilerplate };
    let rest = rest.into_iter().map(|line| Line { zone: outside(line.zone), ..line });
    for line in main.into_iter().chain(rest) {
        if !body.is_empty() {
            body.push_str("\n\n");
        }
        let start = body.len();
        body.push_str(&line.text);
        layout.push((start..body.len(), line.zone));
    }
    Draft { headline, body, headline_inside: false, meta, layout: Some(layout), ..Draft::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> String {
        let paragraph =
            "<p>The harbour office said, again, that ships would wait, and that the crews had been told so.</p>";
        let paragraphs = paragraph.repeat(8);
        format!(
            "<html lang=\"en-GB\"><head><title>Ships wait | The Gazette</title><meta property=\"og:site_name\" content=\"The Gazette\"></head>\
             <body><nav><a href=\"/\">Home</a></nav><article><h1>Ships wait</h1>{paragraphs}\
             <figure><figcaption>The quay</figcaption></figure></article><footer>Copyright notice</footer></body></html>"
        )
    }

    #[test]
    fn the_main_text_comes_first_and_no_word_of_the_page_is_lost() {
        let draft = parse(page().as_bytes()).unwrap();
        assert_eq!(draft.headline.as_deref(), Some("Ships wait"));
        assert_eq!(draft.meta.source, "The Gazette");
        assert_eq!(draft.meta.language.as_deref(), Some("en-GB"));
        assert!(draft.body.starts_with("The harbour office"));
        let zone_of = |text: &str| {
            let layout = draft.layout.as_ref().unwrap();
            layout.iter().find(|(range, _)| &draft.body[range.clone()] == text).map(|(_, zone)| *zone)
        };
        assert_eq!(zone_of("Home"), Some(Zone::Boilerplate));
        assert_eq!(zone_of("Copyright notice"), Some(Zone::Boilerplate));
        assert!(draft.body.contains("The quay"));
    }

    #[test]
    fn a_declared_encoding_is_believed() {
        let page =
            b"<html><head><meta charset=\"windows-1251\"></head><body><p>\xcf\xf0\xe8\xe2\xe5\xf2</p></body></html>";
        assert!(parse(page).unwrap().body.contains("Привет"));
    }
}
