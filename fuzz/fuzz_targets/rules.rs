//! `cargo +nightly fuzz run rules -- -max_total_time=600`
#![no_main]

#[path = "../rules.rs"]
mod rules;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    rules::check(data);
});
