//! What can go wrong with an index.

use std::io;
use std::path::PathBuf;

use super::lock::Holder;

/// Why an index could not be built or opened.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// There is no index there.
    #[error("there is no index in {0}")]
    Missing(PathBuf),
    /// The folder holds something else.
    #[error("{0} holds files that are not an index")]
    Foreign(PathBuf),
    /// The index has another format than this program.
    #[error("the index in {dir} has format {found}, and this program reads format {wanted}", dir = dir.display())]
    Format {
        /// Where it lies.
        dir: PathBuf,
        /// Its format.
        found: u32,
        /// The format of this program.
        wanted: u32,
    },
    /// Another process writes to it.
    #[error("{who} is writing to the index in {dir}", who = named(holder.as_deref()), dir = dir.display())]
    Locked {
        /// Where it lies.
        dir: PathBuf,
        /// Who writes, where it is known.
        holder: Option<Box<Holder>>,
    },
    /// The run was told to stop before it had committed.
    #[error("stopped; the last commit stands")]
    Stopped,
    /// Other roots than the index remembers.
    #[error("the index was built from {known}, not from {given}")]
    OtherRoot {
        /// The roots it remembers.
        known: String,
        /// The root that was given.
        given: String,
    },
    /// No root could be read.
    #[error("{root} cannot be read: {error}")]
    Root {
        /// The root.
        root: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The archive's own rules cannot be followed.
    #[error(transparent)]
    Rules(#[from] crate::corpus::rules::RulesError),
    /// The index has to be built anew, and nothing says from what.
    #[error("the index in {dir} has to be built anew, and nothing in it says from which archive", dir = .0.display())]
    NoRoots(PathBuf),
    /// A backup would overwrite something, or be taken for something else.
    #[error("{dir} cannot take a backup: {why}", dir = dir.display())]
    NoBackup {
        /// Where it was to go.
        dir: PathBuf,
        /// Why not.
        why: &'static str,
    },
    /// The disk, or the rights on it.
    #[error("{path}: {error}", path = path.display())]
    Disk {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// What the index holds cannot be understood.
    #[error("the index is damaged: {0}")]
    Damaged(String),
    /// The engine reported a fault.
    #[error("the index could not be read or written: {0}")]
    Engine(String),
}

fn named(holder: Option<&Holder>) -> String {
    holder.map_or_else(|| "another process".to_owned(), ToString::to_string)
}

impl From<tantivy::TantivyError> for IndexError {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Engine(error.to_string())
    }
}

impl From<IndexError> for crate::backend::BackendError {
    fn from(error: IndexError) -> Self {
        Self(Box::new(error))
    }
}

impl From<tantivy::directory::error::OpenDirectoryError> for IndexError {
    fn from(error: tantivy::directory::error::OpenDirectoryError) -> Self {
        Self::Engine(error.to_string())
    }
}

impl From<io::Error> for IndexError {
    fn from(error: io::Error) -> Self {
        Self::Engine(error.to_string())
    }
}
