//! The figures of the seed articles, held to what a reader finds in them: extraction, search by value, and the ledger.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set up its case has failed")]

mod common;

#[path = "common/quotes.rs"]
mod gold;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use common::{ask, index, lines, morgue, shared, stderr, stdout};
use morgue::article::{Article, Decimal, Figure, Span, Value};
use morgue::extract::figures::figures;
use serde_json::Value as Json;
use tempfile::TempDir;
use xxhash_rust::xxh3::xxh3_64;

const GOLDEN: &str = include_str!("golden/figures.tsv");

/// Hash of the text and the figures, by article: each figure as its columns.
fn labelled() -> BTreeMap<&'static str, (u64, BTreeSet<String>)> {
    let mut articles: BTreeMap<&str, (u64, BTreeSet<String>)> = BTreeMap::new();
    for line in GOLDEN.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.splitn(3, '\t');
        let (article, hash, figure) = (columns.next().unwrap(), columns.next().unwrap(), columns.next().unwrap());
        let of_article = articles.entry(article).or_default();
        of_article.0 = u64::from_str_radix(hash, 16).unwrap();
        assert!(of_article.1.insert(figure.to_owned()), "twice: {line}");
    }
    articles
}

/// A figure as the golden file writes it.
fn columns(figure: &Figure) -> String {
    let end = |end: &Option<Decimal>| end.as_ref().map_or("*".to_owned(), Decimal::to_string);
    let value = match &figure.value {
        Value::Number(number) => number.to_string(),
        Value::Range(low, high) => format!("{}..{}", end(low), end(high)),
        Value::When(when) => when.to_string(),
    };
    let place = |span: Option<Span>| span.map_or("-".to_owned(), |span| format!("{}-{}", span.start(), span.end()));
    let unit = figure.unit.as_ref().map_or("-", |unit| unit.name.as_str());
    let of = figure.of.as_ref();
    [
        figure.span.start().to_string(),
        figure.span.end().to_string(),
        figure.kind.word().to_owned(),
        value,
        figure.bound.sign().to_owned(),
        unit.to_owned(),
        place(of.map(|of| of.head)),
        place(of.map(|of| of.phrase)),
    ]
    .join("\t")
}

fn seeds() -> Option<Vec<(String, Article)>> {
    let folder = shared("archive/seeds")?;
    let files = folder.read_dir().unwrap().map(|entry| entry.unwrap().path());
    Some(files.flat_map(|file| gold::articles(&file).unwrap()).collect())
}

