//! Keeping up: an index that was brought up to date equals one built afresh, whatever happened in between.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set up its case has failed")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{ask, copy_tree, ids, index, lines, morgue, sample, shared, stderr, stdout};
use tempfile::TempDir;

/// A copy of the sample archive that may be changed.
fn copy() -> (TempDir, PathBuf, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let corpus = dir.path().join("archive");
    copy_tree(&sample(), &corpus);
    let place = dir.path().join("index");
    (dir, corpus, place)
}

const QUERIES: [&str; 8] = [
    "ferry",
    "dam OR river",
    "\"raising the Karrow Dam\"",
    "-bank",
    "minister talks",
    "headline:bank",
    "source:courier",
    "published:2025-10",
];

/// All that the index answers, byte for byte; scores included.
fn answers(place: &Path) -> String {
    let ask = |query: &&str| {
        stdout(&morgue(
            place,
            &["query", "--format", "json", "-n", "100", "--passages", "3", "--zones", "all", "--", query],
        ))
    };
    QUERIES.iter().map(ask).collect()
}

/// Fails unless `place` answers as an index of `corpus` built afresh does.
fn equals_a_fresh_build(place: &Path, corpus: &Path) {
    let fresh = tempfile::tempdir().unwrap();
    let fresh = fresh.path().join("index");
    index(&fresh, corpus);
    assert_eq!(answers(place), answers(&fresh));
}

fn counts(report: &str) -> &str {
    report.lines().find(|line| line.starts_with("added")).unwrap()
}

#[test]
fn the_second_run_reads_nothing_and_says_so() {
    let (_dir, corpus, place) = copy();
    std::thread::sleep(std::time::Duration::from_millis(30));
    index(&place, &corpus);
    let report = index(&place, &corpus);
    assert_eq!(counts(&report), "added 0, changed 0, removed 0, unchanged 40");
    assert!(report.contains("nothing new: 0 of 30 files had to be read"), "{report}");
}

#[test]
fn a_touched_file_is_read_and_left_as_it_is() {
    let (_dir, corpus, place) = copy();
    index(&place, &corpus);
    let file = fs::File::options().append(true).open(corpus.join("veldania-ledger/karrow-bond.json")).unwrap();
    file.set_modified(std::time::SystemTime::now()).unwrap();
    assert_eq!(counts(&index(&place, &corpus)), "added 0, changed 0, removed 0, unchanged 40");
    equals_a_fresh_build(&place, &corpus);
}

#[test]
fn new_changed_and_deleted_files_do_exactly_that_to_the_index() {
    let (_dir, corpus, place) = copy();
    index(&place, &corpus);
    fs::write(
        corpus.join("tamoura-herald/dunmarsh-funerals.txt"),
        "A quiet morning\n\nNothing was reported from the quay of Xyzzyburg.\n",
    )
    .unwrap();
    assert_eq!(counts(&index(&place, &corpus)), "added 0, changed 1, removed 0, unchanged 39");
    assert_eq!(ids(&place, "xyzzyburg", &[]).len(), 1);
    equals_a_fresh_build(&place, &corpus);

    fs::write(corpus.join("tamoura-herald/new.txt"), "Another morning\n\nThe ferry to Xyzzyburg was late again.\n")
        .unwrap();
    assert_eq!(counts(&index(&place, &corpus)), "added 1, changed 0, removed 0, unchanged 40");
    equals_a_fresh_build(&place, &corpus);

    fs::remove_file(corpus.join("tamoura-herald/dunmarsh-funerals.txt")).unwrap();
    fs::remove_dir_all(corpus.join("radio-veldania")).unwrap();
    assert_eq!(counts(&index(&place, &corpus)), "added 0, changed 0, removed 4, unchanged 37");
    assert_eq!(ids(&place, "xyzzyburg", &[]), ["tamoura-herald/new.txt"]);
    equals_a_fresh_build(&place, &corpus);
}

#[test]
fn a_changed_record_of_a_file_is_the_only_one_indexed_again() {
    let (_dir, corpus, place) = copy();
    index(&place, &corpus);
    let file = corpus.join("halvic-news-agency/wire-2025-08-to-11.jsonl");
    let text = fs::read_to_string(&file).unwrap();
    let mut records: Vec<String> = text.lines().map(ToOwned::to_owned).collect();
    records[2] = "{\"id\":\"hna-new\",\"title\":\"A new wire from Xyzzyburg\",\"body\":\"Short.\"}".to_owned();
    records.remove(0);
    fs::write(&file, records.join("\n")).unwrap();
    assert_eq!(counts(&index(&place, &corpus)), "added 1, changed 0, removed 2, unchanged 38");
    equals_a_fresh_build(&place, &corpus);
}

#[test]
fn lines_repeated_over_a_source_are_boilerplate_in_whatever_order_the_articles_came() {
    let (_dir, corpus, place) = copy();
    let folder = corpus.join("mill-post");
    fs::create_dir(&folder).unwrap();
    let found = |zones: &str| ids(&place, "\"old mill in three editions\"", &["--zones", zones]).len();
    let write = |number: usize| {
        let text = format!(
            "Report number {number}\n\nThe ferry left the quay at {number} and came back late.\n\nPrinted at the Old Mill in three editions.\n"
        );
        fs::write(folder.join(format!("{number}.txt")), text).unwrap();
        index(&place, &corpus);
    };
    (1..=3).for_each(write);
    assert_eq!((found("text"), found("all")), (3, 3));
    equals_a_fresh_build(&place, &corpus);
    (4..=6).for_each(write);
    assert_eq!((found("text"), found("all")), (0, 6));
    equals_a_fresh_build(&place, &corpus);
    // With few articles of the source left, the line is no longer repeated, and is text again.
    (3..=6).for_each(|number| fs::remove_file(folder.join(format!("{number}.txt"))).unwrap());
    index(&place, &corpus);
    assert_eq!((found("text"), found("all")), (2, 2));
    equals_a_fresh_build(&place, &corpus);
}

