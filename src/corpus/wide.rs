//! Texts of two or four bytes a character, UTF-16 and UTF-32: which bytes are one, by their mark or by where their zeros stand, and what
//! they say. Knows no other encoding.

use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE};

/// How a wide text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wide {
    /// Bytes of a character: two (or two pairs) or four.
    width: usize,
    /// Where in them the lowest byte stands.
    low: usize,
    /// Bytes of the mark that it begins with.
    mark: usize,
}

impl Wide {
    /// How `bytes` are written, if they are a wide text. A text of UTF-16 with a mark is told by whoever knows the marks of all encodings.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let four = |low| Self { width: 4, low, mark: 4 };
        match bytes {
            // What begins as UTF-16 with a mark, and a zero behind it, is none.
            [0xFF, 0xFE, 0, 0, ..] => Some(four(0)).filter(|wide| wide.is_text(bytes)),
            [0, 0, 0xFE, 0xFF, ..] => Some(four(3)).filter(|wide| wide.is_text(bytes)),
            _ => Self::unmarked(bytes),
        }
    }

    /// By its zeros: characters of the west have one in the same place of each pair of bytes, or three of four (RFC 4627, section 3).
    fn unmarked(bytes: &[u8]) -> Option<Self> {
        /// Fewer characters tell nothing.
        const FEWEST: usize = 4;
        let ways = [(4, 0), (4, 3), (2, 0), (2, 1)].map(|(width, low)| Self { width, low, mark: 0 });
        ways.into_iter().find(|wide| {
            let all = sample(bytes).chunks_exact(wide.width);
            let count = all.len();
            let narrow = all.filter(|unit| unit.iter().enumerate().all(|(at, byte)| (*byte == 0) != (at == wide.low)));
            // In Vietnamese one letter in five is beyond those.
            count >= FEWEST && narrow.count() * 3 >= count * 2 && wide.is_text(bytes)
        })
    }

    /// Whether it reads as one: hardly a control character, and letters, digits or space for the most part. The tables and pictures of
    /// programs have their zeros in place too.
    fn is_text(self, bytes: &[u8]) -> bool {
        let text = self.decode(sample(bytes));
        let (mut all, mut flaws, mut letters) = (0_usize, 0_usize, 0_usize);
        for next in text.chars() {
            all += 1;
            letters += usize::from(next.is_alphanumeric() || next.is_whitespace());
            let is_flaw = next.is_control() && !next.is_ascii_whitespace() || next == char::REPLACEMENT_CHARACTER;
            flaws += usize::from(is_flaw);
        }
        flaws * 50 <= all && letters * 2 >= all
    }

    /// The text; what is no character becomes U+FFFD.
    #[must_use]
    pub fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        let bytes = bytes.get(self.mark..).unwrap_or_default();
        match (self.width, self.low) {
            (2, 0) => UTF_16LE.decode_without_bom_handling(bytes).0,
            (2, _) => UTF_16BE.decode_without_bom_handling(bytes).0,
            (_, low) => Cow::Owned(bytes.chunks(4).map(|unit| character(unit, low == 0)).collect()),
        }
    }
}

/// A page of text is enough to tell.
fn sample(bytes: &[u8]) -> &[u8] {
    const SAMPLE: usize = 8192;
    &bytes[..bytes.len().min(SAMPLE)]
}

/// A character of UTF-32, its lowest byte first or last. What is cut off at the end is none.
fn character(unit: &[u8], low_first: bool) -> char {
    let number = |unit: [u8; 4]| if low_first { u32::from_le_bytes(unit) } else { u32::from_be_bytes(unit) };
    unit.try_into().ok().map(number).and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "Dam talks fail\n\nThe reeves of Türkiye said \u{201c}no\u{201d} on Monday. 😀\n";

    fn of_two(text: &str, encode: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(encode).collect()
    }

    fn of_four(text: &str, encode: fn(u32) -> [u8; 4]) -> Vec<u8> {
        text.chars().flat_map(|next| encode(next.into())).collect()
    }

    #[test]
    fn a_wide_text_without_a_mark_is_told_by_its_zeros() {
        let chinese = "两会出国前后关注点大不同";
        for bytes in [
            of_two(STORY, u16::to_le_bytes),
            of_two(STORY, u16::to_be_bytes),
            of_four(STORY, u32::to_le_bytes),
            of_four(STORY, u32::to_be_bytes),
        ] {
            assert_eq!(Wide::of(&bytes).unwrap().decode(&bytes), STORY);
        }
        let vietnamese = "Hội nghị về đập nước đã thất bại hôm thứ Hai, theo lời của các quan chức địa phương.";
        assert!(Wide::of(&of_two(vietnamese, u16::to_le_bytes)).is_some());
        assert!(Wide::of(&of_two(chinese, u16::to_le_bytes)).is_none());
    }

    #[test]
    fn a_mark_of_utf_32_is_no_mark_of_utf_16() {
        for text in [STORY, "两会出国前后关注点大不同", "Шлюз"] {
            let marked = format!("\u{FEFF}{text}");
            for bytes in [of_four(&marked, u32::to_le_bytes), of_four(&marked, u32::to_be_bytes)] {
                assert_eq!(Wide::of(&bytes).unwrap().decode(&bytes), text);
            }
        }
    }

    #[test]
    fn what_is_cut_off_or_no_character_is_marked_so() {
        let mut bytes = of_four(&"Dam talks fail at the river again on Monday.".repeat(4), u32::to_le_bytes);
        bytes.extend(0x11_0000_u32.to_le_bytes());
        bytes.push(b'x');
        assert!(Wide::of(&bytes).unwrap().decode(&bytes).ends_with("Monday.\u{FFFD}\u{FFFD}"));
    }

    #[test]
    fn tables_sounds_and_pictures_of_programs_are_no_wide_text() {
        let numbers = |from: u16, to: u16| (0..4000_u16).map(move |at| from + at.wrapping_mul(31) % (to - from));
        let sound: Vec<u8> = numbers(0, 256).flat_map(u16::to_le_bytes).collect();
        let counts: Vec<u8> = numbers(0, 40).flat_map(|one| u32::from(one).to_le_bytes()).collect();
        let picture: Vec<u8> = numbers(100, 256).flat_map(u16::to_be_bytes).collect();
        let strings = of_two(&"Sluice\0gate\0reeve\0".repeat(100), u16::to_le_bytes);
        for bytes in [sound, counts, picture, strings, vec![0; 4000], vec![0xFF, 0xFE, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]] {
            assert_eq!(Wide::of(&bytes), None, "{:?}", &bytes[..8]);
        }
    }
}
