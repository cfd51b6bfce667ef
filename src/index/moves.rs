//! Files that only moved: gone from one path and new at another, with the same articles in the same order.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use crate::corpus::changes::{FileEntry, Ledger};

/// A file, and the root below which it lies.
#[derive(Debug, Clone, Copy)]
pub struct Filed<'a> {
    pub root: &'a str,
    pub file: &'a FileEntry,
}

impl Filed<'_> {
    /// Where it lies, with its root. A root that is a file is the file itself.
    pub fn whole_path(self) -> String {
        let root = Path::new(self.root);
        if root.file_name().is_some_and(|name| name == self.file.path.as_str()) {
            return self.root.to_owned();
        }
        root.join(&self.file.path).to_string_lossy().into_owned()
    }
}

/// The files that moved between two ledgers, each as it was and as it is.
pub fn moves<'a>(old: &'a Ledger, new: &'a Ledger) -> Vec<(Filed<'a>, Filed<'a>)> {
    let mut gone: HashMap<Vec<u64>, Vec<Filed<'_>>> = HashMap::new();
    for filed in apart(old, new) {
        gone.entry(contents(filed.file)).or_default().push(filed);
    }
    // The first in path order moves to the first.
    for filed in gone.values_mut() {
        filed.reverse();
    }
    let come = if gone.is_empty() { Vec::new() } else { apart(new, old) };
    come.into_iter().filter_map(|filed| Some((gone.get_mut(&contents(filed.file))?.pop()?, filed))).collect()
}

/// The files with articles of one ledger that the other does not know.
fn apart<'a>(one: &'a Ledger, other: &Ledger) -> Vec<Filed<'a>> {
    let known: HashSet<(&str, &str)> = other.files().map(|(root, file)| (&*root.root, &*file.path)).collect();
    let files = one.files().map(|(root, file)| Filed { root: &root.root, file });
    files.filter(|Filed { root, file }| !file.records.is_empty() && !known.contains(&(*root, &*file.path))).collect()
}

fn contents(entry: &FileEntry) -> Vec<u64> {
    entry.records.iter().map(|record| record.content).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::changes::{RecordEntry, RootEntry};

    fn ledger(files: &[(&str, u64)]) -> Ledger {
        let entry = |(path, content): &(&str, u64)| FileEntry {
            path: (*path).to_owned(),
            records: vec![RecordEntry { content: *content, ..RecordEntry::default() }],
            ..FileEntry::default()
        };
        Ledger { roots: vec![RootEntry { root: "/archive".into(), files: files.iter().map(entry).collect() }] }
    }

    #[test]
    fn a_file_that_moved_is_told_from_one_that_was_copied_or_changed() {
        let (old, new) = (ledger(&[("a", 1), ("b", 2), ("c", 3)]), ledger(&[("b", 2), ("d", 1), ("e", 2), ("f", 4)]));
        let moved: Vec<_> =
            moves(&old, &new).into_iter().map(|(from, to)| (&*from.file.path, &*to.file.path)).collect();
        assert_eq!(moved, [("a", "d")]);
    }
}
