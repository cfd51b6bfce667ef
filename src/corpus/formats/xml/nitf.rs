//! NITF 3.x: one news text, with what is known of it in `head` and `body.head`.

use std::collections::HashSet;

use jiff::civil::Date;

use super::blocks::{lines, lines_without, text_lines};
use super::dateline;
use super::tree::{Element, Step};
use crate::article::{Meta, Zone};
use crate::corpus::dates::parse_day;
use crate::corpus::formats::html::{Line, collapsed};
use crate::corpus::formats::story::Story;
use crate::corpus::formats::words::{add_categories, add_keywords, split_keywords, without_by};

/// Reads a `nitf` element.
pub fn read(nitf: Element<'_>) -> Story {
    let documents = nitf.at(&["head", "docdata"]);
    let body = nitf.child("body");
    let head = body.and_then(|body| body.child("body.head"));
    let mut headlines = head.map(headlines).unwrap_or_default().into_iter();
    let title = || nitf.at(&["head", "title"])?.line();
    let mut story = Story {
        id: documents.and_then(|data| attribute(data, "doc-id", "id-string")),
        headline: headlines.next().or_else(title),
        lines: body.map(text).unwrap_or_default(),
        meta: meta(nitf, head),
    };
    if let Some(dateline) = head.and_then(|head| head.child("dateline")?.line()) {
        dateline::set_before(&mut story, &dateline);
    }
    let second = headlines.map(|text| Line { text, zone: Zone::Standfirst });
    let introduction = second.chain(head.into_iter().flat_map(introduction)).collect();
    story.introduce(introduction);
    story.lines.extend(head.into_iter().flat_map(notes));
    story
}

/// The headlines of an article, the main one first.
fn headlines(head: Element<'_>) -> Vec<String> {
    let is_hedline = |part: &Element<'_>| matches!(&*part.tag.name, "hedline" | "headline");
    let hedlines = || head.children().filter(is_hedline).flat_map(Element::children);
    let named = |name: &'static str| hedlines().filter(move |line| line.tag.name == name);
    named("hl1").chain(named("hl2")).filter_map(Element::line).collect()
}

fn introduction(head: Element<'_>) -> Vec<Line> {
    head.all("abstract").flat_map(|element| lines(element, Zone::Standfirst)).collect()
}

fn notes(head: Element<'_>) -> Vec<Line> {
    let notes = head.children().filter(|child| matches!(&*child.tag.name, "note" | "rights"));
    notes.flat_map(|note| lines(note, Zone::Boilerplate)).collect()
}

/// All of a body but its head: what is not well formed is not lost for it.
fn text(body: Element<'_>) -> Vec<Line> {
    let parts = body.children().filter(|part| part.tag.name != "body.head");
    if body.child("body.content").is_none() && body.child("body.head").is_none() {
        return lines(body, Zone::Body);
    }
    parts.flat_map(content).collect()
}

fn content(part: Element<'_>) -> Vec<Line> {
    match repeated(part) {
        blocks if blocks.is_empty() && part.tag.name == "body.content" => text_lines(part, Zone::Body),
        blocks => lines_without(part, Zone::Body, blocks),
    }
}

/// The blocks that say nothing new, since all their lines stand in the longest one too: the New York Times gives the lead of a text, that
/// of its page, and the full text, which begins with it.
fn repeated(part: Element<'_>) -> HashSet<usize> {
    if part.all("block").nth(1).is_none() {
        return HashSet::new();
    }
    let texts = |block| lines(block, Zone::Body).into_iter().map(|line| line.text).collect::<HashSet<String>>();
    let mut blocks: Vec<(usize, HashSet<String>)> =
        part.all("block").map(|block| (block.number(), texts(block))).collect();
    let longest = blocks.iter().enumerate().max_by_key(|(_, (_, lines))| lines.len()).map(|(at, _)| at);
    let Some((_, whole)) = longest.map(|at| blocks.swap_remove(at)) else { return HashSet::new() };
    blocks.retain(|(_, lines)| lines.is_subset(&whole));
    blocks.into_iter().map(|(number, _)| number).collect()
}

fn meta(nitf: Element<'_>, head: Option<Element<'_>>) -> Meta {
    let data = nitf.at(&["head", "docdata"]);
    let publication = nitf.at(&["head", "pubdata"]);
    let of_data = |name: &str, key: &str| data.and_then(|data| attribute(data, name, key));
    let published = |key: &str| publication.and_then(|found| found.tag.attribute(key)).map(ToOwned::to_owned);
    let in_head = |name: &str| head.and_then(|head| head.child(name)?.line());
    let source = published("name").or_else(|| in_head("distributor")).or_else(|| of_data("doc.copyright", "holder"));
    let story_date = || head.and_then(|head| attribute(head.child("dateline")?, "story.date", "norm"));
    let (first, updated) = days(nitf, publication);
    let mut meta = Meta {
        source: source.unwrap_or_default(),
        byline: head.and_then(byline),
        published: first.or_else(|| parse_day(&story_date()?)),
        updated,
        url: published("ex-ref").filter(|address| address.starts_with("http")),
        language: language(nitf),
        ..Meta::default()
    };
    classify(nitf, &mut meta);
    meta
}

