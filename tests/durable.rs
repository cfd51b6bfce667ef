//! An index that cannot be hurt: killed at any moment it holds exactly its last commit, and who searches while it is written sees one
//! commit and nothing else. `DURABLE_FULL=1` takes the seeds and 5 000 Reuters records, and 200 kills; `DURABLE_SECONDS=300` searches so long.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set up its case has failed")]
#![allow(clippy::print_stdout, reason = "the full tests say what they saw")]

mod common;
#[path = "common/contents.rs"]
mod contents;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use common::{Chance, lines, morgue, sample, shared, stderr};
use contents::{contents_or_none, ended_well, equals_a_single_run, indexing};

fn is_full() -> bool {
    std::env::var_os("DURABLE_FULL").is_some()
}

// ---- Kills ----

/// An archive of files of records that changes.
struct Changing {
    roots: Vec<PathBuf>,
    folder: PathBuf,
    /// Records that are not in it yet, or no longer.
    spare: Vec<String>,
    files: usize,
    chance: Chance,
}

impl Changing {
    fn new(dir: &Path, seed: u64) -> Self {
        let folder = dir.join("archive");
        fs::create_dir(&folder).unwrap();
        let real =
            is_full().then(|| Some((shared("archive/seeds")?, shared("archive/reuters21578.jsonl.gz")?))).flatten();
        let (other, spare) = match real {
            Some((seeds, reuters)) => (seeds, first_lines(&reuters, 5000)),
            None => (sample(), (0..400).map(made_up).collect()),
        };
        let mut changing = Self { roots: vec![other, folder.clone()], folder, spare, files: 0, chance: Chance(seed) };
        let kept = changing.spare.len() / 20;
        while changing.spare.len() > kept {
            changing.add();
        }
        changing
    }

    /// A new file of one to eighty records.
    fn add(&mut self) {
        let count = (1 + self.chance.below(80)).min(self.spare.len());
        let records: Vec<String> = self.spare.drain(..count).collect();
        fs::write(self.folder.join(format!("{:04}.jsonl", self.files)), records.join("\n")).unwrap();
        self.files += 1;
    }

