//! Looking at the tokens of a block, one by one, as the grammar of dates does.

use super::lexicon::{self, Word};
use crate::extract::figures::Context;
use crate::extract::figures::tokens::{Class, Page, Token};

/// What was read, and the token behind it.
pub type Read<T> = Option<(T, usize)>;

/// A page of tokens, and what is known of its article.
#[derive(Debug, Clone, Copy)]
pub struct Cursor<'p> {
    page: &'p Page<'p>,
    /// What is known of the article.
    pub context: Context,
}

impl<'p> Cursor<'p> {
    /// Looks at a page.
    #[must_use]
    pub fn new(page: &'p Page<'p>, context: Context) -> Self {
        Self { page, context }
    }

    /// The token of a number.
    #[must_use]
    pub fn token(&self, at: usize) -> Option<&'p Token<'p>> {
        self.page.tokens.get(at)
    }

    /// The token before that of a number.
    #[must_use]
    pub fn before(&self, at: usize) -> Option<&'p Token<'p>> {
        self.token(at.checked_sub(1)?)
    }

    /// What the word there does in a date.
    #[must_use]
    pub fn word(&self, at: usize) -> Option<Word> {
        let token = self.token(at)?;
        if token.class == Class::Word { lexicon::find(token.text) } else { None }
    }

    /// What the word before does in a date.
    #[must_use]
    pub fn word_before(&self, at: usize) -> Option<Word> {
        self.word(at.checked_sub(1)?)
    }

    /// Whether that word stands there, in whatever case.
    #[must_use]
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.token(at).is_some_and(|token| token.is(word))
    }

    /// Whether one of those words stands there, in whatever case.
    #[must_use]
    pub fn is_one(&self, at: usize, words: &[&str]) -> bool {
        self.token(at).is_some_and(|token| words.iter().any(|word| token.is(word)))
    }

    /// Whether one of those words stands before, in whatever case.
    #[must_use]
    pub fn follows(&self, at: usize, words: &[&str]) -> bool {
        at.checked_sub(1).is_some_and(|before| self.is_one(before, words))
    }

    /// The token behind one of those words, if one of them stands there, else the same.
    #[must_use]
    pub fn skip(&self, at: usize, words: &[&str]) -> usize {
        if self.is_one(at, words) { at + 1 } else { at }
    }

    /// Whether a token stands there without a space before it.
    #[must_use]
    pub fn joined(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| !token.spaced)
    }

    /// Whether two tokens stand there, both without a space before them, of which the first is one of those marks.
    #[must_use]
    pub fn hyphened(&self, at: usize, marks: &[&str]) -> bool {
        self.joined(at) && self.joined(at + 1) && self.is_one(at, marks)
    }

    /// The token behind a full stop that ends an abbreviation there, else the same.
    #[must_use]
    pub fn past_point(&self, at: usize) -> usize {
        if self.joined(at) && self.is(at, ".") { at + 1 } else { at }
    }

    /// The digits there, without points and commas, at most eight of them.
    #[must_use]
    pub fn digits(&self, at: usize) -> Option<&'p str> {
        let token = self.token(at).filter(|token| token.class == Class::Digits)?;
        let plain = token.text.len() <= 8 && token.text.bytes().all(|byte| byte.is_ascii_digit());
        plain.then_some(token.text)
    }

    /// The number that so many digits there at most write.
    #[must_use]
    pub fn number(&self, at: usize, most: usize) -> Option<i32> {
        self.digits(at).filter(|digits| digits.len() <= most)?.parse().ok()
    }

    /// Whether a word in small letters stands there.
    #[must_use]
    pub fn small(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.class == Class::Word && token.text.starts_with(char::is_lowercase))
    }

    /// Whether a word that begins with a capital stands there.
    #[must_use]
    pub fn capital(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.class == Class::Word && token.text.starts_with(char::is_uppercase))
    }

    /// Whether a word all in capitals stands there, as in a headline.
    #[must_use]
    pub fn shouted(&self, at: usize) -> bool {
        let Some(token) = self.token(at).filter(|token| token.class == Class::Word) else { return false };
        token.text.len() > 1 && token.text.chars().all(char::is_uppercase)
    }
}
