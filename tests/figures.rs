//! Figures: every form of a value finds every other, digits find no others, and the clauses by value stand in every operator.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set up its case has failed")]

use std::collections::BTreeSet;
use std::fs;

use morgue::article::{Article, ArticleId, Block, Meta, Span, Zone};
use morgue::backend::{BackendError, Order};
use morgue::extract::figures::found;
use morgue::index::{LocalIndex, Plan, Progress, Roots, update};
use morgue::query::spans::Matcher;
use morgue::query::{Options, parse};
use morgue::search::mentions::{Context, FigureAsked, Request, figure_mentions};
use morgue::text::axis::Axis;
use proptest::prelude::*;
use serde_json::json;

const FORMS: &str = include_str!("figures/forms.tsv");

/// The values of the suite, each with its forms.
fn values() -> Vec<(&'static str, Vec<&'static str>)> {
    let lines = FORMS.lines().filter(|line| !line.starts_with('#'));
    let value = |line: &'static str| {
        let mut cells = line.split('\t');
        (cells.next().unwrap(), cells.collect())
    };
    lines.map(value).collect()
}

/// An index of records, each an id and a body.
fn indexed(records: impl Iterator<Item = (String, String)>) -> (tempfile::TempDir, LocalIndex) {
    let dir = tempfile::tempdir().unwrap();
    let corpus = dir.path().join("made.jsonl");
    let lines = records.map(|(id, body)| json!({"id": id, "body": body}).to_string() + "\n");
    fs::write(&corpus, lines.collect::<String>()).unwrap();
    let plan = Plan { dir: dir.path().join("index"), roots: Roots::These(vec![corpus]), threads: 1, rebuild: false };
    update(&plan, &Progress::default()).unwrap();
    let index = LocalIndex::open(&plan.dir).unwrap();
    (dir, index)
}

fn request() -> Request {
    Request {
        order: Order::Article,
        by_certainty: false,
        low: true,
        boilerplate: false,
        context: Context::Sentences(0),
        clauses: Vec::new(),
    }
}

/// The articles in which a figure is mentioned.
fn holders(index: &LocalIndex, asked: &FigureAsked) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    figure_mentions(index, asked, &request(), |article, _| {
        found.insert(article.id.0.clone());
        Ok::<(), BackendError>(())
    })
    .unwrap();
    found
}

