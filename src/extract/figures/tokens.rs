//! A block of text cut into what the grammar of figures reads: words, digit groups, marks.

use crate::article::Span;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Letters in a row.
    Word,
    /// Digits, with points and commas between them where a digit follows: `1,500,000`, `3.5`, `12.10.2025`.
    Digits,
    /// Any other character that is no white space.
    Mark,
}

/// A piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// As it stands in the text.
    pub text: &'a str,
    /// Its first byte, counted from the start of the article's text.
    pub start: usize,
    /// What it is made of.
    pub class: Class,
    /// Whether white space stands before it.
    pub spaced: bool,
}

impl Token<'_> {
    /// One past its last byte.
    #[must_use]
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it is this word, in whatever case. `word` is ASCII, in small letters.
    #[must_use]
    pub fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }
}

/// The tokens of one block, and the text they come from.
#[derive(Debug)]
pub struct Page<'a> {
    /// The text of the article.
    pub text: &'a str,
    /// The tokens of the block, in order.
    pub tokens: Vec<Token<'a>>,
}

impl<'a> Page<'a> {
    /// Cuts a block. The tokens are put into `room`, so that one list serves all blocks of an article.
    #[must_use]
    pub fn of(text: &'a str, block: Span, mut room: Vec<Token<'a>>) -> Self {
        room.clear();
        let mut at = block.start();
        let mut spaced = true;
        while at < block.end() {
            let rest = &text[at..block.end()];
            let Some(first) = rest.chars().next() else { break };
            if first.is_whitespace() {
                spaced = true;
                at += first.len_utf8();
                continue;
            }
            let (class, length) = measured(rest, first);
            room.push(Token { text: &rest[..length], start: at, class, spaced });
            spaced = false;
            at += length;
        }
        Self { text, tokens: room }
    }

    /// The token of a number, if there are so many.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&Token<'a>> {
        self.tokens.get(index)
    }

    /// The span from a first token to a last one, the last excluded.
    #[must_use]
    pub fn span(&self, tokens: &std::ops::Range<usize>) -> Option<Span> {
        let (first, last) = (self.get(tokens.start)?, self.get(tokens.end.checked_sub(1)?)?);
        Span::new(self.text, first.start, last.end())
    }
}

/// The class of the token at the start of `rest`, and its length in bytes.
fn measured(rest: &str, first: char) -> (Class, usize) {
    if first.is_ascii_digit() {
        return (Class::Digits, digits(rest.as_bytes()));
    }
    if first.is_alphabetic() {
        let end = rest.find(|letter: char| !letter.is_alphabetic()).unwrap_or(rest.len());
        return (Class::Word, end);
    }
    (Class::Mark, first.len_utf8())
}

fn digits(bytes: &[u8]) -> usize {
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 1;
    while is_digit(end) || (matches!(bytes.get(end), Some(b'.' | b',')) && is_digit(end + 1)) {
        end += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_digits_and_marks_are_told_apart() {
        let text = "US$4.7bn, 1,500,000 (F-16s).";
        let page = Page::of(text, Span::new(text, 0, text.len()).unwrap(), Vec::new());
        let list: Vec<&str> = page.tokens.iter().map(|token| token.text).collect();
        assert_eq!(list, ["US", "$", "4.7", "bn", ",", "1,500,000", "(", "F", "-", "16", "s", ")", "."]);
        assert_eq!(page.span(&(1..4)).unwrap().of(text), "$4.7bn");
    }
}
