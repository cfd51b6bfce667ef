//! Lines that stand at the edges of many articles of one source are the page's, not the article's.
//!
//! The counts are taken over the whole archive, so an article's zones may change when others come or go; the index re-reads those.

use std::collections::HashMap;

/// A line counts as repeated from this many articles of its source on.
const FEWEST_ARTICLES: usize = 4;
/// And from this share of the source's articles on, in percent. Signatures and set phrases of a real archive stay below it: the most
/// frequent closing line of the 14 396 White House documents stands under 11 % of them, and it is text.
const SMALLEST_SHARE: usize = 30;

/// How often each edge line stands in the articles of each source. Sources and lines are known by their hashes.
#[derive(Debug, Default)]
pub struct Repeated {
    articles: HashMap<u64, usize>,
    lines: HashMap<(u64, u64), usize>,
}

impl Repeated {
    /// Counts one article of `source` with its edge lines.
    pub fn count(&mut self, source: u64, edges: &[u64]) {
        *self.articles.entry(source).or_default() += 1;
        for (index, line) in edges.iter().enumerate() {
            if !edges[..index].contains(line) {
                *self.lines.entry((source, *line)).or_default() += 1;
            }
        }
    }

    /// Whether `line` is repeated over the articles of `source`.
    #[must_use]
    pub fn holds(&self, source: u64, line: u64) -> bool {
        let seen = self.lines.get(&(source, line)).copied().unwrap_or_default();
        let articles = self.articles.get(&source).copied().unwrap_or_default();
        seen >= FEWEST_ARTICLES && seen * 100 >= articles * SMALLEST_SHARE
    }

    /// Which of `edges` are repeated, a bit each from the lowest.
    #[must_use]
    pub fn among(&self, source: u64, edges: &[u64]) -> u32 {
        let bits = edges.iter().enumerate().filter(|(_, line)| self.holds(source, **line));
        bits.fold(0, |bits, (index, _)| bits | 1 << index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GAZETTE: u64 = 1;
    const LEDGER: u64 = 2;
    const FOOTER: u64 = 10;

    /// `with` articles of a source that hold the footer, and `without` that hold lines of their own.
    fn counted(source: u64, with: usize, without: usize) -> Repeated {
        let mut repeated = Repeated::default();
        (0..with).for_each(|_| repeated.count(source, &[FOOTER]));
        (0..without).for_each(|own| repeated.count(source, &[1000 + own as u64]));
        repeated
    }

    #[test]
    fn a_line_of_a_source_is_repeated_from_four_articles_and_three_in_ten_on() {
        assert!(!counted(GAZETTE, 3, 0).holds(GAZETTE, FOOTER));
        assert!(counted(GAZETTE, 4, 9).holds(GAZETTE, FOOTER));
        assert!(!counted(GAZETTE, 4, 10).holds(GAZETTE, FOOTER));
    }

    #[test]
    fn sources_are_counted_apart_and_an_article_counts_a_line_once() {
        let mut repeated = counted(GAZETTE, 4, 0);
        assert!(!repeated.holds(LEDGER, FOOTER));
        repeated.count(LEDGER, &[FOOTER; 4]);
        assert!(!repeated.holds(LEDGER, FOOTER));
        assert_eq!(repeated.among(GAZETTE, &[7, FOOTER, 8, FOOTER]), 0b1010);
    }
}
