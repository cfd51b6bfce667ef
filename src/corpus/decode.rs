//! Bytes to text, in whatever encoding: a byte-order mark decides, or the zeros of a wide one, else UTF-8 if it fits, else detection. A stray byte in UTF-8 is
//! read as Windows-1252, which is where stray bytes of the web come from; it never costs more than itself.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::wide::Wide;

/// The text of `bytes`, or none if they are no text in any encoding.
#[must_use]
pub fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if let Some(wide) = Wide::of(bytes) {
        return Some(wide.decode(bytes));
    }
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

/// Whether a character takes two or four bytes.
#[must_use]
pub fn is_wide(bytes: &[u8]) -> bool {
    let marked = Encoding::for_bom(bytes).is_some_and(|(encoding, _)| encoding != UTF_8);
    marked || Wide::of(bytes).is_some()
}

/// The text of a page or document that may declare its encoding behind `mark` (`charset=`, `encoding=`), which is believed where the
/// bytes do not speak for themselves.
#[must_use]
pub fn decode_declared<'b>(bytes: &'b [u8], mark: &str) -> Option<Cow<'b, str>> {
    /// The standard has browsers look 1024 bytes far, and they look further.
    const HEAD: usize = 4096;
    if let Some(encoding) = wide(bytes) {
        return Some(encoding.decode_without_bom_handling(bytes).0);
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let label = head.split_once(mark).map(|(_, rest)| rest.trim_start_matches(['"', '\'', ' ']));
    let label = label.and_then(|rest| rest.split(['"', '\'', '>', ';', ' ', '/']).next());
    label.and_then(|label| as_declared(bytes, label)).map(Cow::Owned).or_else(|| decode(bytes))
}

/// The text of `bytes` in the encoding that is declared for them, unless they tell that it is another one: a mark at their start, text
/// that is UTF-8 but for some stray bytes, or characters that the declared encoding makes no sense of.
#[must_use]
pub fn as_declared(bytes: &[u8], label: &str) -> Option<String> {
    let encoding = Encoding::for_label(label.as_bytes())?;
    let says_nothing = [UTF_8, UTF_16LE, UTF_16BE, encoding_rs::REPLACEMENT].contains(&encoding);
    let speaks_for_itself = || Encoding::for_bom(bytes).is_some() || bytes.is_ascii() || is_mostly_utf8(bytes);
    if says_nothing || bytes.contains(&0) || speaks_for_itself() {
        return None;
    }
    let text = encoding.decode_without_bom_handling(bytes).0;
    let is_wrong = is_senseless(&text) || (encoding == WINDOWS_1252 && is_in_runs(bytes));
    let guessed = if is_wrong { decode(bytes) } else { None };
    Some(guessed.filter(|guessed| flaws(guessed) <= flaws(&text)).unwrap_or(text).into_owned())
}

/// Whether most bytes beyond ASCII stand side by side, as in no language of the west, which is what servers and templates declare where
/// nobody told them.
fn is_in_runs(bytes: &[u8]) -> bool {
    /// Fewer tell nothing.
    const FEWEST: usize = 16;
    let all = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let runs = bytes.chunk_by(|one, other| one.is_ascii() == other.is_ascii());
    let in_runs: usize = runs.filter(|run| !run[0].is_ascii() && run.len() > 2).map(<[u8]>::len).sum();
    all >= FEWEST && in_runs * 2 > all
}

/// A wide encoding without a mark: the first characters of markup are ASCII.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [one, 0, other, 0, ..] if *one != 0 && *other != 0 => Some(UTF_16LE),
        [0, one, 0, other, ..] if *one != 0 && *other != 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether an encoding was the wrong one: more than one in fifty of the characters beyond ASCII is no character of a text.
fn is_senseless(text: &str) -> bool {
    flaws(text) * 50 > text.chars().filter(|next| !next.is_ascii()).count()
}

fn flaws(text: &str) -> usize {
    text.chars().filter(|next| matches!(next, '\u{FFFD}' | '\u{80}'..='\u{9F}')).count()
}

