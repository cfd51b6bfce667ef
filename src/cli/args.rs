//! The arguments as typed.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::wait::{FOREVER, Patience};
use crate::article::{FigureKind, Kind};
use crate::backend::{Facet, Order};

/// The search engine of a news archive: ranked passages with exact highlights
#[derive(Debug, Parser)]
#[command(name = "morgue", version, about, max_term_width = 100)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,

    /// The folder of the index
    #[arg(long, global = true, value_name = "DIR", env = "MORGUE_INDEX", default_value = "index")]
    pub index: PathBuf,

    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Colour,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The command by which the program reads a document in a process of its own.
pub const READ_ONE: &str = "read-one";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the index, or bring it up to date
    Index(IndexArgs),
    /// Search: ranked passages, what matched in them marked
    Query(QueryArgs),
    /// Every mention of a name or figure, in every form, and a statement of what was searched
    Mentions(MentionsArgs),
    /// The names that the archive holds, or the hits of a query
    Names(NamesArgs),
    /// The figures where a query matches, by what they count, with who says them; what disagrees is marked
    Figures(FiguresArgs),
    /// The direct quotations of the archive, or where a query matches, and who says them
    Quotes(QuotesArgs),
    /// Hits by day, month or year
    Timeline(TimelineArgs),
    /// Show one article
    Show(ShowArgs),
    /// What is indexed, and what was not and why
    Status(StatusArgs),
    /// Check every file and article of the index, and compare it with the archive
    Verify(VerifyArgs),
    /// Copy the index, also while it is written to
    Backup(BackupArgs),
    /// Print a completion script for a shell
    Completions(GenerateArgs),
    /// Print the manual page
    Man,
    /// Read one document of those that may bring their reader down: how the program calls itself
    #[command(name = READ_ONE, hide = true)]
    ReadOne,
}

#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "switches as typed; what they mean together is decided in the plan")]
pub struct IndexArgs {
    /// Folders or files of the archive [default: those the index remembers, else corpus]
    #[arg(value_name = "CORPUS")]
    pub corpus: Vec<PathBuf>,

    /// Add these to the roots that the index remembers
    #[arg(long, requires = "corpus", conflicts_with = "replace")]
    pub add: bool,

    /// Index these instead of the roots that the index remembers
    #[arg(long, requires = "corpus")]
    pub replace: bool,

    /// Throw the index away, of whatever format it is, and build it anew
    #[arg(long)]
    pub rebuild: bool,

    /// Wait for another process that writes to the index, for ever or for so many seconds, instead of giving up at once
    #[arg(
        long,
        value_name = "SECONDS",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = FOREVER,
    )]
    pub wait: Option<Patience>,

    /// Keep the index up to date until Ctrl-C: a run as soon as something changes, and a line for each that did something
    #[arg(long)]
    pub watch: bool,

    /// Look for changes every so many seconds instead of waiting until the system tells of them
    #[arg(long, value_name = "SECONDS", requires = "watch", value_parser = clap::value_parser!(u64).range(1..=86400))]
    pub poll: Option<u64>,

    /// Show what would be read, and as what, without an index: none is made, none is touched
    #[arg(long, conflicts_with_all = ["watch", "wait", "poll"])]
    pub dry_run: bool,

    /// The form of what --dry-run shows
    #[arg(long, value_name = "FORMAT", default_value = "text", requires = "dry_run")]
    pub format: PlainFormat,

    /// Threads that index [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=64))]
    pub threads: Option<u16>,
}

#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "switches as typed; what they mean together is decided in the plan")]
pub struct QueryArgs {
    /// The query, as one argument: quote it for the shell
    #[arg(
        value_name = "QUERY",
        allow_hyphen_values = true,
        required_unless_present = "batch",
        conflicts_with = "batch"
    )]
    pub query: Option<String>,

    #[command(flatten)]
    pub filter: FilterArgs,

    /// The order of the hits
    #[arg(long, value_name = "ORDER", default_value = "relevance")]
    pub sort: Order,

    /// Order the hits by what the best ten of them have in common too; with --any, what holds only such words is found as well
    #[arg(long, conflicts_with_all = ["count", "explain", "sort"])]
    pub expand: bool,

    /// Hits to show
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    pub number: usize,

    /// Hits to skip
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub from: usize,

    /// Passages to show of each article, at most
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub passages: usize,

    /// Sentences to show before and behind each passage
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub context: usize,

    /// List the articles without passages
    #[arg(long, conflicts_with_all = ["passages", "context"])]
    pub articles: bool,

    /// Print only how many articles match
    #[arg(long, conflicts_with_all = ["passages", "context", "articles", "from", "number", "sort"])]
    pub count: bool,

    /// Count all matches by these too
    #[arg(long, value_name = "FACETS", value_delimiter = ',')]
    pub facets: Vec<Facet>,

    /// Print the query as understood instead of hits: its clauses, the words they mean, and how many articles hold each
    #[arg(long, conflicts_with_all = ["batch", "count", "facets", "from", "number", "sort", "passages", "context"])]
    pub explain: bool,

    /// With --explain: why this article matches or does not, clause by clause (the id, as a hit shows it)
    #[arg(long, value_name = "ID", requires = "explain", allow_hyphen_values = true)]
    pub article: Option<String>,

    /// The format of the answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,

    /// Answer each line of a file: a query, or an id, a tab and a query (- for standard input)
    #[arg(long, value_name = "FILE")]
    pub batch: Option<PathBuf>,

    /// Print on standard error how long it took
    #[arg(long)]
    pub stats: bool,
}

