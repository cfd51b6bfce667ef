//! Text for a reader: wrapped to the terminal, what matched in colour, or in `[brackets]` where there is no colour.

use std::collections::BTreeMap;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use jiff::civil::Date;
use unicode_width::UnicodeWidthStr;

use super::facets::write_facets;
use super::figures::said;
use super::notes::{counted, sentences};
use super::quotes::speaker;
use super::{Outcome, Render, pieces};
use crate::article::{Article, Span, Zone};
use crate::query::spans::Highlight;
use crate::search::{Hit, Summary};
use crate::text::printable::{MOST_SHOWN, cut, one_line, printable, shortened};

/// How text is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether colour may be used.
    pub colour: bool,
}

/// Writes text.
pub struct TextRender<W> {
    out: W,
    layout: Layout,
    labelled: bool,
}

const INDENT: &str = "    ";

impl<W: Write> TextRender<W> {
    /// Writes to `out`.
    pub fn new(out: W, layout: Layout) -> Self {
        Self { out, layout, labelled: false }
    }

    fn title(&self, hit: &Hit) -> String {
        let bold = if self.layout.colour { Style::new().bold() } else { Style::new() };
        let title = match hit.article.headline_span() {
            Some(span) => self.headline(hit, span),
            None => vec![printable(hit.article.title()).into_owned() + " \u{2026}"],
        };
        let title: Vec<String> = title.iter().map(|word| format!("{bold}{word}{bold:#}")).collect();
        title.join(" ")
    }

    /// The words of a headline, as many as are shown.
    fn headline(&self, hit: &Hit, span: Span) -> Vec<String> {
        let text = &hit.article.text;
        let end = cut(span.of(text), MOST_SHOWN).map(|end| span.start() + end);
        let shown = end.and_then(|end| Span::new(text, span.start(), end));
        let mut words = self.layout.marked(text, shown.unwrap_or(span), &hit.headline);
        words.extend(shown.map(|_| "\u{2026}".to_owned()));
        words
    }
}

impl Layout {
    /// The words of a span, what matched in them marked.
    pub(crate) fn marked(self, text: &str, span: Span, marks: &[Highlight]) -> Vec<String> {
        let style = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
        let (open, close) = (style.render(), style.render_reset());
        let mut words = vec![String::new()];
        for (piece, marked) in pieces(text, span, marks) {
            let piece = printable(piece);
            let shown = match (marked, self.colour) {
                (false, _) => piece,
                (true, false) => format!("[{piece}]").into(),
                (true, true) => {
                    piece.split(' ').map(|word| format!("{open}{word}{close}")).collect::<Vec<_>>().join(" ").into()
                }
            };
            for (index, word) in shown.split(' ').enumerate() {
                if index > 0 {
                    words.push(String::new());
                }
                words.last_mut().into_iter().for_each(|last| last.push_str(word));
            }
        }
        words.retain(|word| !word.is_empty());
        words
    }

    pub(crate) fn wrapped(self, words: &[String], indent: &str, out: &mut (impl Write + ?Sized)) -> io::Result<()> {
        let (mut line, mut width) = (String::new(), 0);
        for word in words {
            let length = seen_width(word);
            if width > 0 && indent.len() + width + 1 + length > self.width {
                writeln!(out, "{indent}{line}")?;
                line.clear();
                width = 0;
            }
            if width > 0 {
                line.push(' ');
                width += 1;
            }
            line.push_str(word);
            width += length;
        }
        if line.is_empty() { Ok(()) } else { writeln!(out, "{indent}{line}") }
    }
}

/// The columns a word takes, without its colours.
fn seen_width(word: &str) -> usize {
    let mut width = 0;
    let mut rest = word;
    while let Some((before, escape)) = rest.split_once('\u{1b}') {
        width += before.width();
        rest = escape.split_once('m').map_or("", |(_, after)| after);
    }
    width + rest.width()
}

impl<W: Write> Render for TextRender<W> {
    fn begin(&mut self, label: Option<&str>, query: &str) -> io::Result<()> {
        self.labelled = label.is_some();
        match label {
            Some(label) => writeln!(self.out, "== {}: {}\n", printable(label), printable(&shortened(query))),
            None => Ok(()),
        }
    }

    fn hit(&mut self, hit: &Hit) -> io::Result<()> {
        let article = &hit.article;
        writeln!(self.out, "{:>2}. {}", hit.rank, self.title(hit))?;
        let day = article.meta.published.map(|day| day.to_string()).unwrap_or_default();
        let about = [article.meta.source.as_str(), &day, &article.id.0]
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(printable);
        let about = about.collect::<Vec<_>>().join(" \u{b7} ");
        let dim = if self.layout.colour { Style::new().dimmed() } else { Style::new() };
        writeln!(self.out, "{INDENT}{dim}{about}{dim:#}")?;
        // The headline stands above already, marked.
        for passage in hit.passages.iter().filter(|passage| passage.zone != Zone::Headline) {
            let words = self.layout.marked(&article.text, passage.span, &passage.highlights);
            self.layout.wrapped(&words, INDENT, &mut self.out)?;
        }
        writeln!(self.out)
    }

