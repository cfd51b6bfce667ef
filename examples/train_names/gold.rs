//! Labelled articles: our own labels (offsets into texts that are read from beside the repository) and the free sets.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::ops::Range;
use std::path::Path;

use flate2::read::GzDecoder;
use morgue::article::Kind;
use serde::Deserialize;

/// A labelled text.
#[derive(Debug, Clone, Default)]
pub struct Labelled {
    /// Where it is from.
    pub key: String,
    /// The text.
    pub text: String,
    /// Its blocks, as byte ranges.
    pub blocks: Vec<Range<usize>>,
    /// The names in it, in order, as byte ranges.
    pub names: Vec<(Range<usize>, Kind)>,
    /// Whether names of the kind `other` are labelled too.
    pub complete: bool,
}

impl Labelled {
    /// Whether the labels are ours, and the text is as it was labelled.
    pub fn is_ours(&self) -> bool {
        ["voa:", "whitehouse:", "corpus:"].iter().any(|source| self.key.starts_with(source)) && !self.key.contains(' ')
    }
}

/// The texts that our labels point into.
pub struct Sources {
    voa: Vec<String>,
    gum: Vec<String>,
    archives: BTreeMap<String, String>,
}

impl Sources {
    /// Reads them from beside the repository; `corpus` are the texts of the sample corpus by id.
    pub fn read(shared: &Path, corpus: BTreeMap<String, String>) -> io::Result<Self> {
        let named = |source: &str, texts: BTreeMap<String, String>| -> BTreeMap<String, String> {
            texts.into_iter().map(|(id, text)| (format!("{source}:{id}"), text)).collect()
        };
        let mut archives = named("corpus", corpus);
        archives.extend(named("whitehouse", archive(&shared.join("archive/whitehouse.jsonl.gz"))?));
        archives.extend(named("reuters", archive(&shared.join("archive/reuters21578.jsonl.gz"))?));
        let gum = conll(&shared.join("gold/names/train/gum_news.conll"), 0, false)?;
        let voa = lines_of(&shared.join("gold/names/voa_sentences.txt.gz"))?;
        Ok(Self { voa, gum: gum.into_iter().map(|labelled| labelled.text).collect(), archives })
    }

    fn text(&self, key: &str) -> Option<String> {
        match key.split_once(':')? {
            ("voa", range) => voa_text(&self.voa, range),
            ("gum", number) => self.gum.get(number.parse::<usize>().ok()?).cloned(),
            _ => self.archives.get(key).cloned(),
        }
    }

    /// Our labels: a line an article with its key, the length and the hash of its text, and the names as `start-end:kind`.
    pub fn labelled(&self, labels: &Path) -> io::Result<Vec<Labelled>> {
        let lines = fs::read_to_string(labels)?;
        lines.lines().filter(|line| !line.starts_with('#')).map(|line| self.line(line)).collect()
    }

    fn line(&self, line: &str) -> io::Result<Labelled> {
        let fields: Vec<&str> = line.split('\t').collect();
        let [key, length, hash, names] = fields[..] else {
            return Err(wrong(format!("labels: not a line of four fields: {line}")));
        };
        let text = self.text(key).and_then(|text| text.get(..length.parse().ok()?).map(str::to_owned));
        let Some(text) = text.filter(|text| format!("{:016x}", fnv1a(text.as_bytes())) == hash) else {
            return Err(wrong(format!("labels: the text of {key} is not the one that was labelled")));
        };
        let blocks = lines(&text);
        let names = names.split_whitespace().filter_map(name).collect();
        Ok(Labelled { key: key.to_owned(), text, blocks, names, complete: true })
    }
}

