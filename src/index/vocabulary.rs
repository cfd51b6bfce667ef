//! The words of the archive: which of them a pattern means, and which are joined by hyphens. A word that only removed articles held
//! is no word of the archive, whether or not its term is still in a dictionary.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::postings::TermInfo;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, InvertedIndexReader, TERMINATED};

use super::error::IndexError;
use super::segment::Segment;
use super::tape::compound_of;
use crate::article::Part;
use crate::backend::Form;
use crate::query::{Parts, Pattern};
use crate::text::compounds::Compound;

/// The words that `pattern` means in some parts, and how many live articles hold each.
pub fn forms(segments: &[Segment<'_>], pattern: &Pattern, parts: Parts) -> Result<Vec<Form>, IndexError> {
    let mut articles: BTreeMap<String, u64> = BTreeMap::new();
    for segment in segments {
        for (text, docs) in holders(segment, pattern, parts)? {
            *articles.entry(text).or_default() += distinct(docs);
        }
    }
    articles.retain(|_, articles| *articles > 0);
    Ok(articles.into_iter().map(|(text, articles)| Form { text, articles }).collect())
}

fn distinct(mut docs: Vec<DocId>) -> u64 {
    docs.sort_unstable();
    docs.dedup();
    docs.len() as u64
}

/// The live documents of a segment that hold each of the words that `pattern` means.
fn holders(segment: &Segment<'_>, pattern: &Pattern, parts: Parts) -> Result<BTreeMap<String, Vec<DocId>>, IndexError> {
    let mut holders: BTreeMap<String, Vec<DocId>> = BTreeMap::new();
    for part in Part::ALL.into_iter().filter(|part| parts.has(*part)) {
        for (folded, info) in terms(segment, segment.fields.of_part(part), pattern)? {
            let inverted = segment.reader.inverted_index(segment.fields.of_part(part))?;
            let docs = holders.entry(folded).or_default();
            each_live(segment, &inverted, &info, |doc| {
                docs.push(doc);
                true
            })?;
        }
    }
    Ok(holders)
}

fn terms(segment: &Segment<'_>, field: Field, pattern: &Pattern) -> Result<Vec<(String, TermInfo)>, IndexError> {
    let mut list = Vec::new();
    segment.found.finder(pattern).each_term(segment.reader.inverted_index(field)?.terms(), |folded, info| {
        list.push((String::from_utf8_lossy(folded).into_owned(), info.clone()));
    })?;
    Ok(list)
}

/// Calls `take` with the live documents that hold a term, until it says no.
fn each_live(
    segment: &Segment<'_>,
    inverted: &InvertedIndexReader,
    term: &TermInfo,
    mut take: impl FnMut(DocId) -> bool,
) -> Result<(), IndexError> {
    let mut postings = inverted.read_postings_from_terminfo(term, IndexRecordOption::Basic)?;
    while postings.doc() != TERMINATED {
        if segment.is_alive(postings.doc()) && !take(postings.doc()) {
            break;
        }
        postings.advance();
    }
    Ok(())
}

/// The compounds of live articles that, in one piece, begin with `start`, and of which `wanted` holds.
pub fn compounds(
    segments: &[Segment<'_>],
    start: &str,
    wanted: &dyn Fn(&Compound) -> bool,
) -> Result<Vec<Compound>, IndexError> {
    let mut found = BTreeSet::new();
    let mut end = start.as_bytes().to_vec();
    end.push(0xFF);
    for segment in segments {
        let inverted = segment.reader.inverted_index(segment.fields.compounds)?;
        let mut stream = inverted.terms().range().ge(start).lt(&end).into_stream()?;
        while stream.advance() {
            let new = |compound: &Compound| wanted(compound) && !found.contains(compound);
            let Some(compound) = compound_of(stream.key()).filter(new) else {
                continue;
            };
            let mut alive = false;
            each_live(segment, &inverted, stream.value(), |_| {
                alive = true;
                false
            })?;
            if alive {
                found.insert(compound);
            }
        }
    }
    Ok(found.into_iter().collect())
}
