//! How well durations are found and told on the specs of Recognizers-Text: `cargo run --release --example durations -- ../shared`.
//! With `--misses`, what is missed or wrong is listed. Durations are measures in units of time; dates are in `dates.rs`.

use std::io::{self, Write};
use std::path::Path;

use morgue::article::{Decimal, Figure, FigureKind, Span, Value};
use morgue::extract::figures::{self, Context};
use serde_json::Value as Json;

/// The units of time in seconds, a month and a year as the specs count them.
const UNITS: [(&str, i64); 10] = [
    ("second", 1),
    ("minute", 60),
    ("hour", 3_600),
    ("day", 86_400),
    ("week", 604_800),
    ("fortnight", 1_209_600),
    ("month", 2_592_000),
    ("quarter", 7_776_000),
    ("year", 31_536_000),
    ("decade", 315_360_000),
];

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let shared = arguments.next().unwrap_or_else(|| "../shared".to_owned());
    let list = arguments.next().is_some_and(|flag| flag == "--misses");
    let path = Path::new(&shared).join("gold/figures/recognizers_text_specs/DateTime/English/DateTimeModel.json");
    let text = std::fs::read_to_string(path)?;
    let cases: Vec<Json> = serde_json::from_str(text.trim_start_matches('\u{feff}'))?;
    let mut out = io::stdout().lock();
    let (mut all, mut found, mut right) = (0, 0, 0);
    for case in &cases {
        let input = case["Input"].as_str().unwrap_or_default();
        for result in case["Results"].as_array().into_iter().flatten() {
            if result["TypeName"] != "datetimeV2.duration" {
                continue;
            }
            let figures = overlapping(input, result);
            let is_right = told_in_seconds(&figures).is_some_and(|seconds| Some(seconds) == expected(result));
            all += 1;
            found += usize::from(!figures.is_empty());
            right += usize::from(is_right);
            if list && !is_right {
                let ours: Vec<&str> = figures.iter().map(|figure| figure.span.of(input)).collect();
                writeln!(out, "  {} {ours:?} in {input:.90}", result["Text"])?;
            }
        }
    }
    writeln!(out, "durations: {right} of {all} right, {found} found")
}

/// The figures that overlap an expected duration.
fn overlapping(input: &str, result: &Json) -> Vec<Figure> {
    let place = |key: &str| result[key].as_u64().and_then(|number| usize::try_from(number).ok()).unwrap_or_default();
    let byte = |at: usize| input.char_indices().nth(at).map_or(input.len(), |(byte, _)| byte);
    let (start, end) = (byte(place("Start")), byte(place("End") + 1));
    let mut figures = figures::read(input, Span::new(input, 0, input.len()).into_iter(), Context::default());
    figures
        .retain(|figure| figure.span.start() < end && start < figure.span.end() && figure.kind == FigureKind::Measure);
    figures
}

/// All of them together: `3 hours and 30 minutes`.
fn told_in_seconds(figures: &[Figure]) -> Option<Decimal> {
    let mut sum = Decimal::zero();
    for figure in figures {
        let Value::Number(number) = &figure.value else { return None };
        let name = figure.unit.as_ref()?.name.as_str();
        let (_, seconds) = UNITS.iter().find(|(unit, _)| *unit == name)?;
        sum = sum.plus(&number.times(&Decimal::from(*seconds))?)?;
    }
    Some(sum).filter(|_| !figures.is_empty())
}

fn expected(result: &Json) -> Option<Decimal> {
    let values = result["Resolution"]["values"].as_array()?;
    values.iter().find_map(|value| value["value"].as_str()?.parse().ok())
}
