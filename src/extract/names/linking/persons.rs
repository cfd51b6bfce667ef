//! Persons: the bearers of full names, and which of them a shorter name may mean. Who it means at each mention is decided in
//! `bare`.

use std::collections::HashMap;

use super::agreement::agree;
use super::bare;
use super::clusters::Clusters;
use super::forenames::{MEN, WOMEN, root_of_forename};
use super::forms::Forms;
use super::tables::{COMMON_MIDDLE, is_one_of};
use super::titles::Gender;
use super::words::Word;
use crate::article::Kind;

/// How many bearers of a surname, or of a surname and an initial, a name is compared with: the latest. An article that lists
/// thousands of namesakes costs no more than its length.
const COMPARED: usize = 32;
/// Longer names are looked for by their first words only.
const WORDS_INDEXED: usize = 6;

/// Somebody who is named in the article.
pub struct Bearer {
    /// One of its forms, or a set of its own.
    pub node: usize,
    /// As far as titles or the forename tell.
    pub gender: Gender,
    forms: Vec<usize>,
}

impl Bearer {
    /// Somebody who shares a form with others and has none alone.
    pub fn apart(node: usize) -> Self {
        Self { node, gender: Gender::Unknown, forms: Vec::new() }
    }
}

/// The persons of an article.
pub struct Persons {
    /// In the order of their fullest names.
    pub bearers: Vec<Bearer>,
    /// By form: whom it may mean. Empty for what is no person.
    pub choices: Vec<Vec<usize>>,
    by_ends: HashMap<(char, u32), Vec<usize>>,
    by_word: HashMap<Word, Vec<Place>>,
    by_frame: HashMap<u32, Vec<(Word, usize)>>,
    of_root: HashMap<usize, usize>,
}

/// Where a word stands in a bearer's name.
#[derive(Clone, Copy)]
struct Place {
    bearer: usize,
    rank: Rank,
}

/// A bare name is rather a surname than a forename, and a middle name last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Last,
    First,
    Middle,
}

/// Unites the names of one person and settles whom every mention of a person means.
pub fn unite(text: &str, forms: &Forms<'_>, clusters: &mut Clusters, starts: &[usize]) {
    let mut order: Vec<usize> = forms.of_kind(Kind::Person).collect();
    if order.is_empty() {
        return;
    }
    order.sort_by_key(|form| (std::cmp::Reverse(weight(forms, *form)), *form));
    let mut persons = Persons::new(forms.list.len());
    for form in order {
        persons.add(form, forms, clusters);
    }
    bare::settle(&bare::Scene { text, forms, starts }, persons, clusters);
}

/// Fullest names first: words that are more than initials, then all words.
fn weight(forms: &Forms<'_>, form: usize) -> (usize, usize) {
    let words = forms.words(form);
    let full = words.iter().filter(|word| !forms.vocabulary.is_initial(**word)).count();
    (full, words.len())
}

impl Persons {
    fn new(forms: usize) -> Self {
        Self {
            bearers: Vec::new(),
            choices: vec![Vec::new(); forms],
            by_ends: HashMap::new(),
            by_word: HashMap::new(),
            by_frame: HashMap::new(),
            of_root: HashMap::new(),
        }
    }

    fn add(&mut self, form: usize, forms: &Forms<'_>, clusters: &mut Clusters) {
        let known = (!clusters.is_alone(form)).then(|| clusters.root(form));
        let fits = match known.and_then(|root| self.of_root.get(&root)) {
            Some(&bearer) => vec![bearer],
            None if forms.words(form).len() > 1 => self.of_full_name(form, forms),
            None => self.of_bare_name(form, forms),
        };
        let fits = if fits.is_empty() { vec![self.new_bearer(form, forms)] } else { fits };
        if let [bearer] = fits[..] {
            if let Some(root) = known {
                self.of_root.insert(root, bearer);
            }
            self.join(form, bearer, forms, clusters);
        }
        self.choices[form] = fits;
    }

    fn new_bearer(&mut self, form: usize, forms: &Forms<'_>) -> usize {
        self.bearers.push(Bearer { node: form, gender: gender_of(form, forms), forms: Vec::new() });
        self.bearers.len() - 1
    }

    fn join(&mut self, form: usize, bearer: usize, forms: &Forms<'_>, clusters: &mut Clusters) {
        let one = &mut self.bearers[bearer];
        one.gender = one.gender.or(gender_of(form, forms));
        one.forms.push(form);
        clusters.unite(one.node, form);
        self.index(form, bearer, forms);
    }

