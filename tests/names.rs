//! Names: every mention, in every form, with none missed and none made up.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set up its case has failed")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use common::{index, lines, morgue, shared, stderr, stdout};
use morgue::text::words::words;
use serde_json::Value;
use tempfile::TempDir;

fn of(corpus: &Path) -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("index");
    index(&place, corpus);
    (dir, place)
}

fn seeds() -> Option<(TempDir, PathBuf)> {
    Some(of(&shared("archive/seeds")?))
}

/// An archive of short texts, a file each.
fn archive(texts: &[(&str, &str)]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in texts {
        fs::write(folder.path().join(name), text).unwrap();
    }
    of(folder.path())
}

/// The mentions of a name, and the summary.
fn mentions(place: &Path, name: &str, more: &[&str]) -> (Vec<Value>, Value) {
    let output = morgue(place, &[&["mentions", "--format", "json"], more, &["--", name]].concat());
    let mut lines = lines(&output);
    let summary = lines.pop().unwrap_or_else(|| panic!("{name}: {}", stderr(&output)));
    (lines, summary)
}

fn forms(found: &[Value]) -> BTreeMap<String, usize> {
    let mut forms = BTreeMap::new();
    for mention in found {
        *forms.entry(mention["text"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    forms
}

#[test]
fn the_seeds_give_every_mention_in_every_form() {
    let Some((_dir, place)) = seeds() else { return };
    let (found, summary) = mentions(&place, "Khawaja Asif", &[]);
    assert_eq!(summary["mentions"], 15);
    assert_eq!(forms(&found).get("Asif"), Some(&10));
    assert_eq!(mentions(&place, "Zabihullah Mujahid", &[]).1["mentions"], 6);
    assert_eq!(mentions(&place, "Istanbul", &[]).1["mentions"], 8);
    let (found, _) = mentions(&place, "Tehreek-e-Taliban Pakistan", &[]);
    let forms = forms(&found);
    for form in [
        "TTP",
        "Tehreek-e-Taliban Pakistan",
        "Tehrik-i-Taliban Pakistan",
        "Tehrik-e-Taliban Pakistan",
        "Pakistani Taliban",
    ] {
        assert!(forms.contains_key(form), "{form}: {forms:?}");
    }
    // All of them for sure: each article says whom it means.
    assert_eq!((found.len(), found.iter().filter(|mention| mention["confidence"] == "high").count()), (34, 34));
    assert_eq!(forms["Pakistani Taliban"], 5);
    let (found, _) = mentions(&place, "Turkey", &[]);
    assert!(found.iter().any(|mention| mention["text"] == "Türkiye"));
}

#[test]
fn every_mention_stands_where_it_says_and_none_in_boilerplate() {
    let Some((_dir, place)) = seeds() else { return };
    for name in ["Khawaja Asif", "Taliban", "Pakistan", "TTP"] {
        let (found, summary) = mentions(&place, name, &[]);
        assert_eq!(summary["mentions"], found.len(), "{name}");
        for mention in &found {
            let id = mention["article"]["id"].as_str().unwrap();
            let article = lines(&morgue(&place, &["show", id, "--format", "json"])).remove(0);
            let span = mention["start"].as_u64().unwrap() as usize..mention["end"].as_u64().unwrap() as usize;
            assert_eq!(article["text"].as_str().unwrap().get(span), mention["text"].as_str());
            assert_ne!(mention["zone"], "boilerplate");
        }
    }
}

const COUNCIL: &[(&str, &str)] = &[
    (
        "a.txt",
        "Road plan splits the council\n\nCouncillor Maren Oldacre said the road would be built. Mrs. Oldacre has led the council since May. Oldacre lives in Port Calder.\n",
    ),
    (
        "b.txt",
        "A farmer objects\n\nThe farmer Jonas Oldacre said on Friday that he would not sell. Oldacre, 61, owns the field. \"We were not asked,\" Mr. Oldacre said.\n",
    ),
    ("c.txt", "Letters\n\nWhat Oldacre wants is plain, a reader writes. The council of Port Calder meets on Monday.\n"),
    (
        "d.txt",
        "Minutes\n\nMaren Oldacre opened the meeting of the council in Port Calder at noon. Nothing else was said.\n",
    ),
];

#[test]
fn two_people_of_one_surname_are_kept_apart() {
    let (_dir, place) = archive(COUNCIL);
    let (found, summary) = mentions(&place, "Maren Oldacre", &[]);
    let of = |id: &str| found.iter().filter(|mention| mention["article"]["id"] == id).count();
    assert_eq!((of("a.txt"), of("b.txt"), of("d.txt")), (3, 0, 1));
    assert!(summary["others"].as_u64().unwrap() > 0);
    // Where nobody is named in full, the one whom most articles mean is meant, probably.
    let bare: Vec<&Value> = found.iter().filter(|mention| mention["article"]["id"] == "c.txt").collect();
    assert_eq!(bare.len(), 1);
    assert_eq!(bare[0]["confidence"], "medium");
    let (found, summary) = mentions(&place, "Jonas Oldacre", &[]);
    assert!(found.iter().all(|mention| mention["article"]["id"] == "b.txt"));
    assert_eq!((found.len(), &summary["low"]), (3, &Value::from(1)));
    let (found, _) = mentions(&place, "Jonas Oldacre", &["--low"]);
    assert_eq!(found.len(), 4);
}

#[test]
fn what_is_recognised_in_pieces_or_inside_something_else_is_given_as_it_stands() {
    let (_dir, place) = archive(&[
        (
            "a.txt",
            "Ferry talks\n\nThe Harbour Union of Port Calder met on Monday. The Harbour Union, a rival of the Port Calder Harbour League, will strike.\n",
        ),
        (
            "b.txt",
            "Dear bread\n\nThe minister Anselm Price said that the price of bread would fall. Mr. Price gave no date.\n",
        ),
    ]);
    // A surname in lower case is a word, and no mention of any certainty.
    let (found, summary) = mentions(&place, "Anselm Price", &["--low"]);
    assert_eq!(
        (forms(&found), &summary["low"]),
        (BTreeMap::from([("Anselm Price".into(), 1), ("Price".into(), 1)]), &Value::from(0))
    );
    // A longer name that is not sure never takes the place of the sure one inside it.
    let (found, _) = mentions(&place, "Port Calder", &["--low"]);
    assert_eq!(forms(&found), BTreeMap::from([("Port Calder".into(), 2)]));
}

#[test]
fn forms_can_be_left_out_and_taken_in() {
    let (_dir, place) = archive(COUNCIL);
    let (found, _) = mentions(&place, "Maren Oldacre", &["--exclude", "Oldacre"]);
    assert!(found.iter().all(|mention| mention["text"] == "Maren Oldacre"));
    let (found, _) = mentions(&place, "Maren Oldacre", &["--include", "the council"]);
    assert!(found.iter().any(|mention| mention["text"] == "the council"));
    let (found, _) = mentions(&place, "Maren Oldacre", &["--exact"]);
    assert_eq!(found.len(), 2);
}

#[test]
fn every_row_of_a_list_has_its_answer_in_its_place() {
    let (dir, place) = archive(COUNCIL);
    let long = "x".repeat(10_000);
    let rows = ["Maren Oldacre", "", "q", "\"Oldacre\" OR (", "NOT -w/5", &long, "Port Calder", "…"];
    let list = dir.path().join("list.txt");
    fs::write(&list, rows.join("\n")).unwrap();
    let output = morgue(&place, &["mentions", "--batch", list.to_str().unwrap(), "--format", "json"]);
    let lines = lines(&output);
    let summaries: Vec<&Value> = lines.iter().filter(|line| line["type"] == "summary").collect();
    let status: Vec<&str> = summaries.iter().map(|line| line["status"].as_str().unwrap()).collect();
    assert_eq!(status, ["ok", "rejected", "none", "none", "none", "none", "ok", "rejected"]);
    let ids: Vec<&str> = summaries.iter().map(|line| line["query"].as_str().unwrap()).collect();
    assert_eq!(ids, ["1", "2", "3", "4", "5", "6", "7", "8"]);
    assert!(
        lines.iter().all(|line| line["name"] == rows[line["query"].as_str().unwrap().parse::<usize>().unwrap() - 1])
    );
}

#[test]
fn a_list_answers_as_its_names_do_one_by_one() {
    let (dir, place) = archive(COUNCIL);
    let rows = ["Maren Oldacre", "Oldacre", "Jonas Oldacre", "Port Calder", "the council"];
    let list = dir.path().join("list.tsv");
    fs::write(&list, rows.map(|row| format!("id of {row}\t{row}\n")).concat()).unwrap();
    let all = lines(&morgue(&place, &["mentions", "--batch", list.to_str().unwrap(), "--format", "json"]));
    let mut alone = Vec::new();
    for row in rows {
        let (found, summary) = mentions(&place, row, &[]);
        for mut line in found.into_iter().chain([summary]) {
            line["query"] = format!("id of {row}").into();
            line["name"] = row.into();
            alone.push(line);
        }
    }
    assert_eq!(all, alone);
}

#[test]
fn the_newsrooms_own_aliases_count_without_indexing_anew() {
    let (dir, place) = archive(COUNCIL);
    let file = dir.path().join("aliases.toml");
    fs::write(
        &file,
        "[[name]]\ncanonical = \"Maren Oldacre\"\nforms = [\"the council\"]\nnever = [\"Jonas Oldacre\"]\n",
    )
    .unwrap();
    let aliases = ["--aliases", file.to_str().unwrap()];
    let (found, _) = mentions(&place, "Maren Oldacre", &aliases);
    assert_eq!(forms(&found).get("the council"), Some(&3));
    assert!(found.iter().all(|mention| mention["article"]["id"] != "b.txt"));
    fs::write(&file, "[[name]]\nforms = 3\n").unwrap();
    let output = morgue(&place, &["mentions", "Oldacre", aliases[0], aliases[1]]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("line 2"), "{}", stderr(&output));
}

/// Every place of `name` in `text`, letter by letter and word by word.
fn scan(text: &str, name: &str) -> BTreeSet<(usize, usize)> {
    let wanted: Vec<&str> = words(name).into_iter().map(|word| &name[word]).collect();
    let there = words(text);
    let rows = there.windows(wanted.len().max(1));
    let same =
        |row: &&[std::ops::Range<usize>]| row.iter().zip(&wanted).all(|(word, wanted)| &text[word.clone()] == *wanted);
    // A full stop that was typed belongs to the name: `Corp.`.
    let stop =
        |end: usize| usize::from(name.ends_with('.') && !text[..end].ends_with('.') && text[end..].starts_with('.'));
    let span = |row: &[std::ops::Range<usize>]| (row[0].start, row[row.len() - 1].end + stop(row[row.len() - 1].end));
    rows.filter(same).map(span).collect()
}

/// Holds `mentions --exact` against a scan of the texts, for one in so many of the names of an archive.
fn exact_equals_a_scan(place: &Path, one_in: usize) -> usize {
    let listed = lines(&morgue(place, &["names", "--top", "0", "--format", "json"]));
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    let output =
        morgue(place, &["query", "NOT \"no such words at all\"", "-n", "1000000", "--articles", "--format", "json"]);
    for hit in lines(&output).iter().filter(|line| line["type"] == "hit") {
        let id = hit["article"]["id"].as_str().unwrap();
        let article = lines(&morgue(place, &["show", id, "--format", "json"])).remove(0);
        texts.insert(id.to_owned(), article["text"].as_str().unwrap().to_owned());
    }
    let mut checked = 0;
    for name in listed.iter().filter(|line| line["type"] == "name").step_by(one_in) {
        let name = name["name"].as_str().unwrap();
        let (found, _) = mentions(place, name, &["--exact", "--zones", "all"]);
        let mut spans: BTreeMap<&str, BTreeSet<(usize, usize)>> = BTreeMap::new();
        for mention in &found {
            let span = (mention["start"].as_u64().unwrap() as usize, mention["end"].as_u64().unwrap() as usize);
            spans.entry(mention["article"]["id"].as_str().unwrap()).or_default().insert(span);
        }
        for (id, text) in &texts {
            // Only where the words of the name are separated by white space are they the letters as typed.
            let typed = |span: &(usize, usize)| text[span.0..span.1].split_whitespace().eq(name.split_whitespace());
            let expected: BTreeSet<(usize, usize)> = scan(text, name).into_iter().filter(typed).collect();
            assert_eq!(spans.remove(id.as_str()).unwrap_or_default(), expected, "{name} in {id}");
        }
        checked += 1;
    }
    checked
}

#[test]
fn exact_mentions_equal_an_independent_scan() {
    let (_dir, place) = of(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus")));
    assert!(exact_equals_a_scan(&place, 1) > 100);
    if let Some((_dir, place)) = seeds() {
        assert!(exact_equals_a_scan(&place, 1) > 50);
    }
}

#[test]
fn names_are_listed_with_their_forms_and_within_a_query() {
    let (_dir, place) = archive(COUNCIL);
    let all = lines(&morgue(&place, &["names", "--kind", "person", "--format", "json"]));
    let named = |name: &str| all.iter().find(|line| line["name"] == name).unwrap_or_else(|| panic!("{name}: {all:?}"));
    assert_eq!(named("Maren Oldacre")["articles"], 2);
    let within = lines(&morgue(&place, &["names", "--in", "farmer", "--format", "json"]));
    assert!(within.iter().any(|line| line["name"] == "Jonas Oldacre"));
    assert!(within.iter().all(|line| line["name"] != "Maren Oldacre"));
    let shown = stdout(&morgue(&place, &["show", "a.txt", "--names"]));
    assert!(
        shown.contains("[Maren Oldacre]") && shown.contains("person  Maren Oldacre: Maren Oldacre 1, Oldacre 2"),
        "{shown}"
    );
}
