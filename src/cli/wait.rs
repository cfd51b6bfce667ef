//! A run that waits for another indexer, if that is wanted.

use std::io::{self, Write};
use std::str::FromStr;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::index::{Holder, IndexError, Plan, Progress, Report, update};
use crate::text::printable::printable;

/// The word for waiting without a bound.
pub const FOREVER: &str = "forever";

/// How long to wait for another indexer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Patience {
    /// Not at all.
    None,
    /// As long as this.
    Bounded(Duration),
    /// Until it has finished.
    Endless,
}

impl FromStr for Patience {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == FOREVER {
            return Ok(Self::Endless);
        }
        let seconds = text.parse().map_err(|_| format!("write a number of seconds, or {FOREVER}"))?;
        Ok(Self::Bounded(Duration::from_secs(seconds)))
    }
}

/// Brings the index up to date as soon as nobody else writes to it. Says once on standard error for whom it waits.
pub fn patiently(plan: &Plan, meter: &Progress, patience: Patience) -> Result<Report, IndexError> {
    /// Between two looks at the lock.
    const PAUSE: Duration = Duration::from_millis(200);
    let began = Instant::now();
    let mut told = false;
    loop {
        match update(plan, meter) {
            Err(IndexError::Locked { dir, holder }) if goes_on(patience, began) => {
                if meter.is_stopped() {
                    return Err(IndexError::Stopped);
                }
                if !std::mem::replace(&mut told, true) {
                    tell(&dir.to_string_lossy(), holder.as_deref());
                }
                sleep(PAUSE);
            }
            result => return result,
        }
    }
}

fn goes_on(patience: Patience, began: Instant) -> bool {
    match patience {
        Patience::None => false,
        Patience::Bounded(limit) => began.elapsed() < limit,
        Patience::Endless => true,
    }
}

fn tell(dir: &str, holder: Option<&Holder>) {
    let who = holder.map_or_else(|| "another process".to_owned(), ToString::to_string);
    // Where standard error is closed there is nobody to tell.
    let _ =
        writeln!(io::stderr(), "waiting for {}, which is writing to the index in {}", printable(&who), printable(dir));
}
