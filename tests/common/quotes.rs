//! Quotations labelled by reading, and how many of the found ones agree. The texts are not stored: a line holds a hash of the whole text,
//! where the quotation stands, and where its speaker stands.
#![allow(dead_code, reason = "the test and the tool each use their own part of this")]

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use morgue::article::{Article, ArticleId, Quote, Span};
use morgue::corpus::{Draft, Format, finish, open, parse_whole, read_records};
use morgue::extract::names::NameFinder;
use morgue::extract::quotes::quotes;
use xxhash_rust::xxh3::xxh3_64;

/// A labelled quotation.
pub struct Label {
    /// The article: its file, or its id in the file of records.
    pub article: String,
    /// Hash of the article's text.
    pub hash: u64,
    /// Between the marks.
    pub span: (usize, usize),
    /// What may be given as the speaker, the best first; empty stands for none.
    pub speakers: Vec<Option<(usize, usize)>>,
}

/// Reads the labels of a golden file.
pub fn labels(tsv: &str) -> Vec<Label> {
    tsv.lines().filter(|line| !line.starts_with('#')).filter_map(label).collect()
}

fn label(line: &str) -> Option<Label> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [article, hash, start, end, speakers] = columns[..] else { return None };
    let speaker = |written: &str| match written.split_once('-') {
        Some((start, end)) if !start.is_empty() => Some((start.parse().ok()?, end.parse().ok()?)),
        _ => None,
    };
    Some(Label {
        article: article.to_owned(),
        hash: u64::from_str_radix(hash, 16).ok()?,
        span: (start.parse().ok()?, end.parse().ok()?),
        speakers: speakers.split('|').map(speaker).collect(),
    })
}

/// The articles of a file, by id.
pub fn articles(path: &Path) -> io::Result<Vec<(String, Article)>> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let format = Format::of(path).unwrap_or(Format::Plain);
    let mut list = Vec::new();
    if format.has_records() {
        read_records(format, open(path, &Arc::default())?, &mut |record| {
            if let Ok(record) = record {
                let id = record.id.unwrap_or_default();
                list.push((id.clone(), article(&id, record.draft)));
            }
        });
    } else if let Ok(draft) = parse_whole(format, &fs::read(path)?) {
        list.push((name.clone(), article(&name, draft)));
    }
    Ok(list)
}

fn article(id: &str, draft: Draft) -> Article {
    finish(ArticleId(id.to_owned()), format!("x/{id}"), draft, |_| 0).0
}

/// Finds names and quotations.
pub fn annotate(article: &mut Article, finder: &mut NameFinder) {
    article.names = finder.names(article);
    article.quotes = quotes(article);
}

/// What was found right.
#[derive(Default, Clone, Copy)]
pub struct Score {
    /// Labelled quotations, and those found with the right bounds.
    pub labelled: usize,
    pub found: usize,
    /// Quotations found where none is labelled.
    pub extra: usize,
    /// Labelled with a speaker, given one, and given the right one.
    pub spoken: usize,
    pub given: usize,
    pub right: usize,
    /// Of those labelled with a speaker in every reading, the ones given the right one.
    pub heard: usize,
    /// Right in all: bounds and speaker, or none given where none is.
    pub whole: usize,
}

/// Compares; `fault` is called with what went wrong.
pub fn score(labels: &[Label], articles: &BTreeMap<String, Article>, mut fault: impl FnMut(&str)) -> Score {
    let mut score = Score::default();
    let mut of_articles: BTreeMap<&str, Vec<&Label>> = BTreeMap::new();
    for label in labels {
        of_articles.entry(&label.article).or_default().push(label);
    }
    for (id, labels) in of_articles {
        let Some(article) = articles.get(id) else {
            fault(&format!("{id} is not there"));
            continue;
        };
        if labels.iter().any(|label| label.hash != xxh3_64(article.text.as_bytes())) {
            fault(&format!("{id} has another text"));
        }
        for label in &labels {
            one(label, article, &mut score, &mut fault);
        }
        let known = |quote: &&Quote| labels.iter().any(|label| label.span == bounds(quote.span));
        for quote in article.quotes.iter().filter(|quote| !known(quote)) {
            score.extra += 1;
            fault(&format!("{id} not labelled: {}", quote.span.of(&article.text)));
        }
    }
    score
}

fn bounds(span: Span) -> (usize, usize) {
    (span.start(), span.end())
}

fn one(label: &Label, article: &Article, score: &mut Score, fault: &mut impl FnMut(&str)) {
    score.labelled += 1;
    let quote = article.quotes.iter().find(|quote| bounds(quote.span) == label.span);
    let speaker = quote.and_then(|quote| quote.speaker).map(|speaker| bounds(speaker.span));
    let agrees = label.speakers.iter().any(|wanted| same(*wanted, speaker));
    score.found += usize::from(quote.is_some());
    score.spoken += usize::from(label.speakers.iter().all(Option::is_some));
    score.given += usize::from(speaker.is_some());
    score.right += usize::from(speaker.is_some() && agrees);
    score.heard += usize::from(speaker.is_some() && agrees && label.speakers.iter().all(Option::is_some));
    score.whole += usize::from(quote.is_some() && agrees);
    if quote.is_none() || !agrees {
        let text = |at: Option<(usize, usize)>| at.and_then(|(start, end)| article.text.get(start..end)).unwrap_or("-");
        let (wanted, quoted) = (text(label.speakers[0]), text(Some(label.span)));
        let state = if quote.is_some() { text(speaker) } else { "NOT FOUND" };
        fault(&format!("{} by {wanted:?}, found {state:?}: {quoted}", label.article));
    }
}

/// Whether two speakers are the same: they overlap, and begin or end together, so that titles and complements do not matter.
fn same(one: Option<(usize, usize)>, other: Option<(usize, usize)>) -> bool {
    match (one, other) {
        (None, None) => true,
        (Some(one), Some(other)) => (one.0 == other.0 || one.1 == other.1) && one.0 < other.1 && other.0 < one.1,
        _ => false,
    }
}
