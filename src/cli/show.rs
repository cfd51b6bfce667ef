//! `morgue show`

use std::io::Write;

use super::args::PlainFormat;
use super::failure::Failure;
use super::plan::ShowPlan;
use super::{Verdict, output};
use crate::backend::Backend;
use crate::index::LocalIndex;
use crate::render::{article_line, show_article};

pub fn run(plan: &ShowPlan) -> Result<Verdict, Failure> {
    let index = LocalIndex::open(&plan.index)?;
    let Some(place) = index.locate(&plan.article)? else {
        return Err(Failure::no_article(&plan.article));
    };
    let article = index.article(place)?;
    let mut out = output::stdout();
    match plan.format {
        PlainFormat::Text => show_article(&mut out, &article, plan.layout, plan.annotated)?,
        PlainFormat::Json => article_line(&mut out, &article)?,
    }
    out.flush()?;
    Ok(Verdict::Found)
}
