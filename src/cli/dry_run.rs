//! `morgue index --dry-run`

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::args::PlainFormat;
use super::failure::Failure;
use super::index::described;
use super::{Verdict, output};
use crate::corpus::rules::Idle;
use crate::corpus::{Fault, Format, Reason};
use crate::index::{FileState, Look, Plan, Survey, Without, survey};
use crate::text::printable::printable;

pub fn run(format: PlainFormat, plan: &Plan) -> Result<Verdict, Failure> {
    let mut out = output::stdout();
    let mut totals = Totals::default();
    let mut result = Ok(());
    let survey = survey(plan, &mut |look| {
        result = match format {
            PlainFormat::Text => write_line(&mut out, &look, totals.files == 0),
            PlainFormat::Json => write_json(&mut out, &FileLine::of(&look)),
        };
        totals.add(look, format);
        result.is_ok()
    })?;
    result?;
    match format {
        PlainFormat::Text => totals.write(&mut out, &survey)?,
        PlainFormat::Json => write_json(&mut out, &totals.line(&survey))?,
    }
    out.flush()?;
    Ok(if totals.articles > 0 { Verdict::Found } else { Verdict::None })
}

fn write_json(out: &mut impl Write, line: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}

/// What is added up over all files.
#[derive(Default)]
struct Totals {
    files: u64,
    articles: u64,
    boilerplate: u64,
    formats: BTreeMap<Format, (u64, u64)>,
    sources: BTreeMap<String, u64>,
    states: BTreeMap<FileState, u64>,
    reasons: BTreeMap<Reason, u64>,
    without: Without,
    /// Only where they are shown at the end.
    faults: Vec<(String, Fault)>,
}

impl Totals {
    fn add(&mut self, look: Look, shown: PlainFormat) {
        // What is gone lies in the archive no longer, unless its rules leave it out.
        self.files += u64::from(look.state != Some(FileState::Gone) || !look.faults.is_empty());
        self.articles += look.articles;
        self.boilerplate += look.boilerplate;
        if let Some(format) = look.format {
            let (files, articles) = self.formats.entry(format).or_default();
            (*files, *articles) = (*files + 1, *articles + look.articles);
        }
        for (source, articles) in look.sources {
            *self.sources.entry(source).or_default() += articles;
        }
        if let Some(state) = look.state {
            *self.states.entry(state).or_default() += 1;
        }
        self.without.headline += look.without.headline;
        self.without.published += look.without.published;
        self.without.source += look.without.source;
        for fault in look.faults {
            *self.reasons.entry(fault.reason).or_default() += 1;
            if shown == PlainFormat::Text {
                self.faults.push((look.path.clone(), fault));
            }
        }
    }

    fn line<'a>(&'a self, survey: &'a Survey) -> SummaryLine<'a> {
        let count = |(files, articles): &(u64, u64)| Count { files: *files, articles: *articles };
        let skipped = self.reasons.get(&Reason::Skipped).copied().unwrap_or_default();
        SummaryLine {
            r#type: "summary",
            files: self.files,
            articles: self.articles,
            boilerplate: self.boilerplate,
            unsearched: self.reasons.values().sum::<u64>() - skipped,
            skipped,
            formats: self.formats.iter().map(|(format, counts)| (name_of(*format), count(counts))).collect(),
            sources: &self.sources,
            without: self.without,
            reasons: &self.reasons,
            states: survey.compared.then_some(&self.states),
            unread_roots: survey.unread_roots.iter().map(|(root, _)| root.as_str()).collect(),
            idle: &survey.idle,
        }
    }

    fn write(&self, out: &mut impl Write, survey: &Survey) -> io::Result<()> {
        let Without { headline, published, source } = self.without;
        writeln!(out, "\n{} articles in {} files; nothing was indexed", self.articles, self.files)?;
        if survey.compared {
            let states = [FileState::New, FileState::Changed, FileState::Unchanged, FileState::Gone];
            let count = |state: &FileState| self.states.get(state).copied().unwrap_or_default();
            let [new, changed, unchanged, gone] = states.each_ref().map(count);
            writeln!(out, "files new {new}, changed {changed}, unchanged {unchanged}, gone {gone}")?;
        }
        for (root, error) in &survey.unread_roots {
            writeln!(out, "root not read: {}: {}", printable(root), printable(error))?;
        }
        for Idle { key, pattern, .. } in &survey.idle {
            writeln!(out, "morgue.toml: {key} {} holds of no file", printable(&format!("{pattern:?}")))?;
        }
        writeln!(out, "{}   files  articles", padded("by format", 24))?;
        for (format, (files, articles)) in &self.formats {
            writeln!(out, "  {}{files:>8}  {articles:>8}", padded(&name_of(*format), 22))?;
        }
        writeln!(out, "{}           articles", padded("by source", 24))?;
        for (source, articles) in &self.sources {
            let source = if source.is_empty() { "(no source)" } else { source };
            writeln!(out, "  {}          {articles:>8}", padded(source, 22))?;
        }
        writeln!(out, "without headline {headline}, without day {published}, without source {source}")?;
        self.write_faults(out)
    }

