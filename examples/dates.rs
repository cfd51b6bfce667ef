//! How well dates are found and resolved on the specs of Recognizers-Text: `cargo run --release --example dates -- ../shared`.
//! With `--misses`, what is missed or wrong is listed.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use jiff::civil::Date;
use morgue::article::{Bound, Figure, FigureKind, Moment, Span, Value, When};
use morgue::extract::figures::{self, Context};
use serde_json::Value as Json;

/// Files of the specs, and whether they write the day first.
const FILES: [(&str, bool); 2] = [("English/DateTimeModel.json", false), ("EnglishOthers/DateTimeModel.json", true)];

/// A date that is expected.
struct Expected {
    text: String,
    reference: Option<Date>,
    span: (usize, usize),
    values: Vec<Json>,
}

/// What became of the expected dates of one kind.
#[derive(Default)]
struct Tally {
    all: usize,
    found: usize,
    valued: usize,
    right: usize,
    coarser: usize,
}

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let shared = arguments.next().unwrap_or_else(|| "../shared".to_owned());
    let list = arguments.next().is_some_and(|flag| flag == "--misses");
    let mut out = io::stdout().lock();
    for (file, day_first) in FILES {
        let path = Path::new(&shared).join("gold/figures/recognizers_text_specs/DateTime").join(file);
        let text = std::fs::read_to_string(path)?;
        let cases: Vec<Json> = serde_json::from_str(text.trim_start_matches('\u{feff}'))?;
        writeln!(out, "{file}")?;
        report(&mut out, &cases, day_first, list)?;
    }
    Ok(())
}

fn report(out: &mut impl Write, cases: &[Json], day_first: bool, list: bool) -> io::Result<()> {
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut other: BTreeMap<String, usize> = BTreeMap::new();
    for case in cases {
        for result in case["Results"].as_array().into_iter().flatten() {
            let kind = result["TypeName"].as_str().unwrap_or("datetimeV2.other").trim_start_matches("datetimeV2.");
            if !matches!(kind, "date" | "daterange") {
                *other.entry(kind.to_owned()).or_default() += 1;
                continue;
            }
            let expected = expected(case, result);
            let reason = reason(&expected);
            let outcome = outcome(&expected, day_first);
            if list && (!outcome.found || outcome.fit == Some(Fit::Wrong)) {
                writeln!(out, "  {} {}", reason.unwrap_or("news"), told(&expected, day_first))?;
            }
            tallies.entry("all").or_default().add(&outcome);
            tallies.entry(reason.map_or("news kind", |_| "left out")).or_default().add(&outcome);
            if let Some(reason) = reason {
                tallies.entry(reason).or_default().add(&outcome);
            }
        }
    }
    for (name, tally) in &tallies {
        tally.print(out, name)?;
    }
    writeln!(out, "  no dates, not looked for: {other:?}")
}

/// What became of one expected date.
struct Outcome {
    found: bool,
    /// How its value fits; none if no value is expected.
    fit: Option<Fit>,
}

/// How a value fits the expected one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Wrong,
    /// It is the week, month or year in which the expected day lies, and the text counts in those.
    Coarser,
    Right,
}

impl Tally {
    fn add(&mut self, outcome: &Outcome) {
        self.all += 1;
        self.found += usize::from(outcome.found);
        self.valued += usize::from(outcome.fit.is_some());
        self.right += usize::from(outcome.fit > Some(Fit::Wrong));
        self.coarser += usize::from(outcome.fit == Some(Fit::Coarser));
    }

    fn print(&self, out: &mut impl Write, name: &str) -> io::Result<()> {
        let percent = |part: usize, of: usize| 100.0 * part as f64 / of.max(1) as f64;
        let (found, right) = (percent(self.found, self.all), percent(self.right, self.valued));
        let strict = percent(self.right - self.coarser, self.valued);
        writeln!(
            out,
            "  {name:<58} {:>4} found {found:5.1} %  value right {right:5.1} %  ({strict:5.1} % to the day)",
            self.all
        )
    }
}

fn expected(case: &Json, result: &Json) -> Expected {
    let input = case["Input"].as_str().unwrap_or_default();
    let place = |key: &str| result[key].as_u64().and_then(|number| usize::try_from(number).ok()).unwrap_or_default();
    let byte = |at: usize| input.char_indices().nth(at).map_or(input.len(), |(byte, _)| byte);
    let reference = case["Context"]["ReferenceDateTime"].as_str().and_then(|text| text.get(..10)?.parse().ok());
    Expected {
        text: input.to_owned(),
        reference,
        span: (byte(place("Start")), byte(place("End") + 1)),
        values: result["Resolution"]["values"].as_array().cloned().unwrap_or_default(),
    }
}

