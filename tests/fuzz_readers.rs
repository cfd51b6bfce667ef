//! The fuzz targets of the readers on a bounded number of files: well-formed ones of every format, spoiled where their structure is.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set up its case has failed")]
#![allow(clippy::print_stdout, reason = "a long run says how far it came")]

mod common;

#[path = "../fuzz/readers.rs"]
mod readers;
#[path = "../fuzz/rules.rs"]
mod rules;
#[path = "../fuzz/seeds.rs"]
mod seeds;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use common::Chance;
use morgue::corpus::Format;

/// Files of each target in every run of the tests: some 20 seconds in all.
const INPUTS: usize = 400;
/// No spoiled file is longer.
const LONGEST: usize = 1 << 16;

/// A file that takes longer is kept, the slowest of its target.
const SLOW: Duration = Duration::from_secs(1);

/// What is put where it hurts.
#[rustfmt::skip]
const PIECES: &[&[u8]] = &[
    // Markup.
    b"<", b">", b"</", b"/>", b"<p>", b"</p>", b"<br>", b"<div>", b"</div>", b"<table>", b"</table>", b"<tr><td>", b"<select>", b"<svg>",
    b"</svg>", b"<math>", b"<template>", b"<title>", b"<head>", b"<body>", b"</html>", b"<script>", b"</script>", b"<style>", b"<!--",
    b"-->", b"<![CDATA[", b"]]>", b"<?xml version=\"1.0\" encoding=\"utf-16\"?>", b"<?", b"<!DOCTYPE a [<!ENTITY b \"bb\">]>", b"&b;",
    b"&", b"&amp;", b"&#0;", b"&#xD800;", b"&#99999999999;", b"&nbsp;", b"<meta charset=utf-7>", b"<meta charset=x-user-defined>", b"<a href=\"",
    b"<h1>", b"<figcaption>", b"<plaintext>", b"<frameset>", b"<a>", b"<b>", b" xmlns=\"\"", b" xmlns:a=\"http://www.w3.org/2005/Atom\"", b"<a:entry>",
    b"<item>", b"</item>", b"<nitf>", b"<newsItem>", b"<html>",
    // Data.
    b"{", b"}", b"[", b"]", b"\"", b"\\", b"\\u", b"\\ud800", b",", b":", b"null", b"1e999999", b"-", b"\t", b";", b"{\"title\":\"a\",\"items\":[",
    // Text.
    b"\n", b"\r", b"\n\n", b" ", b"\0", b"\x1b[31m", b"\x85", b"\xff\xfe", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\xc2\xa0", b"\xf0\x9f\x98\x80",
    b"\xcc\x81", b"\xed\xa0\x80", b"---\n", b"# ",
    // Archives.
    b"HTTP/1.1 200 OK\r\n\r\n", b"Content-Length: 99999999999999999999\r\n", b"Content-Length: -1\r\n", b"Transfer-Encoding: chunked\r\n",
    b"ffffffffffffffff\r\n", b"WARC/1.0\r\n", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"PK\x03\x04",
];

/// A spoiled copy of a file.
fn spoiled(bytes: &[u8], others: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=chance.below(6) {
        spoil(&mut bytes, others, chance);
        bytes.truncate(LONGEST);
    }
    bytes
}

