//! Mentions as one page that stands alone, without script.

use std::io::{self, Write};

use super::{Ending, RenderMentions, certainty, standing};
use crate::article::Article;
use crate::query::spans::Highlight;
use crate::render::figures::said;
use crate::render::html::{HEAD, escaped, linked, marked};
use crate::search::mentions::{Forms, Mention, Summary};

/// Writes a page.
pub struct MentionsHtml<W> {
    out: W,
    begun: bool,
}

impl<W: Write> MentionsHtml<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Self {
        Self { out, begun: false }
    }

    fn head(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) { Ok(()) } else { self.out.write_all(HEAD.as_bytes()) }
    }

    fn statement(&mut self, summary: &Summary, nowhere: &[String]) -> io::Result<()> {
        let [low, medium, high] = summary.certainties;
        let found: Vec<String> =
            summary.forms.iter().map(|(text, count)| format!("{} {count}", escaped(text))).collect();
        let missing: Vec<String> = nowhere.iter().map(|form| escaped(form)).collect();
        writeln!(
            self.out,
            "<p class=\"about\">{} mentions in {} articles: {high} high, {medium} medium; {low} low. Forms: {}. Found nowhere: {}. Of \
             others: {}. In boilerplate: {}. Searched: {} articles; not searched: {}; caps: none.</p>",
            summary.mentions,
            summary.articles,
            found.join(", "),
            if missing.is_empty() { "none".to_owned() } else { missing.join(", ") },
            summary.others,
            summary.boilerplate,
            summary.searched,
            summary.unsearched
        )
    }

    fn table(&mut self, head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> io::Result<()> {
        writeln!(self.out, "<table><tr><th>{}</th></tr>", head.join("</th><th>"))?;
        for row in rows {
            let cells: Vec<String> = row.iter().map(|cell| escaped(cell)).collect();
            writeln!(self.out, "<tr><td>{}</td></tr>", cells.join("</td><td>"))?;
        }
        writeln!(self.out, "</table>")
    }
}

/// Whom a mention refers to, or what is said of the figure that it is.
fn about(article: &Article, mention: &Mention) -> String {
    let figure = mention.figure.and_then(|number| said(article, number));
    let about = figure.or_else(|| Some(mention.entity.clone()).filter(|entity| !entity.is_empty()));
    about.map(|about| format!(": {}", escaped(&about))).unwrap_or_default()
}

impl<W: Write> RenderMentions for MentionsHtml<W> {
    fn begin(&mut self, label: Option<&str>, name: &str) -> io::Result<()> {
        self.head()?;
        let label = label.map(|label| format!("{}: ", escaped(label))).unwrap_or_default();
        writeln!(self.out, "<h2>{label}{}</h2>", escaped(name))
    }

    fn article(&mut self, article: &Article, mentions: &[Mention]) -> io::Result<()> {
        let day = article.meta.published.map(|day| day.to_string()).unwrap_or_default();
        writeln!(self.out, "<h3>{}</h3>", linked(article, &escaped(article.title())))?;
        writeln!(
            self.out,
            "<p class=\"about\">{} {day} {}</p>",
            escaped(&article.meta.source),
            escaped(&article.id.0)
        )?;
        for mention in mentions {
            let mark = Highlight { span: mention.span, leaf: 0 };
            writeln!(
                self.out,
                "<p>{} <span class=\"about\">({}, {}{})</span></p>",
                marked(&article.text, mention.context, &[mark]),
                mention.how.word(),
                certainty(mention.certainty),
                about(article, mention)
            )?;
        }
        Ok(())
    }

    fn written(&mut self, mentions: &[u8]) -> io::Result<()> {
        self.out.write_all(mentions)
    }

    fn forms(&mut self, forms: &Forms) -> io::Result<()> {
        let row = |form: &crate::search::mentions::Form| {
            let numbers = [form.mentions.to_string(), form.articles.to_string()];
            let words =
                [standing(form), form.how.word(), certainty(form.certainty), &form.written].map(ToOwned::to_owned);
            numbers.into_iter().chain(words).collect()
        };
        self.table(&["mentions", "articles", "counts", "match", "surety", "form"], forms.list.iter().map(row))
    }

    fn end(&mut self, ending: &Ending<'_>) -> io::Result<()> {
        match ending {
            Ending::Searched { summary, nowhere, groups, unsearched } => {
                if let Some((by, groups)) = groups {
                    let row = |(value, articles, mentions): &(Option<String>, u64, u64)| {
                        vec![
                            mentions.to_string(),
                            articles.to_string(),
                            value.clone().unwrap_or_else(|| "(none stated)".to_owned()),
                        ]
                    };
                    self.table(&["mentions", "articles", by], groups.iter().map(row))?;
                }
                self.statement(summary, nowhere)?;
                let rows = unsearched.iter().map(|(path, reason)| vec![path.clone(), reason.clone()]);
                if unsearched.is_empty() { Ok(()) } else { self.table(&["not searched", "reason"], rows) }
            }
            Ending::Previewed => Ok(()),
            Ending::Rejected { reason } => writeln!(self.out, "<p class=\"about\">rejected: {}</p>", escaped(reason)),
        }
    }

    fn finish(&mut self) -> io::Result<()> {
        self.head()?;
        writeln!(self.out, "</html>")?;
        self.out.flush()
    }
}