/// Why a case is of no news kind; none if it is.
fn reason(expected: &Expected) -> Option<&'static str> {
    let span = expected.text.get(expected.span.0..expected.span.1).unwrap_or_default().to_lowercase();
    let text = expected.text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| span.contains(word));
    let bare = [
        "the day",
        "the week",
        "the month",
        "the year",
        "the fortnight",
        "the weekend",
        "weekend",
        "day",
        "week",
        "month",
        "year",
    ];
    let requests = [
        "cortana",
        "schedule",
        "meeting",
        "book ",
        "booking",
        "arrange",
        "arrangement",
        "find us",
        "ooo",
        "set up",
        "set something",
        "meet ",
        "calendar",
        "remind",
        "available",
        "show sales",
        "show me",
        "coffee",
        "let's",
        "let’s",
        "i'll be out",
        "i'll go back",
        "i am off",
        "will leave",
    ];
    let jargon = [
        "eoy",
        "tmrw",
        "otd",
        "w/c",
        "business",
        "school",
        "sy",
        "cy",
        "same ",
        "that ",
        "to date",
        "till date",
        "> =",
        "< =",
        "now",
        "greater",
        "current date",
        "workweek",
        "working week",
    ];
    let unresolved = expected.values.iter().all(|value| value["value"] == "not resolved");
    if unresolved && has(&["30", "29"]) {
        Some("- days that do not exist: Feb 30")
    } else if unresolved && span.split(' ').count() == 1 {
        Some("- seasons of no year: summer")
    } else if bare.contains(&span.as_str()) {
        Some("- a bare unit: the day, weekend")
    } else if has(&["week "])
        && span
            .split_whitespace()
            .zip(span.split_whitespace().skip(1))
            .any(|(word, next)| word == "week" && next.parse::<u8>().is_ok())
    {
        Some("- weeks by their number: week 31")
    } else if has(&jargon) {
        Some("- words of calendars and databases: eoy, w/c, 4 business days")
    } else if decimal(&span) {
        Some("- days as decimals or differences: 7.6, 5-12, 4-23")
    } else if requests.iter().any(|word| text.contains(word)) {
        Some("- requests to an assistant: book, schedule, I'll go back")
    } else {
        None
    }
}

/// `7.6`, `Friday 7-6`: two small numbers with a point or hyphen, and no year.
fn decimal(span: &str) -> bool {
    let number = |text: &str| text.len() <= 2 && text.parse::<u8>().is_ok();
    let pair = |word: &str| word.split_once(['.', '-']).is_some_and(|(first, second)| number(first) && number(second));
    span.split_whitespace().any(pair)
        && !span.chars().any(|letter| letter == '/')
        && !span.contains("20")
        && !span.contains("nov")
}

fn found(expected: &Expected, day_first: bool) -> Vec<Figure> {
    let context = Context { published: expected.reference, day_first: Some(day_first) };
    let whole = Span::new(&expected.text, 0, expected.text.len());
    let mut figures = figures::read(&expected.text, whole.into_iter(), context);
    figures.retain(|figure| {
        let overlaps = figure.span.start() < expected.span.1 && expected.span.0 < figure.span.end();
        overlaps && figure.kind == FigureKind::Date
    });
    figures
}

fn outcome(expected: &Expected, day_first: bool) -> Outcome {
    let figures = found(expected, day_first);
    let valued = expected.values.iter().any(|value| value["value"] != "not resolved");
    let pairs = figures.iter().flat_map(|figure| expected.values.iter().map(move |value| (figure, value)));
    let fit = pairs.map(|(figure, value)| denotes(figure, value, expected)).max().unwrap_or(Fit::Wrong);
    Outcome { found: !figures.is_empty(), fit: valued.then_some(fit) }
}

