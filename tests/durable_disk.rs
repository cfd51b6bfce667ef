//! A disk that is full, cannot be written, or fails at any call: the last commit is whole, the run says what went wrong and where, and the
//! next run completes it. `DURABLE_FULL=1` lets every call fail in turn, not one in some.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set up its case has failed")]
#![allow(clippy::print_stdout, reason = "a test that is skipped says so")]

mod common;
#[path = "common/contents.rs"]
mod contents;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{ids, morgue, stderr, stdout};
use contents::{contents, contents_or_none, ended_well, equals_a_single_run, indexing, told};

fn write(archive: &Path, name: &str, articles: usize) {
    let record = |number: usize| {
        let text = "The ferry left at noon. The minister spoke of oil prices and a dam over the river. "
            .repeat(1 + number % 9);
        format!("{{\"id\": \"{name}-{number}\", \"title\": \"Ferry {number} of {name}\", \"body\": \"{text}\"}}")
    };
    let records: Vec<String> = (0..articles).map(record).collect();
    fs::write(archive.join(format!("{name}.jsonl")), records.join("\n")).unwrap();
}

// ---- A full disk ----

/// A small disk of its own, unmounted when dropped; none where mounting is not allowed.
struct Small(PathBuf);

impl Small {
    fn mount(at: &Path, size: &str) -> Option<Self> {
        fs::create_dir_all(at).unwrap();
        let done = Command::new("mount").args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]).arg(at).output();
        if done.is_ok_and(|done| done.status.success()) {
            return Some(Self(at.to_owned()));
        }
        println!("skipped: mounting a small disk is not allowed here");
        None
    }

    fn change(&self, options: &str) {
        let done = Command::new("mount").args(["-o", &format!("remount,{options}")]).arg(&self.0).status().unwrap();
        assert!(done.success());
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn a_disk_that_is_full_keeps_the_last_commit_and_a_larger_one_takes_the_next() {
    let dir = tempfile::tempdir().unwrap();
    let (archive, at) = (dir.path().join("archive"), dir.path().join("disk"));
    fs::create_dir(&archive).unwrap();
    let (mut full, mut sizes) = (0, 0);
    for size in (16..=400).step_by(24) {
        let Some(disk) = Small::mount(&at, &format!("{size}k")) else {
            return;
        };
        let place = at.join("index");
        let _ = fs::remove_file(archive.join("more.jsonl"));
        write(&archive, "first", 30);
        let roots = [archive.clone()];
        full += usize::from(!run_on_a_full_disk(&place, &roots));
        let before = contents_or_none(&place);
        write(&archive, "more", 200);
        full += usize::from(!run_on_a_full_disk(&place, &roots));
        let now = contents_or_none(&place);
        assert!(now == before || now.len() == 230, "{} articles", now.len());
        if !now.is_empty() {
            assert!(ids(&place, "ferry", &[]).len() >= 30);
        }
        disk.change("size=64m");
        let last = indexing(&place, &roots, &[]).output().unwrap();
        assert_eq!(last.status.code(), Some(0), "{}", told(&last));
        equals_a_single_run(&place, &roots);
        assert_eq!(morgue(&place, &["verify"]).status.code(), Some(0));
        sizes += 1;
    }
    assert!(full > sizes / 2, "of {sizes} disks only {full} runs filled one");
    println!("{full} of {} runs on {sizes} disks found no room", 2 * sizes);
}

/// Whether a run found room; if not it says so, and where, and what to do.
fn run_on_a_full_disk(place: &Path, roots: &[PathBuf]) -> bool {
    let output = indexing(place, roots, &[]).output().unwrap();
    ended_well(&output);
    if output.status.code() == Some(2) {
        let told = stderr(&output);
        assert!(told.contains("No space left on device") && told.contains("make room"), "{told}");
        assert!(told.contains(&*place.to_string_lossy()), "{told}");
    }
    output.status.code() == Some(0)
}

#[test]
fn an_index_on_a_disk_that_cannot_be_written_is_searched_and_says_why_it_is_not_updated() {
    let dir = tempfile::tempdir().unwrap();
    let (archive, at) = (dir.path().join("archive"), dir.path().join("disk"));
    fs::create_dir(&archive).unwrap();
    write(&archive, "first", 30);
    let Some(disk) = Small::mount(&at, "16m") else {
        return;
    };
    let place = at.join("index");
    common::index(&place, &archive);
    for locks in [true, false] {
        if !locks {
            fs::remove_file(place.join(".tantivy-meta.lock")).unwrap();
            fs::remove_file(place.join(".tantivy-writer.lock")).unwrap();
        }
        disk.change("ro");
        assert_eq!(ids(&place, "ferry", &[]).len(), 30);
        assert_eq!(morgue(&place, &["verify"]).status.code(), Some(0));
        assert!(stdout(&morgue(&place, &["status"])).starts_with("30 articles"));
        let copy = dir.path().join(format!("copy-{locks}"));
        assert_eq!(morgue(&place, &["backup", &copy.to_string_lossy()]).status.code(), Some(0));
        assert_eq!(contents(&copy), contents(&place));
        let refused = morgue(&place, &["index"]);
        ended_well(&refused);
        assert!(stderr(&refused).contains("Read-only file system"), "{}", stderr(&refused));
        disk.change("rw");
    }
}

#[cfg(unix)]
#[test]
fn whoever_may_read_the_folder_may_search_it() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let (archive, place) = (dir.path().join("archive"), dir.path().join("index"));
    fs::create_dir(&archive).unwrap();
    write(&archive, "first", 30);
    common::index(&place, &archive);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let plain = dir.path().join("plain");
    fs::write(&plain, "").unwrap();
    for entry in fs::read_dir(&place).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), mode(&plain), "{}", path.display());
    }
    fs::set_permissions(&place, fs::Permissions::from_mode(0o555)).unwrap();
    assert_eq!(ids(&place, "ferry", &[]).len(), 30);
    fs::set_permissions(&place, fs::Permissions::from_mode(0o755)).unwrap();
}

