//! Reads the paragraphs that hold quotations, sentence by sentence, and carries the speaker on: a quotation without one of its own is
//! said by who spoke before it in its paragraph, or by who is named behind it.

use std::ops::Range;

use crate::article::{Article, Block, Span, Speaker};
use crate::text::sentences::each_sentence;

use super::bearers::Bearers;
use super::is_partial;
use super::phrases::{Head, Phrase, Sentence};
use super::rules::{Quoted, Said};
use super::tokens::{Gap, Is, Token, span_of, tokens};

/// Who says a quotation, and by which verb.
pub type Attribution = (Option<Speaker>, Option<Span>);

/// A question's speaker stands behind it in a sentence no longer than this: `"Why?" Asif asked.`
const SHORT: usize = 12;

/// What the items of a list begin with.
const BULLETS: [char; 5] = ['-', '*', '\u{2022}', '\u{2013}', '\u{2014}'];

/// Reads one part of an article.
pub struct Reader<'a> {
    article: &'a Article,
    bearers: Bearers<'a>,
    ranges: &'a [Range<usize>],
    found: Vec<Attribution>,
    /// The quotations of this paragraph that wait for a speaker named behind them.
    waiting: Vec<usize>,
    /// Who spoke last in this paragraph.
    spoke: Option<Attribution>,
    /// Who spoke last, as the pronouns need it.
    last: Option<Span>,
    /// Whether this paragraph is a list, whose items stand by themselves.
    listed: bool,
    /// Who was left speaking at the end of the paragraph before.
    carried: Option<Attribution>,
}

impl<'a> Reader<'a> {
    /// A reader of the quotations at `ranges`, in order.
    pub fn new(article: &'a Article, ranges: &'a [Range<usize>]) -> Self {
        let found = vec![(None, None); ranges.len()];
        let bearers = Bearers::new(article);
        Self {
            article,
            bearers,
            ranges,
            found,
            waiting: Vec::new(),
            spoke: None,
            last: None,
            listed: false,
            carried: None,
        }
    }

    /// Who says each of them.
    pub fn finish(self) -> Vec<Attribution> {
        self.found
    }

    /// Reads the blocks that hold a quotation, and what leads to them.
    pub fn read(&mut self, blocks: &[Block]) {
        let mut first = 0;
        for (number, block) in blocks.iter().enumerate() {
            let span = block.span;
            first += self.ranges[first..].iter().take_while(|range| range.end <= span.start()).count();
            let count = self.ranges[first..].iter().take_while(|range| range.start < span.end()).count();
            if count > 0 {
                self.block(span, first..first + count, blocks[..number].last());
            } else {
                self.carried = None;
            }
        }
    }

    fn block(&mut self, block: Span, held: Range<usize>, before: Option<&Block>) {
        self.spoke = None;
        self.waiting.clear();
        self.listed = self.article.text[block.start()..].starts_with(BULLETS);
        let sentences = self.sentences(block, held.clone());
        let (mut next, mut quoting) = (held.start, false);
        for (number, sentence) in sentences.iter().enumerate() {
            next += self.ranges[next..held.end].iter().take_while(|range| range.end <= sentence.start).count();
            let count = self.ranges[next..held.end].iter().take_while(|range| range.start < sentence.end).count();
            quoting = count > 0;
            if quoting {
                self.sentence(sentence, next..next + count, &sentences[number + 1..]);
            } else if self.leads_to(next..held.end, sentences.get(number + 1)) {
                self.narrative(sentence.clone());
            }
        }
        self.close_block(block, held, before, quoting);
    }

    /// Whether a quotation stands in the next sentence.
    fn leads_to(&self, ahead: Range<usize>, next: Option<&Range<usize>>) -> bool {
        let quote = self.ranges[ahead].first();
        quote.zip(next).is_some_and(|(quote, next)| quote.start < next.end)
    }

