//! WordPress exports (WXR): RSS with the state and the kind of every item. Published texts are records; drafts, pictures and menus are
//! named.

use super::feed::Feed;
use super::rss;
use super::shortcodes::as_shown;
use super::space::Space;
use super::tree::Element;
use crate::article::{Meta, Zone};
use crate::corpus::Reason;
use crate::corpus::dates::parse_day;
use crate::corpus::formats::html::Line;
use crate::corpus::formats::story::{Story, html_lines, summary};
use crate::corpus::formats::words::{add_categories, add_keywords};

/// Whether an item is one of an export.
pub fn is_export(item: Element<'_>, feed: &Feed) -> bool {
    feed.is_export || own(item, "post_type").is_some()
}

/// Reads an item.
///
/// # Errors
/// When it is not published, or no text of the site.
pub fn read(item: Element<'_>, feed: &Feed) -> Result<Story, (Reason, String)> {
    let story = rss::described(item, feed, text(item));
    let title = story.headline.as_deref().unwrap_or("without a title");
    let kind = own(item, "post_type").unwrap_or_else(|| "item of no kind".to_owned());
    if is_internal(&kind) {
        return Err((Reason::NoArticle, format!("{kind}: {title}")));
    }
    let status = own(item, "status").unwrap_or_else(|| "no status".to_owned());
    if status != "publish" {
        return Err((Reason::Unpublished, format!("{kind}, {status}: {title}")));
    }
    Ok(completed(item, story))
}

fn completed(item: Element<'_>, mut story: Story) -> Story {
    // `pubDate` is the same moment in Greenwich; this one is the day its readers saw.
    let day = own(item, "post_date").and_then(|day| parse_day(&day));
    story.meta.published = day.or(story.meta.published);
    story.meta.updated = own(item, "post_modified").and_then(|day| parse_day(&day)).or(story.meta.updated);
    classify(item, &mut story.meta);
    for space in [Space::Plain, Space::Excerpt] {
        let name = if space == Space::Plain { "description" } else { "encoded" };
        let excerpt = item.child_in(space, name).map(|text| html_lines(&text.text(), Zone::Standfirst));
        let excerpt = summary(excerpt.unwrap_or_default(), &story.lines);
        story.introduce(excerpt);
    }
    story.lines.extend(comments(item));
    story
}

/// Categories and tags. What nobody filed is filed nowhere; layouts and formats of posts are none of their words.
fn classify(item: Element<'_>, meta: &mut Meta) {
    let filed = |wanted: &'static str| {
        let categories = item.all("category").filter(move |one| one.tag.attribute("domain") == Some(wanted));
        categories.filter(|one| one.tag.attribute("nicename") != Some("uncategorized")).filter_map(Element::line)
    };
    add_categories(meta, filed("category"));
    add_keywords(&mut meta.keywords, filed("post_tag"));
    // Old exports name it without its code.
    meta.keywords.retain(|word| word != "Uncategorized");
}

fn own(item: Element<'_>, name: &str) -> Option<String> {
    item.child_in(Space::Export, name)?.line()
}

/// The kinds WordPress keeps beside the texts of a site; whatever else there is, a site made for its texts.
fn is_internal(kind: &str) -> bool {
    matches!(
        kind,
        "attachment"
            | "nav_menu_item"
            | "revision"
            | "custom_css"
            | "customize_changeset"
            | "oembed_cache"
            | "user_request"
            | "item of no kind"
    ) || kind.starts_with("wp_")
}

fn text(item: Element<'_>) -> Vec<Line> {
    let content = item.child_in(Space::Content, "encoded").map(Element::text).unwrap_or_default();
    html_lines(&as_shown(&content), Zone::Body)
}

/// The readers' comments that were let through. They stand below the article, as on the page.
fn comments(item: Element<'_>) -> Vec<Line> {
    let comments = item.all("comment").filter(|comment| own(*comment, "comment_approved").as_deref() == Some("1"));
    let contents = comments.filter_map(|comment| comment.child("comment_content"));
    contents.flat_map(|content| html_lines(&content.text(), Zone::Boilerplate)).collect()
}
