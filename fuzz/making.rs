//! Documents whose parts are told apart by checksums, lengths and places, made of what may be anything: a change of chance reaches what
//! is in the parts, where in a finished file it would break the file itself.

use std::io::{Cursor, Write};

/// What stands between the parts of a document that is yet to be made.
pub const BETWEEN: &[u8] = b"\n=====\n";

/// The kinds of documents in a zip file, each with the paths of its parts.
const KINDS: [&[&str]; 3] = [
    &["[Content_Types].xml", "word/document.xml", "word/styles.xml", "word/header1.xml", "docProps/core.xml"],
    &["mimetype", "content.xml", "meta.xml", "styles.xml"],
    &["mimetype", "META-INF/container.xml", "OEBPS/book.opf", "OEBPS/a.xhtml", "OEBPS/b.xhtml"],
];

/// The file that a target reads, made of what its fuzzer changes.
pub fn made(target: &str, data: &[u8]) -> Vec<u8> {
    match target {
        "office" => office(data),
        "pdf" => pdf(data),
        _ => data.to_vec(),
    }
}

/// A zip file: the first byte picks the kind of document, its parts follow.
fn office(data: &[u8]) -> Vec<u8> {
    let Some((kind, rest)) = data.split_first() else { return Vec::new() };
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (path, part) in KINDS[usize::from(*kind) % KINDS.len()].iter().zip(parts(rest)) {
        writer.start_file(*path, options).expect("memory can be written");
        writer.write_all(part).expect("memory can be written");
    }
    writer.finish().expect("memory can be written").into_inner()
}

/// A PDF of objects, numbered from 1, the first of them the catalogue, with its table of places; the last part is what the trailer holds
/// beside. A stream is told its length. What begins as a PDF is one already.
fn pdf(data: &[u8]) -> Vec<u8> {
    if data.starts_with(b"%PDF") {
        return data.to_vec();
    }
    let mut objects = parts(data);
    let trailer = objects.pop().unwrap_or_default();
    let (mut file, mut places) = (b"%PDF-1.4\n".to_vec(), Vec::new());
    for (index, object) in objects.iter().enumerate() {
        places.push(format!("{:010} 00000 n \n", file.len()));
        file.extend(format!("{} 0 obj\n", index + 1).bytes());
        file.extend(with_length(object));
        file.extend(b"\nendobj\n");
    }
    let (start, size, places) = (file.len(), objects.len() + 1, places.concat());
    file.extend(format!("xref\n0 {size}\n0000000000 65535 f \n{places}trailer\n<</Size {size}/Root 1 0 R").bytes());
    file.extend_from_slice(trailer);
    file.extend(format!(">>\nstartxref\n{start}\n%%EOF\n").bytes());
    file
}

fn with_length(object: &[u8]) -> Vec<u8> {
    const HEAD: &[u8] = b">>\nstream\n";
    let Some(at) = object.windows(HEAD.len()).position(|window| window == HEAD) else { return object.to_vec() };
    let content = &object[at + HEAD.len()..];
    [&object[..at], format!("/Length {}", content.len()).as_bytes(), HEAD, content, b"\nendstream"].concat()
}

fn parts(data: &[u8]) -> Vec<&[u8]> {
    let (mut parts, mut start) = (Vec::new(), 0);
    while let Some(step) = data[start..].windows(BETWEEN.len()).position(|window| window == BETWEEN) {
        parts.push(&data[start..start + step]);
        start += step + BETWEEN.len();
    }
    parts.push(&data[start..]);
    parts
}
