//! Who writes to an index: one process at a time.
//!
//! The lock is the system's, which takes it back from whoever is killed. The name of its holder lies beside it in a file of its own, and
//! is believed only while the lock is held, so a name that was left behind neither blocks nor misleads.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};
use tantivy::directory::error::LockError;
use tantivy::directory::{Directory, DirectoryLock, Lock, MmapDirectory};

use super::error::IndexError;

/// The file that is locked. It is held over the whole of a run, also while an old index is thrown away and while the engine, which has
/// a lock of its own inside of this one, is not open.
const LOCK: &str = ".indexer.lock";
/// The file that holds the holder's name.
pub const HOLDER: &str = ".lock-holder.json";

/// Who holds the lock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The number of its process.
    pub pid: u32,
    /// When it took the lock.
    pub since: Timestamp,
    /// The machine it runs on, where that is known.
    pub host: Option<String>,
    /// How it was called.
    pub command: String,
}

impl Holder {
    fn this_process() -> Self {
        /// Whoever names thousands of files is known by the first of them.
        const SHOWN: usize = 200;
        let words = std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>();
        let command = words.join(" ").chars().take(SHOWN).collect();
        Self { pid: std::process::id(), since: Timestamp::now(), host: host(), command }
    }

    /// Whether it may still be there; only on Linux can that be told of a process of this machine.
    fn may_live(&self) -> bool {
        let elsewhere = self.host.is_none() || self.host != host();
        elsewhere || !Path::new("/proc/self").exists() || Path::new(&format!("/proc/{}", self.pid)).exists()
    }
}

impl fmt::Display for Holder {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let since = self.since.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M:%S");
        let host = self.host.as_ref().map(|host| format!(" on {host}")).unwrap_or_default();
        write!(out, "process {}{host} since {since} ({})", self.pid, self.command)
    }
}

/// The name of this machine, where the system tells it in a file or in the environment.
fn host() -> Option<String> {
    let file = |path: &str| fs::read_to_string(path).ok();
    let variable = |name: &str| std::env::var(name).ok();
    let name = file("/proc/sys/kernel/hostname").or_else(|| file("/etc/hostname")).or_else(|| variable("COMPUTERNAME"));
    name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty())
}

/// The lock, held until this is dropped.
pub struct Hold {
    name: PathBuf,
    _lock: DirectoryLock,
}

impl Hold {
    /// Takes the lock of the index in `dir`, which is made if it is not there.
    pub fn take(dir: &Path) -> Result<Self, IndexError> {
        let disk = |error| IndexError::Disk { path: dir.to_owned(), error };
        fs::create_dir_all(dir).map_err(disk)?;
        let lock = Lock { filepath: PathBuf::from(LOCK), is_blocking: false };
        match MmapDirectory::open(dir)?.acquire_lock(&lock) {
            Ok(lock) => {
                let hold = Self { name: dir.join(HOLDER), _lock: lock };
                hold.sign();
                Ok(hold)
            }
            Err(LockError::LockBusy) => {
                Err(IndexError::Locked { dir: dir.to_owned(), holder: holder(dir).map(Box::new) })
            }
            Err(LockError::IoError(error)) => {
                Err(IndexError::Disk { path: dir.join(LOCK), error: io::Error::new(error.kind(), error.to_string()) })
            }
        }
    }

    /// Writes who holds the lock beside it.
    pub fn sign(&self) {
        // The lock holds without a name, so a disk that is full or broken is left to those who write the index.
        let _ = serde_json::to_string(&Holder::this_process()).map(|text| fs::write(&self.name, text + "\n"));
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        // A name that stays is believed only while somebody holds the lock, who then writes another.
        let _ = fs::remove_file(&self.name);
    }
}

/// Who holds the lock that was found taken.
fn holder(dir: &Path) -> Option<Holder> {
    /// Whoever has just taken the lock has yet to write its name.
    const LOOKS: usize = 10;
    for _ in 0..LOOKS {
        let text = fs::read_to_string(dir.join(HOLDER)).ok();
        let holder = text.and_then(|text| serde_json::from_str::<Holder>(&text).ok());
        if let Some(holder) = holder.filter(Holder::may_live) {
            return Some(holder);
        }
        sleep(Duration::from_millis(20));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(dir: &Path) -> Option<Box<Holder>> {
        match Hold::take(dir) {
            Err(IndexError::Locked { holder, .. }) => holder,
            Err(error) => panic!("{error}"),
            Ok(_) => panic!("the lock was free"),
        }
    }

    #[test]
    fn a_second_taker_is_told_who_holds_the_lock_and_gets_it_when_it_is_free() {
        let dir = tempfile::tempdir().unwrap();
        let first = Hold::take(dir.path()).unwrap();
        let holder = refused(dir.path()).expect("a name");
        assert_eq!(holder.pid, std::process::id());
        assert!(holder.to_string().starts_with(&format!("process {}", holder.pid)), "{holder}");
        drop(first);
        assert!(!dir.path().join(HOLDER).exists());
        Hold::take(dir.path()).unwrap();
    }

    #[test]
    fn a_name_left_behind_neither_blocks_nor_misleads() {
        let dir = tempfile::tempdir().unwrap();
        let dead = Holder { pid: u32::MAX, command: "gone".to_owned(), ..Holder::this_process() };
        let leave = || fs::write(dir.path().join(HOLDER), serde_json::to_string(&dead).unwrap()).unwrap();
        leave();
        let hold = Hold::take(dir.path()).unwrap();
        assert_eq!(refused(dir.path()).map(|holder| holder.pid), Some(std::process::id()));
        // Held, but the name in the file is that of a process that is not there.
        leave();
        if Path::new("/proc/self").exists() {
            assert_eq!(refused(dir.path()), None);
        }
        drop(hold);
    }
}