/// Text holds hardly any control characters. Where there are NULs among them, fewer still, and its bytes are those of some text: old wires
/// left one now and then. Of 124 013 files of a system of work with a NUL in their first 8 KB (programs, pictures, typefaces, sound, packed
/// files) all but 487 are told by that, and those are texts but for their first bytes: indexes of a package manager, compiled docstrings,
/// mails. What is neither UTF-8 nor mostly ASCII is sound, or a wide encoding of letters that have no zeros.
fn is_binary(bytes: &[u8]) -> bool {
    /// A page of text is enough to tell.
    const SAMPLE: usize = 8192;
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let controls = sample.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)).count();
    if !sample.contains(&0) {
        return controls * 20 > sample.len();
    }
    let ascii = sample.iter().filter(|byte| byte.is_ascii()).count();
    // One is too few to tell in a text of any length.
    (controls - 1) * 50 > sample.len() || ascii * 3 < sample.len() * 2 && !is_mostly_utf8(sample)
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
    fn a_declaration_is_believed_unless_the_bytes_tell_otherwise() {
        let of = |head: &str, bytes: &[u8]| {
            let page = [head.as_bytes(), bytes].concat();
            decode_declared(&page, "charset=").unwrap()[head.len()..].to_owned()
        };
        let cyrillic = b"\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0";
        assert_eq!(of("<meta charset=windows-1251>", cyrillic), "Привет, мир");
        assert_eq!(of("<meta charset=\"iso-8859-1\">", "Türkiye élite".as_bytes()), "Türkiye élite");
        let stray = ["Türkiye élite ".as_bytes(), b"\x93"].concat();
        assert_eq!(of("<meta charset='iso-8859-1'>", &stray), "Türkiye élite \u{201c}");
        for senseless in ["utf-16", "hz-gb-2312", "no-such-thing", "utf-8"] {
            assert_eq!(of(&format!("<meta charset={senseless}>"), b"caf\xe9 noir"), "café noir", "{senseless}");
        }
        let chinese =
            encoding_rs::GBK.encode("两会出国前后关注点大不同，海外留学生看教育频道的中国青年网").0.into_owned();
        assert!(of("<meta charset=windows-1252>", &chinese).starts_with("两会"));
        assert!(of("<meta charset=gb2312>", &chinese).starts_with("两会"));
    }

    #[test]
    fn wide_encodings_need_no_mark() {
        for (encode, mark) in [(u16::to_le_bytes as fn(u16) -> [u8; 2], true), (u16::to_be_bytes, false)] {
            for text in ["<p>Köln</p>", "\u{FEFF}<p>Köln</p>", "\n<p>Köln</p>"] {
                let bytes: Vec<u8> = text.encode_utf16().flat_map(encode).collect();
                assert!(decode_declared(&bytes, "charset=").unwrap().contains("<p>Köln</p>"), "{mark} {text:?}");
            }
        }
    }

    #[test]
    fn binary_data_is_no_text() {
        assert!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").is_none());
        // A program has many zeros between its words, a recording hardly any, and no letters.
        assert!(decode(&b"usage: sluice [gate]\0\0\0\x01\0".repeat(100)).is_none());
        let sound: Vec<u8> = (0..4000_u32).map(|at| 128 + (at * 7 % 100) as u8).chain([0]).collect();
        assert!(decode(&sound).is_none());
    }

    #[test]
    fn a_stray_zero_stands_in_the_text_as_it_is() {
        for text in [
            "Sluice opens\n\nThe \0 reeves went.",
            "ZCZC\0\u{1}\nDam talks fail\n\n%\0NNNN",
            "Шлюз открыли\0 в понедельник",
        ] {
            let text = text.to_owned() + &" The sluice opened.".repeat(20);
            assert_eq!(decode(text.as_bytes()).unwrap(), text);
        }
        let latin =
            [b"The caf\xe9\0 opened\0 again.".as_slice(), &b" The caf\xe9 closed on Monday.".repeat(5)].concat();
        assert_eq!(decode(&latin).unwrap().matches("café").count(), 6);
    }

    #[test]
    fn a_wide_encoding_without_a_mark_is_no_text_with_zeros_in_it() {
        let chinese = "两会出国前后关注点大不同，海外留学生看教育频道的中国青年网。".repeat(20) + "\n";
        for encode in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
            let of = |text: &str| text.encode_utf16().flat_map(encode).collect::<Vec<u8>>();
            for text in [&*chinese, "Шлюз открыли в понедельник"] {
                assert!(decode(&of(text)).is_none(), "{text:.40}");
            }
            assert_eq!(decode(&of("Dam talks fail")).unwrap(), "Dam talks fail");
        }
    }
}