#[test]
fn every_form_of_a_value_finds_all_others_and_nothing_else() {
    let values = values();
    let forms: usize = values.iter().map(|(_, forms)| forms.len()).sum();
    assert!(values.len() >= 60 && forms >= 300, "{} values, {forms} forms", values.len());
    let id = |value: usize, form: usize| format!("{value}.{form}");
    let records = values.iter().enumerate().flat_map(|(value, (_, forms))| {
        let body = |form: &str| format!("Officials said that {form} was the figure in the report. It was read out.");
        forms.iter().enumerate().map(move |(number, form)| (id(value, number), body(form)))
    });
    let (_dir, index) = indexed(records);
    // A bare number is asked for whatever it is the number of: of lines with that number.
    let number = |value: usize| values[value].0.rsplit(' ').find(|word| word.parse::<f64>().is_ok());
    let mut wrong = Vec::new();
    for (value, (name, forms)) in values.iter().enumerate() {
        let all: BTreeSet<String> = (0..forms.len()).map(|form| id(value, form)).collect();
        for form in forms {
            let Some(asked) = FigureAsked::read(form) else {
                wrong.push(format!("{name}: `{form}` does not read as a figure"));
                continue;
            };
            let found = holders(&index, &asked);
            let missed: Vec<&String> = all.difference(&found).collect();
            let same_number = |id: &&String| {
                let other: usize = id.split('.').next().unwrap().parse().unwrap();
                asked.valued.kind.is_none() && number(other).is_some() && number(other) == number(value)
            };
            let extra: Vec<&String> = found.difference(&all).filter(|id| !same_number(id)).collect();
            if !missed.is_empty() || !extra.is_empty() {
                let shown = |ids: &[&String]| {
                    let form = |id: &&String| {
                        let (value, form) = id.split_once('.').unwrap();
                        values[value.parse::<usize>().unwrap()].1[form.parse::<usize>().unwrap()].to_owned()
                    };
                    ids.iter().map(form).collect::<Vec<_>>().join(" | ")
                };
                wrong.push(format!("{name}: `{form}` misses [{}], finds [{}]", shown(&missed), shown(&extra)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {forms}:\n{}", wrong.len(), wrong.join("\n"));
}

/// An article of that text.
fn article(text: &str) -> Article {
    let span = Span::new(text, 0, text.len()).unwrap();
    let blocks = vec![Block { span, zone: Zone::Body }];
    let mut article = Article::new(ArticleId("x".into()), "x".into(), Meta::default(), text.to_owned(), blocks);
    let found = found(&article);
    (article.figures, article.valueless) = (found.figures, found.valueless);
    article
}

/// What a query marks in a text.
fn marked(query: &str, text: &str) -> Vec<String> {
    let query = parse(query, Options::default()).unwrap_or_else(|error| panic!("{query}: {error}"));
    let article = article(text);
    let axis = Axis::of(&article);
    let matcher = Matcher::new(&query);
    let Some(outline) = matcher.outline(&article, &axis) else { return Vec::new() };
    let marks = matcher.highlights(&article, &axis, &outline.marks);
    marks.iter().map(|mark| mark.span.of(text).to_owned()).collect()
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

proptest! {
    #[test]
    fn digits_never_match_other_digits(one in 0_u64..5_000_000, other in 0_u64..5_000_000, place in 0_usize..6) {
        prop_assume!(one != other);
        let written = [
            format!("There were {other} of them."),
            format!("There were {} people there.", grouped(other)),
            format!("It cost ${} in all.", grouped(other)),
            format!("Some {other} percent of voters, he said."),
            format!("Between {} and {} people came.", grouped(other), grouped(other.saturating_add(if other + 1 == one { 2 } else { 1 }))),
            format!("It was {other}.5 in the end."),
        ];
        let found = marked(&format!("figure:{one}"), &written[place]);
        prop_assert!(found.is_empty(), "{one} found {found:?} in {}", written[place]);
    }

    #[test]
    fn digits_match_themselves_however_they_are_grouped(number in 0_u64..50_000_000) {
        let text = format!("There were {} people there.", grouped(number));
        prop_assert_eq!(marked(&format!("figure:{number}"), &text), [grouped(number)]);
        let text = format!("There were {number} people there.");
        prop_assert_eq!(marked(&format!("count:{number} people"), &text), [number.to_string()]);
    }
}

#[test]
fn a_figure_stands_in_every_operator() {
    let text = "The army said 58 Pakistani soldiers were killed. More than $15 million was given, or some 12.5 percent. \
                Nobody counted the 23 guards who fled to the capital on October 12, 2025.";
    assert_eq!(marked("count:50..60 soldiers", text), ["58"]);
    assert_eq!(marked("count:>20 w/10 killed", text), ["58", "killed"]);
    assert_eq!(marked("money:>=10m usd", text), ["$15 million"]);
    assert_eq!(marked("money:>=10m /s army", text), Vec::<String>::new());
    assert_eq!(marked("percent:12..13", text), ["12.5 percent"]);
    assert_eq!(marked("date:2025-10 /s guards", text), ["guards", "October 12, 2025"]);
    assert_eq!(marked("count:23 guards", text), ["23"]);
    assert_eq!(marked("count:58 guards", text), Vec::<String>::new());
    assert_eq!(marked("figure:58~5%", text), ["58"]);
    assert_eq!(marked("atleast2(count:*)", text), ["58", "23"]);
}

#[test]
fn a_bound_is_found_by_its_number_and_what_it_may_hold_on_request() {
    let text = "More than 150 attacks were counted, and between 20 and 30 people fled.";
    assert_eq!(marked("count:150", text), ["150"]);
    assert!(marked("count:200", text).is_empty());
    assert_eq!(marked("count:20", text).len(), 1);
    assert!(marked("count:25", text).is_empty());
    // No number is stated by what is open, but a range that holds all of it finds it.
    let open = "Hundreds of people fled, and dozens of houses burned.";
    assert!(marked("count:200", open).is_empty() && marked("figure:24", open).is_empty());
    assert_eq!(marked("count:>=20", open), ["Hundreds", "dozens"]);
    assert_eq!(marked("count:>100", open), ["Hundreds"]);
    assert_eq!(marked("count:*", open), ["Hundreds", "dozens"]);
    assert!(marked("count:20..300", open).is_empty());
    let possible = Options { possible: true, ..Options::default() };
    let found = |query: &str| {
        let query = parse(query, possible).unwrap();
        let article = article(text);
        let axis = Axis::of(&article);
        Matcher::new(&query).outline(&article, &axis).map_or(0, |outline| outline.marks.len())
    };
    assert_eq!((found("count:200"), found("count:25"), found("count:10")), (1, 1, 0));
}

#[test]
fn who_asks_for_a_number_does_not_mean_a_place_in_an_order() {
    let text = "The first of two rounds ended; one delegate left in the second.";
    assert_eq!(marked("figure:1", text), ["one"]);
    assert_eq!(marked("count:2", text), ["two"]);
}

#[test]
fn money_of_another_currency_counts_only_where_the_article_converts_it() {
    let text = "They asked for PKR 10 billion (around USD 35.5 million) in exchange. It also cost PKR 20 billion.";
    assert_eq!(marked("money:35.5m usd", text), ["PKR 10 billion", "USD 35.5 million"]);
    assert!(marked("money:>=70m usd", text).is_empty());
}

#[test]
fn a_figure_that_cannot_be_read_is_refused_with_what_to_write() {
    for query in
        ["count:many", "money:abc usd", "date:2025-13", "date:yesterday", "figure:60..50", "count: people", "percent:x"]
    {
        let error = parse(query, Options::default()).unwrap_err();
        assert!(error.hint.contains("write"), "{query}: {error:?}");
    }
}
