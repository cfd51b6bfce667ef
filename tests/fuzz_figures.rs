//! The fuzz target of figures on a bounded number of inputs, made up of what figures, dates and quotations are made of; and that the work
//! grows with the length of a text and no faster.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set up its case has failed")]
#![allow(clippy::print_stdout, reason = "a long run says how far it came")]

mod common;

#[path = "../fuzz/figures.rs"]
mod figures;
#[path = "../fuzz/made.rs"]
mod made;

use std::time::{Duration, Instant};

use common::Chance;
use jiff::civil::date;
use morgue::article::Meta;
use morgue::query::{Options, parse};
use morgue::search::mentions::FigureAsked;
use morgue::text::numbers::number;

const INPUTS: usize = 20_000;

#[rustfmt::skip]
const PIECES: [&str; 242] = [
    // Digits, and what ties and parts them.
    "0", "1", "2", "5", "12", "31", "58", "007", "1500", "2021", "2025", "99999", "0000", "1.5", "1,500,000", "15,00,000", "1.234,56",
    "12.10.2025", "12/10/2025", "25/10/2025", "2025-10-12", "20251012", "2025-02-31", "1e6", "1e999", "1e-999", "1e999999", "3/4", "7½",
    "½", "⅞", "1.1.1.1", "10:30", "3-0", "٣٤", "१२", "１２", "²", "Ⅻ", "-", "–", "—", "−", "‑", "+", "/", ".", ",", ":", "~", "≥", "<",
    ">=", "=", "±", "..", "...", "*", "#", "(", ")", "[", "]", "x", "e", "E9", "%",
    // Numbers in words.
    "one", "two", "nine", "twelve", "twenty", "fifty-eight", "hundred", "thousand", "million", "bn", "m", "k", "mln", "lakh", "crore",
    "dozen", "dozens", "scores", "hundreds", "millions", "half", "quarter", "thirds", "third", "first", "twenty-first", "point", "and",
    "a", "an", "of", "minus", "numerous", "several", "few", "quadrillion", "nought",
    // Units.
    "$", "US$", "A$", "£", "€", "₹", "Rs", "Rs.", "PKR", "USD", "MUSD", "kEUR", "dollars", "cents", "pounds", "rupees", "per", "cent",
    "percent", "pct", "points", "basis", "km", "km/h", "m2", "sq", "miles", "feet", "in", "kg", "tons", "barrels", "bpd", "°C", "°", "C",
    "degrees", "hours", "-year-old", "years", "aged", "USD million", "euros a day",
    // Bounds and ranges.
    "more", "than", "no", "less", "at least", "up to", "about", "some", "nearly", "as many as", "or", "to", "from", "between", "until",
    "over", "under", "plus", "odd", "or so",
    // Dates.
    "May", "March", "October", "Oct.", "Sept", "31 February", "February 29", "29 February 2023", "year 0", "0 BC", "-0001", "Monday",
    "Fri", "last", "next", "this", "week", "year", "day", "quarter", "century", "19th", "the 1990s", "'90s", "'86", "Q3", "FY2023", "ago",
    "later", "since", "before", "yesterday", "tomorrow", "end", "early", "mid-", "Christmas", "Easter", "Thanksgiving", "9/11", "days",
    "10000 years ago", "99999 years ago", "nineties", "couple", "fiscal",
    // Nouns and names.
    "soldiers", "Pakistani", "Île", "É", "ǅ", "people", "the", "his", "U.S.", "F-16", "Flight", "No.", "Phase", "Article", "said", "he",
    "told", "Asif", "officials", "who", "'s", "’",
    // Marks of quotations, and what is not seen.
    "\"", "“", "”", "‘", "«", "\u{301}", "\u{200b}",
];

/// Long or rare, and so taken rarely.
const RARE: [&str; 8] = ["\u{ad}", "\u{feff}", "\u{a0}", "\u{202f}", "\u{1f600}", "\u{0}", "http://a.b/1-2", "\u{130}"];

/// A piece of an input; now and then four hundred digits, or a character of chance.
fn piece(chance: &mut Chance) -> String {
    match chance.below(200) {
        0 => "7".repeat(400),
        1 => format!("0.{}1", "0".repeat(chance.below(1100))),
        2 => format!("1{}", ",000".repeat(chance.below(400))),
        3 => char::from_u32(chance.below(0x11_0000) as u32).unwrap_or('\u{fffd}').to_string(),
        4..8 => (*chance.pick(&RARE)).to_owned(),
        8..12 => chance.below(1_000_000).to_string(),
        12 => chance.pick(&PIECES).repeat(chance.below(60)),
        _ => (*chance.pick(&PIECES)).to_owned(),
    }
}

const GAPS: [&str; 10] = ["", "", " ", " ", " ", " ", " ", ". ", ", ", "\n\n"];

/// Pieces in a row, mostly parted as words are.
fn row(chance: &mut Chance, most: usize) -> String {
    let count = chance.below(most);
    (0..count).map(|_| piece(chance) + *chance.pick(&GAPS)).collect()
}

