#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]
use flate2::read::GzDecoder;
use morgue::extract::names::tagger::{Tagger, labels, shipped::shipped};
use std::io::{BufRead, BufReader};
fn main() {
    let mut texts = vec![];
    for f in ["reuters21578", "whitehouse"] {
        for (i, l) in BufReader::new(GzDecoder::new(std::fs::File::open(format!("../shared/archive/{f}.jsonl.gz")).unwrap())).lines().enumerate() {
            if i % 8 == 0 {
                let v: serde_json::Value = serde_json::from_str(&l.unwrap()).unwrap();
                texts.push(format!("{}\n\n{}", v["title"].as_str().unwrap_or(""), v["body"].as_str().unwrap_or("")));
            }
        }
    }
    let bytes: usize = texts.iter().map(String::len).sum();
    let t = std::time::Instant::now();
    let _ = shipped();
    println!("load {:?}", t.elapsed());
    let mut tagger = Tagger::new(shipped());
    for _ in 0..2 {
        let t = std::time::Instant::now();
        let mut n = 0;
        for text in &texts {
            let mut at = 0;
            let blocks: Vec<_> = text.split('\n').map(|l| { let r = at..at + l.len(); at += l.len() + 1; r }).filter(|r| !r.is_empty()).collect();
            let (_, _, found) = tagger.tag(text, blocks.into_iter());
            n += labels::names(found).count();
        }
        let s = t.elapsed().as_secs_f64();
        println!("{bytes} bytes, {n} names, {:.2} MB/s", bytes as f64 / s / 1e6);
    }
    let mut words = morgue::extract::names::tagger::words::Words::new(shipped().lexicon.clone());
    let mut page = morgue::extract::names::tagger::page::Page::default();
    let t = std::time::Instant::now();
    for text in &texts { page.lay_out(text, std::iter::once(0..text.len()), &mut words); }
    println!("lay out {:.2} MB/s", bytes as f64 / t.elapsed().as_secs_f64() / 1e6);
}
