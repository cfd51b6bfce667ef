//! Search: a query and a backend in, ranked hits with their passages out. Knows no engine and no output.

pub mod explain;
mod feedback;
pub mod ledger;
pub mod mentions;
pub mod names;
pub mod notes;
mod passages;
mod places;
pub mod quotes;
mod spellings;
pub mod timeline;

use std::borrow::Cow;
use std::collections::BTreeMap;

pub use self::feedback::Expand;
use self::notes::{Note, notes};
use crate::article::{Article, Span, Zone};
use crate::backend::{Answer, Backend, BackendError, Counts, Facet, Order, Wanted};
use crate::query::spans::{Highlight, Matcher, Occurrence, Outline};
use crate::query::{self, Query};
use crate::text::axis::Axis;

pub use passages::Window;

/// How many articles are ranked anew by their passages: fixed, so that paging and the number of hits never change the order.
pub const RERANKED: usize = 200;

/// What is asked beside the query.
#[derive(Debug, Clone)]
pub struct Request {
    /// How many hits to skip.
    pub from: usize,
    /// How many hits to give; none for all.
    pub count: Option<usize>,
    /// In what order.
    pub order: Order,
    /// How many passages a hit shows at most; 0 for none.
    pub passages: usize,
    /// How many sentences are shown before and behind a passage.
    pub context: usize,
    /// Whether the answer is worked out anew from what the best articles have in common.
    pub expand: Option<Expand>,
    /// Whether spellings are looked for of words that no article holds: a pass over all words of the archive for each.
    pub spellings: bool,
    /// What all matches are counted by.
    pub facets: Vec<Facet>,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            from: 0,
            count: Some(10),
            order: Order::Relevance,
            passages: 1,
            context: 0,
            expand: None,
            spellings: true,
            facets: Vec::new(),
        }
    }
}

/// An article that matches.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Its place in the order, from 1.
    pub rank: usize,
    /// Its score: finite, 0 or more, falling with the rank.
    pub score: f64,
    /// The article.
    pub article: Article,
    /// Its best passages, best first.
    pub passages: Vec<Passage>,
    /// What matched in its headline.
    pub headline: Vec<Highlight>,
}

/// Some sentences of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands in the article's text.
    pub span: Span,
    /// The zone of the block it stands in.
    pub zone: Zone,
    /// The number of that block, from 1.
    pub paragraph: usize,
    /// What matched in it.
    pub highlights: Vec<Highlight>,
}

/// What is true of the whole answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// All articles that match.
    pub articles: usize,
    /// How many were skipped.
    pub from: usize,
    /// Those that are shown.
    pub shown: usize,
    /// The limits that cut the answer short; none, ever.
    pub caps: Vec<String>,
    /// Files and records of the archive that could not be searched.
    pub unsearched: u64,
    /// What the asker should know of the answer.
    pub notes: Vec<Note>,
    /// All matches, counted by what was asked for.
    pub facets: Vec<(Facet, Counts)>,
}

/// The query in the light of the archive that `backend` holds: every query is understood before it is searched for.
///
/// # Errors
/// When the backend fails.
pub fn understood(backend: &dyn Backend, query: Query) -> Result<Query, BackendError> {
    let spellings = |kind, form: &str| spellings::spellings(backend, kind, form);
    query::resolve(query, &|start, wanted| backend.compounds(start, wanted), &spellings)
}

