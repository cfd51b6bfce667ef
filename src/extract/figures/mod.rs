//! Figures: counts, amounts of money, percentages, measures, dates and ordinals as they stand in a text.

pub mod amounts;
pub mod conversions;
pub mod counted;
pub mod dates;
pub mod tokens;

use jiff::civil::Date;

use crate::article::{Article, Figure, FigureKind, Span, Value};

use tokens::{Page, Token};

/// What is known of an article that helps to read its figures.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context {
    /// The day of publication.
    pub published: Option<Date>,
    /// Whether `12/10` is the twelfth of October there; none if nobody knows.
    pub day_first: Option<bool>,
}

/// What was read of a text, both in the order of the text, all apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The figures.
    pub figures: Vec<Figure>,
    /// Digits and number words that are no value there: times of day, scores, telephone numbers, names; `no one`.
    pub valueless: Vec<Span>,
}

/// What is found in an article.
#[must_use]
pub fn found(article: &Article) -> Found {
    let context = Context { published: article.meta.published, day_first: dates::day_first(article) };
    find(&article.text, article.blocks.iter().map(|block| block.span), context)
}

/// The figures of an article, in the order of the text, apart.
#[must_use]
pub fn figures(article: &Article) -> Vec<Figure> {
    found(article).figures
}

/// The figures in the blocks of `text`.
pub fn read(text: &str, blocks: impl Iterator<Item = Span>, context: Context) -> Vec<Figure> {
    find(text, blocks, context).figures
}

fn find(text: &str, blocks: impl Iterator<Item = Span>, context: Context) -> Found {
    let mut found = Found::default();
    let mut room: Vec<Token<'_>> = Vec::new();
    for block in blocks {
        let page = Page::of(text, block, room);
        read_block(&page, context, &mut found);
        room = page.tokens;
    }
    found
}

/// Adds what a block holds.
fn read_block(page: &Page<'_>, context: Context, found: &mut Found) {
    let figures = &mut found.figures;
    let mut at = 0;
    while at < page.tokens.len() {
        if let Some((next, figure)) = dated(page, at, context) {
            figures.push(figure);
            at = next;
        } else if let Some((next, figure)) = amounts::at(page, at) {
            match figure {
                Some(figure) => push(page, figures, counted::with_noun(page, next, figure)),
                None => found.valueless.extend(page.span(&(at..next))),
            }
            at = next;
        } else {
            let vague = amounts::vague::at(page, at).map(|(next, figure)| counted::with_noun(page, next, figure));
            figures.extend(vague.filter(|figure| figure.of.is_some()));
            at += 1;
        }
    }
}

/// Adds a figure, with the one before it of which it is the conversion.
fn push(page: &Page<'_>, figures: &mut Vec<Figure>, mut figure: Figure) {
    if figures.last().is_some_and(|last| conversions::converts(page.text, last, &figure)) {
        let last = figures.len() - 1;
        figure.converts = figures[last].converts.or(u32::try_from(last).ok());
    }
    figures.push(figure);
}

fn dated(page: &Page<'_>, at: usize, context: Context) -> Option<(usize, Figure)> {
    let dated = dates::at(page, at, context)?;
    let figure = Figure {
        span: page.span(&dated.tokens)?,
        kind: FigureKind::Date,
        value: Value::When(dated.when),
        bound: dated.bound,
        unit: None,
        of: None,
        converts: None,
    };
    Some((dated.tokens.end, figure))
}
