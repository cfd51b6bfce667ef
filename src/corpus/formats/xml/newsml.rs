//! NewsML-G2: news items, whose text stands in them as NITF, XHTML or data. Items of other kinds hold no article and are named.

use std::collections::HashSet;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::blocks::lines;
use super::tree::Element;
use super::{dateline, nitf};
use crate::article::{Meta, Zone};
use crate::corpus::Reason;
use crate::corpus::dates::parse_day;
use crate::corpus::decode::decode;
use crate::corpus::formats::html::Line;
use crate::corpus::formats::story::{Story, html_lines, plain_lines, summary};
use crate::corpus::formats::words::{add_keywords, without_by};

/// Items that hold no article, and what they are.
pub fn other_item(name: &str) -> Option<&'static str> {
    Some(match name {
        "packageItem" => "a NewsML-G2 package: a list of items, without their text",
        "conceptItem" => "a NewsML-G2 concept",
        "knowledgeItem" => "NewsML-G2 concepts",
        "planningItem" => "a NewsML-G2 plan of coverage",
        "catalogItem" => "a NewsML-G2 catalogue",
        _ => return None,
    })
}

/// Reads a `newsItem`.
///
/// # Errors
/// When its provider withdrew it, or it is a calendar.
pub fn read(item: Element<'_>) -> Result<Story, (Reason, String)> {
    let status = item.at(&["itemMeta", "pubStatus"]).and_then(|status| code(status)).unwrap_or_default();
    if matches!(&*status, "canceled" | "withheld") {
        return Err((Reason::Unpublished, format!("its provider marked it as {status}")));
    }
    let about = item.child("contentMeta");
    let mut story = item.child("contentSet").map(content).unwrap_or_default();
    let (headline, others) = about.map(headlines).unwrap_or_default();
    overlay_headline(&mut story, headline);
    if let Some(dateline) = about.and_then(|about| about.all("dateline").find_map(Element::line)) {
        dateline::set_before(&mut story, &dateline);
    }
    let descriptions = about.into_iter().flat_map(descriptions).collect();
    let descriptions = summary(descriptions, &story.lines);
    story.introduce(others.into_iter().chain(descriptions).collect());
    if story.is_empty() && item.child("contentSet").is_some_and(|set| set.all("inlineXML").any(is_calendar)) {
        return Err((Reason::NoArticle, "a calendar of events".to_owned()));
    }
    story.lines.extend(asides(item));
    story.id = item.tag.attribute("guid").map(ToOwned::to_owned).or(story.id);
    story.meta = meta(item, about, story.meta);
    Ok(story)
}

/// Content without an item around it.
pub fn read_content(set: Element<'_>) -> Story {
    content(set)
}

/// The headline of an item, and its other ones: lines below it, and short ones where they say something else.
fn headlines(about: Element<'_>) -> (Option<String>, Vec<Line>) {
    const MAIN: [&str; 3] = ["main", "mainheadline", "title"];
    let role = |element: &Element<'_>| element.tag.attribute("role").map(|role| after_colon(role).to_lowercase());
    let mut all: Vec<(Option<String>, String)> =
        about.all("headline").filter_map(|element| Some((role(&element), element.line()?))).collect();
    let main = all.iter().position(|(role, _)| role.as_deref().is_some_and(|role| MAIN.contains(&role)));
    let main = main.or_else(|| all.iter().position(|(role, _)| role.is_none())).unwrap_or_default();
    let headline = (main < all.len()).then(|| all.remove(main).1);
    let is_new = |text: &String| headline.as_ref().is_none_or(|headline| !headline.contains(&**text));
    let others = all.into_iter().map(|(_, text)| text).filter(is_new);
    let others = others.map(|text| Line { text, zone: Zone::Standfirst }).collect();
    (headline, others)
}

/// The item's headline goes before that of its text, which then introduces the text where it reads otherwise.
pub fn overlay_headline(story: &mut Story, headline: Option<String>) {
    let Some(headline) = headline else {
        return;
    };
    let inner = story.headline.replace(headline);
    story.introduce(inner.into_iter().map(|text| Line { text, zone: Zone::Standfirst }).collect());
}

