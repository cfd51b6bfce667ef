//! How an article becomes a document of the index, and back.

use tantivy::schema::document::Document;
use tantivy::schema::{Field, OwnedValue};

use super::budget::Permit;
use super::error::IndexError;
use super::figures::FigureMarks;
use super::names::{EntityMarks, names_tape};
use super::schema::{Fields, day_number};
use super::tape::{Tape, compound_key, key_of};
use crate::article::{Article, Figure, Part, Quote, Span};
use crate::corpus::changes::Key;
use crate::text::axis::{self, Visit};
use crate::text::compounds::{Compound, Compounds};
use crate::text::fold::fold;
use crate::text::placing::Placed;
use crate::text::words::each_word;

/// The mark of a sentence that opens a paragraph, beside its other mark.
pub const OPENING: &str = "p";
/// The mark of every sentence.
pub const SENTENCE: &str = "s";
/// The mark behind the lead.
pub const LEAD_END: &str = "e";
/// The mark of the first word of a quotation.
pub const QUOTE_FIRST: &str = "q";
/// The mark of the last word of a quotation.
pub const QUOTE_LAST: &str = "r";

/// A document on its way into the index; it holds its share of the budget until tantivy has taken it in.
pub struct Prepared {
    values: Vec<(Field, OwnedValue)>,
    _permit: Permit,
}

impl Document for Prepared {
    type Value<'a> = &'a OwnedValue;
    type FieldsValuesIter<'a> = Box<dyn Iterator<Item = (Field, &'a OwnedValue)> + 'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        Box::new(self.values.iter().map(|(field, value)| (*field, value)))
    }
}

/// The bytes under which the index knows a key.
pub fn key_bytes(key: Key) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&key.0.to_be_bytes());
    bytes[8..].copy_from_slice(&key.1.to_be_bytes());
    bytes
}

/// The document of an article, and the words of its headline and body.
pub fn prepare(
    fields: &Fields,
    key: Key,
    article: &Article,
    permit: Permit,
) -> Result<(Prepared, (u32, u32)), IndexError> {
    let mut tapes = Tapes::new(article);
    axis::read(article, &mut tapes);
    let last = tapes.compounds.finish();
    tapes.compound_ended(last);
    let words = tapes.words;
    let stored = serde_json::to_vec(article).map_err(|error| IndexError::Damaged(error.to_string()))?;
    let [headline, body, boilerplate] = tapes.parts.map(Tape::finish);
    let meta = &article.meta;
    let mut values = vec![
        (fields.key, OwnedValue::Bytes(key_bytes(key).to_vec())),
        (fields.id, OwnedValue::Str(article.id.0.clone())),
        (fields.name, OwnedValue::Str(key_of(&article.id.0))),
        (fields.headline, OwnedValue::Str(headline)),
        (fields.body, OwnedValue::Str(body)),
        (fields.boilerplate, OwnedValue::Str(boilerplate)),
        (fields.borders, OwnedValue::Str(tapes.borders.finish())),
        (fields.compounds, OwnedValue::Str(tapes.compound_marks.finish())),
        (fields.entities, OwnedValue::Str(tapes.entities.finish())),
        (fields.names, OwnedValue::Str(names_tape(article))),
        (fields.figures, OwnedValue::Str(tapes.figures.finish())),
        (fields.source, OwnedValue::Str(words_tape(&meta.source))),
        (fields.byline, OwnedValue::Str(words_tape(meta.byline.as_deref().unwrap_or_default()))),
        (fields.language, OwnedValue::Str(words_tape(meta.language.as_deref().unwrap_or_default()))),
        (fields.headline_words, OwnedValue::U64(words[0].into())),
        (fields.body_words, OwnedValue::U64(words[1].into())),
        (fields.boilerplate_words, OwnedValue::U64(words[2].into())),
        (fields.article, OwnedValue::Bytes(stored)),
    ];
    let names = [
        (fields.source_name, Some(&meta.source)),
        (fields.byline_name, meta.byline.as_ref()),
        (fields.language_name, meta.language.as_ref()),
    ];
    let stated = names.into_iter().filter_map(|(field, name)| Some((field, name.filter(|name| !name.is_empty())?)));
    values.extend(stated.map(|(field, name)| (field, OwnedValue::Str(name.clone()))));
    values.extend(meta.published.map(|day| (fields.published, OwnedValue::U64(day_number(day)))));
    values.extend(meta.url.as_ref().map(|url| (fields.url, OwnedValue::Str(url.chars().take(2048).collect()))));
    Ok((Prepared { values, _permit: permit }, (words[0], words[1])))
}

