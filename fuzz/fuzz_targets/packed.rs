//! `cargo +nightly fuzz run packed -- -max_total_time=600`
#![no_main]

#[path = "../readers.rs"]
mod readers;

use morgue::corpus::Format;

/// What stands inside the layer of compression is read as one of these, by the length of the input.
const INSIDE: [Format; 5] = [Format::JsonLines, Format::Plain, Format::Warc, Format::Tar, Format::Json];

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    readers::check(INSIDE[data.len() % INSIDE.len()], data);
});
