//! Hits over time: bars for a reader, lines of JSON, a table.

use std::io::{self, Write};

use serde::Serialize;

use super::csv::Table;
use super::json::write_line;
use super::notes::counted;
use super::text::Layout;
use crate::backend::Facet;
use crate::search::timeline::{Period, Timeline};

/// Writes a bar a period, with the share of all articles of that period.
///
/// # Errors
/// When writing fails.
pub fn timeline_text(out: &mut impl Write, timeline: &Timeline, layout: Layout) -> io::Result<()> {
    let most = timeline.periods.iter().map(|period| period.articles).max().unwrap_or_default();
    let numbers = |period: &Period| format!("{} of {} ({})", period.articles, period.of, percent(period));
    let beside = timeline.periods.iter().map(|period| period.name.len() + numbers(period).len() + 2).max();
    let room = layout.width.saturating_sub(beside.unwrap_or_default()).max(1) as u64;
    for period in &timeline.periods {
        // Rounded up: where anything was found, something is seen.
        let length = (period.articles * room).div_ceil(most.max(1)) as usize;
        let bar = format!("{}{}", "\u{2588}".repeat(length), if length > 0 { " " } else { "" });
        writeln!(out, "{} {bar}{}", period.name, numbers(period))?;
    }
    if !timeline.periods.is_empty() {
        writeln!(out)?;
    }
    write!(out, "{}", counted(timeline.articles, "article"))?;
    if timeline.undated > 0 {
        write!(out, ", {} of them without a date", timeline.undated)?;
    }
    if timeline.unsearched > 0 {
        write!(out, "; {} of the archive could not be searched (morgue status)", counted(timeline.unsearched, "item"))?;
    }
    writeln!(out)
}

fn percent(period: &Period) -> String {
    let share = 100.0 * period.articles as f64 / period.of.max(1) as f64;
    if share > 0.0 && share < 1.0 { format!("{share:.1}%") } else { format!("{share:.0}%") }
}

#[derive(Serialize)]
struct PeriodLine<'a> {
    r#type: &'static str,
    period: &'a str,
    articles: u64,
    of: u64,
}

#[derive(Serialize)]
struct SummaryLine {
    r#type: &'static str,
    status: &'static str,
    by: &'static str,
    articles: u64,
    undated: u64,
    caps: [(); 0],
    unsearched: u64,
}

/// Writes a line a period, then the summary.
///
/// # Errors
/// When writing fails.
pub fn timeline_json(out: &mut impl Write, timeline: &Timeline, by: Facet) -> io::Result<()> {
    for Period { name, articles, of } in &timeline.periods {
        write_line(out, &PeriodLine { r#type: "period", period: name, articles: *articles, of: *of })?;
    }
    let &Timeline { articles, undated, unsearched, .. } = timeline;
    let status = if articles > 0 { "ok" } else { "none" };
    write_line(out, &SummaryLine { r#type: "summary", status, by: by.name(), articles, undated, caps: [], unsearched })
}

/// Writes a row a period; the last one, without a name, is of articles that state no day.
///
/// # Errors
/// When writing fails.
pub fn timeline_csv(out: &mut impl Write, timeline: &Timeline) -> io::Result<()> {
    let mut table = Table::new(out, false, &["period", "articles", "of"]);
    table.begin(None)?;
    for period in &timeline.periods {
        table.row(&[period.name.clone(), period.articles.to_string(), period.of.to_string()])?;
    }
    if timeline.undated > 0 {
        table.row(&[String::new(), timeline.undated.to_string(), String::new()])?;
    }
    table.finish()
}
