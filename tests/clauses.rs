//! Clauses that ask for names: what each use of them finds and marks, what is refused, and what is said of the answer.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set up its case has failed")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use common::{ask, ids, lines, morgue, stderr, stdout};
use morgue::article::{Article, Kind, Part};
use morgue::backend::{Backend, Facet, Order, Wanted};
use morgue::index::LocalIndex;
use morgue::query::{Options, parse};
use morgue::text::fold::phrase;
use serde_json::{Value, json};
use tempfile::TempDir;

/// An archive of made-up records, and its index.
struct Archive {
    dir: TempDir,
}

impl Archive {
    /// Each record as id, headline and body.
    fn of(records: &[(&str, &str, &str)]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let line = |(id, title, body): &(&str, &str, &str)| json!({"id": id, "title": title, "body": body}).to_string();
        let records: Vec<String> = records.iter().map(line).collect();
        fs::write(dir.path().join("all.jsonl"), records.join("\n")).unwrap();
        let archive = Self { dir };
        common::index(&archive.index(), &archive.dir.path().join("all.jsonl"));
        archive
    }

    fn index(&self) -> PathBuf {
        self.dir.path().join("index")
    }

    /// What a query marks in the article `id`, headline first, and how many places that are.
    fn marked(&self, query: &str, id: &str) -> Vec<String> {
        let (hits, _) = ask(&self.index(), query, &["-n", "100", "--passages", "100"]);
        let Some(hit) = hits.iter().find(|hit| hit["article"]["id"] == id) else { return Vec::new() };
        let mut marks: Vec<(u64, String)> = Vec::new();
        for passage in hit["passages"].as_array().unwrap() {
            for mark in passage["highlights"].as_array().unwrap() {
                marks.push((mark["start"].as_u64().unwrap(), mark["text"].as_str().unwrap().to_owned()));
            }
        }
        marks.sort();
        marks.dedup();
        marks.into_iter().map(|(_, text)| text).collect()
    }
}

const BODY: &str = "Defence Minister Khawaja Asif met officials of the Tehrik-i-Taliban Pakistan in Istanbul on Monday. \
    \u{201C}Mr. Asif will not sign in Istanbul,\u{201D} an official said.\n\n\
    Mr. Asif left Istanbul for Ankara on Tuesday. The ceasefire holds in Pakistan, said Recep Tayyip Erdogan.";

fn summit() -> Archive {
    Archive::of(&[("x", "Khawaja Asif in talks", BODY), ("y", "Rain", "It rained in Istanbul. Nobody came.")])
}

#[test]
fn a_name_can_stand_wherever_a_word_can() {
    let archive = summit();
    for (query, expected) in [
        ("person:asif", &["Khawaja Asif", "Khawaja Asif", "Asif", "Asif"][..]),
        ("person:\"Khawaja ASIF\"", &["Khawaja Asif", "Khawaja Asif", "Asif", "Asif"]),
        ("place:istanbul", &["Istanbul", "Istanbul", "Istanbul"]),
        ("org:asif", &[]),
        ("person:\"asif khawaja left\"", &[]),
        ("person:asif ceasefire", &["Khawaja Asif", "Khawaja Asif", "Asif", "Asif", "ceasefire"]),
        ("rain OR place:ankara", &["Ankara"]),
        ("place:ankara -person:asif", &[]),
        ("place:ankara -person:nobody", &["Ankara"]),
        ("person:asif w/2 istanbul", &["Asif", "Istanbul"]),
        ("person:asif w/2 place:istanbul", &["Asif", "Istanbul"]),
        ("person:asif pre/9 place:ankara", &["Asif", "Ankara"]),
        ("place:ankara pre/9 person:asif", &[]),
        ("person:* /s ceasefire", &["ceasefire", "Recep Tayyip Erdogan"]),
        ("person:\"recep tayyip erdogan\" /p place:*", &["Pakistan", "Recep Tayyip Erdogan"]),
        ("person:asif not w/10 place:*", &["Khawaja Asif"]),
        ("place:istanbul not /s person:*", &[]),
        ("(person:asif OR person:\"recep tayyip erdogan\") w/1 left", &["Asif", "left"]),
        ("(person:asif person:\"recep tayyip erdogan\") /p ankara", &["Asif", "Ankara", "Recep Tayyip Erdogan"]),
        ("atleast4(person:asif)", &["Khawaja Asif", "Khawaja Asif", "Asif", "Asif"]),
        ("atleast5(person:asif)", &[]),
        ("headline:person:asif", &["Khawaja Asif"]),
        ("headline:(person:*)", &["Khawaja Asif"]),
        ("body:(person:asif)", &["Khawaja Asif", "Asif", "Asif"]),
        ("lead:(person:asif w/12 place:istanbul)", &["Khawaja Asif", "Istanbul", "Asif", "Istanbul"]),
        ("quote:(person:asif)", &["Asif"]),
        ("quote:place:*", &["Istanbul"]),
    ] {
        assert_eq!(archive.marked(query, "x"), expected, "{query}");
    }
}

