//! How fast figures and quotations are found, on one core, beside the names and the cutting into words alone: a speed means something
//! only beside another.
//!
//! `cargo bench --bench figures [-- FOLDER]`, where the folder holds the archives. Speeds are by the time that the processor worked, since
//! other work on the machine distorts seconds; the seconds that passed are given beside them.
#![allow(clippy::print_stdout, reason = "the measurements are the output")]

#[path = "common/records.rs"]
mod records;

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use jiff::civil::date;
use morgue::article::{Article, ArticleId, Block, Meta, Span, Zone};
use morgue::extract::figures::figures;
use morgue::extract::names::NameFinder;
use morgue::extract::quotes::quotes;
use morgue::text::paragraphs::paragraphs;
use morgue::text::words::each_word;
use records::{Failure, archives, each_record};

/// Every so many-th record is taken.
const ONE_IN: usize = 8;
/// The best of so many rounds counts: what slows a round down is other work on the machine.
const ROUNDS: usize = 5;

fn main() -> Result<(), Failure> {
    let Some(files) = archives() else { return Ok(()) };
    println!("{:<34}{:>10}{:>12}{:>12}", "MB of text a second, one thread", "", "processor", "passed");
    for file in &files {
        measure(file)?;
    }
    Ok(())
}

/// What is done with each article: gives how many things were found.
type Work<'w> = Box<dyn FnMut(&Article) -> usize + 'w>;

fn measure(file: &Path) -> Result<(), Failure> {
    let mut finder = NameFinder::default();
    let articles = articles(file, &mut finder)?;
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    let mut all = NameFinder::default();
    let mut works: [(&str, Work<'_>); 6] = [
        ("cutting into words alone", Box::new(words)),
        ("figures", Box::new(|article| figures(article).len())),
        ("quotes, names given", Box::new(|article| quotes(article).len())),
        ("figures and quotes", Box::new(|article| figures(article).len() + quotes(article).len())),
        ("names", Box::new(|article| finder.names(article).mentions.len())),
        ("names, figures and quotes", Box::new(|article| everything(&mut all, article))),
    ];
    println!("{}: {} articles, {bytes} bytes", name(file), articles.len());
    let mut best = [Cost { passed: f64::INFINITY, processor: f64::INFINITY, found: 0 }; 6];
    for _ in 0..ROUNDS {
        for ((_, work), best) in works.iter_mut().zip(&mut best) {
            *best = best.or(Cost::of(&articles, work));
        }
    }
    for ((what, _), cost) in works.iter().zip(best) {
        let rate = |seconds: f64| bytes as f64 / seconds / 1e6;
        println!("  {what:<32}{:>10}{:>12.1}{:>12.1}", cost.found, rate(cost.processor), rate(cost.passed));
    }
    Ok(())
}

fn name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn words(article: &Article) -> usize {
    let mut count = 0;
    each_word(&article.text, |word| count += usize::from(!black_box(word).is_empty()));
    count
}

/// As an article is read when it is indexed: quotations ask whose names there are.
fn everything(finder: &mut NameFinder, article: &Article) -> usize {
    let mut article = new(article.text.clone(), article.blocks.clone());
    article.names = finder.names(&article);
    article.names.mentions.len() + figures(&article).len() + quotes(&article).len()
}

/// What a round took.
#[derive(Clone, Copy)]
struct Cost {
    passed: f64,
    processor: f64,
    found: usize,
}

impl Cost {
    fn of(articles: &[Article], work: &mut Work<'_>) -> Self {
        let (start, before) = (Instant::now(), processor_seconds());
        let found = articles.iter().map(work).sum();
        let passed = start.elapsed().as_secs_f64();
        let processor = before.and_then(|before| Some(processor_seconds()? - before)).unwrap_or(passed);
        Self { passed, processor, found }
    }

    fn or(self, other: Self) -> Self {
        Self {
            passed: self.passed.min(other.passed),
            processor: self.processor.min(other.processor),
            found: other.found,
        }
    }
}

/// How long the first thread has worked so far; none where the system does not say. Linux does, in nanoseconds.
fn processor_seconds() -> Option<f64> {
    let worked = fs::read_to_string("/proc/self/schedstat").ok()?;
    Some(worked.split(' ').next()?.parse::<f64>().ok()? / 1e9)
}

fn articles(file: &Path, finder: &mut NameFinder) -> Result<Vec<Article>, Failure> {
    let (mut list, mut number) = (Vec::new(), 0);
    each_record(&[file.to_owned()], |record| {
        number += 1;
        if number % ONE_IN == 0 {
            list.push(article(&record.title, &record.body, finder));
        }
        Ok(())
    })?;
    Ok(list)
}

/// The article of a record; what stands before the first blank line is its headline.
fn article(title: &str, body: &str, finder: &mut NameFinder) -> Article {
    let text = format!("{title}\n\n{body}");
    let block = |(number, range): (usize, std::ops::Range<usize>)| {
        let zone = if number == 0 && !title.is_empty() { Zone::Headline } else { Zone::Body };
        Some(Block { span: Span::new(&text, range.start, range.end)?, zone })
    };
    let blocks = paragraphs(&text).into_iter().enumerate().filter_map(block).collect();
    let mut article = new(text, blocks);
    article.names = finder.names(&article);
    article
}

/// An article of a day, so that its dates are resolved.
fn new(text: String, blocks: Vec<Block>) -> Article {
    let meta = Meta { published: Some(date(1987, 3, 20)), ..Meta::default() };
    Article::new(ArticleId(String::new()), String::new(), meta, text, blocks)
}
