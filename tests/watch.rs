//! Following an archive: what is written, moved and deleted is found within seconds; one indexer at a time; and nothing done in silence.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set up its case has failed")]

mod common;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use common::{ids, index, morgue, stderr, stdout};
use tempfile::TempDir;

/// What a change may take until it is searchable; on a machine that is busy with other things, a run alone may take seconds.
const SOON: Duration = Duration::from_secs(20);

/// Waits until `holds`; fails the test, with what it is about, if that takes longer than `limit`.
fn wait(limit: Duration, what: &str, holds: impl Fn() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < limit, "not within {limit:?}: {what}");
        sleep(Duration::from_millis(30));
    }
}

fn signal(child: &Child, name: &str) {
    let done = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status().unwrap();
    assert!(done.success());
}

/// An archive and the place of its index.
struct Archive {
    dir: TempDir,
}

impl Archive {
    fn new() -> Self {
        let archive = Self { dir: tempfile::tempdir().unwrap() };
        archive.write("first.txt", "alpha");
        archive
    }

    fn root(&self) -> PathBuf {
        self.dir.path().join("archive")
    }

    fn place(&self) -> PathBuf {
        self.dir.path().join("index")
    }

    fn at(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    /// Writes an article that holds a word.
    fn write(&self, name: &str, word: &str) {
        let path = self.at(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text(word)).unwrap();
    }

    /// Writes as many articles that hold the word.
    fn write_many(&self, folder: &str, count: usize, word: &str) {
        (0..count).for_each(|number| self.write(&format!("{folder}/{number}.txt"), &format!("{word} number {number}")));
    }

    fn holding(&self, word: &str) -> Vec<String> {
        ids(&self.place(), word, &[])
    }

    fn count(&self, word: &str) -> usize {
        let said = stdout(&morgue(&self.place(), &["query", "--count", "--", word]));
        said.split_whitespace().next().and_then(|count| count.parse().ok()).unwrap_or_default()
    }

    fn found_soon(&self, word: &str, expected: &[&str]) {
        wait(SOON, &format!("{word} in {expected:?}"), || self.holding(word) == expected);
    }

    fn watch(&self) -> Watch {
        self.watch_with(&[])
    }

    fn watch_with(&self, more: &[&str]) -> Watch {
        let root = self.root().to_string_lossy().into_owned();
        Watch::start(&self.place(), &[&["index", "--watch", &root], more].concat())
    }
}

fn text(word: &str) -> String {
    format!("A quiet morning\n\nNothing was reported from the quay but {word}.\n")
}

/// `morgue index --watch`, and what it says.
struct Watch {
    child: Child,
    said: Arc<Mutex<String>>,
    warned: Arc<Mutex<String>>,
}

fn collect(stream: impl std::io::Read + Send + 'static) -> Arc<Mutex<String>> {
    let said = Arc::new(Mutex::new(String::new()));
    let into = Arc::clone(&said);
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            into.lock().unwrap().push_str(&(line + "\n"));
        }
    });
    said
}

impl Watch {
    /// Starts it, and waits for the report of the first run.
    fn start(place: &Path, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_morgue"));
        command.args(arguments).env("MORGUE_INDEX", place);
        Self::of(command)
    }

    fn of(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (said, warned) = (collect(child.stdout.take().unwrap()), collect(child.stderr.take().unwrap()));
        let watch = Self { child, said, warned };
        wait(SOON, "the first report", || watch.said().contains("skipped"));
        watch
    }

    fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    fn warned(&self) -> String {
        self.warned.lock().unwrap().clone()
    }

    fn says_soon(&self, what: &str) {
        wait(SOON, &format!("{what:?} said"), || self.said().contains(what));
    }

    /// Ends it by a signal; its exit code.
    fn end(&mut self, name: &str) -> Option<i32> {
        signal(&self.child, name);
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            assert!(began.elapsed() < SOON, "it does not end");
            sleep(Duration::from_millis(20));
        }
    }

    /// User and system time so far, in hundredths of a second.
    fn ticks(&self) -> u64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap();
        let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
        fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

// ---- What changes is found ----

#[test]
fn a_burst_of_a_thousand_files_is_searchable_within_ten_seconds() {
    let archive = Archive::new();
    let _watch = archive.watch();
    archive.write_many("burst", 1000, "xyzzyburg");
    wait(Duration::from_secs(10), "1000 files found", || archive.count("xyzzyburg") == 1000);
}