    fn any(&mut self) -> Option<PathBuf> {
        let mut files: Vec<_> = fs::read_dir(&self.folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        (!files.is_empty()).then(|| files.swap_remove(self.chance.below(files.len())))
    }

    /// Adds, changes and deletes.
    fn change(&mut self) {
        for _ in 0..=self.chance.below(4) {
            let Some(file) = self.any() else {
                return self.add();
            };
            let mut records: Vec<String> = fs::read_to_string(&file).unwrap().lines().map(ToOwned::to_owned).collect();
            match self.chance.below(5) {
                3.. if records.is_empty() => self.add(),
                0 => self.add(),
                1 => {
                    fs::remove_file(file).unwrap();
                    self.spare.extend(records);
                }
                2 => fs::rename(&file, file.with_extension(format!("{}.jsonl", self.files))).unwrap(),
                3 => {
                    let removed = records.swap_remove(self.chance.below(records.len()));
                    self.spare.push(removed);
                    fs::write(file, records.join("\n")).unwrap();
                }
                _ => {
                    let at = self.chance.below(records.len());
                    records[at] = records[at].replacen("\"body\": \"", "\"body\": \"Corrected once more: ", 1);
                    fs::write(file, records.join("\n")).unwrap();
                }
            }
        }
    }
}

fn made_up(number: usize) -> String {
    let text = format!("The ferry number {number} left at {} with {} people. ", number % 24, number * 7 % 400);
    let more = "The minister said on Tuesday that oil prices were a matter for the bank. ".repeat(number % 40);
    format!("{{\"id\": \"made-{number}\", \"title\": \"Ferry {number} leaves\", \"body\": \"{text}{more}\"}}")
}

fn first_lines(path: &Path, count: usize) -> Vec<String> {
    let mut input = morgue::corpus::open(path, &std::sync::Arc::default()).unwrap();
    let mut line = Vec::new();
    let mut list = Vec::with_capacity(count);
    while list.len() < count && input.read_line(&mut line, 1 << 24).unwrap() {
        list.push(String::from_utf8(line.clone()).unwrap());
    }
    list
}

/// Starts a run and kills it after `after`; if it had ended by then, after how long.
fn kill_after(mut command: Command, after: Duration) -> Option<Duration> {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while child.try_wait().unwrap().is_none() && start.elapsed() < after {
        std::thread::sleep(Duration::from_micros(200));
    }
    child.kill().unwrap();
    let status = child.wait().unwrap();
    assert!(status.code().is_none_or(|code| code == 0), "{status}");
    status.code().map(|_| start.elapsed())
}

#[test]
fn killed_at_any_moment_it_holds_its_last_commit_and_ends_as_if_it_had_not_been() {
    let (wanted, checks) = if is_full() { (200, 12) } else { (20, 3) };
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("index");
    let mut archive = Changing::new(dir.path(), 0x0DD_B1A5_E5BA_D5EE);
    let (mut kills, mut behind, mut generation) = (0, 0, 0);
    let mut length = Duration::from_millis(300);
    while kills < wanted {
        // Now and then the index is built anew, and the one that is there stays until that is done.
        let more: &[&str] = if generation % 9 == 8 { &["--rebuild"] } else { &[] };
        let before = contents_or_none(&place);
        let mut seen = Vec::new();
        for _ in 0..5 {
            let after = length.mul_f64(archive.chance.below(1000) as f64 / 900.0);
            let ended = kill_after(indexing(&place, &archive.roots, more), after);
            seen.push(contents_or_none(&place));
            // The length of a run follows what it has to do, and how busy the machine is.
            length = ended.unwrap_or(length);
            if ended.is_some() {
                break;
            }
            kills += 1;
        }
        let start = Instant::now();
        let last = indexing(&place, &archive.roots, more).output().unwrap();
        assert_eq!(last.status.code(), Some(0), "{}", contents::told(&last));
        // A run that finds its work done says nothing about how long the next will take.
        length = if seen.last() == Some(&before) { start.elapsed() } else { length };
        println!("generation {generation}: {kills} kills, {} ms a run, {} articles", length.as_millis(), before.len());
        let now = contents::contents(&place);
        for state in &seen {
            assert!(*state == before || *state == now, "generation {generation}: neither this commit nor the last");
            behind += usize::from(*state == now && now != before);
        }
        if generation % checks == checks - 1 {
            equals_a_single_run(&place, &archive.roots);
        }
        no_leftovers(&place);
        archive.change();
        generation += 1;
    }
    let last = indexing(&place, &archive.roots, &[]).output().unwrap();
    ended_well(&last);
    equals_a_single_run(&place, &archive.roots);
    println!("{kills} kills in {generation} generations; {behind} came behind the commit");
}

#[test]
fn a_first_run_that_was_killed_is_completed_without_naming_the_archive_again() {
    let dir = tempfile::tempdir().unwrap();
    let (place, archive) = (dir.path().join("index"), dir.path().join("archive"));
    fs::create_dir(&archive).unwrap();
    let records: Vec<String> = (0..2000).map(made_up).collect();
    fs::write(archive.join("all.jsonl"), records.join("\n")).unwrap();
    let mut after = Duration::ZERO;
    while !place.join("ledger-0.jsonl").exists() {
        after += Duration::from_millis(10);
        kill_after(indexing(&place, std::slice::from_ref(&archive), &[]), after);
        assert!(contents_or_none(&place).is_empty());
    }
    let last = indexing(&place, &[], &[]).output().unwrap();
    assert_eq!(last.status.code(), Some(0), "{}", contents::told(&last));
    equals_a_single_run(&place, &[archive]);
}

/// Fails if a folder holds what the index does not need.
fn no_leftovers(place: &Path) {
    let meta = fs::read_to_string(place.join("meta.json")).unwrap();
    let flat = meta.replace('-', "");
    for entry in fs::read_dir(place).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let needed =
            name.len() > 32 && flat.contains(&name[..32]) || name.starts_with("ledger-") && meta.contains(&name);
        let locks = name.starts_with(".tantivy-") || name == ".indexer.lock";
        let always = locks || ["meta.json", "morgue.json", ".managed.json"].contains(&&*name);
        assert!(needed || always, "{name} was left behind");
    }
}

// ---- Too little memory ----

/// A run that the system gives `kilobytes` of memory at most.
#[cfg(unix)]
fn confined(place: &Path, roots: &[PathBuf], kilobytes: u64) -> std::process::Output {
    let run = indexing(place, roots, &[]);
    let mut command = Command::new("sh");
    command
        .args(["-c", &format!("ulimit -v {kilobytes} && exec \"$0\" \"$@\"")])
        .arg(run.get_program())
        .args(run.get_args());
    let settings = run.get_envs().filter_map(|(name, value)| Some((name, value?)));
    command.envs(settings).output().unwrap()
}

