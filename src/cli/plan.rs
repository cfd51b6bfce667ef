//! The arguments as decided: every default and every conflict, in one place.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::civil::Date;

pub use super::args::Group;
use super::args::{
    Colour, FiguresArgs, FilterArgs, Format, IndexArgs, MentionOrder, MentionsArgs, NamesArgs, Period, PlainFormat,
    QueryArgs, QuotesArgs, ReadAs, ScopeArgs, ShowArgs, TableFormat, TimelineArgs, VerifyArgs, Zones,
};
use super::failure::Failure;
use super::output;
use super::wait::Patience;
use crate::article::Decimal;
use crate::backend::{Facet, Order};
use crate::index::{Plan, Roots};
use crate::query::{Clause, MetaField, Options, Parts, Query, QueryError, Test, parse, period};
use crate::render::ledger::Shown;
use crate::render::{Annotated, Layout};
use crate::search::ledger;
use crate::search::mentions::{self, Aliases, FigureAsked, QuotationAsked};
use crate::search::names;
use crate::search::quotes;
use crate::search::{Expand, Request};
use crate::text::fold::phrase;

/// Where the archive lies unless something else is said.
const CORPUS: &str = "corpus";

/// What `index` is to do.
pub struct IndexPlan {
    pub run: Plan,
    /// How long to wait for another indexer.
    pub wait: Patience,
    /// How to go on once the index is up to date, if it is to be kept so.
    pub watch: Option<Watching>,
}

/// How the archive is watched.
#[derive(Debug, Clone, Copy)]
pub struct Watching {
    /// How often to look at it; none where the system tells of changes.
    pub poll: Option<Duration>,
}

/// What `query` is to do.
pub struct QueryPlan {
    pub index: PathBuf,
    pub asked: Asked,
    pub filter: Filter,
    pub request: Request,
    pub answer: AnswerKind,
    pub format: Format,
    pub layout: Layout,
    pub stats: bool,
}

/// One query, or a file of them.
pub enum Asked {
    One(String),
    Batch(PathBuf),
}

/// What is wanted of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerKind {
    /// Hits.
    Hits,
    /// How many there are.
    Count,
    /// How it was understood, and how it is with an article.
    Explanation(Option<String>),
}

/// How queries are read, and of which articles they are asked.
#[derive(Clone)]
pub struct Filter {
    pub options: Options,
    /// What must hold of an article besides.
    clauses: Vec<Clause>,
}

impl Filter {
    /// Whether it leaves articles out.
    pub fn restricts(&self) -> bool {
        !self.clauses.is_empty()
    }

    /// Reads a query, or takes every article.
    pub fn read_or_all(&self, query: Option<&str>) -> Result<Query, QueryError> {
        match query {
            Some(query) => self.read(query),
            None => Ok(Query::everything().and(self.clauses.clone())),
        }
    }

    /// Reads a query.
    pub fn read(&self, query: &str) -> Result<Query, QueryError> {
        if query.is_empty() && self.restricts() {
            return Ok(Query::everything().and(self.clauses.clone()));
        }
        Ok(parse(query, self.options)?.and(self.clauses.clone()))
    }
}

/// What `mentions` is to do.
#[expect(clippy::struct_excessive_bools, reason = "each is one thing decided")]
pub struct MentionsPlan {
    pub index: PathBuf,
    pub named: Named,
    /// All of the question but the name.
    pub asked: mentions::Asked,
    pub aliases: Aliases,
    pub request: mentions::Request,
    /// Whether only the forms are shown.
    pub preview: bool,
    pub count: bool,
    pub group: Option<Group>,
    pub unsearched: bool,
    pub format: Format,
    pub layout: Layout,
    pub stats: bool,
}

/// One name, one figure, one quotation, or a file of names.
pub enum Named {
    One(String),
    Figure(Box<FigureAsked>),
    Quotation(QuotationAsked),
    Batch(PathBuf),
}

/// What `names` is to do.
pub struct NamesPlan {
    pub index: PathBuf,
    pub request: names::Request,
    /// The query whose hits they are of.
    pub within: Option<(Filter, String)>,
    pub format: TableFormat,
}