    /// The sentences of a block; one that would end inside a quotation ends with it or later.
    fn sentences(&self, block: Span, held: Range<usize>) -> Vec<Range<usize>> {
        let mut list: Vec<Range<usize>> = Vec::new();
        let mut quotes = self.ranges[held].iter().peekable();
        let mut open = false;
        each_sentence(&self.article.text, block.start()..block.end(), |sentence| {
            let end = sentence.end;
            match list.last_mut().filter(|_| open) {
                Some(before) => before.end = end,
                None => list.push(sentence),
            }
            while quotes.next_if(|quote| quote.end <= end).is_some() {}
            open = quotes.peek().is_some_and(|quote| quote.start < end);
        });
        list
    }

    fn cut(&self, sentence: Range<usize>, held: Range<usize>) -> Vec<Token> {
        let quotes = (&self.ranges[held.clone()], held.start);
        tokens(&self.article.text, sentence, quotes, &self.article.names.mentions)
    }

    /// A sentence with quotations; `rest` are the sentences behind it.
    fn sentence(&mut self, sentence: &Range<usize>, held: Range<usize>, rest: &[Range<usize>]) {
        let article = self.article;
        let list = self.cut(sentence.clone(), held);
        let read = Sentence { text: &article.text, names: &article.names, tokens: &list };
        for (at, token) in list.iter().enumerate() {
            let Is::Quote(number) = token.is else { continue };
            if self.found[number].0.is_some() {
                self.spoke = Some(self.found[number]);
                continue;
            }
            let words = &article.text[self.ranges[number].clone()];
            let quoted = Quoted { at, words, partial: is_partial(words) };
            match read.said(quoted) {
                Some(said) => self.tell(number, &said, &read),
                None if !quoted.partial && read.stands_alone(at) => self.orphan(number, at, &list, rest),
                None => {}
            }
        }
    }

    fn tell(&mut self, number: usize, said: &Said, read: &Sentence<'_>) {
        let Some(attribution) = self.attribution(said, read) else { return };
        self.found[number] = attribution;
        if !self.listed {
            for waiting in std::mem::take(&mut self.waiting) {
                self.found[waiting] = attribution;
            }
        }
        self.spoke = Some(attribution);
    }

    fn attribution(&mut self, said: &Said, read: &Sentence<'_>) -> Option<Attribution> {
        let Phrase { tokens, head, .. } = &said.by;
        let range = read.tokens.get(tokens.start)?.range.start..read.tokens.get(tokens.end.checked_sub(1)?)?.range.end;
        let span = span_of(read.text, &range)?;
        let entity = self.entity(*head, span);
        if let Head::Name(name) = head {
            self.last = Some(self.article.names.mentions[*name].span);
        }
        let verb = said.verb.and_then(|at| read.tokens.get(at)).and_then(|token| span_of(read.text, &token.range));
        Some((Some(Speaker { span, entity }), verb))
    }

    fn entity(&mut self, head: Head, span: Span) -> Option<u32> {
        let ranges = self.ranges;
        match head {
            Head::Name(name) => self.article.names.mentions.get(name).map(|mention| mention.entity),
            Head::Pronoun => {
                let inside = |at: usize| {
                    let next = ranges.partition_point(|range| range.end <= at);
                    ranges.get(next).is_some_and(|range| range.start <= at)
                };
                self.bearers.of_pronoun(span, self.last, inside)
            }
            Head::Noun => self.bearers.of_office(span.of(&self.article.text)),
        }
    }

    /// A quotation that is a sentence of its own.
    fn orphan(&mut self, number: usize, at: usize, list: &[Token], rest: &[Range<usize>]) {
        let asks = self.article.text[self.ranges[number].clone()].ends_with(['?', '!', '\u{2026}']);
        if asks && at + 1 == list.len() && self.asked(number, rest) {
            return;
        }
        let goes_on = !self.listed || at == 0 && list[0].gap == Gap::Plain && self.follows_directly(number);
        match self.spoke.filter(|_| goes_on) {
            Some(spoke) => self.found[number] = spoke,
            None => self.waiting.push(number),
        }
    }

