//! The zone of every line of a page: what the extractor found is the body, corrected where the elements around a line tell better.

use std::collections::HashSet;
use std::hash::Hash;

use super::credits;
use super::headline::same;
use super::lines::{LINKED, PageLine, Shown};
use super::parts;
use super::stated::Compared;
use crate::article::Zone;

/// What is known of a page beside its lines.
pub struct Known<'a> {
    /// For each piece of text, whether the extractor took it for main text; none if it found none.
    pub holds: Option<&'a [bool]>,
    /// The line that is the headline.
    pub headline: Option<usize>,
    /// The page's own summary.
    pub summary: Option<&'a str>,
    /// Who wrote it.
    pub byline: Option<&'a str>,
    /// The language of the page.
    pub language: Option<&'a str>,
    /// The text as the page states it for machines.
    pub stated: Option<String>,
}

/// A zone for each line.
pub fn of_lines(shown: &Shown, known: &Known<'_>) -> Vec<Zone> {
    let lines = shown.lines.as_slice();
    let Some(holds) = known.holds else {
        return lines.iter().map(|line| if line.around.caption { Zone::Caption } else { Zone::Body }).collect();
    };
    let mut main: Vec<bool> = lines.iter().map(|line| is_held(shown, line, holds)).collect();
    parts::leave_other_articles(lines, &mut main, known.headline);
    parts::leave_talk(lines, &mut main);
    parts::leave_asides(lines, &mut main);
    leave_lists_of_links(lines, &mut main);
    leave_credits(lines, &mut main, known);
    take_paragraphs(lines, &mut main, known.headline);
    take_headings(lines, &mut main);
    take_stated(lines, &mut main, known.stated.as_deref());
    let first = main.iter().position(|held| *held).unwrap_or_default();
    let last = main.iter().rposition(|held| *held).unwrap_or_default();
    let start = known.headline.map_or(first, |headline| headline.min(first));
    let zone = |(index, line): (usize, &PageLine)| {
        let opens = (start..=first).contains(&index) && is_summary(line, known.summary);
        match main[index] {
            _ if opens => Zone::Standfirst,
            held if line.around.caption && (held || line.is_of_article() && (start..=last + 1).contains(&index)) => {
                Zone::Caption
            }
            true => Zone::Body,
            false => Zone::Boilerplate,
        }
    };
    lines.iter().enumerate().map(zone).collect()
}

/// Whether most of a line is main text.
fn is_held(shown: &Shown, line: &PageLine, holds: &[bool]) -> bool {
    let held = line.pieces.clone().filter(|piece| holds[*piece]).map(|piece| shown.pieces[piece].size);
    held.sum::<usize>() * 2 > line.size
}

/// Takes out runs of lines that are links and nothing else, at the ends of the main text or behind a heading. In tables they are entries.
fn leave_lists_of_links(lines: &[PageLine], main: &mut [bool]) {
    const SHORTEST: usize = 3;
    let is_link = |line: &PageLine| line.linked_share() >= LINKED && !line.around.cell;
    let held: Vec<usize> = (0..lines.len()).filter(|index| main[*index]).collect();
    let sentences = held.iter().filter(|index| !is_link(&lines[**index])).count();
    let mut start = 0;
    for run in held.chunk_by(|one, other| is_link(&lines[*one]) == is_link(&lines[*other])) {
        let at_end = start == 0 || start + run.len() == held.len();
        start += run.len();
        let is_list = is_link(&lines[run[0]]) && run.len() >= SHORTEST && at_end && sentences > run.len();
        for index in run.iter().filter(|_| is_list) {
            main[*index] = false;
        }
    }
}

/// Takes out the author line and the date above the report: they are known, and no part of the report.
fn leave_credits(lines: &[PageLine], main: &mut [bool], known: &Known<'_>) {
    /// Of a line that the site names so; longer ones tell of the author.
    const LONGEST: usize = 15;
    /// So many lines from the first on.
    const FIRST: usize = 8;
    let held: Vec<usize> = (0..lines.len()).filter(|index| main[*index]).take(FIRST).collect();
    for index in held {
        let line = &lines[index];
        let bare = ["By ", "BY ", "by "].iter().find_map(|by| line.text.strip_prefix(by)).unwrap_or(&line.text);
        let is_short = line.words() <= LONGEST && !line.text.ends_with(['.', '!', '?']);
        let named = is_short && (line.around.byline || known.byline.is_some_and(|byline| is_credit(bare, byline)));
        let reads_so =
            || line.words() <= LONGEST && !line.around.cell && credits::credit(&line.text, known.language).is_whole();
        if named || known.byline.is_some_and(|byline| same(bare, byline)) || reads_so() {
            main[index] = false;
        }
    }
}

