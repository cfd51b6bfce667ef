//! `morgue mentions`

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::time::Instant;

use super::args::Format;
use super::failure::Failure;
use super::names_file::{self, Row};
use super::plan::{Group, MentionsPlan, Named};
use super::spool::Spool;
use super::{Verdict, output};
use crate::article::Article;
use crate::backend::BackendError;
use crate::index::LocalIndex;
use crate::render::mentions::{
    Ending, MentionsCount, MentionsCsv, MentionsHtml, MentionsJson, MentionsText, RenderMentions, Rows, Shape, nowhere,
    piece,
};
use crate::search::mentions::{
    Asked, Forms, Lookup, Mention, Summary, Write, figure_mentions, mentions, mentions_of_many, quotation_mentions,
    resolve,
};
use crate::text::fold::phrase;

pub fn run(plan: &MentionsPlan) -> Result<Verdict, Failure> {
    let start = Instant::now();
    let answer = match &plan.named {
        Named::One(name) => one(plan, name),
        Named::Figure(figure) => {
            one_of_text(plan, &figure.typed, |index, show| figure_mentions(index, figure, &plan.request, show))
        }
        Named::Quotation(quotation) => {
            one_of_text(plan, &quotation.typed, |index, show| quotation_mentions(index, quotation, &plan.request, show))
        }
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

/// Takes the mentions of an article.
type Show<'a> = &'a mut dyn FnMut(&Article, &[Mention]) -> Result<(), Failure>;

/// Answers a figure or a quotation, of which there are no forms.
fn one_of_text(
    plan: &MentionsPlan,
    typed: &str,
    find: impl FnOnce(&LocalIndex, Show<'_>) -> Result<Summary, Failure>,
) -> Result<Verdict, Failure> {
    let index = LocalIndex::open(&plan.index)?;
    let mut render = renderer(plan, false);
    render.begin(None, typed)?;
    let mut groups = Groups::new();
    let summary = find(&index, &mut |article, list| shown(plan, &mut groups, article, list, &mut *render))?;
    end(plan, &index, (&[], &summary), groups, &mut *render)?;
    render.finish()?;
    Ok(if summary.mentions > 0 { Verdict::Found } else { Verdict::None })
}

/// Counts the mentions of an article, and shows them where they are asked for.
fn shown(
    plan: &MentionsPlan,
    groups: &mut Groups,
    article: &Article,
    list: &[Mention],
    render: &mut dyn RenderMentions,
) -> Result<(), Failure> {
    if let Some(group) = plan.group {
        let entry = groups.entry(group_of(group, article)).or_default();
        *entry = (entry.0 + 1, entry.1 + list.len() as u64);
    }
    if plan.count || plan.group.is_some() { Ok(()) } else { Ok(render.article(article, list)?) }
}

/// Answers one name: whether anything was found.
fn answer(
    plan: &MentionsPlan,
    index: &LocalIndex,
    asked: &Asked,
    render: &mut dyn RenderMentions,
) -> Result<bool, Failure> {
    let mut forms = resolve(index, &Lookup::default(), asked)?;
    forms.count(index)?;
    if plan.preview {
        render.forms(&forms)?;
        render.end(&Ending::Previewed)?;
        return Ok(forms.sought().any(|form| form.named));
    }
    let mut groups = Groups::new();
    let summary =
        mentions(index, &forms, &plan.request, |article, list| shown(plan, &mut groups, article, list, render))?;
    end(plan, index, (&nowhere(&forms, &summary), &summary), groups, render)?;
    Ok(summary.mentions > 0)
}

type Groups = BTreeMap<Option<String>, (u64, u64)>;

fn end(
    plan: &MentionsPlan,
    index: &LocalIndex,
    (nowhere, summary): (&[String], &Summary),
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
    render.end(&Ending::Searched { summary, nowhere, groups, unsearched: &unsearched })?;
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

/// Names that are looked for at once: enough that each article is read seldom, few enough for their forms to fit into memory
/// (measured in `docs/names.md`).
const AT_ONCE: usize = 60_000;

fn batched(plan: &MentionsPlan, rows: impl Iterator<Item = Result<Row, Failure>>) -> Result<Verdict, Failure> {
    let index = LocalIndex::open(&plan.index)?;
    let mut render = renderer(plan, true);
    let mut rows = rows.peekable();
    let (mut any, mut rejected, mut all) = (false, 0, 0);
    while rows.peek().is_some() {
        let some: Vec<Row> = rows.by_ref().take(AT_ONCE).collect::<Result<_, _>>()?;
        all += some.len();
        rejected += some.iter().filter(|row| row.fault().is_some()).count();
        any |= answer_all(plan, &index, &some, &mut *render)?;
    }
    render.finish()?;
    if rejected > 0 {
        let _ = writeln!(io::stderr(), "{rejected} of {all} rows hold no name");
    }
    Ok(if any { Verdict::Found } else { Verdict::None })
}

/// Answers some rows, in their order: whether anything was found.
fn answer_all(
    plan: &MentionsPlan,
    index: &LocalIndex,
    rows: &[Row],
    render: &mut dyn RenderMentions,
) -> Result<bool, Failure> {
    let names: Vec<&Row> = rows.iter().filter(|row| row.fault().is_none()).collect();
    let forms = resolve_all(plan, index, &names)?;
    if plan.preview {
        return preview_all(rows, &forms, render);
    }
    let quiet = plan.count || plan.group.is_some();
    let shape = shape(plan);
    let write = |name: usize, article: &Article, list: &[Mention], out: &mut Vec<u8>| {
        piece(shape, (&names[name].id, &names[name].name), (article, list), out);
    };
    let write: Option<&Write<'_>> = if quiet { None } else { Some(&write) };
    let mut spool = Spool::new()?;
    let mut groups: Vec<Groups> = vec![Groups::new(); names.len()];
    let summaries = mentions_of_many(index, (&forms, &plan.request), write, |article, piece| {
        if let Some(group) = plan.group.filter(|_| piece.mentions > 0) {
            let entry = groups[piece.name].entry(group_of(group, article)).or_default();
            *entry = (entry.0 + 1, entry.1 + piece.mentions);
        }
        Ok::<(), Failure>(spool.add(piece.name, piece.written)?)
    })?;
    let mut answers = spool.finish()?;
    let mut number = 0;
    for row in rows {
        render.begin(Some(&row.id), &row.name)?;
        if let Some(reason) = row.fault() {
            render.end(&Ending::Rejected { reason })?;
            continue;
        }
        answers.each(number, |piece| render.written(piece))?;
        let nowhere = nowhere(&forms[number], &summaries[number]);
        end(plan, index, (&nowhere, &summaries[number]), std::mem::take(&mut groups[number]), render)?;
        number += 1;
    }
    Ok(summaries.iter().any(|summary| summary.mentions > 0))
}

/// The forms of all names, by as many threads as there are cores.
fn resolve_all(plan: &MentionsPlan, index: &LocalIndex, names: &[&Row]) -> Result<Vec<Forms>, Failure> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = names.len().div_ceil(threads).max(1);
    let lookup = Lookup::default();
    let resolved = |row: &&Row| {
        let asked = Asked { name: row.name.clone(), aliases: row.aliases.clone(), ..plan.asked.clone() };
        let mut forms = resolve(index, &lookup, &plan.aliases.apply(asked))?;
        if plan.preview {
            forms.count(index)?;
        }
        Ok(forms)
    };
    let shares: Vec<Result<Vec<Forms>, BackendError>> = std::thread::scope(|scope| {
        let workers: Vec<_> =
            names.chunks(share).map(|rows| scope.spawn(|| rows.iter().map(&resolved).collect())).collect();
        workers
            .into_iter()
            .map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    let mut forms = Vec::with_capacity(names.len());
    for share in shares {
        forms.extend(share?);
    }
    Ok(forms)
}

fn preview_all(rows: &[Row], forms: &[Forms], render: &mut dyn RenderMentions) -> Result<bool, Failure> {
    let mut forms = forms.iter();
    let mut any = false;
    for row in rows {
        render.begin(Some(&row.id), &row.name)?;
        if let Some(reason) = row.fault() {
            render.end(&Ending::Rejected { reason })?;
        } else if let Some(forms) = forms.next() {
            any |= forms.sought().any(|form| form.named);
            render.forms(forms)?;
            render.end(&Ending::Previewed)?;
        }
    }
    Ok(any)
}

fn shape(plan: &MentionsPlan) -> Shape {
    match plan.format {
        Format::Text => Shape::Text(plan.layout),
        Format::Json => Shape::Json,
        Format::Csv => Shape::Csv,
        Format::Html => Shape::Html,
    }
}
