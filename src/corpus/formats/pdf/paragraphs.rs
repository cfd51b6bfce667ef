//! From lines with their places to a story: what every page repeats is set apart, the others are joined to paragraphs, and the largest
//! of the first page is the headline. Knows no PDF.

use std::collections::{HashMap, HashSet};

use super::glyphs::Line;
use crate::article::Zone;
use crate::corpus::formats::html;
use crate::corpus::formats::story::Story;

/// A paragraph on its way.
struct Paragraph {
    text: String,
    size: f64,
    page: usize,
}

/// The story that the lines tell.
pub fn story(lines: Vec<Line>) -> Story {
    let leading = leading(&lines);
    let repeated = repeated(&lines);
    let is_furniture =
        |line: &Line| is_at_edge(line) && (is_number(&line.text) || repeated.contains(&shape(&line.text)));
    let (furniture, lines): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(is_furniture);
    let words = words(&lines);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut last: Option<&Line> = None;
    for line in &lines {
        match (last, paragraphs.last_mut()) {
            (Some(before), Some(paragraph)) if !parts(before, line, leading) => {
                join(&mut paragraph.text, &line.text, &words);
            }
            _ => paragraphs.push(Paragraph { text: line.text.clone(), size: line.size, page: line.page }),
        }
        last = Some(line);
    }
    let headline = headline(&paragraphs, &lines).map(|at| paragraphs.remove(at).text);
    let mut story = Story { headline, ..Story::default() };
    story.lines.extend(paragraphs.into_iter().map(|paragraph| html::Line { text: paragraph.text, zone: Zone::Body }));
    let mut seen = HashSet::new();
    let furniture = furniture.into_iter().map(|line| line.text).filter(|text| seen.insert(text.clone()));
    story.lines.extend(furniture.map(|text| html::Line { text, zone: Zone::Boilerplate }));
    story
}

/// The distance between the base lines of a paragraph, as a multiple of the size: the most frequent one.
fn leading(lines: &[Line]) -> f64 {
    const USUAL: f64 = 1.2;
    let mut counts: HashMap<i64, usize> = HashMap::new();
    for pair in lines.windows(2) {
        let distance = (pair[0].base - pair[1].base) / pair[0].size;
        if pair[0].page == pair[1].page && (0.8..2.5).contains(&distance) {
            *counts.entry((distance * 20.0).round() as i64).or_default() += 1;
        }
    }
    let most = counts.into_iter().max_by_key(|(distance, count)| (*count, std::cmp::Reverse(*distance)));
    most.map_or(USUAL, |(distance, _)| distance as f64 / 20.0)
}

/// Whether a line stands in the margin above or below the text.
fn is_at_edge(line: &Line) -> bool {
    const MARGIN: f64 = 0.1;
    line.base > line.height * (1.0 - MARGIN) || line.base < line.height * MARGIN
}

/// The lines at the edges of several pages, their numbers left aside: on three pages, or on both of two.
fn repeated(lines: &[Line]) -> HashSet<String> {
    let mut pages: HashMap<String, HashSet<usize>> = HashMap::new();
    for line in lines.iter().filter(|line| is_at_edge(line)) {
        pages.entry(shape(&line.text)).or_default().insert(line.page);
    }
    let all = lines.iter().map(|line| line.page).collect::<HashSet<_>>().len();
    let fewest = if all < 3 { 2 } else { 3 };
    pages.into_iter().filter(|(_, pages)| pages.len() >= fewest).map(|(text, _)| text).collect()
}

/// A line with its digits left aside.
fn shape(text: &str) -> String {
    text.chars()
        .map(|letter| if letter.is_numeric() { '0' } else { letter })
        .collect::<String>()
        .replace("00", "0")
        .replace("00", "0")
}

