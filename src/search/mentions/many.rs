//! Mentions of many names at once: each article is read once for all of them, not once for each. The answers are those that
//! [`super::mentions`] gives for each name by itself.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use super::desk::{Clerk, Desk};
use super::forms::Forms;
use super::tally::Tallies;
use super::{Mention, Request, Summary, candidates, searched};
use crate::article::Article;
use crate::backend::{Backend, BackendError, Place, Wanted};
use crate::query::Query;

/// What one name has in one article.
#[derive(Debug)]
pub struct Piece<'a> {
    /// The number of the name.
    pub name: usize,
    /// What [`Write`] wrote: nothing where nothing is to be written.
    pub written: &'a [u8],
    /// The number of mentions given.
    pub mentions: u64,
}

/// Writes the mentions of one article behind what is written already, given the number of the name.
pub type Write<'a> = dyn Fn(usize, &Article, &[Mention], &mut Vec<u8>) + Sync + 'a;

/// Articles that a thread reads before it hands on what it found.
const HANDFUL: usize = 64;
/// Handfuls that a thread may be ahead of who takes them: enough to bridge one that takes long.
const AHEAD: usize = 4;

/// Hands the mentions of many names to `take`, article by article in the order asked for; the summaries come name by name. Without
/// `write` mentions are counted only.
///
/// # Errors
/// When the backend fails, or `take` does.
pub fn mentions_of_many<E: From<BackendError>>(
    backend: &(dyn Backend + Sync),
    (names, request): (&[Forms], &Request),
    write: Option<&Write<'_>>,
    take: impl FnMut(&Article, Piece<'_>) -> Result<(), E>,
) -> Result<Vec<Summary>, E> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let unsearched = backend.coverage().unsearched;
    let blank = Summary { searched: searched(backend, request)?, unsearched, ..Summary::default() };
    let places = places(backend, names, request)?;
    let desk = Desk::new(names, request, write);
    let handfuls: Vec<&[Place]> = places.chunks(HANDFUL).collect();
    let mut tallies = Tallies::new(names.len());
    std::thread::scope(|scope| {
        let (mut workers, mut lanes) = (Vec::new(), Vec::new());
        for first in 0..threads {
            let (give, lane) = sync_channel(AHEAD);
            let own = handfuls.iter().copied().skip(first).step_by(threads);
            let desk = &desk;
            workers.push(scope.spawn(move || work(desk, backend, own, &give)));
            lanes.push(lane);
        }
        let taken = take_all(&lanes, handfuls.len(), take);
        // Who is no longer listened to stops, so that an error ends the whole.
        drop(lanes);
        for worker in workers {
            tallies.add(worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        taken
    })?;
    Ok(tallies.summed_up(&blank))
}

/// What was found in a handful of articles.
type Handful = Result<Vec<Sheaf>, BackendError>;

/// What was found in one article.
pub(super) struct Sheaf {
    pub article: Article,
    pub written: Vec<u8>,
    /// The name, which bytes are its own, and the mentions given.
    pub pieces: Vec<(usize, Range<usize>, u64)>,
}

/// Reads handfuls until they end or nobody wants them any more, and gives what was counted.
fn work<'a>(
    desk: &Desk<'_>,
    backend: &dyn Backend,
    handfuls: impl Iterator<Item = &'a [Place]>,
    give: &SyncSender<Handful>,
) -> Tallies {
    let mut clerk = Clerk::new(desk);
    for places in handfuls {
        let read = places.iter().map(|place| Ok(clerk.read(backend.article(*place)?))).collect();
        if give.send(read).is_err() {
            break;
        }
    }
    clerk.tallies
}

/// Takes the handfuls in their order: each thread gives every so manieth.
fn take_all<E: From<BackendError>>(
    lanes: &[Receiver<Handful>],
    handfuls: usize,
    mut take: impl FnMut(&Article, Piece<'_>) -> Result<(), E>,
) -> Result<(), E> {
    for lane in lanes.iter().cycle().take(handfuls) {
        // A thread that gives nothing has panicked, which is seen when it is joined.
        let Ok(handful) = lane.recv() else { break };
        for sheaf in handful? {
            for (name, range, mentions) in sheaf.pieces {
                take(&sheaf.article, Piece { name, written: &sheaf.written[range], mentions })?;
            }
        }
    }
    Ok(())
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
