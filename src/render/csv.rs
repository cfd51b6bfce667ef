//! CSV: a row a passage, for spreadsheets. A cell that a spreadsheet would take for a formula gets an apostrophe in front.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{Outcome, Render, pieces};
use crate::search::Hit;

/// A table of one header and many rows, each behind the query's id where there are several queries.
pub(crate) struct Table<W: Write> {
    /// None only while rows are put in that were written elsewhere.
    out: Option<csv::Writer<W>>,
    columns: &'static [&'static str],
    labelled: bool,
    label: String,
    begun: bool,
}

impl<W: Write> Table<W> {
    pub(crate) fn new(out: W, labelled: bool, columns: &'static [&'static str]) -> Self {
        Self { out: Some(csv::Writer::from_writer(out)), columns, labelled, label: String::new(), begun: false }
    }

    /// The rows of a query begin.
    pub(crate) fn begin(&mut self, label: Option<&str>) -> io::Result<()> {
        label.unwrap_or_default().clone_into(&mut self.label);
        self.header()
    }

    pub(crate) fn row(&mut self, cells: &[String]) -> io::Result<()> {
        let label = self.labelled.then(|| self.label.clone());
        let cells = label.iter().chain(cells).map(|cell| harmless(cell).into_owned());
        self.write(cells)
    }

    fn write<C: AsRef<[u8]>>(&mut self, cells: impl Iterator<Item = C>) -> io::Result<()> {
        self.out.as_mut().map_or(Ok(()), |out| out.write_record(cells).map_err(io_error))
    }

    /// A table that goes on: it has its header elsewhere.
    pub(crate) fn continued(mut self) -> Self {
        self.begun = true;
        self
    }

    /// Puts in rows that a table which goes on has written.
    pub(crate) fn rows(&mut self, rows: &[u8]) -> io::Result<()> {
        if let Some(out) = self.out.take() {
            let mut out = out.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
            out.write_all(rows)?;
            self.out = Some(csv::Writer::from_writer(out));
        }
        Ok(())
    }

    /// What was written.
    pub(crate) fn into_inner(mut self) -> Option<W> {
        self.out.take().and_then(|out| out.into_inner().ok())
    }

    fn header(&mut self) -> io::Result<()> {
        if !std::mem::replace(&mut self.begun, true) {
            let label = self.labelled.then_some("query");
            self.write(label.into_iter().chain(self.columns.iter().copied()))?;
        }
        Ok(())
    }

    pub(crate) fn finish(&mut self) -> io::Result<()> {
        self.header()?;
        self.out.as_mut().map_or(Ok(()), csv::Writer::flush)
    }
}

/// Writes hits, a row a passage.
pub struct CsvRender<W: Write>(Table<W>);

const COLUMNS: [&str; 15] = [
    "rank",
    "score",
    "id",
    "path",
    "headline",
    "source",
    "byline",
    "published",
    "url",
    "zone",
    "paragraph",
    "start",
    "end",
    "text",
    "marked",
];

impl<W: Write> CsvRender<W> {
    /// Writes to `out`; with a first column for the query's id if `labelled`.
    pub fn new(out: W, labelled: bool) -> Self {
        Self(Table::new(out, labelled, &COLUMNS))
    }
}

/// The fault of the stream beneath, so that a closed pipe is seen as one.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// What a spreadsheet would run is made text (OWASP, "CSV injection").
fn harmless(cell: &str) -> Cow<'_, str> {
    let formula = cell.trim_start().starts_with(['=', '+', '-', '@', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}'])
        || cell.starts_with(['\t', '\r', '\n']);
    let control = |character: char| character.is_control() && !matches!(character, '\n' | '\t' | '\r');
    let clean =
        if cell.contains(control) { Cow::Owned(cell.replace(control, "\u{FFFD}")) } else { Cow::Borrowed(cell) };
    if formula { Cow::Owned(format!("'{clean}")) } else { clean }
}

impl<W: Write> Render for CsvRender<W> {
    fn begin(&mut self, label: Option<&str>, _: &str) -> io::Result<()> {
        self.0.begin(label)
    }

    fn hit(&mut self, hit: &Hit) -> io::Result<()> {
        let article = &hit.article;
        let meta = &article.meta;
        let own = [
            hit.rank.to_string(),
            format!("{:.4}", hit.score),
            article.id.0.clone(),
            article.path.clone(),
            article.headline().unwrap_or_default().to_owned(),
            meta.source.clone(),
            meta.byline.clone().unwrap_or_default(),
            meta.published.map(|day| day.to_string()).unwrap_or_default(),
            meta.url.clone().unwrap_or_default(),
        ];
        if hit.passages.is_empty() {
            let rest = std::iter::repeat_n(String::new(), COLUMNS.len() - own.len());
            return self.0.row(&own.iter().cloned().chain(rest).collect::<Vec<_>>());
        }
        for passage in &hit.passages {
            let marked: Vec<&str> = pieces(&article.text, passage.span, &passage.highlights)
                .into_iter()
                .filter(|piece| piece.1)
                .map(|piece| piece.0)
                .collect();
            let rest = [
                passage.zone.name().to_owned(),
                passage.paragraph.to_string(),
                passage.span.start().to_string(),
                passage.span.end().to_string(),
                passage.span.of(&article.text).to_owned(),
                marked.join(" | "),
            ];
            self.0.row(&own.iter().chain(&rest).cloned().collect::<Vec<_>>())?;
        }
        Ok(())
    }

    fn end(&mut self, _: &Outcome) -> io::Result<()> {
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.0.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+1", "-1", "@a", " =HYPERLINK(\"x\")", "\t=1"] {
            assert!(harmless(cell).starts_with('\''), "{cell}");
        }
        assert_eq!(harmless("a=1"), "a=1");
    }
}
