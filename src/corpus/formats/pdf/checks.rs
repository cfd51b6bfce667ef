//! What makes a PDF dangerous, found before the crate works with it: pages that lie within themselves, drawings that draw themselves, and
//! of the bytes, before they are a document, streams that the crate unpacks while it reads them. All others are unpacked in `packing.rs`.

use std::collections::HashMap;
use std::io::{self, Read};
use std::iter::successors;

use flate2::read::ZlibDecoder;
use pdf_extract::content::Content;
use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream};

use super::packing::{LARGEST, too_much};
use crate::corpus::{Fault, Reason};

/// How often drawings may be drawn; the busiest plans have some thousands.
const MOST_DRAWINGS: u64 = 100_000;
/// And how large what is drawn on one page.
const LARGEST_CONTENT: usize = 16 << 20;
/// And how deep drawings may lie within each other.
const DEEPEST: usize = 32;
/// How deep its pages may lie: programs that write them keep some ten to a node, which makes a million pages six deep.
const DEEPEST_TREE: usize = 256;

/// Refuses a file whose streams unpack to more than a text has.
pub fn streams(bytes: &[u8]) -> Result<(), Fault> {
    const OPEN: &[u8] = b"stream";
    let (mut at, mut left) = (0, LARGEST);
    while let Some(found) = find(&bytes[at..], OPEN) {
        let start = at + found + OPEN.len();
        let before = own_dictionary(&bytes[at..at + found]);
        let length = find(&bytes[start..], b"endstream").unwrap_or(bytes.len() - start);
        // What is written with `#` may be anything.
        let is_picture = (find(before, b"/Subtype/Image").is_some() || find(before, b"/Subtype /Image").is_some())
            && [b"ObjS".as_slice(), b"XRef", b"#"].iter().all(|mark| find(before, mark).is_none());
        if find(before, b"XRef").is_some() || find(before, b"#").is_some() {
            places(before, bytes.len())?;
        }
        if !is_picture {
            left = unpacked(bytes[start..start + length].trim_ascii_start(), left)?;
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

/// The dictionary of a stream: what stands before it in its object.
fn own_dictionary(before: &[u8]) -> &[u8] {
    const OBJECT: &[u8] = b" obj";
    let start = before.windows(OBJECT.len()).rposition(|word| word == OBJECT);
    start.map_or(before, |start| &before[start + OBJECT.len()..])
}

/// Refuses a table of places whose numbers ask for more than a file of `size` bytes can hold; the crate makes room for what they say.
fn places(dictionary: &[u8], size: usize) -> Result<(), Fault> {
    let lies =
        || Fault::file(Reason::Document, "the PDF cannot be read: its table of places asks for more than it can hold");
    let numbers = |name: &[u8]| {
        let at = find(dictionary, name).map_or(dictionary.len(), |at| at + name.len());
        let list = dictionary[at..].trim_ascii_start();
        // A longer name begins with the same letters.
        if !list.starts_with(b"[") && !list.first().is_some_and(u8::is_ascii_digit) {
            return Vec::new();
        }
        let end = if list.starts_with(b"[") {
            find(list, b"]")
        } else {
            list.iter().skip(1).position(|byte| matches!(byte, b'/' | b'>'))
        };
        let list = String::from_utf8_lossy(&list[..end.unwrap_or(list.len().min(64))]).into_owned();
        let list = list.split(|letter: char| !letter.is_ascii_digit()).filter(|number| !number.is_empty());
        list.map(|number| number.parse::<u64>().unwrap_or(u64::MAX)).collect::<Vec<_>>()
    };
    // A place takes a few bytes, packed perhaps a thousandth of that.
    let most = (size as u64).saturating_mul(1000).min(50_000_000);
    let widths = numbers(b"/W");
    let are_widths = widths.is_empty() || widths.iter().all(|width| *width <= 8) && widths.iter().sum::<u64>() > 0;
    let entries: u64 = numbers(b"/Index").iter().skip(1).step_by(2).fold(0, |sum, count| sum.saturating_add(*count));
    let last = numbers(b"/Size").first().copied().unwrap_or_default();
    if are_widths && entries <= most && last <= most { Ok(()) } else { Err(lies()) }
}

/// Unpacks, and again where what comes out is packed too; what of `left` remains.
fn unpacked(packed: &[u8], mut left: u64) -> Result<u64, Fault> {
    const MOST_LAYERS: usize = 5;
    let mut bytes = packed.to_vec();
    for _ in 0..MOST_LAYERS {
        let mut out = Kept::default();
        let count = read_lossy(ZlibDecoder::new(bytes.as_slice()).take(left + 1), &mut out);
        left = left.checked_sub(count).ok_or_else(too_much)?;
        if !out.is_packed() {
            break;
        }
        bytes = out.0;
    }
    Ok(left)
}

/// Keeps what is written if it is packed itself.
#[derive(Default)]
struct Kept(Vec<u8>);

impl Kept {
    fn is_packed(&self) -> bool {
        matches!(self.0[..], [method, flags, ..] if method & 15 == 8 && u16::from_be_bytes([method, flags]).is_multiple_of(31))
    }
}

impl io::Write for Kept {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        if self.0.is_empty() || self.is_packed() {
            self.0.extend_from_slice(buffer);
        }
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
    let is_endless = |page| nodes_above(document, page).nth(DEEPEST_TREE).is_some();
    if document.get_pages().into_values().any(is_endless) {
        return Err(Fault::file(
            Reason::Document,
            "the PDF cannot be read: its pages lie within each other without end",
        ));
    }
    Ok(())
}

/// Whether a content is more than a page can show: the crate takes 65 bytes of memory for each, and 1200 for each state that is kept.
fn is_heavy(content: &[u8]) -> bool {
    const MOST_KEPT: usize = 200_000;
    let is_keeping = |word: &&[u8]| *word == b"q";
    content.len() > LARGEST_CONTENT
        || content.split(u8::is_ascii_whitespace).filter(is_keeping).take(MOST_KEPT + 1).count() > MOST_KEPT
}

/// A page and the nodes above it, as the crate looks for what a page inherits.
fn nodes_above(document: &Document, page: ObjectId) -> impl Iterator<Item = &Dictionary> {
    successors(document.get_dictionary(page).ok(), |node| dictionary(document, node, b"Parent"))
}

/// The dictionary that stands under a key, or that the key refers to.
fn dictionary<'d>(document: &'d Document, holder: &'d Dictionary, key: &[u8]) -> Option<&'d Dictionary> {
    document.dereference(holder.get(key).ok()?).ok()?.1.as_dict().ok()
}

/// Refuses a document whose pages draw without end.
pub fn drawing(document: &Document) -> Result<(), Fault> {
    let mut drawings = Drawings { document, weights: HashMap::new() };
    let (mut all, mut drawn) = (0_u64, 0_u64);
    for page in document.get_pages().into_values() {
        // Pages may share a content, and one may name it many times; the crate puts all of it together.
        let contents = document.get_page_contents(page);
        let content = contents.into_iter().map(|id| length_of(document, id)).fold(0, u64::saturating_add);
        drawn = drawn.saturating_add(content);
        if content > LARGEST_CONTENT as u64 || drawn > LARGEST {
            return Err(endless());
        }
        let content = document.get_page_content(page).unwrap_or_default();
        for resources in nodes_above(document, page).filter_map(|node| dictionary(document, node, b"Resources")) {
            all = all.saturating_add(drawings.weigh(&content, resources, 0).ok_or_else(endless)?);
        }
    }
    if all > MOST_DRAWINGS { Err(endless()) } else { Ok(()) }
}

fn length_of(document: &Document, content: ObjectId) -> u64 {
    document.get_object(content).and_then(Object::as_stream).map_or(0, |stream| stream.content.len() as u64)
}

fn endless() -> Fault {
    Fault::file(Reason::Unpacking, "its pages draw without end, or more than any page shows")
}

struct Drawings<'d> {
    document: &'d Document,
    /// How many drawings one of them stands for, under the resources with which it is drawn; none while it is looked at, and then it
    /// draws itself.
    weights: HashMap<(ObjectId, usize), Option<u64>>,
}

impl<'d> Drawings<'d> {
    /// How many drawings a content draws; none if that is without end.
    fn weigh(&mut self, content: &[u8], resources: &'d Dictionary, depth: usize) -> Option<u64> {
        if depth > DEEPEST || is_heavy(content) {
            return None;
        }
        let mut weight = 0_u64;
        for (name, times) in drawn(content) {
            if let Some((id, stream)) = self.named(&name, resources) {
                weight = weight.saturating_add(times.saturating_mul(self.of_stream(id, stream, resources, depth)?));
            }
        }
        Some(weight)
    }

    fn of_stream(&mut self, id: ObjectId, stream: &'d Stream, outer: &'d Dictionary, depth: usize) -> Option<u64> {
        let resources = dictionary(self.document, &stream.dict, b"Resources").unwrap_or(outer);
        let key = (id, std::ptr::from_ref(resources).addr());
        if let Some(known) = self.weights.get(&key) {
            return *known;
        }
        self.weights.insert(key, None);
        let unpacked = stream.filters().ok().and_then(|_| stream.decompressed_content().ok());
        let content = unpacked.unwrap_or_else(|| stream.content.clone());
        let weight = 1 + self.weigh(&content, resources, depth + 1)?;
        self.weights.insert(key, Some(weight));
        Some(weight)
    }

    fn named(&self, name: &[u8], resources: &'d Dictionary) -> Option<(ObjectId, &'d Stream)> {
        let drawings = dictionary(self.document, resources, b"XObject")?;
        let (id, drawing) = self.document.dereference(drawings.get(name).ok()?).ok()?;
        Some((id?, drawing.as_stream().ok()?))
    }
}

/// The names of drawings that a content draws, and how often: as the crate reads them, whatever else stands on the line.
fn drawn(content: &[u8]) -> HashMap<Vec<u8>, u64> {
    let mut found = HashMap::new();
    let operations = Content::decode(content).map(|content| content.operations).unwrap_or_default();
    for operation in operations.iter().filter(|operation| operation.operator == "Do") {
        if let Some(Ok(name)) = operation.operands.first().map(Object::as_name) {
            *found.entry(name.to_owned()).or_default() += 1;
        }
    }
    found
}

/// Makes all pictures empty. The crate would read them as if they were drawings, whatever their bytes are.
pub fn without_pictures(document: &mut Document) {
    for stream in document.objects.values_mut().filter_map(|object| object.as_stream_mut().ok()) {
        if is_picture(stream) {
            stream.dict.remove(b"Filter");
            stream.set_content(Vec::new());
        }
    }
}

pub fn is_picture(stream: &Stream) -> bool {
    stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image")
}
