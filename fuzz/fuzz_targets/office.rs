//! `cargo +nightly fuzz run office -- -max_total_time=600`
#![no_main]

#[path = "../making.rs"]
mod making;
#[path = "../readers.rs"]
mod readers;

use morgue::corpus::Format;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    readers::check(Format::Zip, &making::made("office", data));
});
