//! The span algebra: minimal-interval semantics (Clarke, Cormack, Burkowski 1995; Lucene's intervals are the model).
//!
//! Every operator takes lists of intervals on the axis of one article and yields one. A list is minimal: in order, and no interval
//! contains another, so starts and ends both rise. Positions come through a trait, read from postings or from a tokenised text, so
//! that finding and marking cannot disagree. An interval remembers the atoms it was made of: these are marked, not what lies between.

use super::ast::{Nearness, Reach, Spans};

/// A stretch of the axis in which something was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interval<M> {
    /// Position of its first word.
    pub start: u32,
    /// Position of its last word.
    pub end: u32,
    /// The atoms it was made of.
    pub marks: M,
}

/// What an interval remembers of the atoms it was made of.
pub trait Marks: Clone {
    /// Of one atom.
    fn of(at: u32, words: u32) -> Self;
    /// Of both.
    #[must_use]
    fn and(self, other: &Self) -> Self;
}

/// Where intervals are only counted, nothing is remembered.
impl Marks for () {
    fn of(_: u32, _: u32) -> Self {}
    fn and(self, (): &Self) -> Self {}
}

/// First position and number of words of each atom.
pub type Places = Vec<(u32, u32)>;

impl Marks for Places {
    fn of(at: u32, words: u32) -> Self {
        vec![(at, words)]
    }
    fn and(mut self, other: &Self) -> Self {
        self.extend_from_slice(other);
        self
    }
}

/// Where things stand in one article.
pub trait Positions {
    /// Calls `take` with the places of an atom, in order, so many at a time as are of one length: the positions of their first words,
    /// and the number of words of each.
    fn atom(&mut self, atom: usize, take: &mut dyn FnMut(&[u32], u32));
    /// The positions at which sentences or paragraphs begin, in order.
    fn borders(&mut self, reach: Reach) -> Vec<u32>;
    /// The first position behind the lead.
    fn lead_end(&mut self) -> u32;
    /// The direct quotations, in order and apart: positions of the first and the last word.
    fn quotations(&mut self) -> Vec<(u32, u32)>;
}

/// The intervals of `spans` in one article: minimal, in order.
pub fn intervals<M: Marks>(spans: &Spans, positions: &mut dyn Positions) -> Vec<Interval<M>> {
    match spans {
        Spans::Atom(atom) => {
            let mut list = Vec::new();
            positions.atom(*atom, &mut |starts, words| {
                list.extend(starts.iter().map(|at| Interval {
                    start: *at,
                    end: at + words - 1,
                    marks: M::of(*at, words),
                }));
            });
            list
        }
        Spans::Any(list) => minimal(list.iter().flat_map(|spans| intervals(spans, positions)).collect()),
        Spans::Near(left, near, right) => {
            let left = intervals(left, positions);
            let right = if left.is_empty() { Vec::new() } else { intervals(right, positions) };
            if right.is_empty() {
                return Vec::new();
            }
            let borders = borders(*near, positions);
            pairs(&left, &right, *near, &borders)
        }
        Spans::Alone(left, near, right) => {
            let (mut left, right) = (intervals(left, positions), intervals::<()>(right, positions));
            if right.is_empty() {
                return left;
            }
            let borders = borders(*near, positions);
            left.retain(|one| !has_near(one, &right, *near, &borders));
            left
        }
        Spans::AtLeast(count, inner) => {
            Some(intervals(inner, positions)).filter(|list| list.len() >= *count).unwrap_or_default()
        }
        Spans::Lead(inner) => {
            let end = positions.lead_end();
            let mut list: Vec<Interval<M>> = intervals(inner, positions);
            list.retain(|interval| interval.end < end);
            list
        }
        Spans::Within(inner, outer) => {
            let mut list: Vec<Interval<M>> = intervals(inner, positions);
            let outer = if list.is_empty() { Vec::new() } else { intervals::<()>(outer, positions) };
            list.retain(|interval| {
                let next = outer.partition_point(|one| one.start <= interval.start);
                next > 0 && interval.end <= outer[next - 1].end
            });
            list
        }
        Spans::Quote(inner) => {
            let quotations = positions.quotations();
            let mut list: Vec<Interval<M>> = intervals(inner, positions);
            list.retain(|interval| {
                let next = quotations.partition_point(|(first, _)| *first <= interval.start);
                next > 0 && interval.end <= quotations[next - 1].1
            });
            list
        }
    }
}

fn borders(near: Nearness, positions: &mut dyn Positions) -> Vec<u32> {
    if matches!(near.reach, Reach::Words(_)) { Vec::new() } else { positions.borders(near.reach) }
}

/// Whether any of `others` is near `one`. Places that overlap are not two places for a near; but where nearness is asked to be absent,
/// what is inside is as near as can be. Of those apart, the nearest on each side tells.
fn has_near<M>(one: &Interval<M>, others: &[Interval<()>], near: Nearness, borders: &[u32]) -> bool {
    let overlapping = others.partition_point(|other| other.end < one.start);
    let behind = others.partition_point(|other| other.start <= one.end);
    let overlap = others[overlapping..behind].last().is_some_and(|last| !near.ordered || one.start <= last.start);
    let after = others.get(behind).is_some_and(|after| reaches(one, after, near.reach, borders));
    let before = || others[..overlapping].last().is_some_and(|before| reaches(before, one, near.reach, borders));
    overlap || after || (!near.ordered && before())
}

/// Whether `second`, which begins behind `first`, is within reach of it.
fn reaches<M, N>(first: &Interval<M>, second: &Interval<N>, reach: Reach, borders: &[u32]) -> bool {
    match reach {
        Reach::Words(words) => second.start - first.end <= words,
        // No border in between or inside: the number of borders up to the first and the last word is the same.
        Reach::Sentence | Reach::Paragraph => {
            let before = |position: u32| borders.partition_point(|border| *border <= position);
            before(first.start) == before(second.end)
        }
    }
}