/// The day it was out, and that of its last change. It is out where it is printed; else when it may be used, which for what is held back
/// is later than when it was issued; and what is issued once more after that is a change of it.
fn days(nitf: Element<'_>, publication: Option<Element<'_>>) -> (Option<Date>, Option<Date>) {
    let data = nitf.at(&["head", "docdata"]);
    let day = |name: &str| data.and_then(|data| parse_day(&attribute(data, name, "norm")?));
    let printed = publication.and_then(|found| parse_day(found.tag.attribute("date.publication")?));
    let (released, issued) = (day("date.release"), day("date.issue"));
    let first = printed.or(released).or(issued);
    let histories = nitf.child("head").into_iter().flat_map(|head| head.all("revision-history"));
    let revised = histories.filter_map(|history| parse_day(history.tag.attribute("norm")?)).max();
    (first, revised.max(issued).filter(|last| first.is_some_and(|first| *last > first)))
}

/// Section and keywords, wherever a house puts them: subjects of the IPTC by name, lists of keys, what indexers added.
fn classify(nitf: Element<'_>, meta: &mut Meta) {
    let Some(head) = nitf.child("head") else { return };
    let position = |data: Element<'_>| data.tag.attribute("position.section").map(ToOwned::to_owned);
    add_categories(meta, head.all("pubdata").find_map(position));
    let data = head.child("docdata");
    let fixture = || data.and_then(|data| attribute(data, "fixture", "fix-id"));
    let named = |wanted: &str| {
        let found = head.all("meta").find(|meta| meta.tag.attribute("name") == Some(wanted))?;
        Some(found.tag.attribute("content")?.split(';').next()?.trim().to_owned())
    };
    let by_name = || ["section", "online_sections", "category", "print_section", "dsk"].into_iter().find_map(named);
    if meta.section.is_none() {
        add_categories(meta, by_name().or_else(fixture));
    }
    add_keywords(&mut meta.keywords, subjects(head));
    add_keywords(&mut meta.keywords, data.into_iter().flat_map(keywords));
    let line = named("keywords").or_else(|| named("news_keywords")).unwrap_or_default();
    add_keywords(&mut meta.keywords, split_keywords(&line));
}

/// The subjects by their names, the widest first.
fn subjects(head: Element<'_>) -> Vec<String> {
    const NAMES: [&str; 3] = ["tobject.subject.type", "tobject.subject.matter", "tobject.subject.detail"];
    let subjects = head.all("tobject").flat_map(|object| object.all("tobject.subject"));
    subjects
        .flat_map(|subject| NAMES.iter().filter_map(move |name| subject.tag.attribute(name)))
        .map(ToOwned::to_owned)
        .collect()
}

/// The keys of a document, and what indexers found in it. A path through somebody's tree of subjects is none.
fn keywords(data: Element<'_>) -> Vec<String> {
    let keys =
        data.all("key-list").flat_map(|list| list.all("keyword")).filter_map(|keyword| keyword.tag.attribute("key"));
    let slug = data.all("du-key").filter_map(|key| key.tag.attribute("key"));
    let keys = keys.chain(slug).map(ToOwned::to_owned);
    let found = data.all("identified-content").flat_map(Element::children).filter_map(Element::line);
    keys.chain(found.filter(|name| !name.contains('/'))).collect()
}

fn language(nitf: Element<'_>) -> Option<String> {
    let own = |element: Element<'_>| {
        let language = ["xml:lang", "lang", "baselang"].into_iter().find_map(|name| element.tag.attribute(name));
        language.map(ToOwned::to_owned)
    };
    own(nitf).or_else(|| own(nitf.child("body")?))
}

fn byline(head: Element<'_>) -> Option<String> {
    // The same in the order of an index (`PELL, S`) is no second author.
    let is_shown = |line: &Element<'_>| line.tag.attribute("class") != Some("normalized_byline");
    let mut lines: Vec<String> = head.all("byline").filter(is_shown).filter_map(author).collect();
    lines.dedup();
    (!lines.is_empty()).then(|| lines.join(", "))
}

/// A name and the title behind it, which an element alone may part from it; a title without a name is one.
fn author(byline: Element<'_>) -> Option<String> {
    let (mut name, mut titles) = (String::new(), Vec::new());
    byline.walk(|step| match step {
        Step::Enter(element) if element.tag.name == "byttl" => {
            titles.extend(element.line());
            false
        }
        Step::Text(text) => {
            name.push_str(text);
            true
        }
        _ => true,
    });
    let name = without_by(collapsed(&name));
    let parts = std::iter::once(name.trim_end_matches([',', ' ']).to_owned()).chain(titles);
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn attribute(parent: Element<'_>, name: &str, key: &str) -> Option<String> {
    parent.all(name).find_map(|child| child.tag.attribute(key)).map(ToOwned::to_owned)
}
