//! WARC, the archives of web crawls (ISO 28500): each answer of a server that is a page becomes an article, with its address, and with
//! the day of the crawl where it states no day of its own. A broken record costs itself; reading goes on at the next one.

use std::io::{self, BufRead, Read};

use super::http::{Fields, read_line};
use super::pages::{Entry, Pages, drain};
use super::{Found, reason_of};
use crate::corpus::Reason;
use crate::corpus::dates::parse_day;
use crate::corpus::input::Input;

pub fn read(input: Input<'_>, found: &mut Found<'_>) {
    let compressed = input.compressed;
    let mut pages = Pages::new(found);
    let mut reader = input.into_reader();
    let mut in_order = true;
    loop {
        let before = pages.number;
        let Err(error) = records(&mut reader, &mut pages, in_order) else { break };
        let reason = reason_of(&error, compressed);
        // Records are packed one by one, so a damaged one does not hide the next.
        if reason != Reason::Compression || (!in_order && pages.number == before) {
            pages.fault(reason, &format!("{error}; nothing behind it could be read"));
            break;
        }
        in_order = false;
        pages.fault(reason, &format!("{error}; reading goes on at the next record that is whole"));
    }
    pages.finish();
}

fn records(reader: &mut impl BufRead, pages: &mut Pages<'_, '_>, mut in_order: bool) -> io::Result<()> {
    while find_record(reader, pages, in_order)? {
        pages.number += 1;
        let fields = Fields::read(reader)?;
        let Some(length) = fields.get("content-length").and_then(|length| length.parse().ok()) else {
            pages.fault(Reason::Record, "it does not tell its length");
            in_order = false;
            continue;
        };
        let mut block = reader.by_ref().take(length);
        take(&fields, &mut block, pages)?;
        in_order = true;
        if !drain(&mut block)? {
            pages.fault(Reason::Record, "the file ends inside it");
        }
    }
    Ok(())
}

/// Goes to the line that begins the next record, and past it; false at the end of the file. What stands before it is named, unless it
/// belongs to a record that is named already.
fn find_record(reader: &mut impl BufRead, pages: &mut Pages<'_, '_>, mut in_order: bool) -> io::Result<bool> {
    let mut at_start = true;
    loop {
        let line = read_line(reader)?;
        if line.is_empty() {
            return Ok(false);
        }
        if at_start && line.starts_with(b"WARC/") {
            return Ok(true);
        }
        if in_order && !line.trim_ascii().is_empty() {
            in_order = false;
            pages.fault(Reason::Record, "no record begins where it ends");
        }
        at_start = line.ends_with(b"\n");
    }
}

fn take(fields: &Fields, block: &mut io::Take<impl BufRead>, pages: &mut Pages<'_, '_>) -> io::Result<()> {
    let bare = |value: &str| value.trim_start_matches('<').trim_end_matches('>').trim().to_owned();
    let stated = |name: &str| fields.get(name).map(bare).filter(|value| !value.is_empty());
    let entry = Entry {
        id: stated("warc-record-id"),
        url: stated("warc-target-uri"),
        day: fields.get("warc-date").and_then(parse_day),
        media: fields.media_type(),
        length: block.limit(),
    };
    match fields.get("warc-type").unwrap_or_default() {
        "response" if entry.media == "application/http" => return pages.answer(entry, block),
        "response" | "resource" | "conversion" => return pages.resource(entry, fields, block),
        "warcinfo" | "request" | "metadata" => {}
        "revisit" => pages.other("revisit"),
        kind => pages.other(&format!("of the type {kind:?}")),
    }
    Ok(())
}
