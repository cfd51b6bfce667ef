//! Every mention of a name, a figure (`figures`) or a quotation (`quotation`). Of a name: the forms under which it stands in the archive (`forms`), and in each article which of their places mean
//! the one that was asked for (`judge`). Literal places are found by their words, so that nothing hangs on whether a name was
//! recognised; what linking found in the article is added to them.

mod aliases;
mod case;
mod desk;
mod figures;
mod forms;
mod judge;
mod lookup;
mod many;
mod page;
mod plain;
mod quotation;
mod tally;

pub use aliases::Aliases;
pub use figures::{FigureAsked, figure_mentions};
pub use forms::{Asked, Form, Forms, Match, resolve};
pub use lookup::Lookup;
pub use many::{Piece, Write, mentions_of_many};
pub use quotation::{QuotationAsked, quotation_mentions};

use crate::article::{Article, Certainty, Span, Zone};
use crate::backend::{Backend, BackendError, Candidate, Order, Wanted};
use crate::query::{Atom, Clause, Parts, Pattern, Query, Spans};
use crate::text::axis::Axis;

use judge::{Found, Judge, Judged, Sheet};
use page::Page;
use tally::Tallies;

/// A mention of a name, a figure or a quotation.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// The zone of its block.
    pub zone: Zone,
    /// The number of that block, from 1.
    pub paragraph: usize,
    /// The number of its sentence, from 1.
    pub sentence: usize,
    /// How it relates to the name that was asked for.
    pub how: Match,
    /// How sure it is that the one asked for is meant.
    pub certainty: Certainty,
    /// Whom it refers to, by the fullest name in the article; empty of a figure or a quotation.
    pub entity: String,
    /// The figure that it is: an index into the article's figures.
    pub figure: Option<usize>,
    /// How much of a quotation it is: the share of words in common, from 0 to 1.
    pub score: Option<f64>,
    /// What stands around it.
    pub context: Span,
}

/// How mentions are given.
#[derive(Debug, Clone)]
pub struct Request {
    /// In what order the articles come.
    pub order: Order,
    /// The sure ones of all articles first.
    pub by_certainty: bool,
    /// Those of low certainty too.
    pub low: bool,
    /// Those in boilerplate too.
    pub boilerplate: bool,
    /// What is shown around each.
    pub context: Context,
    /// Of which articles: what must hold of them besides.
    pub clauses: Vec<Clause>,
}

/// What is shown around a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// So many words on each side, within the block.
    Words(usize),
    /// Its sentence and so many on each side, within the block.
    Sentences(usize),
}

/// What is true of all mentions: the statement of completeness.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// The mentions given.
    pub mentions: u64,
    /// The articles they stand in.
    pub articles: u64,
    /// How many of each certainty there are, low ones whether given or not: low, medium, high.
    pub certainties: [u64; 3],
    /// How many stand in boilerplate; they are counted nowhere else unless they were asked for.
    pub boilerplate: u64,
    /// Places of a form that mean somebody else of that name, by the article's own full name.
    pub others: u64,
    /// The forms given, as written, and how often; the most frequent first.
    pub forms: Vec<(String, u64)>,
    /// The articles that were searched: all of the index, or those of the filter.
    pub searched: u64,
    /// Files and records of the archive that could not be searched.
    pub unsearched: u64,
}

/// Hands the mentions of a name to `show`, article by article, and sums up.
///
/// # Errors
/// When the backend fails, or `show` does.
pub fn mentions<E: From<BackendError>>(
    backend: &dyn Backend,
    forms: &Forms,
    request: &Request,
    mut show: impl FnMut(&Article, &[Mention]) -> Result<(), E>,
) -> Result<Summary, E> {
    let judge = Judge::new(forms);
    let phrases = judge.phrases();
    let blank = Summary {
        searched: searched(backend, request)?,
        unsearched: backend.coverage().unsearched,
        ..Summary::default()
    };
    let candidates = candidates(backend, forms, request)?;
    let mut tallies = Tallies::new(1);
    let mut found = Found::default();
    let passes: &[&[Certainty]] =
        if request.by_certainty { &[&[Certainty::High], &[Certainty::Medium], &[Certainty::Low]] } else { &[&ALL] };
    for (pass, wanted) in passes.iter().enumerate() {
        for candidate in &candidates {
            let article = backend.article(candidate.place)?;
            let axis = Axis::of(&article);
            let page = Page::new(&article, &axis, &phrases);
            judge.judge(&page, &Sheet::of(&page), &mut found);
            if pass == 0 {
                tallies.count(0, &page, &found, request);
            }
            found.list.retain(|judged| wanted.contains(&judged.certainty));
            let list = given(&judge, &page, &found, (&axis, request));
            if !list.is_empty() {
                show(&article, &list)?;
            }
        }
    }
    Ok(tallies.summed_up(&blank).swap_remove(0))
}

