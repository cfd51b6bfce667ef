//! What the asker should know of an answer: capitals that were taken at their word, words and names that the archive does not hold,
//! articles without a date.

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::article::{Kind, Part};
use crate::backend::{Answer, Backend, BackendError, Facet, Form, Wanted};
use crate::query::{Atom, Bearer, Clause, LONGEST_FUZZY, Parts, Pattern, Query, Spans, Test, What};

/// Something to know of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// A common word in capitals was searched for in capitals.
    Capitals {
        /// The word, in capitals.
        word: String,
        /// Articles that hold it so.
        articles: usize,
        /// Articles that hold it in any case.
        any_case: usize,
    },
    /// No article holds this word or name.
    Unknown {
        /// The word as typed, folded; a name with its field.
        word: String,
        /// Articles that hold it in their boilerplate, which was not searched.
        in_boilerplate: u64,
        /// Words of the archive that are spelled much like it, the likeliest first; for a name, what else it is the name of.
        instead: Vec<Form>,
    },
    /// Words that the best articles have in common counted too.
    Expanded {
        /// Their stems, the weightiest first.
        words: Vec<String>,
    },
    /// Articles that match but for their day, which they do not state.
    Undated {
        /// How many.
        articles: u64,
    },
}

/// How many other spellings are named, and for how many words: looking for them takes a pass over all words of the archive.
const SPELLINGS: usize = 3;
const MOST_CORRECTED: usize = 10;

/// The notes on the answer to an understood query; `with_spellings`, words that no article holds come with those like them.
///
/// # Errors
/// When the backend fails.
pub fn notes(
    backend: &dyn Backend,
    query: &Query,
    answer: &Answer,
    with_spellings: bool,
) -> Result<Vec<Note>, BackendError> {
    let mut notes = Vec::new();
    let (mut seen, mut named) = (HashSet::new(), HashSet::new());
    for (leaf, holders) in query.leaves.iter().zip(&answer.holders) {
        for atom in leaf.atoms().into_iter().map(|atom| &query.atoms[atom]) {
            let matters = |word: &&Pattern| *holders == 0 || matches!(word, Pattern::Capitals(_));
            for word in atom.words().iter().filter(matters).filter(|word| seen.insert((*word, atom.parts))) {
                notes.extend(match word {
                    Pattern::Capitals(form) => Some(capitals(backend, atom, form)?),
                    _ => unknown(backend, query, atom, word)?,
                });
            }
            if *holders == 0 && named.insert(atom) {
                notes.extend(unnamed(backend, atom)?);
            }
        }
    }
    let unknown = notes.iter_mut().filter_map(|note| match note {
        Note::Unknown { word, instead, in_boilerplate: 0 } if instead.is_empty() => Some((word, instead)),
        _ => None,
    });
    for (word, instead) in unknown.take(if with_spellings { MOST_CORRECTED } else { 0 }) {
        *instead = spellings(backend, word)?;
    }
    notes.extend(undated(backend, query)?);
    Ok(notes)
}

fn capitals(backend: &dyn Backend, atom: &Atom, form: &str) -> Result<Note, BackendError> {
    let articles = |word: Pattern| holders(backend, Atom::row(vec![word], atom.parts));
    let any_case = articles(Pattern::Folded(form.to_owned()))?;
    let articles = articles(Pattern::Capitals(form.to_owned()))?;
    Ok(Note::Capitals { word: form.to_uppercase(), articles, any_case })
}

/// How many articles hold an atom.
fn holders(backend: &dyn Backend, atom: Atom) -> Result<usize, BackendError> {
    let query = Query { atoms: vec![atom], ..Query::everything().with(Clause::Leaf(0), vec![Spans::Atom(0)]) };
    Ok(backend.find(&query, Wanted::default())?.total)
}

