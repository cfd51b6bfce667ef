//! Which segments are merged. A merge gives what it reads a new checksum, so that damage would be taken for sound ever after; and bytes
//! that are not as they were written may end the process that merges them. So a segment is looked at first, and left out if it is hurt.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::index::SegmentId;
use tantivy::indexer::{LogMergePolicy, MergeCandidate, MergePolicy};
use tantivy::{Index, IndexMeta, SegmentMeta};

use super::error::IndexError;
use super::footer;
use super::snapshot::files_of;

/// Segments of fewer articles than this are merged with each other, whatever their sizes. tantivy's own 10 000 is as much as its memory
/// takes up: one changed record then merged all segments of a first run, at 18 % of its cost (docs/durability.md).
const SMALL_SEGMENT: u32 = 500;

/// Merges what is sound.
#[derive(Debug, Clone)]
pub struct Merging {
    policy: LogMergePolicy,
    dir: PathBuf,
    /// What a segment is told its files by.
    meta: IndexMeta,
    /// What was found of a segment with so many deletions.
    found: Arc<Mutex<HashMap<Look, Option<String>>>>,
}

/// A segment, and the stamp of its deletions, which come in a file of their own.
type Look = (SegmentId, Option<u64>);

impl Merging {
    /// Of the index in `dir`.
    pub fn of(index: &Index, dir: &Path) -> Result<Self, IndexError> {
        let mut policy = LogMergePolicy::default();
        policy.set_min_layer_size(SMALL_SEGMENT);
        let meta = IndexMeta { segments: Vec::new(), ..index.load_metas()? };
        Ok(Self { policy, dir: dir.to_owned(), meta, found: Arc::default() })
    }

    /// What is wrong with the segments that were to be merged; none where nothing is.
    pub fn damage(&self) -> Option<String> {
        let found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        found.values().flatten().min().cloned()
    }

    fn is_sound(&self, segment: &SegmentMeta) -> bool {
        let look = (segment.id(), segment.delete_opstamp());
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        found.entry(look).or_insert_with(|| self.fault_of(segment)).is_none()
    }

    fn fault_of(&self, segment: &SegmentMeta) -> Option<String> {
        let fault = |name: PathBuf| {
            let looked = File::open(self.dir.join(&name)).and_then(|file| footer::fault_of(&file));
            let fault = looked.map_or_else(|error| Some(error.to_string()), |fault| fault.map(str::to_owned));
            Some(format!("{}: {}", name.display(), fault?))
        };
        files_of(&self.meta, segment).into_iter().find_map(fault)
    }
}

impl MergePolicy for Merging {
    fn compute_merge_candidates(&self, segments: &[SegmentMeta]) -> Vec<MergeCandidate> {
        let mut sound = segments.to_vec();
        loop {
            let candidates = self.policy.compute_merge_candidates(&sound);
            let chosen: HashSet<SegmentId> = candidates.iter().flat_map(|candidate| candidate.0.clone()).collect();
            let before = sound.len();
            sound.retain(|segment| !chosen.contains(&segment.id()) || self.is_sound(segment));
            if sound.len() == before {
                return candidates;
            }
        }
    }
}