/// The mentions of an article that are given, in the order of the text.
fn given(judge: &Judge<'_>, page: &Page<'_>, found: &Found, (axis, request): (&Axis, &Request)) -> Vec<Mention> {
    let list = found.list.iter().filter(|judged| is_given(page, judged, request));
    list.filter_map(|judged| placed(judge, page, judged, (axis, request.context))).collect()
}

/// Every certainty.
const ALL: [Certainty; 3] = [Certainty::Low, Certainty::Medium, Certainty::High];

fn searched(backend: &dyn Backend, request: &Request) -> Result<u64, BackendError> {
    if request.clauses.is_empty() {
        return Ok(backend.coverage().articles);
    }
    let all = Query::everything().and(request.clauses.clone());
    Ok(backend.find(&all, Wanted::default())?.total as u64)
}

/// The articles in which any form stands, boilerplate included.
fn candidates(backend: &dyn Backend, forms: &Forms, request: &Request) -> Result<Vec<Candidate>, BackendError> {
    let atom = |form: &Form| {
        let words = form.folded.split(' ').map(|word| Pattern::Folded(word.to_owned())).collect();
        Atom::row(words, Parts::ALL)
    };
    let atoms: Vec<Atom> = forms.finding().map(atom).collect();
    if atoms.is_empty() {
        return Ok(Vec::new());
    }
    let leaf = Spans::Any((0..atoms.len()).map(Spans::Atom).collect());
    let query = Query { root: Clause::Leaf(0), leaves: vec![leaf], emphasis: vec![1.0], atoms, ..Query::everything() };
    let query = query.and(request.clauses.clone());
    Ok(backend.find(&query, Wanted { depth: usize::MAX, order: request.order })?.best)
}

fn is_given(page: &Page<'_>, judged: &Judged, request: &Request) -> bool {
    let wanted = request.low || judged.certainty > Certainty::Low;
    wanted && (request.boilerplate || page.reads(judged.first, judged.span))
}

/// Where a judged place stands, and what is around it.
fn placed(judge: &Judge<'_>, page: &Page<'_>, judged: &Judged, (axis, context): (&Axis, Context)) -> Option<Mention> {
    let sentence = page.sentence(judged.first, judged.span)?;
    let paragraph = axis.sentences[sentence].paragraph;
    let block = page.article.blocks.get(paragraph)?;
    let context = match context {
        Context::Sentences(around) => sentences_around(axis, sentence, around),
        Context::Words(around) => words_around(axis, (judged.first, judged.words, judged.span), block.span, around),
    };
    Some(Mention {
        span: judged.span,
        zone: block.zone,
        paragraph: paragraph + 1,
        sentence: sentence + 1,
        how: judge.how(page, judged),
        certainty: judged.certainty,
        entity: judged.name(page),
        figure: None,
        score: None,
        context: context.cover(judged.span),
    })
}

fn sentences_around(axis: &Axis, sentence: usize, around: usize) -> Span {
    let paragraph = axis.sentences[sentence].paragraph;
    let near = sentence.saturating_sub(around)..(sentence + around + 1).min(axis.sentences.len());
    let same = axis.sentences[near].iter().filter(|other| other.paragraph == paragraph);
    same.map(|other| other.span).fold(axis.sentences[sentence].span, Span::cover)
}

fn words_around(axis: &Axis, (first, words, span): (usize, usize, Span), block: Span, around: usize) -> Span {
    let last = (first + words + around).min(axis.len());
    let first = first.saturating_sub(around);
    let near = (first..last).map(|word| axis.span(word)).filter(|word| block.contains(*word));
    near.fold(span, Span::cover)
}
