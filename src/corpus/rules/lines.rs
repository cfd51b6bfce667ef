//! Lines that the rules know as junk, and lines that look like junk and are text.

use std::borrow::Cow;
use std::ops::Range;

use regex::Regex;

use super::globs::Globs;
use crate::article::Zone;

/// A block of `[[boilerplate]]` or `[[body]]`.
#[derive(Debug)]
pub struct LineRule {
    pub folder: Option<Globs>,
    /// The sources of which it holds, in small letters; of all where there is none.
    pub sources: Vec<String>,
    /// Lines as they stand, white space aside.
    pub lines: Vec<String>,
    pub patterns: Vec<Regex>,
    /// What it makes of a line: boilerplate, or body.
    pub zone: Zone,
    pub hash: u64,
}

impl LineRule {
    fn holds(&self, line: &str) -> bool {
        self.lines.iter().any(|own| own == line) || self.patterns.iter().any(|pattern| pattern.is_match(line))
    }

    pub fn is_of(&self, source: &str) -> bool {
        self.sources.is_empty() || self.sources.contains(&source.to_lowercase())
    }
}

/// A line as it is compared: no white space around it, and one space for any within.
pub fn plain(line: &str) -> Cow<'_, str> {
    let line = line.trim();
    let is_plain = !line.contains("  ") && line.chars().all(|letter| letter == ' ' || !letter.is_whitespace());
    if is_plain { Cow::Borrowed(line) } else { Cow::Owned(line.split_whitespace().collect::<Vec<_>>().join(" ")) }
}

/// What the rules say of the lines of one article.
pub struct Marks<'a>(pub(super) Vec<&'a LineRule>);

impl Marks<'_> {
    /// What a line or paragraph is, where a rule knows it. What is called both is text: hidden text is the worse mistake.
    #[must_use]
    pub fn zone_of(&self, line: &str) -> Option<Zone> {
        if self.0.is_empty() {
            return None;
        }
        let line = plain(line);
        let says = |zone| self.0.iter().any(|rule| rule.zone == zone && rule.holds(&line));
        [Zone::Body, Zone::Boilerplate].into_iter().find(|zone| !line.is_empty() && says(*zone))
    }

    /// Cuts a paragraph where the rules know some of its lines: each piece with its zone, none where no rule knows it.
    #[must_use]
    pub fn cut(&self, text: &str, block: Range<usize>) -> Vec<(Range<usize>, Option<Zone>)> {
        let whole = self.zone_of(&text[block.clone()]);
        if self.0.is_empty() || whole.is_some() || !text[block.clone()].contains(['\n', '\r']) {
            return vec![(block, whole)];
        }
        let mut pieces: Vec<(Range<usize>, Option<Zone>)> = Vec::new();
        for line in lines(text, block) {
            let zone = self.zone_of(&text[line.clone()]);
            match pieces.last_mut() {
                Some((last, known)) if *known == zone => last.end = line.end,
                _ => pieces.push((line, zone)),
            }
        }
        pieces
    }
}

/// The lines of a block that hold something, without the white space around them.
fn lines(text: &str, block: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let start = block.start;
    let mut at = 0;
    text[block].split_inclusive(['\n', '\r']).filter_map(move |line| {
        let lead = line.len() - line.trim_start().len();
        let from = start + at + lead;
        at += line.len();
        let length = line.trim().len();
        (length > 0).then(|| from..from + length)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(zone: Zone, line: &str, pattern: &str) -> LineRule {
        let patterns = vec![Regex::new(pattern).unwrap()];
        LineRule { folder: None, sources: Vec::new(), lines: vec![line.to_owned()], patterns, zone, hash: 0 }
    }

    #[test]
    fn a_paragraph_is_cut_at_the_lines_that_are_known_whatever_ends_them() {
        let junk = rule(Zone::Boilerplate, "Print this", "^Ads by ");
        let marks = Marks(vec![&junk]);
        for end in ["\n", "\r\n", "\r"] {
            let text = ["One.", "Two.", "  Ads by Us ", "Print  this", "Three."].join(end);
            let pieces = marks.cut(&text, 0..text.len());
            let shown: Vec<(&str, bool)> =
                pieces.iter().map(|(range, zone)| (&text[range.clone()], zone.is_some())).collect();
            let (first, junk) = (format!("One.{end}Two."), format!("Ads by Us {end}Print  this"));
            assert_eq!(shown, [(first.as_str(), false), (junk.as_str(), true), ("Three.", false)]);
        }
    }

    #[test]
    fn what_is_called_junk_and_text_is_text() {
        let (junk, text) = (rule(Zone::Boilerplate, "x", "."), rule(Zone::Body, "Share this", "^never$"));
        let marks = Marks(vec![&junk, &text]);
        assert_eq!(marks.zone_of(" Share\u{a0}this\r"), Some(Zone::Body));
        assert_eq!(marks.zone_of("Share that"), Some(Zone::Boilerplate));
        assert_eq!(marks.zone_of(" "), None);
    }
}
