//! Lists of names: text, JSON, CSV.

use std::io::{self, Write};

use serde::Serialize;

use super::csv::Table;
use super::json::write_line;
use super::notes::counted;
use crate::article::Kind;
use crate::search::names::{Named, Summary};
use crate::text::printable::printable;

#[derive(Serialize)]
struct NameLine<'a> {
    r#type: &'static str,
    name: &'a str,
    kind: Kind,
    articles: u64,
    mentions: u64,
    forms: Vec<FormCount<'a>>,
}

#[derive(Serialize)]
struct FormCount<'a> {
    text: &'a str,
    count: u64,
}

#[derive(Serialize)]
struct SummaryLine {
    r#type: &'static str,
    status: &'static str,
    names: u64,
    shown: u64,
    caps: [(); 0],
}

/// Writes a list of names.
pub trait RenderNames {
    /// One name.
    ///
    /// # Errors
    /// When writing fails.
    fn name(&mut self, name: &Named) -> io::Result<()>;

    /// The end.
    ///
    /// # Errors
    /// When writing fails.
    fn end(&mut self, summary: Summary) -> io::Result<()>;
}

/// Text for a reader.
pub struct NamesText<W>(pub W);

impl<W: Write> RenderNames for NamesText<W> {
    fn name(&mut self, name: &Named) -> io::Result<()> {
        let forms = name.forms.iter().filter(|(form, _)| *form != name.folded);
        let forms: Vec<String> = forms.map(|(form, count)| format!("{} {count}", printable(form))).collect();
        let forms = if forms.is_empty() { String::new() } else { format!("  ({})", forms.join(", ")) };
        let (mentions, articles, kind) = (name.mentions, name.articles, name.kind.word());
        writeln!(self.0, "{mentions:>9} {articles:>9}  {kind:<6}  {}{forms}", printable(&name.name))
    }

    fn end(&mut self, summary: Summary) -> io::Result<()> {
        let more = summary.names - summary.shown;
        let names = counted(summary.names, "name");
        match more {
            0 => writeln!(self.0, "{names}")?,
            more => writeln!(self.0, "{names}, {} shown; {more} more with --top {}", summary.shown, summary.names)?,
        }
        self.0.flush()
    }
}

/// JSON, one object a line.
pub struct NamesJson<W>(pub W);

impl<W: Write> RenderNames for NamesJson<W> {
    fn name(&mut self, name: &Named) -> io::Result<()> {
        let forms = name.forms.iter().map(|(text, count)| FormCount { text, count: *count }).collect();
        let (kind, articles, mentions) = (name.kind, name.articles, name.mentions);
        write_line(&mut self.0, &NameLine { r#type: "name", name: &name.name, kind, articles, mentions, forms })
    }

    fn end(&mut self, summary: Summary) -> io::Result<()> {
        let status = if summary.names > 0 { "ok" } else { "none" };
        let (names, shown) = (summary.names, summary.shown);
        write_line(&mut self.0, &SummaryLine { r#type: "summary", status, names, shown, caps: [] })?;
        self.0.flush()
    }
}

/// CSV, a row a name.
pub struct NamesCsv<W: Write>(Table<W>);

impl<W: Write> NamesCsv<W> {
    /// Writes to `out`.
    ///
    /// # Errors
    /// When writing fails.
    pub fn new(out: W) -> io::Result<Self> {
        let mut table = Table::new(out, false, &["name", "kind", "articles", "mentions", "forms"]);
        table.begin(None)?;
        Ok(Self(table))
    }
}

impl<W: Write> RenderNames for NamesCsv<W> {
    fn name(&mut self, name: &Named) -> io::Result<()> {
        let forms: Vec<String> = name.forms.iter().map(|(form, count)| format!("{form} {count}")).collect();
        self.0.row(&[
            name.name.clone(),
            name.kind.word().to_owned(),
            name.articles.to_string(),
            name.mentions.to_string(),
            forms.join("; "),
        ])
    }

    fn end(&mut self, _: Summary) -> io::Result<()> {
        self.0.finish()
    }
}
