//! Tables with a header: CSV, TSV, and what else separates cells. The header tells the separator and names the cells as JSON names its
//! values; a row is a record.

use std::cell::Cell;
use std::io::{self, Cursor, Read};
use std::rc::Rc;

use csv::{ByteRecord, Reader, ReaderBuilder};
use serde_json::{Map, Value};
use xxhash_rust::xxh3::Xxh3;

use super::fields::{Fields, is_of_article};
use super::{Found, LARGEST_TEXT, Record, reason_of};
use crate::corpus::decode::{decode, is_wide};
use crate::corpus::input::Input;
use crate::corpus::rules::Keys;
use crate::corpus::{Fault, Reason};

pub fn read(input: Input<'_>, found: &mut Found<'_>) {
    let (compressed, keys) = (input.compressed, input.keys.clone());
    let (separator, reader) = match opened(input, found) {
        Ok(opened) => opened,
        Err(fault) => return found(Err(fault)),
    };
    let taken = Rc::new(Cell::new(0));
    let limited = Limited { reader, taken: Rc::clone(&taken) };
    let mut reader = ReaderBuilder::new().delimiter(separator).flexible(true).has_headers(true).from_reader(limited);
    let names = match names(&mut reader, &keys) {
        Ok(names) => names,
        Err(NoHeader::Fault(fault)) => return found(Err(fault)),
        Err(NoHeader::Error(error)) => {
            return found(Err(Fault::file(reason_of(&error, compressed), error.to_string())));
        }
    };
    let (mut row, mut number) = (ByteRecord::new(), 0);
    loop {
        taken.set(0);
        match reader.read_byte_record(&mut row) {
            Ok(true) => {
                number += 1;
                found(record(&names, &row, number, &keys));
            }
            Ok(false) if number == 0 => return found(Err(Fault::file(Reason::Empty, "a header, but no row under it"))),
            Ok(false) => return,
            Err(error) => {
                let error = io::Error::from(error);
                let detail = format!("{error}; nothing behind it could be read");
                return found(Err(Fault::record(reason_of(&error, compressed), number + 1, detail)));
            }
        }
    }
}

/// The separator of a table, and its lines from the header on.
fn opened<'a>(input: Input<'a>, found: &mut Found<'_>) -> Result<(u8, Box<dyn Read + 'a>), Fault> {
    let compressed = input.compressed;
    let (head, mut reader) = decoded(input, found)?;
    let Some((separator, length)) = told_separator(&head) else { return Ok((separator(&head), reader)) };
    io::copy(&mut reader.by_ref().take(length), &mut io::sink())
        .map_err(|error| Fault::file(reason_of(&error, compressed), error.to_string()))?;
    Ok((separator, reader))
}

/// The first bytes and the whole of a table. What is in UTF-16, as spreadsheets write it, is decoded first: its separators take two bytes.
fn decoded<'a>(input: Input<'a>, found: &mut Found<'_>) -> Result<(Vec<u8>, Box<dyn Read + 'a>), Fault> {
    let head = input.head().to_owned();
    if !is_wide(&head) {
        if head.contains(&0) {
            return Err(Fault::file(Reason::Binary, NO_TEXT));
        }
        return Ok((head, Box::new(input.into_reader())));
    }
    let bytes = super::read_document(input, found)?;
    let text = decode(&bytes).ok_or_else(|| Fault::file(Reason::Binary, NO_TEXT))?.into_owned().into_bytes();
    Ok((text[..text.len().min(head.len())].to_owned(), Box::new(Cursor::new(text))))
}

const NO_TEXT: &str = "the bytes are no text in any encoding";

/// A reader that fails where one row takes more than a text may.
struct Limited<R> {
    reader: R,
    taken: Rc<Cell<u64>>,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.taken.set(self.taken.get() + count as u64);
        if self.taken.get() > LARGEST_TEXT {
            return Err(io::Error::new(
                io::ErrorKind::FileTooLarge,
                format!("a row of more than {LARGEST_TEXT} bytes"),
            ));
        }
        Ok(count)
    }
}

/// The separator that a first line `sep=;` tells, as Excel has it, and the length of that line.
fn told_separator(head: &[u8]) -> Option<(u8, u64)> {
    let mark = "\u{FEFF}".as_bytes();
    let line = head.split_inclusive(|byte| *byte == b'\n').next()?;
    match line.strip_prefix(mark).unwrap_or(line).trim_ascii_end() {
        [start @ .., b'=', separator] if start.eq_ignore_ascii_case(b"sep") => Some((*separator, line.len() as u64)),
        start if start.eq_ignore_ascii_case(b"sep=") => Some((b'\t', line.len() as u64)),
        _ => None,
    }
}

