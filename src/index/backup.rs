//! A copy of the last commit, while another process may be writing the next.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, MANAGED, META};
use super::error::IndexError;
use super::manifest::{self, MANIFEST, State, sync};
use super::snapshot::{Held, Snapshot};
use super::verify::verify;

/// A finished backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backup {
    /// Articles in it.
    pub articles: u64,
    /// Files it consists of.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
}

/// Copies the index in `from` to `to`, which must be missing or empty. The copy is independent, on the disk, and checked against all
/// checksums before it gets its name: what is at `to` is a whole backup.
///
/// # Errors
/// When there is no index, when it is damaged, when `to` is taken or lies where it would be indexed, or when the disk refuses.
pub fn backup(from: &Path, to: &Path) -> Result<Backup, IndexError> {
    if !from.exists() || manifest::state(from)? == State::Empty {
        return Err(IndexError::Missing(from.to_owned()));
    }
    let disk = Disk::open(from)?;
    let snapshot = Snapshot::take(&disk).map_err(|error| disk.explain(error))?;
    let payload = match &snapshot.payload {
        Ok(payload) if payload.ledger.is_empty() => return Err(IndexError::Missing(from.to_owned())),
        Ok(payload) => payload,
        Err(error) => return Err(IndexError::Damaged(error.to_string())),
    };
    let place = Destination::of(from, to, &payload.roots)?;
    let unnamed = place.unnamed()?;
    let (files, bytes) = copy_all(&snapshot, unnamed.path())?;
    if let Some(damage) = verify(unnamed.path(), false)?.damage.first() {
        return Err(IndexError::Damaged(format!("{}: {}", damage.file, damage.detail)));
    }
    place.name(unnamed)?;
    Ok(Backup { articles: payload.totals.articles, files, bytes })
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> IndexError + '_ {
    |error| IndexError::Disk { path: path.to_owned(), error }
}

/// Where the backup goes.
struct Destination {
    to: PathBuf,
    /// The folder that it will lie in.
    above: PathBuf,
}

impl Destination {
    fn of(from: &Path, to: &Path, roots: &[String]) -> Result<Self, IndexError> {
        let to = std::path::absolute(to).map_err(failed(to))?;
        let no = |why| Err(IndexError::NoBackup { dir: to.clone(), why });
        if to.is_symlink() {
            return no("it is a symbolic link");
        }
        if to.exists() && !to.is_dir() {
            return no("it is no folder");
        }
        if fs::read_dir(&to).is_ok_and(|entries| entries.count() > 0) {
            return no("it is not empty");
        }
        let Some(above) = to.parent().map(Path::to_owned) else {
            return no("it is the root of a disk");
        };
        // Nothing is made before it is sure that it may be.
        let there = above.ancestors().find_map(|folder| folder.canonicalize().ok()).unwrap_or_default();
        if from.canonicalize().is_ok_and(|from| there.starts_with(from)) {
            return no("it lies inside the index");
        }
        if roots.iter().any(|root| there.starts_with(root)) {
            return no("it lies inside the archive, and would be indexed");
        }
        fs::create_dir_all(&above).map_err(failed(&above))?;
        let above = above.canonicalize().map_err(failed(&above))?;
        Ok(Self { to, above })
    }

    /// A folder beside it, which goes again unless it is finished.
    fn unnamed(&self) -> Result<tempfile::TempDir, IndexError> {
        tempfile::Builder::new().prefix(".morgue-backup-").tempdir_in(&self.above).map_err(failed(&self.above))
    }

    /// Gives a finished folder its name.
    fn name(&self, unnamed: tempfile::TempDir) -> Result<(), IndexError> {
        let act = || {
            open_to_all(unnamed.path())?;
            sync(unnamed.path())?;
            if self.to.is_dir() {
                // Fails if somebody has put something there meanwhile.
                fs::remove_dir(&self.to)?;
            }
            fs::rename(unnamed.path(), &self.to)?;
            sync(&self.above)
        };
        act().map_err(failed(&self.to))?;
        let _ = unnamed.keep();
        Ok(())
    }
}

/// A temporary folder is its owner's alone; a backup is read by whoever may read the folder that it lies in.
fn open_to_all(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        if let Some(above) = folder.parent() {
            let mode = fs::metadata(above)?.permissions().mode() & 0o777;
            fs::set_permissions(folder, fs::Permissions::from_mode(mode | 0o700))?;
        }
    }
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// Copies all files of a commit; their number and bytes.
fn copy_all(snapshot: &Snapshot, to: &Path) -> Result<(u64, u64), IndexError> {
    let held: Vec<&Held> =
        snapshot.ledger.iter().chain(snapshot.segments.iter().flat_map(|(_, files)| files)).collect();
    let names: Vec<&PathBuf> = snapshot.segments.iter().flat_map(|(_, files)| files).map(|held| &held.name).collect();
    let managed = serde_json::to_vec(&names).map_err(|error| IndexError::Damaged(error.to_string()))?;
    let manifest = fs::read(snapshot.disk.dir().join(MANIFEST)).map_err(failed(&snapshot.disk.dir().join(MANIFEST)))?;
    let (mut count, mut bytes) = (0, 0);
    for held in held {
        let target = to.join(&held.name);
        bytes += copy(held, &target).map_err(failed(&target))?;
        count += 1;
    }
    for (name, content) in [(MANIFEST, &manifest), (MANAGED, &managed), (META, &snapshot.meta_bytes)] {
        let target = to.join(name);
        write(&target, content).map_err(failed(&target))?;
        bytes += content.len() as u64;
        count += 1;
    }
    Ok((count, bytes))
}

fn copy(held: &Held, target: &Path) -> io::Result<u64> {
    let mut file = File::create_new(target)?;
    let bytes = held.copy_to(&mut file)?;
    file.sync_all()?;
    Ok(bytes)
}

fn write(target: &Path, content: &[u8]) -> io::Result<()> {
    use io::Write;
    let mut file = File::create_new(target)?;
    file.write_all(content)?;
    file.sync_all()
}
