//! The weights of a linear-chain conditional random field (Lafferty, `McCallum` and Pereira, 2001), as whole numbers, and the file that
//! holds them with the lexicon. Sums of whole numbers do not depend on their order, so any machine and any number of threads tag alike.

use std::io::{self, Read, Write};
use std::sync::Arc;

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use thiserror::Error;

use super::hash;
use super::labels::{LABELS, Label, PADDED, may_follow};
use super::lexicon::{Classes, Lexicon};
use super::rows::Rows;

/// The weights of one feature for every label.
pub type Row = [i8; PADDED];
/// The weights from every label to every label.
pub type Transitions = [[i32; PADDED]; LABELS];
/// Stands for a pair of labels that may not follow each other: lower than any sum of weights.
pub const NEVER: i32 = -1_000_000;

/// The model file does not hold what it should.
#[derive(Debug, Error)]
#[error("the table of the name tagger is damaged: {0}")]
pub struct Damaged(#[from] io::Error);

/// What a model file holds, as it is written.
#[derive(Debug, Default, Clone)]
pub struct Parts {
    /// Known phrases, folded, words joined by spaces, and their classes; sorted.
    pub phrases: Vec<(String, Classes)>,
    /// Clusters of words, folded; sorted.
    pub clusters: Vec<(String, [u16; 3])>,
    /// Rows of weights by feature; sorted.
    pub rows: Vec<(u32, Row)>,
    /// Weights between labels that may follow each other.
    pub transitions: Vec<Row>,
    /// Rows of weights of the second look, added to the sums of the first; sorted.
    pub hints: Vec<(u32, Row)>,
    /// Weights between labels in the second look.
    pub hint_transitions: Vec<Row>,
}

/// The words of a phrase as the lexicon compares them.
#[must_use]
pub fn folded_words(phrase: &str) -> Vec<String> {
    crate::text::fold::phrase(phrase).split(' ').filter(|word| !word.is_empty()).map(ToOwned::to_owned).collect()
}

impl Parts {
    /// Writes the file.
    ///
    /// # Errors
    /// If `out` cannot be written.
    pub fn write(&self, out: impl Write) -> io::Result<()> {
        let mut out = DeflateEncoder::new(out, Compression::best());
        let phrases = self.phrases.iter().map(|(phrase, classes)| format!("{phrase}\t{classes}\n"));
        section(&mut out, phrases.collect::<String>().as_bytes())?;
        let clusters =
            self.clusters.iter().map(|(word, [coarse, middle, fine])| format!("{word}\t{coarse}\t{middle}\t{fine}\n"));
        section(&mut out, clusters.collect::<String>().as_bytes())?;
        for (rows, transitions) in [(&self.rows, &self.transitions), (&self.hints, &self.hint_transitions)] {
            for column in columns_of(rows) {
                section(&mut out, &column)?;
            }
            let transitions: Vec<u8> = transitions.iter().flatten().map(|weight| weight.cast_unsigned()).collect();
            section(&mut out, &transitions)?;
        }
        out.finish()?;
        Ok(())
    }

    /// Reads the file.
    ///
    /// # Errors
    /// If it is cut short or holds what no model holds.
    pub fn read(file: impl Read) -> Result<Self, Damaged> {
        let mut file = DeflateDecoder::new(file);
        let phrases = next_section(&mut file)?;
        let clusters = next_section(&mut file)?;
        let (rows, transitions) = look(&mut file)?;
        let (hints, hint_transitions) = look(&mut file)?;
        if file.read(&mut [0])? > 0 {
            return Err(wrong("more than a model").into());
        }
        Ok(Self {
            phrases: lines(&phrases, |line| {
                line.split_once('\t').and_then(|(phrase, classes)| Some((phrase.to_owned(), classes.parse().ok()?)))
            })?,
            clusters: lines(&clusters, cluster)?,
            rows,
            transitions,
            hints,
            hint_transitions,
        })
    }
}

/// Features, which labels have a weight, and the weights: each by itself compresses better.
fn columns_of(rows: &[(u32, Row)]) -> [Vec<u8>; 3] {
    let mut columns = [Vec::new(), Vec::new(), Vec::new()];
    for (feature, row) in rows {
        columns[0].extend(feature.to_be_bytes());
        let weights = || row.iter().enumerate().filter(|(_, weight)| **weight != 0);
        let set = weights().fold(0_u32, |set, (label, _)| set | 1 << label);
        columns[1].extend(&set.to_le_bytes()[..3]);
        columns[2].extend(weights().map(|(_, weight)| weight.cast_unsigned()));
    }
    columns
}

type Look = (Vec<(u32, Row)>, Vec<Row>);

fn look(file: &mut impl Read) -> io::Result<Look> {
    let columns = [next_section(file)?, next_section(file)?, next_section(file)?];
    let transitions = next_section(file)?;
    let row = |row: &[u8]| std::array::from_fn(|label| row[label].cast_signed());
    Ok((rows(&columns)?, transitions.chunks_exact(PADDED).map(row).collect()))
}

fn section(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    out.write_all(&(bytes.len() as u32).to_le_bytes())?;
    out.write_all(bytes)
}

fn next_section(file: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 4];
    file.read_exact(&mut length)?;
    let mut bytes = Vec::new();
    let length = u64::from(u32::from_le_bytes(length));
    if file.take(length).read_to_end(&mut bytes)? as u64 == length { Ok(bytes) } else { Err(wrong("cut short")) }
}

