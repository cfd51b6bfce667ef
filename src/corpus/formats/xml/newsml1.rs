//! NewsML 1.x: a `NewsItem` a record, however deep the components lie that it is built of. Its text stands in them as NITF, XHTML or plain
//! text, and what is known of it around them.

use std::collections::HashSet;

use super::blocks::text_lines;
use super::newsml::{bylines, is_introduction, overlay_headline};
use super::tree::Element;
use super::{dateline, nitf};
use crate::article::{Meta, Zone};
use crate::corpus::Reason;
use crate::corpus::dates::parse_day;
use crate::corpus::formats::html::Line;
use crate::corpus::formats::story::Story;
use crate::corpus::formats::words::{add_keywords, split_keywords};

/// Reads a `NewsItem`.
///
/// # Errors
/// When its provider withdrew it.
pub fn read(item: Element<'_>) -> Result<Story, (Reason, String)> {
    let status = item.at(&["NewsManagement", "Status"]).and_then(formal_name).unwrap_or_default().to_lowercase();
    if matches!(&*status, "canceled" | "withheld") {
        return Err((Reason::Unpublished, format!("its provider marked it as {status}")));
    }
    let said = deep(item, "NewsLines");
    let line = |name: &str| said.and_then(|lines| lines.all(name).find_map(Element::line));
    let headline = line("HeadLine");
    let mut story = content(item, said, headline.iter().cloned().collect());
    overlay_headline(&mut story, headline);
    if let Some(dateline) = line("DateLine") {
        dateline::set_before(&mut story, &dateline);
    }
    let (before, behind) = said.into_iter().flat_map(others).partition(|line| line.zone == Zone::Standfirst);
    story.introduce(before);
    story.lines.extend::<Vec<Line>>(behind);
    let id = item.at(&["Identification", "NewsIdentifier", "PublicIdentifier"]).and_then(Element::line);
    story.id = id.or(story.id);
    story.meta = meta(item, said, story.meta);
    Ok(story)
}

/// The texts of all components, in their order and each line once, those that are `known` aside: some say the same in several forms.
fn content(item: Element<'_>, said: Option<Element<'_>>, mut known: HashSet<String>) -> Story {
    let mut story = Story::default();
    for component in item.descendants().filter(|element| element.tag.name == "NewsComponent") {
        let zone = zone(component);
        for part in component.children() {
            let part = match &*part.tag.name {
                "ContentItem" => of_content(part, zone),
                "NewsLines" if said.is_none_or(|said| said.number() != part.number()) => of_lines(part, zone),
                _ => continue,
            };
            add(&mut story, part, &mut known);
        }
    }
    story
}

/// Adds a part: the first that has a headline gives it to the whole, and what it knows of itself.
fn add(story: &mut Story, mut part: Story, known: &mut HashSet<String>) {
    if story.headline.is_none() && (part.headline.is_some() || story.lines.is_empty()) {
        story.headline = part.headline.take();
        (story.id, story.meta) = (part.id, part.meta);
    }
    let headline = part.headline.filter(|headline| story.headline.as_ref() != Some(headline));
    let lines = headline.map(|text| Line { text, zone: Zone::Body }).into_iter().chain(part.lines);
    story.lines.extend(lines.filter(|line| known.insert(line.text.clone())));
}

/// The zone of a component by its role.
fn zone(component: Element<'_>) -> Zone {
    const PICTURES: [&str; 5] = ["caption", "picture", "photo", "image", "graphic"];
    let role = component.child("Role").and_then(formal_name).unwrap_or_default().to_lowercase();
    match &*role {
        role if PICTURES.iter().any(|picture| role.contains(picture)) => Zone::Caption,
        role if is_introduction(role) => Zone::Standfirst,
        _ => Zone::Body,
    }
}

