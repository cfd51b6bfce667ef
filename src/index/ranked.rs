//! The best of all matches, in an order that does not depend on how segments fell: by score, ties by the id that is shown.

use tantivy::columnar::StrColumn;
use tantivy::{DocId, SegmentReader};

use super::error::IndexError;
use super::schema::column;
use crate::backend::{Candidate, Place};

/// The `depth` best of the matches of every segment.
pub fn best(
    readers: &[SegmentReader],
    matches: &[Vec<(DocId, f64)>],
    depth: usize,
) -> Result<Vec<Candidate>, IndexError> {
    let in_segment = |(segment, matches): (usize, &Vec<(DocId, f64)>)| {
        let place = move |(doc, score): &(DocId, f64)| Candidate { place: Place(segment as u32, *doc), score: *score };
        matches.iter().map(place).collect::<Vec<_>>()
    };
    let mut all: Vec<Candidate> = matches.iter().enumerate().flat_map(in_segment).collect();
    let by_score = |one: &Candidate, other: &Candidate| other.score.total_cmp(&one.score);
    if depth < all.len() && depth > 0 {
        let (_, last, _) = all.select_nth_unstable_by(depth - 1, by_score);
        let lowest = last.score;
        all.retain(|candidate| candidate.score >= lowest);
    }
    all.sort_unstable_by(by_score);
    let ids = Ids::open(readers)?;
    let mut start = 0;
    while start < all.len().min(depth) {
        let ties =
            all[start..].iter().take_while(|candidate| candidate.score.total_cmp(&all[start].score).is_eq()).count();
        ids.order(&mut all[start..start + ties], depth - start)?;
        start += ties;
    }
    all.truncate(depth);
    Ok(all)
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
    fn order(&self, ties: &mut [Candidate], wanted: usize) -> Result<(), IndexError> {
        if ties.len() < 2 {
            return Ok(());
        }
        ties.sort_unstable_by_key(|tie| (tie.place.0, self.ordinal(tie.place)));
        let mut first = Vec::new();
        for segment in ties.chunk_by(|one, next| one.place.0 == next.place.0) {
            for tie in segment.iter().take(wanted) {
                first.push((self.id(tie.place)?, *tie));
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
