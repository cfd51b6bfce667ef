//! Unpacking the streams of a document that was read, within bounds, so that the crate has nothing left to unpack: a chain of packings
//! multiplies, and a document of a thousand bytes may hold gigabytes. Knows what a packing is, not what a stream is for.

use std::io::{self, Write};

use flate2::read::{DeflateDecoder, ZlibDecoder};
use pdf_extract::{Document, Object, Stream};
use weezl::BitOrder;
use weezl::decode::Decoder;

use super::checks::is_picture;
use crate::corpus::{Fault, Reason};

/// What the streams of a document may unpack to, pictures left out: the text of a thousand books.
pub const LARGEST: u64 = 256 << 20;

/// The fault of a document that unpacks to more.
pub fn too_much() -> Fault {
    Fault::file(Reason::Unpacking, format!("its streams unpack to more than {LARGEST} bytes"))
}

/// Unpacks all streams but pictures.
///
/// # Errors
/// When they unpack to more than any text.
pub fn unpack(document: &mut Document) -> Result<(), Fault> {
    let mut left = LARGEST;
    for stream in document.objects.values_mut().filter_map(|object| object.as_stream_mut().ok()) {
        if is_picture(stream) || stream.filters().is_err() {
            continue;
        }
        let Some(content) = unpacked(stream, &mut left)? else {
            continue;
        };
        match predicted(stream) {
            // Rows that are told by the one above are left to the crate: it makes no more of them than was counted here.
            Some(row) if row > content.len() as u64 => stream.set_plain_content(Vec::new()),
            Some(_) => {}
            None => stream.set_plain_content(content),
        }
    }
    Ok(())
}

/// The content of a stream, of which `left` allows so much; none where it is packed in a way that is not read.
fn unpacked(stream: &Stream, left: &mut u64) -> Result<Option<Vec<u8>>, Fault> {
    let mut content = stream.content.clone();
    for filter in stream.filters().unwrap_or_default() {
        let mut out = Bounded { bytes: Vec::new(), most: *left };
        let known = match filter {
            b"FlateDecode" | b"Fl" => inflate(&content, &mut out),
            b"LZWDecode" | b"LZW" => lzw(&content, changes_early(stream), &mut out),
            b"ASCII85Decode" | b"A85" => ascii85(&content, &mut out),
            b"ASCIIHexDecode" | b"AHx" => hexadecimal(&content, &mut out),
            b"RunLengthDecode" | b"RL" => runs(&content, &mut out),
            _ => return Ok(None),
        };
        // What is broken in the middle is read up to there.
        let is_full = known.is_err() && out.bytes.len() as u64 >= out.most;
        *left = left.checked_sub(out.bytes.len() as u64).filter(|_| !is_full).ok_or_else(too_much)?;
        content = out.bytes;
    }
    Ok(Some(content))
}

/// Takes so many bytes and no more.
struct Bounded {
    bytes: Vec<u8>,
    most: u64,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = usize::try_from(self.most).unwrap_or(usize::MAX).saturating_sub(self.bytes.len());
        if room == 0 && !bytes.is_empty() {
            return Err(io::Error::other("full"));
        }
        let taken = bytes.len().min(room);
        self.bytes.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn inflate(packed: &[u8], out: &mut Bounded) -> io::Result<()> {
    let copied = io::copy(&mut ZlibDecoder::new(packed), out);
    // Some writers get the two bytes in front wrong.
    if copied.is_err() && out.bytes.is_empty() && packed.len() > 2 {
        return io::copy(&mut DeflateDecoder::new(&packed[2..]), out).map(drop);
    }
    copied.map(drop)
}

fn changes_early(stream: &Stream) -> bool {
    let parameters = stream.dict.get(b"DecodeParms").and_then(Object::as_dict);
    parameters.and_then(|list| list.get(b"EarlyChange")).and_then(Object::as_i64).map_or(true, |early| early != 0)
}

fn lzw(packed: &[u8], early: bool, out: &mut Bounded) -> io::Result<()> {
    const BITS: u8 = 8;
    let new = if early { Decoder::with_tiff_size_switch } else { Decoder::new };
    new(BitOrder::Msb, BITS).into_stream(out).decode_all(packed).status
}

/// Five letters of 85 for four bytes; `z` for four noughts.
fn ascii85(packed: &[u8], out: &mut Bounded) -> io::Result<()> {
    let mut group: Vec<u8> = Vec::with_capacity(5);
    for letter in packed.iter().copied().filter(|letter| !letter.is_ascii_whitespace()) {
        match letter {
            b'z' if group.is_empty() => out.write_all(&[0; 4])?,
            b'!'..=b'u' => group.push(letter - b'!'),
            _ => break,
        }
        if group.len() == 5 {
            out.write_all(&of_85(&group))?;
            group.clear();
        }
    }
    let Some(rest) = group.len().checked_sub(1) else {
        return Ok(());
    };
    group.resize(5, 84);
    out.write_all(&of_85(&group)[..rest])
}

fn of_85(group: &[u8]) -> [u8; 4] {
    group.iter().fold(0_u32, |value, digit| value.wrapping_mul(85).wrapping_add(u32::from(*digit))).to_be_bytes()
}

fn hexadecimal(packed: &[u8], out: &mut Bounded) -> io::Result<()> {
    let digits =
        packed.iter().take_while(|letter| **letter != b'>').filter_map(|letter| char::from(*letter).to_digit(16));
    let digits: Vec<u8> = digits.map(|digit| digit as u8).collect();
    let bytes: Vec<u8> = digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or_default()).collect();
    out.write_all(&bytes)
}

