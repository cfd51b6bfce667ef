//! What tantivy writes at the end of every file of a segment: `{"version":V,"crc":N}`, the length of that, and a magic number. `N` is
//! the CRC-32 of what stands before it; the footer itself has none, so it is held against what it can only have been.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use crc32fast::Hasher;

/// `V` of each tantivy that has written indexes of this format. Whoever takes a new tantivy adds what it writes, or raises the format.
const WRITERS: [&str; 1] = [r#"{"major":0,"minor":27,"patch":0,"index_format_version":7}"#];

/// The last four bytes of every file.
const MAGIC: u32 = 1337;

/// Longer than any footer.
const LONGEST: u64 = 256;

/// Why a file is not as it was written, if so. All of it is read, in the ordinary way: a mapping of it could only be read at the price
/// of the process.
pub fn fault_of(mut file: &File) -> io::Result<Option<&'static str>> {
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(length.saturating_sub(LONGEST)))?;
    let mut end = Vec::new();
    file.take(LONGEST).read_to_end(&mut end)?;
    let Some((footer, checksum)) = footer_of(&end).and_then(|footer| Some((footer, checksum_of(footer)?))) else {
        return Ok(Some("it does not end in a checksum as this format has it"));
    };
    let body = length - (footer.len() + 2 * size_of::<u32>()) as u64;
    let is_sound = crc_of(file, body)? == checksum;
    Ok((!is_sound).then_some("its bytes do not have the checksum that they were written with"))
}

/// The footer without its length and the magic number, if those are right.
fn footer_of(end: &[u8]) -> Option<&[u8]> {
    let (end, magic) = end.split_last_chunk::<4>()?;
    let (end, length) = end.split_last_chunk::<4>()?;
    let start = end.len().checked_sub(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
    (u32::from_le_bytes(*magic) == MAGIC).then(|| &end[start..])
}

fn checksum_of(footer: &[u8]) -> Option<u32> {
    let number = |writer: &&str| {
        let number = footer.strip_prefix(br#"{"version":"#)?.strip_prefix(writer.as_bytes())?;
        number.strip_prefix(br#","crc":"#)?.strip_suffix(b"}")
    };
    let number: u32 = std::str::from_utf8(WRITERS.iter().find_map(number)?).ok()?.parse().ok()?;
    // A sign or a nought in front would be read as well, and is not written.
    footer.ends_with(format!("\"crc\":{number}}}").as_bytes()).then_some(number)
}

/// The checksum of the first `length` bytes.
fn crc_of(mut file: &File, length: u64) -> io::Result<u32> {
    file.rewind()?;
    let (mut hasher, mut left) = (Hasher::new(), file.take(length));
    let mut buffer = vec![0; 1 << 16];
    loop {
        match left.read(&mut buffer) {
            Ok(0) => return Ok(hasher.finalize()),
            Ok(read) => hasher.update(&buffer[..read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot set up its case has failed")]

    use std::io::Write;

    use super::{MAGIC, WRITERS, fault_of};

    fn is_sound(bytes: &[u8]) -> bool {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        fault_of(&file).unwrap().is_none()
    }

    #[test]
    fn the_tantivy_of_this_program_is_known() {
        assert!(WRITERS.contains(&serde_json::to_string(tantivy::version()).unwrap().as_str()));
    }

    #[test]
    fn any_bit_that_flips_and_any_byte_that_is_missing_is_seen() {
        let body = b"the words of some articles";
        let footer = format!(r#"{{"version":{},"crc":{}}}"#, WRITERS[0], crc32fast::hash(body));
        let length = u32::try_from(footer.len()).unwrap();
        let mut file = [body, footer.as_bytes(), &length.to_le_bytes(), &MAGIC.to_le_bytes()].concat();
        assert!(is_sound(&file));
        for bit in 0..file.len() * 8 {
            file[bit / 8] ^= 1 << (bit % 8);
            assert!(!is_sound(&file), "bit {bit}");
            file[bit / 8] ^= 1 << (bit % 8);
        }
        for length in 0..file.len() {
            assert!(!is_sound(&file[..length]) && !is_sound(&file[file.len() - length..]), "{length} bytes");
        }
    }
}
