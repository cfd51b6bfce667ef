//! Which format a file has. What it holds goes before what it is called, wherever that cannot be mistaken; the name decides between
//! formats that are all text, and where neither tells, a file of words is a text.

use std::path::Path;

use super::fields::is_of_article;
use super::{Format, magic, mail};
use crate::corpus::decode::decode;
use crate::corpus::{Fault, Reason};

/// The format of a file by its name and its first bytes.
///
/// # Errors
/// With the reason when it is none that is read.
pub fn recognise(path: &Path, head: &[u8]) -> Result<Format, Fault> {
    let named = Format::of(path);
    if let Some(packed) = container(head) {
        return Ok(packed);
    }
    if let Some(what) = magic::known(head) {
        // A name of text is told wrong; any other name only says what it is.
        let reason = if named.is_some() { Reason::Binary } else { Reason::Format };
        return Err(Fault::file(reason, format!("it is {what}")));
    }
    let start = Start::of(head);
    match named {
        Some(named) => Ok(start.despite(named).unwrap_or(named)),
        None => start.unnamed(path),
    }
}

const UNKNOWN: &str = "neither the content nor the name tells a format that is read \
    (.txt .md .html .json .jsonl .csv .tsv .xml .nitf .newsml .g2 .rss .rdf .atom .eml .mbox .mhtml .pdf .docx .odt .epub .warc .arc .zip .tar, \
    also with .gz, .zst, .bz2 or .xz)";

/// Formats that their first bytes tell beyond doubt.
fn container(head: &[u8]) -> Option<Format> {
    /// Readers of PDF look for its mark this far.
    const PDF_MARK: usize = 1024;
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Some(Format::Zip);
    }
    if head.get(257..262) == Some(b"ustar".as_slice()) {
        return Some(Format::Tar);
    }
    let start = &head[..head.len().min(PDF_MARK)];
    // A text that tells of PDF begins otherwise, and behind the mark stand bytes that are none of a text.
    let is_pdf = head.starts_with(b"%PDF-")
        || start.windows(6).any(|mark| mark == b"\n%PDF-") && head.iter().any(|byte| *byte >= 0x80);
    is_pdf.then_some(Format::Pdf)
}

/// The first bytes of a file, without a mark of its encoding and without space.
struct Start<'h> {
    head: &'h [u8],
    text: &'h [u8],
}

impl<'h> Start<'h> {
    fn of(head: &'h [u8]) -> Self {
        Self { head, text: head.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(head).trim_ascii_start() }
    }

    /// The format of a file without a name that tells.
    fn unnamed(&self, path: &Path) -> Result<Format, Fault> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if let Some(archive) = self.archive() {
            return Ok(archive);
        }
        let is_served = || self.news().is_some() && !self.is_program();
        if let Some(what) = magic::by_ending(&name).filter(|what| *what != magic::PROGRAM || !is_served()) {
            return Err(Fault::file(Reason::Format, format!("by its name it is {what}")));
        }
        let told = self.markup().or_else(|| self.mail()).or_else(|| json_kind(self.text));
        let text = || reads_as_text(self.head).then_some(Format::Plain);
        told.or_else(text).ok_or_else(|| Fault::file(Reason::Format, UNKNOWN))
    }

    /// What a file of a known name is nevertheless.
    fn despite(&self, named: Format) -> Option<Format> {
        match named {
            Format::Warc | Format::Arc | Format::Zip | Format::Tar | Format::Pdf => {
                self.archive().or_else(|| self.markup()).or_else(|| json_kind(self.text))
            }
            Format::Plain => self.archive().or_else(|| self.news()).or_else(|| self.mail()).or_else(|| self.records()),
            Format::Markdown => self.archive().or_else(|| self.page()),
            Format::Html => self.news().filter(|format| *format == Format::Xml),
            Format::Json | Format::JsonLines | Format::Table => self
                .archive()
                .or_else(|| self.markup())
                .or_else(|| json_kind(self.text))
                .filter(|kind| self.is_meant(named, *kind)),
            Format::Xml => self.page().or_else(|| json_kind(self.text)),
            Format::Mail => self.page(),
        }
    }

    /// A list of records in one document, under a name of lines, is one; lines under a name of a document are read by its reader too.
    fn is_meant(&self, named: Format, kind: Format) -> bool {
        match (named, kind) {
            (Format::JsonLines, Format::Json) => self.text.starts_with(b"[") || first_line(self.text) == b"{",
            (Format::Json, Format::JsonLines) => false,
            _ => true,
        }
    }

    /// Archives of the web begin with a record, whatever they are called; a text that tells of them does not go on as one.
    fn archive(&self) -> Option<Format> {
        let mut lines = self.text.split(|byte| *byte == b'\n');
        let (first, second) = (lines.next().unwrap_or_default(), lines.next());
        if first.starts_with(b"WARC/")
            && second.is_none_or(|second| second.is_empty() || second.starts_with(b"WARC-") || second.contains(&b':'))
        {
            return (first.trim_ascii().len() <= 12).then_some(Format::Warc);
        }
        first.starts_with(b"filedesc://").then_some(Format::Arc)
    }

    fn markup(&self) -> Option<Format> {
        // A page in XHTML is told from news by the document itself.
        if self.text.starts_with(b"<?xml") { Some(Format::Xml) } else { self.news() }
    }

    /// Markup that is news or a page, whatever it is called: by its outermost element.
    fn news(&self) -> Option<Format> {
        const ROOTS: [&str; 11] = [
            "rss",
            "rdf:RDF",
            "feed",
            "atom:feed",
            "nitf",
            "nitf:nitf",
            "newsItem",
            "newsMessage",
            "packageItem",
            "NewsML",
            "newsML",
        ];
        match root(self.text)? {
            name if name.eq_ignore_ascii_case("html") => {
                Some(if self.text.starts_with(b"<?xml") { Format::Xml } else { Format::Html })
            }
            name => ROOTS.contains(&name).then_some(Format::Xml),
        }
    }

    /// Whether markup is what a program writes between its own lines. Servers hand out pages under the names of the programs that make them.
    fn is_program(&self) -> bool {
        let has = |mark: &[u8]| self.head.windows(mark.len()).any(|found| found.eq_ignore_ascii_case(mark));
        has(b"<?php") || has(b"<?=")
    }

    fn page(&self) -> Option<Format> {
        let is_xml = self.text.starts_with(b"<?xml");
        self.news().filter(|format| *format == Format::Html && !is_xml)
    }

    /// Mail as programs send it: a head with lines that people do not write.
    fn mail(&self) -> Option<Format> {
        const MARKS: [&str; 6] = [
            "mime-version:",
            "received:",
            "return-path:",
            "delivered-to:",
            "content-transfer-encoding:",
            "message-id:",
        ];
        if mail::opens_box(self.text) {
            return Some(Format::Mail);
        }
        let mut lines = self.text.split(|byte| *byte == b'\n').take_while(|line| !line.trim_ascii().is_empty());
        let is_mark = |line: &[u8]| MARKS.iter().any(|mark| line.to_ascii_lowercase().starts_with(mark.as_bytes()));
        let is_head = |line: &&[u8]| line.starts_with(b" ") || line.starts_with(b"\t") || is_field(line);
        let all: Vec<&[u8]> = lines.by_ref().collect();
        // The last line may be cut off where the first bytes end.
        let whole = &all[..all.len().saturating_sub(usize::from(all.concat().len() + all.len() >= self.text.len()))];
        (whole.len() > 1 && whole.iter().all(is_head) && whole.iter().any(|line| is_mark(line))).then_some(Format::Mail)
    }

    /// Records in JSON that are articles; a log of a program in JSON is none.
    fn records(&self) -> Option<Format> {
        let kind = json_kind(self.text)?;
        let text = String::from_utf8_lossy(self.text);
        let mut pieces = text.split('"').skip(1).step_by(2);
        pieces.any(is_of_article).then_some(kind)
    }
}

