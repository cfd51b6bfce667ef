//! The best of all matches, in an order that does not depend on how segments fell: by score or day, ties by the id that is shown.

use tantivy::DocId;
use tantivy::columnar::Column;

use super::error::IndexError;
use super::segment::Segment;
use crate::backend::{Candidate, Order, Place};

/// The first `depth` of the matches of every segment.
pub fn first(
    segments: &[Segment<'_>],
    matches: &[Vec<(DocId, f64)>],
    depth: usize,
    order: Order,
) -> Result<Vec<Candidate>, IndexError> {
    let mut all = Vec::with_capacity(matches.iter().map(Vec::len).sum());
    for (segment, matches) in segments.iter().zip(matches) {
        let rank = Ranks::open(segment, order)?;
        all.extend(matches.iter().map(|(doc, score)| {
            (rank.of(*doc, *score), Candidate { place: Place(segment.number, *doc), score: *score })
        }));
    }
    let by_rank = |one: &Ranked, other: &Ranked| other.0.total_cmp(&one.0);
    if depth < all.len() && depth > 0 {
        let (_, last, _) = all.select_nth_unstable_by(depth - 1, by_rank);
        let lowest = last.0;
        all.retain(|ranked| ranked.0 >= lowest);
    }
    all.sort_unstable_by(by_rank);
    let ids = Ids(segments);
    let mut start = 0;
    while start < all.len().min(depth) {
        let ties = all[start..].iter().take_while(|ranked| ranked.0.total_cmp(&all[start].0).is_eq()).count();
        ids.order(&mut all[start..start + ties], depth - start)?;
        start += ties;
    }
    all.truncate(depth);
    Ok(all.into_iter().map(|(_, candidate)| candidate).collect())
}

/// A candidate behind what it is ranked by, the highest first.
type Ranked = (f64, Candidate);

/// What the documents of a segment are ranked by.
enum Ranks<'a> {
    Score,
    Nothing,
    Day(&'a Column<u64>, f64),
}

impl<'a> Ranks<'a> {
    fn open(segment: &'a Segment<'_>, order: Order) -> Result<Self, IndexError> {
        let sign = match order {
            Order::Relevance => return Ok(Self::Score),
            Order::Article => return Ok(Self::Nothing),
            Order::Newest => 1.0,
            Order::Oldest => -1.0,
        };
        Ok(Self::Day(segment.published()?, sign))
    }

    fn of(&self, doc: DocId, score: f64) -> f64 {
        match self {
            Self::Score => score,
            Self::Nothing => 0.0,
            Self::Day(days, sign) => days.first(doc).map_or(f64::NEG_INFINITY, |day| sign * day as f64),
        }
    }
}

struct Ids<'a>(&'a [Segment<'a>]);

impl Ids<'_> {
    /// Puts the first `wanted` of equals in the order of their ids. Within a segment ids have ordinals, so that only those that can be
    /// among the first are looked up, and none where all are of one segment.
    fn order(&self, ties: &mut [Ranked], wanted: usize) -> Result<(), IndexError> {
        if ties.len() < 2 {
            return Ok(());
        }
        let mut ordered = Vec::with_capacity(ties.len());
        for tie in &*ties {
            let ordinal = self.0[tie.1.place.0 as usize].ids()?.and_then(|ids| ids.ords().first(tie.1.place.1));
            ordered.push((tie.1.place.0, ordinal, *tie));
        }
        ordered.sort_unstable_by_key(|(segment, ordinal, _)| (*segment, *ordinal));
        if ordered[0].0 != ordered[ordered.len() - 1].0 {
            ordered = self.merged(&ordered, wanted)?;
        }
        ties.iter_mut().zip(ordered).for_each(|(slot, (_, _, tie))| *slot = tie);
        Ok(())
    }

    /// The first `wanted` of equals that come ordered segment by segment.
    fn merged(&self, ordered: &[Ordered], wanted: usize) -> Result<Vec<Ordered>, IndexError> {
        let mut first = Vec::new();
        for segment in ordered.chunk_by(|one, next| one.0 == next.0) {
            let segment = &segment[..segment.len().min(wanted)];
            let ordinals: Vec<u64> = segment.iter().filter_map(|(_, ordinal, _)| *ordinal).collect();
            let mut ids = Vec::with_capacity(ordinals.len());
            if let Some(column) = self.0[segment[0].0 as usize].ids()? {
                column.dictionary().sorted_ords_to_term_cb(&ordinals, |id| ids.push(id.to_vec()))?;
            }
            // Every article has an id.
            ids.resize(segment.len(), Vec::new());
            first.extend(ids.into_iter().zip(segment.iter().copied()));
        }
        first.sort_by(|one, other| one.0.cmp(&other.0));
        Ok(first.into_iter().map(|(_, ordered)| ordered).take(wanted).collect())
    }
}

/// A candidate behind its segment and the ordinal of its id there.
type Ordered = (u32, Option<u64>, Ranked);
