//! Measures the linking of names: `cargo run --release --example linking -- GOLD_FILE [SENTENCES]`. The gold file holds, a document a
//! `#` line, a mention a line: name, kind, sentence, chain. With `SENTENCES` (`CoNLL`, the same documents in the same order) the
//! mentions stand in their sentences; without, they follow one another. Prints B-cubed and pairs, and every wrong or missed form.
#![allow(clippy::print_stdout, reason = "a tool prints its result")]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::fs;
use std::time::{Duration, Instant};

use morgue::article::{Kind, Span};
use morgue::extract::names::linking::{Found, link};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let gold = fs::read_to_string(arguments.next().ok_or("which gold file?")?)?;
    let sentences = arguments.next().map(fs::read_to_string).transpose()?;
    let sentences = sentences.map(|text| documents_of_sentences(&text)).unwrap_or_default();
    let documents = documents(&gold);
    for (name, by) in [("same string", by_string as Linker), ("linked", by_link)] {
        let mut score = Score::default();
        let mut faults = BTreeSet::new();
        for (number, document) in documents.iter().enumerate() {
            let placed = Placed::new(document, sentences.get(number).map_or(&[], Vec::as_slice));
            let start = Instant::now();
            let answer = by(&placed);
            score.time += start.elapsed();
            score.bytes += placed.text.len();
            score.add(&placed, &answer);
            faults.extend(wrong_pairs(document, &placed, &answer));
        }
        println!("{name:<12} {score}");
        if name == "linked" {
            for fault in &faults {
                println!("  {fault}");
            }
        }
    }
    Ok(())
}

/// A line of the gold file.
struct Line {
    name: String,
    kind: Kind,
    sentence: usize,
    chain: String,
}

/// A document of the gold file.
struct Document {
    name: String,
    lines: Vec<Line>,
}

fn documents(gold: &str) -> Vec<Document> {
    let mut list: Vec<Document> = Vec::new();
    for line in gold.lines() {
        if let Some(name) = line.strip_prefix('#') {
            list.push(Document { name: name.to_owned(), lines: Vec::new() });
        } else if let (Some(document), Some(line)) = (list.last_mut(), read(line)) {
            document.lines.push(line);
        }
    }
    list
}

fn read(line: &str) -> Option<Line> {
    let mut cells = line.split('\t');
    let name = cells.next()?.to_owned();
    let kind = match cells.next()? {
        "PER" => Kind::Person,
        "ORG" => Kind::Org,
        "LOC" => Kind::Place,
        _ => Kind::Other,
    };
    Some(Line { name, kind, sentence: cells.next()?.parse().ok()?, chain: cells.next()?.to_owned() })
}

/// By document, its sentences, words with spaces between.
fn documents_of_sentences(conll: &str) -> Vec<Vec<String>> {
    let documents = conll.split("-DOCSTART-").skip(1);
    let word = |line: &str| line.split('\t').next().unwrap_or_default().to_owned();
    let sentence = |block: &str| block.lines().map(word).collect::<Vec<_>>().join(" ").trim().to_owned();
    let list = |document: &str| document.split("\n\n").map(sentence).filter(|sentence| !sentence.is_empty()).collect();
    documents.map(list).collect()
}

/// A document as a text: its mentions in their places. Those that lie within another follow their sentence.
struct Placed {
    text: String,
    found: Vec<Found>,
    /// By mention: its chain, and its line.
    chains: Vec<String>,
    lines: Vec<usize>,
}

impl Placed {
    fn new(document: &Document, sentences: &[String]) -> Self {
        let mut placed = Self { text: String::new(), found: Vec::new(), chains: Vec::new(), lines: Vec::new() };
        let mut by_sentence: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (number, line) in document.lines.iter().enumerate() {
            by_sentence.entry(line.sentence).or_default().push(number);
        }
        for (sentence, lines) in by_sentence {
            let text = sentences.get(sentence).map_or("", String::as_str);
            placed.place(document, lines, text);
        }
        placed
    }