/// The minimal intervals that hold one of each side, apart and near. For each interval the nearest one of the other side behind it is
/// enough: whatever lies further gives an interval that contains that one.
fn pairs<M: Marks>(left: &[Interval<M>], right: &[Interval<M>], near: Nearness, borders: &[u32]) -> Vec<Interval<M>> {
    let mut found = Vec::new();
    let mut take = |firsts: &[Interval<M>], seconds: &[Interval<M>]| {
        let mut next = 0;
        for first in firsts {
            next += seconds[next..].iter().take_while(|second| second.start <= first.end).count();
            let second = seconds.get(next).filter(|second| reaches(first, second, near.reach, borders));
            found.extend(second.map(|second| joined(first, second)));
        }
    };
    take(left, right);
    if !near.ordered {
        take(right, left);
    }
    minimal(found)
}

fn joined<M: Marks>(first: &Interval<M>, second: &Interval<M>) -> Interval<M> {
    Interval { start: first.start, end: second.end, marks: first.marks.clone().and(&second.marks) }
}

/// Puts a list in order and drops every interval that contains another. Of equal ones all marks are kept.
fn minimal<M: Marks>(mut list: Vec<Interval<M>>) -> Vec<Interval<M>> {
    list.sort_by_key(|interval| (interval.end, std::cmp::Reverse(interval.start)));
    let mut kept: Vec<Interval<M>> = Vec::with_capacity(list.len());
    for interval in list {
        match kept.last_mut() {
            Some(inner) if interval.start == inner.start && interval.end == inner.end => {
                inner.marks = inner.marks.clone().and(&interval.marks);
            }
            Some(inner) if interval.start <= inner.start => {}
            _ => kept.push(interval),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Atoms of a few words each, sentences, paragraphs and quotations, made up.
    #[derive(Debug, Clone)]
    struct Made {
        atoms: Vec<Vec<(u32, u32)>>,
        sentences: Vec<u32>,
        paragraphs: Vec<u32>,
        quotations: Vec<(u32, u32)>,
    }

    impl Positions for Made {
        fn atom(&mut self, atom: usize, take: &mut dyn FnMut(&[u32], u32)) {
            self.atoms[atom].iter().for_each(|(at, words)| take(&[*at], *words));
        }
        fn borders(&mut self, reach: Reach) -> Vec<u32> {
            if reach == Reach::Paragraph { self.paragraphs.clone() } else { self.sentences.clone() }
        }
        fn lead_end(&mut self) -> u32 {
            self.paragraphs.get(1).copied().unwrap_or(u32::MAX)
        }
        fn quotations(&mut self) -> Vec<(u32, u32)> {
            self.quotations.clone()
        }
    }

    fn nearness() -> impl Strategy<Value = Nearness> + Clone {
        let reach = prop_oneof![(1_u32..6).prop_map(Reach::Words), Just(Reach::Sentence), Just(Reach::Paragraph)];
        (reach, any::<bool>()).prop_map(|(reach, ordered)| Nearness { reach, ordered })
    }

    fn spans() -> impl Strategy<Value = Spans> {
        let leaf = (0_usize..4).prop_map(Spans::Atom);
        leaf.prop_recursive(3, 12, 3, |inner| {
            let both = (inner.clone(), nearness(), inner.clone());
            prop_oneof![
                both.clone().prop_map(|(left, near, right)| Spans::Near(Box::new(left), near, Box::new(right))),
                both.prop_map(|(left, near, right)| Spans::Alone(Box::new(left), near, Box::new(right))),
                prop::collection::vec(inner.clone(), 1..3).prop_map(Spans::Any),
                (1_usize..4, inner.clone()).prop_map(|(count, inner)| Spans::AtLeast(count, Box::new(inner))),
                inner.clone().prop_map(|inner| Spans::Lead(Box::new(inner))),
                inner.prop_map(|inner| Spans::Quote(Box::new(inner))),
            ]
        })
    }

    /// A text of up to 30 words, at each of which one of four atoms begins or none; the places of an atom are apart, as those of names are.
    fn made() -> impl Strategy<Value = Made> {
        let word = (0_usize..7, 0_u8..10, 0_u8..10);
        prop::collection::vec(word, 1..30).prop_map(|words| {
            let mut made =
                Made { atoms: vec![Vec::new(); 4], sentences: vec![0], paragraphs: vec![0], quotations: Vec::new() };
            for (position, (atom, border, quoted)) in (0_u32..).zip(words) {
                match made.quotations.last_mut().filter(|(_, last)| last + 1 == position) {
                    Some(open) if quoted > 1 => open.1 = position,
                    _ if quoted == 9 => made.quotations.push((position, position)),
                    _ => {}
                }
                if let Some(places) = made.atoms.get_mut(atom)
                    && places.last().is_none_or(|(at, words)| at + words <= position)
                {
                    places.push((position, 1 + (position + u32::from(quoted)) % 3));
                }
                if position > 0 && border < 2 {
                    made.sentences.push(position);
                }
                if position > 0 && border == 0 {
                    made.paragraphs.push(position);
                }
            }
            made
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]
        #[test]
        fn every_mark_lies_in_its_interval(spans in spans(), made in made()) {
            for interval in intervals::<Places>(&spans, &mut made.clone()) {
                prop_assert!(!interval.marks.is_empty());
                for (at, words) in interval.marks {
                    prop_assert!(interval.start <= at && at + words - 1 <= interval.end);
                }
            }
        }
    }
}
