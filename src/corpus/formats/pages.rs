//! What archives of the web have in common: pages become records, everything else they hold is counted.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Read};

use jiff::civil::Date;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::http::{self, Fields};
use super::{Format, Found, LARGEST_TEXT, Record};
use crate::article::Meta;
use crate::corpus::{Draft, Fault, Reason, Unparsed};

/// One entry of an archive of the web, before its bytes are read.
pub struct Entry {
    pub id: Option<String>,
    pub url: Option<String>,
    pub day: Option<Date>,
    /// The media type that the archive states.
    pub media: String,
    /// How many bytes it has.
    pub length: u64,
}

/// Takes the entries of one archive.
pub struct Pages<'f, 'g> {
    found: &'f mut Found<'g>,
    /// Entries so far, pages or not.
    pub number: u64,
    others: BTreeMap<String, u64>,
    named: bool,
}

impl<'f, 'g> Pages<'f, 'g> {
    pub fn new(found: &'f mut Found<'g>) -> Self {
        Self { found, number: 0, others: BTreeMap::new(), named: false }
    }

    /// Reads an answer of a server, header and all.
    pub fn answer(&mut self, entry: Entry, reader: &mut impl BufRead) -> io::Result<()> {
        let line = http::read_line(reader)?;
        let Some(status) = http::status(&line) else {
            self.fault(Reason::Record, &format!("{}: its answer begins with no status", place(&entry)));
            return Ok(());
        };
        let fields = Fields::read(reader)?;
        let media = fields.media_type();
        match status {
            200..=299 if is_page(&media) => return self.page(entry, &fields, reader),
            200..=299 => self.other(if media.is_empty() { "without a type" } else { &media }),
            status => self.other(&format!("status {status}")),
        }
        Ok(())
    }

    /// Reads a page that stands by itself, if it is one.
    pub fn resource(&mut self, entry: Entry, fields: &Fields, reader: &mut impl BufRead) -> io::Result<()> {
        if is_page(&entry.media) {
            return self.page(entry, fields, reader);
        }
        self.other(if entry.media.is_empty() { "without a type" } else { &entry.media });
        Ok(())
    }

    fn page(&mut self, entry: Entry, fields: &Fields, reader: &mut impl BufRead) -> io::Result<()> {
        if entry.length > LARGEST_TEXT {
            let detail = format!("{}: {} bytes, more than {LARGEST_TEXT}", place(&entry), entry.length);
            self.fault(Reason::Size, &detail);
            return Ok(());
        }
        let mut bytes = Vec::new();
        let failure = reader.read_to_end(&mut bytes).err();
        let (bytes, flaw) = http::body(fields, bytes);
        if bytes.trim_ascii().is_empty() {
            let why = flaw.unwrap_or_else(|| "no text in it".to_owned());
            self.fault(Reason::Empty, &format!("{}: {why}", place(&entry)));
        } else {
            if let Some(flaw) = flaw {
                self.fault(Reason::Record, &format!("{}: {flaw}; what came before is indexed", place(&entry)));
            }
            self.record(entry, bytes);
        }
        failure.map_or(Ok(()), Err)
    }

    fn record(&mut self, entry: Entry, bytes: Vec<u8>) {
        self.named = true;
        let place = place(&entry);
        let Entry { id, url, day, .. } = entry;
        let hash = xxh3_64_with_seed(&bytes, xxh3_64_with_seed(format!("{url:?}{day:?}").as_bytes(), 0));
        let unparsed = Some(Unparsed { format: Format::Html, bytes, place, number: Some(self.number) });
        let meta = Meta { url, published: day, ..Meta::default() };
        let draft = Draft { meta, unparsed, ..Draft::default() };
        (self.found)(Ok(Record { number: self.number, id, hash, draft, ..Record::default() }));
    }

    /// Counts an entry that is no page.
    pub fn other(&mut self, kind: &str) {
        *self.others.entry(kind.chars().take(80).collect()).or_default() += 1;
    }

    /// Names what is wrong with the entry that is being read, or with the file before its first entry.
    pub fn fault(&mut self, reason: Reason, detail: &str) {
        self.named = true;
        let record = (self.number > 0).then_some(self.number);
        (self.found)(Err(Fault { reason, record, detail: detail.to_owned() }));
    }

    /// Names, in one line, what was no page; and a file without any page.
    pub fn finish(self) {
        let others: u64 = self.others.values().sum();
        let noun = if others == 1 { "record is no page" } else { "records are no pages" };
        if others > 0 {
            let kinds: Vec<String> = self.others.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
            (self.found)(Err(Fault::file(Reason::NoPage, format!("{others} {noun}: {}", kinds.join(", ")))));
        } else if !self.named {
            let detail = format!("no page in its {} records, which tell of the crawl alone", self.number);
            (self.found)(Err(Fault::file(Reason::Empty, detail)));
        }
    }
}

fn place(entry: &Entry) -> String {
    entry.url.clone().unwrap_or_else(|| "a record without address".to_owned())
}

fn is_page(media: &str) -> bool {
    matches!(media, "text/html" | "application/xhtml+xml")
}

/// Skips what is left of a record's `limit`; false if the file ends before.
pub fn drain(block: &mut io::Take<impl BufRead>) -> io::Result<bool> {
    io::copy(&mut block.by_ref(), &mut io::sink())?;
    Ok(block.limit() == 0)
}