/// The separator that stands most often in the first line, outside quotes; a tab where it stands as often as another, since no name of a
/// column holds one.
fn separator(head: &[u8]) -> u8 {
    const SEPARATORS: [u8; 4] = [b'\t', b',', b';', b'|'];
    let (mut counts, mut quoted) = ([0_usize; SEPARATORS.len()], false);
    for byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            byte if !quoted => {
                if let Some(index) = SEPARATORS.iter().position(|separator| separator == byte) {
                    counts[index] += 1;
                }
            }
            _ => {}
        }
    }
    let most = counts.iter().max().copied().unwrap_or_default();
    if most == 0 {
        return b',';
    }
    SEPARATORS.iter().zip(counts).find(|(_, count)| *count == most).map_or(b',', |(separator, _)| *separator)
}

enum NoHeader {
    Fault(Fault),
    Error(io::Error),
}

fn names(reader: &mut Reader<impl Read>, keys: &Keys) -> Result<Vec<String>, NoHeader> {
    let header = reader.byte_headers().map_err(|error| NoHeader::Error(error.into()))?;
    let names: Vec<String> =
        header.iter().map(|cell| text(cell).trim().trim_start_matches('\u{FEFF}').to_owned()).collect();
    if names.iter().any(|name| is_of_article(name) || keys.name_article(name)) {
        return Ok(names);
    }
    let (reason, detail) = if names.iter().all(String::is_empty) {
        (Reason::Empty, "no header in it".to_owned())
    } else {
        (Reason::NoArticle, format!("its header names neither a headline nor a text: {}", shortened(&names)))
    };
    Err(NoHeader::Fault(Fault::file(reason, detail)))
}

fn shortened(names: &[String]) -> String {
    const LONGEST: usize = 200;
    let list = names.join(", ");
    if list.chars().count() <= LONGEST { list } else { list.chars().take(LONGEST).chain(['…']).collect() }
}

fn text(cell: &[u8]) -> String {
    decode(cell).map_or_else(|| String::from_utf8_lossy(cell).into_owned(), std::borrow::Cow::into_owned)
}

fn record(names: &[String], row: &ByteRecord, number: u64, keys: &Keys) -> Result<Record, Fault> {
    let fault = |reason, detail: String| Fault::record(reason, number, detail);
    if row.iter().skip(names.len()).any(|cell| !cell.trim_ascii().is_empty()) {
        // Which of the cells were meant to be one cannot be told.
        let detail = format!("{} cells, but the header names {}", row.len(), names.len());
        return Err(fault(Reason::Record, detail));
    }
    let mut hash = Xxh3::new();
    let mut object = Map::new();
    for (name, cell) in names.iter().zip(row) {
        hash.update(name.as_bytes());
        hash.update(b"\0");
        hash.update(cell);
        hash.update(b"\0");
        if !cell.trim_ascii().is_empty() {
            object.entry(name.as_str()).or_insert_with(|| Value::String(text(cell)));
        }
    }
    let fields = Fields::new(keys.named(object));
    if let Some(why) = fields.refusal() {
        return Err(fault(Reason::Unpublished, why));
    }
    let (id, draft) =
        fields.article().ok_or_else(|| fault(Reason::Empty, "neither a headline nor a text in the row".to_owned()))?;
    Ok(Record { number, id, hash: hash.digest(), draft, ..Record::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_line_may_tell_the_separator() {
        assert_eq!(told_separator(b"sep=;\r\ntitle;text"), Some((b';', 7)));
        assert_eq!(told_separator(b"SEP=\t\ntitle"), Some((b'\t', 6)));
        assert_eq!(told_separator("\u{FEFF}sep=,\n".as_bytes()), Some((b',', 9)));
        assert_eq!(told_separator(b"sepia=;\n"), None);
    }

    #[test]
    fn the_header_tells_the_separator() {
        assert_eq!(separator(b"id;title;text\na,b,c,d;;"), b';');
        assert_eq!(separator(b"id\ttitle, or so\n"), b'\t');
        assert_eq!(separator(b"\"a;b;c\",text\n"), b',');
        assert_eq!(separator(b"text"), b',');
    }
}
