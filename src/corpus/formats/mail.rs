//! Mail as programs send it (`.eml`): subject, sender, day and text, out of whatever parts and codings it was packed in. What is attached
//! is named and not read.

use std::collections::HashSet;

use mail_parser::{Addr, HeaderValue, Message, MessageParser, MimeHeaders, PartType};
use xxhash_rust::xxh3::xxh3_64;

use super::words::{add_keywords, split_keywords};
use super::{Found, Record, html, read_whole};
use crate::article::Meta;
use crate::corpus::input::Input;
use crate::corpus::{Draft, Fault, Reason};

pub fn read(input: Input<'_>, found: &mut Found<'_>) {
    let bytes = match read_whole(input) {
        Ok(bytes) => bytes,
        Err(fault) => return found(Err(fault)),
    };
    if nested(&bytes) > MOST_NESTED {
        let detail = format!("more than {MOST_NESTED} mails within it; save them one by one");
        return found(Err(Fault::file(Reason::Unpacking, detail)));
    }
    let Some(message) = MessageParser::default().parse(&bytes) else {
        return found(Err(Fault::file(Reason::Record, "the head of the mail cannot be read")));
    };
    let draft = draft(&message);
    if draft.is_empty() {
        found(Err(Fault::file(Reason::Empty, "neither a subject nor a text in it")));
    } else {
        found(Ok(Record { number: 1, sole: true, hash: xxh3_64(&bytes), draft, ..Record::default() }));
    }
    if let Some(detail) = attached(&message) {
        found(Err(Fault::file(Reason::Format, detail)));
    }
}

/// How often a mail may say that a mail lies within. One a level takes a step of the stack when it is let go: 200 000 end the program.
const MOST_NESTED: usize = 1000;

/// How often it says so, in whatever letters.
fn nested(bytes: &[u8]) -> usize {
    const KINDS: [&[u8]; 3] = [b"rfc822", b"global", b"digest"];
    let is_kind = |word: &[u8]| KINDS.iter().any(|kind| word.eq_ignore_ascii_case(kind));
    bytes.windows(6).filter(|word| is_kind(word)).take(MOST_NESTED + 1).count()
}

fn draft(message: &Message<'_>) -> Draft {
    let line = |text: &str| Some(html::collapsed(text)).filter(|line| !line.is_empty());
    let mut meta = Meta {
        source: header(message, "Organization").and_then(|text| line(&text)).unwrap_or_default(),
        byline: message.from().and_then(|from| from.first()).and_then(sender).and_then(|name| line(&name)),
        published: message.date().and_then(|date| {
            // The day that the sender's clock showed.
            jiff::civil::Date::new(
                i16::try_from(date.year).ok()?,
                i8::try_from(date.month).ok()?,
                i8::try_from(date.day).ok()?,
            )
            .ok()
        }),
        language: header(message, "Content-Language").and_then(|text| line(&text)),
        section: header(message, "Section").and_then(|text| line(&text)),
        ..Meta::default()
    };
    let keywords = header(message, "Keywords").unwrap_or_default();
    add_keywords(&mut meta.keywords, split_keywords(&keywords));
    Draft { headline: message.subject().and_then(line), body: text(message), meta, ..Draft::default() }
}

/// Who sent it: by name, else by address.
fn sender(from: &Addr<'_>) -> Option<String> {
    from.name().or_else(|| from.address()).map(ToOwned::to_owned)
}

/// The text of a header; a list of texts is one text.
fn header(message: &Message<'_>, name: &str) -> Option<String> {
    match message.header(name)? {
        HeaderValue::Text(text) => Some(text.to_string()),
        HeaderValue::TextList(list) => Some(list.join("; ")),
        _ => None,
    }
}

/// The parts of its text, plain ones before the same in HTML.
fn text(message: &Message<'_>) -> String {
    let parts = message.text_body.iter().filter_map(|id| message.parts.get(*id as usize));
    let texts = parts.filter_map(|part| match &part.body {
        PartType::Text(text) => Some(text.replace("\r\n", "\n")),
        PartType::Html(page) => Some(html::shown(page)),
        _ => None,
    });
    let texts: Vec<String> = texts.map(|text| text.trim_end().to_owned()).filter(|text| !text.is_empty()).collect();
    texts.join("\n\n")
}

/// What was sent with it, in one line.
fn attached(message: &Message<'_>) -> Option<String> {
    /// More names tell nothing more.
    const MOST_NAMED: usize = 20;
    let texts: HashSet<u32> = message.text_body.iter().chain(&message.html_body).copied().collect();
    let others: Vec<&u32> = message.attachments.iter().filter(|id| !texts.contains(id)).collect();
    let names = others
        .iter()
        .take(MOST_NAMED)
        .filter_map(|id| message.parts.get(**id as usize))
        .map(|part| part.attachment_name().unwrap_or("without a name"));
    let names: Vec<String> = names.map(|name| name.chars().take(80).collect()).collect();
    let more = if others.len() > MOST_NAMED { ", …" } else { "" };
    let noun =
        if others.len() == 1 { "attachment of the mail is not read" } else { "attachments of the mail are not read" };
    (!names.is_empty()).then(|| format!("{} {noun}: {}{more}", others.len(), names.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_in_mail_is_counted_in_whatever_letters() {
        assert_eq!(nested(b"Content-Type: Message/RFC822\r\n\r\nContent-Type: multipart/digest; boundary=b"), 2);
        assert_eq!(nested(&b"message/rfc822 ".repeat(200_000)), MOST_NESTED + 1);
    }
}
