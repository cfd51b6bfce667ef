//! Measures quotations and their speakers: `cargo run --release --example quotes -- score LABELS FILES…`, with a golden file and the
//! archive's files that its articles stand in; prints every fault and the figures. `show FILE IDS…` prints the texts and what was found in
//! them, `list FILE IDS…` the quotations only, by number, for labelling; `speed FILES…` megabytes a second.
#![allow(clippy::print_stdout, reason = "a tool prints its result")]

#[path = "../tests/common/quotes.rs"]
mod gold;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Instant;

use morgue::article::Article;
use morgue::extract::names::NameFinder;
use morgue::extract::quotes::quotes;
use xxhash_rust::xxh3::xxh3_64;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let given: Vec<&str> = given.iter().map(String::as_str).collect();
    match given[..] {
        ["score", labels, ref files @ ..] => score(labels, files),
        ["show", file, ref ids @ ..] => show(file, ids, true),
        ["list", file, ref ids @ ..] => show(file, ids, false),
        ["speed", ref files @ ..] => speed(files),
        _ => Err("usage: quotes score LABELS FILES… | show FILE IDS… | list FILE IDS… | speed FILES…".into()),
    }
}

/// The wanted articles of some files, annotated.
fn wanted(files: &[&str], ids: &BTreeSet<&str>) -> Result<BTreeMap<String, Article>> {
    let mut finder = NameFinder::default();
    let mut map = BTreeMap::new();
    for file in files {
        let articles = gold::articles(Path::new(file))?;
        for (id, mut article) in articles.into_iter().filter(|(id, _)| ids.contains(id.as_str())) {
            gold::annotate(&mut article, &mut finder);
            map.insert(id, article);
        }
    }
    Ok(map)
}

fn score(labels: &str, files: &[&str]) -> Result<()> {
    let labels = gold::labels(&fs::read_to_string(labels)?);
    let ids = labels.iter().map(|label| label.article.as_str()).collect();
    let articles = wanted(files, &ids)?;
    let score = gold::score(&labels, &articles, |fault| println!("{fault}"));
    let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
    println!(
        "{} labelled in {} articles: bounds found {:.3}, {} not labelled; speaker precision {:.3} of {} given, recall {:.3} of {}; \
         right in all {:.3}",
        score.labelled,
        ids.len(),
        share(score.found, score.labelled),
        score.extra,
        share(score.right, score.given),
        score.given,
        share(score.heard, score.spoken),
        score.spoken,
        share(score.whole, score.labelled)
    );
    Ok(())
}

fn show(file: &str, ids: &[&str], speakers: bool) -> Result<()> {
    for (id, article) in wanted(&[file], &ids.iter().copied().collect())? {
        println!("##### {id}\t{:016x}\n{}\n", xxh3_64(article.text.as_bytes()), article.text);
        for (number, quote) in article.quotes.iter().enumerate() {
            let (start, end) = (quote.span.start(), quote.span.end());
            println!("@{number}\t{start}\t{end}\t{}", quote.span.of(&article.text).replace('\n', " / "));
            if let (true, Some(speaker)) = (speakers, quote.speaker) {
                let entity = speaker.entity.and_then(|entity| article.names.entities.get(entity as usize));
                let verb = quote.verb.map_or("", |verb| verb.of(&article.text));
                let name = entity.map_or("", |entity| &entity.name);
                println!("   = {} ({verb}) -> {name}", speaker.span.of(&article.text));
            }
        }
    }
    Ok(())
}

fn speed(files: &[&str]) -> Result<()> {
    const ROUNDS: usize = 5;
    /// Every so many-th article is taken.
    const ONE_IN: usize = 8;
    let mut finder = NameFinder::default();
    let mut articles = Vec::new();
    for file in files {
        articles.extend(gold::articles(Path::new(file))?.into_iter().step_by(ONE_IN).map(|(_, article)| article));
    }
    for article in &mut articles {
        article.names = finder.names(article);
    }
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let found: Vec<_> = articles.iter().flat_map(quotes).collect();
        let seconds = start.elapsed().as_secs_f64();
        let said = found.iter().filter(|quote| quote.speaker.is_some()).count();
        println!(
            "{bytes} bytes, {} quotations, {said} with speaker: {:.1} MB/s",
            found.len(),
            bytes as f64 / seconds / 1e6
        );
    }
    Ok(())
}
