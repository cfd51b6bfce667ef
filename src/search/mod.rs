//! Search: a query and a backend in, ranked hits with their passages out. Knows no engine and no output.

mod passages;

use std::collections::BTreeMap;

use crate::article::{Article, Span, Zone};
use crate::backend::{Backend, BackendError, Candidate, Found};
use crate::query::Query;
use crate::query::spans::{Highlight, Matcher, Occurrence, Outline, highlights};
use crate::text::axis::Axis;

pub use passages::Window;

/// How many articles are ranked anew by their passages: fixed, so that paging and the number of hits never change the order.
pub const RERANKED: usize = 200;

/// What is asked beside the query.
#[derive(Debug, Clone, Copy)]
pub struct Request {
    /// How many hits to skip.
    pub from: usize,
    /// How many hits to give; none for all.
    pub count: Option<usize>,
    /// How many passages a hit shows at most; 0 for none.
    pub passages: usize,
}

impl Default for Request {
    fn default() -> Self {
        Self { from: 0, count: Some(10), passages: 1 }
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
    /// Those that are shown.
    pub shown: usize,
    /// The limits that cut the answer short; none, ever.
    pub caps: Vec<String>,
    /// Files and records of the archive that could not be searched.
    pub unsearched: u64,
}

/// Hands the hits of `query` to `show` in order, one at a time, and sums up.
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
    let found = backend.find(query, wanted.max(RERANKED))?;
    let ranked = rerank(backend, query, &found)?;
    let shown: Vec<Candidate> = ranked.into_iter().take(wanted).skip(request.from).collect();
    let reader = Reader { matcher: Matcher::new(query), weights: &found.weights, passages: request.passages };
    for (index, candidate) in shown.iter().enumerate() {
        let article = backend.article(candidate.place)?;
        show(reader.hit(request.from + index + 1, candidate.score, article))?;
    }
    let unsearched = backend.coverage().unsearched;
    Ok(Summary { articles: found.total, shown: shown.len(), caps: Vec::new(), unsearched })
}

/// Ranks the first articles by article and best passage together. A passage adds to the score and never takes from it, so that those
/// ranked anew stay ahead of the rest.
fn rerank(backend: &dyn Backend, query: &Query, found: &Found) -> Result<Vec<Candidate>, BackendError> {
    let mut ranked = found.best.clone();
    let first = ranked.len().min(RERANKED);
    if !query.leaves.is_empty() {
        let places: Vec<_> = ranked[..first].iter().map(|candidate| candidate.place).collect();
        let outlines = backend.outlines(query, &places)?;
        for (candidate, outline) in ranked.iter_mut().zip(&outlines) {
            let best = passages::windows(outline, &found.weights, 1);
            candidate.score += best.first().map_or(0.0, |window| passages::SHARE * window.score);
        }
        // Stable: candidates come ordered by article score and id.
        ranked[..first].sort_by(|one, other| other.score.total_cmp(&one.score));
    }
    Ok(ranked)
}

struct Reader<'a> {
    matcher: Matcher<'a>,
    weights: &'a [f64],
    passages: usize,
}

impl Reader<'_> {
    fn hit(&self, rank: usize, score: f64, article: Article) -> Hit {
        let axis = Axis::of(&article);
        let outline = self.matcher.outline(&article, &axis).unwrap_or_default();
        let marks = highlights(&article, &axis, &outline.marks);
        let headline = article.headline_span().map_or_else(Vec::new, |span| inside(&marks, span));
        let passages = self
            .windows(&article, &axis, &outline)
            .iter()
            .filter_map(|window| passage(&article, &axis, &marks, window))
            .collect();
        Hit { rank, score, article, passages, headline }
    }

    fn windows(&self, article: &Article, axis: &Axis, outline: &Outline) -> Vec<Window> {
        let windows = passages::windows(outline, self.weights, self.passages);
        if windows.is_empty() && self.passages > 0 && outline.occurrences.is_empty() {
            return passages::opening(article, axis).into_iter().collect();
        }
        windows
    }
}

fn inside(marks: &[Highlight], span: Span) -> Vec<Highlight> {
    marks.iter().filter(|mark| span.contains(mark.span)).copied().collect()
}

fn passage(article: &Article, axis: &Axis, marks: &[Highlight], window: &Window) -> Option<Passage> {
    let sentences = axis.sentences.get(window.first..=window.last)?;
    let span = sentences.iter().map(|sentence| sentence.span).reduce(Span::cover)?;
    let block = sentences.first()?.paragraph;
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
