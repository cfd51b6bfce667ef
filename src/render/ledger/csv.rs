//! The ledger as CSV: a row a figure, or with `plot` a row a bar.

use std::io;

use super::{Shown, Write};
use crate::article::{Bound, Figure};
use crate::render::csv::Table;
use crate::render::figures::value;
use crate::search::ledger::{Ledger, histogram};

const COLUMNS: [&str; 18] = [
    "group",
    "kind",
    "value",
    "bound",
    "unit",
    "of",
    "event",
    "who",
    "disputed",
    "id",
    "source",
    "published",
    "paragraph",
    "sentence",
    "start",
    "end",
    "text",
    "context",
];
const BAR_COLUMNS: [&str; 4] = ["group", "kind", "value", "figures"];

/// Writes a table.
///
/// # Errors
/// When writing fails.
pub fn ledger_csv(out: Write<'_>, ledger: &Ledger, shown: Shown) -> io::Result<()> {
    let mut table = Table::new(out, false, if shown.plot { &BAR_COLUMNS } else { &COLUMNS });
    table.begin(None)?;
    for group in &ledger.groups {
        let (name, kind) = (group.name.clone(), group.kind.word().to_owned());
        if shown.plot {
            for bar in histogram(group) {
                table.row(&[name.clone(), kind.clone(), bar.label, bar.count.to_string()])?;
            }
            continue;
        }
        for entry in &group.entries {
            let origin = &ledger.origins[entry.article];
            let flat = Figure { bound: Bound::Exact, ..entry.figure.clone() };
            table.row(&[
                name.clone(),
                kind.clone(),
                value(&flat),
                entry.figure.bound.sign().to_owned(),
                entry.unit.clone(),
                entry.of.clone(),
                entry.event.map(|event| event.word().to_owned()).unwrap_or_default(),
                entry.who.clone().unwrap_or_default(),
                if entry.disputed { "yes" } else { "no" }.to_owned(),
                origin.id.clone(),
                origin.source.clone(),
                origin.published.map(|day| day.to_string()).unwrap_or_default(),
                entry.paragraph.to_string(),
                entry.sentence.to_string(),
                entry.figure.span.start().to_string(),
                entry.figure.span.end().to_string(),
                entry.text.clone(),
                entry.context.clone(),
            ])?;
        }
    }
    table.finish()
}
