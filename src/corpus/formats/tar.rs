//! Tar files, in order and without going back: nothing of them is kept.

use std::io::Read;

use tar::{Archive, EntryType};

use super::Found;
use super::bounds::Bounds;
use super::container::{Members, printable_path};
use crate::corpus::input::Input;
use crate::corpus::{Fault, Reason};

pub fn read(bounds: &Bounds, input: Input<'_>, found: &mut Found<'_>) {
    let mut members = Members::new(bounds, input.keys.clone(), found);
    let mut archive = Archive::new(bounds.guard_stream(input.into_reader()));
    let entries = match archive.entries() {
        Ok(entries) => entries,
        Err(error) => return members.broken(&error),
    };
    for entry in entries {
        match entry {
            Ok(entry) => {
                if !take(entry, &mut members) {
                    break;
                }
            }
            Err(error) => return members.broken(&error),
        }
    }
    members.finish();
}

/// Takes one member; false when nothing more may be unpacked.
fn take<R: Read>(entry: tar::Entry<'_, R>, members: &mut Members<'_, '_>) -> bool {
    let path = printable_path(&entry.path_bytes());
    match entry.header().entry_type() {
        EntryType::Regular | EntryType::Continuous | EntryType::GNUSparse => {
            let size = entry.size();
            members.take(&path, size, entry)
        }
        EntryType::Symlink | EntryType::Link => {
            members.fault(&path, &Fault::file(Reason::Link, "links are not followed"));
            true
        }
        EntryType::Directory | EntryType::XGlobalHeader => true,
        _ => {
            members.fault(&path, &Fault::file(Reason::Format, "neither a file nor a folder"));
            true
        }
    }
}
