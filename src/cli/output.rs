//! Standard output: its width, its colours, and what happens when its reader leaves.

use std::io::{self, BufWriter, StdoutLock, Write};

use super::Verdict;
use super::args::Colour;
use super::failure::Failure;
use crate::render::Layout;

/// The columns of a text that goes to no terminal.
const WIDTH: usize = 100;
/// Lines longer than this are hard to read, however wide the terminal.
const WIDEST: usize = 120;

/// Standard output, buffered.
pub fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(64 * 1024, io::stdout().lock())
}

/// How text is laid out there.
pub fn layout(colour: Colour) -> Layout {
    let width = terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0));
    Layout { width: width.clamp(20, WIDEST), colour: uses_colour(colour, &io::stdout()) }
}

/// Whether a stream gets colours.
pub fn uses_colour(colour: Colour, stream: &impl anstream::stream::RawStream) -> bool {
    match colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => anstream::AutoStream::choice(stream) != anstream::ColorChoice::Never,
    }
}

/// Prints bytes as they are.
pub fn print(bytes: &[u8]) -> Result<Verdict, Failure> {
    let mut out = stdout();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(Failure::output)?;
    Ok(Verdict::Found)
}
