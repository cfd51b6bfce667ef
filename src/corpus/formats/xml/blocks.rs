//! The paragraphs of XHTML and NITF content that stands in the document itself, with the zones its elements give them.

use super::tree::{Element, Step};
use crate::article::Zone;
use crate::corpus::formats::html::{Line, collapsed, is_block, is_unseen};

/// What `element` shows, a line for each paragraph; `zone` holds where no element says otherwise.
pub fn lines(element: Element<'_>, zone: Zone) -> Vec<Line> {
    let mut lines = Lines { list: Vec::new(), open: String::new(), zones: vec![zone] };
    element.walk(|step| lines.take(&step));
    lines.close();
    lines.list
}

struct Lines {
    list: Vec<Line>,
    open: String,
    zones: Vec<Zone>,
}

impl Lines {
    fn take(&mut self, step: &Step<'_>) -> bool {
        match step {
            Step::Text(text) => self.open.push_str(text),
            Step::Enter(element) if is_hidden(&element.tag.name) => return false,
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
        if let Some(zone) = self.zones.last().copied().filter(|_| !text.is_empty()) {
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
        "abstract" | "hl2" => Some(Zone::Standfirst),
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
