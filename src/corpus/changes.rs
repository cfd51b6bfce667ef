//! What an index knows of its archive: every file with its marks, every record with its hash. By it a run tells what is new, changed
//! or gone, and `status` what was not indexed and why.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

use super::{Edges, Fault, Repeated, Stamp};
use crate::article::ArticleKey;

/// All roots of an index.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ledger {
    /// The roots, in path order.
    pub roots: Vec<RootEntry>,
}

/// One root and what lies below it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RootEntry {
    /// Its absolute path.
    pub root: String,
    /// Its files, in path order.
    #[serde(skip)]
    pub files: Vec<FileEntry>,
}

/// One file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Path below the root.
    pub path: String,
    /// By what a change is told.
    pub stamp: Stamp,
    /// When it was read, nanoseconds since 1970.
    pub read: i64,
    /// Hash of the rules of the archive under which it was read; 0 where there were none.
    #[serde(default, skip_serializing_if = "is_none")]
    pub rules: u64,
    /// Its articles, in file order.
    pub records: Vec<RecordEntry>,
    /// What of it was not indexed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<Fault>,
    /// Ids that another article holds already: the id, and what is shown instead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub renamed: Vec<(String, String)>,
}

/// One article.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RecordEntry {
    /// Hash of its key.
    #[serde(rename = "k")]
    pub key: Key,
    /// Hash of the id it was given by its file.
    #[serde(rename = "i")]
    pub id: u64,
    /// Hash of the id it is shown under.
    #[serde(rename = "s")]
    pub shown: u64,
    /// Hash of its bytes.
    #[serde(rename = "c")]
    pub content: u64,
    /// Words of headline and body, boilerplate left out.
    #[serde(rename = "w")]
    pub words: (u32, u32),
    /// Hash of its source.
    #[serde(rename = "o")]
    pub source: u64,
    /// Hashes of its edge lines.
    #[serde(rename = "e")]
    pub edges: Vec<u64>,
    /// Which of these were taken as repeated when it was indexed.
    #[serde(rename = "r")]
    pub repeated: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_none(rules: &u64) -> bool {
    *rules == 0
}

/// The hash of an article's key, in two halves.
pub type Key = (u64, u64);

/// The hash by which the index knows an article.
#[must_use]
pub fn key_hash(key: &ArticleKey) -> Key {
    let hash = xxh3_128(format!("{}\0{}\0{}", key.root, key.path, key.record).as_bytes());
    ((hash >> 64) as u64, hash as u64)
}

impl FileEntry {
    /// Whether the file, found with `stamp` and read under `rules`, need not be read again. A file changed in the very moment it was read may have changed
    /// once more without a new stamp, so such a stamp is not believed.
    #[must_use]
    pub fn is_current(&self, stamp: Stamp, rules: u64) -> bool {
        self.rules == rules && self.stamp == stamp && self.believed() < self.read
    }

    /// Has it read again in the next run: the disk or the machine may be well again, and the file's marks would not tell.
    pub fn distrust(&mut self) {
        self.stamp = Stamp::default();
        self.read = 1;
    }

    /// From when on the stamp can be believed.
    fn believed(&self) -> i64 {
        const TICK: i64 = 10_000_000;
        const COARSE_TICK: i64 = 2_000_000_000;
        let Stamp { modified, changed, .. } = self.stamp;
        // A time that had not come yet was set by somebody; when that was done is what the other tells, where there is one.
        let is_set = changed != 0 && modified > self.read.saturating_add(COARSE_TICK);
        let from = if is_set { changed } else { modified };
        from.saturating_add(if from % 1_000_000_000 == 0 { COARSE_TICK } else { TICK })
    }

    /// From when on a file that was read in the very moment it was changed can be believed. None where it can be already, and
    /// where its stamp lies in a future that nobody waits for.
    #[must_use]
    pub fn settles(&self) -> Option<i64> {
        const PATIENCE: i64 = 10_000_000_000;
        let from = self.believed();
        (self.read != 0 && from >= self.read && from - self.read < PATIENCE).then_some(from)
    }
}

impl Ledger {
    /// All files of all roots.
    pub fn files(&self) -> impl Iterator<Item = (&RootEntry, &FileEntry)> {
        self.roots.iter().flat_map(|root| root.files.iter().map(move |file| (root, file)))
    }

    /// All articles.
    pub fn records(&self) -> impl Iterator<Item = &RecordEntry> {
        self.files().flat_map(|(_, file)| &file.records)
    }

    /// How often the edge lines of each source stand in the archive.
    #[must_use]
    pub fn repeated(&self) -> Repeated {
        let mut repeated = Repeated::default();
        for record in self.records() {
            repeated.count(record.source, &record.edges);
        }
        repeated
    }
}

impl RecordEntry {
    /// The edge lines as they were when the article was read.
    #[must_use]
    pub fn edges(&self) -> Edges {
        Edges { source: self.source, lines: self.edges.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_changed_in_the_moment_it_was_read_is_read_again() {
        let stamp = Stamp { size: 1, modified: 5_000_000_001, changed: 0 };
        let entry = |read| FileEntry { stamp, read, ..FileEntry::default() };
        assert!(!entry(5_000_000_500).is_current(stamp, 0));
        assert!(entry(5_100_000_000).is_current(stamp, 0));
        assert!(!entry(5_100_000_000).is_current(stamp, 1));
        assert!(!entry(9_000_000_000).is_current(Stamp { size: 2, ..stamp }, 0));
        assert_eq!(entry(5_000_000_500).settles(), Some(5_010_000_001));
        assert_eq!(entry(5_100_000_000).settles(), None);
        let future = Stamp { modified: 4_000_000_000_000_000_001, ..stamp };
        assert_eq!(FileEntry { stamp: future, ..entry(5_000_000_500) }.settles(), None);
        let read_at = |changed| FileEntry { stamp: Stamp { changed, ..future }, ..entry(5_000_000_500) };
        assert!(read_at(4_000_000_001).is_current(Stamp { changed: 4_000_000_001, ..future }, 0));
        assert!(!read_at(4_999_999_999).is_current(Stamp { changed: 4_999_999_999, ..future }, 0));
    }
}
