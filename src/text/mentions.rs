//! The forms by which each bearer of a name is known in an article. What a query asks of names is answered from these and from where
//! the names stand alone, in the index as in a text.

use std::collections::BTreeSet;

use super::fold::phrase;
use crate::article::{Article, Quote};

/// For each entity of an article the forms by which it is known there, folded: its canonical name, and what its mentions say.
#[must_use]
pub fn forms(article: &Article) -> Vec<BTreeSet<String>> {
    let names = &article.names;
    let mut forms: Vec<BTreeSet<String>> =
        names.entities.iter().map(|entity| BTreeSet::from([phrase(&entity.name)])).collect();
    for mention in &names.mentions {
        if let Some(forms) = forms.get_mut(mention.entity as usize) {
            forms.insert(phrase(mention.span.of(&article.text)));
        }
    }
    forms
}

/// What the speaker of a quotation is called: by the forms of her entity, and as the text has it there, whole and without its first words
/// (`one security source`, `security source`, `source`). Folded; none if no speaker is given. `forms` are those of [`forms`].
#[must_use]
pub fn callings(article: &Article, quote: &Quote, forms: &[BTreeSet<String>]) -> BTreeSet<String> {
    let Some(speaker) = &quote.speaker else { return BTreeSet::new() };
    let mut called = speaker.entity.and_then(|entity| forms.get(entity as usize)).cloned().unwrap_or_default();
    let there = phrase(speaker.span.of(&article.text));
    let mut rest = there.as_str();
    while !rest.is_empty() {
        called.insert(rest.to_owned());
        rest = rest.split_once(' ').map_or("", |(_, rest)| rest);
    }
    called
}
