//! When the runs of a watch begin. Knows only times.

use std::time::{Duration, Instant};

use crate::corpus::Heard;

/// A run begins when this long nothing more was heard,
const SETTLING: Duration = Duration::from_millis(300);
/// or this long after the first change that was heard.
const LONGEST: Duration = Duration::from_secs(2);
/// When runs begin.
pub struct Pace {
    /// When the last run had ended, and how long it took.
    ended: Instant,
    took: Duration,
    /// When the next one begins if nothing is heard.
    due: Instant,
    /// How often to look where the system does not tell.
    pub polling: Option<Duration>,
    /// How many looks at files that were being written found nothing new.
    vain: u32,
}

impl Pace {
    /// Nothing has run yet.
    pub fn new(polling: Option<Duration>) -> Self {
        let now = Instant::now();
        Self { ended: now, took: Duration::ZERO, due: now, polling, vain: 0 }
    }

    /// A run that began then has ended; without a word the next one begins when `due` has passed.
    pub fn ran(&mut self, began: Instant, due: Duration) {
        self.ended = Instant::now();
        self.took = self.ended - began;
        self.due = self.ended + due;
    }

    /// How long to wait for the next run if nothing is heard. Files that were written to while they were read are believed after
    /// `settled`; one whose stamp never rests, though it holds nothing new, is looked at less and less often.
    pub fn next_look(&mut self, usual: Duration, settled: Option<Duration>, nothing_new: bool) -> Duration {
        const FEWEST: u32 = 10;
        self.vain = if settled.is_some() && nothing_new { (self.vain + 1).min(FEWEST) } else { 0 };
        settled.map_or(usual, |settled| usual.min(settled + SETTLING * 2_u32.pow(self.vain)))
    }

    /// When the next run begins, by what was heard so far. Runs follow each other so that the machine has a rest as long as they
    /// took, within a bound.
    pub fn next(&self, heard: &Heard) -> Instant {
        let rested = self.ended + self.took.min(LONGEST / 2);
        let told = heard.first.zip(heard.last).map(|(first, last)| (last + SETTLING).min(first + LONGEST).max(rested));
        told.map_or(self.due, |told| told.min(self.due))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FAR: Duration = Duration::from_secs(300);

    #[test]
    fn a_run_begins_when_a_burst_has_settled_but_never_long_after_its_first_change() {
        let pace = Pace { due: Instant::now() + FAR, ..Pace::new(None) };
        let first = pace.ended + Duration::from_secs(10);
        let next = |after: Duration| {
            pace.next(&Heard { first: Some(first), last: Some(first + after), ..Heard::default() }) - first
        };
        assert_eq!(next(Duration::ZERO), SETTLING);
        assert_eq!(next(Duration::from_millis(100)), SETTLING + Duration::from_millis(100));
        assert_eq!(next(Duration::from_secs(60)), LONGEST);
        assert_eq!(pace.next(&Heard::default()), pace.due);
    }

    #[test]
    fn a_file_whose_stamp_never_rests_is_looked_at_less_and_less_often() {
        let mut pace = Pace::new(None);
        let soon = Some(Duration::ZERO);
        assert_eq!(pace.next_look(FAR, None, true), FAR);
        assert_eq!(pace.next_look(FAR, soon, false), SETTLING);
        assert_eq!(pace.next_look(FAR, soon, true), SETTLING * 2);
        assert_eq!((0..20).map(|_| pace.next_look(FAR, soon, true)).last(), Some(FAR));
        assert_eq!(pace.next_look(FAR, soon, false), SETTLING);
    }

    #[test]
    fn after_a_long_run_the_next_one_waits_a_second() {
        let mut pace = Pace::new(None);
        pace.ran(Instant::now().checked_sub(Duration::from_secs(30)).unwrap(), FAR);
        let heard = Heard { first: Some(pace.ended), last: Some(pace.ended), ..Heard::default() };
        assert_eq!(pace.next(&heard) - pace.ended, Duration::from_secs(1));
    }
}
