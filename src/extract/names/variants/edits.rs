//! Edit distance of two short words, given up as soon as it is too large.

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
    for (at, letter) in one.iter().enumerate() {
        let swapped = at.checked_sub(1).map(|before| one[before]);
        if rows.advance((*letter, swapped), two) > limit {
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
    /// Computes the row of the next letter (and the one before it); its smallest value.
    fn advance(&mut self, (letter, previous): (u8, Option<u8>), two: &[u8]) -> usize {
        (self.before, self.last) = (self.last, self.now);
        self.now[0] = self.last[0] + 1;
        let mut smallest = self.now[0];
        for (at, other) in two.iter().enumerate() {
            let replaced = self.last[at] + u8::from(letter != *other);
            let mut best = replaced.min(self.last[at + 1] + 1).min(self.now[at] + 1);
            if at > 0 && letter == two[at - 1] && previous == Some(*other) {
                best = best.min(self.before[at - 1] + 1);
            }
            self.now[at + 1] = best;
            smallest = smallest.min(best);
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
        assert_eq!(within(&"a".repeat(99), &"a".repeat(99), 2), None);
    }
}
