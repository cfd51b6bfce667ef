//! The labels, and the sentences that they point into: Voice of America by number, White House documents by id and line.

use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use flate2::read::GzDecoder;
use morgue::article::{Counted, FigureKind, Span};
use serde::Deserialize;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A number, and what a reader says it counts.
pub struct Label {
    /// Where it is from.
    pub key: String,
    /// The sentence, or the paragraph.
    pub text: String,
    /// What kind of figure the number is.
    pub kind: FigureKind,
    /// The number.
    pub number: Span,
    /// What it counts.
    pub of: Option<Counted>,
    /// Whether it belongs to the half that no rule was made from.
    pub kept: bool,
}

/// Reads the labels; fails if a text is not the one that was labelled.
pub fn read(shared: &Path, labels: &str) -> Result<Vec<Label>> {
    let texts = texts(shared, labels)?;
    lines(labels).map(|line| label(line, &texts).ok_or_else(|| format!("labels: cannot read: {line}").into())).collect()
}

fn lines(labels: &str) -> impl Iterator<Item = &str> {
    labels.lines().filter(|line| !line.starts_with('#'))
}

fn label(line: &str, texts: &HashMap<String, String>) -> Option<Label> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [key, hash, kind, number, head, phrase] = fields[..] else { return None };
    let text = texts.get(key).filter(|text| format!("{:016x}", fnv1a(text.as_bytes())) == hash)?.clone();
    let kind = FigureKind::ALL.into_iter().find(|known| known.word() == kind)?;
    let number = span(&text, number)?;
    let of = span(&text, head).zip(span(&text, phrase)).map(|(head, phrase)| Counted { head, phrase });
    let kept = u64::from_str_radix(hash, 16).ok()? % 2 == 1;
    Some(Label { key: key.to_owned(), text, kind, number, of, kept })
}

fn span(text: &str, written: &str) -> Option<Span> {
    let (start, end) = written.split_once('-')?;
    Span::new(text, start.parse().ok()?, end.parse().ok()?)
}

/// The texts that the labels name, by key.
fn texts(shared: &Path, labels: &str) -> Result<HashMap<String, String>> {
    let mut texts = HashMap::new();
    let wanted: HashSet<&str> = lines(labels).filter_map(|line| line.split('\t').next()).collect();
    let mut keep = |key: String, text: &str| {
        if wanted.contains(key.as_str()) {
            texts.insert(key, text.to_owned());
        }
    };
    voice_of_america(&shared.join("gold/names/voa_sentences.txt.gz"), &mut keep)?;
    white_house(&shared.join("archive/whitehouse.jsonl.gz"), &mut keep)?;
    Ok(texts)
}

fn voice_of_america(path: &Path, keep: &mut impl FnMut(String, &str)) -> Result<()> {
    let mut text = String::new();
    GzDecoder::new(File::open(path)?).read_to_string(&mut text)?;
    for (at, line) in text.split('\n').enumerate() {
        keep(format!("voa:{}", at + 1), line);
    }
    Ok(())
}

#[derive(Deserialize)]
struct Record {
    id: String,
    body: String,
}

fn white_house(path: &Path, keep: &mut impl FnMut(String, &str)) -> Result<()> {
    for line in BufReader::new(GzDecoder::new(File::open(path)?)).lines() {
        let record: Record = serde_json::from_str(&line?)?;
        for (at, line) in record.body.split('\n').enumerate() {
            keep(format!("whitehouse:{}#{at}", record.id), line);
        }
    }
    Ok(())
}

fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
