//! The algebra on postings, on the words of a text, and by trying every pair of places: random queries on random articles, three times
//! the same places. And what the documented meaning of each operator says of a text made for it.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set up its case has failed")]

mod common;

#[path = "../fuzz/reference.rs"]
mod reference;

use std::collections::BTreeMap;
use std::fs;

use common::Chance;
use morgue::article::Article;
use morgue::backend::{Backend, Place, Wanted};
use morgue::index::{LocalIndex, Plan, Progress, Roots, update};
use morgue::query::spans::{Matcher, Outline};
use morgue::query::{Options, parse};
use morgue::search::understood;
use morgue::text::axis::Axis;
use serde_json::json;

const ARTICLES: usize = 120;
const QUERIES: usize = 180;

/// Few words, so that places are near each other often.
const WORDS: [&str; 30] = [
    "dam",
    "dam",
    "dams",
    "Dam",
    "river",
    "river",
    "Rivers",
    "lake",
    "lake",
    "US",
    "us",
    "U.S.",
    "cross-border",
    "crossborder",
    "cross",
    "border",
    "terror",
    "terrorist",
    "2024",
    "1,500",
    "1500",
    "the",
    "the",
    "of",
    "Türkiye",
    "Turkiye",
    "don't",
    "O'Brien",
    "said",
    "said",
];

/// Names and figures, as they stand in a text.
const NAMES: [&str; 14] = [
    "President Maria Lopez",
    "Mr. Lopez",
    "Maria Lopez",
    "Istanbul",
    "the Bank of England",
    "Barack Obama",
    "three dams",
    "$5 million",
    "5 percent",
    "more than 20 dams",
    "between 20 and 30 rivers",
    "October 12",
    "fifteen hundred",
    "said Maria Lopez",
];

/// Clauses that ask for names, figures and speakers, those among `WORDS` too.
const ASKED: [&str; 22] = [
    "person:lopez",
    "person:\"Maria Lopez\"",
    "place:istanbul",
    "place:turkiye",
    "org:\"bank of england\"",
    "person:*",
    "org:*",
    "place:*",
    "other:*",
    "figure:2024",
    "figure:1500",
    "figure:*",
    "count:3",
    "count:>=3",
    "count:20..30 dams",
    "money:>=1m usd",
    "percent:5%",
    "date:2024",
    "date:--10-12",
    "speaker:lopez",
    "speaker:*",
    "quote:(dam speaker:lopez)",
];

fn text(chance: &mut Chance, words: usize) -> String {
    let mut text = String::new();
    for _ in 0..words {
        let word = if chance.below(6) == 0 { *chance.pick(&NAMES) } else { *chance.pick(&WORDS) };
        let piece = match chance.below(14) {
            0 => format!("\"{word}, {}.\" ", chance.pick(&WORDS)),
            1 => format!("{word}. The "),
            2 => format!("{word}.\n\n"),
            3 => format!("\u{201C}{word} "),
            4 => format!("{word}\u{201D} "),
            _ => format!("{word} "),
        };
        text.push_str(&piece);
    }
    text
}

fn archive(chance: &mut Chance) -> String {
    let record = |number: usize, chance: &mut Chance| {
        let (headline, body) = (chance.below(6), 1 + chance.below(50));
        let title = text(chance, headline).replace('\n', " ");
        json!({"id": format!("n{number}"), "title": title.trim(), "body": text(chance, body)}).to_string()
    };
    (0..ARTICLES).map(|number| record(number, chance) + "\n").collect()
}

struct Writer<'a>(&'a mut Chance);

