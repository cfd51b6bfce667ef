//! Trains the name tagger and measures it.
#![allow(clippy::print_stdout, reason = "a tool prints its result")]
//!
//! ```text
//! cargo run --release --example train_names -- ../shared            the shipped model, byte for byte
//! cargo run --release --example train_names -- ../shared measure    the shipped model on the articles kept aside and on GUM news
//! ```

mod clusters;
mod crf;
mod gold;
mod score;
mod variety;

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crf::{Learnt, Random, Run, Settings};
use gold::Labelled;
use morgue::article::Kind;
use morgue::backend::{Backend, Wanted};
use morgue::extract::names::tagger::labels::{LABELS, Label, OUTSIDE, kind_of, mark};
use morgue::extract::names::tagger::lexicon::CLASSES;
use morgue::extract::names::tagger::model::{Model, Parts, folded_words, lexicon};
use morgue::extract::names::tagger::page::Page;
use morgue::extract::names::tagger::words::Words;
use morgue::extract::names::tagger::features;
use morgue::index::{LocalIndex, Plan, Progress, Roots, update};
use morgue::query::{Options, parse};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Features that occur less often are left out.
const OFTEN: u32 = 2;
const SETTINGS: Settings = Settings { epochs: 14, step: 0.1, sparsity: 1e-5 };

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let shared = PathBuf::from(arguments.next().ok_or("usage: train_names SHARED [measure]")?);
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
    let (learnt, features) = learn(&parts, &texts);
    fill(&mut parts, &learnt, &features);
    fs::create_dir_all(target.parent().ok_or("no folder")?)?;
    let mut file = Vec::new();
    parts.write(&mut file)?;
    fs::write(target, &file)?;
    println!("{} phrases, {} clustered words, {} features, {} bytes", parts.phrases.len(), parts.clusters.len(), parts.rows.len(), file.len());
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
            let class = CLASSES.iter().position(|known| *known == class).ok_or_else(|| format!("{}: {line}: no such class", file.display()))?;
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
    for (index, text) in gold::white_house(&shared.join("archive/whitehouse.jsonl.gz"))?.values().enumerate() {
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
    let all = index.find(&parse("NOT \"no such words at all\"", Options::default())?, Wanted { depth: usize::MAX, ..Wanted::default() })?;
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
    let mut texts = gold::own(&home.join("labels.tsv"), shared, &sample_corpus()?)?;
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
    let pool = variety::Pool::read(&names)?;
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

/// Turns texts into runs of numbered features, and trains on them.
fn learn(parts: &Parts, texts: &[Labelled]) -> (Learnt, Vec<u32>) {
    let lexicon = Arc::new(lexicon(parts));
    let mut words = Words::new(lexicon);
    let mut page = Page::default();
    let mut numbers = Numbers::default();
    let mut runs = Vec::new();
    let mut lost = 0;
    for text in texts {
        page.lay_out(&text.text, text.blocks.iter().cloned(), &mut words);
        let gold = labels_of(&page, text);
        lost += (0..gold.len()).filter(|at| gold[*at] != OUTSIDE && !page.places[*at].candidate).count();
        for sentence in page.reading.sentences.clone() {
            let mut at = sentence.start;
            while let Some(run) = page.next_run(at..sentence.end) {
                at = run.end;
                let allowed = run.clone().map(|at| allowed(gold[at], text.others_labelled)).collect();
                let features = run.map(|at| {
                    let mut list = Vec::new();
                    features::gather(&page, &words, sentence.clone(), at, &mut list);
                    list.iter().map(|feature| numbers.number(*feature)).collect()
                });
                runs.push(Run { features: features.collect(), allowed });
            }
        }
    }
    let kept = numbers.prune(&mut runs);
    repair(&mut runs);
    println!("{} runs, {} features of {}, {lost} labelled words are no candidates", runs.len(), kept.len(), numbers.counts.len());
    let learnt = crf::train(&runs, kept.len(), &SETTINGS, |epoch, likelihood| println!("epoch {epoch}: log likelihood {likelihood:.0}"));
    (learnt, kept)
}

/// A run that lost a word in the middle of a name spells no row of labels: such words may be anything.
fn repair(runs: &mut [Run]) {
    for run in runs {
        let single: Vec<Option<Label>> = run.allowed.iter().map(|set| (set.count_ones() == 1).then_some(set.trailing_zeros() as Label)).collect();
        let follows = |a: Option<Label>, b: Option<Label>| match (a, b) {
            (Some(a), Some(b)) => morgue::extract::names::tagger::labels::may_follow(a, b),
            _ => true,
        };
        let ends = std::iter::once(Some(OUTSIDE)).chain(single.iter().copied()).chain([Some(OUTSIDE)]);
        let ends: Vec<Option<Label>> = ends.collect();
        if ends.windows(2).any(|pair| !follows(pair[0], pair[1])) {
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
fn allowed(label: Label, others_labelled: bool) -> u32 {
    let others = (0..LABELS as Label).filter(|label| kind_of(*label) == Some(Kind::Other));
    let unlabelled = if label == OUTSIDE && !others_labelled { others.fold(0, |set, label| set | 1 << label) } else { 0 };
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

/// Puts what was learnt into the model.
fn fill(parts: &mut Parts, learnt: &Learnt, features: &[u32]) {
    let (rows, transitions) = learnt.rounded();
    let filled = features.iter().copied().zip(rows).filter(|(_, row)| row.iter().any(|weight| *weight != 0));
    parts.rows = filled.collect();
    parts.rows.sort_unstable_by_key(|(feature, _)| *feature);
    parts.transitions = transitions;
}

fn measure(model: &Model, home: &Path, shared: &Path) -> Result<()> {
    let aside = gold::own(&home.join("labels_kept_aside.tsv"), shared, &sample_corpus()?)?;
    score::print("kept aside", model, &aside);
    let train = shared.join("gold/names/train");
    score::print("gum_news", model, &gold::conll(&train.join("gum_news.conll"), 0, false)?);
    Ok(())
}