/// The first rendition of the content that holds text: others say the same.
fn content(set: Element<'_>) -> Story {
    let renditions = set.children().filter_map(|part| match &*part.tag.name {
        "inlineXML" => Some(inline_xml(part)),
        "inlineData" => Some(Story { lines: inline_data(part), ..Story::default() }),
        _ => None,
    });
    renditions.into_iter().find(|story| !story.is_empty()).unwrap_or_default()
}

fn inline_xml(part: Element<'_>) -> Story {
    if let Some(text) = part.child("nitf") {
        return nitf::read(text);
    }
    Story { lines: if is_calendar(part) { Vec::new() } else { lines(part, Zone::Body) }, ..Story::default() }
}

/// A calendar is no text, whatever prose describes its dates.
fn is_calendar(part: Element<'_>) -> bool {
    part.children().any(|child| matches!(&*child.tag.name, "events" | "event"))
}

fn inline_data(part: Element<'_>) -> Vec<Line> {
    let kind = part.tag.attribute("contenttype").unwrap_or("text/plain");
    match kind {
        _ if kind.contains("html") => html_lines(&data(part), Zone::Body),
        _ if kind.starts_with("text/") => plain_lines(&data(part), Zone::Body),
        _ => Vec::new(),
    }
}

/// What stands in a part, unpacked where it is written in base 64. Another coding, or one that does not hold, gives nothing.
fn data(part: Element<'_>) -> String {
    let text = part.text();
    match part.tag.attribute("encoding") {
        None => text,
        Some(coding) if coding.to_lowercase().ends_with("base64") => {
            let packed: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
            let bytes = BASE64_STANDARD.decode(packed).unwrap_or_default();
            decode(&bytes).map(std::borrow::Cow::into_owned).unwrap_or_default()
        }
        Some(_) => String::new(),
    }
}

/// The descriptions of an item: what introduces a text, the caption of a picture, the script of a film.
fn descriptions(about: Element<'_>) -> Vec<Line> {
    let zoned = |element: Element<'_>| {
        let zone = match element.tag.attribute("role").map(|role| after_colon(role).to_lowercase()).as_deref() {
            Some("caption") => Zone::Caption,
            None => Zone::Standfirst,
            Some(role) if is_introduction(role) => Zone::Standfirst,
            _ => Zone::Body,
        };
        lines(element, zone)
    };
    about.all("description").flat_map(zoned).collect()
}

/// Whether a role, in small letters, is that of what introduces a text.
pub fn is_introduction(role: &str) -> bool {
    const ROLES: [&str; 10] = [
        "summary",
        "abstract",
        "standfirst",
        "synthe",
        "intro",
        "introduction",
        "ingress",
        "lead",
        "teaser",
        "subheadline",
    ];
    ROLES.contains(&role)
}

/// What stands beside the text: the descriptions of a film's parts, and notes to editors.
fn asides(item: Element<'_>) -> Vec<Line> {
    let parts = item.all("partMeta").flat_map(|part| part.all("description"));
    let parts = parts.flat_map(|part| lines(part, Zone::Caption));
    let notes = item.all("itemMeta").flat_map(|meta| meta.all("edNote"));
    parts.chain(notes.flat_map(|note| lines(note, Zone::Boilerplate))).collect()
}

fn meta(item: Element<'_>, about: Option<Element<'_>>, inner: Meta) -> Meta {
    let of_item = |name: &str| item.at(&["itemMeta", name]);
    let of_content = |name: &str| about.and_then(|about| about.child(name));
    let day = |name: &str| parse_day(&of_item(name)?.line()?);
    let content_day = |name: &str| parse_day(&of_content(name)?.line()?);
    // The first day it was out: later versions are corrections of it.
    let first = day("published").or_else(|| day("firstCreated"));
    let version = day("versionCreated").or_else(|| content_day("contentModified"));
    let stated = of_content("language").and_then(|language| language.tag.attribute("tag"));
    let marked = || of_content("headline").and_then(|headline| headline.tag.attribute("xml:lang"));
    let language = stated.or_else(|| item.tag.attribute("xml:lang")).or_else(marked).map(ToOwned::to_owned);
    Meta {
        source: source(item, about).unwrap_or(inner.source),
        byline: about.and_then(|about| bylines(about, "by")).or(inner.byline).or_else(|| creators(about?)),
        published: first
            .or_else(|| day("versionCreated"))
            .or(inner.published)
            .or_else(|| content_day("contentCreated")),
        updated: first.and(version).or(inner.updated),
        url: inner.url,
        language: language.clone().or(inner.language),
        section: service(item, language.as_deref()).or(inner.section),
        keywords: keywords(about, language.as_deref(), inner.keywords),
    }
}

