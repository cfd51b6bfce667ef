//! What documents of each kind are read as, as agencies and the programs of houses write them.

mod agencies;
mod feeds;

use super::read_document;
use crate::article::Zone;
use crate::corpus::input::Input;
use crate::corpus::{Fault, Record};

/// The records and the faults of a document.
fn read(document: &str) -> (Vec<Record>, Vec<Fault>) {
    let (mut records, mut faults) = (Vec::new(), Vec::new());
    let input = Input::new(document.as_bytes(), document.len() as u64, |decoded| decoded);
    read_document(input.unwrap(), &mut |result| match result {
        Ok(record) => records.push(record),
        Err(fault) => faults.push(fault),
    });
    (records, faults)
}

/// The only record of a sound document.
fn sole(document: &str) -> Record {
    let (mut records, faults) = read(document);
    assert!(faults.is_empty() && records.len() == 1, "{faults:?} {records:?}");
    records.remove(0)
}

/// The headline of a record.
fn headline(record: &Record) -> &str {
    record.draft.headline.as_deref().unwrap_or_default()
}

fn byline(record: &Record) -> &str {
    record.draft.meta.byline.as_deref().unwrap_or_default()
}

/// The paragraphs of a record, each behind the letter of its zone.
fn lines(record: &Record) -> Vec<String> {
    let letter = |zone: Zone| match zone {
        Zone::Headline => 'H',
        Zone::Standfirst => 'S',
        Zone::Body => 'B',
        Zone::Caption => 'C',
        Zone::Boilerplate => 'X',
    };
    let layout = record.draft.layout.iter().flatten();
    layout.map(|(range, zone)| format!("{} {}", letter(*zone), &record.draft.body[range.clone()])).collect()
}
