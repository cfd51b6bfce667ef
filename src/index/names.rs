//! The terms by which names are found.
//!
//! In `entities`, marks on the axis at the first word of each mention. The first letter of the kind and the length in words, as a
//! letter from `a` for 1, by itself (`pb`: a person in two words), and followed by each form of the entity in that article
//! (`pb␀khawaja asif`): a person asked for by one form is found where another of the forms stands.
//!
//! In `names`, without positions, for what stands in headline and body:
//!
//! | term | means | frequency |
//! |---|---|---|
//! | `f` form `␀` kind, form as written | a form of a name | its mentions |
//! | `k` key `␀` form | a form that may be a spelling of any other with this key | 1 |
//! | `e` form `␀` kind, canonical form | whom the form means in the article | its mentions |
//! | `a` canonical form `␀` kind, form | another form of the same entity in the article | its mentions |
//!
//! Forms are folded words joined by spaces, those of `f` with the written one behind them.

use std::collections::{BTreeMap, BTreeSet};

use super::tape::{FORM, Tape};
use crate::article::{Article, Kind, Mention, Part, Span};
use crate::extract::names::LONGEST;
use crate::extract::names::variants::keys;
use crate::text::fold::phrase;

/// The letter that stands for a kind.
pub fn letter(kind: Kind) -> char {
    match kind {
        Kind::Person => 'p',
        Kind::Org => 'o',
        Kind::Place => 'l',
        Kind::Other => 'x',
    }
}

/// The kind of a letter.
pub fn kind_of(letter: char) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| self::letter(*kind) == letter)
}

/// The mark of a mention of some words: of any entity, or of one with a form.
pub fn mention_mark(kind: Kind, words: usize, form: Option<&str>) -> String {
    let length = char::from(b'a' + words.clamp(1, LONGEST) as u8 - 1);
    let form = form.map(|form| format!("{FORM}{form}")).unwrap_or_default();
    format!("{}{length}{form}", letter(kind))
}

/// Marks mentions while the axis is read.
pub struct EntityMarks<'a> {
    article: &'a Article,
    /// The forms of each entity.
    forms: Vec<BTreeSet<String>>,
    tape: Tape,
    /// The next mention of the part, and where its words stand as far as they were met.
    next: usize,
    met: Option<(u32, usize)>,
}

impl<'a> EntityMarks<'a> {
    pub fn new(article: &'a Article) -> Self {
        let names = &article.names;
        let mut forms: Vec<BTreeSet<String>> = names.entities.iter().map(|entity| BTreeSet::from([phrase(&entity.name)])).collect();
        for mention in &names.mentions {
            if let Some(forms) = forms.get_mut(mention.entity as usize) {
                forms.insert(phrase(mention.span.of(&article.text)));
            }
        }
        Self { article, forms, tape: Tape::default(), next: 0, met: None }
    }

    /// A part begins, which may lie anywhere in the text.
    pub fn part(&mut self) {
        self.end();
        self.next = 0;
    }

    /// A word stands at a position.
    pub fn word(&mut self, span: Span, at: u32) {
        let mentions = &self.article.names.mentions;
        while mentions.get(self.next).is_some_and(|mention| mention.span.end() <= span.start()) {
            self.end();
            self.next += 1;
        }
        if mentions.get(self.next).is_some_and(|mention| mention.span.start() <= span.start()) {
            self.met = Some(self.met.map_or((at, 1), |(first, words)| (first, words + 1)));
        }
    }

    fn end(&mut self) {
        let Some((at, words)) = self.met.take() else { return };
        let Some(mention) = self.article.names.mentions.get(self.next) else { return };
        self.tape.mark(&mention_mark(mention.kind, words, None), at);
        for form in self.forms.get(mention.entity as usize).into_iter().flatten() {
            self.tape.mark(&mention_mark(mention.kind, words, Some(form)), at);
        }
    }

    pub fn finish(mut self) -> String {
        self.end();
        self.tape.finish()
    }
}

/// The terms of the field `names`.
pub fn names_tape(article: &Article) -> String {
    let mut terms: BTreeMap<String, u32> = BTreeMap::new();
    let mut forms = BTreeSet::new();
    for mention in article.names.mentions.iter().filter(|mention| is_read(article, mention)) {
        let written: String = mention.span.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let form = phrase(&written);
        let kind = letter(mention.kind);
        *terms.entry(format!("f{form}{FORM}{kind}{written}")).or_default() += 1;
        if let Some(entity) = article.names.entity(mention) {
            let canonical = phrase(&entity.name);
            let kind = letter(entity.kind);
            *terms.entry(format!("e{form}{FORM}{kind}{canonical}")).or_default() += 1;
            *terms.entry(format!("a{canonical}{FORM}{kind}{form}")).or_default() += 1;
        }
        forms.insert(form);
    }
    for form in forms {
        for key in keys(&form) {
            terms.insert(format!("k{key}{FORM}{form}"), 1);
        }
    }
    let mut tape = Tape::default();
    let mut at = 0;
    for (term, count) in terms {
        for _ in 0..count {
            tape.mark(&term, at);
            at += 1;
        }
    }
    tape.finish()
}

/// Whether a mention stands in headline or body.
fn is_read(article: &Article, mention: &Mention) -> bool {
    let inside = |block: &&crate::article::Block| block.span.contains(mention.span);
    article.blocks.iter().find(inside).is_some_and(|block| block.zone.part() != Part::Boilerplate)
}
