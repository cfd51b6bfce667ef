//! One name in two guises: spellings of one organisation, and a kind that the tagger got wrong once.

use std::collections::HashMap;

use super::clusters::Clusters;
use super::countries;
use super::forms::Forms;
use super::words::Word;
use crate::article::Kind;

/// How many names with the same consonants a name is compared with.
const COMPARED: usize = 8;
/// A kind that is found once for several mentions of another is a slip of the tagger from this ratio on.
const SLIP: usize = 3;

/// Unites spellings of one organisation: the same consonants word for word.
pub fn unite_spellings(forms: &Forms<'_>, clusters: &mut Clusters) {
    let mut by_frames: HashMap<Vec<u32>, Vec<usize>> = HashMap::new();
    for form in forms.of_kind(Kind::Org).filter(|form| !forms.list[*form].acronym) {
        let frames = forms.words(form).iter().map(|word| forms.vocabulary.frame(*word)).collect();
        let known = by_frames.entry(frames).or_default();
        if let Some(same) = known.iter().take(COMPARED).find(|other| are_spellings(forms, form, **other)) {
            clusters.unite(*same, form);
        }
        known.push(form);
    }
}

fn are_spellings(forms: &Forms<'_>, one: usize, other: usize) -> bool {
    let (left, right) = (forms.words(one), forms.words(other));
    let long = |word: &Word| left.len() > 1 || forms.vocabulary.consonants(*word) > 3;
    left.iter().all(long) && left.iter().zip(right).all(|(one, other)| forms.vocabulary.alike(*one, *other))
}

/// Unites the same name under two kinds where one of them is plainly a slip: a name of several words, or an abbreviation, that is
/// found under another kind far more often. A single word may name a person and a city in one article.
pub fn unite_slips(forms: &Forms<'_>, clusters: &mut Clusters) {
    let mut by_words: HashMap<&[Word], Vec<usize>> = HashMap::new();
    for form in 0..forms.list.len() {
        if forms.words(form).len() > 1 || forms.list[form].acronym {
            by_words.entry(forms.words(form)).or_default().push(form);
        }
    }
    for form in 0..forms.list.len() {
        let same = by_words.get(forms.words(form)).map(Vec::as_slice).unwrap_or_default();
        let most = same.iter().copied().max_by_key(|other| (forms.list[*other].count, std::cmp::Reverse(*other)));
        if let Some(most) = most.filter(|most| *most != form && is_slip(forms, form, *most)) {
            clusters.unite(most, form);
        }
    }
}

fn is_slip(forms: &Forms<'_>, rare: usize, frequent: usize) -> bool {
    let whole = forms.vocabulary.joined(forms.words(rare));
    !countries::is_country(&whole) && forms.list[frequent].count >= SLIP * forms.list[rare].count
}
