//! What must hold of the figures and quotations of any text, and of any figure that is typed, whatever bytes both are made of. Run by the
//! fuzz target and, on a bounded number of made-up inputs, by `tests/fuzz_figures.rs`.

use jiff::civil::{Date, date};
use morgue::article::{Article, Block, Decimal, Figure, Meta, Moment, Quote, Span, Value, When};
use morgue::extract::figures::figures;
use morgue::extract::quotes::quotes;
use morgue::query::spans::Matcher;
use morgue::query::{Options, parse};
use morgue::search::mentions::FigureAsked;
use morgue::text::axis::Axis;
use morgue::text::numbers::number;

use super::made;

/// Two bytes for the day of publication and a third for the language and the names; a line that is typed; then the text. Gives how many
/// figures and quotations the text has.
pub fn check(data: &[u8]) -> usize {
    let [first, second, third, rest @ ..] = data else { return 0 };
    let input = String::from_utf8_lossy(rest);
    let (line, text) = input.split_once('\n').unwrap_or((&input, &input));
    let language = [None, Some("en"), Some("en-US"), Some("en-GB")][usize::from(third & 3)].map(str::to_owned);
    let meta = Meta { published: day([*first, *second]), language, ..Meta::default() };
    let article = made::article(text, meta, third >> 2);
    check_figures(&article);
    check_quotes(&article);
    assert_eq!((figures(&article), quotes(&article)), (article.figures.clone(), article.quotes.clone()));
    check_stored(&article);
    check_typed(line, &article);
    article.figures.len() + article.quotes.len()
}

/// Any day that there is, the first and the last more often than others; or none.
fn day([first, second]: [u8; 2]) -> Option<Date> {
    match first {
        0..=31 => None,
        32 => Some(Date::MIN),
        33 => Some(Date::MAX),
        34 => Some(date(0, 1, 1)),
        35 => Some(date(1, 1, 1)),
        36 => Some(date(9999, 12, 31)),
        37 => Some(date(2024, 2, 29)),
        38..=127 => {
            Date::new(1900 + i16::from(second), 1 + (first % 12).cast_signed(), 1 + (second % 28).cast_signed()).ok()
        }
        _ => Date::new((i16::from_be_bytes([first, second]) % 10_000).abs(), 1 + (first % 12).cast_signed(), 28).ok(),
    }
}

/// In order, apart, each with all that belongs to it inside one block.
fn check_figures(article: &Article) {
    let mut end = 0;
    for (at, figure) in article.figures.iter().enumerate() {
        assert!(end <= figure.span.start(), "{figure:?} begins before {end}");
        end = figure.span.end();
        let block = article.blocks.iter().find(|block| block.span.contains(figure.span));
        let block = block.unwrap_or_else(|| panic!("in no block: {figure:?}"));
        is_inside(article, block, figure);
        assert!(figure.converts.is_none_or(|from| (from as usize) < at), "{figure:?}");
        check_value(&figure.value);
    }
    let numbers: Vec<&Decimal> = article.figures.iter().flat_map(Figure::numbers).collect();
    for pair in numbers.windows(2) {
        assert_eq!(pair[0].cmp(pair[1]), pair[0].sortable().cmp(&pair[1].sortable()), "{pair:?}");
    }
}

fn is_inside(article: &Article, block: &Block, figure: &Figure) {
    let of = figure.of.as_ref();
    assert!(of.is_none_or(|of| of.phrase.contains(of.head)), "{figure:?}");
    let spans = figure.unit.iter().map(|unit| unit.span).chain(of.map(|of| of.phrase)).chain(of.map(|of| of.head));
    for span in spans.chain([figure.span]) {
        is_whole(&article.text, span);
        assert!(block.span.contains(span), "{figure:?}");
    }
}

/// Not empty, and on the borders of characters.
fn is_whole(text: &str, span: Span) {
    assert!(text.get(span.start()..span.end()).is_some_and(|said| !said.is_empty()), "{span:?}");
}

fn check_value(value: &Value) {
    match value {
        Value::Number(number) => check_number(number),
        Value::Range(low, high) => {
            low.iter().chain(high).for_each(check_number);
            assert!(low.is_none() || high.is_none() || low <= high, "{value:?}");
        }
        Value::When(when) => check_when(when),
    }
}

/// Digits and the text that sorts both give the number back.
fn check_number(number: &Decimal) {
    assert_eq!(number.to_string().parse().as_ref(), Ok(number));
    assert_eq!(Decimal::of_sortable(&number.sortable()).as_ref(), Some(number));
}

fn check_when(when: &When) {
    let moments = match when {
        When::At(moment) => vec![*moment],
        When::Stretch(first, last) | When::Range(first, last) => vec![*first, *last],
        When::Away(duration) => {
            assert!(duration.trim_start_matches('-').starts_with('P'), "{duration}");
            Vec::new()
        }
    };
    for moment in &moments {
        assert_eq!(moment.to_string().parse::<Moment>().as_ref(), Ok(moment));
    }
    if let When::Stretch(first, last) = when
        && let (Some(first), Some(last)) = (first.days(), last.days())
    {
        assert!(first.0 <= last.1, "{when}");
    }
}

fn check_quotes(article: &Article) {
    assert!(article.quotes.is_sorted_by_key(|quote| quote.span));
    for Quote { span, speaker, verb, .. } in &article.quotes {
        let spans = [Some(*span), speaker.map(|speaker| speaker.span), *verb];
        spans.into_iter().flatten().for_each(|span| is_whole(&article.text, span));
        let entity = speaker.and_then(|speaker| speaker.entity);
        assert!(entity.is_none_or(|entity| (entity as usize) < article.names.entities.len()), "{speaker:?}");
    }
}

/// The index keeps an article as JSON, and has to get the same one back.
fn check_stored(article: &Article) {
    let stored = serde_json::to_string(article).expect("an article is written");
    let restored: Article = serde_json::from_str(&stored).expect("what was written is read");
    assert_eq!((&restored.figures, &restored.quotes), (&article.figures, &article.quotes));
}

/// Whatever is typed for a figure is read, or refused with a reason.
fn check_typed(line: &str, article: &Article) {
    if let Some(worth) = number(line) {
        check_number(&worth);
        assert_eq!(number(&worth.to_string()), Some(worth), "{line}");
    }
    if let Some(asked) = FigureAsked::read(line) {
        let _ = asked.within(&Decimal::from(5)).possible(true);
    }
    let axis = Axis::of(article);
    for field in ["figure", "count", "money", "percent", "measure", "date"] {
        check_clause(&format!("{field}:{line}"), article, &axis);
        check_clause(&format!("{field}:\"{line}\""), article, &axis);
    }
}

fn check_clause(query: &str, article: &Article, axis: &Axis) {
    match parse(query, Options::default()) {
        Ok(query) => {
            let matcher = Matcher::new(&query);
            let Some(outline) = matcher.outline(article, axis) else { return };
            for highlight in matcher.highlights(article, axis, &outline.marks) {
                is_whole(&article.text, highlight.span);
            }
        }
        Err(error) => {
            assert!((1..=query.chars().count() + 1).contains(&error.at), "{query}: column {}", error.at);
            assert!(!error.what.is_empty() && !error.hint.is_empty(), "{query}");
        }
    }
}