fn is_field(line: &[u8]) -> bool {
    let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
    name.len() < line.len() && !name.is_empty() && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
}

fn first_line(text: &[u8]) -> &[u8] {
    text.split(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii()
}

/// The name of the first element of a document, behind its declarations and comments; a declared page is one without it too.
fn root(text: &[u8]) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.trim_ascii_start();
        let behind = |end: &[u8], rest: &'_ [u8]| {
            rest.windows(end.len()).position(|found| found == end).map(|at| at + end.len())
        };
        if rest.get(..14).is_some_and(|start| start.eq_ignore_ascii_case(b"<!doctype html")) {
            return Some("html");
        }
        let end = match rest {
            [b'<', b'!', b'-', b'-', ..] => behind(b"-->", rest)?,
            [b'<', b'?', ..] => behind(b"?>", rest)?,
            [b'<', b'!', ..] => behind(b">", rest)?,
            _ => break,
        };
        rest = &rest[end..];
    }
    let name = rest.strip_prefix(b"<")?;
    let end = name.iter().position(|byte| matches!(byte, b' ' | b'>' | b'\t' | b'\n' | b'\r' | b'/'))?;
    std::str::from_utf8(&name[..end]).ok()
}

/// An object behind an object on the next line tells a record a line.
fn json_kind(start: &[u8]) -> Option<Format> {
    let inner = start.strip_prefix(b"{").or_else(|| start.strip_prefix(b"["))?.trim_ascii_start();
    if !matches!(inner.first(), Some(b'"' | b'{' | b'[')) {
        return None;
    }
    let mut lines = start.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let first = lines.next()?;
    let whole = first.starts_with(b"{") && first.ends_with(b"}");
    let lines = whole && lines.next().is_some_and(|second| second.is_empty() || second.starts_with(b"{"));
    Some(if lines { Format::JsonLines } else { Format::Json })
}

/// Whether bytes are words in some encoding: some of them, and hardly anything else than letters and space.
fn reads_as_text(head: &[u8]) -> bool {
    /// A line of a story; what has fewer may be anything.
    const FEWEST_WORDS: usize = 3;
    let Some(text) = decode(head) else { return false };
    let words = text.split_whitespace().filter(|word| word.chars().filter(|letter| letter.is_alphabetic()).count() > 1);
    let (mut letters, mut others) = (0_usize, 0_usize);
    for letter in text.chars() {
        *(if letter.is_alphabetic() || letter.is_whitespace() { &mut letters } else { &mut others }) += 1;
    }
    words.take(FEWEST_WORDS).count() == FEWEST_WORDS && letters > others * 3
}

#[cfg(test)]
mod tests;
