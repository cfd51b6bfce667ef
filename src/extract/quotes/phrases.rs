//! Noun phrases, as far as speakers are: `Asif`, `one security source`, `a spokesman for the group`, `he`.

use std::ops::Range;

use crate::article::{Kind, Names};

use super::tokens::{Gap, Is, Token};
use super::vocabulary::Class;

/// Whom a phrase names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// A name: an index into the mentions.
    Name(usize),
    /// A pronoun.
    Pronoun,
    /// A description: `the minister`, or a name that was not found to be one.
    Noun,
}

/// A noun phrase that may speak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The tokens that call the speaker.
    pub tokens: Range<usize>,
    /// The first token of all that belongs to it: titles, `SBCI's branch manager`.
    pub outer: usize,
    /// Whom it names.
    pub head: Head,
}

/// No phrase has more words before its head, nor more complements.
const LONGEST: usize = 10;

/// The tokens of a sentence, and what they are read with.
pub struct Sentence<'a> {
    /// The text of the article.
    pub text: &'a str,
    /// The names of the article.
    pub names: &'a Names,
    /// Its tokens.
    pub tokens: &'a [Token],
}

impl Sentence<'_> {
    /// The token's letters.
    pub fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.text[token.range.clone()])
    }

    /// Whether the token at `at` is a word of any of these classes.
    pub fn is(&self, at: usize, classes: Class) -> bool {
        self.tokens.get(at).is_some_and(|token| token.any(classes))
    }

    /// Whether the token at `at` is one of these words, in lower case.
    pub fn is_word(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.word(at).eq_ignore_ascii_case(word))
    }

    /// What stands before the token at `at`.
    pub fn gap(&self, at: usize) -> Gap {
        self.tokens.get(at).map_or(Gap::Plain, |token| token.gap)
    }

    /// What the name at `at` names.
    pub fn kind(&self, at: usize) -> Option<Kind> {
        let Is::Name(name) = self.tokens.get(at)?.is else { return None };
        self.names.mentions.get(name).map(|mention| self.names.kind(mention))
    }

    /// The phrase whose last word is at `end`, none of whose words stands before `from`. Of `a spokesman for Y`, the whole.
    pub fn phrase_before(&self, from: usize, end: usize) -> Option<Phrase> {
        let mut phrase = self.simple_phrase(from, end);
        let mut start = phrase.as_ref().map_or_else(|| self.start_of_run(from, end), |phrase| phrase.outer);
        for _ in 0..3 {
            let preposition = start.checked_sub(1).filter(|at| *at > from && self.gap(start) == Gap::Plain);
            let Some(preposition) = preposition.filter(|at| self.is(*at, Class::PREPOSITION)) else { break };
            let owner = preposition - 1;
            let closed = self.gap(preposition) != Gap::Plain || self.is(owner, Class::SAYS.with(Class::SAYING));
            match self.simple_phrase(from, owner).filter(|_| !closed) {
                Some(outer) if self.is_title(&outer, preposition, end) => start = outer.outer,
                Some(outer) => {
                    start = outer.outer;
                    phrase = Some(self.with_complement(outer, preposition, end));
                }
                None => start = self.start_of_run(from, owner),
            }
        }
        if let Some(phrase) = phrase.as_mut().filter(|phrase| matches!(phrase.head, Head::Name(_))) {
            phrase.outer = phrase.outer.min(start);
        }
        phrase
    }

    /// `Secretary of State Marco Rubio`: what stands before `of` is a title of the person behind it.
    fn is_title(&self, outer: &Phrase, preposition: usize, end: usize) -> bool {
        let bare = self.tokens[outer.outer].capital && !self.is(outer.outer, Class::DETERMINER);
        let person = self.kind(end) == Some(Kind::Person) && end > preposition + 1;
        bare && person && outer.head == Head::Noun && self.is_word(preposition, &["of"])
    }

    /// A description goes on over what it is of: `a spokesman for Y`. A name does not: `Crow in Ottawa`.
    fn with_complement(&self, mut phrase: Phrase, preposition: usize, end: usize) -> Phrase {
        if phrase.head == Head::Noun && self.is_word(preposition, &["of", "for", "from", "at", "with", "in"]) {
            phrase.tokens.end = end + 1;
        }
        phrase
    }

    /// The phrase without prepositions whose last word is at `end`.
    fn simple_phrase(&self, from: usize, end: usize) -> Option<Phrase> {
        let token = self.tokens.get(end).filter(|token| end >= from && !token.possessive)?;
        let outer = || self.start_of_run(from, end);
        match token.is {
            Is::Quote(_) => None,
            Is::Name(name) => self.name_phrase(name, end, outer()),
            Is::Word(class) if class.any(Class::PRONOUN.with(Class::RELATIVE)) => {
                Some(Phrase { tokens: end..end + 1, outer: end, head: Head::Pronoun })
            }
            Is::Word(_) if self.is_word(end, &["one", "another", "others", "some", "many"]) => Some(noun(end, end)),
            Is::Word(class) if class.any(Class::STATEMENT) && !class.any(Class::SPEAKER) => {
                Some(self.statement(outer(), end))
            }
            Is::Word(class) if class.any(Class::SPEAKER) => Some(noun(outer(), end)),
            Is::Word(class) => {
                (token.capital && class == Class::default()).then(|| self.unknown_name(from, end, outer()))
            }
        }
    }

    /// The name itself, without the titles before it.
    fn name_phrase(&self, name: usize, end: usize, outer: usize) -> Option<Phrase> {
        let kind = self.kind(end)?;
        let plural = self.word(end).ends_with('s');
        let speaks = kind != Kind::Other || plural || !self.is_adjective(end);
        speaks.then_some(Phrase { tokens: end..end + 1, outer, head: Head::Name(name) })
    }

    /// The name at `at` as a speaker.
    pub fn name_at(&self, at: usize) -> Option<Phrase> {
        let Is::Name(name) = self.tokens.get(at)?.is else { return None };
        Some(Phrase { tokens: at..at + 1, outer: at, head: Head::Name(name) })
    }

    /// Whether a name is followed by what it is an adjective of.
    fn is_adjective(&self, at: usize) -> bool {
        self.gap(at + 1) == Gap::Plain && self.is(at + 1, Class::SPEAKER.with(Class::STATEMENT))
    }

    /// What is said speaks for whom it belongs to: `Asif's tweet`.
    fn statement(&self, outer: usize, end: usize) -> Phrase {
        let owner = (outer..end).rev().find(|at| self.tokens[*at].possessive);
        match owner.map(|at| (at, self.tokens[at].is)) {
            Some((at, Is::Name(name))) => Phrase { tokens: at..at + 1, outer, head: Head::Name(name) },
            _ => noun(outer, end),
        }
    }

    /// Capitals that were not found to be a name.
    fn unknown_name(&self, from: usize, end: usize, outer: usize) -> Phrase {
        let mut start = end;
        while start > from.max(outer) && self.tokens[start - 1].capital && !self.is_boundary(start - 1) {
            start -= 1;
        }
        Phrase { tokens: start..end + 1, outer, head: Head::Noun }
    }

    /// The first word of the adjectives, nouns and names that end at `end`, with the article before them.
    pub fn start_of_run(&self, from: usize, end: usize) -> usize {
        let mut start = end;
        while start > from && end - start < LONGEST && self.gap(start) == Gap::Plain {
            let article = self.is(start - 1, Class::DETERMINER);
            let ends = start < end && self.is(start, Class::DETERMINER);
            if !article && (ends || self.is_boundary(start - 1) && !self.is_and(from, start - 1)) {
                break;
            }
            start -= 1;
        }
        start
    }

    /// Whether `and` at `at` joins two names or two descriptions.
    fn is_and(&self, from: usize, at: usize) -> bool {
        let joined = |at: usize| self.tokens.get(at).is_some_and(|token| matches!(token.is, Is::Name(_)));
        at > from && self.is_word(at, &["and", "&"]) && joined(at - 1) && joined(at + 1)
    }

    /// Whether a token cannot stand inside a noun phrase.
    pub fn is_boundary(&self, at: usize) -> bool {
        const CLOSES: Class = Class::PREPOSITION
            .with(Class::CONJUNCTION)
            .with(Class::AUXILIARY)
            .with(Class::PRONOUN)
            .with(Class::RELATIVE)
            .with(Class::SAYING);
        let Some(token) = self.tokens.get(at) else { return true };
        let Is::Word(class) = token.is else { return token.is_quote() };
        let verb = class.any(Class::SAYS) && !class.any(Class::STATEMENT.with(Class::SPEAKER));
        let time = class.any(Class::ADVERB) && !self.is_degree(at);
        class.any(CLOSES) || verb || time
    }

    /// `strongly worded`: an adverb before an adjective, and not before the noun itself.
    fn is_degree(&self, at: usize) -> bool {
        let next = self.tokens.get(at + 1);
        self.word(at).ends_with("ly") && next.is_some_and(|next| !next.capital && !next.any(Class::SPEAKER))
    }

    /// The phrase that begins at `from`, no word of which stands at or behind `to`: what stands behind a verb (`said Ajab Khan, a …`).
    pub fn phrase_behind(&self, from: usize, to: usize) -> Option<Phrase> {
        let end = self.end_of_run(from, to);
        let person = (from..end).rev().find(|at| self.kind(*at) == Some(Kind::Person) && !self.tokens[*at].possessive);
        if let Some(at) = person {
            return self.simple_phrase(from, at);
        }
        let phrase = (from..end).rev().find_map(|at| self.simple_phrase(from, at))?;
        let (whole, behind) = self.with_complements(phrase, to);
        let last = behind.saturating_sub(1);
        if behind > end && self.is_title(&whole, end, last) {
            return self.simple_phrase(from, last);
        }
        let named =
            self.kind(behind) == Some(Kind::Person) && self.gap(behind) == Gap::Comma && whole.head == Head::Noun;
        if named && behind < to { self.simple_phrase(behind, behind) } else { Some(whole) }
    }

    /// The phrase with `for Y` behind it, and the token behind that.
    fn with_complements(&self, mut phrase: Phrase, to: usize) -> (Phrase, usize) {
        let mut behind = phrase.tokens.end;
        for _ in 0..2 {
            let goes_on = self.gap(behind) == Gap::Plain && self.is_word(behind, &["of", "for", "from", "at", "with"]);
            let end = self.end_of_run(behind + 1, to);
            if !goes_on || end <= behind + 1 || end > to {
                break;
            }
            behind = end;
            if phrase.head == Head::Noun {
                phrase.tokens.end = end;
            }
        }
        (phrase, behind)
    }

    /// One past the last token of the articles, adjectives, nouns and names from `from` on.
    pub fn end_of_run(&self, from: usize, to: usize) -> usize {
        let limit = to.min(self.tokens.len()).min(from + LONGEST);
        if from < limit && self.is(from, Class::PRONOUN.with(Class::RELATIVE)) {
            return from + 1;
        }
        let goes_on = |at: &usize| {
            let joined = *at == from || self.gap(*at) == Gap::Plain;
            let article = *at == from && self.is(*at, Class::DETERMINER);
            joined && (article || self.is_and(from, *at) || !self.is_boundary(*at))
        };
        (from..limit).take_while(goes_on).last().map_or(from, |at| at + 1)
    }
}

fn noun(start: usize, end: usize) -> Phrase {
    Phrase { tokens: start..end + 1, outer: start, head: Head::Noun }
}
