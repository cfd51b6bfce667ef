//! The arguments as decided: every default and every conflict, in one place.

use std::path::PathBuf;

use super::args::{Colour, Format, IndexArgs, PlainFormat, QueryArgs, ShowArgs, Zones};
use super::failure::Failure;
use super::output;
use crate::index::{Plan, Roots};
use crate::query::{Options, Parts};
use crate::render::Layout;
use crate::search::Request;

/// Where the archive lies unless something else is said.
const CORPUS: &str = "corpus";

/// What `query` is to do.
pub struct QueryPlan {
    pub index: PathBuf,
    pub asked: Asked,
    pub options: Options,
    pub request: Request,
    pub format: Format,
    pub layout: Layout,
    pub stats: bool,
}

/// One query, or a file of them.
pub enum Asked {
    One(String),
    Batch(PathBuf),
}

/// What `show` is to do.
pub struct ShowPlan {
    pub index: PathBuf,
    pub article: String,
    pub format: PlainFormat,
    pub layout: Layout,
}

impl IndexArgs {
    pub fn decide(self, dir: PathBuf) -> Plan {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let threads = self.threads.map_or(cores, usize::from);
        let roots = match (self.corpus, self.add, self.replace) {
            (corpus, true, _) => Roots::Add(corpus),
            (corpus, _, true) => Roots::Replace(corpus),
            (corpus, ..) if corpus.is_empty() => Roots::Remembered(vec![PathBuf::from(CORPUS)]),
            (corpus, ..) => Roots::These(corpus),
        };
        Plan { dir, roots, threads, rebuild: self.rebuild }
    }
}

impl QueryArgs {
    pub fn decide(self, index: PathBuf, colour: Colour) -> Result<QueryPlan, Failure> {
        if self.number == 0 {
            return Err(Failure::usage("-n 0 would show nothing", "write how many hits to show, from 1"));
        }
        let parts = match self.zones {
            Zones::Text => Parts::TEXT,
            Zones::All => Parts::ALL,
        };
        let passages = if self.articles { 0 } else { self.passages };
        Ok(QueryPlan {
            index,
            asked: self.batch.map_or_else(|| Asked::One(self.query.unwrap_or_default()), Asked::Batch),
            options: Options { any: self.any, plain: self.plain, parts },
            request: Request { from: self.from, count: Some(self.number), passages },
            format: self.format,
            layout: output::layout(colour),
            stats: self.stats,
        })
    }
}

impl ShowArgs {
    pub fn decide(self, index: PathBuf, colour: Colour) -> ShowPlan {
        ShowPlan { index, article: self.article, format: self.format, layout: output::layout(colour) }
    }
}