/// `Jo Pell | 6 October 2025 | 27 comments`
fn is_credit(line: &str, byline: &str) -> bool {
    let behind = line.strip_prefix(byline).map(str::trim_start);
    behind.is_some_and(|behind| behind.starts_with(['|', '/', '-', '\u{2013}', '\u{2014}', '\u{b7}', '\u{2022}']))
}

/// Takes in the paragraphs that stand among those of the main text, in one element with them, or in others of the same name and classes
/// below the headline: some systems put every picture and every few paragraphs in a block of its own.
fn take_paragraphs(lines: &[PageLine], main: &mut [bool], headline: Option<usize>) {
    /// A shorter line may be a label.
    const SHORTEST: usize = 8;
    let held = || (0..lines.len()).filter(|index| main[*index]);
    let (Some(first), Some(last)) = (held().next(), held().next_back()) else {
        return;
    };
    let paragraphs = || held().map(|index| &lines[index].around).filter(|around| around.paragraph);
    let parents = repeated(paragraphs().filter_map(|around| around.parent));
    let kinds = repeated(paragraphs().filter_map(|around| around.kind));
    let blocks: HashSet<_> = paragraphs().filter_map(|around| Some((around.kind?, around.parent?))).collect();
    let several = repeated(blocks.into_iter().map(|(kind, _)| kind));
    let below = headline.map_or(lines.len(), |headline| headline + 1);
    for (index, line) in lines.iter().enumerate() {
        let among =
            (first..=last).contains(&index) && line.around.parent.is_some_and(|parent| parents.contains(&parent));
        // Behind the main text only where it stands in several such blocks already.
        let kinds = if index > last { &several } else { &kinds };
        let alike = index >= below && line.around.kind.is_some_and(|kind| kinds.contains(&kind));
        main[index] |= (among || alike)
            && line.around.paragraph
            && line.is_of_article()
            && line.linked_share() < 40
            && line.words() >= SHORTEST;
    }
}

/// What is there more than once.
fn repeated<T: Eq + Hash + Copy>(all: impl Iterator<Item = T>) -> HashSet<T> {
    let mut known = HashSet::new();
    all.filter(|one| !known.insert(*one)).collect()
}

/// Takes in the headings between two paragraphs of the main text, in one element with them.
fn take_headings(lines: &[PageLine], main: &mut [bool]) {
    for index in 1..lines.len().saturating_sub(1) {
        let [before, line, behind] = [&lines[index - 1], &lines[index], &lines[index + 1]];
        let is_text = |line: &PageLine| line.around.paragraph && line.around.heading == 0;
        let is_inside = main[index - 1] && main[index + 1] && is_text(before) && is_text(behind);
        let parents = [before.around.parent, behind.around.parent];
        main[index] |= is_inside
            && (2..=4).contains(&line.around.heading)
            && parents == [line.around.parent; 2]
            && line.linked == 0
            && line.is_of_article();
    }
}

/// Takes in the paragraphs that the page's own statement of the text holds.
fn take_stated(lines: &[PageLine], main: &mut [bool], stated: Option<&str>) {
    /// In letters and digits: what is shorter may stand anywhere.
    const SHORTEST: usize = 40;
    /// In bytes. Each line is looked for in the whole.
    const LONGEST: usize = 200_000;
    let Some(stated) = stated.filter(|stated| stated.len() <= LONGEST).map(letters) else {
        return;
    };
    // What a script shows later is hidden, and on some pages stands there a second time for small screens.
    let mut known: HashSet<String> =
        lines.iter().filter(|line| !line.around.hidden).map(|line| letters(&line.text)).collect();
    for (line, held) in lines.iter().zip(main).filter(|(line, held)| !**held && may_be_stated(line)) {
        let text = letters(&line.text);
        let is_new = !line.around.hidden || known.insert(text.clone());
        *held = is_new && text.len() >= SHORTEST && stated.contains(&text);
    }
}

fn may_be_stated(line: &PageLine) -> bool {
    line.around.aside.is_none() && !line.around.control && line.linked_share() < LINKED
}