/// Hands the hits of an understood query to `show` in order, one at a time, and sums up.
///
/// # Errors
/// When the backend fails, or `show` does.
pub fn search<E: From<BackendError>>(
    backend: &dyn Backend,
    query: &Query,
    request: &Request,
    mut show: impl FnMut(Hit) -> Result<(), E>,
) -> Result<Summary, E> {
    let wanted = request.count.map_or(usize::MAX, |count| request.from.saturating_add(count));
    let depth = Wanted { depth: wanted.max(RERANKED), order: request.order };
    let mut found = ranked(backend, query, depth)?;
    let mut asked = Cow::Borrowed(query);
    let mut remarks = Vec::new();
    if let Some(expand) = request.expand {
        let (more, words) = feedback::expanded(backend, query, &found, expand)?;
        found = ranked(backend, &more, depth)?;
        remarks.push(Note::Expanded { words });
        asked = Cow::Owned(more);
    }
    let reader = Reader { matcher: Matcher::new(&asked), weights: &found.weights, request };
    let mut shown = 0;
    for candidate in found.best.iter().take(wanted).skip(request.from) {
        shown += 1;
        let article = backend.article(candidate.place)?;
        show(reader.hit(request.from + shown, candidate.score, article))?;
    }
    let facets = if request.facets.is_empty() { Vec::new() } else { backend.count(&asked, &request.facets)? };
    remarks.extend(notes(backend, query, &found, request.spellings)?);
    Ok(Summary {
        articles: found.total,
        from: request.from,
        shown,
        caps: Vec::new(),
        unsearched: backend.coverage().unsearched,
        notes: remarks,
        facets: request.facets.iter().copied().zip(facets).collect(),
    })
}

/// The answer in the order asked for.
fn ranked(backend: &dyn Backend, query: &Query, wanted: Wanted) -> Result<Answer, BackendError> {
    let found = backend.find(query, wanted)?;
    if wanted.order == Order::Relevance { rerank(backend, query, found) } else { Ok(found) }
}

/// Ranks the first articles by article and best passage together. A passage adds to the score and never takes from it, so that those
/// ranked anew stay ahead of the rest.
fn rerank(backend: &dyn Backend, query: &Query, mut found: Answer) -> Result<Answer, BackendError> {
    let first = found.best.len().min(RERANKED);
    if !query.leaves.is_empty() {
        let places: Vec<_> = found.best[..first].iter().map(|candidate| candidate.place).collect();
        let outlines = backend.outlines(query, &places)?;
        for (candidate, outline) in found.best.iter_mut().zip(&outlines) {
            candidate.score += passages::SHARE * passages::best(outline, &found.weights);
        }
        // Stable: candidates come ordered by article score and id.
        found.best[..first].sort_by(|one, other| other.score.total_cmp(&one.score));
    }
    Ok(found)
}

struct Reader<'a> {
    matcher: Matcher<'a>,
    weights: &'a [f64],
    request: &'a Request,
}

impl Reader<'_> {
    fn hit(&self, rank: usize, score: f64, article: Article) -> Hit {
        let axis = Axis::of(&article);
        let outline = self.matcher.outline(&article, &axis).unwrap_or_default();
        let marks = self.matcher.highlights(&article, &axis, &outline.marks);
        let headline = article.headline_span().map_or_else(Vec::new, |span| inside(&marks, span));
        let passages = self
            .windows(&article, &axis, &outline)
            .iter()
            .filter_map(|window| passage(&article, &axis, &marks, window, self.request.context))
            .collect();
        Hit { rank, score, article, passages, headline }
    }

    fn windows(&self, article: &Article, axis: &Axis, outline: &Outline) -> Vec<Window> {
        let windows = passages::windows(outline, self.weights, self.request.passages);
        if windows.is_empty() && self.request.passages > 0 && outline.occurrences.is_empty() {
            return passages::opening(article, axis).into_iter().collect();
        }
        windows
    }
}

fn inside(marks: &[Highlight], span: Span) -> Vec<Highlight> {
    marks.iter().filter(|mark| span.contains(mark.span)).copied().collect()
}

fn passage(article: &Article, axis: &Axis, marks: &[Highlight], window: &Window, context: usize) -> Option<Passage> {
    let block = axis.sentences.get(window.first)?.paragraph;
    let (first, last) = passages::with_context(article, axis, window, context);
    let span = axis.sentences.get(first..=last)?.iter().map(|sentence| sentence.span).reduce(Span::cover)?;
    let zone = article.blocks.get(block)?.zone;
    Some(Passage { span, zone, paragraph: block + 1, highlights: inside(marks, span) })
}

/// How often each leaf occurs.
pub(crate) fn tally(occurrences: &[Occurrence]) -> BTreeMap<usize, u32> {
    let mut counts = BTreeMap::new();
    for occurrence in occurrences {
        *counts.entry(occurrence.leaf).or_default() += 1;
    }
    counts
}
