//! Saved web pages. The text is what the page shows, line by line, in its order and each word once; a port of Readability tells which
//! of it is the main text, and what is left is boilerplate.

mod address;
mod authors;
mod credits;
mod elements;
mod facts;
mod headline;
mod lines;
mod linked_data;
mod main_text;
mod meta;
mod parts;
mod stated;
mod surroundings;
mod zones;

use dom_query::Document;

pub use self::elements::{collapsed, is_block, is_unseen};
use self::facts::Facts;
use self::lines::{PageLine, Shown};
use self::stated::Stated;
use self::zones::Known;
use super::shape::{Shape, shape};
use crate::article::{Meta, Zone};
use crate::corpus::decode::decode_declared;
use crate::corpus::{Draft, Fault, Reason};

/// One line of a page as it shows, with the zone its element gives it.
pub struct Line {
    pub text: String,
    pub zone: Zone,
}

pub fn parse(bytes: &[u8]) -> Result<Draft, Fault> {
    let page = decode_declared(bytes, "charset=")
        .ok_or_else(|| Fault::file(Reason::Binary, "the bytes are no text in any encoding"))?;
    let shape = shape(&page);
    let draft = if shape.fits_a_tree() {
        read(Document::from(&*page), &shape)
    } else {
        laid_out(None, bare_lines(&page), Meta::default())
    };
    if draft.is_empty() { Err(Fault::file(Reason::Empty, "the page shows no text")) } else { Ok(draft) }
}

fn read(page: Document, shape: &Shape) -> Draft {
    let mut shown = lines::shown(&page);
    let facts = Facts::of(&page);
    let article = meta::article(&facts, &headline::titles(&facts, &shown.lines));
    let stated = Stated::of(article);
    if shown.lines.is_empty() && stated.is_empty() {
        return Draft::default();
    }
    let main = shape.is_readable().then(|| main_text::find(page, &shown.pieces, shown.depth)).flatten();
    let (holds, byline) = main.map_or((None, None), |main| (Some(main.holds), main.byline));
    let mut meta = meta::of_page(&facts, article, byline.as_deref());
    let headline = headline::of_page(&facts, article, &shown.lines, &meta.source);
    meta::add_source(&mut meta, &facts, headline.as_deref());
    let place = headline.as_ref().and_then(|headline| place_of(headline, &shown));
    shown.settle_asides(place);
    credits::add(&mut meta, &shown.lines, place);
    let summary = facts.tag(&["og:description", "description", "twitter:description"]);
    let known = Known {
        holds: holds.as_deref(),
        headline: place,
        summary,
        byline: meta.byline.as_deref(),
        language: meta.language.as_deref(),
        stated: Some(stated.paragraphs.concat()).filter(|text| !text.is_empty()),
    };
    let mut zones = zones::of_lines(&shown, &known);
    let compared = stated.compared(&shown.lines);
    zones::leave_foreign(&shown.lines, &mut zones, &compared);
    let end = zones.iter().rposition(|zone| *zone != Zone::Boilerplate).map_or(zones.len(), |last| last + 1);
    let lines = shown.lines.into_iter().zip(zones).enumerate().filter(|(index, _)| Some(*index) != place);
    let (before, behind): (Vec<_>, Vec<_>) = lines.partition(|(index, _)| *index < end);
    let line = |(_, (line, zone)): (usize, (PageLine, Zone))| Line { text: line.text, zone };
    let unshown = compared.unshown.into_iter().map(|text| Line { text, zone: Zone::Body });
    let lines = before.into_iter().map(line).chain(unshown).chain(behind.into_iter().map(line));
    laid_out(headline, lines.collect(), meta)
}

/// The line that is the headline: a heading before other lines, a higher one before a lower.
fn place_of(headline: &str, shown: &Shown) -> Option<usize> {
    let same = shown
        .lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.text == headline || headline::same(&line.text, headline));
    let rank = |level: u8| if level == 0 { u8::MAX } else { level };
    same.min_by_key(|(_, line)| rank(line.around.heading)).map(|(index, _)| index)
}

/// What a fragment shows, a paragraph for each of its lines.
pub fn shown(fragment: &str) -> String {
    shown_lines(fragment).into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n\n")
}

/// The lines that a page, or a piece of one, shows.
pub fn shown_lines(html: &str) -> Vec<Line> {
    if !shape(html).fits_a_tree() {
        return bare_lines(html);
    }
    let lines = lines::shown(&Document::from(html)).lines.into_iter();
    lines.map(|line| Line { zone: zone_of(&line), text: line.text }).collect()
}

/// The zone of a line of a text that stands alone: in what is set aside, a line of links leads to other texts.
fn zone_of(line: &PageLine) -> Zone {
    match line {
        line if line.around.caption => Zone::Caption,
        line if line.around.aside.is_some() && line.linked_share() >= 50 => Zone::Boilerplate,
        _ => Zone::Body,
    }
}

/// What stands between the tags, for a page that no parser can be given.
fn bare_lines(page: &str) -> Vec<Line> {
    let between = page.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    let lines = between.map(collapsed).filter(|text| !text.is_empty());
    lines.map(|text| Line { text, zone: Zone::Body }).collect()
}

fn laid_out(headline: Option<String>, lines: Vec<Line>, meta: Meta) -> Draft {
    let mut body = String::new();
    let mut layout = Vec::with_capacity(lines.len());
    for line in lines {
        if !body.is_empty() {
            body.push_str("\n\n");
        }
        let start = body.len();
        body.push_str(&line.text);
        layout.push((start..body.len(), line.zone));
    }
    Draft { headline, body, headline_inside: false, meta, layout: Some(layout), ..Draft::default() }
}

#[cfg(test)]
mod tests;
