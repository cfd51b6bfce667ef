//! Quotations and their speakers, held to what a reader of the seed articles and of other reports says.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set up its case has failed")]
#![allow(clippy::print_stdout, reason = "what is wrong is listed")]

mod common;

#[path = "common/quotes.rs"]
mod gold;

use std::collections::BTreeMap;
use std::path::PathBuf;

use common::shared;
use gold::{Label, Score, annotate, articles, labels, score};
use morgue::article::Article;
use morgue::extract::names::NameFinder;

fn annotated(files: &[PathBuf], labels: &[Label]) -> BTreeMap<String, Article> {
    let mut finder = NameFinder::default();
    let all = files.iter().flat_map(|file| articles(file).unwrap());
    let wanted = all.filter(|(id, _)| labels.iter().any(|label| label.article == *id));
    wanted
        .map(|(id, mut article)| {
            annotate(&mut article, &mut finder);
            (id, article)
        })
        .collect()
}

fn measure(tsv: &str, files: &[PathBuf]) -> Score {
    let labels = labels(tsv);
    assert!(!labels.is_empty());
    score(&labels, &annotated(files, &labels), |fault| println!("{fault}"))
}

#[test]
fn of_the_seeds_at_least_92_in_100_quotations_are_right() {
    let Some(folder) = shared("archive/seeds") else { return };
    let files: Vec<PathBuf> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    let score = measure(include_str!("golden/quotes.tsv"), &files);
    assert_eq!((score.found, score.extra), (score.labelled, 0), "every quotation and no other is found");
    assert!(score.whole * 100 >= score.labelled * 92, "{} of {} right", score.whole, score.labelled);
}

#[test]
fn of_other_reports_nine_in_ten_speakers_are_right() {
    let names = ["reuters21578.jsonl.gz", "whitehouse.jsonl.gz"];
    let files: Vec<PathBuf> = names.iter().filter_map(|name| shared(&format!("archive/{name}"))).collect();
    if files.len() < names.len() {
        return;
    }
    for tsv in [include_str!("golden/quotes_other.tsv"), include_str!("golden/quotes_later.tsv")] {
        let score = measure(tsv, &files);
        assert_eq!(score.found, score.labelled, "every quotation is found");
        assert!(score.right * 10 >= score.given * 9, "{} of {} given are right", score.right, score.given);
    }
}