#[cfg(unix)]
#[test]
fn a_run_without_memory_leaves_the_last_commit_whole() {
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("index");
    let mut archive = Changing::new(dir.path(), 0x0005_EED0_F0DD_5EED);
    ended_well(&indexing(&place, &archive.roots, &[]).output().unwrap());
    let mut failed = 0;
    for megabytes in [16, 24, 32, 48, 64, 96, 128, 192, 256, 384] {
        let before = contents::contents(&place);
        archive.change();
        let output = confined(&place, &archive.roots, megabytes * 1000);
        println!("{megabytes} MB: {}: {:.200}", output.status, stderr(&output).lines().next().unwrap_or_default());
        failed += usize::from(!output.status.success());
        let seen = contents::contents(&place);
        let last = indexing(&place, &archive.roots, &[]).output().unwrap();
        assert_eq!(last.status.code(), Some(0), "{}", contents::told(&last));
        let now = contents::contents(&place);
        assert!(seen == before || seen == now, "{megabytes} MB: neither this commit nor the last");
        assert!(!output.status.success() || seen == now, "{megabytes} MB: it ended well and did not index all");
        no_leftovers(&place);
    }
    assert!(failed > 2, "{failed} of the runs had too little");
    equals_a_single_run(&place, &archive.roots);
}

// ---- Searching meanwhile ----

const EDITIONS: [&str; 6] = ["amber", "basalt", "cobalt", "dolomite", "emerald", "feldspar"];

/// An edition: every article says its name, and there are as many as its number asks for.
fn publish(folder: &Path, number: usize) -> usize {
    let name = EDITIONS[number % EDITIONS.len()];
    let count = 40 + number % EDITIONS.len() * 3;
    for article in 0..60 {
        let path = folder.join(format!("{article}.txt"));
        if article < count {
            fs::write(path, format!("Edition {article}\n\nThe edition in print is called {name}, as all of it says.\n"))
        } else {
            fs::remove_file(path).or(Ok(()))
        }
        .unwrap();
    }
    count
}

/// Asks once, and fails unless the answer is that of one edition.
fn ask_once(place: &Path) {
    let answer = morgue(place, &["query", "--format", "json", "-n", "100", "--", "edition called"]);
    assert_eq!(answer.status.code(), Some(0), "{}", stderr(&answer));
    let mut hits = lines(&answer);
    let summary = hits.pop().unwrap();
    let texts: Vec<String> = hits.iter().map(ToString::to_string).collect();
    let number = EDITIONS.iter().position(|name| texts[0].contains(name)).unwrap();
    assert!(texts.iter().all(|text| text.contains(EDITIONS[number])), "two editions in one answer");
    assert_eq!((hits.len(), summary["articles"].as_u64()), (40 + number * 3, Some(40 + number as u64 * 3)));
    let status = morgue(place, &["status", "--format", "json"]);
    assert_eq!(status.status.code(), Some(0), "{}", stderr(&status));
    let articles = lines(&status).pop().unwrap()["articles"].as_u64().unwrap();
    assert!((0..6).any(|number| articles == 40 + number * 3), "{articles}");
}

#[test]
fn who_searches_while_it_is_written_sees_one_commit_and_nothing_else() {
    let seconds = std::env::var("DURABLE_SECONDS").ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(10);
    let dir = tempfile::tempdir().unwrap();
    let (place, folder) = (dir.path().join("index"), dir.path().join("archive"));
    fs::create_dir(&folder).unwrap();
    publish(&folder, 0);
    common::index(&place, &folder);
    let (stop, answers, mut editions) = (AtomicBool::new(false), AtomicU64::new(0), 0);
    std::thread::scope(|scope| {
        let searchers: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    while !stop.load(Ordering::Relaxed) {
                        ask_once(&place);
                        answers.fetch_add(1, Ordering::Relaxed);
                    }
                })
            })
            .collect();
        let end = Instant::now() + Duration::from_secs(seconds);
        while Instant::now() < end && !searchers.iter().any(std::thread::ScopedJoinHandle::is_finished) {
            editions += 1;
            publish(&folder, editions);
            common::index(&place, &folder);
        }
        stop.store(true, Ordering::Relaxed);
    });
    println!("{} answers while {editions} editions came out", answers.into_inner());
    equals_a_single_run(&place, &[folder]);
}