/// Takes out all that a page shows whose text is stated, longer, and nowhere on it: what stands there instead asks to let scripts run, to
/// pay, to take cookies. The summary stays.
pub fn leave_foreign(lines: &[PageLine], zones: &mut [Zone], compared: &Compared) {
    /// So many times what was kept.
    const LONGER: usize = 3;
    let kept = || lines.iter().zip(&*zones).zip(&compared.shares).filter(|((_, zone), _)| **zone != Zone::Boilerplate);
    let shown: usize = kept().map(|((line, _), _)| line.size).sum();
    let stated: usize = compared.unshown.iter().map(|text| text.chars().count()).sum();
    if stated >= shown * LONGER && stated > 0 && !kept().any(|(_, shares)| *shares) {
        for zone in zones.iter_mut().filter(|zone| **zone == Zone::Body) {
            *zone = Zone::Boilerplate;
        }
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|next| next.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a line between headline and report is its summary: so named, or the one that the page states, and not its first paragraph.
fn is_summary(line: &PageLine, summary: Option<&str>) -> bool {
    /// In words.
    const LENGTHS: std::ops::RangeInclusive<usize> = 4..=90;
    let around = &line.around;
    let named = around.standfirst
        || (!around.paragraph || around.heading > 1) && summary.is_some_and(|summary| same(summary, &line.text));
    named && LENGTHS.contains(&line.words()) && line.is_of_article() && !around.caption
}

#[cfg(test)]
mod tests {
    use crate::article::Zone::{self, Body, Boilerplate, Standfirst};

    const PARAGRAPH: &str =
        "<p>The harbour office said, again, that ships would wait, and that the crews had been told so.</p>";

    /// The zone of the line that begins so, on a page with this in its article.
    fn zone_of(article: &str, start: &str) -> Option<Zone> {
        let page =
            format!("<html><head><title>Ships wait</title></head><body><h1>Ships wait</h1>{article}</body></html>");
        let draft = super::super::parse(page.as_bytes()).unwrap();
        let layout = draft.layout.unwrap();
        layout.iter().find(|(range, _)| draft.body[range.clone()].starts_with(start)).map(|(_, zone)| *zone)
    }

    #[test]
    fn a_paragraph_in_a_block_of_its_own_is_body_where_the_article_stands_in_several_such() {
        let block = |text: &str| {
            let inner = format!("<div class='text'><div class='inner'>{text}</div></div>");
            format!(
                "<div class='row'><div class='col'>{inner}</div></div><div class='row'><div class='slot'>Advertisement</div></div>"
            )
        };
        let late = "<p>Late on Monday the last of the crews was told to wait.</p>";
        let long = PARAGRAPH.repeat(9);
        let article = [block(&long), block(late), block(&long)].concat();
        assert_eq!(zone_of(&format!("<div class='layout'>{article}</div>"), "Late on Monday"), Some(Body));
    }

    #[test]
    fn a_heading_between_two_paragraphs_of_the_article_is_body() {
        let long = PARAGRAPH.repeat(5);
        let heading = "<h2 class='section-header'>What the crews say</h2>";
        let article = format!("<article><div class='content'>{long}{heading}{long}</div></article>");
        assert_eq!(zone_of(&article, "What the crews"), Some(Body));
    }

    #[test]
    fn a_day_and_a_name_above_the_report_are_no_body() {
        let long = PARAGRAPH.repeat(5);
        for line in ["June 03, 2025 at 11:33 am EDT", "6 min read\u{b7}Jun 3, 2025", "By Jo Pell and Ada Orr"] {
            assert_eq!(zone_of(&format!("<div><p>{line}</p>{long}{long}</div>"), line), Some(Boilerplate), "{line}");
        }
        let line = "June 3, 2025, is the day on which all of it began";
        assert_eq!(zone_of(&format!("<div><p>{line}</p>{long}{long}</div>"), line), Some(Body));
    }

    #[test]
    fn a_summary_is_known_by_the_names_that_sites_give_it() {
        for name in ["excerpt", "article-subhead", "preamble", "vorspann", "deck"] {
            let article = format!(
                "<p class='{name}'>The harbour is closed for a third day.</p><div>{}</div>",
                PARAGRAPH.repeat(9)
            );
            assert_eq!(zone_of(&article, "The harbour is closed"), Some(Standfirst), "{name}");
        }
    }
}
