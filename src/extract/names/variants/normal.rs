//! From a form to the words that are compared: order of `Surname, Forename` undone; titles, particles, legal forms left out;
//! compounds joined; places under one name.

use crate::article::Kind;

use super::compounds::joined_compounds;
use super::lists::{is_honorific, is_particle, is_son_of, is_title, roman, usual};
use super::romanise::{Word, words};
use super::tables::{Phrases, forms, places};

/// More words are not compared one by one: they count as words without a partner.
pub(super) const MOST_WORDS: usize = 16;

/// A class of legal forms, as the table of forms calls it.
pub(super) type Form = &'static str;
/// The class of forms that say no more than that it is a company.
const ANY_COMPANY: &str = "company";

/// The words of a form.
#[derive(Debug, Clone, Default)]
pub(super) struct Normal {
    /// The words that are compared.
    pub(super) words: Vec<String>,
    /// First letters of all words of an organisation, of those that are no particles, and of those that name it.
    pub(super) initials: [String; 3],
    /// The letters, if the form may be an acronym.
    pub(super) acronym: Option<String>,
    /// The legal form that was left out.
    pub(super) form: Option<Form>,
    /// The index of the first word behind `son of`.
    pub(super) father: Option<usize>,
}

/// The words of a form that names something of this kind.
pub(super) fn normal(form: &str, kind: Option<Kind>) -> Normal {
    let list = words(&in_order(form, kind), kind != Some(Kind::Person));
    let mut normal = if kind == Some(Kind::Person) { person(list) } else { other(list) };
    normal.words.iter_mut().skip(1).for_each(|word| number(word, kind));
    normal
}

fn person(list: Vec<Word>) -> Normal {
    let mut list = without_titles(split_initials(list));
    list.retain(|word| !(word.tied && word.text.len() == 1 && is_particle(&word.text)));
    let list = joined_compounds(list);
    let al_is_a_forename = list.len() == 2 && list[0].text == "al" && !list[1].tied;
    let words = list.into_iter().map(|word| word.text).collect();
    let (words, father) = if al_is_a_forename { (words, None) } else { without_particles(words, true) };
    Normal { words, father, ..Normal::default() }
}

fn other(list: Vec<Word>) -> Normal {
    let acronym = acronym(&list);
    let mut list = without_own_acronym(list);
    for word in &mut list {
        word.text = usual(std::mem::take(&mut word.text));
    }
    let list = joined_compounds(list);
    let all: Vec<&str> = list.iter().map(|word| word.text.as_str()).collect();
    let (named, form) = without_forms(&with_places(&all));
    let letters = |skip: fn(&str) -> bool| first_letters(all.iter().copied().filter(|word| !skip(word)));
    let naming = first_letters(named.iter().map(String::as_str).filter(|word| !is_particle(word)));
    let initials = [letters(|word| word == "the"), letters(is_particle), naming];
    let (words, father) = without_particles(named, false);
    Normal { words, initials, acronym, form, father }
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn first_letters<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.filter_map(|word| word.chars().next()).collect()
}

/// `Asif, Khawaja` as `Khawaja Asif`.
fn in_order(form: &str, kind: Option<Kind>) -> String {
    let turned = match form.split_once(',') {
        Some((last, first)) if !matches!(kind, Some(Kind::Org | Kind::Other)) && !first.contains(',') => {
            let is_suffix =
                words(first, true).iter().all(|word| matches!(word.text.as_str(), "jr" | "sr" | "inc" | "ltd" | "llc"));
            (!is_suffix).then(|| format!("{first} {last}"))
        }
        _ => None,
    };
    turned.unwrap_or_else(|| form.to_owned())
}

/// A single word of two to eight letters, most of them capitals, may be an acronym.
fn acronym(list: &[Word]) -> Option<String> {
    match list {
        [word] if word.capitals && (2..=8).contains(&word.text.len()) => Some(word.text.clone()),
        _ => None,
    }
}

/// `JC Juncker` as `J C Juncker`: capitals without a vowel beside words that have small letters.
fn split_initials(list: Vec<Word>) -> Vec<Word> {
    let mixed = list.iter().any(|word| !word.capitals);
    let mut split = Vec::with_capacity(list.len());
    for word in list {
        let vowel = |letter: char| matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
        let initials = mixed && word.capitals && (2..=3).contains(&word.text.len()) && !word.text.contains(vowel);
        if initials && roman(&word.text).is_none() && !matches!(word.text.as_str(), "jr" | "sr" | "dr" | "mr" | "ms") {
            split.extend(word.text.chars().map(|letter| Word { text: letter.to_string(), ..word.clone() }));
        } else {
            split.push(word);
        }
    }
    split
}

/// Titles in front, religious ones anywhere, generations behind; never the whole name.
fn without_titles(mut list: Vec<Word>) -> Vec<Word> {
    while list.len() > 1 && is_title(&list[0].text) {
        list.remove(0);
    }
    while list.len() > 1 && list.last().is_some_and(|word| matches!(word.text.as_str(), "jr" | "sr" | "esq" | "phd")) {
        list.pop();
    }
    let honoured = list.iter().filter(|word| is_honorific(&word.text)).count();
    if honoured > 0 && list.len() >= honoured + 2 {
        list.retain(|word| !is_honorific(&word.text));
    }
    list
}

