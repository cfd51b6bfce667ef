//! Which words of two names stand for each other.

use super::Name;
use super::normal::MOST_WORDS;
use super::token::{Grade, Sort, Token};

/// How the words of two names were paired.
#[derive(Debug, Default)]
pub(super) struct Alignment {
    /// Pairs of words as good as the same: the same letters, or romanisations of one word.
    pub(super) solid: u32,
    /// Weight of the solid pairs.
    pub(super) solid_weight: f32,
    /// Weight of the heaviest of them.
    pub(super) heaviest: f32,
    /// Pairs of nickname and name, kindred sounds.
    pub(super) odd: u32,
    /// Pairs with an initial.
    pub(super) initials: u32,
    /// Pairs one edit apart.
    pub(super) typos: u32,
    /// Pairs two edits apart.
    pub(super) doubtful: u32,
    /// Pairs that only resemble each other, or of which one is part of the other.
    pub(super) mere: u32,
    /// Of the solid pairs, those of the same letters.
    pub(super) same: u32,
    /// Words without a partner.
    pub(super) left: [Left; 2],
    /// Weight of all pairs, each as far as it is alike.
    pub(super) shared: f32,
    /// Whether the paired words stand in the same order, up to the last words moved to the front.
    pub(super) in_order: bool,
}

/// The words of one name that have no partner.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Left {
    pub(super) count: u32,
    pub(super) weight: f32,
    /// The heaviest.
    pub(super) most: f32,
}

/// Pairs the words of two names: the most alike first.
/// Only people are written with initials.
pub(super) fn align(one: &Name, two: &Name) -> Alignment {
    let initials = one.is_person() && two.is_person();
    let mut pairing = Pairing::new(one, two);
    let last_exact = Grade::FALLING.iter().position(|grade| *grade == Grade::Initial).unwrap_or(0);
    for grade in &Grade::FALLING[..last_exact] {
        pairing.pair(*grade);
    }
    if pairing.open() {
        pairing.pair_compounds();
    }
    for grade in Grade::FALLING[last_exact..].iter().filter(|grade| initials || **grade != Grade::Initial) {
        if !pairing.open() {
            break;
        }
        pairing.pair(*grade);
    }
    pairing.alignment()
}

struct Pairing<'a> {
    tokens: [&'a [Token]; 2],
    /// Words beyond those that are paired.
    cut: [u32; 2],
    /// A bit a word that has no partner.
    free: [u32; 2],
    grades: [Grade; MOST_WORDS * MOST_WORDS],
    /// The partner of each word of the first name.
    partners: [u8; MOST_WORDS],
    found: Alignment,
}

const ALONE: u8 = u8::MAX;

impl<'a> Pairing<'a> {
    fn new(one: &'a Name, two: &'a Name) -> Self {
        let tokens = [one.tokens.as_slice(), two.tokens.as_slice()];
        let mut grades = [Grade::Apart; MOST_WORDS * MOST_WORDS];
        for (row, first) in tokens[0].iter().enumerate() {
            for (column, second) in tokens[1].iter().enumerate() {
                grades[row * MOST_WORDS + column] = first.grade(second);
            }
        }
        let all = |tokens: &[Token]| u32::MAX.checked_shr(32 - tokens.len() as u32).unwrap_or(0);
        let free = tokens.map(all);
        Self {
            tokens,
            cut: [one.cut, two.cut],
            free,
            grades,
            partners: [ALONE; MOST_WORDS],
            found: Alignment::default(),
        }
    }

    /// Whether both names have words left.
    fn open(&self) -> bool {
        self.free[0] != 0 && self.free[1] != 0
    }

    fn is_free(&self, side: usize, at: usize) -> bool {
        self.free[side] >> at & 1 == 1
    }

    fn pair(&mut self, grade: Grade) {
        for row in 0..self.tokens[0].len() {
            for column in 0..self.tokens[1].len() {
                let matches = self.grades[row * MOST_WORDS + column] == grade;
                if matches && self.is_free(0, row) && self.is_free(1, column) {
                    self.take(row, column, grade);
                    break;
                }
            }
        }
    }

