//! Shorter names of organisations and places after longer ones: `Orlen` for `Orlen University`, `the Ministry` for the one that was
//! named. Not persons, whose names are shortened otherwise.

use std::collections::{HashMap, HashSet};

use super::clusters::Clusters;
use super::countries;
use super::forms::Forms;
use super::tables::{DIRECTIONS, HEADS, PARTS, is_one_of};
use super::words::Word;
use crate::article::Kind;

/// How many longer names that begin, or end, alike a name is compared with.
const COMPARED: usize = 64;

/// By form, the adjectives of the countries that it is said to belong to.
type Owners = HashMap<usize, Vec<&'static str>>;

/// Unites shorter names of organisations and places with the longer ones that they are short for.
pub fn unite(owners: &Owners, forms: &Forms<'_>, clusters: &mut Clusters) {
    let places: HashSet<&[Word]> = forms.of_kind(Kind::Place).map(|place| forms.words(place)).collect();
    for kind in [Kind::Org, Kind::Place] {
        let mut order: Vec<usize> = forms.of_kind(kind).collect();
        order.sort_by_key(|form| (std::cmp::Reverse(forms.words(*form).len()), *form));
        let mut longer = Longer { forms, owners, places: &places, by_first: HashMap::new(), by_last: HashMap::new() };
        for form in order {
            longer.unite(form, clusters);
            longer.add(form);
        }
    }
}

/// Names by their first and last words, longest first.
struct Longer<'f, 't> {
    forms: &'f Forms<'t>,
    owners: &'f Owners,
    places: &'f HashSet<&'f [Word]>,
    by_first: HashMap<Word, Vec<usize>>,
    by_last: HashMap<Word, Vec<usize>>,
}

/// How a shorter name comes of a longer one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    /// It is any such body: `the Ministry`.
    Head,
    /// It goes without the word that says of which country: perhaps another country's.
    Unqualified,
    /// It names this one.
    Short,
}

impl Longer<'_, '_> {
    fn add(&mut self, form: usize) {
        if let words @ [first, second, ..] = self.forms.words(form) {
            let last = words[words.len() - 1];
            self.by_first.entry(*first).or_default().push(form);
            self.by_last.entry(last).or_default().push(form);
            if self.is_of_a_country(*first) && *second != last {
                self.by_first.entry(*second).or_default().push(form);
            }
        }
    }

    fn unite(&self, form: usize, clusters: &mut Clusters) {
        if self.stands_for_itself(form) {
            return;
        }
        let related = self.owned(form, self.related(form));
        let Some(&(first, relation)) = related.first() else {
            return;
        };
        // Of several bodies that share a head, none is clearly the one.
        if related.iter().any(|(long, _)| clusters.root(*long) != clusters.root(first)) {
            return;
        }
        let introduced = related.iter().any(|(long, _)| self.forms.list[*long].first < self.forms.list[form].first);
        let clear = match relation {
            Relation::Short => true,
            Relation::Head => introduced,
            Relation::Unqualified => self.owners.contains_key(&form) || introduced && clusters.is_alone(first),
        };
        if clear {
            clusters.unite(form, first);
        }
    }

    /// Without the bodies of other countries than those whose it is said to be.
    fn owned(&self, form: usize, mut related: Vec<(usize, Relation)>) -> Vec<(usize, Relation)> {
        if let Some(owners) = self.owners.get(&form) {
            related.retain(|(long, relation)| {
                let qualifier = self.forms.words(*long).first().map_or("", |first| self.forms.vocabulary.text(*first));
                *relation != Relation::Unqualified || owners.contains(&qualifier)
            });
        }
        related
    }

    /// The longer names that a name may be short for.
    fn related(&self, form: usize) -> Vec<(usize, Relation)> {
        let words = self.forms.words(form);
        let lists = [
            words.first().and_then(|first| self.by_first.get(first)),
            words.last().and_then(|last| self.by_last.get(last)),
        ];
        let longer = lists.into_iter().flatten().flat_map(|list| list.iter().take(COMPARED));
        longer.filter_map(|long| Some((*long, self.relation(form, *long)?))).collect()
    }

