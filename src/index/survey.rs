//! What a run would read, and as what, file by file. Reads the archive and, where there is one, what the index knows of it; writes
//! nothing and holds no lock.

use std::collections::{BTreeMap, HashSet};
use std::io;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use super::error::IndexError;
use super::intake::{Seen, read_file};
use super::local::LocalIndex;
use super::manifest;
use super::run::{ByPath, walk_all};
use super::update::{Plan, decide_roots};
use super::workers::draft_of;
use crate::article::{Article, ArticleId, Zone};
use crate::corpus::changes::{FileEntry, Ledger};
use crate::corpus::rules::{Guide, Idle, Rulebook};
use crate::corpus::{Fault, Format, FoundFile, Reason, Repeated, Walk, finish, open, recognise};

/// What a run would make of one file.
#[derive(Debug, Default)]
pub struct Look {
    /// The root.
    pub root: String,
    /// Path below the root.
    pub path: String,
    /// What the index would make of it; none where there is no index.
    pub state: Option<State>,
    /// As what it would be read; none where it would not be.
    pub format: Option<Format>,
    /// How many articles it holds.
    pub articles: u64,
    /// How many lines of them are boilerplate.
    pub boilerplate: u64,
    /// Its first article.
    pub first: Option<First>,
    /// How many of its articles are of which source.
    pub sources: BTreeMap<String, u64>,
    /// How many of its articles lack what.
    pub without: Without,
    /// What of it would not be indexed.
    pub faults: Vec<Fault>,
}

/// How the index stands to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It does not know it.
    New,
    /// It knows it otherwise, or read it by other rules.
    Changed,
    /// It knows it as it is.
    Unchanged,
    /// It knows it, and its articles would be removed.
    Gone,
}

/// An article in a list.
#[derive(Debug)]
pub struct First {
    /// The headline, where it has one.
    pub headline: Option<String>,
    /// The outlet.
    pub source: String,
    /// The day of publication.
    pub published: Option<Date>,
    /// The language, as stated.
    pub language: Option<String>,
}

/// How many articles lack what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Without {
    /// No headline.
    pub headline: u64,
    /// No day of publication.
    pub published: u64,
    /// No source.
    pub source: u64,
}

/// What was surveyed.
#[derive(Debug, Default)]
pub struct Survey {
    /// Whether there is an index, to which the archive was compared.
    pub compared: bool,
    /// Roots that cannot be read, and why.
    pub unread_roots: Vec<(String, String)>,
    /// Patterns of the rules that hold of no file, and are likely slips.
    pub idle: Vec<Idle>,
}

/// Looks at the archive of a plan. Each file is handed to `take` when it has been read; `take` tells whether to go on.
///
/// # Errors
/// As a run would fail: when the roots do not fit the index, none can be read, or a rule cannot be followed.
pub fn survey(plan: &Plan, take: &mut dyn FnMut(Look) -> bool) -> Result<Survey, IndexError> {
    let roots = decide_roots(&plan.roots, &manifest::remembered_roots(&plan.dir))?;
    let rules = Rulebook::of(&roots)?;
    let known = known(plan)?;
    let (walks, unread_roots) = walk_all(&roots, &plan.dir, &rules)?;
    let read = walks.iter().filter_map(|(root, walk)| Some((root, walk.as_ref()?)));
    let idle = read.flat_map(|(root, walk)| rules.idle(root, walk)).collect();
    let compared = known.is_some();
    let ledger = known.unwrap_or_default();
    let mut surveyor = Surveyor {
        rules: &rules,
        known: ledger.files().map(|(root, file)| ((root.root.as_str(), file.path.as_str()), file)).collect(),
        repeated: ledger.repeated(),
        compared,
        take,
    };
    let goes_on = walks.iter().all(|(root, walk)| walk.as_ref().is_none_or(|walk| surveyor.root(root, walk)));
    if goes_on {
        let roots: HashSet<&str> = roots.iter().map(String::as_str).collect();
        surveyor.dropped(&roots);
    }
    Ok(Survey { compared, unread_roots, idle })
}

