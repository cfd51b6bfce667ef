//! Trains the name tagger and measures it.
#![allow(clippy::print_stdout, reason = "a tool prints its result")]
//!
//! ```text
//! cargo run --release --example train_names -- ../shared            the shipped model, byte for byte
//! cargo run --release --example train_names -- ../shared measure    the shipped model on articles that it was not trained on
//! cargo run --release --example train_names -- ../shared disagree   our labels against a model that did not see them, for a second look
//! ```

mod clusters;
mod crf;
mod gold;
mod score;
mod variety;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::error::Error;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crf::{Learnt, Random, Run, Settings};
use gold::{Labelled, Sources};
use morgue::article::Kind;
use morgue::backend::{Backend, Wanted};
use morgue::extract::names::tagger::hints::{self, Hints};
use morgue::extract::names::tagger::labels::{LABELS, Label, OUTSIDE, kind_of, mark, may_follow};
use morgue::extract::names::tagger::lexicon::CLASSES;
use morgue::extract::names::tagger::model::{Model, Parts, Row, folded_words, lexicon};
use morgue::extract::names::tagger::page::Page;
use morgue::extract::names::tagger::words::Words;
use morgue::extract::names::tagger::{Tagger, features};
use morgue::index::{LocalIndex, Plan, Progress, Roots, update};
use morgue::query::{Options, parse};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Features that occur less often are left out.
const OFTEN: u32 = 2;
/// Parts of the texts that the second look learns from, each tagged by a first look trained on the others.
const FOLDS: usize = 4;
const SETTINGS: Settings = Settings { epochs: 14, step: 0.1, sparsity: 1e-6 };

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let shared = PathBuf::from(arguments.next().ok_or("usage: train_names SHARED [measure|disagree]")?);
    let home = Path::new("examples/train_names");
    let target = Path::new("src/extract/names/data/names.model");
    let rest: Vec<String> = arguments.collect();
    if rest.iter().any(|word| word == "measure") {
        let model = Model::new(&Parts::read(fs::read(target)?.as_slice())?);
        return measure(&model, home, &shared);
    }
    let mut parts = Parts { phrases: phrases(&shared, home)?, ..Parts::default() };
    parts.clusters = match fs::read(target).ok().filter(|_| rest.iter().any(|word| word == "keep-clusters")) {
        Some(file) => Parts::read(file.as_slice())?.clusters,
        None => word_clusters(&shared)?,
    };
    let texts = training_texts(&shared, home)?;
    if rest.iter().any(|word| word == "disagree") {
        disagreements(&parts, &texts);
        return Ok(());
    }
    learn(&mut parts, &texts);
    fs::create_dir_all(target.parent().ok_or("no folder")?)?;
    let mut file = Vec::new();
    parts.write(&mut file)?;
    fs::write(target, &file)?;
    println!(
        "{} phrases, {} clustered words, {} features, {} bytes",
        parts.phrases.len(),
        parts.clusters.len(),
        parts.rows.len(),
        file.len()
    );
    measure(&Model::new(&parts), home, &shared)
}

/// The gazetteer and our own lists, folded.
fn phrases(shared: &Path, home: &Path) -> Result<Vec<(String, u16)>> {
    let mut phrases: BTreeMap<String, u16> = BTreeMap::new();
    let mut files = vec![shared.join("gold/names/gazetteer.tsv")];
    let lists = home.join("lists");
    if lists.exists() {
        for entry in fs::read_dir(lists)? {
            files.push(entry?.path());
        }
    }
    files.sort();
    for file in files {
        for line in fs::read_to_string(&file)?.lines().filter(|line| !line.starts_with('#')) {
            let Some((phrase, class)) = line.split_once('\t') else { continue };
            let class = CLASSES
                .iter()
                .position(|known| *known == class)
                .ok_or_else(|| format!("{}: {line}: no such class", file.display()))?;
            let words = folded_words(phrase);
            if !words.is_empty() {
                *phrases.entry(words.join(" ")).or_default() |= 1 << class;
            }
        }
    }
    Ok(phrases.into_iter().collect())
}

