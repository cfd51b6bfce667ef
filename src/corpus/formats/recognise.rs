//! Which format a file has: archive files are known by their first bytes whatever they are called, and other files where their name
//! does not tell.

use std::path::Path;

use super::Format;
use crate::corpus::{Fault, Reason};

/// The format of a file by its name and its first bytes.
///
/// # Errors
/// With the reason when it is none that is read.
pub fn recognise(path: &Path, head: &[u8]) -> Result<Format, Fault> {
    let named = Format::of(path);
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Ok(Format::Zip);
    }
    if head.get(257..262) == Some(b"ustar".as_slice()) {
        return Ok(Format::Tar);
    }
    match named {
        Some(Format::Warc | Format::Arc | Format::Zip | Format::Tar) | None => by_content(head).or(named),
        Some(_) => named,
    }
    .ok_or_else(|| Fault::file(Reason::Format, UNKNOWN))
}

const UNKNOWN: &str = "neither the content nor the name tells a format that is read \
    (.txt .md .html .json .jsonl .csv .tsv .xml .nitf .newsml .g2 .rss .rdf .atom .warc .arc .zip .tar, also with .gz or .zst)";

fn by_content(head: &[u8]) -> Option<Format> {
    let start = head.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(head).trim_ascii_start();
    if start.starts_with(b"WARC/") {
        Some(Format::Warc)
    } else if start.starts_with(b"filedesc://") {
        Some(Format::Arc)
    } else if start.starts_with(b"<?xml") {
        // A page in XHTML is told from news by the document itself.
        Some(Format::Xml)
    } else if is_page(start) {
        Some(Format::Html)
    } else {
        json_kind(start)
    }
}

fn is_page(start: &[u8]) -> bool {
    let begins = |mark: &[u8]| start.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark));
    begins(b"<!doctype html") || begins(b"<html")
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

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, head: &[u8]) -> Option<Format> {
        recognise(Path::new(name), head).ok()
    }

    #[test]
    fn archive_files_are_known_whatever_they_are_called() {
        assert_eq!(of("a.txt", b"PK\x03\x04rest"), Some(Format::Zip));
        assert_eq!(of("a.warc.gz.bad", b"WARC/1.0\r\n"), Some(Format::Warc));
        assert_eq!(of("a.warc", b"filedesc://a 127.0.0.1"), Some(Format::Arc));
    }

    #[test]
    fn content_tells_where_the_name_does_not_and_a_known_name_is_believed() {
        assert_eq!(of("page", b"\n<!DOCTYPE HTML><p>x"), Some(Format::Html));
        assert_eq!(of("dump", b"{\"a\":1}\n{\"a\":2}\n"), Some(Format::JsonLines));
        assert_eq!(of("dump", b"[ {\"a\":1} ]"), Some(Format::Json));
        assert_eq!(of("a.txt", b"WARC/1.0 is a format"), Some(Format::Plain));
        assert_eq!(of("README", b"plain text"), None);
        assert_eq!(of("a.rtf", b"{\\rtf1"), None);
    }
}
