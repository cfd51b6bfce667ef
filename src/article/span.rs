//! The one coordinate of the project.

use serde::{Deserialize, Serialize};

/// A non-empty byte range of an article's text, on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span `start..end` (in bytes) of `text`; none if it is empty, out of range or splits a character.
    #[must_use]
    pub fn new(text: &str, start: usize, end: usize) -> Option<Self> {
        let whole = start < end && text.is_char_boundary(start) && text.is_char_boundary(end);
        let bounds = (u32::try_from(start), u32::try_from(end));
        match bounds {
            (Ok(start), Ok(end)) if whole => Some(Self { start, end }),
            _ => None,
        }
    }

    /// First byte, and one past the last.
    pub(super) fn bounds(self) -> (u32, u32) {
        (self.start, self.end)
    }

    /// The span of bounds that [`Span::bounds`] gave.
    pub(super) fn of_bounds(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// First byte.
    #[must_use]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    #[must_use]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// The characters it selects; empty only if `text` is not the text it was made for.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start()..self.end()).unwrap_or_default()
    }

    /// Whether `other` lies inside.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// From the start of the earlier to the end of the later of the two.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_never_empty_and_never_splits_a_character() {
        let text = "aé";
        assert!(Span::new(text, 0, 0).is_none());
        assert!(Span::new(text, 1, 2).is_none());
        assert!(Span::new(text, 1, 4).is_none());
        assert_eq!(Span::new(text, 1, 3).map(|span| span.of(text)), Some("é"));
    }
}
