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
    let text = whole_text(item);
    let is_whole = !text.is_empty();
    let text = if is_whole { text } else { description(item, Zone::Body) };
    let mut story = described(item, feed, text);
    if is_whole {
        let introduction = summary(description(item, Zone::Standfirst), &story.lines);
        story.introduce(introduction);
    }
    mark_footer(&mut story);
    story.lines.extend(captions(item));
    story
}

/// The whole text of an item, wherever its feed puts it; none where there is a description alone.
fn whole_text(item: Element<'_>) -> Vec<Line> {
    /// The surest first: `yandex:full-text`, `turbo:content`, and names that houses make up.
    const NAMES: [&str; 5] = ["fulltext", "articlebody", "content", "contenthtml", "body"];
    let encoded = item.child_in(Space::Content, "encoded").map(|text| html_lines(&text.text(), Zone::Body));
    let page = || item.child_in(Space::Xhtml, "body").map(|body| lines(body, Zone::Body));
    let text = encoded.filter(|lines| !lines.is_empty()).or_else(page).unwrap_or_default();
    if !text.is_empty() {
        return text;
    }
    let named =
        |name: &'static str| item.children().filter(move |part| holds_text(part.tag) && plain(part.tag) == name);
    let texts = NAMES.into_iter().flat_map(named).map(|part| text_lines(part, Zone::Body));
    texts.into_iter().find(|lines| !lines.is_empty()).unwrap_or_else(|| spoken(item))
}

/// Pictures and films are called `content` too, in a vocabulary of their own.
fn holds_text(tag: &Tag) -> bool {
    !matches!(tag.space, Space::Media | Space::Content)
}

fn plain(tag: &Tag) -> String {
    tag.name.chars().filter(|letter| !matches!(letter, '-' | '_')).flat_map(char::to_lowercase).collect()
}

/// What is said in the recordings of an item.
fn spoken(item: Element<'_>) -> Vec<Line> {
    let below: HashSet<usize> = below_pictures(item).map(Element::number).collect();
    let texts = media(item, "text").filter(|text| !below.contains(&text.number()));
    texts.flat_map(|text| text_lines(text, Zone::Body)).collect()
}

/// The texts that go with pictures.
fn below_pictures(item: Element<'_>) -> impl Iterator<Item = Element<'_>> {
    let is_picture = |content: &Element<'_>| {
        let kind = ["medium", "type"].into_iter().find_map(|name| content.tag.attribute(name));
        kind.is_some_and(|kind| kind.starts_with("image"))
    };
    media(item, "content").filter(is_picture).flat_map(|content| content.all("text"))
}

fn media<'t>(item: Element<'t>, name: &str) -> impl Iterator<Item = Element<'t>> {
    item.descendants().filter(move |element| element.tag.space == Space::Media && element.tag.name == name)
}

/// The description of an item; podcasts name it otherwise.
fn description(item: Element<'_>, zone: Zone) -> Vec<Line> {
    let described = item.child_in(Space::Plain, "description").map(|text| html_lines(&text.text(), zone));
    let summed_up = || item.all("summary").map(|text| text_lines(text, zone)).find(|lines| !lines.is_empty());
    described.filter(|lines| !lines.is_empty()).or_else(summed_up).unwrap_or_default()
}

/// WordPress sets the title and its own name below the texts of its feeds. Elsewhere such a sentence may be news.
fn mark_footer(story: &mut Story) {
    let Story { headline: Some(headline), lines, .. } = story else { return };
    let is_footer = |line: &str| {
        let behind = line.strip_prefix("The post ").and_then(|line| line.strip_prefix(headline.as_str()));
        let behind = behind.unwrap_or_default();
        behind.starts_with(" appeared first on ") || behind.starts_with(" first appeared on ")
    };
    lines.iter_mut().filter(|line| is_footer(&line.text)).for_each(|line| line.zone = Zone::Boilerplate);
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
    let words = item.children().filter_map(|element| match (element.tag.space, &*element.tag.name) {
        (Space::Plain | Space::Atom, "category") if element.tag.attribute("nicename").is_none() => {
            element.line().or_else(|| element.tag.attribute("term").map(ToOwned::to_owned))
        }
        (Space::Dublin, "subject") => element.line(),
        _ => None,
    });
    add_keywords(&mut list, words);
    let lines: Vec<String> = media(item, "keywords").filter_map(Element::line).collect();
    add_keywords(&mut list, lines.iter().flat_map(|line| split_keywords(line)));
    list
}

/// `dc:creator` holds names; `author` an address, mostly with the name behind it: `desk@gazette.example (Jane Doe)`.
fn authors(item: Element<'_>, feed: &Feed) -> Option<String> {
    let creators = item.all("creator").filter(|creator| creator.tag.space == Space::Dublin);
    let creators: Vec<String> = creators.filter_map(Element::line).map(|name| feed.author_name(name)).collect();
    if !creators.is_empty() {
        return Some(creators.join(", "));
    }
    let any = || item.all("author").find_map(|author| author.child("name").unwrap_or(author).line());
    let author = item.child_in(Space::Plain, "author").and_then(Element::line).or_else(any)?;
    let name = author.split_once('(').filter(|(address, _)| address.contains('@'));
    Some(name.map_or(author.as_str(), |(_, name)| name.trim_end_matches(')')).trim().to_owned())
}

/// The captions of the pictures that go with an item.
fn captions(item: Element<'_>) -> Vec<Line> {
    let captions = media(item, "description").chain(below_pictures(item));
    captions.flat_map(|caption| html_lines(&caption.text(), Zone::Caption)).collect()
}
