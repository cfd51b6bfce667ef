//! Paragraphs: where the blocks of a body lie.
//!
//! A blank line ends a paragraph. In a text without blank lines each line break does, unless the text is hard-wrapped, which the
//! lengths of its lines tell; then a paragraph ends at a short line that closes a sentence, or before an indented one.

use std::ops::Range;

/// The byte ranges of the paragraphs of `text`, without the white space around them.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let lines = lines(text);
    let spaced = lines.iter().skip_while(|line| line.is_empty()).any(Range::is_empty)
        && lines.split(Range::is_empty).filter(|group| !group.is_empty()).count() > 1;
    if spaced {
        return lines.split(Range::is_empty).filter_map(joined).collect();
    }
    let filled: Vec<Range<usize>> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    match wrap_width(text, &filled) {
        Some(width) => unwrapped(text, &filled, width),
        None => filled,
    }
}

fn joined(group: &[Range<usize>]) -> Option<Range<usize>> {
    Some(group.first()?.start..group.last()?.end)
}

/// The trimmed lines; an empty range for a blank one.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut list = Vec::new();
    let mut start = 0;
    let mut rest = text.bytes().enumerate().peekable();
    while let Some((at, byte)) = rest.next() {
        if byte == b'\n' || byte == b'\r' {
            list.push(trimmed(text, start..at));
            if byte == b'\r' {
                rest.next_if(|(_, next)| *next == b'\n');
            }
            start = rest.peek().map_or(text.len(), |(next, _)| *next);
        }
    }
    list.push(trimmed(text, start..text.len()));
    list
}

fn trimmed(text: &str, line: Range<usize>) -> Range<usize> {
    let slice = &text[line.clone()];
    let start = line.start + slice.len() - slice.trim_start().len();
    start..start + slice.trim().len()
}

/// The width at which a text is hard-wrapped, in characters; none where its line breaks end paragraphs.
///
/// A wrapped text has at least `ENOUGH` lines, none much longer than a page is wide, most of them near the longest, and most of
/// them ending inside a sentence.
fn wrap_width(text: &str, lines: &[Range<usize>]) -> Option<usize> {
    const ENOUGH: usize = 4;
    const WIDEST: usize = 100;
    const NARROWEST: usize = 40;
    if lines.len() < ENOUGH {
        return None;
    }
    let width_of = |line: &Range<usize>| text[line.clone()].chars().count();
    let widest = lines.iter().map(width_of).max()?;
    if !(NARROWEST..=WIDEST).contains(&widest) {
        return None;
    }
    let full = lines.iter().filter(|line| width_of(line) * 10 >= widest * 8).count();
    let closed = lines.iter().filter(|line| closes(&text[(*line).clone()])).count();
    (full * 10 >= lines.len() * 6 && closed * 2 < lines.len()).then_some(widest)
}

fn unwrapped(text: &str, lines: &[Range<usize>], width: usize) -> Vec<Range<usize>> {
    let mut list: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for line in lines {
        let slice = &text[line.clone()];
        let indented = text[..line.start].ends_with([' ', '\t']);
        match list.last_mut() {
            Some(paragraph) if open && !indented => paragraph.end = line.end,
            _ => list.push(line.clone()),
        }
        open = !(closes(slice) && slice.chars().count() * 10 < width * 8);
    }
    list
}

/// Whether a line ends as a sentence does.
fn closes(line: &str) -> bool {
    line.trim_end_matches(['"', '\'', '\u{201D}', '\u{2019}', ')', ']']).ends_with(['.', '!', '?', '\u{2026}', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        paragraphs(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_blank_line_ends_a_paragraph_and_a_line_break_inside_does_not() {
        assert_eq!(cut("one\ntwo\n \nthree\r\n\r\n\r\nfour\n"), ["one\ntwo", "three", "four"]);
    }

    #[test]
    fn without_blank_lines_each_line_break_ends_a_paragraph() {
        assert_eq!(cut("A first long line.\nA second.\nA third."), ["A first long line.", "A second.", "A third."]);
        assert_eq!(cut("only one\n\n"), ["only one"]);
    }

    #[test]
    fn a_hard_wrapped_text_is_joined_up_to_its_short_lines() {
        let text = "The ministry said on Tuesday that the water level of the lake had\n\
                    risen again, and that the road along the southern shore would be\n\
                    closed until the end of the month.\n\
                    Farmers in the valley, who lost a third of their harvest in June,\n\
                    asked for help with seed and with the repair of the old dykes.";
        assert_eq!(cut(text).len(), 2);
    }

    #[test]
    fn a_body_of_only_white_space_has_no_paragraph() {
        assert!(cut(" \n\t\r\n").is_empty());
    }
}
