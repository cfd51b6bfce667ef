//! `morgue query`

use std::io::{self, IsTerminal, Write};
use std::time::Instant;

use super::args::Format;
use super::batch::{self, Row};
use super::failure::Failure;
use super::plan::{Asked, QueryPlan};
use super::{Verdict, output};
use crate::index::LocalIndex;
use crate::query::parse;
use crate::render::{CsvRender, HtmlRender, JsonRender, Outcome, Render, TextRender};
use crate::search::{Hit, Summary, search};
use crate::text::printable::printable;

pub fn run(plan: &QueryPlan) -> Result<Verdict, Failure> {
    let start = Instant::now();
    let answer = match &plan.asked {
        Asked::One(query) => one(plan, query),
        Asked::Batch(file) => batched(plan, &batch::read(file)?),
    };
    if plan.stats {
        let _ = writeln!(io::stderr(), "{:.1} ms", start.elapsed().as_secs_f64() * 1000.0);
    }
    answer
}

fn renderer(plan: &QueryPlan, labelled: bool) -> Box<dyn Render> {
    let out = output::stdout();
    match plan.format {
        Format::Text => Box::new(TextRender::new(out, plan.layout)),
        Format::Json => Box::new(JsonRender::new(out)),
        Format::Csv => Box::new(CsvRender::new(out, labelled)),
        Format::Html => Box::new(HtmlRender::new(out)),
    }
}

fn one(plan: &QueryPlan, query: &str) -> Result<Verdict, Failure> {
    // The query is read before the index is opened: a mistake in it is told even where there is no index yet.
    let parsed = parse(query, plan.options).map_err(|error| Failure::query(query, &error))?;
    let index = LocalIndex::open(&plan.index)?;
    let mut render = renderer(plan, false);
    render.begin(None, query)?;
    let summary = search(&index, &parsed, &plan.request, |hit: Hit| render.hit(&hit).map_err(Failure::from))?;
    let verdict = verdict(&summary);
    point_out_lost_quotes(plan, query);
    render.end(&Outcome::Answered(summary))?;
    render.finish()?;
    Ok(verdict)
}

fn verdict(summary: &Summary) -> Verdict {
    if summary.articles > 0 { Verdict::Found } else { Verdict::None }
}

/// A shell takes the quotes of `"final warning"` away; who meant the phrase is told how to ask for it.
fn point_out_lost_quotes(plan: &QueryPlan, query: &str) {
    let words: Vec<&str> = query.split_whitespace().collect();
    let bare = words.iter().all(|word| {
        word.chars().all(|letter| letter.is_alphabetic() || letter == '-' || letter == '\'') && !word.starts_with('-')
    });
    let operators = words.iter().any(|word| matches!(*word, "AND" | "OR" | "NOT"));
    if (2..=5).contains(&words.len()) && bare && !operators && !plan.options.plain && io::stderr().is_terminal() {
        let _ = writeln!(io::stderr(), "hint: these are separate words; the phrase is asked for with '\"{query}\"'");
    }
}

fn batched(plan: &QueryPlan, rows: &[Row]) -> Result<Verdict, Failure> {
    let index = LocalIndex::open(&plan.index)?;
    let mut render = renderer(plan, true);
    let (mut verdict_of_all, mut rejected) = (Verdict::None, 0);
    for row in rows {
        render.begin(Some(&row.id), &row.query)?;
        let outcome = match parse(&row.query, plan.options) {
            Ok(parsed) => Outcome::Answered(search(&index, &parsed, &plan.request, |hit: Hit| {
                render.hit(&hit).map_err(Failure::from)
            })?),
            Err(error) => Outcome::Rejected { what: error.what, at: error.at, hint: error.hint },
        };
        match &outcome {
            Outcome::Answered(summary) if verdict(summary) == Verdict::Found => verdict_of_all = Verdict::Found,
            Outcome::Answered(_) => {}
            Outcome::Rejected { what, .. } => {
                rejected += 1;
                let _ = writeln!(io::stderr(), "line {}: {}", row.line, printable(what));
            }
        }
        render.end(&outcome)?;
    }
    render.finish()?;
    if rejected > 0 {
        let _ = writeln!(io::stderr(), "{rejected} of {} queries could not be honoured", rows.len());
    }
    Ok(verdict_of_all)
}