#[test]
fn a_mention_is_marked_in_one_piece_whatever_its_length() {
    let archive = summit();
    assert_eq!(archive.marked("person:\"recep tayyip erdogan\"", "x"), ["Recep Tayyip Erdogan"]);
    assert_eq!(archive.marked("\"said\" w/1 person:*", "x"), ["said", "Recep Tayyip Erdogan"]);
    assert_eq!(archive.marked("holds w/4 person:*", "x"), ["holds", "Recep Tayyip Erdogan"]);
    assert!(archive.marked("holds w/3 person:*", "x").is_empty());
}

#[test]
fn an_article_that_never_uses_the_form_is_not_found_by_it() {
    let archive = Archive::of(&[
        ("full", "Talks", "The minister, Khawaja Asif, spoke in Lahore. Mr. Asif then left."),
        ("short", "Talks", "Mr. Asif spoke in Lahore. Asif then left, said Mr. Asif."),
        ("word", "Talks", "A man spoke to a crowd of people on the river."),
    ]);
    assert_eq!(ids(&archive.index(), "person:asif", &["--sort", "article"]), ["full", "short"]);
    assert_eq!(ids(&archive.index(), "person:\"khawaja asif\"", &["--sort", "article"]), ["full"]);
    assert_eq!(archive.marked("person:\"khawaja asif\"", "full"), ["Khawaja Asif", "Asif"]);
}

#[test]
fn other_spellings_of_a_name_that_are_the_same_for_sure_are_found_too() {
    let archive = Archive::of(&[
        ("one", "Kabul", "The spokesman, Zabihullah Mujahid, denied it in Kabul. Mr. Mujahid gave no details."),
        ("other", "Kabul", "A spokesman, Zabihulla Mujahid, denied it in Kabul on Monday."),
        ("nobody", "Kabul", "A spokesman, Suhail Shaheen, denied it in Kabul on Monday."),
    ]);
    for query in ["person:\"zabihulla mujahid\"", "person:\"Zabihullah Mujahid\""] {
        assert_eq!(ids(&archive.index(), query, &["--sort", "article"]), ["one", "other"], "{query}");
    }
    let explained = stdout(&morgue(&archive.index(), &["query", "--explain", "person:\"zabihulla mujahid\""]));
    assert_eq!(explained, "person \"zabihulla mujahid\": 2 articles\n    zabihulla mujahid 1, zabihullah mujahid 1\n");
    // A mention counts once, under however many spellings an article knows its bearer.
    let both = Archive::of(&[("x", "", "Zabihullah Mujahid spoke. Later Zabihulla Mujahid denied it in Kabul.")]);
    assert_eq!(both.marked("atleast2(person:\"zabihullah mujahid\")", "x").len(), 2);
    assert_eq!(both.marked("atleast3(person:\"zabihullah mujahid\")", "x"), [""; 0]);
}

#[test]
fn names_in_boilerplate_count_where_it_is_searched() {
    let archive = summit();
    let body = "Officials met on Monday and talked about the river for hours without any result at all.\n\n\
        Read also: Khawaja Asif in Istanbul";
    let teased = Archive::of(&[("x", "Talks", body)]);
    assert!(ids(&teased.index(), "person:\"khawaja asif\"", &[]).is_empty());
    assert_eq!(ids(&teased.index(), "person:\"khawaja asif\"", &["--zones", "all"]), ["x"]);
    let (_, summary) = ask(&teased.index(), "place:istanbul", &[]);
    assert_eq!(
        summary["notes"],
        json!([{"note": "unknown", "word": "place:istanbul", "in_boilerplate": 1, "instead": []}])
    );
    assert_eq!(ids(&archive.index(), "person:asif", &["--zones", "all"]), ["x"]);
}

