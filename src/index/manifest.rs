//! What an index says of itself: its format, and with every commit its roots, its totals and the name of its ledger.
//!
//! `morgue.json` holds the format and is written once. Everything that changes travels in the payload of tantivy's commit, which
//! is replaced in one step: after a kill, index and ledger are those of the same commit.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::IndexError;
use super::lock::HOLDER;
use crate::corpus::changes::{FileEntry, Ledger, RootEntry};

/// The format of the index. Raised whenever the fields, the axis or the ledger change.
pub const FORMAT: u32 = 6;

const MANIFEST: &str = "morgue.json";
/// Where tantivy keeps its last commit.
const META: &str = "meta.json";

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
    match fs::read(&path) {
        Ok(bytes) => {
            let manifest: Manifest = serde_json::from_slice(&bytes)
                .map_err(|error| IndexError::Damaged(format!("{}: {error}", path.display())))?;
            if manifest.format != FORMAT {
                return Err(IndexError::Format { dir: dir.to_owned(), found: manifest.format, wanted: FORMAT });
            }
            // A kill between the manifest and the first commit leaves a folder that is as good as empty.
            Ok(if dir.join(META).exists() { State::Ready } else { State::Empty })
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            is_free(dir).map(|free| if free { Ok(State::Empty) } else { Err(IndexError::Foreign(dir.to_owned())) })?
        }
        Err(error) => Err(disk(&path)(error)),
    }
}

fn is_free(dir: &Path) -> Result<bool, IndexError> {
    match fs::read_dir(dir) {
        Ok(entries) => Ok(entries.flatten().all(|entry| entry.file_name().to_string_lossy().starts_with('.'))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(disk(dir)(error)),
    }
}

/// The roots of the last commit, whatever the index's format; none where there is no commit to be read.
pub fn remembered_roots(dir: &Path) -> Vec<String> {
    let meta = fs::read(dir.join(META)).ok().and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok());
    let payload = meta.as_ref().and_then(|meta| meta["payload"].as_str());
    let payload = payload.and_then(|payload| serde_json::from_str::<serde_json::Value>(payload).ok());
    let roots = payload.as_ref().and_then(|payload| payload["roots"].as_array()).into_iter().flatten();
    roots.filter_map(|root| root.as_str().map(ToOwned::to_owned)).collect()
}

/// Makes the folder and states its format.
pub fn create(dir: &Path) -> Result<(), IndexError> {
    fs::create_dir_all(dir).map_err(disk(dir))?;
    let path = dir.join(MANIFEST);
    let text =
        serde_json::to_string(&Manifest { format: FORMAT }).map_err(|error| IndexError::Damaged(error.to_string()))?;
    fs::write(&path, text + "\n").map_err(disk(&path))
}

/// Whether the folder holds an index, of whatever format.
pub fn is_index(dir: &Path) -> bool {
    dir.join(MANIFEST).is_file()
}

/// Removes an index of whatever format, and nothing else: only files that an index is made of. That it is one stays on record.
pub fn remove(dir: &Path) -> Result<(), IndexError> {
    let entries = fs::read_dir(dir).map_err(disk(dir))?;
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_ours(&name) {
            fs::remove_file(entry.path()).map_err(disk(&entry.path()))?;
        }
    }
    Ok(())
}

fn is_ours(name: &str) -> bool {
    let segment =
        name.len() > 32 && name[..32].bytes().all(|byte| byte.is_ascii_hexdigit()) && name.as_bytes()[32] == b'.';
    segment || is_ledger(name) || matches!(name, META | HOLDER | ".managed.json")
}

fn is_ledger(name: &str) -> bool {
    name.strip_prefix("ledger-").and_then(|rest| rest.strip_suffix(".jsonl")).is_some()
}

/// Writes a ledger beside the index and gives its name. It counts only once a commit names it.
pub fn write_ledger(dir: &Path, number: u64, ledger: &Ledger) -> Result<String, IndexError> {
    let name = format!("ledger-{number}.jsonl");
    let path = dir.join(&name);
    let write = || -> io::Result<()> {
        let mut out = BufWriter::new(File::create(&path)?);
        for root in &ledger.roots {
            serde_json::to_writer(&mut out, &Line::Root(root.clone()))?;
            out.write_all(b"\n")?;
            for file in &root.files {
                serde_json::to_writer(&mut out, file)?;
                out.write_all(b"\n")?;
            }
        }
        out.into_inner()?.sync_all()
    };
    write().map_err(disk(&path))?;
    Ok(name)
}

#[derive(Deserialize, Serialize)]
#[serde(untagged)]
enum Line {
    Root(RootEntry),
    File(FileEntry),
}

/// Reads the ledger that a commit names.
pub fn read_ledger(dir: &Path, name: &str) -> Result<Ledger, IndexError> {
    let mut ledger = Ledger::default();
    if name.is_empty() {
        return Ok(ledger);
    }
    let path = dir.join(name);
    let file = File::open(&path).map_err(disk(&path))?;
    for line in BufReader::new(file).lines() {
        let line = line.map_err(disk(&path))?;
        let parsed =
            serde_json::from_str(&line).map_err(|error| IndexError::Damaged(format!("{}: {error}", path.display())))?;
        match (parsed, ledger.roots.last_mut()) {
            (Line::Root(root), _) => ledger.roots.push(root),
            (Line::File(file), Some(root)) => root.files.push(file),
            (Line::File(_), None) => {
                return Err(IndexError::Damaged(format!("{}: a file without a root", path.display())));
            }
        }
    }
    Ok(ledger)
}

/// Removes the ledgers that no commit names any more.
pub fn sweep(dir: &Path, kept: &str) {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    let stale =
        |path: &PathBuf| path.file_name().is_some_and(|name| is_ledger(&name.to_string_lossy()) && name != kept);
    for path in entries.map(|entry| entry.path()).filter(stale) {
        // A leftover costs only space, and the next run tries again.
        let _ = fs::remove_file(path);
    }
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
}
