//! A run over the archive: what is new is added, what changed replaced, what is gone removed; one commit at the end.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tantivy::directory::MmapDirectory;
use tantivy::indexer::IndexWriterOptions;
use tantivy::{Index, IndexWriter, Term};

use super::budget::Budget;
use super::document::{Prepared, key_bytes, prepare};
use super::error::IndexError;
use super::intake::{Filing, Intake, Ids, Matter, Meter, Work};
use super::local::{open_engine, payload_of};
use super::manifest::{self, Payload, State, Totals};
use super::schema::{Fields, TAPE};
use super::tape::TapeReader;
use crate::corpus::changes::{FileEntry, Key, Ledger, RecordEntry, RootEntry};
use crate::corpus::{Draft, Edges, Fault, Reason, Repeated, Walk, finish, parse_whole, walk};

/// What a run is to do.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The folder of the index.
    pub dir: PathBuf,
    /// The roots of the archive.
    pub roots: Roots,
    /// Threads that index.
    pub threads: usize,
    /// Whether an index that is there, of whatever format, is thrown away first.
    pub rebuild: bool,
}

/// Which roots a run covers.
#[derive(Debug, Clone)]
pub enum Roots {
    /// Those the index remembers; for a new index these.
    Remembered(Vec<PathBuf>),
    /// These, which must be those the index remembers, or some of them.
    These(Vec<PathBuf>),
    /// Those the index remembers, and these.
    Add(Vec<PathBuf>),
    /// These, and no others any more.
    Replace(Vec<PathBuf>),
}

/// What a run did.
#[derive(Debug, Default)]
pub struct Report {
    /// Articles that were not in the index.
    pub added: u64,
    /// Articles that were there in another state.
    pub changed: u64,
    /// Articles that are no longer in the archive.
    pub removed: u64,
    /// Articles left as they were.
    pub unchanged: u64,
    /// Articles in the index now.
    pub articles: u64,
    /// Files looked at.
    pub files: u64,
    /// Files that had to be read.
    pub read: u64,
    /// What was not indexed, with the path.
    pub faults: Vec<(String, Fault)>,
    /// Ids held by an earlier article already: path, id, and the id shown instead.
    pub renamed: Vec<(String, String, String)>,
    /// Roots that could not be read; nothing of them was removed.
    pub unread_roots: Vec<(String, String)>,
}

/// How far a run is.
pub type Progress = Meter;

/// What tantivy may hold in memory before it writes a segment, a thread, in bytes.
const ARENA: usize = 96 << 20;
/// Text on its way from the reader to tantivy, in bytes.
const ON_THE_WAY: usize = 96 << 20;

/// Brings the index up to date with the archive.
///
/// # Errors
/// When the roots do not fit the index, no root can be read, or the index cannot be written. The last commit is then untouched.
pub fn update(plan: &Plan, meter: &Meter) -> Result<Report, IndexError> {
    if plan.rebuild && plan.dir.exists() {
        manifest::remove(&plan.dir)?;
    }
    let (_, fields) = Fields::schema();
    let index = open_or_create(&plan.dir)?;
    let mut writer = writer(&index, plan)?;
    let before = payload_of(&index)?;
    let old = manifest::read_ledger(&plan.dir, &before.ledger)?;
    let roots = decide_roots(&plan.roots, &before.roots)?;
    let mut run = Run { fields, writer: &writer, meter, threads: plan.threads.max(1), report: Report::default() };
    let walks = run.walk_all(&roots, &plan.dir)?;
    run.estimate(&walks, &old);
    run.drop_roots(&old, &walks);
    let ledger = run.first_pass(&walks, &old)?;
    let ledger = run.mark_repeated(ledger)?;
    let mut report = run.report;
    summarise(&mut report, &ledger);
    if before.ledger.is_empty() || ledger != old {
        commit(&mut writer, plan, &before, &ledger, &roots)?;
    }
    writer.wait_merging_threads()?;
    Ok(report)
}

