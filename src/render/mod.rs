//! Output formats: hits to bytes. Knows neither index nor how a query was found; each format makes what it prints harmless for
//! where it is printed.

mod csv;
mod explain;
mod facets;
mod figures;
mod html;
mod json;
pub mod ledger;
pub mod mentions;
pub mod names;
mod notes;
pub mod quotes;
mod text;
mod timeline;

use std::io;

use serde::Serialize;

use crate::article::{Article, Span};
use crate::query::spans::Highlight;
use crate::search::{Hit, Summary};

pub use self::csv::CsvRender;
pub use explain::{explanation_json, explanation_text};
pub use facets::{CountRender, CountsCsvRender};
pub use html::HtmlRender;
pub use json::{JsonRender, article_line};
pub use notes::remarks;
pub use text::{Annotated, Layout, TextRender, show_article};
pub use timeline::{timeline_csv, timeline_json, timeline_text};

/// A format in which answers are written. Answers come one query at a time: its hits, then its end.
pub trait Render {
    /// A query begins. `label` is its id where there are several.
    ///
    /// # Errors
    /// When writing fails.
    fn begin(&mut self, _label: Option<&str>, _query: &str) -> io::Result<()> {
        Ok(())
    }

    /// A hit.
    ///
    /// # Errors
    /// When writing fails.
    fn hit(&mut self, hit: &Hit) -> io::Result<()>;

    /// The end of a query.
    ///
    /// # Errors
    /// When writing fails.
    fn end(&mut self, outcome: &Outcome) -> io::Result<()>;

    /// The end of the answer.
    ///
    /// # Errors
    /// When writing fails.
    fn finish(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// How a query ended.
#[derive(Debug)]
pub enum Outcome {
    /// It was answered.
    Answered(Summary),
    /// It could not be honoured.
    Rejected {
        /// What is wrong.
        what: String,
        /// The column, from 1.
        at: usize,
        /// What would work.
        hint: String,
    },
}

impl Outcome {
    /// `ok`, `none` or `rejected`.
    #[must_use]
    pub fn status(&self) -> &'static str {
        match self {
            Self::Answered(summary) if summary.articles > 0 => "ok",
            Self::Answered(_) => "none",
            Self::Rejected { .. } => "rejected",
        }
    }
}

/// The fields of ARTICLE in every machine-readable format.
#[derive(Serialize)]
pub(crate) struct ArticleFields<'a> {
    id: &'a str,
    path: &'a str,
    headline: Option<&'a str>,
    source: &'a str,
    byline: Option<&'a str>,
    published: Option<String>,
    url: Option<&'a str>,
}

impl<'a> ArticleFields<'a> {
    pub(crate) fn of(article: &'a Article) -> Self {
        let meta = &article.meta;
        Self {
            id: &article.id.0,
            path: &article.path,
            headline: article.headline(),
            source: &meta.source,
            byline: meta.byline.as_deref(),
            published: meta.published.map(|day| day.to_string()),
            url: meta.url.as_deref(),
        }
    }
}

/// Cuts the characters of `span` into pieces, each marked or not, in order.
pub(crate) fn pieces<'a>(text: &'a str, span: Span, marks: &[Highlight]) -> Vec<(&'a str, bool)> {
    let mut list = Vec::new();
    let mut at = span.start();
    for mark in marks.iter().map(|mark| mark.span).filter(|mark| span.contains(*mark)) {
        if mark.start() > at {
            list.push((&text[at..mark.start()], false));
        }
        // Marks may overlap (a phrase and one of its words): what is marked already is not printed again.
        if mark.end() > at {
            list.push((&text[at.max(mark.start())..mark.end()], true));
            at = mark.end();
        }
    }
    if at < span.end() {
        list.push((&text[at..span.end()], false));
    }
    list
}
