//! Where a query matches in the articles that it finds, one after the other: what lists of quotations and figures are made from.

use crate::article::Article;
use crate::backend::{Backend, BackendError, Order, Wanted};
use crate::query::Query;
use crate::query::spans::{Highlight, Matcher};
use crate::text::axis::Axis;

/// Hands over each matching article, by id, with its words and what matched in it.
pub(super) fn each_match<E: From<BackendError>>(
    backend: &dyn Backend,
    query: &Query,
    mut take: impl FnMut(&Article, &Axis, &[Highlight]) -> Result<(), E>,
) -> Result<u64, E> {
    let wanted = Wanted { depth: usize::MAX, order: Order::Article };
    let found = backend.find(query, wanted)?;
    let matcher = Matcher::new(query);
    for candidate in &found.best {
        let article = backend.article(candidate.place)?;
        let axis = Axis::of(&article);
        let outline = matcher.outline(&article, &axis).unwrap_or_default();
        take(&article, &axis, &matcher.highlights(&article, &axis, &outline.marks))?;
    }
    Ok(found.total as u64)
}
