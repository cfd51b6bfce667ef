//! `cargo +nightly fuzz run figures -- -max_total_time=600`
#![no_main]

#[path = "../figures.rs"]
mod figures;
#[path = "../made.rs"]
mod made;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    figures::check(data);
});
