//! Whether two forms are the same name: a form prepared for comparison, the comparison, and the keys under which forms that may be
//! the same are filed together. Knows words and how names are spelled; not where in an article a form stands or whom it means there.
//!
//! A name that merely contains the other (`Asif`, `Khawaja Asif`) is never more than `Low` here: who is meant is for the article
//! to say.

mod align;
mod compare;
mod compounds;
mod edits;
mod keys;
mod letters;
mod lists;
mod normal;
mod romanise;
mod skeleton;
mod tables;
mod token;

use crate::article::Kind;

pub use compare::{Verdict, compare, similarity};
pub use keys::keys;
use normal::{MOST_WORDS, Normal, normal};
use token::{Sort, Token};

/// A name prepared for comparison.
#[derive(Debug, Clone)]
pub struct Name {
    kind: Option<Kind>,
    tokens: Vec<Token>,
    normal: Normal,
    weight: f32,
    has_number: bool,
    /// How many words there were beyond those that are compared one by one.
    cut: u32,
}

impl Name {
    /// Prepares a form that names something of this kind; without a kind it is read as any of them.
    #[must_use]
    pub fn new(form: &str, kind: Option<Kind>) -> Self {
        let normal = normal(form, kind);
        let tokens: Vec<Token> = normal.words.iter().take(MOST_WORDS).cloned().map(Token::new).collect();
        Self {
            kind,
            weight: tokens.iter().map(|token| token.weight).sum(),
            has_number: tokens.iter().any(|token| token.sort == Sort::Number),
            cut: normal.words.len().saturating_sub(MOST_WORDS) as u32,
            tokens,
            normal,
        }
    }

    /// Whether it may be a person's.
    fn is_person(&self) -> bool {
        matches!(self.kind, None | Some(Kind::Person))
    }
}

#[cfg(test)]
mod tests;
