//! Bytes to text, in whatever encoding: a byte-order mark decides, else UTF-8 if it fits, else detection. A stray byte in UTF-8 is
//! read as Windows-1252, which is where stray bytes of the web come from; it never costs more than itself.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text of `bytes`, or none if they are no text in any encoding.
#[must_use]
pub fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Some(encoding.decode_without_bom_handling(&bytes[mark..]).0);
    }
    if is_binary(bytes) {
        return None;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Cow::Borrowed(text));
    }
    if is_mostly_utf8(bytes) {
        return Some(Cow::Owned(repaired(bytes)));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    Some(encoding.decode_without_bom_handling(bytes).0)
}

/// The text of a page or document that may declare its encoding behind `mark` (`charset=`, `encoding=`), which is believed where the
/// bytes do not speak for themselves.
#[must_use]
pub fn decode_declared<'b>(bytes: &'b [u8], mark: &str) -> Option<Cow<'b, str>> {
    /// Browsers look for the declaration this far.
    const HEAD: usize = 1024;
    let wide = [(b"<\0".as_slice(), UTF_16LE), (b"\0<", UTF_16BE)];
    if let Some((_, encoding)) = wide.into_iter().find(|(start, _)| bytes.starts_with(start)) {
        return Some(encoding.decode_without_bom_handling(bytes).0);
    }
    let speaks_for_itself = Encoding::for_bom(bytes).is_some() || std::str::from_utf8(bytes).is_ok();
    if !speaks_for_itself && !bytes.contains(&0) {
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_lowercase();
        let label = head.split_once(mark).map(|(_, rest)| rest.trim_start_matches(['"', '\'']));
        let label = label.and_then(|rest| rest.split(['"', '\'', '>', ';', ' ', '/']).next());
        let declared = label.and_then(|label| Encoding::for_label(label.as_bytes()));
        if let Some(encoding) = declared.filter(|encoding| *encoding != encoding_rs::UTF_8) {
            return Some(encoding.decode_without_bom_handling(bytes).0);
        }
    }
    decode(bytes)
}

/// Text holds no NUL and hardly any control characters.
fn is_binary(bytes: &[u8]) -> bool {
    /// A page of text is enough to tell.
    const SAMPLE: usize = 8192;
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let controls = sample.iter().filter(|byte| matches!(byte, 1..=8 | 14..=26 | 28..=31)).count();
    sample.contains(&0) || controls * 20 > sample.len()
}

/// Whether more characters of several bytes are valid than bytes are stray.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut stray) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        stray += chunk.invalid().len();
    }
    good > stray
}

fn repaired(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + 16);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_of_a_newsroom_is_read() {
        assert_eq!(decode("Türkiye".as_bytes()).unwrap(), "Türkiye");
        assert_eq!(decode(b"\xEF\xBB\xBFTalks").unwrap(), "Talks");
        assert_eq!(decode(b"\xFF\xFET\0a\0").unwrap(), "Ta");
        assert_eq!(
            decode(b"He said \x93no\x94 \x97 and left the caf\xe9.").unwrap(),
            "He said \u{201c}no\u{201d} \u{2014} and left the café."
        );
    }

    #[test]
    fn a_stray_byte_costs_only_itself() {
        let bytes = [b"Kabul\xE2\x80\x99s \xC3\xA9lite ".as_slice(), b"\x93", b"wins"].concat();
        assert_eq!(decode(&bytes).unwrap(), "Kabul\u{2019}s élite \u{201c}wins");
    }

    #[test]
    fn binary_data_is_no_text() {
        assert!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").is_none());
    }
}
