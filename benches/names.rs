//! How fast names are found and linked, on one core: `cargo bench --bench names [-- FOLDER]`, where the folder holds the archives. Beside
//! it the cutting of the same texts into words alone, since a speed means something only beside another.
#![allow(clippy::print_stdout, reason = "the measurements are the output")]

mod common;

use std::time::Instant;

use common::{Failure, archives, each_record};
use morgue::article::Span;
use morgue::extract::names::NameFinder;
use morgue::extract::names::linking::link;
use morgue::text::fold::phrase;

/// Every so many-th record is taken.
const ONE_IN: usize = 8;
const ROUNDS: usize = 3;

fn main() -> Result<(), Failure> {
    let Some(files) = archives() else { return Ok(()) };
    let (mut texts, mut number) = (Vec::new(), 0);
    each_record(&files, |record| {
        number += 1;
        if number % ONE_IN == 0 {
            texts.push(format!("{}\n\n{}", record.title, record.body));
        }
        Ok(())
    })?;
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut finder = NameFinder::default();
    let rate = |start: Instant| bytes as f64 / start.elapsed().as_secs_f64() / 1e6;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let folded: usize = texts.iter().map(|text| phrase(text).len()).sum();
        let words = rate(start);
        let (start, mut mentions, mut entities) = (Instant::now(), 0, 0);
        for text in &texts {
            let found = finder.find(text, lines(text).into_iter());
            let (some, of) = link(text, &found);
            mentions += some.len();
            entities += of.len();
        }
        let names = rate(start);
        println!(
            "{bytes} bytes, {folded} folded: words alone {words:.1} MB/s; {mentions} names of {entities} found and linked {names:.1} MB/s"
        );
    }
    Ok(())
}

fn lines(text: &str) -> Vec<Span> {
    let mut at = 0;
    let mut spans = Vec::new();
    for line in text.split('\n') {
        spans.extend(Span::new(text, at, at + line.len()));
        at += line.len() + 1;
    }
    spans
}
