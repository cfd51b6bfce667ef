//! The forms of an article's names: mentions that read the same once folded, with the words that count in a name of their kind.
//! Everything later compares forms, not mentions. Knows how names are written, not who is meant.

use std::collections::HashMap;
use std::ops::Range;

use super::Found;
use super::drafts::{Draft, Links};
use super::titles::{self, Gender, Title};
use super::words::{Vocabulary, Word};
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
        let draft = Draft::of(kind, spelling, &mut self.vocabulary);
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
        let known = &mut self.list[form];
        known.nickname = known.nickname.or(draft.nickname);
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
}

/// One word of 2 to 8 letters, most of them capitals: `OSN`, `U.N.`, `DoD`; not the plural `MPs`.
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
