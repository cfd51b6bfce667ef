//! `cargo +nightly fuzz run file -- -max_total_time=600`
#![no_main]

#[path = "../readers.rs"]
mod readers;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    readers::check_file(data);
});
