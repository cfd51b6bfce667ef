//! Words, by UAX #29 with our own rules for what a reader of news calls one word:
//!
//! - split at `.`, `:` and `_` between letters (`end.The`), dotted initials and numbers excepted: `U.S.` is one word, its last dot included;
//! - a comma or semicolon joins digits only as a digit group (`1,500,000`, `12,34,567`); `1,2,3` is three numbers;
//! - the possessive `'s` belongs to no word.
//!
//! Text without non-ASCII characters takes a short path that a property test holds to the long one.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// Calls `found` with the byte range of every word of `text`, in order.
pub fn each_word(text: &str, mut found: impl FnMut(Range<usize>)) {
    each_chunk(text, |chunk| {
        let ascii = text[chunk.clone()].is_ascii();
        let segment = if ascii { ascii_segments } else { unicode_segments };
        segment(text, chunk, &mut |raw| refine(text, raw, &mut found));
    });
}

/// The words of `text` in a list; for short texts such as queries.
#[must_use]
pub fn words(text: &str) -> Vec<Range<usize>> {
    let mut list = Vec::new();
    each_word(text, |word| list.push(word));
    list
}

/// Whether a character is an apostrophe in any of the ways the web writes one.
#[must_use]
pub fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{02BC}' | '\u{FF07}')
}

/// UAX #29 breaks at every space, so the text can be cut there first.
fn each_chunk(text: &str, mut found: impl FnMut(Range<usize>)) {
    let mut start = None;
    for (at, byte) in text.bytes().enumerate() {
        if byte.is_ascii_whitespace() {
            if let Some(start) = start.take() {
                found(start..at);
            }
        } else if start.is_none() {
            start = Some(at);
        }
    }
    if let Some(start) = start {
        found(start..text.len());
    }
}

type Sink<'a> = dyn FnMut(Range<usize>) + 'a;

fn unicode_segments(text: &str, chunk: Range<usize>, found: &mut Sink<'_>) {
    for (at, segment) in text[chunk.clone()].split_word_bound_indices() {
        if segment.chars().any(char::is_alphanumeric) {
            let start = chunk.start + at;
            found(start..start + segment.len());
        }
    }
}

/// The same segments for a chunk of ASCII: letters, digits and `_` joined, `.` `:` `'` between letters, `.` `,` `;` `'` between digits.
fn ascii_segments(text: &str, chunk: Range<usize>, found: &mut Sink<'_>) {
    let bytes = text.as_bytes();
    let mut at = chunk.start;
    while at < chunk.end {
        if !is_wordy(bytes[at]) {
            at += 1;
            continue;
        }
        let start = at;
        let mut named = false;
        loop {
            named |= bytes[at] != b'_';
            at += 1;
            let next = bytes.get(at + 1).filter(|_| at + 1 < chunk.end);
            let goes_on = at < chunk.end && is_wordy(bytes[at]);
            if !goes_on {
                match next {
                    Some(&next) if joins(bytes[at - 1], bytes[at], next) => at += 1,
                    _ => break,
                }
            }
        }
        if named {
            found(start..at);
        }
    }
}

fn is_wordy(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn joins(before: u8, joiner: u8, after: u8) -> bool {
    let letters = before.is_ascii_alphabetic() && after.is_ascii_alphabetic();
    let digits = before.is_ascii_digit() && after.is_ascii_digit();
    match joiner {
        b'.' | b'\'' => letters || digits,
        b':' => letters,
        b',' | b';' => digits,
        _ => false,
    }
}

/// Applies the rules of this module to one UAX #29 segment.
fn refine(text: &str, raw: Range<usize>, found: &mut impl FnMut(Range<usize>)) {
    let segment = &text[raw.clone()];
    if segment.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        if segment != "s" || !follows_apostrophe(text, raw.start) {
            found(raw);
        }
        return;
    }
    if is_dotted_initials(segment) {
        let dot = usize::from(text[raw.end..].starts_with('.'));
        return found(raw.start..raw.end + dot);
    }
    let (mut start, mut run) = (0, Run::default());
    for (at, character) in segment.char_indices() {
        if splits(segment, at, character, &mut run) {
            emit(text, raw.start + start..raw.start + at, found);
            start = at + character.len_utf8();
        }
    }
    emit(text, raw.start + start..raw.end, found);
}

/// Single letters with dots between them: `U.S`, `e.g`, `U.N.E.S.C.O`.
fn is_dotted_initials(segment: &str) -> bool {
    let mut parts = segment.split('.');
    let single = |part: &str| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    };
    segment.contains('.') && parts.all(single)
}

fn splits(segment: &str, at: usize, character: char, run: &mut Run) -> bool {
    let (before, after) = (&segment[..at], &segment[at + character.len_utf8()..]);
    let digit_before = before.chars().next_back().is_some_and(|last| last.is_ascii_digit());
    let digit_after = after.chars().next().is_some_and(|next| next.is_ascii_digit());
    match character {
        ';' => true,
        ',' => {
            if at >= run.end {
                *run = Run::around(segment, at);
            }
            !run.grouped
        }
        '.' | ':' | '_' => !(digit_before && digit_after),
        _ => false,
    }
}

/// Digits and commas in a row, looked at once for all of its commas: a table without spaces is one such row.
#[derive(Default)]
struct Run {
    end: usize,
    /// Whether it is a well-formed number: 1 to 3 digits, then groups of 2 or 3, the last of 3.
    grouped: bool,
}