/// The article that `prepare` stored.
///
/// # Errors
/// When it is none, or what was found in it does not lie inside its text: nothing could be shown of it then.
pub fn restore(stored: &[u8]) -> Result<Article, IndexError> {
    let article: Article = serde_json::from_slice(stored).map_err(|error| IndexError::Damaged(error.to_string()))?;
    if !spans_fit(&article) {
        return Err(IndexError::Damaged("what was found in an article does not lie inside its text".to_owned()));
    }
    Ok(article)
}

fn spans_fit(article: &Article) -> bool {
    let fits = |span: Span| Span::new(&article.text, span.start(), span.end()).is_some();
    let figure = |figure: &Figure| {
        let unit = figure.unit.as_ref().is_none_or(|unit| fits(unit.span));
        fits(figure.span) && unit && figure.of.as_ref().is_none_or(|of| fits(of.head) && fits(of.phrase))
    };
    let quote = |quote: &Quote| {
        let speaker = quote.speaker.as_ref().is_none_or(|speaker| fits(speaker.span));
        fits(quote.span) && speaker && quote.verb.is_none_or(fits)
    };
    article.blocks.iter().all(|block| fits(block.span))
        && article.names.mentions.iter().all(|mention| fits(mention.span))
        && article.figures.iter().all(figure)
        && article.valueless.iter().copied().all(fits)
        && article.quotes.iter().all(quote)
}

fn words_tape(text: &str) -> String {
    let mut tape = Tape::default();
    let mut position = 0;
    each_word(text, |word| {
        let form = &text[word];
        tape.word(&fold(form), form, position);
        position += 1;
    });
    tape.finish()
}

struct Tapes<'a> {
    text: &'a str,
    parts: [Tape; 3],
    words: [u32; 3],
    borders: Tape,
    compounds: Compounds,
    compound_marks: Tape,
    entities: EntityMarks<'a>,
    figures: FigureMarks<'a>,
    part: usize,
    paragraph: Option<usize>,
}

impl<'a> Tapes<'a> {
    fn new(article: &'a Article) -> Self {
        Self {
            text: &article.text,
            parts: Default::default(),
            words: [0; 3],
            borders: Tape::default(),
            compounds: Compounds::default(),
            compound_marks: Tape::default(),
            entities: EntityMarks::new(article),
            figures: FigureMarks::new(article),
            part: 0,
            paragraph: None,
        }
    }

    fn compound_ended(&mut self, ended: Option<(Compound, u32)>) {
        if let Some((compound, at)) = ended {
            self.compound_marks.mark(&compound_key(&compound), at);
        }
    }
}

impl Visit for Tapes<'_> {
    fn part(&mut self, part: Part, _: u32) {
        self.part = part as usize;
    }

    fn sentence(&mut self, _: Span, paragraph: usize, at: u32) {
        let opens = self.paragraph.replace(paragraph) != Some(paragraph);
        self.borders.mark(SENTENCE, at);
        if opens {
            self.borders.mark(OPENING, at);
        }
    }

    fn lead_end(&mut self, at: u32) {
        self.borders.mark(LEAD_END, at);
    }

    fn word(&mut self, span: Span, folded: &str, at: u32) {
        self.parts[self.part].word(folded, span.of(self.text), at);
        self.words[self.part] += 1;
        let ended = self.compounds.word(self.text, span, folded, at);
        self.compound_ended(ended);
    }

    fn quotation(&mut self, first: u32, last: u32) {
        self.borders.mark(QUOTE_FIRST, first);
        self.borders.mark(QUOTE_LAST, last);
    }

    fn mention(&mut self, placed: Placed) {
        self.entities.mention(placed);
    }

    fn valueless(&mut self, placed: Placed) {
        self.figures.valueless(placed);
    }

    fn quote(&mut self, placed: Placed) {
        self.entities.quote(placed);
    }

    fn figure(&mut self, placed: Placed) {
        self.figures.figure(placed);
    }
}
