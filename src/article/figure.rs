//! What the text of an article was found to count, measure and date.

use serde::{Deserialize, Serialize};

use super::{Decimal, Span, When};

/// No figure is longer, in words: what is, is a number spelt out beyond all use.
pub const LONGEST_FIGURE: usize = 32;

/// What a value is the value of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FigureKind {
    /// So many of something: `58 Pakistani soldiers`.
    Count,
    /// An amount in a currency.
    Money,
    /// Percent or percentage points.
    Percent,
    /// So many of a unit of length, area, mass, volume, temperature, speed, energy, data or time.
    Measure,
    /// A day, month or year, or a stretch of them.
    Date,
    /// A place in an order: `the second round`.
    Ordinal,
}

impl FigureKind {
    /// Every kind, in the order that answers list them.
    pub const ALL: [Self; 6] = [Self::Count, Self::Money, Self::Percent, Self::Measure, Self::Date, Self::Ordinal];

    /// The word that queries, options and answers use for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Measure => "measure",
            Self::Date => "date",
            Self::Ordinal => "ordinal",
        }
    }
}

/// How the text holds to its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Bound {
    /// It says it flatly: `58`.
    #[serde(rename = "=")]
    Exact,
    /// It says it roughly: `some 40`, `nearly 40`, `dozens`.
    #[serde(rename = "~")]
    About,
    /// It is that or more: `more than 150`, `at least 150`, `since 2021`.
    #[serde(rename = ">")]
    Above,
    /// It is that or less: `up to 150`, `fewer than 150`, `before 2021`.
    #[serde(rename = "<")]
    Below,
}

impl Bound {
    /// The sign that answers use for it.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Exact => "=",
            Self::About => "~",
            Self::Above => ">",
            Self::Below => "<",
        }
    }
}

/// What a figure is worth.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Value {
    /// One number.
    Number(Decimal),
    /// From one number to another, or with one end open: `between 20 and 30`, `dozens` (from 24).
    Range(Option<Decimal>, Option<Decimal>),
    /// A date.
    When(When),
}

/// A unit, as it is compared.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Unit {
    /// The name it goes by whatever the text calls it: `USD`, `km`, `%`, `year`.
    pub name: String,
    /// Where it stands in the text.
    pub span: Span,
    /// What the value is told for each of: `week` in `350 million a week`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
}

/// What a figure counts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Counted {
    /// The noun: `soldiers`.
    pub head: Span,
    /// The whole phrase: `Pakistani soldiers`.
    pub phrase: Span,
}

/// A value as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Figure {
    /// Number and unit, without the words that make it a bound; of a range, from its first end to its last.
    pub span: Span,
    /// What it is the value of.
    pub kind: FigureKind,
    /// What it is worth.
    pub value: Value,
    /// How the text holds to it.
    pub bound: Bound,
    /// Its unit, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// What it counts, where the text says so beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Counted>,
    /// The figure of the same article of which this one is the conversion into another unit: `(around USD 35.5 million)`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub converts: Option<u32>,
}

impl Figure {
    /// The numbers that the text states: one, or the ends of a range. None of a date.
    #[must_use]
    pub fn numbers(&self) -> Vec<&Decimal> {
        match &self.value {
            Value::Number(number) => vec![number],
            Value::Range(low, high) => low.iter().chain(high).collect(),
            Value::When(_) => Vec::new(),
        }
    }

    /// From where to where its worth may lie, both ends included as far as they are closed. None of a date.
    #[must_use]
    pub fn interval(&self) -> Option<(Option<&Decimal>, Option<&Decimal>)> {
        match (&self.value, self.bound) {
            (Value::Number(number), Bound::Above) => Some((Some(number), None)),
            (Value::Number(number), Bound::Below) => Some((None, Some(number))),
            (Value::Number(number), _) => Some((Some(number), Some(number))),
            (Value::Range(low, high), _) => Some((low.as_ref(), high.as_ref())),
            (Value::When(_), _) => None,
        }
    }
}
