//! Direct quotations: what stands between quotation marks, by the conventions of the press.
//!
//! A quotation ends at its closing mark, or with its paragraph; where the next paragraph opens with a mark again, it goes on there.
//! Single marks count where no double ones are open, and only where a closing one is found: an apostrophe is no mark. Who speaks is
//! not known here.

use std::ops::Range;

use crate::article::Span;

/// Calls `found` with the byte range between the marks of every quotation in `paragraphs` of `text`, in order. One that runs over
/// several paragraphs is given as one range.
pub fn each_quotation(text: &str, paragraphs: impl Iterator<Item = Span>, mut found: impl FnMut(Range<usize>)) {
    let mut open: Option<Range<usize>> = None;
    for paragraph in paragraphs {
        let slice = paragraph.of(text);
        let goes_on = slice.chars().next().is_some_and(|first| is_opening(first, None, slice.chars().nth(1)));
        if let Some(ended) = open.take_if(|_| !goes_on) {
            found(ended);
        }
        let mut reader = Reader { text: slice, base: paragraph.start(), open: open.take() };
        reader.read(&mut found);
        open = reader.open.map(|range| range.start..paragraph.end());
    }
    if let Some(ended) = open {
        found(ended);
    }
}

struct Reader<'a> {
    text: &'a str,
    /// Where the paragraph begins in the article.
    base: usize,
    /// The quotation that is open, from its first byte to the last that is known to be inside.
    open: Option<Range<usize>>,
}

impl Reader<'_> {
    fn read(&mut self, found: &mut impl FnMut(Range<usize>)) {
        let text = self.text;
        let mut skip_to = 0;
        // Marks are few: all other bytes are passed over without decoding them.
        for (at, _) in text.bytes().enumerate().filter(|(_, byte)| may_begin_mark(*byte)) {
            let Some(mark) = text.get(at..).and_then(|rest| rest.chars().next()).filter(|_| at >= skip_to) else {
                continue;
            };
            let (before, after) = (text[..at].chars().next_back(), text[at + mark.len_utf8()..].chars().next());
            if is_double(mark) {
                self.double(at, mark, before, after, found);
            } else if self.open.is_none()
                && let Some(end) = single(text, at, mark, before)
            {
                found(self.base + at + mark.len_utf8()..self.base + end);
                skip_to = end;
            }
        }
    }

    fn double(
        &mut self,
        at: usize,
        mark: char,
        before: Option<char>,
        after: Option<char>,
        found: &mut impl FnMut(Range<usize>),
    ) {
        let inside = self.base + at + mark.len_utf8();
        if is_opening(mark, before, after) {
            // At the head of a paragraph an open quotation goes on; elsewhere a second opening mark shows that the first was none.
            if at > 0 || self.open.is_none() {
                self.open = Some(inside..inside);
            }
        } else if let Some(open) = self.open.take() {
            found(open.start..self.base + at);
        }
    }
}

/// Whether a mark may begin with this byte: the straight ones, and the first bytes of all others.
fn may_begin_mark(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | 0xC2 | 0xE2 | 0xEF)
}

fn is_double(character: char) -> bool {
    matches!(character, '"' | '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{201F}' | '\u{AB}' | '\u{BB}' | '\u{FF02}')
}

/// Whether a double mark opens: a curly one says so itself, a straight one by what stands beside it.
fn is_opening(mark: char, before: Option<char>, after: Option<char>) -> bool {
    match mark {
        '\u{201E}' | '\u{201F}' | '\u{AB}' => true,
        // German closes with the mark that English opens with, and so do slips.
        '\u{201C}' => begins(before) || after.is_some_and(char::is_alphanumeric),
        '"' | '\u{FF02}' => begins(before) && after.is_some_and(|after| !after.is_whitespace()),
        _ => false,
    }
}

/// Whether a word may begin behind this.
fn begins(before: Option<char>) -> bool {
    before.is_none_or(|before| {
        before.is_whitespace() || matches!(before, '(' | '[' | '\u{2014}' | '\u{2013}' | '-' | '/' | ':')
    })
}

/// Where the quotation ends that a single mark at `at` opens; none if it opens none.
fn single(text: &str, at: usize, mark: char, before: Option<char>) -> Option<usize> {
    let curly = mark == '\u{2018}';
    let inside = at + mark.len_utf8();
    if !(curly || mark == '\'') || !begins(before) || !text[inside..].starts_with(char::is_alphanumeric) {
        return None;
    }
    let rest = up_to_next(&text[inside..], mark);
    let closing = if curly { '\u{2019}' } else { '\'' };
    let is_apostrophe = |end: &usize| rest[end + closing.len_utf8()..].starts_with(char::is_alphanumeric);
    let ends = || rest.match_indices(closing).map(|(end, _)| end).filter(|end| !is_apostrophe(end));
    // The stop or comma of a quotation stands inside: that tells its end from the apostrophe of a plural.
    let stopped = ends().find(|end| rest[..*end].ends_with(['.', ',', '?', '!', '\u{2026}']));
    let end = stopped.or_else(|| ends().next().filter(|_| curly))?;
    Some(inside + end)
}

/// The text up to the next mark that may open a quotation.
fn up_to_next(text: &str, mark: char) -> &str {
    let opens = |at: &usize| {
        begins(text[..*at].chars().next_back()) && text[at + mark.len_utf8()..].starts_with(char::is_alphanumeric)
    };
    let next = text.match_indices(mark).map(|(at, _)| at).find(|at| *at > 0 && opens(at));
    &text[..next.unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::paragraphs::paragraphs;

    fn quoted(text: &str) -> Vec<&str> {
        let blocks: Vec<Span> =
            paragraphs(text).into_iter().filter_map(|range| Span::new(text, range.start, range.end)).collect();
        let mut list = Vec::new();
        each_quotation(text, blocks.into_iter(), |range| list.push(&text[range]));
        list
    }

    #[test]
    fn quotations_stand_between_marks_of_any_kind() {
        assert_eq!(quoted("\"We go,\" he said. \"Now.\""), ["We go,", "Now."]);
        assert_eq!(
            quoted("\u{201C}We go,\u{201D} she said; \u{AB}on y va\u{BB}, \u{201E}los\u{201D}."),
            ["We go,", "on y va", "los"]
        );
        assert_eq!(
            quoted("A \u{2018}final\u{2019} warning. \u{2018}The workers\u{2019} rights went,\u{2019} he said."),
            ["final", "The workers\u{2019} rights went,"]
        );
        assert_eq!(quoted("'It ended,' he said."), ["It ended,"]);
    }

    #[test]
    fn a_mark_behind_a_word_closes_whatever_it_looks_like() {
        assert_eq!(quoted("Er sagte \u{201E}los\u{201C} und ging; it is \u{201C}safe\u{201C} now."), ["los", "safe"]);
        assert_eq!(
            quoted("He said \u{201C}\u{2018}Go,\u{2019} he told us.\u{201D}"),
            ["\u{2018}Go,\u{2019} he told us."]
        );
    }

    #[test]
    fn apostrophes_and_inches_open_nothing() {
        assert!(quoted("The workers' rights in the '90s, rock 'n' roll and a 5\" pipe.").is_empty());
        assert!(quoted("James\u{2019} house, don\u{2019}t.").is_empty());
    }

    #[test]
    fn a_quotation_ends_with_its_paragraph_unless_the_next_one_opens_with_a_mark() {
        assert_eq!(quoted("He said: \"One.\n\n\"Two,\" and left.\n\n\"Three.\n\nFour."), ["One.\n\n\"Two,", "Three."]);
    }
}