#[test]
fn the_lone_star_asks_for_any_name_of_a_kind() {
    let archive = summit();
    assert_eq!(archive.marked("place:*", "x"), ["Istanbul", "Istanbul", "Istanbul", "Ankara", "Pakistan"]);
    assert_eq!(archive.marked("org:*", "x"), ["Tehrik-i-Taliban Pakistan"]);
    assert_eq!(ids(&archive.index(), "place:* -person:*", &[]), ["y"]);
    assert!(ids(&archive.index(), "other:*", &[]).is_empty());
    let explained = stdout(&morgue(&archive.index(), &["query", "--explain", "headline:person:* place:*"]));
    assert_eq!(explained, "all of: 1 article\n  any person, in the headline: 1 article\n  any place: 2 articles\n");
}

#[test]
fn what_is_no_name_is_refused_with_a_column_and_a_hint() {
    let archive = summit();
    for (query, column) in [
        ("talks person:as*", 14),
        ("talks person:\"khawaja a?if\"", 14),
        ("talks org:/tt./", 11),
        ("talks place:~istanbul", 13),
        ("talks other:=Ramadan", 13),
        ("talks person:\"\"", 14),
        ("talks person: asif", 7),
        ("talks person:", 7),
        ("talks person:(asif)", 7),
    ] {
        let output = morgue(&archive.index(), &["query", query]);
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{query}: {said}");
        let caret = said.lines().find(|line| line.trim() == "^").unwrap_or_else(|| panic!("{query}: {said}"));
        assert_eq!(caret.len(), 2 + column, "{query}: {said}");
        assert!(said.contains("hint: write "), "{query}: {said}");
    }
}

#[test]
fn a_name_that_no_article_holds_is_said_to_be_of_another_kind_if_it_is() {
    let archive = summit();
    let notes = |query: &str| ask(&archive.index(), query, &[]).1["notes"].clone();
    let instead = json!([{"text": "place:istanbul", "articles": 2}]);
    assert_eq!(
        notes("person:istanbul"),
        json!([{"note": "unknown", "word": "person:istanbul", "in_boilerplate": 0, "instead": instead}])
    );
    let unknown = json!([{"note": "unknown", "word": "org:\"red cross\"", "in_boilerplate": 0, "instead": []}]);
    assert_eq!(notes("org:\"Red Cross\""), unknown);
    assert_eq!(notes("person:asif w/1 place:ankara"), json!([]));
}

#[test]
fn a_name_ranks_expands_and_is_explained_like_a_word() {
    let archive = summit();
    let (hits, _) = ask(&archive.index(), "place:istanbul person:asif", &["--any"]);
    assert_eq!(hits.len(), 2);
    assert_eq!(hits[0]["article"]["id"], "x");
    assert!(hits[0]["score"].as_f64() > hits[1]["score"].as_f64() && hits[1]["score"].as_f64() > Some(0.0));
    let (hits, _) = ask(&archive.index(), "person:asif", &["--expand", "--any"]);
    assert_eq!(hits[0]["article"]["id"], "x");
    let explained = morgue(&archive.index(), &["query", "--explain", "--article", "x", "person:asif /s place:ankara"]);
    assert_eq!(
        stdout(&explained),
        "in one sentence: 1 article; in this article: yes, 1 place\n  \
         person \"asif\": 1 article; in this article: yes, 4 places\n      asif 1\n  \
         place \"ankara\": 1 article; in this article: yes, 1 place\n      ankara 1\n"
    );
    let timeline = stdout(&morgue(&archive.index(), &["timeline", "place:istanbul"]));
    assert!(timeline.contains("2 of them without a date") || timeline.contains("2 articles"), "{timeline}");
}

