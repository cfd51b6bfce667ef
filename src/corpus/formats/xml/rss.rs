//! RSS 0.9 to 2.0: an item a record. The whole text goes before the description.

use std::collections::HashSet;

use super::base::resolved;
use super::blocks::{lines, text_lines};
use super::feed::Feed;
use super::space::Space;
use super::tree::{Element, Tag};
use crate::article::{Meta, Zone};
use crate::corpus::dates::parse_day;
use crate::corpus::formats::html::Line;
use crate::corpus::formats::story::{Story, html_line, html_lines, summary};
use crate::corpus::formats::words::{add_keywords, split_keywords};

/// Reads an `item`.
pub fn read(item: Element<'_>, feed: &Feed) -> Story {
    let encoded = |space, name, zone| {
        let element = item.child_in(space, name);
        element.map(|element| html_lines(&element.text(), zone)).unwrap_or_default()
    };
    let mut text = encoded(Space::Content, "encoded", Zone::Body);
    if text.is_empty() {
        text = item.child_in(Space::Xhtml, "body").map(|body| lines(body, Zone::Body)).unwrap_or_default();
    }
    let is_whole = !text.is_empty();
    if !is_whole {
        text = encoded(Space::Plain, "description", Zone::Body);
    }
    let mut story = described(item, feed, text);
    if is_whole {
        let introduction = summary(encoded(Space::Plain, "description", Zone::Standfirst), &story.lines);
        story.introduce(introduction);
    }
    story.lines.extend(captions(item));
    story
}

/// A story of `text`, with all that an item says of it.
pub fn described(item: Element<'_>, feed: &Feed, text: Vec<Line>) -> Story {
    let plain = |name| item.child_in(Space::Plain, name);
    let of_core = |name| item.child_in(Space::Dublin, name).and_then(Element::line);
    let guid = plain("guid").and_then(Element::line);
    let is_address = |id: &String| id.starts_with("http://") || id.starts_with("https://");
    let url = plain("link").and_then(Element::line).map(|link| resolved(feed.base.as_deref(), &link));
    let url = url.or_else(|| guid.clone().filter(is_address));
    let about = item.tag.attributes.iter().find(|(name, _)| name.ends_with(":about"));
    let about = about.map(|(_, value)| value.trim().to_owned()).filter(|about| !about.is_empty());
    let day = |element: Option<Element<'_>>| parse_day(&element?.line()?);
    let of_terms = |name: &str| day(item.child_in(Space::Dublin, name));
    let first = day(plain("pubDate")).or_else(|| of_terms("issued")).or_else(|| of_terms("created"));
    let changed = ["updated", "modified", "lastBuildDate"].iter().find_map(|name| day(item.child(name)));
    let language = item.tag.attribute("xml:lang").map(ToOwned::to_owned);
    Story {
        id: guid.or(about).or_else(|| url.clone()),
        headline: plain("title").and_then(|title| html_line(&title.text())).or_else(|| of_core("title")),
        lines: text,
        meta: Meta {
            source: plain("source").and_then(Element::line).or_else(|| feed.title.clone()).unwrap_or_default(),
            byline: authors(item, feed),
            published: first.or_else(|| of_terms("date")).or(changed),
            updated: changed.filter(|_| first.or_else(|| of_terms("date")).is_some()),
            url,
            language: language.or_else(|| of_core("language")).or_else(|| feed.language.clone()),
            section: item.all("section").find_map(Element::line),
            keywords: keywords(item),
        },
    }
}

/// What an item is filed under. Categories of WordPress are told apart by who reads its exports.
fn keywords(item: Element<'_>) -> Vec<String> {
    let mut list = Vec::new();
    for element in item.children() {
        match (element.tag.space, &*element.tag.name) {
            (Space::Plain | Space::Atom, "category") if element.tag.attribute("nicename").is_none() => {
                let word = element.line().or_else(|| element.tag.attribute("term").map(ToOwned::to_owned));
                add_keywords(&mut list, word);
            }
            (Space::Dublin, "subject") => add_keywords(&mut list, element.line()),
            _ => {}
        }
    }
    let media =
        item.descendants().filter(|element| element.tag.space == Space::Media && element.tag.name == "keywords");
    for line in media.filter_map(Element::line) {
        add_keywords(&mut list, split_keywords(&line));
    }
    list
}

/// `dc:creator` holds names; `author` an address, mostly with the name behind it: `desk@gazette.example (Jane Doe)`.
fn authors(item: Element<'_>, feed: &Feed) -> Option<String> {
    let creators = item.all("creator").filter(|creator| creator.tag.space == Space::Dublin);
    let creators: Vec<String> = creators.filter_map(Element::line).map(|name| feed.author_name(name)).collect();
    if !creators.is_empty() {
        return Some(creators.join(", "));
    }
    let author = item.child_in(Space::Plain, "author")?.line()?;
    let name = author.split_once('(').filter(|(address, _)| address.contains('@'));
    Some(name.map_or(author.as_str(), |(_, name)| name.trim_end_matches(')')).trim().to_owned())
}

/// The captions of the pictures that go with an item.
fn captions(item: Element<'_>) -> Vec<Line> {
    let media = item.descendants().filter(|element| element.tag.space == Space::Media);
    let captions = media.filter(|element| element.tag.name == "description");
    captions.flat_map(|caption| html_lines(&caption.text(), Zone::Caption)).collect()
}