/// The editorial service that an item belongs to, by name or code.
fn service(item: Element<'_>, language: Option<&str>) -> Option<String> {
    let service = item.at(&["itemMeta", "service"])?;
    name_in(service, language).or_else(|| code(service))
}

/// What an item is about, in words: its keywords, the names of its subjects and genres. Codes are none.
fn keywords(about: Option<Element<'_>>, language: Option<&str>, mut list: Vec<String>) -> Vec<String> {
    let words = about.into_iter().flat_map(Element::children).filter_map(|element| match &*element.tag.name {
        "keyword" => element.line(),
        "subject" | "genre" => name_in(element, language).or_else(|| literal(element)),
        _ => None,
    });
    add_keywords(&mut list, words);
    list
}

/// The name of a concept in the item's language, else its first.
fn name_in(concept: Element<'_>, language: Option<&str>) -> Option<String> {
    let main = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
    let is_own = |name: &Element<'_>| {
        let of_name = name.tag.attribute("xml:lang").map(main);
        of_name.is_some() && of_name == language.map(main)
    };
    concept.all("name").find(is_own).and_then(Element::line).or_else(|| name(concept))
}

/// What is written in place of a code, where it is a word and no key of somebody's list.
fn literal(element: Element<'_>) -> Option<String> {
    let literal = element.tag.attribute("literal")?;
    let is_word =
        literal.chars().all(|letter| !letter.is_numeric() && letter != '_') && literal.chars().any(char::is_alphabetic);
    is_word.then(|| literal.to_owned())
}

/// Who puts the item out: by name or code, else whoever is named as the source or holds the rights.
fn source(item: Element<'_>, about: Option<Element<'_>>) -> Option<String> {
    let provider = item.at(&["itemMeta", "provider"]);
    let of_content = |name: &str| about.and_then(|about| about.child(name));
    let literal = || provider?.tag.attribute("literal").map(ToOwned::to_owned);
    let named = provider.and_then(name).or_else(|| code(provider?)).or_else(literal);
    let origin = || of_content("infoSource").and_then(name);
    let credit = || of_content("creditline").and_then(Element::line);
    let holder = || item.at(&["rightsInfo", "copyrightHolder"]).and_then(name);
    named.or_else(origin).or_else(credit).or_else(holder).or_else(|| host(provider?))
}

/// The author lines of a name, each once.
pub fn bylines(parent: Element<'_>, name: &str) -> Option<String> {
    let mut known = HashSet::new();
    let lines = parent.all(name).filter_map(Element::line).map(without_by);
    let lines: Vec<String> = lines.filter(|line| known.insert(line.clone())).collect();
    (!lines.is_empty()).then(|| lines.join(", "))
}

fn creators(about: Element<'_>) -> Option<String> {
    let names: Vec<String> = about.all("creator").filter_map(name).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn name(party: Element<'_>) -> Option<String> {
    party.child("name")?.line()
}

/// The code of a party without its scheme: `REUTERS` of `nprov:REUTERS`.
fn code(element: Element<'_>) -> Option<String> {
    Some(after_colon(element.tag.attribute("qcode")?).to_owned()).filter(|code| !code.is_empty())
}

fn after_colon(code: &str) -> &str {
    code.split_once(':').map_or(code, |(_, code)| code)
}

/// The host of a party's address.
fn host(element: Element<'_>) -> Option<String> {
    let address = element.tag.attribute("uri")?.split_once("://")?.1;
    let host = address.split(['/', ':', '?', '#']).next()?;
    Some(host.trim_start_matches("www.").to_owned()).filter(|host| !host.is_empty())
}
