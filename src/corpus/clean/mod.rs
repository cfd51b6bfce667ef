//! From draft to article: the headline is found, the text put together, and every paragraph given its zone.
//!
//! Nothing is deleted. Zones come from the rules of the archive, from patterns that hold on many sites, from position, and from lines
//! repeated over a source. What a rule says of a line stands, whatever the others make of it.

mod headline;
mod patterns;
mod zones;

use xxhash_rust::xxh3::xxh3_64;

use super::Draft;
use super::formats::day_of_name;
use crate::article::{Article, ArticleId, Block, Meta, Span, Zone};

/// The lines at the edges of an article, by which repeated ones are found.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Edges {
    /// Hash of the source; 0 where it is unknown, and then there are no lines.
    pub source: u64,
    /// Hashes of the lines.
    pub lines: Vec<u64>,
}

/// Builds the article. `repeated` tells which edge lines are repeated over the source; it is asked once all edges are known.
#[must_use]
pub fn finish(id: ArticleId, path: String, mut draft: Draft, repeated: impl FnOnce(&Edges) -> u32) -> (Article, Edges) {
    draft.guide.describe(&mut draft.meta);
    draft.meta.source = source_of(&draft.meta, &path);
    draft.meta.published = draft.meta.published.or_else(|| day_of_name(&path));
    if draft.headline_inside {
        headline::take(&mut draft);
    }
    let headline = draft.headline.take().filter(|headline| !headline.is_empty());
    let mut blocks = zones::lay_out(&draft);
    let edges = zones::edges(&draft.body, &blocks, source_hash(&draft.meta.source));
    zones::mark_repeated(&draft.body, &mut blocks, &edges, repeated(&edges));
    let (text, blocks) = joined(headline, draft.body, blocks);
    (Article::new(id, path, draft.meta, text, blocks), edges)
}

/// The source that the rules or the record state, else the first folder under the root.
fn source_of(meta: &Meta, path: &str) -> String {
    let folder = || path.split_once('/').map(|(folder, _)| folder);
    let own = Some(meta.source.trim()).filter(|own| !own.is_empty());
    own.or_else(folder).unwrap_or_default().to_owned()
}

fn source_hash(source: &str) -> u64 {
    if source.is_empty() { 0 } else { xxh3_64(source.as_bytes()) }
}

/// Puts headline and body together; the blocks of the body move with it.
fn joined(headline: Option<String>, body: String, laid: Vec<zones::Laid>) -> (String, Vec<Block>) {
    let mut blocks = Vec::with_capacity(laid.len() + 1);
    let (text, offset) = match headline {
        Some(headline) if body.is_empty() => (headline, 0),
        Some(headline) => (format!("{headline}\n\n{body}"), headline.len() + 2),
        None => (body, 0),
    };
    let end = if offset > 0 { offset - 2 } else { text.len() };
    if offset > 0 || laid.is_empty() {
        blocks.extend(Span::new(&text, 0, end).map(|span| Block { span, zone: Zone::Headline }));
    }
    blocks.extend(laid.into_iter().filter_map(|laid| {
        let span = Span::new(&text, laid.range.start + offset, laid.range.end + offset)?;
        Some(Block { span, zone: laid.zone })
    }));
    (text, blocks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(headline: Option<&str>, body: &str) -> Article {
        let headline = headline.map(ToOwned::to_owned);
        let draft = Draft { headline_inside: headline.is_none(), headline, body: body.to_owned(), ..Draft::default() };
        finish(ArticleId("x".into()), "outlet/x.txt".into(), draft, |_| 0).0
    }

    fn zones(article: &Article) -> Vec<(&str, Zone)> {
        article.blocks.iter().map(|block| (block.span.of(&article.text), block.zone)).collect()
    }

    #[test]
    fn the_body_stands_in_the_text_byte_for_byte() {
        let body = "  One\u{a0} two.\r\nThree.  \n";
        let article = article(Some("Head"), body);
        assert_eq!(article.text, format!("Head\n\n{body}"));
        assert_eq!(zones(&article), [("Head", Zone::Headline), ("One\u{a0} two.", Zone::Body), ("Three.", Zone::Body)]);
        assert_eq!(article.meta.source, "outlet");
    }

    #[test]
    fn a_missing_headline_adds_nothing_and_a_missing_body_neither() {
        assert_eq!(article(None, "He left on Monday and did not return.").headline(), None);
        let only = article(Some("Head"), "");
        assert_eq!((only.text.as_str(), only.headline()), ("Head", Some("Head")));
    }

    #[test]
    fn a_day_in_the_name_of_a_post_counts_where_none_is_stated() {
        let day = |path: &str| finish(ArticleId("x".into()), path.into(), Draft::default(), |_| 0).0.meta.published;
        assert!(day("outlet/2025-11-05-dam.md").is_some() && day("outlet/2025-11-05-dam.txt").is_none());
    }

    #[test]
    fn a_category_run_is_no_headline() {
        let body = "WorldPoliticsEconomyNews\n\nDam talks fail again\n\nThe two ministers left without a word on Friday.\n\nBack to top button";
        let article = article(None, body);
        assert_eq!(article.headline(), Some("Dam talks fail again"));
        let marked: Vec<Zone> = article.blocks.iter().map(|block| block.zone).collect();
        assert_eq!(marked, [Zone::Headline, Zone::Boilerplate, Zone::Body, Zone::Boilerplate]);
    }
}