impl Run {
    /// The run around its first comma, which stands at `at`.
    fn around(segment: &str, at: usize) -> Self {
        let bytes = segment.as_bytes();
        let start = at - bytes[..at].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let of_number = |byte: &&u8| byte.is_ascii_digit() || **byte == b',';
        let end = at + bytes[at..].iter().take_while(of_number).count();
        let mut lengths = segment[start..end].split(',').map(str::len);
        let first = lengths.next().unwrap_or_default();
        let last = lengths.next_back().unwrap_or_default();
        let all_are = |length| lengths.clone().all(|inner| inner == length);
        Self { end, grouped: (1..=3).contains(&first) && last == 3 && (all_are(3) || all_are(2)) }
    }
}

/// Hands on one word, without a possessive `'s`; nothing where no letter or digit is left.
fn emit(text: &str, word: Range<usize>, found: &mut impl FnMut(Range<usize>)) {
    let slice = &text[word.clone()];
    if slice == "s" && follows_apostrophe(text, word.start) {
        return;
    }
    let end = word.start + without_possessive(slice).len();
    if text[word.start..end].chars().any(char::is_alphanumeric) {
        found(word.start..end);
    }
}

/// `1990's`: UAX #29 makes a word of the `s` behind a number's apostrophe; a reader does not.
fn follows_apostrophe(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    before.next().is_some_and(is_apostrophe) && before.next().is_some_and(|last| last.is_ascii_digit())
}

fn without_possessive(word: &str) -> &str {
    let Some(stem) = word.strip_suffix(['s', 'S']) else {
        return word;
    };
    match stem.char_indices().next_back() {
        Some((at, last)) if at > 0 && is_apostrophe(last) => &stem[..at],
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        words(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn words_are_what_a_reader_calls_a_word() {
        assert_eq!(cut("He said: \"end.The U.S. vote\""), ["He", "said", "end", "The", "U.S.", "vote"]);
        assert_eq!(cut("cross-border e.g. a_b foo_bar"), ["cross", "border", "e.g.", "a", "b", "foo", "bar"]);
        assert_eq!(
            cut("St.Louis v1.2 http://www.a.org/x_y"),
            ["St", "Louis", "v1.2", "http", "www", "a", "org", "x", "y"]
        );
        assert_eq!(cut("don't O\u{2019}Brien"), ["don't", "O\u{2019}Brien"]);
    }

    #[test]
    fn numbers_stay_whole_and_lists_of_numbers_do_not_merge() {
        assert_eq!(cut("1,500,000 3.14 12,34,567 10:30"), ["1,500,000", "3.14", "12,34,567", "10", "30"]);
        assert_eq!(cut("1,2,3 20;30 5.8bn 58,12"), ["1", "2", "3", "20", "30", "5.8bn", "58", "12"]);
        assert_eq!(cut("1_000 COVID-19 G20"), ["1_000", "COVID", "19", "G20"]);
    }

    #[test]
    fn the_possessive_belongs_to_no_word() {
        assert_eq!(
            cut("Kabul's Taliban\u{2019}s TTP'S 1990's James' it's"),
            ["Kabul", "Taliban", "TTP", "1990", "James", "it"]
        );
    }

    /// Looks at the whole run for each comma.
    fn is_grouped_by_itself(segment: &str, at: usize) -> bool {
        let bytes = segment.as_bytes();
        let of_number = |byte: &u8| byte.is_ascii_digit() || *byte == b',';
        let start = at - bytes[..at].iter().rev().take_while(|byte| of_number(byte)).count();
        let end = at + bytes[at..].iter().take_while(|byte| of_number(byte)).count();
        let mut lengths = segment[start..end].split(',').map(str::len);
        let first = lengths.next().unwrap_or_default();
        let rest: Vec<usize> = lengths.collect();
        let inner_is_well_formed = rest.iter().all(|length| *length == 3)
            || rest.split_last().is_some_and(|(last, inner)| *last == 3 && inner.iter().all(|length| *length == 2));
        (1..=3).contains(&first) && inner_is_well_formed
    }

    #[test]
    fn a_run_of_digits_and_commas_of_any_length_is_looked_at_once() {
        let one_number = "123,456,".repeat(250_000) + "789";
        assert_eq!(cut(&one_number), [one_number.as_str()]);
        assert_eq!(words(&"1,".repeat(1_000_000)).len(), 1_000_000);
    }

    #[test]
    fn a_word_of_any_length_is_one_word() {
        let long = "a".repeat(200_000);
        assert_eq!(cut(&long), [long.as_str()]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]
        #[test]
        fn the_short_path_for_ascii_finds_the_words_of_the_long_one(chunk in "[aZs09_.:,;' \\-()]{0,14}") {
            let collect = |segments: fn(&str, Range<usize>, &mut Sink<'_>)| {
                let mut list = Vec::new();
                each_chunk(&chunk, |part| segments(&chunk, part, &mut |raw| list.push(raw)));
                list
            };
            prop_assert_eq!(collect(ascii_segments), collect(unicode_segments));
        }

        #[test]
        fn each_comma_splits_as_if_its_run_were_looked_at_for_it_alone(segment in "[a1.,;]{0,4}([0-9]{2,3},|1,|[a.,;]){0,6}[0-9.,a]{0,4}") {
            let mut run = Run::default();
            for (at, _) in segment.match_indices(',') {
                prop_assert_eq!(splits(&segment, at, ',', &mut run), !is_grouped_by_itself(&segment, at), "{}", at);
            }
        }

        #[test]
        fn words_are_in_order_and_on_character_boundaries(text in "\\PC{0,40}") {
            let mut last = 0;
            for word in words(&text) {
                prop_assert!(word.start >= last && word.end > word.start);
                prop_assert!(text.get(word.clone()).is_some());
                last = word.end;
            }
        }
    }
}
