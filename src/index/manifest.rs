//! What an index says of itself: its format, and with every commit its roots, its totals and the name of its ledger.
//!
//! `morgue.json` holds the format and is written once. Everything that changes travels in the payload of tantivy's commit, which
//! is replaced in one step: after a kill, index and ledger are those of the same commit.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::disk::{Disk, MANAGED, META};
use super::error::IndexError;
use super::ledger::{is_ledger, newest_roots};
use super::lock::HOLDER;

/// The format of the index. Raised whenever the fields, the axis or the ledger change.
pub const FORMAT: u32 = 6;

/// Where the format stands.
pub const MANIFEST: &str = "morgue.json";

#[derive(Serialize, Deserialize)]
struct Manifest {
    format: u32,
}

/// What a commit says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payload {
    /// Name of the ledger's file.
    pub ledger: String,
    /// The roots, in path order.
    pub roots: Vec<String>,
    /// What is in the index.
    pub totals: Totals,
    /// Files and records that could not be indexed.
    pub unsearched: u64,
    /// Hash of the ledger's bytes; 0 where it was not written down.
    #[serde(default)]
    pub ledger_sum: u64,
    /// The format of the index, which `morgue.json` says too; 0 where it was not written down.
    #[serde(default)]
    pub format: u32,
}

impl Payload {
    /// As it is written.
    pub fn text(&self) -> Result<String, IndexError> {
        serde_json::to_string(self).map_err(|error| IndexError::Damaged(error.to_string()))
    }

    /// Reads what [`Payload::text`] wrote.
    pub fn read(text: &str) -> Result<Self, IndexError> {
        serde_json::from_str(text).map_err(|error| IndexError::Damaged(format!("{META}: {error}")))
    }
}

/// Sums over all articles.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Articles.
    pub articles: u64,
    /// Words of their headlines.
    pub headline_words: u64,
    /// Words of their bodies.
    pub body_words: u64,
}

/// What the folder is: nothing yet, or an index of this format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Missing, or without anything but hidden files.
    Empty,
    /// An index of this format.
    Ready,
}

fn disk(path: &Path) -> impl FnOnce(io::Error) -> IndexError + '_ {
    |error| IndexError::Disk { path: path.to_owned(), error }
}

/// Looks at the folder of an index.
pub fn state(dir: &Path) -> Result<State, IndexError> {
    let path = dir.join(MANIFEST);
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound && is_free(dir)? => return Ok(State::Empty),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(IndexError::Foreign(dir.to_owned())),
        Err(error) => return Err(disk(&path)(error)),
    };
    // A kill between the manifest and the first commit leaves a folder that is as good as empty.
    let committed = dir.join(META).exists();
    match serde_json::from_slice::<Manifest>(&bytes) {
        Ok(Manifest { format: FORMAT }) => Ok(if committed { State::Ready } else { State::Empty }),
        Ok(Manifest { format }) => Err(IndexError::Format { dir: dir.to_owned(), found: format, wanted: FORMAT }),
        Err(_) if !committed => Ok(State::Empty),
        Err(error) => Err(IndexError::Damaged(format!("{}: {error}", path.display()))),
    }
}

