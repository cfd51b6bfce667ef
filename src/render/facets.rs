//! Matches counted by source, year, whom they name and the like.

use std::io::{self, Write};

use super::Outcome;
use super::csv::Table;
use crate::backend::{Counts, Facet};
use crate::search::Summary;
use crate::text::printable::printable;

/// The values of a facet in reading order: periods as time goes, names by how many articles they have, those without a value last.
pub(crate) fn in_order(facet: Facet, counts: &Counts) -> Vec<(Option<&str>, u64)> {
    let mut list: Vec<(Option<&str>, u64)> = counts.iter().map(|(value, count)| (value.as_deref(), *count)).collect();
    let is_period = matches!(facet, Facet::Year | Facet::Month | Facet::Day);
    list.sort_by_key(|(value, count)| (value.is_none(), std::cmp::Reverse(if is_period { 0 } else { *count })));
    list
}

/// How many names are shown for reading; a program gets all of them.
const MOST_NAMES: usize = 50;

/// The first values of a facet in reading order, as many as can be read, and how many more there are.
pub(crate) fn first(facet: Facet, counts: &Counts) -> (Vec<(Option<&str>, u64)>, usize) {
    let mut list = in_order(facet, counts);
    let more = if matches!(facet, Facet::Name(_)) { list.len().saturating_sub(MOST_NAMES) } else { 0 };
    list.truncate(list.len() - more);
    (list, more)
}

/// Writes the facets of an answer for reading.
pub(crate) fn write_facets(out: &mut impl Write, summary: &Summary) -> io::Result<()> {
    for (facet, counts) in &summary.facets {
        writeln!(out, "by {}:", facet.name())?;
        let (list, more) = first(*facet, counts);
        let width = list.iter().map(|(_, count)| count.to_string().len()).max().unwrap_or_default();
        for (value, count) in list {
            writeln!(out, "  {count:>width$}  {}", value.map_or("(none stated)".into(), printable))?;
        }
        if more > 0 {
            writeln!(out, "  {more} more with --format json")?;
        }
    }
    Ok(())
}

/// Writes only how many articles match, and the facets if they are asked for.
pub struct CountRender<W> {
    out: W,
    label: Option<String>,
}

impl<W: Write> CountRender<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Self {
        Self { out, label: None }
    }
}

impl<W: Write> super::Render for CountRender<W> {
    fn begin(&mut self, label: Option<&str>, _: &str) -> io::Result<()> {
        self.label = label.map(ToOwned::to_owned);
        Ok(())
    }

    fn hit(&mut self, _: &crate::search::Hit) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self, outcome: &Outcome) -> io::Result<()> {
        let label = self.label.take().map(|label| format!("{}\t", printable(&label))).unwrap_or_default();
        match outcome {
            Outcome::Answered(summary) => {
                writeln!(self.out, "{label}{}", summary.articles)?;
                write_facets(&mut self.out, summary)
            }
            Outcome::Rejected { what, .. } => writeln!(self.out, "{label}rejected: {}", printable(what)),
        }
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Writes the numbers of matches as CSV: all of them, and by each value of the facets.
pub struct CountsCsvRender<W: Write>(Table<W>);

impl<W: Write> CountsCsvRender<W> {
    /// Writes to `out`; with a first column for the query's id if `labelled`.
    pub fn new(out: W, labelled: bool) -> Self {
        Self(Table::new(out, labelled, &["facet", "value", "articles"]))
    }
}

impl<W: Write> super::Render for CountsCsvRender<W> {
    fn begin(&mut self, label: Option<&str>, _: &str) -> io::Result<()> {
        self.0.begin(label)
    }

    fn hit(&mut self, _: &crate::search::Hit) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self, outcome: &Outcome) -> io::Result<()> {
        let Outcome::Answered(summary) = outcome else {
            return self.0.row(&["rejected".to_owned(), String::new(), String::new()]);
        };
        self.0.row(&["all".to_owned(), String::new(), summary.articles.to_string()])?;
        for (facet, counts) in &summary.facets {
            for (value, count) in in_order(*facet, counts) {
                self.0.row(&[facet.name().to_owned(), value.unwrap_or_default().to_owned(), count.to_string()])?;
            }
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.0.finish()
    }
}
