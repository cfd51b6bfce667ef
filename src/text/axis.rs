//! The axis of word positions: where each word of an article stands, counted as a reader counts.
//!
//! All parts share one axis: headline, then body (standfirst and captions with it), then boilerplate, each in reading order, with a
//! gap between parts so that nothing matches across it. Junk in the middle of a page so never tears the body apart. The index and
//! the matcher of a single text both read articles through this module, so they cannot disagree.

use std::ops::Range;

use crate::article::{Article, LONGEST_FIGURE, LONGEST_NAME, Part, Span, Zone};

use super::fold::fold_into;
use super::placing::{Placed, Placer};
use super::quotations::each_quotation;
use super::sentences::each_sentence;
use super::words::each_word;

/// Positions left free between two parts: wider than any distance a query may ask for.
pub const PART_GAP: u32 = 1000;

/// What a reader of an article is told, in axis order.
pub trait Visit {
    /// A part begins; its first word will stand at `at`.
    fn part(&mut self, _part: Part, _at: u32) {}
    /// A sentence with at least one word begins at `at`; `paragraph` is the block's index.
    fn sentence(&mut self, _span: Span, _paragraph: usize, _at: u32) {}
    /// The lead (headline, standfirst, first paragraph of the body) ends before `at`.
    fn lead_end(&mut self, _at: u32) {}
    /// A word stands at `at`. `folded` is the form it is compared under.
    fn word(&mut self, _span: Span, _folded: &str, _at: u32) {}
    /// The words from `first` to `last` stand in one direct quotation. Told at the end of the part.
    fn quotation(&mut self, _first: u32, _last: u32) {}
    /// A name stands there. Told at the end of the part.
    fn mention(&mut self, _placed: Placed) {}
    /// A figure stands there. Told at the end of the part.
    fn figure(&mut self, _placed: Placed) {}
    /// Digits that are no value stand there. Told at the end of the part.
    fn valueless(&mut self, _placed: Placed) {}
    /// A quotation that was found stands there. Told at the end of the part.
    fn quote(&mut self, _placed: Placed) {}
}

/// Reads `article` to `visit`.
pub fn read(article: &Article, visit: &mut impl Visit) {
    let mut reader = Reader::new(article);
    let lead = last_of_lead(article);
    for part in Part::ALL {
        let blocks = || article.blocks.iter().enumerate().filter(move |(_, block)| block.zone.part() == part);
        if blocks().next().is_none() {
            continue;
        }
        reader.at += if reader.at > 0 { PART_GAP } else { 0 };
        visit.part(part, reader.at);
        reader.quotations = Quotations::of(reader.text, blocks().map(|(_, block)| block.span));
        for (index, block) in blocks() {
            reader.block(block.span, index, visit);
            if Some(index) == lead {
                visit.lead_end(reader.at);
            }
        }
        reader.part_ended(visit);
    }
}

/// The quotations of one part, and the positions of their words as far as it has been read.
#[derive(Default)]
struct Quotations {
    ranges: Vec<Range<usize>>,
    words: Vec<Option<(u32, u32)>>,
    next: usize,
}

impl Quotations {
    fn of(text: &str, blocks: impl Iterator<Item = Span>) -> Self {
        let mut ranges = Vec::new();
        each_quotation(text, blocks, |range| ranges.push(range));
        Self { words: vec![None; ranges.len()], ranges, next: 0 }
    }

    /// A word at `at`, in the order of the text.
    fn word(&mut self, span: Span, at: u32) {
        while self.ranges.get(self.next).is_some_and(|range| range.end <= span.start()) {
            self.next += 1;
        }
        if self.ranges.get(self.next).is_some_and(|range| range.start <= span.start()) {
            let first = self.words[self.next].map_or(at, |(first, _)| first);
            self.words[self.next] = Some((first, at));
        }
    }

    fn tell(&self, visit: &mut impl Visit) {
        for (first, last) in self.words.iter().flatten() {
            visit.quotation(*first, *last);
        }
    }
}