    fn end(&mut self, outcome: &Outcome) -> io::Result<()> {
        match outcome {
            Outcome::Answered(summary) => {
                write_facets(&mut self.out, summary)?;
                if !summary.facets.is_empty() {
                    writeln!(self.out)?;
                }
                writeln!(self.out, "{}", summed_up(summary))?;
                for note in sentences(&summary.notes) {
                    writeln!(self.out, "note: {}", printable(&note))?;
                }
            }
            Outcome::Rejected { what, at, hint } => {
                writeln!(self.out, "rejected, column {at}: {}; {}", printable(&shortened(what)), printable(hint))?;
            }
        }
        if self.labelled { writeln!(self.out) } else { Ok(()) }
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn summed_up(summary: &Summary) -> String {
    let articles = counted(summary.articles as u64, "article");
    let more = (summary.articles - summary.shown).saturating_sub(summary.from);
    let shown = match (summary.from, more) {
        (0, 0) => articles,
        (0, more) => format!("{articles}, {} shown; {more} more with -n {}", summary.shown, summary.articles),
        (from, more) => format!("{articles}, {} shown behind the first {from}; {more} more behind them", summary.shown),
    };
    match summary.unsearched {
        0 => shown,
        items => format!("{shown}; {} of the archive could not be searched (morgue status)", counted(items, "item")),
    }
}

/// Which of the annotations of an article are marked in its text, and listed behind it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Annotated {
    /// The names, and whom they refer to.
    pub names: bool,
    /// The figures, and what they are worth.
    pub figures: bool,
    /// The quotations, and who says them.
    pub quotes: bool,
}

/// Writes one article: what is known of it, then its text, block by block, with boilerplate set off, and what is asked for of its
/// annotations.
///
/// # Errors
/// When writing fails.
pub fn show_article(out: &mut impl Write, article: &Article, layout: Layout, shown: Annotated) -> io::Result<()> {
    let marks = marks(article, shown);
    let meta = &article.meta;
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let (published, updated, keywords) = (day(meta.published), day(meta.updated), meta.keywords.join(", "));
    let known = [
        ("id", article.id.0.as_str()),
        ("path", &article.path),
        ("source", &meta.source),
        ("byline", meta.byline.as_deref().unwrap_or_default()),
        ("published", &published),
        ("updated", &updated),
        ("url", meta.url.as_deref().unwrap_or_default()),
        ("language", meta.language.as_deref().unwrap_or_default()),
        ("section", meta.section.as_deref().unwrap_or_default()),
        ("keywords", &keywords),
    ];
    for (name, value) in known.into_iter().filter(|(_, value)| !value.is_empty()) {
        writeln!(out, "{name}: {}", printable(value))?;
    }
    for block in &article.blocks {
        writeln!(out)?;
        if !matches!(block.zone, Zone::Body | Zone::Headline) {
            writeln!(out, "({})", block.zone.name())?;
        }
        let indent = if block.zone == Zone::Boilerplate { "  | " } else { "" };
        layout.wrapped(&layout.marked(&article.text, block.span, &marks), indent, out)?;
    }
    if shown.names {
        list_names(out, article)?;
    }
    if shown.figures {
        list_figures(out, article)?;
    }
    if shown.quotes { list_quotes(out, article) } else { Ok(()) }
}

fn marks(article: &Article, shown: Annotated) -> Vec<Highlight> {
    let names = article.names.mentions.iter().map(|mention| mention.span).filter(|_| shown.names);
    let figures = article.figures.iter().map(|figure| figure.span).filter(|_| shown.figures);
    let quotes = article.quotes.iter().map(|quote| quote.span).filter(|_| shown.quotes);
    let mut marks: Vec<Highlight> =
        names.chain(figures).chain(quotes).map(|span| Highlight { span, leaf: 0 }).collect();
    marks.sort_unstable();
    marks
}

/// The figures in the order of the text: kind, value, unit, what it counts.
fn list_figures(out: &mut impl Write, article: &Article) -> io::Result<()> {
    writeln!(out)?;
    for (number, figure) in article.figures.iter().enumerate() {
        let said = said(article, number).unwrap_or_default();
        writeln!(out, "{:<7}  {}: {said}", figure.kind.word(), printable(figure.span.of(&article.text)))?;
    }
    Ok(())
}

/// The quotations in the order of the text: who says it, and what.
fn list_quotes(out: &mut impl Write, article: &Article) -> io::Result<()> {
    writeln!(out)?;
    for quote in &article.quotes {
        let (who, partial) = (speaker(article, quote), if quote.partial { "in part, " } else { "" });
        writeln!(out, "{partial}{}: {}", printable(&who), printable(&one_line(quote.span.of(&article.text))))?;
    }
    Ok(())
}

/// Whom the names refer to, each with the forms that stand in the article.
fn list_names(out: &mut impl Write, article: &Article) -> io::Result<()> {
    writeln!(out)?;
    for (number, entity) in article.names.entities.iter().enumerate() {
        let mut forms: BTreeMap<String, usize> = BTreeMap::new();
        for mention in article.names.mentions.iter().filter(|mention| mention.entity as usize == number) {
            *forms.entry(printable(mention.span.of(&article.text)).into_owned()).or_default() += 1;
        }
        let forms: Vec<String> = forms.iter().map(|(form, count)| format!("{form} {count}")).collect();
        writeln!(out, "{:<6}  {}: {}", entity.kind.word(), printable(&entity.name), forms.join(", "))?;
    }
    Ok(())
}
