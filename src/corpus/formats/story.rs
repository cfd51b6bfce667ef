//! What a format gathers of a record, and how a draft is put together from it: what introduces the text, the text, what stands beside it.

use std::collections::HashSet;
use std::ops::Range;

use super::html::{Line, collapsed, shown_lines};
use crate::article::{Meta, Zone};
use crate::corpus::Draft;
use crate::text::paragraphs::paragraphs;

/// The paragraphs of a body and their zones.
type Layout = Vec<(Range<usize>, Zone)>;

/// A record as its format understood it.
#[derive(Default)]
pub struct Story {
    /// Its own id.
    pub id: Option<String>,
    pub headline: Option<String>,
    /// What introduces it, then its text, then what stands beside it.
    pub lines: Vec<Line>,
    pub meta: Meta,
}

impl Story {
    /// Whether there is nothing to read in it.
    pub fn is_empty(&self) -> bool {
        self.headline.is_none() && self.lines.is_empty()
    }

    /// Puts `before` in front of the lines, without what they or the headline say already, and nothing twice.
    pub fn introduce(&mut self, before: Vec<Line>) {
        self.leave_headline();
        let said: HashSet<&str> = self.lines.iter().map(|line| line.text.as_str()).collect();
        let headline = self.headline.as_deref();
        let mut own = HashSet::new();
        let mut is_new = |text: &String| headline != Some(text) && !said.contains(&**text) && own.insert(text.clone());
        let mut new: Vec<Line> = before.into_iter().filter(|line| is_new(&line.text)).collect();
        new.append(&mut self.lines);
        self.lines = new;
    }

    /// Leaves out a headline that opens the text once more.
    fn leave_headline(&mut self) {
        if self.lines.first().is_some_and(|line| Some(&line.text) == self.headline.as_ref()) {
            self.lines.remove(0);
        }
    }

    /// The draft, paragraph by paragraph.
    pub fn draft(mut self) -> Draft {
        self.leave_headline();
        let (body, layout) = framed(&self.lines, "", &[]);
        let layout = Some(layout.unwrap_or_default());
        Draft { headline: self.headline, body, headline_inside: false, meta: self.meta, layout, ..Draft::default() }
    }
}

/// HTML on one line, as titles of feeds are; none if it shows nothing.
pub fn html_line(html: &str) -> Option<String> {
    let shown: Vec<String> = shown_lines(html).into_iter().map(|line| line.text).collect();
    let line = if shown.is_empty() { collapsed(html) } else { shown.join(" ") };
    Some(line).filter(|line| !line.is_empty())
}

/// The lines of HTML, those of its text in `zone`. What holds nothing but a no-break space is there to keep lines apart.
pub fn html_lines(html: &str, zone: Zone) -> Vec<Line> {
    let zoned = |line: Line| if line.zone == Zone::Body { Line { zone, ..line } } else { line };
    shown_lines(html).into_iter().filter(|line| !line.text.trim().is_empty()).map(zoned).collect()
}

/// The lines of a summary whose words the text does not hold already: most summaries are the first words of the text and an ellipsis.
pub fn summary(lines: Vec<Line>, text: &[Line]) -> Vec<Line> {
    /// What has more lines is no summary, and each is looked for in the whole text.
    const MOST_LINES: usize = 20;
    let joined = |lines: &[Line]| lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
    let text = joined(text);
    let is_said = |line: &str| {
        let words = before_ellipsis(line);
        !words.is_empty() && text.contains(words)
    };
    match lines {
        lines if is_said(&joined(&lines)) => Vec::new(),
        lines if lines.len() > MOST_LINES => lines,
        lines => lines.into_iter().filter(|line| !is_said(&line.text)).collect(),
    }
}

/// The lines of a text without markup.
pub fn plain_lines(text: &str, zone: Zone) -> Vec<Line> {
    let lines = paragraphs(text).into_iter().map(|range| collapsed(&text[range]));
    lines.filter(|text| !text.is_empty()).map(|text| Line { text, zone }).collect()
}

