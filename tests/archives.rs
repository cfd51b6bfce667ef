//! The two real archives, indexed whole: what is found equals a scan of the records that is written here on its own, what is marked
//! stands in the text, and what the index says of an article equals what its text says. Skipped where the archives are not there.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a helper of a test fails the test, and says aloud what is skipped"
)]

mod common;

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread;

use common::Chance;
use flate2::read::MultiGzDecoder;
use morgue::article::{Article, Block, Part};
use morgue::backend::{Backend, Place, Wanted};
use morgue::index::LocalIndex;
use morgue::query::spans::Matcher;
use morgue::query::{Options, Parts, Query, parse};
use morgue::text::axis::Axis;
use morgue::text::fold::fold;
use morgue::text::stem::Stems;
use morgue::text::words::words;
use serde_json::Value;
use tempfile::TempDir;

const FILES: [&str; 2] = ["archive/reuters21578.jsonl.gz", "archive/whitehouse.jsonl.gz"];

/// The headline and body, without the boilerplate.
const TEXT: [Part; 2] = [Part::Headline, Part::Body];

/// A record as the file holds it.
struct Record {
    id: String,
    headline: String,
    body: String,
}

impl Record {
    fn read(line: &str) -> Self {
        let record: Value = serde_json::from_str(line).expect("a record a line");
        let text = |key: &str| record[key].as_str().expect("a text").to_owned();
        Self { id: text("id"), headline: text("title").trim().to_owned(), body: text("body") }
    }

    fn is_empty(&self) -> bool {
        self.headline.is_empty() && self.body.trim().is_empty()
    }

    /// The text that its article must have. What is missing adds nothing.
    fn text(&self) -> String {
        let border = if self.headline.is_empty() || self.body.is_empty() { "" } else { "\n\n" };
        format!("{}{border}{}", self.headline, self.body)
    }
}

/// A record, the article that the index made of it, and the words of the record's text by parts, as numbers in the vocabulary.
struct Story {
    headline: String,
    text: String,
    article: Article,
    words: [Vec<u32>; 3],
}

impl Story {
    fn id(&self) -> &str {
        &self.article.id.0
    }

    /// The words of a part as they stand in the text.
    fn spelled(&self, part: Part) -> impl Iterator<Item = &str> {
        let blocks = self.article.blocks.iter().filter(move |block| block.zone.part() == part);
        blocks.flat_map(|block| cut(&self.text[range(block)]))
    }

    /// `count` words that stand in a row in `part`, if it has so many.
    fn draw(&self, part: Part, count: usize, chance: &mut Chance) -> Option<Term> {
        let last = self.words[part as usize].len().checked_sub(count)?;
        let words = self.spelled(part).skip(chance.below(last + 1)).take(count);
        Some(Term::of(words.map(str::to_owned).collect()))
    }
}

fn range(block: &Block) -> Range<usize> {
    block.span.start()..block.span.end()
}

fn cut(text: &str) -> impl Iterator<Item = &str> {
    words(text).into_iter().map(|word| &text[word])
}

/// The folded words of the archives, numbered, each with its stem.
#[derive(Default)]
struct Vocabulary {
    numbers: HashMap<String, u32>,
    stems: Vec<String>,
    stemmer: Stems,
}

impl Vocabulary {
    fn number(&mut self, word: &str) -> u32 {
        let folded = fold(word);
        if let Some(number) = self.numbers.get(&folded) {
            return *number;
        }
        let number = self.stems.len() as u32;
        self.stems.push(self.stem(&folded));
        self.numbers.insert(folded, number);
        number
    }

    /// A word without other forms stands for itself.
    fn stem(&self, folded: &str) -> String {
        if Stems::has_forms(folded) { self.stemmer.stem(folded).into_owned() } else { folded.to_owned() }
    }

    fn same_stem(&self, word: &str) -> Vec<bool> {
        let stem = self.stem(&fold(word));
        self.stems.iter().map(|other| *other == stem).collect()
    }

    fn same_form(&self, word: &str) -> Vec<bool> {
        let mut set = vec![false; self.stems.len()];
        if let Some(number) = self.numbers.get(&fold(word)) {
            set[*number as usize] = true;
        }
        set
    }
}

