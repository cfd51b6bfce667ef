//! Every operator on real articles: 500 random queries, the index against a reading of every text. The same articles, and in each the
//! same spans; no mark outside a match, no match without a mark.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set up its case has failed")]

mod common;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use common::{Chance, shared};
use flate2::read::GzDecoder;
use morgue::article::Article;
use morgue::backend::{Backend, Place, Wanted};
use morgue::index::{LocalIndex, Plan, Progress, Roots, update};
use morgue::query::spans::{Matcher, Outline};
use morgue::query::{Options, Query, parse};
use morgue::search::understood;
use morgue::text::axis::Axis;
use morgue::text::compounds::Compound;
use morgue::text::fold::phrase;

/// One in so many articles of both archives is taken, so that reading every text for every query takes seconds. `OPERATORS_ONE_IN=1`
/// in the environment takes them all.
const ONE_IN: usize = 48;
const QUERIES: usize = 500;

fn sample(into: &Path) -> Option<()> {
    let one_in = std::env::var("OPERATORS_ONE_IN").ok().and_then(|number| number.parse().ok()).unwrap_or(ONE_IN);
    let mut out = std::fs::File::create(into).unwrap();
    for name in ["archive/reuters21578.jsonl.gz", "archive/whitehouse.jsonl.gz"] {
        let reader = BufReader::new(GzDecoder::new(std::fs::File::open(shared(name)?).unwrap()));
        for line in reader.lines().step_by(one_in) {
            writeln!(out, "{}", line.unwrap()).unwrap();
        }
    }
    Some(())
}

/// Writes random queries from the words of the archive.
struct Writer<'a> {
    chance: Chance,
    axes: &'a [Axis],
    articles: &'a [Article],
    compounds: &'a [Compound],
}

impl Writer<'_> {
    fn word(&mut self) -> String {
        loop {
            let axis = self.chance.pick(self.axes);
            let word = if axis.is_empty() { "" } else { axis.folded(self.chance.below(axis.len())) };
            if word.chars().all(|letter| letter.is_ascii_lowercase()) && word.len() > 1 && word != "not" {
                return word.to_owned();
            }
        }
    }

    fn phrase(&mut self) -> String {
        let axis = self.axes.iter().filter(|axis| axis.len() > 3).nth(self.chance.below(200)).unwrap();
        let at = self.chance.below(axis.len() - 2);
        format!("\"{} {}\"", axis.folded(at), axis.folded(at + 1))
    }

    /// A compound of the archive, in one piece or in a phrase.
    fn compound(&mut self) -> String {
        let compound = self.chance.pick(self.compounds);
        let joined = if self.chance.below(2) == 0 { compound.joined() } else { compound.parts.join(" ") };
        if self.chance.below(2) == 0 { format!("\"{joined}\"") } else { format!("({})", joined.replace(' ', " OR ")) }
    }

    /// A name of the archive in one of its forms, or any of its kind.
    fn name(&mut self) -> String {
        loop {
            let names = &self.chance.pick(self.articles).names;
            if names.mentions.is_empty() {
                continue;
            }
            let entity = self.chance.pick(&names.entities);
            let form = phrase(&entity.name);
            // A name of signs alone cannot be asked for.
            let whole = self.chance.below(5) > 0 && !form.is_empty();
            let last = form.rsplit(' ').next().unwrap_or_default();
            let form = if self.chance.below(3) == 0 { last } else { &form };
            return if whole {
                format!("{}:\"{form}\"", entity.kind.word())
            } else {
                format!("{}:*", entity.kind.word())
            };
        }
    }

    fn place(&mut self) -> String {
        let word = self.word();
        let cut = 1 + self.chance.below(word.len());
        match self.chance.below(21) {
            0 => self.phrase(),
            1 => format!("{}*", &word[..cut]),
            2 => format!("*{}", &word[cut - 1..]),
            3 if word.len() > 2 => format!("{}?{}", &word[..1], &word[2..]),
            4 => format!("~{word}/1"),
            5 => format!("/{}.?{}/", &word[..cut], &word[cut..]),
            6 => format!("={word}"),
            7 => format!("({word} OR {})", self.word()),
            8 => format!("lead:{word}"),
            9 => format!("headline:{word}"),
            10 => format!("atleast{}({word})", 1 + self.chance.below(4)),
            11 => format!("quote:{word}"),
            12 => format!("{word}-{}", self.word()),
            13 => self.compound(),
            14..=17 => self.name(),
            18 => format!("headline:{}", self.name()),
            19 => format!("atleast{}({})", 1 + self.chance.below(4), self.name()),
            _ => word,
        }
    }

    fn near(&mut self) -> String {
        let number = 1 + self.chance.below(20);
        let near = match self.chance.below(4) {
            0 => "/s".to_owned(),
            1 => "/p".to_owned(),
            2 => format!("pre/{number}"),
            _ => format!("w/{number}"),
        };
        let not = if self.chance.below(4) == 0 { "not " } else { "" };
        format!("{} {not}{near} {}", self.place(), self.place())
    }

    fn query(&mut self) -> String {
        match self.chance.below(6) {
            0 => self.place(),
            1 => format!("{} {}", self.near(), self.place()),
            2 => format!("{} OR {}", self.near(), self.near()),
            3 => format!("{} -({})", self.place(), self.near()),
            4 => format!("({}) w/9 {}", self.near(), self.place()),
            _ => self.near(),
        }
    }
}

