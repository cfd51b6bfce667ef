//! The terms by which names are found.
//!
//! In `entities`, marks on the axis at the first word of each mention. The letter of the entity's kind and the length in words, as a
//! letter from `a` for 1, by itself (`pb`: a person in two words), and followed by each form of the entity in that article
//! (`pb␀khawaja asif`): a person asked for by one form is found where another of the forms stands.
//!
//! At the first word of a quotation whose speaker is known, `s` and each form that the speaker is called by (and none), with the number
//! of its words (`skhawaja asif␀12`).
//!
//! In `names`, without positions, for what stands in headline and body:
//!
//! | term | means | frequency |
//! |---|---|---|
//! | `f` form `␀` kind, form as written | a form of a name | its mentions |
//! | `k` key `␀` kind, form as written | a form that may be a spelling of any other with this key | 1 |
//! | `e` form `␀` kind, canonical form | whom the form means in the article | its mentions |
//! | `a` canonical form `␀` kind, form | another form of the same entity in the article | its mentions |
//!
//! Forms are folded words joined by spaces, except where it says "as written".

use std::collections::{BTreeMap, BTreeSet};

use tantivy::postings::{Postings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::termdict::TermStreamer;
use tantivy::{DocSet, InvertedIndexReader, TERMINATED};

use super::error::IndexError;
use super::segment::Segment;
use super::tape::{FORM, Tape, key_of};
use crate::article::{Article, Kind, LONGEST_NAME, Names};
use crate::backend::{NameTerm, NamesOf};
use crate::extract::names::variants::keys;
use crate::text::fold::phrase;
use crate::text::mentions::{callings, forms};
use crate::text::placing::Placed;
use crate::text::printable::one_line;

/// The letter that stands for a kind.
pub fn letter(kind: Kind) -> char {
    match kind {
        Kind::Person => 'p',
        Kind::Org => 'o',
        Kind::Place => 'l',
        Kind::Other => 'x',
    }
}

/// The kind of a letter.
pub fn kind_of(letter: char) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| self::letter(*kind) == letter)
}

/// The mark of a mention of some words: of any entity, or of one with a form.
pub fn mention_mark(kind: Kind, words: u32, form: Option<&str>) -> String {
    let length = char::from(b'a' + (words as usize).clamp(1, LONGEST_NAME) as u8 - 1);
    let form = form.map(|form| format!("{FORM}{}", key_of(form))).unwrap_or_default();
    format!("{}{length}{form}", letter(kind))
}

/// The mark of a quotation of somebody known by a form (anybody, if it is empty); of a number of words, or what all of these begin with.
pub fn speaker_mark(form: &str, words: Option<u32>) -> String {
    let words = words.map(|words| words.to_string()).unwrap_or_default();
    format!("s{}{FORM}{words}", key_of(form))
}

/// The marks of the mentions of an article.
pub struct EntityMarks<'a> {
    article: &'a Article,
    names: &'a Names,
    /// The forms of each entity.
    forms: Vec<BTreeSet<String>>,
    tape: Tape,
}

impl<'a> EntityMarks<'a> {
    pub fn new(article: &'a Article) -> Self {
        Self { article, names: &article.names, forms: forms(article), tape: Tape::default() }
    }

    pub fn mention(&mut self, placed: Placed) {
        let Some(mention) = self.names.mentions.get(placed.number) else { return };
        let kind = self.names.kind(mention);
        self.tape.mark(&mention_mark(kind, placed.words, None), placed.at);
        for form in self.forms.get(mention.entity as usize).into_iter().flatten() {
            self.tape.mark(&mention_mark(kind, placed.words, Some(form)), placed.at);
        }
    }

    /// A quotation whose speaker is known stands there.
    pub fn quote(&mut self, placed: Placed) {
        let Some(quote) = self.article.quotes.get(placed.number) else { return };
        let called = callings(self.article, quote, &self.forms);
        if !called.is_empty() {
            self.tape.mark(&speaker_mark("", Some(placed.words)), placed.at);
        }
        for form in &called {
            self.tape.mark(&speaker_mark(form, Some(placed.words)), placed.at);
        }
    }

    pub fn finish(self) -> String {
        self.tape.finish()
    }
}