/// A length, and so many bytes or one byte so many times.
fn runs(packed: &[u8], out: &mut Bounded) -> io::Result<()> {
    let mut rest = packed;
    while let Some((&length, behind)) = rest.split_first().filter(|(length, _)| **length != 128) {
        let taken = if length < 128 { usize::from(length) + 1 } else { 1 };
        let Some((bytes, behind)) = behind.split_at_checked(taken) else {
            return out.write_all(behind);
        };
        let times = if length < 128 { 1 } else { 257 - usize::from(length) };
        (0..times).try_for_each(|_| out.write_all(bytes))?;
        rest = behind;
    }
    Ok(())
}

/// The bytes of a row, where rows are told by the one above.
fn predicted(stream: &Stream) -> Option<u64> {
    let parameters = stream.dict.get(b"DecodeParms").and_then(Object::as_dict).ok()?;
    let number = |name: &[u8], least: u64| {
        let stated = parameters.get(name).and_then(Object::as_i64).ok().and_then(|number| u64::try_from(number).ok());
        stated.unwrap_or_default().max(least)
    };
    let row = number(b"Columns", 1).saturating_mul(number(b"Colors", 1)).saturating_mul(number(b"BitsPerComponent", 8));
    (number(b"Predictor", 1) >= 10).then_some(row / 8)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot set up its case has failed")]

    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use pdf_extract::{Dictionary, dictionary};

    use super::*;

    fn deflated(bytes: &[u8]) -> Vec<u8> {
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    fn document(dictionary: Dictionary, content: Vec<u8>) -> Document {
        let mut document = Document::with_version("1.5");
        document.add_object(Stream::new(dictionary, content));
        document
    }

    fn content_of(filters: &[&str], content: &[u8]) -> Vec<u8> {
        let filters: Vec<Object> = filters.iter().map(|name| Object::from(*name)).collect();
        let mut document = document(dictionary! { "Filter" => filters }, content.to_vec());
        unpack(&mut document).unwrap();
        let stream = document.objects.values().next().unwrap().as_stream().unwrap();
        assert!(stream.filters().is_err());
        stream.content.clone()
    }

    #[test]
    fn each_packing_is_read_and_chains_of_them() {
        assert_eq!(content_of(&["ASCIIHexDecode"], b"54 68 65 2>ignored"), b"The ");
        assert_eq!(content_of(&["RunLengthDecode"], &[2, b'T', b'h', b'e', 254, b'!', 128, 7]), b"The!!!");
        assert_eq!(content_of(&["ASCII85Decode"], b"<+o\nhczD#~>"), b"The \0\0\0\0m");
        assert_eq!(content_of(&["FlateDecode", "FlateDecode"], &deflated(&deflated(b"The ferry"))), b"The ferry");
        let lzw = weezl::encode::Encoder::with_tiff_size_switch(BitOrder::Msb, 8).encode(b"aaaaaaaaaaaa").unwrap();
        assert_eq!(content_of(&["LZWDecode"], &lzw), b"aaaaaaaaaaaa");
        // What is cut short gives what is there.
        assert_eq!(content_of(&["RunLengthDecode"], &[5, b'T']), b"T");
    }

    #[test]
    fn a_chain_that_unpacks_without_bounds_is_refused_before_it_is_unpacked() {
        let once = deflated(&vec![b' '; LARGEST as usize + 1]);
        for filters in [vec!["FlateDecode"], vec!["FlateDecode", "FlateDecode"]] {
            let packed = if filters.len() == 1 { once.clone() } else { deflated(&once) };
            let filters: Vec<Object> = filters.into_iter().map(Object::from).collect();
            let mut document = document(dictionary! { "Filter" => filters }, packed);
            assert_eq!(unpack(&mut document).unwrap_err().reason, Reason::Unpacking);
        }
    }

    #[test]
    fn rows_longer_than_all_that_is_there_are_not_made() {
        let parameters = dictionary! { "Predictor" => 15, "Columns" => 5_000_000_000_i64 };
        let dictionary = dictionary! { "Filter" => "FlateDecode", "DecodeParms" => parameters };
        let mut document = document(dictionary, deflated(b"\0The ferry"));
        unpack(&mut document).unwrap();
        assert!(document.objects.values().next().unwrap().as_stream().unwrap().content.is_empty());
    }
}
