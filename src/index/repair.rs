//! Making a damaged index sound: what is wrong is cut out of the commit in one step, and an ordinary run reads it again. Whatever
//! stops that run, the index holds only what is sound, and the next run goes on.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::disk::{Disk, META};
use super::error::IndexError;
use super::intake::Meter;
use super::ledger;
use super::local::LocalIndex;
use super::lock::Hold;
use super::manifest;
use super::snapshot::Snapshot;
use super::update::{Plan, Report, Roots, update};
use super::verify::{Cut, Parts, Verification, verify};
use crate::corpus::changes::{Key, Ledger};

/// What a repair came to.
#[derive(Debug)]
pub struct Repair {
    /// What was wrong.
    pub before: Verification,
    /// What was read again; none where nothing was wrong.
    pub report: Option<Report>,
    /// Articles that were damaged and are no longer in the archive, or could not be read.
    pub lost: u64,
    /// What is wrong now.
    pub after: Verification,
}

/// Finds what is wrong with the index in `dir`, and reads that again. A silent change of the archive is only found if `archive` is set.
///
/// # Errors
/// When another process writes to the index, when it has to be built anew and no root is known, or when the archive or the disk refuses.
pub fn repair(dir: &Path, archive: bool, threads: usize) -> Result<Repair, IndexError> {
    let mut plan = Plan { dir: dir.to_owned(), roots: Roots::Remembered(Vec::new()), threads, rebuild: false };
    let (before, cut) = {
        let disk = Disk::open(dir).map_err(|_| IndexError::Missing(dir.to_owned()))?;
        // Into a folder of something else nothing is written, not even a lock.
        match manifest::state(dir) {
            Err(error @ IndexError::Foreign(_)) if !manifest::is_committed_format(dir) => return Err(error),
            _ => {}
        }
        let _hold = Hold::take(dir)?;
        let before = verify(dir, archive)?;
        let cut = match &before.cut {
            Cut::Nothing => return Ok(Repair { before, report: None, lost: 0, after: verify(dir, false)? }),
            Cut::Parts(parts) => cut_out(&disk, parts).map_err(|error| disk.explain(error))?,
            Cut::Everything => {
                plan.rebuild = true;
                plan.roots = known_roots(dir)?;
                Vec::new()
            }
        };
        (before, cut)
    };
    let report = update(&plan, &Meter::default())?;
    Ok(Repair { before, report: Some(report), lost: missing(dir, &cut)?, after: verify(dir, false)? })
}

/// How many of `keys` the index does not know.
fn missing(dir: &Path, keys: &[Key]) -> Result<u64, IndexError> {
    let ledger = LocalIndex::open(dir)?.ledger()?;
    let known: HashSet<Key> = ledger.records().map(|record| record.key).collect();
    Ok(keys.iter().filter(|key| !known.contains(key)).count() as u64)
}

fn known_roots(dir: &Path) -> Result<Roots, IndexError> {
    let roots: Vec<PathBuf> = manifest::remembered_roots(dir).into_iter().map(PathBuf::from).collect();
    if roots.is_empty() { Err(IndexError::NoRoots(dir.to_owned())) } else { Ok(Roots::Replace(roots)) }
}

/// Puts a commit in the place of the last that is the same without what is wrong; the articles that have to be read again.
fn cut_out(disk: &Disk, parts: &Parts) -> Result<Vec<Key>, IndexError> {
    let Snapshot { mut meta, payload, .. } = Snapshot::take(disk)?;
    let before = payload?;
    let mut ledger = ledger::read(disk, &before)?;
    forget(&mut ledger, parts);
    let payload = ledger::write(disk, &before, &ledger)?;
    meta.segments.retain(|segment| !parts.segments.contains(&segment.id()));
    meta.payload = Some(payload.text()?);
    let bytes = serde_json::to_vec_pretty(&meta).map_err(|error| IndexError::Damaged(error.to_string()))?;
    disk.replace(META, &bytes)?;
    // It may be what was wrong.
    manifest::create(disk)?;
    Ok(parts.lost.iter().chain(&parts.wrong).copied().collect())
}

/// Makes the ledger forget what is lost, and doubt what is wrong, so that the next run reads the files of both again.
fn forget(ledger: &mut Ledger, parts: &Parts) {
    for root in &mut ledger.roots {
        for file in &mut root.files {
            let known = file.records.len();
            file.records.retain(|record| !parts.lost.contains(&record.key));
            // The index still holds it: the next run finds another content, and so removes it before it adds it.
            let wrong = file.records.iter_mut().filter(|record| parts.wrong.contains(&record.key));
            let wrong = wrong.map(|record| record.content = !record.content).count();
            let silent = parts.files.contains(&(root.root.clone(), file.path.clone()));
            if file.records.len() < known || wrong > 0 || silent {
                file.read = 0;
            }
        }
    }
}
