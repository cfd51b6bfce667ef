//! Archive text is hostile: what a terminal would obey is made visible before it is printed.

use std::borrow::Cow;

/// `text` on one line, without anything a terminal obeys: line breaks and tabs become spaces; control characters (`ESC` and C1
/// included) and the marks that reverse the order of what follows become `U+FFFD`.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().any(|character| harmless(character) != character) {
        Cow::Owned(text.chars().map(harmless).collect())
    } else {
        Cow::Borrowed(text)
    }
}

fn harmless(character: char) -> char {
    match character {
        '\n' | '\r' | '\t' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        _ if character.is_control() => char::REPLACEMENT_CHARACTER,
        _ => character,
    }
}

/// As much of a headline, a query or a message is shown on a terminal, in characters: four lines. What is longer is somebody's mistake, or
/// malice; output for machines has it whole.
pub const MOST_SHOWN: usize = 300;

/// How many bytes the first `most` characters of `text` take; none if it has no more than these.
#[must_use]
pub fn cut(text: &str, most: usize) -> Option<usize> {
    text.char_indices().nth(most).map(|(at, _)| at)
}

/// `text`, or its first [`MOST_SHOWN`] characters and `…`.
#[must_use]
pub fn shortened(text: &str) -> Cow<'_, str> {
    cut(text, MOST_SHOWN).map_or(Cow::Borrowed(text), |end| Cow::Owned(format!("{}\u{2026}", &text[..end])))
}

/// A text on one line, whatever line breaks and controls stand in it.
#[must_use]
pub fn one_line(name: &str) -> String {
    let space = |character: char| character.is_whitespace() || character.is_control();
    name.split(space).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_control_sequence_reaches_the_terminal() {
        assert_eq!(printable("a\u{1b}[31mb\u{9b}c\u{202e}d\ne"), "a\u{fffd}[31mb\u{fffd}c\u{fffd}d e");
        assert!(matches!(printable("Kabul\u{2019}s plain text"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_is_too_long_is_cut_at_a_character() {
        assert_eq!(shortened(&"é".repeat(300)), "é".repeat(300));
        assert_eq!(shortened(&"é".repeat(301)), "é".repeat(300) + "\u{2026}");
    }
}
