//! Matches counted by what is known of them: source, byline, language, the periods of publication, and whom they name.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use tantivy::{DocId, SegmentReader};

use super::error::IndexError;

use super::schema::column;
use super::segment::Segment;
use crate::article::{Article, Kind};
use crate::backend::{Counts, Facet};
use crate::text::fold::phrase;
use crate::text::printable::one_line;

/// Adds the matches of a segment to `counts`, by the values of `facet`. Whom they name stands in the articles themselves: `Named` counts
/// it.
pub fn count(
    segment: &Segment<'_>,
    matches: &[(DocId, f64)],
    facet: Facet,
    counts: &mut Counts,
) -> Result<(), IndexError> {
    match facet {
        Facet::Source => by_name(segment.reader, matches, column::SOURCE, counts),
        Facet::Byline => by_name(segment.reader, matches, column::BYLINE, counts),
        Facet::Language => by_name(segment.reader, matches, column::LANGUAGE, counts),
        Facet::Year => by_day(segment, matches, counts, |day| format!("{:04}", day / 10_000)),
        Facet::Month => by_day(segment, matches, counts, |day| format!("{:04}-{:02}", day / 10_000, day / 100 % 100)),
        Facet::Day => by_day(segment, matches, counts, |day| {
            format!("{:04}-{:02}-{:02}", day / 10_000, day / 100 % 100, day % 100)
        }),
        Facet::Name(_) => Ok(()),
    }
}

/// Articles counted by whom they name.
#[derive(Default)]
pub struct Named {
    /// For each canonical name, folded, in how many articles it is written how.
    written: BTreeMap<String, BTreeMap<String, u64>>,
}

impl Named {
    /// Adds an article; it counts once for each name, whoever else in it is called so.
    pub fn add(&mut self, article: &Article, kind: Kind) {
        let mut met = BTreeSet::new();
        for mention in article.names.mentions.iter().filter(|mention| article.reads(mention.span)) {
            let Some(entity) = article.names.entity(mention).filter(|entity| entity.kind == kind) else { continue };
            let name = phrase(&entity.name);
            if !name.is_empty() && met.insert(name.clone()) {
                *self.written.entry(name).or_default().entry(one_line(&entity.name)).or_default() += 1;
            }
        }
    }

    /// The articles of each name, as it is written most often.
    pub fn counts(self) -> Counts {
        let counted = |written: BTreeMap<String, u64>| {
            let articles = written.values().sum();
            let most = written.into_iter().max_by_key(|(name, articles)| (*articles, Reverse(name.clone())))?;
            Some((Some(most.0), articles))
        };
        self.written.into_values().filter_map(counted).collect()
    }
}

fn by_name(
    reader: &SegmentReader,
    matches: &[(DocId, f64)],
    name: &str,
    counts: &mut Counts,
) -> Result<(), IndexError> {
    let column = reader.fast_fields().str(name)?;
    let ordinal = |doc: DocId| column.as_ref().and_then(|column| column.ords().first(doc));
    for (ordinal, count) in tallied(matches.iter().map(|(doc, _)| ordinal(*doc))) {
        let value = match (&column, ordinal) {
            (Some(column), Some(ordinal)) => {
                let mut value = String::new();
                column.ord_to_str(ordinal, &mut value)?;
                Some(value)
            }
            _ => None,
        };
        *counts.entry(value).or_default() += count;
    }
    Ok(())
}

fn by_day(
    segment: &Segment<'_>,
    matches: &[(DocId, f64)],
    counts: &mut Counts,
    period: impl Fn(u64) -> String,
) -> Result<(), IndexError> {
    let days = segment.published()?;
    for (day, count) in tallied(matches.iter().map(|(doc, _)| days.first(*doc))) {
        *counts.entry(day.map(&period)).or_default() += count;
    }
    Ok(())
}

fn tallied(values: impl Iterator<Item = Option<u64>>) -> HashMap<Option<u64>, u64> {
    let mut tally = HashMap::new();
    for value in values {
        *tally.entry(value).or_default() += 1;
    }
    tally
}
