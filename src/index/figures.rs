//! The terms by which figures are found: marks on the axis in the field `figures`, at the first word of each figure. Each ends with the
//! number of the figure's words, in two digits.
//!
//! | term | means |
//! |---|---|
//! | `x` | a figure |
//! | `y` | digits that are no value |
//! | `n` kind, number `␀` unit `␀` | it states this number |
//! | `c` kind, number `␀` unit `␀` | the article converts it into this number |
//! | `w` kind, low `␀` high `␀` unit `␀` | it lies between these (an open end is empty) |
//! | `d` first day, last day | it is these days |
//! | `o` moment `␀` | it is this day of any year, or this weekday |
//! | `k` word `␀` | what it counts is called by this word |
//!
//! A kind is a letter, a number is written as it sorts (`Decimal::sortable`), a day as `YYYYMMDD`: a range of values is a range of terms.

use std::collections::BTreeMap;

use jiff::civil::Date;
use tantivy::postings::TermInfo;

use super::error::IndexError;
use super::segment::Segment;
use super::tape::{FORM, Tape, key_of};
use crate::article::{Article, Decimal, FigureKind, LONGEST_FIGURE, Moment};
use crate::query::figures::{End, Stated, Valued, Worth, nouns, stated};
use crate::text::placing::Placed;
use crate::text::stem::Stems;

/// The letter that stands for a kind.
fn letter(kind: FigureKind) -> char {
    match kind {
        FigureKind::Count => 'c',
        FigureKind::Money => 'm',
        FigureKind::Percent => 'p',
        FigureKind::Measure => 'u',
        FigureKind::Date => 'd',
        FigureKind::Ordinal => 'o',
    }
}

fn kind_of(letter: &str) -> Option<FigureKind> {
    FigureKind::ALL.into_iter().find(|kind| letter.starts_with(self::letter(*kind)))
}

/// A day as it sorts; years before 1 do not occur in dates that were found.
fn day(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year().max(0), date.month(), date.day())
}

fn day_of(text: &str) -> Option<Date> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<i16>().ok();
    Date::new(number(0, 4)?, number(4, 6)? as i8, number(6, 8)? as i8).ok()
}

/// The term of what is stated, without the length.
fn term(stated: &Stated) -> String {
    let sortable = |end: &Option<Decimal>| end.as_ref().map(Decimal::sortable).unwrap_or_default();
    match stated {
        Stated::Number { kind, number, unit, converted } => {
            let mark = if *converted { 'c' } else { 'n' };
            format!("{mark}{}{}{FORM}{unit}{FORM}", letter(*kind), number.sortable())
        }
        Stated::Between { kind, low, high, unit } => {
            format!("w{}{}{FORM}{}{FORM}{unit}{FORM}", letter(*kind), sortable(low), sortable(high))
        }
        Stated::Days { first, last } => format!("d{}{}", day(*first), day(*last)),
        Stated::Open(moment) => format!("o{moment}{FORM}"),
    }
}

/// What the term states that [`term`] gave, without its length.
fn stated_of(term: &str) -> Option<Stated> {
    let (mark, rest) = term.split_at_checked(1)?;
    match mark {
        "n" | "c" => {
            let (letter, rest) = rest.split_at_checked(1)?;
            let mut parts = rest.split(FORM);
            let (number, unit) = (Decimal::of_sortable(parts.next()?)?, parts.next()?.to_owned());
            Some(Stated::Number { kind: kind_of(letter)?, number, unit, converted: mark == "c" })
        }
        "w" => {
            let (letter, rest) = rest.split_at_checked(1)?;
            let mut parts = rest.split(FORM);
            let (low, high) = (Decimal::of_sortable(parts.next()?), Decimal::of_sortable(parts.next()?));
            Some(Stated::Between { kind: kind_of(letter)?, low, high, unit: parts.next()?.to_owned() })
        }
        "d" => Some(Stated::Days { first: day_of(rest)?, last: day_of(rest.get(8..)?)? }),
        "o" => rest.strip_suffix(FORM)?.parse::<Moment>().ok().map(Stated::Open),
        _ => None,
    }
}

/// The marks of the figures of an article.
pub struct FigureMarks<'a> {
    article: &'a Article,
    tape: Tape,
}

impl<'a> FigureMarks<'a> {
    pub fn new(article: &'a Article) -> Self {
        Self { article, tape: Tape::default() }
    }

    pub fn figure(&mut self, placed: Placed) {
        let Some(figure) = self.article.figures.get(placed.number) else { return };
        let length = format!("{:02}", placed.words);
        let mut mark = |term: String| self.tape.mark(&(term + &length), placed.at);
        mark("x".to_owned());
        for stated in stated(self.article, placed.number) {
            mark(term(&stated));
        }
        for word in nouns(self.article, figure) {
            mark(format!("k{}{FORM}", key_of(&word)));
        }
    }

    pub fn valueless(&mut self, placed: Placed) {
        self.tape.mark(&format!("y{:02}", placed.words), placed.at);
    }

    pub fn finish(self) -> String {
        self.tape.finish()
    }
}

/// The terms of some figures: by the number of their words, those that mark what is stated; and for each word of the noun, those that
/// mark it.
pub struct FigureTerms {
    pub of_length: Vec<(u32, Vec<TermInfo>)>,
    pub nouns: Vec<Vec<TermInfo>>,
}