// ---- Faults in every call ----

const CALLS: [&str; 10] =
    ["write", "pwrite64", "writev", "fsync", "fdatasync", "ftruncate", "rename", "renameat2", "openat", "mkdir"];

#[test]
fn whatever_call_fails_the_last_commit_is_whole_and_the_next_run_completes_it() {
    if Command::new("strace").arg("-V").output().is_err() {
        println!("skipped: strace is not there");
        return;
    }
    let full = std::env::var_os("DURABLE_FULL").is_some();
    let dir = tempfile::tempdir().unwrap();
    let archive = dir.path().join("archive");
    fs::create_dir(&archive).unwrap();
    write(&archive, "first", 12);
    write(&archive, "second", 3);
    let base = dir.path().join("base");
    common::index(&base, &archive);
    let before = contents(&base);
    write(&archive, "third", 9);
    write(&archive, "second", 2);
    let roots = [archive];
    let fresh = dir.path().join("fresh");
    common::index(&fresh, &roots[0]);
    let states = [before, contents(&fresh)];
    let mut ends: BTreeMap<String, usize> = BTreeMap::new();
    for call in CALLS {
        for error in ["ENOSPC", "EIO"] {
            let mut when = 1;
            while let Some(end) = fails_at(&dir.path().join("try"), &base, &roots, (call, error, when), &states) {
                *ends.entry(end).or_default() += 1;
                when += if full { 1 } else { 7 };
            }
        }
    }
    println!("faults by how the run ended: {ends:?}");
    assert!(ends.values().sum::<usize>() > 10, "{ends:?}");
}

/// Lets the `when`-th call of each thread fail, and looks at the index and the next run; none if there is no such call any more.
fn fails_at(
    place: &Path,
    base: &Path,
    roots: &[PathBuf],
    (call, error, when): (&str, &str, usize),
    [before, single]: &[BTreeMap<String, u64>; 2],
) -> Option<String> {
    let _ = fs::remove_dir_all(place);
    fs::create_dir(place).unwrap();
    for entry in fs::read_dir(base).unwrap().flatten() {
        fs::copy(entry.path(), place.join(entry.file_name())).unwrap();
    }
    let trace = place.with_extension("trace");
    let output = Command::new("strace")
        .args(["-f", "-o", &trace.to_string_lossy(), "-e", &format!("trace={call}")])
        .args(["-e", &format!("inject={call}:error={error}:when={when}")])
        .arg(env!("CARGO_BIN_EXE_morgue"))
        .args(["index", "--threads", "2"])
        .args(roots)
        .env("MORGUE_INDEX", place)
        .output()
        .unwrap();
    let trace = fs::read_to_string(trace).unwrap_or_default();
    if !trace.contains("(INJECTED)") {
        return None;
    }
    // Calls are counted thread by thread, so the one that was to print the error may be among those that fail.
    let unheard = told(&output).is_empty() && trace.contains("write(2, \"error: ");
    let case = format!("{call} {error} {when}: {}", told(&output));
    if !unheard && !case.contains("error while loading shared libraries") {
        ended_well(&output);
    }
    assert!(!case.contains("panicked"), "{case}");
    let now = contents(place);
    let next = indexing(place, roots, &[]).output().unwrap();
    assert_eq!(next.status.code(), Some(0), "{case}{}", told(&next));
    assert_eq!(contents(place), *single, "{case}");
    // A file of the archive that could not be read is told, and read by the next run.
    let partial = call == "openat" && case.contains("cannot be read");
    assert!(now == *before || now == *single || partial, "{case}");
    Some(output.status.to_string())
}
