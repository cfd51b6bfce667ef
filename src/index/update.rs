//! A run over the archive: what is new is added, what changed replaced, what is gone removed; one commit at the end.

use std::path::{Path, PathBuf};

use tantivy::directory::error::LockError;
use tantivy::directory::{Directory, INDEX_WRITER_LOCK};
use tantivy::indexer::IndexWriterOptions;
use tantivy::{Index, IndexWriter, TantivyError};

use super::disk::Disk;
use super::document::Prepared;
use super::error::IndexError;
use super::intake::Meter;
use super::ledger;
use super::local::{open_engine, payload_of};
use super::lock::Hold;
use super::manifest::{self, Payload, State};
use super::merging::Merging;
use super::moves::moves;
use super::run::Run;
use super::schema::{Fields, TAPE};
use super::tape::TapeReader;
use crate::corpus::Fault;
use crate::corpus::changes::Ledger;
use crate::corpus::rules::Rulebook;

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
    /// From when on a file that was written to while it was read can be believed, nanoseconds since 1970. The next run reads it again.
    pub unsettled: Option<i64>,
    /// Articles whose file lies elsewhere now, with the same articles in it. They are neither added nor removed.
    pub moved: u64,
    /// These files: from where, to where; with their roots where these differ.
    pub moved_files: Vec<(String, String)>,
    /// What went wrong behind the commit, where only tidying up is left: nothing is lost by it.
    pub untidied: Option<String>,
    /// What is damaged of the index, as far as the run came upon it.
    pub damage: Option<String>,
}

/// How far a run is.
pub type Progress = Meter;

/// What tantivy may hold in memory before it writes a segment, a thread, in bytes.
const ARENA: usize = 96 << 20;

/// Brings the index up to date with the archive.
///
/// # Errors
/// When the roots do not fit the index, no root can be read, or the index cannot be written. The last commit is then untouched.
pub fn update(plan: &Plan, meter: &Meter) -> Result<Report, IndexError> {
    if !manifest::is_index(&plan.dir) {
        // A folder of something else is refused before anything is written into it.
        manifest::state(&plan.dir)?;
    }
    // A name that was mistyped is told before anything is made or remembered.
    are_there(&named_anew(plan))?;
    // Under wrong rules nothing is begun. Who held the lock may have given the index other roots, so they are read again under it.
    rules_of(plan)?;
    manifest::make_folder(&plan.dir)?;
    let hold = Hold::take(&plan.dir)?;
    let rules = rules_of(plan)?;
    let mut plan = plan.clone();
    if plan.rebuild && manifest::is_index(&plan.dir) && !is_sound(&plan.dir) {
        plan.roots = Roots::Replace(clear(&plan)?.into_iter().map(PathBuf::from).collect());
        hold.sign();
    }
    manifest::state(&plan.dir)?;
    let disk = Disk::open(&plan.dir)?;
    update_on(&disk, &plan, &rules, meter).map_err(|error| disk.explain(error))
}

/// The same on a disk of the caller's.
pub fn update_on(disk: &Disk, plan: &Plan, rules: &Rulebook, meter: &Meter) -> Result<Report, IndexError> {
    let index = open_or_create(disk)?;
    let merging = Merging::of(&index, disk.dir())?;
    let mut writer = writer(&index, plan, &merging)?;
    let before = payload_of(&index)?;
    let roots = match (&plan.roots, begun(disk, &before)) {
        (Roots::Remembered(_), begun) if !begun.is_empty() => begun,
        (wanted, _) => decide_roots(wanted, &before.roots)?,
    };
    sweep(disk, &index, &before)?;
    if before.ledger.is_empty() {
        ledger::begin(disk, &roots)?;
    }
    let old = if plan.rebuild {
        are_there(&roots)?;
        // The commit stays as it is, and is searched, until the one that takes its place is there.
        writer.delete_all_documents()?;
        Ledger::default()
    } else {
        ledger::read(disk, &before)?
    };
    let mut run = Run::new(&writer, meter, plan.threads, rules);
    let ledger = run.over(&roots, &old, &plan.dir)?;
    let mut report = run.report;
    summarise(&mut report, &old, &ledger);
    if before.ledger.is_empty() || plan.rebuild || ledger != old {
        commit(&mut writer, disk, &before, &ledger)?;
    }
    report.untidied = tidied(disk, writer);
    report.damage = merging.damage();
    Ok(report)
}

/// The rules of the roots of this run. Roots that do not fit the index are told of later, with what else may be wrong with it.
fn rules_of(plan: &Plan) -> Result<Rulebook, IndexError> {
    Ok(Rulebook::of(&roots(plan).unwrap_or_default())?)
}

/// The roots of a first run that never came to its commit.
fn begun(disk: &Disk, before: &Payload) -> Vec<String> {
    if before.ledger.is_empty() { ledger::newest_roots(disk.dir()) } else { Vec::new() }
}

/// Waits for the segments to be merged. The commit stands whatever becomes of it.
fn tidied(disk: &Disk, writer: IndexWriter<Prepared>) -> Option<String> {
    let merged = writer.wait_merging_threads();
    disk.trouble().or_else(|| merged.err().map(IndexError::from)).map(|error| error.to_string())
}

/// Whether there is an index that can be built anew in its place.
fn is_sound(dir: &Path) -> bool {
    let open = || -> Result<bool, IndexError> {
        let ready = manifest::state(dir)? == State::Ready;
        let index = open_engine(&Disk::open(dir)?)?;
        payload_of(&index)?;
        Ok(ready && index.schema() == Fields::schema().0)
    };
    open().unwrap_or(false)
}

