//! Variety for training: copies of labelled texts with other people and towns in them, so that the tagger learns where names stand
//! and not only which; and sentences typed as headlines are.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::Path;

use morgue::article::Kind;

use crate::crf::Random;
use crate::gold::Labelled;

/// Names to put in.
pub struct Pool {
    people: Vec<Vec<String>>,
    towns: Vec<String>,
    organisations: Vec<String>,
}

/// Every how many-th sentence is copied in title case, and in capitals.
const TITLE_CASE: usize = 14;
const CAPITALS: usize = 45;

impl Pool {
    /// Reads names from the tables in `names`.
    pub fn read(names: &Path, lists: &Path) -> io::Result<Self> {
        let mut people = Vec::new();
        for line in fs::read_to_string(names.join("ofac_alias_pairs.tsv"))?.lines().skip(1) {
            let fields: Vec<&str> = line.split('\t').collect();
            if fields.get(1) == Some(&"individual") {
                people.extend(fields[6..].iter().map(|name| words_in_title_case(name)));
            }
        }
        people.extend(by_country(names)?);
        people.retain(|name| (2..=4).contains(&name.len()));
        let joined: Vec<Vec<String>> = people.iter().filter_map(|name| joined(name)).collect();
        people.extend(joined);
        let gazetteer = fs::read_to_string(names.join("gazetteer.tsv"))?;
        let towns = gazetteer
            .lines()
            .filter_map(|line| line.strip_suffix("\tcity"))
            .map(|town| words_in_title_case(town).join(" "));
        let organisations = fs::read_to_string(lists)?;
        let organisations =
            organisations.lines().filter_map(|line| line.strip_suffix("\torg")).map(str::to_owned).collect();
        Ok(Self { people, organisations, towns: towns.filter(|town| !town.is_empty()).collect() })
    }

    /// A copy of `labelled` with other people and towns, the same new name for the same old one.
    pub fn swapped(&self, labelled: &Labelled, random: &mut Random) -> Labelled {
        let mut text = String::new();
        let mut names = Vec::new();
        let mut cast = HashMap::new();
        let mut moves = Vec::new();
        let mut at = 0;
        for (range, kind) in &labelled.names {
            text.push_str(&labelled.text[at..range.start]);
            let old = &labelled.text[range.clone()];
            let new = match kind {
                Kind::Person => self.person(old, &mut cast, random),
                Kind::Place if random.below(3) == 0 && is_town(old) => self.town(old, &mut cast, random),
                Kind::Org if random.below(2) == 0 => self.organisation(old, &mut cast, random),
                _ => old.to_owned(),
            };
            names.push((text.len()..text.len() + new.len(), *kind));
            moves.push((range.end, text.len() + new.len()));
            text.push_str(&new);
            at = range.end;
        }
        text.push_str(&labelled.text[at..]);
        let new_place =
            |at: usize| moves.iter().rev().find(|(old, _)| *old <= at).map_or(at, |(old, new)| new + (at - old));
        let blocks = labelled.blocks.iter().map(|block| new_place(block.start)..new_place(block.end)).collect();
        Labelled { key: format!("{} swapped", labelled.key), text, blocks, names, complete: labelled.complete }
    }

    fn person(&self, old: &str, cast: &mut HashMap<String, String>, random: &mut Random) -> String {
        if let Some(new) = cast.get(old) {
            return new.clone();
        }
        let new = &self.people[random.below(self.people.len())];
        let last = new.last().cloned().unwrap_or_default();
        let words: Vec<&str> = old.split(' ').collect();
        let name = if words.len() == 1 { last.clone() } else { new.join(" ") };
        cast.insert(old.to_owned(), name.clone());
        if words.len() > 1 {
            cast.entry(words[words.len() - 1].to_owned()).or_insert(last);
        }
        name
    }

    /// An acronym for an acronym, else one of as many words; long names stay, for they tell by their words what they are.
    fn organisation(&self, old: &str, cast: &mut HashMap<String, String>, random: &mut Random) -> String {
        let words = old.split(' ').count();
        if words > 2 {
            return old.to_owned();
        }
        let acronym = words == 1 && old.len() < 6 && old.bytes().all(|byte| byte.is_ascii_uppercase());
        let new = || {
            if acronym {
                return (0..old.len()).map(|_| char::from(b'A' + random.below(26) as u8)).collect();
            }
            let at = random.below(self.organisations.len());
            let fits = |name: &&String| name.split(' ').count() == words && name.contains(char::is_lowercase);
            self.organisations[at..]
                .iter()
                .chain(&self.organisations)
                .find(fits)
                .cloned()
                .unwrap_or_else(|| old.to_owned())
        };
        cast.entry(old.to_owned()).or_insert_with(new).clone()
    }

