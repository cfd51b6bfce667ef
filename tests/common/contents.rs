//! All that an index holds, for comparing it with another: every article by its content, and answers with their scores.
#![allow(dead_code, reason = "each test file uses its own part of this")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use morgue::backend::{Backend, Wanted};
use morgue::index::LocalIndex;
use morgue::query::{Options, parse};
use xxhash_rust::xxh3::xxh3_64;

/// The articles by id, each with a hash of everything that is stored of it. Fails if one is there twice, or if the counts disagree.
pub fn contents(place: &Path) -> BTreeMap<String, u64> {
    let index = LocalIndex::open(place).unwrap_or_else(|error| panic!("{}: {error}", place.display()));
    let everything = parse("-xyzzyquux", Options::default()).unwrap();
    let found = index.find(&everything, Wanted { depth: usize::MAX, ..Wanted::default() }).unwrap();
    let mut contents = BTreeMap::new();
    for candidate in &found.best {
        let article = index.article(candidate.place).unwrap();
        let hash = xxh3_64(&serde_json::to_vec(&article).unwrap());
        assert!(contents.insert(article.id.0.clone(), hash).is_none(), "{} is there twice", article.id);
    }
    let records = index.ledger().unwrap().records().count();
    let counts = [contents.len(), found.best.len(), found.total, records];
    let told = usize::try_from(index.coverage().articles).unwrap();
    assert_eq!(counts, [told; 4], "the counts of {} disagree", place.display());
    contents
}

/// What there is before the first commit: nothing.
pub fn contents_or_none(place: &Path) -> BTreeMap<String, u64> {
    match LocalIndex::open(place) {
        Err(morgue::index::IndexError::Missing(_)) => BTreeMap::new(),
        _ => contents(place),
    }
}

/// The program, on an index and an archive.
pub fn indexing(place: &Path, archive: &[PathBuf], more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_morgue"));
    command.arg("index").args(more).args(archive).env("MORGUE_INDEX", place);
    command
}

/// Answers of many kinds, scores included.
pub fn answers(place: &Path) -> String {
    const QUERIES: [&str; 10] = [
        "ferry",
        "dam OR river",
        "said w/5 president",
        "-bank",
        "minister talks",
        "headline:bank",
        "oil prices",
        "count:>100",
        "person:*",
        "taliban OR dollar",
    ];
    let ask = |query: &&str| {
        let output = Command::new(env!("CARGO_BIN_EXE_morgue"))
            .args(["query", "--format", "json", "-n", "50", "--passages", "2", "--zones", "all", "--", query])
            .env("MORGUE_INDEX", place)
            .output()
            .unwrap();
        assert_ne!(output.status.code(), Some(2), "{query}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    QUERIES.iter().map(ask).collect()
}

/// Fails unless `place` holds, and answers, what an index of `archive` does that is built in a single run.
pub fn equals_a_single_run(place: &Path, archive: &[PathBuf]) {
    let fresh = tempfile::tempdir().unwrap();
    let fresh = fresh.path().join("index");
    let built = indexing(&fresh, archive, &[]).output().unwrap();
    assert_eq!(built.status.code(), Some(0), "{}", told(&built));
    assert_eq!(contents(place), contents(&fresh));
    assert_eq!(answers(place), answers(&fresh));
}

/// What a run printed.
pub fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Fails if a run ended otherwise than a program that reports its failures does.
pub fn ended_well(output: &Output) {
    let told = told(output);
    assert!(matches!(output.status.code(), Some(0..=2)), "{:?}: {told}", output.status);
    assert!(!told.contains("panicked"), "{told}");
    assert_eq!(output.status.code() == Some(2), told.contains("error:"), "{told}");
}