/// A list of people, each in an article of their own, the first also in another.
fn crowd(people: usize) -> Archive {
    let name = |number: usize| {
        let letter = |number: usize| char::from(b'a' + (number % 26) as u8);
        format!("Maria K{}{}lovska", letter(number), letter(number / 26))
    };
    let mut bodies: Vec<String> =
        (0..people).map(|number| format!("The minister, {}, spoke to reporters in Istanbul.", name(number))).collect();
    bodies.push(format!("The president, {}, left. MARIA KAALOVSKA SPEAKS.", name(0)));
    let ids: Vec<String> = (0..bodies.len()).map(|number| format!("n{number}")).collect();
    let records: Vec<(&str, &str, &str)> =
        ids.iter().zip(&bodies).map(|(id, body)| (id.as_str(), "Talks", body.as_str())).collect();
    Archive::of(&records)
}

#[test]
fn facets_count_articles_by_whom_they_name_and_say_how_many_more_there_are() {
    let archive = crowd(60);
    let text = stdout(&morgue(&archive.index(), &["query", "spoke OR left", "--count", "--facets", "person,place"]));
    let lines_of_text: Vec<&str> = text.lines().collect();
    assert_eq!(lines_of_text[..3], ["61", "by person:", "  2  Maria Kaalovska"], "{text}");
    assert_eq!(lines_of_text[2..].iter().filter(|line| line.starts_with("  1  Maria ")).count(), 49);
    assert_eq!(lines_of_text[52..], ["  10 more with --format json", "by place:", "  60  Istanbul"]);
    let output =
        morgue(&archive.index(), &["query", "spoke OR left", "--format", "json", "--count", "--facets", "person"]);
    let facets: Vec<Value> = lines(&output).into_iter().filter(|line| line["type"] == "facet").collect();
    assert_eq!(facets.len(), 60);
    assert_eq!(facets[0], json!({"type": "facet", "facet": "person", "value": "Maria Kaalovska", "articles": 2}));
    let csv = stdout(&morgue(
        &archive.index(),
        &["query", "spoke OR left", "--format", "csv", "--count", "--facets", "person"],
    ));
    assert_eq!(csv.lines().filter(|line| line.starts_with("person,")).count(), 60);
    let html = stdout(&morgue(
        &archive.index(),
        &["query", "spoke OR left", "--format", "html", "-n", "1", "--facets", "person"],
    ));
    assert!(html.contains("10 more with --format json"));
}

#[test]
fn facets_agree_with_a_reading_of_every_article() {
    let dir = tempfile::tempdir().unwrap();
    common::index(&dir.path().join("index"), &common::sample());
    let index = LocalIndex::open(&dir.path().join("index")).unwrap();
    let mut names = 0;
    for query in ["ferry", "dam OR bank", "-dam"] {
        let query = parse(query, Options::default()).unwrap();
        let all = Wanted { depth: usize::MAX, order: Order::Article };
        let read = |place| index.article(place).unwrap();
        let articles: Vec<Article> = index.find(&query, all).unwrap().best.iter().map(|one| read(one.place)).collect();
        for kind in Kind::ALL {
            let mut expected: BTreeMap<String, u64> = BTreeMap::new();
            for name in articles.iter().flat_map(|article| named(article, kind)) {
                *expected.entry(name).or_default() += 1;
            }
            let counts = index.count(&query, &[Facet::Name(kind)]).unwrap().remove(0);
            let found: BTreeMap<String, u64> =
                counts.into_iter().map(|(name, articles)| (phrase(&name.unwrap()), articles)).collect();
            assert_eq!(found, expected);
            names += found.len();
        }
    }
    assert!(names > 100, "{names}");
}

/// The canonical names, folded, of what is mentioned outside boilerplate.
fn named(article: &Article, kind: Kind) -> BTreeSet<String> {
    let read = |start: usize| {
        let block = article.blocks.iter().find(|block| (block.span.start()..block.span.end()).contains(&start));
        block.unwrap().zone.part() != Part::Boilerplate
    };
    let mentions = article.names.mentions.iter().filter(|mention| read(mention.span.start()));
    let entities = mentions.filter_map(|mention| article.names.entity(mention)).filter(|entity| entity.kind == kind);
    entities.map(|entity| phrase(&entity.name)).collect()
}
