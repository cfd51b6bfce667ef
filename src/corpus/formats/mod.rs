//! The formats, one file each. A format turns bytes into drafts; what is headline and what junk is decided later, for all alike.

mod arc;
mod bounds;
mod bulk;
mod container;
mod fields;
mod front;
mod head;
mod html;
mod http;
mod json;
mod magic;
mod mail;
mod markdown;
mod office;
mod pages;
mod pdf;
mod plain;
mod recognise;
mod shape;
mod story;
mod surrogates;
mod table;
mod tar;
mod warc;
mod words;
mod xml;
mod zip;

pub use markdown::day_of_name;
pub use pdf::{read_apart, serve_apart};
pub use recognise::recognise;

use std::path::Path;

use serde::Serialize;

use self::bounds::Bounds;
use super::input::Input;
use super::rules::Keys;
use super::{Draft, Fault};
use crate::corpus::Reason;

/// The largest document of many records that is held in memory while it is read, and the longest line of records.
const LARGEST_TEXT: u64 = 1 << 30;

/// The largest text of one article. The longest record of Reuters-21578 has 10 KB, of 14 396 White House documents 165 KB; a byte of a text
/// full of figures takes 23 bytes of memory until it is indexed, so this much takes 3 GB (`docs/hostile.md`).
const LARGEST_ARTICLE: usize = 128 << 20;

/// A format that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// `.txt`, `.text`
    Plain,
    /// `.md`, `.markdown`
    Markdown,
    /// `.html`, `.htm`, `.xhtml`
    Html,
    /// `.json`: one record, or a list of them
    Json,
    /// `.jsonl`, `.ndjson`: a record a line
    JsonLines,
    /// `.xml`, `.nitf`, `.newsml`, `.g2`, `.rss`, `.rdf`, `.atom`: what it is, the document tells
    Xml,
    /// `.csv`, `.tsv`: a table with a header, a record a row
    Table,
    /// `.warc`: an archive of web pages
    Warc,
    /// `.arc`: the same in its older form
    Arc,
    /// `.eml`: a mail with its head; `.mbox`: many of them; `.mhtml`, `.mht`: a page that was saved as one
    Mail,
    /// `.pdf`: pages with a layer of text
    Pdf,
    /// `.zip`: files of any of these formats; `.docx`, `.odt`, `.epub`: a document in one
    Zip,
    /// `.tar`, and with compression `.tgz`: the same
    Tar,
}

impl Format {
    /// The format that a file's name announces, a `.gz`, `.zst`, `.bz2` or `.xz` at its end left aside.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        let name = [".gz", ".zst", ".bz2", ".xz"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
        match Path::new(name).extension()?.to_str()? {
            "txt" | "text" => Some(Self::Plain),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "xml" | "nitf" | "newsml" | "g2" | "rss" | "rdf" | "atom" => Some(Self::Xml),
            "csv" | "tsv" => Some(Self::Table),
            "warc" => Some(Self::Warc),
            "arc" => Some(Self::Arc),
            "eml" | "mbox" | "mhtml" | "mht" => Some(Self::Mail),
            "pdf" => Some(Self::Pdf),
            "zip" | "docx" | "odt" | "epub" => Some(Self::Zip),
            "tar" | "tgz" | "tzst" | "tbz" | "tbz2" | "txz" => Some(Self::Tar),
            _ => None,
        }
    }

    /// Whether a file of this format holds records with ids of their own.
    #[must_use]
    pub fn has_records(self) -> bool {
        !matches!(self, Self::Plain | Self::Markdown | Self::Html | Self::Pdf)
    }
}

/// One record of a file that holds records.
#[derive(Debug, Default)]
pub struct Record {
    /// Its number in the file, from 1.
    pub number: u64,
    /// Whether the file is this one record, and not a list of records.
    pub sole: bool,
    /// Its own id.
    pub id: Option<String>,
    /// Where it stands inside an archive file: the path in it, printable.
    pub inside: Option<String>,
    /// A hash of its bytes, by which a changed record is told.
    pub hash: u64,
    /// The article.
    pub draft: Draft,
}

