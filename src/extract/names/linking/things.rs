//! Organisations, places and other things: shorter names after longer ones, spellings of one name, and a kind that the tagger
//! got wrong once.

use std::collections::HashMap;

use super::clusters::Clusters;
use super::forms::Forms;
use super::tables::{self, DIRECTIONS, HEADS, is_one_of};
use super::words::Word;
use crate::article::Kind;

/// How many longer names that begin or end alike a name is compared with.
const COMPARED: usize = 64;
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
    let whole = forms.joined(forms.words(rare));
    !tables::is_country(&whole) && forms.list[frequent].count >= SLIP * forms.list[rare].count
}

/// Unites shorter names of organisations and places with the longer ones that they are short for.
pub fn unite_short(forms: &Forms<'_>, clusters: &mut Clusters) {
    for kind in [Kind::Org, Kind::Place] {
        let mut order: Vec<usize> = forms.of_kind(kind).collect();
        order.sort_by_key(|form| (std::cmp::Reverse(forms.words(*form).len()), *form));
        let mut longer = Longer { forms, by_first: HashMap::new(), by_last: HashMap::new() };
        for form in order {
            longer.unite(form, clusters);
            longer.add(form);
        }
    }
}

/// Names by their first and last words, longest first.
struct Longer<'f, 't> {
    forms: &'f Forms<'t>,
    by_first: HashMap<Word, Vec<usize>>,
    by_last: HashMap<Word, Vec<usize>>,
}

/// How a shorter name may come of a longer one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Relation {
    /// It means any such: `the Ministry`.
    Head,
    /// It means this one.
    Short,
}

impl Longer<'_, '_> {
    fn add(&mut self, form: usize) {
        let words = self.forms.words(form);
        if let [first, .., last] = words {
            self.by_first.entry(*first).or_default().push(form);
            self.by_last.entry(*last).or_default().push(form);
            if self.is_of_a_country(*first) {
                self.by_first.entry(words[1]).or_default().push(form);
            }
        }
    }

    fn unite(&self, form: usize, clusters: &mut Clusters) {
        if self.names_a_place(form) {
            return;
        }
        let listed = |lists: &HashMap<Word, Vec<usize>>, word: Option<&Word>| {
            let list = word.and_then(|word| lists.get(word)).map(Vec::as_slice).unwrap_or_default();
            list.iter().take(COMPARED).copied().collect::<Vec<_>>()
        };
        let words = self.forms.words(form);
        let mut longer = listed(&self.by_first, words.first());
        longer.extend(listed(&self.by_last, words.last()));
        longer.retain(|long| *long != form);
        let related: Vec<(usize, Relation)> =
            longer.into_iter().filter_map(|long| Some((long, self.relation(form, long)?))).collect();
        if let Some(meant) = self.meant(form, &related, clusters) {
            clusters.unite(form, meant);
        }
    }

    /// The one name that is meant; of several with one head, the last that was named before.
    fn meant(&self, form: usize, related: &[(usize, Relation)], clusters: &Clusters) -> Option<usize> {
        let (first, relation) = *related.first()?;
        let one = related.iter().all(|(long, _)| clusters.root(*long) == clusters.root(first));
        if one {
            let introduced = |long: usize| self.forms.first(long) < self.forms.first(form);
            return (relation == Relation::Short || related.iter().any(|(long, _)| introduced(*long))).then_some(first);
        }
        None
    }

    fn relation(&self, short: usize, long: usize) -> Option<Relation> {
        match self.forms.list[short].kind {
            Kind::Org => self.of_organisations(short, long),
            _ => self.of_places(short, long).then_some(Relation::Short),
        }
    }

    fn of_organisations(&self, short: usize, long: usize) -> Option<Relation> {
        let (words, whole) = (self.forms.words(short), self.forms.words(long));
        if words.len() >= whole.len() {
            return None;
        }
        let (starts, ends) = (whole.starts_with(words), whole.ends_with(words));
        if let [word] = words
            && is_one_of(HEADS, self.forms.vocabulary.text(*word))
        {
            return (starts || ends).then_some(Relation::Head);
        }
        let bare = whole.split_first().is_some_and(|(first, rest)| self.is_of_a_country(*first) && rest.starts_with(words));
        let tail = ends && self.forms.list[long].behind_of == words.len();
        let short = starts || tail || bare || ends && words.len() > 1;
        short.then_some(Relation::Short)
    }

    /// `Orlen City` for `Orlen`, and long names without their first words; `Orlen` is not `East Orlen`.
    fn of_places(&self, short: usize, long: usize) -> bool {
        let (words, whole) = (self.forms.words(short), self.forms.words(long));
        let text = |word: &Word| self.forms.vocabulary.text(*word);
        if whole.len() == words.len() + 1 && whole.starts_with(words) {
            return whole.last().is_some_and(|last| text(last) == "city");
        }
        words.len() > 1
            && whole.len() > words.len()
            && whole.ends_with(words)
            && !whole[..whole.len() - words.len()].iter().any(|word| is_one_of(DIRECTIONS, text(word)))
    }

    /// Whether the name is also that of a country, or of a place in this article: then a longer name only begins with it.
    fn names_a_place(&self, form: usize) -> bool {
        let words = self.forms.words(form);
        tables::is_country(&self.forms.joined(words))
            || self.forms.list[form].kind == Kind::Org && self.forms.of_kind(Kind::Place).any(|place| self.forms.words(place) == words)
    }

    fn is_of_a_country(&self, word: Word) -> bool {
        tables::is_of_a_country(self.forms.vocabulary.text(word))
    }
}
