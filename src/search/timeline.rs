//! Hits by period, beside all articles of that period.

use crate::backend::{Backend, BackendError, Facet};
use crate::query::Query;

/// A period, and what was published in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Its name: `2025`, `2025-10` or `2025-10-19`.
    pub name: String,
    /// Articles that match.
    pub articles: u64,
    /// All articles.
    pub of: u64,
}

/// The hits of a query over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// The periods from the first hit to the last in which anything was published, in order.
    pub periods: Vec<Period>,
    /// All articles that match.
    pub articles: u64,
    /// Those of them that state no day.
    pub undated: u64,
    /// Files and records of the archive that could not be searched.
    pub unsearched: u64,
}

/// The hits of an understood query by `period`, which is a facet of time.
///
/// # Errors
/// When the backend fails.
pub fn timeline(backend: &dyn Backend, query: &Query, period: Facet) -> Result<Timeline, BackendError> {
    let count = |query: &Query| Ok::<_, BackendError>(backend.count(query, &[period])?.pop().unwrap_or_default());
    let (mut hits, all) = (count(query)?, count(&Query::everything())?);
    let undated = hits.remove(&None).unwrap_or_default();
    let ends = (hits.keys().next().cloned(), hits.keys().next_back().cloned());
    let periods: Vec<Period> = match ends {
        (Some(first), Some(last)) => all
            .range(first..=last)
            .filter_map(|(name, of)| {
                let articles = hits.get(name).copied().unwrap_or_default();
                Some(Period { name: name.clone()?, articles, of: *of })
            })
            .collect(),
        _ => Vec::new(),
    };
    let articles = hits.values().sum::<u64>() + undated;
    Ok(Timeline { periods, articles, undated, unsearched: backend.coverage().unsearched })
}
