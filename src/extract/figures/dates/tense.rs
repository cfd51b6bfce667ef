//! Whether the words around a date speak of what was or of what will be.

use std::ops::Range;

use super::cursor::Cursor;

/// What the words around a date speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// What was, by an auxiliary or the like.
    Past,
    /// What was, by a verb in -ed, which may also be a participle of something planned.
    Told,
    /// What will be.
    Future,
    /// They do not tell.
    Open,
}

impl Tense {
    /// How many days ago a date without a year may at most lie, before its next return is meant instead.
    ///
    /// Chosen by reading samples of Reuters-21578, not fitted: with no sign, what lies more than seven months back is mostly an
    /// announcement (a meeting, a record date) of the coming year; with a verb of the past, only the last weeks before a year is
    /// full are. How often it is right is told in docs/dates.md.
    #[must_use]
    pub fn reach(self) -> i32 {
        match self {
            Self::Past => 345,
            Self::Told => 300,
            Self::Open => 213,
            Self::Future => 61,
        }
    }
}

/// How many tokens before a date are looked at, and how many behind it.
const BEFORE: usize = 12;
const BEHIND: usize = 8;

const FUTURE: [&str; 35] = [
    "will",
    "likely",
    "maturing",
    "ll",
    "would",
    "shall",
    "due",
    "scheduled",
    "expected",
    "expects",
    "expect",
    "planned",
    "plans",
    "plan",
    "planning",
    "upcoming",
    "next",
    "payable",
    "pay",
    "slated",
    "until",
    "till",
    "deadline",
    "expire",
    "expires",
    "begins",
    "takes",
    "should",
    "must",
    "can",
    "may",
    "might",
    "coming",
    "deadlines",
    "going",
];

const PAST: [&str; 32] = [
    "was", "were", "had", "did", "since", "ago", "last", "ended", "began", "became", "came", "went", "took", "left",
    "met", "fell", "rose", "won", "lost", "made", "held", "gave", "saw", "ran", "got", "broke", "struck", "first",
    "highest", "lowest", "born", "previous",
];

const TOLD: [&str; 5] = ["said", "says", "told", "wrote", "saying"];

/// What the words around tell: the nearest sign before the date, else the first behind it, within the sentence.
#[must_use]
pub fn around(c: Cursor<'_>, tokens: &Range<usize>) -> Tense {
    if c.follows(tokens.start, &["by", "until", "till", "starting"]) {
        return Tense::Future;
    }
    if c.follows(tokens.start, &["effective"]) {
        return Tense::Open;
    }
    let first = tokens.start.saturating_sub(BEFORE);
    let before = (first..tokens.start).rev().take_while(|at| !ends_sentence(c, *at));
    let behind = (tokens.end..tokens.end + BEHIND).take_while(|at| !ends_sentence(c, *at));
    before.chain(behind).find_map(|at| sign(c, at)).unwrap_or(Tense::Open)
}

fn ends_sentence(c: Cursor<'_>, at: usize) -> bool {
    c.is_one(at, &[".", "!", "?", ";", "•"]) && c.token(at + 1).is_none_or(|next| next.spaced)
}

fn sign(c: Cursor<'_>, at: usize) -> Option<Tense> {
    let text = c.token(at).filter(|token| token.text.len() > 1)?.text;
    if c.is_one(at, &FUTURE) || (c.is(at, "set") && c.is_one(at + 1, &["for", "to"])) {
        Some(Tense::Future)
    } else if c.follows(at, &["be"]) {
        None
    } else if c.is_one(at, &PAST) || (c.is(at, "time") && c.follows(at, &["first", "second", "third"])) {
        Some(Tense::Past)
    } else if c.is_one(at, &TOLD) || (text.len() > 4 && text.ends_with("ed")) {
        Some(Tense::Told)
    } else {
        None
    }
}