#[test]
fn a_renamed_file_or_folder_is_found_once_under_its_new_path() {
    let archive = Archive::new();
    archive.write("old/one.txt", "xyzzyburg");
    let _watch = archive.watch();
    fs::rename(archive.at("old/one.txt"), archive.at("old/two.txt")).unwrap();
    archive.found_soon("xyzzyburg", &["old/two.txt"]);
    fs::rename(archive.at("old"), archive.at("new")).unwrap();
    archive.found_soon("xyzzyburg", &["new/two.txt"]);
    // The folder is followed under its new name.
    archive.write("new/three.txt", "quuxville");
    archive.found_soon("quuxville", &["new/three.txt"]);
}

#[test]
fn a_deleted_file_is_gone_and_the_last_of_two_quick_states_stays() {
    let archive = Archive::new();
    archive.write("gone.txt", "xyzzyburg");
    let watch = archive.watch();
    fs::remove_file(archive.at("gone.txt")).unwrap();
    archive.found_soon("xyzzyburg", &[]);
    archive.write("twice.txt", "earlierville");
    archive.write("twice.txt", "latterville!");
    archive.found_soon("latterville", &["twice.txt"]);
    assert_eq!(archive.holding("earlierville"), Vec::<String>::new());
    assert!(watch.said().contains("removed 1: 1 articles"), "{}", watch.said());
}

#[test]
fn a_file_cut_in_the_middle_is_named_and_read_again_when_it_is_whole() {
    let archive = Archive::new();
    let watch = archive.watch();
    fs::write(archive.at("half.json"), "{\"title\": \"Half\", \"body\": \"The ferry to Xyzz").unwrap();
    watch.says_soon("skipped 1\n  skipped half.json");
    fs::write(archive.at("half.json"), "{\"title\": \"Half\", \"body\": \"The ferry to Xyzzyburg was late.\"}")
        .unwrap();
    archive.found_soon("xyzzyburg", &["half.json"]);
    watch.says_soon("added 1, changed 0, removed 0: 2 articles\n");
}

#[test]
fn a_root_that_is_a_file_is_followed_through_the_renames_of_an_editor() {
    let archive = Archive::new();
    let file = archive.at("first.txt").to_string_lossy().into_owned();
    let _watch = Watch::start(&archive.place(), &["index", "--watch", &file]);
    for word in ["xyzzyburg", "quuxville"] {
        fs::write(archive.at(".first.txt.swp"), text(word)).unwrap();
        fs::rename(archive.at(".first.txt.swp"), archive.at("first.txt")).unwrap();
        archive.found_soon(word, &["first.txt"]);
    }
}

#[test]
fn of_a_root_that_vanishes_nothing_is_removed_and_it_is_followed_when_it_is_back() {
    let archive = Archive::new();
    let watch = archive.watch();
    for (word, seen) in [("xyzzyburg", 1), ("quuxville", 2)] {
        let away = archive.dir.path().join("away");
        fs::rename(archive.root(), &away).unwrap();
        wait(SOON, "the root is missed", || {
            watch.said().matches("root not read, and nothing of it removed").count() == seen
        });
        assert_eq!(archive.holding("alpha"), ["first.txt"]);
        fs::write(away.join(format!("{word}.txt")), text(word)).unwrap();
        fs::rename(&away, archive.root()).unwrap();
        archive.found_soon(word, &[&format!("{word}.txt")]);
    }
    archive.write("last.txt", "lastville");
    archive.found_soon("lastville", &["last.txt"]);
}

#[test]
fn of_two_roots_the_one_that_is_there_is_followed_while_the_other_is_away() {
    let archive = Archive::new();
    let other = archive.dir.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("second.txt"), text("beta")).unwrap();
    let watch = archive.watch_with(&[&other.to_string_lossy()]);
    fs::rename(&other, archive.dir.path().join("away")).unwrap();
    watch.says_soon("root not read, and nothing of it removed");
    archive.write("third.txt", "xyzzyburg");
    archive.found_soon("xyzzyburg", &["third.txt"]);
    assert_eq!(archive.holding("beta"), ["second.txt"]);
    fs::rename(archive.dir.path().join("away"), &other).unwrap();
    fs::write(other.join("fourth.txt"), text("quuxville")).unwrap();
    archive.found_soon("quuxville", &["fourth.txt"]);
}

