//! Where a noun phrase ends, and which of its words is the noun: read from left to right, over a few words, by what each of them may be.

use super::pieces::Piece;
use super::words::{Role, role};
use crate::extract::figures::tokens::{Class, Page};

/// A phrase is not followed further than this, in words: the longest of the labels has eight.
const REACH: usize = 10;

/// Which noun is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// That of `one`: a noun in the singular.
    One,
    /// That of any other count: a plural.
    Many,
    /// That of `percent of`, `$5 million in`, `the second`: whichever comes.
    Any,
}

/// A noun phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase {
    /// The first token of the phrase.
    pub first: usize,
    /// Its noun.
    pub head: Piece,
    /// One past its last token.
    pub end: usize,
}

/// The phrase that begins at the token `first`, with what `of` adds to it.
#[must_use]
pub fn with_complement(page: &Page<'_>, first: usize, walk: Walk) -> Option<Phrase> {
    let mut phrase = walk.phrase(page, first)?;
    if is_of(page, phrase.end) {
        let lead = behind_leads(page, phrase.end + 1);
        let inner = Walk { want: Want::Any, owner: false }.phrase(page, lead);
        phrase.end = inner.map_or(phrase.end, |inner| inner.end);
    }
    Some(phrase)
}

/// Whether the token is `of`.
#[must_use]
pub fn is_of(page: &Page<'_>, at: usize) -> bool {
    page.get(at).is_some_and(|token| token.is("of"))
}

/// The token behind articles, possessives and numbers that open a phrase.
#[must_use]
pub fn behind_leads(page: &Page<'_>, first: usize) -> usize {
    let mut at = first;
    for _ in 0..REACH {
        let Some(token) = page.get(at) else { break };
        let next = page.get(at + 1).is_none_or(|next| next.spaced);
        let lead = matches!(role(token.text), Role::Determiner | Role::Number | Role::Rough)
            || (token.is("more") && page.get(at + 1).is_some_and(|next| next.is("than")));
        if !(lead && next) {
            break;
        }
        at += 1;
    }
    at
}

/// How a phrase is read.
#[derive(Debug, Clone, Copy)]
pub struct Walk {
    /// The noun that is looked for.
    pub want: Want,
    /// Whether a genitive is what is counted: `two countries' ministers`, but not `two of the countries' ministers`.
    pub owner: bool,
}

/// What is to be done behind a word.
enum Step {
    /// It belongs to the phrase; so may the next.
    On,
    /// It may be the noun; so may the next.
    Noun,
    /// It is the noun, unless it stands before another.
    Last,
    /// The phrase ended before it.
    Stop,
}

/// What was read of a phrase so far.
#[derive(Default)]
struct State {
    head: Option<Piece>,
    fallback: Option<Piece>,
    before: Option<(Piece, Role)>,
}

impl Walk {
    /// The phrase that begins at the token `first`.
    #[must_use]
    pub fn phrase(self, page: &Page<'_>, first: usize) -> Option<Phrase> {
        let mut state = State::default();
        let mut at = first;
        for _ in 0..REACH {
            let Some(piece) = next_piece(page, at, &state) else { break };
            let role = role(piece.text(page));
            match self.step(page, piece, role, &state) {
                Step::Stop => break,
                Step::On => {}
                Step::Noun => state.head = Some(piece),
                Step::Last => {
                    state.head = Some(piece);
                    if !self.goes_on(page, piece, role) {
                        break;
                    }
                }
            }
            state.note(page, piece, role);
            at = piece.next;
        }
        let head = state.head.or(state.fallback.filter(|people| self.may_stand(page, *people)))?;
        Some(Phrase { first, head, end: head.end })
    }

    /// Whether a word that is no noun can be counted here: `58 dead`, but not `58 running`; `20 percent of spending`, not `of dead`.
    fn may_stand(self, page: &Page<'_>, piece: Piece) -> bool {
        let people = role(piece.text(page)) == Role::Nominal;
        if people { self.want == Want::Many } else { self.want == Want::Any }
    }

    fn step(self, page: &Page<'_>, piece: Piece, role: Role, state: &State) -> Step {
        match role {
            Role::Number if state.before.is_some_and(|(before, _)| before.owns()) => Step::On,
            Role::Wall | Role::Determiner | Role::Rough | Role::Number => Step::Stop,
            Role::Joint => joint(page, piece, state),
            Role::Of => name_of(page, piece, state),
            _ if piece.owns() => self.owner(page, piece, role),
            _ if self.want == Want::Many => many(role, state),
            _ => self.single(page, piece, role, state),
        }
    }

    fn owner(self, page: &Page<'_>, piece: Piece, role: Role) -> Step {
        let counted = match self.want {
            Want::One => role == Role::Noun,
            Want::Many => matches!(role, Role::Plural | Role::Ambiguous | Role::Attributive),
            Want::Any => false,
        };
        match () {
            () if self.owner && counted && !is_human(page, piece) => Step::Last,
            // Nothing may follow: `critics of President Putin's denounced him`.
            () if self.want == Want::Any => Step::Noun,
            () => Step::On,
        }
    }

