//! An article laid out to be judged, for however many names: what is the same for all of them is found once.

use std::ops::Range;

use crate::article::{Article, Entity, Span, Zone};
use crate::query::phrases::{Found as Place, Phrases};
use crate::text::axis::Axis;
use crate::text::fold::phrase;

/// A place of a phrase.
#[derive(Debug, Clone, Copy)]
pub struct Spot {
    /// The number of its first word, and of its words.
    pub first: usize,
    pub words: usize,
    pub span: Span,
    /// The entity whose mention it lies in.
    pub entity: Option<u32>,
    /// Whether it is the whole of that mention.
    pub whole: bool,
    /// Whether its first word has a capital, as far as its script has any.
    pub capital: bool,
}

/// The places of one phrase.
#[derive(Debug)]
pub struct Spots {
    pub phrase: usize,
    /// Which of all spots they are.
    pub range: Range<usize>,
}

/// An article laid out.
pub struct Page<'a> {
    pub article: &'a Article,
    axis: &'a Axis,
    /// The folded forms of each entity, its canonical one first.
    forms: Vec<Vec<String>>,
    /// The mentions of each entity.
    mentions: Vec<Vec<u32>>,
    /// The folded form of each mention.
    pub folded: Vec<String>,
    /// The number of the phrase that this form is.
    pub phrases: Vec<Option<usize>>,
    /// First word and number of words of each mention.
    pub words: Vec<(usize, usize)>,
    /// The sentence of each word.
    sentences: Vec<u32>,
    /// The spots, phrase by phrase, those of a phrase in the order of the axis.
    pub spots: Vec<Spot>,
    pub found: Vec<Spots>,
    /// Which phrases are forms of which entities.
    pub held: Vec<(usize, u32)>,
}

impl<'a> Page<'a> {
    pub fn new(article: &'a Article, axis: &'a Axis, phrases: &Phrases) -> Self {
        let names = &article.names;
        let folded: Vec<String> = names.mentions.iter().map(|mention| phrase(mention.span.of(&article.text))).collect();
        let mut forms: Vec<Vec<String>> = names.entities.iter().map(|entity| vec![phrase(&entity.name)]).collect();
        let mut mentions: Vec<Vec<u32>> = vec![Vec::new(); names.entities.len()];
        for (number, (mention, form)) in (0..).zip(names.mentions.iter().zip(&folded)) {
            let entity = mention.entity as usize;
            if let Some(list) = forms.get_mut(entity) {
                mentions[entity].push(number);
                if !list.contains(form) {
                    list.push(form.clone());
                }
            }
        }
        let held = |(entity, forms): (u32, &Vec<String>)| {
            let numbers: Vec<usize> = forms.iter().filter_map(|form| phrases.number(form)).collect();
            numbers.into_iter().map(move |number| (number, entity))
        };
        let mut page = Self {
            article,
            axis,
            held: (0..).zip(&forms).flat_map(held).collect(),
            forms,
            mentions,
            phrases: folded.iter().map(|form| phrases.number(form)).collect(),
            words: vec![(0, 0); folded.len()],
            folded,
            sentences: sentences(axis),
            spots: Vec::new(),
            found: Vec::new(),
        };
        let over = page.lay_out();
        page.find(phrases.places(axis), &over);
        page
    }

    /// Which words belong to which mention.
    fn lay_out(&mut self) -> Vec<Option<u32>> {
        let mentions = &self.article.names.mentions;
        let mut over = vec![None; self.axis.len()];
        for (word, over) in over.iter_mut().enumerate() {
            let span = self.axis.span(word);
            let at = mentions.partition_point(|mention| mention.span.end() <= span.start());
            if mentions.get(at).is_some_and(|mention| mention.span.start() <= span.start()) {
                *over = Some(at as u32);
                let words = &mut self.words[at];
                *words = if words.1 == 0 { (word, 1) } else { (words.0, words.1 + 1) };
            }
        }
        over
    }

    fn find(&mut self, mut places: Vec<Place>, over: &[Option<u32>]) {
        places.sort_unstable_by_key(|place| (place.phrase, place.first));
        self.spots = places.iter().map(|place| self.spot(*place, over)).collect();
        let mut end = 0;
        for places in places.chunk_by(|one, other| one.phrase == other.phrase) {
            let range = end..end + places.len();
            end = range.end;
            self.found.push(Spots { phrase: places[0].phrase, range });
        }
    }

    fn spot(&self, place: Place, over: &[Option<u32>]) -> Spot {
        let (first, words) = (place.first, place.words);
        // A place that goes beyond the mention over its first word was recognised in pieces: `Afghan`, `Taliban`.
        let over = over[first].map(|at| at as usize).filter(|at| {
            let mention = self.words[*at];
            first + words <= mention.0 + mention.1
        });
        Spot {
            first,
            words,
            span: self.span(first, words),
            entity: over.map(|at| self.article.names.mentions[at].entity),
            whole: over.is_some_and(|at| self.words[at] == (first, words)),
            capital: self.has_capital(first),
        }
    }

    /// The characters of some words.
    pub fn span(&self, first: usize, words: usize) -> Span {
        let span = |word: usize| self.axis.span(word);
        (first..first + words).map(span).reduce(Span::cover).unwrap_or_else(|| span(first))
    }

    fn has_capital(&self, word: usize) -> bool {
        let text = self.axis.span(word).of(&self.article.text);
        text.chars().any(char::is_uppercase) || !text.chars().any(char::is_lowercase)
    }

    /// The entity of that number, if there is one.
    pub fn entity(&self, number: u32) -> Option<&'a Entity> {
        self.article.names.entities.get(number as usize)
    }

    /// The folded forms of an entity, its canonical one first.
    pub fn forms(&self, entity: u32) -> &[String] {
        self.forms.get(entity as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// The mentions of an entity.
    pub fn mentions(&self, entity: u32) -> &[u32] {
        self.mentions.get(entity as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// The sentence in which a span stands whose first word is known. A name that a sentence border cuts stands in the sentence where
    /// it begins.
    pub fn sentence(&self, first: usize, span: Span) -> Option<usize> {
        let holds = |sentence: usize| {
            let whole = self.axis.sentences[sentence].span;
            (whole.start()..whole.end()).contains(&span.start())
        };
        let likely = self.sentences.get(first).map(|sentence| *sentence as usize).filter(|sentence| holds(*sentence));
        likely.or_else(|| (0..self.axis.sentences.len()).find(|sentence| holds(*sentence)))
    }

    /// Whether a span is read as part of the report, and is no boilerplate.
    pub fn reads(&self, first: usize, span: Span) -> bool {
        let likely = self.sentences.get(first).map(|sentence| self.axis.sentences[*sentence as usize].paragraph);
        match likely.and_then(|block| self.article.blocks.get(block)) {
            Some(block) if block.span.contains(span) => block.zone != Zone::Boilerplate,
            _ => self.article.reads(span),
        }
    }
}

/// The sentence of each word.
fn sentences(axis: &Axis) -> Vec<u32> {
    let words = |(number, words): (u32, u32)| std::iter::repeat_n(number, words as usize);
    (0..).zip(axis.sentences.iter().map(|sentence| sentence.words)).flat_map(words).collect()
}
