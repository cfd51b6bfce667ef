//! Answers of web servers as archives of the web keep them: status, fields, and the body as it came over the wire.

use std::io::{self, BufRead, Read};

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::bounds::unpack;
use crate::corpus::decode::as_declared;

/// Fields of a header, in order.
#[derive(Debug, Default)]
pub struct Fields(Vec<(String, String)>);

/// The longest line of a header; addresses of any kind fit.
const LONGEST_LINE: u64 = 64 * 1024;
/// What is unpacked at once.
const BUFFER: usize = 16 * 1024;
/// The most lines of a header.
const MOST_LINES: usize = 1000;

impl Fields {
    /// Reads `name: value` lines to the empty line that ends them.
    pub fn read(reader: &mut impl BufRead) -> io::Result<Self> {
        let mut fields = Self::default();
        for _ in 0..MOST_LINES {
            let line = read_line(reader)?;
            let text = String::from_utf8_lossy(line.trim_ascii_end());
            if text.is_empty() {
                break;
            }
            match (text.starts_with([' ', '\t']), fields.0.last_mut(), text.split_once(':')) {
                (true, Some((_, value)), _) => {
                    value.push(' ');
                    value.push_str(text.trim());
                }
                (_, _, Some((name, value))) => fields.0.push((name.trim().to_lowercase(), value.trim().to_owned())),
                _ => {}
            }
        }
        Ok(fields)
    }

    /// The first value of `name`, which is given in small letters.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The media type in small letters, without its parameters.
    pub fn media_type(&self) -> String {
        media_type(self.get("content-type").unwrap_or_default())
    }
}

/// A media type in small letters, without its parameters.
pub fn media_type(value: &str) -> String {
    value.split(';').next().unwrap_or_default().trim().to_lowercase()
}

/// One line with its end, at most the longest one.
pub fn read_line(reader: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut line = Vec::new();
    reader.take(LONGEST_LINE).read_until(b'\n', &mut line)?;
    Ok(line)
}

/// The number in `HTTP/1.1 200 OK`.
pub fn status(line: &[u8]) -> Option<u16> {
    let line = std::str::from_utf8(line.get(..line.len().min(64))?.trim_ascii_end()).ok()?;
    line.strip_prefix("HTTP/")?.split_ascii_whitespace().nth(1)?.parse().ok()
}

/// The body as the server meant it: chunks joined, unpacked, in UTF-8 where the header tells another encoding; and what was wrong with it.
pub fn body(fields: &Fields, bytes: Vec<u8>) -> (Vec<u8>, Option<String>) {
    let is_chunked = fields.get("transfer-encoding").is_some_and(|coding| coding.to_lowercase().contains("chunked"));
    let (bytes, cut) = if is_chunked { unchunked(bytes) } else { (bytes, None) };
    let (bytes, flaw) = unpacked(fields.get("content-encoding").unwrap_or_default(), bytes);
    (in_utf8(fields, bytes), flaw.or(cut))
}

/// Joins the chunks; a body that has none, though the header says so, is taken as it is: some archives joined them before.
fn unchunked(bytes: Vec<u8>) -> (Vec<u8>, Option<String>) {
    let mut joined = Vec::with_capacity(bytes.len());
    let mut rest = bytes.as_slice();
    loop {
        let Some((length, behind)) = chunk_length(rest) else {
            let cut = Some("its chunks end too early".to_owned());
            return if joined.is_empty() { (bytes, None) } else { (joined, cut) };
        };
        if length == 0 {
            return (joined, None);
        }
        joined.extend_from_slice(&behind[..length.min(behind.len())]);
        rest = behind.get(length..).unwrap_or_default().trim_ascii_start();
    }
}

/// The length in the first line, and what follows the line.
fn chunk_length(bytes: &[u8]) -> Option<(usize, &[u8])> {
    const LONGEST: usize = 256;
    let end = bytes.iter().take(LONGEST).position(|byte| *byte == b'\n')?;
    let digits = bytes[..end].split(|byte| *byte == b';').next()?.trim_ascii();
    let length = usize::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    Some((length, &bytes[end + 1..]))
}

/// Unpacks a body. One that is not packed, though the header says so, is taken as it is: some archives unpacked it before.
fn unpacked(coding: &str, bytes: Vec<u8>) -> (Vec<u8>, Option<String>) {
    let packed = bytes.len();
    let (unpacked, failure) = match coding.trim().to_lowercase().as_str() {
        "gzip" | "x-gzip" if bytes.starts_with(&[0x1F, 0x8B]) => unpack(MultiGzDecoder::new(bytes.as_slice()), packed),
        "deflate" => match unpack(ZlibDecoder::new(bytes.as_slice()), packed) {
            (_, Some(_)) => unpack(DeflateDecoder::new(bytes.as_slice()), packed),
            unpacked => unpacked,
        },
        "zstd" => match zstd::Decoder::new(bytes.as_slice()) {
            Ok(decoder) => unpack(decoder, packed),
            Err(error) => (Vec::new(), Some(error)),
        },
        // Brotli has no mark; markup that is text was unpacked before.
        "br" if std::str::from_utf8(&bytes).is_err() => {
            unpack(brotli_decompressor::Decompressor::new(bytes.as_slice(), BUFFER), packed)
        }
        _ => return (bytes, None),
    };
    (unpacked, failure.map(|error| format!("its packed body is damaged or cut short: {error}")))
}

/// The header's word for the encoding is believed where the bytes do not speak for themselves.
fn in_utf8(fields: &Fields, bytes: Vec<u8>) -> Vec<u8> {
    let label = fields.get("content-type").and_then(|kind| {
        let (_, label) = kind.split_once("charset=").or_else(|| kind.split_once("CHARSET="))?;
        label.split(';').next()
    });
    let declared = label.and_then(|label| as_declared(&bytes, label.trim_matches(['"', '\'', ' '])));
    declared.map_or(bytes, String::into_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Fields {
        Fields::read(&mut text.as_bytes()).unwrap()
    }

    #[test]
    fn chunks_are_joined_and_a_body_without_them_is_left_as_it_is() {
        let chunked = fields("Transfer-Encoding: chunked\r\n\r\n");
        let of = |bytes: &[u8]| body(&chunked, bytes.to_vec());
        assert_eq!(of(b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"), (b"abcde".to_vec(), None));
        assert_eq!(of(b"<html>"), (b"<html>".to_vec(), None));
        assert!(of(b"3\r\nabc\r\n").1.is_some());
    }

    #[test]
    fn the_header_tells_the_encoding() {
        let cyrillic = fields("Content-Type: text/html; charset=windows-1251\r\n\r\n");
        assert_eq!(body(&cyrillic, b"\xcf\xf0\xe8".to_vec()).0, "При".as_bytes());
    }
}