fn word_clusters(shared: &Path) -> Result<Vec<(String, [u16; 3])>> {
    let mut pairs = clusters::Pairs::default();
    for line in gold::lines_of(&shared.join("gold/names/voa_sentences.txt.gz"))? {
        pairs.read(&line);
    }
    for (index, text) in gold::archive(&shared.join("archive/whitehouse.jsonl.gz"))?.values().enumerate() {
        // A quarter of the archive: more of one speaker's voice does not help.
        if index % 4 == 0 {
            pairs.read(text);
        }
    }
    Ok(pairs.clusters())
}

/// The texts of the sample corpus by article id.
fn sample_corpus() -> Result<BTreeMap<String, String>> {
    let place = std::env::temp_dir().join(format!("morgue-train-{}", std::process::id()));
    let roots = Roots::Replace(vec![PathBuf::from("corpus")]);
    update(&Plan { dir: place.clone(), roots, threads: 1, rebuild: false }, &Progress::default())?;
    let index = LocalIndex::open(&place)?;
    let all = index.find(
        &parse("NOT \"no such words at all\"", Options::default())?,
        Wanted { depth: usize::MAX, ..Wanted::default() },
    )?;
    let mut texts = BTreeMap::new();
    for candidate in all.best {
        let article = index.article(candidate.place)?;
        texts.insert(article.id.0, article.text);
    }
    drop(index);
    fs::remove_dir_all(&place)?;
    Ok(texts)
}

fn training_texts(shared: &Path, home: &Path) -> Result<Vec<Labelled>> {
    let names = shared.join("gold/names");
    let train = names.join("train");
    let mut texts = Sources::read(shared, sample_corpus()?)?.labelled(&home.join("labels.tsv"))?;
    let own = texts.len();
    for (file, sentences, others) in [
        ("wikigold.conll", 0, true),
        ("uner_dev.conll", 0, false),
        ("uner_test.conll", 0, false),
        ("btc.conll", 1, false),
        ("wnut_train.conll", 1, false),
        ("wnut_dev.conll", 1, false),
        ("wnut_test.conll", 1, false),
    ] {
        texts.extend(gold::conll(&train.join(file), sentences, others)?);
    }
    let pool = variety::Pool::read(&names, &home.join("lists/names.tsv"))?;
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut more = Vec::new();
    for text in &texts {
        if !text.key.starts_with("btc") && !text.key.starts_with("wnut") {
            more.push(pool.swapped(text, &mut random));
        }
        more.extend(variety::headlines(text, &mut random));
    }
    println!("{own} own articles, {} texts, {} with variety", texts.len(), texts.len() + more.len());
    texts.extend(more);
    Ok(texts)
}

/// Trains both looks and puts them into the model.
fn learn(parts: &mut Parts, texts: &[Labelled]) {
    let unit = first_look(parts, &texts.iter().collect::<Vec<_>>());
    // The second look must learn from what a first look finds in texts that it was not trained on.
    let mut runs = Vec::new();
    let mut numbers = Numbers::default();
    for fold in 0..FOLDS {
        let mut others = parts.clone();
        let (inside, outside): (Vec<_>, Vec<_>) = texts.iter().enumerate().partition(|(at, _)| at % FOLDS == fold);
        let rest: Vec<&Labelled> = outside.into_iter().map(|(_, text)| text).collect();
        let unit = first_look(&mut others, &rest);
        let model = Model::new(&others);
        let mut tagger = Tagger::new(&model);
        for (_, text) in inside {
            second_look_runs(&mut tagger, text, unit, (&mut numbers, &mut runs));
        }
    }
    let (learnt, features) = train(runs, &numbers);
    let (rows, transitions) = learnt.rounded(unit);
    parts.hints = sorted(&features, rows);
    parts.hint_transitions = transitions;
}

