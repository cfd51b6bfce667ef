//! The forms of an article's names: mentions that read the same once folded, with the words that count in a name of their kind.
//! Everything later compares forms, not mentions. Knows how names are written, not who is meant.

use std::collections::HashMap;
use std::ops::Range;

use super::Found;
use super::countries::filed_name;
use super::tables::{COMPANY, GENERATIONS, PARTICLES, SMALL, is_one_of};
use super::titles::{self, Gender, Title};
use super::words::{Vocabulary, Word, each_folded, each_piece};
use crate::article::Kind;

/// One form: a kind and the words of a name.
pub struct Form<'t> {
    /// What its mentions were found to be.
    pub kind: Kind,
    /// Its first spelling in the text.
    pub spelling: &'t str,
    /// Its first mention.
    pub first: usize,
    /// How often it is mentioned.
    pub count: usize,
    /// Whether it is written as an abbreviation.
    pub acronym: bool,
    /// Whether it is the name of one who reigns or is revered, and goes by a forename alone: `Pope`, `Prince`.
    pub regnal: bool,
    /// What its mentions tell of man or woman.
    pub gender: Gender,
    /// `Jr.`, `II`: what tells two bearers of one name apart.
    pub generation: Option<Word>,
    /// `Bob` of `Robert "Bob" Smith`.
    pub nickname: Option<Word>,
    words: Range<usize>,
    /// Small words that are left out of the words.
    pub links: Links,
}

/// The forms of an article, and which of them each mention has.
pub struct Forms<'t> {
    /// In order of their first mention.
    pub list: Vec<Form<'t>>,
    /// By mention.
    pub of_mention: Vec<usize>,
    /// Every way in which names are written, each once a kind, with its form.
    pub spellings: Vec<(&'t str, usize)>,
    /// By mention.
    pub spelling_of: Vec<usize>,
    /// By mention; empty for all but persons.
    pub titles: Vec<Title<'t>>,
    /// The words that they are made of.
    pub vocabulary: Vocabulary,
    words: Vec<Word>,
}

/// A form before it is known whether it is new.
#[derive(Default)]
struct Draft {
    words: Vec<Word>,
    generation: Option<Word>,
    nickname: Option<Word>,
    gender: Gender,
    regnal: bool,
    links: Links,
}

/// Before which words of a name a small word stands: a bit a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Links {
    of: u32,
    and: u32,
    hyphen: u32,
}

impl Links {
    /// Whether an `of`, or the like, stands before the word at `at`: `Church of Orlen`.
    pub fn has_of(self, at: usize) -> bool {
        self.of.checked_shr(at as u32).unwrap_or_default() & 1 == 1
    }

    /// Whether no name ends there: at a hyphen, or at an `and`, which may join the names of two bodies.
    pub fn parts(self, at: usize) -> bool {
        (self.and | self.hyphen).checked_shr(at as u32).unwrap_or_default() & 1 == 1
    }

    /// Notes a small word before the word at `at`.
    fn note(&mut self, word: &str, at: usize) {
        let bit = 1_u32.checked_shl(at as u32).unwrap_or_default();
        match word {
            "of" | "in" | "at" | "for" | "on" | "to" => self.of |= bit,
            "and" | "&" => self.and |= bit,
            "-" => self.hyphen |= bit,
            _ => {}
        }
    }
}

type Key = (Kind, Option<Word>, Box<[Word]>);

impl<'t> Forms<'t> {
    /// Groups the mentions of `text` by form.
    pub fn of(text: &'t str, found: &[Found]) -> Self {
        let mut forms = Self {
            list: Vec::new(),
            of_mention: Vec::with_capacity(found.len()),
            spellings: Vec::new(),
            spelling_of: Vec::with_capacity(found.len()),
            titles: Vec::with_capacity(found.len()),
            vocabulary: Vocabulary::default(),
            words: Vec::new(),
        };
        let mut by_spelling: HashMap<(Kind, &str), (usize, usize)> = HashMap::new();
        let mut by_words: HashMap<Key, usize> = HashMap::new();
        for (mention, one) in found.iter().enumerate() {
            let written = one.span.of(text);
            let (spelling, form) = *by_spelling
                .entry((one.kind, written))
                .or_insert_with(|| forms.filed(one.kind, written, mention, &mut by_words));
            forms.spelling_of.push(spelling);
            forms.note(form, text, *one);
        }
        forms
    }

