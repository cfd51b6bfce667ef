//! What must hold of any text that is put down as the rules of an archive.

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use morgue::corpus::rules::{RULES_FILE, Rulebook, RulesError};

/// Rules of some kilobytes take milliseconds.
const LONGEST: Duration = Duration::from_secs(20);

/// Whether the rules are understood; if not, that is told with a place in the file, and what to write instead.
pub fn check(bytes: &[u8]) -> bool {
    let root = root();
    fs::write(root.join(RULES_FILE), bytes).expect("a file of rules can be written");
    let start = Instant::now();
    let result = Rulebook::of(&[root.to_string_lossy().into_owned()]);
    assert!(start.elapsed() < LONGEST, "{} bytes take {:?}", bytes.len(), start.elapsed());
    match &result {
        Ok(book) => applied(book),
        Err(error) => check_error(error, bytes),
    }
    result.is_ok()
}

/// A folder of its own for each process.
fn root() -> &'static PathBuf {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        let root = std::env::temp_dir().join(format!("morgue-rules-{}", std::process::id()));
        fs::create_dir_all(&root).expect("a folder can be made");
        root
    })
}

/// What is understood can be asked of any file.
fn applied(book: &Rulebook) {
    let root = root().to_string_lossy();
    for path in ["a.txt", "dawn/2025/a.html", "[a]/**/\u{FC}.jsonl", ""] {
        let (one, other) = (book.guide(&root, path), book.guide(&root, path));
        assert_eq!(one.hash(), other.hash(), "{path:?}");
    }
}

fn check_error(error: &RulesError, bytes: &[u8]) {
    assert!(!error.what.trim().is_empty() && !error.hint.trim().is_empty(), "{error:?}");
    let Ok(text) = str::from_utf8(bytes) else { return };
    let Some((line, column)) = error.place else { panic!("{error:?} has no place") };
    let lines: Vec<&str> = text.split('\n').collect();
    assert!((1..=lines.len()).contains(&line), "{error:?}, and there are {} lines", lines.len());
    assert!((1..=lines[line - 1].chars().count() + 1).contains(&column), "{error:?}: {:?}", lines[line - 1]);
}
