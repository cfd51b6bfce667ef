//! Figures that are asked for by value: what a query holds against what an article states, in the index as in a text.

use std::fmt;

use jiff::civil::Date;

use crate::article::{Article, Decimal, Figure, FigureKind, Moment, Value};
use crate::text::fold::fold;
use crate::text::stem::Stems;
use crate::text::units;
use crate::text::words::words;

/// A figure that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Valued {
    /// What it must be the value of; anything, if none is named.
    pub kind: Option<FigureKind>,
    /// What it must be worth.
    pub worth: Worth,
    /// The unit that it must be told in, by its normalised name.
    pub unit: Option<String>,
    /// The stems of the words that what it counts must be called by.
    pub noun: Vec<String>,
    /// Intervals that may hold what is asked for count too, though neither of their ends is it.
    pub possible: bool,
    /// Money counts too that the article converts into what is asked for.
    pub converted: bool,
}

/// What a figure must be worth.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Worth {
    /// Anything.
    Any,
    /// Anything that was read: a figure, or digits that are no value there.
    Read,
    /// From one number to another, as far as there is one.
    Numbers(Option<End>, Option<End>),
    /// Within these days, the last included, as far as there is a first and a last.
    Days(Option<Date>, Option<Date>),
    /// This day, month or weekday, whatever the rest.
    Open(Moment),
}

/// An end of a range of numbers.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct End {
    /// The number.
    pub number: Decimal,
    /// Whether it is within the range.
    pub included: bool,
}

impl End {
    /// That is within the range.
    #[must_use]
    pub fn closed(number: Decimal) -> Self {
        Self { number, included: true }
    }

    /// That is not within the range any more.
    #[must_use]
    pub fn open(number: Decimal) -> Self {
        Self { number, included: false }
    }
}

/// What a figure states: each of its ends by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stated {
    /// A number.
    Number {
        /// What it is the value of.
        kind: FigureKind,
        /// The number.
        number: Decimal,
        /// Its unit; empty if it has none.
        unit: String,
        /// Whether the article states it of another figure, as its conversion into this unit.
        converted: bool,
    },
    /// That the number lies between two ends, as far as there are ends.
    Between {
        /// What it is the value of.
        kind: FigureKind,
        /// The lower end.
        low: Option<Decimal>,
        /// The upper end.
        high: Option<Decimal>,
        /// Its unit; empty if it has none.
        unit: String,
    },
    /// Whole days.
    Days {
        /// The first.
        first: Date,
        /// The last.
        last: Date,
    },
    /// A day or month of any year, or a weekday.
    Open(Moment),
}

/// All that a figure of an article states.
#[must_use]
pub fn stated(article: &Article, number: usize) -> Vec<Stated> {
    let Some(figure) = article.figures.get(number) else { return Vec::new() };
    let mut list = numbers_of(figure, false);
    // What converts a figure stands right behind it.
    let conversions = article.figures[number + 1..].iter().take_while(|other| other.converts == Some(number as u32));
    list.extend(conversions.flat_map(|other| numbers_of(other, true)));
    if let Some((low, high)) = figure.interval().filter(|(low, high)| low != high) {
        let (kind, unit) = (figure.kind, unit_of(figure));
        list.push(Stated::Between { kind, low: low.cloned(), high: high.cloned(), unit });
    }
    if let Value::When(when) = &figure.value {
        for (first, last) in when.stated() {
            let days = first.days().zip(last.days());
            list.extend(days.map(|(first, last)| Stated::Days { first: first.0, last: last.1 }));
            let open =
                if first == last { first.of_any_year().or(first.days().is_none().then_some(first)) } else { None };
            list.extend(open.map(Stated::Open));
        }
    }
    list
}

fn unit_of(figure: &Figure) -> String {
    figure.unit.as_ref().map(|unit| unit.name.clone()).unwrap_or_default()
}

fn numbers_of(figure: &Figure, converted: bool) -> Vec<Stated> {
    let (kind, unit) = (figure.kind, unit_of(figure));
    // `Dozens` states no number: 24 is where it begins at the earliest.
    if matches!(figure.value, Value::Range(Some(_), None)) {
        return Vec::new();
    }
    let number = |number: &Decimal| Stated::Number { kind, number: number.clone(), unit: unit.clone(), converted };
    figure.numbers().into_iter().map(number).collect()
}