/// The text of a content; what is a picture or packed has none here.
fn of_content(part: Element<'_>, zone: Zone) -> Story {
    let is_text = |kind: String| kind.to_lowercase().contains("text");
    if part.child("MediaType").and_then(formal_name).is_some_and(|kind| !is_text(kind)) {
        return Story::default();
    }
    let Some(data) = part.child("DataContent") else { return Story::default() };
    let Some(text) = data.child("nitf") else { return Story { lines: text_lines(data, zone), ..Story::default() } };
    let mut story = nitf::read(text);
    story.lines.iter_mut().filter(|line| line.zone == Zone::Body).for_each(|line| line.zone = zone);
    story
}

/// The headline of a component within the item, which is that of a picture or of a part of the text.
fn of_lines(part: Element<'_>, zone: Zone) -> Story {
    let lines = part.all("HeadLine").filter_map(Element::line).map(|text| Line { text, zone });
    Story { lines: lines.collect(), ..Story::default() }
}

/// The lines below the headline, and those of kinds that a house made up.
fn others(said: Element<'_>) -> Vec<Line> {
    let below = said.all("SubHeadLine").filter_map(Element::line);
    let below = below.map(|text| Line { text, zone: Zone::Standfirst });
    let others = said.all("NewsLine").flat_map(|line| {
        let kind = line.child("NewsLineType").and_then(formal_name).unwrap_or_default().to_lowercase();
        let zone = if is_introduction(&kind) { Zone::Standfirst } else { Zone::Boilerplate };
        line.all("NewsLineText").filter_map(Element::line).map(move |text| Line { text, zone })
    });
    below.chain(others).collect()
}

fn meta(item: Element<'_>, said: Option<Element<'_>>, inner: Meta) -> Meta {
    let day = |path: &[&str]| parse_day(&item.at(path)?.line()?);
    let first = day(&["NewsManagement", "FirstCreated"]);
    let changed = day(&["NewsManagement", "ThisRevisionCreated"]);
    let dated = || day(&["Identification", "NewsIdentifier", "DateId"]);
    let stated = || deep(item, "Language").and_then(formal_name);
    let marked = |element: Element<'_>| element.tag.attribute("xml:lang").map(ToOwned::to_owned);
    let language = marked(item).or_else(stated).or_else(|| marked(said?.child("HeadLine")?));
    Meta {
        source: source(item, said, &inner),
        byline: said.and_then(|said| bylines(said, "ByLine")).or(inner.byline).or_else(|| party(item, "Creator")),
        published: first.or(changed).or_else(dated).or(inner.published),
        updated: changed.filter(|changed| first.is_some_and(|first| *changed > first)).or(inner.updated),
        url: inner.url,
        language: language.or(inner.language),
        section: inner.section,
        keywords: keywords(said, inner.keywords),
    }
}

/// Who puts the item out: its provider by name, else whoever is named as its source or by its address.
fn source(item: Element<'_>, said: Option<Element<'_>>, inner: &Meta) -> String {
    let inner = || Some(inner.source.clone()).filter(|source| !source.is_empty());
    let credit = || said?.child("CreditLine")?.line();
    let address = || item.at(&["Identification", "NewsIdentifier", "ProviderId"])?.line();
    let named = party(item, "Provider").or_else(inner).or_else(|| party(item, "Source"));
    named.or_else(credit).or_else(address).unwrap_or_default()
}

fn keywords(said: Option<Element<'_>>, mut list: Vec<String>) -> Vec<String> {
    for line in said.into_iter().flat_map(|said| said.all("KeywordLine")).filter_map(Element::line) {
        add_keywords(&mut list, split_keywords(&line));
    }
    list
}

fn party(item: Element<'_>, name: &str) -> Option<String> {
    formal_name(deep(item, name)?.child("Party")?)
}

/// The first element of a name, at any depth.
fn deep<'t>(item: Element<'t>, name: &str) -> Option<Element<'t>> {
    item.descendants().find(|element| element.tag.name == name)
}

/// What NewsML calls whatever it names.
fn formal_name(element: Element<'_>) -> Option<String> {
    element.tag.attribute("FormalName").map(ToOwned::to_owned)
}
