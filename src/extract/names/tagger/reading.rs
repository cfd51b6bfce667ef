//! A text as the tagger sees it: its words, what stands between them, and where sentences begin.

use std::ops::Range;

use crate::text::sentences::each_sentence;
use crate::text::words::{each_word, is_apostrophe};

use super::words::{WordId, Words};

/// What stands before a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Nothing: the word begins a sentence.
    Start,
    /// White space only.
    Space,
    /// A hyphen with no white space.
    Hyphen,
    /// A dash, or a hyphen between spaces.
    Dash,
    /// The possessive of the word before.
    Possessive,
    /// A comma.
    Comma,
    /// A full stop: after an abbreviation, or one that ended no sentence.
    Stop,
    /// A quotation mark.
    Quote,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A slash.
    Slash,
    /// A colon.
    Colon,
    /// An ampersand.
    And,
    /// Anything else.
    Mark,
    /// A semicolon.
    Semicolon,
}

/// A word of the text.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What the tagger knows of the word itself.
    pub word: WordId,
    /// What stands before it.
    pub gap: Gap,
}

/// The words of a text, sentence by sentence. Kept from text to text so that its memory is.
#[derive(Debug, Default)]
pub struct Reading {
    /// The words in order.
    pub tokens: Vec<Token>,
    /// The sentences, as ranges of `tokens`.
    pub sentences: Vec<Range<usize>>,
}

impl Reading {
    /// Reads the blocks of `text` (byte ranges); what was read before is forgotten.
    pub fn read(&mut self, text: &str, blocks: impl Iterator<Item = Range<usize>>, words: &mut Words) {
        self.tokens.clear();
        self.sentences.clear();
        for block in blocks {
            each_sentence(text, block, |sentence| self.sentence(text, sentence, words));
        }
    }

    fn sentence(&mut self, text: &str, sentence: Range<usize>, words: &mut Words) {
        let first = self.tokens.len();
        let mut before = None;
        each_word(&text[sentence.clone()], |word| {
            let (start, end) = (sentence.start + word.start, sentence.start + word.end);
            let gap = before.map_or(Gap::Start, |before| gap(&text[before..start]));
            let word = words.id(&text[start..end]);
            self.tokens.push(Token { start: start as u32, end: end as u32, word, gap });
            before = Some(end);
        });
        if self.tokens.len() > first {
            self.sentences.push(first..self.tokens.len());
        }
    }
}

fn gap(between: &str) -> Gap {
    let marks = between.trim();
    let Some(first) = marks.chars().next() else {
        return Gap::Space;
    };
    match first {
        '-' | '\u{2010}' | '\u{2011}' | '\u{2013}' if marks.len() == between.len() => Gap::Hyphen,
        '-' | '\u{2012}'..='\u{2015}' => Gap::Dash,
        mark if is_apostrophe(mark) && is_possessive(&marks[mark.len_utf8()..]) => Gap::Possessive,
        ',' => Gap::Comma,
        '.' => Gap::Stop,
        '"' | '\'' | '\u{2018}'..='\u{201F}' | '\u{AB}' | '\u{BB}' | '`' => Gap::Quote,
        '(' | '[' => Gap::Open,
        ')' | ']' => Gap::Close,
        '/' => Gap::Slash,
        ':' => Gap::Colon,
        ';' => Gap::Semicolon,
        '&' => Gap::And,
        _ => Gap::Mark,
    }
}

/// Whether what follows an apostrophe is the `s` of a possessive.
fn is_possessive(rest: &str) -> bool {
    rest.starts_with(['s', 'S']) && !rest[1..].starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_tell_what_stands_between_two_words() {
        use Gap::{And, Close, Comma, Dash, Hyphen, Open, Possessive, Quote, Slash, Space};
        let between = ["", " ", "-", " - ", "'s ", "’s ", ", ", " (", ") ", "/", " \"", " & "];
        let gaps: Vec<Gap> = between.iter().map(|between| gap(between)).collect();
        assert_eq!(gaps, [Space, Space, Hyphen, Dash, Possessive, Possessive, Comma, Open, Close, Slash, Quote, And]);
    }
}
