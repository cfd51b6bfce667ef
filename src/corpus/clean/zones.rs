//! The zone of every paragraph of a body.

use std::ops::Range;

use xxhash_rust::xxh3::xxh3_64;

use super::Edges;
use super::patterns::{self, Junk, Section};
use crate::article::Zone;
use crate::corpus::Draft;
use crate::corpus::rules::Marks;
use crate::text::paragraphs::paragraphs;

/// A paragraph of the body with its zone.
pub struct Laid {
    pub range: Range<usize>,
    pub zone: Zone,
    /// Whether a rule of the archive gave it its zone.
    pub ruled: bool,
    /// Whether the reader of the format left it out of the article. It stands where the page has it, before the article or behind it.
    left_out: bool,
}

/// The paragraphs of the draft with the zones that the reader knew or that patterns and position tell.
pub fn lay_out(draft: &Draft) -> Vec<Laid> {
    let known = draft.layout.clone();
    let found = || paragraphs(&draft.body).into_iter().map(|range| (range, Zone::Body)).collect();
    let marks = draft.guide.marks(&draft.meta.source);
    let laid = known.unwrap_or_else(found).into_iter();
    let mut blocks: Vec<Laid> = laid.flat_map(|(range, zone)| ruled(&marks, &draft.body, range, zone)).collect();
    mark_captions_and_standfirst(&draft.body, &mut blocks);
    mark_junk(&draft.body, &mut blocks);
    mark_closing_appeals(&draft.body, &mut blocks);
    blocks
}

/// A paragraph, cut where the rules know some of its lines.
fn ruled(marks: &Marks<'_>, body: &str, range: Range<usize>, zone: Zone) -> impl Iterator<Item = Laid> {
    let laid = move |(range, known): (Range<usize>, Option<Zone>)| {
        let left_out = zone == Zone::Boilerplate && known.is_none();
        let zone = match known {
            Some(Zone::Boilerplate) => Zone::Boilerplate,
            Some(_) if zone == Zone::Boilerplate => Zone::Body,
            _ => zone,
        };
        Laid { range, zone, ruled: known.is_some(), left_out }
    };
    marks.cut(body, range).into_iter().map(laid)
}

fn mark_captions_and_standfirst(body: &str, blocks: &mut [Laid]) {
    let several = blocks.len() > 1;
    for (index, block) in blocks.iter_mut().enumerate().filter(|(_, block)| block.zone == Zone::Body) {
        let text = &body[block.range.clone()];
        if index == 0 && several && patterns::is_bullet_list(text) {
            block.zone = Zone::Standfirst;
        } else if patterns::is_caption(text) {
            block.zone = Zone::Caption;
        }
    }
}

/// Reads the page from top to bottom: a junk line is junk by itself; a section (comments, teasers, an appeal) takes what belongs
/// to it with it. What the reader left out opens no section, but the one for comments, which swallows what it kept of them.
fn mark_junk(body: &str, blocks: &mut [Laid]) {
    let mut section = None;
    let all: usize = blocks.iter().map(own_length).sum();
    let mut before = 0;
    for block in blocks.iter_mut().filter(|block| !block.ruled) {
        let text = &body[block.range.clone()];
        let own = own_length(block);
        match patterns::classify(text) {
            Some(Junk::Line) => block.zone = Zone::Boilerplate,
            Some(Junk::Opens(opened)) if !block.left_out || opened == Section::Comments => {
                block.zone = Zone::Boilerplate;
                let is_late = is_late(before, all, block.left_out);
                section = Some(opened)
                    .filter(|opened| *opened != Section::Comments || is_late)
                    .or(section.filter(|_| block.left_out));
            }
            _ if section.is_some_and(|section| belongs(section, text)) => block.zone = Zone::Boilerplate,
            _ if block.left_out => {}
            _ => section = None,
        }
        before += own;
    }
}

fn own_length(block: &Laid) -> usize {
    if block.left_out { 0 } else { block.range.len() }
}

/// A comment form swallows the rest of the page only behind an article: some 50 words and a quarter of the page. In bytes. A link to the
/// comments may stand anywhere on a page of the web; there it has to stand behind most of what was kept.
fn is_late(before: usize, all: usize, left_out: bool) -> bool {
    let quarters = if left_out { 3 } else { 1 };
    before >= 300 && before * 4 >= all * quarters
}

