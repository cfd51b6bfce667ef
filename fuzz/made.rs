//! Articles made up of what a fuzzer gives.

use morgue::article::{Article, ArticleId, Block, Entity, Kind, Mention, Meta, Names, Span, Zone};
use morgue::extract::figures::found;
use morgue::extract::quotes::quotes;
use morgue::text::paragraphs::paragraphs;
use morgue::text::words::words;

/// An article of that text; a block that begins with `!` is boilerplate, a first one that begins with `#` the headline. Names stand in
/// it where `seed` puts them, figures and quotations where they are found.
pub fn article(text: &str, meta: Meta, seed: u8) -> Article {
    let ranges = paragraphs(text).into_iter().enumerate();
    let block = |(number, range): (usize, std::ops::Range<usize>)| {
        let zone = match text.as_bytes().get(range.start) {
            Some(b'#') if number == 0 => Zone::Headline,
            Some(b'!') => Zone::Boilerplate,
            _ => Zone::Body,
        };
        Some(Block { span: Span::new(text, range.start, range.end)?, zone })
    };
    let blocks = ranges.filter_map(block).collect();
    let mut article = Article::new(ArticleId("x".into()), "x".into(), meta, text.to_owned(), blocks);
    if seed != 0 {
        article.names = names(text, u64::from(seed));
    }
    let found = found(&article);
    (article.figures, article.valueless) = (found.figures, found.valueless);
    article.quotes = quotes(&article);
    article
}

/// Names over some of the words of a text, in order and apart, wherever its blocks lie: mostly of one or two words, now and then longer
/// than any name. Each is one of four entities, which are called what their first mention says, or some word of the text.
fn names(text: &str, seed: u64) -> Names {
    let mut state = seed;
    let mut below = |limit: u64| {
        // Knuth's MMIX generator; its high bits are the random ones.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) % limit) as usize
    };
    let words = words(text);
    let (mut names, mut called) = (Names::default(), [None; 4]);
    let mut at = below(6);
    while at < words.len() {
        let length = [1, 1, 2, 3, 20][below(5)];
        let last = (at + length - 1).min(words.len() - 1);
        let span = Span::new(text, words[at].start, words[last].end).expect("words are not empty");
        let (bearer, kind) = (below(4), Kind::ALL[below(4)]);
        let other = words[below(words.len() as u64)].clone();
        let name = if below(2) == 0 { span.of(text) } else { &text[other] };
        let entity = *called[bearer].get_or_insert_with(|| {
            names.entities.push(Entity { name: name.to_owned(), kind });
            names.entities.len() as u32 - 1
        });
        names.mentions.push(Mention { span, kind, entity });
        at = last + 1 + below(6);
    }
    names
}
