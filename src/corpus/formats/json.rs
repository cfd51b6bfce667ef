//! JSON records: one a line, one a file, a list, or a list under a key that announces it (`{"articles": […]}`), however deep.

use std::collections::BTreeMap;

use serde::Deserializer;
use serde::de::{Error, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use xxhash_rust::xxh3::xxh3_64;

use super::bulk::action;
use super::fields::Fields;
use super::surrogates::parse_object;
use super::{Found, LARGEST_TEXT, Record, reason_of};
use crate::article::Meta;
use crate::corpus::decode::decode;
use crate::corpus::input::Input;
use crate::corpus::rules::Keys;
use crate::corpus::{Fault, Reason};

const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

/// A record a line.
pub fn read_lines(mut input: Input<'_>, found: &mut Found<'_>) {
    let (compressed, keys) = (input.compressed, input.keys.clone());
    let (mut bytes, mut line, mut number, mut given) = (Vec::new(), 0, 0, None);
    loop {
        line += 1;
        match input.read_line(&mut bytes, LARGEST_TEXT) {
            Ok(true) if bytes.trim_ascii().is_empty() || bytes.trim_ascii() == BYTE_ORDER_MARK => {}
            Ok(true) => {
                if let Some(action) = std::str::from_utf8(&bytes).ok().and_then(action) {
                    given = action.id;
                    continue;
                }
                let id = given.take();
                let record = read_line(&bytes, number + 1, line, &keys);
                let record = record.map(|record| Record { id: record.id.or(id), ..record });
                if let Some(last) = is_bare(&record).then(|| read_lists(&bytes, number, (&keys, found))).flatten() {
                    number = last;
                } else {
                    number += 1;
                    found(record);
                }
            }
            Ok(false) if number == 0 => return found(Err(Fault::file(Reason::Empty, NO_RECORD))),
            Ok(false) => return,
            Err(error) => {
                let detail = format!("line {line}: {error}; nothing behind it could be read");
                return found(Err(Fault::record(reason_of(&error, compressed), number + 1, detail)));
            }
        }
    }
}

/// Whether a line has no text of its own, and may announce others.
fn is_bare(record: &Result<Record, Fault>) -> bool {
    match record {
        Ok(record) => record.draft.body.trim().is_empty(),
        Err(fault) => fault.reason == Reason::NoArticle,
    }
}

fn read_line(bytes: &[u8], number: u64, line: u64, keys: &Keys) -> Result<Record, Fault> {
    let text = decode(bytes)
        .ok_or_else(|| Fault::record(Reason::Binary, number, format!("line {line}: no text in any encoding")))?;
    let text = text.trim_start_matches('\u{FEFF}');
    let at_line = |fault: Fault| Fault { detail: format!("line {line}: {}", fault.detail), ..fault };
    read_record(text, number, xxh3_64(bytes), keys).map_err(at_line)
}

/// Reads the records of the lists that a line announces, if it does; the number of the last one.
fn read_lists(bytes: &[u8], number: u64, (keys, found): (&Keys, &mut Found<'_>)) -> Option<u64> {
    let text = decode(bytes)?;
    let value: &RawValue = serde_json::from_str(text.trim_start_matches('\u{FEFF}')).ok()?;
    let fields = Fields::new(keys.named(parse_object(value.get()).ok()?));
    let mut reading = Reading { number, ..Reading::new(found, keys) };
    if reading.lists_in(&fields, value).is_empty() {
        return None;
    }
    reading.take(value, false).ok()?;
    Some(reading.number)
}

/// A file that is one record, a list of records, or several of these behind each other.
pub fn read_document(input: Input<'_>, found: &mut Found<'_>) {
    let keys = input.keys.clone();
    let bytes = match super::read_document(input, found) {
        Ok(bytes) => bytes,
        Err(fault) => return found(Err(fault)),
    };
    let Some(text) = decode(&bytes) else {
        return found(Err(Fault::file(Reason::Binary, "the bytes are no text in any encoding")));
    };
    let text = text.trim_start_matches('\u{FEFF}');
    let mut reading = Reading::new(found, &keys);
    let result = reading.document(text);
    let number = reading.number;
    match result {
        Err(error) => found(Err(Fault::record(Reason::Json, number + 1, error.to_string()))),
        Ok(()) if number == 0 => found(Err(Fault::file(Reason::Empty, NO_RECORD))),
        Ok(()) => {}
    }
}

const NO_RECORD: &str = "no record in it";

struct Reading<'a, 'f> {
    found: &'a mut Found<'f>,
    keys: &'a Keys,
    number: u64,
    depth: usize,
    /// The id that an action gives the next record.
    given: Option<String>,
    /// What the feed says for all its items.
    feed: Option<Meta>,
}

/// Lists within lists are read this deep; what lies deeper is no archive.
const DEEPEST: usize = 64;
/// Under these the answers of programs hold records, or an object that holds them.
const LISTS: [&str; 16] = [
    "items", "articles", "results", "data", "docs", "records", "stories", "posts", "entries", "news", "response",
    "hits", "@graph", "feed", "channel", "db",
];

/// A list of objects; or an object, in which one may stand.
fn holds_records(value: &str) -> bool {
    let inner = value.strip_prefix('[').map_or(value, str::trim_start);
    inner.starts_with('{')
}

impl<'a, 'f> Reading<'a, 'f> {
    fn new(found: &'a mut Found<'f>, keys: &'a Keys) -> Self {
        Self { found, keys, number: 0, depth: 0, given: None, feed: None }
    }

    /// Records or lists of them, behind each other; mostly one.
    fn document(&mut self, text: &str) -> serde_json::Result<()> {
        let mut reader = serde_json::Deserializer::from_str(text);
        if text.trim_start().starts_with('[') {
            // One record at a time: what stands before a broken place is read.
            reader.deserialize_seq(&mut *self)?;
        }
        let mut values = reader.into_iter::<&RawValue>().peekable();
        while let Some(value) = values.next() {
            let sole = self.number == 0 && values.peek().is_none();
            self.take(value?, sole)?;
        }
        Ok(())
    }

    /// Takes a record, or the records of a list. `sole` tells that nothing else stands in the file.
    fn take(&mut self, value: &RawValue, sole: bool) -> serde_json::Result<()> {
        if value.get().starts_with('[') && self.depth < DEEPEST {
            self.depth += 1;
            let result = serde_json::Deserializer::from_str(value.get()).deserialize_seq(&mut *self);
            self.depth -= 1;
            return result;
        }
        if let Some(action) = action(value.get()) {
            self.given = action.id;
            return Ok(());
        }
        let fields = parse_object(value.get()).map(|object| Fields::new(self.keys.named(object)));
        let lists = fields.as_ref().map_or_else(|_| Vec::new(), |fields| self.lists_in(fields, value));
        if !lists.is_empty() {
            let feed = fields.ok().and_then(|fields| fields.feed()).or_else(|| self.feed.clone());
            let around = std::mem::replace(&mut self.feed, feed);
            self.depth += 1;
            let result = lists.into_iter().try_for_each(|list| self.take(list, false));
            self.depth -= 1;
            self.feed = around;
            return result;
        }
        self.number += 1;
        let (number, hash) = (self.number, xxh3_64(value.get().as_bytes()));
        let broken = |error: serde_json::Error| Fault::record(Reason::Json, number, error.to_string());
        let record = fields.map_err(broken).and_then(|fields| record_of(fields, number, hash));
        let record = record.map(|record| self.completed(Record { sole, ..record }));
        (self.found)(record);
        Ok(())
    }

    /// A record with what is said of it outside.
    fn completed(&mut self, mut record: Record) -> Record {
        record.id = record.id.or(self.given.take());
        if let Some(feed) = &self.feed {
            let meta = &mut record.draft.meta;
            if meta.source.is_empty() {
                meta.source.clone_from(&feed.source);
            }
            meta.byline = meta.byline.take().or_else(|| feed.byline.clone());
            meta.language = meta.language.take().or_else(|| feed.language.clone());
        }
        record
    }

    /// What an object without a text of its own announces as records: lists under a known key, and under another where they begin with
    /// an article. A headline alone makes an article, unless what it stands over are articles too, as in a feed; what has a text and no
    /// headline under a headline is a block of its text.
    fn lists_in<'v>(&self, fields: &Fields, value: &'v RawValue) -> Vec<&'v RawValue> {
        if self.depth >= DEEPEST || fields.has_body() {
            return Vec::new();
        }
        let object: BTreeMap<String, &RawValue> = serde_json::from_str(value.get()).unwrap_or_default();
        let announces = |key: &str, list: &str| match (LISTS.contains(&key), fields.has_headline()) {
            (true, false) => holds_records(list),
            (true, true) => {
                self.begins_with(list, |first| first.has_headline() || first.has_body() && first.is_named())
            }
            (false, false) => self.begins_with(list, Fields::has_body),
            (false, true) => self.begins_with(list, |first| first.has_body() && first.has_headline()),
        };
        object.into_iter().filter(|(key, list)| announces(key, list.get())).map(|(_, list)| list).collect()
    }

    /// Whether the first of a list is an article as it is wanted.
    fn begins_with(&self, list: &str, is_wanted: impl Fn(&Fields) -> bool) -> bool {
        let Some(inner) = list.strip_prefix('[') else { return false };
        let first = serde_json::Deserializer::from_str(inner).into_iter::<Map<String, Value>>().next();
        first.and_then(Result::ok).is_some_and(|object| is_wanted(&Fields::new(self.keys.named(object))))
    }
}

