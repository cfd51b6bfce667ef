//! The ledger as JSON, one object a line. What each key means stands in `docs/json.md`.

use std::io;

use serde::Serialize;

use super::{Shown, Write, totals};
use crate::render::figures::FigureFields;
use crate::render::json::write_line;
use crate::search::ledger::{Entry, Event, Group, Ledger, histogram};

#[derive(Serialize)]
struct GroupLine<'a> {
    r#type: &'static str,
    group: &'a str,
    kind: &'static str,
    figures: usize,
    disputed: usize,
}

#[derive(Serialize)]
struct EntryLine<'a> {
    r#type: &'static str,
    group: &'a str,
    article: &'a str,
    source: &'a str,
    published: Option<String>,
    paragraph: usize,
    sentence: usize,
    #[serde(flatten)]
    figure: FigureFields<'a>,
    event: Option<Event>,
    who: Option<&'a str>,
    disputed: bool,
    context: &'a str,
}

#[derive(Serialize)]
struct BarLine<'a> {
    r#type: &'static str,
    group: &'a str,
    value: &'a str,
    figures: u64,
}

#[derive(Serialize)]
struct SummaryLine {
    r#type: &'static str,
    status: &'static str,
    figures: usize,
    groups: usize,
    disputed: usize,
    articles: u64,
    unsearched: u64,
    caps: [(); 0],
}

/// Writes a line a group, each followed by its entries, and the summary.
///
/// # Errors
/// When writing fails.
pub fn ledger_json(out: Write<'_>, ledger: &Ledger, shown: Shown) -> io::Result<()> {
    let mut out = out;
    for group in &ledger.groups {
        let (name, kind) = (group.name.as_str(), group.kind.word());
        let (figures, disputed) = (group.entries.len(), group.disputed());
        write_line(&mut out, &GroupLine { r#type: "group", group: name, kind, figures, disputed })?;
        if shown.plot {
            for bar in histogram(group) {
                let line = BarLine { r#type: "bar", group: name, value: &bar.label, figures: bar.count };
                write_line(&mut out, &line)?;
            }
            continue;
        }
        for entry in &group.entries {
            write_line(&mut out, &entry_line(ledger, group, entry))?;
        }
    }
    let (figures, groups, disputed) = totals(ledger);
    let status = if figures > 0 { "ok" } else { "none" };
    let (articles, unsearched) = (ledger.matching, ledger.unsearched);
    let line = SummaryLine { r#type: "summary", status, figures, groups, disputed, articles, unsearched, caps: [] };
    write_line(&mut out, &line)?;
    out.flush()
}

fn entry_line<'a>(ledger: &'a Ledger, group: &'a Group, entry: &'a Entry) -> EntryLine<'a> {
    let origin = &ledger.origins[entry.article];
    EntryLine {
        r#type: "figure",
        group: &group.name,
        article: &origin.id,
        source: &origin.source,
        published: origin.published.map(|day| day.to_string()),
        paragraph: entry.paragraph,
        sentence: entry.sentence,
        figure: FigureFields::apart(&entry.figure, &entry.text, &entry.of),
        event: entry.event,
        who: entry.who.as_deref(),
        disputed: entry.disputed,
        context: &entry.context,
    }
}
