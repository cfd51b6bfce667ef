//! Zip files. Their list of contents stands at the end, so they are read from any place: a zip file inside something else is kept in
//! memory, or if it is large in a file without a name.

use std::io;

use tempfile::SpooledTempFile;
use zip::ZipArchive;
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
    let (head, keys) = (input.head().to_owned(), input.keys.clone());
    let opened = input.into_seekable(spool).and_then(|file| ZipArchive::new(file).map_err(io::Error::from));
    match opened {
        Err(error) => Members::new(bounds, keys, found).broken(&error),
        Ok(archive) => {
            if let Some(document) = Document::of(&archive, &head) {
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
    for index in 0..archive.len() {
        if !take(&mut archive, index, members) {
            break;
        }
    }
}

fn spool(mut reader: Box<dyn io::BufRead + '_>) -> io::Result<Box<dyn ReadSeek>> {
    let mut spool = SpooledTempFile::new(LARGEST_IN_MEMORY);
    io::copy(&mut reader, &mut spool)?;
    Ok(Box::new(spool))
}

/// Takes one member; false when nothing more may be unpacked.
fn take(archive: &mut ZipArchive<Box<dyn ReadSeek>>, index: usize, members: &mut Members<'_, '_>) -> bool {
    let name = archive.name_for_index(index).and_then(Result::ok).map(|name| printable_path(name.as_bytes()));
    let path = name.unwrap_or_else(|| format!("file {}", index + 1));
    match archive.by_index(index) {
        Ok(file) if file.is_dir() => true,
        Ok(file) if file.is_symlink() => {
            members.fault(&path, &Fault::file(Reason::Link, "symbolic links are not followed"));
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
