//! Word documents and `OpenDocument` texts: which paragraph is the headline, what stands beside the text, what is known of it.

use super::prose::{Dialect, Paragraph, Prose, read, styles};
use super::{Parts, known, said};
use crate::article::Zone;
use crate::corpus::formats::Found;
use crate::corpus::formats::html::Line;
use crate::corpus::formats::story::{Story, summary};
use crate::corpus::formats::words::is_title;
use crate::corpus::{Draft, Fault, Reason};

/// Reads a Word document.
///
/// # Errors
/// When its text cannot be unpacked.
pub fn word(parts: &mut Parts<'_>, found: &mut Found<'_>) -> Result<Draft, Fault> {
    const ABOUT: [(&str, &str); 9] = [
        ("title", "title"),
        ("creator", "creator"),
        ("subject", "subject"),
        ("description", "description"),
        ("keywords", "keywords"),
        ("category", "category"),
        ("language", "language"),
        ("created", "created"),
        ("modified", "modified"),
    ];
    let styles = parts.text("word/styles.xml")?.map(|xml| styles(&xml, Dialect::Word)).unwrap_or_default();
    let xml = parts.text("word/document.xml")?.unwrap_or_default();
    let mut prose = read(&xml, Dialect::Word, &styles);
    name_break(&mut prose, found);
    let mut beside = Vec::new();
    for name in parts.names(|name| name.starts_with("word/") && is_beside(&name[5..])) {
        let xml = parts.text(&name)?.unwrap_or_default();
        let zone = if name.contains("notes") { Zone::Body } else { Zone::Boilerplate };
        let paragraphs = read(&xml, Dialect::Word, &styles).paragraphs;
        beside.extend(paragraphs.into_iter().map(|paragraph| Line { text: paragraph.text, zone }));
    }
    let about = parts.text("docProps/core.xml")?.map(|xml| said(&xml, &ABOUT)).unwrap_or_default();
    Ok(draft(prose.paragraphs, beside, known(about)))
}

/// The parts of a Word document that stand beside its text.
fn is_beside(name: &str) -> bool {
    ["footnotes", "endnotes", "header", "footer", "comments"].iter().any(|start| name.starts_with(start))
        && std::path::Path::new(name).extension().is_some_and(|end| end == "xml")
        && !name.contains('/')
        && !name.contains("Ext")
}

/// Reads an `OpenDocument` text.
///
/// # Errors
/// When it is encrypted, or its text cannot be unpacked.
pub fn open(parts: &mut Parts<'_>, found: &mut Found<'_>) -> Result<Draft, Fault> {
    const EDITOR: &str = "editor";
    const ABOUT: [(&str, &str); 9] = [
        ("title", "title"),
        ("initial-creator", "creator"),
        // Who changed it last.
        ("creator", EDITOR),
        ("subject", "subject"),
        ("description", "description"),
        ("keyword", "keywords"),
        ("language", "language"),
        ("creation-date", "created"),
        ("date", "modified"),
    ];
    let manifest = parts.text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(Fault::file(Reason::Encrypted, "the document opens with a password only"));
    }
    let xml = parts.text("content.xml")?.unwrap_or_default();
    let mut prose = read(&xml, Dialect::Open, &styles(&xml, Dialect::Open));
    name_break(&mut prose, found);
    let mut about = parts.text("meta.xml")?.map(|xml| said(&xml, &ABOUT)).unwrap_or_default();
    if let Some(editor) = about.remove(EDITOR) {
        about.entry("creator").or_insert(editor);
    }
    Ok(draft(prose.paragraphs, Vec::new(), known(about)))
}

/// Names where a document broke; what stands before is read.
fn name_break(prose: &mut Prose, found: &mut Found<'_>) {
    if let Some(broken) = prose.broken.take() {
        let detail = format!("line {}: {}; nothing behind it could be read", broken.line, broken.detail);
        found(Err(Fault::file(Reason::Document, detail)));
    }
}

fn draft(mut paragraphs: Vec<Paragraph>, beside: Vec<Line>, known: Draft) -> Draft {
    let title = known.headline.filter(|title| is_title(title));
    let headline = headline(&mut paragraphs).or(title);
    let introduction = known
        .layout
        .iter()
        .flatten()
        .map(|(range, zone)| Line { text: known.body[range.clone()].to_owned(), zone: *zone });
    let mut story = Story { headline, meta: known.meta, ..Story::default() };
    story.lines = paragraphs.into_iter().map(zoned).collect();
    let introduction = summary(introduction.collect(), &story.lines);
    story.introduce(introduction);
    let plain = story.headline.is_none() && story.lines.iter().all(|line| line.zone == Zone::Body);
    story.lines.extend(beside);
    let draft = story.draft();
    if !plain {
        return draft;
    }
    // Nothing is styled: the first line is a headline where it reads as one.
    let is_known = draft.layout.iter().flatten().any(|(_, zone)| *zone != Zone::Body);
    let layout = draft.layout.filter(|_| is_known);
    Draft { headline_inside: layout.is_none(), layout, ..draft }
}

/// Takes the headline out: the paragraph that is styled as the title, or a heading before all text.
fn headline(paragraphs: &mut Vec<Paragraph>) -> Option<String> {
    /// A cover may put this many paragraphs before its title.
    const MOST_BEFORE: usize = 8;
    let title = paragraphs.iter().take(MOST_BEFORE).position(|paragraph| paragraph.style == "title");
    let heading = || paragraphs.first().filter(|first| first.style.starts_with("heading")).map(|_| 0);
    let at = title.or_else(heading)?;
    Some(paragraphs.remove(at).text)
}

fn zoned(paragraph: Paragraph) -> Line {
    let zone = match &*paragraph.style {
        "subtitle" => Zone::Standfirst,
        "header" | "footer" => Zone::Boilerplate,
        style if style.contains("caption") || matches!(style, "illustration" | "figure") => Zone::Caption,
        _ => Zone::Body,
    };
    Line { text: paragraph.text, zone }
}
