//! The paragraphs of XHTML and NITF content that stands in the document itself, with the zones its elements give them. Knows also the
//! content that stands there as a text: plain, or as HTML in its own right.

use std::collections::HashSet;

use super::tree::{Element, Step};
use crate::article::Zone;
use crate::corpus::formats::html::{Line, collapsed, is_block, is_unseen};
use crate::corpus::formats::story::{html_lines, plain_lines};

/// What `element` shows, a line for each paragraph; `zone` holds where no element says otherwise. Markup that stands in it as a text,
/// escaped or as CDATA, is meant as markup.
pub fn lines(element: Element<'_>, zone: Zone) -> Vec<Line> {
    lines_without(element, zone, HashSet::new())
}

/// The same without the elements of these numbers.
pub fn lines_without(element: Element<'_>, zone: Zone, left_out: HashSet<usize>) -> Vec<Line> {
    if let Some(markup) = text_alone(element).filter(|text| is_markup(text)) {
        return html_lines(&markup, zone);
    }
    let mut lines = Lines { list: Vec::new(), open: String::new(), zones: vec![zone], left_out };
    element.walk(|step| lines.take(&step));
    lines.close();
    lines.list
}

/// The same for an element that holds a whole text, of which the line breaks count where it has no markup of any kind.
pub fn text_lines(element: Element<'_>, zone: Zone) -> Vec<Line> {
    match text_alone(element).filter(|text| !is_markup(text)) {
        Some(text) => plain_lines(&text, zone),
        None => lines(element, zone),
    }
}

fn text_alone(element: Element<'_>) -> Option<String> {
    element.children().next().is_none().then(|| element.text())
}

/// Whether a text holds a tag of HTML.
fn is_markup(text: &str) -> bool {
    const NAMES: [&str; 18] = [
        "p",
        "br",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "blockquote",
        "figure",
        "table",
        "strong",
        "em",
        "b",
        "i",
        "a",
        "span",
    ];
    text.split('<').skip(1).any(|tag| {
        let tag = tag.strip_prefix('/').unwrap_or(tag);
        let name = tag.split([' ', '>', '/', '\n']).next().unwrap_or_default();
        name.len() < tag.len() && NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
    })
}

struct Lines {
    list: Vec<Line>,
    open: String,
    zones: Vec<Zone>,
    left_out: HashSet<usize>,
}

impl Lines {
    fn take(&mut self, step: &Step<'_>) -> bool {
        match step {
            Step::Text(text) => self.open.push_str(text),
            Step::Enter(element) if is_hidden(&element.tag.name) => return false,
            Step::Enter(element) if self.left_out.contains(&element.number()) => {
                self.border(&element.tag.name);
                return false;
            }
            Step::Enter(element) => {
                self.border(&element.tag.name);
                self.zones.extend(zone_of(&element.tag.name));
            }
            Step::Leave(element) => {
                self.border(&element.tag.name);
                if zone_of(&element.tag.name).is_some() {
                    self.zones.pop();
                }
            }
        }
        true
    }

    fn border(&mut self, name: &str) {
        if is_block(name) && !is_inline(name) {
            self.close();
        }
    }

    fn close(&mut self) {
        let text = collapsed(&self.open);
        self.open.clear();
        if let Some(zone) = self.zones.last().copied().filter(|_| !text.trim().is_empty()) {
            self.list.push(Line { text, zone });
        }
    }
}

/// What is data and not text.
fn is_hidden(name: &str) -> bool {
    is_unseen(name) || matches!(name, "media-object" | "media-metadata" | "media-reference")
}

fn zone_of(name: &str) -> Option<Zone> {
    match name {
        "figcaption" | "media-caption" | "media-producer" => Some(Zone::Caption),
        "abstract" => Some(Zone::Standfirst),
        "rights" | "note" => Some(Zone::Boilerplate),
        _ => None,
    }
}

/// The elements that NITF sets within a line; those of HTML are known.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "alt-code"
            | "byttl"
            | "chron"
            | "city"
            | "classifier"
            | "copyrite"
            | "copyrite.holder"
            | "copyrite.year"
            | "country"
            | "event"
            | "frac"
            | "frac-den"
            | "frac-num"
            | "frac-sep"
            | "function"
            | "lang"
            | "location"
            | "money"
            | "name.family"
            | "name.given"
            | "num"
            | "object.title"
            | "org"
            | "person"
            | "postaddr"
            | "pronounce"
            | "region"
            | "state"
            | "story.date"
            | "sublocation"
            | "virtloc"
    )
}
