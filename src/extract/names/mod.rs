//! Names: finding them in a text, telling who is meant, and comparing two of them.

pub mod linking;
pub mod tagger;
pub mod variants;

use crate::article::{Article, LONGEST_NAME, Names, Span};

use linking::{Found, link};
use tagger::Tagger;
use tagger::labels;
use tagger::shipped::shipped;

/// Finds the names of articles, one after the other. Each thread has its own.
pub struct NameFinder {
    tagger: Tagger<'static>,
}

impl Default for NameFinder {
    fn default() -> Self {
        Self { tagger: Tagger::new(shipped()) }
    }
}

/// Abbreviations that end a name with their full stop.
const STOPPED: [&str; 9] = ["Inc", "Corp", "Ltd", "Co", "Jr", "Sr", "Bros", "Cos", "Plc"];

impl NameFinder {
    /// The names of an article, and whom they refer to.
    pub fn names(&mut self, article: &Article) -> Names {
        let found = self.find(&article.text, article.blocks.iter().map(|block| block.span));
        let (mentions, entities) = link(&article.text, &found);
        Names { mentions, entities }
    }

    /// The names in the blocks of `text`, in order, apart.
    pub fn find(&mut self, text: &str, blocks: impl Iterator<Item = Span>) -> Vec<Found> {
        let (page, found) = self.tagger.tag(text, blocks.map(|block| block.start()..block.end()));
        let tokens = &page.reading.tokens;
        labels::names(found)
            .filter(|(words, _)| words.len() <= LONGEST_NAME)
            .filter_map(|(words, kind)| {
                let (start, end) = (tokens[words.start].start as usize, tokens[words.end - 1].end as usize);
                let last = &text[tokens[words.end - 1].start as usize..end];
                let stop = usize::from(STOPPED.contains(&last) && text[end..].starts_with('.'));
                Some(Found { span: Span::new(text, start, end + stop)?, kind })
            })
            .collect()
    }
}
