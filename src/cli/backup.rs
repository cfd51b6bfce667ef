//! `morgue backup`

use std::io::Write;
use std::path::Path;

use super::failure::Failure;
use super::{Verdict, output};
use crate::index::backup;
use crate::text::printable::printable;

pub fn run(index: &Path, to: &Path) -> Result<Verdict, Failure> {
    let done = backup(index, to)?;
    let mut out = output::stdout();
    let to = to.display().to_string();
    writeln!(out, "{} articles copied to {}", done.articles, printable(&to))?;
    writeln!(out, "{} files, {} bytes, every checksum right", done.files, done.bytes)?;
    out.flush()?;
    Ok(Verdict::Found)
}
