//! Every mention of a figure: where an article states that value, however it is written, and where its words stand though no figure
//! was read there.

use super::plain::{Seen, each_article};
use super::{Match, Mention, Request, Summary};
use crate::article::{Article, Bound, Certainty, Decimal, Figure, FigureKind, Span, Value, When};
use crate::backend::{Backend, BackendError, Wanted};
use crate::extract::figures::{Context, read};
use crate::query::figures::{End, Valued, Worth};
use crate::query::spans::{Matcher, Occurrence};
use crate::query::{Parts, Pattern, Query, written};
use crate::text::axis::Axis;
use crate::text::fold::fold;
use crate::text::stem::Stems;
use crate::text::words::words;

/// A figure that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureAsked {
    /// As typed.
    pub typed: String,
    /// What it must be.
    pub valued: Valued,
    /// The words of its unit or noun behind the number.
    behind: Vec<Pattern>,
}

impl FigureAsked {
    /// The figure that `typed` is, if the whole of it reads as one: `58`, `58 soldiers`, `10 billion rupees`, `October 12`.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let whole = Span::new(typed, 0, typed.trim_end().len())?;
        let article = article_of(typed, whole);
        let [figure] = article.figures.as_slice() else { return None };
        let stems = Stems::default();
        let valued = Valued {
            kind: kind_of(figure),
            worth: worth_of(figure)?,
            unit: figure.unit.as_ref().map(|unit| unit.name.clone()),
            noun: figure.of.as_ref().map(|of| stemmed(of.phrase.of(typed), &stems)).unwrap_or_default(),
            possible: false,
            converted: false,
        };
        let reaches = figure.of.as_ref().map_or(figure.span, |of| figure.span.cover(of.phrase));
        let begins = figure.bound != Bound::Exact || typed[..reaches.start()].trim().is_empty();
        let behind = behind(figure, typed, &stems);
        (begins && reaches.end() == whole.end()).then(|| Self { typed: typed.to_owned(), valued, behind })
    }

    /// Values count too that are off by up to so many percent.
    #[must_use]
    pub fn within(mut self, percent: &Decimal) -> Self {
        if let Worth::Numbers(Some(low), Some(high)) = &self.valued.worth
            && let Some((low, high)) = widened(&low.number, &high.number, percent)
        {
            self.valued.worth = Worth::Numbers(Some(End::closed(low)), Some(End::closed(high)));
        }
        self
    }

    /// Intervals count too that may hold it.
    #[must_use]
    pub fn possible(mut self, possible: bool) -> Self {
        self.valued.possible = possible;
        self
    }

    fn query(&self) -> Query {
        written::query(self.valued.clone(), &self.behind, Parts::ALL)
    }
}

fn widened(low: &Decimal, high: &Decimal, percent: &Decimal) -> Option<(Decimal, Decimal)> {
    let off = |number: &Decimal| number.magnitude().times(percent)?.shifted(-2);
    Some((low.minus(&off(low)?)?, high.plus(&off(high)?)?))
}

/// The text as an article, with its figures.
fn article_of(typed: &str, whole: Span) -> Article {
    use crate::article::{ArticleId, Meta};
    let mut article =
        Article::new(ArticleId(String::new()), String::new(), Meta::default(), typed.to_owned(), Vec::new());
    article.figures = read(typed, std::iter::once(whole), Context::default());
    article
}

/// A bare number is asked for whatever it is the number of.
fn kind_of(figure: &Figure) -> Option<FigureKind> {
    let bare = figure.kind == FigureKind::Count && figure.of.is_none();
    let year = matches!(&figure.value, Value::When(When::At(crate::article::Moment::Year(_))));
    (!bare && !year).then_some(figure.kind)
}

fn worth_of(figure: &Figure) -> Option<Worth> {
    use crate::article::Moment;
    let end = |number: &Decimal| End::closed(number.clone());
    match &figure.value {
        Value::Number(number) => Some(Worth::number(number)),
        Value::Range(low, high) => Some(Worth::Numbers(low.as_ref().map(end), high.as_ref().map(end))),
        Value::When(When::At(Moment::Year(year))) => Some(Worth::number(&Decimal::from(i64::from(*year)))),
        Value::When(When::At(moment)) => match moment.days() {
            Some((first, last)) => Some(Worth::Days(Some(first), Some(last))),
            None => Some(Worth::Open(*moment)),
        },
        Value::When(When::Stretch(first, last) | When::Range(first, last)) => {
            Some(Worth::Days(Some(first.days()?.0), Some(last.days()?.1)))
        }
        Value::When(When::Away(_)) => None,
    }
}

fn stemmed(phrase: &str, stems: &Stems) -> Vec<String> {
    words(phrase).into_iter().map(|word| stems.stem(&fold(&phrase[word])).into_owned()).collect()
}

/// The words of the noun, or of a unit that stands behind the number.
fn behind(figure: &Figure, typed: &str, stems: &Stems) -> Vec<Pattern> {
    let text = match (&figure.of, &figure.unit) {
        (Some(of), _) => of.phrase.of(typed),
        (None, Some(unit)) if unit.span.start() > figure.span.start() => unit.span.of(typed),
        _ => "",
    };
    words(text).into_iter().map(|word| Pattern::word(&text[word], Some(stems))).collect()
}

/// Hands the mentions of a figure to `show`, article by article, and sums up.
///
/// # Errors
/// When the backend fails, or `show` does.
pub fn figure_mentions<E: From<BackendError>>(
    backend: &dyn Backend,
    asked: &FigureAsked,
    request: &Request,
    mut show: impl FnMut(&Article, &[Mention]) -> Result<(), E>,
) -> Result<Summary, E> {
    let query = asked.query();
    let narrowed = query.clone().and(request.clauses.clone());
    let wanted = Wanted { depth: usize::MAX, order: request.order };
    let candidates = backend.find(&narrowed, wanted)?.best;
    let matcher = Matcher::new(&query);
    let found = |article: &Article, axis: &Axis| places(&matcher, article, axis, asked);
    each_article(backend, &candidates, (request, &found), &mut show)
}

/// Whether an occurrence lies in digits that are no value.
fn is_valueless(axis: &Axis, one: &Occurrence) -> bool {
    let near = axis.valueless.partition_point(|placed| placed.at + placed.words <= one.at);
    axis.valueless.get(near).is_some_and(|placed| placed.at < one.at + one.words)
}

/// The places of a figure in an article, in the order of the axis.
fn places(matcher: &Matcher<'_>, article: &Article, axis: &Axis, asked: &FigureAsked) -> Vec<Seen> {
    let occurrences = matcher.outline(article, axis).unwrap_or_default().occurrences;
    let seen = |one: &Occurrence| {
        let first = axis.index_of(one.at)?;
        let last = (first + one.words as usize - 1).min(axis.len() - 1);
        let figure = matcher.figure(article, axis, *one);
        let span = figure.map_or(axis.span(first).cover(axis.span(last)), |number| article.figures[number].span);
        let (certainty, how) = match figure {
            Some(_) if span.of(&article.text) == asked.typed => (Certainty::High, Match::Exact),
            Some(_) => (Certainty::High, Match::Value),
            // The words are there, but they were read as no value: a time, a score, a name.
            None if is_valueless(axis, one) => (Certainty::Low, Match::Folded),
            // Or as nothing.
            None => (Certainty::Medium, Match::Folded),
        };
        Some(Seen { span, first, words: last + 1 - first, certainty, how, figure, score: None })
    };
    occurrences.iter().filter_map(seen).collect()
}
