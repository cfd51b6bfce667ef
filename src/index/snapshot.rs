//! The last commit with all its files held open, so that nobody who writes meanwhile can take one away. What it holds is checked
//! against checksums here; what that means for articles is not known.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use tantivy::directory::{Directory, FileSlice, META_LOCK};
use tantivy::{Index, IndexMeta, SegmentMeta};

use super::disk::{Disk, META};
use super::error::IndexError;
use super::footer;
use super::local::open_engine;
use super::manifest::Payload;

/// A commit, and its files.
pub struct Snapshot {
    pub disk: Disk,
    pub index: Index,
    pub meta: IndexMeta,
    /// The commit's own file, as it stood on the disk.
    pub meta_bytes: Vec<u8>,
    /// What the commit says of itself, if that can be read.
    pub payload: Result<Payload, IndexError>,
    pub ledger: Option<Held>,
    pub segments: Vec<(SegmentMeta, Vec<Held>)>,
}

/// A file of the commit.
pub struct Held {
    pub name: PathBuf,
    /// The file, opened twice: to be read from the disk, and as tantivy sees it. An error says why it is not there.
    opened: io::Result<(File, FileSlice)>,
}

impl Snapshot {
    /// Opens the last commit.
    pub fn take(disk: &Disk) -> Result<Self, IndexError> {
        // Who writes removes nothing while this lock is held, and the files that are open stay.
        let _lock = disk.acquire_lock(&META_LOCK).map_err(|error| IndexError::Engine(error.to_string()))?;
        let meta_bytes =
            disk.atomic_read(Path::new(META)).map_err(|error| IndexError::Damaged(format!("{META}: {error}")))?;
        let index = open_engine(disk).map_err(|error| IndexError::Damaged(format!("{META}: {error}")))?;
        let meta = index.load_metas()?;
        let payload = meta.payload.as_deref().map_or_else(|| Ok(Payload::default()), Payload::read);
        let named = payload.as_ref().ok().filter(|payload| !payload.ledger.is_empty());
        let ledger = named.map(|payload| Held::open(disk, PathBuf::from(&payload.ledger)));
        let held = |segment: &SegmentMeta| {
            let mut files = files_of(&meta, segment);
            files.sort();
            (segment.clone(), files.into_iter().map(|name| Held::open(disk, name)).collect())
        };
        let segments = meta.segments.iter().map(held).collect();
        Ok(Self { disk: disk.clone(), index, meta, meta_bytes, payload, ledger, segments })
    }
}

/// The files that a segment needs.
pub fn files_of(meta: &IndexMeta, segment: &SegmentMeta) -> Vec<PathBuf> {
    let alone = IndexMeta { segments: vec![segment.clone()], ..meta.clone() };
    let is_needed = |name: &PathBuf| match name.extension().and_then(|extension| extension.to_str()) {
        Some("temp") => false,
        Some("del") => segment.delete_opstamp().is_some(),
        _ => true,
    };
    alone.list_segment_files().into_iter().filter(is_needed).collect()
}

impl Held {
    fn open(disk: &Disk, name: PathBuf) -> Self {
        let open = || {
            let path = disk.dir().join(&name);
            if !path.metadata()?.is_file() {
                return Err(io::Error::other("it is no file"));
            }
            let file = File::open(path)?;
            let slice = disk.open_read(&name).map_err(|error| io::Error::other(error.to_string()))?;
            Ok((file, slice))
        };
        Self { opened: open(), name }
    }

    /// Why it is not as it was written, if so.
    pub fn fault(&self) -> Option<String> {
        match &self.opened {
            Ok((file, _)) => {
                footer::fault_of(file).map_or_else(|error| Some(error.to_string()), |fault| fault.map(str::to_owned))
            }
            Err(error) => Some(error.to_string()),
        }
    }

    /// Its length, where that can be told.
    pub fn length(&self) -> Option<u64> {
        self.opened.as_ref().ok()?.0.metadata().ok().map(|data| data.len())
    }

    /// The whole file.
    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.copy_to(&mut bytes)?;
        Ok(bytes)
    }

    /// Copies the whole file; its length.
    pub fn copy_to(&self, out: &mut impl io::Write) -> io::Result<u64> {
        match &self.opened {
            Ok((file, _)) => {
                use io::Seek;
                let mut file = file;
                file.rewind()?;
                io::copy(&mut file, out)
            }
            Err(error) => Err(io::Error::new(error.kind(), error.to_string())),
        }
    }
}
