//! What reporters ask beside the query: order, dates, outlets, context, paging, counts, facets, timelines, explanations, and the notes
//! under an answer.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set up its case has failed")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{ask, ids, lines, morgue, stderr, stdout};
use serde_json::{Value, json};
use tempfile::TempDir;

/// An archive of made-up records, and its index.
struct Archive {
    dir: TempDir,
}

impl Archive {
    /// Each record as id, source, day and body.
    fn of(records: &[(&str, &str, &str, &str)]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let line = |(id, source, day, body): &(&str, &str, &str, &str)| {
            json!({"id": id, "source": source, "published": day, "title": format!("Report {id}"), "body": body})
                .to_string()
        };
        let records: Vec<String> = records.iter().map(line).collect();
        fs::write(dir.path().join("all.jsonl"), records.join("\n")).unwrap();
        let archive = Self { dir };
        common::index(&archive.index(), &archive.dir.path().join("all.jsonl"));
        archive
    }

    fn index(&self) -> PathBuf {
        self.dir.path().join("index")
    }
}

fn dated() -> Archive {
    Archive::of(&[
        ("a", "Dawn", "2025-10-19", "The dam broke. The dam was old."),
        ("b", "Dawn", "2025-11-02", "A dam is planned."),
        ("c", "Tolo News", "2024-12-31", "The dam, the dam, the dam."),
        ("d", "Tolo News", "", "A dam without a date."),
        ("e", "Reuters", "2025-11-02", "No such thing here."),
    ])
}

fn order(archive: &Archive, more: &[&str]) -> Vec<String> {
    ids(&archive.index(), "dam", more)
}

#[test]
fn hits_come_newest_or_oldest_first_and_those_without_a_date_last() {
    let archive = dated();
    assert_eq!(order(&archive, &["--sort", "newest"]), ["b", "a", "c", "d"]);
    assert_eq!(order(&archive, &["--sort", "oldest"]), ["c", "a", "b", "d"]);
}

#[test]
fn dates_and_outlets_leave_out_what_they_say_and_nothing_in_silence() {
    let archive = dated();
    let sorted = |more: &[&str]| {
        let mut list = order(&archive, more);
        list.sort();
        list
    };
    assert_eq!(sorted(&["--since", "2025"]), ["a", "b"]);
    assert_eq!(sorted(&["--since", "2025-10-20"]), ["b"]);
    assert_eq!(sorted(&["--until", "2025-10"]), ["a", "c"]);
    assert_eq!(sorted(&["--since", "2024-12-31", "--until", "2024-12-31"]), ["c"]);
    assert_eq!(sorted(&["--source", "tolo"]), ["c", "d"]);
    assert_eq!(sorted(&["--source", "dawn", "--source", "tolo"]), ["a", "b", "c", "d"]);
    let (_, summary) = ask(&archive.index(), "dam", &["--since", "2025"]);
    assert_eq!(summary["notes"], json!([{"note": "undated", "articles": 1}]));
    let (_, summary) = ask(&archive.index(), "dam published:2025", &[]);
    assert_eq!(summary["notes"], json!([{"note": "undated", "articles": 1}]));
    for bad in [&["--since", "soon"][..], &["--since", "2025", "--until", "2024"], &["--source", "!"]] {
        let output = morgue(&archive.index(), &[&["query", "dam"], bad].concat());
        assert_eq!(output.status.code(), Some(2), "{bad:?}");
        assert!(stderr(&output).contains("hint: "), "{}", stderr(&output));
    }
}

#[test]
fn pages_put_together_are_the_whole_list() {
    let index = tempfile::tempdir().unwrap();
    common::index(index.path(), &common::sample());
    let whole = ids(index.path(), "the", &[]);
    assert!(whole.len() > 30, "{}", whole.len());
    let mut paged = Vec::new();
    for from in (0..whole.len()).step_by(7) {
        let (hits, summary) = ask(index.path(), "the", &["--from", &from.to_string(), "-n", "7"]);
        assert_eq!(summary["articles"], whole.len());
        for (number, hit) in hits.iter().enumerate() {
            assert_eq!(hit["rank"], from + number + 1);
            paged.push(hit["article"]["id"].as_str().unwrap().to_owned());
        }
    }
    assert_eq!(paged, whole);
}

#[test]
fn a_count_is_a_number_and_the_same_as_the_summary_says() {
    let archive = dated();
    let output = morgue(&archive.index(), &["query", "dam", "--count"]);
    assert_eq!((stdout(&output).as_str(), output.status.code()), ("4\n", Some(0)));
    let output = morgue(&archive.index(), &["query", "xyzzy", "--count"]);
    assert_eq!((stdout(&output).as_str(), output.status.code()), ("0\n", Some(1)));
    assert!(stderr(&output).contains("no article holds xyzzy"));
}

/// The values of a facet, in the order in which they are given.
fn facet(index: &Path, query: &str, facet: &str) -> Vec<(Value, u64)> {
    let (lines, _) = ask(index, query, &["--facets", facet, "-n", "1"]);
    let lines = lines.into_iter().filter(|line| line["type"] == "facet");
    lines.map(|line| (line["value"].clone(), line["articles"].as_u64().unwrap())).collect()
}

