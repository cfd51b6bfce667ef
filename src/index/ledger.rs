//! The ledger of a commit on the disk: a line a root, and behind it a line a file. It is written beside the index under a new name,
//! and counts once a commit names it; then the older ones are removed.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::directory::{Directory, META_LOCK, TerminatingWrite};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::disk::Disk;
use super::error::IndexError;
use super::manifest::{FORMAT, Payload, Totals, is_segment, is_unfinished, names};
use crate::corpus::changes::{FileEntry, Ledger, RootEntry};

/// Whether a name is that of a ledger.
pub fn is_ledger(name: &str) -> bool {
    number(name).is_some()
}

fn number(name: &str) -> Option<u64> {
    name.strip_prefix("ledger-")?.strip_suffix(".jsonl")?.parse().ok()
}

#[derive(Deserialize, Serialize)]
#[serde(untagged)]
enum Line {
    Root(RootEntry),
    File(FileEntry),
}

/// Writes a ledger beside the index, to follow that of `before`, and gives what a commit says of it.
pub fn write(disk: &Disk, before: &Payload, ledger: &Ledger) -> Result<Payload, IndexError> {
    let name = format!("ledger-{}.jsonl", number(&before.ledger).unwrap_or_default() + 1);
    let path = Path::new(&name);
    // What a run left there that never came to its commit. Where it cannot be removed, writing says why.
    let _ = disk.delete(path);
    let failed = |error| IndexError::Disk { path: disk.dir().join(path), error };
    let file = disk.open_write(path).map_err(|error| failed(reason(&error)))?;
    let ledger_sum = write_lines(file, ledger).map_err(failed)?;
    Ok(Payload {
        ledger: name,
        roots: ledger.roots.iter().map(|root| root.root.clone()).collect(),
        totals: totals(ledger),
        unsearched: ledger.files().flat_map(|(_, file)| &file.faults).filter(|fault| fault.is_unsearched()).count()
            as u64,
        ledger_sum,
        format: FORMAT,
    })
}

/// Writes down the roots of a first run, so that the next one can complete it unasked should it be killed.
pub fn begin(disk: &Disk, roots: &[String]) -> Result<(), IndexError> {
    let mut text = String::new();
    for root in roots {
        let entry = RootEntry { root: root.clone(), files: Vec::new() };
        text += &serde_json::to_string(&entry).map_err(|error| IndexError::Damaged(error.to_string()))?;
        text.push('\n');
    }
    disk.replace("ledger-0.jsonl", text.as_bytes())
}

fn reason(error: &tantivy::directory::error::OpenWriteError) -> io::Error {
    use tantivy::directory::error::OpenWriteError::{FileAlreadyExists, IoError};
    match error {
        FileAlreadyExists(_) => io::ErrorKind::AlreadyExists.into(),
        IoError { io_error, .. } => io::Error::new(io_error.kind(), io_error.to_string()),
    }
}

fn write_lines(file: impl TerminatingWrite, ledger: &Ledger) -> io::Result<u64> {
    let mut out = Hashed { file, hash: Xxh3::new() };
    let mut line = Vec::new();
    for root in &ledger.roots {
        out.line(&mut line, root)?;
        for file in &root.files {
            out.line(&mut line, file)?;
        }
    }
    let sum = out.hash.digest();
    out.file.terminate()?;
    Ok(sum.max(1))
}

struct Hashed<W> {
    file: W,
    hash: Xxh3,
}

impl<W: Write> Hashed<W> {
    fn line(&mut self, line: &mut Vec<u8>, value: &impl Serialize) -> io::Result<()> {
        line.clear();
        serde_json::to_writer(&mut *line, value)?;
        line.push(b'\n');
        self.hash.update(line);
        self.file.write_all(line)
    }
}

/// Sums over all articles of a ledger.
pub fn totals(ledger: &Ledger) -> Totals {
    let mut totals = Totals::default();
    for record in ledger.records() {
        totals.articles += 1;
        totals.headline_words += u64::from(record.words.0);
        totals.body_words += u64::from(record.words.1);
    }
    totals
}

/// Reads the ledger that a commit names.
pub fn read(disk: &Disk, payload: &Payload) -> Result<Ledger, IndexError> {
    if payload.ledger.is_empty() {
        return Ok(Ledger::default());
    }
    let path = disk.dir().join(&payload.ledger);
    let bytes = fs::read(&path).map_err(|error| IndexError::Disk { path, error })?;
    parse(payload, &bytes)
}

