//! The forms of an article's names: mentions that read the same once folded, with the words that count in a name of their kind.
//! Everything later compares forms, not mentions. Knows how names are written, not who is meant.

use std::collections::HashMap;
use std::ops::Range;

use super::Found;
use super::tables::{self, COMPANY, GENERATIONS, PARTICLES, SMALL, is_one_of};
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
    /// What its mentions tell of man or woman.
    pub gender: Gender,
    /// `Jr.`, `II`: what tells two bearers of one name apart.
    pub generation: Option<Word>,
    /// `Bob` of `Robert "Bob" Smith`.
    pub nickname: Option<Word>,
    words: Range<usize>,
    /// How many words stand behind an `of`: `Church of Orlen` has one.
    pub behind_of: usize,
}

/// The forms of an article, and which of them each mention has.
pub struct Forms<'t> {
    /// In order of their first mention.
    pub list: Vec<Form<'t>>,
    /// By mention.
    pub of_mention: Vec<usize>,
    /// By mention; empty for all but persons.
    pub titles: Vec<Title<'t>>,
    /// The words that they are made of.
    pub vocabulary: Vocabulary,
    words: Vec<Word>,
    spellings: Vec<(&'t str, usize)>,
}

/// A form before it is known whether it is new.
#[derive(Default)]
struct Draft {
    words: Vec<Word>,
    generation: Option<Word>,
    nickname: Option<Word>,
    gender: Gender,
    behind_of: usize,
}

type Key = (Kind, Option<Word>, Box<[Word]>);

impl<'t> Forms<'t> {
    /// Groups the mentions of `text` by form.
    pub fn of(text: &'t str, found: &[Found]) -> Self {
        let mut forms = Self {
            list: Vec::new(),
            of_mention: Vec::with_capacity(found.len()),
            titles: Vec::with_capacity(found.len()),
            vocabulary: Vocabulary::default(),
            words: Vec::new(),
            spellings: Vec::new(),
        };
        let mut by_spelling: HashMap<(Kind, &str), usize> = HashMap::new();
        let mut by_words: HashMap<Key, usize> = HashMap::new();
        for (mention, one) in found.iter().enumerate() {
            let spelling = one.span.of(text);
            let form = *by_spelling
                .entry((one.kind, spelling))
                .or_insert_with(|| forms.filed(one.kind, spelling, mention, &mut by_words));
            forms.note(form, text, *one);
        }
        forms
    }

    /// The words of a form that count.
    pub fn words(&self, form: usize) -> &[Word] {
        self.list.get(form).and_then(|form| self.words.get(form.words.clone())).unwrap_or_default()
    }

    /// Every spelling with its form, in order of appearance.
    pub fn spellings(&self) -> &[(&'t str, usize)] {
        &self.spellings
    }

    /// The forms of a kind.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = usize> {
        (0..self.list.len()).filter(move |form| self.list[*form].kind == kind)
    }

    /// The mention before which nothing of the form is known.
    pub fn first(&self, form: usize) -> usize {
        self.list[form].first
    }

    /// The form that a spelling has, made if it is new.
    fn filed(&mut self, kind: Kind, spelling: &'t str, mention: usize, by_words: &mut HashMap<Key, usize>) -> usize {
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
                gender: draft.gender,
                generation: draft.generation,
                nickname: draft.nickname,
                words: start..self.words.len(),
                behind_of: draft.behind_of,
            });
        }
        self.spellings.push((spelling, form));
        form
    }

    fn note(&mut self, form: usize, text: &'t str, one: Found) {
        let title = match one.kind {
            Kind::Person => titles::before(text, one.span.start()),
            _ => Title::default(),
        };
        self.list[form].count += 1;
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
        let described = words.split_last().and_then(|(_, before)| before.iter().rposition(inner)).map_or(0, |at| at + 1);
        let mut from = described;
        while from + 1 < words.len() && titles::is_title(self.vocabulary.text(words[from]), words.len() - from - 1) {
            from += 1;
        }
        for word in words.drain(..from) {
            draft.gender = draft.gender.or(titles::told_by(self.vocabulary.text(word)));
        }
    }

    fn organisation(&mut self, spelling: &str) -> Draft {
        let mut draft = Draft::default();
        let mut behind = None;
        let vocabulary = &mut self.vocabulary;
        each_piece(spelling, |piece| {
            each_folded(piece.raw, false, |word| {
                if is_one_of(SMALL, word) && !is_capitals(piece.raw) {
                    behind = if word == "of" { Some(draft.words.len()) } else { behind };
                } else {
                    draft.words.push(vocabulary.number(word));
                }
            });
        });
        let whole = draft.words.len();
        while let [_, .., last] = draft.words.as_slice()
            && is_one_of(COMPANY, vocabulary.text(*last))
        {
            draft.words.pop();
        }
        draft.behind_of = behind.filter(|at| *at > 0 && whole == draft.words.len()).map_or(0, |at| whole - at);
        self.as_ministry(&mut draft);
        self.under_filed_name(&mut draft.words);
        draft
    }

    /// `Ministry of Foreign Affairs` and `Foreign Ministry` are one form.
    fn as_ministry(&self, draft: &mut Draft) {
        let heads = |word: &Word| matches!(self.vocabulary.text(*word), "ministry" | "department");
        let words = &mut draft.words;
        if draft.behind_of > 0 && draft.behind_of + 1 == words.len() && words.first().is_some_and(heads) {
            words.rotate_left(1);
            draft.behind_of = 0;
        }
        if let [_, affairs, head] = words.as_slice()
            && heads(head)
            && self.vocabulary.text(*affairs) == "affairs"
        {
            words.remove(1);
        }
    }

    fn place(&mut self, spelling: &str) -> Draft {
        let mut draft = self.plain(spelling);
        let small = |word: &Word| matches!(self.vocabulary.text(*word), "the" | "of" | "and");
        if draft.words.iter().any(|word| !small(word)) {
            draft.words.retain(|word| !small(word));
        }
        if let [what, _, ..] = draft.words.as_slice()
            && matches!(self.vocabulary.text(*what), "city" | "state")
            && spelling.contains(" of ")
        {
            draft.words.remove(0);
        }
        self.under_filed_name(&mut draft.words);
        draft
    }

    /// Countries under one of their names.
    fn under_filed_name(&mut self, words: &mut Vec<Word>) {
        let whole = self.joined(words);
        let filed = tables::filed_name(&whole);
        if filed != whole {
            words.clear();
            words.extend(filed.split(' ').map(|word| self.vocabulary.number(word)));
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
