//! ARC, the form of web archives before WARC: a line of address, host, moment, type and length before each answer.

use std::io::{self, BufRead, Read};

use super::http::{Fields, media_type, read_line};
use super::pages::{Entry, Pages, drain};
use super::{Found, reason_of};
use crate::corpus::Reason;
use crate::corpus::dates::parse_day;
use crate::corpus::input::Input;

pub fn read(input: Input<'_>, found: &mut Found<'_>) {
    let compressed = input.compressed;
    let mut pages = Pages::new(found);
    let mut reader = input.into_reader();
    if let Err(error) = records(&mut reader, &mut pages) {
        pages.fault(reason_of(&error, compressed), &format!("{error}; nothing behind it could be read"));
    }
    pages.finish();
}

fn records(reader: &mut impl BufRead, pages: &mut Pages<'_, '_>) -> io::Result<()> {
    // Lines that follow a broken record are its own.
    let mut in_order = true;
    loop {
        let line = read_line(reader)?;
        if line.is_empty() {
            return Ok(());
        }
        match heading(&line) {
            None if line.trim_ascii().is_empty() => {}
            None if in_order => {
                in_order = false;
                pages.number += 1;
                pages.fault(Reason::Record, "no record begins where the one before it ends");
            }
            None => {}
            Some((entry, Some(length))) => {
                in_order = true;
                take(Entry { length, ..entry }, reader, pages)?;
            }
            Some((entry, None)) => {
                in_order = false;
                // The first record tells of the file itself.
                if !is_of_file(&entry) {
                    pages.number += 1;
                    pages.fault(Reason::Record, "it does not tell its length");
                }
            }
        }
    }
}

fn take(entry: Entry, reader: &mut impl BufRead, pages: &mut Pages<'_, '_>) -> io::Result<()> {
    let mut block = reader.by_ref().take(entry.length);
    if !is_of_file(&entry) {
        pages.number += 1;
        if block.fill_buf()?.starts_with(b"HTTP/") {
            pages.answer(entry, &mut block)?;
        } else {
            pages.resource(entry, &Fields::default(), &mut block)?;
        }
    }
    if !drain(&mut block)? {
        pages.fault(Reason::Record, "the file ends inside it");
    }
    Ok(())
}

fn is_of_file(entry: &Entry) -> bool {
    entry.url.as_ref().is_some_and(|url| url.starts_with("filedesc:"))
}

/// The line that begins a record, and the length it tells, if it is one. An address may hold spaces, so the line is read from its end;
/// the second version of the format has five more words before the length.
fn heading(line: &[u8]) -> Option<(Entry, Option<u64>)> {
    let line = String::from_utf8_lossy(line.trim_ascii_end());
    let words: Vec<&str> = line.split(' ').collect();
    let is_moment = |word: &str| word.len() >= 14 && word.bytes().all(|byte| byte.is_ascii_digit());
    let behind = [3, 8].into_iter().find(|behind| {
        let moment = words.len().checked_sub(*behind).filter(|at| *at >= 2);
        moment.is_some_and(|at| is_moment(words[at]))
    })?;
    let moment = words.len() - behind;
    let url = words[..moment - 1].join(" ");
    let day = words[moment].get(..8).and_then(parse_day);
    let length = words.last().and_then(|length| length.parse().ok());
    let is_address = url.contains(':');
    is_address
        .then(|| (Entry { id: None, url: Some(url), day, media: media_type(words[moment + 1]), length: 0 }, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_read_from_its_end() {
        let (entry, length) = heading(b"http://a.example/?q=x y 10.0.0.1 20140216050221 text/html 1591\n").unwrap();
        assert_eq!((entry.url.as_deref(), length), (Some("http://a.example/?q=x y"), Some(1591)));
        assert_eq!(entry.day.map(|day| day.to_string()).as_deref(), Some("2014-02-16"));
        assert!(heading(b"1 0 Bad Capture").is_none());
    }
}