fn open_or_create(dir: &Path) -> Result<Index, IndexError> {
    if manifest::state(dir)? == State::Ready {
        return open_engine(dir);
    }
    manifest::create(dir)?;
    let directory = MmapDirectory::open(dir).map_err(|error| IndexError::Engine(error.to_string()))?;
    let (schema, _) = Fields::schema();
    let index = Index::open_or_create(directory, schema)?;
    index.tokenizers().register(TAPE, TapeReader);
    Ok(index)
}

fn writer(index: &Index, plan: &Plan) -> Result<IndexWriter<Prepared>, IndexError> {
    /// tantivy's own limit.
    const MOST_THREADS: usize = 8;
    let threads = plan.threads.clamp(1, MOST_THREADS);
    let options = IndexWriterOptions::builder().num_worker_threads(threads).memory_budget_per_thread(ARENA).build();
    index.writer_with_options(options).map_err(|error| match error {
        tantivy::TantivyError::LockFailure(..) => IndexError::Locked(plan.dir.clone()),
        other => other.into(),
    })
}

/// The roots of this run, in path order.
fn decide_roots(wanted: &Roots, known: &[String]) -> Result<Vec<String>, IndexError> {
    let named = |roots: &[PathBuf]| roots.iter().map(|root| root_name(root)).collect::<Vec<_>>();
    let mut roots = match wanted {
        Roots::Remembered(first) if known.is_empty() => named(first),
        Roots::These(first) if known.is_empty() => named(first),
        Roots::Remembered(_) => known.to_vec(),
        Roots::These(roots) => {
            let other = named(roots).into_iter().find(|root| !known.contains(root));
            if let Some(given) = other {
                return Err(IndexError::OtherRoot { known: known.join(", "), given });
            }
            known.to_vec()
        }
        Roots::Add(roots) => [known.to_vec(), named(roots)].concat(),
        Roots::Replace(roots) => named(roots),
    };
    roots.sort();
    roots.dedup();
    Ok(roots)
}

/// The absolute path, with links resolved where it exists.
fn root_name(root: &Path) -> String {
    let absolute = root.canonicalize().or_else(|_| std::path::absolute(root)).unwrap_or_else(|_| root.to_owned());
    absolute.to_string_lossy().into_owned()
}

struct Run<'a> {
    fields: Fields,
    writer: &'a IndexWriter<Prepared>,
    meter: &'a Meter,
    threads: usize,
    report: Report,
}

/// A root with what the walk found, or none where it could not be read.
type Walks = Vec<(String, Option<Walk>)>;

