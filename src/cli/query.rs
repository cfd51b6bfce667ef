//! `morgue query`

use std::io::{self, IsTerminal, Write};
use std::time::Instant;

use super::args::Format;
use super::batch::{self, Row};
use super::failure::Failure;
use super::plan::{AnswerKind, Asked, QueryPlan};
use super::{Verdict, output};
use crate::backend::Backend;
use crate::index::LocalIndex;
use crate::query::Query;
use crate::render::{
    CountRender, CountsCsvRender, CsvRender, HtmlRender, JsonRender, Outcome, Render, TextRender, explanation_json,
    explanation_text, remarks,
};
use crate::search::explain::explain;
use crate::search::{Hit, Summary, search, understood};
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
    let count = plan.answer == AnswerKind::Count;
    match plan.format {
        Format::Text if count => Box::new(CountRender::new(out)),
        Format::Text => Box::new(TextRender::new(out, plan.layout)),
        Format::Json => Box::new(JsonRender::new(out)),
        Format::Csv if count => Box::new(CountsCsvRender::new(out, labelled)),
        Format::Csv => Box::new(CsvRender::new(out, labelled)),
        Format::Html => Box::new(HtmlRender::new(out)),
    }
}

fn one(plan: &QueryPlan, query: &str) -> Result<Verdict, Failure> {
    // The query is read before the index is opened: a mistake in it is told even where there is no index yet.
    let parsed = plan.filter.read(query).map_err(|error| Failure::query(query, &error))?;
    let index = LocalIndex::open(&plan.index)?;
    let parsed = understood(&index, parsed)?;
    if let AnswerKind::Explanation(article) = &plan.answer {
        return explained(plan, &index, &parsed, article.as_deref());
    }
    let mut render = renderer(plan, false);
    render.begin(None, query)?;
    let summary = search(&index, &parsed, &plan.request, |hit: Hit| render.hit(&hit).map_err(Failure::from))?;
    let verdict = verdict(&summary);
    point_out_lost_quotes(plan, query);
    remark(plan, &summary);
    render.end(&Outcome::Answered(summary))?;
    render.finish()?;
    Ok(verdict)
}

/// The query as it was understood.
fn explained(plan: &QueryPlan, index: &LocalIndex, query: &Query, id: Option<&str>) -> Result<Verdict, Failure> {
    let place = id.map(|id| index.locate(id)?.ok_or_else(|| Failure::no_article(id))).transpose()?;
    let article = place.map(|place| index.article(place)).transpose()?;
    let explanation = explain(index, query, article.as_ref())?;
    let mut out = output::stdout();
    match plan.format {
        Format::Json => explanation_json(&mut out, &explanation)?,
        _ => explanation_text(&mut out, &explanation, plan.layout)?,
    }
    out.flush()?;
    let holds = explanation.there.map_or(explanation.articles > 0, |there| there.holds);
    Ok(if holds { Verdict::Found } else { Verdict::None })
}

fn verdict(summary: &Summary) -> Verdict {
    if summary.articles > 0 { Verdict::Found } else { Verdict::None }
}

/// What the answer cannot hold, because it is a number or a table, is said on standard error.
fn remark(plan: &QueryPlan, summary: &Summary) {
    if plan.format == Format::Csv || (plan.format == Format::Text && plan.answer == AnswerKind::Count) {
        for remark in remarks(summary) {
            let _ = writeln!(io::stderr(), "note: {}", printable(&remark));
        }
    }
}

/// A shell takes the quotes of `"final warning"` away; who meant the phrase is told how to ask for it.
fn point_out_lost_quotes(plan: &QueryPlan, query: &str) {
    let words: Vec<&str> = query.split_whitespace().collect();
    let bare = words.iter().all(|word| {
        word.chars().all(|letter| letter.is_alphabetic() || letter == '-' || letter == '\'') && !word.starts_with('-')
    });
    let operators = words.iter().any(|word| matches!(*word, "AND" | "OR" | "NOT"));
    if (2..=5).contains(&words.len()) && bare && !operators && !plan.filter.options.plain && io::stderr().is_terminal()
    {
        let _ = writeln!(io::stderr(), "hint: these are separate words; the phrase is asked for with '\"{query}\"'");
    }
}

fn batched(plan: &QueryPlan, rows: &[Row]) -> Result<Verdict, Failure> {
    let index = LocalIndex::open(&plan.index)?;
    let mut render = renderer(plan, true);
    let (mut verdict_of_all, mut rejected) = (Verdict::None, 0);
    for row in rows {
        render.begin(Some(&row.id), &row.query)?;
        let outcome = match plan.filter.read(&row.query) {
            Ok(parsed) => {
                let parsed = understood(&index, parsed)?;
                let summary =
                    search(&index, &parsed, &plan.request, |hit: Hit| render.hit(&hit).map_err(Failure::from))?;
                remark(plan, &summary);
                Outcome::Answered(summary)
            }
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
