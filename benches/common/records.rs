//! The records of the archives, as the benches read them.
#![allow(dead_code, clippy::print_stdout, reason = "each bench uses its own part of this, and says what it skips")]

use std::borrow::Cow;
use std::env;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use serde::Deserialize;

/// Whatever goes wrong ends the bench.
pub type Failure = Box<dyn Error>;

const FILES: [&str; 2] = ["reuters21578.jsonl.gz", "whitehouse.jsonl.gz"];

/// The files of the archives; none, said aloud, where they are not there or nothing is to be measured.
pub fn archives() -> Option<[PathBuf; 2]> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let folder = arguments.iter().find(|argument| !argument.starts_with("--"));
    // `cargo test --benches` runs this too, but without `--bench`.
    if folder.is_none() && !arguments.iter().any(|argument| argument == "--bench") {
        println!("skipped: measured only by cargo bench");
        return None;
    }
    let given = folder.map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/archive"), PathBuf::from);
    let files = FILES.map(|name| given.join(name));
    if let Some(missing) = files.iter().find(|file| !file.exists()) {
        println!("skipped: {} is not there", missing.display());
        return None;
    }
    Some(files)
}

/// The keys of a record that plain tantivy indexes.
#[derive(Deserialize)]
pub struct Record<'a> {
    #[serde(borrow)]
    pub title: Cow<'a, str>,
    #[serde(borrow)]
    pub body: Cow<'a, str>,
}

/// Reads the records of the files.
pub fn each_record(files: &[PathBuf], mut found: impl FnMut(Record<'_>) -> Result<(), Failure>) -> Result<(), Failure> {
    let mut line = String::new();
    for file in files {
        let mut input = BufReader::with_capacity(1 << 16, MultiGzDecoder::new(File::open(file)?));
        while input.read_line(&mut line)? > 0 {
            found(serde_json::from_str(&line)?)?;
            line.clear();
        }
    }
    Ok(())
}
