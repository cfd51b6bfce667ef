//! Keys under which forms are filed, so that forms that may be the same name share one.

use std::collections::BTreeSet;

use super::normal::normal;
use super::skeleton::Sound;
use super::tables::{class_name, classes, is_generic};
use super::token::{Sort, Token};
use crate::article::Kind;

/// The keys of a form, whatever it names, sorted.
///
/// - for every word its consonants (with a rough vowel where there are few), and the same with `w` and `v` as vowels and without `al`;
/// - `=` and every name that a word may be a form of;
/// - the consonants of the whole name as one word, and of neighbours of which one is short;
/// - `~` and the consonants by kin, where the name is one word;
/// - `^` and the initials of an organisation of three words or more, or an acronym.
#[must_use]
pub fn keys(form: &str) -> Vec<String> {
    let mut keys = BTreeSet::new();
    for kind in [Kind::Person, Kind::Org] {
        let normal = normal(form, Some(kind));
        normal.words.iter().for_each(|word| word_keys(word, &mut keys));
        compound_keys(&normal.words, &mut keys);
        if let [only] = &normal.words[..] {
            keys.insert(kindred_key(&Token::new(only.clone()).sound));
        }
        if let Some(acronym) = &normal.acronym {
            keys.insert(format!("^{acronym}"));
        }
        keys.extend(normal.initials.iter().filter(|letters| letters.len() >= 3).map(|letters| format!("^{letters}")));
    }
    // One letter says nothing, and nobody is called so.
    keys.into_iter().filter(|key| key.trim_start_matches('~').len() > 1).collect()
}

fn word_keys(word: &str, keys: &mut BTreeSet<String>) {
    let token = Token::new(word.to_owned());
    match token.sort {
        Sort::Initial => {}
        Sort::Number => {
            keys.insert(token.text);
        }
        Sort::Word => {
            keys.insert(sound_key(&token.sound));
            keys.extend(token.gliding.iter().chain(&token.bare).map(sound_key));
            keys.extend(classes(word).iter().map(|class| format!("={}", class_name(*class))));
        }
    }
}

/// Longer keys tell nothing more apart.
const LONGEST: usize = 64;

/// The consonants; with a rough vowel where they are fewer than three.
fn sound_key(sound: &Sound) -> String {
    if sound.consonants().len() < 3 {
        return sound.rough();
    }
    sound.consonants().iter().take(LONGEST).map(|code| char::from(*code)).collect()
}

/// The consonants, those that stand for each other as one: a name of one word has no other word to be found by (Gazprom, Gasprom).
fn kindred_key(sound: &Sound) -> String {
    let kin = |code: &u8| match code {
        b'g' | b'k' | b'x' => 'k',
        b's' | b'z' | b'S' | b'C' | b'c' | b'j' => 's',
        b'd' | b't' => 't',
        b'b' | b'p' | b'f' | b'v' => 'p',
        other => char::from(*other),
    };
    std::iter::once('~').chain(sound.consonants().iter().take(LONGEST).map(kin)).collect()
}

/// The whole name as one word, and every two neighbours of which one is short: `Jong-un` and `Jongun`.
fn compound_keys(words: &[String], keys: &mut BTreeSet<String>) {
    let short = |word: &String| word.len() <= 4 && !is_generic(word);
    let whole = (words.len() > 1).then_some(words);
    let pairs = words.windows(2).filter(|pair| pair.iter().any(short));
    keys.extend(pairs.chain(whole).map(|words| sound_key(&Token::new(words.concat()).sound)));
}
