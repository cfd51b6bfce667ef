//! Where spans that were found in an article, names and figures, stand on the axis.

use crate::article::Span;

/// The words of a span in one part of an article, which stand in a row on the axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// Position of the first.
    pub at: u32,
    /// How many there are.
    pub words: u32,
    /// The number of the span among those of its sort.
    pub number: usize,
}

/// Places spans while the words of one part come by in the order of the text.
#[derive(Debug, Default)]
pub struct Placer {
    spans: Vec<Span>,
    longest: u32,
    next: usize,
    placed: Vec<Placed>,
}

impl Placer {
    /// For spans in the order of the text, apart; words of one beyond the `longest` belong to none.
    #[must_use]
    pub fn new(spans: Vec<Span>, longest: usize) -> Self {
        Self { spans, longest: u32::try_from(longest).unwrap_or(u32::MAX), next: 0, placed: Vec::new() }
    }

    /// A word stands at a position. It belongs to the span in which it begins.
    pub fn word(&mut self, word: Span, at: u32) {
        while self.spans.get(self.next).is_some_and(|span| span.end() <= word.start()) {
            self.next += 1;
        }
        if self.spans.get(self.next).is_none_or(|span| span.start() > word.start()) {
            return;
        }
        match self.placed.last_mut().filter(|placed| placed.number == self.next) {
            Some(placed) => placed.words += u32::from(placed.words < self.longest),
            None => self.placed.push(Placed { at, words: 1, number: self.next }),
        }
    }

    /// The spans of the part that ends, in order; the next part may begin anywhere in the text.
    pub fn part_ended(&mut self) -> Vec<Placed> {
        self.next = 0;
        std::mem::take(&mut self.placed)
    }
}
