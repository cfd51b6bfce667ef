//! Runs the program on one hostile case and measures it.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use crate::common;

/// One at a time: what runs beside would count into the time.
static ALONE: Mutex<()> = Mutex::new(());

/// What a case may cost: about twice the memory that was measured, and several times the time, which other work on the machine stretches.
#[derive(Clone, Copy)]
pub struct Bounds {
    pub megabytes: u64,
    pub seconds: u64,
}

/// For what costs no more than any small archive: some 45 MB and a quarter of a second, most of it the index.
pub const SMALL: Bounds = Bounds { megabytes: 120, seconds: 15 };

/// The most memory of a query, in MB: twice that of the dearest of them.
const MOST_OF_A_QUERY: u64 = 1200;

/// A hostile archive, and what became of it.
pub struct Case {
    name: &'static str,
    dir: TempDir,
    around: BTreeSet<String>,
    pub report: String,
    pub faults: Vec<Value>,
}

const FIRST: &str =
    "Harbour office reopens\n\nThe harbour office reopened on Monday, and the ferrymen went back to work.\n";
const LAST: &str = "Quarry closes\n\nThe quarry closed at noon on Friday, and the ferrymen carried the last stones.\n";

impl Case {
    /// Writes two sound articles, and by `write` what stands between them; indexes the archive and holds it to the bounds.
    pub fn run(name: &'static str, bounds: Bounds, write: impl FnOnce(&Path)) -> Self {
        Self::run_beside(name, bounds, write, |_| {})
    }

    /// The same, with `meanwhile` called again and again while the program runs.
    pub fn run_beside(
        name: &'static str,
        bounds: Bounds,
        write: impl FnOnce(&Path),
        meanwhile: impl FnMut(&Path),
    ) -> Self {
        let _alone = ALONE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let dir = tempfile::tempdir().unwrap();
        let corpus = dir.path().join("corpus");
        for folder in [&corpus, &dir.path().join("temporary")] {
            fs::create_dir(folder).unwrap();
        }
        fs::write(corpus.join("a-first.txt"), FIRST).unwrap();
        fs::write(corpus.join("z-last.txt"), LAST).unwrap();
        write(&corpus);
        let around = listing(dir.path());
        let mut case = Self { name, dir, around, report: String::new(), faults: Vec::new() };
        case.index(bounds, meanwhile);
        case
    }

    fn index(&mut self, bounds: Bounds, mut meanwhile: impl FnMut(&Path)) {
        let output = tempfile::tempdir().unwrap();
        let (said, complained) = (output.path().join("said"), output.path().join("complained"));
        let mut command = self.command(&["index", "--threads", "2", &self.corpus().to_string_lossy()]);
        command.stdout(File::create(&said).unwrap()).stderr(File::create(&complained).unwrap());
        let corpus = self.corpus();
        let ran = run(command, limit(bounds) * 3, || meanwhile(&corpus));
        let complained = String::from_utf8_lossy(&fs::read(&complained).unwrap()).into_owned();
        let name = self.name;
        let Some((code, peak, taken)) = ran else {
            panic!("{name}: still running after three times {:?}: {complained:.1000}", limit(bounds));
        };
        assert!(!complained.contains("panicked"), "{name}: {complained:.2000}");
        assert_eq!(code, Some(0), "{name}: {complained:.2000}");
        self.report = fs::read_to_string(&said).unwrap();
        self.faults = self.faults_told();
        self.print(peak, taken, bounds);
        assert!(taken <= limit(bounds), "{name}: {taken:?}");
        assert!(peak.is_none_or(|peak| peak <= bounds.megabytes), "{name}: {peak:?} MB");
        assert_eq!(listing(self.dir.path()), self.around, "{name}: something was written beside the index");
        let mut sound = self.ids("ferrymen AND (harbour OR quarry)");
        sound.retain(|id| id == "a-first.txt" || id == "z-last.txt");
        assert_eq!(sound.len(), 2, "{name}: {:.2000}", self.report);
    }