/// The index of the block that ends the lead: the first of the body itself.
fn last_of_lead(article: &Article) -> Option<usize> {
    article.blocks.iter().position(|block| block.zone == Zone::Body)
}

struct Reader<'a> {
    text: &'a str,
    at: u32,
    folded: String,
    quotations: Quotations,
    mentions: Placer,
    figures: Placer,
    valueless: Placer,
    quotes: Placer,
}

impl<'a> Reader<'a> {
    fn new(article: &'a Article) -> Self {
        let mentions = article.names.mentions.iter().map(|mention| mention.span).collect();
        let figures = article.figures.iter().map(|figure| figure.span).collect();
        let quotes = article.quotes.iter().map(|quote| quote.span).collect();
        Self {
            text: &article.text,
            at: 0,
            folded: String::new(),
            quotations: Quotations::default(),
            mentions: Placer::new(mentions, LONGEST_NAME),
            figures: Placer::new(figures, LONGEST_FIGURE),
            valueless: Placer::new(article.valueless.clone(), LONGEST_FIGURE),
            quotes: Placer::new(quotes, usize::MAX),
        }
    }

    fn part_ended(&mut self, visit: &mut impl Visit) {
        self.quotations.tell(visit);
        self.mentions.part_ended().into_iter().for_each(|placed| visit.mention(placed));
        self.figures.part_ended().into_iter().for_each(|placed| visit.figure(placed));
        self.valueless.part_ended().into_iter().for_each(|placed| visit.valueless(placed));
        self.quotes.part_ended().into_iter().for_each(|placed| visit.quote(placed));
    }

    fn block(&mut self, span: Span, index: usize, visit: &mut impl Visit) {
        let text = self.text;
        each_sentence(text, span.start()..span.end(), |sentence| {
            if let Some(sentence) = Span::new(text, sentence.start, sentence.end) {
                self.sentence(sentence, index, visit);
            }
        });
    }

    fn sentence(&mut self, sentence: Span, index: usize, visit: &mut impl Visit) {
        let mut begun = false;
        each_word(sentence.of(self.text), |word| {
            let Some(span) = Span::new(self.text, sentence.start() + word.start, sentence.start() + word.end) else {
                return;
            };
            if !begun {
                visit.sentence(sentence, index, self.at);
                begun = true;
            }
            self.folded.clear();
            fold_into(span.of(self.text), &mut self.folded);
            visit.word(span, &self.folded, self.at);
            self.quotations.word(span, self.at);
            self.mentions.word(span, self.at);
            self.figures.word(span, self.at);
            self.valueless.word(span, self.at);
            self.quotes.word(span, self.at);
            self.at += 1;
        });
    }
}

/// A sentence on the axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands in the text.
    pub span: Span,
    /// The block it belongs to.
    pub paragraph: usize,
    /// Position of its first word.
    pub at: u32,
    /// The number of its words.
    pub words: u32,
}

/// An article's words and sentences, held in memory: the axis of one text.
#[derive(Debug, Default)]
pub struct Axis {
    spans: Vec<Span>,
    positions: Vec<u32>,
    folded: String,
    ends: Vec<usize>,
    /// The sentences in axis order.
    pub sentences: Vec<Sentence>,
    /// The direct quotations: positions of the first and the last word.
    pub quotations: Vec<(u32, u32)>,
    /// Where names stand, in axis order.
    pub mentions: Vec<Placed>,
    /// Where figures stand, in axis order.
    pub figures: Vec<Placed>,
    /// Where digits stand that are no value, in axis order.
    pub valueless: Vec<Placed>,
    /// Where the quotations stand that were found, in axis order.
    pub quotes: Vec<Placed>,
    starts: Vec<(Part, u32)>,
    lead_end: Option<u32>,
}

