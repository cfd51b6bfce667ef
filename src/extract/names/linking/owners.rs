//! Whose a body is said to be: `Belgium's Brethren` are the Belgian ones. Reads only what stands between two mentions.

use std::collections::HashMap;

use super::Found;
use super::countries;
use super::forms::Forms;
use crate::article::Kind;

/// By form, the adjectives of the countries that the text says it belongs to.
pub fn of_forms(text: &str, found: &[Found], forms: &Forms<'_>) -> HashMap<usize, Vec<&'static str>> {
    let mut owners: HashMap<usize, Vec<&'static str>> = HashMap::new();
    for (mention, pair) in found.windows(2).enumerate() {
        if pair[0].kind != Kind::Place || pair[1].kind != Kind::Org || !is_owned(text, pair) {
            continue;
        }
        let country = forms.words(forms.of_mention[mention]);
        let Some(adjective) = countries::adjective(&forms.vocabulary.joined(country)) else {
            continue;
        };
        let known = owners.entry(forms.of_mention[mention + 1]).or_default();
        if !known.contains(&adjective) {
            known.push(adjective);
        }
    }
    owners
}

fn is_owned(text: &str, pair: &[Found]) -> bool {
    let between = text.get(pair[0].span.end()..pair[1].span.start());
    between.is_some_and(|between| matches!(between, "'s " | "\u{2019}s " | "\u{2019} " | "' "))
}
