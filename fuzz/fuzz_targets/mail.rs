//! `cargo +nightly fuzz run mail -- -max_total_time=600`
#![no_main]

#[path = "../readers.rs"]
mod readers;

use morgue::corpus::Format;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    readers::check(Format::Mail, data);
});
