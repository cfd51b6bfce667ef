//! Direct quotations, and who says them.
//!
//! What stands between marks is found by [`crate::text::quotations`], whom queries ask too. Here the sentences around it are read,
//! and no others: the rules of `rules` look for a verb of saying and its subject, `paragraph` carries a speaker on to a quotation
//! that follows, and `bearers` tells which entity of the article that is. A speaker is given only where the text gives one.

mod bearers;
mod clauses;
mod paragraph;
mod phrases;
mod reported;
mod rules;
mod standing;
mod tokens;
mod vocabulary;

#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::article::{Article, Block, Part, Quote, Span};
use crate::text::quotations::each_quotation;
use crate::text::words::each_word;

use paragraph::Reader;
pub use reported::source_of;

/// Fewer words than this are taken out of a sentence rather than quoted.
pub const WHOLE: usize = 4;

/// The direct quotations of an article whose names are known, in the order of the text.
#[must_use]
pub fn quotes(article: &Article) -> Vec<Quote> {
    let mut list = Vec::new();
    for part in Part::ALL {
        let blocks: Vec<Block> = article.blocks.iter().filter(|block| block.zone.part() == part).copied().collect();
        read_part(article, &blocks, &mut list);
    }
    list.sort_by_key(|quote| quote.span);
    list
}

/// The quotation that holds the byte at `at`.
#[must_use]
pub fn quote_at(quotes: &[Quote], at: usize) -> Option<&Quote> {
    let next = quotes.partition_point(|quote| quote.span.end() <= at);
    quotes.get(next).filter(|quote| quote.span.start() <= at)
}

fn read_part(article: &Article, blocks: &[Block], list: &mut Vec<Quote>) {
    let ranges = ranges(&article.text, blocks);
    if ranges.is_empty() {
        return;
    }
    let mut reader = Reader::new(article, &ranges);
    reader.read(blocks);
    let found = ranges.iter().zip(reader.finish());
    list.extend(found.filter_map(|(range, (speaker, verb))| {
        let span = Span::new(&article.text, range.start, range.end)?;
        Some(Quote { span, speaker, verb, partial: is_partial(span.of(&article.text)) })
    }));
}

/// What stands between marks and holds a word, without the white space around it.
fn ranges(text: &str, blocks: &[Block]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    each_quotation(text, blocks.iter().map(|block| block.span), |range| {
        let quoted = &text[range.clone()];
        let start = range.end - quoted.trim_start().len();
        let end = range.start + quoted.trim_end().len();
        if start < end && quoted.contains(char::is_alphanumeric) {
            ranges.push(start..end);
        }
    });
    ranges
}

fn is_partial(quoted: &str) -> bool {
    /// Enough of the text to hold the words that count, and to be read fast.
    const LOOK: usize = 120;
    let end = (LOOK.min(quoted.len())..=quoted.len()).find(|at| quoted.is_char_boundary(*at)).unwrap_or(quoted.len());
    let mut words = 0;
    each_word(&quoted[..end], |_| words += 1);
    words < WHOLE && end == quoted.len()
}