/// What `figures` is to do.
pub struct FiguresPlan {
    pub index: PathBuf,
    pub filter: Filter,
    pub query: String,
    pub request: ledger::Request,
    pub shown: Shown,
    pub format: Format,
    pub layout: Layout,
}

/// What `quotes` is to do.
pub struct QuotesPlan {
    pub index: PathBuf,
    pub filter: Filter,
    /// The query; every article if there is none.
    pub query: Option<String>,
    pub request: quotes::Request,
    pub format: TableFormat,
    pub layout: Layout,
}

/// What `timeline` is to do.
pub struct TimelinePlan {
    pub index: PathBuf,
    pub query: String,
    pub filter: Filter,
    pub period: Facet,
    pub format: TableFormat,
    pub layout: Layout,
}

/// What `show` is to do.
pub struct ShowPlan {
    pub index: PathBuf,
    pub article: String,
    pub annotated: Annotated,
    pub format: PlainFormat,
    pub layout: Layout,
}

impl IndexArgs {
    pub fn decide(self, dir: PathBuf) -> IndexPlan {
        let threads = threads(self.threads);
        let roots = match (self.corpus, self.add, self.replace) {
            (corpus, true, _) => Roots::Add(corpus),
            (corpus, _, true) => Roots::Replace(corpus),
            (corpus, ..) if corpus.is_empty() => Roots::Remembered(vec![PathBuf::from(CORPUS)]),
            (corpus, ..) => Roots::These(corpus),
        };
        let seconds = Duration::from_secs;
        IndexPlan {
            run: Plan { dir, roots, threads, rebuild: self.rebuild },
            wait: self.wait.unwrap_or(Patience::None),
            watch: self.watch.then(|| Watching { poll: self.poll.map(seconds) }),
        }
    }
}

/// A check of the index, decided.
pub struct VerifyPlan {
    pub index: PathBuf,
    pub archive: bool,
    pub repair: bool,
    pub threads: usize,
    pub format: PlainFormat,
}

impl VerifyArgs {
    pub fn decide(self, index: PathBuf) -> VerifyPlan {
        let threads = threads(self.threads);
        VerifyPlan { index, archive: !self.no_archive, repair: self.repair, threads, format: self.format }
    }
}

/// As many as were asked for, else one a core.
fn threads(asked: Option<u16>) -> usize {
    asked.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from)
}

impl QueryArgs {
    pub fn decide(self, index: PathBuf, colour: Colour) -> Result<QueryPlan, Failure> {
        if self.number == 0 {
            return Err(Failure::usage(
                "-n 0 would show nothing",
                "write how many hits to show, from 1, or --count for the number alone",
            ));
        }
        let answer = match (self.explain, self.count) {
            (true, _) => AnswerKind::Explanation(self.article),
            (_, true) => AnswerKind::Count,
            _ => AnswerKind::Hits,
        };
        check_format(&answer, self.format, !self.facets.is_empty())?;
        let request = Request {
            from: self.from,
            count: Some(if self.count { 0 } else { self.number }),
            order: self.sort,
            passages: if self.articles { 0 } else { self.passages },
            context: self.context,
            expand: self.expand.then_some(if self.filter.any { Expand::Find } else { Expand::Order }),
            // A list of names holds many that are not there, and nobody is at hand to choose another spelling.
            spellings: self.batch.is_none(),
            facets: self.facets,
        };
        Ok(QueryPlan {
            index,
            asked: self.batch.map_or_else(|| Asked::One(self.query.unwrap_or_default()), Asked::Batch),
            filter: self.filter.decide()?,
            request,
            answer,
            format: self.format,
            layout: output::layout(colour),
            stats: self.stats,
        })
    }
}

/// Which answers can be written in which format.
fn check_format(answer: &AnswerKind, format: Format, facets: bool) -> Result<(), Failure> {
    match (answer, format) {
        (AnswerKind::Explanation(_), Format::Csv | Format::Html) => {
            Err(Failure::usage("--explain is written as text or JSON", "write --format json"))
        }
        (AnswerKind::Hits, Format::Csv) if facets => Err(Failure::usage(
            "hits and facets are two tables, and CSV holds one",
            "write --count with --facets for the facets alone, or --format json for both",
        )),
        _ => Ok(()),
    }
}

