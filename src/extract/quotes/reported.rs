//! Who says what is not quoted: `officials said that 58 were killed`; `23 died, according to the army`.

use crate::article::{Article, Span, Speaker};

use super::phrases::{Head, Phrase, Sentence};
use super::tokens::tokens;
use super::{bearers, quote_at};

/// Who says what stands at a place of a sentence: the speaker of the quotation that it lies in, else whom the sentence names as its source.
/// Pronouns are left as they stand there.
#[must_use]
pub fn source_of(article: &Article, sentence: Span, at: Span) -> Option<Speaker> {
    if let Some(quote) = quote_at(&article.quotes, at.start()) {
        return quote.speaker;
    }
    let range = sentence.start()..sentence.end();
    let names = &article.names;
    let list = tokens(&article.text, range, (&[], 0), &names.mentions);
    let place = list.partition_point(|token| token.range.end <= at.start());
    let read = Sentence { text: &article.text, names, tokens: &list };
    let said = read.said_before(place).or_else(|| read.said_at_end(place))?;
    let holds = said.by.tokens.contains(&place);
    if holds { None } else { speaker(article, &read, &said.by) }
}

fn speaker(article: &Article, read: &Sentence<'_>, phrase: &Phrase) -> Option<Speaker> {
    let (first, last) = (phrase.tokens.start, phrase.tokens.end.checked_sub(1)?);
    let (first, last) = (&read.tokens.get(first)?.range, &read.tokens.get(last)?.range);
    let span = Span::new(&article.text, first.start, last.end)?;
    let entity = match phrase.head {
        Head::Name(mention) => article.names.mentions.get(mention).map(|mention| mention.entity),
        Head::Noun => bearers::Bearers::new(article).of_office(span.of(&article.text)),
        Head::Pronoun => None,
    };
    Some(Speaker { span, entity })
}