#[test]
fn an_archive_may_be_polled() {
    let archive = Archive::new();
    let watch = archive.watch_with(&["--poll", "1"]);
    archive.write("second.txt", "xyzzyburg");
    archive.found_soon("xyzzyburg", &["second.txt"]);
    assert_eq!(watch.warned(), "");
}

#[test]
fn where_the_system_refuses_to_tell_the_archive_is_polled_and_that_is_said_once() {
    // In a user namespace of its own the limit can be lowered without touching anybody else's.
    let lower = "echo 1 > /proc/sys/user/max_inotify_watches && exec \"$0\" \"$@\"";
    let limited = || {
        let mut command = Command::new("unshare");
        command.args(["-Ur", "sh", "-c", lower]);
        command
    };
    if !limited().arg("true").output().is_ok_and(|output| output.status.success()) {
        println!("skipped: no user namespace can be made here");
        return;
    }
    let archive = Archive::new();
    archive.write("below/second.txt", "beta");
    let mut command = limited();
    command.arg(env!("CARGO_BIN_EXE_morgue")).args(["index", "--watch"]).arg(archive.root());
    command.env("MORGUE_INDEX", archive.place());
    let watch = Watch::of(command);
    archive.write("third.txt", "xyzzyburg");
    wait(SOON, "a change is found", || !archive.holding("xyzzyburg").is_empty());
    archive.write("fourth.txt", "quuxville");
    wait(SOON, "another change is found", || !archive.holding("quuxville").is_empty());
    let warned = watch.warned();
    assert!(warned.contains("looking every 10 s"), "{warned}");
    assert_eq!(warned.lines().count(), 1, "{warned}");
}

// ---- It is silent and idle when nothing changes ----

#[test]
fn it_idles_when_nothing_changes_and_the_index_inside_the_root_does_not_wake_it() {
    let archive = Archive::new();
    let inside = archive.at("index");
    let root = archive.root().to_string_lossy().into_owned();
    let watch = Watch::start(&inside, &["index", "--watch", &root]);
    // A look may follow for files written in the moment they were read.
    sleep(Duration::from_secs(3));
    // Every run writes its name into the folder of the index and removes it again, which changes the folder.
    let last_run = || fs::metadata(&inside).unwrap().modified().unwrap();
    fs::write(inside.join(".note"), "0").unwrap();
    let (said, before, ran) = (watch.said(), watch.ticks(), last_run());
    for number in 1..=6 {
        fs::write(inside.join(".note"), format!("{number}")).unwrap();
        sleep(Duration::from_millis(700));
    }
    let used = watch.ticks() - before;
    assert_eq!(watch.said(), said);
    assert_eq!(last_run(), ran, "there was a run");
    assert!(used <= 5, "{used} hundredths of a second in 4 s");
    archive.write("second.txt", "xyzzyburg");
    wait(SOON, "it still listens", || ids(&inside, "xyzzyburg", &[]) == ["second.txt"]);
}

// ---- Ending it ----

#[test]
fn a_signal_ends_it_with_success() {
    let archive = Archive::new();
    for name in ["INT", "TERM"] {
        assert_eq!(archive.watch().end(name), Some(0), "{name}");
    }
}

#[test]
fn a_signal_in_the_middle_of_a_run_leaves_the_last_commit_and_the_next_run_completes_it() {
    let archive = Archive::new();
    let mut watch = archive.watch_with(&["--threads", "1"]);
    archive.write_many("burst", 3000, "xyzzyburg");
    wait(SOON, "a run", || archive.place().join(".lock-holder.json").exists());
    assert_eq!(watch.end("TERM"), Some(0));
    let count = archive.count("xyzzyburg");
    assert!(count <= 3000 && archive.count("alpha") == 1, "{count}");
    assert!(!archive.place().join(".lock-holder.json").exists(), "the lock was given back in order");
    index(&archive.place(), &archive.root());
    assert_eq!(archive.count("xyzzyburg"), 3000);
}

