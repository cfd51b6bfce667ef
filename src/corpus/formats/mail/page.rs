//! A page that a browser saved in one file (`.mhtml`), which has the shape of a mail: its first part in HTML is the page, the others are
//! what it shows or frames.

use std::collections::BTreeMap;

use mail_parser::{HeaderName, Message, MessagePart, MimeHeaders, PartType};

use super::{day, header, text};
use crate::article::Meta;
use crate::corpus::formats::Format;
use crate::corpus::{Draft, Unparsed};

/// The part of a mail that is the page.
pub struct Page<'m> {
    part: &'m MessagePart<'m>,
    url: Option<String>,
}

/// The page, if a mail is one. Chrome and what is made from it say where they saved it from; Internet Explorer and others name themselves as
/// the sender; what has no sender at all is no mail, and a part of it with an address is a page.
pub fn saved<'m>(message: &'m Message<'m>) -> Option<Page<'m>> {
    let part = message.parts.iter().find(|part| matches!(part.body, PartType::Html(_)))?;
    let snapshot = header(message, "Snapshot-Content-Location");
    let sender = message.header_raw(HeaderName::From).map(|line| line.trim_matches([' ', '\t', '"', '<', '\'']));
    let is_saved = sender.map_or(part.content_location().is_some(), |sender| sender.starts_with("Saved by "));
    let url = snapshot.clone().or_else(|| part.content_location().map(str::to_owned));
    let url = url.map(|url| url.trim().to_owned()).filter(|url| url.starts_with("http"));
    (snapshot.is_some() || is_saved).then_some(Page { part, url })
}

impl Page<'_> {
    /// The page, still to be parsed; on the day it was saved where it states none.
    pub fn draft(&self, message: &Message<'_>) -> Draft {
        let page = text::letters(message, self.part).unwrap_or_default();
        let place = self.url.clone().unwrap_or_else(|| "the page in it".to_owned());
        let unparsed =
            Some(Unparsed { format: Format::Html, bytes: page.into_owned().into_bytes(), place, number: None });
        let meta = Meta { url: self.url.clone(), published: day(message), ..Meta::default() };
        Draft { meta, unparsed, ..Draft::default() }
    }

    /// What was saved with it, in one line: so many of each kind.
    pub fn others(&self, message: &Message<'_>) -> Option<String> {
        /// More kinds tell nothing more.
        const MOST_NAMED: usize = 20;
        let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
        let is_other =
            |part: &&MessagePart<'_>| !std::ptr::eq(*part, self.part) && !matches!(part.body, PartType::Multipart(_));
        for part in message.parts.iter().filter(is_other) {
            *kinds.entry(kind_of(part)).or_default() += 1;
        }
        let count: usize = kinds.values().sum();
        let named: Vec<String> = kinds.iter().take(MOST_NAMED).map(|(kind, count)| format!("{count} {kind}")).collect();
        let more = if kinds.len() > MOST_NAMED { ", …" } else { "" };
        let noun = if count == 1 { "part beside the page is not read" } else { "parts beside the page are not read" };
        (count > 0).then(|| format!("{count} {noun}: {}{more}", named.join(", ")))
    }
}

fn kind_of(part: &MessagePart<'_>) -> String {
    let Some(kind) = part.content_type() else { return "without a type".to_owned() };
    let name = format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default());
    name.to_lowercase().chars().take(80).collect()
}