    /// Whether no dash or bullet stands before a quotation.
    fn follows_directly(&self, number: usize) -> bool {
        let before = self.article.text[..self.ranges[number].start]
            .trim_end_matches(|mark: char| !mark.is_alphanumeric() && !BULLETS.contains(&mark));
        before.ends_with(char::is_alphanumeric)
    }

    /// `"Why?" Asif asked.`: the sentence behind a question may say who asks.
    fn asked(&mut self, number: usize, rest: &[Range<usize>]) -> bool {
        let Some(next) = rest.first() else { return false };
        let range = self.ranges[number].clone();
        let whole = range.start..next.end;
        if self.ranges.get(number + 1).is_some_and(|later| later.start < next.end) {
            return false;
        }
        let list = self.cut(whole, number..number + 1);
        let article = self.article;
        let read = Sentence { text: &article.text, names: &article.names, tokens: &list };
        let said =
            (list.len() <= SHORT).then(|| read.said(Quoted { at: 0, words: &article.text[range], partial: false }));
        let Some(said) = said.flatten() else { return false };
        self.tell(number, &said, &read);
        true
    }

    /// A sentence without quotations before one with: who speaks in it may go on.
    fn narrative(&mut self, sentence: Range<usize>) {
        let list = self.cut(sentence, 0..0);
        let article = self.article;
        let read = Sentence { text: &article.text, names: &article.names, tokens: &list };
        self.spoke = read.speaks().and_then(|said| self.attribution(&said, &read));
    }

    /// A paragraph that is a quotation and nothing else goes on with who spoke at the end of the one before; the items of a list, with
    /// who is named before the list.
    fn close_block(&mut self, block: Span, held: Range<usize>, before: Option<&Block>, quoting: bool) {
        let alone = self.waiting.len() == held.len() && is_all_quoted(block, &self.ranges[held.clone()]);
        if self.listed || alone {
            let carried = self.carried.filter(|_| alone && !self.listed);
            if let Some(carried) = carried.or_else(|| before.and_then(|before| self.leads(before.span))) {
                self.waiting.iter().for_each(|number| self.found[*number] = carried);
                self.spoke = Some(carried);
            }
        }
        let last = held
            .end
            .checked_sub(1)
            .filter(|last| quoting && !is_partial(&self.article.text[self.ranges[*last].clone()]));
        self.carried = last.map(|last| self.found[last]).filter(|found| found.0.is_some());
    }

    /// Who speaks in the last sentence of a paragraph before quotations; of one that ends with a colon, and of the heading of a list, whom
    /// it begins with.
    fn leads(&mut self, before: Span) -> Option<Attribution> {
        let text = &self.article.text;
        let mut sentence = None;
        each_sentence(text, before.start()..before.end(), |range| sentence = Some(range));
        let sentence = sentence?;
        let stopped = text[sentence.clone()].ends_with(['.', '!', '?']);
        let heads = if self.listed { !stopped } else { text[sentence.clone()].ends_with(':') };
        let list = self.cut(sentence, 0..0);
        let read = Sentence { text, names: &self.article.names, tokens: &list };
        let opening = || read.opening(0, list.len()).filter(|_| heads).map(|by| Said { by, verb: None });
        let said = read.speaks().or_else(opening)?;
        self.attribution(&said, &read)
    }
}

/// Whether a paragraph holds nothing but quotations.
fn is_all_quoted(block: Span, quotes: &[Range<usize>]) -> bool {
    /// Marks and spaces around and between quotations.
    const MARKS: usize = 8;
    let inside = |range: &Range<usize>| range.end.min(block.end()) - range.start.max(block.start());
    let total: usize = quotes.iter().map(inside).sum();
    block.end() - block.start() <= total + MARKS * quotes.len()
}
