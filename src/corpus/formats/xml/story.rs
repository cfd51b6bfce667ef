//! What every XML format gathers of a record, and how a draft is put together from it.

use std::collections::HashSet;
use std::ops::Range;

use crate::article::{Meta, Zone};
use crate::corpus::Draft;
use crate::corpus::formats::html::{Line, collapsed, shown_lines};

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

    /// Puts `before` in front of the lines, without what they say already.
    pub fn introduce(&mut self, before: Vec<Line>) {
        let said: HashSet<&str> = self.lines.iter().map(|line| line.text.as_str()).collect();
        let headline = self.headline.as_deref();
        let mut new: Vec<Line> =
            before.into_iter().filter(|line| headline != Some(&line.text) && !said.contains(&*line.text)).collect();
        new.append(&mut self.lines);
        self.lines = new;
    }

    /// The draft, paragraph by paragraph.
    pub fn draft(mut self) -> Draft {
        if self.lines.first().is_some_and(|line| Some(&line.text) == self.headline.as_ref()) {
            self.lines.remove(0);
        }
        let mut body = String::new();
        let mut layout: Vec<(Range<usize>, Zone)> = Vec::with_capacity(self.lines.len());
        for line in self.lines {
            if !body.is_empty() {
                body.push_str("\n\n");
            }
            let start = body.len();
            body.push_str(&line.text);
            layout.push((start..body.len(), line.zone));
        }
        Draft {
            headline: self.headline,
            body,
            headline_inside: false,
            meta: self.meta,
            layout: Some(layout),
            ..Draft::default()
        }
    }
}

/// HTML on one line, as titles of feeds are; none if it shows nothing.
pub fn html_line(html: &str) -> Option<String> {
    let shown: Vec<String> = shown_lines(html).into_iter().map(|line| line.text).collect();
    let line = if shown.is_empty() { collapsed(html) } else { shown.join(" ") };
    Some(line).filter(|line| !line.is_empty())
}

/// The lines of HTML, those of its text in `zone`.
pub fn html_lines(html: &str, zone: Zone) -> Vec<Line> {
    let zoned = |line: Line| if line.zone == Zone::Body { Line { zone, ..line } } else { line };
    shown_lines(html).into_iter().map(zoned).collect()
}

/// The lines of a summary, unless the text holds its words already: most summaries are the first words of the text and an ellipsis.
pub fn summary(lines: Vec<Line>, text: &[Line]) -> Vec<Line> {
    let joined = |lines: &[Line]| lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
    let said = joined(&lines);
    let words = before_ellipsis(&said);
    if !words.is_empty() && joined(text).contains(words) { Vec::new() } else { lines }
}

/// What stands before an ellipsis at the end, or before one with a "read on" behind it.
fn before_ellipsis(text: &str) -> &str {
    /// `Continue reading` and a long headline.
    const LONGEST_LINK: usize = 160;
    let found = ["[…]", "[...]", "…", "..."].iter().filter_map(|mark| Some((text.rfind(mark)?, mark.len())));
    let last = found.filter(|(at, length)| text.len() - at - length <= LONGEST_LINK).map(|(at, _)| at).min();
    last.map_or(text, |at| &text[..at]).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, zone: Zone) -> Line {
        Line { text: text.to_owned(), zone }
    }

    #[test]
    fn a_summary_that_only_begins_the_text_is_not_kept_twice() {
        let text = [line("Ships wait in", Zone::Body), line("the harbour of Dunmarsh.", Zone::Body)];
        for same in ["Ships wait in the harbour […]", "Ships wait… Continue reading Ships", "Ships wait in"] {
            assert!(summary(vec![line(same, Zone::Standfirst)], &text).is_empty(), "{same}");
        }
        assert_eq!(summary(vec![line("A strike holds", Zone::Standfirst)], &text).len(), 1);
    }
}
