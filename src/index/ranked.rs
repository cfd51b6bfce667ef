//! The best of all matches, in an order that does not depend on how segments fell: by score or day, ties by the id that is shown.

use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};

use super::error::IndexError;
use super::schema::column;
use crate::backend::{Candidate, Order, Place};

/// The first `depth` of the matches of every segment.
pub fn first(
    readers: &[SegmentReader],
    matches: &[Vec<(DocId, f64)>],
    depth: usize,
    order: Order,
) -> Result<Vec<Candidate>, IndexError> {
    let mut all = Vec::with_capacity(matches.iter().map(Vec::len).sum());
    for (number, (reader, matches)) in (0..).zip(readers.iter().zip(matches)) {
        let rank = Ranks::open(reader, order)?;
        all.extend(
            matches
                .iter()
                .map(|(doc, score)| (rank.of(*doc, *score), Candidate { place: Place(number, *doc), score: *score })),
        );
    }
    let by_rank = |one: &Ranked, other: &Ranked| other.0.total_cmp(&one.0);
    if depth < all.len() && depth > 0 {
        let (_, last, _) = all.select_nth_unstable_by(depth - 1, by_rank);
        let lowest = last.0;
        all.retain(|ranked| ranked.0 >= lowest);
    }
    all.sort_unstable_by(by_rank);
    let ids = Ids::open(readers)?;
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
enum Ranks {
    Score,
    Day(Column<u64>, f64),
}

impl Ranks {
    fn open(reader: &SegmentReader, order: Order) -> Result<Self, IndexError> {
        let sign = match order {
            Order::Relevance => return Ok(Self::Score),
            Order::Newest => 1.0,
            Order::Oldest => -1.0,
        };
        Ok(Self::Day(reader.fast_fields().u64(column::PUBLISHED)?, sign))
    }

    fn of(&self, doc: DocId, score: f64) -> f64 {
        match self {
            Self::Score => score,
            Self::Day(days, sign) => days.first(doc).map_or(f64::NEG_INFINITY, |day| sign * day as f64),
        }
    }
}

struct Ids(Vec<Option<StrColumn>>);

impl Ids {
    fn open(readers: &[SegmentReader]) -> Result<Self, IndexError> {
        let columns = readers.iter().map(|reader| reader.fast_fields().str(column::ID));
        Ok(Self(columns.collect::<Result<_, _>>()?))
    }

    fn ordinal(&self, place: Place) -> Option<u64> {
        self.0[place.0 as usize].as_ref()?.ords().first(place.1)
    }

    fn id(&self, place: Place) -> Result<String, IndexError> {
        let mut id = String::new();
        if let (Some(column), Some(ordinal)) = (&self.0[place.0 as usize], self.ordinal(place)) {
            column.ord_to_str(ordinal, &mut id)?;
        }
        Ok(id)
    }

    /// Puts the first `wanted` of equals in the order of their ids. Within a segment ids have ordinals, so that only those that can be
    /// among the first are looked up.
    fn order(&self, ties: &mut [Ranked], wanted: usize) -> Result<(), IndexError> {
        if ties.len() < 2 {
            return Ok(());
        }
        ties.sort_unstable_by_key(|(_, tie)| (tie.place.0, self.ordinal(tie.place)));
        let mut first = Vec::new();
        for segment in ties.chunk_by(|(_, one), (_, next)| one.place.0 == next.place.0) {
            for tie in segment.iter().take(wanted) {
                first.push((self.id(tie.1.place)?, *tie));
            }
        }
        first.sort_by(|one, other| one.0.cmp(&other.0));
        first.truncate(wanted);
        for (slot, (_, tie)) in ties.iter_mut().zip(first) {
            *slot = tie;
        }
        Ok(())
    }
}
