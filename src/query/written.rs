//! A value as it may be written. One number or one day is looked for in its words too, where no figure was read at that place: what
//! extraction missed is found all the same.

use super::ast::{Atom, Clause, Nearness, Parts, Query, Reach, Spans};
use super::figures::{Valued, Worth};
use super::node::Numbers;
use super::pattern::Pattern;
use crate::article::{Decimal, FigureKind, Moment};
use crate::text::fold::fold;
use crate::text::numbers::written;
use crate::text::words::words;

/// The query that asks for a figure alone, and for its words where no figure was read, though they be known to be no value there. `behind` are the words of its unit or noun, as the text may have them behind the number.
#[must_use]
pub fn query(valued: Valued, behind: &[Pattern], parts: Parts) -> Query {
    let mut atoms = Numbers::default();
    let leaf = united(valued, behind, (parts, Valued::any()), &mut |atom| atoms.of(atom));
    let (root, leaves) = (Clause::Leaf(0), vec![leaf]);
    Query { root, emphasis: vec![1.0], leaves, atoms: atoms.list, ..Query::everything() }
}

/// A figure, or the words that it may be written in where nothing of `read` stands.
pub fn united(
    valued: Valued,
    behind: &[Pattern],
    (parts, read): (Parts, Valued),
    number: &mut dyn FnMut(Atom) -> usize,
) -> Spans {
    let rows = rows(&valued, behind);
    let figure = Spans::Atom(number(Atom::figure(valued, parts)));
    if rows.is_empty() {
        return figure;
    }
    let row = |row: Vec<Pattern>| Atom::row([row, behind.to_vec()].concat(), parts);
    let rows = rows.into_iter().map(|words| Spans::Atom(number(row(words)))).collect();
    let read = Spans::Atom(number(Atom::figure(read, parts)));
    let overlap = Nearness { reach: Reach::Words(0), ordered: false };
    Spans::Any(vec![figure, Spans::Alone(Box::new(Spans::Any(rows)), overlap, Box::new(read))])
}

/// The rows of words that a figure may be written in. Of money and measures only the unit tells what the number is of.
fn rows(valued: &Valued, behind: &[Pattern]) -> Vec<Vec<Pattern>> {
    let told = !behind.is_empty() || matches!(valued.kind, None | Some(FigureKind::Count));
    match &valued.worth {
        worth if told && worth.only().is_some() => worth.only().map(number_rows).unwrap_or_default(),
        Worth::Days(Some(first), Some(last)) if first == last => day_rows(Moment::Day(*first)),
        Worth::Open(moment) => day_rows(*moment),
        _ => Vec::new(),
    }
}

fn row(text: &str) -> Vec<Pattern> {
    words(text).into_iter().map(|word| Pattern::Folded(fold(&text[word]))).collect()
}

/// Whether the words of a form are all of it. Signs are no words: without its point `.4 million` would be found in `4 million`, without
/// its sign `-5` in `5`, `7½` in `7`, and `1/2` or `1 200` wherever one number stands before another.
fn is_all_words(form: &str) -> bool {
    let words = words(form);
    let digits = |word: &str| word.ends_with(|last: char| last.is_ascii_digit());
    let begins = words.first().is_some_and(|first| first.start == 0);
    let ends = words.last().is_some_and(|last| last.end == form.len());
    let apart = |pair: &[std::ops::Range<usize>]| {
        let tied = matches!(&form[pair[0].end..pair[1].start], "" | " " | "-");
        tied && !(digits(&form[pair[0].clone()])
            && form[pair[1].clone()].starts_with(|first: char| first.is_ascii_digit()))
    };
    begins && ends && words.windows(2).all(apart)
}

/// The rows of words that a number may be written in, each once.
fn number_rows(number: &Decimal) -> Vec<Vec<Pattern>> {
    let mut rows: Vec<Vec<Pattern>> = Vec::new();
    for form in written(number).iter().filter(|form| is_all_words(form)) {
        let row = row(form);
        if !row.is_empty() && !rows.contains(&row) {
            rows.push(row);
        }
    }
    rows
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The rows of words that a day may be written in.
fn day_rows(moment: Moment) -> Vec<Vec<Pattern>> {
    let (year, month, day) = match moment {
        Moment::Day(date) => (Some(date.year()), date.month(), date.day()),
        Moment::DayOfYear(month, day) => (None, month, day),
        _ => return Vec::new(),
    };
    let Some(name) = MONTHS.get(usize::from(month.unsigned_abs()) - 1) else { return Vec::new() };
    let year = year.map(|year| format!(" {year}")).unwrap_or_default();
    let names = [name, &name[..3]];
    names.iter().flat_map(|name| [row(&format!("{name} {day}{year}")), row(&format!("{day} {name}{year}"))]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_never_looked_for_without_what_makes_them_another_number() {
        let rows = |number: &str| number_rows(&number.parse().unwrap());
        let other = |digits: &str| row(digits);
        for (number, others) in [
            ("0.5", ["5", "1 2"]),
            ("400000", ["4 million", "400 000"]),
            ("7.5", ["7", "7 1 2"]),
            ("-5", ["5", "five"]),
        ] {
            assert!(others.iter().all(|digits| !rows(number).contains(&other(digits))), "{number}: {:?}", rows(number));
        }
        for (number, form) in [("0.5", "0.5"), ("400000", "400,000"), ("7.5", "seven and a half"), ("-5", "minus five")]
        {
            assert!(rows(number).contains(&row(form)), "{number}: {:?}", rows(number));
        }
    }
}
