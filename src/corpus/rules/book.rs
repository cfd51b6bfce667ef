//! The rules of all roots of an index.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use super::{Guide, RULES_FILE, Rules, RulesError};
use crate::corpus::{Fault, Reason, Walk};

/// A pattern of paths that holds of no file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Idle {
    /// The root whose rules they are.
    pub root: String,
    /// Where it stands: `skip`, `folder` or `files`.
    pub key: &'static str,
    /// As it is written.
    pub pattern: String,
}

/// The rules of each root.
#[derive(Debug, Default)]
pub struct Rulebook(BTreeMap<String, Rules>);

impl Rulebook {
    /// Reads the rules of all roots. A root that is a file has none, and one that cannot be read has none either: that is for the walk
    /// to tell.
    ///
    /// # Errors
    /// With the first rule that cannot be followed.
    pub fn of(roots: &[String]) -> Result<Self, RulesError> {
        roots
            .iter()
            .map(|root| Ok((root.clone(), Rules::of_root(Path::new(root))?)))
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// What holds of a file.
    #[must_use]
    pub fn guide(&self, root: &str, path: &str) -> Guide {
        self.0.get(root).map(|rules| rules.guide(path)).unwrap_or_default()
    }

    /// The patterns that hold of no file of a walk that was sifted.
    #[must_use]
    pub fn idle(&self, root: &str, walk: &Walk) -> Vec<Idle> {
        let paths: Vec<&str> = walk.files.iter().map(|file| file.below.as_str()).chain(walk.skipped()).collect();
        let globs = self.0.get(root).into_iter().flat_map(Rules::globs);
        let idle = |key, pattern: &str| Idle { root: root.to_owned(), key, pattern: pattern.to_owned() };
        globs
            .flat_map(|(key, globs)| globs.idle(&paths).map(move |pattern| idle(key, pattern)).collect::<Vec<_>>())
            .collect()
    }

    /// Takes out of a walk what is no part of the archive: the file of rules, and what it leaves out, which is named with its reason.
    pub fn sift(&self, root: &str, walk: &mut Walk) {
        let Some(rules) = self.0.get(root).filter(|rules| rules.present) else {
            return;
        };
        let skipped = |path: &str| Some(Fault::file(Reason::Skipped, format!("skip = {:?}", rules.skips(path)?)));
        for (path, fault) in &mut walk.faults {
            *fault = skipped(path).unwrap_or_else(|| fault.clone());
        }
        // What it leaves out need not be entered for the walk to be whole.
        walk.whole |= walk.faults.iter().all(|(_, fault)| fault.reason != Reason::Unreadable);
        let faults = &mut walk.faults;
        walk.files.retain(|file| match skipped(&file.below) {
            _ if file.below == RULES_FILE => false,
            Some(fault) => {
                faults.push((file.below.clone(), fault));
                false
            }
            None => true,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::rules::parse::parse;

    #[test]
    fn a_folder_that_is_skipped_need_not_be_entered() {
        let fault = |path: &str| (path.to_owned(), Fault::file(Reason::Unreadable, "denied"));
        let sifted = |faults: &[&str]| {
            let mut walk = Walk { faults: faults.iter().map(|path| fault(path)).collect(), ..Walk::default() };
            let rules = parse("skip = \"private\"").unwrap();
            Rulebook([("r".to_owned(), rules)].into()).sift("r", &mut walk);
            (walk.whole, walk.skipped().map(ToOwned::to_owned).collect::<Vec<_>>())
        };
        assert_eq!(sifted(&["private"]), (true, vec!["private".to_owned()]));
        assert_eq!(sifted(&["private/x", "other"]), (false, vec!["private/x".to_owned()]));
    }
}
