//! What becomes of a panic: an error like any other, with what happened, where, and what to do. Bytes of the index that are not as they
//! were written reach code that never thought of them, ours and the engine's; `morgue verify` tells them from a fault of the program.

use std::env;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::{Mutex, PoisonError};

use super::Verdict;
use super::failure::Failure;

/// What the first panic said, of whatever thread.
static FIRST: Mutex<Option<String>> = Mutex::new(None);

/// Runs a command. Where any thread of it panicked, the answer is not to be believed, and that is told instead.
pub fn told(command: impl FnOnce() -> Result<Verdict, Failure>) -> Result<Verdict, Failure> {
    let before = panic::take_hook();
    let wants_all = env::var_os("RUST_BACKTRACE").is_some();
    panic::set_hook(Box::new(move |info| {
        note(info);
        if wants_all {
            before(info);
        }
    }));
    let outcome = panic::catch_unwind(AssertUnwindSafe(command));
    let said = FIRST.lock().unwrap_or_else(PoisonError::into_inner).take();
    match outcome {
        Ok(Err(failure)) => Err(failure),
        Ok(verdict) => said.map_or(verdict, |said| Err(Failure::broken(&said))),
        Err(_) => Err(Failure::broken(&said.unwrap_or_default())),
    }
}

fn note(info: &PanicHookInfo<'_>) {
    let payload = info.payload();
    let what = payload.downcast_ref::<&str>().copied();
    let what = what.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("for no reason");
    let place = info.location().map(|place| format!(" ({}:{})", file_name(place.file()), place.line()));
    let said = format!("{what}{}", place.unwrap_or_default());
    FIRST.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(said);
}

/// The end of a path, which is the same on every machine.
fn file_name(path: &str) -> &str {
    path.rsplit_once("src").map_or(path, |(_, below)| below.trim_start_matches(['/', '\\']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_that_says_where_and_what_to_do() {
        let outcome = told(|| panic!("no such page"));
        let in_thread = told(|| {
            let _ = std::thread::spawn(|| panic!("no such word")).join();
            Ok(Verdict::Found)
        });
        assert!(format!("{:?}", outcome.err()).contains("no such page (cli/panics.rs:"));
        assert!(format!("{:?}", in_thread.err()).contains("no such word"));
    }
}