/// The folded words of what a figure counts, each once.
#[must_use]
pub fn nouns(article: &Article, figure: &Figure) -> Vec<String> {
    let Some(of) = &figure.of else { return Vec::new() };
    let phrase = of.phrase.of(&article.text);
    let mut list: Vec<String> = words(phrase).into_iter().map(|word| fold(&phrase[word])).collect();
    list.sort_unstable();
    list.dedup();
    list
}

impl Valued {
    /// Any figure at all.
    #[must_use]
    pub fn any() -> Self {
        Self { kind: None, worth: Worth::Any, unit: None, noun: Vec::new(), possible: false, converted: false }
    }

    /// Whatever was read, be it a figure or no value.
    #[must_use]
    pub fn read() -> Self {
        Self { worth: Worth::Read, ..Self::any() }
    }

    /// Whether it is all of what was read, or all figures.
    #[must_use]
    pub fn is_of_all(&self) -> bool {
        self.is_any() || self.worth == Worth::Read
    }

    /// Whether it is any figure at all.
    #[must_use]
    pub fn is_any(&self) -> bool {
        *self == Self::any()
    }

    /// Whether a figure of an article is meant.
    #[must_use]
    pub fn means(&self, article: &Article, number: usize, stems: &Stems) -> bool {
        let Some(figure) = article.figures.get(number) else { return false };
        let counts = self.noun.is_empty() || {
            let called = nouns(article, figure);
            self.noun.iter().all(|noun| called.iter().any(|word| stems.stem(word) == *noun))
        };
        counts && (self.is_of_all() || stated(article, number).iter().any(|stated| self.admits(stated)))
    }

    /// Whether what is stated is what is asked for.
    #[must_use]
    pub fn admits(&self, stated: &Stated) -> bool {
        match stated {
            Stated::Number { kind, number, unit, converted } => {
                (self.converted || !converted) && self.takes(*kind, unit) && self.worth.holds(number)
            }
            Stated::Between { kind, low, high, unit } => {
                let (low, high) = (low.as_ref(), high.as_ref());
                self.takes(*kind, unit)
                    && (self.worth.contains(low, high) || self.possible && self.worth.may_hold(low, high))
            }
            Stated::Days { first, last } => self.takes_dates() && self.admits_days(*first, *last),
            Stated::Open(moment) => self.takes_dates() && self.admits_open(*moment),
        }
    }

    fn takes(&self, kind: FigureKind, unit: &str) -> bool {
        let of_unit = self.unit.as_ref().is_none_or(|asked| units::answers(asked, unit));
        // A number is no place in an order: who asks for 1 does not mean the first.
        let of_kind = match self.kind {
            Some(asked) => asked == kind,
            None => kind != FigureKind::Ordinal || !matches!(self.worth, Worth::Numbers(..)),
        };
        of_kind && of_unit
    }

    fn takes_dates(&self) -> bool {
        self.kind.is_none_or(|kind| kind == FigureKind::Date) && self.unit.is_none()
    }

    fn admits_days(&self, first: Date, last: Date) -> bool {
        match &self.worth {
            Worth::Any | Worth::Read => true,
            // A number without more may be a year.
            Worth::Numbers(..) => self.kind.is_none() && year(first, last).is_some_and(|year| self.worth.holds(&year)),
            Worth::Days(from, to) if self.possible => {
                from.is_none_or(|from| from <= last) && to.is_none_or(|to| first <= to)
            }
            Worth::Days(from, to) => from.is_none_or(|from| from <= first) && to.is_none_or(|to| last <= to),
            Worth::Open(_) => false,
        }
    }

    fn admits_open(&self, moment: Moment) -> bool {
        match &self.worth {
            Worth::Any | Worth::Read => true,
            Worth::Open(asked) => *asked == moment,
            Worth::Days(Some(from), Some(to)) if self.possible => may_be(moment, *from, *to),
            _ => false,
        }
    }
}

/// The year that these days are the whole of.
fn year(first: Date, last: Date) -> Option<Decimal> {
    let whole = first.year() == last.year() && first.day_of_year() == 1 && last.month() == 12 && last.day() == 31;
    whole.then(|| Decimal::from(i64::from(first.year())))
}

