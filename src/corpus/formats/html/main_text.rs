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
    if depth > DEEPEST {
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
    let unmarked =
        |next: char| number_of(next).and_then(|number| firsts.get(number * under_one)).copied().unwrap_or(next);
    let byline = article.byline.map(|line| line.chars().map(unmarked).collect());
    holds.contains(&true).then_some(MainText { holds, byline })
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
    fn marks_are_read_as_they_were_written() {
        for number in [0, 1, PLANE - 1, PLANE, 2 * PLANE - 1] {
            assert_eq!(mark_of(number).and_then(number_of), Some(number));
        }
        assert_eq!((mark_of(2 * PLANE), number_of('\u{E000}')), (None, None));
    }
}
