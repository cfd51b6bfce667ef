//! Every field of the index. A change here needs a new `manifest::FORMAT`.
//!
//! | field | holds | how |
//! |---|---|---|
//! | `key` | hash of the article's key | a term, to replace and remove by |
//! | `id` | the id it is shown under | a column to order by |
//! | `name` | the same | a term to find it by |
//! | `headline`, `body`, `boilerplate` | the words of that part | terms with positions on one axis |
//! | `borders` | where sentences and paragraphs begin, where quotations begin and end | marks on the same axis |
//! | `compounds` | words joined by hyphens: in one piece, then their parts (`crossborder␀cross-border`) | marks on the same axis |
//! | `entities` | where names stand, by kind and by whom they refer to (`index/names.rs`) | marks on the same axis |
//! | `names` | the forms of names, whose they are, and the keys they are found by (`index/names.rs`) | terms with frequencies |
//! | `figures` | where figures stand, by what they state and count (`index/figures.rs`) | marks on the same axis |
//! | `source`, `byline`, `language` | the words of that field | terms with positions |
//! | `source_name`, `byline_name`, `language_name` | the same as they are written | columns |
//! | `published` | the day, as the number YYYYMMDD | a column |
//! | `headline_words`, `body_words`, `boilerplate_words` | exact lengths | columns |
//! | `url` | the address | kept in `article`, and a term |
//! | `article` | the article itself, as JSON | stored |
//!
//! A word is indexed once: as its folded form, followed by its form in the text where that differs (`us`, `us␀US`). Stems, folded
//! and literal forms, wildcards, regular expressions and fuzzy words are all sets of terms of that one dictionary.

use tantivy::schema::{
    BytesOptions, Field, IndexRecordOption, NumericOptions, STRING, Schema, TextFieldIndexing, TextOptions,
};

use crate::article::Part;
use crate::query::MetaField;

/// The fields.
#[derive(Debug, Clone, Copy)]
pub struct Fields {
    pub key: Field,
    pub id: Field,
    pub name: Field,
    pub headline: Field,
    pub body: Field,
    pub boilerplate: Field,
    pub borders: Field,
    pub compounds: Field,
    pub entities: Field,
    pub names: Field,
    pub figures: Field,
    pub source: Field,
    pub byline: Field,
    pub language: Field,
    pub source_name: Field,
    pub byline_name: Field,
    pub language_name: Field,
    pub published: Field,
    pub headline_words: Field,
    pub body_words: Field,
    pub boilerplate_words: Field,
    pub url: Field,
    pub article: Field,
}

/// Names of the columns that are read by name.
pub mod column {
    pub const ID: &str = "id";
    pub const PUBLISHED: &str = "published";
    pub const SOURCE: &str = "source_name";
    pub const BYLINE: &str = "byline_name";
    pub const LANGUAGE: &str = "language_name";
    pub const WORDS: [&str; 3] = ["headline_words", "body_words", "boilerplate_words"];
}

/// The name under which the tape's tokeniser is registered.
pub const TAPE: &str = "tape";

impl Fields {
    /// The schema and its fields.
    pub fn schema() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default().set_tokenizer(TAPE).set_fieldnorms(false);
        let words = TextOptions::default()
            .set_indexing_options(indexing.clone().set_index_option(IndexRecordOption::WithFreqsAndPositions));
        let number = NumericOptions::default().set_fast();
        let name = TextOptions::default().set_fast("raw");
        let counted =
            TextOptions::default().set_indexing_options(indexing.set_index_option(IndexRecordOption::WithFreqs));
        let fields = Self {
            key: schema.add_bytes_field("key", BytesOptions::default().set_indexed()),
            id: schema.add_text_field(column::ID, name.clone()),
            name: schema.add_text_field("name", STRING),
            headline: schema.add_text_field("headline", words.clone()),
            body: schema.add_text_field("body", words.clone()),
            boilerplate: schema.add_text_field("boilerplate", words.clone()),
            borders: schema.add_text_field("borders", words.clone()),
            compounds: schema.add_text_field("compounds", words.clone()),
            entities: schema.add_text_field("entities", words.clone()),
            names: schema.add_text_field("names", counted),
            figures: schema.add_text_field("figures", words.clone()),
            source: schema.add_text_field("source", words.clone()),
            byline: schema.add_text_field("byline", words.clone()),
            language: schema.add_text_field("language", words),
            source_name: schema.add_text_field(column::SOURCE, name.clone()),
            byline_name: schema.add_text_field(column::BYLINE, name.clone()),
            language_name: schema.add_text_field(column::LANGUAGE, name),
            published: schema.add_u64_field(column::PUBLISHED, number.clone()),
            headline_words: schema.add_u64_field(column::WORDS[0], number.clone()),
            body_words: schema.add_u64_field(column::WORDS[1], number.clone()),
            boilerplate_words: schema.add_u64_field(column::WORDS[2], number),
            url: schema.add_text_field("url", STRING),
            article: schema.add_bytes_field("article", BytesOptions::default().set_stored()),
        };
        (schema.build(), fields)
    }

    /// The field that holds the words of a part.
    pub fn of_part(&self, part: Part) -> Field {
        match part {
            Part::Headline => self.headline,
            Part::Body => self.body,
            Part::Boilerplate => self.boilerplate,
        }
    }

    /// The field that holds the words of a metadata field.
    pub fn of_meta(&self, field: MetaField) -> Field {
        match field {
            MetaField::Source => self.source,
            MetaField::Byline => self.byline,
            MetaField::Language => self.language,
        }
    }
}

/// A day as the `published` column holds it.
pub fn day_number(day: jiff::civil::Date) -> u64 {
    // Years before 1 sort first; no news is that old.
    let year = u64::try_from(day.year()).unwrap_or_default();
    year * 10_000 + u64::from(day.month().unsigned_abs()) * 100 + u64::from(day.day().unsigned_abs())
}
