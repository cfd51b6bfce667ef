//! Whether two full names can be one person's: same surname and forename, initials, middle names left out, nicknames, a slip of
//! spelling. Knows two names at a time, not the article.

use super::forenames::root_of_forename;
use super::forms::Forms;
use super::words::{Vocabulary, Word};

/// How often a misspelling occurs at most beside the right spelling: more often, it is another person's name.
const RARE: usize = 2;

/// Whether the person of the form `short` may be that of the form `long`, which has as many words or more.
pub fn agree(forms: &Forms<'_>, short: usize, long: usize) -> bool {
    let (one, other) = (&forms.list[short], &forms.list[long]);
    if one.generation.is_some() && other.generation.is_some() && one.generation != other.generation {
        return false;
    }
    let (left, right) = (forms.words(short), forms.words(long));
    let slips = usize::from(one.count.min(other.count) <= RARE);
    let names = Names { vocabulary: &forms.vocabulary, nickname: other.nickname.or(one.nickname), slips };
    names.whole(left, right) || is_part(&forms.vocabulary, left, right)
}

/// A name without its first or last words: `Daud Orlen` of `Samir Daud Orlen`.
fn is_part(vocabulary: &Vocabulary, short: &[Word], long: &[Word]) -> bool {
    let plain = |word: Option<&Word>| word.is_some_and(|word| !vocabulary.is_initial(*word));
    let shorter = (2..long.len()).contains(&short.len());
    shorter && (long.ends_with(short) && plain(short.first()) || long.starts_with(short) && plain(short.last()))
}

struct Names<'v> {
    vocabulary: &'v Vocabulary,
    nickname: Option<Word>,
    slips: usize,
}

impl Names<'_> {
    /// First and last words agree, and so do those between as far as both names have them.
    fn whole(&self, short: &[Word], long: &[Word]) -> bool {
        let ([first, middle @ .., last], [other_first, other_middle @ .., other_last]) = (short, long) else {
            return false;
        };
        let ends = [self.forenames(*first, *other_first), self.surnames(*last, *other_last)];
        let Some(between) = self.middles(middle, other_middle) else {
            return false;
        };
        let slips: usize = ends.iter().map(|slips| slips.unwrap_or(self.slips + 1)).sum::<usize>() + between;
        slips <= self.slips
    }

    /// Middle names: those of the shorter among those of the longer, in order. Two that both consist of initials must be the same.
    fn middles(&self, short: &[Word], long: &[Word]) -> Option<usize> {
        let lettered = |middle: &[Word]| middle.iter().any(|word| self.vocabulary.is_initial(*word));
        if !short.is_empty() && short.len() != long.len() && (lettered(short) || lettered(long)) {
            return None;
        }
        let mut slips = 0;
        let mut ahead = long.iter();
        for word in short {
            slips += ahead.find_map(|other| self.forenames(*word, *other))?;
        }
        Some(slips)
    }

    /// How many slips of spelling part two forenames; none if they are different names.
    fn forenames(&self, one: Word, other: Word) -> Option<usize> {
        let vocabulary = self.vocabulary;
        let initial = vocabulary.is_initial(one) || vocabulary.is_initial(other);
        let lettered = initial && vocabulary.initial(one) == vocabulary.initial(other);
        let root = |word| root_of_forename(vocabulary.text(word));
        if one == other || lettered || self.nickname == Some(one) || root(one) == root(other) {
            return Some(0);
        }
        // A last vowel tells men's names from women's: Carlo and Carla are no slip.
        let ending = |word| vocabulary.text(word).chars().next_back();
        (ending(one) == ending(other) && vocabulary.alike(one, other)).then_some(1)
    }

    fn surnames(&self, one: Word, other: Word) -> Option<usize> {
        if one == other {
            return Some(0);
        }
        let initial = self.vocabulary.is_initial(one) || self.vocabulary.is_initial(other);
        (!initial && self.vocabulary.alike(one, other)).then_some(1)
    }
}