/// Whether a day of no known year may lie between two days.
fn may_be(moment: Moment, from: Date, to: Date) -> bool {
    let Moment::DayOfYear(month, day) = moment else { return false };
    (from.year()..=to.year()).filter_map(|year| Date::new(year, month, day).ok()).any(|day| from <= day && day <= to)
}

impl Worth {
    /// One number.
    #[must_use]
    pub fn number(number: &Decimal) -> Self {
        let end = || Some(End::closed(number.clone()));
        Self::Numbers(end(), end())
    }

    /// The number, where it is only one.
    #[must_use]
    pub fn only(&self) -> Option<&Decimal> {
        match self {
            Self::Numbers(Some(low), Some(high)) if low == high && low.included => Some(&low.number),
            _ => None,
        }
    }

    fn holds(&self, number: &Decimal) -> bool {
        match self {
            Self::Any | Self::Read => true,
            Self::Numbers(..) => self.holds_from(number) && self.holds_to(number),
            Self::Days(..) | Self::Open(_) => false,
        }
    }

    /// Whether a number is not below its lower end.
    fn holds_from(&self, number: &Decimal) -> bool {
        let Self::Numbers(Some(low), _) = self else { return true };
        low.number < *number || low.included && low.number == *number
    }

    /// Whether a number is not above its upper end.
    fn holds_to(&self, number: &Decimal) -> bool {
        let Self::Numbers(_, Some(high)) = self else { return true };
        *number < high.number || high.included && high.number == *number
    }

    /// Whether it holds all numbers between two ends.
    fn contains(&self, low: Option<&Decimal>, high: Option<&Decimal>) -> bool {
        match self {
            Self::Any | Self::Read => true,
            Self::Numbers(from, to) => {
                let begins = from.is_none() || low.is_some_and(|low| self.holds_from(low));
                let ends = to.is_none() || high.is_some_and(|high| self.holds_to(high));
                begins && ends
            }
            Self::Days(..) | Self::Open(_) => false,
        }
    }

    /// Whether it may hold a number between two ends.
    fn may_hold(&self, low: Option<&Decimal>, high: Option<&Decimal>) -> bool {
        match self {
            Self::Any | Self::Read => true,
            Self::Numbers(from, to) => {
                let begins = to.as_ref().zip(low).is_none_or(|(to, low)| *low <= to.number);
                let ends = from.as_ref().zip(high).is_none_or(|(from, high)| from.number <= *high);
                begins && ends
            }
            Self::Days(..) | Self::Open(_) => false,
        }
    }
}

/// As it would be typed.
impl fmt::Display for Valued {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.kind.map_or("figure", FigureKind::word), self.worth)?;
        if let Some(unit) = &self.unit {
            write!(out, " {unit}")?;
        }
        if !self.noun.is_empty() {
            write!(out, " of {}", self.noun.join(" "))?;
        }
        Ok(())
    }
}

impl fmt::Display for Worth {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any | Self::Read | Self::Numbers(None, None) | Self::Days(None, None) => out.write_str("*"),
            Self::Numbers(low, high) if low == high => write_end(out, "", low.as_ref()),
            Self::Numbers(Some(low), None) => write_end(out, if low.included { ">=" } else { ">" }, Some(low)),
            Self::Numbers(None, Some(high)) => write_end(out, if high.included { "<=" } else { "<" }, Some(high)),
            Self::Numbers(low, high) => {
                write_end(out, "", low.as_ref())?;
                write_end(out, "..", high.as_ref())
            }
            Self::Days(Some(first), Some(last)) if first == last => write!(out, "{first}"),
            Self::Days(first, last) => {
                first.iter().try_for_each(|first| write!(out, "{first}"))?;
                out.write_str("..")?;
                last.iter().try_for_each(|last| write!(out, "{last}"))
            }
            Self::Open(moment) => write!(out, "{moment}"),
        }
    }
}

fn write_end(out: &mut fmt::Formatter<'_>, sign: &str, end: Option<&End>) -> fmt::Result {
    end.iter().try_for_each(|end| write!(out, "{sign}{}", end.number))
}
