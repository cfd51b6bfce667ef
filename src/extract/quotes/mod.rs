//! Direct quotations, and who says them.

use crate::article::{Article, Quote, Span, Speaker};

/// The direct quotations of an article whose names are known, in the order of the text.
#[must_use]
pub fn quotes(_article: &Article) -> Vec<Quote> {
    Vec::new()
}

/// Who says what stands at a place of a sentence: the speaker of the quotation that it lies in, else whom the sentence names as its source.
#[must_use]
pub fn source_of(article: &Article, _sentence: Span, at: Span) -> Option<Speaker> {
    article.quotes.iter().find(|quote| quote.span.contains(at)).and_then(|quote| quote.speaker.clone())
}
