//! The article itself.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Block, Figure, Names, Quote, Span, Zone};

/// The name under which an article is shown and asked for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ArticleId(pub String);

impl fmt::Display for ArticleId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What identifies an article for good: the root of the archive, the file's path below it, and the record in that file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ArticleKey {
    /// The archive's root, as the index remembers it.
    pub root: String,
    /// Path below the root, with `/` between the parts.
    pub path: String,
    /// The record's own id, or its number in the file; empty where the file is the article.
    pub record: String,
}

/// What is known of an article beside its text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// The outlet.
    pub source: String,
    /// The author line.
    pub byline: Option<String>,
    /// The day of publication, as the record states it.
    pub published: Option<Date>,
    /// Where it stood on the web.
    pub url: Option<String>,
    /// The language, as the record states it (a BCP 47 tag).
    pub language: Option<String>,
    /// The day of its last change, as the record states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<Date>,
    /// The part of the paper, as the record names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The keywords that the record gives it, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
}

/// One report: its text, the blocks of that text, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// The shown name.
    pub id: ArticleId,
    /// Path below the archive's root.
    pub path: String,
    /// What is known of it.
    #[serde(flatten)]
    pub meta: Meta,
    /// Headline, blank line, body. A missing headline adds nothing.
    pub text: String,
    /// The paragraphs, in the order of the text.
    pub blocks: Vec<Block>,
    /// The names that were found in it.
    #[serde(default, skip_serializing_if = "Names::is_empty")]
    pub names: Names,
    /// The figures that were found in it, in the order of the text, apart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Figure>,
    /// Digits and number words that were found to be no value there, in the order of the text, apart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub valueless: Vec<Span>,
    /// The direct quotations that were found in it, in the order of the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotes: Vec<Quote>,
}

impl Article {
    /// An article in which nothing was found yet.
    #[must_use]
    pub fn new(id: ArticleId, path: String, meta: Meta, text: String, blocks: Vec<Block>) -> Self {
        let (names, figures, valueless, quotes) = Default::default();
        Self { id, path, meta, text, blocks, names, figures, valueless, quotes }
    }

    /// The headline, where there is one.
    #[must_use]
    pub fn headline(&self) -> Option<&str> {
        self.headline_span().map(|span| span.of(&self.text))
    }

    /// Where the headline stands.
    #[must_use]
    pub fn headline_span(&self) -> Option<Span> {
        let first = self.blocks.first()?;
        (first.zone == Zone::Headline).then_some(first.span)
    }

    /// Whether a span stands in headline or body, and not in what the page adds.
    #[must_use]
    pub fn reads(&self, span: Span) -> bool {
        self.block_of(span).is_none_or(|block| block.zone != Zone::Boilerplate)
    }

    /// The block that a span lies in. Blocks stand in order and apart, so it is the last of those that do not begin behind the span; an
    /// article may have a million of both.
    #[must_use]
    pub fn block_of(&self, span: Span) -> Option<&Block> {
        let behind = self.blocks.partition_point(|block| block.span.start() <= span.start());
        self.blocks[..behind].last().filter(|block| block.span.contains(span))
    }

    /// What names the article in a list: its headline, else the first words of its first block that is no boilerplate.
    #[must_use]
    pub fn title(&self) -> &str {
        /// Long enough to recognise a report by, short enough for one line.
        const FIRST_WORDS: usize = 12;
        if let Some(headline) = self.headline() {
            return headline;
        }
        let speaking = self.blocks.iter().find(|block| block.zone != Zone::Boilerplate);
        let Some(block) = speaking.or(self.blocks.first()) else {
            return "";
        };
        let block = block.span.of(&self.text);
        let end = block
            .split_whitespace()
            .take(FIRST_WORDS)
            .last()
            .map_or(0, |word| word.as_ptr().addr() - block.as_ptr().addr() + word.len());
        &block[..end]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_without_headline_is_named_by_its_first_words() {
        let text = "one two three four five six seven eight nine ten eleven twelve thirteen".to_owned();
        let blocks = vec![Block { span: Span::new(&text, 0, text.len()).unwrap(), zone: Zone::Body }];
        let id = ArticleId("a".into());
        let article = Article::new(id, "a".into(), Meta::default(), text, blocks);
        assert_eq!(article.headline(), None);
        assert!(article.title().ends_with("twelve"));
    }
}