#[test]
fn the_seeds_give_every_figure_and_no_other() {
    let Some(articles) = seeds() else { return };
    let labelled = labelled();
    assert_eq!(articles.len(), labelled.len());
    let mut wrong = Vec::new();
    for (id, article) in &articles {
        let (hash, wanted) = &labelled[id.as_str()];
        assert_eq!(*hash, xxh3_64(article.text.as_bytes()), "{id} has another text");
        let found: BTreeSet<String> = figures(article).iter().map(columns).collect();
        wrong.extend(wanted.difference(&found).map(|figure| format!("{id} lacks {figure}")));
        wrong.extend(found.difference(wanted).map(|figure| format!("{id} has {figure}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_digit_group_of_the_seeds_is_in_the_golden_file() {
    let Some(articles) = seeds() else { return };
    let labelled = labelled();
    let mut groups = 0;
    for (id, article) in &articles {
        let place = |line: &String| {
            let mut columns = line.split('\t').map(|column| column.parse::<usize>().unwrap_or_default());
            columns.next().unwrap()..columns.next().unwrap()
        };
        let places: Vec<_> = labelled[id.as_str()].1.iter().map(place).collect();
        let bytes = article.text.as_bytes();
        let in_number = |at: usize| {
            bytes[at].is_ascii_digit()
                || (at > 0
                    && bytes[at - 1].is_ascii_digit()
                    && bytes[at] == b'.'
                    && bytes.get(at + 1).is_some_and(u8::is_ascii_digit))
        };
        for at in (0..bytes.len()).filter(|at| in_number(*at) && (*at == 0 || !in_number(at - 1))) {
            assert!(places.iter().any(|place| place.contains(&at)), "{id} at {at}");
            groups += 1;
        }
    }
    assert_eq!(groups, 21);
}

fn indexed() -> Option<(TempDir, PathBuf)> {
    let corpus = shared("archive/seeds")?;
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("index");
    index(&place, &corpus);
    Some((dir, place))
}

#[test]
fn a_figure_that_is_asked_for_is_found_where_a_reader_finds_it() {
    let Some((_dir, place)) = indexed() else { return };
    // What is asked for; the article and the first byte of each mention; the bound.
    let asked = [
        ("58", "003", 638, "="),
        ("58 soldiers", "003", 638, "="),
        ("fifty-eight", "003", 638, "="),
        ("PKR 10 billion", "000", 484, "="),
        ("10 billion rupees", "000", 484, "="),
        ("$35.5m", "000", 507, "~"),
        ("October 12", "001", 4817, "="),
        ("19 October", "003", 836, "="),
        ("150", "004", 889, ">"),
        ("40", "004", 1130, "="),
        ("$15 million", "004", 3438, ">"),
    ];
    for (typed, article, start, bound) in asked {
        let output = morgue(&place, &["mentions", "--format", "json", "--zones", "all", "--", typed]);
        let mut found = lines(&output);
        let summary = found.pop().unwrap_or_else(|| panic!("{typed}: {}", stderr(&output)));
        assert_eq!((found.len(), &summary["mentions"]), (1, &Json::from(1)), "{typed}: {found:?}");
        let one = &found[0];
        assert!(one["article"]["id"].as_str().unwrap().starts_with(article), "{typed}: {one}");
        assert_eq!(
            (&one["start"], &one["figure"]["bound"]),
            (&Json::from(start), &Json::from(bound)),
            "{typed}: {one}"
        );
    }
}

#[test]
fn clauses_by_value_find_what_they_mean_in_the_seeds() {
    let Some((_dir, place)) = indexed() else { return };
    let marked = |query: &str| -> Vec<(String, u64)> {
        let (hits, _) = ask(&place, query, &["--zones", "all"]);
        let passages = hits.iter().flat_map(|hit| hit["passages"].as_array().unwrap());
        let marks = passages.flat_map(|passage| passage["highlights"].as_array().unwrap());
        let mut marks: Vec<(String, u64)> =
            marks.map(|mark| (mark["text"].as_str().unwrap().to_owned(), mark["start"].as_u64().unwrap())).collect();
        marks.sort_by_key(|mark| mark.1);
        marks
    };
    let of = |list: &[(&str, u64)]| list.iter().map(|(text, at)| ((*text).to_owned(), *at)).collect::<Vec<_>>();
    // The rupees are marked too: the article itself says that they are 35.5 million dollars.
    let money = [("PKR 10 billion", 484), ("USD 35.5 million", 507), ("$15 million", 3438)];
    assert_eq!(marked("money:>=10m usd"), of(&money));
    assert_eq!(marked("count:50..60 soldiers"), of(&[("58", 638)]));
    assert_eq!(marked("date:2022-12"), of(&[("December 2022", 1014)]));
}

#[test]
fn the_ledger_tells_the_killed_apart_and_marks_what_is_disputed() {
    let Some((_dir, place)) = indexed() else { return };
    let listed = lines(&morgue(&place, &["figures", "soldiers killed", "--kind", "count", "--format", "json"]));
    let figures = listed.iter().filter(|line| line["type"] == "figure");
    let told = |line: &Json| {
        let text = |field: &str| line[field].as_str().unwrap_or("-").to_owned();
        (text("group"), text("text"), text("who"), line["disputed"].as_bool().unwrap())
    };
    let told: Vec<_> = figures.map(told).collect();
    let row =
        |group: &str, text: &str, who: &str, disputed| (group.to_owned(), text.to_owned(), who.to_owned(), disputed);
    let rows = [
        row("soldiers", "23", "Pakistan’s military", true),
        row("soldiers", "40", "-", false),
        row("soldiers", "58", "Afghanistan", true),
        row("insurgents", "numerous", "-", false),
    ];
    assert_eq!(told, rows);
    let text = stdout(&morgue(&place, &["figures", "soldiers killed"]));
    assert!(text.contains("! 23 per Pakistan’s military, 58 per Afghanistan"), "{text}");
    assert!(text.contains("  numerous insurgents killed"), "{text}");
}
