//! How often each leaf of a query occurs in each document: all of them, since totals are exact.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use tantivy::{DocId, TERMINATED};

use super::atoms::{Marked, marks};
use super::error::IndexError;
use super::positions::SegmentPositions;
use super::segment::Segment;
use crate::article::Part;
use crate::query::algebra::intervals;
use crate::query::{Atom, Parts, Pattern, Query, Spans, What};

/// How often a leaf occurs in a document: in its headline, and elsewhere.
#[derive(Debug, Clone, Copy)]
pub struct Tally {
    pub doc: DocId,
    pub headline: u32,
    pub body: u32,
}

/// How often each leaf occurs in each document, by segment. What takes long is worth a thread a segment; most queries are answered
/// before a thread has begun.
pub fn each_segment(segments: &[Segment<'_>], query: &Query) -> Result<Vec<Vec<Vec<Tally>>>, IndexError> {
    if segments.len() < 2 || !takes_long(segments, query)? {
        return segments.iter().map(|segment| tallies(segment, query)).collect();
    }
    let threads = thread::available_parallelism().map_or(1, usize::from).min(segments.len());
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some(segment) = segments.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push((segment.number, tallies(segment, query)?));
        }
        Ok(done)
    };
    let mut all = Vec::with_capacity(segments.len());
    let done: Vec<Result<Vec<_>, IndexError>> = thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let lost = || Err(IndexError::Damaged("a thread of the search was lost".into()));
        running.into_iter().map(|thread| thread.join().unwrap_or_else(|_| lost())).collect()
    });
    for part in done {
        all.append(&mut part?);
    }
    all.sort_unstable_by_key(|(number, _)| *number);
    Ok(all.into_iter().map(|(_, tallies)| tallies).collect())
}

