//! From a form to the words that are compared: order of `Surname, Forename` undone; titles, particles, legal forms left out;
//! compounds joined; places under one name.

use crate::article::Kind;

use super::lists::{is_article, is_honorific, is_particle, is_son_of, is_title, roman, usual};
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
    let person = kind == Some(Kind::Person);
    let list = words(&in_order(form, kind), !person);
    let acronym = acronym(&list, person);
    let mut list = if person { without_titles(split_initials(list)) } else { list };
    if !person {
        list = without_own_acronym(list);
        list.iter_mut().for_each(|word| word.text = usual(&word.text).to_owned());
    }
    if person {
        list.retain(|word| !(word.tied && word.text.len() == 1 && is_particle(&word.text)));
    }
    let list = joined_compounds(list);
    let all: Vec<&str> = list.iter().map(|word| word.text.as_str()).collect();
    let mut normal = Normal { acronym, ..Normal::default() };
    let letters = |skip: fn(&str) -> bool| first_letters(all.iter().copied().filter(|word| !skip(word)));
    normal.initials = [letters(|word| word == "the"), letters(is_particle), String::new()];
    let (named, form) = if person { (owned(&all), None) } else { without_forms(&with_places(&all)) };
    normal.form = form;
    normal.initials[2] = first_letters(named.iter().map(String::as_str).filter(|word| !is_particle(word)));
    let al_is_a_forename = person && list.len() == 2 && list[0].text == "al" && !list[1].tied;
    (normal.words, normal.father) = if al_is_a_forename { (named, None) } else { without_particles(named, person) };
    normal.words.iter_mut().skip(1).for_each(|word| number(word, kind));
    normal
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
fn acronym(list: &[Word], person: bool) -> Option<String> {
    match list {
        [word] if !person && word.capitals && (2..=8).contains(&word.text.len()) => Some(word.text.clone()),
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

/// Names of several words that print splits in as many ways as it can: `Abd al-Rahman`, `Abdul Rahman`, `Abdulrahman` become
/// `abdrahman`; `Abu Bakr` `abubakr`; `Nasir al-Din`, `Nasir ud Din` `nasirdin`; `Hafiz Ullah` `hafizullah`.
fn joined_compounds(list: Vec<Word>) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::with_capacity(list.len());
    let mut rest = list.into_iter().peekable();
    while let Some(mut word) = rest.next() {
        match word.text.as_str() {
            "abd" | "abdu" | "abdul" | "abdel" | "abdal" | "abdol" | "abdur" | "abdus" | "abed" | "abdoul"
            | "abdour" => {
                while rest.next_if(|next| is_article(&next.text)).is_some() {}
                word.text = match rest.next() {
                    Some(next) => format!("abd{}", without_article(&next.text)),
                    None => "abd".to_owned(),
                };
            }
            "abu" | "abou" | "abi" | "abo" | "umm" | "um" => {
                let whose =
                    rest.next_if(|next| is_article(&next.text)).and_then(|_| rest.next()).or_else(|| rest.next());
                let bearer = if word.text.starts_with('u') { "umm" } else { "abu" };
                word.text = format!("{bearer}{}", whose.map(|whose| whose.text).unwrap_or_default());
            }
            "din" | "deen" | "dine" | "dien" | "uddin" | "eddin" | "eddine" | "addin" | "udeen" | "ullah" | "ollah" => {
                while joined.len() > 1 && joined.last().is_some_and(|last| is_article(&last.text)) {
                    joined.pop();
                }
                if let Some(last) = joined.last_mut() {
                    last.text.push_str(if word.text.ends_with("llah") { "ullah" } else { "din" });
                    continue;
                }
            }
            other => word.text = one_din(&one_abd(other)),
        }
        joined.push(word);
    }
    joined
}

/// `abdulrahman`, `abdurrahman`, `abdelkader` without their article.
fn one_abd(word: &str) -> String {
    match word.strip_prefix("abd") {
        Some(rest) if rest.len() >= 4 => format!("abd{}", without_article(rest)),
        _ => word.to_owned(),
    }
}

/// `nasiruddin`, `noureddine` without their article, as `Nasir al-Din` is joined.
fn one_din(word: &str) -> String {
    let stem = ["uddin", "uddeen", "uddine", "eddine", "eddin", "oddin", "addin", "adin", "udin", "edine"];
    let bare = stem.iter().find_map(|ending| word.strip_suffix(ending)).filter(|bare| bare.len() >= 3);
    bare.map_or_else(|| word.to_owned(), |bare| format!("{bare}din"))
}

/// The article within a compound: a vowel, then `l` or the doubled first letter of what follows. `allah` is `lah` with it.
fn without_article(word: &str) -> &str {
    let open = word.trim_start_matches(['a', 'e', 'i', 'o', 'u']);
    let mut letters = open.bytes();
    let first = letters.next();
    let doubled = first == letters.next();
    let article = first == Some(b'l') && open.len() < word.len() && open.len() > 3;
    if first.is_some() && (doubled || article) {
        &open[1..]
    } else if open.len() < word.len() && is_vowel_start(word) {
        open
    } else {
        word
    }
}

/// Whether the word begins with the vowel of an article (`u`, `e`, `i`, `o`), not with a name's own `a`.
fn is_vowel_start(word: &str) -> bool {
    word.starts_with(['u', 'e', 'i', 'o']) && word.len() > 4
}

/// Every place under the first of its names.
fn with_places(words: &[&str]) -> Vec<String> {
    let mut named = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        match places().longest_at(&words[at..]) {
            Some((count, name)) => {
                named.extend(name.split(' ').map(str::to_owned));
                at += count;
            }
            None => {
                named.push(words[at].to_owned());
                at += 1;
            }
        }
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