#[test]
fn it_ends_when_nobody_reads_what_it_says() {
    let archive = Archive::new();
    let mut command = Command::new(env!("CARGO_BIN_EXE_morgue"));
    command.args(["index", "--watch"]).arg(archive.root()).env("MORGUE_INDEX", archive.place());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    let mut reader = BufReader::new(child.stdout.take().unwrap());
    while !line.contains("skipped") {
        reader.read_line(&mut line).unwrap();
    }
    drop(reader);
    archive.write("second.txt", "xyzzyburg");
    let began = Instant::now();
    while child.try_wait().unwrap().is_none() {
        assert!(began.elapsed() < SOON, "it goes on");
        sleep(Duration::from_millis(20));
    }
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

// ---- One at a time ----

/// An indexer that was stopped in the middle of its run: it holds the lock.
fn stopped_indexer(archive: &Archive) -> Child {
    archive.write_many("many", 3000, "manyville");
    let mut command = Command::new(env!("CARGO_BIN_EXE_morgue"));
    command.args(["index", "--threads", "1"]).arg(archive.root()).env("MORGUE_INDEX", archive.place());
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let name = archive.place().join(".lock-holder.json");
    while fs::read_to_string(&name).map_or(true, |text| !text.contains(&format!("\"pid\":{}", child.id()))) {
        assert!(child.try_wait().unwrap().is_none(), "it ended before it could be stopped");
        sleep(Duration::from_millis(1));
    }
    signal(&child, "STOP");
    assert!(child.try_wait().unwrap().is_none(), "it ended before it could be stopped");
    child
}

fn kill(mut child: Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn the_second_indexer_says_who_holds_the_lock_and_what_to_do() {
    let archive = Archive::new();
    index(&archive.place(), &archive.root());
    let holder = stopped_indexer(&archive);
    for arguments in [&["index"][..], &["index", "--rebuild"]] {
        let refused = morgue(&archive.place(), arguments);
        let said = stderr(&refused);
        assert_eq!(refused.status.code(), Some(2), "{said}");
        assert!(said.contains(&format!("process {}", holder.id())) && said.contains("index --threads 1"), "{said}");
        assert!(said.contains("--wait"), "{said}");
    }
    // Searches see the last commit.
    assert_eq!((archive.count("alpha"), archive.count("manyville")), (1, 0));
    kill(holder);
}

#[test]
fn a_lock_is_free_after_a_kill_and_the_name_left_behind_blocks_and_misleads_nobody() {
    let archive = Archive::new();
    index(&archive.place(), &archive.root());
    kill(stopped_indexer(&archive));
    assert!(archive.place().join(".lock-holder.json").exists());
    let second = stopped_indexer(&archive);
    let said = stderr(&morgue(&archive.place(), &["index"]));
    assert!(said.contains(&format!("process {}", second.id())), "{said}");
    kill(second);
    index(&archive.place(), &archive.root());
    assert_eq!(archive.count("manyville"), 3000);
    assert!(!archive.place().join(".lock-holder.json").exists());
}

#[test]
fn an_indexer_waits_for_another_if_told_to_and_says_for_whom_once() {
    let archive = Archive::new();
    let holder = stopped_indexer(&archive);
    let began = Instant::now();
    let bounded = morgue(&archive.place(), &["index", "--wait=1"]);
    assert_eq!(bounded.status.code(), Some(2));
    assert!(began.elapsed() >= Duration::from_secs(1));
    let mut command = Command::new(env!("CARGO_BIN_EXE_morgue"));
    command.args(["index", "--wait"]).arg(archive.root()).env("MORGUE_INDEX", archive.place());
    let mut waiter = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (said, warned) = (collect(waiter.stdout.take().unwrap()), collect(waiter.stderr.take().unwrap()));
    let who = format!("waiting for process {}", holder.id());
    wait(SOON, "it says for whom it waits", || warned.lock().unwrap().contains(&who));
    archive.write("late.txt", "xyzzyburg");
    signal(&holder, "CONT");
    assert_eq!(waiter.wait().unwrap().code(), Some(0));
    wait(SOON, "its report", || said.lock().unwrap().contains("skipped"));
    assert_eq!(warned.lock().unwrap().lines().count(), 1);
    assert_eq!((archive.count("xyzzyburg"), archive.count("manyville")), (1, 3000));
    kill(holder);
}

#[test]
fn another_indexer_may_run_while_the_watch_idles() {
    let archive = Archive::new();
    let _watch = archive.watch();
    archive.write("second.txt", "beta");
    archive.found_soon("beta", &["second.txt"]);
    let report = stdout(&morgue(&archive.place(), &["index", "--wait", "--rebuild"]));
    assert!(report.contains("added 2"), "{report}");
    archive.write("third.txt", "xyzzyburg");
    archive.found_soon("xyzzyburg", &["third.txt"]);
    assert_eq!(archive.holding("beta"), ["second.txt"]);
}
