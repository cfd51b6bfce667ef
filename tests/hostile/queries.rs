//! Queries made to try every way through a large vocabulary.

use std::fmt::Write;
use std::fs;

use crate::harness::{Bounds, Case};

/// Two hundred thousand words of twelve letters, all of `a` and `b` but for their number; and some that are long runs.
fn vocabulary() -> String {
    let mut text = String::from("Sluice\n\n");
    for number in 0..200_000_u32 {
        let word: String = (0..18).map(|bit| if number >> bit & 1 == 1 { 'a' } else { 'b' }).collect();
        let _ = write!(text, "{word} ");
    }
    for length in 1..200 {
        let _ = write!(text, "{} ", "a".repeat(length * 20));
    }
    text
}

#[test]
fn no_pattern_takes_longer_than_the_vocabulary_is_long() {
    let case = Case::run("text, 200 000 different words", Bounds { megabytes: 200, seconds: 15 }, |corpus| {
        fs::write(corpus.join("words.txt"), vocabulary()).unwrap();
    });
    let alternatives = |joint: &str| (0..5000).map(|number| format!("word{number}")).collect::<Vec<_>>().join(joint);
    println!("| query | peak MB | seconds | bound |");
    case.asks("/(a|a)*b/", 0, 30);
    case.asks("/(a*)*c/", 1, 30);
    case.asks("/(a|b)*a(a|b){8}/", 0, 30);
    case.asks("/(.*a){20}/", 0, 30);
    // Eight seconds alone: too many states for an automaton, so each word is tried by itself, some of 4000 letters.
    case.asks("/(a{1,50}){1,50}/", 0, 100);
    case.asks("/((a{1,100}){1,100}){1,100}/", 2, 30);
    case.asks("/.*.*.*.*.*.*.*.*x/", 1, 30);
    case.asks(&format!("/({})/", alternatives("|")), 1, 30);
    case.asks("*a*a*a*a*a*a*a*a*", 0, 30);
    case.asks(&format!("{}c", "*a".repeat(200)), 1, 30);
    case.asks(&"?".repeat(2000), 2, 30);
    case.asks(&alternatives(" OR "), 1, 30);
    case.asks(&format!("sluice {}", alternatives(" OR ")), 1, 30);
    case.asks(&format!("~{}", "a".repeat(2000)), 2, 30);
    case.asks("~abababababababab/2", 0, 30);
    case.asks(&format!("{}sluice{}", "(".repeat(5000), ")".repeat(5000)), 2, 30);
    case.asks(&format!("{}sluice", "NOT ".repeat(5000)), 2, 30);
    case.asks(&format!("sluice{}", " w/5 sluice".repeat(500)), 2, 30);
    case.asks("a* w/500 b* w/500 a*", 0, 60);
    case.asks(&format!("\"{}\"", "ab ".repeat(5000)), 1, 30);
    case.asks("count:0..99999999999999999999999999999999999999999999", 1, 30);
    case.asks("published:0000..99999", 2, 30);
}
