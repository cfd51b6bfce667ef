//! The ledger: every figure of the places where a query matches, by what it counts and by kind, with who says it; and which of them
//! disagree. A group holds what can be compared: counts of one noun, amounts in one unit, dates.

mod event;
mod group;
mod histogram;

use jiff::civil::Date;

pub use event::Event;
pub use histogram::{Bar, histogram};

use super::places::each_match;
use crate::article::{Article, Bound, Figure, FigureKind, Span, Value};
use crate::backend::{Backend, BackendError};
use crate::extract::quotes::source_of;
use crate::query::Query;
use crate::query::spans::Highlight;
use crate::text::axis::{Axis, Sentence};
use crate::text::printable::one_line;

/// Which figures are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// Of this kind; of any, if none.
    pub kind: Option<FigureKind>,
    /// In groups that are called so, folded; in all, if none.
    pub group: Option<String>,
    /// All of the articles that match, not only those in whose sentence the query matches.
    pub everywhere: bool,
}

/// A figure in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The article, among those of the ledger.
    pub article: usize,
    /// The figure; its spans are those of the article.
    pub figure: Figure,
    /// As it stands in the text.
    pub text: String,
    /// What it counts, as it stands in the text; empty if the text does not say.
    pub of: String,
    /// Its unit, and what it is told for each of.
    pub unit: String,
    /// Who says it, as the text has it; none if it does not say.
    pub who: Option<String>,
    /// The number of its block, from 1.
    pub paragraph: usize,
    /// The number of its sentence, from 1.
    pub sentence: usize,
    /// Its sentence.
    pub context: String,
    /// What became of those who are counted.
    pub event: Option<Event>,
    /// Whether another entry of the group says otherwise of the same.
    pub disputed: bool,
}

/// What an entry tells of its article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The id.
    pub id: String,
    /// The outlet.
    pub source: String,
    /// The day of publication.
    pub published: Option<Date>,
}

/// Figures that can be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What they are figures of: the noun, the unit, or the kind.
    pub name: String,
    /// Their kind.
    pub kind: FigureKind,
    /// The figures, by value, then in the order of the articles.
    pub entries: Vec<Entry>,
    /// How many of the query's matches stand in what they count: groups come by this, then by size.
    weight: usize,
}

impl Group {
    /// How many of its entries are disputed.
    #[must_use]
    pub fn disputed(&self) -> usize {
        self.entries.iter().filter(|entry| entry.disputed).count()
    }
}

/// The ledger of a query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The groups: those that the query is about first, then the larger ones.
    pub groups: Vec<Group>,
    /// The articles that entries refer to.
    pub origins: Vec<Origin>,
    /// The articles that match the query.
    pub matching: u64,
    /// Files and records of the archive that could not be searched.
    pub unsearched: u64,
}

/// The ledger of the places where `query` matches.
///
/// # Errors
/// When the backend fails.
pub fn ledger(backend: &dyn Backend, query: &Query, request: &Request) -> Result<Ledger, BackendError> {
    let mut ledger = Ledger { unsearched: backend.coverage().unsearched, ..Ledger::default() };
    let mut groups = group::Groups::default();
    ledger.matching = each_match(backend, query, |article, axis, marks| {
        let reader = Reader::new(article, axis, marks, ledger.origins.len());
        let before = groups.entries();
        for (number, figure) in article.figures.iter().enumerate() {
            if request.kind.is_none_or(|kind| kind == figure.kind)
                && let Some(entry) = reader.entry(number, request.everywhere)
            {
                groups.add(article, entry, reader.weight(figure));
            }
        }
        if groups.entries() > before {
            ledger.origins.push(origin(article));
        }
        Ok::<(), BackendError>(())
    })?;
    ledger.groups = groups.finish(&ledger.origins);
    if let Some(name) = &request.group {
        ledger.groups.retain(|group| crate::text::fold::phrase(&group.name).contains(name.as_str()));
    }
    Ok(ledger)
}

fn origin(article: &Article) -> Origin {
    let meta = &article.meta;
    Origin { id: article.id.0.clone(), source: meta.source.clone(), published: meta.published }
}

/// Reads the figures of one article.
struct Reader<'a> {
    article: &'a Article,
    axis: &'a Axis,
    marks: &'a [Highlight],
    /// The sentences in the order of the text: the first byte of each, and its number.
    sentences: Vec<(usize, usize)>,
    /// The number of the article among those of the ledger.
    number: usize,
}

impl<'a> Reader<'a> {
    fn new(article: &'a Article, axis: &'a Axis, marks: &'a [Highlight], number: usize) -> Self {
        let begins = axis.sentences.iter().enumerate().map(|(number, sentence)| (sentence.span.start(), number));
        let mut sentences: Vec<(usize, usize)> = begins.collect();
        sentences.sort_unstable();
        Self { article, axis, marks, sentences, number }
    }

    /// The entry of a figure; none if nothing matched in its sentence, or if it is boilerplate.
    fn entry(&self, number: usize, everywhere: bool) -> Option<Entry> {
        let (article, figure) = (self.article, &self.article.figures[number]);
        let (place, sentence) = self.sentence(figure.span)?;
        let behind = self.marks.partition_point(|mark| mark.span.start() < sentence.span.start());
        let near = self.marks.get(behind).is_some_and(|mark| sentence.span.contains(mark.span));
        if !(near || everywhere) || !article.reads(figure.span) {
            return None;
        }
        let unit = figure.unit.as_ref().map(|unit| match &unit.per {
            Some(per) => format!("{} a {per}", unit.name),
            None => unit.name.clone(),
        });
        let who =
            source_of(article, sentence.span, figure.span).map(|speaker| one_line(speaker.span.of(&article.text)));
        Some(Entry {
            article: self.number,
            figure: figure.clone(),
            text: one_line(figure.span.of(&article.text)),
            of: figure.of.as_ref().map(|of| one_line(of.phrase.of(&article.text))).unwrap_or_default(),
            unit: unit.unwrap_or_default(),
            who,
            paragraph: sentence.paragraph + 1,
            sentence: place + 1,
            context: one_line(sentence.span.of(&article.text)),
            event: (figure.kind == FigureKind::Count)
                .then(|| event::event(&article.text, sentence.span, figure))
                .flatten(),
            disputed: false,
        })
    }

    fn sentence(&self, span: Span) -> Option<(usize, &Sentence)> {
        let behind = self.sentences.partition_point(|(start, _)| *start <= span.start());
        let (_, number) = self.sentences[..behind].last()?;
        let sentence = self.axis.sentences.get(*number)?;
        (span.start() < sentence.span.end()).then_some((*number, sentence))
    }

    /// How many matches stand in what a figure counts.
    fn weight(&self, figure: &Figure) -> usize {
        let Some(of) = &figure.of else { return 0 };
        self.marks.iter().filter(|mark| of.phrase.contains(mark.span)).count()
    }
}

/// Whether two figures cannot both be right of the same thing: what they may be worth has nothing in common. Rough figures, and dates,
/// contradict nothing.
#[must_use]
pub fn contradict(one: &Figure, other: &Figure) -> bool {
    let rough = |figure: &Figure| figure.bound == Bound::About || matches!(figure.value, Value::When(_));
    let (Some((low, high)), Some((from, to))) = (one.interval(), other.interval()) else { return false };
    let below = high.zip(from).is_some_and(|(high, from)| high < from);
    let above = to.zip(low).is_some_and(|(to, low)| to < low);
    !rough(one) && !rough(other) && (below || above)
}