fn is_free(dir: &Path) -> Result<bool, IndexError> {
    match fs::read_dir(dir) {
        Ok(entries) => Ok(entries.flatten().all(|entry| entry.file_name().to_string_lossy().starts_with('.'))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(disk(dir)(error)),
    }
}

/// What the last commit says of itself, whatever the index's format.
fn said_by_commit(dir: &Path) -> Option<serde_json::Value> {
    let meta: serde_json::Value = serde_json::from_slice(&fs::read(dir.join(META)).ok()?).ok()?;
    serde_json::from_str(meta["payload"].as_str()?).ok()
}

/// The roots of the last commit, whatever the index's format; where the commit cannot be read, those of the newest ledger.
pub fn remembered_roots(dir: &Path) -> Vec<String> {
    let payload = said_by_commit(dir).unwrap_or_default();
    let roots = payload["roots"].as_array().into_iter().flatten();
    let roots: Vec<String> = roots.filter_map(|root| root.as_str().map(ToOwned::to_owned)).collect();
    if roots.is_empty() { newest_roots(dir) } else { roots }
}

/// Whether the commit says that it has this format, whatever `morgue.json` says.
pub fn is_committed_format(dir: &Path) -> bool {
    said_by_commit(dir).is_some_and(|payload| payload["format"] == FORMAT)
}

/// Makes the folder.
pub fn make_folder(dir: &Path) -> Result<(), IndexError> {
    if dir.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(dir).map_err(disk(dir))?;
    // Where a folder above cannot be synced, the index is made all the same.
    let _ = dir.parent().map(sync);
    Ok(())
}

/// Puts the entries of a folder on the disk.
pub fn sync(folder: &Path) -> io::Result<()> {
    if cfg!(windows) { Ok(()) } else { fs::File::open(folder)?.sync_all() }
}

/// States the format.
pub fn create(disk: &Disk) -> Result<(), IndexError> {
    let text =
        serde_json::to_string(&Manifest { format: FORMAT }).map_err(|error| IndexError::Damaged(error.to_string()))?;
    disk.replace(MANIFEST, (text + "\n").as_bytes())
}

/// Whether the folder holds an index, of whatever format.
pub fn is_index(dir: &Path) -> bool {
    dir.join(MANIFEST).is_file()
}

/// Removes an index of whatever format, and nothing else: only files that an index is made of. That it is one stays on record. The
/// commit goes first, so that what a kill leaves is no index with holes.
pub fn remove(dir: &Path) -> Result<(), IndexError> {
    let mut names = names(dir)?;
    names.retain(|name| is_ours(name));
    names.sort_by_key(|name| name != META);
    for name in names {
        let path = dir.join(name);
        fs::remove_file(&path).map_err(disk(&path))?;
    }
    Ok(())
}

/// The names in a folder, those that are text.
pub fn names(dir: &Path) -> Result<Vec<String>, IndexError> {
    let entries = fs::read_dir(dir).map_err(disk(dir))?;
    Ok(entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect())
}

fn is_ours(name: &str) -> bool {
    is_segment(name) || is_ledger(name) || is_unfinished(name) || matches!(name, META | MANAGED | HOLDER)
}

/// Whether a name is that of a segment's file.
pub fn is_segment(name: &str) -> bool {
    let (id, rest) = name.as_bytes().split_at(name.len().min(32));
    id.len() == 32 && id.iter().all(u8::is_ascii_hexdigit) && rest.starts_with(b".")
}

/// Whether a name is that of a file that was to replace another, and was not finished.
pub fn is_unfinished(name: &str) -> bool {
    /// What the `tempfile` crate puts behind the mark.
    const RANDOM: usize = 6;
    name.strip_prefix(".tmp")
        .is_some_and(|rest| rest.len() == RANDOM && rest.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_format_is_refused_and_foreign_files_are_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(state(dir.path()).unwrap(), State::Empty);
        fs::write(dir.path().join("letter.txt"), "x").unwrap();
        assert!(matches!(state(dir.path()), Err(IndexError::Foreign(_))));
        fs::write(dir.path().join(MANIFEST), "{\"format\":999}").unwrap();
        assert!(matches!(state(dir.path()), Err(IndexError::Format { found: 999, .. })));
        remove(dir.path()).unwrap();
        assert!(dir.path().join("letter.txt").exists());
    }

    #[test]
    fn a_manifest_cut_short_before_the_first_commit_is_as_good_as_none() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(MANIFEST), "{\"for").unwrap();
        assert_eq!(state(dir.path()).unwrap(), State::Empty);
        fs::write(dir.path().join(META), "{}").unwrap();
        assert!(matches!(state(dir.path()), Err(IndexError::Damaged(_))));
    }

    #[test]
    fn only_files_of_an_index_count_as_its_own() {
        let segment = "0123456789abcdef0123456789abcdef";
        assert!(is_segment(&format!("{segment}.idx")) && is_segment(&format!("{segment}.12.del")));
        assert!(!is_segment(segment) && !is_segment("0123.idx") && !is_segment("é123456789abcdef0123456789abcdef.x"));
        assert!(is_unfinished(".tmpAb3dEf") && !is_unfinished(".tmp") && !is_unfinished(".tmp-notes"));
    }
}
