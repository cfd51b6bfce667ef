//! What can be wrong with a file of rules.

use std::path::PathBuf;

/// Why the rules of an archive cannot be followed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}{place}: {what}", path = path.display(), place = shown(*place))]
pub struct RulesError {
    /// The file.
    pub path: PathBuf,
    /// Line and column in characters, from 1; none where it is the file as a whole.
    pub place: Option<(usize, usize)>,
    /// What is wrong.
    pub what: String,
    /// What to write instead.
    pub hint: String,
}

fn shown(place: Option<(usize, usize)>) -> String {
    place.map(|(line, column)| format!(", line {line}, column {column}")).unwrap_or_default()
}

/// What is wrong at a byte of the file.
#[derive(Debug)]
pub struct Flaw {
    pub at: usize,
    pub what: String,
    pub hint: String,
}

impl Flaw {
    pub fn new(at: usize, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { at, what: what.into(), hint: hint.into() }
    }

    /// The error, with the place as an editor counts it.
    pub fn in_file(self, path: PathBuf, text: &str) -> RulesError {
        let at = (0..=self.at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
        let before = &text[..at];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().trim_start_matches('\u{FEFF}').chars().count() + 1;
        RulesError { path, place: Some((line, column)), what: self.what, hint: self.hint }
    }
}
