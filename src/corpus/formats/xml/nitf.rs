//! NITF 3.x: one news text, with what is known of it in `head` and `body.head`.

use super::blocks::lines;
use super::story::Story;
use super::tree::Element;
use crate::article::{Meta, Zone};
use crate::corpus::dates::parse_day;
use crate::corpus::formats::html::Line;

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
        set_before(&mut story.lines, &dateline);
    }
    let second = headlines.map(|text| Line { text, zone: Zone::Standfirst });
    let introduction = second.chain(head.into_iter().flat_map(introduction)).collect();
    story.introduce(introduction);
    story.lines.extend(head.into_iter().flat_map(notes));
    story
}

/// The headlines of an article, the main one first.
fn headlines(head: Element<'_>) -> Vec<String> {
    let hedlines = || head.all("hedline").flat_map(Element::children);
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
    parts.flat_map(|part| lines(part, Zone::Body)).collect()
}

/// `ATHENS, Nov. 3` opens the first paragraph, as it does in print, unless it stands there already.
fn set_before(lines: &mut [Line], dateline: &str) {
    if let Some(first) = lines.iter_mut().find(|line| line.zone == Zone::Body)
        && !first.text.starts_with(dateline)
    {
        first.text = format!("{dateline} — {}", first.text);
    }
}

fn meta(nitf: Element<'_>, head: Option<Element<'_>>) -> Meta {
    let data = nitf.at(&["head", "docdata"]);
    let publication = nitf.at(&["head", "pubdata"]);
    let of_data = |name: &str, key: &str| data.and_then(|data| attribute(data, name, key));
    let published = |key: &str| publication.and_then(|found| found.tag.attribute(key)).map(ToOwned::to_owned);
    let in_head = |name: &str| head.and_then(|head| head.child(name)?.line());
    let source = published("name").or_else(|| in_head("distributor")).or_else(|| of_data("doc.copyright", "holder"));
    let days = [of_data("date.issue", "norm"), published("date.publication"), of_data("date.release", "norm")];
    let story_date = || head.and_then(|head| attribute(head.child("dateline")?, "story.date", "norm"));
    Meta {
        source: source.unwrap_or_default(),
        byline: head.and_then(byline),
        published: days.into_iter().flatten().find_map(|day| parse_day(&day)).or_else(|| parse_day(&story_date()?)),
        url: published("ex-ref").filter(|address| address.starts_with("http")),
        language: language(nitf),
        ..Meta::default()
    }
}

fn language(nitf: Element<'_>) -> Option<String> {
    let own = |element: Element<'_>| {
        let language = element.tag.attribute("xml:lang").or_else(|| element.tag.attribute("lang"));
        language.map(ToOwned::to_owned)
    };
    own(nitf).or_else(|| own(nitf.child("body")?))
}

fn byline(head: Element<'_>) -> Option<String> {
    let lines: Vec<String> = head.all("byline").filter_map(Element::line).map(without_by).collect();
    (!lines.is_empty()).then(|| lines.join(", "))
}

/// `By Nadja Ferrant` without its `By`, which other formats do not write.
pub fn without_by(byline: String) -> String {
    match byline.get(..3) {
        Some(by) if by.eq_ignore_ascii_case("by ") => byline[3..].to_owned(),
        _ => byline,
    }
}

fn attribute(parent: Element<'_>, name: &str, key: &str) -> Option<String> {
    parent.all(name).find_map(|child| child.tag.attribute(key)).map(ToOwned::to_owned)
}
