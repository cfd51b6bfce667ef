//! The arguments as typed.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

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

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the index, or bring it up to date
    Index(IndexArgs),
    /// Search: ranked passages, what matched in them marked
    Query(QueryArgs),
    /// Show one article
    Show(ShowArgs),
    /// What is indexed, and what was not and why
    Status(StatusArgs),
    /// Print a completion script for a shell
    Completions(GenerateArgs),
    /// Print the manual page
    Man,
}

#[derive(Debug, clap::Args)]
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
    #[arg(long, conflicts_with_all = ["add", "replace"])]
    pub rebuild: bool,

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

    /// Hits to show
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    pub number: usize,

    /// Hits to skip
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub from: usize,

    /// Passages to show of each article, at most
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub passages: usize,

    /// List the articles without passages
    #[arg(long, conflicts_with = "passages")]
    pub articles: bool,

    /// Find articles that hold any of the words
    #[arg(long)]
    pub any: bool,

    /// Take the whole query as words, without operators
    #[arg(long)]
    pub plain: bool,

    /// The zones to search
    #[arg(long, value_name = "ZONES", default_value = "text")]
    pub zones: Zones,

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

    /// The format of the answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: PlainFormat,
}

#[derive(Debug, clap::Args)]
pub struct StatusArgs {
    /// The format of the answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: PlainFormat,
}

#[derive(Debug, clap::Args)]
pub struct GenerateArgs {
    /// The shell
    pub shell: Shell,
}
