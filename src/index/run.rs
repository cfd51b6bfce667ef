//! One run over the roots: walk, read, remove, and find anew the zones that other articles change. Yields the new ledger.

use std::collections::{BTreeMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use tantivy::{IndexWriter, Term};

use super::document::{Prepared, key_bytes};
use super::error::IndexError;
use super::intake::{Filing, Intake, Meter};
use super::schema::Fields;
use super::update::Report;
use super::workers::{Shared, Workers};
use crate::corpus::changes::{FileEntry, Key, Ledger, RecordEntry, RootEntry};
use crate::corpus::rules::Rulebook;
use crate::corpus::{Walk, walk};

/// A run.
pub struct Run<'a> {
    workers: Workers<'a>,
    meter: &'a Meter,
    pub report: Report,
}

/// A root with what the walk found, or none where it could not be read.
pub type Walks = Vec<(String, Option<Walk>)>;

/// What the last run knew, by root and path.
pub type ByPath<'a> = BTreeMap<(&'a str, &'a str), &'a FileEntry>;

/// The roots and the numbers of their files, in the order in which they were taken up.
type Numbers = Vec<(String, Vec<usize>)>;

impl<'a> Run<'a> {
    pub fn new(writer: &'a IndexWriter<Prepared>, meter: &'a Meter, threads: usize, rules: &'a Rulebook) -> Self {
        let (_, fields) = Fields::schema();
        let workers = Workers { writer, fields, meter, threads: threads.max(1), rules };
        Self { workers, meter, report: Report::default() }
    }

    /// Takes in what is new or changed below `roots`, and removes what is gone. `dir`, the index, is no part of the archive.
    pub fn over(&mut self, roots: &[String], old: &Ledger, dir: &Path) -> Result<Ledger, IndexError> {
        let (walks, unread) = walk_all(roots, dir, self.workers.rules)?;
        self.report.unread_roots = unread;
        let known = old.files().map(|(root, file)| ((root.root.as_str(), file.path.as_str()), file)).collect();
        self.estimate(&walks, &known);
        self.drop_roots(old, &walks);
        let ledger = self.read_all(&walks, old, &known)?;
        self.mark_repeated(ledger)
    }

    /// Tells the meter what there is to do.
    fn estimate(&self, walks: &Walks, known: &ByPath<'_>) {
        for (root, walk) in walks {
            for file in walk.iter().flat_map(|walk| &walk.files) {
                self.meter.files.fetch_add(1, Ordering::Relaxed);
                let entry = known.get(&(root.as_str(), file.below.as_str()));
                let is_current = |entry: &&FileEntry| {
                    entry.is_current(file.stamp, self.workers.rules.guide(root, &file.below).hash())
                };
                if !entry.is_some_and(is_current) {
                    self.meter.bytes.fetch_add(file.stamp.size, Ordering::Relaxed);
                }
            }
        }
    }

    fn remove(&mut self, key: Key) {
        self.workers.writer.delete_term(Term::from_field_bytes(self.workers.fields.key, &key_bytes(key)));
        self.report.removed += 1;
    }

    /// Removes the articles of roots that are roots no longer.
    fn drop_roots(&mut self, old: &Ledger, walks: &Walks) {
        let dropped = old.roots.iter().filter(|root| walks.iter().all(|(name, _)| *name != root.root));
        for record in dropped.flat_map(|root| &root.files).flat_map(|file| &file.records) {
            self.remove(record.key);
        }
    }

    /// Reads the archive in order. Zones are found with what the last run knew of repeated lines.
    fn read_all(&mut self, walks: &Walks, old: &Ledger, known: &ByPath<'_>) -> Result<Ledger, IndexError> {
        let repeated = old.repeated();
        let shared = Shared::new(&repeated);
        let workers = self.workers.clone();
        let mut numbers = Numbers::new();
        workers.beside(&shared, |intake| {
            let mut pass = Pass { run: self, intake, shared: &shared, known };
            for (root, walk) in walks {
                let files = match walk {
                    Some(walk) => pass.root(root, walk),
                    None => pass.keep(
                        known
                            .range((root.as_str(), "")..)
                            .take_while(|((name, _), _)| name == root)
                            .map(|(_, entry)| *entry),
                    ),
                };
                numbers.push((root.clone(), files));
            }
        })?;
        self.go_on()?;
        let (filings, counts) = shared.close();
        self.report.added += counts.added;
        self.report.changed += counts.changed;
        self.report.removed += counts.refused;
        Ok(assembled(numbers, filings))
    }

    /// Fails if the run was told to stop: what was read until then is not all there is.
    fn go_on(&self) -> Result<(), IndexError> {
        if self.meter.is_stopped() { Err(IndexError::Stopped) } else { Ok(()) }
    }