    fn relation(&self, short: usize, long: usize) -> Option<Relation> {
        let (words, whole) = (self.forms.words(short), self.forms.words(long));
        if words.len() >= whole.len() || self.forms.list[long].links.parts(self.border(short, long)) {
            return None;
        }
        match self.forms.list[short].kind {
            Kind::Org => self.of_organisations(short, long),
            _ => self.of_places(short, long).then_some(Relation::Short),
        }
    }

    /// Where in the longer name the shorter one ends, or else begins.
    fn border(&self, short: usize, long: usize) -> usize {
        let (words, whole) = (self.forms.words(short), self.forms.words(long));
        if whole.starts_with(words) { words.len() } else { whole.len() - words.len() }
    }

    fn of_organisations(&self, short: usize, long: usize) -> Option<Relation> {
        let (words, whole) = (self.forms.words(short), self.forms.words(long));
        let (starts, ends) = (whole.starts_with(words), whole.ends_with(words));
        let of = self.forms.list[long].links.has_of(self.border(short, long));
        if let [word] = words
            && self.is_one_of(HEADS, *word)
        {
            return (starts || ends).then_some(Relation::Head);
        }
        if starts {
            return (of || self.is_whole_name_of(short, whole)).then_some(Relation::Short);
        }
        if ends {
            let [first, ..] = whole else { return None };
            let unqualified = words.len() == 1 && whole.len() == 2 && self.is_of_a_country(*first) && !of;
            let short = (words.len() > 1 || of).then_some(Relation::Short);
            return if unqualified { Some(Relation::Unqualified) } else { short };
        }
        let inner =
            whole.split_first().is_some_and(|(first, rest)| self.is_of_a_country(*first) && rest.starts_with(words));
        inner.then_some(Relation::Short)
    }

    /// Whether a name that begins with the shorter one is of the same body, not of a part of it or another named after it.
    fn is_whole_name_of(&self, short: usize, whole: &[Word]) -> bool {
        let words = self.forms.words(short);
        let headed = words.iter().any(|word| self.is_one_of(HEADS, *word));
        let part = whole.last().is_some_and(|last| self.is_one_of(PARTS, *last));
        !(self.forms.list[short].acronym || headed || part)
    }

    /// `San Orlen City` for `San Orlen`, and long names without their first words. `Orlen` is neither `East Orlen` nor `Orlen City`,
    /// which are as often a city in Orlen, or named after it.
    fn of_places(&self, short: usize, long: usize) -> bool {
        let (words, whole) = (self.forms.words(short), self.forms.words(long));
        if words.len() < 2 {
            return false;
        }
        if whole.len() == words.len() + 1 && whole.starts_with(words) {
            return whole.last().is_some_and(|last| self.forms.vocabulary.text(*last) == "city");
        }
        let ahead = &whole[..whole.len() - words.len()];
        whole.ends_with(words)
            && !self.forms.list[long].links.has_of(ahead.len())
            && !ahead.iter().any(|word| self.is_one_of(DIRECTIONS, *word))
    }

    /// Whether the name is that of a country or the like, or of a place in this article: then longer names only begin with it.
    fn stands_for_itself(&self, form: usize) -> bool {
        let words = self.forms.words(form);
        countries::is_filed(&self.forms.vocabulary.joined(words))
            || self.forms.list[form].kind == Kind::Org && self.places.contains(words)
    }

    fn is_one_of(&self, table: &[&str], word: Word) -> bool {
        is_one_of(table, self.forms.vocabulary.text(word))
    }

    fn is_of_a_country(&self, word: Word) -> bool {
        countries::is_of_a_country(self.forms.vocabulary.text(word))
    }
}