fn spoil(bytes: &mut Vec<u8>, others: &[Vec<u8>], chance: &mut Chance) {
    let (start, end) = range(bytes, chance);
    match chance.below(12) {
        0 => bytes.truncate(start),
        1 => drop(bytes.drain(start..end)),
        2 => {
            let piece = bytes[start..end].to_vec();
            insert(bytes, start, &piece);
        }
        3 => insert(bytes, start, &bytes[start..end].repeat(1 + chance.below(20))),
        // Nesting: what opens is what stands there, or a piece.
        4 => insert(bytes, start, &bytes[start..end.min(start + 40)].repeat(chance.below(2000))),
        5 => insert(bytes, start, &PIECES[chance.below(PIECES.len())].repeat(chance.below(3000))),
        6 if start < bytes.len() => bytes[start] ^= 1 << chance.below(8),
        7 => {
            let number = *chance.pick(&[&b"0"[..], b"-1", b"99999", b"4294967296", b"18446744073709551615", b"1e309"]);
            let digits = bytes.iter().enumerate().skip(start).find(|(_, byte)| byte.is_ascii_digit());
            let at = digits.map_or(start, |(at, _)| at);
            let length = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            drop(bytes.splice(at..at + length, number.iter().copied()));
        }
        8 => {
            let other = chance.pick(others);
            let (from, to) = range(other, chance);
            insert(bytes, start, &other[from..to]);
        }
        9 => bytes[start..end].reverse(),
        10 => *bytes = String::from_utf8_lossy(bytes).encode_utf16().flat_map(u16::to_le_bytes).collect(),
        _ => insert(bytes, start, PIECES[chance.below(PIECES.len())]),
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, piece: &[u8]) {
    drop(bytes.splice(at..at, piece.iter().copied()));
}

/// A piece of a file, mostly from one border of its structure to another.
fn range(bytes: &[u8], chance: &mut Chance) -> (usize, usize) {
    let mut place = || {
        let at = chance.below(bytes.len() + 1);
        let is_border = |byte: &u8| b"<>{}[]\",:;=&\n\r\t ".contains(byte);
        let border = bytes[at..].iter().position(is_border).filter(|_| chance.below(4) > 0);
        border.map_or(at, |step| at + step)
    };
    let (one, other) = (place(), place());
    (one.min(other), one.max(other))
}

/// How a spoiled file is wrapped: a layer of compression, or a place in an archive file.
fn wrapped(target: &str, bytes: Vec<u8>, chance: &mut Chance) -> Vec<u8> {
    match (target, chance.below(8)) {
        (_, 0) | ("packed", _) => {
            let cut = chance.below(bytes.len() + 1);
            if chance.below(2) == 0 { seeds::packed(&[&bytes[..cut], &bytes[cut..]]) } else { seeds::zstd(&bytes) }
        }
        ("zip", 1..=3) => seeds::zip(&[("a.txt", b"One line."), (NAMES[chance.below(NAMES.len())], &bytes)]),
        ("tar", 1..=3) => seeds::tar(&[("a.txt", b"One line."), (NAMES[chance.below(NAMES.len())], &bytes)]),
        ("warc", 1..=3) => seeds::warc(&bytes),
        ("arc", 1..=3) => seeds::arc(&bytes),
        _ => bytes,
    }
}

const NAMES: [&str; 9] = ["b", "b.html", "b.xml", "b.jsonl", "b.csv", "b.zip", "b.tar", "b.warc.gz", "../b.md"];
const TARGETS: [&str; 15] = [
    "plain", "html", "json", "xml", "table", "warc", "arc", "mail", "pdf", "office", "zip", "tar", "packed", "file",
    "rules",
];

/// What a run came to.
#[derive(Default)]
struct Tally {
    inputs: usize,
    articles: usize,
    faults: usize,
    slowest: Duration,
}

/// Runs a target on files spoiled by chance until `enough` says so. A file that fails is kept; with `FUZZ_KEEP` the last one too, which may
/// have ended the process.
fn run(target: &str, seed: u64, mut enough: impl FnMut(usize) -> bool) -> Tally {
    let keeps_all = std::env::var_os("FUZZ_KEEP").is_some();
    let all = seeds::seeds();
    let others: Vec<Vec<u8>> = all.iter().filter(|(_, of, _)| *of != "file").map(|(.., bytes)| bytes.clone()).collect();
    let own: Vec<&(Format, &str, Vec<u8>)> = all.iter().filter(|(_, of, _)| *of == target).collect();
    let (mut chance, mut tally) = (Chance(seed), Tally::default());
    while !enough(tally.inputs) {
        let (format, _, seed) = *chance.pick(&own);
        // In one case of four the layers themselves are spoiled, else what is in them.
        let inner = if chance.below(4) == 0 { seed } else { chance.pick(&others) };
        let bytes = match target {
            "zip" | "tar" | "packed" | "warc" | "arc" => {
                wrapped(target, spoiled(inner, &others, &mut chance), &mut chance)
            }
            // Much spoiled, rules are refused at once; packed, they are no rules.
            "rules" => {
                let mut bytes = seed.clone();
                spoil(&mut bytes, &others, &mut chance);
                bytes
            }
            _ => wrapped(target, spoiled(seed, &others, &mut chance), &mut chance),
        };
        let bytes = if chance.below(8) == 0 { spoiled(&bytes, &others, &mut chance) } else { bytes };
        if keeps_all {
            kept(&format!("{target}-last"), &bytes);
        }
        let start = Instant::now();
        let check = || checked(target, *format, &bytes);
        let (articles, faults) = catch_unwind(AssertUnwindSafe(check)).unwrap_or_else(|_| {
            let path = kept(&format!("{target}-{}", tally.inputs), &bytes);
            panic!("{target}, {format:?}: {} bytes, kept in {}", bytes.len(), path.display());
        });
        tally.inputs += 1;
        tally.articles += articles;
        tally.faults += faults;
        if start.elapsed() > tally.slowest.max(SLOW) {
            kept(&format!("{target}-slowest"), &bytes);
        }
        tally.slowest = tally.slowest.max(start.elapsed());
    }
    tally
}

/// How many articles and faults come of what a target is given; rules are understood, or they are one fault.
fn checked(target: &str, format: Format, bytes: &[u8]) -> (usize, usize) {
    let outcome = match target {
        "rules" => return if rules::check(bytes) { (1, 0) } else { (0, 1) },
        "file" => readers::check_file(bytes),
        _ => readers::check(format, &seeds::making::made(target, bytes)),
    };
    (outcome.articles.len(), outcome.faults.len())
}

/// Writes a file for whoever looks into it.
fn kept(name: &str, bytes: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.bin"));
    fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn any_file_of_any_format_is_read_whole_or_named_with_a_reason() {
    for (number, target) in TARGETS.into_iter().enumerate() {
        let start = Instant::now();
        let tally = run(target, 0x2545_F491_4F6C_DD1D + number as u64, |inputs| inputs >= INPUTS);
        told(target, &tally, start.elapsed());
        assert!(tally.articles > INPUTS / 20, "{target}: {} articles", tally.articles);
        assert!(tally.faults > 0, "{target}");
    }
}

fn told(target: &str, tally: &Tally, taken: Duration) {
    let Tally { inputs, articles, faults, slowest } = tally;
    println!(
        "{target}: {inputs} files, {articles} articles, {faults} faults in {taken:.1?}; the slowest {slowest:.2?}"
    );
}

#[test]
#[ignore = "takes as many minutes as FUZZ_MINUTES says, ten unless it is set, for each target or the one in FUZZ_TARGET"]
fn any_file_for_minutes() {
    let minutes = std::env::var("FUZZ_MINUTES").map_or(10.0, |minutes| minutes.parse().unwrap());
    let only = std::env::var("FUZZ_TARGET").ok();
    let seed = std::env::var("FUZZ_SEED").map_or(0x9E37_79B9_7F4A_7C15, |seed| seed.parse().unwrap());
    for target in TARGETS.into_iter().filter(|target| only.as_deref().is_none_or(|only| only == *target)) {
        let start = Instant::now();
        let tally = run(target, seed, |_| start.elapsed().as_secs_f64() > minutes * 60.0);
        told(target, &tally, start.elapsed());
    }
}

#[test]
fn every_seed_is_read() {
    for (format, target, bytes) in seeds::seeds() {
        let (articles, faults) = checked(target, format, &bytes);
        assert!(articles + faults > 0, "{target}");
    }
}

#[test]
#[ignore = "writes the seeds into fuzz/corpus, for cargo fuzz"]
fn seeds_for_cargo_fuzz() {
    for (number, (_, target, bytes)) in seeds::seeds().into_iter().enumerate() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("seed{number}")), bytes).unwrap();
    }
}