    fn town(&self, old: &str, cast: &mut HashMap<String, String>, random: &mut Random) -> String {
        let new = || self.towns[random.below(self.towns.len())].clone();
        cast.entry(old.to_owned()).or_insert_with(new).clone()
    }
}

/// Whether a place may be taken for a town: one word with more than an initial capital. Countries go with the rest: what matters is the
/// place in the sentence.
fn is_town(name: &str) -> bool {
    name.chars().all(char::is_alphabetic) && name.chars().any(char::is_lowercase)
}

/// Three short words as Chinese and Korean names are often written: `Kim Tae Chol` as `Kim Tae-chol`.
fn joined(name: &[String]) -> Option<Vec<String>> {
    let [family, first, second] = name else { return None };
    let short = name.iter().all(|word| word.len() < 6 && word.chars().all(char::is_alphabetic));
    short.then(|| vec![family.clone(), format!("{first}-{}", second.to_lowercase())])
}

fn words_in_title_case(name: &str) -> Vec<String> {
    name.split([' ', ',']).filter(|word| !word.is_empty() && !word.contains(['(', ')', '/'])).map(title_case).collect()
}

/// `AL-BAGHDADI` and `al-baghdadi` as `al-Baghdadi` is written: each part with a capital, particles before a hyphen without.
fn title_case(word: &str) -> String {
    let parts: Vec<String> = word
        .split('-')
        .map(|part| {
            let lower = part.to_lowercase();
            let mut letters = lower.chars();
            let first = letters.next().map(|letter| letter.to_uppercase().to_string());
            if matches!(lower.as_str(), "al" | "el" | "e" | "ul" | "ur") {
                lower
            } else {
                first.unwrap_or_default() + letters.as_str()
            }
        })
        .collect();
    parts.join("-")
}

/// A forename and a surname of the same country, for each surname.
fn by_country(names: &Path) -> io::Result<Vec<Vec<String>>> {
    let mut forenames: HashMap<String, Vec<String>> = HashMap::new();
    each_record(&names.join("common-forenames-by-country.csv"), |record| {
        if let (Some(country), Some(name)) = (record.get(0), record.get(11)) {
            forenames.entry(country.to_owned()).or_default().push(name.to_owned());
        }
    })?;
    let mut people = Vec::new();
    each_record(&names.join("common-surnames-by-country.csv"), |record| {
        if let (Some(country), Some(surname)) = (record.get(0), record.get(5))
            && let Some(forenames) = forenames.get(country)
        {
            let forename = &forenames[people.len() % forenames.len()];
            people.push(vec![forename.clone(), surname.to_owned()]);
        }
    })?;
    Ok(people)
}

fn each_record(path: &Path, mut found: impl FnMut(&csv::StringRecord)) -> io::Result<()> {
    for record in csv::Reader::from_path(path)?.records() {
        found(&record?);
    }
    Ok(())
}

/// Some sentences of `labelled` as headlines.
pub fn headlines(labelled: &Labelled, random: &mut Random) -> Vec<Labelled> {
    let mut list = Vec::new();
    for block in labelled.blocks.iter().filter(|block| labelled.text[(*block).clone()].is_ascii()) {
        if random.below(TITLE_CASE) == 0 {
            list.push(typed_as(labelled, block, in_title_case));
        }
        if random.below(CAPITALS) == 0 {
            list.push(typed_as(labelled, block, str::to_ascii_uppercase));
        }
    }
    list
}

fn typed_as(labelled: &Labelled, block: &Range<usize>, typed: impl Fn(&str) -> String) -> Labelled {
    let inside = |name: &&(Range<usize>, Kind)| block.start <= name.0.start && name.0.end <= block.end;
    let names = labelled.names.iter().filter(inside);
    Labelled {
        key: format!("{} headline", labelled.key),
        text: typed(&labelled.text[block.clone()]),
        blocks: std::iter::once(0..block.len()).collect(),
        names: names.map(|(range, kind)| (range.start - block.start..range.end - block.start, *kind)).collect(),
        complete: labelled.complete,
    }
}

/// Words of four letters and more with a capital, as American papers print headlines.
fn in_title_case(text: &str) -> String {
    let mut typed = String::new();
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            typed.push(' ');
        }
        let small = word.len() < 4 && index > 0;
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if !small => {
                typed.push(first.to_ascii_uppercase());
                typed.push_str(letters.as_str());
            }
            _ => typed.push_str(word),
        }
    }
    typed
}