/// Whether a query walks the dictionary, or postings for longer than it takes to begin a thread.
fn takes_long(segments: &[Segment<'_>], query: &Query) -> Result<bool, IndexError> {
    /// Postings that are read in about a millisecond; a thread begins in a tenth of that.
    const MANY: u64 = 50_000;
    if query.atoms.iter().flat_map(Atom::words).any(Pattern::walks_dictionary) {
        return Ok(true);
    }
    let mut postings = 0;
    for atom in &query.atoms {
        for (segment, part) in segments.iter().flat_map(|segment| Part::ALL.map(|part| (segment, part))) {
            for word in atom.words().iter().filter(|_| atom.parts.has(part)) {
                let terms = segment.terms(segment.fields.of_part(part), word)?;
                postings += terms.iter().map(|term| u64::from(term.doc_freq)).sum::<u64>();
            }
        }
        match &atom.what {
            What::Words(_) => {}
            // Their terms are looked for in the dictionary.
            What::Figure(_) | What::Speaker(_) => return Ok(true),
            What::Name(bearer) => {
                for segment in segments {
                    let terms = marks(segment, bearer)?.into_iter().flat_map(|(_, terms)| terms);
                    postings += terms.map(|term| u64::from(term.doc_freq)).sum::<u64>();
                }
            }
        }
        if postings > MANY {
            return Ok(true);
        }
    }
    Ok(false)
}

/// How often each leaf occurs in each document of a segment.
fn tallies(segment: &Segment<'_>, query: &Query) -> Result<Vec<Vec<Tally>>, IndexError> {
    let tally = |leaf: &Spans| match leaf {
        Spans::Atom(atom) => tally_atom(segment, &query.atoms[*atom]),
        Spans::Any(list) if list.iter().all(|spans| matches!(spans, Spans::Atom(_))) => {
            // The ways of writing one word: none stands inside another, so their numbers add up.
            let ways = leaf.atoms().into_iter().map(|atom| tally_atom(segment, &query.atoms[atom]));
            Ok(merged(ways.collect::<Result<Vec<_>, _>>()?.concat()))
        }
        spans => tally_spans(segment, spans, query),
    };
    query.leaves.iter().map(tally).collect()
}

pub fn tally_atom(segment: &Segment<'_>, atom: &Atom) -> Result<Vec<Tally>, IndexError> {
    match &atom.what {
        What::Words(words) => tally_words(segment, words, atom.parts),
        What::Name(_) | What::Figure(_) | What::Speaker(_) => tally_marked(segment, atom),
    }
}

fn tally_marked(segment: &Segment<'_>, atom: &Atom) -> Result<Vec<Tally>, IndexError> {
    let mut marked = Marked::open(segment, atom)?;
    let mut tallies = Vec::new();
    let mut doc = marked.seek(0);
    while doc != TERMINATED {
        if segment.is_alive(doc) {
            let (headline, body) = marked.count(doc);
            tallies.extend((headline + body > 0).then_some(Tally { doc, headline, body }));
        }
        doc = marked.seek(doc + 1);
    }
    Ok(tallies)
}

fn tally_words(segment: &Segment<'_>, words: &[Pattern], parts: Parts) -> Result<Vec<Tally>, IndexError> {
    let mut tallies = Vec::new();
    for part in Part::ALL.into_iter().filter(|part| parts.has(*part)) {
        let field = segment.fields.of_part(part);
        let mut take = |doc: DocId, count: u32| {
            let (headline, body) = if part == Part::Headline { (count, 0) } else { (0, count) };
            tallies.push(Tally { doc, headline, body });
        };
        match words {
            [word] => segment.count_word(field, word, &mut take)?,
            words => segment.count_phrase(field, words, &mut take)?,
        }
    }
    Ok(merged(tallies))
}

/// Counts the intervals of a leaf in every live document that holds what the leaf cannot do without.
fn tally_spans(segment: &Segment<'_>, spans: &Spans, query: &Query) -> Result<Vec<Tally>, IndexError> {
    let mut atoms = Vec::new();
    let spans = &apart(spans, &query.atoms, &mut atoms);
    let mut positions = SegmentPositions::open(segment, &atoms, [spans])?;
    let mut tallies = Vec::new();
    let mut doc = positions.seek(spans, 0);
    while doc != TERMINATED {
        if segment.is_alive(doc) {
            positions.go_to(doc);
            let found = intervals::<()>(spans, &mut positions);
            if !found.is_empty() {
                let headline_words = positions.headline_words();
                let headline = found.partition_point(|interval| interval.start < headline_words) as u32;
                tallies.push(Tally { doc, headline, body: found.len() as u32 - headline });
            }
        }
        doc = positions.seek(spans, doc + 1);
    }
    Ok(tallies)
}

/// `spans` with a number of its own for every place of an atom, and these atoms.
fn apart(spans: &Spans, known: &[Atom], atoms: &mut Vec<Atom>) -> Spans {
    let mut inside = |spans: &Spans| Box::new(apart(spans, known, atoms));
    match spans {
        Spans::Atom(atom) => {
            atoms.push(known[*atom].clone());
            Spans::Atom(atoms.len() - 1)
        }
        Spans::Any(list) => Spans::Any(list.iter().map(|spans| apart(spans, known, atoms)).collect()),
        Spans::Near(left, near, right) => Spans::Near(inside(left), *near, inside(right)),
        Spans::Alone(left, near, right) => Spans::Alone(inside(left), *near, inside(right)),
        Spans::AtLeast(count, inner) => Spans::AtLeast(*count, inside(inner)),
        Spans::Lead(inner) => Spans::Lead(inside(inner)),
        Spans::Quote(inner) => Spans::Quote(inside(inner)),
        Spans::Within(inner, outer) => Spans::Within(inside(inner), inside(outer)),
    }
}

/// One entry a document: the terms and parts of a leaf come one behind the other.
fn merged(mut tallies: Vec<Tally>) -> Vec<Tally> {
    if !tallies.is_sorted_by(|one, next| one.doc < next.doc) {
        // Runs of ascending documents, which a stable sort merges.
        tallies.sort_by_key(|tally| tally.doc);
        tallies.dedup_by(|next, kept| {
            let same = next.doc == kept.doc;
            if same {
                kept.headline += next.headline;
                kept.body += next.body;
            }
            same
        });
    }
    tallies
}