/// Removes the index that is there, once it is sure that there is something to build another from and that nobody writes to it; the
/// roots of the other.
fn clear(plan: &Plan) -> Result<Vec<String>, IndexError> {
    let disk = Disk::open(&plan.dir)?;
    let _lock = disk.acquire_lock(&INDEX_WRITER_LOCK).map_err(|error| refused(&plan.dir, &error))?;
    let roots = decide_roots(&plan.roots, &manifest::remembered_roots(&plan.dir))?;
    are_there(&roots)?;
    manifest::remove(&plan.dir)?;
    manifest::create(&disk)?;
    Ok(roots)
}

/// Fails unless every root is there: what is thrown away has to be read again.
fn are_there(roots: &[String]) -> Result<(), IndexError> {
    let missing = roots.iter().find_map(|root| Some((root, std::fs::metadata(root).err()?)));
    missing.map_or(Ok(()), |(root, error)| Err(IndexError::Root { root: root.into(), error }))
}

/// The roots that were named for this run and that the index does not know yet.
fn named_anew(plan: &Plan) -> Vec<String> {
    let known = manifest::remembered_roots(&plan.dir);
    let named = match &plan.roots {
        // Others than the index knows are refused as such.
        Roots::Remembered(_) | Roots::These(_) if !known.is_empty() => return Vec::new(),
        Roots::Remembered(roots) | Roots::These(roots) | Roots::Add(roots) | Roots::Replace(roots) => roots,
    };
    named.iter().map(|root| root_name(root)).filter(|root| !known.contains(root)).collect()
}

/// Removes what killed runs left behind. Their files would be in the way: tantivy may give a name a second time.
fn sweep(disk: &Disk, index: &Index, before: &Payload) -> Result<(), IndexError> {
    let mut kept = index.load_metas()?.list_segment_files();
    kept.insert(before.ledger.clone().into());
    ledger::sweep(disk, |path| kept.contains(path));
    Ok(())
}

fn open_or_create(disk: &Disk) -> Result<Index, IndexError> {
    if manifest::state(disk.dir())? == State::Ready {
        return open_engine(disk);
    }
    manifest::create(disk)?;
    let (schema, _) = Fields::schema();
    let index = Index::open_or_create(disk.clone(), schema)?;
    index.tokenizers().register(TAPE, TapeReader);
    Ok(index)
}

fn writer(index: &Index, plan: &Plan, merging: &Merging) -> Result<IndexWriter<Prepared>, IndexError> {
    /// tantivy's own limit.
    const MOST_THREADS: usize = 8;
    let threads = plan.threads.clamp(1, MOST_THREADS);
    let options = IndexWriterOptions::builder().num_worker_threads(threads).memory_budget_per_thread(ARENA).build();
    let writer = index.writer_with_options(options).map_err(|error| match error {
        TantivyError::LockFailure(error, _) => refused(&plan.dir, &error),
        other => other.into(),
    })?;
    writer.set_merge_policy(Box::new(merging.clone()));
    Ok(writer)
}

/// Why the lock for writing was not given.
pub fn refused(dir: &Path, error: &LockError) -> IndexError {
    match error {
        // The engine's own lock is held by somebody who did not take ours.
        LockError::LockBusy => IndexError::Locked { dir: dir.to_owned(), holder: None },
        LockError::IoError(error) => IndexError::Disk {
            path: dir.join(&INDEX_WRITER_LOCK.filepath),
            error: std::io::Error::new(error.kind(), error.to_string()),
        },
    }
}

/// The roots that a run would cover, in path order.
///
/// # Errors
/// When they do not fit the index.
pub fn roots(plan: &Plan) -> Result<Vec<String>, IndexError> {
    decide_roots(&plan.roots, &manifest::remembered_roots(&plan.dir))
}

/// The roots of this run, in path order.
pub fn decide_roots(wanted: &Roots, known: &[String]) -> Result<Vec<String>, IndexError> {
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

fn summarise(report: &mut Report, old: &Ledger, ledger: &Ledger) {
    for (_, file) in ledger.files() {
        report.files += u64::from(file.read != 0);
        report.unsettled = report.unsettled.max(file.settles());
        report.faults.extend(file.faults.iter().map(|fault| (file.path.clone(), fault.clone())));
        report.renamed.extend(file.renamed.iter().map(|(id, shown)| (file.path.clone(), id.clone(), shown.clone())));
    }
    report.articles = ledger.records().count() as u64;
    for (from, to) in moves(old, ledger) {
        let articles = to.file.records.len() as u64;
        report.added = report.added.saturating_sub(articles);
        report.removed = report.removed.saturating_sub(articles);
        report.moved += articles;
        report.moved_files.push(if from.root == to.root {
            (from.file.path.clone(), to.file.path.clone())
        } else {
            (from.whole_path(), to.whole_path())
        });
    }
}

fn commit(
    writer: &mut IndexWriter<Prepared>,
    disk: &Disk,
    before: &Payload,
    ledger: &Ledger,
) -> Result<(), IndexError> {
    let payload = ledger::write(disk, before, ledger)?;
    let name = payload.ledger.clone();
    let mut prepared = writer.prepare_commit()?;
    prepared.set_payload(&payload.text()?);
    prepared.commit()?;
    ledger::sweep_ledgers(disk, &name);
    Ok(())
}
