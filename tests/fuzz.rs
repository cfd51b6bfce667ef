//! The fuzz target on a bounded number of inputs, made up of what queries and texts are made of.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set up its case has failed")]

mod common;

#[path = "../fuzz/check.rs"]
mod check;
#[path = "../fuzz/made.rs"]
mod made;
#[path = "../fuzz/reference.rs"]
mod reference;

use common::Chance;

const INPUTS: usize = 60_000;

const PIECES: [&str; 74] = [
    " ",
    " ",
    " ",
    " ",
    " ",
    "dam",
    "river",
    "Dams",
    "US",
    "us",
    "U.S.",
    "cross-border",
    "crossborder",
    "cross",
    "border",
    "2024",
    "1,500",
    "é",
    "Türkiye",
    "AND",
    "OR",
    "NOT",
    "-",
    "(",
    ")",
    "(",
    ")",
    "\"",
    "\"",
    "\u{201C}",
    "\u{201D}",
    "'",
    "\u{2019}",
    "=",
    "~",
    "*",
    "?",
    "/",
    "/s",
    "/p",
    "w/2",
    "pre/3",
    "not",
    "w/0",
    "w/999",
    "atleast2",
    "atleast",
    "headline:",
    "lead:",
    "body:",
    "quote:",
    "source:",
    "published:",
    "2025..",
    "x:",
    "person:",
    "org:",
    "place:",
    "other:",
    "person:*",
    "org:*",
    "place:*",
    "other:*",
    "person:dam",
    "place:us",
    "https://a.b/c",
    "/d.m/",
    "[",
    "\\",
    ".",
    ",",
    "!",
    "\u{1F600}",
    "\u{0301}",
];

#[test]
fn any_query_on_any_text_is_answered_as_the_reference_answers_it_or_refused_with_a_reason() {
    let mut chance = Chance(0x2545_F491_4F6C_DD1D);
    let mut matches = 0;
    for _ in 0..INPUTS {
        let mut input = vec![chance.below(256) as u8];
        for _ in 0..=chance.below(12) {
            input.extend(chance.pick(&PIECES).as_bytes());
        }
        input.push(b'\n');
        input.extend([&b"#"[..], b"", b"!"][chance.below(3)]);
        let pieces = *chance.pick(&[40, 40, 120]);
        for _ in 0..chance.below(pieces) {
            input.extend(chance.pick(&PIECES).as_bytes());
            input.extend([&b" "[..], b". ", b"\n\n", b""][chance.below(4)]);
        }
        matches += usize::from(check::check(&input));
    }
    assert!(matches > INPUTS / 100, "{matches}");
}
