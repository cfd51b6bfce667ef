//! Entities of HTML in texts that are not HTML, where programs left them.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;
use quick_xml::escape::resolve_html5_entity;

/// A text with the letters that its entities stand for. What only looks like one (`R&D;`, `AT&T`) stays.
pub fn decoded(text: &str) -> Cow<'_, str> {
    let (mut shown, mut copied, mut at) = (String::new(), 0, 0);
    while let Some(found) = text[at..].find('&') {
        at += found;
        if let Some((letters, length)) = entity(&text[at..]) {
            shown.push_str(&text[copied..at]);
            shown.push_str(&letters);
            at += length;
            copied = at;
        } else {
            at += 1;
        }
    }
    if copied == 0 { Cow::Borrowed(text) } else { Cow::Owned(shown + &text[copied..]) }
}

/// What the entity at the start of `text` stands for, and its length.
fn entity(text: &str) -> Option<(Cow<'static, str>, usize)> {
    /// The longest name of the standard has 32 letters.
    const LONGEST: usize = 34;
    let length = text.bytes().take(LONGEST).position(|byte| byte == b';')? + 1;
    let name = &text[1..length - 1];
    let letters = match name.strip_prefix('#') {
        Some(number) => numbered(number)?,
        None => Cow::Borrowed(resolve_html5_entity(name)?),
    };
    Some((letters, length))
}

fn numbered(number: &str) -> Option<Cow<'static, str>> {
    let number = match number.strip_prefix(['x', 'X']) {
        Some(number) => u32::from_str_radix(number, 16),
        None => number.parse(),
    };
    match number.ok()? {
        // As browsers do, since that is what was meant.
        byte @ 0x80..=0x9F => {
            let byte = [u8::try_from(byte).ok()?];
            Some(Cow::Owned(WINDOWS_1252.decode_without_bom_handling(&byte).0.into_owned()))
        }
        number => {
            let letter =
                char::from_u32(number).filter(|letter| matches!(letter, '\t' | '\n') || !letter.is_control())?;
            Some(Cow::Owned(letter.to_string()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_letters_and_what_is_none_stays() {
        for (text, shown) in [
            ("Tom &amp; Jerry&#39;s win", "Tom & Jerry's win"),
            ("a&nbsp;b &#x2019; &#146; &hellip;", "a\u{a0}b ’ ’ …"),
            ("AT&T, R&D; Q&A; a && b; &;", "AT&T, R&D; Q&A; a && b; &;"),
            ("&#0; &#xD800; &#99999999999; &lt", "&#0; &#xD800; &#99999999999; &lt"),
            ("&é; &ééééééééééééééééééééé;", "&é; &ééééééééééééééééééééé;"),
        ] {
            assert_eq!(decoded(text), shown);
        }
        assert!(matches!(decoded("AT&T"), Cow::Borrowed(_)));
    }
}
