//! Automata over the term dictionary, so that a wildcard, a regular expression or a fuzzy word is found without looking at every
//! term. An automaton reads the folded form of a term; what follows it (the form in the text) is let through.

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use regex_automata::Anchored;
use regex_automata::dfa::{Automaton as _, StartKind, dense};
use regex_automata::util::primitives::StateID;
use regex_automata::util::start;
use regex_automata::util::syntax;
use tantivy_fst::Automaton;

use super::tape::FORM;
use crate::query::Pattern;

/// The most that an automaton and its making may take; a larger expression is held against the terms one by one.
const LARGEST: usize = 4 << 20;

/// An automaton that knows the terms that a pattern means.
pub enum WordAutomaton {
    /// Of a regular expression, with its first state.
    Regex(Box<dense::DFA<Vec<u32>>>, StateID),
    /// Of a fuzzy word.
    Fuzzy(DFA),
}

/// Where an automaton is.
#[derive(Clone, Copy)]
pub enum State {
    /// In the folded form, in a state of the automaton for it.
    Inside(u32),
    /// Behind a folded form that is meant.
    Meant,
    /// In a term that is not meant.
    Lost,
}

impl WordAutomaton {
    /// The automaton of a pattern; none where the terms must be looked at one by one.
    pub fn of(pattern: &Pattern) -> Option<Self> {
        if let Pattern::Fuzzy(form, edits) = pattern {
            return Some(Self::Fuzzy(LevenshteinAutomatonBuilder::new(*edits, true).build_dfa(form)));
        }
        let expression = pattern.expression()?;
        let config = dense::Config::new()
            .start_kind(StartKind::Anchored)
            .dfa_size_limit(Some(LARGEST))
            .determinize_size_limit(Some(LARGEST));
        let dfa = dense::Builder::new()
            .configure(config)
            .syntax(syntax::Config::new().case_insensitive(true))
            .build(&expression)
            .ok()?;
        let start = dfa.start_state(&start::Config::new().anchored(Anchored::Yes)).ok()?;
        Some(Self::Regex(Box::new(dfa), start))
    }

    fn is_end(&self, state: u32) -> bool {
        match self {
            Self::Regex(dfa, _) => dfa.is_match_state(dfa.next_eoi_state(id(state))),
            Self::Fuzzy(dfa) => matches!(dfa.distance(state), Distance::Exact(_)),
        }
    }

    fn next(&self, state: u32, byte: u8) -> State {
        match self {
            Self::Regex(dfa, _) => {
                let next = dfa.next_state(id(state), byte);
                if dfa.is_dead_state(next) || dfa.is_quit_state(next) {
                    State::Lost
                } else {
                    State::Inside(next.as_u32())
                }
            }
            Self::Fuzzy(dfa) => match dfa.transition(state, byte) {
                SINK_STATE => State::Lost,
                _ if byte.is_ascii_digit() => State::Lost,
                next => State::Inside(next),
            },
        }
    }
}

fn id(state: u32) -> StateID {
    StateID::new(state as usize).unwrap_or(StateID::ZERO)
}

impl Automaton for WordAutomaton {
    type State = State;

    fn start(&self) -> State {
        match self {
            Self::Regex(_, start) => State::Inside(start.as_u32()),
            Self::Fuzzy(dfa) => State::Inside(dfa.initial_state()),
        }
    }

    fn is_match(&self, state: &State) -> bool {
        match state {
            State::Inside(state) => self.is_end(*state),
            State::Meant => true,
            State::Lost => false,
        }
    }

    fn can_match(&self, state: &State) -> bool {
        !matches!(state, State::Lost)
    }

    fn will_always_match(&self, state: &State) -> bool {
        matches!(state, State::Meant)
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        match state {
            State::Inside(inside) if byte == FORM as u8 => {
                if self.is_end(*inside) {
                    State::Meant
                } else {
                    State::Lost
                }
            }
            State::Inside(inside) => self.next(*inside, byte),
            State::Meant => State::Meant,
            State::Lost => State::Lost,
        }
    }
}