/// Those of `lines` that `said` does not hold, words of one line compared; each is added to it.
pub fn unsaid(lines: Vec<Line>, said: &mut String) -> Vec<Line> {
    let is_new = |line: &Line| {
        let is_new = !said.contains(before_ellipsis(&line.text));
        if is_new {
            said.push('\n');
            said.push_str(&line.text);
        }
        is_new
    };
    lines.into_iter().filter(is_new).collect()
}

/// A text that stands byte for byte between lines; where there are such lines, the paragraphs of all are told.
pub fn framed(before: &[Line], body: &str, after: &[Line]) -> (String, Option<Layout>) {
    if before.is_empty() && after.is_empty() {
        return (body.to_owned(), None);
    }
    let (mut text, mut layout) = (String::with_capacity(body.len() + 256), Layout::new());
    for line in before {
        set(line, &mut text, &mut layout);
    }
    if !body.trim().is_empty() {
        part(&mut text);
        let start = text.len();
        layout.extend(paragraphs(body).into_iter().map(|at| (start + at.start..start + at.end, Zone::Body)));
        text.push_str(body);
    }
    for line in after {
        set(line, &mut text, &mut layout);
    }
    (text, Some(layout))
}

fn set(line: &Line, text: &mut String, layout: &mut Layout) {
    part(text);
    layout.push((text.len()..text.len() + line.text.len(), line.zone));
    text.push_str(&line.text);
}

/// A blank line behind what stands there already.
fn part(text: &mut String) {
    if !text.is_empty() {
        text.push_str("\n\n");
    }
}

/// What stands before an ellipsis at the end, or before one with a "read on" behind it.
pub fn before_ellipsis(text: &str) -> &str {
    /// `Continue reading` and a long headline.
    const LONGEST_LINK: usize = 160;
    let found = ["[…]", "[...]", "…", "..."].iter().filter_map(|mark| Some((text.rfind(mark)?, mark.len())));
    let ends =
        |(at, length): &(usize, usize)| text.len() - at - length <= LONGEST_LINK && is_link(&text[at + length..]);
    let last = found.filter(ends).map(|(at, _)| at).min();
    last.map_or(text, |at| &text[..at]).trim()
}

/// Whether words behind an ellipsis only lead on: words of the record's own would be lost with it.
fn is_link(behind: &str) -> bool {
    const LINKS: [&str; 9] = ["continue", "read ", "more", "keep reading", "full story", "see ", "view ", "[+", "["];
    let behind = behind.trim_start_matches([']', ')', '.', ' ', '(', '\u{a0}', '\u{2192}']).to_lowercase();
    behind.is_empty() || LINKS.iter().any(|link| behind.starts_with(link))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, zone: Zone) -> Line {
        Line { text: text.to_owned(), zone }
    }

    #[test]
    fn of_a_summary_only_the_lines_that_the_text_does_not_say_are_kept() {
        let text = [line("Ships wait in the harbour.", Zone::Body), line("The post Ships ends.", Zone::Body)];
        let lines =
            ["Ships wait in […]", "A strike holds.", "The post Ships ends."].map(|text| line(text, Zone::Standfirst));
        let kept: Vec<String> = summary(lines.into(), &text).into_iter().map(|line| line.text).collect();
        assert_eq!(kept, ["A strike holds."]);
    }

    #[test]
    fn a_summary_that_only_begins_the_text_is_not_kept_twice() {
        let text = [line("Ships wait in", Zone::Body), line("the harbour of Dunmarsh.", Zone::Body)];
        for same in ["Ships wait in the harbour […]", "Ships wait… Continue reading Ships", "Ships wait in"] {
            assert!(summary(vec![line(same, Zone::Standfirst)], &text).is_empty(), "{same}");
        }
        for other in ["A strike holds", "Ships wait in... and the crews are paid"] {
            assert_eq!(summary(vec![line(other, Zone::Standfirst)], &text).len(), 1, "{other}");
        }
    }
}