impl Group {
    /// The word for it in answers.
    pub fn word(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Source => "source",
            Self::Month => "month",
        }
    }
}

impl MentionsArgs {
    pub fn decide(self, index: PathBuf, colour: Colour) -> Result<MentionsPlan, Failure> {
        if self.count && self.format != Format::Text {
            return Err(Failure::usage(
                "--count is written as text",
                "leave --format out; the JSON summary has the number too",
            ));
        }
        if self.batch.is_some() && self.sort == MentionOrder::Certainty {
            return Err(Failure::usage(
                "--batch gives the mentions of a name by article or day",
                "write another --sort",
            ));
        }
        let named = self.named()?;
        let (order, by_certainty) = match self.sort {
            MentionOrder::Article => (Order::Article, false),
            MentionOrder::Newest => (Order::Newest, false),
            MentionOrder::Oldest => (Order::Oldest, false),
            MentionOrder::Certainty => (Order::Article, true),
        };
        let request = mentions::Request {
            order,
            by_certainty,
            low: self.low,
            boilerplate: self.scope.zones == Zones::All,
            context: self.words.map_or(mentions::Context::Sentences(self.context), mentions::Context::Words),
            clauses: clauses(&self.scope)?,
        };
        let asked = mentions::Asked {
            kind: self.kind,
            exact: self.exact,
            include: self.include,
            exclude: self.exclude,
            ..mentions::Asked::default()
        };
        Ok(MentionsPlan {
            index,
            named,
            asked,
            aliases: self.aliases.as_deref().map(aliases).transpose()?.unwrap_or_default(),
            request,
            preview: self.forms,
            count: self.count,
            group: self.by,
            unsearched: self.unsearched,
            format: self.format,
            layout: output::layout(colour),
            stats: self.stats,
        })
    }
}

impl MentionsArgs {
    /// What is asked for: a figure if the whole of it reads as one, unless it is asked for as something.
    fn named(&self) -> Result<Named, Failure> {
        if let Some(file) = &self.batch {
            return Ok(Named::Batch(file.clone()));
        }
        if let Some(words) = &self.quote {
            return QuotationAsked::read(words).map(Named::Quotation).ok_or_else(|| {
                Failure::usage(
                    "a quotation has at least four words",
                    format!("find fewer as a phrase: morgue query 'quote:\"{words}\"'"),
                )
            });
        }
        let typed = self.name.clone().unwrap_or_default();
        let figure = if self.read_as == Some(ReadAs::Name) { None } else { FigureAsked::read(&typed) };
        match figure {
            Some(figure) => Ok(Named::Figure(Box::new(self.widened(figure)?))),
            None if self.read_as == Some(ReadAs::Figure) => Err(Failure::usage(
                format!("`{typed}` does not read as one figure"),
                "write a number, an amount, a percentage, a measure or a date: 58, \"58 soldiers\", '$35.5m', \"October 12\"",
            )),
            None if self.within.is_some() || self.possible => Err(Failure::usage(
                format!("--within and --possible are for figures, and `{typed}` does not read as one"),
                "write a figure, or leave them out",
            )),
            None => Ok(Named::One(typed)),
        }
    }

    fn widened(&self, figure: FigureAsked) -> Result<FigureAsked, Failure> {
        let figure = figure.possible(self.possible);
        let Some(within) = &self.within else { return Ok(figure) };
        let percent = within.trim().trim_end_matches('%').trim_end();
        match percent.parse::<Decimal>() {
            Ok(percent) if !percent.is_negative() => Ok(figure.within(&percent)),
            _ => Err(Failure::usage(format!("--within {within} is no percentage"), "write --within 5%")),
        }
    }
}

impl NamesArgs {
    pub fn decide(self, index: PathBuf) -> Result<NamesPlan, Failure> {
        let filter = self.filter.decide()?;
        // A day or an outlet alone is a query too: that for every article.
        let within = self.within.map(|query| (filter.clone(), query));
        let within = within.or_else(|| filter.restricts().then(|| (filter, String::new())));
        let request = names::Request {
            kind: self.kind,
            like: self.like.map(|letters| phrase(&letters)).filter(|letters| !letters.is_empty()),
            top: (self.top > 0).then_some(self.top),
        };
        Ok(NamesPlan { index, request, within, format: self.format })
    }
}