/// The number of a page and nothing else.
fn is_number(text: &str) -> bool {
    let bare = text.to_lowercase();
    let bare = bare.trim_matches(|letter: char| !letter.is_alphanumeric());
    let bare = bare.strip_prefix("page").or_else(|| bare.strip_prefix("p.")).unwrap_or(bare).trim();
    let is_count =
        bare.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, ' ' | '/')) || bare.contains(" of ");
    let is_roman = bare.chars().all(|letter| matches!(letter, 'i' | 'v' | 'x'));
    bare.len() <= 12 && (is_count && bare.starts_with(|letter: char| letter.is_ascii_digit()) || is_roman)
        || bare.is_empty()
}

/// Whether a new paragraph begins with `line`.
fn parts(before: &Line, line: &Line, leading: f64) -> bool {
    let size = before.size;
    if (line.size - size).abs() > size * 0.12 {
        return true;
    }
    let down = (before.base - line.base) / size;
    if before.page != line.page || down < 0.2 {
        // In the next column, or on the next page: a sentence goes on.
        return ends_sentence(&before.text) || !begins_within(&line.text);
    }
    let is_far = down > leading * 1.3 + 0.1;
    let indent = line.left - before.left;
    let is_indented = indent > size * 0.8 && indent < size * 8.0;
    let is_cut_short = before.right < line.right - size * 4.0 && ends_sentence(&before.text);
    let is_item = line.text.starts_with(['•', '–', '■', '▪', '◦', '●']);
    is_far || is_indented || is_cut_short || is_item
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', ')', '»']).ends_with(['.', '!', '?', ':', '…'])
}

fn begins_within(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_lowercase() || letter.is_numeric()) || text.split(' ').count() > 3
}

/// All words of the document, by which a hyphen at the end of a line is told.
fn words(lines: &[Line]) -> HashSet<&str> {
    let words = lines.iter().flat_map(|line| line.text.split(' '));
    words.map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric())).collect()
}

/// Puts a line behind a text. A hyphen at its end goes, unless the document writes the word with one elsewhere.
fn join(text: &mut String, line: &str, words: &HashSet<&str>) {
    let hyphens = ['-', '\u{AD}', '\u{2010}'];
    let is_cut = text.ends_with(hyphens) && text.trim_end_matches(hyphens).ends_with(char::is_alphabetic);
    if !is_cut || !line.starts_with(char::is_lowercase) {
        if !text.ends_with(['—', '\u{AD}']) {
            text.push(' ');
        }
        text.push_str(line);
        return;
    }
    let bare = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned();
    let first = text.rsplit(' ').next().unwrap_or_default().trim_end_matches(hyphens);
    let second = line.split(' ').next().unwrap_or_default();
    let (joined, hyphened) = (bare(&format!("{first}{second}")), bare(&format!("{first}-{second}")));
    let keeps = !text.ends_with('\u{AD}') && words.contains(hyphened.as_str()) && !words.contains(joined.as_str());
    if !keeps {
        text.pop();
    }
    text.push_str(line);
}

/// The paragraph of the largest letters on the first page, where they are larger than those of the text and it is no text itself.
fn headline(paragraphs: &[Paragraph], lines: &[Line]) -> Option<usize> {
    const LONGEST: usize = 250;
    const LARGER: f64 = 1.15;
    let mut letters: HashMap<i64, usize> = HashMap::new();
    for line in lines {
        *letters.entry((line.size * 4.0).round() as i64).or_default() += line.text.len();
    }
    let (size, _) = letters.into_iter().max_by_key(|(size, count)| (*count, std::cmp::Reverse(*size)))?;
    let usual = size as f64 / 4.0;
    let first = paragraphs.first()?.page;
    let on_first = paragraphs.iter().enumerate().take_while(|(_, paragraph)| paragraph.page == first);
    let fits = |text: &str| text.len() <= LONGEST && text.chars().filter(|letter| letter.is_alphabetic()).count() >= 3;
    let fitting = on_first.filter(|(_, paragraph)| paragraph.size >= usual * LARGER && fits(&paragraph.text));
    // Of several of a size the first.
    let largest = fitting.reduce(|best, other| if other.1.size > best.1.size * 1.02 { other } else { best });
    largest.map(|(at, _)| at)
}
