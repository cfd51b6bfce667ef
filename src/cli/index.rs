//! `morgue index`

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::failure::Failure;
use super::plan::{IndexPlan, Watching};
use super::wait::{Patience, patiently};
use super::{Verdict, output, watch};
use crate::corpus::{Fault, Reason};
use crate::index::{Plan, Progress, Report};
use crate::text::printable::printable;

pub fn run(plan: &IndexPlan) -> Result<Verdict, Failure> {
    if let Some(Watching { poll }) = plan.watch {
        return watch::run(plan, poll);
    }
    let report = first(&plan.run, &Arc::default(), plan.wait)?;
    Ok(if report.articles > 0 { Verdict::Found } else { Verdict::None })
}

/// A run with its progress and its report.
pub fn first(plan: &Plan, meter: &Arc<Progress>, patience: Patience) -> Result<Report, Failure> {
    let bar = io::stderr().is_terminal().then(|| Bar::start(meter));
    let report = patiently(plan, meter, patience);
    if let Some(bar) = bar {
        bar.stop();
    }
    let report = report?;
    let mut out = output::stdout();
    write_report(&mut out, &report, plan).and_then(|()| out.flush())?;
    Ok(report)
}

/// Draws the progress bar, on a terminal only.
struct Bar {
    stop: Arc<AtomicBool>,
    thread: thread::JoinHandle<()>,
}

impl Bar {
    fn start(meter: &Arc<Progress>) -> Self {
        let (stop, meter) = (Arc::new(AtomicBool::new(false)), Arc::clone(meter));
        let stopped = Arc::clone(&stop);
        let thread = thread::spawn(move || draw(&meter, &stopped));
        Self { stop, thread }
    }

    fn stop(self) {
        self.stop.store(true, Ordering::Relaxed);
        // A bar that failed to draw is no failure of the run.
        let _ = self.thread.join();
    }
}

fn draw(meter: &Progress, stop: &AtomicBool) {
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {bytes}/{total_bytes} {bytes_per_sec} ETA {eta}  {msg}") {
        bar.set_style(style);
    }
    while !stop.load(Ordering::Relaxed) {
        thread::sleep(Duration::from_millis(100));
        let number = |counter: &std::sync::atomic::AtomicU64| counter.load(Ordering::Relaxed);
        if number(&meter.files) == 0 {
            // Nothing is drawn over the line that says for whom the run waits.
            continue;
        }
        bar.set_length(number(&meter.bytes).max(number(&meter.bytes_read)));
        bar.set_position(number(&meter.bytes_read));
        bar.set_message(format!(
            "{}/{} files, {} articles",
            number(&meter.files_done),
            number(&meter.files),
            number(&meter.articles)
        ));
    }
    bar.finish_and_clear();
}

fn write_report(out: &mut impl Write, report: &Report, plan: &Plan) -> io::Result<()> {
    let index = plan.dir.display().to_string();
    writeln!(out, "{} articles in {}", report.articles, printable(&index))?;
    let Report { added, changed, removed, unchanged, moved, read, files, .. } = report;
    let moves = moved_too(*moved);
    writeln!(out, "added {added}, changed {changed}, removed {removed}, unchanged {unchanged}{moves}")?;
    let nothing_new = added + changed + removed + moved == 0;
    writeln!(out, "{}{read} of {files} files had to be read", if nothing_new { "nothing new: " } else { "" })?;
    write_moved(out, &report.moved_files)?;
    if let Some(trouble) = &report.untidied {
        writeln!(out, "all of it is in the index; merging its parts is left to a later run: {}", printable(trouble))?;
    }
    if let Some(damage) = &report.damage {
        writeln!(out, "{}", damaged(damage))?;
    }
    for (root, error) in &report.unread_roots {
        writeln!(out, "root not read, and nothing of it removed: {}: {}", printable(root), printable(error))?;
    }
    write_renamed(out, &report.renamed)?;
    write_faults(out, &report.faults)
}

/// Of more than these the report shows the first, and `morgue status` all.
const SHOWN: usize = 5;

/// What is said behind the other counts of moved articles, if there are any.
pub(super) fn moved_too(moved: u64) -> String {
    if moved > 0 { format!(", moved {moved}") } else { String::new() }
}

/// What is said of damage that a run came upon.
pub(super) fn damaged(damage: &str) -> String {
    format!("the index is damaged, and morgue verify --repair mends it: {}", printable(damage))
}

fn write_moved(out: &mut impl Write, moved: &[(String, String)]) -> io::Result<()> {
    for (from, to) in moved.iter().take(SHOWN) {
        writeln!(out, "moved: {} to {}", printable(from), printable(to))?;
    }
    if moved.len() > SHOWN {
        writeln!(out, "moved: {} more files", moved.len() - SHOWN)?;
    }
    Ok(())
}

fn write_renamed(out: &mut impl Write, renamed: &[(String, String, String)]) -> io::Result<()> {
    for (path, id, shown) in renamed.iter().take(SHOWN) {
        writeln!(out, "id held already: {} in {} is shown as {}", brief(id), printable(path), brief(shown))?;
    }
    if renamed.len() > SHOWN {
        let more = renamed.len() - SHOWN;
        writeln!(out, "id held already: {more} more (morgue status lists them all)")?;
    }
    Ok(())
}

/// An id as it fits into a report: one may be as long as a book.
fn brief(id: &str) -> String {
    const LONGEST: usize = 300;
    let mut start: String = id.chars().take(LONGEST).collect();
    if start.len() < id.len() {
        start.push('\u{2026}');
    }
    printable(&start).into_owned()
}

/// What was not indexed, by reason; a reason with many is cut short here and complete in `morgue status`.
fn write_faults(out: &mut impl Write, faults: &[(String, Fault)]) -> io::Result<()> {
    let (left_out, faults): (Vec<_>, Vec<_>) = faults.iter().partition(|(_, fault)| !fault.is_unsearched());
    write_left_out(out, &left_out, SHOWN)?;
    if faults.is_empty() {
        return writeln!(out, "skipped nothing{}", if left_out.is_empty() { "" } else { " else" });
    }
    let mut reasons: BTreeMap<Reason, Vec<&(String, Fault)>> = BTreeMap::new();
    for fault in &faults {
        reasons.entry(fault.1.reason).or_default().push(fault);
    }
    writeln!(out, "skipped {}:", faults.len())?;
    for (reason, faults) in reasons {
        writeln!(out, "  {} ({})", reason.describe(), faults.len())?;
        for (path, fault) in faults.iter().take(SHOWN) {
            writeln!(out, "    {}", described(path, fault))?;
        }
        if faults.len() > SHOWN {
            writeln!(out, "    and {} more (morgue status lists them all)", faults.len() - SHOWN)?;
        }
    }
    Ok(())
}

/// What the archive's rules leave out, `shown` of it by name.
fn write_left_out(out: &mut impl Write, left_out: &[&(String, Fault)], shown: usize) -> io::Result<()> {
    if left_out.is_empty() {
        return Ok(());
    }
    writeln!(out, "{} ({}):", Reason::Skipped.describe(), left_out.len())?;
    for (path, fault) in left_out.iter().take(shown) {
        writeln!(out, "    {}", described(path, fault))?;
    }
    if left_out.len() > shown {
        writeln!(out, "    and {} more (morgue status lists them all)", left_out.len() - shown)?;
    }
    Ok(())
}

/// One fault on one line.
pub(super) fn described(path: &str, fault: &Fault) -> String {
    let record = fault.record.map(|record| format!(", record {record}")).unwrap_or_default();
    format!("{}{record}: {}", printable(path), printable(&fault.detail))
}
