//! Measures what numbers are said to count: `cargo run --release --example counted -- ../shared [errors]`. The labels point into
//! sentences that are read from beside the repository; `errors` lists what is wrong in the half that is not kept aside.
#![allow(clippy::print_stdout, reason = "a tool prints its result")]

mod labels;

use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use labels::Label;
use morgue::article::{Bound, Counted, Decimal, Figure, FigureKind, Span, Value};
use morgue::extract::figures::counted::with_noun;
use morgue::extract::figures::tokens::Page;

/// How often all labels are read for the speed.
const ROUNDS: usize = 200;

fn main() -> Result<(), Box<dyn Error>> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let shared = given.first().ok_or("usage: counted SHARED_DIR [errors]")?;
    let labels = labels::read(Path::new(shared), include_str!("labels.tsv"))?;
    let second = labels::read(Path::new(shared), include_str!("labels_second.tsv"))?;
    let (kept, open): (Vec<_>, Vec<_>) = labels.iter().partition(|label| label.kept);
    if given.get(1).is_some_and(|word| word == "errors") {
        for label in &open {
            explain(label);
        }
    }
    for (name, half) in [("open half", open), ("kept half", kept), ("second", second.iter().collect())] {
        measure(name, &half);
        for kind in FigureKind::ALL {
            let some: Vec<&Label> = half.iter().copied().filter(|label| label.kind == kind).collect();
            measure(&format!("  {}", kind.word()), &some);
        }
    }
    speed(&labels);
    Ok(())
}

fn measure(name: &str, labels: &[&Label]) {
    if labels.is_empty() {
        return;
    }
    let heads = labels.iter().filter(|label| head(answer(label).as_ref()) == head(label.of.as_ref())).count();
    let phrases = labels.iter().filter(|label| answer(label) == label.of).count();
    let share = |right: usize| 100.0 * right as f64 / labels.len() as f64;
    println!("{name:<12} {:>4} numbers, head {:5.1} %, phrase {:5.1} %", labels.len(), share(heads), share(phrases));
}

fn head(of: Option<&Counted>) -> Option<Span> {
    of.map(|of| of.head)
}

fn answer(label: &Label) -> Option<Counted> {
    page(label).and_then(|page| with_noun(&page, next(&page, label), figure(label)).of)
}

fn page(label: &Label) -> Option<Page<'_>> {
    Some(Page::of(&label.text, Span::new(&label.text, 0, label.text.len())?, Vec::new()))
}

fn next(page: &Page<'_>, label: &Label) -> usize {
    page.tokens.partition_point(|token| token.start < label.number.end())
}

/// The figure that the grammar of numbers would hand over: only that the value is one, or not, matters here.
fn figure(label: &Label) -> Figure {
    let one = ["one", "1"].iter().any(|one| label.number.of(&label.text).eq_ignore_ascii_case(one));
    let value = Value::Number(Decimal::from(if one { 1 } else { 2 }));
    Figure { span: label.number, kind: label.kind, value, bound: Bound::Exact, unit: None, of: None, converts: None }
}

fn explain(label: &Label) {
    let found = answer(label);
    if found != label.of {
        let show = |of: Option<&Counted>| of.map_or("-".to_owned(), |of| shown(of, &label.text));
        println!("{} {}\n    [{}]", label.key, label.text, label.number.of(&label.text));
        println!("    label {}\n    found {}", show(label.of.as_ref()), show(found.as_ref()));
    }
}

fn shown(of: &Counted, text: &str) -> String {
    format!("{} | {}", of.head.of(text), of.phrase.of(text))
}

fn speed(labels: &[Label]) {
    let pages: Vec<_> = labels.iter().filter_map(|label| Some((page(label)?, label))).collect();
    let start = Instant::now();
    for _ in 0..ROUNDS {
        for (page, label) in &pages {
            black_box(with_noun(page, next(page, label), figure(label)));
        }
    }
    let rate = (ROUNDS * pages.len()) as f64 / start.elapsed().as_secs_f64();
    println!("{:.1} million numbers a second", rate / 1e6);
}
