//! `morgue index --watch`: a run whenever the archive changed, and a line for each that did something.
//!
//! What the system tells of changes only decides when a run begins. Every run is a walk over the whole archive, so whatever was not told
//! is found by the next one, and one begins every few minutes in any case.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::failure::Failure;
use super::index::{damaged, described, first, moved_too};
use super::pace::Pace;
use super::plan::IndexPlan;
use super::wait::{Patience, patiently};
use super::{Verdict, output};
use crate::corpus::{Bell, Follower, remote};
use crate::index::{IndexError, Plan, Progress, Report, Roots, roots};
use crate::text::printable::printable;

/// Without a word from the system a run begins every so often.
const SAFETY: Duration = Duration::from_secs(300);
/// So often where the system does not tell of changes, where a root is away, or after a run that failed.
pub const POLLING: Duration = Duration::from_secs(10);

/// Brings the index up to date, and keeps it so until it is told to end.
pub fn run(plan: &IndexPlan, poll: Option<Duration>) -> Result<Verdict, Failure> {
    let (bell, stopped) = (Arc::new(Bell::default()), Arc::new(AtomicBool::new(false)));
    end_on_signals(&bell, &stopped)?;
    let mut watch = Watch::new(plan, poll, &bell, &stopped);
    match watch.begin(plan).and_then(|()| watch.go_on()) {
        Err(failure) if !failure.is_stop() => Err(failure),
        _ => Ok(Verdict::Found),
    }
}

/// Ends the watch at the first signal, and the program at the second or when the run under way takes long to drop.
fn end_on_signals(bell: &Arc<Bell>, stopped: &Arc<AtomicBool>) -> Result<(), Failure> {
    /// By then a run of ordinary files has been dropped; one in the middle of a huge file has not.
    const GRACE: Duration = Duration::from_secs(5);
    let (bell, stopped) = (Arc::clone(bell), Arc::clone(stopped));
    super::signals::on_end(move || {
        if stopped.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        bell.end();
        thread::spawn(|| {
            thread::sleep(GRACE);
            std::process::exit(0);
        });
    })
    .map_err(Failure::output)
}

/// What is watched, and what was said of it.
struct Watch {
    plan: Plan,
    /// Looks every so often instead of asking the system to tell.
    poll: Option<Duration>,
    bell: Arc<Bell>,
    stopped: Arc<AtomicBool>,
    follower: Follower,
    /// When the system was last asked to tell, and whether it refused.
    asked: Instant,
    refused: bool,
    /// What was said of the archive by the last run: faults, ids held already, roots not read.
    remarks: BTreeSet<String>,
    /// Why runs failed since the last one that went well, and why the archive is polled: said once.
    failures: BTreeSet<String>,
    polls: BTreeSet<String>,
    pace: Pace,
}

impl Watch {
    fn new(plan: &IndexPlan, poll: Option<Duration>, bell: &Arc<Bell>, stopped: &Arc<AtomicBool>) -> Self {
        Self {
            plan: plan.run.clone(),
            poll,
            bell: Arc::clone(bell),
            stopped: Arc::clone(stopped),
            follower: Follower::new(&plan.run.dir, bell),
            asked: Instant::now(),
            refused: false,
            remarks: BTreeSet::new(),
            failures: BTreeSet::new(),
            polls: BTreeSet::new(),
            pace: Pace::new(poll),
        }
    }

    /// The first run, with its report. What changes while it runs is heard already.
    fn begin(&mut self, plan: &IndexPlan) -> Result<(), Failure> {
        self.listen(true)?;
        let began = Instant::now();
        let report = first(&self.plan, &self.meter(), plan.wait)?;
        self.remarks = remarks(&report);
        self.plan.rebuild = false;
        self.remember()?;
        self.listen(false)?;
        let due = self.due_after(&report);
        self.pace.ran(began, due);
        Ok(())
    }

    fn go_on(&mut self) -> Result<(), Failure> {
        loop {
            let heard = self.bell.wait(&|heard| self.pace.next(heard));
            if heard.ended {
                return Ok(());
            }
            self.once(heard.anew)?;
        }
    }

    /// One run. A failure that may pass is said once, and the run tried again.
    fn once(&mut self, anew: bool) -> Result<(), Failure> {
        let began = Instant::now();
        self.remember()?;
        self.listen(anew)?;
        let due = match patiently(&self.plan, &self.meter(), Patience::Endless) {
            Ok(report) => {
                self.failures.clear();
                self.say(&report)?;
                self.due_after(&report)
            }
            Err(IndexError::Root { root, error }) => {
                self.say_away(&away(&root.to_string_lossy(), &error.to_string()))?;
                POLLING
            }
            Err(error @ (IndexError::Disk { .. } | IndexError::Engine(_) | IndexError::Rules(_))) => {
                warn(&mut self.failures, format!("{error}; trying again every {} s", POLLING.as_secs()));
                POLLING
            }
            Err(error) => return Err(error.into()),
        };
        self.pace.ran(began, due);
        Ok(())
    }

    /// After the first run the roots are those of the index; should it be thrown away, it is built of the same.
    fn remember(&mut self) -> Result<(), Failure> {
        self.plan.roots = Roots::Remembered(roots(&self.plan)?.into_iter().map(PathBuf::from).collect());
        Ok(())
    }

    fn meter(&self) -> Arc<Progress> {
        Arc::new(Progress { stopped: Arc::clone(&self.stopped), ..Progress::default() })
    }

