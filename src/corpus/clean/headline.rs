//! Which line of a plain text is its headline.

use std::ops::Range;

use super::patterns;
use crate::article::Zone;
use crate::corpus::Draft;
use crate::corpus::dates::parse_day;
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
    draft.headline = Some(draft.body[line.clone()].to_owned());
    draft.body = without(&draft.body, &line);
}

/// The body without its headline.
fn without(body: &str, line: &Range<usize>) -> String {
    let after = &body[line.end..];
    let before = body[..line.start].trim_start_matches(['\n', '\r']);
    let last = before.rfind('\n').filter(|_| before[before.trim_end().len()..].matches('\n').count() == 1);
    if let Some(last) = last {
        // It stood right below another line, which now ends the paragraph.
        return format!("{}{after}", before[..last].trim_end_matches('\r'));
    }
    let rest_start = body.len() - after.trim_start_matches([' ', '\t', '\n', '\r']).len();
    // White space that opens the first paragraph (an indent) is the body's.
    let indent = body[line.end..rest_start].rfind('\n').map_or(rest_start, |at| line.end + at + 1);
    format!("{before}{}", &body[indent..])
}

fn find(body: &str, is_junk: impl Fn(&str) -> bool) -> Option<Range<usize>> {
    let blocks = paragraphs(body);
    let text = |range: &Range<usize>| &body[range.clone()];
    let is_of_page = |block: &Range<usize>| {
        is_junk(text(block))
            || patterns::opens_a_page(text(block))
            || lines_of(body, block).iter().all(|line| is_junk(text(line)))
    };
    let own = blocks.iter().take(MOST_BEFORE).position(|block| !is_of_page(block))?;
    // Above it and below it in one paragraph may stand lines that the rules know, and below it who wrote the text and when.
    let mut lines = lines_of(body, &blocks[own]).into_iter().skip_while(|line| is_junk(text(line)));
    let line = lines.next()?;
    let is_aside = |range: &Range<usize>| is_junk(text(range)) || is_byline(text(range)) || is_day(text(range));
    let is_alone = lines.all(|below| is_aside(&below));
    let next = blocks.get(own + 1)?;
    let spaced = body[blocks[own].end..next.start].matches('\n').count() > 1;
    let report = blocks[own + 1..].iter().find(|block| !is_aside(block)).unwrap_or(next);
    (is_alone && reads_as_headline(text(&line)) && (spaced || report.len() > line.len())).then_some(line)
}

/// The lines of a paragraph, without the white space around them.
fn lines_of(body: &str, block: &Range<usize>) -> Vec<Range<usize>> {
    let (mut lines, mut start) = (Vec::new(), block.start);
    for line in body[block.clone()].split(['\n', '\r']) {
        let indent = line.len() - line.trim_start().len();
        if !line.trim().is_empty() {
            lines.push(start + indent..start + indent + line.trim().len());
        }
        start += line.len() + 1;
    }
    lines
}

/// `By Jo Pell`, `Von Jo Pell und Al Ro, Karachi`: names behind the word for it.
fn is_byline(line: &str) -> bool {
    const LONGEST: usize = 100;
    const WORDS: [&str; 4] = ["by", "von", "par", "por"];
    const BETWEEN: [&str; 16] =
        ["and", "und", "et", "y", "of", "for", "in", "de", "da", "van", "von", "der", "al", "bin", "el", "&"];
    let Some((by, names)) = line.split_once(' ') else { return false };
    let is_name = |word: &str| word.starts_with(char::is_uppercase);
    let names = names.trim_start().split([',', '|', '/', ';', '\u{2022}', '\u{b7}']).next().unwrap_or_default();
    line.len() <= LONGEST
        && WORDS.contains(&by.to_lowercase().as_str())
        && is_name(names)
        && names.split_whitespace().all(|word| is_name(word) || BETWEEN.contains(&word))
}

/// `Saturday, November 1, 2025`, with a time or a word before it.
fn is_day(line: &str) -> bool {
    const MOST_WORDS: usize = 8;
    line.split_whitespace().count() <= MOST_WORDS && parse_day(line).is_some()
}

