//! Measures the grammar of amounts: `cargo run --release --example figures -- ../shared/gold/figures/recognizers_text_specs`, the cases of
//! Recognizers-Text (MIT). Prints for each model how many cases are right, with and without those left out, and why they are; with a
//! second argument, the cases of that model that are wrong. `-- --read FILE` prints what is found in a text, a line a figure.
//!
//! A case is right if each expected result is overlapped by a figure of that value (and of that unit), and if nothing of the kind is
//! found where nothing is expected.
#![allow(clippy::print_stdout, reason = "a tool prints its result")]

mod left_out;
mod units;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::ops::Range;
use std::path::Path;

use morgue::article::{Bound, Decimal, Figure, FigureKind, Span, Value};
use morgue::extract::figures::{Context, read};
use serde::Deserialize;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A case of the specifications.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Case {
    input: String,
    #[serde(default)]
    results: Vec<Expected>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Expected {
    text: String,
    start: Option<usize>,
    end: Option<usize>,
    resolution: Option<BTreeMap<String, serde_json::Value>>,
}

impl Expected {
    /// A property as text; none if it is null.
    fn property(&self, name: &str) -> Option<String> {
        match self.resolution.as_ref()?.get(name)? {
            serde_json::Value::Null => None,
            serde_json::Value::String(text) => (text != "null").then(|| text.clone()),
            other => Some(other.to_string()),
        }
    }

    /// Its bytes: the specifications count characters, and some cases state none.
    fn bytes(&self, input: &str) -> Range<usize> {
        let byte = |at: usize| input.char_indices().nth(at).map_or(input.len(), |(byte, _)| byte);
        match (self.start, self.end) {
            (Some(start), Some(end)) => byte(start)..byte(end + 1),
            _ => input.to_lowercase().find(&self.text).map_or(0..input.len(), |at| at..at + self.text.len()),
        }
    }
}

/// A model: its file, its aim in percent, and which figures are of its kind.
struct Model {
    name: &'static str,
    file: &'static str,
    aim: f64,
    is_of: fn(&Figure) -> bool,
}

const MODELS: [Model; 8] = [
    Model {
        name: "number",
        file: "Number/English/NumberModel",
        aim: 95.0,
        is_of: |figure| figure.kind == FigureKind::Count,
    },
    Model {
        name: "ordinal",
        file: "Number/English/OrdinalModel",
        aim: 95.0,
        is_of: |figure| figure.kind == FigureKind::Ordinal,
    },
    Model {
        name: "percent",
        file: "Number/English/PercentModel",
        aim: 95.0,
        is_of: |figure| figure.kind == FigureKind::Percent,
    },
    Model {
        name: "range",
        file: "Number/English/NumberRangeModel",
        aim: 85.0,
        is_of: |figure| figure.bound != Bound::Exact || figure.numbers().len() > 1,
    },
    Model {
        name: "currency",
        file: "NumberWithUnit/English/CurrencyModel",
        aim: 92.0,
        is_of: |figure| figure.kind == FigureKind::Money,
    },
    Model { name: "dimension", file: "NumberWithUnit/English/DimensionModel", aim: 90.0, is_of: units::is_dimension },
    Model { name: "age", file: "NumberWithUnit/English/AgeModel", aim: 90.0, is_of: units::is_age },
    Model {
        name: "temperature",
        file: "NumberWithUnit/English/TemperatureModel",
        aim: 90.0,
        is_of: units::is_temperature,
    },
];

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--read", file] => {
            print_figures(&fs::read_to_string(file)?);
            Ok(())
        }
        [folder] => measure(Path::new(folder), ""),
        [folder, model] => measure(Path::new(folder), model),
        _ => Err("usage: figures FOLDER [MODEL] | --read FILE".into()),
    }
}

fn print_figures(text: &str) {
    let started = std::time::Instant::now();
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        blocks.extend(Span::new(text, at, at + line.trim_end().len()));
        at += line.len();
    }
    let figures = read(text, blocks.into_iter(), Context::default());
    let seconds = started.elapsed().as_secs_f64();
    for figure in &figures {
        let (span, before) =
            (figure.span, text[..figure.span.start()].char_indices().rev().nth(40).map_or(0, |(at, _)| at));
        let after = text[span.end()..].char_indices().nth(30).map_or(text.len(), |(at, _)| span.end() + at);
        let around = format!("{}[{}]{}", &text[before..span.start()], span.of(text), &text[span.end()..after]);
        println!("{}\t{}\t{}", figure.kind.word(), worth(figure), around.replace('\n', " "));
    }
    println!("{} figures, {:.1} MB/s", figures.len(), text.len() as f64 / 1e6 / seconds);
}

