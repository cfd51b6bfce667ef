//! The spellings under which the archive holds a name: what a clause for the name finds besides the form that was typed.

use std::collections::BTreeSet;

use super::mentions::Lookup;
use crate::article::{Certainty, Kind};
use crate::backend::{Backend, BackendError};
use crate::text::fold::phrase;

/// The other forms of the archive that are the same name for sure, of something of this kind, in alphabetical order.
///
/// # Errors
/// When the backend fails.
pub fn spellings(backend: &dyn Backend, kind: Kind, form: &str) -> Result<Vec<String>, BackendError> {
    let mut same = BTreeSet::new();
    Lookup::default().spellings(backend, form, Some(kind), |candidate, verdict| {
        if verdict.is_some_and(|verdict| verdict.certainty == Certainty::High) {
            same.insert(phrase(&candidate.written));
        }
    })?;
    same.remove(form);
    Ok(same.into_iter().collect())
}
