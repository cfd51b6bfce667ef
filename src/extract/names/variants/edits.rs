//! Edit distance of two short words, given up as soon as it is too large.

use std::ops::Range;

/// A distance that no two words have.
const FAR: u8 = 100;
/// Words longer than this are not compared by edits: no name is.
const LONGEST: usize = 32;

/// The number of letters inserted, dropped, replaced or swapped with their neighbour between two words (optimal string
/// alignment), if it is at most `limit`.
pub(super) fn within(one: &str, two: &str, limit: usize) -> Option<usize> {
    let (one, two) = (one.as_bytes(), two.as_bytes());
    if one.len().abs_diff(two.len()) > limit || one.len().max(two.len()) > LONGEST {
        return None;
    }
    let mut rows = Rows::default();
    for at in 0..one.len() {
        // Farther from the diagonal than the limit, no cell can be within it.
        let band = at.saturating_sub(limit)..(at + limit + 1).min(two.len());
        if rows.advance(&one[at.saturating_sub(1)..=at], two, band) > limit {
            return None;
        }
    }
    Some(usize::from(rows.now[two.len()])).filter(|distance| *distance <= limit)
}

/// The last three rows of the table of distances.
struct Rows {
    before: [u8; LONGEST + 1],
    last: [u8; LONGEST + 1],
    now: [u8; LONGEST + 1],
}

impl Default for Rows {
    fn default() -> Self {
        let mut now = [0; LONGEST + 1];
        (0_u8..).zip(&mut now).for_each(|(at, cell)| *cell = at);
        Self { before: [0; LONGEST + 1], last: [0; LONGEST + 1], now }
    }
}

impl Rows {
    /// Computes a band of the row of the last letter of `letters` (its predecessor before it); the smallest value there.
    fn advance(&mut self, letters: &[u8], two: &[u8], band: Range<usize>) -> usize {
        let (letter, previous) = (letters.last(), letters.first().filter(|_| letters.len() > 1));
        (self.before, self.last) = (self.last, self.now);
        self.now[band.start] = if band.start == 0 { self.last[0] + 1 } else { FAR };
        let mut smallest = self.now[band.start];
        for at in band.clone() {
            let replaced = self.last[at] + u8::from(letter != two.get(at));
            let mut best = replaced.min(self.last[at + 1] + 1).min(self.now[at] + 1);
            if at > 0 && letter == two.get(at - 1) && previous == two.get(at) {
                best = best.min(self.before[at - 1] + 1);
            }
            self.now[at + 1] = best;
            smallest = smallest.min(best);
        }
        if let Some(next) = self.now.get_mut(band.end + 1) {
            *next = FAR;
        }
        usize::from(smallest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted_up_to_the_limit() {
        assert_eq!(within("putin", "pulin", 2), Some(1));
        assert_eq!(within("macron", "marcon", 2), Some(1));
        assert_eq!(within("lyndenburg", "lindenberg", 2), Some(2));
        assert_eq!(within("austria", "australia", 1), None);
        assert_eq!(within("", "ab", 2), Some(2));
        assert_eq!(within("abcdefgh", "ghabcdef", 4), Some(4));
        assert_eq!(within("abcdefgh", "bcdefghx", 2), Some(2));
        assert_eq!(within(&"a".repeat(99), &"a".repeat(99), 2), None);
    }
}