#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "switches as typed; what they mean together is decided in the plan")]
pub struct MentionsArgs {
    /// The name or figure
    #[arg(
        value_name = "NAME|FIGURE",
        allow_hyphen_values = true,
        required_unless_present_any = ["batch", "quote"],
        conflicts_with_all = ["batch", "quote"]
    )]
    pub name: Option<String>,

    /// Find a quotation instead: the same words, or nearly, of at least four
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true, conflicts_with_all = ["batch", "forms", "exact", "include", "exclude", "kind"])]
    pub quote: Option<String>,

    /// Take it as a name or as a figure [default: a figure if the whole of it reads as one]
    #[arg(long = "as", value_name = "WHAT", conflicts_with = "batch")]
    pub read_as: Option<ReadAs>,

    /// Of a figure: values count too that are off by so much: 5%
    #[arg(long, value_name = "PERCENT", conflicts_with = "batch")]
    pub within: Option<String>,

    /// Of a figure: intervals count too that may hold it
    #[arg(long, conflicts_with = "batch")]
    pub possible: bool,

    /// What it must be the name of
    #[arg(long, value_name = "KIND")]
    pub kind: Option<Kind>,

    /// Only the letters as typed
    #[arg(long, conflicts_with_all = ["include", "exclude", "aliases", "forms"])]
    pub exact: bool,

    /// Show the forms of the name that the archive holds, and which count, instead of mentions
    #[arg(long)]
    pub forms: bool,

    /// Count this form too
    #[arg(long, value_name = "FORM")]
    pub include: Vec<String>,

    /// Do not count this form
    #[arg(long, value_name = "FORM")]
    pub exclude: Vec<String>,

    /// Give mentions of low certainty too
    #[arg(long)]
    pub low: bool,

    /// Print only how many mentions there are
    #[arg(long, conflicts_with_all = ["forms", "by"])]
    pub count: bool,

    /// Count the mentions by article, source or month instead of listing them
    #[arg(long, value_name = "GROUP", conflicts_with = "forms")]
    pub by: Option<Group>,

    /// The order of the mentions
    #[arg(long, value_name = "ORDER", default_value = "article")]
    pub sort: MentionOrder,

    /// Words to show on each side, instead of the sentence
    #[arg(long, value_name = "N")]
    pub words: Option<usize>,

    /// Sentences to show on each side of the mention's own
    #[arg(long, value_name = "N", default_value_t = 0, conflicts_with = "words")]
    pub context: usize,

    /// Name the files and records that could not be searched
    #[arg(long)]
    pub unsearched: bool,

    #[command(flatten)]
    pub scope: ScopeArgs,

    /// The format of the answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,

    /// Answer each row of a file: text with a name a line, CSV or TSV with columns name, id, aliases (- for standard input)
    #[arg(long, value_name = "FILE")]
    pub batch: Option<PathBuf>,

    /// A file of names that the newsroom knows to be the same, or never the same
    #[arg(long, value_name = "FILE", env = "MORGUE_ALIASES")]
    pub aliases: Option<PathBuf>,

    /// Print on standard error how long it took
    #[arg(long)]
    pub stats: bool,
}

#[derive(Debug, clap::Args)]
pub struct NamesArgs {
    /// What they name
    #[arg(long, value_name = "KIND")]
    pub kind: Option<Kind>,

    /// Only names that hold these letters, in any of their forms
    #[arg(long, value_name = "LETTERS")]
    pub like: Option<String>,

    /// How many to show, the most mentioned first; 0 for all
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub top: usize,

    /// Only the articles that match this query
    #[arg(long = "in", value_name = "QUERY", allow_hyphen_values = true)]
    pub within: Option<String>,

    #[command(flatten)]
    pub filter: FilterArgs,

    /// The format of the answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: TableFormat,
}

/// The order of mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MentionOrder {
    /// By the id of the article
    Article,
    /// The newest article first
    Newest,
    /// The oldest article first
    Oldest,
    /// The surest first
    Certainty,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReadAs {
    /// A name
    Name,
    /// A figure
    Figure,
}

/// What mentions are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Group {
    Article,
    Source,
    Month,
}

impl ValueEnum for Kind {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()))
    }
}

impl ValueEnum for FigureKind {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()))
    }
}

/// What is searched: which zones, of which articles.
#[derive(Debug, clap::Args)]
pub struct ScopeArgs {
    /// The zones to search
    #[arg(long, value_name = "ZONES", default_value = "text")]
    pub zones: Zones,

