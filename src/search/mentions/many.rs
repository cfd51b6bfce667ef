//! Mentions of many names at once: each article is read once for all of them, not once for each. The answers are those that
//! [`super::mentions`] gives for each name by itself.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::forms::Forms;
use super::judge::{Judge, Page};
use super::{Mention, Request, Summary, candidates, count, given, searched};
use crate::article::Article;
use crate::backend::{Backend, BackendError, Place, Wanted};
use crate::query::Query;
use crate::query::phrases::{Found, Phrases};
use crate::text::axis::Axis;

/// What one name has in one article, as `render` wrote it.
#[derive(Debug)]
pub struct Piece {
    /// The number of the name.
    pub name: usize,
    /// What `render` gave: nothing for a name that has no mention to be given here.
    pub written: Vec<u8>,
    /// The number of mentions given.
    pub mentions: u64,
}

/// Articles that a thread is handed at once.
const HANDFUL: usize = 64;

/// Writes the mentions of one article, given the number of the name.
pub type Write<'a> = dyn Fn(usize, &Article, &[Mention]) -> Vec<u8> + Sync + 'a;

/// Hands the mentions of many names to `take`, article by article in the order asked for; the summaries come name by name.
///
/// # Errors
/// When the backend fails, or `take` does.
pub fn mentions_of_many<E: From<BackendError>>(
    backend: &(dyn Backend + Sync),
    (names, request): (&[Forms], &Request),
    write: &Write<'_>,
    mut take: impl FnMut(&Article, Piece) -> Result<(), E>,
) -> Result<Vec<Summary>, E> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let unsearched = backend.coverage().unsearched;
    let searched = searched(backend, request)?;
    let blank = Summary { searched, unsearched, ..Summary::default() };
    let mut tallies: Vec<Tally> =
        names.iter().map(|_| Tally { summary: blank.clone(), written: BTreeMap::new() }).collect();
    let places = places(backend, names, request)?;
    let desk = Desk::new(names, request, write);
    for round in places.chunks(HANDFUL * threads) {
        let handfuls: Vec<Result<Vec<Read>, BackendError>> = std::thread::scope(|scope| {
            let workers: Vec<_> =
                round.chunks(HANDFUL).map(|handful| scope.spawn(|| desk.read(backend, handful))).collect();
            workers
                .into_iter()
                .map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
                .collect()
        });
        for handful in handfuls {
            for read in handful? {
                for (piece, tally) in read.pieces {
                    tallies[piece.name].add(tally);
                    take(&read.article, piece)?;
                }
            }
        }
    }
    Ok(tallies.into_iter().map(Tally::summed_up).collect())
}

/// What is counted for one name.
#[derive(Debug, Default)]
struct Tally {
    summary: Summary,
    written: BTreeMap<String, u64>,
}

impl Tally {
    fn add(&mut self, more: Self) {
        let (all, one) = (&mut self.summary, more.summary);
        all.mentions += one.mentions;
        all.articles += one.articles;
        all.boilerplate += one.boilerplate;
        all.others += one.others;
        for (all, one) in all.certainties.iter_mut().zip(one.certainties) {
            *all += one;
        }
        for (form, count) in more.written {
            *self.written.entry(form).or_default() += count;
        }
    }

    fn summed_up(mut self) -> Summary {
        self.summary.forms = super::most_frequent(self.written);
        self.summary
    }
}

/// Articles that are read in the time in which one name is looked for in the index: measured on both archives of `docs/names.md`.
const READ_MEANWHILE: u64 = 12;

/// The articles to be read, in the order asked for: those in which a form of any name stands, or all where reading them is quicker
/// than looking for the names.
fn places(backend: &dyn Backend, names: &[Forms], request: &Request) -> Result<Vec<Place>, BackendError> {
    let wanted = Wanted { depth: usize::MAX, order: request.order };
    let all = backend.find(&Query::everything().and(request.clauses.clone()), wanted)?;
    let all = all.best.into_iter().map(|candidate| candidate.place);
    if names.len() as u64 * READ_MEANWHILE >= backend.coverage().articles {
        return Ok(all.collect());
    }
    let mut found = HashSet::new();
    for forms in names {
        found.extend(candidates(backend, forms, request)?.into_iter().map(|candidate| candidate.place));
    }
    Ok(all.filter(|place| found.contains(place)).collect())
}

/// An article that was read, with what the names have in it.
struct Read {
    article: Article,
    pieces: Vec<(Piece, Tally)>,
}

/// What is needed to read articles for many names.
struct Desk<'a> {
    judges: Vec<Judge<'a>>,
    phrases: Phrases,
    /// For each phrase the names that look for it, and the number of the form there.
    askers: Vec<Vec<(usize, usize)>>,
    request: &'a Request,
    write: &'a Write<'a>,
}

impl<'a> Desk<'a> {
    fn new(names: &'a [Forms], request: &'a Request, write: &'a Write<'a>) -> Self {
        let judges: Vec<Judge<'a>> = names.iter().map(Judge::new).collect();
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        let mut askers: Vec<Vec<(usize, usize)>> = Vec::new();
        let mut phrases = Vec::new();
        for (name, judge) in judges.iter().enumerate() {
            for (form, sought) in judge.sought.iter().enumerate() {
                let number = *numbers.entry(&sought.folded).or_insert_with(|| {
                    phrases.push(sought.folded.as_str());
                    askers.push(Vec::new());
                    phrases.len() - 1
                });
                askers[number].push((name, form));
            }
        }
        Self { phrases: Phrases::new(phrases), judges, askers, request, write }
    }

    fn read(&self, backend: &dyn Backend, places: &[Place]) -> Result<Vec<Read>, BackendError> {
        places.iter().map(|place| Ok(self.article(backend.article(*place)?))).collect()
    }

    fn article(&self, article: Article) -> Read {
        let axis = Axis::of(&article);
        let by_name = self.by_name(&axis);
        let page = Page::new(&article, &axis);
        let mut pieces = Vec::new();
        for (name, found) in by_name {
            let judge = &self.judges[name];
            let judged = judge.judge(&page, &found);
            if judged.list.is_empty() && judged.others == 0 {
                continue;
            }
            let mut tally = Tally::default();
            count(&mut tally.summary, &article, &judged, self.request);
            let list = given(&article, &axis, &judged, self.request);
            super::count_written(&article, &list, &mut tally.written);
            let written = if list.is_empty() { Vec::new() } else { (self.write)(name, &article, &list) };
            pieces.push((Piece { name, written, mentions: list.len() as u64 }, tally));
        }
        Read { article, pieces }
    }

    /// The places of each name of which a form stands in the article that tells by itself.
    fn by_name(&self, axis: &Axis) -> BTreeMap<usize, Vec<Found>> {
        let mut by_name: BTreeMap<usize, (bool, Vec<Found>)> = BTreeMap::new();
        for place in self.phrases.places(axis) {
            for (name, form) in &self.askers[place.phrase] {
                let entry = by_name.entry(*name).or_default();
                entry.0 |= self.judges[*name].sought[*form].alone;
                entry.1.push(Found { phrase: *form, ..place });
            }
        }
        by_name.into_iter().filter(|(_, (tells, _))| *tells).map(|(name, (_, places))| (name, places)).collect()
    }
}