impl<'de> Visitor<'de> for &mut Reading<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a list of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(value) = list.next_element::<&RawValue>()? {
            self.take(value, false).map_err(A::Error::custom)?;
        }
        Ok(())
    }
}

fn read_record(text: &str, number: u64, hash: u64, keys: &Keys) -> Result<Record, Fault> {
    let object = parse_object(text).map_err(|error| Fault::record(Reason::Json, number, error.to_string()))?;
    record_of(Fields::new(keys.named(object)), number, hash)
}

fn record_of(fields: Fields, number: u64, hash: u64) -> Result<Record, Fault> {
    if let Some(why) = fields.refusal() {
        return Err(Fault::record(Reason::Unpublished, number, why));
    }
    let (id, draft) = fields
        .article()
        .ok_or_else(|| Fault::record(Reason::NoArticle, number, "neither a headline nor a text in it"))?;
    Ok(Record { number, id, hash, draft, ..Record::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(text: &str) -> Result<Record, Fault> {
        read_line(text.as_bytes(), 1, 1, &Keys::default())
    }

    #[test]
    fn keys_of_many_kinds_are_understood() {
        let found = record(
            r#"{"ID":7,"Headline":" A ","content":" b\n","publisher":{"name":"P"},"author":["X","Y"],"date":"2025-11-01"}"#,
        );
        let Record { id, draft, .. } = found.unwrap();
        assert_eq!(id.as_deref(), Some("7"));
        assert_eq!((draft.headline.as_deref(), draft.body.as_str()), (Some("A"), " b\n"));
        assert_eq!((draft.meta.source.as_str(), draft.meta.byline.as_deref()), ("P", Some("X, Y")));
    }

    #[test]
    fn what_is_no_article_says_why() {
        assert_eq!(record(r#"{"title":"a""#).unwrap_err().reason, Reason::Json);
        assert_eq!(record(r#"{"title":"","body":" "}"#).unwrap_err().reason, Reason::NoArticle);
        assert_eq!(record("[1]").unwrap_err().reason, Reason::Json);
    }
}
