//! Files that only moved: gone from one path and new at another, with the same articles in the same order.

use std::collections::{HashMap, HashSet};

use crate::corpus::changes::{FileEntry, Ledger};

/// The files that moved between two ledgers, each as it was and as it is.
pub fn moves<'a>(old: &'a Ledger, new: &'a Ledger) -> Vec<(&'a FileEntry, &'a FileEntry)> {
    let mut gone: HashMap<Vec<u64>, Vec<&FileEntry>> = HashMap::new();
    for entry in apart(old, new) {
        gone.entry(contents(entry)).or_default().push(entry);
    }
    // The first in path order moves to the first.
    for entries in gone.values_mut() {
        entries.reverse();
    }
    let come = if gone.is_empty() { Vec::new() } else { apart(new, old) };
    come.into_iter().filter_map(|entry| Some((gone.get_mut(&contents(entry))?.pop()?, entry))).collect()
}

/// The files with articles of one ledger that the other does not know.
fn apart<'a>(one: &'a Ledger, other: &Ledger) -> Vec<&'a FileEntry> {
    let known: HashSet<(&str, &str)> = other.files().map(|(root, file)| (&*root.root, &*file.path)).collect();
    let files = one.files().filter(|(root, file)| !known.contains(&(&*root.root, &*file.path)));
    files.map(|(_, file)| file).filter(|file| !file.records.is_empty()).collect()
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
        let moved: Vec<_> = moves(&old, &new).into_iter().map(|(from, to)| (&*from.path, &*to.path)).collect();
        assert_eq!(moved, [("a", "d")]);
    }
}
