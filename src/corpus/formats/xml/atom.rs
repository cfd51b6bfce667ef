//! Atom: an entry a record.

use super::base::resolved;
use super::blocks::lines;
use super::feed::Feed;
use super::space::Space;
use super::tree::Element;
use crate::article::{Meta, Zone};
use crate::corpus::Reason;
use crate::corpus::dates::parse_day;
use crate::corpus::formats::html::Line;
use crate::corpus::formats::story::{Story, html_line, html_lines, plain_lines, summary};
use crate::corpus::formats::words::add_keywords;

/// Reads an `entry`.
///
/// # Errors
/// When it is of an export, and not published or no text of its site.
pub fn read(entry: Element<'_>, feed: &Feed) -> Result<Story, (Reason, String)> {
    let story = story(entry, feed);
    let title = story.headline.as_deref().unwrap_or("without a title");
    let kind = kind(entry).unwrap_or_else(|| "entry".to_owned());
    // What a blog made of Blogger keeps beside its posts.
    if matches!(&*kind, "comment" | "settings" | "template" | "page") {
        return Err((Reason::NoArticle, format!("{kind}: {title}")));
    }
    if is_draft(entry) {
        return Err((Reason::Unpublished, format!("{kind}, draft: {title}")));
    }
    Ok(story)
}

/// What an entry is in an export of Blogger: the last word of a category, or in newer ones an element.
fn kind(entry: Element<'_>) -> Option<String> {
    let category = entry.all("category").find(|category| is_kind(*category));
    let term = category.and_then(|category| category.tag.attribute("term")?.split('#').next_back().map(str::to_owned));
    let element = || entry.all("type").find(|kind| kind.tag.space == Space::Other)?.line();
    term.or_else(element).map(|kind| kind.to_lowercase())
}

/// Whether a category says what an entry is, and not what it is about.
fn is_kind(category: Element<'_>) -> bool {
    category.tag.attribute("scheme").is_some_and(|scheme| scheme.ends_with("#kind"))
}

fn is_draft(entry: Element<'_>) -> bool {
    let controlled = entry.at(&["control", "draft"]).and_then(Element::line);
    let status = entry.all("status").find(|status| status.tag.space == Space::Other).and_then(Element::line);
    controlled.as_deref() == Some("yes") || matches!(status.as_deref(), Some("DRAFT" | "SCHEDULED" | "SOFT_TRASHED"))
}

fn story(entry: Element<'_>, feed: &Feed) -> Story {
    let text = entry.child("content").map(|content| construct(content, Zone::Body)).unwrap_or_default();
    let introduction = |zone| entry.child("summary").map(|summary| construct(summary, zone)).unwrap_or_default();
    // Where there is no content, the summary is all the text there is.
    let lines = if text.is_empty() { introduction(Zone::Body) } else { text };
    let mut story = Story {
        id: entry.child("id").and_then(Element::line).or_else(|| link(entry, feed)),
        headline: entry.child("title").and_then(title),
        meta: meta(entry, feed),
        lines,
    };
    let introduction = summary(introduction(Zone::Standfirst), &story.lines);
    story.introduce(introduction);
    story.lines.extend(captions(entry));
    story
}

/// A text of Atom: plain, HTML as text, or XHTML as elements.
fn construct(element: Element<'_>, zone: Zone) -> Vec<Line> {
    match element.tag.attribute("type").unwrap_or("text") {
        kind if kind == "xhtml" || kind.ends_with("+xml") || kind.ends_with("/xml") => lines(element, zone),
        "html" | "text/html" => html_lines(&element.text(), zone),
        kind if kind == "text" || kind.starts_with("text/") => plain_lines(&element.text(), zone),
        _ => Vec::new(),
    }
}

fn title(element: Element<'_>) -> Option<String> {
    match element.tag.attribute("type") {
        Some("html" | "text/html") => html_line(&element.text()),
        _ => element.line(),
    }
}

fn meta(entry: Element<'_>, feed: &Feed) -> Meta {
    let of_source = |name: &str| entry.child("source")?.child(name);
    let day = |names: &[&str]| names.iter().find_map(|name| parse_day(&entry.child(name)?.line()?));
    let (first, changed) = (day(&["published", "issued", "created"]), day(&["updated", "modified"]));
    let language = entry.tag.attribute("xml:lang").map(ToOwned::to_owned);
    let origin = of_source("title").and_then(title);
    Meta {
        source: origin.or_else(|| feed.title.clone()).unwrap_or_default(),
        byline: authors(entry).or_else(|| authors(entry.child("source")?)).or_else(|| feed.author.clone()),
        published: first.or(changed),
        updated: first.and(changed),
        url: link(entry, feed),
        language: language.or_else(|| feed.language.clone()),
        section: entry.child("section").and_then(Element::line),
        keywords: keywords(entry),
    }
}

/// The categories of an entry as they are shown.
fn keywords(entry: Element<'_>) -> Vec<String> {
    let mut list = Vec::new();
    let words = entry.all("category").filter(|category| !is_kind(*category)).filter_map(|category| {
        let word = category.tag.attribute("label").or_else(|| category.tag.attribute("term"));
        word.map(ToOwned::to_owned).or_else(|| category.line())
    });
    add_keywords(&mut list, words);
    add_keywords(&mut list, entry.all("subject").filter_map(Element::line));
    list
}

/// The captions of the pictures that go with an entry.
fn captions(entry: Element<'_>) -> Vec<Line> {
    let media =
        entry.descendants().filter(|element| element.tag.space == Space::Media && element.tag.name == "description");
    media.flat_map(|caption| html_lines(&caption.text(), Zone::Caption)).collect()
}

fn authors(entry: Element<'_>) -> Option<String> {
    let names: Vec<String> = entry.all("author").filter_map(|author| author.child("name")?.line()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// Where the entry stands on the web.
fn link(entry: Element<'_>, feed: &Feed) -> Option<String> {
    let own = |link: &Element<'_>| link.tag.attribute("rel").is_none_or(|rel| rel == "alternate");
    let address = entry.all("link").filter(own).find_map(|link| link.tag.attribute("href"))?;
    let base = entry.tag.attribute("xml:base").map(|base| resolved(feed.base.as_deref(), base));
    Some(resolved(base.as_deref().or(feed.base.as_deref()), address))
}
