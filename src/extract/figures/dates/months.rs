//! Whether a word that may be a month is one where neither a day nor a year stands beside it: `May` and `March` are verbs, `April`,
//! `June` and `August` are people.

use super::cursor::Cursor;
use super::lexicon::Word;

/// Words before a month that nothing else can follow.
const ASKING: [&str; 16] = [
    "in", "since", "until", "till", "of", "during", "through", "last", "next", "this", "early", "late", "mid", "each",
    "every", "past",
];

/// Words before a month that a person may follow as well.
const HINTING: [&str; 6] = ["by", "before", "after", "from", "to", "end"];

/// Before a verb in small letters, fewer are to be trusted.
const ASKING_SMALL: [&str; 6] = ["in", "since", "until", "last", "next", "this"];

/// Whether a month alone is one.
#[must_use]
pub fn names_month(c: Cursor<'_>, at: usize) -> bool {
    let free = !c.capital(at + 1) && !c.is_one(at + 1, &["'", "’", "and", "-"]);
    match c.word(at) {
        Some(Word::ShortMonth(_)) => {
            (asked(c, at) || (hinted(c, at) && free))
                && (c.capital(at) || c.follows(at, &ASKING_SMALL))
                && !name_behind(c, at)
        }
        Some(Word::Month(3 | 5)) if !c.capital(at) => c.follows(at, &ASKING_SMALL),
        Some(Word::Month(5)) => asked(c, at) || (hinted(c, at) && free),
        Some(Word::Month(3)) => asked(c, at) || !march(c, at),
        Some(Word::Month(4 | 6 | 8)) if !asked(c, at) => !c.capital(at) || !person(c, at),
        _ => true,
    }
}

fn asked(c: Cursor<'_>, at: usize) -> bool {
    c.follows(unhyphened(c, at), &ASKING) || beside_other(c, at)
}

fn hinted(c: Cursor<'_>, at: usize) -> bool {
    c.follows(unhyphened(c, at), &HINTING)
}

/// The place whose word before is the one before a hyphen: `mid-May`.
fn unhyphened(c: Cursor<'_>, at: usize) -> usize {
    if c.joined(at) && c.follows(at, &["-", "/", "–"]) { at - 1 } else { at }
}

/// A capital behind an abbreviation makes it a name, `Jan Smith`, but in a headline.
fn name_behind(c: Cursor<'_>, at: usize) -> bool {
    c.capital(at + 1) && !c.shouted(at + 1)
}

/// `April and May`, `March, April`, `Jan-March`.
fn beside_other(c: Cursor<'_>, at: usize) -> bool {
    const BETWEEN: [&str; 9] = ["and", "or", ",", "to", "through", "until", "/", "-", "–"];
    let before = c.follows(at, &BETWEEN) && at.checked_sub(2).is_some_and(|other| is_name(c, other));
    before || (c.is_one(at + 1, &BETWEEN) && is_name(c, at + 2))
}

fn is_name(c: Cursor<'_>, at: usize) -> bool {
    let sure = matches!(c.word(at), Some(Word::Month(month)) if month != 5 && month != 3);
    sure || (c.capital(at) && matches!(c.word(at), Some(Word::Month(_) | Word::ShortMonth(_))))
}

/// A `March` that is held: `Women's March`, `March for Life`, `MARCH ON`.
fn march(c: Cursor<'_>, at: usize) -> bool {
    c.is_one(at + 1, &["on", "for", "of", "against", "past", "through"]) || person(c, at)
}

/// A name that is also a month has a name beside it: `April Jones`, `Women's March`.
fn person(c: Cursor<'_>, at: usize) -> bool {
    if c.shouted(at) {
        return false;
    }
    let named = |at: usize| c.capital(at) && !c.shouted(at) && c.word(at).is_none() && !c.is(at, "the");
    let before = at.checked_sub(1).is_some_and(|before| named(before) && !opens_sentence(c, before));
    let owned = c.follows(at, &["s"]) && c.joined(at - 1) && at.checked_sub(3).is_some_and(|owner| c.capital(owner));
    before || owned || named(at + 1)
}

fn opens_sentence(c: Cursor<'_>, at: usize) -> bool {
    c.before(at).is_none_or(|before| matches!(before.text, "." | "\"" | "“"))
}