#[test]
fn an_id_taken_earlier_in_path_order_renames_the_later_one_in_whatever_order_they_came() {
    let (_dir, corpus, place) = copy();
    index(&place, &corpus);
    let record =
        "{\"id\":\"hna-2025-1074\",\"title\":\"An earlier holder\",\"body\":\"Of the same id, about the ferry.\"}\n";
    fs::write(corpus.join("aaa.jsonl"), record).unwrap();
    let report = index(&place, &corpus);
    assert!(report.contains("hna-2025-1074 in halvic-news-agency"), "{report}");
    assert!(
        ids(&place, "ferry", &[]).contains(&"hna-2025-1074#halvic-news-agency/wire-2025-08-to-11.jsonl".to_owned())
    );
    equals_a_fresh_build(&place, &corpus);
    fs::remove_file(corpus.join("aaa.jsonl")).unwrap();
    index(&place, &corpus);
    equals_a_fresh_build(&place, &corpus);
}

#[test]
fn another_root_needs_add_or_replace() {
    let (dir, corpus, place) = copy();
    let other = dir.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("one.txt"), "A second root\n\nWith one article about Xyzzyburg.\n").unwrap();
    index(&place, &corpus);
    let other = other.to_string_lossy().into_owned();
    let refused = morgue(&place, &["index", &other]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("--add") && stderr(&refused).contains("--replace"));
    assert_eq!(ids(&place, "-xyzzy", &[]).len(), 40);
    assert_eq!(
        counts(&stdout(&morgue(&place, &["index", "--add", &other]))),
        "added 1, changed 0, removed 0, unchanged 40"
    );
    // Without a root, all that the index remembers are brought up to date.
    assert_eq!(counts(&stdout(&morgue(&place, &["index"]))), "added 0, changed 0, removed 0, unchanged 41");
    assert_eq!(
        counts(&stdout(&morgue(&place, &["index", "--replace", &other]))),
        "added 0, changed 0, removed 40, unchanged 1"
    );
    assert_eq!(ids(&place, "xyzzyburg", &[]).len(), 1);
    equals_a_fresh_build(&place, Path::new(&other));
}

#[test]
fn a_root_that_cannot_be_read_removes_nothing() {
    let (dir, corpus, place) = copy();
    index(&place, &corpus);
    fs::rename(&corpus, dir.path().join("away")).unwrap();
    let failed = morgue(&place, &["index"]);
    assert_eq!(failed.status.code(), Some(2));
    assert!(stderr(&failed).contains("hint:"), "{}", stderr(&failed));
    assert_eq!(ids(&place, "-xyzzy", &[]).len(), 40);
    // With a second root that can be read, the run goes on and says which one could not.
    let other = dir.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("one.txt"), "A second root\n\nWith one article.\n").unwrap();
    let report = stdout(&morgue(&place, &["index", "--add", &other.to_string_lossy()]));
    assert_eq!(counts(&report), "added 1, changed 0, removed 0, unchanged 40");
    assert!(report.contains("root not read, and nothing of it removed"), "{report}");
}

#[test]
fn one_thread_and_two_build_an_index_that_answers_alike() {
    let (dir, corpus, place) = copy();
    let other = dir.path().join("other-index");
    let build = |place: &Path, threads: &str| {
        let corpora: Vec<PathBuf> = [Some(corpus.clone()), shared("archive/seeds")].into_iter().flatten().collect();
        let corpora: Vec<String> = corpora.iter().map(|path| path.to_string_lossy().into_owned()).collect();
        let arguments: Vec<&str> =
            ["index", "--threads", threads].into_iter().chain(corpora.iter().map(String::as_str)).collect();
        stdout(&morgue(place, &arguments))
    };
    assert_eq!(counts(&build(&place, "1")), counts(&build(&other, "2")));
    assert_eq!(answers(&place), answers(&other));
    assert_eq!(answers(&place), answers(&place));
}

#[test]
fn paging_never_changes_the_order() {
    let (_dir, corpus, place) = copy();
    index(&place, &corpus);
    let all = ids(&place, "the", &[]);
    let page = |from: usize| {
        let (hits, _) = ask(&place, "the", &["-n", "3", "--from", &from.to_string()]);
        hits.iter().map(|hit| hit["article"]["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let paged: Vec<String> = (0..all.len()).step_by(3).flat_map(page).collect();
    assert_eq!(paged, all);
}

#[test]
fn status_accounts_for_everything() {
    let (_dir, corpus, place) = copy();
    fs::write(corpus.join("photo.jpg"), "x").unwrap();
    fs::write(corpus.join("broken.json"), "{\"title\": ").unwrap();
    index(&place, &corpus);
    let mut status = lines(&morgue(&place, &["status", "--format", "json"]));
    let summary = status.pop().unwrap();
    assert_eq!((summary["articles"].as_u64(), summary["unsearched"].as_u64()), (Some(40), Some(2)));
    assert_eq!(status.len(), 2);
    assert!(status.iter().all(|fault| fault["path"].is_string() && fault["detail"].is_string()));
    let (_, answer) = ask(&place, "ferry", &[]);
    assert_eq!(answer["unsearched"], 2);
}