fn belongs(section: Section, text: &str) -> bool {
    match section {
        Section::Comments => true,
        Section::Teasers => patterns::is_teaser(text),
        Section::Appeal => patterns::is_appeal(text),
    }
}

/// From the end upwards: appeals among the junk at the foot of a page.
fn mark_closing_appeals(body: &str, blocks: &mut [Laid]) {
    for block in blocks.iter_mut().rev() {
        if block.zone != Zone::Boilerplate && (block.ruled || !patterns::is_appeal(&body[block.range.clone()])) {
            break;
        }
        block.zone = Zone::Boilerplate;
    }
}

/// How many blocks at each end of an article count as its edges, and how long such a line may be, in bytes. Footers are shorter than
/// paragraphs, but not by much.
const FIRST_BLOCKS: usize = 2;
const LAST_BLOCKS: usize = 8;
const LONGEST_EDGE: usize = 400;

/// The edge lines of a body; none where the source is not known, since pages of different sites share their wording.
pub fn edges(body: &str, blocks: &[Laid], source: u64) -> Edges {
    let lines =
        edge_blocks(blocks).filter(|_| source != 0).filter_map(|index| line_hash(body, &blocks[index])).collect();
    Edges { source, lines }
}

fn edge_blocks(blocks: &[Laid]) -> impl Iterator<Item = usize> {
    let own: Vec<usize> = (0..blocks.len()).filter(|index| !blocks[*index].left_out).collect();
    let (count, last) = (own.len(), own.len().saturating_sub(LAST_BLOCKS).max(FIRST_BLOCKS));
    (0..FIRST_BLOCKS.min(count)).chain(last..count).map(move |index| own[index])
}

fn line_hash(body: &str, block: &Laid) -> Option<u64> {
    let line = &body[block.range.clone()];
    (line.len() <= LONGEST_EDGE).then(|| xxh3_64(line.as_bytes()))
}