/// Prints where our labels and a model that was trained on other articles disagree.
fn disagreements(parts: &Parts, texts: &[Labelled]) {
    let original = |text: &Labelled| text.key.split(' ').next().unwrap_or_default().to_owned();
    let own: Vec<String> = texts.iter().filter(|text| text.is_ours()).map(original).collect();
    for fold in 0..FOLDS {
        let inside: HashSet<&String> = own.iter().skip(fold).step_by(FOLDS).collect();
        let (aside, rest): (Vec<_>, Vec<_>) = texts.iter().partition(|text| inside.contains(&original(text)));
        let mut others = parts.clone();
        first_look(&mut others, &rest);
        let aside: Vec<Labelled> = aside.into_iter().filter(|text| text.is_ours()).cloned().collect();
        score::print(&format!("part {fold}"), &Model::new(&others), &aside, true);
    }
}

/// Trains the first look on `texts` and puts it into the model: the unit of its weights.
fn first_look(parts: &mut Parts, texts: &[&Labelled]) -> f32 {
    let mut words = Words::new(Arc::new(lexicon(parts)));
    let mut page = Page::default();
    let mut numbers = Numbers::default();
    let mut runs = Vec::new();
    for text in texts {
        page.lay_out(&text.text, text.blocks.iter().cloned(), &mut words);
        let gold = labels_of(&page, text);
        each_run(&page, |sentence, run| {
            let features = run.clone().map(|at| {
                let mut list = Vec::new();
                features::gather(&page, &words, sentence.clone(), at, &mut list);
                numbers.numbers(&list)
            });
            let features = features.collect();
            runs.push(Run { features, allowed: allowed_in(&gold, run, text), base: Vec::new() });
        });
    }
    let (learnt, features) = train(runs, &numbers);
    let unit = learnt.unit();
    let (rows, transitions) = learnt.rounded(unit);
    parts.rows = sorted(&features, rows);
    parts.transitions = transitions;
    unit
}

/// What the second look learns from one text.
fn second_look_runs(
    tagger: &mut Tagger<'_>,
    text: &Labelled,
    unit: f32,
    (numbers, runs): (&mut Numbers, &mut Vec<Run>),
) {
    let (page, words, labels, scores) = tagger.look_once(&text.text, text.blocks.iter().cloned());
    let gold = labels_of(page, text);
    let mut hints = Hints::default();
    hints.gather(page, words, labels);
    let mut scores = scores.iter();
    each_run(page, |_, run| {
        let base = scores.by_ref().take(run.len()).map(|scores| scores.map(|score| score as f32 * unit)).collect();
        let features = run.clone().map(|at| {
            let mut list = Vec::new();
            hints::gather(&hints, page, words, (labels, at), &mut list);
            numbers.numbers(&list)
        });
        let features = features.collect();
        runs.push(Run { features, allowed: allowed_in(&gold, run, text), base });
    });
}

fn each_run(page: &Page, mut found: impl FnMut(&Range<usize>, Range<usize>)) {
    for sentence in &page.reading.sentences {
        let mut at = sentence.start;
        while let Some(run) = page.next_run(at..sentence.end) {
            at = run.end;
            found(sentence, run);
        }
    }
}

/// Trains on runs: what was learnt, and the features that were frequent enough.
fn train(mut runs: Vec<Run>, numbers: &Numbers) -> (Learnt, Vec<u32>) {
    let kept = numbers.prune(&mut runs);
    repair(&mut runs);
    let mut last = 0.0;
    let learnt = crf::train(&runs, kept.len(), &SETTINGS, |_, likelihood| last = likelihood);
    println!("{} runs, {} features of {}, log likelihood {last:.0}", runs.len(), kept.len(), numbers.counts.len());
    (learnt, kept)
}

