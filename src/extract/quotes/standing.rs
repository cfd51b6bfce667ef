//! What a sentence is to the quotations around it: whether one stands in it alone, and who speaks in one that holds none.

use super::phrases::Sentence;
use super::rules::Said;
use super::tokens::{Gap, Token};
use super::vocabulary::Class;

/// How many tokens beside a quotation are looked at to see that it stands alone.
const BESIDE: usize = 3;
/// A topic before a quotation is no longer, in tokens.
const TOPIC: usize = 24;

impl Sentence<'_> {
    /// Whether nothing but quotations stands in the sentence before and behind the one at `at`.
    pub fn stands_alone(&self, at: usize) -> bool {
        let quotes = |tokens: &[Token]| tokens.iter().take(BESIDE).all(Token::is_quote);
        let before = &self.tokens[at.saturating_sub(BESIDE)..at];
        quotes(&self.tokens[at + 1..]) && (quotes(before) || self.is_topic(at))
    }

    /// `On tariffs: "…"`
    fn is_topic(&self, at: usize) -> bool {
        at < TOPIC && self.gap(at) == Gap::Colon && self.is_word(0, &["on"])
    }

    /// Who speaks in a sentence without quotations.
    pub fn speaks(&self) -> Option<Said> {
        /// Verbs that are looked at: the subject of the first is nearly always the speaker.
        const TRIED: usize = 4;
        let mut verbs =
            (1..self.tokens.len()).filter(|at| self.is(*at, Class::SAYS) && self.gap(*at) != Gap::Colon).take(TRIED);
        verbs.find_map(|verb| Some(Said { by: self.subject(0, verb)?, verb: Some(verb) }))
    }
}
