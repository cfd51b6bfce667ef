//! Gzip, member by member: archives of the web pack each record by itself, so that a damaged one costs itself alone. The damage is told
//! once, as an error; whoever reads on gets what the next sound member holds.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;

/// What each member begins with: the mark, and the one method there is.
const MEMBER: [u8; 3] = [0x1F, 0x8B, 0x08];

/// Reads all members of a gzip file.
pub struct Members<R: BufRead> {
    state: State<R>,
    /// Whether damage was told and no sound member was found since.
    broken: bool,
    /// Whether a member was read to its end.
    sound: bool,
}

/// Behind sound members stand bytes that are none. `gzip` passes over them too, with a warning.
#[derive(Debug, thiserror::Error)]
#[error("behind the compressed data stand bytes that are none; what is before them is read")]
pub struct Junk;

/// Whether an error tells of [`Junk`] alone, so that all before it is whole.
pub fn is_junk(error: &io::Error) -> bool {
    matches!(error.get_ref(), Some(inner) if inner.is::<Junk>())
}

enum State<R> {
    /// Inside a member.
    Inside(Box<GzDecoder<R>>),
    /// Between members.
    Between(R),
    Ended,
}

impl<R: BufRead> Members<R> {
    pub fn new(reader: R) -> Self {
        Self { state: State::Between(reader), broken: false, sound: false }
    }

    /// Goes to the next member: the end of the file, or of what can be read of it, is none.
    fn next(&mut self, mut reader: R) -> io::Result<()> {
        let at_member = if self.broken { seek(&mut reader)? } else { skip_padding(&mut reader)? };
        if at_member && self.sound && !self.broken && reader.fill_buf()?.first() != Some(&MEMBER[0]) {
            self.broken = true;
            self.state = State::Between(reader);
            return Err(io::Error::new(io::ErrorKind::InvalidData, Junk));
        }
        if at_member {
            self.state = State::Inside(Box::new(GzDecoder::new(reader)));
        }
        Ok(())
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.state, State::Ended) {
                State::Ended => return Ok(0),
                State::Between(reader) => self.next(reader)?,
                State::Inside(mut decoder) => match decoder.read(buffer) {
                    Ok(0) if !buffer.is_empty() => {
                        self.sound = true;
                        self.state = State::Between(decoder.into_inner());
                    }
                    Ok(count) => {
                        self.broken = false;
                        self.state = State::Inside(decoder);
                        return Ok(count);
                    }
                    Err(error) => {
                        self.state = State::Between(decoder.into_inner());
                        // What only looked like a member is part of the damage told before.
                        if !std::mem::replace(&mut self.broken, true) {
                            return Err(error);
                        }
                    }
                },
            }
        }
    }
}

/// Passes the zeros that tapes and disks fill blocks with; false at the end.
fn skip_padding(reader: &mut impl BufRead) -> io::Result<bool> {
    loop {
        let bytes = reader.fill_buf()?;
        if bytes.is_empty() {
            return Ok(false);
        }
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        let is_more = zeros < bytes.len();
        reader.consume(zeros);
        if is_more {
            return Ok(true);
        }
    }
}

/// Goes to where the next member may begin, and past its first byte at least; false at the end.
fn seek(reader: &mut impl BufRead) -> io::Result<bool> {
    loop {
        let bytes = reader.fill_buf()?;
        if bytes.is_empty() {
            return Ok(false);
        }
        let found = bytes.windows(MEMBER.len()).position(|window| window == MEMBER);
        // A mark that lies across two buffers is missed with its member, and told with the damage.
        let passed = found.unwrap_or(bytes.len());
        reader.consume(passed);
        if found.is_some() {
            return Ok(true);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn member(text: &str) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    /// All that can be read, with `!` for each error.
    fn read(bytes: &[u8]) -> String {
        let (mut reader, mut text) = (Members::new(bytes), Vec::new());
        while reader.read_to_end(&mut text).is_err() {
            text.push(b'!');
        }
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn members_are_read_one_behind_the_other() {
        assert_eq!(read(&[member("one "), member(""), vec![0; 512], member("two")].concat()), "one two");
        assert_eq!(read(b""), "");
    }

    #[test]
    fn what_stands_behind_sound_members_costs_nothing_before_it() {
        let mut text = String::new();
        let error = Members::new(&*[member("one "), member("two"), b"<!-- served in 3 ms -->".to_vec()].concat())
            .read_to_string(&mut text)
            .unwrap_err();
        assert!(text == "one two" && is_junk(&error), "{text} {error}");
        let cut = Members::new(&member("one")[..15]).read_to_string(&mut text).unwrap_err();
        assert!(!is_junk(&cut) && !is_junk(&Members::new(&b"junk"[..]).read_to_string(&mut text).unwrap_err()));
    }

    #[test]
    fn a_damaged_member_is_told_once_and_the_next_one_read() {
        let mut damaged = member("The second is damaged.");
        damaged[10] = 0xFF;
        assert_eq!(read(&[member("one "), damaged, member("three")].concat()), "one !three");
        assert_eq!(read(&[member("one "), b"no gzip at all".to_vec()].concat()), "one !");
        let cut = member("one");
        assert_eq!(read(&cut[..cut.len() - 3]), "one!");
    }
}
