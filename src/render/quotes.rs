//! Direct quotations: where each stands, who says it, by which verb. Text, JSON, CSV.

use std::io::{self, Write};

use serde::Serialize;

use super::ArticleFields;
use super::csv::Table;
use super::json::write_line;
use super::notes::counted;
use super::text::Layout;
use crate::article::{Article, Quote};
use crate::search::quotes::{Said, Summary};
use crate::text::printable::{one_line, printable, shortened};

/// A quotation as JSON tells it.
#[derive(Serialize)]
pub(crate) struct QuoteFields<'a> {
    pub start: usize,
    pub end: usize,
    pub text: &'a str,
    pub partial: bool,
    pub speaker: Option<SpeakerFields<'a>>,
    pub verb: Option<&'a str>,
}

/// Who says it, as the text calls the speaker there, and by the fullest name.
#[derive(Serialize)]
pub(crate) struct SpeakerFields<'a> {
    pub start: usize,
    pub end: usize,
    pub text: &'a str,
    pub entity: Option<&'a str>,
}

impl<'a> QuoteFields<'a> {
    pub(crate) fn of(article: &'a Article, quote: &Quote) -> Self {
        let text = article.text.as_str();
        let speaker = quote.speaker.as_ref().map(|speaker| SpeakerFields {
            start: speaker.span.start(),
            end: speaker.span.end(),
            text: speaker.span.of(text),
            entity: speaker
                .entity
                .and_then(|entity| article.names.entities.get(entity as usize))
                .map(|entity| entity.name.as_str()),
        });
        Self {
            start: quote.span.start(),
            end: quote.span.end(),
            text: quote.span.of(text),
            partial: quote.partial,
            speaker,
            verb: quote.verb.map(|verb| verb.of(text)),
        }
    }
}

/// Who says it: the fullest name, with what the text calls her there where that is something else; `none given` where it does not say.
pub(crate) fn speaker(article: &Article, quote: &Quote) -> String {
    let Some(speaker) = &quote.speaker else { return "none given".to_owned() };
    let there = one_line(speaker.span.of(&article.text));
    match speaker.entity.and_then(|entity| article.names.entities.get(entity as usize)) {
        Some(entity) if entity.name != there => format!("{} ({there})", entity.name),
        _ => there,
    }
}

/// A format in which quotations are written.
pub trait RenderQuotes {
    /// Those of one article.
    ///
    /// # Errors
    /// When writing fails.
    fn article(&mut self, article: &Article, list: &[Said]) -> io::Result<()>;

    /// The end.
    ///
    /// # Errors
    /// When writing fails.
    fn end(&mut self, summary: &Summary) -> io::Result<()>;
}

/// Text for a reader.
pub struct QuotesText<W> {
    out: W,
    layout: Layout,
}

const INDENT: &str = "    ";

impl<W: Write> QuotesText<W> {
    /// Writes to `out`.
    pub fn new(out: W, layout: Layout) -> Self {
        Self { out, layout }
    }
}

impl<W: Write> RenderQuotes for QuotesText<W> {
    fn article(&mut self, article: &Article, list: &[Said]) -> io::Result<()> {
        writeln!(self.out, "{}", printable(&shortened(article.title())))?;
        let day = article.meta.published.map(|day| day.to_string()).unwrap_or_default();
        let about = [article.meta.source.as_str(), &day, &article.id.0];
        let about: Vec<_> = about.into_iter().filter(|part| !part.is_empty()).map(printable).collect();
        writeln!(self.out, "{INDENT}{}", about.join(" \u{b7} "))?;
        for said in list {
            let mut words = vec![format!("{:>3}.", said.paragraph)];
            words.extend(printable(&speaker(article, &said.quote)).split_whitespace().map(ToOwned::to_owned));
            if let Some(last) = words.last_mut() {
                last.push(':');
            }
            words.extend(self.layout.marked(&article.text, said.quote.span, &said.marks));
            self.layout.wrapped(&words, INDENT, &mut self.out)?;
        }
        writeln!(self.out)
    }

    fn end(&mut self, summary: &Summary) -> io::Result<()> {
        writeln!(
            self.out,
            "{} in {} of {} that match; no speaker given: {}; not searched: {}; caps: none",
            counted(summary.quotes, "quotation"),
            counted(summary.articles, "article"),
            summary.matching,
            summary.unattributed,
            summary.unsearched
        )?;
        self.out.flush()
    }
}

#[derive(Serialize)]
struct QuoteLine<'a> {
    r#type: &'static str,
    article: ArticleFields<'a>,
    paragraph: usize,
    #[serde(flatten)]
    quote: QuoteFields<'a>,
}

#[derive(Serialize)]
struct SummaryLine {
    r#type: &'static str,
    status: &'static str,
    quotes: u64,
    unattributed: u64,
    articles: u64,
    matching: u64,
    unsearched: u64,
    caps: [(); 0],
}

/// JSON, one object a line.
pub struct QuotesJson<W>(pub W);

impl<W: Write> RenderQuotes for QuotesJson<W> {
    fn article(&mut self, article: &Article, list: &[Said]) -> io::Result<()> {
        for said in list {
            let (paragraph, quote) = (said.paragraph, QuoteFields::of(article, &said.quote));
            let line = QuoteLine { r#type: "quote", article: ArticleFields::of(article), paragraph, quote };
            write_line(&mut self.0, &line)?;
        }
        Ok(())
    }

    fn end(&mut self, summary: &Summary) -> io::Result<()> {
        let Summary { quotes, unattributed, articles, matching, unsearched } = *summary;
        let status = if quotes > 0 { "ok" } else { "none" };
        let line =
            SummaryLine { r#type: "summary", status, quotes, unattributed, articles, matching, unsearched, caps: [] };
        write_line(&mut self.0, &line)?;
        self.0.flush()
    }
}

/// CSV, a row a quotation.
pub struct QuotesCsv<W: Write>(Table<W>);

const COLUMNS: [&str; 13] = [
    "id",
    "path",
    "headline",
    "source",
    "published",
    "url",
    "paragraph",
    "start",
    "end",
    "speaker",
    "entity",
    "verb",
    "text",
];

impl<W: Write> QuotesCsv<W> {
    /// Writes to `out`.
    ///
    /// # Errors
    /// When writing fails.
    pub fn new(out: W) -> io::Result<Self> {
        let mut table = Table::new(out, false, &COLUMNS);
        table.begin(None)?;
        Ok(Self(table))
    }
}

impl<W: Write> RenderQuotes for QuotesCsv<W> {
    fn article(&mut self, article: &Article, list: &[Said]) -> io::Result<()> {
        let meta = &article.meta;
        for said in list {
            let quote = QuoteFields::of(article, &said.quote);
            let (speaker, entity) = match &quote.speaker {
                Some(speaker) => (speaker.text, speaker.entity.unwrap_or_default()),
                None => ("", ""),
            };
            self.0.row(&[
                article.id.0.clone(),
                article.path.clone(),
                article.headline().unwrap_or_default().to_owned(),
                meta.source.clone(),
                meta.published.map(|day| day.to_string()).unwrap_or_default(),
                meta.url.clone().unwrap_or_default(),
                said.paragraph.to_string(),
                quote.start.to_string(),
                quote.end.to_string(),
                speaker.to_owned(),
                entity.to_owned(),
                quote.verb.unwrap_or_default().to_owned(),
                quote.text.to_owned(),
            ])?;
        }
        Ok(())
    }

    fn end(&mut self, _: &Summary) -> io::Result<()> {
        self.0.finish()
    }
}