/// What the index knows; none where there is no index, or none that a run would keep.
fn known(plan: &Plan) -> Result<Option<Ledger>, IndexError> {
    if plan.rebuild {
        return Ok(None);
    }
    match LocalIndex::open(&plan.dir) {
        Ok(index) => index.ledger().map(Some),
        Err(IndexError::Missing(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

struct Surveyor<'a> {
    rules: &'a Rulebook,
    known: ByPath<'a>,
    repeated: Repeated,
    compared: bool,
    take: &'a mut dyn FnMut(Look) -> bool,
}

impl Surveyor<'_> {
    /// Looks at what lies below a root; false when nobody wants to see more.
    fn root(&mut self, root: &str, walk: &Walk) -> bool {
        for file in &walk.files {
            let old = self.known.get(&(root, file.below.as_str())).copied();
            let guide = self.rules.guide(root, &file.below);
            let is_current = old.is_some_and(|old| old.is_current(file.stamp, guide.hash()));
            let (mut look, contents) = look_at(file, &guide, &self.repeated);
            root.clone_into(&mut look.root);
            look.state = self.compared.then(|| state(old, is_current, &contents, &look.faults));
            if !(self.take)(look) {
                return false;
            }
        }
        walk.faults.iter().all(|(path, fault)| self.fault(root, path, fault))
            && (!walk.whole || self.missing(root, walk))
    }

    fn fault(&mut self, root: &str, path: &str, fault: &Fault) -> bool {
        let old = self.known.get(&(root, path)).copied();
        let state = match old {
            None => State::New,
            Some(old) if old.records.is_empty() => State::Unchanged,
            Some(_) => State::Gone,
        };
        let (state, faults) = (self.compared.then_some(state), vec![fault.clone()]);
        (self.take)(Look { root: root.to_owned(), path: path.to_owned(), state, faults, ..Look::default() })
    }

    fn missing(&mut self, root: &str, walk: &Walk) -> bool {
        let files = walk.files.iter().map(|file| file.below.as_str());
        let found: HashSet<&str> = files.chain(walk.faults.iter().map(|(path, _)| path.as_str())).collect();
        let is_missing = |(name, path): &(&str, &str)| *name == root && !found.contains(path);
        let missing: Vec<(&str, &str)> = self.known.keys().filter(|key| is_missing(key)).copied().collect();
        missing.into_iter().all(|key| self.gone(key))
    }

    /// What lies below roots that would be roots no longer.
    fn dropped(&mut self, roots: &HashSet<&str>) -> bool {
        let dropped: Vec<_> = self.known.keys().filter(|(root, _)| !roots.contains(root)).copied().collect();
        dropped.into_iter().all(|key| self.gone(key))
    }

    fn gone(&mut self, (root, path): (&str, &str)) -> bool {
        let state = Some(State::Gone);
        (self.take)(Look { root: root.to_owned(), path: path.to_owned(), state, ..Look::default() })
    }
}

fn state(old: Option<&FileEntry>, is_current: bool, contents: &[u64], faults: &[Fault]) -> State {
    let is_unread = contents.is_empty() && faults.iter().any(|fault| fault.reason == Reason::Unreadable);
    match old {
        None => State::New,
        // What was read before would be kept.
        Some(_) if is_current || is_unread => State::Unchanged,
        Some(old)
            if old.faults == faults && old.records.iter().map(|record| record.content).eq(contents.iter().copied()) =>
        {
            State::Unchanged
        }
        Some(_) => State::Changed,
    }
}

/// Reads a file: what it holds, and the hashes of its articles.
fn look_at(file: &FoundFile, guide: &Guide, repeated: &Repeated) -> (Look, Vec<u64>) {
    let format = format_of(&file.path).ok();
    let mut look = Look { path: file.below.clone(), format, ..Look::default() };
    let mut contents = Vec::new();
    read_file((&file.path, &file.below), guide, &Arc::default(), &mut |seen| {
        let content = seen.as_ref().map_or(0, |seen| seen.content);
        match seen.and_then(|seen| article_of(seen, file, guide, repeated)) {
            Ok(article) => {
                contents.push(content);
                look.add(&article);
            }
            Err(fault) => look.faults.push(fault),
        }
    });
    (look, contents)
}

fn format_of(path: &Path) -> io::Result<Format> {
    let input = open(path, &Arc::default())?;
    recognise(path, input.head()).map_err(|fault| io::Error::other(fault.detail))
}

fn article_of(seen: Seen, file: &FoundFile, guide: &Guide, repeated: &Repeated) -> Result<Article, Fault> {
    let draft = draft_of(seen.matter, guide.clone())?;
    let among = |edges: &crate::corpus::Edges| repeated.among(edges.source, &edges.lines);
    Ok(finish(ArticleId(seen.own_id), file.below.clone(), draft, among).0)
}

impl Look {
    fn add(&mut self, article: &Article) {
        let meta = &article.meta;
        self.articles += 1;
        let junk = article.blocks.iter().filter(|block| block.zone == Zone::Boilerplate);
        self.boilerplate += junk.map(|block| block.span.of(&article.text).lines().count() as u64).sum::<u64>();
        self.without.headline += u64::from(article.headline().is_none());
        self.without.published += u64::from(meta.published.is_none());
        self.without.source += u64::from(meta.source.is_empty());
        *self.sources.entry(meta.source.clone()).or_default() += 1;
        self.first.get_or_insert_with(|| First {
            headline: article.headline().map(ToOwned::to_owned),
            source: meta.source.clone(),
            published: meta.published,
            language: meta.language.clone(),
        });
    }
}