fn sorted(features: &[u32], rows: Vec<Row>) -> Vec<(u32, Row)> {
    let filled = features.iter().copied().zip(rows).filter(|(_, row)| row.iter().any(|weight| *weight != 0));
    let mut list: Vec<(u32, Row)> = filled.collect();
    list.sort_unstable_by_key(|(feature, _)| *feature);
    list
}

fn allowed_in(gold: &[Label], run: Range<usize>, text: &Labelled) -> Vec<u32> {
    run.map(|at| allowed(gold[at], text.complete)).collect()
}

/// A run that lost a word in the middle of a name spells no row of labels: such words may be anything.
fn repair(runs: &mut [Run]) {
    for run in runs {
        let known = |set: &u32| set.is_power_of_two().then_some(set.trailing_zeros() as Label);
        let row: Vec<Option<Label>> =
            [Some(OUTSIDE)].into_iter().chain(run.allowed.iter().map(known)).chain([Some(OUTSIDE)]).collect();
        let follows = |pair: &[Option<Label>]| pair[0].zip(pair[1]).is_none_or(|(label, next)| may_follow(label, next));
        if !row.windows(2).all(follows) {
            run.allowed.fill((1 << LABELS) - 1);
        }
    }
}

fn labels_of(page: &Page, text: &Labelled) -> Vec<Label> {
    let tokens = &page.reading.tokens;
    let mut labels = vec![OUTSIDE; tokens.len()];
    for (range, kind) in &text.names {
        let first = tokens.iter().position(|token| token.end as usize > range.start);
        let end = tokens.iter().position(|token| token.start as usize >= range.end).unwrap_or(tokens.len());
        if let Some(first) = first.filter(|first| *first < end) {
            mark(&mut labels, first..end, *kind);
        }
    }
    labels
}

/// The labels that a word may have, where names of the kind `other` may stand without label.
fn allowed(label: Label, complete: bool) -> u32 {
    let others = (0..LABELS as Label).filter(|label| kind_of(*label) == Some(Kind::Other));
    let unlabelled = if label == OUTSIDE && !complete { others.fold(0, |set, label| set | 1 << label) } else { 0 };
    unlabelled | 1 << label
}

/// Numbers of features, and how often each occurs.
#[derive(Default)]
struct Numbers {
    by_feature: HashMap<u32, u32>,
    features: Vec<u32>,
    counts: Vec<u32>,
}

impl Numbers {
    fn numbers(&mut self, features: &[u32]) -> Vec<u32> {
        features.iter().map(|feature| self.number(*feature)).collect()
    }

    fn number(&mut self, feature: u32) -> u32 {
        let next = self.features.len() as u32;
        let number = *self.by_feature.entry(feature).or_insert(next);
        if number == next {
            self.features.push(feature);
            self.counts.push(0);
        }
        self.counts[number as usize] += 1;
        number
    }

    /// Leaves out rare features, and numbers the others anew.
    fn prune(&self, runs: &mut [Run]) -> Vec<u32> {
        let mut kept = Vec::new();
        let mut renamed = vec![u32::MAX; self.features.len()];
        for (number, feature) in self.features.iter().enumerate().filter(|(number, _)| self.counts[*number] >= OFTEN) {
            renamed[number] = kept.len() as u32;
            kept.push(*feature);
        }
        for list in runs.iter_mut().flat_map(|run| &mut run.features) {
            list.retain_mut(|number| {
                *number = renamed[*number as usize];
                *number != u32::MAX
            });
        }
        kept
    }
}

fn measure(model: &Model, home: &Path, shared: &Path) -> Result<()> {
    let sources = Sources::read(shared, sample_corpus()?)?;
    score::print("kept aside", model, &sources.labelled(&home.join("labels_kept_aside.tsv"))?, false);
    score::print("other sources", model, &sources.labelled(&home.join("labels_other_sources.tsv"))?, false);
    let train = shared.join("gold/names/train");
    score::print("gum_news", model, &gold::conll(&train.join("gum_news.conll"), 0, false)?, false);
    Ok(())
}
