//! What WordPress does before it shows a text: a blank line ends a paragraph, and a tag in square brackets shows what its plugin makes of
//! it. Knows no record.

use std::collections::HashSet;

/// The text as HTML. `[caption]` holds a picture with its caption, a gallery or a player shows no text; of a tag that is not known goes
/// the tag, and what stands in it stays.
pub fn as_shown(content: &str) -> String {
    let closed = closed(content);
    let mut shown = String::with_capacity(content.len());
    let mut rest = content;
    while let Some(at) = rest.find(['[', '\n']) {
        shown.push_str(&rest[..at]);
        rest = &rest[at..];
        let stands_alone = shown.chars().next_back().is_none_or(|before| before.is_whitespace() || before == '>');
        let tag = || Tag::at(rest).filter(|tag| tag.is_shortcode(stands_alone, &closed)).map(|tag| tag.shown(rest));
        let (instead, length) = known(rest).or_else(tag).or_else(|| blank_line(rest)).unwrap_or((&rest[..1], 1));
        shown.push_str(instead);
        rest = &rest[length..];
    }
    shown + rest
}

/// The shortcodes that are known, and what they show.
const SHORTCODES: [(&str, &str); 8] = [
    ("caption", "<figcaption>"),
    ("/caption", "</figcaption>"),
    ("gallery", "<br>"),
    ("audio", "<br>"),
    ("/audio", "<br>"),
    ("video", "<br>"),
    ("/video", "<br>"),
    ("playlist", "<br>"),
];

/// What a known shortcode at the start of `text` shows, and its length.
fn known(text: &str) -> Option<(&'static str, usize)> {
    let inner = text.strip_prefix('[')?;
    let is_named = |name: &str| inner.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '\n', ']']));
    let (_, shown) = SHORTCODES.iter().find(|(name, _)| is_named(name))?;
    Some((shown, length(text)?))
}

/// The length of the tag that opens `text`.
fn length(text: &str) -> Option<usize> {
    /// The longest lists of a gallery's pictures stay below.
    const LONGEST: usize = 4000;
    let bytes = text.bytes().take(LONGEST).skip(1);
    let end = 1 + bytes.into_iter().position(|byte| matches!(byte, b'[' | b']'))?;
    text[end..].starts_with(']').then_some(end + 1)
}

/// The names that are closed somewhere: `quote` of `[/quote]`.
fn closed(content: &str) -> HashSet<&str> {
    content.match_indices("[/").filter_map(|(at, _)| name(&content[at + 2..])).collect()
}

/// The name that opens a text, as plugins choose them.
fn name(text: &str) -> Option<&str> {
    let is_part = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-');
    let end = text.bytes().position(|byte| !is_part(byte)).unwrap_or(text.len());
    text.starts_with(|first: char| first.is_ascii_lowercase()).then_some(&text[..end])
}

/// What looks like a tag: `[pullquote author="Al"]`, but also `[sic]`.
struct Tag<'x> {
    name: &'x str,
    closes: bool,
    attributes: &'x str,
    length: usize,
}

impl<'x> Tag<'x> {
    fn at(text: &'x str) -> Option<Self> {
        let inner = text.strip_prefix('[')?;
        let closes = inner.starts_with('/');
        let name = name(inner.trim_start_matches('/'))?;
        let length = length(text)?;
        let behind = &text[1 + usize::from(closes) + name.len()..length - 1];
        let is_named = behind.is_empty() || behind.starts_with([' ', '\n', '\t', '/']);
        is_named.then_some(Self { name, closes, attributes: behind.trim(), length })
    }

    /// Whether it is a tag and no remark: it closes or is closed, it sets something, or its name is no word of any language.
    fn is_shortcode(&self, stands_alone: bool, closed: &HashSet<&str>) -> bool {
        let (key, _) = self.attributes.split_once('=').unwrap_or_default();
        let sets =
            !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
        let leads = self.attributes.starts_with("http://") || self.attributes.starts_with("https://");
        self.closes || closed.contains(self.name) || sets || leads || stands_alone && self.name.contains('_')
    }

    /// What it shows at the start of `text`, and how much of that it takes. A tag that opens behind one that closes is a box beside
    /// another. An address in `[embed]` is a player.
    fn shown(&self, text: &str) -> (&'static str, usize) {
        let behind = &text[self.length..];
        if self.name == "embed" && !self.closes {
            let address = behind.bytes().position(|byte| byte == b'[' || byte.is_ascii_whitespace());
            let address = address.unwrap_or(behind.len());
            if behind.starts_with("http") && behind[address..].starts_with("[/embed]") {
                return ("<br>", self.length + address + "[/embed]".len());
            }
        }
        let opens = behind.trim_start_matches(['\r', '\n']).strip_prefix('[').is_some_and(|tag| !tag.starts_with('/'));
        (if self.closes && opens { "<br>" } else { "" }, self.length)
    }
}

/// A border between paragraphs for a blank line at the line break that opens `text`.
fn blank_line(text: &str) -> Option<(&'static str, usize)> {
    let behind = text.strip_prefix('\n')?;
    behind.trim_start_matches([' ', '\t', '\r']).starts_with('\n').then_some(("\n<br>", 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Zone;
    use crate::corpus::formats::story::html_lines;

    fn shown(content: &str) -> Vec<(String, Zone)> {
        html_lines(&as_shown(content), Zone::Body).into_iter().map(|line| (line.text, line.zone)).collect()
    }

    fn texts(content: &str) -> Vec<String> {
        shown(content).into_iter().map(|(text, _)| text).collect()
    }

    #[test]
    fn a_blank_line_ends_a_paragraph_and_a_caption_is_one() {
        let lines = shown("One\nline.\n \r\nTwo[1].[caption id=\"a\"]<img /> The quay[/caption][gallery]");
        let expected = [("One line.", Zone::Body), ("Two[1].", Zone::Body), ("The quay", Zone::Caption)];
        assert_eq!(lines, expected.map(|(text, zone)| (text.to_owned(), zone)));
    }

    #[test]
    fn of_a_tag_that_is_not_known_the_text_stays() {
        assert_eq!(
            texts("[pullquote author=\"Al\"]Quoted words stay.[/pullquote]\n\n&nbsp;\n\nOn."),
            ["Quoted words stay.", "On."]
        );
        assert_eq!(
            texts("[vc_row][vc_column]Built.[/vc_column][vc_column]Beside.[/vc_column][/vc_row]"),
            ["Built.", "Beside."]
        );
        assert_eq!(
            texts("A [su_button url=\"x\"]Press[/su_button] [su_spacer] here.[dropcap]T[/dropcap]he"),
            ["A Press here.The"]
        );
    }

    #[test]
    fn an_embedded_address_is_a_player_and_shows_no_text() {
        assert_eq!(texts("One.\n\n[embed width=\"4\"]https://v.example/a?b=c[/embed]\n\nTwo."), ["One.", "Two."]);
        assert_eq!(texts("[embed]A note[/embed]"), ["A note"]);
    }

    #[test]
    fn what_is_written_in_brackets_stays() {
        let remarks =
            "So [sic] it [Editor's note: so does this] was [the minister said], field[user_id] and [top] [note: a=b].";
        assert_eq!(texts(remarks), [remarks]);
    }

    #[test]
    fn brackets_without_end_cost_what_their_bytes_cost() {
        let started = std::time::Instant::now();
        for piece in ["[a_ ", "[/a", "[embed]http", "[gallery "] {
            as_shown(&piece.repeat(200_000));
        }
        assert!(started.elapsed().as_secs() < 5);
    }
}