/// The terms that mark what is `valued` so.
pub fn terms(segment: &Segment<'_>, valued: &Valued) -> Result<FigureTerms, IndexError> {
    let mut of_length: BTreeMap<u32, Vec<TermInfo>> = BTreeMap::new();
    for (from, to) in ranges(valued) {
        each(segment, &from, &to, |term, info| {
            let (fact, length) = term.split_at(term.len().saturating_sub(2));
            // Among the terms of what is read are those of nothing else.
            let means = valued.is_of_all() || stated_of(fact).is_some_and(|stated| valued.admits(&stated));
            if let Some(words) = length.parse().ok().filter(|_| means) {
                of_length.entry(words).or_default().push(info.clone());
            }
        })?;
    }
    let nouns = valued.noun.iter().map(|noun| noun_terms(segment, noun)).collect::<Result<_, _>>()?;
    Ok(FigureTerms { of_length: of_length.into_iter().collect(), nouns })
}

fn noun_terms(segment: &Segment<'_>, noun: &str) -> Result<Vec<TermInfo>, IndexError> {
    let stems = Stems::default();
    let from = format!("k{}", stems.reach(noun));
    let mut list = Vec::new();
    each(segment, &from, &past(&from), |term, info| {
        let word = term.split(FORM).next().and_then(|word| word.get(1..));
        if word.is_some_and(|word| stems.stem(word) == noun) {
            list.push(info.clone());
        }
    })?;
    Ok(list)
}

/// Calls `take` with the terms of the field from one on, before another.
fn each(segment: &Segment<'_>, from: &str, to: &str, mut take: impl FnMut(&str, &TermInfo)) -> Result<(), IndexError> {
    let inverted = segment.reader.inverted_index(segment.fields.figures)?;
    let mut stream = inverted.terms().range().ge(from).lt(to).into_stream()?;
    while stream.advance() {
        if let Ok(term) = std::str::from_utf8(stream.key()) {
            take(term, stream.value());
        }
    }
    Ok(())
}

/// What sorts behind all terms that begin so.
fn past(prefix: &str) -> String {
    format!("{prefix}\u{10FFFF}")
}

/// The ranges of terms among which those lie that are meant.
fn ranges(valued: &Valued) -> Vec<(String, String)> {
    let all = |prefix: &str| (prefix.to_owned(), past(prefix));
    if valued.is_any() {
        return vec![all("x")];
    }
    if valued.worth == Worth::Read {
        return vec![all("x"), all("y")];
    }
    let marks: &[char] = if valued.converted { &['n', 'c'] } else { &['n'] };
    let kinds = FigureKind::ALL.into_iter().filter(|kind| valued.kind.is_none_or(|asked| asked == *kind));
    let kinds: Vec<char> = kinds.filter(|kind| *kind != FigureKind::Date).map(letter).collect();
    let mut list = Vec::new();
    if let Worth::Numbers(low, high) = &valued.worth {
        for (mark, kind) in marks.iter().flat_map(|mark| kinds.iter().map(move |kind| (mark, kind))) {
            list.push(numbers(&format!("{mark}{kind}"), low.as_ref(), high.as_ref()));
        }
        list.extend(valued.kind.is_none().then(|| all("d")));
    }
    if valued.worth == Worth::Any {
        list.extend(marks.iter().flat_map(|mark| kinds.iter().map(move |kind| all(&format!("{mark}{kind}")))));
    }
    // What lies within a range that is open at one end may be open there itself: `dozens`.
    let open = matches!(valued.worth, Worth::Any | Worth::Numbers(None, _) | Worth::Numbers(_, None));
    if valued.possible || open {
        list.extend(kinds.iter().map(|kind| all(&format!("w{kind}"))));
    }
    if valued.kind.is_none_or(|kind| kind == FigureKind::Date) && !matches!(valued.worth, Worth::Numbers(..)) {
        list.extend([all("d"), all("o")]);
    }
    list
}

fn numbers(prefix: &str, low: Option<&End>, high: Option<&End>) -> (String, String) {
    let sortable = |end: &End| end.number.sortable();
    let from = format!("{prefix}{}", low.map(sortable).unwrap_or_default());
    let to = past(&format!("{prefix}{}", high.map(sortable).unwrap_or_default()));
    (from, to)
}

/// The longest figure that a term can tell: two digits hold it.
const _: () = assert!(LONGEST_FIGURE < 100);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_term_states_can_be_read_from_it() {
        let number = |text: &str| text.parse::<Decimal>().unwrap();
        let day = |text: &str| text.parse::<Date>().unwrap();
        let kind = FigureKind::Money;
        let list = [
            Stated::Number { kind, number: number("-1.5"), unit: "USD".into(), converted: false },
            Stated::Number { kind, number: number("0"), unit: String::new(), converted: true },
            Stated::Between { kind, low: Some(number("24")), high: None, unit: String::new() },
            Stated::Days { first: day("2025-10-01"), last: day("2025-10-31") },
            Stated::Open(Moment::DayOfYear(10, 12)),
        ];
        for stated in list {
            assert_eq!(stated_of(&term(&stated)), Some(stated));
        }
    }
}
