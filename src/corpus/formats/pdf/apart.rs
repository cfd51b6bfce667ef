//! Reading in a process of its own. What no check foresees (a loop without end, a stack that overflows, memory without bound) ends that
//! process alone, and the document is named with the reason. Knows how to ask and to answer, not how a document is read.

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::OnceLock;

use super::reading::{self, Paper};
use crate::corpus::formats::LARGEST_ARTICLE;
use crate::corpus::{Fault, Reason};

/// The program and the command of it that answers with [`serve_apart`].
static READER: OnceLock<(PathBuf, &str)> = OnceLock::new();

/// Has documents that may bring down whoever reads them read by `program COMMAND` from now on, a process for each. That command must
/// do nothing but call [`serve_apart`]. Where this was not called, they are read here.
pub fn read_apart(program: PathBuf, command: &'static str) {
    READER.get_or_init(|| (program, command));
}

/// Reads a document in a process of its own; none where there is no such program, or none can be started.
pub fn read(bytes: &[u8]) -> Option<Result<Paper, Fault>> {
    let (program, command) = READER.get()?;
    ask(Command::new(program).arg(command), bytes)
}

fn ask(command: &mut Command, bytes: &[u8]) -> Option<Result<Paper, Fault>> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    // Ctrl-C is for the run, which ends without a fault of this document.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let mut child = command.spawn().ok()?;
    // All of it is read before a word is answered, so neither waits for the other. Who cannot take it has ended, and that is told below.
    let _ = child.stdin.take().map(|mut stdin| stdin.write_all(bytes));
    let mut answer = Vec::new();
    let heard = child.stdout.take().map(|mut stdout| stdout.read_to_end(&mut answer));
    let status = child.wait().ok()?;
    let answered = matches!(heard, Some(Ok(_))) && status.success();
    let understood = serde_json::from_slice(&answer).ok().filter(|_| answered);
    Some(understood.unwrap_or_else(|| Err(broken_down(status))))
}

#[cfg(unix)]
fn broken_down(status: ExitStatus) -> Fault {
    use rustix::process::Signal;
    use std::os::unix::process::ExitStatusExt;
    match status.signal() {
        Some(signal) if signal == Signal::XCPU.as_raw() => {
            Fault::file(Reason::Size, format!("more work to read it than any document takes ({LONGEST} seconds)"))
        }
        // Whoever else ends a process may do so to any: the next run tries once more.
        Some(signal) if signal == Signal::KILL.as_raw() => {
            Fault::file(Reason::Unreadable, "the process that read the PDF was killed")
        }
        _ => without_answer(status),
    }
}

#[cfg(not(unix))]
fn broken_down(status: ExitStatus) -> Fault {
    without_answer(status)
}

fn without_answer(status: ExitStatus) -> Fault {
    let why = "it takes its reader down, or more memory than any document";
    Fault::file(Reason::Document, format!("the PDF cannot be read: {why} ({status})"))
}

/// Seconds of work, which the reader's own bound on time comes before. What hangs where that is not looked at ends here.
#[cfg(unix)]
const LONGEST: u64 = 180;

/// Answers the process that asks: reads a document from the standard input, and writes what it holds, or why it cannot be read.
///
/// # Errors
/// When either cannot be read or written.
pub fn serve_apart() -> io::Result<()> {
    #[cfg(unix)]
    bound();
    let mut bytes = Vec::new();
    io::stdin().lock().take(LARGEST_ARTICLE as u64 + 1).read_to_end(&mut bytes)?;
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, &reading::read(&bytes))?;
    out.flush()
}

/// Sets the bounds of this process. Where a bound cannot be set, the checks have to do.
#[cfg(unix)]
fn bound() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    /// The most that a document within the checks took is 1.6 GB (docs/hostile.md).
    const MEMORY: u64 = 2 << 30;
    for (resource, most) in [(Resource::As, MEMORY), (Resource::Cpu, LONGEST), (Resource::Core, 0)] {
        let Rlimit { current, maximum } = getrlimit(resource);
        let current = Some(current.unwrap_or(most).min(most));
        let _ = setrlimit(resource, Rlimit { current, maximum });
    }
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot set up its case has failed")]

    use super::*;

    fn answer_of(script: &str) -> Result<Paper, Fault> {
        ask(Command::new("sh").args(["-c", script]), &vec![b'a'; 1 << 20]).unwrap()
    }

    #[test]
    fn whatever_becomes_of_the_reader_the_document_is_named() {
        let reasons = [
            ("kill -XCPU $$", Reason::Size),
            ("kill -KILL $$", Reason::Unreadable),
            ("kill -ABRT $$", Reason::Document),
            ("cat > /dev/null; exit 3", Reason::Document),
            ("cat > /dev/null", Reason::Document),
            ("cat > /dev/null; echo '{\"Ok\":{\"head'", Reason::Document),
            (
                r#"cat > /dev/null; echo '{"Err":{"reason":"encrypted","record":null,"detail":"no"}}'"#,
                Reason::Encrypted,
            ),
        ];
        for (script, reason) in reasons {
            assert_eq!(answer_of(script).unwrap_err().reason, reason, "{script}");
        }
        let answer =
            answer_of(r#"cat > /dev/null; echo '{"Ok":{"headline":"Head","lines":[["One.","body"]],"about":{}}}'"#);
        assert_eq!(answer.unwrap().headline.as_deref(), Some("Head"));
    }

    #[test]
    fn where_no_process_can_be_started_there_is_no_answer() {
        assert!(ask(&mut Command::new("/nowhere/to/be/found"), b"").is_none());
    }
}
