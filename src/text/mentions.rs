//! Where the names of an article stand on the axis, and the forms by which each bearer is known there. What a query asks of names is
//! answered from these two alone, in the index as in a text.

use std::collections::BTreeSet;

use super::fold::phrase;
use crate::article::{Article, LONGEST_NAME, Mention, Span};

/// The words of a mention in one part of an article, which stand in a row on the axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// Position of the first.
    pub at: u32,
    /// How many there are.
    pub words: u32,
    /// The number of the mention.
    pub mention: usize,
}

/// Places mentions while the words of one part come by in the order of the text.
#[derive(Debug, Default)]
pub struct Placer<'a> {
    mentions: &'a [Mention],
    next: usize,
    placed: Vec<Placed>,
}

impl<'a> Placer<'a> {
    /// For a part, which may begin anywhere in the text.
    #[must_use]
    pub fn new(mentions: &'a [Mention]) -> Self {
        Self { mentions, next: 0, placed: Vec::new() }
    }

    /// A word stands at a position. It belongs to the mention in which it begins; words beyond the longest name belong to none.
    pub fn word(&mut self, span: Span, at: u32) {
        while self.mentions.get(self.next).is_some_and(|mention| mention.span.end() <= span.start()) {
            self.next += 1;
        }
        if self.mentions.get(self.next).is_none_or(|mention| mention.span.start() > span.start()) {
            return;
        }
        match self.placed.last_mut().filter(|placed| placed.mention == self.next) {
            Some(placed) => placed.words += u32::from(placed.words < LONGEST_NAME as u32),
            None => self.placed.push(Placed { at, words: 1, mention: self.next }),
        }
    }

    /// The mentions of the part, in order.
    #[must_use]
    pub fn placed(self) -> Vec<Placed> {
        self.placed
    }
}

/// For each entity of an article the forms by which it is known there, folded: its canonical name, and what its mentions say.
#[must_use]
pub fn forms(article: &Article) -> Vec<BTreeSet<String>> {
    let names = &article.names;
    let mut forms: Vec<BTreeSet<String>> =
        names.entities.iter().map(|entity| BTreeSet::from([phrase(&entity.name)])).collect();
    for mention in &names.mentions {
        if let Some(forms) = forms.get_mut(mention.entity as usize) {
            forms.insert(phrase(mention.span.of(&article.text)));
        }
    }
    forms
}
