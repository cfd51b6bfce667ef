//! Atom: an entry a record.

use super::blocks::lines;
use super::feed::Feed;
use super::space::Space;
use super::tree::Element;
use crate::article::{Meta, Zone};
use crate::corpus::dates::parse_day;
use crate::corpus::formats::html::Line;
use crate::corpus::formats::story::{Story, html_line, html_lines, plain_lines, summary};
use crate::corpus::formats::words::add_keywords;

/// Reads an `entry`.
pub fn read(entry: Element<'_>, feed: &Feed) -> Story {
    let text = entry.child("content").map(|content| construct(content, Zone::Body)).unwrap_or_default();
    let introduction = |zone| entry.child("summary").map(|summary| construct(summary, zone)).unwrap_or_default();
    // Where there is no content, the summary is all the text there is.
    let lines = if text.is_empty() { introduction(Zone::Body) } else { text };
    let mut story = Story {
        id: entry.child("id").and_then(Element::line).or_else(|| link(entry)),
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
        url: link(entry),
        language: language.or_else(|| feed.language.clone()),
        section: entry.child("section").and_then(Element::line),
        keywords: keywords(entry),
    }
}

/// The categories of an entry as they are shown.
fn keywords(entry: Element<'_>) -> Vec<String> {
    let mut list = Vec::new();
    for category in entry.all("category") {
        let word = category.tag.attribute("label").or_else(|| category.tag.attribute("term"));
        let word = word.map(ToOwned::to_owned).or_else(|| category.line());
        add_keywords(&mut list, word);
    }
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
fn link(entry: Element<'_>) -> Option<String> {
    let own = |link: &Element<'_>| link.tag.attribute("rel").is_none_or(|rel| rel == "alternate");
    entry.all("link").filter(own).find_map(|link| link.tag.attribute("href")).map(ToOwned::to_owned)
}