impl Axis {
    /// The axis of `article`.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let mut axis = Self::default();
        read(article, &mut axis);
        axis
    }

    /// The number of words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether the article holds no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The folded form of the `index`-th word.
    #[must_use]
    pub fn folded(&self, index: usize) -> &str {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.folded[start..self.ends[index]]
    }

    /// Where the `index`-th word stands in the text.
    #[must_use]
    pub fn span(&self, index: usize) -> Span {
        self.spans[index]
    }

    /// The position of the `index`-th word.
    #[must_use]
    pub fn position(&self, index: usize) -> u32 {
        self.positions[index]
    }

    /// The index of the word at `position`, if one stands there.
    #[must_use]
    pub fn index_of(&self, position: u32) -> Option<usize> {
        self.positions.binary_search(&position).ok()
    }

    /// The first position behind the lead; where there is no body, everything is the lead.
    #[must_use]
    pub fn lead_end(&self) -> u32 {
        self.lead_end.unwrap_or(u32::MAX)
    }

    /// The part in which `position` lies.
    #[must_use]
    pub fn part_of(&self, position: u32) -> Part {
        self.starts.iter().rev().find(|(_, at)| *at <= position).map_or(Part::Headline, |(part, _)| *part)
    }
}

impl Visit for Axis {
    fn part(&mut self, part: Part, at: u32) {
        self.starts.push((part, at));
    }

    fn sentence(&mut self, span: Span, paragraph: usize, at: u32) {
        self.sentences.push(Sentence { span, paragraph, at, words: 0 });
    }

    fn lead_end(&mut self, at: u32) {
        self.lead_end = Some(at);
    }

    fn quotation(&mut self, first: u32, last: u32) {
        self.quotations.push((first, last));
    }

    fn mention(&mut self, placed: Placed) {
        self.mentions.push(placed);
    }

    fn figure(&mut self, placed: Placed) {
        self.figures.push(placed);
    }

    fn valueless(&mut self, placed: Placed) {
        self.valueless.push(placed);
    }

    fn quote(&mut self, placed: Placed) {
        self.quotes.push(placed);
    }

    fn word(&mut self, span: Span, folded: &str, at: u32) {
        self.spans.push(span);
        self.positions.push(at);
        self.folded.push_str(folded);
        self.ends.push(self.folded.len());
        if let Some(sentence) = self.sentences.last_mut() {
            sentence.words += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::article::{ArticleId, Block, Meta};

    use super::*;

    fn article(parts: &[(&str, Zone)]) -> Article {
        let mut text = String::new();
        let mut blocks = Vec::new();
        for (part, zone) in parts {
            let start = text.len();
            text.push_str(part);
            blocks.push(Block { span: Span::new(&text, start, text.len()).unwrap(), zone: *zone });
            text.push_str("\n\n");
        }
        Article::new(ArticleId("x".into()), "x".into(), Meta::default(), text, blocks)
    }

    #[test]
    fn junk_in_the_middle_of_the_body_stands_behind_it_on_the_axis() {
        let axis = Axis::of(&article(&[
            ("Talks end", Zone::Headline),
            ("One two. Three.", Zone::Body),
            ("Read also this", Zone::Boilerplate),
            ("Four", Zone::Body),
        ]));
        let seen: Vec<_> = (0..axis.len()).map(|index| (axis.folded(index), axis.position(index))).collect();
        let body = 2 + PART_GAP;
        let junk = body + 4 + PART_GAP;
        let expected = [
            ("talks", 0),
            ("end", 1),
            ("one", body),
            ("two", body + 1),
            ("three", body + 2),
            ("four", body + 3),
            ("read", junk),
            ("also", junk + 1),
            ("this", junk + 2),
        ];
        assert_eq!(seen, expected);
        assert_eq!(axis.part_of(body + 1), Part::Body);
        assert_eq!(axis.part_of(junk), Part::Boilerplate);
        assert_eq!(axis.sentences.iter().map(|sentence| sentence.words).collect::<Vec<_>>(), [2, 2, 1, 1, 3]);
    }
}
