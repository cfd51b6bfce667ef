//! Who is meant, within one article: mentions of one person, organisation or place become one entity.
//!
//! A wrong link makes a checker blame the wrong man, so what is not clear stays apart. Mentions are grouped by folded form, and
//! forms are looked up by their words, so that the work grows with the length of the article. Knows one article and no other, and
//! takes its mentions as they were found.

mod acronyms;
mod agreement;
mod bare;
mod clusters;
mod countries;
mod drafts;
mod evidence;
mod forenames;
mod forms;
mod guises;
mod owners;
mod persons;
mod shorter;
mod tables;
pub(in crate::extract) mod titles;
mod words;

#[cfg(test)]
mod tests;

use crate::article::{Entity, Kind, Mention, Span};

use clusters::Clusters;
use forms::Forms;

/// A name that was found in a text: without title, article and possessive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Where it stands.
    pub span: Span,
    /// What it names.
    pub kind: Kind,
}

/// The mentions of `found`, in the same order, each with its entity; and the entities, in the order of their first mention.
///
/// `found` is sorted and without overlaps. The name of an entity is the fullest of its forms in the text.
#[must_use]
pub fn link(text: &str, found: &[Found]) -> (Vec<Mention>, Vec<Entity>) {
    let forms = Forms::of(text, found);
    let starts: Vec<usize> = found.iter().map(|one| one.span.start()).collect();
    let mut clusters = Clusters::new(&forms);
    evidence::unite(text, found, &forms, &mut clusters);
    guises::unite_spellings(&forms, &mut clusters);
    acronyms::unite(&forms, &mut clusters);
    shorter::unite(&owners::of_forms(text, found, &forms), &forms, &mut clusters);
    guises::unite_slips(&forms, &mut clusters);
    persons::unite(text, &forms, &mut clusters, &starts);
    clusters.entities(&forms, found, text)
}
