//! CSV: a row a passage, for spreadsheets. A cell that a spreadsheet would take for a formula gets an apostrophe in front.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{Outcome, Render, pieces};
use crate::search::Hit;

/// A table of one header and many rows, each behind the query's id where there are several queries.
pub(crate) struct Table<W: Write> {
    out: W,
    columns: &'static [&'static str],
    labelled: bool,
    label: String,
    begun: bool,
    /// The row that is being written.
    line: Vec<u8>,
}

impl<W: Write> Table<W> {
    pub(crate) fn new(out: W, labelled: bool, columns: &'static [&'static str]) -> Self {
        Self { out, columns, labelled, label: String::new(), begun: false, line: Vec::new() }
    }

    /// The rows of a query begin.
    pub(crate) fn begin(&mut self, label: Option<&str>) -> io::Result<()> {
        label.unwrap_or_default().clone_into(&mut self.label);
        self.header()
    }

    pub(crate) fn row(&mut self, cells: &[impl AsRef<str>]) -> io::Result<()> {
        self.line.clear();
        if self.labelled {
            push_cell(&harmless(&self.label), &mut self.line);
        }
        for cell in cells {
            push_cell(&harmless(cell.as_ref()), &mut self.line);
        }
        self.end_line()
    }

    fn end_line(&mut self) -> io::Result<()> {
        if let Some(last) = self.line.last_mut() {
            *last = b'\n';
        }
        self.out.write_all(&self.line)
    }

    /// A table that goes on: it has its header elsewhere.
    pub(crate) fn continued(mut self) -> Self {
        self.begun = true;
        self
    }

    /// Puts in rows that a table which goes on has written.
    pub(crate) fn rows(&mut self, rows: &[u8]) -> io::Result<()> {
        self.out.write_all(rows)
    }

    fn header(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        self.line.clear();
        for column in self.labelled.then_some("query").iter().chain(self.columns) {
            push_cell(column, &mut self.line);
        }
        self.end_line()
    }

    pub(crate) fn finish(&mut self) -> io::Result<()> {
        self.header()?;
        self.out.flush()
    }
}

/// Adds a cell and the comma behind it, in quotes where it needs them (RFC 4180).
fn push_cell(cell: &str, line: &mut Vec<u8>) {
    if cell.bytes().all(|byte| !matches!(byte, b',' | b'"' | b'\r' | b'\n')) {
        line.extend_from_slice(cell.as_bytes());
    } else {
        line.push(b'"');
        for (number, piece) in cell.split('"').enumerate() {
            line.extend_from_slice(if number > 0 { b"\"\"" } else { b"" });
            line.extend_from_slice(piece.as_bytes());
        }
        line.push(b'"');
    }
    line.push(b',');
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

/// What a spreadsheet would run is made text (OWASP, "CSV injection").
fn harmless(cell: &str) -> Cow<'_, str> {
    let plain = |byte: u8| byte.is_ascii_graphic() || byte == b' ';
    if cell.starts_with(|first: char| first.is_ascii_alphanumeric()) && cell.bytes().all(plain) {
        return Cow::Borrowed(cell);
    }
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

    #[test]
    fn a_table_is_read_back_as_it_was_written() {
        let rows = [["a", "", "b, c"], ["say \"no\"", "two\nlines\r", "\"\""], ["", "", ""], ["\u{e9}", ",", "\","]];
        let mut table = Table::new(Vec::new(), false, &["one", "two", "three"]);
        table.header().unwrap();
        for row in &rows {
            table.row(row).unwrap();
        }
        let mut other = csv::Writer::from_writer(Vec::new());
        other.write_record(["one", "two", "three"]).unwrap();
        for row in &rows {
            other.write_record(row).unwrap();
        }
        assert_eq!(table.out, other.into_inner().unwrap());
    }
}
