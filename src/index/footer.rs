//! What tantivy writes at the end of every file of a segment: `{"version":V,"crc":N}`, the length of that, and a magic number. `N` is
//! the checksum of what stands before it; the footer itself has none, so it is held against what it can only have been.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// `V` of each tantivy that has written indexes of this format. Whoever takes a new tantivy adds what it writes, or raises the format.
const WRITERS: [&str; 1] = [r#"{"major":0,"minor":27,"patch":0,"index_format_version":7}"#];

/// The last four bytes of every file.
const MAGIC: u32 = 1337;

/// Longer than any footer.
const LONGEST: u64 = 256;

/// Whether a file ends in a footer as a writer of this format leaves it. Whether the checksum is right is not looked at.
pub fn is_as_written(mut file: &File) -> io::Result<bool> {
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(length.saturating_sub(LONGEST)))?;
    let mut end = Vec::new();
    file.take(LONGEST).read_to_end(&mut end)?;
    Ok(footer_of(&end).is_some_and(is_footer))
}

/// The footer without its length and the magic number, if those are right.
fn footer_of(end: &[u8]) -> Option<&[u8]> {
    let (end, magic) = end.split_last_chunk::<4>()?;
    let (end, length) = end.split_last_chunk::<4>()?;
    let start = end.len().checked_sub(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
    (u32::from_le_bytes(*magic) == MAGIC).then(|| &end[start..])
}

fn is_footer(footer: &[u8]) -> bool {
    let checksum = |writer: &str| {
        let checksum = footer.strip_prefix(br#"{"version":"#)?.strip_prefix(writer.as_bytes())?;
        checksum.strip_prefix(br#","crc":"#)?.strip_suffix(b"}")
    };
    WRITERS.iter().filter_map(|writer| checksum(writer)).any(|crc| crc.iter().all(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot set up its case has failed")]

    use std::io::Write;

    use super::{MAGIC, WRITERS, is_as_written};

    fn is_sound(bytes: &[u8]) -> bool {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        is_as_written(&file).unwrap()
    }

    #[test]
    fn the_tantivy_of_this_program_is_known() {
        assert!(WRITERS.contains(&serde_json::to_string(tantivy::version()).unwrap().as_str()));
    }

    #[test]
    fn any_bit_that_flips_outside_the_checksum_is_seen() {
        let (body, footer) = ("the words", format!(r#"{{"version":{},"crc":30721}}"#, WRITERS[0]));
        let length = u32::try_from(footer.len()).unwrap();
        let mut file = [body.as_bytes(), footer.as_bytes(), &length.to_le_bytes(), &MAGIC.to_le_bytes()].concat();
        assert!(is_sound(&file) && !is_sound(&file[..file.len() - 1]) && !is_sound(b"") && !is_sound(b"1337"));
        let checksum = body.len() + footer.find("30721").unwrap()..body.len() + footer.len() - 1;
        for bit in body.len() * 8..file.len() * 8 {
            file[bit / 8] ^= 1 << (bit % 8);
            // Another checksum is not that of the body any more; that is for tantivy to see.
            assert!(!is_sound(&file) || checksum.contains(&(bit / 8)), "bit {bit}");
            file[bit / 8] ^= 1 << (bit % 8);
        }
    }
}
