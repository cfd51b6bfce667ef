//! The grammar of amounts, case by case.

use crate::article::{Figure, Span, Value};
use crate::extract::figures::{Context, read};

fn figures(text: &str) -> Vec<Figure> {
    read(text, Span::new(text, 0, text.len()).into_iter(), Context::default())
}

/// A figure as `text kind bound value unit`, as short as can be.
fn shown(text: &str, figure: &Figure) -> String {
    let value = match &figure.value {
        Value::Number(number) => number.to_string(),
        Value::Range(low, high) => {
            let end = |end: &Option<crate::article::Decimal>| end.as_ref().map(ToString::to_string).unwrap_or_default();
            format!("{}..{}", end(low), end(high))
        }
        Value::When(when) => when.to_string(),
    };
    let unit = figure.unit.as_ref().map_or(String::new(), |unit| {
        format!(" {}{}", unit.name, unit.per.as_ref().map_or(String::new(), |per| format!("/{per}")))
    });
    format!("{}|{}{}{unit}", figure.span.of(text), figure.bound.sign(), value)
}

fn found(text: &str) -> Vec<String> {
    figures(text).iter().map(|figure| shown(text, figure)).collect()
}

/// Each text and what is found in it, `; ` between.
fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(found(text).join("; "), *expected, "{text}");
    }
}

#[test]
fn money_is_found_with_its_sign_or_word() {
    check(&[
        (
            "It cost PKR 10 billion (around USD 35.5 million).",
            "PKR 10 billion|=10000000000 PKR; USD 35.5 million|~35500000 USD",
        ),
        ("US$4.7bn and $35.5m", "US$4.7bn|=4700000000 USD; $35.5m|=35500000 USD"),
        ("Rs 500 crore, Rs. 500 and Rs500", "Rs 500 crore|=5000000000 rupee; Rs. 500|=500 rupee; Rs500|=500 rupee"),
        (
            "35.5 million dollars, 50 MUSD, $1MM",
            "35.5 million dollars|=35500000 USD; 50 MUSD|=50000000 USD; $1MM|=1000000 USD",
        ),
        ("10 mln dlrs, 50 cts, 20 pence", "10 mln dlrs|=10000000 USD; 50 cts|=50 cent; 20 pence|=20 penny"),
        ("HK$10.05 billion, C$5, 5,000 baht", "HK$10.05 billion|=10050000000 HKD; C$5|=5 CAD; 5,000 baht|=5000 THB"),
        ("£350 million a week", "£350 million|=350000000 GBP/week"),
        ("oil at $70 per barrel, a $70-a-share offer", "$70|=70 USD/barrel; $70|=70 USD/share"),
        (
            "$10 million to $15 million, $10-15 million",
            "$10 million to $15 million|=10000000..15000000 USD; $10-15 million|=10000000..15000000 USD",
        ),
        ("a loss of -$5 and 3 dollars 50 cents", "-$5|=-5 USD; 3 dollars 50 cents|=3.5 USD"),
        ("361 million pounds, two pounds of flour", "361 million pounds|=361000000 GBP; two pounds|=2 lb"),
        ("millions of dollars", "millions of dollars|~2000000.. USD"),
        ("a 9-mln-dlr loan and one-mln chips", "9-mln-dlr|=9000000 USD; one-mln|=1000000"),
        ("A 100 MLN DLR ISSUE, A 100-MLN-DLR ISSUE", "100 MLN DLR|=100000000 USD; 100-MLN-DLR|=100000000 USD"),
        (
            "Maine 25,000 $4B; a half a billion of $3 billion",
            "25,000|=25000; $4B|=4000000000 USD; a half a billion|=500000000; $3 billion|=3000000000 USD",
        ),
        ("COP 50,000 each", "COP 50,000|=50000 COP"),
        ("200 trillion — $200 billion", "200 trillion|=200000000000000; $200 billion|=200000000000 USD"),
    ]);
}

#[test]
fn a_conversion_knows_what_it_converts() {
    let converts = |text: &str| figures(text).iter().map(|figure| figure.converts).collect::<Vec<_>>();
    assert_eq!(converts("two men wanted PKR 10 billion (around USD 35.5 million)"), [None, None, Some(1)]);
    assert_eq!(converts("£350 million a week (about $450 million), or some €400 million"), [None, Some(0), Some(0)]);
    assert_eq!(converts("10 km (6 miles) of road"), [None, Some(0)]);
    for apart in ["286,000 dlrs, or 14 cts a share", "$5 (10 percent)", "paid $5 and €3", "10 km (2 weeks)"] {
        assert_eq!(converts(apart), [None, None], "{apart}");
    }
}

#[test]
fn bounds_are_kept_outside_the_span() {
    check(&[
        ("more than 150 attacks", "150|>150"),
        ("at least some 40 were killed", "40|>40"),
        ("no fewer than 12, no more than 20", "12|>12; 20|<20"),
        ("150-plus attacks, 150 or more, 40-odd people", "150|>150; 150|>150; 40|~40"),
        ("up to $5 million; some 40 people; nearly 40", "$5 million|<5000000 USD; 40|~40; 40|~40"),
        ("for over two years, over two years", "two years|>2 year; two years|=2 year"),
        ("dozens of people, tens of thousands", "dozens|~24..; tens of thousands|~20000.."),
        ("a few hundred, several thousand dollars", "hundred|~200..; thousand dollars|~2000.. USD"),
    ]);
}