    fn print(&self, peak: Option<u64>, taken: Duration, bounds: Bounds) {
        let mut reasons: Vec<(String, usize)> = Vec::new();
        for fault in &self.faults {
            let reason = fault["reason"].as_str().unwrap();
            match reasons.iter_mut().find(|(known, _)| known == reason) {
                Some((_, count)) => *count += 1,
                None => reasons.push((reason.to_owned(), 1)),
            }
        }
        let told: Vec<String> = reasons.into_iter().map(|(reason, count)| format!("{reason} {count}")).collect();
        let articles = self.report.split(' ').next().unwrap_or_default();
        println!(
            "| {} | {:.1} | {articles} | {} | {} | {} | {:.1} | {} |",
            self.name,
            size(&self.corpus()) as f64 / 1e6,
            if told.is_empty() { "nothing".to_owned() } else { told.join(", ") },
            peak.map_or_else(|| "skipped: no /proc".to_owned(), |peak| peak.to_string()),
            bounds.megabytes,
            taken.as_secs_f64(),
            bounds.seconds,
        );
    }

    fn faults_told(&self) -> Vec<Value> {
        let output = self.command(&["status", "--format", "json"]).output().unwrap();
        let mut list = common::lines(&output);
        let summary = list.pop().unwrap();
        assert_eq!(summary["unsearched"], list.len(), "{}: {summary}", self.name);
        list
    }

    pub fn corpus(&self) -> PathBuf {
        self.dir.path().join("corpus")
    }

    pub fn index_dir(&self) -> PathBuf {
        self.dir.path().join("index")
    }

    /// The program on this index; what it keeps for a while it keeps in a folder that is looked at.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_morgue"));
        command.args(arguments).env("MORGUE_INDEX", self.index_dir()).env("TMPDIR", self.dir.path().join("temporary"));
        command
    }

    pub fn ids(&self, query: &str) -> Vec<String> {
        common::ids(&self.index_dir(), query, &[])
    }

    /// Exactly these articles match.
    pub fn finds(self, query: &str, ids: &[&str]) -> Self {
        assert_eq!(self.ids(query), ids, "{}: {query}", self.name);
        self
    }

    /// So many articles match.
    pub fn counts(self, query: &str, wanted: usize) -> Self {
        let (_, summary) = common::ask(&self.index_dir(), query, &["-n", "1"]);
        assert_eq!(summary["articles"], wanted, "{}: {query}", self.name);
        self
    }

    /// A fault of `path` with that reason and those words is told, by the report and by `status`.
    pub fn says(self, path: &str, reason: &str, words: &str) -> Self {
        let told = |fault: &&Value| {
            fault["path"] == path && fault["reason"] == reason && fault["detail"].as_str().unwrap().contains(words)
        };
        let shown: Vec<String> =
            self.faults.iter().take(8).map(|fault| format!("{:.400}", fault.to_string())).collect();
        assert!(self.faults.iter().any(|fault| told(&fault)), "{}: {reason} {words}: {shown:#?}", self.name);
        assert!(self.report.contains("skipped"), "{}", self.name);
        self
    }

    /// Each of its files is an article, or named, or both.
    pub fn tells_of_all(self) -> Self {
        let (hits, _) = common::ask(&self.index_dir(), "NOT zwitscher", &["-n", "1000000", "--articles"]);
        let articles = hits.iter().map(|hit| &hit["article"]["path"]);
        let named = self.faults.iter().map(|fault| &fault["path"]);
        let told: BTreeSet<&str> = articles.chain(named).filter_map(Value::as_str).collect();
        for entry in fs::read_dir(self.corpus()).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            assert!(told.iter().any(|path| path.starts_with(&name)), "{}: nothing is said of {name}", self.name);
        }
        self
    }

    /// So many faults in all.
    pub fn says_in_all(self, count: usize) -> Self {
        assert_eq!(self.faults.len(), count, "{}: {:?}", self.name, &self.faults[..self.faults.len().min(8)]);
        self
    }

    /// Nothing in the index says these words: not an article, not a fault.
    pub fn never_says(self, words: &str) -> Self {
        assert!(self.faults.iter().all(|fault| !fault.to_string().contains(words)), "{}: {words}", self.name);
        self.counts(words, 0)
    }

    /// Runs a query and holds it to a time.
    pub fn asks(&self, query: &str, code: i32, seconds: u64) {
        let _alone = ALONE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut command = self.command(&["query", "--articles", "-n", "1", "--", query]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let bounds = Bounds { megabytes: u64::MAX, seconds };
        let ran = run(command, limit(bounds) * 3, || {});
        let (found, peak, taken) = ran.unwrap_or_else(|| panic!("{query:.80}: no end"));
        assert!(peak.is_none_or(|peak| peak <= MOST_OF_A_QUERY), "{query:.80}: {peak:?} MB");
        let peak = peak.map_or_else(|| "ended before it was seen".to_owned(), |peak| peak.to_string());
        println!("| `{:.60}` | {peak} | {:.2} | {seconds} |", query, taken.as_secs_f64());
        assert_eq!(found, Some(code), "{query:.80}");
        assert!(taken <= limit(bounds), "{query:.80}: {taken:?}");
    }
}

