//! What makes a PDF dangerous, found before the crate reads it: streams that unpack without bounds, pages that lie within themselves, and
//! drawings that draw themselves.

use std::collections::HashMap;
use std::io::{self, Read};
use std::iter::successors;

use flate2::read::ZlibDecoder;
use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream};

use crate::corpus::{Fault, Reason};

/// What the streams of a file may unpack to, pictures left out: the text of a thousand books.
const LARGEST: u64 = 256 << 20;
/// How often drawings may be drawn; the busiest plans have some thousands.
const MOST_DRAWINGS: u64 = 100_000;
/// And how deep within each other.
const DEEPEST: usize = 32;
/// How deep its pages may lie: programs that write them keep some ten to a node, which makes a million pages six deep.
const DEEPEST_TREE: usize = 256;

/// Refuses a file whose streams unpack to more than a text has.
pub fn streams(bytes: &[u8]) -> Result<(), Fault> {
    const OPEN: &[u8] = b"stream";
    let (mut at, mut left) = (0, LARGEST);
    while let Some(found) = find(&bytes[at..], OPEN) {
        let start = at + found + OPEN.len();
        let before = &bytes[at.max((at + found).saturating_sub(1024))..at + found];
        let length = find(&bytes[start..], b"endstream").unwrap_or(bytes.len() - start);
        let is_picture = find(before, b"/Image").is_some() && find(before, b"/ObjStm").is_none();
        if !is_picture {
            let layers = before.windows(11).filter(|name| *name == b"FlateDecode").count().clamp(1, 4);
            left = unpacked(bytes[start..start + length].trim_ascii_start(), layers, left)?;
        }
        at = (start + length + b"endstream".len()).min(bytes.len());
    }
    Ok(())
}

fn find(bytes: &[u8], mark: &[u8]) -> Option<usize> {
    let first = mark.first()?;
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|byte| byte == first) {
        at += found;
        if bytes[at..].starts_with(mark) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Unpacks layer by layer; what of `left` remains.
fn unpacked(packed: &[u8], layers: usize, mut left: u64) -> Result<u64, Fault> {
    let mut bytes = packed.to_vec();
    for layer in 0..layers {
        let mut out = Vec::new();
        let limited = ZlibDecoder::new(bytes.as_slice()).take(left + 1);
        // Only what lies within another layer is kept.
        let count = if layer + 1 < layers { read_lossy(limited, &mut out) } else { read_lossy(limited, &mut Sink) };
        left = left.checked_sub(count).ok_or_else(|| {
            Fault::file(Reason::Unpacking, format!("its streams unpack to more than {LARGEST} bytes"))
        })?;
        bytes = out;
    }
    Ok(left)
}

struct Sink;

impl io::Write for Sink {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// How many bytes came before the end or an error: what is no stream of this packing gives none.
fn read_lossy(mut reader: impl Read, out: &mut impl io::Write) -> u64 {
    let (mut buffer, mut count) = ([0; 16 * 1024], 0);
    while let Ok(read @ 1..) = reader.read(&mut buffer) {
        count += read as u64;
        let _ = out.write_all(&buffer[..read]);
    }
    count
}

/// Refuses a document whose pages lie within each other without end: what a page inherits is looked for upwards until it is found.
pub fn tree(document: &Document) -> Result<(), Fault> {
    let above = |id: &ObjectId| document.get_dictionary(*id).ok()?.get(b"Parent").ok()?.as_reference().ok();
    let is_endless = |page| successors(Some(page), above).nth(DEEPEST_TREE).is_some();
    if document.get_pages().into_values().any(is_endless) {
        return Err(Fault::file(
            Reason::Document,
            "the PDF cannot be read: its pages lie within each other without end",
        ));
    }
    Ok(())
}

/// Refuses a document whose pages draw without end.
pub fn drawing(document: &Document) -> Result<(), Fault> {
    let mut drawings = Drawings { document, weights: HashMap::new() };
    let mut all = 0_u64;
    for page in document.get_pages().into_values() {
        let content = document.get_page_content(page).unwrap_or_default();
        let (own, inherited) = document.get_page_resources(page).unwrap_or_default();
        let inherited = inherited.iter().filter_map(|id| document.get_dictionary(*id).ok());
        for resources in own.into_iter().chain(inherited) {
            all = all.saturating_add(drawings.weigh(&content, resources, 0).ok_or_else(endless)?);
        }
    }
    if all > MOST_DRAWINGS { Err(endless()) } else { Ok(()) }
}

fn endless() -> Fault {
    Fault::file(Reason::Unpacking, "its pages draw the same over and over without end")
}

struct Drawings<'d> {
    document: &'d Document,
    /// How many drawings one of them stands for; none while it is looked at, and then it draws itself.
    weights: HashMap<ObjectId, Option<u64>>,
}

impl Drawings<'_> {
    /// How many drawings a content draws; none if that is without end.
    fn weigh(&mut self, content: &[u8], resources: &Dictionary, depth: usize) -> Option<u64> {
        if depth > DEEPEST {
            return None;
        }
        let mut weight = 0_u64;
        for (name, times) in drawn(content) {
            if let Some((id, stream)) = self.named(&name, resources) {
                weight = weight.saturating_add(times.saturating_mul(self.of_stream(id, &stream, resources, depth)?));
            }
        }
        Some(weight)
    }

    fn of_stream(&mut self, id: ObjectId, stream: &Stream, outer: &Dictionary, depth: usize) -> Option<u64> {
        if let Some(known) = self.weights.get(&id) {
            return *known;
        }
        self.weights.insert(id, None);
        let own = stream.dict.get(b"Resources").ok().and_then(|own| self.document.dereference(own).ok());
        let resources = own.and_then(|(_, own)| own.as_dict().ok()).unwrap_or(outer);
        let content = stream.get_plain_content().unwrap_or_default();
        let weight = 1 + self.weigh(&content, resources, depth + 1)?;
        self.weights.insert(id, Some(weight));
        Some(weight)
    }

    fn named(&self, name: &[u8], resources: &Dictionary) -> Option<(ObjectId, Stream)> {
        let (_, drawings) = self.document.dereference(resources.get(b"XObject").ok()?).ok()?;
        let (id, drawing) = self.document.dereference(drawings.as_dict().ok()?.get(name).ok()?).ok()?;
        let is_form =
            |stream: &&Stream| stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name != b"Image");
        let stream = drawing.as_stream().ok().filter(is_form)?;
        Some((id?, stream.clone()))
    }
}

/// The names of drawings that a content draws, and how often.
fn drawn(content: &[u8]) -> HashMap<Vec<u8>, u64> {
    let mut found = HashMap::new();
    let is_space = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0;
    let mut before: &[u8] = b"";
    for piece in content.split(is_space).flat_map(before_strokes) {
        if piece.starts_with(b"Do") && before.starts_with(b"/") {
            *found.entry(before[1..].to_owned()).or_default() += 1;
        }
        if !piece.is_empty() {
            before = piece;
        }
    }
    found
}

/// Cuts before each stroke, so that `/A/B` is two names.
fn before_strokes(word: &[u8]) -> Vec<&[u8]> {
    let strokes = word.iter().enumerate().skip(1).filter(|(_, byte)| **byte == b'/').map(|(at, _)| at);
    let starts: Vec<usize> = [0].into_iter().chain(strokes).collect();
    let ends = starts.iter().skip(1).copied().chain([word.len()]);
    starts.iter().zip(ends).map(|(start, end)| &word[*start..end]).collect()
}