impl Writer<'_> {
    fn word(&mut self) -> String {
        (*self.0.pick(&WORDS)).to_owned()
    }

    /// What can stand at either side of a near.
    fn place(&mut self, depth: usize) -> String {
        let word = self.word();
        match self.0.below(if depth == 0 { 13 } else { 21 }) {
            0 => format!("\"{word} {}\"", self.word()),
            1 => format!("={word}"),
            2 => "terror*".to_owned(),
            3 => "*order".to_owned(),
            4 => "la?e".to_owned(),
            5 => "~rivver".to_owned(),
            6 => "/d[ao]ms?/".to_owned(),
            7..=9 => word,
            10..=12 => (*self.0.pick(&ASKED)).to_owned(),
            13 => format!("({} OR {})", self.place(depth - 1), self.place(depth - 1)),
            14 => format!("atleast{}({})", 1 + self.0.below(3), self.place(depth - 1)),
            15 => format!("lead:({})", self.place(depth - 1)),
            16 => format!("quote:({})", self.place(depth - 1)),
            17 => format!("headline:({})", self.plain_place()),
            18 => format!("body:({})", self.plain_place()),
            _ => format!("({})", self.near(depth - 1)),
        }
    }

    /// A place that is in no field yet.
    fn plain_place(&mut self) -> String {
        format!("{} OR {} OR {}", self.word(), self.word(), self.0.pick(&ASKED))
    }

    fn near(&mut self, depth: usize) -> String {
        let words = 1 + self.0.below(8);
        let near = [format!("w/{words}"), format!("pre/{words}"), "/s".into(), "/p".into()][self.0.below(4)].clone();
        let not = ["", "", "not "][self.0.below(3)];
        format!("{} {not}{near} {}", self.place(depth), self.place(depth))
    }

    fn query(&mut self) -> String {
        let clause = |writer: &mut Self| if writer.0.below(3) == 0 { writer.place(2) } else { writer.near(2) };
        match self.0.below(5) {
            0 => format!("{} {}", clause(self), clause(self)),
            1 => format!("({} AND {}) OR {}", clause(self), clause(self), clause(self)),
            2 => format!("{} -({})", clause(self), clause(self)),
            3 => format!("({} {}) w/6 {}", self.word(), self.word(), self.place(1)),
            _ => clause(self),
        }
    }
}

#[test]
fn postings_text_and_the_trying_of_every_pair_agree() {
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let dir = tempfile::tempdir().unwrap();
    let corpus = dir.path().join("made.jsonl");
    fs::write(&corpus, archive(&mut chance)).unwrap();
    let plan = Plan { dir: dir.path().join("index"), roots: Roots::These(vec![corpus]), threads: 1, rebuild: false };
    update(&plan, &Progress::default()).unwrap();
    let index = LocalIndex::open(&plan.dir).unwrap();
    let all = Wanted { depth: usize::MAX, ..Wanted::default() };
    let everything = index.find(&parse("-xyzzy", Options::default()).unwrap(), all).unwrap();
    let read = |place: Place| (place, index.article(place).unwrap());
    let articles: Vec<(Place, Article)> = everything.best.iter().map(|found| read(found.place)).collect();
    let articles: Vec<_> = articles.into_iter().map(|(place, article)| (place, Axis::of(&article), article)).collect();
    let mentions: usize = articles.iter().map(|(_, _, article)| article.names.mentions.len()).sum();
    assert!(mentions > ARTICLES, "{mentions} names");
    let (mut pairs, mut matches) = (0, 0);
    for _ in 0..QUERIES {
        let written = Writer(&mut chance).query();
        let parsed = parse(&written, Options::default()).unwrap_or_else(|error| panic!("{written}: {error}"));
        let query = understood(&index, parsed).unwrap();
        let found: Vec<Place> = index.find(&query, all).unwrap().best.iter().map(|found| found.place).collect();
        let outlines = index.outlines(&query, &found).unwrap();
        let by_postings: BTreeMap<Place, Outline> = found.into_iter().zip(outlines).collect();
        let reader = Matcher::new(&query);
        for (place, axis, article) in &articles {
            let by_text = reader.outline(article, axis);
            assert_eq!(by_postings.get(place), by_text.as_ref(), "{written}: {}", article.text);
            let expected = reference::matched(&query, article, axis);
            assert_eq!(by_text.as_ref().map(reference::places), expected, "{written}: {}", article.text);
            pairs += 1;
            matches += usize::from(expected.is_some());
        }
    }
    assert!(pairs >= 20_000 && matches > pairs / 10, "{pairs} pairs, {matches} matches");
}