fn told(expected: &Expected, day_first: bool) -> String {
    let span = expected.text.get(expected.span.0..expected.span.1).unwrap_or_default();
    let figures = found(expected, day_first);
    let ours: Vec<String> = figures
        .iter()
        .map(|figure| match &figure.value {
            Value::When(when) => format!("{} = {}{when}", figure.span.of(&expected.text), figure.bound.sign()),
            _ => String::new(),
        })
        .collect();
    let theirs: Vec<String> =
        expected.values.iter().map(|value| format!("{} {}", value["timex"], interval(value))).collect();
    let reference = expected.reference.map(|day| day.to_string()).unwrap_or_default();
    format!("[{span}] ours {ours:?} theirs {theirs:?} at {reference} in {:.90}", expected.text.replace('\n', " "))
}

fn interval(value: &Json) -> String {
    let of = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
    format!("{}{}/{} {}", of("value"), of("start"), of("end"), of("Mod"))
}

/// How a figure fits an expected value.
fn denotes(figure: &Figure, value: &Json, expected: &Expected) -> Fit {
    let Value::When(when) = &figure.value else { return Fit::Wrong };
    if !bound_fits(figure.bound, value["Mod"].as_str().unwrap_or_default()) {
        return Fit::Wrong;
    }
    let timex = value["timex"].as_str().unwrap_or_default();
    if open_fits(when, timex) || when.to_string() == timex {
        return Fit::Right;
    }
    let day = |key: &str| value[key].as_str().and_then(|text| text.parse::<Date>().ok());
    let right = |right: bool| if right { Fit::Right } else { Fit::Wrong };
    match (day("value"), day("start"), day("end")) {
        (Some(day), ..) => single_fits(when, day, expected),
        (None, Some(start), Some(end)) => right(range_fits(when, start, end)),
        (None, start, end) => right(start.or(end).is_some_and(|day| bounded_fits(when, figure.bound, day))),
    }
}

/// `since`, `after`, `before`, `until` are bounds; `start`, `mid`, `end` are parts of a whole, which stands for them.
fn bound_fits(bound: Bound, modifier: &str) -> bool {
    match modifier.split('-').next().unwrap_or_default() {
        "since" | "after" => bound == Bound::Above,
        "before" | "until" => bound == Bound::Below,
        _ => true,
    }
}

/// Their `XXXX-10-12` is our `--10-12`, their `XXXX-WXX-5` our `-W-5`.
fn open_fits(when: &When, timex: &str) -> bool {
    let theirs = timex.replace("XXXX-XX", "--").replace("XXXX-WXX", "-W").replace("XXXX", "-");
    let pair = theirs.trim_matches(['(', ')']).split(',').take(2).collect::<Vec<_>>().join("/");
    when.to_string() == theirs || when.to_string() == pair
}

fn edges(when: &When) -> Option<(Date, Date, Date)> {
    let (first, last) = match when {
        When::At(moment) => (*moment, *moment),
        When::Stretch(first, last) | When::Range(first, last) => (*first, *last),
        When::Away(_) => return None,
    };
    Some((first.days()?.0, last.days()?.0, last.days()?.1))
}

/// One day: that day, or, where the text counts weeks, months or years, the one in which it lies.
fn single_fits(when: &When, day: Date, expected: &Expected) -> Fit {
    const UNITS: [&str; 5] = ["week", "fortnight", "month", "year", "decade"];
    let Some((first, _, last)) = edges(when) else { return Fit::Wrong };
    if first == day && last == day {
        return Fit::Right;
    }
    let span = expected.text.get(expected.span.0..expected.span.1).unwrap_or_default().to_lowercase();
    let counted = UNITS.iter().any(|unit| span.contains(unit)) && !matches!(when, When::Range(..));
    if counted && first <= day && day <= last { Fit::Coarser } else { Fit::Wrong }
}

/// Their end is excluded, and that of a range of months or years the first day of its last.
fn range_fits(when: &When, start: Date, end: Date) -> bool {
    let Some((first, last_begins, last)) = edges(when) else { return false };
    let behind = last.tomorrow().ok();
    let ranged = matches!(when, When::Range(..)) && end == last_begins;
    first == start && (behind == Some(end) || ranged)
}

/// A bound at its own first day, or, where it begins behind a whole, at the day behind that.
fn bounded_fits(when: &When, bound: Bound, day: Date) -> bool {
    let Some((first, _, last)) = edges(when) else { return false };
    let within = first <= day && day <= last;
    bound != Bound::Exact
        && (day == first
            || last.tomorrow().ok() == Some(day)
            || (within && matches!(when, When::At(Moment::Month(..) | Moment::Year(_)))))
}
