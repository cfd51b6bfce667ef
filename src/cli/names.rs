//! `morgue names`

use super::args::TableFormat;
use super::failure::Failure;
use super::plan::NamesPlan;
use super::{Verdict, output};
use crate::index::LocalIndex;
use crate::render::names::{NamesCsv, NamesJson, NamesText, RenderNames};
use crate::search::names::{Named, names, names_in};
use crate::search::understood;

pub fn run(plan: &NamesPlan) -> Result<Verdict, Failure> {
    let query =
        plan.within.as_ref().map(|(filter, query)| filter.read(query).map_err(|error| Failure::query(query, &error)));
    let query = query.transpose()?;
    let index = LocalIndex::open(&plan.index)?;
    let out = output::stdout();
    let mut render: Box<dyn RenderNames> = match plan.format {
        TableFormat::Text => Box::new(NamesText(out)),
        TableFormat::Json => Box::new(NamesJson(out)),
        TableFormat::Csv => Box::new(NamesCsv::new(out)?),
    };
    let show = |name: &Named| Ok::<(), Failure>(render.name(name)?);
    let summary = match query {
        Some(query) => names_in(&index, &understood(&index, query)?, &plan.request, show)?,
        None => names(&index, &plan.request, show)?,
    };
    render.end(summary)?;
    Ok(if summary.names > 0 { Verdict::Found } else { Verdict::None })
}