    fn take(&mut self, row: usize, column: usize, grade: Grade) {
        self.free[0] &= !(1 << row);
        self.free[1] &= !(1 << column);
        self.partners[row] = column as u8;
        let weight = f32::midpoint(self.tokens[0][row].weight, self.tokens[1][column].weight);
        self.count(grade, weight);
    }

    fn count(&mut self, grade: Grade, weight: f32) {
        self.found.shared += weight * grade.share();
        match grade {
            Grade::Same | Grade::Spelled | Grade::Variant => {
                self.found.solid += 1;
                self.found.same += u32::from(grade == Grade::Same);
                self.found.solid_weight += weight;
                self.found.heaviest = self.found.heaviest.max(weight);
            }
            Grade::Equivalent | Grade::Close => self.found.odd += 1,
            Grade::Initial => self.found.initials += 1,
            Grade::OneEdit => self.found.typos += 1,
            Grade::TwoEdits => self.found.doubtful += 1,
            Grade::Part | Grade::Resembling | Grade::Apart => self.found.mere += 1,
        }
    }

    /// One word of either name with two or three neighbours of the other: `Goodwill`, `Good Will`.
    fn pair_compounds(&mut self) {
        for side in 0..2 {
            for at in 0..self.tokens[side].len() {
                for start in 0..self.tokens[1 - side].len() {
                    if self.is_free(side, at) && self.tokens[side][at].text.len() >= 4 {
                        self.pair_compound(side, at, start);
                    }
                }
            }
        }
    }

    fn pair_compound(&mut self, side: usize, at: usize, start: usize) {
        let other = self.tokens[1 - side];
        for count in 2..=3.min(other.len() - start) {
            let parts = &other[start..start + count];
            let free = (start..start + count).all(|part| self.is_free(1 - side, part));
            let grade = if free { compound_grade(&self.tokens[side][at], parts) } else { Grade::Apart };
            if grade > Grade::Apart {
                self.free[side] &= !(1 << at);
                self.free[1 - side] &= !(((1 << count) - 1) << start);
                let (row, column) = if side == 0 { (at, start) } else { (start, at) };
                self.partners[row] = column as u8;
                let weight = parts.iter().map(|part| part.weight).sum();
                return self.count(grade, f32::midpoint(weight, self.tokens[side][at].weight));
            }
        }
    }

    fn alignment(mut self) -> Alignment {
        for side in 0..2 {
            let words = self.tokens[side].iter().enumerate().filter(|(at, _)| self.free[side] >> at & 1 == 1);
            let left = &mut self.found.left[side];
            left.count = self.cut[side];
            for (_, word) in words {
                left.count += 1;
                left.weight += word.weight;
                left.most = left.most.max(word.weight);
            }
        }
        self.found.in_order = self.in_order();
        self.found
    }

    /// Whether the partners rise, but for one fall, as after words were moved from one end to the other.
    fn in_order(&self) -> bool {
        let mut partners = self.partners[..self.tokens[0].len()].iter().filter(|partner| **partner != ALONE);
        let Some(first) = partners.next() else { return true };
        let (mut last, mut falls) = (*first, 0);
        for partner in partners {
            falls += u32::from(*partner < last);
            last = *partner;
        }
        falls == 0 || (falls == 1 && last < *first)
    }
}

/// Whether a word is what its parts are when written together.
fn compound_grade(word: &Token, parts: &[Token]) -> Grade {
    if word.sort != Sort::Word || parts.iter().any(|part| part.sort != Sort::Word) {
        return Grade::Apart;
    }
    let letters = parts.iter().flat_map(|part| part.text.bytes());
    if word.text.bytes().eq(letters) {
        return Grade::Same;
    }
    let mut rest = word.sound.consonants();
    for part in parts {
        match rest.strip_prefix(part.sound.consonants()) {
            Some(behind) if !part.sound.consonants().is_empty() => rest = behind,
            _ => return Grade::Apart,
        }
    }
    if rest.is_empty() && word.sound.consonants().len() >= 4 { Grade::Close } else { Grade::Apart }
}
