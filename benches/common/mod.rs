//! What the benches share: the archives, and how morgue and plain tantivy index them.
#![allow(dead_code, clippy::print_stdout, reason = "each bench uses its own part of this, and says what it skips")]

pub mod records;

use std::path::{Path, PathBuf};

use morgue::index::{Plan, Progress, Roots, update};
use tantivy::schema::{Field, IndexRecordOption, STORED, Schema, TEXT, TextFieldIndexing, TextOptions};
use tantivy::{Index, IndexWriter, TantivyDocument};

pub use records::{Failure, archives, each_record};

/// Threads that index.
pub const THREADS: usize = 2;
/// What a tantivy thread may hold in memory: as much as `morgue` gives it.
const ARENA: usize = 96 << 20;

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
