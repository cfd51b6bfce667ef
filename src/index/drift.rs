//! How the archive differs from what was read of it: files are read again, and their records compared by their hashes. Nothing of
//! this is damage of the index, but for a file that changed without anything telling so, which no run would read again.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::intake::contents;
use crate::corpus::changes::{FileEntry, Key, Ledger, RootEntry};
use crate::corpus::rules::{Guide, Rulebook, RulesError};
use crate::corpus::{FoundFile, walk};

/// A difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    /// Of which kind.
    pub kind: DriftKind,
    /// The root.
    pub root: String,
    /// The file below it.
    pub path: String,
    /// What exactly.
    pub detail: String,
}

/// A kind of difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DriftKind {
    /// A file has other records than when it was read.
    Changed,
    /// A file is no longer there.
    Missing,
    /// A file was not there.
    New,
    /// A root or file cannot be read.
    Unread,
    /// A file has other records, though its size and times are those of when it was read.
    Silent,
}

impl Drift {
    /// Whether no run would notice.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.kind == DriftKind::Silent
    }
}

/// Compares the archive with a ledger. `dir`, the index, is no part of it.
///
/// # Errors
/// When the rules of the archive cannot be followed.
pub fn drift(ledger: &Ledger, dir: &Path) -> Result<Vec<Drift>, RulesError> {
    let except = dir.canonicalize().unwrap_or_else(|_| dir.to_owned());
    let roots: Vec<String> = ledger.roots.iter().map(|root| root.root.clone()).collect();
    let rules = Rulebook::of(&roots)?;
    Ok(ledger.roots.iter().flat_map(|root| of_root(root, &rules, &except)).collect())
}

fn of_root(root: &RootEntry, rules: &Rulebook, except: &Path) -> Vec<Drift> {
    let told =
        |kind, path: &str, detail: String| Drift { kind, root: root.root.clone(), path: path.to_owned(), detail };
    let mut walk = match walk(Path::new(&root.root), except) {
        Ok(walk) => walk,
        Err(error) => return vec![told(DriftKind::Unread, "", error.to_string())],
    };
    rules.sift(&root.root, &mut walk);
    let known: HashMap<&str, &FileEntry> = root.files.iter().map(|file| (file.path.as_str(), file)).collect();
    let found: HashSet<&str> = walk.files.iter().map(|file| file.below.as_str()).collect();
    let mut list = Vec::new();
    for file in &walk.files {
        let difference = match known.get(file.below.as_str()) {
            Some(entry) => compared(&root.root, file, entry, &rules.guide(&root.root, &file.below)),
            None => Some((DriftKind::New, "it was not there when the index was brought up to date".to_owned())),
        };
        list.extend(difference.map(|(kind, detail)| told(kind, &file.below, detail)));
    }
    let gone = |file: &&FileEntry| !found.contains(file.path.as_str()) && !file.records.is_empty();
    let kind = if walk.whole { DriftKind::Missing } else { DriftKind::Unread };
    list.extend(root.files.iter().filter(gone).map(|file| told(kind, &file.path, "it is not found".to_owned())));
    list
}

/// How a file differs from what is known of it.
fn compared(root: &str, file: &FoundFile, entry: &FileEntry, guide: &Guide) -> Option<(DriftKind, String)> {
    let (records, faults) = contents(root, file, guide);
    let known: HashMap<Key, u64> = entry.records.iter().map(|record| (record.key, record.content)).collect();
    let now: HashMap<Key, u64> = records.into_iter().collect();
    let changed = known.iter().filter(|(key, content)| now.get(key).is_some_and(|now| now != *content)).count();
    let gone = known.keys().filter(|key| !now.contains_key(key)).count();
    // What was refused was read as well, and is in no ledger but as a fault.
    let new = now.keys().filter(|key| !known.contains_key(key)).count().saturating_sub(entry.faults.len());
    if changed + gone + new == 0 {
        return None;
    }
    let counts = format!("{changed} records changed, {gone} gone, {new} new");
    if gone > 0 && now.is_empty() && !faults.is_empty() {
        return Some((DriftKind::Unread, faults.join("; ")));
    }
    if !entry.is_current(file.stamp, guide.hash()) {
        return Some((DriftKind::Changed, counts));
    }
    (changed + gone > 0).then(|| (DriftKind::Silent, format!("{counts}, though its size and times are the same")))
}
