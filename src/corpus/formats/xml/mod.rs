//! XML: what a document is, its root and namespaces tell, whatever the file's name. Cuts a document into records and hands each to
//! its format; knows no file and no zones.
//!
//! Records are looked for at any depth, since agencies wrap them in envelopes of their own.

mod atom;
mod base;
mod blocks;
mod dateline;
mod feed;
mod newsml;
mod newsml1;
mod nitf;
mod rss;
pub mod scan;
mod shortcodes;
mod space;
pub mod tree;
mod wxr;

use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use super::story::Story;
use super::{Record, html};
use crate::corpus::decode::decode_declared;
use crate::corpus::input::Input;
use crate::corpus::{Fault, Reason};
use feed::Feed;
use scan::{Broken, Cut, Scan, Token};
use space::Space;
use tree::{Element, Tag};

type Found<'a> = dyn FnMut(Result<Record, Fault>) + 'a;

/// Reads a document of news, or a saved page that is well-formed XML.
pub fn read_document(input: Input, found: &mut Found<'_>) {
    let bytes = match super::read_document(input, found) {
        Ok(bytes) => bytes,
        Err(fault) => return found(Err(fault)),
    };
    let Some(text) = decode_declared(&bytes, "encoding=") else {
        return found(Err(Fault::file(Reason::Binary, "the bytes are no text in any encoding")));
    };
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    if text.is_empty() {
        return found(Err(Fault::file(Reason::Empty, "nothing but white space in it")));
    }
    let mut reading =
        Reading { scan: Scan::new(text), text, found, feed: Feed::default(), root: String::new(), number: 0 };
    let result = reading.document();
    reading.finish(result);
}

/// What kind of record an element is.
enum Kind {
    Nitf,
    NewsItem,
    /// A news item of NewsML 1, whose names are written otherwise.
    NewsItem1,
    Content,
    Item,
    Entry,
    /// An item that holds no article, and what it is.
    Other(&'static str),
}

impl Kind {
    fn of(tag: &Tag, root: &str) -> Option<Self> {
        match (tag.space, &*tag.name) {
            (Space::Nitf | Space::Plain, "nitf") => Some(Self::Nitf),
            (Space::G2 | Space::Plain, "newsItem") => Some(Self::NewsItem),
            (Space::Plain, "NewsItem") => Some(Self::NewsItem1),
            (Space::G2 | Space::Plain, "contentSet") => Some(Self::Content),
            (Space::G2 | Space::Plain, name) if newsml::other_item(name).is_some() => {
                newsml::other_item(name).map(Self::Other)
            }
            (Space::Plain, "item") if matches!(root, "rss" | "RDF") => Some(Self::Item),
            (Space::Atom, "entry") => Some(Self::Entry),
            (Space::Plain, "entry") if root == "feed" => Some(Self::Entry),
            _ => None,
        }
    }
}

struct Reading<'a, 'x, 'f> {
    scan: Scan<'x>,
    text: &'x str,
    found: &'a mut Found<'f>,
    feed: Feed,
    /// The name of the outermost element.
    root: String,
    /// How many records there were so far.
    number: u64,
}

impl Reading<'_, '_, '_> {
    fn document(&mut self) -> Result<(), Broken> {
        loop {
            let start = self.scan.position();
            match self.scan.next()? {
                Token::End => return Ok(()),
                Token::Open(tag) if self.scan.depth == 1 && tag.name == "html" => {
                    self.page();
                    return Ok(());
                }
                Token::Open(tag) => self.element(tag, start)?,
                Token::Close | Token::Text(_) => {}
            }
        }
    }

    fn element(&mut self, tag: Tag, start: usize) -> Result<(), Broken> {
        if self.scan.depth == 1 {
            self.root.clone_from(&tag.name);
            self.feed.base = tag.attribute("xml:base").map(ToOwned::to_owned);
            self.feed.language = tag.attribute("xml:lang").map(ToOwned::to_owned);
        }
        if let Some(kind) = Kind::of(&tag, &self.root) {
            return self.record(&kind, tag, start);
        }
        // The head of a feed stands in `feed` itself, or in a `channel`.
        let in_head = self.scan.depth == if self.root == "feed" { 2 } else { 3 };
        if in_head && matches!(&*self.root, "rss" | "RDF" | "feed") && Feed::wants(&tag) {
            return self.feed.read(&mut self.scan, tag).map_or(Ok(()), Err);
        }
        Ok(())
    }

    /// A page that calls itself XML is read as pages are, which forgives more.
    fn page(&mut self) {
        let hash = xxh3_64(self.text.as_bytes());
        self.number = 1;
        let draft = html::parse(self.text.as_bytes());
        (self.found)(draft.map(|draft| Record { number: 1, sole: true, id: None, inside: None, hash, draft }));
    }

    fn record(&mut self, kind: &Kind, tag: Tag, start: usize) -> Result<(), Broken> {
        self.number += 1;
        let sole = self.scan.depth == 1;
        let Cut { tree, broken, too_large } = self.scan.record(tag);
        let hash = xxh3_64_with_seed(&self.text.as_bytes()[start..self.scan.position()], self.feed.hash());
        let number = self.number;
        let story = match tree.root() {
            Some(element) => self.story(kind, element),
            None => Ok(Story::default()),
        };
        (self.found)(match story {
            Ok(mut story) if !story.is_empty() => {
                Ok(Record { number, sole, id: story.id.take(), inside: None, hash, draft: story.draft() })
            }
            Ok(_) => Err(Fault::record(Reason::NoArticle, number, "neither a headline nor a text in it")),
            Err((reason, detail)) => Err(Fault::record(reason, number, detail)),
        });
        if too_large {
            let detail = "more than a million elements; those behind are not read";
            (self.found)(Err(Fault::record(Reason::Size, number, detail)));
        }
        broken.map_or(Ok(()), Err)
    }

    fn story(&self, kind: &Kind, element: Element<'_>) -> Result<Story, (Reason, String)> {
        match kind {
            Kind::Nitf => Ok(nitf::read(element)),
            Kind::NewsItem => newsml::read(element),
            Kind::NewsItem1 => newsml1::read(element),
            Kind::Content => Ok(newsml::read_content(element)),
            Kind::Item if wxr::is_export(element, &self.feed) => wxr::read(element, &self.feed),
            Kind::Item => Ok(rss::read(element, &self.feed)),
            Kind::Entry => atom::read(element, &self.feed),
            Kind::Other(what) => Err((Reason::NoArticle, (*what).to_owned())),
        }
    }

    /// Names what kept the document from being read to its end, or that it held nothing.
    fn finish(self, result: Result<(), Broken>) {
        let Self { found, root, number, .. } = self;
        match result {
            Err(Broken { line, detail }) => {
                let detail = format!("line {line}: {detail}; nothing behind it could be read");
                found(Err(Fault { reason: Reason::Xml, record: (number > 0).then_some(number), detail }));
            }
            Ok(()) if number > 0 => {}
            Ok(()) if root.is_empty() => found(Err(Fault::file(Reason::Xml, "no element in it"))),
            Ok(()) if matches!(&*root, "rss" | "RDF" | "feed" | "newsMessage" | "NewsML") => {
                found(Err(Fault::file(Reason::Empty, "no record in it")));
            }
            Ok(()) => {
                let root: String = root.chars().take(60).collect();
                found(Err(Fault::file(Reason::NoArticle, format!("<{root}> is the root of no news format"))));
            }
        }
    }
}

#[cfg(test)]
mod tests;