#[test]
fn facets_count_every_match_once() {
    let archive = dated();
    let value = |text: &str| Value::String(text.into());
    assert_eq!(facet(&archive.index(), "dam", "source"), [(value("Dawn"), 2), (value("Tolo News"), 2)]);
    let years = [(value("2024"), 1), (value("2025"), 2), (Value::Null, 1)];
    assert_eq!(facet(&archive.index(), "dam", "year"), years);
    let days = [(value("2024-12-31"), 1), (value("2025-10-19"), 1), (value("2025-11-02"), 1), (Value::Null, 1)];
    assert_eq!(facet(&archive.index(), "dam", "day"), days);
    let output = morgue(&archive.index(), &["query", "dam", "--count", "--facets", "source,year", "--format", "csv"]);
    assert!(stdout(&output).starts_with("facet,value,articles\nall,,4\nsource,Dawn,2\n"), "{}", stdout(&output));
}

#[test]
fn a_timeline_shows_each_period_beside_all_that_was_published_in_it() {
    let archive = dated();
    let output = morgue(&archive.index(), &["timeline", "dam", "--format", "json"]);
    let expected = [
        json!({"type": "period", "period": "2024-12", "articles": 1, "of": 1}),
        json!({"type": "period", "period": "2025-10", "articles": 1, "of": 1}),
        json!({"type": "period", "period": "2025-11", "articles": 1, "of": 2}),
        json!({"type": "summary", "status": "ok", "by": "month", "articles": 4, "undated": 1, "caps": [], "unsearched": 0}),
    ];
    assert_eq!(lines(&output), expected);
    let output = morgue(&archive.index(), &["timeline", "planned", "--by", "year", "--format", "csv"]);
    assert_eq!(stdout(&output), "period,articles,of\n2025,1,3\n");
    assert_eq!(morgue(&archive.index(), &["timeline", "xyzzy"]).status.code(), Some(1));
    assert_eq!(morgue(&archive.index(), &["timeline", "(dam"]).status.code(), Some(2));
}

#[test]
fn context_is_whole_sentences_around_the_passage_and_no_junk_between() {
    let archive =
        Archive::of(&[("a", "x", "", "One is here. Two is here. The dam is three. Four is here. Five is here.")]);
    let shown = |context: &str| {
        let (hits, _) = ask(&archive.index(), "dam", &["--context", context]);
        hits[0]["passages"][0]["text"].as_str().unwrap().to_owned()
    };
    assert_eq!(shown("0"), "The dam is three.");
    assert_eq!(shown("1"), "Two is here. The dam is three. Four is here.");
    assert_eq!(shown("9"), "One is here. Two is here. The dam is three. Four is here. Five is here.");
}

#[test]
fn who_asks_for_enough_passages_gets_every_place_the_headline_included() {
    let archive = Archive::of(&[("dam", "x", "", "A dam broke.\n\nNothing here.\n\nThe dam and the dams.")]);
    let (hits, _) = ask(&archive.index(), "dam", &["--passages", "99"]);
    let passages = hits[0]["passages"].as_array().unwrap();
    let marks = |passage: &Value| passage["highlights"].as_array().unwrap().len();
    assert_eq!(passages.iter().map(marks).sum::<usize>(), 4);
    assert_eq!(passages.last().unwrap()["zone"], "headline");
    let (hits, _) = ask(&archive.index(), "dam", &[]);
    assert_eq!(hits[0]["passages"][0]["zone"], "body");
}

#[test]
fn a_word_that_is_not_there_is_named_with_those_that_are_spelled_like_it() {
    let archive = Archive::of(&[
        ("a", "x", "", "A ceasefire was signed in 2024."),
        ("b", "x", "", "Follow us on Facebook\n\nThe ceasefire holds.\n\nShare this story on WhatsApp"),
    ]);
    let notes = |query: &str| ask(&archive.index(), query, &[]).1["notes"].clone();
    let instead = json!([{"text": "ceasefire", "articles": 2}]);
    assert_eq!(
        notes("cesefire"),
        json!([{"note": "unknown", "word": "cesefire", "in_boilerplate": 0, "instead": instead}])
    );
    // Digits are never fuzzy.
    assert_eq!(notes("2025"), json!([{"note": "unknown", "word": "2025", "in_boilerplate": 0, "instead": []}]));
    assert_eq!(notes("ceasefire"), json!([]));
    // A list of names is searched for, not corrected.
    let list = archive.dir.path().join("names.txt");
    fs::write(&list, "cesefire\n").unwrap();
    let output = morgue(&archive.index(), &["query", "--format", "json", "--batch", list.to_str().unwrap()]);
    assert_eq!(lines(&output)[0]["notes"][0]["instead"], json!([]));
    // What stands in boilerplate alone is said to.
    assert_eq!(notes("whatsapp"), json!([{"note": "unknown", "word": "whatsapp", "in_boilerplate": 1, "instead": []}]));
}

