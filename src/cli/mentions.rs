//! `morgue mentions`

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::time::Instant;

use super::args::Format;
use super::failure::Failure;
use super::names_file::{self, Row};
use super::plan::{Group, MentionsPlan, Named};
use super::{Verdict, output};
use crate::article::Article;
use crate::index::LocalIndex;
use crate::render::mentions::{
    Ending, MentionsCount, MentionsCsv, MentionsHtml, MentionsJson, MentionsText, RenderMentions, Rows,
};
use crate::search::mentions::{Asked, Forms, Summary, mentions, resolve};
use crate::text::fold::phrase;
use crate::text::printable::printable;

pub fn run(plan: &MentionsPlan) -> Result<Verdict, Failure> {
    let start = Instant::now();
    let answer = match &plan.named {
        Named::One(name) => one(plan, name),
        Named::Batch(file) => batched(plan, names_file::read(file)?),
    };
    if plan.stats {
        let _ = writeln!(io::stderr(), "{:.1} ms", start.elapsed().as_secs_f64() * 1000.0);
    }
    answer
}

fn renderer(plan: &MentionsPlan, labelled: bool) -> Box<dyn RenderMentions> {
    let out = output::stdout();
    let rows = match (plan.preview, plan.group) {
        (true, _) => Rows::Forms,
        (_, Some(_)) => Rows::Groups,
        _ => Rows::Mentions,
    };
    match plan.format {
        Format::Text if plan.count => Box::new(MentionsCount::new(out)),
        Format::Text => Box::new(MentionsText::new(out, plan.layout)),
        Format::Json => Box::new(MentionsJson::new(out)),
        Format::Csv => Box::new(MentionsCsv::new(out, labelled, rows)),
        Format::Html => Box::new(MentionsHtml::new(out)),
    }
}

fn one(plan: &MentionsPlan, name: &str) -> Result<Verdict, Failure> {
    if phrase(name).is_empty() {
        return Err(Failure::usage("the name holds no word", "write a name: morgue mentions \"Khawaja Asif\""));
    }
    let index = LocalIndex::open(&plan.index)?;
    let mut render = renderer(plan, false);
    render.begin(None, name)?;
    let asked = plan.aliases.apply(Asked { name: name.to_owned(), ..plan.asked.clone() });
    let found = answer(plan, &index, &asked, &mut *render)?;
    render.finish()?;
    Ok(if found { Verdict::Found } else { Verdict::None })
}

/// Answers one name: whether anything was found.
fn answer(
    plan: &MentionsPlan,
    index: &LocalIndex,
    asked: &Asked,
    render: &mut dyn RenderMentions,
) -> Result<bool, Failure> {
    let forms = resolve(index, asked)?;
    if plan.preview {
        render.forms(&forms)?;
        render.end(&Ending::Previewed)?;
        return Ok(forms.sought().any(|form| form.mentions > 0));
    }
    let mut groups = BTreeMap::new();
    let quiet = plan.count || plan.group.is_some();
    let summary = mentions(index, &forms, &plan.request, |article, list| {
        if let Some(group) = plan.group {
            let entry: &mut (u64, u64) = groups.entry(group_of(group, article)).or_default();
            *entry = (entry.0 + 1, entry.1 + list.len() as u64);
        }
        if quiet { Ok::<(), Failure>(()) } else { Ok(render.article(article, list)?) }
    })?;
    end(plan, index, (&forms, &summary), groups, render)?;
    Ok(summary.mentions > 0)
}

type Groups = BTreeMap<Option<String>, (u64, u64)>;

fn end(
    plan: &MentionsPlan,
    index: &LocalIndex,
    (forms, summary): (&Forms, &Summary),
    groups: Groups,
    render: &mut dyn RenderMentions,
) -> Result<(), Failure> {
    let mut groups: Vec<(Option<String>, u64, u64)> =
        groups.into_iter().map(|(value, (articles, mentions))| (value, articles, mentions)).collect();
    if plan.group != Some(Group::Month) {
        groups.sort_by(|one, other| other.2.cmp(&one.2).then_with(|| one.0.cmp(&other.0)));
    }
    let unsearched = if plan.unsearched { unsearched(index)? } else { Vec::new() };
    let groups = plan.group.map(|group| (group.word(), groups.as_slice()));
    render.end(&Ending::Searched { summary, forms, groups, unsearched: &unsearched })?;
    Ok(())
}

fn group_of(group: Group, article: &Article) -> Option<String> {
    match group {
        Group::Article => Some(article.id.0.clone()),
        Group::Source => Some(article.meta.source.clone()).filter(|source| !source.is_empty()),
        Group::Month => article.meta.published.map(|day| format!("{:04}-{:02}", day.year(), day.month())),
    }
}

/// What of the archive could not be searched, and why.
fn unsearched(index: &LocalIndex) -> Result<Vec<(String, String)>, Failure> {
    let ledger = index.ledger()?;
    let fault = |path: &str, fault: &crate::corpus::Fault| (path.to_owned(), fault.reason.describe().to_owned());
    Ok(ledger
        .files()
        .flat_map(|(_, file)| file.faults.iter().map(|one| fault(&file.path, one)).collect::<Vec<_>>())
        .collect())
}

fn batched(plan: &MentionsPlan, rows: impl Iterator<Item = Result<Row, Failure>>) -> Result<Verdict, Failure> {
    let index = LocalIndex::open(&plan.index)?;
    let mut render = renderer(plan, true);
    let (mut any, mut rejected, mut all) = (false, 0_u64, 0_u64);
    for row in rows {
        let row = row?;
        all += 1;
        render.begin(Some(&row.id), &row.name)?;
        if let Some(reason) = row.fault() {
            rejected += 1;
            render.end(&Ending::Rejected { reason })?;
            continue;
        }
        let asked = Asked { name: row.name, aliases: row.aliases, ..plan.asked.clone() };
        any |= answer(plan, &index, &plan.aliases.apply(asked), &mut *render)?;
    }
    render.finish()?;
    if rejected > 0 {
        let _ = writeln!(io::stderr(), "{}", printable(&format!("{rejected} of {all} rows hold no name")));
    }
    Ok(if any { Verdict::Found } else { Verdict::None })
}
