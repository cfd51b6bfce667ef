//! The folder of an index, as tantivy and our own files are written to it. What goes wrong there is remembered with the name of the
//! file, a commit is on the disk before anything older goes, and a folder that cannot be written can still be read. Knows no article
//! and no ledger.

use std::collections::HashSet;
use std::fmt;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use fs4::fs_std::FileExt;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};
use xxhash_rust::xxh3::xxh3_64;

use super::error::IndexError;

/// Where tantivy keeps its last commit.
pub const META: &str = "meta.json";
/// Where tantivy lists the files that it has written, so that it can remove them again.
pub const MANAGED: &str = ".managed.json";
/// By this the payload of a commit tells that it was written with checksums.
pub const SUM: &[u8] = b"ledger_sum";

/// The folder of an index.
#[derive(Clone)]
pub struct Disk {
    dir: PathBuf,
    inner: MmapDirectory,
    fault: Remembered,
    guard: Guard,
}

/// Asked before whatever changes the folder. Nobody objects but a test.
type Guard = Arc<dyn Fn(&Path) -> io::Result<()> + Send + Sync>;

impl fmt::Debug for Disk {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Disk({})", self.dir.display())
    }
}

/// The first thing that went wrong: tantivy's threads tell it to nobody.
#[derive(Clone, Debug, Default)]
struct Remembered(Arc<Mutex<Option<(PathBuf, io::Error)>>>);

impl Remembered {
    fn note(&self, path: PathBuf, error: &io::Error) {
        let mut first = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        first.get_or_insert_with(|| (path, copy_of(error)));
    }

    fn take(&self) -> Option<(PathBuf, io::Error)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

fn copy_of(error: &io::Error) -> io::Error {
    error.raw_os_error().map_or_else(|| io::Error::new(error.kind(), error.to_string()), io::Error::from_raw_os_error)
}

impl Disk {
    /// The folder `dir`, which must be there.
    pub fn open(dir: &Path) -> Result<Self, IndexError> {
        Self::guarded(dir, Arc::new(|_| Ok(())))
    }

    /// The same; `guard` may let fail whatever changes it.
    pub fn guarded(dir: &Path, guard: Guard) -> Result<Self, IndexError> {
        let inner = MmapDirectory::open(dir)?;
        Ok(Self { dir: dir.to_owned(), inner, fault: Remembered::default(), guard })
    }

    /// Where it lies.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The error as the disk gave it, where the engine only says that there was one.
    pub fn explain(&self, error: IndexError) -> IndexError {
        match error {
            IndexError::Engine(_) => self.trouble().unwrap_or(error),
            other => other,
        }
    }

    /// What went wrong so far, though nothing may have failed by it. Told once.
    pub fn trouble(&self) -> Option<IndexError> {
        self.fault.take().map(|(path, error)| IndexError::Disk { path, error })
    }

    /// Puts `bytes` in the place of a file, whole or not at all.
    pub fn replace(&self, name: &str, bytes: &[u8]) -> Result<(), IndexError> {
        let path = Path::new(name);
        let written = self.atomic_write(path, bytes).and_then(|()| self.sync_directory());
        written.map_err(|error| IndexError::Disk { path: self.dir.join(path), error })
    }

    /// Writes a file beside the one it is to replace, and gives it its name once it is on the disk. tantivy's own makes files that only
    /// their owner can read.
    fn write_whole(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        (self.guard)(path)?;
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut file = builder.tempfile_in(&self.dir)?;
        file.write_all(data)?;
        file.as_file().sync_data()?;
        (self.guard)(path)?;
        file.persist(self.dir.join(path)).map_err(|error| error.error)?;
        Ok(())
    }

    fn noted<T>(&self, path: &Path, result: io::Result<T>) -> io::Result<T> {
        result.inspect_err(|error| self.fault.note(self.dir.join(path), error))
    }