/// The terms of the field `names`.
pub fn names_tape(article: &Article) -> String {
    let mut terms: BTreeMap<String, u32> = BTreeMap::new();
    let mut forms = BTreeSet::new();
    for mention in article.names.mentions.iter().filter(|mention| article.reads(mention.span)) {
        let written = one_line(mention.span.of(&article.text));
        let form = phrase(&written);
        let kind = letter(mention.kind);
        *terms.entry(format!("f{form}{FORM}{kind}{written}")).or_default() += 1;
        if let Some(entity) = article.names.entity(mention) {
            let canonical = phrase(&entity.name);
            let kind = letter(entity.kind);
            *terms.entry(format!("e{form}{FORM}{kind}{canonical}")).or_default() += 1;
            *terms.entry(format!("a{canonical}{FORM}{kind}{form}")).or_default() += 1;
        }
        forms.insert((kind, written));
    }
    for (kind, written) in forms {
        for key in keys(&written) {
            terms.insert(format!("k{key}{FORM}{kind}{written}"), 1);
        }
    }
    let mut tape = Tape::default();
    let mut at = 0;
    for (term, count) in terms {
        for _ in 0..count {
            tape.mark(&term, at);
            at += 1;
        }
    }
    tape.finish()
}

/// Hands over the names asked for, in the order of their terms, each once whatever the number of segments.
pub fn walk(segments: &[Segment<'_>], of: NamesOf<'_>, take: &mut dyn FnMut(NameTerm)) -> Result<(), IndexError> {
    let prefix = match of {
        NamesOf::Form(form) => format!("f{form}{FORM}"),
        NamesOf::Key(key) => format!("k{key}{FORM}"),
        NamesOf::Meant(form) => format!("e{form}{FORM}"),
        NamesOf::Bearer(form) => format!("a{form}{FORM}"),
        NamesOf::All => "f".to_owned(),
        NamesOf::Bearers => "a".to_owned(),
    };
    let mut end = prefix.clone().into_bytes();
    end.push(0xFF);
    let mut readers = Vec::new();
    for segment in segments {
        readers.push(segment.reader.inverted_index(segment.fields.names)?);
    }
    let mut streams = Vec::new();
    for reader in &readers {
        let mut stream = reader.terms().range().ge(&prefix).lt(&end).into_stream()?;
        let more = stream.advance();
        streams.push(more.then_some(stream));
    }
    // The smallest term of all segments, again and again.
    while let Some(term) = streams.iter().flatten().map(TermStreamer::key).min().map(<[u8]>::to_vec) {
        let mut counts = (0, 0);
        for (number, slot) in streams.iter_mut().enumerate() {
            let Some(stream) = slot.as_mut().filter(|stream| stream.key() == term) else { continue };
            let (articles, mentions) = if matches!(of, NamesOf::Key(_)) && !segments[number].reader.has_deletes() {
                // A form stands once in the field of an article that holds it.
                (u64::from(stream.value().doc_freq), u64::from(stream.value().doc_freq))
            } else {
                counted(&segments[number], &readers[number], stream.value())?
            };
            counts = (counts.0 + articles, counts.1 + mentions);
            if !stream.advance() {
                *slot = None;
            }
        }
        if counts.0 > 0
            && let Some(name) = named(&term, counts)
        {
            take(name);
        }
    }
    Ok(())
}

/// The live articles that hold a term, and how often.
fn counted(segment: &Segment<'_>, inverted: &InvertedIndexReader, term: &TermInfo) -> Result<(u64, u64), IndexError> {
    let mut postings = inverted.read_postings_from_terminfo(term, IndexRecordOption::WithFreqs)?;
    let (mut articles, mut mentions) = (0, 0);
    while postings.doc() != TERMINATED {
        if segment.is_alive(postings.doc()) {
            articles += 1;
            mentions += u64::from(postings.term_freq());
        }
        postings.advance();
    }
    Ok((articles, mentions))
}

fn named(term: &[u8], (articles, mentions): (u64, u64)) -> Option<NameTerm> {
    let (of, rest) = std::str::from_utf8(term).ok()?.get(1..)?.split_once(FORM)?;
    let letter = rest.chars().next()?;
    let name = rest[letter.len_utf8()..].to_owned();
    Some(NameTerm { of: of.to_owned(), kind: kind_of(letter)?, name, articles, mentions })
}
