//! The ledger for a reader.

use std::io;

use super::{Shown, Write, disagreement, totals};
use crate::render::figures::told;
use crate::render::notes::counted;
use crate::render::text::Layout;
use crate::search::ledger::{Bar, Entry, Event, Group, Ledger, histogram};
use crate::text::printable::printable;

const INDENT: &str = "    ";
/// The longest bar, in characters.
const WIDEST: u64 = 40;

/// Writes the groups, then what was searched.
///
/// # Errors
/// When writing fails.
pub fn ledger_text(out: Write<'_>, ledger: &Ledger, shown: Shown, layout: Layout) -> io::Result<()> {
    for group in &ledger.groups {
        writeln!(
            out,
            "{} ({}): {}",
            printable(&group.name),
            group.kind.word(),
            counted(group.entries.len() as u64, "figure")
        )?;
        let disputed = disagreement(ledger, group);
        if !disputed.is_empty() {
            let words: Vec<String> =
                format!("! {disputed}").split(' ').map(|word| printable(word).into_owned()).collect();
            layout.wrapped(&words, "  ", out)?;
        }
        if shown.plot {
            bars(out, &histogram(group))?;
        } else {
            entries(out, ledger, group, layout)?;
        }
        writeln!(out)?;
    }
    let (figures, groups, disputed) = totals(ledger);
    writeln!(
        out,
        "{} in {} of {} that match; disputed: {disputed}; not searched: {}; caps: none",
        counted(figures as u64, "figure"),
        counted(groups as u64, "group"),
        counted(ledger.matching, "article"),
        ledger.unsearched
    )?;
    out.flush()
}

fn entries(out: Write<'_>, ledger: &Ledger, group: &Group, layout: Layout) -> io::Result<()> {
    for entry in &group.entries {
        writeln!(out, "{}", line(ledger, entry))?;
        let words: Vec<String> = printable(&entry.context).split(' ').map(ToOwned::to_owned).collect();
        layout.wrapped(&words, INDENT, out)?;
    }
    Ok(())
}

/// Value, what it counts, what became of them, who says it, where.
fn line(ledger: &Ledger, entry: &Entry) -> String {
    let origin = &ledger.origins[entry.article];
    let mark = if entry.disputed { "!" } else { " " };
    let event = entry.event.map(Event::word).unwrap_or_default();
    let day = origin.published.map(|day| day.to_string()).unwrap_or_default();
    let told = [told(&entry.figure, &entry.text), entry.unit.clone(), entry.of.clone(), event.to_owned()];
    let told: Vec<String> = told.into_iter().filter(|part| !part.is_empty()).collect();
    let place = format!("{}.{}", entry.paragraph, entry.sentence);
    let who = entry.who.as_ref().map_or_else(|| "nobody named".to_owned(), |who| format!("per {who}"));
    let from = [who, origin.source.clone(), day, origin.id.clone(), place];
    let from: Vec<String> = from.into_iter().filter(|part| !part.is_empty()).collect();
    printable(&format!("{mark} {} \u{b7} {}", told.join(" "), from.join(" \u{b7} "))).into_owned()
}

fn bars(out: Write<'_>, bars: &[Bar]) -> io::Result<()> {
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(1);
    let widest = bars.iter().map(|bar| bar.label.len()).max().unwrap_or_default();
    for bar in bars {
        let length = (bar.count * WIDEST).div_ceil(most) as usize;
        writeln!(out, "{INDENT}{:>widest$} {} {}", bar.label, "\u{2588}".repeat(length), bar.count)?;
    }
    Ok(())
}