fn wrong(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what.to_owned())
}

fn lines<T>(bytes: &[u8], read: impl Fn(&str) -> Option<T>) -> io::Result<Vec<T>> {
    let text = std::str::from_utf8(bytes).map_err(|_| wrong("not text"))?;
    text.lines().map(|line| read(line).ok_or_else(|| wrong("a line that is no entry"))).collect()
}

fn cluster(line: &str) -> Option<(String, [u16; 3])> {
    let mut fields = line.split('\t');
    let word = fields.next()?.to_owned();
    let mut next = || fields.next()?.parse().ok();
    Some((word, [next()?, next()?, next()?]))
}

fn rows([features, sets, weights]: &[Vec<u8>; 3]) -> io::Result<Vec<(u32, Row)>> {
    let mut weights = weights.iter();
    let mut list = Vec::with_capacity(features.len() / 4);
    for (feature, set) in features.chunks_exact(4).zip(sets.chunks_exact(3)) {
        let feature = u32::from_be_bytes([feature[0], feature[1], feature[2], feature[3]]);
        let set = u32::from_le_bytes([set[0], set[1], set[2], 0]);
        let mut row = [0; PADDED];
        for label in (0..LABELS).filter(|label| set >> label & 1 == 1) {
            row[label] = weights.next().ok_or_else(|| wrong("too few weights"))?.cast_signed();
        }
        list.push((feature, row));
    }
    Ok(list)
}

/// A model ready to tag.
pub struct Model {
    /// The tables beside the weights.
    pub lexicon: Arc<Lexicon>,
    /// Weights between neighbouring labels, and [`NEVER`].
    pub transitions: Transitions,
    /// The same for the second look.
    pub hint_transitions: Transitions,
    rows: Rows,
    hints: Rows,
}

impl Model {
    /// Makes a model of what a file holds.
    #[must_use]
    pub fn new(parts: &Parts) -> Self {
        Self {
            lexicon: Arc::new(lexicon(parts)),
            transitions: transitions(&parts.transitions),
            hint_transitions: transitions(&parts.hint_transitions),
            rows: Rows::new(&parts.rows),
            hints: Rows::new(&parts.hints),
        }
    }

    /// The weights of a feature of the second look.
    #[must_use]
    pub fn hint(&self, feature: u32) -> Option<&Row> {
        self.hints.get(feature)
    }

    /// The weights of a feature.
    #[must_use]
    pub fn row(&self, feature: u32) -> Option<&Row> {
        self.rows.get(feature)
    }
}

/// The lexicon of what a file holds.
#[must_use]
pub fn lexicon(parts: &Parts) -> Lexicon {
    let mut lexicon = Lexicon::default();
    for (phrase, classes) in &parts.phrases {
        let words: Vec<u64> = phrase.split(' ').map(hash::of).collect();
        lexicon.add(&words, *classes);
    }
    for (word, clusters) in &parts.clusters {
        lexicon.cluster(hash::of(word), *clusters);
    }
    lexicon
}

fn transitions(rows: &[Row]) -> Transitions {
    let mut transitions = [[NEVER; PADDED]; LABELS];
    for (label, row) in transitions.iter_mut().enumerate() {
        for (next, weight) in row.iter_mut().enumerate().take(LABELS) {
            if may_follow(label as Label, next as Label) {
                *weight = rows.get(label).map_or(0, |row| i32::from(row[next]));
            }
        }
    }
    transitions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_is_read_as_it_was_written_and_a_damaged_one_is_refused() {
        let mut row = [0; PADDED];
        row[3] = -7;
        row[16] = 100;
        let parts = Parts {
            phrases: vec![("port calder".into(), 2)],
            clusters: vec![("talks".into(), [1, 2, 3])],
            rows: vec![(5, row), (u32::MAX, [0; PADDED])],
            transitions: vec![[1; PADDED]; LABELS],
            hints: vec![(7, row)],
            hint_transitions: vec![[2; PADDED]; LABELS],
        };
        let mut file = Vec::new();
        parts.write(&mut file).unwrap();
        let read = Parts::read(file.as_slice()).unwrap();
        assert_eq!(
            (read.phrases, read.clusters, read.rows),
            (parts.phrases.clone(), parts.clusters.clone(), parts.rows.clone())
        );
        let model = Model::new(&parts);
        assert_eq!(model.row(5), Some(&row));
        assert_eq!((model.row(6), model.hint(7)), (None, Some(&row)));
        for cut in 0..file.len() {
            assert!(Parts::read(&file[..cut]).is_err());
        }
    }
}
