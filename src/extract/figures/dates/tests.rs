//! Claims on dates in sentences.

use super::{at, day_first};
use crate::article::{Article, ArticleId, Bound, Meta, Span};
use crate::extract::figures::Context;
use crate::extract::figures::tokens::Page;

/// The dates of a text: as they stand there, the sign of the bound, the value.
pub(super) fn dates(text: &str, context: Context) -> Vec<(String, String)> {
    let Some(block) = Span::new(text, 0, text.len()) else { return Vec::new() };
    let page = Page::of(text, block, Vec::new());
    let (mut found, mut next) = (Vec::new(), 0);
    while next < page.tokens.len() {
        let Some(dated) = at(&page, next, context) else {
            next += 1;
            continue;
        };
        assert!(dated.tokens.start >= next && dated.tokens.end > dated.tokens.start, "{text}");
        next = dated.tokens.end;
        let sign = if dated.bound == Bound::Exact { "" } else { dated.bound.sign() };
        found.push((page.span(&dated.tokens).unwrap().of(text).to_owned(), format!("{sign}{}", dated.when)));
    }
    found
}

/// In an article of Saturday, 1 November 2025.
fn published(text: &str) -> Vec<(String, String)> {
    dates(text, Context { published: "2025-11-01".parse().ok(), day_first: None })
}

/// In an article of no known day.
fn undated(text: &str) -> Vec<(String, String)> {
    dates(text, Context::default())
}

