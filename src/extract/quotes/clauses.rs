//! Whose verb it is: the subject of a verb of saying.

use crate::article::Kind;

use super::phrases::{Head, Phrase, Sentence};
use super::tokens::Gap;
use super::vocabulary::Class;

/// No introduction (`In Doha, after the talks, …`) is longer, in tokens.
const OPENING: usize = 40;
/// How many auxiliaries and adverbs a verb may have.
const AUXILIARIES: usize = 12;
/// How far back an earlier verb is looked for.
const BACK: usize = 40;

/// What an insertion begins with that says more of the words before it: `, a consultant,`; `, who …,`; `, speaking in Doha,`.
const DESCRIBES: Class = Class::DETERMINER.with(Class::RELATIVE).with(Class::SAYING).with(Class::PREPOSITION);

impl Sentence<'_> {
    /// Who does what the verb at `verb` says, in a sentence that begins at `from`.
    pub fn subject(&self, from: usize, verb: usize) -> Option<Phrase> {
        if self.is(verb, Class::SAYS) {
            self.subject_of_verb(from, verb)
        } else {
            self.subject_of_participle(from, verb)
        }
    }

    fn subject_of_verb(&self, from: usize, verb: usize) -> Option<Phrase> {
        let at = self.start_of_verb(from, verb);
        if self.is_passive(at, verb) {
            return self.agent(verb);
        }
        if at == from || self.tokens[at - 1].is_quote() {
            return None;
        }
        match self.gap(at) {
            Gap::Plain => self.phrase_ending(from, at - 1).or_else(|| self.shared_subject(from, at)),
            Gap::Comma | Gap::Dash => self.behind_insertion(from, at),
            Gap::Colon => None,
        }
    }

    /// The first token of the verb with its auxiliaries and adverbs: `has repeatedly warned`.
    pub fn start_of_verb(&self, from: usize, verb: usize) -> usize {
        let mut at = verb;
        while at > from.max(verb.saturating_sub(AUXILIARIES))
            && self.gap(at) == Gap::Plain
            && self.is(at - 1, Class::ADVERB.with(Class::AUXILIARY))
        {
            at -= 1;
        }
        // `on Friday said`: the preposition belongs to the time.
        let timed = at < verb && at > from && self.is_word(at - 1, &["on", "in", "late", "early"]);
        if timed && self.gap(at) == Gap::Plain { at - 1 } else { at }
    }

    /// `was told` says that somebody else speaks; `was quoted` does not.
    fn is_passive(&self, start: usize, verb: usize) -> bool {
        (start..verb).any(|at| self.is(at, Class::BE)) && !self.is_word(verb, &["quoted", "cited"])
    }

    /// `interpreted by negotiators as …`
    fn agent(&self, verb: usize) -> Option<Phrase> {
        let by = self.is_word(verb + 1, &["by"]);
        by.then(|| self.phrase_behind(verb + 2, self.tokens.len())).flatten()
    }

    /// The phrase that ends at `end`; of a relative pronoun, what it stands for.
    fn phrase_ending(&self, from: usize, end: usize) -> Option<Phrase> {
        if !self.is(end, Class::RELATIVE) {
            return self.phrase_before(from, end).filter(|phrase| !self.is_governed(from, phrase.outer));
        }
        let before = end.checked_sub(1).filter(|before| *before >= from)?;
        let body = self.is_word(end, &["who"]) && self.kind(before).is_some_and(|kind| kind != Kind::Person);
        self.phrase_before(from, before).filter(|phrase| !body && phrase.head != Head::Pronoun)
    }

    /// Whether a preposition that opens no sentence stands before the phrase: `contacted by Reuters`.
    fn is_governed(&self, from: usize, outer: usize) -> bool {
        let before = outer.checked_sub(1).filter(|before| *before > from && self.gap(outer) == Gap::Plain);
        before.is_some_and(|before| self.is(before, Class::PREPOSITION) && self.gap(before) == Gap::Plain)
    }

    /// `… and warned`: the subject is that of the verb before.
    fn shared_subject(&self, from: usize, at: usize) -> Option<Phrase> {
        let before = at.checked_sub(1).filter(|before| *before > from)?;
        self.is_word(before, &["and", "but", "or", "then"]).then(|| self.earlier_subject(from, before)).flatten()
    }

    /// The subject of the nearest verb of saying before `to` that has one; else what the sentence begins with.
    fn earlier_subject(&self, from: usize, to: usize) -> Option<Phrase> {
        let mut verbs = (from.max(to.saturating_sub(BACK))..to).rev().filter(|at| self.is(*at, Class::SAYS));
        let subject = |verb: usize| {
            let start = self.start_of_verb(from, verb);
            let inverted = start == from || self.tokens[start - 1].is_quote();
            if inverted { self.phrase_behind(verb + 1, to) } else { self.direct_subject(from, verb, start) }
        };
        verbs.find_map(subject).or_else(|| self.opening(from, to))
    }

    fn direct_subject(&self, from: usize, verb: usize, start: usize) -> Option<Phrase> {
        let plain = self.gap(start) == Gap::Plain && !self.is_passive(start, verb);
        plain.then(|| self.phrase_ending(from, start - 1)).flatten()
    }

    /// `Ned Price, who …, said`; `the spokesman, Ned Price, said`.
    fn behind_insertion(&self, from: usize, at: usize) -> Option<Phrase> {
        let named = self.kind(at - 1) == Some(Kind::Person) && at - 1 > from && self.gap(at - 1) == Gap::Comma;
        if named {
            return self.phrase_before(at - 1, at - 1);
        }
        let comma = (from.max(at.saturating_sub(BACK)) + 1..at).rev().find(|comma| self.gap(*comma) != Gap::Plain);
        let described = comma.filter(|comma| self.is(*comma, DESCRIBES));
        let before = described.and_then(|comma| self.phrase_ending(from, comma - 1));
        before.or_else(|| self.opening(self.start_of_clause(from, at), at))
    }

    /// Where the clause begins that holds the verb at `at`: behind the last `, but` or `, while`.
    fn start_of_clause(&self, from: usize, at: usize) -> usize {
        let breaks = |at: &usize| self.is_word(*at, &["but", "while", "whereas"]) && self.gap(*at) != Gap::Plain;
        (from.max(at.saturating_sub(BACK))..at).rev().find(breaks).map_or(from, |at| at + 1)
    }

    /// A participle goes with what stands right before it (`a statement saying`), else with the main verb's subject.
    fn subject_of_participle(&self, from: usize, verb: usize) -> Option<Phrase> {
        let at = self.start_of_verb(from, verb);
        if at == from {
            return None;
        }
        let joined =
            self.gap(at) != Gap::Plain || self.is_word(at - 1, &["and", "by", "after", "before", "as", "while", "in"]);
        if !joined {
            return self.phrase_ending(from, at - 1);
        }
        self.earlier_subject(self.start_of_clause(from, at), at)
    }

    /// What the sentence begins with, behind its introduction: the subject of its main clause.
    pub fn opening(&self, from: usize, to: usize) -> Option<Phrase> {
        let limit = to.min(from + OPENING);
        let mut at = from;
        while at < limit {
            let end = (at + 1..limit).find(|next| self.gap(*next) != Gap::Plain).unwrap_or(limit);
            if self.is_step(at) {
                at += 1;
            } else if self.introduces(at) || end < limit && self.gap(end) == Gap::Colon {
                at = end;
            } else {
                return self.leading_phrase(at, end);
            }
        }
        None
    }

    /// A word that stands alone before the subject: `But`, `Earlier`.
    fn is_step(&self, at: usize) -> bool {
        self.is(at, Class::ADVERB) || self.is_word(at, &["and", "but", "so", "yet", "that"])
    }

    /// Whether an introduction begins at `at`, which a comma ends.
    fn introduces(&self, at: usize) -> bool {
        const FIRST: Class = Class::PREPOSITION.with(Class::CONJUNCTION).with(Class::SAYING).with(Class::AUXILIARY);
        let word = self.word(at);
        self.is(at, FIRST)
            || word.ends_with("ing") && self.kind(at).is_none()
            || self.is_word(at, &["asked", "according"])
            || self.tokens[at].is_quote()
    }

    /// The first speaker of a main clause that begins at `from`.
    fn leading_phrase(&self, from: usize, to: usize) -> Option<Phrase> {
        let end = self.end_of_run(from, to);
        let own = |at: &usize| !self.tokens[*at].possessive;
        let person = (from..end).filter(own).find(|at| self.kind(*at) == Some(Kind::Person));
        let noun = || (from..end).find(|at| self.is(*at, Class::SPEAKER) && !self.is(at + 1, Class::SPEAKER));
        let name = || (from..end).filter(own).find(|at| self.kind(*at).is_some());
        if end < to && self.is_word(end, &["of"]) && person.is_none() {
            return self.phrase_behind(from, to);
        }
        let head = person.or_else(noun).or_else(name).or_else(|| end.checked_sub(1).filter(|at| *at >= from))?;
        self.phrase_before(from, head)
    }
}