/// The ledger that a commit names, from its bytes.
pub fn parse(payload: &Payload, bytes: &[u8]) -> Result<Ledger, IndexError> {
    let damaged = |what: &dyn std::fmt::Display| IndexError::Damaged(format!("{}: {what}", payload.ledger));
    if payload.ledger_sum != 0 && xxh3_64(bytes).max(1) != payload.ledger_sum {
        return Err(damaged(&"it does not have the checksum that the commit gives it"));
    }
    let mut ledger = Ledger::default();
    for line in bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        match (serde_json::from_slice(line).map_err(|error| damaged(&error))?, ledger.roots.last_mut()) {
            (Line::Root(root), _) => ledger.roots.push(root),
            (Line::File(file), Some(root)) => root.files.push(file),
            (Line::File(_), None) => return Err(damaged(&"a file without a root")),
        }
    }
    Ok(ledger)
}

/// The roots that the newest ledger in a folder names, as far as it can be read; whether a commit names it is not asked.
pub fn newest_roots(dir: &Path) -> Vec<String> {
    let newest = names(dir).unwrap_or_default().into_iter().filter_map(|name| Some((number(&name)?, name))).max();
    let Some(file) = newest.and_then(|(_, name)| File::open(dir.join(name)).ok()) else {
        return Vec::new();
    };
    let lines = BufReader::new(file).split(b'\n').map_while(Result::ok);
    let mut roots: Vec<String> =
        lines.filter_map(|line| serde_json::from_slice::<RootEntry>(&line).ok()).map(|entry| entry.root).collect();
    roots.dedup();
    roots
}

/// Removes what runs left behind that were killed, and what no commit needs any more: files of an index that are not `kept`. Nothing
/// else in the folder is touched. Only for who holds the lock for writing and has written nothing yet.
pub fn sweep(disk: &Disk, kept: impl Fn(&Path) -> bool) {
    sweep_where(disk, |name| (is_segment(name) || is_ledger(name) || is_unfinished(name)) && !kept(Path::new(name)));
}

/// Removes the ledgers that no commit names any more.
pub fn sweep_ledgers(disk: &Disk, kept: &str) {
    sweep_where(disk, |name| is_ledger(name) && name != kept);
}

fn sweep_where(disk: &Disk, is_stale: impl Fn(&str) -> bool) {
    // Who opens the index reads the commit and opens what it names under this lock.
    let Ok(_lock) = disk.acquire_lock(&META_LOCK) else {
        return;
    };
    let stale = names(disk.dir()).unwrap_or_default().into_iter().filter(|name| is_stale(name));
    for path in stale.map(PathBuf::from) {
        // A leftover costs only space, and the next run tries again.
        let _ = disk.delete(&path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ledger() -> Ledger {
        let file = FileEntry { path: "a.txt".into(), ..FileEntry::default() };
        Ledger { roots: vec![RootEntry { root: "/archive".into(), files: vec![file] }] }
    }

    #[test]
    fn a_ledger_is_read_as_it_was_written_and_one_changed_byte_is_noticed() {
        let dir = tempfile::tempdir().unwrap();
        let disk = Disk::open(dir.path()).unwrap();
        let payload = write(&disk, &Payload::default(), &ledger()).unwrap();
        assert_eq!(payload.ledger, "ledger-1.jsonl");
        assert_eq!(read(&disk, &payload).unwrap(), ledger());
        assert_eq!(newest_roots(dir.path()), ["/archive"]);
        let path = dir.path().join(&payload.ledger);
        let text = fs::read_to_string(&path).unwrap().replace("a.txt", "b.txt");
        fs::write(path, text).unwrap();
        assert!(matches!(read(&disk, &payload), Err(IndexError::Damaged(_))));
    }

    #[test]
    fn a_sweep_removes_leftovers_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        let segment = "0123456789abcdef0123456789abcdef.idx";
        let leftovers = [".tmpAb3dEf", "ledger-7.jsonl", segment];
        let others = ["letter.txt", "ledger-x.jsonl", "ledger-8.jsonl", ".tmp-notes", "meta.json"];
        leftovers.iter().chain(&others).for_each(|name| fs::write(dir.path().join(name), "x").unwrap());
        sweep(&Disk::open(dir.path()).unwrap(), |path| path == Path::new("ledger-8.jsonl"));
        assert!(leftovers.iter().all(|name| !dir.path().join(name).exists()));
        assert!(others.iter().all(|name| dir.path().join(name).exists()));
    }
}
