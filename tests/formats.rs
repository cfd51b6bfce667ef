//! Formats, held against real samples: each file is read with the right fields, or refused with the right reason.

mod common;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use morgue::corpus::{Fault, Format, Record, open, read_records};

/// What a file holds: its records and its faults, in order.
fn read(path: &Path) -> (Vec<Record>, Vec<Fault>) {
    let (mut records, mut faults) = (Vec::new(), Vec::new());
    let format = Format::of(path).unwrap_or_else(|| panic!("{} is not looked at", path.display()));
    read_records(format, open(path, &Arc::default()).unwrap(), &mut |result| match result {
        Ok(record) => records.push(record),
        Err(fault) => faults.push(fault),
    });
    (records, faults)
}

#[test]
fn dump() {
    for folder in ["newsml_g2", "wxr"] {
        let Some(folder) = common::shared(&format!("gold/formats/{folder}")) else { return };
        let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
        files.sort();
        for file in files.iter().filter(|file| file.extension().is_some_and(|e| e == "xml")) {
            let (records, faults) = read(file);
            println!("#### {}: {} records, {} faults", file.file_name().unwrap().to_string_lossy(), records.len(), faults.len());
            for Record { id, draft, sole, .. } in records.iter().take(70) {
                println!("  {sole} {id:?} {:?} {:?}", draft.headline, draft.meta);
                for (range, zone) in draft.layout.iter().flatten().take(12) {
                    println!("      {zone:?} {}", draft.body[range.clone()].chars().take(110).collect::<String>());
                }
            }
            for fault in faults.iter().take(30) {
                println!("  ! {:?} {:?} {}", fault.reason, fault.record, fault.detail);
            }
        }
    }
}
