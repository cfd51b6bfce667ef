//! What holds of any text: it never makes the grammar panic, and the work is linear.

use proptest::prelude::*;

use super::tests::dates;
use crate::extract::figures::Context;

const WORDS: [&str; 56] = [
    "May",
    "March",
    "October",
    "Oct",
    ".",
    ",",
    "12",
    "31",
    "2025",
    "'86",
    "-",
    "–",
    "/",
    "to",
    "from",
    "between",
    "and",
    "of",
    "the",
    "last",
    "next",
    "this",
    "week",
    "year",
    "days",
    "two",
    "twenty",
    "first",
    "third",
    "quarter",
    "ago",
    "later",
    "before",
    "after",
    "since",
    "in",
    "Friday",
    "(",
    ")",
    "99999",
    "00",
    "Q3",
    "s",
    "century",
    "decades",
    "9999",
    "1990s",
    "more",
    "than",
    "end",
    "early",
    "Easter",
    "hundred",
    "thousand",
    "20251012",
    "12.10.2025",
];

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in ".{0,80}", day in 1i16..9999) {
        dates(&text, Context { published: jiff::civil::Date::new(day, 2, 28).ok(), day_first: None });
    }

    #[test]
    fn no_row_of_its_own_words_makes_it_panic(
        words in prop::collection::vec((prop::sample::select(&WORDS[..]), any::<bool>()), 0..14),
        year in 1i16..=9999,
        first in any::<Option<bool>>(),
    ) {
        let text: String = words.iter().flat_map(|(word, spaced)| [*word, if *spaced { " " } else { "" }]).collect();
        dates(&text, Context { published: jiff::civil::Date::new(year, 12, 31).ok(), day_first: first });
        dates(&text, Context::default());
    }
}

#[test]
fn rows_of_openings_cost_no_more_than_their_length() {
    /// Far beyond what a linear pass takes of 40 000 tokens, and far below what a quadratic one does.
    const PATIENCE: std::time::Duration = std::time::Duration::from_secs(60);
    let begun = std::time::Instant::now();
    for row in [
        "from ",
        "1 and ",
        "two days and ",
        "October ",
        "last ",
        "end of ",
        "Friday (",
        "2001-",
        "1/",
        "first week of ",
        "3 days before ",
    ] {
        dates(&row.repeat(20_000), Context { published: jiff::civil::Date::new(2025, 11, 1).ok(), day_first: None });
    }
    assert!(begun.elapsed() < PATIENCE, "{:?}", begun.elapsed());
}