/// What is asked for: a word in every inflection, or a phrase as it is spelled.
#[derive(Debug, Clone)]
enum Term {
    Word(String),
    Phrase(Vec<String>),
}

impl Term {
    /// A word that would not stand in a query as itself is asked for as a phrase of one word.
    fn of(words: Vec<String>) -> Self {
        let operator = |word: &str| matches!(word, "AND" | "OR" | "NOT");
        match words.as_slice() {
            [word] if word.chars().all(char::is_alphanumeric) && !operator(word) => Self::Word(word.clone()),
            _ => Self::Phrase(words),
        }
    }

    /// The term, as a phrase of one word where the bare word also means words in a row or asks for capitals: what is compared here is a
    /// word and nothing else, and `tests/operators.rs` compares the rest.
    fn alone(self, written_apart: &BTreeSet<String>, vocabulary: &Vocabulary) -> Self {
        match self {
            Self::Word(word)
                if written_apart.contains(&vocabulary.stem(&fold(&word))) || word.chars().all(char::is_uppercase) =>
            {
                Self::Phrase(vec![word])
            }
            other => other,
        }
    }

    /// For each word in turn, which words of the vocabulary are meant.
    fn sets(&self, vocabulary: &Vocabulary) -> Vec<Vec<bool>> {
        match self {
            Self::Word(word) => vec![vocabulary.same_stem(word)],
            Self::Phrase(words) => words.iter().map(|word| vocabulary.same_form(word)).collect(),
        }
    }
}

/// Whether each word of `row` is in the set of its place.
fn fits(row: &[u32], sets: &[Vec<bool>]) -> bool {
    row.iter().zip(sets).all(|(word, set)| set[*word as usize])
}

impl fmt::Display for Term {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => write!(formatter, "{word}"),
            Self::Phrase(words) => write!(formatter, "\"{}\"", words.join(" ")),
        }
    }
}

/// The archives: as read here, and as indexed by the program.
struct Archives {
    folder: TempDir,
    index: LocalIndex,
    lines: usize,
    stories: Vec<Story>,
    by_place: HashMap<Place, usize>,
    by_id: HashMap<String, usize>,
    vocabulary: Vocabulary,
    /// The stems of the words that the archives also write with hyphens.
    written_apart: BTreeSet<String>,
}

/// The archives, read and indexed once and shared by the tests that run beside each other; the last of them takes the index away.
fn archives() -> Option<Arc<Archives>> {
    static SHARED: Mutex<Weak<Archives>> = Mutex::new(Weak::new());
    let files = FILES.map(common::shared).into_iter().collect::<Option<Vec<_>>>()?;
    let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
    let archives = shared.upgrade().unwrap_or_else(|| Arc::new(Archives::open(&files)));
    *shared = Arc::downgrade(&archives);
    Some(archives)
}

/// Calls `found` with every line of a compressed file.
fn each_line(file: &Path, mut found: impl FnMut(&str)) {
    let lines = BufReader::new(MultiGzDecoder::new(File::open(file).unwrap())).lines();
    lines.for_each(|line| found(&line.unwrap()));
}

impl Archives {
    fn open(files: &[PathBuf]) -> Self {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let dir = folder.path().join("index");
        let names: Vec<&str> = files.iter().map(|file| file.to_str().unwrap()).collect();
        let output = common::morgue(&dir, &[&["index"], names.as_slice()].concat());
        assert_eq!(output.status.code(), Some(0), "{}", common::stderr(&output));
        let index = LocalIndex::open(&dir).unwrap();
        let mut archives = Self::of(folder, index);
        for file in files {
            each_line(file, |line| archives.take(line));
        }
        archives
    }

    fn of(folder: TempDir, index: LocalIndex) -> Self {
        let (by_place, by_id) = (HashMap::new(), HashMap::new());
        let vocabulary = Vocabulary::default();
        let compounds = index.compounds("", &|_| true).unwrap();
        let written_apart = compounds.iter().map(|compound| vocabulary.stem(&compound.joined())).collect();
        Self { folder, index, lines: 0, stories: Vec::new(), by_place, by_id, vocabulary, written_apart }
    }

