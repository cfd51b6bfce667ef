//! Books and papers in EPUB: each page of text a record, with what the book says of itself.

use std::collections::{HashMap, HashSet};

use serde_json::Map;
use xxhash_rust::xxh3::xxh3_64;

use super::{Parts, known, said};
use crate::article::Meta;
use crate::corpus::decode::decode_declared;
use crate::corpus::formats::container::printable_path;
use crate::corpus::formats::story::Story;
use crate::corpus::formats::xml::scan::{Scan, Token};
use crate::corpus::formats::xml::tree::Tag;
use crate::corpus::formats::{Found, Record, html};
use crate::corpus::{Fault, Reason};

const ABOUT: [(&str, &str); 7] = [
    ("title", "title"),
    ("creator", "creator"),
    ("publisher", "publisher"),
    ("subject", "keywords"),
    ("language", "language"),
    ("date", "date"),
    ("description", "unused"),
];

pub fn read(parts: &mut Parts<'_>, found: &mut Found<'_>) {
    match package(parts) {
        Err(fault) => found(Err(fault)),
        Ok((folder, package)) => {
            let number = pages(parts, &folder, &package, found);
            if number == 0 {
                found(Err(Fault::file(Reason::Empty, "no page of the book holds text")));
            }
        }
    }
}

/// The folder of the package, and what lists its pages.
fn package(parts: &mut Parts<'_>) -> Result<(String, String), Fault> {
    let lost = || Fault::file(Reason::Document, "the book does not tell where its list of pages stands");
    let container = parts.text("META-INF/container.xml")?.unwrap_or_default();
    let path = tags(&container, "rootfile").into_iter().find_map(|tag| tag.attribute("full-path").map(str::to_owned));
    let path = path.ok_or_else(lost)?;
    let package = parts.text(&path)?.ok_or_else(lost)?;
    Ok((path.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default(), package))
}

/// Reads the pages in their order; how many held text.
fn pages(parts: &mut Parts<'_>, folder: &str, package: &str, found: &mut Found<'_>) -> u64 {
    let items: HashMap<String, String> = tags(package, "item").iter().filter_map(page_of).collect();
    let meta = about(package);
    let (mut number, mut seen) = (0, HashSet::new());
    // A page that is listed again is the same page.
    let listed = tags(package, "itemref");
    let listed = listed.iter().filter_map(|tag| items.get(tag.attribute("idref")?));
    for page in listed.filter(|page| seen.insert(*page)) {
        let path = format!("{folder}{page}");
        match parts.bytes(&path) {
            Err(fault) => found(Err(fault)),
            Ok(None) => found(Err(Fault::file(
                Reason::Document,
                format!("the book lists a page that is not in it: {}", printable_path(path.as_bytes())),
            ))),
            Ok(Some(bytes)) => {
                let story = story(&bytes, &meta);
                if !story.is_empty() {
                    number += 1;
                    let inside = Some(printable_path(path.as_bytes()));
                    found(Ok(Record {
                        number,
                        inside,
                        hash: xxh3_64(&bytes),
                        draft: story.draft(),
                        ..Record::default()
                    }));
                }
            }
        }
    }
    number
}

/// A page of text by its number in the list; pictures and the table of contents are none.
fn page_of(item: &Tag) -> Option<(String, String)> {
    let is_page = item.attribute("media-type").is_some_and(|kind| kind.contains("html"));
    let is_contents = item.attribute("properties").is_some_and(|properties| properties.contains("nav"));
    let address = item.attribute("href").filter(|_| is_page && !is_contents)?;
    Some((item.attribute("id")?.to_owned(), unescaped(address)))
}

fn story(bytes: &[u8], meta: &Meta) -> Story {
    let text = decode_declared(bytes, "encoding=").unwrap_or_default();
    let lines = html::shown_lines(&text);
    let headline = html::parse(bytes).ok().and_then(|page| page.headline);
    // The title of every page is that of the book, unless the page shows it.
    let headline = headline.filter(|headline| lines.iter().take(4).any(|line| line.text == *headline));
    let lines = lines.into_iter().filter(|line| Some(&line.text) != headline.as_ref()).collect();
    Story { headline, lines, meta: meta.clone(), ..Story::default() }
}

/// What the book says of itself; a paper is the source of its articles.
fn about(package: &str) -> Meta {
    let said: Map<_, _> = said(package, &ABOUT).into_iter().filter(|(key, _)| key != "unused").collect();
    let known = known(said);
    let source = if known.meta.source.is_empty() { known.headline.unwrap_or_default() } else { known.meta.source };
    Meta { source, ..known.meta }
}

/// All elements of a name.
fn tags(xml: &str, name: &str) -> Vec<Tag> {
    let (mut scan, mut found) = (Scan::new(xml), Vec::new());
    while let Ok(token) = scan.next() {
        match token {
            Token::End => break,
            Token::Open(tag) if tag.name == name => found.push(tag),
            _ => {}
        }
    }
    found
}

/// An address of the book as a path: `a%20b` is `a b`.
fn unescaped(address: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = address.split('#').next().unwrap_or_default().as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let code = behind.get(..2).and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        let code = code.filter(|_| *first == b'%');
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
