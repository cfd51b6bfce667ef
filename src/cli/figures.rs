//! `morgue figures`

use super::args::Format;
use super::failure::Failure;
use super::plan::FiguresPlan;
use super::{Verdict, output};
use crate::index::LocalIndex;
use crate::render::ledger::{ledger_csv, ledger_html, ledger_json, ledger_text};
use crate::search::ledger::ledger;
use crate::search::understood;

pub fn run(plan: &FiguresPlan) -> Result<Verdict, Failure> {
    let query = plan.filter.read(&plan.query).map_err(|error| Failure::query(&plan.query, &error))?;
    let index = LocalIndex::open(&plan.index)?;
    let ledger = ledger(&index, &understood(&index, query)?, &plan.request)?;
    let mut out = output::stdout();
    match plan.format {
        Format::Text => ledger_text(&mut out, &ledger, plan.shown, plan.layout),
        Format::Json => ledger_json(&mut out, &ledger, plan.shown),
        Format::Csv => ledger_csv(&mut out, &ledger, plan.shown),
        Format::Html => ledger_html(&mut out, &ledger, plan.shown),
    }?;
    Ok(if ledger.groups.is_empty() { Verdict::None } else { Verdict::Found })
}