/// What a query marks in a text.
fn marked(query: &str, text: &str) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    let corpus = dir.path().join("one.jsonl");
    let (title, body) = text.split_once("\n\n").unwrap_or(("", text));
    fs::write(&corpus, json!({"id": "x", "title": title, "body": body}).to_string()).unwrap();
    let plan = Plan { dir: dir.path().join("index"), roots: Roots::These(vec![corpus]), threads: 1, rebuild: false };
    update(&plan, &Progress::default()).unwrap();
    let index = LocalIndex::open(&plan.dir).unwrap();
    let query = understood(&index, parse(query, Options::default()).unwrap()).unwrap();
    let article = index.article(index.locate("x").unwrap().unwrap()).unwrap();
    let axis = Axis::of(&article);
    let matcher = Matcher::new(&query);
    let outline = matcher.outline(&article, &axis).unwrap_or_default();
    matcher
        .highlights(&article, &axis, &outline.marks)
        .iter()
        .map(|mark| mark.span.of(&article.text).to_owned())
        .collect()
}

#[test]
fn a_word_that_stands_twice_in_a_near_is_followed_at_both_places() {
    let dir = tempfile::tempdir().unwrap();
    let corpus = dir.path().join("two.jsonl");
    let record = |number: usize| json!({"id": number.to_string(), "body": if number < 6 { "A dam, a lake." } else { "A dam, a weir." }});
    fs::write(&corpus, (0..7).map(|number| record(number).to_string() + "\n").collect::<String>()).unwrap();
    let plan = Plan { dir: dir.path().join("index"), roots: Roots::These(vec![corpus]), threads: 1, rebuild: false };
    update(&plan, &Progress::default()).unwrap();
    let index = LocalIndex::open(&plan.dir).unwrap();
    let total = |query: &str| index.find(&parse(query, Options::default()).unwrap(), Wanted::default()).unwrap().total;
    assert_eq!(total("dam w/6 ((dam /p weir) OR lake)"), 6);
    assert_eq!(total("((dam /p weir) OR lake) w/6 dam"), 6);
}

#[test]
fn every_operator_marks_what_it_is_documented_to_mean() {
    const TEXT: &str = "Dam talks open\n\nTalks on the dam opened. The US asked us for a final warning, not the final word: \"No dam, no \
        deal,\" it said.\n\nTürkiye’s cross-border river runs through Pakistan. Pakistani rivers rose; 1,500 fled in 2024.";
    for (query, expected) in [
        ("talks", &["talks", "Talks"][..]),
        ("\"final warning\"", &["final warning"]),
        ("=Dam", &["Dam"]),
        ("=\"the dam\"", &["the dam"]),
        ("US", &["US"]),
        ("us", &["US", "us"]),
        ("turkiye", &["Türkiye"]),
        ("crossborder", &["cross-border"]),
        ("cross\u{2013}border", &["cross-border"]),
        ("pakistan*", &["Pakistan", "Pakistani"]),
        ("*stan", &["Pakistan"]),
        ("r?ver", &["river"]),
        ("/^[a-z]+stan$/", &["Pakistan"]),
        ("~pakistn/1", &["Pakistan"]),
        ("~pakistn", &["Pakistan", "Pakistani"]),
        ("1500", &["1,500"]),
        ("talks w/3 dam", &["Dam", "talks", "Talks", "dam"]),
        ("talks pre/3 dam", &["Talks", "dam"]),
        ("dam pre/1 talks", &["Dam", "talks"]),
        ("us /s deal", &["us", "deal"]),
        ("fled /s pakistan", &[]),
        ("fled /p pakistan", &["Pakistan", "fled"]),
        ("dam not w/3 talks", &["dam"]),
        ("dam not /s deal", &["Dam", "dam"]),
        ("dam not /p deal", &["Dam"]),
        ("atleast3(dam)", &["Dam", "dam", "dam"]),
        ("atleast4(dam)", &[]),
        ("headline:dam", &["Dam"]),
        ("body:dam", &["dam", "dam"]),
        ("lead:river", &[]),
        ("lead:dam", &["Dam", "dam", "dam"]),
        ("quote:dam", &["dam"]),
        ("quote:(dam w/3 deal)", &["dam", "deal"]),
        ("quote:(warning OR word)", &[]),
        ("(talks final) w/9 dam", &["Dam", "talks", "Talks", "dam", "final", "final", "dam"]),
        ("dam -lake", &["Dam", "dam", "dam"]),
        ("dam -river", &[]),
        ("lake OR river", &["river", "rivers"]),
    ] {
        assert_eq!(marked(query, TEXT), expected, "{query}");
    }
}