    /// A word of a phrase that may be in the singular: there a plural behind a noun is a verb as often as not.
    fn single(self, page: &Page<'_>, piece: Piece, role: Role, state: &State) -> Step {
        let open = state.head.is_none_or(|head| head.owns());
        match role {
            _ if !open && breaks_off(page, piece, state) => Step::Stop,
            Role::Modifier if !open && is_capital(page, piece) => Step::Noun,
            Role::Noun => Step::Noun,
            Role::Time | Role::Modifier | Role::Participle | Role::Nominal if open => Step::On,
            Role::Attributive if self.want == Want::One => Step::Noun,
            Role::Plural | Role::Attributive if open || self.want == Want::Any => Step::Last,
            Role::Ambiguous if open => Step::Last,
            Role::Ambiguous if self.want == Want::Any && state.modified() => Step::Last,
            _ => Step::Stop,
        }
    }

    /// Whether another plural follows at once, or behind a word that often stands before nouns one more word later.
    fn goes_on(self, page: &Page<'_>, piece: Piece, this: Role) -> bool {
        let Some(next) = Piece::at(page, piece.next).filter(|_| !piece.owns()) else { return false };
        match role(next.text(page)) {
            Role::Plural | Role::Attributive => true,
            Role::Ambiguous => this == Role::Attributive,
            Role::Noun if this == Role::Attributive && self.want != Want::Many && !is_human(page, piece) => true,
            Role::Noun | Role::Modifier | Role::Participle if this == Role::Attributive => {
                Piece::at(page, next.next).is_some_and(|last| is_plural(role(last.text(page))))
            }
            _ => false,
        }
    }
}

impl State {
    /// Keeps a word: as the noun too, if none follows and it can be one (`wounded`, `a round of voting`).
    fn note(&mut self, page: &Page<'_>, piece: Piece, role: Role) {
        let gerund = role == Role::Participle && piece.text(page).ends_with("ing");
        if gerund || role == Role::Nominal {
            self.fallback = Some(piece);
        }
        self.before = Some((piece, role));
    }

    /// Whether the word before is no noun that could have a verb behind it.
    fn modified(&self) -> bool {
        self.before.is_some_and(|(piece, role)| piece.owns() || role != Role::Noun)
    }
}

/// A word of a phrase whose noun is a plural: everything before the first plural belongs to it.
fn many(role: Role, state: &State) -> Step {
    match role {
        Role::Plural | Role::Attributive => Step::Last,
        Role::Ambiguous if state.head.is_none() => Step::Last,
        Role::Time if state.fallback.is_some() => Step::Stop,
        _ => Step::On,
    }
}

/// People of whom groups and offices are named: `three women's groups`; but `30 percent of women vote`.
fn is_human(page: &Page<'_>, piece: Piece) -> bool {
    ["women", "men", "children", "girls", "boys", "police", "crew"].contains(&piece.text(page))
}

fn is_plural(role: Role) -> bool {
    matches!(role, Role::Plural | Role::Attributive | Role::Ambiguous)
}

/// `federal and state agencies`: goes on between two modifiers.
fn joint(page: &Page<'_>, piece: Piece, state: &State) -> Step {
    let between = state.head.is_none() && state.fallback.is_none_or(|people| is_capital(page, people));
    let modifier = state.before.is_some_and(|(_, role)| !matches!(role, Role::Joint | Role::Time));
    let follows = Piece::at(page, piece.next).map(|next| role(next.text(page)));
    let word = follows.is_some_and(|role| !matches!(role, Role::Wall | Role::Determiner | Role::Number | Role::Rough));
    if between && modifier && word { Step::On } else { Step::Stop }
}

/// `Voice of America journalists`: a name with `of` in it goes on.
fn name_of(page: &Page<'_>, piece: Piece, state: &State) -> Step {
    let before = state.before.is_some_and(|(before, _)| is_capital(page, before));
    let behind = Piece::at(page, piece.next).is_some_and(|next| is_capital(page, next));
    if state.head.is_none() && before && behind { Step::On } else { Step::Stop }
}

fn is_capital(page: &Page<'_>, piece: Piece) -> bool {
    piece.text(page).starts_with(char::is_uppercase)
}

/// Whether a name begins behind a noun that is none: `one official Monday`, `the first time NATO`.
fn breaks_off(page: &Page<'_>, piece: Piece, state: &State) -> bool {
    let small = state.head.is_some_and(|head| !is_capital(page, head) && !head.owns());
    small && is_capital(page, piece)
}

/// The word at a token of a phrase: behind a quotation mark too, and behind a comma of a list of modifiers.
fn next_piece(page: &Page<'_>, at: usize, state: &State) -> Option<Piece> {
    let token = page.get(at)?;
    if token.class != Class::Mark {
        return Piece::at(page, at);
    }
    let skipped = match token.text {
        "\"" | "“" | "‘" | "'" => state.head.is_none() && token.spaced,
        "," => state.head.is_none() && state.fallback.is_none() && (modifier(state) || is_joint(page, at + 1)),
        _ => false,
    };
    Piece::at(page, at + 1).filter(|piece| skipped && !matches!(role(piece.text(page)), Role::Wall))
}

/// `federal, state, and local`.
fn is_joint(page: &Page<'_>, at: usize) -> bool {
    page.get(at).is_some_and(|token| token.is("and") || token.is("or"))
}

fn modifier(state: &State) -> bool {
    state.before.is_some_and(|(_, role)| matches!(role, Role::Modifier | Role::Participle))
}
