//! Abbreviations and what they stand for, by their letters.

use std::collections::HashMap;

use super::clusters::Clusters;
use super::forms::Forms;
use super::tables::{SMALL, is_one_of};
use super::words::each_piece;
use crate::article::Kind;
use crate::text::fold::fold;

/// Unites abbreviations that the text does not define with the one name whose initials they are.
pub fn unite(forms: &Forms<'_>, clusters: &mut Clusters) {
    let mut short: HashMap<String, Vec<usize>> = HashMap::new();
    for form in (0..forms.list.len()).filter(|form| forms.list[*form].acronym) {
        short.entry(letters_of(forms.list[form].spelling)).or_default().push(form);
    }
    if short.is_empty() {
        return;
    }
    let mut meant: Vec<(usize, usize)> = Vec::new();
    for long in (0..forms.list.len()).filter(|form| forms.words(*form).len() > 1 && !forms.list[*form].acronym) {
        let readings = Initials::of(forms.list[long].spelling).readings();
        let fitting = readings.iter().filter_map(|reading| short.get(reading)).flatten();
        meant.extend(fitting.filter(|form| may_stand_for(forms, **form, long)).map(|form| (*form, long)));
    }
    meant.sort_unstable();
    meant.dedup();
    for fits in meant.chunk_by(|one, other| one.0 == other.0) {
        unite_if_clear(fits, forms, clusters);
    }
}

/// One name, or several that are already known to be one.
fn unite_if_clear(fits: &[(usize, usize)], forms: &Forms<'_>, clusters: &mut Clusters) {
    let (short, long) = fits[0];
    let same_kind = |fit: &&(usize, usize)| forms.list[fit.1].kind == forms.list[short].kind;
    let long = fits.iter().find(same_kind).map_or(long, |fit| fit.1);
    let root = clusters.root(long);
    let rivals = fits.iter().filter(|fit| forms.list[fit.1].kind == forms.list[long].kind);
    let clear = rivals.into_iter().all(|fit| clusters.root(fit.1) == root);
    // An abbreviation that the text itself defines is not alone.
    if clear && clusters.is_alone(short) {
        clusters.unite(short, long);
    }
}

/// Two letters stand for too much to cross kinds; and nobody is called by initials alone.
fn may_stand_for(forms: &Forms<'_>, short: usize, long: usize) -> bool {
    let [one, other] = [short, long].map(|form| forms.list[form].kind);
    let person = one == Kind::Person || other == Kind::Person;
    !person && (one == other || letters_of(forms.list[short].spelling).len() > 2)
}

/// Whether one of two forms is an abbreviation whose letters the other holds: its initials in any order, or letters in order.
pub fn abbreviates(forms: &Forms<'_>, one: usize, other: usize) -> bool {
    let fits = |short: usize, long: usize| {
        forms.list[short].acronym && fit(&letters_of(forms.list[short].spelling), forms.list[long].spelling)
    };
    fits(one, other) || fits(other, one)
}

fn fit(short: &str, long: &str) -> bool {
    let initials = Initials::of(long);
    initials.list.len() > 1 && initials.hold(short) || holds_in_order(&fold(long), short)
}

/// Letters of the name in order, from its first on: `Metpol` in `Metropolitan Police`.
fn holds_in_order(long: &str, short: &str) -> bool {
    let mut letters = long.chars().filter(|letter| letter.is_alphanumeric());
    let starts = long.chars().next() == short.chars().next();
    starts && short.chars().all(|wanted| letters.any(|letter| letter == wanted))
}

fn letters_of(spelling: &str) -> String {
    fold(&spelling.replace('.', ""))
}

/// The first letters of a name's words.
struct Initials {
    list: Vec<Initial>,
}

#[derive(Clone, Copy)]
struct Initial {
    letter: char,
    small: bool,
    hyphened: bool,
}

impl Initials {
    fn of(spelling: &str) -> Self {
        let mut list = Vec::new();
        each_piece(spelling, |piece| {
            let letter = piece.raw.chars().next().and_then(|first| first.to_lowercase().next());
            let small = is_one_of(SMALL, piece.raw) || !piece.raw.starts_with(char::is_uppercase);
            list.extend(letter.map(|letter| Initial { letter, small, hyphened: piece.hyphened }));
        });
        Self { list }
    }

    /// With and without small words, hyphened words counted once or each for itself.
    fn readings(&self) -> Vec<String> {
        let reading = |kept: fn(&Initial) -> bool| -> String {
            self.list.iter().filter(|initial| kept(initial)).map(|initial| initial.letter).collect()
        };
        let mut readings = vec![reading(|_| true), reading(|initial| !initial.small)];
        if self.list.iter().any(|initial| initial.hyphened) {
            readings.push(reading(|initial| !initial.hyphened));
            readings.push(reading(|initial| !initial.small && !initial.hyphened));
        }
        readings.dedup();
        readings
    }

    /// Whether every letter is some word's initial, in whatever order, and hardly a word is left over.
    fn hold(&self, short: &str) -> bool {
        let mut left: Vec<char> = self.list.iter().map(|initial| initial.letter).collect();
        let all = short.chars().all(|letter| match left.iter().position(|one| *one == letter) {
            Some(at) => {
                left.swap_remove(at);
                true
            }
            None => false,
        });
        let weighty = self.list.iter().filter(|initial| !initial.small).count();
        all && weighty <= short.chars().count() + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn readings(spelling: &str) -> Vec<String> {
        Initials::of(spelling).readings()
    }

    #[test]
    fn initials_are_read_with_and_without_small_words_and_hyphens() {
        assert!(readings("International Lake Survey Agency").contains(&"ilsa".to_owned()));
        assert!(readings("Union of Free Ports").contains(&"ufp".to_owned()));
        assert!(readings("Union of Free Ports").contains(&"uofp".to_owned()));
        assert!(readings("Harakat-e-Orlen Veldania").contains(&"hov".to_owned()));
    }

    #[test]
    fn letters_may_stand_in_another_order_in_a_translated_name() {
        assert!(fit("cei", "Italian Episcopal Conference"));
        assert!(fit("uaar", "Union of Rationalist Atheists and Agnostics"));
        assert!(!fit("xyz", "Union of Rationalist Atheists"));
        assert!(!fit("u", ""));
    }
}
