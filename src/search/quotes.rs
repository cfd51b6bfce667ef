//! The direct quotations of the archive, or of the places where a query matches.

use crate::article::{Article, Quote, Span};
use crate::backend::{Backend, BackendError};
use crate::query::Query;
use crate::query::spans::Highlight;
use crate::text::mentions::{callings, forms};

use super::places::each_match;

/// Which quotations are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// All of the articles that match, not only those in whose paragraph the query matches.
    pub everywhere: bool,
    /// What the speaker must be called, folded.
    pub speaker: Option<String>,
    /// Those of fewer than four words too.
    pub partial: bool,
}

/// A quotation that is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The quotation.
    pub quote: Quote,
    /// The number of the block in which it begins, from 1.
    pub paragraph: usize,
    /// What matched in it.
    pub marks: Vec<Highlight>,
}

/// What is true of all of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// The quotations given.
    pub quotes: u64,
    /// Those of them whose speaker the text does not give.
    pub unattributed: u64,
    /// The articles they stand in.
    pub articles: u64,
    /// The articles that match the query.
    pub matching: u64,
    /// Files and records of the archive that could not be searched.
    pub unsearched: u64,
}

/// Hands over the quotations, article by article, by id.
///
/// # Errors
/// When the backend fails, or `show` does.
pub fn quotes<E: From<BackendError>>(
    backend: &dyn Backend,
    query: &Query,
    request: &Request,
    mut show: impl FnMut(&Article, &[Said]) -> Result<(), E>,
) -> Result<Summary, E> {
    let mut summary = Summary { unsearched: backend.coverage().unsearched, ..Summary::default() };
    summary.matching = each_match(backend, query, |article, _, marks| {
        let list = given(article, marks, request);
        if list.is_empty() {
            return Ok(());
        }
        summary.articles += 1;
        summary.quotes += list.len() as u64;
        summary.unattributed += list.iter().filter(|said| said.quote.speaker.is_none()).count() as u64;
        show(article, &list)
    })?;
    Ok(summary)
}

fn given(article: &Article, marks: &[Highlight], request: &Request) -> Vec<Said> {
    let forms = forms(article);
    let said_by =
        |quote: &Quote| request.speaker.as_ref().is_none_or(|name| callings(article, quote, &forms).contains(name));
    let wanted = article.quotes.iter().filter(|quote| request.partial || !quote.partial).filter(|quote| said_by(quote));
    let read = wanted.filter(|quote| article.reads(quote.span));
    read.filter_map(|quote| said(article, quote, marks))
        .filter(|(_, near)| request.everywhere || *near)
        .map(|(said, _)| said)
        .collect()
}

/// A quotation, and whether anything matched in its paragraphs.
fn said(article: &Article, quote: &Quote, marks: &[Highlight]) -> Option<(Said, bool)> {
    let touches = |span: Span| span.start() < quote.span.end() && quote.span.start() < span.end();
    let blocks = article.blocks.iter().filter(|block| touches(block.span));
    let around = blocks.map(|block| block.span).fold(quote.span, Span::cover);
    let paragraph = article.blocks.iter().position(|block| touches(block.span))? + 1;
    let near = marks.iter().any(|mark| around.contains(mark.span));
    let marks = marks.iter().filter(|mark| quote.span.contains(mark.span)).copied().collect();
    Some((Said { quote: quote.clone(), paragraph, marks }, near))
}