    /// The words of a form that count.
    pub fn words(&self, form: usize) -> &[Word] {
        self.list.get(form).and_then(|form| self.words.get(form.words.clone())).unwrap_or_default()
    }

    /// The forms of a kind.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = usize> {
        (0..self.list.len()).filter(move |form| self.list[*form].kind == kind)
    }

    /// The number of a new spelling and its form, made if that is new too.
    fn filed(
        &mut self,
        kind: Kind,
        spelling: &'t str,
        mention: usize,
        by_words: &mut HashMap<Key, usize>,
    ) -> (usize, usize) {
        let draft = self.draft(kind, spelling);
        let next = self.list.len();
        let form = *by_words.entry((kind, draft.generation, draft.words.as_slice().into())).or_insert(next);
        if form == next {
            let start = self.words.len();
            self.words.extend(&draft.words);
            self.list.push(Form {
                kind,
                spelling,
                first: mention,
                count: 0,
                acronym: is_acronym(spelling),
                regnal: draft.regnal,
                gender: draft.gender,
                generation: draft.generation,
                nickname: draft.nickname,
                words: start..self.words.len(),
                links: draft.links,
            });
        }
        self.spellings.push((spelling, form));
        (self.spellings.len() - 1, form)
    }

    fn note(&mut self, form: usize, text: &'t str, one: Found) {
        let title = match one.kind {
            Kind::Person => titles::before(text, one.span.start()),
            _ => Title::default(),
        };
        self.list[form].count += 1;
        self.list[form].regnal |= title.regnal;
        self.list[form].gender = self.list[form].gender.or(title.gender);
        self.of_mention.push(form);
        self.titles.push(title);
    }

    fn draft(&mut self, kind: Kind, spelling: &str) -> Draft {
        let mut draft = match kind {
            Kind::Person => self.person(spelling),
            Kind::Org => self.organisation(spelling),
            Kind::Place => self.place(spelling),
            Kind::Other => self.plain(spelling),
        };
        if draft.words.is_empty() {
            draft.words.push(self.vocabulary.number(spelling));
        }
        draft
    }

    fn plain(&mut self, spelling: &str) -> Draft {
        let mut draft = Draft::default();
        each_piece(spelling, |piece| {
            each_folded(piece.raw, false, |word| draft.words.push(self.vocabulary.number(word)));
        });
        draft
    }

    fn person(&mut self, spelling: &str) -> Draft {
        let mut draft = Draft::default();
        let mut particles = Vec::new();
        let vocabulary = &mut self.vocabulary;
        each_piece(spelling, |piece| {
            each_folded(piece.raw, true, |word| {
                let number = vocabulary.number(word);
                let lower = piece.hyphened || piece.raw.starts_with(char::is_lowercase);
                let hangs = spelling.contains('-') && is_one_of(PARTICLES, word);
                if piece.quoted {
                    draft.nickname = Some(number);
                } else if is_one_of(PARTICLES, word) && (lower || hangs && word.len() == 2) {
                    particles.push(number);
                } else {
                    draft.words.push(number);
                }
            });
        });
        if draft.words.is_empty() {
            draft.words = particles;
        }
        self.without_titles(&mut draft);
        draft
    }

    /// Takes off what the tagger left on a person's name: titles before it, the generation behind it.
    fn without_titles(&mut self, draft: &mut Draft) {
        let words = &mut draft.words;
        if let [.., _, last] = words.as_slice()
            && is_one_of(GENERATIONS, self.vocabulary.text(*last))
        {
            draft.generation = words.pop();
        }
        let inner = |word: &Word| titles::is_inner_title(self.vocabulary.text(*word));
        let described =
            words.split_last().and_then(|(_, before)| before.iter().rposition(inner)).map_or(0, |at| at + 1);
        let mut from = described;
        while from + 1 < words.len() && titles::is_title(self.vocabulary.text(words[from]), words.len() - from - 1) {
            from += 1;
        }
        for word in words.drain(..from) {
            draft.gender = draft.gender.or(titles::told_by(self.vocabulary.text(word)));
            draft.regnal |= titles::is_regnal(self.vocabulary.text(word));
        }
    }

    fn organisation(&mut self, spelling: &str) -> Draft {
        let mut draft = self.linked(spelling, |piece, word| is_one_of(SMALL, word) && !is_capitals(piece));
        while let [_, .., last] = draft.words.as_slice()
            && is_one_of(COMPANY, self.vocabulary.text(*last))
        {
            draft.words.pop();
        }
        self.as_ministry(&mut draft);
        self.under_filed_name(&mut draft);
        draft
    }

    /// The words of a name without the small ones, which are noted as links.
    fn linked(&mut self, spelling: &str, is_small: fn(&str, &str) -> bool) -> Draft {
        let mut draft = Draft::default();
        let vocabulary = &mut self.vocabulary;
        each_piece(spelling, |piece| {
            let marks = [(piece.joined, "&"), (piece.hyphened, "-")];
            marks.into_iter().filter(|mark| mark.0).for_each(|mark| draft.links.note(mark.1, draft.words.len()));
            each_folded(piece.raw, false, |word| {
                if is_small(piece.raw, word) {
                    draft.links.note(word, draft.words.len());
                } else {
                    draft.words.push(vocabulary.number(word));
                }
            });
        });
        draft
    }

    /// `Ministry of Foreign Affairs` and `Foreign Ministry` are one form.
    fn as_ministry(&self, draft: &mut Draft) {
        let heads = |word: &Word| matches!(self.vocabulary.text(*word), "ministry" | "department");
        let words = &mut draft.words;
        if draft.links == (Links { of: 0b10, ..Links::default() }) && words.first().is_some_and(heads) {
            words.rotate_left(1);
            draft.links = Links::default();
        }
        if let [.., affairs, head] = words.as_slice()
            && words.len() > 2
            && heads(head)
            && self.vocabulary.text(*affairs) == "affairs"
        {
            words.remove(words.len() - 2);
        }
    }

    fn place(&mut self, spelling: &str) -> Draft {
        let mut draft = self.linked(spelling, |_, word| matches!(word, "the" | "of" | "and" | "in" | "at"));
        if let [what, _, ..] = draft.words.as_slice()
            && matches!(self.vocabulary.text(*what), "city" | "state")
            && draft.links.has_of(1)
        {
            draft.words.remove(0);
            draft.links = Links::default();
        }
        self.under_filed_name(&mut draft);
        draft
    }

    /// Countries under one of their names.
    fn under_filed_name(&mut self, draft: &mut Draft) {
        let whole = self.joined(&draft.words);
        let filed = filed_name(&whole);
        if filed != whole {
            *draft = Draft::default();
            draft.words.extend(filed.split(' ').map(|word| self.vocabulary.number(word)));
        }
    }

    /// Words with spaces between.
    pub fn joined(&self, words: &[Word]) -> String {
        let mut whole = String::with_capacity(words.len() * 8);
        for word in words {
            if !whole.is_empty() {
                whole.push(' ');
            }
            whole.push_str(self.vocabulary.text(*word));
        }
        whole
    }
}

fn is_capitals(raw: &str) -> bool {
    raw.chars().count() > 1 && !raw.contains(char::is_lowercase)
}

/// One word of 2 to 8 letters, most of them capitals: `TTP`, `U.N.`, `DoD`; not the plural `MPs`.
fn is_acronym(spelling: &str) -> bool {
    if spelling.len() > 24 || !spelling.chars().all(|letter| letter.is_alphanumeric() || letter == '.') {
        return false;
    }
    let letters = spelling.chars().filter(|letter| *letter != '.').count();
    let capitals = spelling.chars().filter(|letter| letter.is_uppercase()).count();
    let plural = spelling.ends_with('s') && capitals + 1 == letters;
    (2..=8).contains(&letters) && capitals >= 2 && capitals * 2 > letters && !plural
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_abbreviation_is_told_from_its_plural_and_from_words() {
        assert!(["OSN", "U.N.", "DoD", "M5S", "VPU"].into_iter().all(is_acronym));
        assert!(!["MPs", "Orlen", "X", "VERYLONGONE", "OSN News", ""].into_iter().any(is_acronym));
    }
}
