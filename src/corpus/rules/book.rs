//! The rules of all roots of an index.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Guide, RULES_FILE, Rules, RulesError};
use crate::corpus::{Fault, Reason, Walk};

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

    /// Takes out of a walk what is no part of the archive: the file of rules, and what it leaves out, which is named with its reason.
    pub fn sift(&self, root: &str, walk: &mut Walk) {
        let Some(rules) = self.0.get(root).filter(|rules| rules.present) else {
            return;
        };
        let faults = &mut walk.faults;
        walk.files.retain(|file| {
            if file.below == RULES_FILE {
                return false;
            }
            let skipped = rules.skips(&file.below);
            if let Some(pattern) = skipped {
                faults.push((file.below.clone(), Fault::file(Reason::Skipped, format!("skip = {pattern:?}"))));
            }
            skipped.is_none()
        });
    }
}