/// That no article holds a name, at least not of something of that kind.
fn unnamed(backend: &dyn Backend, atom: &Atom) -> Result<Option<Note>, BackendError> {
    let What::Name(bearer) = &atom.what else { return Ok(None) };
    if !atom.parts.has(Part::Body) || holders(backend, atom.clone())? > 0 {
        return Ok(None);
    }
    let in_boilerplate = holders(backend, Atom::name(bearer.clone(), Parts::ALL))? as u64;
    let instead = if in_boilerplate > 0 { Vec::new() } else { other_kinds(backend, bearer, atom.parts)? };
    Ok(Some(Note::Unknown { word: bearer.to_string(), in_boilerplate, instead }))
}

/// What else a name is the name of, the commonest first.
fn other_kinds(backend: &dyn Backend, bearer: &Bearer, parts: Parts) -> Result<Vec<Form>, BackendError> {
    let mut list = Vec::new();
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != bearer.kind && !bearer.forms.is_empty()) {
        let other = Bearer { kind, forms: bearer.forms.clone() };
        let articles = holders(backend, Atom::name(other.clone(), parts))? as u64;
        list.extend((articles > 0).then(|| Form { text: other.to_string(), articles }));
    }
    list.sort_by_key(|form| Reverse(form.articles));
    Ok(list)
}

fn unknown(backend: &dyn Backend, query: &Query, atom: &Atom, word: &Pattern) -> Result<Option<Note>, BackendError> {
    let Some(typed) = query.typed(word).filter(|_| atom.parts.has(Part::Body)) else {
        return Ok(None);
    };
    if !backend.forms(word, atom.parts)?.is_empty() {
        return Ok(None);
    }
    let in_boilerplate = backend.forms(word, Parts::ALL)?.iter().map(|form| form.articles).sum();
    Ok(Some(Note::Unknown { word: typed.to_owned(), in_boilerplate, instead: Vec::new() }))
}

/// Words of the archive that differ from `word` by an edit or two: the fewest edits first, then the commonest. Short words have too
/// many neighbours, long ones take too long, and digits are never fuzzy.
fn spellings(backend: &dyn Backend, word: &str) -> Result<Vec<Form>, BackendError> {
    let furthest = match word.chars().count() {
        _ if !word.chars().all(char::is_alphabetic) => 0,
        0..3 => 0,
        3..5 => 1,
        5..=LONGEST_FUZZY => 2,
        _ => 0,
    };
    let mut list: Vec<Form> = Vec::new();
    for edits in 1..=furthest {
        let mut more = backend.forms(&Pattern::Fuzzy(word.to_owned(), edits), Parts::TEXT)?;
        more.retain(|form| !list.contains(form));
        more.sort_by_key(|form| Reverse(form.articles));
        list.append(&mut more);
        if list.len() >= SPELLINGS {
            break;
        }
    }
    list.truncate(SPELLINGS);
    Ok(list)
}

/// Where the day of publication is asked for beside other things: the articles that only miss a day.
fn undated(backend: &dyn Backend, query: &Query) -> Result<Option<Note>, BackendError> {
    let Some(root) = without_days(&query.root) else {
        return Ok(None);
    };
    let counts = backend.count(&query.with(root, query.leaves.clone()), &[Facet::Year])?;
    let articles = counts.first().and_then(|counts| counts.get(&None)).copied().unwrap_or_default();
    Ok((articles > 0).then_some(Note::Undated { articles }))
}

/// The clause without the days that must hold; none if no day must.
fn without_days(clause: &Clause) -> Option<Clause> {
    match clause {
        Clause::Meta(Test::Published(..)) => Some(Clause::All(Vec::new())),
        Clause::All(list) => {
            let without: Vec<Option<Clause>> = list.iter().map(without_days).collect();
            let changed = without.iter().any(Option::is_some);
            let kept = list.iter().zip(without).map(|(clause, without)| without.unwrap_or_else(|| clause.clone()));
            changed.then(|| Clause::All(kept.collect()))
        }
        _ => None,
    }
}
