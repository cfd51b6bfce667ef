//! What the tests of the program share: running it, reading its JSON, and finding the real archives.
#![allow(dead_code, reason = "each test file uses its own part of this")]
#![allow(clippy::print_stdout, reason = "a test that is skipped says so")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// Runs the program with `arguments`, on the index in `index`.
pub fn morgue(index: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_morgue"));
    command.args(arguments).env("MORGUE_INDEX", index).env_remove("NO_COLOR");
    command.output().expect("the program starts")
}

/// Standard output as text.
pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("output is UTF-8")
}

/// Standard error as text.
pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The lines of a JSON answer.
pub fn lines(output: &Output) -> Vec<Value> {
    stdout(output).lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
}

/// Copies a folder and all below it.
pub fn copy_tree(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("the folder can be read").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_tree(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("the file can be copied");
        }
    }
}

/// Indexes `corpus` and gives the report; fails the test if that fails.
pub fn index(index: &Path, corpus: &Path) -> String {
    let output = morgue(index, &["index", &corpus.to_string_lossy()]);
    assert!(output.status.code() != Some(2), "{}", stderr(&output));
    stdout(&output)
}

/// Asks `query` in JSON with `more` arguments: the hits, and the summary.
pub fn ask(index: &Path, query: &str, more: &[&str]) -> (Vec<Value>, Value) {
    let output = morgue(index, &[&["query", "--format", "json"], more, &["--", query]].concat());
    let mut lines = lines(&output);
    let summary = lines.pop().unwrap_or_else(|| panic!("{query}: {}", stderr(&output)));
    (lines, summary)
}

/// The ids of the articles that match `query`, in order: all of them.
pub fn ids(index: &Path, query: &str, more: &[&str]) -> Vec<String> {
    let all = [more, &["-n", "1000000", "--articles"]].concat();
    let (hits, summary) = ask(index, query, &all);
    assert_eq!(summary["articles"], hits.len(), "{query}");
    hits.iter().map(|hit| hit["article"]["id"].as_str().unwrap().to_owned()).collect()
}

/// A file or folder of the real archives; none, said aloud, where they are not there.
pub fn shared(path: &str) -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    if found.exists() {
        return Some(found);
    }
    println!("skipped: ../shared/{path} is not there");
    None
}

/// The sample archive.
pub fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// Marsaglia's xorshift: chance that is the same in every run.
pub struct Chance(pub u64);

impl Chance {
    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    /// One of `list`.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}