fn claims(read: impl Fn(&str) -> Vec<(String, String)>, cases: &[(&str, &[(&str, &str)])]) {
    for (text, expected) in cases {
        let expected: Vec<_> = expected.iter().map(|(text, value)| ((*text).to_owned(), (*value).to_owned())).collect();
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn a_day_is_read_in_the_forms_of_news() {
    claims(
        undated,
        &[
            ("It was on October 12, 2025 in Doha.", &[("October 12, 2025", "2025-10-12")]),
            ("Oct. 12, 2025", &[("Oct. 12, 2025", "2025-10-12")]),
            ("on 12 October 2025", &[("12 October 2025", "2025-10-12")]),
            ("the 12th of October, 2025", &[("12th of October, 2025", "2025-10-12")]),
            ("dated 2025-10-12.", &[("2025-10-12", "2025-10-12")]),
            ("on Sunday, October 12, 2025", &[("Sunday, October 12, 2025", "2025-10-12")]),
            ("25/10/2025 and 25.10.2025", &[("25/10/2025", "2025-10-25"), ("25.10.2025", "2025-10-25")]),
            ("payable April one to holders", &[("April one", "--04-01")]),
            (
                "eight pct on February 27 and 7-3/4 pct on March 3",
                &[("February 27", "--02-27"), ("March 3", "--03-03")],
            ),
            ("it was, I think, in April, one of the reasons", &[("April", "--04")]),
            ("18 and 19 June 2018", &[("18", "2018-06-18"), ("19 June 2018", "2018-06-19")]),
        ],
    );
}

#[test]
fn what_is_not_told_stays_open_without_a_day_of_publication() {
    claims(
        undated,
        &[
            ("on October 12", &[("October 12", "--10-12")]),
            ("in October", &[("October", "--10")]),
            ("on Friday", &[("Friday", "-W-5")]),
            ("on Friday night", &[("Friday", "-W-5")]),
            ("two weeks ago", &[("two weeks ago", "-P2W")]),
            ("last year", &[("last year", "-P1Y")]),
            ("yesterday", &[("yesterday", "-P1D")]),
            ("next Sunday", &[("next Sunday", "-W-7")]),
            ("October 12-14", &[("October 12-14", "--10-12/--10-14")]),
        ],
    );
}

#[test]
fn a_date_without_a_year_is_the_nearest_reasonable_one() {
    claims(
        published,
        &[
            ("Clashes escalated sharply on October 12.", &[("October 12", "2025-10-12")]),
            ("He will attend the next round on Nov 6 in Istanbul.", &[("Nov 6", "2025-11-06")]),
            ("He resigned on March 3.", &[("March 3", "2025-03-03")]),
            ("The trial will begin on March 3.", &[("March 3", "2026-03-03")]),
            ("Prices rose in December.", &[("December", "2024-12")]),
            ("The law takes effect in December.", &[("December", "2025-12")]),
            ("The Sept. 11 attacks", &[("Sept. 11", "--09-11")]),
            ("since 9/11", &[("9/11", ">--09-11")]),
            ("on Friday, October 11", &[("Friday, October 11", "2024-10-11")]),
        ],
    );
}

#[test]
fn a_weekday_is_the_last_one_unless_the_sentence_looks_ahead() {
    claims(
        published,
        &[
            ("He told reporters on Friday", &[("Friday", "2025-10-31")]),
            ("He said on Saturday", &[("Saturday", "2025-11-01")]),
            ("Talks will resume on Friday", &[("Friday", "2025-11-07")]),
            ("last Sunday", &[("last Sunday", "2025-10-26")]),
            ("next Monday", &[("next Monday", "2025-11-03")]),
            ("the coming Friday", &[("coming Friday", "2025-11-07")]),
            ("by Monday", &[("Monday", "<2025-11-03")]),
            ("Tuesday of last week", &[("Tuesday of last week", "2025-10-21")]),
            ("every Friday, on a Friday, the second Monday of the month", &[]),
            ("told the Sunday Times", &[]),
        ],
    );
}

#[test]
fn what_is_told_from_today_is_as_exact_as_its_unit() {
    claims(
        published,
        &[
            ("today", &[("today", "2025-11-01")]),
            ("the day before yesterday", &[("day before yesterday", "2025-10-30")]),
            ("three days ago", &[("three days ago", "2025-10-29")]),
            ("two weeks ago", &[("two weeks ago", "2025-10-13/2025-10-19")]),
            ("two months ago", &[("two months ago", "2025-09")]),
            ("a year ago", &[("a year ago", "2024")]),
            ("last week", &[("last week", "2025-10-20/2025-10-26")]),
            ("earlier this month", &[("earlier this month", "2025-11")]),
            ("last night", &[("last night", "2025-10-31")]),
            ("over the past two years", &[("past two years", "2023-11-01/2025-10-31")]),
            ("more than two years ago", &[("two years ago", "<2023")]),
            ("It will close in three days", &[("in three days", "2025-11-04")]),
            ("the third attack in three days", &[]),
            ("Three days later he left", &[("Three days later", "P3D")]),
            ("the following week", &[("following week", "P1W")]),
            ("two days before Christmas", &[("two days before Christmas", "2025-12-23")]),
        ],
    );
}

#[test]
fn a_range_names_both_ends() {
    claims(
        published,
        &[
            ("October 12-14", &[("October 12-14", "2025-10-12/2025-10-14")]),
            ("between October 12 and 14", &[("October 12 and 14", "2025-10-12/2025-10-14")]),
            ("from 2010 to 2015", &[("2010 to 2015", "2010/2015")]),
            ("2010-15 and 1914–18", &[("2010-15", "2010/2015"), ("1914–18", "1914/1918")]),
            ("October 12 to November 3, 2020", &[("October 12 to November 3, 2020", "2020-10-12/2020-11-03")]),
            ("Nov-Feb 2017", &[("Nov-Feb 2017", "2016-11/2017-02")]),
            ("12 to 14 October", &[("12 to 14 October", "2025-10-12/2025-10-14")]),
            ("rose from 12 to 14 percent", &[]),
            ("compared 1986 to 1985", &[("1986", "1986"), ("1985", "1985")]),
        ],
    );
}

#[test]
fn words_before_and_behind_make_a_bound_and_stand_outside_the_span() {
    claims(
        undated,
        &[
            ("since 2021", &[("2021", ">2021")]),
            ("before May 12, 2020", &[("May 12, 2020", "<2020-05-12")]),
            ("by the end of 2021", &[("end of 2021", "<2021")]),
            ("circa 1750", &[("1750", "~1750")]),
            ("around 1990", &[("1990", "~1990")]),
            ("no later than January 1, 2010", &[("January 1, 2010", "<2010-01-01")]),
            ("2012 or later", &[("2012", ">2012")]),
            ("worried about next year", &[("next year", "P1Y")]),
            ("hurt by yesterday's losses", &[("yesterday", "-P1D")]),
        ],
    );
}

#[test]
fn four_digits_are_a_year_unless_they_count_or_name_something() {
    claims(
        undated,
        &[
            ("in 2021", &[("2021", "2021")]),
            ("the 2008 elections", &[("2008", "2008")]),
            ("a 2008-style crisis", &[("2008", "2008")]),
            ("2,021 people, 2001 people, 2000 soldiers, $2000, 2000 km", &[]),
            ("more than 1900 were killed", &[]),
            ("Resolution 1973, Flight 1549, at 2000 GMT, at 1930, 2000-page", &[]),
            ("99999 and 0000 and 2021.5", &[]),
            ("1700 were killed", &[]),
        ],
    );
}

#[test]
fn periods_are_stretches() {
    claims(
        undated,
        &[
            (
                "the 1990s, the '90s, the nineties",
                &[("1990s", "1990/1999"), ("'90s", "1990/1999"), ("nineties", "1990/1999")],
            ),
            ("in his nineties", &[]),
            ("the 19th century", &[("19th century", "1800/1899")]),
            ("third quarter of 2025", &[("third quarter of 2025", "2025-07/2025-09")]),
            ("Q3 2025", &[("Q3 2025", "2025-07/2025-09")]),
            ("the fourth quarter", &[("fourth quarter", "--10/--12")]),
            ("FY2023", &[("FY2023", "2023")]),
            ("summer of 2021", &[("summer of 2021", "2021")]),
            ("mid-2022 and early 2022", &[("mid-2022", "2022"), ("early 2022", "2022")]),
            ("the first three months of 2024", &[("first three months of 2024", "2024-01/2024-03")]),
            ("the second round", &[]),
        ],
    );
}

#[test]
fn names_and_verbs_are_no_months() {
    claims(
        undated,
        &[
            ("Theresa May said it may march on.", &[]),
            ("The Women's March for peace", &[]),
            ("April Jones met Mr. Sun", &[]),
            ("in May and in March", &[("May", "--05"), ("March", "--03")]),
            ("It may be in may", &[("may", "--05")]),
            ("The March figures", &[("March", "--03")]),
        ],
    );
}

#[test]
fn figures_of_two_orders_are_read_only_if_the_order_is_known() {
    claims(undated, &[("on 12/10/2025", &[("12/10/2025", "2025")]), ("1/2 of them, 24/7", &[])]);
    let british = |text: &str| dates(text, Context { published: None, day_first: Some(true) });
    claims(british, &[("on 12/10/2025 and 12.10.2025", &[("12/10/2025", "2025-10-12"), ("12.10.2025", "2025-10-12")])]);
    let american = |text: &str| dates(text, Context { published: None, day_first: Some(false) });
    claims(american, &[("on 12/10/2025", &[("12/10/2025", "2025-12-10")])]);
}

#[test]
fn the_order_of_an_article_shows_in_its_other_dates_or_its_language() {
    let article = |text: &str, language: Option<&str>| {
        let meta = Meta { language: language.map(str::to_owned), ..Meta::default() };
        day_first(&Article::new(ArticleId("a".into()), "a".into(), meta, text.into(), Vec::new()))
    };
    assert_eq!(article("on 12/10/2025 and 25/10/2025", None), Some(true));
    assert_eq!(article("on 10/25/2025", Some("en-GB")), Some(false));
    assert_eq!(article("on 12/10/2025", Some("en-US")), Some(false));
    assert_eq!(article("on 12/10/2025", Some("en-GB")), Some(true));
    assert_eq!(article("on 12/10/2025", Some("en")), None);
    assert_eq!(article("25/10/2025, 10/25/2025", None), None);
    assert_eq!(article("€/12/2025 13/1/", None), None);
}

#[test]
fn days_that_do_not_exist_are_no_dates() {
    claims(
        published,
        &[
            ("31 February", &[]),
            ("February 31", &[]),
            ("31/02/2025", &[]),
            ("2025-13-45", &[]),
            ("on 00/00/0000", &[]),
            ("99999-99-99", &[]),
        ],
    );
}

#[test]
fn durations_and_clock_times_are_no_dates() {
    claims(
        published,
        &[
            ("for two weeks, 3 days, within nine months", &[]),
            ("at 10:30 pm, 0700 GMT", &[]),
            ("at 10:30 pm on October 12", &[("October 12", "2025-10-12")]),
        ],
    );
}

#[test]
fn a_day_of_publication_that_is_a_slip_leads_to_no_year_that_cannot_be_written() {
    let first = Context { published: "0000-01-01".parse().ok(), day_first: None };
    assert_eq!(dates("last year, October 2025 and March", first), [("October 2025".to_owned(), "2025-10".to_owned())]);
}
