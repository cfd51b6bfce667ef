//! The paragraphs of a document with the names of their styles, in the two dialects that office programs write. What was deleted, what
//! is only an instruction, and the second copy of what old programs cannot show are no text. Nothing here calls itself.

use std::collections::HashMap;

use crate::corpus::formats::html::collapsed;
use crate::corpus::formats::xml::scan::{Broken, Scan, Token};
use crate::corpus::formats::xml::tree::Tag;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// That of Word.
    Word,
    /// `OpenDocument`.
    Open,
}

/// A paragraph as it shows.
pub struct Paragraph {
    pub text: String,
    /// The name of its style, in small letters; empty for that of running text.
    pub style: String,
}

/// A document as far as it could be read.
#[derive(Default)]
pub struct Prose {
    pub paragraphs: Vec<Paragraph>,
    pub broken: Option<Broken>,
}

/// The paragraphs of a part; `styles` gives styles their names.
pub fn read(xml: &str, dialect: Dialect, styles: &HashMap<String, String>) -> Prose {
    let (names, open, notes) = (Vec::new(), Vec::new(), Vec::new());
    let prose = Prose::default();
    let mut walk = Walk { dialect, styles, names, open, notes, depth_of_notes: 0, unseen: None, prose };
    let mut scan = Scan::new(xml);
    loop {
        match scan.next() {
            Ok(Token::End) => break,
            Ok(Token::Open(tag)) => walk.enter(tag),
            Ok(Token::Close) => walk.leave(),
            Ok(Token::Text(text)) => walk.text(&text),
            Err(broken) => {
                walk.prose.broken = Some(broken);
                break;
            }
        }
    }
    while walk.open.pop().map(|paragraph| walk.finish(paragraph)).is_some() {}
    walk.prose
}

/// The names of the styles of a part, by what paragraphs call them.
pub fn styles(xml: &str, dialect: Dialect) -> HashMap<String, String> {
    let (mut scan, mut styles, mut id) = (Scan::new(xml), HashMap::new(), None);
    while let Ok(token) = scan.next() {
        match token {
            Token::End => break,
            Token::Open(tag) if tag.name == "style" => match dialect {
                Dialect::Word => id = attribute(&tag, "styleId"),
                Dialect::Open => {
                    let parent = attribute(&tag, "parent-style-name");
                    styles.extend(attribute(&tag, "name").zip(parent));
                }
            },
            Token::Open(tag) if tag.name == "name" && dialect == Dialect::Word => {
                styles.extend(id.take().zip(attribute(&tag, "val")));
            }
            _ => {}
        }
    }
    styles
}

/// The value of an attribute, whatever its prefix.
fn attribute(tag: &Tag, name: &str) -> Option<String> {
    let is_named = |key: &str| key.rsplit(':').next() == Some(name);
    tag.attributes.iter().find(|(key, _)| is_named(key)).map(|(_, value)| value.clone())
}

/// The text of a footnote or an endnote, which `OpenDocument` has in the midst of a paragraph.
const NOTE: &str = "note-body";

struct Walk<'s> {
    dialect: Dialect,
    styles: &'s HashMap<String, String>,
    /// The elements that are open.
    names: Vec<String>,
    /// The paragraphs that are open: a box of text stands within one.
    open: Vec<Paragraph>,
    /// The notes of the paragraph that is open, which stand behind it.
    notes: Vec<Paragraph>,
    /// How many notes are open.
    depth_of_notes: usize,
    /// How many elements were open outside one that does not show.
    unseen: Option<usize>,
    prose: Prose,
}

impl Walk<'_> {
    fn enter(&mut self, tag: Tag) {
        let is_unseen = match self.dialect {
            Dialect::Word => {
                matches!(
                    &*tag.name,
                    "del" | "moveFrom" | "instrText" | "delText" | "Fallback" | "rPrChange" | "pPrChange"
                )
            }
            Dialect::Open => {
                matches!(&*tag.name, "tracked-changes" | "annotation" | "note-citation" | "title" | "desc")
            }
        };
        if is_unseen && self.unseen.is_none() {
            self.unseen = Some(self.names.len());
        }
        if self.unseen.is_none() {
            self.element(&tag);
        }
        self.depth_of_notes += usize::from(tag.name == NOTE);
        self.names.push(tag.name);
    }

    fn element(&mut self, tag: &Tag) {
        let in_run = self.dialect == Dialect::Open || self.names.last().is_some_and(|name| name == "r");
        match (self.dialect, &*tag.name) {
            (Dialect::Word, "p") => self.open.push(Paragraph { text: String::new(), style: String::new() }),
            (Dialect::Open, "p" | "h") => {
                let style = attribute(tag, "style-name").unwrap_or_default();
                let style = self.style(if tag.name == "h" && style.is_empty() { "Heading_20_1" } else { &style });
                self.open.push(Paragraph { text: String::new(), style });
            }
            (Dialect::Word, "pStyle") => {
                let style = self.style(&attribute(tag, "val").unwrap_or_default());
                self.open.last_mut().into_iter().for_each(|paragraph| paragraph.style.clone_from(&style));
            }
            (_, "tab" | "br" | "cr" | "s" | "line-break") if in_run => self.push(" "),
            (Dialect::Word, "noBreakHyphen") => self.push("-"),
            _ => {}
        }
    }

    fn leave(&mut self) {
        let name = self.names.pop().unwrap_or_default();
        self.depth_of_notes -= usize::from(name == NOTE);
        if self.unseen == Some(self.names.len()) {
            self.unseen = None;
            return;
        }
        let is_paragraph = name == "p" || name == "h" && self.dialect == Dialect::Open;
        if self.unseen.is_none()
            && is_paragraph
            && let Some(paragraph) = self.open.pop()
        {
            self.finish(paragraph);
        }
    }

    fn text(&mut self, text: &str) {
        let around = self.names.last().map_or("", String::as_str);
        let shows = match self.dialect {
            Dialect::Word => around == "t",
            Dialect::Open => !matches!(around, "note" | NOTE),
        };
        if shows && self.unseen.is_none() {
            self.push(text);
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    fn finish(&mut self, paragraph: Paragraph) {
        let text = collapsed(&paragraph.text);
        let is_note = self.depth_of_notes > 0 && !self.open.is_empty();
        let paragraphs = if is_note { &mut self.notes } else { &mut self.prose.paragraphs };
        if !text.is_empty() {
            paragraphs.push(Paragraph { text, ..paragraph });
        }
        if self.open.is_empty() {
            self.prose.paragraphs.append(&mut self.notes);
        }
    }

    /// The name of a style, through that which an automatic one is made from.
    fn style(&self, id: &str) -> String {
        let name = self.styles.get(id).map_or(id, String::as_str);
        name.replace("_20_", " ").to_lowercase()
    }
}