impl Run<'_> {
    fn walk_all(&mut self, roots: &[String], dir: &Path) -> Result<Walks, IndexError> {
        let except = dir.canonicalize().unwrap_or_else(|_| dir.to_owned());
        let mut walks = Walks::new();
        let mut last: Option<(PathBuf, io::Error)> = None;
        for root in roots {
            match walk(Path::new(root), &except) {
                Ok(walk) => walks.push((root.clone(), Some(walk))),
                Err(error) => {
                    self.report.unread_roots.push((root.clone(), error.to_string()));
                    walks.push((root.clone(), None));
                    last = Some((root.into(), error));
                }
            }
        }
        match last {
            Some((root, error)) if walks.iter().all(|(_, walk)| walk.is_none()) => Err(IndexError::Root { root, error }),
            _ => Ok(walks),
        }
    }

    fn estimate(&self, walks: &Walks, old: &Ledger) {
        let known = by_path(old);
        for (root, walk) in walks {
            for file in walk.iter().flat_map(|walk| &walk.files) {
                self.meter.files.fetch_add(1, Ordering::Relaxed);
                let current = known.get(&(root.as_str(), file.below.as_str())).is_some_and(|entry| entry.is_current(file.stamp));
                if !current {
                    self.meter.bytes.fetch_add(file.stamp.size, Ordering::Relaxed);
                }
            }
        }
    }

    fn delete(&self, key: Key) {
        self.writer.delete_term(Term::from_field_bytes(self.fields.key, &key_bytes(key)));
    }

    /// Removes the articles of roots that are roots no longer.
    fn drop_roots(&mut self, old: &Ledger, walks: &Walks) {
        for root in old.roots.iter().filter(|root| walks.iter().all(|(name, _)| *name != root.root)) {
            for record in root.files.iter().flat_map(|file| &file.records) {
                self.delete(record.key);
                self.report.removed += 1;
            }
        }
    }

    /// Reads the archive in order. Zones are found with what the last run knew of repeated lines.
    fn first_pass(&mut self, walks: &Walks, old: &Ledger) -> Result<Ledger, IndexError> {
        let known = by_path(old);
        let repeated = old.repeated();
        let shared = Shared::new(&repeated);
        let mut roots: Vec<(String, Vec<usize>)> = Vec::new();
        let mut report = std::mem::take(&mut self.report);
        self.with_workers(&shared, |intake| {
            for (root, walk) in walks {
                let files = match walk {
                    Some(walk) => self.read_root(root, walk, &known, intake, &shared, &mut report),
                    None => keep_root(root, old, intake, &shared),
                };
                roots.push((root.clone(), files));
            }
        })?;
        self.report = report;
        let mut filings = shared.close(&mut self.report)?;
        let entry = |(root, files): (String, Vec<usize>)| RootEntry { root, files: files.into_iter().map(|file| std::mem::take(&mut filings[file])).collect() };
        Ok(Ledger { roots: roots.into_iter().map(entry).collect() })
    }

    fn read_root(&self, root: &str, walk: &Walk, known: &ByPath<'_>, intake: &mut Intake<'_>, shared: &Shared<'_>, report: &mut Report) -> Vec<usize> {
        let mut files = Vec::new();
        let mut seen = HashSet::new();
        for file in &walk.files {
            if shared.has_failed() {
                return files;
            }
            seen.insert(file.below.as_str());
            let index = shared.reserve();
            let outcome = intake.file(root, file, index, known.get(&(root, file.below.as_str())).copied());
            for key in &outcome.gone {
                self.delete(*key);
            }
            report.removed += outcome.gone.len() as u64;
            report.unchanged += outcome.unchanged;
            report.read += u64::from(outcome.read);
            shared.file(index, outcome.filing);
            files.push(index);
        }
        files.extend(walk.faults.iter().map(|(path, fault)| {
            let entry = FileEntry { path: path.clone(), faults: vec![fault.clone()], ..FileEntry::default() };
            shared.add(Filing { entry, slots: Vec::new() })
        }));
        let missing = known.iter().filter(|((known_root, path), _)| *known_root == root && !seen.contains(path));
        for (_, entry) in missing.filter(|(_, entry)| !entry.records.is_empty()) {
            if walk.whole {
                entry.records.iter().for_each(|record| self.delete(record.key));
                report.removed += entry.records.len() as u64;
            } else {
                intake.ids.keep(entry);
                report.unchanged += entry.records.len() as u64;
                files.push(shared.add(filed(entry)));
            }
        }
        files
    }

    /// Finds anew the zones of the articles for which other lines are repeated now than were when they were read.
    fn mark_repeated(&mut self, ledger: Ledger) -> Result<Ledger, IndexError> {
        let repeated = ledger.repeated();
        let stale = |record: &&RecordEntry| repeated.among(record.source, &record.edges) != record.repeated;
        if ledger.records().find(stale).is_none() {
            return Ok(ledger);
        }
        let shared = Shared::new(&repeated);
        let mut roots = Vec::new();
        self.with_workers(&shared, |intake| {
            for root in &ledger.roots {
                let mut files = Vec::new();
                for entry in &root.files {
                    let index = shared.add(filed(entry));
                    files.push(index);
                    let wanted: HashSet<Key> = entry.records.iter().filter(stale).map(|record| record.key).collect();
                    if !wanted.is_empty() {
                        intake.again(&root.root, &located(&root.root, &entry.path), index, entry, &wanted);
                    }
                }
                roots.push((root.root.clone(), files));
            }
        })?;
        let mut filings = shared.close(&mut Report::default())?;
        let entry = |(root, files): (String, Vec<usize>)| RootEntry { root, files: files.into_iter().map(|file| std::mem::take(&mut filings[file])).collect() };
        Ok(Ledger { roots: roots.into_iter().map(entry).collect() })
    }

    /// Runs `read` beside the workers that index what it sends.
    fn with_workers(&self, shared: &Shared<'_>, read: impl FnOnce(&mut Intake<'_>)) -> Result<(), IndexError> {
        let (sender, receiver) = sync_channel(self.threads * 64);
        let receiver = Mutex::new(receiver);
        std::thread::scope(|scope| {
            for _ in 0..self.threads {
                scope.spawn(|| self.work(&receiver, shared));
            }
            let mut intake = Intake { meter: self.meter, budget: Budget::new(ON_THE_WAY), sender, ids: Ids::default() };
            read(&mut intake);
        });
        shared.failure()
    }

    fn work(&self, receiver: &Mutex<Receiver<Work>>, shared: &Shared<'_>) {
        loop {
            let work = lock(receiver).recv();
            let Ok(work) = work else {
                return;
            };
            // After a failure the queue is only emptied, so that the reader never waits for room.
            if !shared.has_failed() {
                if let Err(error) = self.index(work, shared) {
                    shared.fail(error);
                }
            }
        }
    }

    fn index(&self, work: Work, shared: &Shared<'_>) -> Result<(), IndexError> {
        let Work { file, slot, key, id, own_id, path, content, matter, replaces, permit } = work;
        if replaces {
            self.delete(key);
        }
        let draft = match matter {
            Matter::Draft(draft) => Ok(*draft),
            Matter::Bytes(format, bytes) => parse_whole(format, &bytes).and_then(not_empty),
        };
        let draft = match draft {
            Ok(draft) => draft,
            Err(fault) => {
                shared.refuse(file, fault, replaces);
                return Ok(());
            }
        };
        let shown = xxhash_rust::xxh3::xxh3_64(id.0.as_bytes());
        let mut bits = 0;
        let (article, edges) = finish(id, path, draft, |edges: &Edges| {
            bits = shared.repeated.among(edges.source, &edges.lines);
            bits
        });
        let (document, words) = prepare(&self.fields, key, &article, permit)?;
        self.writer.add_document(document)?;
        self.meter.articles.fetch_add(1, Ordering::Relaxed);
        let record = RecordEntry { key, id: own_id, shown, content, words, source: edges.source, edges: edges.lines, repeated: bits };
        shared.record(file, slot, record, replaces);
        Ok(())
    }
}