fn worth(figure: &Figure) -> String {
    let list: Vec<String> = match &figure.value {
        Value::Range(low, high) => {
            [low, high].iter().map(|end| end.as_ref().map_or("?".into(), ToString::to_string)).collect()
        }
        Value::Number(number) => vec![number.to_string()],
        Value::When(when) => vec![when.to_string()],
    };
    let unit = figure.unit.as_ref().map_or(String::new(), |unit| match &unit.per {
        Some(per) => format!(" {}/{per}", unit.name),
        None => format!(" {}", unit.name),
    });
    format!("{}{}{unit}", figure.bound.sign(), list.join(".."))
}

fn measure(folder: &Path, shown: &str) -> Result<()> {
    println!(
        "{:<12} {:>6} {:>7} {:>6} {:>9} {:>7} {:>5}",
        "model", "cases", "right", "%", "left out", "% of rest", "aim"
    );
    let mut reasons = BTreeMap::new();
    for model in &MODELS {
        let text = fs::read_to_string(folder.join(format!("{}.json", model.file)))?;
        let cases: Vec<Case> = serde_json::from_str(text.trim_start_matches('\u{feff}'))?;
        let (mut right, mut rest, mut right_of_rest) = (0, 0, 0);
        for case in &cases {
            let is_right = model.is_right(case);
            let reason = left_out::reason(
                model.name,
                &case.input,
                &case.results.iter().map(|one| one.property("value")).collect::<Vec<_>>(),
            );
            right += usize::from(is_right);
            if let Some(reason) = reason {
                *reasons.entry((model.name, reason)).or_insert(0) += 1;
                continue;
            }
            (rest, right_of_rest) = (rest + 1, right_of_rest + usize::from(is_right));
            if !is_right && shown == model.name {
                show(case);
            }
        }
        let percent = |part: usize, all: usize| 100.0 * part as f64 / all.max(1) as f64;
        println!(
            "{:<12} {:>6} {right:>7} {:>6.1} {:>9} {:>9.1} {:>5}",
            model.name,
            cases.len(),
            percent(right, cases.len()),
            cases.len() - rest,
            percent(right_of_rest, rest),
            model.aim
        );
    }
    for ((model, reason), count) in reasons {
        println!("left out of {model}: {count} {reason}");
    }
    Ok(())
}

fn show(case: &Case) {
    println!("  {:?}", case.input);
    for expected in &case.results {
        println!("     wanted {:?} {:?} {:?}", expected.text, expected.property("value"), expected.property("unit"));
    }
    for figure in found(&case.input) {
        println!("     found  {:?} {} {}", figure.span.of(&case.input), figure.kind.word(), worth(&figure));
    }
}

fn found(text: &str) -> Vec<Figure> {
    read(text, Span::new(text, 0, text.len()).into_iter(), Context::default())
}

impl Model {
    fn is_right(&self, case: &Case) -> bool {
        let figures: Vec<Figure> = found(&case.input)
            .into_iter()
            .filter(|figure| (self.is_of)(figure) || matches!(self.name, "range" | "number"))
            .collect();
        if case.results.is_empty() {
            return !figures.iter().any(self.is_of);
        }
        case.results.iter().all(|expected| {
            let bytes = expected.bytes(&case.input);
            let near: Vec<&Figure> = figures
                .iter()
                .filter(|figure| figure.span.start() < bytes.end && bytes.start < figure.span.end())
                .collect();
            if self.name == "range" {
                is_interval(&near, expected)
            } else {
                near.iter().any(|figure| is_value(figure, expected))
            }
        })
    }
}

fn is_value(figure: &Figure, expected: &Expected) -> bool {
    let Some(value) = expected.property("value").and_then(|text| text.trim_end_matches('%').parse::<f64>().ok()) else {
        return false;
    };
    let unit = expected.property("unit");
    let same_unit = unit.is_none_or(|unit| units::same(&unit, figure.unit.as_ref().map(|unit| unit.name.as_str())));
    same_unit && figure.numbers().iter().any(|number| is_near(number, value))
}

/// The specifications print 15 digits.
fn is_near(number: &Decimal, value: f64) -> bool {
    (number.approximate() - value).abs() <= value.abs() * 1e-12
}

/// Whether each closed end of an interval such as `[20,30)` is the end of some figure's.
fn is_interval(figures: &[&Figure], expected: &Expected) -> bool {
    let Some(text) = expected.property("value") else { return false };
    let inner = text.trim_matches(['[', ']', '(', ')']);
    let Some((low, high)) = inner.split_once(',') else { return false };
    let is_end = |wanted: &str, lower: bool| {
        let Ok(wanted) = wanted.parse::<f64>() else { return wanted.is_empty() };
        figures
            .iter()
            .filter_map(|figure| figure.interval())
            .any(|(low, high)| (if lower { low } else { high }).is_some_and(|end| is_near(end, wanted)))
    };
    is_end(low, true) && is_end(high, false)
}
