//! What the benches share: the archives, and how morgue and plain tantivy index them.
#![allow(dead_code, clippy::print_stdout, reason = "each bench uses its own part of this, and says what it skips")]

use std::borrow::Cow;
use std::env;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use morgue::index::{Plan, Progress, Roots, update};
use serde::Deserialize;
use tantivy::schema::{Field, IndexRecordOption, STORED, Schema, TEXT, TextFieldIndexing, TextOptions};
use tantivy::{Index, IndexWriter, TantivyDocument};

/// Whatever goes wrong ends the bench.
pub type Failure = Box<dyn Error>;

const FILES: [&str; 2] = ["reuters21578.jsonl.gz", "whitehouse.jsonl.gz"];
/// Threads that index.
pub const THREADS: usize = 2;
/// What a tantivy thread may hold in memory: as much as `morgue` gives it.
const ARENA: usize = 96 << 20;

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

/// Indexes the files with morgue.
pub fn with_morgue(files: &[PathBuf], dir: &Path) -> Result<(), Failure> {
    let plan = Plan { dir: dir.to_owned(), roots: Roots::These(files.to_vec()), threads: THREADS, rebuild: false };
    update(&plan, &Progress::default())?;
    Ok(())
}

/// The fields of plain tantivy: title, body, and the body once more without stems.
pub fn schema() -> (Schema, Field, Field, Field) {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default().set_tokenizer("en_stem");
    let indexing = indexing.set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let stemmed = TextOptions::default().set_indexing_options(indexing) | STORED;
    let title = schema.add_text_field("title", stemmed.clone());
    let body = schema.add_text_field("body", stemmed);
    let unstemmed = schema.add_text_field("unstemmed", TEXT);
    (schema.build(), title, body, unstemmed)
}

/// Indexes the files with plain tantivy.
pub fn build_plainly(files: &[PathBuf], dir: &Path, twice: bool) -> Result<(), Failure> {
    let (schema, title, body, unstemmed) = schema();
    let index = Index::create_in_dir(dir, schema)?;
    let mut writer: IndexWriter = index.writer_with_num_threads(THREADS, THREADS * ARENA)?;
    each_record(files, |record| {
        let mut document = TantivyDocument::default();
        document.add_text(title, &record.title);
        document.add_text(body, &record.body);
        if twice {
            document.add_text(unstemmed, &record.body);
        }
        writer.add_document(document)?;
        Ok(())
    })?;
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(())
}

/// The middle one of an odd number of values, by what `key` says of them.
pub fn median<T: Copy>(mut values: Vec<T>, key: impl Fn(&T) -> f64) -> T {
    values.sort_by(|one, other| key(one).total_cmp(&key(other)));
    values[values.len() / 2]
}
