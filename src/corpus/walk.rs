//! Which files lie below a root, in an order that never changes, and the marks by which a changed file is told.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use walkdir::WalkDir;

use super::{Fault, Reason};

/// By what a changed file is told without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Stamp {
    /// Size in bytes.
    pub size: u64,
    /// Last modification, nanoseconds since 1970.
    pub modified: i64,
    /// Last change of the file's entry (Unix), nanoseconds since 1970; 0 elsewhere.
    pub changed: i64,
}

/// A file of the archive.
#[derive(Debug, Clone)]
pub struct FoundFile {
    /// Where it lies.
    pub path: PathBuf,
    /// Its path below the root, with `/` between the parts.
    pub below: String,
    /// Its marks.
    pub stamp: Stamp,
}

/// What a walk saw.
#[derive(Debug, Default)]
pub struct Walk {
    /// The files, in path order.
    pub files: Vec<FoundFile>,
    /// What could not be walked, with its path below the root.
    pub faults: Vec<(String, Fault)>,
    /// Whether the whole root could be walked: only then may a missing file count as removed.
    pub whole: bool,
}

/// Walks `root`, a folder or a file, leaving out `except` (the index, should it lie inside).
///
/// # Errors
/// When the root itself is missing or cannot be read.
pub fn walk(root: &Path, except: &Path) -> io::Result<Walk> {
    let kind = std::fs::metadata(root)?;
    if kind.is_dir() {
        std::fs::read_dir(root)?;
    }
    let mut walk = Walk { whole: true, ..Walk::default() };
    let entries = WalkDir::new(root).sort_by_file_name().into_iter();
    let wanted = entries.filter_entry(|entry| !(entry.file_type().is_dir() && is_same(entry.path(), except)));
    for entry in wanted {
        match entry {
            Ok(entry) => walk.take(root, &entry),
            Err(error) => {
                let at = error.path().unwrap_or(root);
                walk.whole = false;
                walk.faults.push((below(root, at), Fault::file(Reason::Unreadable, error_text(&error))));
            }
        }
    }
    Ok(walk)
}

impl Walk {
    /// The files that the archive's rules leave out.
    pub fn skipped(&self) -> impl Iterator<Item = &str> {
        let skipped = self.faults.iter().filter(|(_, fault)| fault.reason == Reason::Skipped);
        skipped.map(|(path, _)| path.as_str())
    }

    fn take(&mut self, root: &Path, entry: &walkdir::DirEntry) {
        let below = below(root, entry.path());
        if entry.path_is_symlink() && entry.depth() > 0 {
            self.faults.push((below, Fault::file(Reason::Link, "symbolic links are not followed")));
        } else if !entry.file_type().is_dir() {
            match entry.path().metadata() {
                Ok(data) if data.is_file() => {
                    let stamp = stamp(&data);
                    self.files.push(FoundFile { path: entry.path().to_owned(), below, stamp });
                }
                Ok(_) => self.faults.push((below, Fault::file(Reason::Format, "neither a file nor a folder"))),
                Err(error) => self.faults.push((below, Fault::file(Reason::Unreadable, error.to_string()))),
            }
        }
    }
}

fn error_text(error: &walkdir::Error) -> String {
    error.io_error().map_or_else(|| error.to_string(), ToString::to_string)
}

fn is_same(path: &Path, except: &Path) -> bool {
    path.file_name() == except.file_name() && path.canonicalize().is_ok_and(|path| path == except)
}

/// The path below the root; for a root that is a file, the file's name.
fn below(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).ok().filter(|below| !below.as_os_str().is_empty());
    let below = below.or(path.file_name().map(Path::new)).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| readable(part.as_os_str())).collect();
    parts.join("/")
}

/// A name as text; bytes that are no UTF-8 are written `\xFF`, and a `\` before an `x` is written `\x5C`, so that two names never become
/// one.
fn readable(name: &OsStr) -> String {
    let mut text = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        text.push_str(&chunk.valid().replace("\\x", "\\x5Cx"));
        text.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02X}")));
    }
    text
}

/// The marks of a file as they are now; none if it is no file any more.
#[must_use]
pub fn stamp_of(path: &Path) -> Option<Stamp> {
    path.metadata().ok().filter(std::fs::Metadata::is_file).map(|data| stamp(&data))
}

fn stamp(data: &std::fs::Metadata) -> Stamp {
    Stamp { size: data.len(), modified: data.modified().map_or(0, nanoseconds), changed: changed(data) }
}

fn nanoseconds(time: SystemTime) -> i64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_nanos()).unwrap_or(i64::MAX)
}

#[cfg(unix)]
fn changed(data: &std::fs::Metadata) -> i64 {
    use std::os::unix::fs::MetadataExt;
    data.ctime().saturating_mul(1_000_000_000).saturating_add(data.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(_: &std::fs::Metadata) -> i64 {
    0
}

#[cfg(all(test, unix))]
mod tests {
    use std::collections::HashSet;
    use std::os::unix::ffi::OsStrExt;

    use super::*;

    #[test]
    fn no_two_names_are_written_alike() {
        let pieces: [&[u8]; 7] = [b"\\", b"x", b"FF", b"5C", b"\xFF", b"\\xFF", b"\xC3"];
        let mut names: HashSet<Vec<u8>> = HashSet::from([Vec::new()]);
        for _ in 0..4 {
            let longer = names.iter().flat_map(|name| pieces.iter().map(move |piece| [name, *piece].concat()));
            names.extend(longer.collect::<Vec<_>>());
        }
        let written: HashSet<String> = names.iter().map(|name| readable(OsStr::from_bytes(name))).collect();
        assert_eq!(written.len(), names.len());
        assert_eq!(readable(OsStr::new("a\\b.txt")), "a\\b.txt");
        assert_eq!(readable(OsStr::from_bytes(b"bad\xFF.txt")), "bad\\xFF.txt");
        assert_eq!(readable(OsStr::new("bad\\xFF.txt")), "bad\\x5CxFF.txt");
    }
}
