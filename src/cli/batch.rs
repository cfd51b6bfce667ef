//! Files of queries: one a line, or an id, a tab and a query.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use super::failure::Failure;

/// A query of a file.
pub struct Row {
    pub line: usize,
    pub id: String,
    pub query: String,
}

/// Reads a file of queries, `-` for standard input. A query without an id goes by its line number; blank lines are left out.
pub fn read(path: &Path) -> Result<Vec<Row>, Failure> {
    let bytes = if path.as_os_str() == "-" { from_stdin() } else { fs::read(path) };
    let bytes = bytes.map_err(|error| {
        Failure::usage(
            format!("{}: {error}", path.display()),
            "name a file with a query a line, or - for standard input",
        )
    })?;
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim_start_matches('\u{FEFF}');
    let rows = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    Ok(rows.map(|(index, line)| row(index + 1, line)).collect())
}

fn from_stdin() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn row(line: usize, text: &str) -> Row {
    let (id, query) = match text.split_once('\t') {
        Some((id, query)) => (id.trim().to_owned(), query.trim()),
        None => (line.to_string(), text.trim()),
    };
    Row { line, id, query: query.to_owned() }
}