/// One line of moderate length that does not end as a sentence or a list item does.
fn reads_as_headline(line: &str) -> bool {
    const CLOSING: [char; 9] = ['"', '\'', '\u{201D}', '\u{2019}', ')', '\u{300D}', '\u{300F}', '\u{FF09}', '\u{FF02}'];
    const ENDS: [char; 11] =
        ['.', ';', ':', ',', '\u{2026}', '\u{3002}', '\u{FF0E}', '\u{FF1B}', '\u{FF1A}', '\u{FF0C}', '\u{3001}'];
    let unquoted = line.trim_end_matches(CLOSING);
    let length = line.chars().count();
    let bullet = line.starts_with(['\u{2022}', '-', '*', '\u{2013}', '\u{2014}']);
    (2..=LONGEST).contains(&length) && has_words(line) && !bullet && !unquoted.ends_with(ENDS)
}

/// Whether a line has several words. Chinese, Japanese, Thai and their neighbours put no spaces between theirs: there one has a few letters.
fn has_words(line: &str) -> bool {
    const FEWEST_LETTERS: usize = 4;
    let is_unspaced = |letter: &char| {
        matches!(letter, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}'
            | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
    };
    line.split_whitespace().nth(1).is_some() || line.chars().filter(is_unspaced).count() >= FEWEST_LETTERS
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

    fn taken(body: &str) -> (Option<String>, String) {
        let line = find(body, |line| line == "Ads here");
        let rest = line.as_ref().map_or_else(|| body.to_owned(), |line| without(body, line));
        (line.map(|line| body[line].to_owned()), rest)
    }

    #[test]
    fn a_byline_or_a_day_may_stand_right_under_the_headline() {
        for under in
            ["By Jo Pell", "BY JO PELL and Al Ro, staff writers", "Von Jo Pell", "By Jo Pell\nNovember 3, 2025"]
        {
            let (headline, rest) = taken(&format!("Dam talks fail\n{under}\n\nThe ministers left.\n"));
            assert_eq!(
                (headline.as_deref(), rest),
                (Some("Dam talks fail"), format!("{under}\n\nThe ministers left.\n"))
            );
        }
        let unspaced = "Dam talks fail\nBy Jo Pell\nThe ministers left on Monday.";
        assert_eq!(taken(unspaced).0.as_deref(), Some("Dam talks fail"));
        for verse in ["By the river he sat\nBy night and day\n\nHe sang.", "He left\nby car on Monday\n\nShe stayed."] {
            assert_eq!(taken(verse).0, None, "{verse}");
        }
    }

    #[test]
    fn a_line_that_the_rules_know_may_stand_right_above_or_below_the_headline() {
        let (headline, rest) = taken("Ads here\nDam talks fail\n\nThe ministers left.");
        assert_eq!((headline.as_deref(), &*rest), (Some("Dam talks fail"), "Ads here\n\nThe ministers left."));
        let (headline, rest) = taken("Dam talks fail\r\nAds here\r\n\r\nThe ministers left.");
        assert_eq!((headline.as_deref(), &*rest), (Some("Dam talks fail"), "Ads here\r\n\r\nThe ministers left."));
        let (headline, rest) = taken("Ads here\nAds here\n\nDam talks fail\n\nThe ministers left.");
        assert_eq!(
            (headline.as_deref(), &*rest),
            (Some("Dam talks fail"), "Ads here\nAds here\n\nThe ministers left.")
        );
    }

    #[test]
    fn a_headline_without_spaces_is_one_where_words_are_written_so() {
        let (mill, report) = (
            "\u{5DE5}\u{5834}\u{304C}\u{548C}\u{89E3}",
            "\u{5DE5}\u{5834}\u{306F}\u{548C}\u{89E3}\u{3057}\u{305F}\u{3002}",
        );
        assert_eq!(taken(&format!("{mill}\n\n{report}\n")).0.as_deref(), Some(mill));
        assert_eq!(taken(&format!("{report}\n\n{report}\n")).0, None);
        assert_eq!(taken("Dam\n\nThe ministers left.").0, None);
    }
}
