//! Which line of a plain text is its headline.

use std::ops::Range;

use super::patterns;
use crate::article::Zone;
use crate::corpus::Draft;
use crate::text::paragraphs::paragraphs;

/// Longer lines are paragraphs: the longest headline of the Reuters archive has 130 characters.
const LONGEST: usize = 200;
/// A page may put this many blocks of its own before the headline.
const MOST_BEFORE: usize = 4;

/// Moves the headline, where there is one, out of the draft's body.
pub fn take(draft: &mut Draft) {
    let marks = draft.guide.marks(&draft.meta.source);
    let is_junk = |line: &str| marks.zone_of(line) == Some(Zone::Boilerplate);
    let Some(line) = find(&draft.body, is_junk) else {
        return;
    };
    let body = &draft.body;
    let after = &body[line.end..];
    let rest = after.trim_start_matches([' ', '\t', '\n', '\r']);
    // White space that opens the first paragraph (an indent) is the body's.
    let rest_start = body.len() - rest.len();
    let indent = body[line.end..rest_start].rfind('\n').map_or(rest_start, |at| line.end + at + 1);
    let before = body[..line.start].trim_start_matches(['\n', '\r']);
    draft.headline = Some(body[line.clone()].to_owned());
    draft.body = format!("{before}{}", &body[indent..]);
}

fn find(body: &str, is_junk: impl Fn(&str) -> bool) -> Option<Range<usize>> {
    let blocks = paragraphs(body);
    let is_of_page = |block: &str| is_junk(block) || patterns::opens_a_page(block);
    let own = blocks.iter().take(MOST_BEFORE).position(|block| !is_of_page(&body[block.clone()]))?;
    let block = blocks.get(own)?;
    let next = blocks.get(own + 1)?;
    let line = &body[block.clone()];
    let spaced = body[block.end..next.start].matches('\n').count() > 1;
    (reads_as_headline(line) && (spaced || next.len() > block.len())).then(|| block.clone())
}

/// One line of moderate length that does not end as a sentence or a list item does.
fn reads_as_headline(line: &str) -> bool {
    let unquoted = line.trim_end_matches(['"', '\'', '\u{201D}', '\u{2019}', ')']);
    let length = line.chars().count();
    let words = line.split_whitespace().count();
    let bullet = line.starts_with(['\u{2022}', '-', '*', '\u{2013}', '\u{2014}']);
    (2..=LONGEST).contains(&length)
        && words >= 2
        && !line.contains(['\n', '\r'])
        && !bullet
        && !unquoted.ends_with(['.', ';', ':', ',', '\u{2026}'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_line_is_the_headline_only_where_it_reads_as_one() {
        let headline = |body: &str| find(body, |_| false).map(|range| body[range].to_owned());
        assert_eq!(headline("Dam talks fail\n\nThe ministers left.").as_deref(), Some("Dam talks fail"));
        assert_eq!(
            headline("Is \u{2018}it\u{2019} over?\nThe ministers left on Monday.").as_deref(),
            Some("Is \u{2018}it\u{2019} over?")
        );
        assert_eq!(headline("In a statement, he left.\nThe ministers left."), None);
        assert_eq!(headline("Only a line"), None);
        assert_eq!(headline("\u{2022} a list\n\u{2022} of things"), None);
    }
}
