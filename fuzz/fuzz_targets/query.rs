//! `cargo +nightly fuzz run query -- -max_total_time=600`
#![no_main]

#[path = "../check.rs"]
mod check;
#[path = "../made.rs"]
mod made;
#[path = "../reference.rs"]
mod reference;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    check::check(data);
});