/// A build without optimisation is allowed more.
fn limit(bounds: Bounds) -> Duration {
    Duration::from_secs(bounds.seconds * if cfg!(debug_assertions) { 10 } else { 1 })
}

/// Exit code, peak of the resident memory in MB where the system tells it, and time; none if it had to be ended.
fn run(
    mut command: Command,
    longest: Duration,
    mut meanwhile: impl FnMut(),
) -> Option<(Option<i32>, Option<u64>, Duration)> {
    let start = Instant::now();
    let mut child = command.stdin(Stdio::null()).spawn().expect("the program starts");
    let mut peak = None;
    loop {
        peak = peak_with_children(child.id()).max(peak);
        if let Some(status) = child.try_wait().unwrap() {
            return Some((status.code(), peak, start.elapsed()));
        }
        if start.elapsed() > longest {
            child.kill().unwrap();
            child.wait().unwrap();
            return None;
        }
        meanwhile();
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// The peak of a process, and of those that it has read documents now.
fn peak_with_children(process: u32) -> Option<u64> {
    let of_thread = |thread: fs::DirEntry| fs::read_to_string(thread.path().join("children")).ok();
    let threads = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().filter_map(Result::ok);
    let children: String = threads.filter_map(of_thread).collect();
    let children = children.split_whitespace().filter_map(|child| peak_of(child.parse().ok()?));
    Some(peak_of(process)? + children.sum::<u64>())
}

/// `VmHWM` of Linux: the most that was ever resident, in MB.
fn peak_of(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kilobytes.div_ceil(1000))
}

/// Every path below, but for the index, with its size and what it is.
fn listing(dir: &Path) -> BTreeSet<String> {
    let entries = walkdir::WalkDir::new(dir).into_iter();
    let wanted = entries.filter_entry(|entry| entry.depth() != 1 || entry.file_name() != "index");
    let told = |entry: walkdir::DirEntry| format!("{} {:?}", entry.path().display(), entry.file_type());
    wanted.filter_map(Result::ok).map(told).collect()
}

fn size(dir: &Path) -> u64 {
    let entries = walkdir::WalkDir::new(dir).into_iter().filter_map(Result::ok);
    entries.filter_map(|entry| entry.metadata().ok()).filter(std::fs::Metadata::is_file).map(|data| data.len()).sum()
}

/// Writes `count` times `piece` between `open` and `close`, without holding it.
pub fn write_repeated(path: &Path, open: &str, (piece, count): (&str, usize), close: &str) {
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path).unwrap());
    file.write_all(open.as_bytes()).unwrap();
    for _ in 0..count {
        file.write_all(piece.as_bytes()).unwrap();
    }
    file.write_all(close.as_bytes()).unwrap();
    file.flush().unwrap();
}

/// What `each` writes of each of `items`, behind each other.
pub fn joined<T>(items: impl IntoIterator<Item = T>, each: impl Fn(T) -> String) -> String {
    items.into_iter().map(each).collect::<Vec<_>>().concat()
}

/// How many times the size of a case that is run in CI: more by `HOSTILE_SCALE=10`.
pub fn scaled(bounds: Bounds) -> (usize, Bounds) {
    let scale = std::env::var("HOSTILE_SCALE").map_or(1, |scale| scale.parse().unwrap());
    (scale, Bounds { megabytes: bounds.megabytes * scale as u64, seconds: bounds.seconds * scale as u64 })
}
