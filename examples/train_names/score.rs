//! Precision, recall and F1 of names: exact span and kind.

use std::ops::Range;

use morgue::article::Kind;
use morgue::extract::names::tagger::Tagger;
use morgue::extract::names::tagger::labels;
use morgue::extract::names::tagger::model::Model;

use crate::gold::Labelled;

#[derive(Default, Clone, Copy)]
struct Tally {
    right: usize,
    found: usize,
    gold: usize,
}

impl Tally {
    fn line(self) -> String {
        let share = |part: usize, whole: usize| if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
        let (precision, recall) = (share(self.right, self.found), share(self.right, self.gold));
        let f1 = if self.right == 0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
        format!("P {precision:.3} R {recall:.3} F {f1:.3} ({} of {})", self.right, self.gold)
    }
}

type Name = (Range<usize>, Kind);

/// Prints the figures of `model` on `texts`, and where they differ if asked to.
pub fn print(what: &str, model: &Model, texts: &[Labelled], differences: bool) {
    let mut tallies = [Tally::default(); 4];
    let mut tagger = Tagger::new(model);
    for text in texts {
        let found = found(&mut tagger, text);
        for (_, kind) in &text.names {
            tallies[*kind as usize].gold += 1;
        }
        for name in &found {
            tallies[name.1 as usize].found += 1;
            tallies[name.1 as usize].right += usize::from(text.names.iter().any(|gold| same(gold, name, &text.text)));
        }
        if differences {
            differ(text, &found);
        }
    }
    let three = tallies[..3].iter().fold(Tally::default(), |sum, tally| Tally {
        right: sum.right + tally.right,
        found: sum.found + tally.found,
        gold: sum.gold + tally.gold,
    });
    println!("{what}: {}", three.line());
    for kind in Kind::ALL {
        println!("  {:6} {}", kind.word(), tallies[kind as usize].line());
    }
}

fn found(tagger: &mut Tagger<'_>, text: &Labelled) -> Vec<Name> {
    let (page, labels) = tagger.tag(&text.text, text.blocks.iter().cloned());
    let tokens = &page.reading.tokens;
    let range = |words: Range<usize>| tokens[words.start].start as usize..tokens[words.end - 1].end as usize;
    labels::names(labels).map(|(words, kind)| (range(words), kind)).collect()
}

/// Prints what only the model names (`+`) and what only the labels name (`-`).
fn differ(text: &Labelled, found: &[Name]) {
    let show = |sign: char, (range, kind): &Name| {
        println!(
            "{}\t{}\t{sign}\t{}\t{}\t{}",
            text.key,
            range.start,
            kind.word(),
            &text.text[range.clone()],
            around(&text.text, range.start)
        );
    };
    for name in found.iter().filter(|name| !text.names.iter().any(|gold| same(gold, name, &text.text))) {
        show('+', name);
    }
    for gold in text.names.iter().filter(|gold| !found.iter().any(|name| same(gold, name, &text.text))) {
        show('-', gold);
    }
}

/// The same kind over the same characters; a full stop at the end may belong to the name or to the sentence.
fn same(gold: &Name, name: &Name, text: &str) -> bool {
    let trimmed = |range: &Range<usize>| (range.start, range.start + text[range.clone()].trim_end_matches('.').len());
    gold.1 == name.1 && trimmed(&gold.0) == trimmed(&name.0)
}

fn around(text: &str, at: usize) -> String {
    let line = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let mut from = at.saturating_sub(60).max(line);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (at + 60).min(end);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    text[from..to].to_owned()
}
