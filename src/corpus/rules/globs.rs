//! Patterns of paths: `*` and `?` within a part of a path, `**` over parts, `{a,b}` and `[a-z]`. A pattern that names a folder means all
//! that lies below it.

use globset::{GlobBuilder, GlobMatcher};

use super::error::Flaw;

/// Some patterns, any of which may hold.
#[derive(Debug)]
pub struct Globs(Vec<(String, GlobMatcher)>);

impl Globs {
    /// The patterns as written, each with its place in the file.
    pub fn new(patterns: &[(&str, usize)]) -> Result<Self, Flaw> {
        patterns.iter().map(|(pattern, at)| compiled(pattern, *at)).collect::<Result<_, _>>().map(Self)
    }

    /// The pattern that holds of a path below the root, or of a folder in which it lies.
    pub fn found(&self, path: &str) -> Option<&str> {
        let parts: Vec<&str> = ends(path).map(|end| &path[..end]).collect();
        let holds = |glob: &GlobMatcher| parts.iter().any(|part| glob.is_match(part));
        self.0.iter().find(|(_, glob)| holds(glob)).map(|(pattern, _)| pattern.as_str())
    }

    /// The patterns that hold of none of the paths.
    pub fn idle(&self, paths: &[&str]) -> impl Iterator<Item = &str> {
        let idle = |glob: &GlobMatcher| !paths.iter().any(|path| ends(path).any(|end| glob.is_match(&path[..end])));
        self.0.iter().filter(move |(_, glob)| idle(glob)).map(|(pattern, _)| pattern.as_str())
    }

    pub fn hold(&self, path: &str) -> bool {
        self.found(path).is_some()
    }
}

/// Where the folders in which a path lies end, and the path itself.
fn ends(path: &str) -> impl Iterator<Item = usize> {
    path.match_indices('/').map(|(at, _)| at).chain([path.len()])
}

fn compiled(pattern: &str, at: usize) -> Result<(String, GlobMatcher), Flaw> {
    let bare = pattern.strip_prefix("./").unwrap_or(pattern).trim_end_matches('/');
    if bare.is_empty() || bare.starts_with('/') || bare.split('/').any(|part| part == "..") {
        return Err(Flaw::new(
            at,
            format!("{pattern:?} is no path below the folder of morgue.toml"),
            "write it from that folder on, as \"dawn/**\" or \"**/*.bak\"",
        ));
    }
    let glob = GlobBuilder::new(bare).literal_separator(true).build().map_err(|error| {
        let hint = "* and ? stand for what has no /, ** for any folders; write \\[ or \\{ where a bracket is meant";
        Flaw::new(at, format!("{pattern:?} is no pattern of paths: {}", error.kind()), hint)
    })?;
    Ok((pattern.to_owned(), glob.compile_matcher()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(pattern: &str, path: &str) -> bool {
        Globs::new(&[(pattern, 0)]).unwrap().hold(path)
    }

    #[test]
    fn a_pattern_that_names_a_folder_means_all_below_it() {
        for pattern in ["dawn", "dawn/", "./dawn", "dawn/**", "dawn/*", "d*", "**/2025", "dawn/{2024,2025}/*"] {
            assert!(holds(pattern, "dawn/2025/11/a.txt"), "{pattern}");
        }
        for pattern in ["dawn/*.txt", "*.txt", "awn", "dawn/2025/11/a.tx", "2025"] {
            assert!(!holds(pattern, "dawn/2025/11/a.txt"), "{pattern}");
        }
        assert!(holds("**/*.bak", "a.bak") && holds("**/*.bak", "x/y/a.bak"));
    }

    #[test]
    fn what_is_no_path_below_the_archive_is_refused() {
        for pattern in ["", "/", "/etc/**", "../other/**", "a/../b", "[a", "{a"] {
            assert!(Globs::new(&[(pattern, 0)]).is_err(), "{pattern}");
        }
    }
}
