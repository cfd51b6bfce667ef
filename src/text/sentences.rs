//! Sentences of a paragraph. A stop ends one when white space follows (closing quotes and brackets between them belong to the
//! sentence) and what comes next does not begin in lower case; abbreviations and initials (`Mr.`, `Gen.`, `J.`, `U.S.`) do not end one.

use std::ops::Range;

/// Abbreviations after which a capital letter or a number follows in the same sentence.
const ABBREVIATIONS: [&str; 65] = [
    "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "maj", "capt", "cmdr", "adm", "sgt", "sen", "rep", "gov",
    "pres", "hon", "rev", "fr", "st", "mt", "ft", "no", "nos", "vs", "v", "vol", "fig", "pp", "p", "art", "sec", "ch",
    "inc", "ltd", "co", "corp", "bros", "plc", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct",
    "nov", "dec", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "rs", "approx", "est", "dept", "univ", "messrs",
];

/// Calls `found` with the byte range of every sentence of the block `text[block]`, in order, without the white space around it.
pub fn each_sentence(text: &str, block: Range<usize>, mut found: impl FnMut(Range<usize>)) {
    let slice = &text[block.clone()];
    let mut start = 0;
    for (at, byte) in slice.bytes().enumerate() {
        if !may_stop(byte) {
            continue;
        }
        let stop = slice.get(at..).and_then(|rest| rest.chars().next()).filter(|character| is_stop(*character));
        let end = stop.and_then(|stop| sentence_end(slice, start, at, stop));
        if let Some(end) = end {
            hand_on(slice, start..end, block.start, &mut found);
            start = end;
        }
    }
    hand_on(slice, start..slice.len(), block.start, &mut found);
}

fn hand_on(slice: &str, sentence: Range<usize>, offset: usize, found: &mut impl FnMut(Range<usize>)) {
    let whole = &slice[sentence.clone()];
    let start = offset + sentence.start + whole.len() - whole.trim_start().len();
    let length = whole.trim().len();
    if length > 0 {
        found(start..start + length);
    }
}

/// Whether a stop may begin with this byte: most bytes of a text need no further look.
fn may_stop(byte: u8) -> bool {
    matches!(byte, b'.' | b'!' | b'?' | 0xD8 | 0xDB | 0xE0 | 0xE2 | 0xE3 | 0xEF)
}

fn is_stop(character: char) -> bool {
    matches!(
        character,
        '.' | '!' | '?' | '\u{2026}' | '\u{3002}' | '\u{FF01}' | '\u{FF1F}' | '\u{061F}' | '\u{06D4}' | '\u{0964}'
    )
}

/// Where the sentence that may end with the stop at `at` ends; none if it goes on.
fn sentence_end(slice: &str, start: usize, at: usize, stop: char) -> Option<usize> {
    let after = at + stop.len_utf8();
    if slice[after..].chars().next().is_some_and(is_stop) {
        return None;
    }
    if matches!(stop, '\u{3002}' | '\u{FF01}' | '\u{FF1F}') {
        return Some(after);
    }
    let closers = slice[after..].chars().take_while(|next| is_closer(*next)).map(char::len_utf8).sum::<usize>();
    let end = after + closers;
    let rest = &slice[end..];
    let next = rest.trim_start().chars().find(|next| !is_opener(*next))?;
    let spaced = rest.starts_with(char::is_whitespace);
    let goes_on =
        !spaced || next.is_lowercase() || (stop == '.' && closers == 0 && is_abbreviated(&slice[start..at], next));
    (!goes_on).then_some(end)
}

fn is_closer(character: char) -> bool {
    matches!(character, '"' | '\'' | '\u{201D}' | '\u{2019}' | '\u{00BB}' | ')' | ']')
}

fn is_opener(character: char) -> bool {
    matches!(character, '"' | '\'' | '\u{201C}' | '\u{2018}' | '\u{00AB}' | '(' | '[')
}

/// Whether the word before a full stop is an abbreviation in front of `next`.
fn is_abbreviated(before: &str, next: char) -> bool {
    let word =
        before.rsplit(|character: char| !(character.is_alphanumeric() || character == '.')).next().unwrap_or_default();
    let mut letters = word.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    let number_follows = next.is_numeric();
    let lower = word.to_lowercase();
    match lower.as_str() {
        "no" | "nos" | "p" | "pp" | "v" | "vol" | "art" | "sec" | "ch" | "fig" => number_follows,
        "co" | "inc" | "ltd" | "corp" | "plc" | "sun" | "sat" | "mar" | "est" => next.is_lowercase() || number_follows,
        _ => initial || ABBREVIATIONS.contains(&lower.as_str()) || (word.contains('.') && is_title_like(&lower)),
    }
}

/// Dotted abbreviations that stand before a name or number rather than at the end of a sentence.
fn is_title_like(word: &str) -> bool {
    matches!(word, "u.s" | "u.n" | "u.k" | "e.u" | "e.g" | "i.e" | "lt.gen" | "maj.gen" | "brig.gen" | "p.j")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let mut list = Vec::new();
        each_sentence(text, 0..text.len(), |range| list.push(&text[range]));
        list
    }

    #[test]
    fn sentences_end_at_stops_and_take_their_closing_quotes() {
        assert_eq!(
            cut("He left. \u{201C}We lost.\u{201D} Who won? Nobody!"),
            ["He left.", "\u{201C}We lost.\u{201D}", "Who won?", "Nobody!"]
        );
        assert_eq!(cut("\"It ended,\" he said. 58 died"), ["\"It ended,\" he said.", "58 died"]);
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_a_sentence() {
        for whole in [
            "Mr. Asif met Gen. J. Munir on Nov. 6 in the hall.",
            "The U.S. Army paid Rs. 3.5 million for No. 7, e.g. today.",
        ] {
            assert_eq!(cut(whole), [whole]);
        }
    }

    #[test]
    fn a_stop_before_lower_case_goes_on() {
        assert_eq!(
            cut("\"Why?\" she asked. He paused... then spoke."),
            ["\"Why?\" she asked.", "He paused... then spoke."]
        );
    }
}
