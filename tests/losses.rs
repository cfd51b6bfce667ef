//! Silent losses of other search engines, found while reading their code and their users' complaints; each has a test here that
//! this one does not share it: caps on hits, on text, on words, on what is marked, and words that are never found.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot prepare its archive has failed")]

mod common;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use tempfile::TempDir;

use common::{ask, lines, stderr};

struct Archive {
    dir: TempDir,
}

impl Archive {
    /// An index of these files.
    fn of(files: &[(&str, &str)]) -> Self {
        let archive = Self { dir: tempfile::tempdir().unwrap() };
        let corpus = archive.dir.path().join("corpus");
        fs::create_dir(&corpus).unwrap();
        for (name, text) in files {
            fs::write(corpus.join(name), text).unwrap();
        }
        let report = common::index(&archive.index(), &corpus);
        assert!(report.contains("skipped nothing"), "{report}");
        archive
    }

    fn index(&self) -> PathBuf {
        self.dir.path().join("index")
    }

    /// The ids that match, in the order of ids.
    fn ids(&self, query: &str) -> Vec<String> {
        let mut ids = common::ids(&self.index(), query, &[]);
        ids.sort();
        ids
    }

    /// All that is marked in the only article that matches: where it begins, and how it reads.
    fn marked(&self, query: &str) -> Vec<(usize, String)> {
        let (hits, summary) = ask(&self.index(), query, &["--passages", "100000"]);
        assert_eq!(summary["articles"], 1, "{query:.80}");
        let passages = hits[0]["passages"].as_array().unwrap().iter();
        let marks = passages.flat_map(|passage| passage["highlights"].as_array().unwrap());
        let mut marks: Vec<_> =
            marks.map(|mark| (number(&mark["start"]), mark["text"].as_str().unwrap().to_owned())).collect();
        marks.sort();
        marks
    }
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

/// Where `word` stands in `text`, everywhere.
fn places(text: &str, word: &str) -> Vec<(usize, String)> {
    text.match_indices(word).map(|(at, word)| (at, word.to_owned())).collect()
}

// ---- Many results ----

const ARTICLES: usize = 12_000;
const GROUPS: usize = 300;
/// In how many groups each article is.
const SHARES: usize = 6;

/// Tiny articles, each with a word of its own, words of six groups, and one word for all.
fn many() -> Archive {
    let mut records = String::new();
    for number in 0..ARTICLES {
        let groups: Vec<String> = (0..SHARES).map(|share| format!("group{}", (number + share * 50) % GROUPS)).collect();
        let body = format!("Ferry own{number} {}", groups.join(" "));
        writeln!(records, "{}", json!({"id": format!("n{number}"), "body": body})).unwrap();
    }
    Archive::of(&[("wire.jsonl", &records)])
}

#[test]
fn twelve_thousand_hits_are_counted_and_listed_to_the_last() {
    let archive = many();
    let (hits, summary) = ask(&archive.index(), "ferry", &["-n", "20000"]);
    assert_eq!((&summary["articles"], &summary["shown"]), (&json!(ARTICLES), &json!(ARTICLES)));
    assert_eq!(summary["caps"], json!([]));
    let ids: BTreeSet<&str> = hits.iter().map(|hit| hit["article"]["id"].as_str().unwrap()).collect();
    assert_eq!((hits.len(), ids.len()), (ARTICLES, ARTICLES));
    assert!(hits.iter().enumerate().all(|(index, hit)| hit["rank"] == index + 1));
    assert!(hits.iter().all(|hit| hit["passages"][0]["highlights"][0]["text"] == "Ferry"));
}

#[test]
fn hits_beyond_ten_thousand_can_be_paged_to_and_the_total_stays() {
    let archive = many();
    let (all, _) = ask(&archive.index(), "ferry", &["-n", "20000", "--articles"]);
    for from in [0, 195, 999, 9_995, ARTICLES - 5] {
        let (page, summary) = ask(&archive.index(), "ferry", &["-n", "10", "--from", &from.to_string(), "--articles"]);
        let end = (from + 10).min(ARTICLES);
        assert_eq!(page, all[from..end], "{from}");
        assert_eq!((&summary["articles"], &summary["shown"]), (&json!(ARTICLES), &json!(end - from)));
    }
    let (page, summary) = ask(&archive.index(), "ferry", &["--from", &ARTICLES.to_string()]);
    assert_eq!((page.len(), &summary["articles"]), (0, &json!(ARTICLES)));
}

#[test]
fn every_query_of_a_long_batch_is_answered_whole() {
    const EACH: usize = ARTICLES * SHARES / GROUPS;
    let archive = many();
    let rows = archive.dir.path().join("rows.tsv");
    let queries: Vec<String> = (0..GROUPS).map(|group| format!("q{group}\tgroup{group}")).collect();
    fs::write(&rows, queries.join("\n")).unwrap();
    let output = common::morgue(
        &archive.index(),
        &["query", "--batch", &rows.to_string_lossy(), "-n", "20000", "--articles", "--format", "json"],
    );
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let lines = lines(&output);
    let ends: Vec<&Value> = lines.iter().filter(|line| line["type"] == "summary").collect();
    assert_eq!(ends.len(), GROUPS);
    for (group, end) in ends.into_iter().enumerate() {
        assert_eq!(end["query"], format!("q{group}"));
        assert_eq!((&end["articles"], &end["shown"]), (&json!(EACH), &json!(EACH)), "{end}");
    }
    // More than the 60 000 rows after which another engine saves no more.
    assert_eq!(lines.len(), GROUPS * EACH + GROUPS);
}

// ---- Long texts ----

const PARAGRAPHS: usize = 230_000;
/// Every so often a paragraph holds the word that is looked for.
const APART: usize = 2_300;

/// A text of more than 25 million characters, a rare word here and there and at its very end.
fn long_text() -> String {
    let mut text = String::from("The chronicle of the harbour\n\n");
    for number in 0..PARAGRAPHS {
        let rare = if number % APART == 0 { "Then came the Ossel\u{e9} pilots. " } else { "" };
        let sentence = "The tide book of the harbour says that the pilots waited for high water on day";
        write!(text, "{rare}{sentence} {number}, as they had done before.\n\n").unwrap();
    }
    text + "Here ends the zyzzyva."
}

#[test]
fn a_text_of_25_million_characters_is_found_marked_and_counted_to_its_end() {
    let text = long_text();
    assert!(text.len() > 25_000_000, "{}", text.len());
    let archive = Archive::of(&[("long.txt", &text)]);
    // The last word lies behind 20 000 000 characters, 65 535 and 1 000 000 words.
    assert_eq!(archive.marked("zyzzyva"), places(&text, "zyzzyva"));
    // Every place from the first to the last is marked, and the marks stand where the word does.
    let all = places(&text, "Ossel\u{e9}");
    assert_eq!(all.len(), PARAGRAPHS / APART);
    assert_eq!(archive.marked("ossele"), all);
    assert_eq!(archive.marked("\"ossele pilots\""), places(&text, "Ossel\u{e9} pilots"));
    let late = format!("day {}", PARAGRAPHS - 1);
    assert_eq!(archive.marked(&format!("\"{late}\"")), places(&text, &late));
    let (hits, _) = ask(&archive.index(), "\"ends the zyzzyva\"", &[]);
    assert_eq!(hits[0]["passages"][0]["end"], text.len());
    assert_eq!(archive.ids("zyzzyva -ossele"), Vec::<String>::new());
}

#[test]
fn what_matches_behind_a_hundred_thousand_characters_is_marked_where_it_stands() {
    let filler = "Caf\u{e9} prices rose \u{2014} again \u{2014} in every quarter of the old town.\n\n".repeat(4_000);
    let text = format!(
        "Prices rise again\n\n{filler}The dockers of Brackwater struck. {filler}Brackwater\u{2019}s dockers went back."
    );
    let archive = Archive::of(&[("prices.txt", &text)]);
    assert!(text.find("Brackwater").unwrap() > 100_000);
    assert_eq!(archive.marked("brackwater"), places(&text, "Brackwater"));
    assert_eq!(archive.marked("\"brackwater dockers\"").len(), 1);
}

// ---- Long queries ----

/// A word for a number, of letters only.
fn word(number: usize) -> String {
    let letter = |number: usize| char::from(b'a' + u8::try_from(number % 26).unwrap());
    ['q', letter(number / 26 / 26), letter(number / 26), letter(number), 'x', 'k'].iter().collect()
}

#[test]
fn every_one_of_two_hundred_phrases_in_a_query_is_marked() {
    const PHRASES: usize = 200;
    let phrases: Vec<String> =
        (0..PHRASES).map(|number| format!("{} {}", word(number), word(number + 1_000))).collect();
    let heard: Vec<String> = phrases.iter().map(|phrase| format!("They heard of {phrase} on the quay.")).collect();
    let text = heard.join("\n\n");
    let archive = Archive::of(&[("phrases.txt", &text), ("other.txt", "Nothing was heard on the quay.")]);
    let quoted: Vec<String> = phrases.iter().map(|phrase| format!("\"{phrase}\"")).collect();
    let wanted: Vec<String> = phrases.clone();
    let marked = |query: &str| archive.marked(query).into_iter().map(|mark| mark.1).collect::<Vec<_>>();
    assert_eq!(marked(&quoted.join(" OR ")), wanted);
    assert_eq!(marked(&quoted.join(" ")), wanted);
}

#[test]
fn every_word_of_a_long_query_counts() {
    for count in [11, 15, 64, 300, 1_500] {
        let words: Vec<String> = (0..count).map(word).collect();
        let whole = format!("All of it\n\nThe whole list reads {}.", words.join(" "));
        let short = format!("Nearly all of it\n\nThe short list reads {}.", words[..count - 1].join(" "));
        let archive = Archive::of(&[("whole.txt", &whole), ("short.txt", &short)]);
        assert_eq!(archive.ids(&words.join(" ")), ["whole.txt"], "{count} words");
        let alternatives = format!("nowhere OR nobody OR {}", words.join(" OR "));
        assert_eq!(archive.ids(&alternatives).len(), 2, "{count} words");
        assert_eq!(archive.ids(&format!("list {}", words[count - 1])), ["whole.txt"]);
        assert_eq!(common::ids(&archive.index(), &words.join(" "), &["--plain"]), ["whole.txt"], "{count} words");
        assert_eq!(common::ids(&archive.index(), &words.join(" "), &["--any"]).len(), 2, "{count} words");
    }
}

// ---- Words that others never find ----

#[test]
fn short_names_and_single_letters_are_found() {
    let archive = Archive::of(&[
        ("li.txt", "Envoy named\n\nBo Li met U Nu and Ai Wu in plan B, said X."),
        ("bo.txt", "Other envoy named\n\nBo met the li of the town. They had a plan."),
    ]);
    for query in ["\"Bo Li\"", "\"U Nu\"", "\"bo li\"", "\"Ai Wu\"", "\"plan B\"", "X", "nu", "u nu"] {
        assert_eq!(archive.ids(query), ["li.txt"], "{query}");
    }
    assert_eq!(archive.ids("Bo Li"), ["bo.txt", "li.txt"]);
    assert_eq!(archive.marked("\"Bo Li\"").len(), 1);
    assert_eq!(archive.marked("x")[0].1, "X");
}

#[test]
fn words_of_any_length_are_found_and_told_apart() {
    for length in [39, 40, 41, 63, 64, 65, 255, 256, 4_095, 4_096, 4_097, 65_529, 65_530, 65_531, 70_000] {
        let stem = "donaudampfschiff".repeat(length / 16 + 1)[..length - 1].to_owned();
        let (one, other) = (format!("{stem}a"), format!("{stem}b"));
        let text = |word: &str| format!("A long word\n\nThe registry holds {word} as a name.");
        let archive = Archive::of(&[("one.txt", &text(&one)), ("other.txt", &text(&other))]);
        assert_eq!(archive.ids(&one), ["one.txt"], "{length}");
        assert_eq!(archive.ids(&other), ["other.txt"], "{length}");
        assert_eq!(archive.ids(&stem), Vec::<String>::new(), "{length}");
        assert_eq!(archive.ids(&one.to_uppercase()), ["one.txt"], "{length}");
        assert_eq!(archive.ids(&format!("\"holds {one} as\"")), ["one.txt"], "{length}");
        assert_eq!(archive.marked(&one)[0].1, one, "{length}");
    }
}

#[test]
fn addresses_and_hashes_are_found_whole_and_in_part() {
    let address =
        "https://archive.example.org/2025/11/07/the-dam-that-divided-a-cabinet-and-the-town?ref=front&id=4711";
    let hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    let text = format!("Sources\n\nThe page {address} has the checksum {hash} today.");
    let archive = Archive::of(&[("sources.txt", &text), ("other.txt", "Nothing\n\nThe page has no checksum today.")]);
    let (page, quoted) = (address.split('?').next().unwrap(), format!("\"{address}\""));
    for query in [page, &quoted, hash, "cabinet", "4711", "\"the-dam-that-divided\"", "archive.example.org"] {
        assert_eq!(archive.ids(query), ["sources.txt"], "{query}");
    }
    assert_eq!(common::ids(&archive.index(), address, &["--plain"]), ["sources.txt"]);
}

#[test]
fn there_are_no_noise_words() {
    let archive = Archive::of(&[
        ("hamlet.txt", "The play\n\nHe asks: to be or not to be, that is it."),
        ("other.txt", "A play\n\nShe is not to be seen, or to be heard of, again."),
        ("third.txt", "Ferry late\n\nFerry number nine came late."),
    ]);
    assert_eq!(archive.ids("\"to be or not to be\""), ["hamlet.txt"]);
    assert_eq!(archive.marked("\"to be or not to be\"")[0].1, "to be or not to be");
    for (query, ids) in
        [("the", &["hamlet.txt"][..]), ("not", &["hamlet.txt", "other.txt"]), ("is", &["hamlet.txt", "other.txt"])]
    {
        assert_eq!(archive.ids(query), ids, "{query}");
    }
    assert_eq!(archive.ids("a"), ["other.txt"]);
    assert_eq!(archive.ids("\"or\" \"of\""), ["other.txt"]);
    // A word that others leave out counts between the words of a phrase too.
    assert_eq!(archive.ids("\"asks be\""), Vec::<String>::new());
    assert_eq!(archive.ids("\"asks to be\""), ["hamlet.txt"]);
}

#[test]
fn every_spelling_of_a_word_is_found_not_the_first_fifty() {
    const SPELLINGS: usize = 400;
    let spelled = |number: usize| {
        let letter =
            |(at, letter): (usize, char)| if number >> at & 1 == 1 { letter.to_ascii_uppercase() } else { letter };
        "brackwater".chars().enumerate().map(letter).collect::<String>()
    };
    let record = |number| {
        json!({"id": format!("n{number}"), "body": format!("At {} they met.", spelled(number))}).to_string() + "\n"
    };
    let archive = Archive::of(&[("wire.jsonl", &(0..SPELLINGS).map(record).collect::<String>())]);
    assert_eq!(archive.ids("brackwater").len(), SPELLINGS);
    assert_eq!(archive.ids("BRACKWATER").len(), SPELLINGS);
    assert_eq!(archive.ids("\"brackwater they\"").len(), SPELLINGS);
}

// ---- Numbers ----

#[test]
fn a_number_is_found_however_its_digits_are_grouped() {
    let archive = Archive::of(&[
        ("grouped.txt", "Aid\n\nThe town gave 1,500,000 to the fund."),
        ("plain.txt", "Aid\n\nThe town gave 1500000 to the fund."),
        ("less.txt", "Aid\n\nThe town gave 1,500 to the fund, and 500,000 later."),
        ("list.txt", "Aid\n\nThe towns numbered 1, 500, and 000 gave."),
        ("lakh.txt", "Aid\n\nThe town gave 15,00,000 to the fund."),
    ]);
    for query in ["1,500,000", "1500000", "\"1,500,000\"", "\"gave 1500000 to\"", "15,00,000"] {
        assert_eq!(archive.ids(query), ["grouped.txt", "lakh.txt", "plain.txt"], "{query}");
    }
    assert_eq!(archive.ids("1500"), ["less.txt"]);
    assert_eq!(archive.ids("500,000"), ["less.txt"]);
    assert_eq!(archive.ids("500"), ["list.txt"]);
}

#[test]
fn no_digit_is_ever_fuzzy() {
    let years = 2000..2030;
    let text = |year: i32| format!("Year {year}\n\nIn {year} the dam held, as it had on 1/{year} and before.");
    let files: Vec<(String, String)> = years.clone().map(|year| (format!("{year}.txt"), text(year))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let archive = Archive::of(&files);
    for year in years {
        assert_eq!(archive.ids(&year.to_string()), [format!("{year}.txt")]);
        assert!(archive.marked(&year.to_string()).iter().all(|mark| mark.1 == year.to_string()), "{year}");
    }
    for none in ["202", "20", "1999", "20240", "2024s", "02024"] {
        assert_eq!(archive.ids(none), Vec::<String>::new(), "{none}");
    }
}

#[test]
fn numbers_of_any_length_are_found_and_told_apart() {
    let digits = "1234567890".repeat(5);
    let archive = Archive::of(&[
        ("one.txt", &format!("Account\n\nThe account {digits}1 was closed, rate 0.10 and 5.8bn.")),
        ("two.txt", &format!("Account\n\nThe account {digits}2 was closed, rate 0.1 and 58bn.")),
    ]);
    assert_eq!(archive.ids(&format!("{digits}1")), ["one.txt"]);
    assert_eq!(archive.ids(&format!("{digits}2")), ["two.txt"]);
    assert_eq!(archive.ids(&digits), Vec::<String>::new());
    assert_eq!(archive.ids("5.8bn"), ["one.txt"]);
    assert_eq!(archive.ids("58bn"), ["two.txt"]);
}