    fn dir(&self) -> PathBuf {
        self.folder.path().join("index")
    }

    fn take(&mut self, line: &str) {
        self.lines += 1;
        let record = Record::read(line);
        if record.is_empty() {
            return;
        }
        let place = self.index.locate(&record.id).unwrap().unwrap_or_else(|| panic!("{} is not indexed", record.id));
        let article = self.index.article(place).unwrap();
        let text = record.text();
        let mut words = [const { Vec::new() }; 3];
        for block in &article.blocks {
            let numbers = cut(&text[range(block)]).map(|word| self.vocabulary.number(word));
            words[block.zone.part() as usize].extend(numbers);
        }
        self.by_place.insert(place, self.stories.len());
        self.by_id.insert(record.id, self.stories.len());
        self.stories.push(Story { headline: record.headline, text, article, words });
    }

    /// A random story that has words in `part`.
    fn story_with(&self, part: Part, chance: &mut Chance) -> &Story {
        let holders: Vec<&Story> = self.stories.iter().filter(|story| !story.words[part as usize].is_empty()).collect();
        holders[chance.below(holders.len())]
    }

    /// `count` words that stand in a row in a random story. Few articles have boilerplate, but it is searched as often as the rest.
    fn draw(&self, count: usize, chance: &mut Chance) -> Term {
        loop {
            let part = Part::ALL[chance.below(Part::ALL.len())];
            if let Some(term) = self.story_with(part, chance).draw(part, count, chance) {
                return term.alone(&self.written_apart, &self.vocabulary);
            }
        }
    }

    fn draw_many(&self, many: usize, count: usize, chance: &mut Chance) -> Vec<Term> {
        (0..many).map(|_| self.draw(count, chance)).collect()
    }

    /// The stories in which the term stands in one of `parts`, by looking at every word of every story.
    fn scan(&self, term: &Term, parts: &[Part]) -> Vec<usize> {
        let sets = term.sets(&self.vocabulary);
        let stands = |words: &[u32]| words.windows(sets.len()).any(|row| fits(row, &sets));
        let holds = |story: &Story| parts.iter().any(|part| stands(&story.words[*part as usize]));
        (0..self.stories.len()).filter(|number| holds(&self.stories[*number])).collect()
    }

    /// The stories that the index finds.
    fn find(&self, term: &Term, parts: Parts) -> Vec<usize> {
        let query = read(&term.to_string(), parts);
        let found = self.index.find(&query, Wanted { depth: usize::MAX, ..Wanted::default() }).unwrap();
        assert_eq!(found.total, found.best.len(), "{term}");
        sorted(found.best.iter().map(|candidate| self.by_place[&candidate.place]))
    }

    /// How two lists of stories differ; none if they do not.
    fn difference(&self, term: &Term, found: &[usize], expected: &[usize]) -> Option<String> {
        if found == expected {
            return None;
        }
        let without = |one: &[usize], other: &[usize]| {
            let rest = one.iter().filter(|number| other.binary_search(number).is_err()).take(3);
            rest.map(|number| self.stories[*number].id().to_owned()).collect::<Vec<_>>()
        };
        let (missing, surplus) = (without(expected, found), without(found, expected));
        let counts = format!("{} found, {} expected", found.len(), expected.len());
        Some(format!("{term}: {counts}; missing {missing:?}, surplus {surplus:?}"))
    }

    /// The lines that the program answers to each of `terms`, asked for in one batch.
    fn ask(&self, terms: &[&Term], arguments: &[&str]) -> Vec<Vec<Value>> {
        let batch = tempfile::NamedTempFile::new_in(self.folder.path()).unwrap();
        let rows: Vec<String> = terms.iter().enumerate().map(|(row, term)| format!("{row}\t{term}\n")).collect();
        fs::write(batch.path(), rows.concat()).unwrap();
        let file = batch.path().to_str().unwrap();
        let output =
            common::morgue(&self.dir(), &[&["query", "--batch", file, "--format", "json"], arguments].concat());
        assert_eq!(output.status.code(), Some(0), "{}", common::stderr(&output));
        let mut answers = vec![Vec::new(); terms.len()];
        for line in common::lines(&output) {
            answers[line["query"].as_str().unwrap().parse::<usize>().unwrap()].push(line);
        }
        answers
    }
}