impl FiguresArgs {
    pub fn decide(self, index: PathBuf, colour: Colour) -> Result<FiguresPlan, Failure> {
        let group = self.group.map(|name| phrase(&name)).filter(|name| !name.is_empty());
        let request = ledger::Request { kind: self.kind, group, everywhere: self.all };
        let (filter, layout) = (self.filter.decide()?, output::layout(colour));
        let shown = Shown { plot: self.plot };
        Ok(FiguresPlan { index, filter, query: self.query, request, shown, format: self.format, layout })
    }
}

impl QuotesArgs {
    pub fn decide(self, index: PathBuf, colour: Colour) -> Result<QuotesPlan, Failure> {
        let request = quotes::Request {
            everywhere: self.all || self.query.is_none(),
            speaker: self.speaker.map(|name| phrase(&name)).filter(|name| !name.is_empty()),
            partial: self.partial,
        };
        let (filter, layout) = (self.filter.decide()?, output::layout(colour));
        Ok(QuotesPlan { index, filter, query: self.query, request, format: self.format, layout })
    }
}

fn aliases(path: &Path) -> Result<Aliases, Failure> {
    let fault = |what: String| {
        Failure::usage(format!("{}: {what}", path.display()), "docs/names.md shows what an alias file holds")
    };
    let text = fs::read_to_string(path).map_err(|error| fault(error.to_string()))?;
    Aliases::read(&text).map_err(fault)
}

impl FilterArgs {
    fn decide(self) -> Result<Filter, Failure> {
        let parts = match self.scope.zones {
            Zones::Text => Parts::TEXT,
            Zones::All => Parts::ALL,
        };
        let clauses = clauses(&self.scope)?;
        Ok(Filter { options: Options { any: self.any, plain: self.plain, parts, possible: self.possible }, clauses })
    }
}

/// What must hold of an article: its day, and its outlet.
fn clauses(scope: &ScopeArgs) -> Result<Vec<Clause>, Failure> {
    let (since, until, source) = (scope.since.as_deref(), scope.until.as_deref(), &scope.source);
    let from = days_of("--since", since)?.map(|days| days.0);
    let to = days_of("--until", until)?.map(|days| days.1);
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        return Err(Failure::usage("--since is later than --until", "exchange them"));
    }
    let mut clauses = Vec::new();
    if from.is_some() || to.is_some() {
        clauses.push(Clause::Meta(Test::Published(from, to)));
    }
    let sources = source.iter().map(|source| {
        Test::words(MetaField::Source, source).map(Clause::Meta).ok_or_else(|| {
            Failure::usage(format!("--source {source} holds no word"), "write a word of the outlet's name")
        })
    });
    let sources = sources.collect::<Result<Vec<_>, _>>()?;
    if !sources.is_empty() {
        clauses.push(Clause::Any(sources));
    }
    Ok(clauses)
}

fn days_of(flag: &str, value: Option<&str>) -> Result<Option<(Date, Date)>, Failure> {
    let read = |value: &str| {
        period(value).ok_or_else(|| {
            Failure::usage(
                format!("{flag} {value} is no day, month or year"),
                format!("write {flag} 2025-10-19, {flag} 2025-10 or {flag} 2025"),
            )
        })
    };
    value.map(read).transpose()
}

impl TimelineArgs {
    pub fn decide(self, index: PathBuf, colour: Colour) -> Result<TimelinePlan, Failure> {
        Ok(TimelinePlan {
            index,
            query: self.query,
            filter: self.filter.decide()?,
            period: match self.by {
                Period::Day => Facet::Day,
                Period::Month => Facet::Month,
                Period::Year => Facet::Year,
            },
            format: self.format,
            layout: output::layout(colour),
        })
    }
}

impl ShowArgs {
    pub fn decide(self, index: PathBuf, colour: Colour) -> ShowPlan {
        ShowPlan {
            index,
            article: self.article,
            annotated: Annotated { names: self.names, figures: self.figures, quotes: self.quotes },
            format: self.format,
            layout: output::layout(colour),
        }
    }
}
