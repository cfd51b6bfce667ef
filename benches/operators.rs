//! How long the operators take beside plain tantivy's nearest equivalent, measured in one run on the two archives together.
//!
//! `cargo bench --bench operators [-- FOLDER]`. Both count every match exactly and order them; morgue also finds every place.
#![allow(clippy::print_stdout, reason = "the measurements are the output")]

mod common;

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use common::{Failure, archives, build_plainly, median, schema, with_morgue};
use morgue::backend::{Backend, BackendError, Wanted};
use morgue::index::LocalIndex;
use morgue::query::{Options, parse};
use morgue::search::{Request, search, understood};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, Occur, Query, RegexQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Index, Searcher, Term};

const ROUNDS: usize = 31;

/// Set for a process of its own that only asks plain tantivy: the folder of its index.
const FOLDER: &str = "PLAIN_FOLDER";
/// The number of the query it asks.
const NUMBER: &str = "PLAIN_NUMBER";

fn main() -> Result<(), Failure> {
    if let (Ok(folder), Ok(number)) = (env::var(FOLDER), env::var(NUMBER)) {
        let (_, query) = equivalents()?.swap_remove(number.parse()?);
        return ask_plainly(&Index::open_in_dir(folder)?.reader()?.searcher(), &*query);
    }
    let Some(files) = archives() else { return Ok(()) };
    let scratch = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let (plain, ours) = (scratch.path().join("plain"), scratch.path().join("morgue"));
    fs::create_dir(&plain)?;
    build_plainly(&files, &plain, false)?;
    with_morgue(&files, &ours)?;
    let folder = plain.clone();
    let plain = Index::open_in_dir(&plain)?;
    let index = LocalIndex::open(&ours)?;
    println!("milliseconds, medians of {ROUNDS} runs in one process");
    println!("{:<40}{:>8}{:>10}{:>8}{:>14}{:>12}", "query", "plain", "morgue", "ratio", "with passages", "articles");
    for (text, query) in equivalents()? {
        let searcher = plain.reader()?.searcher();
        let theirs = timed(|| {
            let start = Instant::now();
            ask_plainly(&searcher, &*query)?;
            Ok(start.elapsed())
        })?;
        let mut articles = 0;
        let found = timed(|| {
            let start = Instant::now();
            let query = understood(&index, parse(text, Options::default())?)?;
            articles = index.find(&query, Wanted { depth: 200, ..Wanted::default() })?.total;
            Ok(start.elapsed())
        })?;
        let shown = timed(|| {
            let start = Instant::now();
            let query = understood(&index, parse(text, Options::default())?)?;
            search(&index, &query, &Request::default(), |_| Ok::<(), BackendError>(()))?;
            Ok(start.elapsed())
        })?;
        println!("{text:<40}{theirs:>8.3}{found:>10.3}{:>8.2}{shown:>14.3}{articles:>12}", found / theirs);
    }
    compare_processes(&folder, &ours)
}

fn ask_plainly(searcher: &Searcher, query: &dyn Query) -> Result<(), Failure> {
    searcher.search(query, &(Count, TopDocs::with_limit(10).order_by_score()))?;
    Ok(())
}

/// Each query in a process of its own: a plain program that counts and ranks, and `morgue query` with its passages and highlights.
fn compare_processes(plain: &Path, ours: &Path) -> Result<(), Failure> {
    println!("\nmilliseconds from the start of a process to its end, medians of {ROUNDS}");
    println!("{:<40}{:>8}{:>10}{:>8}", "query", "plain", "morgue", "ratio");
    for (number, (text, _)) in equivalents()?.into_iter().enumerate() {
        let mut theirs = Command::new(env::current_exe()?);
        theirs.env(FOLDER, plain).env(NUMBER, number.to_string());
        let mut morgue = Command::new(env!("CARGO_BIN_EXE_morgue"));
        morgue.args(["query", "--format", "json", "--index"]).arg(ours).args(["--", text]);
        let run = |command: &mut Command| {
            timed(|| {
                let start = Instant::now();
                command.output()?;
                Ok(start.elapsed())
            })
        };
        let (theirs, morgue) = (run(&mut theirs)?, run(&mut morgue)?);
        println!("{text:<40}{theirs:>8.2}{morgue:>10.2}{:>8.2}", morgue / theirs);
    }
    Ok(())
}

/// The median of the times that `work` says it took, in milliseconds.
fn timed(mut work: impl FnMut() -> Result<Duration, Failure>) -> Result<f64, Failure> {
    let times = (0..ROUNDS).map(|_| Ok(work()?.as_secs_f64() * 1000.0)).collect::<Result<Vec<_>, Failure>>()?;
    Ok(median(times, |time| *time))
}

/// A query of morgue's, and one of plain tantivy's.
type Equivalent = (&'static str, Box<dyn Query>);

/// Each query with plain tantivy's nearest: the same words joined by AND, and its own regular expressions.
fn equivalents() -> Result<Vec<Equivalent>, Failure> {
    let (_, _, body, _) = schema();
    let word = |stem: &str| -> Box<dyn Query> {
        Box::new(TermQuery::new(Term::from_field_text(body, stem), IndexRecordOption::WithFreqs))
    };
    let all = |queries: Vec<Box<dyn Query>>| -> Box<dyn Query> {
        Box::new(BooleanQuery::new(queries.into_iter().map(|query| (Occur::Must, query)).collect()))
    };
    let any = |queries: Vec<Box<dyn Query>>| -> Box<dyn Query> {
        Box::new(BooleanQuery::new(queries.into_iter().map(|query| (Occur::Should, query)).collect()))
    };
    Ok(vec![
        ("\"first minister\" w/10 budget", all(vec![word("first"), word("minist"), word("budget")])),
        (
            "terror* /s (kabul OR islamabad)",
            all(vec![regex("terror.*", body)?, any(vec![word("kabul"), word("islamabad")])]),
        ),
        ("taliban not w/3 pakistani", all(vec![word("taliban"), word("pakistani")])),
        ("/^[a-z]+stan$/", regex("[a-z]+stan", body)?),
        ("*stan", regex(".*stan", body)?),
        ("president w/5 said", all(vec![word("presid"), word("said")])),
        ("the w/3 of", all(vec![word("the"), word("of")])),
    ])
}

fn regex(pattern: &str, field: Field) -> Result<Box<dyn Query>, Failure> {
    Ok(Box::new(RegexQuery::from_pattern(pattern, field)?))
}