    /// Files a name under its words, and under each pair of an initial and a later word's consonants.
    fn index(&mut self, form: usize, bearer: usize, forms: &Forms<'_>) {
        let vocabulary = &forms.vocabulary;
        let words = forms.words(form);
        let forenames = words.iter().chain(&forms.list[form].nickname);
        for (at, word) in forenames.clone().enumerate().filter(|(_, word)| !vocabulary.is_initial(**word)) {
            let rank = match at {
                _ if at + 1 == words.len() => Rank::Last,
                _ if at == 0 || at == words.len() => Rank::First,
                _ => Rank::Middle,
            };
            let places = self.by_word.entry(*word).or_default();
            places.push(Place { bearer, rank });
            if rank == Rank::Last && words.len() > 1 {
                self.by_frame.entry(vocabulary.frame(*word)).or_default().push((*word, bearer));
            }
        }
        for (last, word) in words.iter().enumerate().skip(1).take(WORDS_INDEXED) {
            let nickname = forms.list[form].nickname.iter();
            for forename in words[..last].iter().take(WORDS_INDEXED).chain(nickname) {
                self.index_ends(initials(vocabulary.text(*forename)), vocabulary.frame(*word), bearer);
            }
        }
    }

    fn index_ends(&mut self, initials: [char; 2], frame: u32, bearer: usize) {
        let kinds = if initials[0] == initials[1] { 1 } else { 2 };
        for initial in initials.into_iter().take(kinds) {
            let list = self.by_ends.entry((initial, frame)).or_default();
            if list.last() != Some(&bearer) {
                list.push(bearer);
            }
        }
    }

    /// The bearers with whose names a name of several words agrees.
    fn of_full_name(&self, form: usize, forms: &Forms<'_>) -> Vec<usize> {
        let [first, .., last] = forms.words(form) else {
            return Vec::new();
        };
        let gender = gender_of(form, forms);
        let frame = forms.vocabulary.frame(*last);
        let mut fits: Vec<usize> = Vec::new();
        for initial in initials(forms.vocabulary.text(*first)) {
            let listed = self.by_ends.get(&(initial, frame)).into_iter().flat_map(|list| list.iter().rev());
            fits.extend(listed.take(COMPARED).filter(|bearer| self.agrees(**bearer, form, forms)));
        }
        fits.retain(|bearer| !self.bearers[*bearer].gender.contradicts(gender));
        fits.sort_unstable();
        fits.dedup();
        fits
    }

    /// Whether a name agrees with the fullest names of a bearer: shorter ones leave out what could contradict it.
    fn agrees(&self, bearer: usize, form: usize, forms: &Forms<'_>) -> bool {
        let length = |form: usize| forms.words(form).len();
        let known = &self.bearers[bearer].forms;
        let fullest = known.iter().map(|known| length(*known)).max().unwrap_or_default();
        let mut full = known.iter().copied().filter(|known| length(*known) == fullest).take(COMPARED);
        full.any(|known| if fullest < length(form) { agree(forms, known, form) } else { agree(forms, form, known) })
    }

    /// The bearers of whose names a single word is the surname, else the forename, else another part; else one that is spelled
    /// nearly so.
    fn of_bare_name(&self, form: usize, forms: &Forms<'_>) -> Vec<usize> {
        let word = forms.words(form)[0];
        let places = self.by_word.get(&word).map(Vec::as_slice).unwrap_or_default();
        let common = is_one_of(COMMON_MIDDLE, forms.vocabulary.text(word));
        let regnal = forms.list[form].regnal;
        let usable = |place: &&Place| match place.rank {
            Rank::Last => true,
            Rank::First => !regnal,
            Rank::Middle => !regnal && !common,
        };
        let best = places.iter().filter(usable).map(|place| place.rank).min();
        let mut fits: Vec<usize> = Vec::new();
        for place in places.iter().rev().filter(|place| Some(place.rank) == best) {
            if !fits.contains(&place.bearer) && fits.len() < COMPARED {
                fits.push(place.bearer);
            }
        }
        if fits.is_empty() { self.misspelled(form, word, forms) } else { fits }
    }

    fn misspelled(&self, form: usize, word: Word, forms: &Forms<'_>) -> Vec<usize> {
        let listed = self.by_frame.get(&forms.vocabulary.frame(word)).map(Vec::as_slice).unwrap_or_default();
        let rare = forms.list[form].count <= 2 && forms.vocabulary.text(word).len() >= 5;
        let alike =
            listed.iter().rev().take(COMPARED).filter(|(other, _)| rare && forms.vocabulary.alike(word, *other));
        let mut fits: Vec<usize> = alike.map(|(_, bearer)| *bearer).collect();
        fits.sort_unstable();
        fits.dedup();
        if fits.len() == 1 { fits } else { Vec::new() }
    }
}

/// The letters under which a forename is looked for: its own and that of the name it is short for.
fn initials(forename: &str) -> [char; 2] {
    [forename, root_of_forename(forename)].map(|name| name.chars().next().unwrap_or_default())
}

/// What titles tell, else the forename of a full name.
fn gender_of(form: usize, forms: &Forms<'_>) -> Gender {
    let told = forms.list[form].gender;
    match forms.words(form) {
        [first, _, ..] if told == Gender::Unknown => gender_of_forename(forms.vocabulary.text(*first)),
        [_, _, ..] => told,
        // A bare name may be shared: its titles count mention by mention.
        _ => Gender::Unknown,
    }
}

fn gender_of_forename(forename: &str) -> Gender {
    let root = root_of_forename(forename);
    if is_one_of(WOMEN, root) {
        Gender::Woman
    } else if is_one_of(MEN, root) {
        Gender::Man
    } else {
        Gender::Unknown
    }
}