    fn write_faults(&self, out: &mut impl Write) -> io::Result<()> {
        for (reason, count) in &self.reasons {
            let not = if *reason == Reason::Skipped { "" } else { "not indexed, " };
            writeln!(out, "{not}{} ({count})", reason.describe())?;
            for (path, fault) in self.faults.iter().filter(|(_, fault)| fault.reason == *reason) {
                writeln!(out, "    {}", described(path, fault))?;
            }
        }
        Ok(())
    }
}

/// A value as JSON names it.
fn name_of(value: impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|name| name.as_str().map(ToOwned::to_owned)).unwrap_or_default()
}

/// Filled up to `width` columns of a terminal; never cut.
fn padded(text: &str, width: usize) -> String {
    let text = printable(text);
    let room = width.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(room))
}

/// One file on one line, under the names of the columns in front of the first.
fn write_line(out: &mut impl Write, look: &Look, is_first: bool) -> io::Result<()> {
    let state = |name: &str| if look.state.is_some() { padded(name, 11) } else { String::new() };
    if is_first {
        let names =
            "articles  boilerplate  format      published   language  source                    file: first headline";
        writeln!(out, "{}{names}", state("index"))?;
    }
    let first = look.first.as_ref();
    let dash = || "-".to_owned();
    let format = look.format.map_or_else(dash, name_of);
    let published = first.and_then(|first| first.published).map_or_else(dash, |day| day.to_string());
    let language = first.and_then(|first| first.language.clone()).unwrap_or_else(dash);
    let source = first.map(|first| first.source.clone()).filter(|source| !source.is_empty()).unwrap_or_else(dash);
    writeln!(
        out,
        "{}{:>8}  {:>11}  {}  {}  {}  {}  {}: {}",
        state(&look.state.map(name_of).unwrap_or_default()),
        look.articles,
        look.boilerplate,
        padded(&format, 10),
        padded(&published, 10),
        padded(&language, 8),
        padded(&source, 24),
        printable(&look.path),
        printable(&title(look)),
    )
}

/// What a file's line ends with: its first headline, else why there is none.
fn title(look: &Look) -> String {
    match (&look.first, look.faults.first()) {
        (Some(first), _) => first.headline.clone().unwrap_or_else(|| "(no headline)".to_owned()),
        (None, Some(fault)) => format!("({})", fault.reason.describe()),
        (None, None) if look.state == Some(FileState::Gone) => "(no longer there)".to_owned(),
        (None, None) => "(no article)".to_owned(),
    }
}

#[derive(Serialize)]
struct FileLine<'a> {
    r#type: &'static str,
    root: &'a str,
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<FileState>,
    format: Option<Format>,
    articles: u64,
    boilerplate: u64,
    first: Option<FirstLine<'a>>,
    faults: &'a [Fault],
}

#[derive(Serialize)]
struct FirstLine<'a> {
    headline: Option<&'a str>,
    source: &'a str,
    published: Option<jiff::civil::Date>,
    language: Option<&'a str>,
}

impl<'a> FileLine<'a> {
    fn of(look: &'a Look) -> Self {
        let first = look.first.as_ref().map(|first| FirstLine {
            headline: first.headline.as_deref(),
            source: &first.source,
            published: first.published,
            language: first.language.as_deref(),
        });
        let Look { root, path, state, format, articles, boilerplate, faults, .. } = look;
        let (state, format, articles, boilerplate) = (*state, *format, *articles, *boilerplate);
        Self { r#type: "file", root, path, state, format, articles, boilerplate, first, faults }
    }
}

#[derive(Serialize)]
struct Count {
    files: u64,
    articles: u64,
}

#[derive(Serialize)]
struct SummaryLine<'a> {
    r#type: &'static str,
    files: u64,
    articles: u64,
    boilerplate: u64,
    unsearched: u64,
    skipped: u64,
    formats: BTreeMap<String, Count>,
    sources: &'a BTreeMap<String, u64>,
    without: Without,
    reasons: &'a BTreeMap<Reason, u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    states: Option<&'a BTreeMap<FileState, u64>>,
    unread_roots: Vec<&'a str>,
    idle: &'a [Idle],
}
