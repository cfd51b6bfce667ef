//! `morgue quotes`

use super::args::TableFormat;
use super::failure::Failure;
use super::plan::QuotesPlan;
use super::{Verdict, output};
use crate::article::Article;
use crate::index::LocalIndex;
use crate::render::quotes::{QuotesCsv, QuotesJson, QuotesText, RenderQuotes};
use crate::search::quotes::{Said, quotes};
use crate::search::understood;

pub fn run(plan: &QuotesPlan) -> Result<Verdict, Failure> {
    let query = plan.query.as_deref();
    let parsed = plan.filter.read_or_all(query).map_err(|error| Failure::query(query.unwrap_or_default(), &error))?;
    let index = LocalIndex::open(&plan.index)?;
    let out = output::stdout();
    let mut render: Box<dyn RenderQuotes> = match plan.format {
        TableFormat::Text => Box::new(QuotesText::new(out, plan.layout)),
        TableFormat::Json => Box::new(QuotesJson(out)),
        TableFormat::Csv => Box::new(QuotesCsv::new(out)?),
    };
    let show = |article: &Article, list: &[Said]| Ok::<(), Failure>(render.article(article, list)?);
    let summary = quotes(&index, &understood(&index, parsed)?, &plan.request, show)?;
    render.end(&summary)?;
    Ok(if summary.quotes > 0 { Verdict::Found } else { Verdict::None })
}
