//! What a mail says: which of its parts hold the text, and in which letters they are written.

use std::borrow::Cow;
use std::collections::HashSet;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, Message, MessagePart, MimeHeaders, PartType};

use super::html;
use crate::corpus::decode::{as_declared, decode, decode_declared};
use crate::text::fold::phrase;

/// The parts of its text: plain ones before the same in HTML, unless they only stand in for it.
pub fn of(message: &Message<'_>) -> String {
    let plain = shown(message, &message.text_body);
    if message.text_body == message.html_body {
        return plain;
    }
    let marked = shown(message, &message.html_body);
    if is_stub(&plain, &marked) { marked } else { plain }
}

fn shown(message: &Message<'_>, parts: &[u32]) -> String {
    let parts = parts.iter().filter_map(|id| message.parts.get(*id as usize));
    let texts = parts.filter_map(|part| match &part.body {
        PartType::Text(_) => Some(letters(message, part)?.replace("\r\n", "\n")),
        PartType::Html(_) => Some(html::shown(&letters(message, part)?)),
        _ => None,
    });
    let texts: Vec<String> = texts.map(|text| text.trim_end().to_owned()).filter(|text| !text.is_empty()).collect();
    texts.join("\n\n")
}

/// Whether a plain text is none, or only says that there is one in HTML: it is shorter, and lacks most of the words. Programs that write both
/// write the same in both; newsletters that are made for HTML alone send an empty part with it, or a line and a link.
fn is_stub(plain: &str, marked: &str) -> bool {
    /// What is longer, in bytes, is a text; more of the other, in characters, tells nothing more.
    const LONGEST: usize = 64 << 10;
    if plain.len() > LONGEST {
        return false;
    }
    let (plain, marked) = (phrase(plain), phrase(&marked.chars().take(4 * LONGEST).collect::<String>()));
    let words = |text: &str| text.split_ascii_whitespace().count();
    let said: HashSet<&str> = plain.split_ascii_whitespace().collect();
    let all: HashSet<&str> = marked.split_ascii_whitespace().collect();
    words(&plain) < words(&marked) && all.intersection(&said).count() * 2 < all.len()
}

/// The text of a part, decoded; where letters were lost on the way because it states no encoding, or not the one it is in, by its bytes.
pub fn letters<'m>(message: &'m Message<'_>, part: &'m MessagePart<'_>) -> Option<Cow<'m, str>> {
    let (PartType::Text(text) | PartType::Html(text)) = &part.body else { return None };
    let again = if text.contains('\u{FFFD}') { again(message, part) } else { None };
    Some(again.map_or(Cow::Borrowed(&**text), Cow::Owned))
}

fn again(message: &Message<'_>, part: &MessagePart<'_>) -> Option<String> {
    let packed = message.raw_message.get(part.offset_body as usize..part.offset_end as usize)?;
    let bytes = match part.encoding {
        Encoding::None => Cow::Borrowed(packed),
        Encoding::QuotedPrintable => Cow::Owned(quoted_printable_decode(packed)?),
        Encoding::Base64 => Cow::Owned(base64_decode(packed)?),
    };
    let label = part.content_type().and_then(|kind| kind.attribute("charset"));
    let stated = label.and_then(|label| as_declared(&bytes, label));
    let found =
        || if matches!(part.body, PartType::Html(_)) { decode_declared(&bytes, "charset=") } else { decode(&bytes) };
    stated.or_else(|| Some(found()?.into_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_text_is_a_stub_only_where_the_other_says_more() {
        let page = "Mill settles. The owners signed on Monday after forty days of talks about glaciers.";
        for stub in ["", " ", "Your reader shows no HTML: https://x.example/mill", "Mill settles"] {
            assert!(is_stub(stub, page), "{stub}");
        }
        for whole in [page, "Mill settles. The owners signed on Monday after forty days.", &page.repeat(2)] {
            assert!(!is_stub(whole, page), "{whole}");
        }
        assert!(!is_stub("The owners signed on Monday.", "View it in your browser") && !is_stub("", ""));
    }
}
