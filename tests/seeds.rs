//! The five seed articles, as a new user would try them: headlines, junk, phrases, and every offset that is printed.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set up its case has failed")]

mod common;

use std::path::{Path, PathBuf};

use common::{ask, ids, index, lines, morgue, shared};
use serde_json::Value;
use tempfile::TempDir;

fn seeds() -> Option<(TempDir, PathBuf)> {
    let corpus = shared("archive/seeds")?;
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("index");
    index(&place, &corpus);
    Some((dir, place))
}

fn show(place: &Path, id: &str) -> Value {
    lines(&morgue(place, &["show", id, "--format", "json"])).remove(0)
}

fn marked(hits: &[Value]) -> Vec<String> {
    let passages = hits.iter().flat_map(|hit| hit["passages"].as_array().unwrap());
    let marks = passages.flat_map(|passage| passage["highlights"].as_array().unwrap());
    marks.map(|mark| mark["text"].as_str().unwrap().to_lowercase()).collect()
}

/// Every object in `value` that has `start`, `end` and `text` selects that text in `whole`.
fn check_offsets(value: &Value, whole: &str) -> usize {
    let inner = match value {
        Value::Object(object) => object.values().map(|value| check_offsets(value, whole)).sum(),
        Value::Array(list) => list.iter().map(|value| check_offsets(value, whole)).sum(),
        _ => 0,
    };
    let (Some(start), Some(end), Some(text)) = (value["start"].as_u64(), value["end"].as_u64(), value["text"].as_str())
    else {
        return inner;
    };
    assert_eq!(whole.get(start as usize..end as usize), Some(text));
    inner + 1
}

#[test]
fn four_headlines_are_right_and_one_is_null() {
    let Some((_dir, place)) = seeds() else { return };
    let (mut hits, summary) = ask(&place, "-xyzzy", &["-n", "9"]);
    assert_eq!(summary["articles"], 5);
    hits.sort_by_key(|hit| hit["article"]["path"].as_str().unwrap().to_owned());
    let headlines: Vec<Option<&str>> = hits.iter().map(|hit| hit["article"]["headline"].as_str()).collect();
    let expected = [
        Some(
            "Pakistan Warns Afghan Taliban of ‘Consequences’ Over Cross-Border Terror, Accuses Kabul of Inaction on TTP",
        ),
        Some("Pakistan delivers ‘final warning’ to Afghan Taliban over cross-border terrorism"),
        Some("Pakistan Threatens Unilateral Action against TTP"),
        None,
        Some("Pakistan Threatens Taliban Over Failure To Curb Border Instability"),
    ];
    assert_eq!(headlines, expected);
}

#[test]
fn every_offset_of_every_line_selects_exactly_its_text() {
    let Some((_dir, place)) = seeds() else { return };
    let mut checked = 0;
    for query in [
        "taliban",
        "\"final warning\"",
        "Türkiye OR turkey",
        "U.S. OR us",
        "asif's",
        "soldiers killed",
        "\"10 billion\"",
        "—x OR doha",
    ] {
        let (hits, _) = ask(&place, query, &["-n", "9", "--passages", "50", "--zones", "all"]);
        for hit in &hits {
            let article = show(&place, hit["article"]["id"].as_str().unwrap());
            checked += check_offsets(hit, article["text"].as_str().unwrap());
        }
    }
    assert!(checked > 100, "{checked}");
}

#[test]
fn blocks_lie_inside_the_text_in_order_and_without_overlap() {
    let Some((_dir, place)) = seeds() else { return };
    for id in ids(&place, "-xyzzy", &[]) {
        let article = show(&place, &id);
        let text = article["text"].as_str().unwrap();
        let mut last = 0;
        for block in article["blocks"].as_array().unwrap() {
            let (start, end) = (block["start"].as_u64().unwrap() as usize, block["end"].as_u64().unwrap() as usize);
            assert!(start >= last && end > start, "{id}");
            assert!(
                text[last..start].trim().is_empty() && text.get(start..end).is_some(),
                "{id}: text outside every block"
            );
            last = end;
        }
        assert!(text[last..].trim().is_empty(), "{id}");
    }
}

#[test]
fn a_name_in_a_teaser_is_found_only_with_all_zones() {
    let Some((_dir, place)) = seeds() else { return };
    assert!(ids(&place, "Naqvi", &[]).is_empty());
    assert_eq!(morgue(&place, &["query", "Naqvi"]).status.code(), Some(1));
    let (hits, _) = ask(&place, "Naqvi", &["--zones", "all"]);
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0]["passages"][0]["zone"], "boilerplate");
    assert_eq!(marked(&hits), ["naqvi"]);
}

#[test]
fn a_phrase_marks_whole_phrases_words_mark_words_and_a_negation_nothing() {
    let Some((_dir, place)) = seeds() else { return };
    let more = ["-n", "9", "--passages", "50"];
    let (phrase, _) = ask(&place, "\"final warning\"", &more);
    assert!(!phrase.is_empty() && marked(&phrase).iter().all(|mark| mark == "final warning"));
    let (words, _) = ask(&place, "final warning", &more);
    assert!(marked(&words).iter().all(|mark| !mark.contains(' ')));
    assert!(marked(&words).contains(&"final".to_owned()));
    let (others, summary) = ask(&place, "-\"final warning\"", &more);
    assert_eq!(summary["articles"], 5 - phrase.len());
    assert!(!others.is_empty() && marked(&others).is_empty());
}