/// Reads a file that is one article.
///
/// # Errors
/// With the reason when the file is no article.
pub fn parse_whole(format: Format, bytes: &[u8]) -> Result<Draft, Fault> {
    parse_with(format, bytes, &Keys::default())
}

/// As [`parse_whole`]; `keys` tells what front matter calls what.
///
/// # Errors
/// With the reason when the file is no article.
pub fn parse_with(format: Format, bytes: &[u8], keys: &Keys) -> Result<Draft, Fault> {
    fits_an_article(bytes.len())?;
    match format {
        Format::Html => html::parse(bytes),
        Format::Markdown => markdown::parse(bytes, keys),
        Format::Pdf => pdf::parse(bytes),
        _ => plain::parse(bytes),
    }
}

/// Whether a text of so many bytes can be one article.
pub(super) fn fits_an_article(bytes: usize) -> Result<(), Fault> {
    let detail = || format!("a text of {bytes} bytes; of more than {LARGEST_ARTICLE} no article is made");
    if bytes <= LARGEST_ARTICLE { Ok(()) } else { Err(Fault::file(Reason::Size, detail())) }
}

/// Who takes the records of a file, and what was wrong with others.
pub(super) type Found<'a> = dyn FnMut(Result<Record, Fault>) + 'a;

/// Reads a file of records to `found`, in order and one at a time. What follows a broken place in a stream cannot be read; it is
/// named as a fault of its own.
pub fn read_records(format: Format, input: Input<'_>, found: &mut dyn FnMut(Result<Record, Fault>)) {
    let bounds = Bounds::of_file(input.size());
    read_within(&bounds, format, bounded(input), found);
}

fn read_within(bounds: &Bounds, format: Format, input: Input<'_>, found: &mut Found<'_>) {
    match format {
        Format::Json => json::read_document(input, found),
        Format::Xml => xml::read_document(input, found),
        Format::Table => table::read(input, found),
        Format::Warc => warc::read(input, found),
        Format::Arc => arc::read(input, found),
        Format::Mail => mail::read(input, found),
        Format::Zip => zip::read(bounds, input, found),
        Format::Tar => tar::read(bounds, input, found),
        _ => json::read_lines(input, found),
    }
}

/// Reads a whole file, which is one article, into memory. What stands behind its compressed data costs nothing, and is `named`.
///
/// # Errors
/// With the reason when it cannot be read, decompressed or held.
pub fn read_whole(input: Input<'_>, named: &mut dyn FnMut(Fault)) -> Result<Vec<u8>, Fault> {
    read_at_most(LARGEST_ARTICLE as u64, input, named)
}

/// Reads a document of many records into memory.
fn read_document(input: Input<'_>, found: &mut Found<'_>) -> Result<Vec<u8>, Fault> {
    read_at_most(LARGEST_TEXT, input, &mut |fault| found(Err(fault)))
}

fn read_at_most(limit: u64, input: Input<'_>, named: &mut dyn FnMut(Fault)) -> Result<Vec<u8>, Fault> {
    let compressed = input.compressed;
    let fault = |error: std::io::Error| Fault::file(reason_of(&error, compressed), error.to_string());
    let (bytes, junk) = bounded(input).read_all(limit).map_err(fault)?;
    if let Some(junk) = junk {
        named(fault(junk));
    }
    Ok(bytes)
}

/// What is compressed may unpack to no more than an archive file of its size.
fn bounded(input: Input<'_>) -> Input<'_> {
    let bounds = Bounds::of_file(input.size());
    if input.compressed { input.guarded(|reader| Box::new(bounds.guard_stream(reader))) } else { input }
}

fn reason_of(error: &std::io::Error, compressed: bool) -> Reason {
    match error.kind() {
        std::io::ErrorKind::FileTooLarge => Reason::Size,
        std::io::ErrorKind::QuotaExceeded => Reason::Unpacking,
        _ if compressed => Reason::Compression,
        _ => Reason::Unreadable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_announces_its_format_compressed_or_not() {
        assert_eq!(Format::of(Path::new("a/B.TXT")), Some(Format::Plain));
        assert_eq!(Format::of(Path::new("a.jsonl.gz")), Some(Format::JsonLines));
        assert_eq!(Format::of(Path::new("a.jpg")), None);
        assert_eq!(Format::of(Path::new("README")), None);
    }
}
