//! A sentence around quotations, cut into what the rules read: words, names, and each quotation as one token.

use std::ops::Range;

use crate::article::{Mention, Span};
use crate::text::words::each_word;

use super::vocabulary::{Class, class_of};

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Spaces, hyphens, brackets; a full stop too, since inside a sentence it ends an abbreviation.
    Plain,
    /// A comma or a semicolon.
    Comma,
    /// A dash.
    Dash,
    /// A colon.
    Colon,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Is {
    /// A word, with its classes.
    Word(Class),
    /// A name: an index into the article's mentions.
    Name(usize),
    /// A quotation: an index into the quotations of the part.
    Quote(usize),
}

/// A token.
#[derive(Debug, Clone)]
pub struct Token {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it is.
    pub is: Is,
    /// What stands before it.
    pub gap: Gap,
    /// Whether `'s` follows, or an apostrophe behind `s`.
    pub possessive: bool,
    /// Whether it begins with a capital.
    pub capital: bool,
}

impl Token {
    /// Whether it is a word of any of these classes.
    pub fn any(&self, classes: Class) -> bool {
        matches!(self.is, Is::Word(class) if class.any(classes))
    }

    /// Whether it is a quotation.
    pub fn is_quote(&self) -> bool {
        matches!(self.is, Is::Quote(_))
    }
}

/// The tokens of `text[sentence]`. `quotes` are the quotations that overlap it, with the number of the first.
pub fn tokens(text: &str, sentence: Range<usize>, quotes: (&[Range<usize>], usize), names: &[Mention]) -> Vec<Token> {
    let first = names.partition_point(|name| name.span.start() < sentence.start);
    let mut cutter = Cutter { text, names, next: first, list: Vec::new(), at: sentence.start, depth: 0 };
    for (number, quote) in quotes.0.iter().enumerate() {
        cutter.narrative(quote.start.clamp(cutter.at, sentence.end));
        let end = quote.end.min(sentence.end);
        cutter.push(quote.start.max(sentence.start).min(end)..end, Is::Quote(quotes.1 + number));
        cutter.depth = 0;
    }
    cutter.narrative(sentence.end);
    cutter.list
}

struct Cutter<'a> {
    text: &'a str,
    names: &'a [Mention],
    /// The first name that was not passed yet.
    next: usize,
    list: Vec<Token>,
    /// How far the text was read.
    at: usize,
    /// How many brackets are open.
    depth: u32,
}

impl Cutter<'_> {
    /// Reads the words up to `end`. What stands in brackets is left out: it says something of what stands before them.
    fn narrative(&mut self, end: usize) {
        // A name may reach beyond the sentence in which it begins.
        if end <= self.at {
            return;
        }
        let (start, mut from) = (self.at, self.at);
        let text = self.text;
        each_word(&text[start..end], |word| {
            let word = start + word.start..start + word.end;
            self.count_brackets(&text[from.min(word.start)..word.start]);
            from = word.end;
            if self.depth == 0 {
                self.word(word);
            }
        });
        self.count_brackets(&text[from.min(end)..end]);
    }

    fn count_brackets(&mut self, gap: &str) {
        for byte in gap.bytes() {
            match byte {
                b'(' | b'[' | b'<' => self.depth += 1,
                b')' | b']' | b'>' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
    }

    fn word(&mut self, word: Range<usize>) {
        while self.names.get(self.next).is_some_and(|name| name.span.end() <= word.start) {
            self.next += 1;
        }
        let name = self.names.get(self.next).filter(|name| name.span.start() < word.end);
        match name.map(|name| name.span) {
            Some(span) if self.list.last().is_some_and(|last| last.range.end >= span.end()) => {}
            Some(span) => self.push(span.start().max(self.at)..span.end(), Is::Name(self.next)),
            None => self.push(word.clone(), Is::Word(classes(&self.text[word]))),
        }
    }

    fn push(&mut self, range: Range<usize>, is: Is) {
        let text = self.text;
        let gap = if self.list.is_empty() { Gap::Plain } else { gap_of(&text[self.at.min(range.start)..range.start]) };
        let capital = text[range.clone()].chars().next().is_some_and(char::is_uppercase);
        let possessive = !matches!(is, Is::Quote(_)) && is_possessive(&text[range.start..], range.len());
        self.at = range.end.max(self.at);
        self.list.push(Token { range, is, gap, possessive, capital });
    }
}

fn classes(word: &str) -> Class {
    /// No word of the tables is longer.
    const LONGEST: usize = 24;
    if word.len() > LONGEST { Class::default() } else { class_of(&word.replace('\u{2019}', "'").to_lowercase()) }
}

fn is_possessive(rest: &str, length: usize) -> bool {
    let (word, after) = rest.split_at(length);
    let mut after = after.chars();
    let mark = after.next().is_some_and(|mark| matches!(mark, '\'' | '\u{2019}'));
    let next = after.next();
    mark && (matches!(next, Some('s' | 'S')) || word.ends_with(['s', 'S']) && next.is_some_and(char::is_whitespace))
}

/// The strongest mark of a gap.
fn gap_of(gap: &str) -> Gap {
    let spaced = gap.trim_start_matches(['\'', '\u{2019}', 's', '"', '\u{201D}']).starts_with([' ', '\n']);
    let dashed = spaced || gap.contains("- ") || gap.contains("--");
    let mark = |character: char| match character {
        ':' => Gap::Colon,
        '\u{2014}' | '\u{2013}' | '\u{2022}' => Gap::Dash,
        '-' if dashed => Gap::Dash,
        ',' | ';' => Gap::Comma,
        _ => Gap::Plain,
    };
    gap.chars().map(mark).max().unwrap_or(Gap::Plain)
}

/// The span of a token.
pub fn span_of(text: &str, range: &Range<usize>) -> Option<Span> {
    Span::new(text, range.start, range.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_is_what_its_strongest_mark_says() {
        for (gap, is) in
            [(" ", Gap::Plain), (", ", Gap::Comma), (": \"", Gap::Colon), (" - ", Gap::Dash), ("-", Gap::Plain)]
        {
            assert_eq!(gap_of(gap), is, "{gap:?}");
        }
    }

    #[test]
    fn brackets_hold_no_words_and_a_possessive_is_seen() {
        let text = "The board (IWSB) of Kabul's port, said";
        let list = tokens(text, 0..text.len(), (&[], 0), &[]);
        let words: Vec<&str> = list.iter().map(|token| &text[token.range.clone()]).collect();
        assert_eq!(words, ["The", "board", "of", "Kabul", "port", "said"]);
        assert!(list[3].possessive && !list[4].possessive);
        assert_eq!(list[5].gap, Gap::Comma);
    }
}