fn not_empty(draft: Draft) -> Result<Draft, Fault> {
    let empty = draft.body.trim().is_empty() && draft.headline.as_ref().is_none_or(|headline| headline.trim().is_empty());
    if empty { Err(Fault::file(Reason::Empty, "no text in it")) } else { Ok(draft) }
}

type ByPath<'a> = BTreeMap<(&'a str, &'a str), &'a FileEntry>;

fn by_path(ledger: &Ledger) -> ByPath<'_> {
    ledger.files().map(|(root, file)| ((root.root.as_str(), file.path.as_str()), file)).collect()
}

fn filed(entry: &FileEntry) -> Filing {
    let slots = entry.records.iter().cloned().map(Some).collect();
    Filing { entry: entry.clone(), slots }
}

/// A root that could not be read keeps what is known of it.
fn keep_root(root: &str, old: &Ledger, intake: &mut Intake<'_>, shared: &Shared<'_>) -> Vec<usize> {
    let entries = old.roots.iter().filter(|entry| entry.root == root).flat_map(|entry| &entry.files);
    entries.map(|entry| {
        intake.ids.keep(entry);
        shared.add(filed(entry))
    }).collect()
}

/// The file of an entry; a root that is a file is the entry itself.
fn located(root: &str, below: &str) -> PathBuf {
    let root = Path::new(root);
    if root.is_file() { root.to_owned() } else { root.join(below) }
}

