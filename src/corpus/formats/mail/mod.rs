//! Mail as programs send it (`.eml`): subject, sender and day, out of whatever codings they were packed in. What is attached is named and
//! not read. What its parts say is `text`'s; a box of many mails is `mbox`'s, a page that was saved as a mail `page`'s.

mod mbox;
mod page;
mod text;

use std::borrow::Cow;
use std::collections::HashSet;

use jiff::civil::Date;
use mail_parser::{Addr, HeaderName, HeaderValue, Message, MessageParser, MimeHeaders};
use xxhash_rust::xxh3::xxh3_64;

use super::words::{add_keywords, split_keywords};
use super::{Found, Record, html, read_whole};
use crate::article::Meta;
use crate::corpus::dates::parse_day;
use crate::corpus::decode::decode;
use crate::corpus::input::Input;
use crate::corpus::{Draft, Fault, Reason};

pub use self::mbox::opens_box;

pub fn read(input: Input<'_>, found: &mut Found<'_>) {
    if opens_box(input.head()) {
        return mbox::read(input, found);
    }
    match read_whole(input, &mut |fault| found(Err(fault))) {
        Ok(bytes) => take(&bytes, Place { number: 1, sole: true }, found),
        Err(fault) => found(Err(fault)),
    }
}

/// Which mail of its file one is.
#[derive(Clone, Copy)]
struct Place {
    number: u64,
    /// Whether the file is this one mail.
    sole: bool,
}

impl Place {
    fn fault(self, reason: Reason, detail: impl Into<String>) -> Fault {
        Fault { reason, record: (!self.sole).then_some(self.number), detail: detail.into() }
    }
}

fn take(bytes: &[u8], place: Place, found: &mut Found<'_>) {
    if nested(bytes) > MOST_NESTED {
        let detail = format!("more than {MOST_NESTED} mails within it; save them one by one");
        return found(Err(place.fault(Reason::Unpacking, detail)));
    }
    let readable = with_readable_head(bytes);
    let Some(message) = MessageParser::default().parse(&*readable) else {
        return found(Err(place.fault(Reason::Record, "the head of the mail cannot be read")));
    };
    let saved = page::saved(&message);
    let draft = saved.as_ref().map_or_else(|| draft(&message), |page| page.draft(&message));
    if draft.unparsed.is_none() && draft.is_empty() {
        found(Err(place.fault(Reason::Empty, "neither a subject nor a text in it")));
    } else {
        let id = message.message_id().filter(|_| !place.sole).map(html::collapsed);
        let Place { number, sole } = place;
        found(Ok(Record { number, sole, id, hash: xxh3_64(bytes), draft, ..Record::default() }));
    }
    let others = match saved {
        Some(page) => page.others(&message).map(|detail| (Reason::NoPage, detail)),
        None => attached(&message).map(|detail| (Reason::Format, detail)),
    };
    if let Some((reason, detail)) = others {
        found(Err(place.fault(reason, detail)));
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

/// The mail with a head in UTF-8: old programs wrote names and subjects in the letters of their country, and said nowhere in which.
fn with_readable_head(bytes: &[u8]) -> Cow<'_, [u8]> {
    let is_end = |at: &usize| bytes[*at..].starts_with(b"\n\n") || bytes[*at..].starts_with(b"\n\r\n");
    let (head, body) = bytes.split_at((0..bytes.len()).find(is_end).unwrap_or(bytes.len()));
    match decode(head).filter(|_| std::str::from_utf8(head).is_err()) {
        Some(text) => Cow::Owned([text.as_bytes(), body].concat()),
        None => Cow::Borrowed(bytes),
    }
}

fn draft(message: &Message<'_>) -> Draft {
    let line = |text: &str| Some(html::collapsed(text)).filter(|line| !line.is_empty());
    let mut meta = Meta {
        source: header(message, "Organization").and_then(|text| line(&text)).unwrap_or_default(),
        byline: message.from().and_then(|from| from.first()).and_then(sender).and_then(|name| line(&name)),
        published: day(message),
        language: header(message, "Content-Language").and_then(|text| line(&text)),
        section: header(message, "Section").and_then(|text| line(&text)),
        ..Meta::default()
    };
    let keywords = header(message, "Keywords").unwrap_or_default();
    add_keywords(&mut meta.keywords, split_keywords(&keywords));
    Draft { headline: message.subject().and_then(line), body: text::of(message), meta, ..Draft::default() }
}

/// The day that the sender's clock showed, or that of the zone which the rules set; where the line is written as no other format writes a
/// day, what a reader of mail makes of it.
fn day(message: &Message<'_>) -> Option<Date> {
    let stated = message.header_raw(HeaderName::Date).and_then(|line| parse_day(&html::collapsed(line)));
    stated.or_else(|| parse_day(&message.date()?.to_rfc3339()))
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
mod tests;