    /// Only articles of this day, month or year or later: 2025-10-19, 2025-10, 2025
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,

    /// Only articles of this day, month or year or earlier
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,

    /// Only articles of an outlet whose name holds these words; given twice, of either
    #[arg(long, value_name = "NAME")]
    pub source: Vec<String>,
}

/// How a query is read, and of which articles it is asked.
#[derive(Debug, clap::Args)]
pub struct FilterArgs {
    /// Find articles that hold any of the words
    #[arg(long)]
    pub any: bool,

    /// Take the whole query as words, without operators
    #[arg(long)]
    pub plain: bool,

    /// Of figures by value, find intervals too that may hold it
    #[arg(long)]
    pub possible: bool,

    #[command(flatten)]
    pub scope: ScopeArgs,
}

#[derive(Debug, clap::Args)]
pub struct TimelineArgs {
    /// The query, as one argument: quote it for the shell
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    pub query: String,

    #[command(flatten)]
    pub filter: FilterArgs,

    /// The length of a period
    #[arg(long, value_name = "PERIOD", default_value = "month")]
    pub by: Period,

    /// The format of the answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: TableFormat,
}

/// The length of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Period {
    Day,
    Month,
    Year,
}

impl ValueEnum for Order {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Relevance, Self::Newest, Self::Oldest, Self::Article]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Relevance => PossibleValue::new("relevance").help("The best first"),
            Self::Newest => PossibleValue::new("newest").help("The newest first, those without a date last"),
            Self::Oldest => PossibleValue::new("oldest").help("The oldest first, those without a date last"),
            Self::Article => PossibleValue::new("article").help("By the id of the article"),
        })
    }
}

impl ValueEnum for Facet {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

/// The format of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// For reading
    Text,
    /// One object a line
    Json,
    /// For spreadsheets
    Csv,
}

/// The zones to search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Zones {
    /// Headline, standfirst, body and captions
    Text,
    /// Boilerplate too
    All,
}

/// The format of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading
    Text,
    /// One object a line
    Json,
    /// For spreadsheets
    Csv,
    /// One page
    Html,
}

/// The format of an answer that is one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PlainFormat {
    /// For reading
    Text,
    /// One object a line
    Json,
}

#[derive(Debug, clap::Args)]
pub struct ShowArgs {
    /// The article's id, as a hit shows it
    #[arg(value_name = "ARTICLE", allow_hyphen_values = true)]
    pub article: String,

    /// Mark the names, and list whom they refer to
    #[arg(long)]
    pub names: bool,

    /// Mark the figures, and list what they are worth
    #[arg(long)]
    pub figures: bool,

    /// Mark the direct quotations, and list who says them
    #[arg(long)]
    pub quotes: bool,

    /// The format of the answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: PlainFormat,
}

#[derive(Debug, clap::Args)]
pub struct FiguresArgs {
    /// The query: figures in whose sentence it matches
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    pub query: String,

    /// All figures of the articles that match
    #[arg(long)]
    pub all: bool,

    /// Only figures of this kind
    #[arg(long, value_name = "KIND")]
    pub kind: Option<FigureKind>,

    /// Only the groups that are called so: soldiers, USD
    #[arg(long, value_name = "NAME")]
    pub group: Option<String>,

    /// Draw how the values of each group are spread instead of listing them
    #[arg(long)]
    pub plot: bool,

    #[command(flatten)]
    pub filter: FilterArgs,

    /// The format of the answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
}

#[derive(Debug, clap::Args)]
pub struct QuotesArgs {
    /// The query: quotations in whose paragraph it matches; all quotations if there is none
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    pub query: Option<String>,

    /// All quotations of the articles that match
    #[arg(long)]
    pub all: bool,

    /// Only those of a speaker who is called so
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<String>,

    /// Those of a few words too, fewer than four, that are taken out of a sentence
    #[arg(long)]
    pub partial: bool,

    #[command(flatten)]
    pub filter: FilterArgs,

    /// The format of the answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: TableFormat,
}

#[derive(Debug, clap::Args)]
pub struct StatusArgs {
    /// The format of the answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: PlainFormat,
}

#[derive(Debug, clap::Args)]
pub struct VerifyArgs {
    /// Do not read the archive
    #[arg(long)]
    pub no_archive: bool,

    /// Read again from the archive what is damaged
    #[arg(long)]
    pub repair: bool,

    /// Threads that index what is read again [default: one a core]
    #[arg(long, value_name = "N", requires = "repair", value_parser = clap::value_parser!(u16).range(1..=64))]
    pub threads: Option<u16>,

    /// The format of the answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: PlainFormat,
}

#[derive(Debug, clap::Args)]
pub struct BackupArgs {
    /// The folder of the copy, which must be missing or empty
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
}

#[derive(Debug, clap::Args)]
pub struct GenerateArgs {
    /// The shell
    pub shell: Shell,
}