fn sorted(numbers: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut list: Vec<usize> = numbers.collect();
    list.sort_unstable();
    list
}

fn read(query: &str, parts: Parts) -> Query {
    parse(query, Options { parts, ..Options::default() }).unwrap_or_else(|error| panic!("{query}: {error}"))
}

/// The hits of an answer; its last line must be a summary that counts `articles`.
fn hits<'a>(term: &Term, answer: &'a [Value], articles: usize) -> &'a [Value] {
    let (summary, hits) = answer.split_last().unwrap_or_else(|| panic!("no answer to {term}"));
    assert_eq!((&summary["type"], &summary["articles"]), (&"summary".into(), &articles.into()), "{term}");
    assert_eq!(summary["shown"], hits.len(), "{term}");
    hits
}

fn id_of(hit: &Value) -> &str {
    hit["article"]["id"].as_str().expect("a hit has an id")
}

/// What `work` makes of every item, in order.
fn on_all_cores<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let size = items.len().div_ceil(cores).max(1);
    let work = |chunk: &[T]| chunk.iter().map(&work).collect::<Vec<_>>();
    thread::scope(|scope| {
        let running: Vec<_> = items.chunks(size).map(|chunk| scope.spawn(|| work(chunk))).collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    })
}

/// The program reads every article that it lists, so it is asked to list only terms that few articles hold.
fn listed_quickly(expected: &[Vec<usize>]) -> Vec<usize> {
    const MOST: usize = 300;
    (0..expected.len()).filter(|row| expected[*row].len() <= MOST).collect()
}

/// Compares what the index finds with the scan, in the parts given in both ways; gives what the scan finds.
fn compare(archives: &Archives, terms: &[Term], parts: (&[Part], Parts)) -> Vec<Vec<usize>> {
    let compared = on_all_cores(terms, |term| {
        let expected = archives.scan(term, parts.0);
        let fault = archives.difference(term, &archives.find(term, parts.1), &expected);
        (expected, fault)
    });
    let (expected, faults): (Vec<_>, Vec<_>) = compared.into_iter().unzip();
    let faults: Vec<String> = faults.into_iter().flatten().collect();
    assert!(faults.is_empty(), "{} differ:\n{}", faults.len(), faults.join("\n"));
    expected
}

/// Compares what the program lists with what the scan found; gives for how many terms it did.
fn compare_listed(archives: &Archives, terms: &[Term], expected: &[Vec<usize>], zones: &str) -> usize {
    let rows = listed_quickly(expected);
    let asked: Vec<&Term> = rows.iter().map(|row| &terms[*row]).collect();
    let answers = archives.ask(&asked, &["--articles", "-n", "1000000", "--zones", zones]);
    for ((row, term), answer) in rows.iter().zip(asked).zip(&answers) {
        let hits = hits(term, answer, expected[*row].len()).iter();
        let listed = sorted(hits.map(|hit| archives.by_id[id_of(hit)]));
        assert_eq!(archives.difference(term, &listed, &expected[*row]), None);
    }
    rows.len()
}

#[test]
fn every_record_is_an_article_or_a_fault_with_its_reason() {
    let Some(archives) = archives() else { return };
    let output = common::morgue(&archives.dir(), &["status", "--format", "json"]);
    let lines = common::lines(&output);
    let (status, faults) = lines.split_last().unwrap();
    assert_eq!(archives.lines, 21_578 + 14_396);
    assert_eq!(status["articles"], archives.stories.len());
    assert_eq!(status["unsearched"], archives.lines - archives.stories.len());
    assert_eq!(status["unsearched"], faults.len());
    assert!(faults.iter().all(|fault| fault["type"] == "fault" && fault["reason"] == "no-article"));
}

