//! The ways in which the press says who says a quotation: before it (`Asif said that "…"`) and behind it (`"…," said Asif`).

use crate::article::Kind;

use super::phrases::{Head, Phrase, Sentence};
use super::tokens::Gap;
use super::vocabulary::{Class, is_weak};

/// How far before a quotation its verb may stand, in tokens.
const BEFORE: usize = 60;
/// How far behind.
const BEHIND: usize = 40;
/// How many words may follow a verb that ends its sentence: `said on Sunday in Doha`.
const TAIL: usize = 8;

/// Titles before a person who speaks behind a colon are no longer, in tokens: `Chairman and CEO of …`.
const TITLES: usize = 12;

/// Who says it, and the token of the verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The speaker.
    pub by: Phrase,
    /// The verb's token.
    pub verb: Option<usize>,
}

/// A quotation within its sentence.
#[derive(Debug, Clone, Copy)]
pub struct Quoted<'q> {
    /// Its token.
    pub at: usize,
    /// What it says.
    pub words: &'q str,
    /// Whether it is a word or a few.
    pub partial: bool,
}

impl Sentence<'_> {
    /// Who says the quotation, as far as its own sentence tells.
    pub fn said(&self, quoted: Quoted<'_>) -> Option<Said> {
        if quoted.partial && self.is_term(quoted) {
            return None;
        }
        let before = || self.said_before(quoted.at);
        let close = || self.said_right_behind(quoted);
        let first = if quoted.partial { before().or_else(close) } else { close().or_else(before) };
        first.or_else(|| self.said_at_end(quoted.at))
    }

    /// Whether a quotation is what something is called: `dubbed "…"`, `the "Star Wars" system`.
    fn is_term(&self, quoted: Quoted<'_>) -> bool {
        let before = quoted.at.checked_sub(1);
        let as_known = before.is_some_and(|at| self.is_word(at, &["as"]) && at > 0 && self.is_word(at - 1, &["known"]));
        let named = before.is_some_and(|at| self.is(at, Class::NAMING) && !self.is(at, Class::SAYS));
        let titled = quoted.words.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
        let governed = before.is_some_and(|at| self.is(at, Class::SAYS.with(Class::SAYING)));
        let stopped = quoted.words.ends_with([',', '.', '!', '?']);
        let headline = self.tokens.iter().take(BEFORE).all(|token| token.capital || token.any(SMALL));
        named || as_known || titled && !governed && !stopped && !headline
    }

    // ---- Before the quotation ----

    pub fn said_before(&self, quote: usize) -> Option<Said> {
        if let Some(by) = self.named_before_colon(quote) {
            return Some(Said { by, verb: None });
        }
        let mut verbs = (quote.saturating_sub(BEFORE)..quote).rev().filter(|at| self.may_say(*at, quote));
        verbs.find_map(|verb| self.said_by_verb(verb, quote)).or_else(|| self.stated_before_colon(quote))
    }

    fn may_say(&self, at: usize, quote: usize) -> bool {
        let says = self.is(at, Class::SAYS.with(Class::SAYING))
            && (!is_weak(&self.word(at).to_lowercase()) || at + 4 >= quote);
        says || self.is_word(at, &["according"]) || self.is_owned(at, quote)
    }

    /// `Clark's call for "…"`, `his claim that …`
    fn is_owned(&self, at: usize, quote: usize) -> bool {
        let leads = at + 1 == quote || self.is_word(at + 1, &["for", "of", "that"]);
        leads && self.is(at, Class::OWNED) && self.owner(at).is_some()
    }

    fn owner(&self, noun: usize) -> Option<Phrase> {
        let owner = (noun.saturating_sub(3)..noun).rev().find(|at| self.tokens[*at].possessive)?;
        self.name_at(owner)
    }

    fn said_by_verb(&self, verb: usize, quote: usize) -> Option<Said> {
        if self.is_word(verb, &["according"]) {
            let by = self.phrase_behind(verb + 2, quote)?;
            return Some(Said { by, verb: Some(verb) });
        }
        if self.is_owned(verb, quote) {
            return Some(Said { by: self.owner(verb)?, verb: None });
        }
        let start = self.start_of_verb(0, verb);
        let inverted = self.is(verb, Class::SAYS) && (start == 0 || self.tokens[start - 1].is_quote());
        let by = if inverted { self.phrase_behind(verb + 1, quote) } else { self.subject(0, verb) };
        by.filter(|by| !self.is_supposed(by.outer)).map(|by| Said { by, verb: Some(verb) })
    }

    /// `if the Taliban maintain`: nothing is said.
    fn is_supposed(&self, at: usize) -> bool {
        at > 0 && self.gap(at) == Gap::Plain && self.is_word(at - 1, &["if", "unless", "whether", "until"])
    }

    /// `John Barrasso: "…"`
    fn named_before_colon(&self, quote: usize) -> Option<Phrase> {
        let end = quote.checked_sub(1).filter(|_| self.gap(quote) == Gap::Colon)?;
        let Some(phrase) = self.phrase_before(0, end) else { return self.named_on_topic(quote) };
        let person = self.kind(phrase.tokens.start) == Some(Kind::Person);
        let titled = person && phrase.outer <= TITLES && !self.is(0, Class::PREPOSITION);
        let first = phrase.outer == 0
            || titled
            || self.tokens[phrase.outer - 1].is_quote()
            || self.gap(phrase.outer) == Gap::Dash;
        let verbless = (0..phrase.outer).rev().take(BEFORE).all(|at| !self.is(at, Class::SAYS.with(Class::AUXILIARY)));
        if first && verbless { Some(phrase) } else { self.named_on_topic(quote) }
    }

    /// `Jeremy Hansen on the far side: "…"`
    fn named_on_topic(&self, quote: usize) -> Option<Phrase> {
        let phrase = self.opening(0, quote).filter(|phrase| phrase.outer == 0)?;
        self.is_word(phrase.tokens.end, &["on"]).then_some(phrase)
    }

    /// `Asif issued this statement: "…"`
    fn stated_before_colon(&self, quote: usize) -> Option<Said> {
        let near = quote.saturating_sub(BEFORE)..quote;
        let stated = self.gap(quote) == Gap::Colon && near.clone().any(|at| self.is(at, Class::STATEMENT));
        let by = stated.then(|| self.opening(near.start, quote)).flatten()?;
        Some(Said { by, verb: None })
    }

    // ---- Behind the quotation ----

    /// `"…," said Asif`; `"…," Asif said`; `"…," according to Asif`.
    fn said_right_behind(&self, quoted: Quoted<'_>) -> Option<Said> {
        let from = quoted.at + 1;
        let closes = quoted.words.ends_with([',', '?', '!', '\u{2026}', '-', '\u{2014}', '\u{2013}']);
        let to = self.end_behind(from);
        if from >= to || !closes && self.gap(from) == Gap::Plain && quoted.partial {
            return None;
        }
        self.signed(from, to, quoted).or_else(|| self.inverted(from, to)).or_else(|| self.subject_first(from, to))
    }

    /// Where the words behind a quotation end: at the next one.
    fn end_behind(&self, from: usize) -> usize {
        let limit = self.tokens.len().min(from + BEHIND);
        (from..limit).find(|at| self.tokens[*at].is_quote()).unwrap_or(limit)
    }

    /// `"…" — John Barrasso`
    fn signed(&self, from: usize, to: usize, quoted: Quoted<'_>) -> Option<Said> {
        let dash = matches!(self.gap(from), Gap::Dash | Gap::Colon) && to == self.tokens.len() && !quoted.partial;
        let verbless = dash && (from..to).all(|at| !self.is(at, Class::SAYS.with(Class::AUXILIARY)));
        let by = verbless.then(|| self.phrase_behind(from, to)).flatten()?;
        Some(Said { by, verb: None })
    }

    fn inverted(&self, from: usize, to: usize) -> Option<Said> {
        let accord = self.is_word(from, &["according"]) && self.is_word(from + 1, &["to"]);
        let told = self.is_word(from, &["told", "tells"]);
        if !accord && (told || !self.is(from, Class::SAYS)) {
            return None;
        }
        let adverb = usize::from(accord || self.is(from + 1, Class::ADVERB));
        let by = self.phrase_behind(from + 1 + adverb, to)?;
        Some(Said { by, verb: Some(from) })
    }

    /// `"…," Asif said`
    fn subject_first(&self, from: usize, to: usize) -> Option<Said> {
        let verb = (from + 1..to).find(|at| self.is(*at, Class::SAYS) && !self.is_noun_there(*at))?;
        let start = self.start_of_verb(from, verb);
        let direct = self
            .subject(from, verb)
            .filter(|by| self.gap(start) == Gap::Plain && by.outer <= from + usize::from(self.is(from, Class::ADVERB)));
        let by = direct.or_else(|| self.before_insertion(from, start))?;
        (by.outer <= from + usize::from(self.is(from, Class::ADVERB))).then_some(Said { by, verb: Some(verb) })
    }

    /// `Buchheit, a partner with …, told`; of `the director, Buchheit, told` the name.
    fn before_insertion(&self, from: usize, start: usize) -> Option<Phrase> {
        let comma = (from + 1..start).find(|at| self.gap(*at) != Gap::Plain)?;
        let first = self.phrase_before(from, comma - 1)?;
        let named = first.head == Head::Noun && self.kind(start - 1) == Some(Kind::Person);
        let name = named.then(|| self.phrase_before(comma, start - 1)).flatten();
        Some(name.map_or_else(|| first.clone(), |name| Phrase { outer: first.outer, ..name }))
    }

    /// `the report said`, not `the report`: a word that may be verb or noun is a noun before another verb of saying.
    fn is_noun_there(&self, at: usize) -> bool {
        let noun = self.is(at, Class::STATEMENT.with(Class::SPEAKER));
        noun && (at + 1..at + 4).any(|next| self.is(next, Class::SAYS) && self.gap(next) == Gap::Plain)
    }

    /// `… "unacceptable" to them, officials said on Sunday.`
    pub fn said_at_end(&self, quote: usize) -> Option<Said> {
        let from = quote + 1;
        let to = self.end_behind(from);
        let mut verbs = (from..to)
            .filter(|at| self.is(*at, Class::SAYS) && to - at <= TAIL + 1 || self.is_word(*at, &["according"]));
        verbs.find_map(|verb| self.said_by_tail(from, verb, to))
    }

    fn said_by_tail(&self, from: usize, verb: usize, to: usize) -> Option<Said> {
        if self.is_word(verb, &["according"]) || self.gap(verb) != Gap::Plain && !self.is_word(verb, &["told", "said"])
        {
            return self.inverted(verb, to);
        }
        let ends =
            (verb + 1..to).all(|at| !self.is(at, Class::CONJUNCTION.with(Class::AUXILIARY).with(Class::PRONOUN)));
        let by = ends.then(|| self.subject(from, verb)).flatten()?;
        let apart = by.outer >= from && self.gap(by.outer) != Gap::Plain;
        apart.then_some(Said { by, verb: Some(verb) })
    }
}

/// Words that headlines write small.
const SMALL: Class = Class::PREPOSITION.with(Class::CONJUNCTION).with(Class::DETERMINER).with(Class::AUXILIARY);