/// What reader and workers share.
struct Shared<'a> {
    repeated: &'a Repeated,
    filings: Mutex<Vec<Filing>>,
    counts: Mutex<(u64, u64, u64)>,
    refused: Mutex<HashMap<usize, Vec<Fault>>>,
    failed: AtomicBool,
    failure: Mutex<Option<IndexError>>,
    done: Mutex<Vec<(usize, usize, RecordEntry)>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<'a> Shared<'a> {
    fn new(repeated: &'a Repeated) -> Self {
        Self {
            repeated,
            filings: Mutex::default(),
            counts: Mutex::default(),
            refused: Mutex::default(),
            failed: AtomicBool::new(false),
            failure: Mutex::default(),
            done: Mutex::default(),
        }
    }

    fn reserve(&self) -> usize {
        self.add(Filing::default())
    }

    fn add(&self, filing: Filing) -> usize {
        let mut filings = lock(&self.filings);
        filings.push(filing);
        filings.len() - 1
    }

    fn file(&self, index: usize, filing: Filing) {
        lock(&self.filings)[index] = filing;
    }

    fn record(&self, file: usize, slot: usize, record: RecordEntry, replaces: bool) {
        let mut counts = lock(&self.counts);
        counts.0 += u64::from(!replaces);
        counts.1 += u64::from(replaces);
        drop(counts);
        lock(&self.done).push((file, slot, record));
    }

    fn refuse(&self, file: usize, fault: Fault, replaced: bool) {
        lock(&self.counts).2 += u64::from(replaced);
        lock(&self.refused).entry(file).or_default().push(fault);
    }

    fn fail(&self, error: IndexError) {
        self.failed.store(true, Ordering::Relaxed);
        lock(&self.failure).get_or_insert(error);
    }

    fn has_failed(&self) -> bool {
        self.failed.load(Ordering::Relaxed)
    }

    fn failure(&self) -> Result<(), IndexError> {
        lock(&self.failure).take().map_or(Ok(()), Err)
    }

    /// The finished entries, in the order in which they were reserved.
    fn close(self, report: &mut Report) -> Result<Vec<FileEntry>, IndexError> {
        self.failure()?;
        let mut filings = self.filings.into_inner().unwrap_or_else(PoisonError::into_inner);
        for (file, slot, record) in self.done.into_inner().unwrap_or_else(PoisonError::into_inner) {
            filings[file].slots[slot] = Some(record);
        }
        for (file, faults) in self.refused.into_inner().unwrap_or_else(PoisonError::into_inner) {
            filings[file].entry.faults.extend(faults);
        }
        let (added, changed, refused) = self.counts.into_inner().unwrap_or_else(PoisonError::into_inner);
        report.added += added;
        report.changed += changed;
        report.removed += refused;
        Ok(filings.into_iter().map(Filing::close).collect())
    }
}

fn summarise(report: &mut Report, ledger: &Ledger) {
    for (_, file) in ledger.files() {
        report.files += u64::from(file.read != 0);
        report.faults.extend(file.faults.iter().map(|fault| (file.path.clone(), fault.clone())));
        report.renamed.extend(file.renamed.iter().map(|(id, shown)| (file.path.clone(), id.clone(), shown.clone())));
    }
    report.articles = ledger.records().count() as u64;
}

fn commit(writer: &mut IndexWriter<Prepared>, plan: &Plan, before: &Payload, ledger: &Ledger, roots: &[String]) -> Result<(), IndexError> {
    let number = before.ledger.trim_start_matches("ledger-").trim_end_matches(".jsonl").parse::<u64>().unwrap_or_default();
    let name = manifest::write_ledger(&plan.dir, number + 1, ledger)?;
    let mut totals = Totals::default();
    for record in ledger.records() {
        totals.articles += 1;
        totals.headline_words += u64::from(record.words.0);
        totals.body_words += u64::from(record.words.1);
    }
    let unsearched = ledger.files().map(|(_, file)| file.faults.len() as u64).sum();
    let payload = Payload { ledger: name.clone(), roots: roots.to_vec(), totals, unsearched };
    let text = serde_json::to_string(&payload).map_err(|error| IndexError::Damaged(error.to_string()))?;
    let mut prepared = writer.prepare_commit()?;
    prepared.set_payload(&text);
    prepared.commit()?;
    manifest::sweep(&plan.dir, &name);
    Ok(())
}