/// `Tehreek-e-Taliban Pakistan (TTP)` without the acronym that repeats it.
fn without_own_acronym(mut list: Vec<Word>) -> Vec<Word> {
    let letters = |list: &[Word]| first_letters(list.iter().map(|word| word.text.as_str()));
    let content =
        |list: &[Word]| first_letters(list.iter().map(|word| word.text.as_str()).filter(|word| !is_particle(word)));
    if let Some((last, rest)) = list.split_last() {
        let repeats = last.capitals && rest.len() >= 3 && (letters(rest) == last.text || content(rest) == last.text);
        if repeats {
            list.pop();
        }
    }
    list
}

/// Every place under the first of its names.
fn with_places(words: &[&str]) -> Vec<String> {
    let mut named = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let (count, name) = places().longest_at(&words[at..]).unwrap_or((1, words[at]));
        named.extend(name.split(' ').map(str::to_owned));
        at += count;
    }
    named
}

/// Without legal forms, unless nothing else is there, and the one that says most.
fn without_forms(words: &[String]) -> (Vec<String>, Option<Form>) {
    let all: Vec<&str> = words.iter().map(String::as_str).collect();
    let (kept, form) = left_by(forms(), &all);
    if kept.iter().all(|word| is_particle(word)) {
        return (words.to_vec(), None);
    }
    (owned(&kept), form)
}

fn left_by<'a>(phrases: &Phrases, words: &[&'a str]) -> (Vec<&'a str>, Option<Form>) {
    let (mut kept, mut form) = (Vec::with_capacity(words.len()), None);
    let mut at = 0;
    while at < words.len() {
        let (count, meaning) = phrases.longest_at(&words[at..]).unwrap_or((0, ""));
        // A short word within a name is more likely part of it: `AS Roma` begins with one, `Pro AS Lazio` holds one.
        let within = at > 0 && at + count < words.len() && count == 1 && words[at].len() < 3;
        if count == 0 || within {
            kept.push(words[at]);
        } else if meaning != ANY_COMPANY || form.is_none() {
            form = Some(meaning);
        }
        at += if within { 1 } else { count.max(1) };
    }
    (kept, form.filter(|form| *form != ANY_COMPANY))
}

/// Without particles, unless nothing else is there; a first `Ben` is a forename. Also where the father's name begins.
fn without_particles(words: Vec<String>, person: bool) -> (Vec<String>, Option<usize>) {
    if words.iter().all(|word| is_particle(word)) {
        return (words, None);
    }
    let (mut kept, mut father) = (Vec::with_capacity(words.len()), None);
    for (at, word) in words.into_iter().enumerate() {
        let forename = person && ((at == 0 && word == "ben") || word.len() == 1);
        if !is_particle(&word) || forename {
            kept.push(word);
        } else if is_son_of(&word) && !kept.is_empty() {
            father.get_or_insert(kept.len());
        }
    }
    (kept, father)
}

/// `vii` as `7`, where it is not the first word; `Xi` and `Vi` are numbers only of organisations.
fn number(word: &mut String, kind: Option<Kind>) {
    let surely = kind == Some(Kind::Org) || (word.len() > 1 && !matches!(word.as_str(), "xi" | "vi"));
    if let Some(value) = roman(word).filter(|_| surely) {
        *word = value.to_string();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(form: &str) -> String {
        normal(form, Some(Kind::Person)).words.join(" ")
    }

    fn org(form: &str) -> String {
        normal(form, Some(Kind::Org)).words.join(" ")
    }

    #[test]
    fn surname_first_is_turned_and_titles_go() {
        assert_eq!(person("ASIF, Khawaja Muhammad"), "khawaja muhammad asif");
        assert_eq!(person("Dr. Rami Makhlouf Jr."), "rami makhlouf");
        assert_eq!(person("Haji Asad Khan"), "asad khan");
        assert_eq!(person("President"), "president");
        assert_eq!(person("Ben Netanyahu"), "ben netanyahu");
    }

    #[test]
    fn compounds_are_one_word() {
        for form in ["Abd al-Rahman", "Abdul Rahman", "Abdulrahman", "Abdurrahman", "'Abd ar-Rahman", "Abdel Rahman"] {
            assert_eq!(person(form), "abdrahman", "{form}");
        }
        for form in ["Nasir al-Din", "Nasir ud-Din", "Nasiruddin", "Nasireddine"] {
            assert_eq!(person(form), "nasirdin", "{form}");
        }
        assert_eq!(person("Abd Allah"), person("Abdullah"));
        assert_eq!(person("Abou Bakr al-Baghdadi"), "abubakr baghdadi");
    }

    #[test]
    fn legal_forms_and_other_names_of_places_go() {
        assert_eq!(org("Open Joint Stock Company Gazprom"), org("OAO Gazprom"));
        assert_eq!(org("Farmacia Vida, S.A. de C.V."), "farmacia vida");
        assert_eq!(org("U.S. Department of State"), org("United States Department of State"));
        assert_eq!(org("Limited"), "limited");
        assert_eq!(org("Carlyle Partners VII L.P."), "carlyle partners 7");
        assert_eq!(org("Tehreek-e-Taliban Pakistan (TTP)"), "tehreek taliban pakistan");
    }

    #[test]
    fn initials_stand_alone() {
        assert_eq!(person("J.K. Rowling"), "j k rowling");
        assert_eq!(person("JC Juncker"), "j c juncker");
    }
}
