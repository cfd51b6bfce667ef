//! A block of text cut into what the grammars of numbers and figures read: words, digit groups, marks.

use crate::article::Span;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Letters in a row.
    Word,
    /// Digits, with points between them (`3.5`, `12.10.2025`), and with commas where they part groups as numbers do: `1,500,000`,
    /// `15,00,000`, but not `22,24`.
    Digits,
    /// Any other character that is no white space and not without width.
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
    #[inline]
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
        cut(&text[..block.end()], block.start(), &mut room);
        Self { text, tokens: room }
    }

    /// Cuts all of a text.
    #[must_use]
    pub fn whole(text: &'a str) -> Self {
        let mut tokens = Vec::new();
        cut(text, 0, &mut tokens);
        Self { text, tokens }
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

/// Adds the tokens of `text` from `at` on.
fn cut<'a>(text: &'a str, mut at: usize, room: &mut Vec<Token<'a>>) {
    let mut spaced = true;
    while let Some(first) = text.as_bytes().get(at) {
        if matches!(first, b' ' | b'\n' | b'\t' | b'\r') {
            (spaced, at) = (true, at + 1);
            continue;
        }
        let rest = &text[at..];
        let (class, length) = if first.is_ascii() { measured(rest, *first) } else { measured_beyond_ascii(rest) };
        if let Some(class) = class {
            room.push(Token { text: &rest[..length], start: at, class, spaced });
        }
        let unseen = class.is_none() && is_unseen(&rest[..length]);
        (spaced, at) = (class.is_none() && (spaced || !unseen), at + length);
    }
}

/// The class of the token at the start of `rest`, and its length in bytes. White space has none.
fn measured(rest: &str, first: u8) -> (Option<Class>, usize) {
    match first {
        b'0'..=b'9' => (Some(Class::Digits), digits(rest.as_bytes())),
        b'a'..=b'z' | b'A'..=b'Z' => (Some(Class::Word), letters(rest)),
        _ if first.is_ascii_whitespace() || first == 0x0b => (None, 1),
        _ => (Some(Class::Mark), 1),
    }
}

fn measured_beyond_ascii(rest: &str) -> (Option<Class>, usize) {
    let first = rest.chars().next().unwrap_or(' ');
    match first {
        _ if first.is_alphabetic() => (Some(Class::Word), letters(rest)),
        _ if first.is_whitespace() || is_unseen(&rest[..first.len_utf8()]) => (None, first.len_utf8()),
        _ => (Some(Class::Mark), first.len_utf8()),
    }
}

/// Characters that take no room and part no words: soft hyphens, joiners, marks of byte order.
fn is_unseen(character: &str) -> bool {
    matches!(character, "\u{ad}" | "\u{200b}" | "\u{200c}" | "\u{200d}" | "\u{2060}" | "\u{feff}")
}

/// The length of the letters at the start of a text.
fn letters(rest: &str) -> usize {
    let end = rest.bytes().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(rest.len());
    if rest.as_bytes().get(end).is_none_or(u8::is_ascii) {
        return end;
    }
    rest.find(|letter: char| !letter.is_alphabetic()).unwrap_or(rest.len())
}

/// The length of the number at the start of a text, as far as digits, points and commas make it.
fn digits(bytes: &[u8]) -> usize {
    let first = run(bytes, 0);
    let mut end = first;
    if first <= 3 && bytes.get(first) == Some(&b',') {
        end = thousands(bytes, first).or_else(|| lakhs(bytes, first)).unwrap_or(first);
    }
    let mut points = 0;
    while bytes.get(end) == Some(&b'.') && run(bytes, end + 1) > 0 {
        end += 1 + run(bytes, end + 1);
        points += 1;
    }
    // Where the comma is the decimal sign: `1.234,56`.
    let continental = points > 0 && first <= 3 && end == first + 4 * points && bytes.get(end) == Some(&b',');
    if continental && run(bytes, end + 1) == 2 { end + 3 } else { end }
}

/// How many digits stand at a place.
fn run(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len())
}

/// The end of groups of three digits that begin with the comma at `at`.
fn thousands(bytes: &[u8], at: usize) -> Option<usize> {
    let mut end = at;
    while bytes.get(end) == Some(&b',') && group(bytes, end + 1, 3) {
        end += 4;
    }
    (end > at).then_some(end)
}

/// The end of groups of two digits and one of three, as crores and lakhs are written.
fn lakhs(bytes: &[u8], at: usize) -> Option<usize> {
    /// No number of news has more of them: the look ahead stays short.
    const MOST: usize = 6;
    let mut end = at;
    for _ in 0..MOST {
        if bytes.get(end) != Some(&b',') {
            return None;
        }
        if group(bytes, end + 1, 3) {
            return (end > at).then_some(end + 4);
        }
        if !group(bytes, end + 1, 2) {
            return None;
        }
        end += 3;
    }
    None
}

/// Whether exactly so many digits stand at a place.
fn group(bytes: &[u8], at: usize, length: usize) -> bool {
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (at..at + length).all(is_digit) && !is_digit(at + length)
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

    #[test]
    fn commas_stay_in_numbers_and_part_lists() {
        for (text, expected) in [
            ("12,34,567.89", &["12,34,567.89"][..]),
            ("1,234,567,89", &["1,234,567", ",", "89"]),
            ("22,24,26", &["22", ",", "24", ",", "26"]),
            ("1986,500", &["1986", ",", "500"]),
            ("1.234,56", &["1.234,56"]),
            ("12.10.2025,", &["12.10.2025", ","]),
            ("1.5,20", &["1.5", ",", "20"]),
        ] {
            let page = Page::of(text, Span::new(text, 0, text.len()).unwrap(), Vec::new());
            let list: Vec<&str> = page.tokens.iter().map(|token| token.text).collect();
            assert_eq!(list, expected, "{text}");
        }
    }
}