/// Marks the repeated lines (`bits`, in the order of the edges) that stand at the very top or the very end, or beside other junk there.
pub fn mark_repeated(body: &str, blocks: &mut [Laid], edges: &Edges, bits: u32) {
    if bits == 0 {
        return;
    }
    let is_repeated = |block: &Laid| {
        let hash = line_hash(body, block);
        edges.lines.iter().enumerate().any(|(index, line)| bits & 1 << index != 0 && Some(*line) == hash)
    };
    let is_junk = |block: &Laid| block.zone == Zone::Boilerplate || (!block.ruled && is_repeated(block));
    let last = blocks.iter().rposition(|block| !is_junk(block)).map_or(0, |at| at + 1);
    let first = blocks.iter().position(|block| !is_junk(block)).unwrap_or_default();
    for block in &mut blocks[last..] {
        block.zone = Zone::Boilerplate;
    }
    for block in &mut blocks[..first] {
        block.zone = Zone::Boilerplate;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zones(body: &str) -> Vec<(String, bool)> {
        let draft = Draft { body: body.to_owned(), ..Draft::default() };
        lay_out(&draft)
            .iter()
            .map(|laid| (body[laid.range.clone()].to_owned(), laid.zone == Zone::Boilerplate))
            .collect()
    }

    fn junk(body: &str) -> Vec<String> {
        zones(body).into_iter().filter(|(_, junk)| *junk).map(|(text, _)| text).collect()
    }

    const REPORT: &str = "The ministers met for two hours on Friday in the old customs house by the river, and left by separate doors. \
        Neither spoke to the reporters who had waited since dawn. A spokeswoman said that the talks would go on next week, and that the \
        dam would stay closed until then, whatever the farmers of the lower valley might say about it in the meantime.";

    #[test]
    fn a_comment_form_takes_the_rest_of_the_page_with_it() {
        let body =
            format!("{REPORT}\n\n3 Comments\n\nAda says: I was there and saw nothing of the kind.\n\nLeave a Reply");
        assert_eq!(junk(&body).len(), 3);
        assert!(junk(&format!("0 Comments\n\n{REPORT}\n\n{REPORT}")).len() == 1);
    }

    #[test]
    fn a_list_of_teasers_ends_where_the_report_resumes() {
        let body = format!(
            "{REPORT}\n\nRelated stories\n\nRiver rises again\n\nWhy the dam was built...\n\n{REPORT}\n\nThe end came late."
        );
        assert_eq!(junk(&body), ["Related stories", "River rises again", "Why the dam was built..."]);
    }

    #[test]
    fn a_promotion_in_the_middle_takes_nothing_with_it() {
        let body = format!("{REPORT}\n\nJoin our WhatsApp channel for alerts\n\n{REPORT}");
        assert_eq!(junk(&body), ["Join our WhatsApp channel for alerts"]);
    }

    /// A page of the web: what the reader left out stands before and behind what it kept.
    fn page(before: &[&str], kept: &[&str], behind: &[&str]) -> Draft {
        let (mut body, mut layout) = (String::new(), Vec::new());
        let zoned = |zone| move |line: &&str| ((*line).to_owned(), zone);
        let left_out = zoned(Zone::Boilerplate);
        let kept = kept.iter().map(zoned(Zone::Body));
        for (line, zone) in before.iter().map(left_out).chain(kept).chain(behind.iter().map(left_out)) {
            let start = body.len() + if body.is_empty() { 0 } else { 2 };
            body = if body.is_empty() { line } else { format!("{body}\n\n{line}") };
            layout.push((start..body.len(), zone));
        }
        Draft { body, layout: Some(layout), ..Draft::default() }
    }

    fn kept(draft: &Draft) -> Vec<&str> {
        let laid = lay_out(draft);
        let kept = laid.into_iter().filter(|laid| laid.zone == Zone::Body);
        kept.map(|laid| &draft.body[laid.range]).collect()
    }

    #[test]
    fn what_stands_before_the_article_of_a_page_takes_nothing_of_it_along() {
        let menu = ["Leave a comment", "Trending", "Donate", "Support our journalism"];
        let article = ["Rivers rise again", REPORT, "The end"];
        assert_eq!(kept(&page(&[&menu[..], &[REPORT; 3]].concat(), &article, &[])), article);
    }

    #[test]
    fn comments_that_were_kept_are_junk_behind_the_heading_that_was_not() {
        let draft = page(&[], &[REPORT, REPORT, REPORT], &["3 Comments"]);
        let mut draft = Draft { body: format!("{}\n\nI was there.", draft.body), ..draft };
        let start = draft.body.len() - "I was there.".len();
        draft.layout.as_mut().unwrap().push((start..draft.body.len(), Zone::Body));
        assert_eq!(kept(&draft), [REPORT; 3]);
    }

    #[test]
    fn the_edges_of_a_page_are_those_of_what_was_kept() {
        let draft = page(&["Home", "World", "Sport"], &["Printed from", REPORT, "Ends"], &["About us"]);
        let mut blocks = lay_out(&draft);
        let edges = edges(&draft.body, &blocks, 1);
        assert_eq!(edges.lines, ["Printed from", REPORT, "Ends"].map(|line| xxh3_64(line.as_bytes())));
        mark_repeated(&draft.body, &mut blocks, &edges, 0b101);
        let own: Vec<&str> =
            blocks.iter().filter(|laid| laid.zone == Zone::Body).map(|laid| &draft.body[laid.range.clone()]).collect();
        assert_eq!(own, [REPORT]);
    }

    #[test]
    fn repeated_lines_are_junk_only_at_the_edges() {
        let body = format!("Thank you.\n\n{REPORT}\n\nThe Gazette is paid for by its owner.\n\nThank you.");
        let draft = Draft { body, ..Draft::default() };
        let mut blocks = lay_out(&draft);
        let edges = edges(&draft.body, &blocks, 1);
        mark_repeated(&draft.body, &mut blocks, &edges, u32::MAX);
        assert!(blocks.iter().all(|block| block.zone == Zone::Boilerplate) || blocks[1].zone == Zone::Body);
        let only_last = 1 << (edges.lines.len() - 1);
        let mut blocks = lay_out(&draft);
        mark_repeated(&draft.body, &mut blocks, &edges, only_last);
        assert_eq!(
            blocks.iter().map(|block| block.zone == Zone::Boilerplate).collect::<Vec<_>>(),
            [true, false, false, true]
        );
    }
}