#[test]
fn ranges_have_two_ends() {
    check(&[
        ("between 20 and 30 men, 20 to 30 men, 20-30 men", "20 and 30|=20..30; 20 to 30|=20..30; 20-30|=20..30"),
        ("10-15 percent", "10-15 percent|=10..15 %"),
        ("rose from 20 percent to 30 percent", "20 percent|=20 %; 30 percent|=30 %"),
        ("rose from 5 to 6 percent, up $1.20 to $85", "5|=5 %; 6 percent|=6 %; $1.20|=1.2 USD; $85|=85 USD"),
        ("two or three days", "two or three days|=2..3 day"),
        ("a 6-1/2-year war, a 3-1/2-inch disk", "6-1/2-year|=6.5 year; 3-1/2-inch|=3.5 inch"),
        ("one tenth the cost", "one tenth|=0.1"),
        ("grew by 14 to 16.7 billion dlrs", "14 to 16.7 billion dlrs|=14000000000..16700000000 USD"),
        ("extended it from 12 to 14 years", "12|=12 year; 14 years|=14 year"),
        ("are 50 — 50 percent more likely", "50|=50; 50 percent|=50 %"),
        ("a sub-4% rate, the 12-to-15 pct range", "4%|=4 %; 12|=12; 15 pct|=15 %"),
    ]);
}

#[test]
fn what_is_measured_has_its_unit() {
    check(&[
        (
            "a 35-year-old, aged 35, 29 years old",
            "35-year-old|=35 year of age; 35|=35 year of age; 29 years old|=29 year of age",
        ),
        ("minus 5 degrees Celsius, -5°C", "minus 5 degrees Celsius|=-5 °C; -5°C|=-5 °C"),
        ("10 km, ten miles, 3-inch, 100 sq km", "10 km|=10 km; ten miles|=10 mile; 3-inch|=3 inch; 100 sq km|=100 km²"),
        ("5 feet 2 inches for two weeks", "5 feet 2 inches|=5.166666666666667 foot; two weeks|=2 week"),
        (
            "half a mile, 188 miles an hour, 1.2 million bpd",
            "half a mile|=0.5 mile; 188 miles an hour|=188 mph; 1.2 million bpd|=1200000 barrel/day",
        ),
        ("rose 0.5 percentage points and 25 basis points", "0.5 percentage points|=0.5 pp; 25 basis points|=25 bp"),
        ("temperatures of 45C (113F)", "45C|=45 °C; 113F|=113 °F"),
        ("1.2m people, 1.8m tall", "1.2m|=1200000; 1.8m|=1.8 m"),
    ]);
}

#[test]
fn digits_that_are_no_value_are_told_apart() {
    for text in [
        "won 3-0 and 6-4 7-5",
        "call +44 20 7946 0958",
        "555-123-4567",
        "an F-16, a MiG-29, an A320, the G20 and COVID-19",
        "at 10:30, 7 pm, 7:30 p.m., 0700 GMT and 0400 gmt (0500)",
        "at COP26 and COP 28",
        "net 98,0000, sales 1,6390,800",
        "version 2.1.3 at 192.168.1.2",
        "see https://example.org/2024/05/12?id=77 there",
        "Flight 370, Article 370, the Group of 20, H.R. 5577, section 856(c) and No. 10",
        "a Boeing 737 MAX 8, a 777F and 5G at 0300-1234567",
        "no one, one another, the one who left",
        "the first half of 600519.SS",
    ] {
        let list: Vec<_> =
            figures(text).into_iter().filter(|figure| figure.kind != crate::article::FigureKind::Ordinal).collect();
        assert_eq!(list, [], "{text}");
    }
    assert_eq!(found("1. The first"), ["first|=1"]);
}

#[test]
fn ordinals_are_places_and_no_seconds() {
    check(&[
        ("the second round, the 21st, twenty-first", "second|=2; 21st|=21; twenty-first|=21"),
        ("a second later", ""),
        ("stop for a second and look, a second and third term", "second|=2; third|=3"),
    ]);
}

#[test]
fn numbers_beyond_all_use_do_no_harm() {
    let long = "7".repeat(400);
    assert_eq!(found(&long), [format!("{long}|={long}")]);
    assert_eq!(found("1e999999"), Vec::<String>::new());
    assert_eq!(found("1e999 men"), [format!("1e999|=1{}", "0".repeat(999))]);
    for text in [
        "9".repeat(100_000),
        "million ".repeat(10_000),
        "1-".repeat(50_000),
        "one and ".repeat(20_000),
        "1 000".repeat(9_000),
    ] {
        let _ = figures(&text);
    }
}

#[test]
fn a_name_may_begin_with_any_capital() {
    check(&[("they met at Île 7 of it", ""), ("Éva Ångström, 35, said", "35|=35 year of age")]);
}
