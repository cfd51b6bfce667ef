//! A tape: the terms of one field, already cut and placed, as one string on its way to tantivy. Articles are cut once, by our own
//! words and positions, and tantivy is told the result.
//!
//! One term a line; a line that begins with `U+0001` gives the position of the next term, which otherwise follows the last.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use xxhash_rust::xxh3::xxh3_128;

use crate::text::compounds::Compound;

const JUMP: char = '\u{1}';
const END: char = '\n';
/// What stands between a folded form and the form in the text.
pub const FORM: char = '\0';
/// Marks a term cut short; its hash follows.
const CUT: char = '\u{2}';
/// tantivy drops terms beyond 65 530 bytes; longer words are indexed by this many bytes and a hash of all.
const LONGEST: usize = 4096;

/// A tape being written.
#[derive(Debug, Default)]
pub struct Tape {
    text: String,
    next: u32,
}

impl Tape {
    /// Puts a word of the archive at `position`.
    pub fn word(&mut self, folded: &str, form: &str, position: u32) {
        self.go_to(position);
        push_key(folded, &mut self.text);
        if folded != form && form.len() <= LONGEST {
            self.text.push(FORM);
            self.text.push_str(form);
        }
        self.text.push(END);
    }

    /// Puts a mark at `position`.
    pub fn mark(&mut self, name: &str, position: u32) {
        self.go_to(position);
        self.text.push_str(name);
        self.text.push(END);
    }

    fn go_to(&mut self, position: u32) {
        if position != self.next {
            self.text.push(JUMP);
            self.text.push_str(&position.to_string());
            self.text.push(END);
        }
        self.next = position + 1;
    }

    /// The finished tape.
    pub fn finish(self) -> String {
        self.text
    }
}

/// The term of a compound: in one piece, then its parts. One that is too long to be a word of anybody's is cut short, and then
/// found by nobody.
pub fn compound_key(compound: &Compound) -> String {
    let mut key = compound.joined();
    if key.len() <= LONGEST {
        key.push(FORM);
        key.push_str(&compound.parts.join("-"));
    } else {
        key = key_of(&key);
    }
    key
}

/// The compound of a term; none for one that was cut short.
pub fn compound_of(key: &[u8]) -> Option<Compound> {
    let (_, parts) = std::str::from_utf8(key).ok()?.split_once(FORM)?;
    Some(Compound { parts: parts.split('-').map(ToOwned::to_owned).collect() })
}

/// The term of a folded form.
pub fn key_of(folded: &str) -> String {
    let mut key = String::with_capacity(folded.len());
    push_key(folded, &mut key);
    key
}

fn push_key(folded: &str, out: &mut String) {
    if folded.len() <= LONGEST {
        return out.push_str(folded);
    }
    let cut = (0..=LONGEST).rev().find(|at| folded.is_char_boundary(*at)).unwrap_or_default();
    out.push_str(&folded[..cut]);
    out.push(CUT);
    out.push_str(&hex(xxh3_128(folded.as_bytes())));
}

fn hex(hash: u128) -> String {
    format!("{hash:032x}")
}

/// Reads tapes to tantivy.
#[derive(Clone, Default)]
pub struct TapeReader;

/// The stream of one tape.
pub struct TapeStream<'a> {
    lines: std::str::Split<'a, char>,
    token: Token,
    next: usize,
}

impl Tokenizer for TapeReader {
    type TokenStream<'a> = TapeStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TapeStream<'a> {
        TapeStream { lines: text.split(END), token: Token::default(), next: 0 }
    }
}

impl TokenStream for TapeStream<'_> {
    fn advance(&mut self) -> bool {
        for line in self.lines.by_ref() {
            if let Some(position) = line.strip_prefix(JUMP) {
                self.next = position.parse().unwrap_or(self.next);
            } else if !line.is_empty() {
                self.token.text.clear();
                self.token.text.push_str(line);
                self.token.position = self.next;
                self.next += 1;
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tape_gives_back_its_words_at_their_positions() {
        let mut tape = Tape::default();
        tape.word("us", "US", 0);
        tape.word("vote", "vote", 1);
        tape.word("vote", "Vote", 1002);
        tape.mark("p", 1003);
        let text = tape.finish();
        let mut reader = TapeReader;
        let mut stream = reader.token_stream(&text);
        let mut seen = Vec::new();
        while let Some(token) = stream.next() {
            seen.push((token.text.clone(), token.position));
        }
        let expected = [("us\0US", 0), ("vote", 1), ("vote\0Vote", 1002), ("p", 1003)];
        assert_eq!(seen, expected.map(|(text, position)| (text.to_owned(), position)));
    }

    #[test]
    fn no_word_is_too_long_for_the_index() {
        let (one, other) = ("a".repeat(100_000), "a".repeat(100_001));
        assert!(key_of(&one).len() < 5000);
        assert_ne!(key_of(&one), key_of(&other));
    }
}
