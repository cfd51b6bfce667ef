//! The ledger as one page that stands alone, without script; the spread of values drawn as SVG.

use std::fmt::Write as _;
use std::io;

use super::{Shown, Write, disagreement, totals, who};
use crate::render::figures::told;
use crate::render::html::{HEAD, escaped};
use crate::search::ledger::{Bar, Event, Group, Ledger, histogram};

/// Writes a page.
///
/// # Errors
/// When writing fails.
pub fn ledger_html(out: Write<'_>, ledger: &Ledger, shown: Shown) -> io::Result<()> {
    out.write_all(HEAD.as_bytes())?;
    for group in &ledger.groups {
        writeln!(out, "<h2>{} ({})</h2>", escaped(&group.name), group.kind.word())?;
        let disputed = disagreement(ledger, group);
        if !disputed.is_empty() {
            writeln!(out, "<p><mark>disputed</mark> {}</p>", escaped(&disputed))?;
        }
        if shown.plot {
            writeln!(out, "{}", drawn(&histogram(group)))?;
        } else {
            table(out, ledger, group)?;
        }
    }
    let (figures, groups, disputed) = totals(ledger);
    writeln!(
        out,
        "<p class=\"about\">{figures} figures in {groups} groups of {} articles that match; disputed: {disputed}; not searched: {}; caps: \
         none.</p>\n</html>",
        ledger.matching, ledger.unsearched
    )?;
    out.flush()
}

fn table(out: Write<'_>, ledger: &Ledger, group: &Group) -> io::Result<()> {
    writeln!(
        out,
        "<table><tr><th>value</th><th>of</th><th>event</th><th>who</th><th>article</th><th>sentence</th></tr>"
    )?;
    for entry in &group.entries {
        let origin = &ledger.origins[entry.article];
        let day = origin.published.map(|day| day.to_string()).unwrap_or_default();
        let amount = format!("{} {}", told(&entry.figure, &entry.text), entry.unit);
        let amount = escaped(amount.trim_end());
        let amount = if entry.disputed { format!("<mark>{amount}</mark>") } else { amount };
        writeln!(
            out,
            "<tr><td>{amount}</td><td>{}</td><td>{}</td><td>{}</td><td>{} {day}</td><td>{}</td></tr>",
            escaped(&entry.of),
            entry.event.map(Event::word).unwrap_or_default(),
            escaped(who(ledger, entry)),
            escaped(&origin.id),
            escaped(&entry.context)
        )?;
    }
    writeln!(out, "</table>")
}

const ROW: usize = 22;
const WIDEST: u64 = 400;

/// Bars with their values on the left and their counts on the right.
fn drawn(bars: &[Bar]) -> String {
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(1);
    let mut svg = format!("<svg role=\"img\" width=\"700\" height=\"{}\">", bars.len() * ROW);
    for (number, bar) in bars.iter().enumerate() {
        let (top, middle, length) = (number * ROW + 3, number * ROW + 16, (bar.count * WIDEST).div_ceil(most));
        // Writing to a string cannot fail.
        let _ = write!(
            svg,
            "<text x=\"190\" y=\"{middle}\" text-anchor=\"end\">{}</text><rect x=\"200\" y=\"{top}\" width=\"{length}\" height=\"16\"/>\
             <text x=\"{}\" y=\"{middle}\">{}</text>",
            escaped(&bar.label),
            206 + length,
            bar.count
        );
    }
    svg + "</svg>"
}
