//! JSON, one object a line. What each key means, and since which version, stands in `docs/json.md`.

use std::io::{self, Write};

use serde::Serialize;

use super::facets::in_order;
use super::figures::FigureFields;
use super::notes::NoteFields;
use super::quotes::QuoteFields;
use super::{ArticleFields, Outcome, Render};
use crate::article::{Article, Block, Kind, Mention};
use crate::query::spans::Highlight;
use crate::search::{Hit, Passage};

/// Writes JSON lines.
pub struct JsonRender<W> {
    out: W,
    label: Option<String>,
}

impl<W: Write> JsonRender<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Self {
        Self { out, label: None }
    }

    fn line(&mut self, value: &impl Serialize) -> io::Result<()> {
        write_line(&mut self.out, value)
    }
}

/// Writes a value on a line of its own. JSON escapes the controls below U+0020; those from U+007F on, which a terminal obeys too, are
/// escaped here.
pub(crate) fn write_line(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    let line = serde_json::to_string(value)?;
    let is_control = |character: char| matches!(character, '\u{7F}'..='\u{9F}');
    for piece in line.split_inclusive(is_control) {
        let last = piece.chars().next_back().filter(|last| is_control(*last));
        out.write_all(piece.trim_end_matches(is_control).as_bytes())?;
        if let Some(control) = last {
            write!(out, "\\u{:04x}", u32::from(control))?;
        }
    }
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct HitLine<'a> {
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<&'a str>,
    rank: usize,
    score: f64,
    article: ArticleFields<'a>,
    passages: Vec<PassageFields<'a>>,
}

#[derive(Serialize)]
struct PassageFields<'a> {
    start: usize,
    end: usize,
    zone: &'static str,
    paragraph: usize,
    text: &'a str,
    highlights: Vec<SpanFields<'a>>,
}

#[derive(Serialize)]
struct SpanFields<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct SummaryLine<'a> {
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<&'a str>,
    status: &'static str,
    articles: usize,
    shown: usize,
    caps: &'a [String],
    unsearched: u64,
    notes: Vec<NoteFields<'a>>,
}

#[derive(Serialize)]
struct FacetLine<'a> {
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<&'a str>,
    facet: &'static str,
    value: Option<&'a str>,
    articles: u64,
}

#[derive(Serialize)]
struct RejectedLine<'a> {
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<&'a str>,
    status: &'static str,
    error: &'a str,
    column: usize,
    hint: &'a str,
}

/// Four decimals: enough to tell hits apart, and the same on every machine.
pub(crate) fn rounded(score: f64) -> f64 {
    (score * 10_000.0).round() / 10_000.0
}

fn passage_fields<'a>(text: &'a str, passage: &Passage) -> PassageFields<'a> {
    let mark =
        |mark: &Highlight| SpanFields { start: mark.span.start(), end: mark.span.end(), text: mark.span.of(text) };
    PassageFields {
        start: passage.span.start(),
        end: passage.span.end(),
        zone: passage.zone.name(),
        paragraph: passage.paragraph,
        text: passage.span.of(text),
        highlights: passage.highlights.iter().map(mark).collect(),
    }
}

impl<W: Write> Render for JsonRender<W> {
    fn begin(&mut self, label: Option<&str>, _: &str) -> io::Result<()> {
        self.label = label.map(ToOwned::to_owned);
        Ok(())
    }

    fn hit(&mut self, hit: &Hit) -> io::Result<()> {
        let label = self.label.clone();
        let passages = hit.passages.iter().map(|passage| passage_fields(&hit.article.text, passage)).collect();
        let line = HitLine {
            r#type: "hit",
            query: label.as_deref(),
            rank: hit.rank,
            score: rounded(hit.score),
            article: ArticleFields::of(&hit.article),
            passages,
        };
        self.line(&line)
    }

    fn end(&mut self, outcome: &Outcome) -> io::Result<()> {
        let label = self.label.take();
        let (query, status) = (label.as_deref(), outcome.status());
        match outcome {
            Outcome::Answered(summary) => {
                let (articles, shown, unsearched) = (summary.articles, summary.shown, summary.unsearched);
                for (facet, counts) in &summary.facets {
                    for (value, articles) in in_order(*facet, counts) {
                        self.line(&FacetLine { r#type: "facet", query, facet: facet.name(), value, articles })?;
                    }
                }
                self.line(&SummaryLine {
                    r#type: "summary",
                    query,
                    status,
                    articles,
                    shown,
                    caps: &summary.caps,
                    unsearched,
                    notes: summary.notes.iter().map(NoteFields::of).collect(),
                })
            }
            Outcome::Rejected { what, at, hint } => {
                self.line(&RejectedLine { r#type: "summary", query, status, error: what, column: *at, hint })
            }
        }
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[derive(Serialize)]
struct NameFields<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    kind: Kind,
    entity: Option<&'a str>,
}

fn names_of(article: &Article) -> Vec<NameFields<'_>> {
    let fields = |mention: &Mention| NameFields {
        start: mention.span.start(),
        end: mention.span.end(),
        text: mention.span.of(&article.text),
        kind: mention.kind,
        entity: article.names.entity(mention).map(|entity| entity.name.as_str()),
    };
    article.names.mentions.iter().map(fields).collect()
}

#[derive(Serialize)]
struct ArticleLine<'a> {
    r#type: &'static str,
    #[serde(flatten)]
    article: ArticleFields<'a>,
    language: Option<&'a str>,
    updated: Option<String>,
    section: Option<&'a str>,
    keywords: &'a [String],
    text: &'a str,
    blocks: &'a [Block],
    names: Vec<NameFields<'a>>,
    figures: Vec<FigureFields<'a>>,
    quotes: Vec<QuoteFields<'a>>,
}

/// Writes one article with its annotations.
///
/// # Errors
/// When writing fails.
pub fn article_line(out: &mut impl Write, article: &Article) -> io::Result<()> {
    let line = ArticleLine {
        r#type: "article",
        article: ArticleFields::of(article),
        language: article.meta.language.as_deref(),
        updated: article.meta.updated.map(|day| day.to_string()),
        section: article.meta.section.as_deref(),
        keywords: &article.meta.keywords,
        text: &article.text,
        blocks: &article.blocks,
        names: names_of(article),
        figures: (0..article.figures.len()).filter_map(|number| FigureFields::of(article, number)).collect(),
        quotes: article.quotes.iter().map(|quote| QuoteFields::of(article, quote)).collect(),
    };
    write_line(out, &line)
}