    fn place(&mut self, document: &Document, lines: Vec<usize>, sentence: &str) {
        let mut inside = Vec::new();
        let mut after = Vec::new();
        let mut from = 0;
        for number in lines {
            match sentence.get(from..).and_then(|rest| rest.find(&document.lines[number].name)) {
                Some(at) => {
                    inside.push((from + at, number));
                    from += at + document.lines[number].name.len();
                }
                None => after.push(number),
            }
        }
        let start = self.text.len();
        self.text.push_str(sentence);
        for (at, number) in inside {
            self.mark(document, number, start + at);
        }
        for number in after {
            self.text.push(' ');
            let at = self.text.len();
            self.text.push_str(&document.lines[number].name);
            self.mark(document, number, at);
        }
        self.text.push_str(".\n");
    }

    fn mark(&mut self, document: &Document, number: usize, at: usize) {
        let line = &document.lines[number];
        if let Some(span) = Span::new(&self.text, at, at + line.name.len()) {
            self.found.push(Found { span, kind: line.kind });
            self.chains.push(line.chain.clone());
            self.lines.push(number);
        }
    }
}

type Linker = fn(&Placed) -> Vec<String>;

fn by_string(placed: &Placed) -> Vec<String> {
    placed.found.iter().map(|one| one.span.of(&placed.text).to_lowercase()).collect()
}

fn by_link(placed: &Placed) -> Vec<String> {
    link(&placed.text, &placed.found).0.into_iter().map(|mention| mention.entity.to_string()).collect()
}

/// Sums over all documents.
#[derive(Default)]
struct Score {
    mentions: f64,
    precision: f64,
    recall: f64,
    right: f64,
    linked: f64,
    gold: f64,
    bytes: usize,
    time: Duration,
}

impl Score {
    fn add(&mut self, placed: &Placed, answer: &[String]) {
        let (ours, theirs) = (groups(answer), groups(&placed.chains));
        for (own, chain) in answer.iter().zip(&placed.chains) {
            let (own, chain) = (&ours[own.as_str()], &theirs[chain.as_str()]);
            let both = own.intersection(chain).count() as f64;
            self.mentions += 1.0;
            self.precision += both / own.len() as f64;
            self.recall += both / chain.len() as f64;
            // Each pair is met from both its ends.
            self.right += (both - 1.0) / 2.0;
            self.linked += (own.len() as f64 - 1.0) / 2.0;
            self.gold += (chain.len() as f64 - 1.0) / 2.0;
        }
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let percent = |part: f64, whole: f64| 100.0 * part / whole.max(1.0);
        let line = |precision: f64, recall: f64| {
            let f = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
            format!("P {precision:.1} R {recall:.1} F {f:.1}")
        };
        let cubed = line(percent(self.precision, self.mentions), percent(self.recall, self.mentions));
        let pairs = line(percent(self.right, self.linked), percent(self.right, self.gold));
        let speed = self.bytes as f64 / 1e6 / self.time.as_secs_f64().max(1e-9);
        write!(out, "{:.0} mentions, B-cubed {cubed}, pairs {pairs}, {speed:.1} MB/s", self.mentions)
    }
}

fn groups(labels: &[String]) -> HashMap<&str, BTreeSet<usize>> {
    let mut groups: HashMap<&str, BTreeSet<usize>> = HashMap::new();
    for (mention, label) in labels.iter().enumerate() {
        groups.entry(label).or_default().insert(mention);
    }
    groups
}

/// The pairs of forms that are linked against the gold file, or are not linked and should be.
fn wrong_pairs(document: &Document, placed: &Placed, answer: &[String]) -> BTreeSet<String> {
    let mut faults = BTreeSet::new();
    for (one, line) in placed.lines.iter().enumerate() {
        for (other, earlier) in placed.lines[..one].iter().enumerate() {
            let (linked, gold) = (answer[one] == answer[other], placed.chains[one] == placed.chains[other]);
            if linked != gold {
                let what = if linked { "wrong" } else { "missed" };
                let [left, right] = [line, earlier].map(|line| &document.lines[*line].name);
                faults.insert(format!("{} {what}: {left} / {right}", document.name));
            }
        }
    }
    faults
}
