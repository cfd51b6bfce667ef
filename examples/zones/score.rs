//! How near a page comes to what is expected, and the means over many.

use std::fmt;

use morgue::article::{Article, Zone};

use crate::bare;
use crate::page::{self, Expected, Words};

/// The figures of one page; none where nothing was expected.
pub struct Scores {
    title: bool,
    bare_title: bool,
    precision: f64,
    recall: f64,
    f1: f64,
    /// Of the expected words, how many the article holds in any zone.
    held: f64,
    /// Of all words that the page shows, how many the article holds.
    whole: f64,
    /// How many words the article holds oftener than the page shows them, by a word shown.
    twice: f64,
    byline: Option<bool>,
    bare_byline: Option<bool>,
    published: Option<bool>,
    site: Option<bool>,
    lang: Option<bool>,
    note: String,
}

impl Scores {
    pub fn of(article: &Article, expected: &Expected, source: &[u8]) -> Self {
        let body = page::words(&zones(article, |zone| !matches!(zone, Zone::Headline | Zone::Boilerplate)));
        let everything = page::words(&article.text);
        let source = String::from_utf8_lossy(source);
        let shown = page::words(&page::shown(&source));
        let title = page::one_spaced(article.headline().unwrap_or_default());
        let (precision, recall) = (share(&body, &expected.body), share(&expected.body, &body));
        let agrees = |wanted: &Option<String>, found: Option<&str>| {
            wanted.as_deref().map(|wanted| found.is_some_and(|found| same(wanted, found)))
        };
        let bare_byline = expected.byline.as_deref().map(|wanted| {
            article.meta.byline.as_deref().is_some_and(|found| bare::byline(wanted) == bare::byline(found))
        });
        let names = bare::names(expected, article);
        let published = article.meta.published.map(|day| day.to_string());
        let day = expected.published.as_ref().map(|moment| moment.chars().take(10).collect());
        Self {
            title: title == expected.title,
            bare_title: bare::title(&title, &names) == bare::title(&expected.title, &names),
            bare_byline,
            f1: if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 },
            precision,
            recall,
            held: share(&expected.body, &everything),
            whole: share(&shown, &everything),
            twice: 1.0 - share(&page::words(&zones(article, |zone| zone != Zone::Headline)), &shown),
            byline: agrees(&expected.byline.as_deref().map(without_by), article.meta.byline.as_deref()),
            published: agrees(&day, published.as_deref()),
            site: agrees(&expected.site, Some(&article.meta.source)),
            lang: agrees(&expected.lang, article.meta.language.as_deref()),
            note: note(&title, expected, article),
        }
    }
}

/// What differs, side by side.
fn note(title: &str, expected: &Expected, article: &Article) -> String {
    let mut notes = Vec::new();
    let mut tell = |name: &str, wanted: Option<&str>, found: Option<&str>| {
        if wanted.is_some_and(|wanted| !same(wanted, found.unwrap_or_default())) {
            notes.push(format!("\n    {name}: {:?} for {:?}", found.unwrap_or_default(), wanted.unwrap_or_default()));
        }
    };
    let published = article.meta.published.map(|day| day.to_string());
    tell("title", Some(&expected.title), Some(title));
    tell("byline", expected.byline.as_deref().map(without_by).as_deref(), article.meta.byline.as_deref());
    tell("published", expected.published.as_deref().and_then(|day| day.get(..10)), published.as_deref());
    tell("site", expected.site.as_deref(), Some(&article.meta.source));
    tell("lang", expected.lang.as_deref(), article.meta.language.as_deref());
    notes.concat()
}

/// The preposition is no part of a name.
fn without_by(byline: &str) -> String {
    ["By ", "by "].iter().find_map(|by| byline.strip_prefix(by)).unwrap_or(byline).to_owned()
}

fn same(one: &str, other: &str) -> bool {
    page::one_spaced(one).to_lowercase() == page::one_spaced(other).to_lowercase()
}

fn zones(article: &Article, wanted: impl Fn(Zone) -> bool) -> String {
    let blocks = article.blocks.iter().filter(|block| wanted(block.zone));
    blocks.map(|block| block.span.of(&article.text)).collect::<Vec<_>>().join("\n")
}

/// Which part of the words of `part` stands in `whole`; all of it where there are none.
fn share(part: &Words, whole: &Words) -> f64 {
    let all: usize = part.values().sum();
    let common: usize = part.iter().map(|(word, count)| *count.min(whole.get(word).unwrap_or(&0))).sum();
    if all == 0 { 1.0 } else { common as f64 / all as f64 }
}

impl fmt::Display for Scores {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "P {:.3} R {:.3} F1 {:.3}, held {:.3}, whole {:.3}, twice {:.3}{}",
            self.precision, self.recall, self.f1, self.held, self.whole, self.twice, self.note
        )
    }
}

/// Sums over pages.
#[derive(Default)]
pub struct Totals {
    pages: f64,
    titles: [f64; 2],
    means: [f64; 6],
    /// Right, and of how many.
    meta: [(usize, usize); 5],
}

impl Totals {
    pub const HEADER: &str = "| pages | headline | bare | P | R | F1 | held | whole | twice | byline | bare | published | site | lang |\n\
                              |---|---|---|---|---|---|---|---|---|---|---|---|---|---|";

    pub fn add(&mut self, scores: &Scores) {
        self.pages += 1.0;
        self.titles[0] += f64::from(u8::from(scores.title));
        self.titles[1] += f64::from(u8::from(scores.bare_title));
        let values = [scores.precision, scores.recall, scores.f1, scores.held, scores.whole, scores.twice];
        for (sum, value) in self.means.iter_mut().zip(values) {
            *sum += value;
        }
        let stated = [scores.byline, scores.bare_byline, scores.published, scores.site, scores.lang];
        for (sum, value) in self.meta.iter_mut().zip(stated) {
            sum.0 += usize::from(value == Some(true));
            sum.1 += usize::from(value.is_some());
        }
    }

    pub fn row(&self, name: &str) -> String {
        let means: Vec<String> = self.means.iter().map(|sum| format!("{:.4}", sum / self.pages)).collect();
        let meta: Vec<String> = self.meta.iter().map(|(right, all)| format!("{right}/{all}")).collect();
        let titles = self.titles.map(|sum| format!("{:.1} %", 100.0 * sum / self.pages));
        let (titles, means, meta) = (titles.join(" | "), means.join(" | "), meta.join(" | "));
        format!("| {name}, {} | {titles} | {means} | {meta} |", self.pages)
    }
}
