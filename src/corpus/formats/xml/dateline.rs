//! The dateline opens the first paragraph of a text, as it does in print, unless the place stands there already. Knows no format.

use crate::article::Zone;
use crate::corpus::formats::html::Line;
use crate::corpus::formats::story::Story;

/// Sets `ATHENS, Nov. 3` before the text of a story.
pub fn set_before(story: &mut Story, dateline: &str) {
    let Story { headline, lines, .. } = story;
    let is_text = |line: &Line| line.zone == Zone::Body && Some(&line.text) != headline.as_ref();
    let paragraph = lines.iter().position(|line| is_text(line) && !is_heading(&line.text));
    let first = paragraph.or_else(|| lines.iter().position(is_text));
    if let Some(first) = first.map(|at| &mut lines[at])
        && !states(&first.text, dateline)
    {
        let opening = dateline.trim_end_matches([' ', '-', '–', '—']);
        first.text = format!("{opening} — {}", first.text);
    }
}

/// Whether a line is short and no sentence, as what stands above a paragraph.
fn is_heading(line: &str) -> bool {
    const LONGEST: usize = 20;
    let is_open = !line.ends_with(['.', '!', '?', ':', '…', '"', '”', '“', '»', '’', ')', '。', '؟']);
    is_open && line.split(' ').count() <= LONGEST
}

/// Whether a text opens with a dateline of this place, however it is written: `Köln (dpa) - ` says what `Köln, 3. November` says.
fn states(text: &str, dateline: &str) -> bool {
    /// `, Ohio, Nov. 3 (The Associated Press) —`
    const LONGEST: usize = 60;
    const DASHES: [&str; 5] = [" - ", "–", "—", "--", " -"];
    if text.strip_prefix(dateline).is_some_and(|behind| !behind.starts_with(char::is_alphanumeric)) {
        return true;
    }
    let Some((place, behind)) = place(dateline).and_then(|place| opening(text, place)) else { return false };
    let near: String = behind.chars().take(LONGEST).collect();
    let is_shouted = place.chars().any(char::is_uppercase) && !place.chars().any(char::is_lowercase);
    is_shouted || near.trim_start().starts_with('(') || DASHES.iter().any(|dash| near.contains(dash))
}

/// The place of a dateline: what stands before its day, its agency and a wider place.
fn place(dateline: &str) -> Option<&str> {
    let end = dateline.find(|letter: char| letter.is_numeric() || matches!(letter, ',' | '(' | '–' | '—' | '/' | ':'));
    let place = dateline[..end.unwrap_or(dateline.len())].split(" -").next()?.trim();
    (!place.is_empty()).then_some(place)
}

/// The place as it stands at the start of a text, whatever its case, and what stands behind it.
fn opening<'t>(text: &'t str, place: &str) -> Option<(&'t str, &'t str)> {
    let mut rest = text.chars();
    for letter in place.chars() {
        rest.next().filter(|written| written.to_lowercase().eq(letter.to_lowercase()))?;
    }
    let behind = rest.as_str();
    let is_whole = !behind.starts_with(char::is_alphanumeric);
    is_whole.then(|| (&text[..text.len() - behind.len()], behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_that_opens_the_text_is_not_set_before_it_again() {
        for (text, dateline) in [
            ("Köln (dpa) - Die Brücke ist gesperrt.", "Köln 3. November"),
            ("COLUMBUS, Ohio (AP) — A bridge fell.", "COLUMBUS, Ohio"),
            ("Helsinki, Nov. 3 – The talks opened.", "HELSINKI"),
            ("RENNES. Trois communes.", "Rennes, 3 nov 2025 (AFP) -"),
            ("3. November. Die Brücke.", "3. November"),
        ] {
            assert!(states(text, dateline), "{text}");
        }
        for (text, dateline) in [
            ("London is far away.", "LONDON, Nov. 3"),
            ("Kölner Brücke gesperrt - die Polizei warnt.", "Köln"),
            ("Die Brücke ist gesperrt.", "Köln 3. November"),
        ] {
            assert!(!states(text, dateline), "{text}");
        }
    }

    #[test]
    fn a_dateline_stands_before_the_first_paragraph_and_not_before_a_heading() {
        let line = |text: &str| Line { text: text.to_owned(), zone: Zone::Body };
        let lines = vec![line("Talks open!"), line("Twenty states meet"), line("The talks opened.")];
        let mut story = Story { headline: Some("Talks open!".to_owned()), lines, ..Story::default() };
        set_before(&mut story, "GENEVA, Nov. 3 (Xinhua) --");
        assert_eq!(story.lines[1].text, "Twenty states meet");
        assert_eq!(story.lines[2].text, "GENEVA, Nov. 3 (Xinhua) — The talks opened.");
    }
}