fn input(chance: &mut Chance) -> Vec<u8> {
    let mut input: Vec<u8> = (0..3).map(|_| chance.below(256) as u8).collect();
    input.extend(row(chance, 6).replace('\n', " ").bytes());
    input.push(b'\n');
    let most = *chance.pick(&[6, 20, 20, 60]);
    input.extend(row(chance, most).bytes());
    if chance.below(8) == 0 {
        let at = 3 + chance.below(input.len() - 3);
        input[at] = chance.below(256) as u8;
    }
    input
}

/// Checks an input; one that fails is printed, so that it can be looked at.
fn check(input: &[u8]) -> usize {
    let found = std::panic::catch_unwind(|| figures::check(input));
    found.unwrap_or_else(|_| panic!("{:?}, {:?}", &input[..3], String::from_utf8_lossy(&input[3..])))
}

#[test]
fn whatever_a_text_holds_its_figures_and_quotations_are_in_order_and_can_be_stored() {
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let found: usize = (0..INPUTS).map(|_| check(&input(&mut chance))).sum();
    assert!(found > INPUTS, "{found}");
}

#[test]
#[ignore = "takes ten minutes: cargo test --release --test fuzz_figures -- --ignored --nocapture"]
fn ten_minutes_of_figures_and_dates() {
    const LONG: Duration = Duration::from_secs(600);
    let start = Instant::now();
    let seed = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_nanos() as u64 | 1;
    let (mut chance, mut inputs, mut found) = (Chance(seed), 0, 0);
    while start.elapsed() < LONG {
        found += check(&input(&mut chance));
        inputs += 1;
    }
    println!("seed {seed}: {inputs} inputs, {found} figures and quotations");
}

#[test]
fn what_no_number_and_no_date_can_be_is_refused_or_read_but_never_fatal() {
    let long = "7".repeat(400);
    for typed in [
        "1e999",
        "1e-999",
        "1e1001",
        "1e99999999999999999999",
        &long,
        &format!("0.{long}"),
        &format!("{long} soldiers"),
        &format!("${long}"),
        "0000",
        "0000-00-00",
        "0000-01-01",
        "year 0",
        "31 February",
        "February 31, 2025",
        "2025-02-31",
        "99999",
        "99999-01-01",
    ] {
        for day in [[0, 0], [32, 0], [33, 0], [34, 0], [35, 0], [200, 7]] {
            let mut input = vec![day[0], day[1], 6];
            input.extend(format!("{typed}\nOn {typed}, {typed} to {typed} days before {typed}.").bytes());
            check(&input);
        }
    }
    assert_eq!(number(&long).map(|worth| worth.to_string()), Some(long.clone()));
    assert!(number("1e999").is_some() && number("1e1001").is_none());
    for refused in ["date:0000-00", "date:2025-02-31", "date:\"31 February\"", "date:99999", "count:1e1001"] {
        assert!(parse(refused, Options::default()).is_err(), "{refused}");
    }
}

/// How long it takes to find the figures and quotations of a text of `bytes` bytes that says the same again and again.
fn time_of(unit: &str, bytes: usize) -> Duration {
    let text = unit.repeat(bytes / unit.len() + 1);
    let meta = Meta { published: Some(date(2025, 11, 1)), ..Meta::default() };
    let start = Instant::now();
    let article = made::article(&text, meta, 0);
    assert!(article.text.len() >= bytes);
    start.elapsed()
}

/// How long it takes to read what is typed for a figure.
fn time_of_typed(unit: &str, bytes: usize) -> Duration {
    let text = unit.replace(['\n', '"'], " ");
    let typed = text.repeat(bytes / text.len() + 1);
    let start = Instant::now();
    let _ = (number(&typed), FigureAsked::read(&typed));
    for field in ["count", "money", "measure", "date"] {
        let _ = parse(&format!("{field}:\"{typed}\""), Options::default());
    }
    start.elapsed()
}

/// Twice the length may take three times as long, and a little more on a machine that does other things: tried again where it does.
fn is_linear(unit: &str, bytes: usize, time: fn(&str, usize) -> Duration) -> bool {
    const NOISE: Duration = Duration::from_millis(40);
    (0..4).any(|_| {
        let once = time(unit, bytes);
        time(unit, 2 * bytes) <= 3 * once + NOISE
    })
}

#[test]
fn a_text_twice_as_long_takes_no_more_than_its_length() {
    const BYTES: usize = 60_000;
    let mut chance = Chance(0x2545_F491_4F6C_DD1D);
    let rows = (0..60).map(|_| row(&mut chance, 6)).filter(|row| !row.is_empty() && row.len() < 500);
    let single = PIECES.iter().flat_map(|piece| [(*piece).to_owned(), format!("{piece} ")]);
    for unit in single.chain(rows) {
        assert!(is_linear(&unit, BYTES, time_of), "{unit:?} as a text");
        assert!(is_linear(&unit, BYTES, time_of_typed), "{unit:?} as typed");
    }
}
