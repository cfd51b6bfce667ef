//! `morgue timeline`

use std::io::Write;

use super::args::TableFormat;
use super::failure::Failure;
use super::plan::TimelinePlan;
use super::{Verdict, output};
use crate::index::LocalIndex;
use crate::render::{timeline_csv, timeline_json, timeline_text};
use crate::search::timeline::timeline;
use crate::search::understood;

pub fn run(plan: &TimelinePlan) -> Result<Verdict, Failure> {
    let query = plan.filter.read(&plan.query).map_err(|error| Failure::query(&plan.query, &error))?;
    let index = LocalIndex::open(&plan.index)?;
    let query = understood(&index, query)?;
    let timeline = timeline(&index, &query, plan.period)?;
    let mut out = output::stdout();
    match plan.format {
        TableFormat::Text => timeline_text(&mut out, &timeline, plan.layout)?,
        TableFormat::Json => timeline_json(&mut out, &timeline, plan.period)?,
        TableFormat::Csv => timeline_csv(&mut out, &timeline)?,
    }
    out.flush()?;
    Ok(if timeline.articles > 0 { Verdict::Found } else { Verdict::None })
}
