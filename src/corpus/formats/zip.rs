//! Zip files. Their list of contents stands at the end, so they are read from any place: a zip file inside something else is kept in
//! memory, or if it is large in a file without a name.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;

use tempfile::SpooledTempFile;
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::Found;
use super::bounds::Bounds;
use super::container::{Members, printable_path};
use super::office::{Document, Parts};
use crate::corpus::input::{Input, ReadSeek};
use crate::corpus::{Fault, Reason};

/// A zip file inside something else is kept in memory up to this size.
const LARGEST_IN_MEMORY: usize = 32 << 20;

pub fn read(bounds: &Bounds, input: Input<'_>, found: &mut Found<'_>) {
    let keys = input.keys.clone();
    let opened = input.into_seekable(spool).and_then(|file| ZipArchive::new(file).map_err(io::Error::from));
    match opened {
        Err(error) => Members::new(bounds, keys, found).broken(&error),
        Ok(mut archive) => {
            if let Some(document) = Document::of(&mut archive) {
                return document.read(&mut Parts::new(archive, bounds), found);
            }
            let mut members = Members::new(bounds, keys, found);
            take_all(archive, &mut members);
            members.finish();
        }
    }
}

fn take_all(mut archive: ZipArchive<Box<dyn ReadSeek>>, members: &mut Members<'_, '_>) {
    if archive.has_duplicate_names() {
        let detail = "several of its files have the same path; of each such path only the last file is read";
        members.fault("its list of files", &Fault::file(Reason::Record, detail));
    }
    let mut taken = Taken::default();
    for index in 0..archive.len() {
        if !take(&mut archive, index, &mut taken, members) {
            break;
        }
    }
}

fn spool(mut reader: Box<dyn io::BufRead + '_>) -> io::Result<Box<dyn ReadSeek>> {
    let mut spool = SpooledTempFile::new(LARGEST_IN_MEMORY);
    io::copy(&mut reader, &mut spool)?;
    Ok(Box::new(spool))
}

/// The bytes of the file that stand for its members so far, by where they begin. A file made to hurt lets a thousand members stand on the
/// same bytes; no program that packs does.
#[derive(Default)]
struct Taken(BTreeMap<u64, u64>);

impl Taken {
    /// Whether these bytes stand for no member yet; then they do.
    fn take(&mut self, bytes: Range<u64>) -> bool {
        let is_free = self.0.range(..bytes.end).next_back().is_none_or(|(_, end)| *end <= bytes.start);
        if is_free {
            self.0.insert(bytes.start, bytes.end);
        }
        is_free
    }
}

/// From the head of a member to its end.
fn bytes_of(file: &ZipFile<'_, Box<dyn ReadSeek>>) -> Range<u64> {
    let start = file.header_start();
    start..file.data_start().unwrap_or(start).saturating_add(file.compressed_size())
}

/// Takes one member; false when nothing more may be unpacked.
fn take(
    archive: &mut ZipArchive<Box<dyn ReadSeek>>,
    index: usize,
    taken: &mut Taken,
    members: &mut Members<'_, '_>,
) -> bool {
    let name = archive.name_for_index(index).and_then(Result::ok).map(|name| printable_path(name.as_bytes()));
    let path = name.unwrap_or_else(|| format!("file {}", index + 1));
    match archive.by_index(index) {
        Ok(file) if file.is_dir() => true,
        Ok(file) if file.is_symlink() => {
            members.fault(&path, &Fault::file(Reason::Link, "symbolic links are not followed"));
            true
        }
        Ok(file) if !taken.take(bytes_of(&file)) => {
            let detail = "its bytes stand for another file before it as well; that one is read";
            members.fault(&path, &Fault::file(Reason::Unpacking, detail));
            true
        }
        Ok(file) => {
            let packed = file.compressed_size();
            members.take(&path, packed, file)
        }
        Err(error) => {
            members.fault(&path, &explained(&error));
            true
        }
    }
}

fn explained(error: &ZipError) -> Fault {
    match error {
        ZipError::UnsupportedArchive(what) if what.to_lowercase().contains("password") => {
            Fault::file(Reason::Encrypted, "it opens with a password only")
        }
        error => Fault::file(Reason::Compression, error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_stand_for_one_member_only() {
        let mut taken = Taken::default();
        assert!(taken.take(100..200) && taken.take(0..100) && taken.take(300..400) && taken.take(200..300));
        for again in [0..100, 50..60, 99..101, 0..1000, 399..500] {
            assert!(!taken.take(again.clone()), "{again:?}");
        }
        assert!(taken.take(400..500));
    }
}