    /// Finds anew the zones of the articles for which other lines are repeated now than were when they were read.
    fn mark_repeated(&self, ledger: Ledger) -> Result<Ledger, IndexError> {
        let repeated = ledger.repeated();
        let is_stale = |record: &&RecordEntry| repeated.among(record.source, &record.edges) != record.repeated;
        if !ledger.records().any(|record| is_stale(&record)) {
            return Ok(ledger);
        }
        let shared = Shared::new(&repeated);
        let mut numbers = Numbers::new();
        self.workers.beside(&shared, |intake| {
            for root in &ledger.roots {
                let mut files = Vec::new();
                for entry in root.files.iter().take_while(|_| !self.meter.is_stopped()) {
                    let number = shared.add(Filing::of(entry));
                    files.push(number);
                    let stale: HashSet<Key> = entry.records.iter().filter(is_stale).map(|record| record.key).collect();
                    if !stale.is_empty() {
                        intake.again(&root.root, number, entry, &stale);
                    }
                }
                numbers.push((root.root.clone(), files));
            }
        })?;
        self.go_on()?;
        Ok(assembled(numbers, shared.close().0))
    }
}

/// Walks all roots, and names those that cannot be read. `dir`, the index, is no part of the archive.
///
/// # Errors
/// When no root can be read.
pub fn walk_all(roots: &[String], dir: &Path, rules: &Rulebook) -> Result<(Walks, Vec<(String, String)>), IndexError> {
    let except = dir.canonicalize().unwrap_or_else(|_| dir.to_owned());
    let (mut walks, mut unread) = (Walks::new(), Vec::new());
    let mut last: Option<(PathBuf, io::Error)> = None;
    for root in roots {
        match walk(Path::new(root), &except) {
            Ok(mut walk) => {
                rules.sift(root, &mut walk);
                walks.push((root.clone(), Some(walk)));
            }
            Err(error) => {
                unread.push((root.clone(), error.to_string()));
                walks.push((root.clone(), None));
                last = Some((root.into(), error));
            }
        }
    }
    match last {
        Some((root, error)) if walks.iter().all(|(_, walk)| walk.is_none()) => Err(IndexError::Root { root, error }),
        _ => Ok((walks, unread)),
    }
}

/// The ledger of the roots, from the files in the order in which they were taken up.
fn assembled(numbers: Numbers, mut filings: Vec<FileEntry>) -> Ledger {
    let mut entry = |(root, files): (String, Vec<usize>)| {
        let files = files.into_iter().map(|number| std::mem::take(&mut filings[number])).collect();
        RootEntry { root, files }
    };
    Ledger { roots: numbers.into_iter().map(&mut entry).collect() }
}

/// Reading, root by root.
struct Pass<'a, 'r, 'i> {
    run: &'a mut Run<'r>,
    intake: &'a mut Intake<'i>,
    shared: &'a Shared<'a>,
    known: &'a ByPath<'a>,
}

impl Pass<'_, '_, '_> {
    /// Reads what is new below a root and removes what is gone; the numbers of its files.
    fn root(&mut self, root: &str, walk: &Walk) -> Vec<usize> {
        let mut files = Vec::new();
        for file in &walk.files {
            if self.shared.has_failed() || self.run.meter.is_stopped() {
                return files;
            }
            let number = self.shared.reserve();
            let old = self.known.get(&(root, file.below.as_str())).copied();
            let outcome = self.intake.file(root, file, number, old);
            for key in &outcome.gone {
                self.run.remove(*key);
            }
            self.run.report.unchanged += outcome.unchanged;
            self.run.report.read += u64::from(outcome.read);
            self.run.report.unsettled = self.run.report.unsettled.max(outcome.grew);
            self.shared.file(number, outcome.filing);
            files.push(number);
        }
        files.extend(walk.faults.iter().map(|(path, fault)| {
            let entry = FileEntry { path: path.clone(), faults: vec![fault.clone()], ..FileEntry::default() };
            self.shared.add(Filing::of(&entry))
        }));
        files.extend(self.missing(root, walk));
        files
    }

    /// What the last run knew and this walk did not find: gone, but only if the walk saw everything.
    fn missing(&mut self, root: &str, walk: &Walk) -> Vec<usize> {
        let found: HashSet<&str> = walk.files.iter().map(|file| file.below.as_str()).collect();
        let of_root = self.known.range((root, "")..).take_while(|((name, _), _)| *name == root);
        let missing: Vec<&FileEntry> = of_root
            .filter(|((_, path), entry)| !found.contains(path) && !entry.records.is_empty())
            .map(|(_, entry)| *entry)
            .collect();
        let skipped: HashSet<&str> = walk.skipped().collect();
        let (gone, kept): (Vec<&FileEntry>, Vec<&FileEntry>) =
            missing.into_iter().partition(|entry| walk.whole || skipped.contains(entry.path.as_str()));
        for record in gone.into_iter().flat_map(|entry| &entry.records) {
            self.run.remove(record.key);
        }
        self.keep(kept.into_iter())
    }

    /// Keeps what is known of files that could not be looked at.
    fn keep<'e>(&mut self, entries: impl Iterator<Item = &'e FileEntry>) -> Vec<usize> {
        let mut numbers = Vec::new();
        for entry in entries {
            self.intake.ids.keep(entry);
            self.run.report.unchanged += entry.records.len() as u64;
            numbers.push(self.shared.add(Filing::of(entry)));
        }
        numbers
    }
}