fn wrong(what: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

fn name(written: &str) -> Option<(Range<usize>, Kind)> {
    let (range, kind) = written.split_once(':')?;
    let (start, end) = range.split_once('-')?;
    let kind = match kind {
        "P" => Kind::Person,
        "O" => Kind::Org,
        "L" => Kind::Place,
        _ => Kind::Other,
    };
    Some((start.parse().ok()?..end.parse().ok()?, kind))
}

fn voa_text(sentences: &[String], range: &str) -> Option<String> {
    let (first, last) = range.split_once('-')?;
    let (first, last): (usize, usize) = (first.parse().ok()?, last.parse().ok()?);
    Some(sentences.get(first - 1..last)?.join("\n"))
}

/// The lines of a compressed file.
pub fn lines_of(path: &Path) -> io::Result<Vec<String>> {
    let mut text = String::new();
    GzDecoder::new(fs::File::open(path)?).read_to_string(&mut text)?;
    Ok(text.lines().map(str::to_owned).collect())
}

#[derive(Deserialize)]
struct Record {
    id: String,
    #[serde(default)]
    title: String,
    body: String,
}

/// The texts of an archive by id.
pub fn archive(path: &Path) -> io::Result<BTreeMap<String, String>> {
    let mut texts = BTreeMap::new();
    for line in BufReader::new(GzDecoder::new(fs::File::open(path)?)).lines() {
        let record: Record = serde_json::from_str(&line?)?;
        texts.insert(record.id, format!("{}\n\n{}", record.title, record.body));
    }
    Ok(texts)
}

/// The lines of a text as blocks.
pub fn lines(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut blocks = Vec::new();
    for line in text.split('\n') {
        if !line.trim().is_empty() {
            blocks.push(at..at + line.len());
        }
        at += line.len() + 1;
    }
    blocks
}

/// A set in the columns of `CoNLL`. `sentences` of them make a text where the set does not say where one ends (0: as it says).
pub fn conll(path: &Path, sentences: usize, complete: bool) -> io::Result<Vec<Labelled>> {
    let mut texts = Vec::new();
    let mut text = Conll::default();
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut hand_on = |text: &mut Conll| {
        text.end_sentence();
        let mut done = std::mem::take(text).labelled;
        if !done.text.is_empty() {
            done.key = format!("{name}:{}", texts.len());
            done.complete = complete;
            texts.push(done);
        }
    };
    for line in fs::read_to_string(path)?.lines() {
        match line.split_once('\t') {
            _ if line.starts_with("-DOCSTART-") => hand_on(&mut text),
            Some((word, tag)) => text.word(word, tag.split('\t').next().unwrap_or_default()),
            None => text.end_sentence(),
        }
        if sentences > 0 && text.sentences >= sentences {
            hand_on(&mut text);
        }
    }
    hand_on(&mut text);
    Ok(texts)
}

/// A text put together again from its words.
#[derive(Default)]
struct Conll {
    labelled: Labelled,
    block: usize,
    glue: bool,
    open: Option<(usize, Kind)>,
    end: usize,
    sentences: usize,
}

impl Conll {
    fn word(&mut self, word: &str, tag: &str) {
        let (place, kind) = tag.split_once('-').map_or(("O", None), |(place, kind)| (place, kind_of(kind)));
        let goes_on = place == "I" && self.open.is_some() && self.open.map(|(_, kind)| kind) == kind;
        if !goes_on {
            self.close();
        }
        let text = &mut self.labelled.text;
        if text.len() > self.block && !self.glue && !attaches(word) {
            text.push(' ');
        }
        self.glue = matches!(word, "(" | "[" | "$" | "-" | "/" | "#" | "@");
        let start = text.len();
        text.push_str(word);
        if let (false, Some(kind)) = (goes_on, kind) {
            self.open = Some((start, kind));
        }
        self.end = text.len();
    }

    fn close(&mut self) {
        if let Some((start, kind)) = self.open.take() {
            self.labelled.names.push((start..self.end, kind));
        }
    }

    fn end_sentence(&mut self) {
        self.close();
        let end = self.labelled.text.len();
        if end > self.block {
            self.labelled.blocks.push(self.block..end);
            self.labelled.text.push('\n');
            self.block = end + 1;
            self.sentences += 1;
        }
        self.glue = false;
    }
}

fn attaches(word: &str) -> bool {
    matches!(word, "," | "." | ";" | ":" | "!" | "?" | ")" | "]" | "%" | "-" | "/" | "..." | "n't" | "n’t")
        || word.strip_prefix(['\'', '’']).is_some_and(|rest| !rest.is_empty() && rest.len() < 3)
}

fn kind_of(tag: &str) -> Option<Kind> {
    match tag {
        "PER" => Some(Kind::Person),
        "ORG" => Some(Kind::Org),
        "LOC" => Some(Kind::Place),
        "MISC" => Some(Kind::Other),
        _ => None,
    }
}

/// The hash by which a labelled text is known again.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3))
}
