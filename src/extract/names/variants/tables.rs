//! The embedded tables: nicknames, equivalents, places, legal forms, common
//! names, generic words. `docs/data.md` says where each comes from.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::letters::Glide;
use super::skeleton::Sound;

const NICKNAMES: &str = include_str!("tables/nicknames.txt");
const EQUIVALENTS: &str = include_str!("tables/equivalents.txt");
const ROMANISATIONS: &str = include_str!("tables/romanisations.txt");

static CLASSES: LazyLock<HashMap<&'static str, Vec<u16>>> = LazyLock::new(read_classes);
static ROMANISED: LazyLock<u16> = LazyLock::new(|| lines(ROMANISATIONS).count() as u16);
static PLACES: LazyLock<Phrases> = LazyLock::new(read_places);
static FORMS: LazyLock<Phrases> = LazyLock::new(read_forms);
static COMMON: LazyLock<HashSet<Vec<u8>>> = LazyLock::new(read_common);
static GENERIC: LazyLock<HashSet<&str>> = LazyLock::new(|| words(include_str!("tables/generic.txt")).collect());

/// What phrases, word by word, stand for.
pub(super) struct Phrases {
    meanings: HashMap<String, &'static str>,
    longest: usize,
}

impl Phrases {
    /// The longest phrase at the start of `words`: its number of words and what it stands for.
    pub(super) fn longest_at(&self, words: &[&str]) -> Option<(usize, &'static str)> {
        let most = self.longest.min(words.len());
        (1..=most).rev().find_map(|count| Some((count, *self.meanings.get(&words[..count].join(" "))?)))
    }
}

/// The names that `word` may be a form of, each a line of the tables of nicknames and equivalents.
pub(super) fn classes(word: &str) -> &'static [u16] {
    CLASSES.get(word).map_or(&[], Vec::as_slice)
}

/// Whether a class holds romanisations of one name, and not names for one person.
pub(super) fn is_romanisation(class: u16) -> bool {
    class < *ROMANISED
}

/// The name that a class is filed under: the first of its line.
pub(super) fn class_name(class: u16) -> &'static str {
    let line = class_lines().nth(class.into()).unwrap_or("");
    line.split(' ').next().unwrap_or("")
}

/// Places by all their names.
pub(super) fn places() -> &'static Phrases {
    &PLACES
}

/// Legal forms of organisations.
pub(super) fn forms() -> &'static Phrases {
    &FORMS
}

/// Whether the word is said of whole trades and kinds of organisation.
pub(super) fn is_generic(word: &str) -> bool {
    GENERIC.contains(word)
}

/// Whether many people bear the name, in this romanisation or another.
pub(super) fn is_common(sound: &Sound) -> bool {
    COMMON.contains(sound.consonants())
}

/// Romanisations stand first.
fn class_lines() -> impl Iterator<Item = &'static str> {
    lines(ROMANISATIONS).chain(lines(EQUIVALENTS)).chain(lines(NICKNAMES))
}

fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

fn words(table: &'static str) -> impl Iterator<Item = &'static str> {
    lines(table).flat_map(|line| line.split(' '))
}

fn read_classes() -> HashMap<&'static str, Vec<u16>> {
    let mut map: HashMap<_, Vec<u16>> = HashMap::new();
    for (class, line) in (0..).zip(class_lines()) {
        for word in line.split(' ') {
            map.entry(word).or_default().push(class);
        }
    }
    map
}

fn read_places() -> Phrases {
    let mut phrases = Phrases { meanings: HashMap::new(), longest: 0 };
    for (name, others) in lines(include_str!("tables/places.txt")).filter_map(|line| line.split_once(" = ")) {
        for form in others.split(", ").chain([name]) {
            phrases.add(form, name);
        }
    }
    phrases
}

fn read_forms() -> Phrases {
    let mut phrases = Phrases { meanings: HashMap::new(), longest: 0 };
    for (class, forms) in lines(include_str!("tables/forms.txt")).filter_map(|line| line.split_once(" = ")) {
        forms.split(", ").for_each(|form| phrases.add(form, class));
    }
    phrases
}

fn read_common() -> HashSet<Vec<u8>> {
    let words = words(include_str!("tables/common.txt"));
    words.map(|word| Sound::of(word, Glide::Consonant).consonants().to_vec()).collect()
}

impl Phrases {
    fn add(&mut self, phrase: &str, meaning: &'static str) {
        self.longest = self.longest.max(phrase.split(' ').count());
        self.meanings.insert(phrase.to_owned(), meaning);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nicknames_share_a_class_with_the_name() {
        let share = |one, two| classes(one).iter().any(|class| classes(two).contains(class));
        assert!(share("bob", "robert"));
        assert!(share("volodymyr", "vladimir"));
        assert!(!share("bob", "william"));
    }

    #[test]
    fn the_longest_phrase_wins() {
        let words = ["united", "states", "of", "america", "inc"];
        assert_eq!(places().longest_at(&words), Some((4, "united states")));
        assert_eq!(forms().longest_at(&["s", "a", "de", "c", "v"]), Some((5, "sa")));
    }
}