    /// Sees to it that the system tells of changes of the roots as they are now; where it does not, that they are polled. Every few
    /// minutes it is asked anew.
    fn listen(&mut self, anew: bool) -> Result<(), Failure> {
        let roots: Vec<PathBuf> = roots(&self.plan)?.into_iter().map(PathBuf::from).collect();
        let anew = anew || self.asked.elapsed() >= SAFETY;
        if self.poll.is_some() || self.refused && !anew {
            return Ok(());
        }
        if anew {
            self.asked = Instant::now();
        }
        self.pace.polling = None;
        if let Some((root, kind)) = roots.iter().find_map(|root| Some((root, remote(root)?))) {
            let root = root.to_string_lossy();
            self.poll_because(&format!(
                "{root} lies on a network file system ({kind}), which may not tell of all changes"
            ));
        }
        let refusal = self.follower.follow(&roots, anew).err();
        self.refused = refusal.is_some();
        if let Some(why) = refusal {
            self.poll_because(&format!("the system does not tell of changes: {why}"));
        }
        Ok(())
    }

    fn poll_because(&mut self, why: &str) {
        self.pace.polling = Some(POLLING);
        warn(&mut self.polls, format!("{why}; looking every {} s", POLLING.as_secs()));
    }

    /// How long after a run the next one begins if nothing is heard.
    fn due_after(&mut self, report: &Report) -> Duration {
        let usual = self.pace.polling.unwrap_or(SAFETY);
        let usual = if report.unread_roots.is_empty() { usual } else { usual.min(POLLING) };
        let nothing_new = report.added + report.changed + report.removed == 0;
        self.pace.next_look(usual, report.unsettled.map(until), nothing_new)
    }

    /// Says that no root can be read, once.
    fn say_away(&mut self, remark: &str) -> io::Result<()> {
        if self.remarks.insert(remark.to_owned()) {
            print(&format!("{} {remark}\n", clock()))?;
        }
        Ok(())
    }

    /// Says what a run did; nothing if it did nothing.
    fn say(&mut self, report: &Report) -> io::Result<()> {
        let remarks = remarks(report);
        let lines = lines(report, &remarks, &self.remarks);
        self.remarks = remarks;
        print(&lines)
    }
}

/// Says something on standard error that was not said before.
fn warn(said: &mut BTreeSet<String>, text: String) {
    if !said.contains(&text) {
        // Where standard error is closed there is nobody to tell.
        let _ = writeln!(io::stderr(), "warning: {}", printable(&text));
        said.insert(text);
    }
}

fn clock() -> String {
    jiff::Zoned::now().strftime("%H:%M:%S").to_string()
}

fn print(text: &str) -> io::Result<()> {
    let mut out = output::stdout();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// What there is to say of a run, after another that was followed by `before`.
fn lines(report: &Report, remarks: &BTreeSet<String>, before: &BTreeSet<String>) -> String {
    /// A burst of faults is cut short; `morgue status` has them all.
    const SHOWN: usize = 5;
    let Report { added, changed, removed, moved, articles, .. } = report;
    if added + changed + removed + moved == 0 && remarks == before {
        return String::new();
    }
    let (time, skipped) = (clock(), report.faults.len());
    let moves = moved_too(*moved);
    let mut text = format!("{time} added {added}, changed {changed}, removed {removed}{moves}: {articles} articles");
    if skipped > 0 {
        let _ = write!(text, ", skipped {skipped}");
    }
    text.push('\n');
    let new: Vec<&String> = remarks.difference(before).collect();
    for remark in new.iter().take(SHOWN) {
        let _ = writeln!(text, "  {remark}");
    }
    if new.len() > SHOWN {
        let _ = writeln!(text, "  and {} more (morgue status lists what was skipped)", new.len() - SHOWN);
    }
    text
}

fn away(root: &str, error: &str) -> String {
    format!("root not read, and nothing of it removed: {}: {}", printable(root), printable(error))
}

/// What a run says of single files and roots, each on one line.
fn remarks(report: &Report) -> BTreeSet<String> {
    let faults = report.faults.iter().map(|(path, fault)| format!("skipped {}", described(path, fault)));
    let away = report.unread_roots.iter().map(|(root, error)| away(root, error));
    let renamed = report.renamed.iter().map(|(path, id, shown)| {
        format!("id held already: {} in {} is shown as {}", printable(id), printable(path), printable(shown))
    });
    let damage = report.damage.as_deref().map(damaged);
    faults.chain(away).chain(renamed).chain(damage).collect()
}

/// How long it is until a time in nanoseconds since 1970.
fn until(time: i64) -> Duration {
    let time = Duration::from_nanos(u64::try_from(time).unwrap_or_default());
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    time.saturating_sub(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_that_did_nothing_is_not_told_and_a_fault_is_told_once() {
        let fault = crate::corpus::Fault::file(crate::corpus::Reason::Empty, "no text in it");
        let report = Report { articles: 40, faults: vec![("a.txt".to_owned(), fault)], ..Report::default() };
        let said = remarks(&report);
        let told = lines(&report, &said, &BTreeSet::new());
        assert!(
            told.contains("added 0, changed 0, removed 0: 40 articles, skipped 1\n  skipped a.txt: no text in it\n")
        );
        assert_eq!(lines(&report, &said, &said), "");
    }
}
