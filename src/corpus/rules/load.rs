//! The file of rules, from the disk to its text.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::parse::parse;
use super::{RULES_FILE, Rules, RulesError};

/// Rules that people write have some thousand bytes.
const LARGEST: u64 = 1 << 20;

impl Rules {
    /// The rules of a root; none where it is a file or has no file of rules.
    ///
    /// # Errors
    /// When there are rules that cannot be read or followed.
    pub fn of_root(root: &Path) -> Result<Self, RulesError> {
        let path = root.join(RULES_FILE);
        let error =
            |what: String, hint: &str| RulesError { path: path.clone(), place: None, what, hint: hint.to_owned() };
        let Some(bytes) = read(&path).map_err(|error_of| error(error_of.to_string(), HINT))? else {
            return Ok(Self::default());
        };
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(broken) => {
                let line = broken.as_bytes()[..broken.utf8_error().valid_up_to()].split(|byte| *byte == b'\n').count();
                return Err(error(format!("line {line} is no UTF-8"), "save it as UTF-8"));
            }
        };
        parse(&text).map_err(|flaw| flaw.in_file(path.clone(), &text))
    }
}

const HINT: &str = "the rules of an archive stand in a file of its own at its top, which is no link and may be read";

/// The bytes of a file of rules; none where there is none.
fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let data = match std::fs::symlink_metadata(path) {
        Ok(data) => data,
        Err(error) if is_missing(&error) || is_closed(path) => return Ok(None),
        Err(error) => return Err(error),
    };
    if data.is_symlink() {
        return Err(io::Error::other("a symbolic link, and links are not followed"));
    }
    if !data.is_file() {
        return Err(io::Error::other("no file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(io::Error::other(format!("more than {LARGEST} bytes, which no rules need")));
    }
    Ok(Some(bytes))
}

/// Whether the folder itself cannot be entered: then none of its files is read, and the walk tells why.
fn is_closed(path: &Path) -> bool {
    path.parent().is_some_and(|root| root.is_dir() && std::fs::read_dir(root).is_err())
}

fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