#[test]
fn each_article_holds_the_text_of_its_record_byte_for_byte() {
    let Some(archives) = archives() else { return };
    assert_eq!((archives.by_place.len(), archives.by_id.len()), (archives.stories.len(), archives.stories.len()));
    for Story { headline, text, article, .. } in &archives.stories {
        let id = &article.id;
        assert_eq!(article.text, *text, "{id}");
        assert_eq!(article.headline().unwrap_or_default(), headline, "{id}");
        let mut at = 0;
        for block in &article.blocks {
            assert!(text[at..block.span.start()].trim().is_empty(), "{id}: something lies between its blocks");
            at = block.span.end();
        }
        assert!(text[at..].trim().is_empty(), "{id}: something lies behind its last block");
    }
}

#[test]
fn the_articles_found_for_a_word_equal_a_brute_force_scan() {
    let Some(archives) = archives() else { return };
    let terms = archives.draw_many(200, 1, &mut Chance(0x9E37_79B9_7F4A_7C15));
    let expected = compare(&archives, &terms, (&Part::ALL, Parts::ALL));
    let listed = compare_listed(&archives, &terms, &expected, "all");
    assert!(listed > 20, "only {listed} were listed");
}

#[test]
fn the_articles_found_for_a_phrase_equal_a_brute_force_scan() {
    let Some(archives) = archives() else { return };
    let terms = archives.draw_many(200, 2, &mut Chance(0xBF58_476D_1CE4_E5B9));
    let expected = compare(&archives, &terms, (&Part::ALL, Parts::ALL));
    let listed = compare_listed(&archives, &terms, &expected, "all");
    assert!(listed > 50, "only {listed} were listed");
}

#[test]
fn boilerplate_is_not_searched_unless_it_is_asked_for() {
    let Some(archives) = archives() else { return };
    let mut chance = Chance(0xD1B5_4A32_D192_ED03);
    let terms = [archives.draw_many(40, 1, &mut chance), archives.draw_many(10, 2, &mut chance)].concat();
    let expected = compare(&archives, &terms, (&TEXT, Parts::TEXT));
    compare_listed(&archives, &terms, &expected, "text");
    let mut compared = terms.iter().zip(&expected);
    assert!(
        compared.any(|(term, expected)| archives.scan(term, &Part::ALL) != *expected),
        "no term tells the parts apart"
    );
}

/// The text that a span of an answer selects; it must be the text that the answer shows for it.
fn selected<'a>(text: &'a str, span: &Value) -> &'a str {
    let at = |key: &str| span[key].as_u64().expect("an offset") as usize;
    let selected = text.get(at("start")..at("end")).unwrap_or_else(|| panic!("{span} selects nothing"));
    assert_eq!(span["text"], selected);
    selected
}

/// Which words of a shown text are covered by its marks; a mark begins and ends with a word.
fn marked(shown: &str, start: usize, marks: &[Value]) -> Vec<bool> {
    let words = words(shown);
    let mut marked = vec![false; words.len()];
    for mark in marks {
        let at = |key: &str| mark[key].as_u64().unwrap() as usize - start;
        let first = words.iter().position(|word| word.start == at("start")).expect("a mark begins with a word");
        let last = words.iter().position(|word| word.end == at("end")).expect("a mark ends with a word");
        marked[first..=last].fill(true);
    }
    marked
}

/// Which words of a shown text belong to the term.
fn asked_for(archives: &Archives, term: &Term, shown: &str) -> Vec<bool> {
    let sets = term.sets(&archives.vocabulary);
    let numbers: Vec<u32> = cut(shown).map(|word| archives.vocabulary.numbers[&fold(word)]).collect();
    let mut asked = vec![false; numbers.len()];
    for (start, row) in numbers.windows(sets.len()).enumerate() {
        if fits(row, &sets) {
            asked[start..start + sets.len()].fill(true);
        }
    }
    asked
}

fn assert_marked(archives: &Archives, term: &Term, hit: &Value) {
    let story = &archives.stories[archives.by_id[id_of(hit)]];
    let mut seen = 0;
    for passage in hit["passages"].as_array().unwrap() {
        let shown = selected(&story.text, passage);
        let marks = passage["highlights"].as_array().unwrap();
        for mark in marks {
            assert!(!selected(&story.text, mark).is_empty(), "{term}: an empty mark");
        }
        let marked = marked(shown, passage["start"].as_u64().unwrap() as usize, marks);
        assert_eq!(marked, asked_for(archives, term, shown), "{term} in {}: {shown}", story.id());
        seen += marks.len();
    }
    assert!(seen > 0, "{term}: nothing is marked in {}", story.id());
}