    /// Takes a lock on a folder that cannot be written: by the file that is there. Where there is none, nobody ever wrote.
    fn lock_for_reading(&self, lock: &Lock) -> DirectoryLock {
        match File::open(self.dir.join(&lock.filepath)) {
            // A file system that knows no such locks leaves it to the reader to look again.
            Ok(file) if FileExt::lock_exclusive(&file).is_ok() => DirectoryLock::from(Box::new(file)),
            _ => DirectoryLock::from(Box::new(())),
        }
    }
}

/// What stands in front of the checksum of a commit, which is a key more of its JSON: tantivy passes over it.
const SEAL: &[u8] = b",\n  \"checksum\": \"";

/// The bytes of a commit with their checksum.
fn sealed(data: &[u8]) -> Vec<u8> {
    let Some(end) = data.iter().rposition(|byte| *byte == b'}') else {
        return data.to_vec();
    };
    let sum = format!("{:016x}", xxh3_64(&data[..end]));
    [&data[..end], SEAL, sum.as_bytes(), b"\"\n}\n"].concat()
}

/// Whether the bytes of a commit are as they were written. Those without a checksum are believed: older programs wrote none.
pub fn is_whole(commit: &[u8]) -> bool {
    let Some(end) = commit.windows(SEAL.len()).rposition(|window| window == SEAL) else {
        return !commit.windows(SUM.len()).any(|window| window == SUM);
    };
    let sum = format!("{:016x}\"\n}}\n", xxh3_64(&commit[..end]));
    commit[end + SEAL.len()..] == *sum.as_bytes()
}

/// Whether an error says that nothing can be written, and nothing about reading.
fn is_unwritable(error: &io::Error) -> bool {
    use io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    matches!(error.kind(), PermissionDenied | QuotaExceeded | ReadOnlyFilesystem | StorageFull)
}

impl Directory for Disk {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.inner.get_file_handle(path).inspect_err(|error| {
            if let OpenReadError::IoError { io_error, .. } = error {
                self.fault.note(self.dir.join(path), io_error);
            }
        })
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let failed = |error| DeleteError::IoError { io_error: Arc::new(error), filepath: path.to_owned() };
        (self.guard)(path).map_err(failed)?;
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let failed = |error| OpenWriteError::IoError { io_error: Arc::new(error), filepath: path.to_owned() };
        let opened =
            (self.guard)(path).map_err(failed).and_then(|()| self.inner.open_write(path)).inspect_err(|error| {
                if let OpenWriteError::IoError { io_error, .. } = error {
                    self.fault.note(self.dir.join(path), io_error);
                }
            })?;
        let inner = Some(opened.into_inner().map_err(|error| failed(error.into_error()))?);
        let (fault, guard) = (self.fault.clone(), Arc::clone(&self.guard));
        let told = Told { inner, path: self.dir.join(path), fault, guard };
        Ok(io::BufWriter::new(Box::new(told)))
    }

    /// A list of files that cannot be read is as good as none: what it named and nothing needs is swept by the next run.
    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        if self.dir.join(path).metadata().is_ok_and(|data| !data.is_file()) {
            let error = Arc::new(io::Error::other("it is no file"));
            let named = path == Path::new(MANAGED);
            let unread = OpenReadError::IoError { io_error: error, filepath: path.to_owned() };
            return Err(if named { OpenReadError::FileDoesNotExist(path.to_owned()) } else { unread });
        }
        let bytes = self.inner.atomic_read(path)?;
        if path == Path::new(MANAGED) && serde_json::from_slice::<HashSet<PathBuf>>(&bytes).is_err() {
            return Err(OpenReadError::FileDoesNotExist(path.to_owned()));
        }
        Ok(bytes)
    }

    /// tantivy syncs the folder before it replaces its commit, and then removes what only the older one needs. If the power goes,
    /// the removal may be on the disk and the new commit not: so the folder is synced in between too.
    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        if path != Path::new(META) {
            return self.noted(path, self.write_whole(path, data));
        }
        self.noted(path, self.write_whole(path, &sealed(data)))?;
        self.sync_directory()
    }

    fn sync_directory(&self) -> io::Result<()> {
        let synced = (self.guard)(Path::new("")).and_then(|()| self.inner.sync_directory());
        self.noted(Path::new(""), synced)
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.inner.acquire_lock(lock) {
            Err(LockError::IoError(error)) if lock.is_blocking && is_unwritable(&error) => {
                Ok(self.lock_for_reading(lock))
            }
            Err(LockError::IoError(error)) => {
                self.fault.note(self.dir.join(&lock.filepath), &error);
                Err(LockError::IoError(error))
            }
            other => other,
        }
    }

    fn watch(&self, watch_callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(watch_callback)
    }
}

/// A file being written, of which every error is remembered.
struct Told {
    /// There until it is finished.
    inner: Option<Box<dyn TerminatingWrite + Send + Sync>>,
    path: PathBuf,
    fault: Remembered,
    guard: Guard,
}

impl Told {
    fn with<T>(&mut self, act: impl FnOnce(&mut dyn TerminatingWrite) -> io::Result<T>) -> io::Result<T> {
        let result = (self.guard)(&self.path).and_then(|()| match &mut self.inner {
            Some(inner) => act(inner.as_mut()),
            None => Err(io::Error::other("written to after its end")),
        });
        result.inspect_err(|error| self.fault.note(self.path.clone(), error))
    }
}

impl Write for Told {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.with(|inner| inner.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.with(|inner| inner.flush())
    }
}

impl TerminatingWrite for Told {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        let inner = self.inner.take();
        let result = (self.guard)(&self.path).and_then(|()| inner.map_or(Ok(()), TerminatingWrite::terminate));
        result.inspect_err(|error| self.fault.note(self.path.clone(), error))
    }
}
