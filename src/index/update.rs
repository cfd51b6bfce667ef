//! A run over the archive: what is new is added, what changed replaced, what is gone removed; one commit at the end.

use std::path::{Path, PathBuf};

use tantivy::directory::{Directory, INDEX_WRITER_LOCK, MmapDirectory};
use tantivy::indexer::IndexWriterOptions;
use tantivy::{Index, IndexWriter};

use super::document::Prepared;
use super::error::IndexError;
use super::intake::Meter;
use super::local::{open_engine, payload_of};
use super::lock::Hold;
use super::manifest::{self, Payload, State, Totals};
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
    let hold = Hold::take(&plan.dir)?;
    let remembered = manifest::remembered_roots(&plan.dir);
    // Before anything is touched.
    let rules = rules_of(plan, &remembered)?;
    if plan.rebuild && manifest::is_index(&plan.dir) {
        clear(plan, &remembered)?;
        hold.sign();
    }
    let index = open_or_create(&plan.dir)?;
    let mut writer = writer(&index, plan)?;
    let before = payload_of(&index)?;
    let old = manifest::read_ledger(&plan.dir, &before.ledger)?;
    let roots = decide_roots(&plan.roots, &remembered)?;
    let mut run = Run::new(&writer, meter, plan.threads, &rules);
    let ledger = run.over(&roots, &old, &plan.dir)?;
    let mut report = run.report;
    summarise(&mut report, &ledger);
    if before.ledger.is_empty() || ledger != old {
        commit(&mut writer, plan, &before, &ledger)?;
    }
    writer.wait_merging_threads()?;
    Ok(report)
}

/// The rules of the roots of this run. Roots that do not fit the index are told of later, with what else may be wrong with it.
fn rules_of(plan: &Plan, remembered: &[String]) -> Result<Rulebook, IndexError> {
    let roots = decide_roots(&plan.roots, remembered).unwrap_or_default();
    Ok(Rulebook::of(&roots)?)
}

/// Removes the index that is there, once it is sure that there is something to build another from and that nobody writes to it.
fn clear(plan: &Plan, remembered: &[String]) -> Result<(), IndexError> {
    for root in decide_roots(&plan.roots, remembered)? {
        std::fs::metadata(&root).map_err(|error| IndexError::Root { root: root.into(), error })?;
    }
    let directory = MmapDirectory::open(&plan.dir)?;
    let _lock = directory.acquire_lock(&INDEX_WRITER_LOCK).map_err(|_| locked(plan))?;
    manifest::remove(&plan.dir)?;
    manifest::create(&plan.dir)
}

fn open_or_create(dir: &Path) -> Result<Index, IndexError> {
    if manifest::state(dir)? == State::Ready {
        return open_engine(dir);
    }
    manifest::create(dir)?;
    let directory = MmapDirectory::open(dir)?;
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
        tantivy::TantivyError::LockFailure(..) => locked(plan),
        other => other.into(),
    })
}

/// The engine's own lock is held by somebody who did not take ours.
fn locked(plan: &Plan) -> IndexError {
    IndexError::Locked { dir: plan.dir.clone(), holder: None }
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

fn summarise(report: &mut Report, ledger: &Ledger) {
    for (_, file) in ledger.files() {
        report.files += u64::from(file.read != 0);
        report.unsettled = report.unsettled.max(file.settles());
        report.faults.extend(file.faults.iter().map(|fault| (file.path.clone(), fault.clone())));
        report.renamed.extend(file.renamed.iter().map(|(id, shown)| (file.path.clone(), id.clone(), shown.clone())));
    }
    report.articles = ledger.records().count() as u64;
}

fn commit(
    writer: &mut IndexWriter<Prepared>,
    plan: &Plan,
    before: &Payload,
    ledger: &Ledger,
) -> Result<(), IndexError> {
    let number =
        before.ledger.trim_start_matches("ledger-").trim_end_matches(".jsonl").parse::<u64>().unwrap_or_default();
    let name = manifest::write_ledger(&plan.dir, number + 1, ledger)?;
    let mut totals = Totals::default();
    for record in ledger.records() {
        totals.articles += 1;
        totals.headline_words += u64::from(record.words.0);
        totals.body_words += u64::from(record.words.1);
    }
    let faults = ledger.files().flat_map(|(_, file)| &file.faults);
    let unsearched = faults.filter(|fault| fault.is_unsearched()).count() as u64;
    let payload = Payload {
        ledger: name.clone(),
        roots: ledger.roots.iter().map(|root| root.root.clone()).collect(),
        totals,
        unsearched,
    };
    let text = serde_json::to_string(&payload).map_err(|error| IndexError::Damaged(error.to_string()))?;
    let mut prepared = writer.prepare_commit()?;
    prepared.set_payload(&text);
    prepared.commit()?;
    manifest::sweep(&plan.dir, &name);
    Ok(())
}
