//! What is told of a figure: its value, how the text holds to it, its unit, what it counts.

use serde::Serialize;
use serde_json::value::RawValue;

use crate::article::{Article, Bound, Decimal, Figure, Value};

/// A figure as JSON tells it.
#[derive(Serialize)]
pub(crate) struct FigureFields<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Box<RawValue>>,
    /// The ends of an interval, in the place of the value.
    #[serde(flatten)]
    interval: Option<Interval>,
    bound: &'static str,
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    per: Option<&'a str>,
    of: Option<Of<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    converts: Option<&'a str>,
}

#[derive(Serialize)]
struct Interval {
    low: Option<Box<RawValue>>,
    high: Option<Box<RawValue>>,
}

#[derive(Serialize)]
struct Of<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    head: Option<&'a str>,
    text: &'a str,
}

impl<'a> FigureFields<'a> {
    /// Of the figure of a number, if there are so many.
    pub(crate) fn of(article: &'a Article, number: usize) -> Option<Self> {
        let (figure, text) = (article.figures.get(number)?, article.text.as_str());
        let converted = figure.converts.and_then(|other| article.figures.get(other as usize));
        let of = figure.of.as_ref().map_or("", |of| of.phrase.of(text));
        let fields = Self::apart(figure, figure.span.of(text), of);
        let head = figure.of.as_ref().map(|of| of.head.of(text));
        let of = fields.of.map(|of| Of { head, ..of });
        Some(Self { of, converts: converted.map(|other| other.span.of(text)), ..fields })
    }

    /// Of a figure away from its article: its text, and what it counts.
    pub(crate) fn apart(figure: &'a Figure, text: &'a str, of: &'a str) -> Self {
        let (value, interval) = match &figure.value {
            Value::Number(number) => (exactly(number), None),
            Value::Range(low, high) => {
                let end = |end: &Option<Decimal>| end.as_ref().and_then(exactly);
                (None, Some(Interval { low: end(low), high: end(high) }))
            }
            Value::When(when) => (serde_json::value::to_raw_value(&when.to_string()).ok(), None),
        };
        Self {
            start: figure.span.start(),
            end: figure.span.end(),
            text,
            kind: figure.kind.word(),
            value,
            interval,
            bound: figure.bound.sign(),
            unit: figure.unit.as_ref().map(|unit| unit.name.as_str()),
            per: figure.unit.as_ref().and_then(|unit| unit.per.as_deref()),
            of: (!of.is_empty()).then_some(Of { head: None, text: of }),
            converts: None,
        }
    }
}

/// A number with all its digits.
fn exactly(number: &Decimal) -> Option<Box<RawValue>> {
    RawValue::from_string(number.to_string()).ok()
}

/// The value with its bound, as a reader takes it: `>150`, `20..30`, `--10-12`.
pub(crate) fn value(figure: &Figure) -> String {
    let sign = if figure.bound == Bound::Exact { "" } else { figure.bound.sign() };
    let end = |end: &Option<Decimal>| end.as_ref().map(Decimal::to_string).unwrap_or_default();
    match &figure.value {
        Value::Number(number) => format!("{sign}{number}"),
        Value::Range(low, high) => format!("{sign}{}..{}", end(low), end(high)),
        Value::When(when) => format!("{sign}{when}"),
    }
}

/// The value, or the words of a count that has none: `numerous`.
pub(crate) fn told(figure: &Figure, text: &str) -> String {
    if figure.value == Value::Range(None, None) { text.to_owned() } else { value(figure) }
}

/// Kind, value, bound, unit and what it counts, each as a cell.
pub(crate) fn cells(article: &Article, number: usize) -> [String; 5] {
    let Some(figure) = article.figures.get(number) else { return Default::default() };
    let bare = Figure { bound: Bound::Exact, ..figure.clone() };
    [
        figure.kind.word().to_owned(),
        value(&bare),
        figure.bound.sign().to_owned(),
        unit(figure),
        figure.of.as_ref().map(|of| of.phrase.of(&article.text).to_owned()).unwrap_or_default(),
    ]
}

/// The unit, and what the value is told for each of.
pub(crate) fn unit(figure: &Figure) -> String {
    let Some(unit) = &figure.unit else { return String::new() };
    unit.per.as_ref().map_or_else(|| unit.name.clone(), |per| format!("{} a {per}", unit.name))
}

/// What is said of a figure beside its text: value, unit, what it counts.
pub(crate) fn said(article: &Article, number: usize) -> Option<String> {
    let figure = article.figures.get(number)?;
    let of = figure.of.as_ref().map(|of| of.phrase.of(&article.text));
    let parts = [told(figure, figure.span.of(&article.text)), unit(figure), of.unwrap_or_default().to_owned()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Some(crate::text::printable::printable(&parts.join(" ")).into_owned())
}
