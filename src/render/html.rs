//! HTML: one page that stands alone, without script. Everything from the archive is escaped; a link is only ever http or https.

use std::io::{self, Write};

use super::facets::first;
use super::notes::sentences;
use super::{Outcome, Render, pieces};
use crate::article::{Article, Span, Zone};
use crate::backend::{Counts, Facet};
use crate::query::spans::Highlight;
use crate::search::Hit;

/// Writes a page.
pub struct HtmlRender<W> {
    out: W,
    begun: bool,
}

pub(crate) const HEAD: &str = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>Morgue</title>\n<style>body{max-width:46rem;margin:2rem auto;font:1rem/1.5 serif;padding:0 1rem}h3{margin:1.5rem 0 0}.about{color:#555;font-size:.85rem}mark{background:#fe8}</style>\n";

impl<W: Write> HtmlRender<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Self {
        Self { out, begun: false }
    }

    fn facet(&mut self, facet: Facet, counts: &Counts) -> io::Result<()> {
        writeln!(self.out, "<table><caption>By {}</caption>", facet.name())?;
        let (list, more) = first(facet, counts);
        for (value, count) in list {
            let value = value.map_or("(none stated)".to_owned(), escaped);
            writeln!(self.out, "<tr><td>{count}</td><td>{value}</td></tr>")?;
        }
        if more > 0 {
            writeln!(self.out, "<tr><td></td><td>{more} more with --format json</td></tr>")?;
        }
        writeln!(self.out, "</table>")
    }

    fn head(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) { Ok(()) } else { self.out.write_all(HEAD.as_bytes()) }
    }
}

/// Text that no browser takes for markup.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\n' | '\t' => safe.push(character),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => safe.push(char::REPLACEMENT_CHARACTER),
            _ if character.is_control() => safe.push(char::REPLACEMENT_CHARACTER),
            _ => safe.push(character),
        }
    }
    safe
}

pub(crate) fn marked(text: &str, span: Span, marks: &[Highlight]) -> String {
    let piece = |(piece, marked): (&str, bool)| {
        if marked { format!("<mark>{}</mark>", escaped(piece)) } else { escaped(piece) }
    };
    pieces(text, span, marks).into_iter().map(piece).collect()
}

/// A title as a link to where the article stood, if that is an address of the web.
pub(crate) fn linked(article: &Article, title: &str) -> String {
    let link = article.meta.url.as_deref().filter(|url| url.starts_with("https://") || url.starts_with("http://"));
    link.map_or_else(|| title.to_owned(), |url| format!("<a href=\"{}\">{title}</a>", escaped(url)))
}

impl<W: Write> Render for HtmlRender<W> {
    fn begin(&mut self, label: Option<&str>, query: &str) -> io::Result<()> {
        self.head()?;
        let label = label.map(|label| format!("{}: ", escaped(label))).unwrap_or_default();
        writeln!(self.out, "<h2>{label}{}</h2>", escaped(query))
    }

    fn hit(&mut self, hit: &Hit) -> io::Result<()> {
        let article = &hit.article;
        let title = article
            .headline_span()
            .map_or_else(|| escaped(article.title()), |span| marked(&article.text, span, &hit.headline));
        let title = linked(article, &title);
        let day = article.meta.published.map(|day| day.to_string()).unwrap_or_default();
        writeln!(self.out, "<h3>{}. {title}</h3>", hit.rank)?;
        writeln!(
            self.out,
            "<p class=\"about\">{} {day} {} (score {:.4})</p>",
            escaped(&article.meta.source),
            escaped(&article.id.0),
            hit.score
        )?;
        // The headline stands above already, marked.
        for passage in hit.passages.iter().filter(|passage| passage.zone != Zone::Headline) {
            writeln!(self.out, "<p>{}</p>", marked(&article.text, passage.span, &passage.highlights))?;
        }
        Ok(())
    }

    fn end(&mut self, outcome: &Outcome) -> io::Result<()> {
        match outcome {
            Outcome::Answered(summary) => {
                writeln!(
                    self.out,
                    "<p class=\"about\">{} articles, {} shown; {} items of the archive could not be searched</p>",
                    summary.articles, summary.shown, summary.unsearched
                )?;
                for note in sentences(&summary.notes) {
                    writeln!(self.out, "<p class=\"about\">{}</p>", escaped(&note))?;
                }
                summary.facets.iter().try_for_each(|(facet, counts)| self.facet(*facet, counts))
            }
            Outcome::Rejected { what, at, hint } => {
                writeln!(self.out, "<p class=\"about\">column {at}: {}; {}</p>", escaped(what), escaped(hint))
            }
        }
    }

    fn finish(&mut self) -> io::Result<()> {
        self.head()?;
        writeln!(self.out, "</html>")?;
        self.out.flush()
    }
}
