//! Documents that are zip files of XML: Word (DOCX), `OpenDocument` text (ODT), books (EPUB). Which one a zip file is, and what it says of
//! itself. The walk through their text is `prose`'s.

mod epub;
mod prose;
mod text;

use std::borrow::Cow;
use std::io::Read;

use serde_json::{Map, Value};
use xxhash_rust::xxh3::xxh3_64;
use zip::ZipArchive;

use super::bounds::Bounds;
use super::fields::Fields;
use super::xml::scan::{Scan, Token};
use super::{Found, Record, reason_of};
use crate::corpus::decode::decode_declared;
use crate::corpus::input::ReadSeek;
use crate::corpus::{Draft, Fault, Reason};

/// A zip file that is a document.
pub enum Document {
    Word,
    Open,
    Epub,
    /// One that is not read, and what it is.
    Other(&'static str),
}

impl Document {
    /// What document a zip file is, if it is one.
    pub fn of(archive: &mut ZipArchive<Box<dyn ReadSeek>>) -> Option<Self> {
        let has = |name: &str| archive.index_for_name(name).is_some();
        let starts = |folder: &str| archive.file_names().flatten().any(|name| name.starts_with(folder));
        if has("word/document.xml") {
            return Some(Self::Word);
        }
        if has("[Content_Types].xml") {
            return Some(Self::Other(match (starts("xl/"), starts("ppt/")) {
                (true, _) => "a spreadsheet (XLSX); save it as .csv",
                (_, true) => "a presentation (PPTX); save it as .pdf",
                _ => "a zip file that is a document, but none of Word",
            }));
        }
        if has("META-INF/container.xml") {
            return Some(Self::Epub);
        }
        if has("mimetype") && has("content.xml") {
            return Some(if is_open_text(archive) {
                Self::Open
            } else {
                Self::Other("an OpenDocument that is no text")
            });
        }
        let is_program = has("META-INF/MANIFEST.MF") || has("AndroidManifest.xml");
        is_program.then_some(Self::Other("a zip file that is a program, not an archive"))
    }

    /// Reads it.
    pub fn read(self, parts: &mut Parts<'_>, found: &mut Found<'_>) {
        let result = match self {
            Self::Other(what) => Err(Fault::file(Reason::Format, what)),
            Self::Epub => return epub::read(parts, found),
            Self::Word => text::word(parts, found),
            Self::Open => text::open(parts, found),
        };
        match result {
            Ok(draft) if draft.is_empty() => found(Err(Fault::file(Reason::Empty, "no text in the document"))),
            Ok(draft) => found(Ok(Record { number: 1, sole: true, hash: parts.hash, draft, ..Record::default() })),
            Err(fault) => found(Err(fault)),
        }
    }
}

/// Whether the type of an `OpenDocument` is that of a text, or of its template. It should stand unpacked at the start of the file, and does
/// not where an ordinary program has packed the parts again.
fn is_open_text(archive: &mut ZipArchive<Box<dyn ReadSeek>>) -> bool {
    /// The longest type is shorter.
    const LONGEST: u64 = 200;
    let mut kind = Vec::new();
    let read = archive.by_name("mimetype").map(|part| part.take(LONGEST).read_to_end(&mut kind));
    // What was read of a damaged part is enough where it tells.
    drop(read);
    kind.starts_with(b"application/vnd.oasis.opendocument.text")
}

/// The parts of a document, each read within the bounds of its file.
pub struct Parts<'a> {
    pub archive: ZipArchive<Box<dyn ReadSeek>>,
    pub bounds: &'a Bounds,
    /// Of all parts that were read.
    pub hash: u64,
    /// How many bytes more may be read.
    left: u64,
}

/// What the parts that are read of one document may come to. A thousand pages of text are some 30 MB of markup, which take 13 times as
/// much memory while they are read.
const LARGEST: u64 = 64 << 20;

impl<'a> Parts<'a> {
    /// Nothing read yet.
    pub fn new(archive: ZipArchive<Box<dyn ReadSeek>>, bounds: &'a Bounds) -> Self {
        Self { archive, bounds, hash: 0, left: LARGEST }
    }

    /// The text of a part; none if there is no such part.
    fn text(&mut self, name: &str) -> Result<Option<String>, Fault> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        let text = decode_declared(&bytes, "encoding=").map(std::borrow::Cow::into_owned);
        text.map(Some).ok_or_else(|| Fault::file(Reason::Document, format!("{name} in it is no text")))
    }

    fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let file = self.archive.by_index(index);
        let file = file.map_err(|error| Fault::file(Reason::Document, format!("{name} in it: {error}")))?;
        let packed = file.compressed_size();
        let mut bytes = Vec::new();
        (self.bounds.guard(file, packed).take(self.left + 1))
            .read_to_end(&mut bytes)
            .map_err(|error| Fault::file(reason_of(&error, true), format!("{name} in it: {error}")))?;
        let Some(left) = self.left.checked_sub(bytes.len() as u64) else {
            return Err(Fault::file(
                Reason::Size,
                format!("{name} in it: its parts come to more than {LARGEST} bytes"),
            ));
        };
        self.left = left;
        self.hash = self.hash.rotate_left(1) ^ xxh3_64(&bytes);
        Ok(Some(bytes))
    }

    /// The names of the parts that `is_wanted`, in order.
    fn names(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
        let mut names: Vec<String> =
            self.archive.file_names().flatten().map(Cow::into_owned).filter(|name| is_wanted(name)).collect();
        names.sort();
        names
    }
}

/// What a part says of the document: the texts of these elements, those of one name in a list.
fn said(xml: &str, names: &[(&str, &str)]) -> Map<String, Value> {
    let (mut scan, mut found, mut open) = (Scan::new(xml), Map::new(), None);
    while let Ok(token) = scan.next() {
        match token {
            Token::End => break,
            Token::Open(tag) => open = names.iter().find(|(name, _)| *name == tag.name).map(|(_, key)| *key),
            Token::Close => open = None,
            Token::Text(text) => {
                let list = open.map(|key| found.entry(key).or_insert_with(|| Value::Array(Vec::new())));
                if let Some(Value::Array(list)) = list.filter(|_| !text.trim().is_empty()) {
                    list.push(Value::String(text.trim().to_owned()));
                }
            }
        }
    }
    found.into_iter().filter(|(_, value)| value.as_array().is_some_and(|list| !list.is_empty())).collect()
}

/// What is known of a document whose programs leave their own names where those of people belong.
fn known(mut said: Map<String, Value>) -> Draft {
    /// The day of the empty document that a much used library begins with.
    const TEMPLATE: &str = "2013-12-23T23:15:00Z";
    const PROGRAMS: [&str; 7] =
        ["python-docx", "apache poi", "docx4j", "un-named", "microsoft office user", "administrator", "user"];
    let first = |value: &Value| value.get(0).and_then(Value::as_str).unwrap_or_default().to_owned();
    let is_noise = |key: &str, value: &Value| match key {
        "creator" => PROGRAMS.contains(&first(value).to_lowercase().as_str()),
        "description" => first(value).starts_with("generated by "),
        "created" => first(value) == TEMPLATE,
        _ => false,
    };
    said = said.into_iter().filter(|(key, value)| !is_noise(key, value)).collect();
    for key in ["keywords", "subject"] {
        // One text lists several.
        if let Some(list) = said.get_mut(key).and_then(Value::as_array_mut)
            && list.len() == 1
        {
            let text = list.remove(0);
            said.insert(key.to_owned(), text);
        }
    }
    Fields::new(said).head_of("")
}
