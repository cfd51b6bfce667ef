//! Lets every write to the folder of an index fail in turn, tantivy's and our own, and looks at what is left.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::disk::Disk;
use super::error::IndexError;
use super::intake::Meter;
use super::local::LocalIndex;
use super::update::{Plan, Roots, update, update_on};
use crate::article::Article;
use crate::backend::{Backend, Wanted};
use crate::corpus::rules::Rulebook;
use crate::query::{Options, parse};

fn contents(place: &Path) -> BTreeMap<String, Article> {
    let index = LocalIndex::open(place).unwrap();
    let everything = parse("-xyzzyquux", Options::default()).unwrap();
    let found = index.find(&everything, Wanted { depth: usize::MAX, ..Wanted::default() }).unwrap();
    let articles = found.best.iter().map(|found| index.article(found.place).unwrap());
    let contents: BTreeMap<String, Article> = articles.map(|article| (article.id.0.clone(), article)).collect();
    let counts = [contents.len(), found.total, index.ledger().unwrap().records().count()];
    assert_eq!(counts, [usize::try_from(index.coverage().articles).unwrap(); 3]);
    contents
}

fn write(archive: &Path, name: &str, text: &str) {
    let records =
        (0..3).map(|number| format!("{{\"id\": \"{name}{number}\", \"body\": \"{text} number {number}.\"}}\n"));
    fs::write(archive.join(format!("{name}.jsonl")), records.collect::<String>()).unwrap();
}

fn copy(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

/// A disk on which the `at`-th act fails, and if it stays full all later ones; and the count of acts.
fn failing(place: &Path, at: usize, stays: bool) -> (Disk, Arc<AtomicUsize>) {
    let acts = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&acts);
    let guard = move |_: &Path| {
        let act = counted.fetch_add(1, Ordering::Relaxed) + 1;
        if act == at || stays && act > at { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    };
    (Disk::guarded(place, Arc::new(guard)).unwrap(), acts)
}

/// Lets one run fail at each of its acts; how many runs failed, and how many did not mind.
fn every_fault(stays: bool) -> (usize, usize) {
    let dir = tempfile::tempdir().unwrap();
    let [archive, base, place, fresh] = ["archive", "base", "place", "fresh"].map(|name| dir.path().join(name));
    fs::create_dir(&archive).unwrap();
    let plan = |dir: &Path| {
        let roots = Roots::These(vec![archive.clone()]);
        Plan { dir: dir.to_owned(), roots, threads: 1, rebuild: false }
    };
    write(&archive, "kept", "The ferry of old");
    write(&archive, "changed", "The ferry of yesterday");
    update(&plan(&base), &Meter::default()).unwrap();
    let before = contents(&base);
    write(&archive, "changed", "The ferry of today");
    write(&archive, "new", "The ferry of tomorrow");
    update(&plan(&fresh), &Meter::default()).unwrap();
    let single = contents(&fresh);
    let (mut failed, mut unharmed) = (0, 0);
    for at in 1.. {
        copy(&base, &place);
        let (disk, acts) = failing(&place, at, stays);
        let run = update_on(&disk, &plan(&place), &Rulebook::default(), &Meter::default())
            .map_err(|error| disk.explain(error));
        if acts.load(Ordering::Relaxed) < at {
            break;
        }
        match &run {
            Ok(_) => unharmed += 1,
            Err(IndexError::Disk { path, error }) => {
                assert!(
                    path.starts_with(&place) && error.kind() == io::ErrorKind::StorageFull,
                    "{at}: {path:?}: {error}"
                );
                failed += 1;
            }
            Err(other) => panic!("{at}: {other}"),
        }
        let now = contents(&place);
        assert!(now == before && run.is_err() || now == single, "{at}");
        update(&plan(&place), &Meter::default()).unwrap();
        assert!(contents(&place) == single, "{at}");
    }
    (failed, unharmed)
}

#[test]
fn whatever_write_fails_the_last_commit_is_whole_and_the_next_run_completes_it() {
    let (failed, _) = every_fault(false);
    assert!(failed > 40, "only {failed} runs failed");
}

#[test]
fn from_whatever_write_on_the_disk_is_full_the_last_commit_is_whole() {
    let (failed, _) = every_fault(true);
    assert!(failed > 40, "only {failed} runs failed");
}
