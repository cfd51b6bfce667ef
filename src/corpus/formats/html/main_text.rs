//! Which pieces of a page's text are its main text, as a port of Readability finds it.
//!
//! Readability cuts a page up and hands back another one. So the first character of every piece of text is replaced before by one that
//! no text uses and that stands for the piece's number, and what comes back is read for these marks alone. The text itself stays as the
//! page shows it, in its order, each word once; and Readability, which counts characters, counts as many as before.

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use super::lines::Piece;

/// Beyond this nesting Readability's time and stack are not bounded; pages made by people stay below 100.
const DEEPEST: usize = 400;
/// What comes back is written out as a page, which for each `&` and each byte C2 looks through the rest of its text: some 50 such steps take
/// a nanosecond. Of 130 saved pages of many sites the most take 4 million.
const MOST_STEPS: u64 = 10_000_000_000;
/// The two planes for private use are the marks. A page that uses them itself can only mislead about its own zones.
const MARKS: [u32; 2] = [0xF_0000, 0x10_0000];
const PLANE: usize = 0xFFFE;

/// The main text of a page.
pub struct MainText {
    /// For each piece, whether it belongs to it.
    pub holds: Vec<bool>,
    /// A line that reads as the author's.
    pub byline: Option<String>,
}

/// Finds the main text of `page`, if it has one.
pub fn find(page: Document, pieces: &[Piece], depth: usize) -> Option<MainText> {
    if depth > DEEPEST || steps_to_write(&page) > MOST_STEPS {
        return None;
    }
    // A page with more pieces than there are marks has several under one.
    let under_one = pieces.len().div_ceil(2 * PLANE).max(1);
    let marked = pieces.iter().enumerate().filter_map(|(number, piece)| Some((page.tree.get(&piece.node)?, number)));
    let firsts: Vec<char> = marked.map(|(node, number)| mark(&node, number / under_one).unwrap_or_default()).collect();
    let config = Config { disable_json_ld: true, ..Config::default() };
    let article = Readability::with_document(page, None, Some(config)).ok()?.parse().ok()?;
    let mut under = vec![false; pieces.len() / under_one + 1];
    for held in article.content.chars().filter_map(number_of) {
        if let Some(held) = under.get_mut(held) {
            *held = true;
        }
    }
    let holds: Vec<bool> = (0..pieces.len()).map(|number| under[number / under_one]).collect();
    let byline = article.byline.map(|line| unmarked(&line, &firsts, |number| pieces[number].opens));
    holds.contains(&true).then_some(MainText { holds, byline })
}

/// How many bytes are looked at, at most, to write out the texts and attributes of `page`.
fn steps_to_write(page: &Document) -> u64 {
    let of_text = |text: &str| {
        let looks = text.bytes().filter(|byte| matches!(byte, b'&' | 0xC2)).count() as u64;
        looks.saturating_mul(text.len() as u64)
    };
    let of_node = |node: NodeRef<'_>| {
        if node.is_text() {
            let is_raw = node.parent().is_some_and(|parent| parent.has_name("script") || parent.has_name("style"));
            return if is_raw { 0 } else { of_text(&node.text()) };
        }
        node.attrs().iter().map(|attribute| of_text(&attribute.value)).fold(0, u64::saturating_add)
    };
    page.root().descendants_it().map(of_node).fold(0, u64::saturating_add)
}

/// The text of a marked line, with a break before each piece that begins a line of the page, or that only its style sets apart from the
/// piece before: `By Jo PellThe Gazette`.
fn unmarked(line: &str, firsts: &[char], opens: impl Fn(usize) -> bool) -> String {
    let mut text = String::with_capacity(line.len());
    for next in line.chars() {
        let number = number_of(next).filter(|number| *number < firsts.len());
        let first = number.map_or(next, |number| firsts[number]);
        let is_glued = first.is_uppercase() && text.ends_with(char::is_lowercase);
        if number.is_some_and(|number| is_glued || opens(number)) {
            text.push('\n');
        }
        text.push(first);
    }
    text
}

/// Puts a mark for the first character of a text, which is handed back. A heading keeps it: headings are compared with the title.
fn mark(node: &NodeRef<'_>, number: usize) -> Option<char> {
    let mark = mark_of(number)?;
    let text = node.text();
    let (space, rest) = text.split_at(text.len() - text.trim_start().len());
    let first = rest.chars().next()?;
    let is_heading = node.ancestors_it(Some(3)).any(|around| around.has_name("h1") || around.has_name("h2"));
    let rest = if is_heading { rest } else { &rest[first.len_utf8()..] };
    node.set_text(format!("{space}{mark}{rest}"));
    Some(if is_heading { '\u{200B}' } else { first })
}

fn mark_of(number: usize) -> Option<char> {
    char::from_u32(MARKS.get(number / PLANE)? + u32::try_from(number % PLANE).ok()?)
}

fn number_of(mark: char) -> Option<usize> {
    let code = u32::from(mark);
    let plane = MARKS.iter().rposition(|first| code >= *first)?;
    Some(plane * PLANE + (code - MARKS[plane]) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_takes_long_to_write_out_is_told_before() {
        let paragraph = "<p title='a&b'>R&amp;D, &laquo;x&raquo;, &nbsp; &amp; more</p>".repeat(10_000);
        assert!(steps_to_write(&Document::from(&*paragraph)) < MOST_STEPS);
        assert_eq!(steps_to_write(&Document::from("<script>a && b</script><style>&</style><p>a & b</p>")), 5);
        for many in ["&".repeat(200_000), "\u{a0}".repeat(200_000), "&amp;>".repeat(200_000)] {
            for page in [format!("<p>{many}</p>"), format!("<p><a title='{many}'>x</a></p>")] {
                assert!(steps_to_write(&Document::from(&*page)) > MOST_STEPS, "{page:.30}");
            }
        }
    }

    #[test]
    fn what_stands_on_lines_of_its_own_does_not_run_into_a_name() {
        let line: String = ["By ", "o Pell", "he Gazette", "uly"]
            .iter()
            .enumerate()
            .flat_map(|(number, text)| mark_of(number).into_iter().filter(move |_| number > 0).chain(text.chars()))
            .collect();
        assert_eq!(unmarked(&line, &['B', 'J', 'T', 'J'], |number| number == 3), "By Jo Pell\nThe Gazette\nJuly");
    }

    #[test]
    fn marks_are_read_as_they_were_written() {
        for number in [0, 1, PLANE - 1, PLANE, 2 * PLANE - 1] {
            assert_eq!(mark_of(number).and_then(number_of), Some(number));
        }
        assert_eq!((mark_of(2 * PLANE), number_of('\u{E000}')), (None, None));
    }
}
