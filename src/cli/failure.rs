//! Failures: what happened, where, and what to do. Every error of the library is folded into one here, and only here.

use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::args::Colour;
use super::output::uses_colour;
use crate::backend::BackendError;
use crate::index::IndexError;
use crate::query::QueryError;
use crate::text::printable::{cut, printable, shortened};

/// Why a command failed.
#[derive(Debug)]
pub struct Failure {
    cause: Box<dyn std::error::Error>,
    /// The query, with the column of the fault.
    place: Option<(String, usize)>,
    hint: Option<String>,
}

impl Failure {
    fn new(cause: impl Into<Box<dyn std::error::Error>>) -> Self {
        Self { cause: cause.into(), place: None, hint: None }
    }

    /// A failure of what was typed.
    pub fn usage(cause: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..Self::new(cause.into()) }
    }

    /// An article that is not there.
    pub fn no_article(id: &str) -> Self {
        Self::usage(
            format!("there is no article {id}"),
            "ids stand under each hit of morgue query, and as \"id\" in its JSON",
        )
    }

    /// A panic, in its words.
    pub fn broken(said: &str) -> Self {
        Self::usage(
            format!("the program panicked: {said}"),
            "the index may be damaged: morgue verify looks at every byte of it, and morgue verify --repair mends it; if nothing is \
             damaged, this is a fault of the program, and the line above tells its makers where",
        )
    }

    /// A failure to write the answer.
    pub fn output(error: io::Error) -> Self {
        Self::new(error)
    }

    /// A query that cannot be honoured.
    pub fn query(query: &str, error: &QueryError) -> Self {
        Self { place: Some((query.to_owned(), error.at)), hint: Some(error.hint.clone()), ..Self::new(error.clone()) }
    }

    /// Whether the reader of the answer has simply left.
    pub fn is_closed_pipe(&self) -> bool {
        let cause = self.cause.downcast_ref::<io::Error>();
        cause.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// Whether a run was told to stop.
    pub fn is_stop(&self) -> bool {
        matches!(self.cause.downcast_ref::<IndexError>(), Some(IndexError::Stopped))
    }

    /// Prints it on standard error.
    pub fn print(&self, colour: Colour) {
        let bold = |colour: AnsiColor| Style::new().bold().fg_color(Some(colour.into()));
        let coloured = uses_colour(colour, &io::stderr());
        let (red, cyan) =
            if coloured { (bold(AnsiColor::Red), bold(AnsiColor::Cyan)) } else { (Style::new(), Style::new()) };
        let cause = self.cause.to_string();
        // A cause may name what stands at the fault, and that may be all of a long query.
        let cause = if self.place.is_some() { shortened(&cause) } else { cause.as_str().into() };
        let mut lines = vec![format!("{red}error:{red:#} {}", printable(&cause))];
        if let Some((query, column)) = &self.place {
            let (query, column) = around(query, *column);
            lines.push(format!("  {}", printable(&query)));
            lines.push(format!("  {}{red}^{red:#}", " ".repeat(columns_before(&query, column))));
        }
        if let Some(hint) = &self.hint {
            lines.push(format!("{cyan}hint:{cyan:#} {}", printable(hint)));
        }
        // Where standard error is closed there is nobody to tell.
        let _ = writeln!(io::stderr(), "{}", lines.join("\n"));
    }
}

/// The part of a query around a column, and the column in it: all of it unless it is longer than anybody types.
fn around(query: &str, column: usize) -> (Cow<'_, str>, usize) {
    /// Before the column and from it on, in characters.
    const SHOWN: usize = 100;
    if cut(query, 2 * SHOWN).is_none() {
        return (query.into(), column);
    }
    let first = column.saturating_sub(1 + SHOWN);
    let rest = &query[cut(query, first).unwrap_or_default()..];
    let end = cut(rest, (column - first + SHOWN).max(2 * SHOWN));
    let before = if first > 0 { "\u{2026}" } else { "" };
    let after = if end.is_some() { "\u{2026}" } else { "" };
    let shown = format!("{before}{}{after}", &rest[..end.unwrap_or(rest.len())]);
    (shown.into(), column - first + before.chars().count())
}

/// The terminal columns in front of a character (from 1) of the query.
fn columns_before(query: &str, column: usize) -> usize {
    let before: String = query.chars().take(column.saturating_sub(1)).collect();
    unicode_width::UnicodeWidthStr::width(printable(&before).as_ref())
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::output(error)
    }
}

impl From<BackendError> for Failure {
    fn from(error: BackendError) -> Self {
        match error.0.downcast::<IndexError>() {
            Ok(error) => (*error).into(),
            Err(error) => Self::new(error as Box<dyn std::error::Error>),
        }
    }
}

impl From<IndexError> for Failure {
    fn from(error: IndexError) -> Self {
        let hint = match &error {
            IndexError::Missing(dir) => Some(format!("build it with: morgue index --index {} CORPUS", dir.display())),
            IndexError::Foreign(_) => Some("name an empty or new folder with --index".to_owned()),
            IndexError::Format { dir, .. } => {
                let again = format!("rebuild it with: morgue index --rebuild --index {}", dir.display());
                Some(format!("{again}; where the archive lies elsewhere now, with --replace and its folder too"))
            }
            IndexError::Locked { .. } => Some(
                "write --wait to run as soon as it has finished, or end it first, or use another --index".to_owned(),
            ),
            IndexError::OtherRoot { given, .. } => Some(format!(
                "write --add to index {given} too, --replace to index it instead, or name another folder with --index"
            )),
            IndexError::Root { .. } => Some(
                "check the path, or name where the archive lies now with --replace; nothing was removed from the index"
                    .to_owned(),
            ),
            IndexError::Rules(error) => Some(error.hint.clone()),
            IndexError::Stopped => None,
            IndexError::Disk { error, .. } => Some(disk_hint(error).to_owned()),
            IndexError::NoRoots(dir) => {
                Some(format!("build it anew with: morgue index --rebuild --index {} CORPUS", dir.display()))
            }
            IndexError::NoBackup { .. } => Some("name a folder that is not there yet".to_owned()),
            IndexError::Damaged(_) | IndexError::Engine(_) => Some(
                "morgue verify --repair reads again what is damaged; morgue index --rebuild builds everything anew"
                    .to_owned(),
            ),
        };
        Self { hint, ..Self::new(error) }
    }
}

/// What to do about a disk that refuses.
fn disk_hint(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "what was committed before is whole and can be searched; make room on the disk and run the same command again"
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "what was committed before is whole and can be searched; to write, give this user the right to, or use another --index"
        }
        _ => "check the path and the disk; what was committed before is whole: morgue verify looks at every byte of it",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_query_is_shown_around_its_fault() {
        assert_eq!(around("dam w/5", 5), ("dam w/5".into(), 5));
        let long = "é".repeat(250_000) + "!" + &"é".repeat(250_000);
        for (column, length) in [(1, 201), (100, 201), (250_001, 203), (499_990, 113), (500_001, 102)] {
            let (shown, at) = around(&long, column);
            let letter = |text: &str, column: usize| text.chars().nth(column - 1);
            assert_eq!((letter(&shown, at), shown.chars().count()), (letter(&long, column), length), "{column}");
        }
        // A fault may stand behind the last character.
        let (shown, at) = around(&long, 500_002);
        assert!(shown.chars().count() < 210 && at == shown.chars().count() + 1);
    }
}