#[test]
fn every_hit_shows_what_was_asked_for_and_every_mark_selects_its_text() {
    let Some(archives) = archives() else { return };
    let mut chance = Chance(0x2545_F491_4F6C_DD1D);
    let terms = [archives.draw_many(20, 1, &mut chance), archives.draw_many(20, 2, &mut chance)].concat();
    let asked: Vec<&Term> = terms.iter().collect();
    let answers = archives.ask(&asked, &["--zones", "all", "-n", "10", "--passages", "3"]);
    for (term, answer) in terms.iter().zip(&answers) {
        let hits = hits(term, answer, archives.scan(term, &Part::ALL).len());
        assert!(!hits.is_empty(), "{term}");
        for hit in hits {
            assert_marked(&archives, term, hit);
        }
    }
}

#[test]
fn the_score_never_rises_with_the_rank() {
    let Some(archives) = archives() else { return };
    let mut chance = Chance(0x0BAD_5EED_0BAD_5EED);
    let terms = [archives.draw_many(20, 1, &mut chance), archives.draw_many(20, 2, &mut chance)].concat();
    let asked: Vec<&Term> = terms.iter().collect();
    for (term, answer) in terms.iter().zip(archives.ask(&asked, &["--zones", "all", "-n", "300"])) {
        let hits = &answer[..answer.len() - 1];
        let scores: Vec<f64> = hits.iter().map(|hit| hit["score"].as_f64().unwrap()).collect();
        assert!(scores.is_sorted_by(|one, next| one >= next), "{term}: {scores:?}");
        assert!(hits.iter().enumerate().all(|(row, hit)| hit["rank"] == row + 1), "{term}");
    }
}

/// One to three terms, those under AND from one story, so that something matches.
fn combined(archives: &Archives, chance: &mut Chance) -> String {
    let story = &archives.stories[chance.below(archives.stories.len())];
    let from_story = |chance: &mut Chance| {
        let (part, count) = (TEXT[chance.below(2)], 1 + chance.below(2));
        story.draw(part, count, chance).unwrap_or_else(|| archives.draw(count, chance))
    };
    let mut query = from_story(chance).to_string();
    for _ in 0..chance.below(3) {
        let (operator, term) = match chance.below(3) {
            0 => ("AND", from_story(chance)),
            1 => ("OR", archives.draw(1, chance)),
            _ => ("NOT", archives.draw(2, chance)),
        };
        query = format!("{query} {operator} {term}");
    }
    query
}

/// Compares the outlines of the first articles of a query; gives how many there were.
fn compare_outlines(archives: &Archives, text: &str, parts: Parts) -> usize {
    const FIRST: usize = 50;
    let query = read(text, parts);
    let best = archives.index.find(&query, Wanted { depth: FIRST, ..Wanted::default() }).unwrap().best;
    let places: Vec<Place> = best.iter().map(|candidate| candidate.place).collect();
    let outlines = archives.index.outlines(&query, &places).unwrap();
    assert_eq!(outlines.len(), places.len(), "{text}");
    let matcher = Matcher::new(&query);
    for (place, outline) in places.iter().zip(outlines) {
        let article = &archives.stories[archives.by_place[place]].article;
        let from_text = matcher.outline(article, &Axis::of(article));
        assert_eq!(Some(outline), from_text, "{text} in {}", article.id);
    }
    places.len()
}

#[test]
fn outlines_from_the_index_equal_outlines_from_the_text() {
    let Some(archives) = archives() else { return };
    let mut chance = Chance(0x1234_5678_9ABC_DEF1);
    let mut compared = 0;
    for row in 0..100 {
        let parts = if row % 2 == 0 { Parts::ALL } else { Parts::TEXT };
        compared += compare_outlines(&archives, &combined(&archives, &mut chance), parts);
    }
    assert!(compared > 1000, "only {compared} were compared");
}
