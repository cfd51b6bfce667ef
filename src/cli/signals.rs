//! What the system says when the program is to end.

use std::io;

/// Calls `end` at every Ctrl-C and every request to terminate. A terminal that is closed ends the program as ever, and `nohup` is
/// left to work.
#[cfg(unix)]
pub fn on_end(mut end: impl FnMut() + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM])?;
    std::thread::spawn(move || signals.forever().for_each(|_| end()));
    Ok(())
}

/// Elsewhere nothing tells a waiting thread of a signal, so a flag is looked at.
#[cfg(not(unix))]
pub fn on_end(mut end: impl FnMut() + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    let flag = Arc::new(AtomicBool::new(false));
    signal_hook::flag::register(SIGINT, Arc::clone(&flag))?;
    signal_hook::flag::register(SIGTERM, Arc::clone(&flag))?;
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(std::time::Duration::from_millis(200));
            if flag.swap(false, Ordering::Relaxed) {
                end();
            }
        }
    });
    Ok(())
}