#[test]
fn capitals_of_a_common_word_are_meant_and_both_counts_are_told() {
    let archive = Archive::of(&[
        ("a", "x", "", "The US left."),
        ("b", "x", "", "The U.S. stayed."),
        ("c", "x", "", "They told us nothing."),
    ]);
    let (hits, summary) = ask(&archive.index(), "US", &[]);
    assert_eq!(hits.len(), 2);
    assert_eq!(summary["notes"], json!([{"note": "capitals", "word": "US", "articles": 2, "any_case": 3}]));
    assert_eq!(ids(&archive.index(), "us", &[]).len(), 3);
    assert_eq!(ids(&archive.index(), "\"US\"", &[]).len(), 3);
}

#[test]
fn an_explanation_says_what_each_clause_finds_and_why_an_article_is_not_found() {
    let archive = dated();
    let explained = |query: &str, more: &[&str]| {
        let output = morgue(&archive.index(), &[&["query", "--explain", "--format", "json", query], more].concat());
        (lines(&output).remove(0), output.status.code())
    };
    let (tree, code) = explained("d*m (broke OR planned)", &[]);
    assert_eq!((&tree["what"], &tree["articles"], code), (&json!("all of"), &json!(2), Some(0)));
    assert_eq!(tree["clauses"][0]["words"], json!([{"text": "dam", "articles": 4}]));
    let (tree, code) = explained("dam broke", &["--article", "c"]);
    assert_eq!((&tree["matches"], code), (&json!(false), Some(1)));
    assert_eq!((&tree["clauses"][0]["matches"], &tree["clauses"][0]["places"]), (&json!(true), &json!(3)));
    assert_eq!(tree["clauses"][1]["matches"], json!(false));
    let output = morgue(&archive.index(), &["query", "--explain", "dam", "--article", "nobody"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn expanding_orders_anew_and_with_any_finds_more() {
    let archive = Archive::of(&[
        ("a", "x", "", "Flood flood. The spillway of the dam failed; spillway gates jammed."),
        ("b", "x", "", "The flood rose at the spillway."),
        ("c", "x", "", "A spillway spillway is built, the gates too."),
        ("d", "x", "", "Elsewhere rain fell."),
    ]);
    let sorted = |more: &[&str]| {
        let mut list = ids(&archive.index(), "flood", more);
        list.sort();
        list
    };
    assert_eq!(sorted(&["--expand"]), ["a", "b"]);
    assert_eq!(sorted(&["--expand", "--any"]), ["a", "b", "c"]);
    // What must hold besides, must hold still.
    let found = |query: &str, more: &[&str]| ids(&archive.index(), query, &[&["--expand", "--any"], more].concat());
    assert_eq!(found("flood -rose", &[]), ["a", "c"]);
    assert!(found("flood", &["--source", "y"]).is_empty());
    assert!(found("flood AND rose", &[]).iter().all(|id| id == "b"));
    let (_, summary) = ask(&archive.index(), "flood", &["--expand"]);
    assert_eq!(summary["notes"][0]["note"], "expanded");
}

#[test]
fn queries_beyond_all_measure_are_answered_or_refused() {
    let index = tempfile::tempdir().unwrap();
    common::index(index.path(), &common::sample());
    let names: Vec<String> = (0..5_000).map(|number| format!("\"name{number} ferry\"")).collect();
    let words: Vec<String> = (0..120_000).map(|number| format!("word{number}")).collect();
    let queries = [
        ("brackets", format!("{}a{}", "(".repeat(10_000), ")".repeat(10_000)), "rejected"),
        ("negations", format!("{}a", "NOT ".repeat(10_000)), "rejected"),
        ("fields", format!("{}a", "lead:".repeat(10_000)), "rejected"),
        ("nears", format!("a{}", " w/2 a".repeat(10_000)), "rejected"),
        ("names", format!("{} OR captain", names.join(" OR ")), "ok"),
        ("words", words.join(" "), "none"),
        ("one word", "a".repeat(1_000_000), "none"),
        ("same word", "ferry ".repeat(160_000), "ok"),
        ("groups", format!("({}) w/5 ({})", words.join(" "), words.join(" OR ")), "rejected"),
        ("stars", "*a".repeat(2_000), "none"),
        ("fuzzy", format!("~{}", "a".repeat(1_000_000)), "rejected"),
        ("regex", format!("/(a|b){{1,{}}}/", "9".repeat(300)), "rejected"),
    ];
    let file = index.path().join("queries.tsv");
    let rows: Vec<String> = queries.iter().map(|(id, query, _)| format!("{id}\t{query}")).collect();
    fs::write(&file, rows.join("\n")).unwrap();
    let output = morgue(index.path(), &["query", "--articles", "--format", "json", "--batch", file.to_str().unwrap()]);
    let summaries: Vec<Value> = lines(&output).into_iter().filter(|line| line["type"] == "summary").collect();
    assert_eq!(summaries.len(), queries.len());
    for ((id, _, status), summary) in queries.iter().zip(summaries) {
        assert_eq!((&summary["query"], &summary["status"]), (&json!(id), &json!(status)));
    }
}
