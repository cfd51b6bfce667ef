//! Files inside archive files: each that is of a format that is read is read as if it stood in a folder, and named by its path inside.
//! Such a path is never one of the disk, so it may be what it likes; it is only made printable.

use std::fmt::Write;
use std::io::{self, BufReader, Read};
use std::path::Path;

use xxhash_rust::xxh3::xxh3_64;

use super::bounds::Bounds;
use super::{Format, Found, Record, read_whole, read_within, reason_of, recognise};
use crate::corpus::input::Input;
use crate::corpus::rules::Keys;
use crate::corpus::{Draft, Fault, Reason, Unparsed};

const BUFFER: usize = 64 * 1024;

/// Takes the members of one archive file.
pub struct Members<'f, 'g> {
    bounds: &'f Bounds,
    /// What the records of its members call what.
    keys: Keys,
    found: &'f mut Found<'g>,
    /// Records so far.
    number: u64,
    /// Whether any member was seen.
    seen: bool,
}

impl<'f, 'g> Members<'f, 'g> {
    pub fn new(bounds: &'f Bounds, keys: Keys, found: &'f mut Found<'g>) -> Self {
        Self { bounds, keys, found, number: 0, seen: false }
    }

    /// Reads a member of `packed` bytes. False when nothing more may be unpacked from this file.
    pub fn take(&mut self, path: &str, packed: u64, reader: impl Read) -> bool {
        self.seen = true;
        let bounds = self.bounds.clone();
        let reader = BufReader::with_capacity(BUFFER, bounds.guard(reader, packed));
        match Input::new(reader, packed, |decoded| Box::new(bounds.guard(decoded, packed))) {
            Ok(mut input) => {
                // Broken bytes are the archive file's fault, not the disk's.
                input.compressed = true;
                input.keys = self.keys.clone();
                self.read(path, input);
            }
            Err(error) => self.refuse(path, &error),
        }
        !self.bounds.is_spent()
    }

    fn read(&mut self, path: &str, input: Input<'_>) {
        let bounds = self.bounds.clone();
        match recognise(Path::new(path), input.head()) {
            Err(fault) => self.fault(path, &fault),
            Ok(format) if !format.has_records() => match read_whole(input, &mut |fault| self.fault(path, &fault)) {
                Ok(bytes) => self.whole(path, format, bytes),
                Err(fault) => self.fault(path, &fault),
            },
            Ok(Format::Zip | Format::Tar) if bounds.within().is_none() => {
                let detail = "archive files inside each other are opened three deep, and this lies deeper";
                self.fault(path, &Fault::file(Reason::Unpacking, detail));
            }
            Ok(format) => {
                let is_container = matches!(format, Format::Zip | Format::Tar);
                let bounds = bounds.within().filter(|_| is_container).unwrap_or(bounds);
                read_within(&bounds, format, input, &mut |record| self.pass(path, record));
            }
        }
    }

    fn whole(&mut self, path: &str, format: Format, bytes: Vec<u8>) {
        if bytes.trim_ascii().is_empty() {
            return self.fault(path, &Fault::file(Reason::Empty, "nothing but white space in it"));
        }
        self.number += 1;
        let hash = xxh3_64(&bytes);
        let unparsed = Some(Unparsed { format, bytes, place: path.to_owned(), number: None });
        let draft = Draft { unparsed, ..Draft::default() };
        let inside = Some(path.to_owned());
        (self.found)(Ok(Record { number: self.number, sole: true, inside, hash, draft, ..Record::default() }));
    }

    /// Hands on what a member that holds records gave.
    fn pass(&mut self, path: &str, record: Result<Record, Fault>) {
        match record {
            Ok(mut record) => {
                self.number += 1;
                let inside = match &record.inside {
                    Some(inside) => format!("{path}/{inside}"),
                    None if record.sole || record.id.is_some() => path.to_owned(),
                    None => format!("{path}#{}", record.number),
                };
                if let Some(unparsed) = &mut record.draft.unparsed {
                    let number = unparsed.number.take().map(|number| format!(", record {number}")).unwrap_or_default();
                    unparsed.place = format!("{path}{number}: {}", unparsed.place);
                }
                (self.found)(Ok(Record { number: self.number, inside: Some(inside), ..record }));
            }
            Err(fault) => self.fault(path, &fault),
        }
    }

    /// Names a member that could not be read.
    pub fn refuse(&mut self, path: &str, error: &io::Error) {
        self.fault(path, &Fault::file(reason_of(error, true), error.to_string()));
    }

    /// Names what was wrong with a member, or with a record of it.
    pub fn fault(&mut self, path: &str, fault: &Fault) {
        self.seen = true;
        let record = fault.record.map(|number| format!(", record {number}")).unwrap_or_default();
        (self.found)(Err(Fault::file(fault.reason, format!("{path}{record}: {}", fault.detail))));
    }

    /// Names what was wrong with the archive file itself.
    pub fn broken(&mut self, error: &io::Error) {
        let detail = format!("{error}; nothing behind it could be read");
        self.seen = true;
        (self.found)(Err(Fault::file(reason_of(error, true), detail)));
    }

    /// An archive file without a file in it is named too.
    pub fn finish(self) {
        if !self.seen {
            (self.found)(Err(Fault::file(Reason::Empty, "no file in it")));
        }
    }
}

/// A path as it is shown: parts between single `/`, bytes that are no UTF-8 as `\xFF`, control characters as escapes.
pub fn printable_path(path: &[u8]) -> String {
    let parts = path.split(|byte| *byte == b'/').filter(|part| !matches!(*part, b"" | b"."));
    parts.map(printable_part).collect::<Vec<_>>().join("/")
}

fn printable_part(part: &[u8]) -> String {
    let mut text = String::new();
    for chunk in part.utf8_chunks() {
        for letter in chunk.valid().chars() {
            if letter.is_control()
                || matches!(letter, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
            {
                let _ = write!(text, "{}", letter.escape_unicode());
            } else {
                text.push(letter);
            }
        }
        text.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02X}")));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_path_is_made_printable() {
        assert_eq!(printable_path(b"/etc//./passwd"), "etc/passwd");
        assert_eq!(printable_path(b"../../a\nb\x1b[1m"), "../../a\\u{a}b\\u{1b}[1m");
        assert_eq!(printable_path(b"caf\xe9.txt"), "caf\\xE9.txt");
    }
}