/// What the index says: the articles that match, each with its outline.
fn by_index(index: &LocalIndex, query: &Query) -> BTreeMap<Place, Outline> {
    let found = index.find(query, Wanted { depth: usize::MAX, ..Wanted::default() }).unwrap();
    assert_eq!(found.total, found.best.len());
    let places: Vec<Place> = found.best.iter().map(|candidate| candidate.place).collect();
    let outlines = index.outlines(query, &places).unwrap();
    places.into_iter().zip(outlines).collect()
}

#[test]
fn the_index_and_a_reading_of_every_text_find_the_same_spans() {
    let dir = tempfile::tempdir().unwrap();
    let corpus = dir.path().join("sample.jsonl");
    let Some(()) = sample(&corpus) else { return };
    let plan = Plan { dir: dir.path().join("index"), roots: Roots::These(vec![corpus]), threads: 2, rebuild: false };
    update(&plan, &Progress::default()).unwrap();
    let index = LocalIndex::open(&plan.dir).unwrap();
    let everything = parse("-xyzzyxyzzy", Options::default()).unwrap();
    let places: Vec<Place> = by_index(&index, &everything).into_keys().collect();
    let articles: Vec<Article> = places.iter().map(|place| index.article(*place).unwrap()).collect();
    let axes: Vec<Axis> = articles.iter().map(Axis::of).collect();
    let compounds = index.compounds("", &|_| true).unwrap();
    let mut writer =
        Writer { chance: Chance(0x9E37_79B9_7F4A_7C15), axes: &axes, articles: &articles, compounds: &compounds };
    let mut matches = 0;
    for _ in 0..QUERIES {
        let text = writer.query();
        let query = parse(&text, Options::default()).unwrap_or_else(|error| panic!("{text}: {error}"));
        let query = understood(&index, query).unwrap();
        let reader = Matcher::new(&query);
        let read =
            |((place, article), axis): ((&Place, &Article), &Axis)| Some((*place, reader.outline(article, axis)?));
        let expected: BTreeMap<Place, Outline> = places.iter().zip(&articles).zip(&axes).filter_map(read).collect();
        let found = by_index(&index, &query);
        assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "{text}");
        assert_eq!(found, expected, "{text}");
        assert!(found.values().all(|outline| !outline.marks.is_empty()), "{text}: a match without a mark");
        matches += found.len();
    }
    assert!(matches > 5_000, "{matches}");
}
