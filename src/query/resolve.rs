//! A query in the light of an archive: words that the archive joins by hyphens are found in one piece, joined and apart; names also
//! in the other spellings that the archive holds of them.
//!
//! `cross-border` in the archive makes `crossborder` also mean `cross border` in a row, and `cross border` also mean `crossborder`.
//! Without such a witness nothing of the kind happens: `therapist` is never `the rapist`. Quoted and literal words stay as they are.

use super::ast::{Atom, Bearer, Query, Spans, What};
use super::node::Numbers;
use super::pattern::Pattern;
use crate::article::Kind;
use crate::text::compounds::Compound;
use crate::text::stem::Stems;

/// Where compounds are looked up: those that, written in one piece, begin with some letters, and of which something holds.
pub type Compounds<'a, E> = dyn Fn(&str, &dyn Fn(&Compound) -> bool) -> Result<Vec<Compound>, E> + 'a;

/// Where the spellings of names are looked up: the other forms that are the same name, of something of this kind, for sure.
pub type Spellings<'a, E> = dyn Fn(Kind, &str) -> Result<Vec<String>, E> + 'a;

/// `query` with all the ways in which its words and names may be written, as the `compounds` and `spellings` of an archive show.
///
/// # Errors
/// When either fails.
pub fn resolve<E>(query: Query, compounds: &Compounds<'_, E>, spellings: &Spellings<'_, E>) -> Result<Query, E> {
    let mut resolver = Resolver { compounds, stems: Stems::default(), atoms: Numbers::default() };
    for atom in &query.atoms {
        // The form as typed stays the first, so no two atoms become one and numbers hold.
        resolver.atoms.of(spelled(atom, spellings)?);
    }
    let mut apart = Vec::with_capacity(query.atoms.len());
    for atom in &query.atoms {
        apart.push(resolver.apart(atom)?);
    }
    let mut joined = vec![Vec::new(); query.atoms.len()];
    for (one, other) in &query.neighbours {
        if let Some(number) = resolver.joined(&query.atoms[*one], &query.atoms[*other])? {
            joined[*one].push(number);
            joined[*other].push(number);
        }
    }
    let leaves = query.leaves.iter().map(|leaf| match leaf {
        Spans::Atom(number) => any(*number, &[apart[*number].as_slice(), &joined[*number]].concat()),
        other => written(other.clone(), &apart),
    });
    Ok(Query { leaves: leaves.collect(), atoms: resolver.atoms.list, ..query })
}

/// An atom, a name in all its spellings.
fn spelled<E>(atom: &Atom, spellings: &Spellings<'_, E>) -> Result<Atom, E> {
    match &atom.what {
        What::Name(Bearer { kind, forms }) => {
            let mut all = forms.clone();
            for form in forms {
                let other = spellings(*kind, form)?;
                all.extend(other.into_iter().filter(|other| !forms.contains(other)));
            }
            Ok(Atom::name(Bearer { kind: *kind, forms: all }, atom.parts))
        }
        What::Speaker(forms) => {
            let mut all = forms.clone();
            for (form, kind) in forms.iter().flat_map(|form| Kind::ALL.map(|kind| (form, kind))) {
                let other = spellings(kind, form)?;
                all.extend(other.into_iter().filter(|other| !forms.contains(other)));
            }
            Ok(Atom::speaker(all, atom.parts))
        }
        What::Words(_) | What::Figure(_) => Ok(atom.clone()),
    }
}

/// An atom, or any of the others that it may be written as.
fn any(atom: usize, others: &[usize]) -> Spans {
    if others.is_empty() {
        return Spans::Atom(atom);
    }
    let mut list = vec![atom];
    for other in others {
        if !list.contains(other) {
            list.push(*other);
        }
    }
    Spans::Any(list.into_iter().map(Spans::Atom).collect())
}

/// `spans` with each atom in all its ways.
fn written(spans: Spans, apart: &[Vec<usize>]) -> Spans {
    let inside = |spans: Box<Spans>| Box::new(written(*spans, apart));
    match spans {
        Spans::Atom(number) => any(number, &apart[number]),
        Spans::Any(list) => Spans::Any(list.into_iter().map(|spans| written(spans, apart)).collect()),
        Spans::Near(left, near, right) => Spans::Near(inside(left), near, inside(right)),
        Spans::Alone(left, near, right) => Spans::Alone(inside(left), near, inside(right)),
        Spans::AtLeast(count, inner) => Spans::AtLeast(count, inside(inner)),
        Spans::Lead(inner) => Spans::Lead(inside(inner)),
        Spans::Quote(inner) => Spans::Quote(inside(inner)),
        Spans::Within(inner, outer) => Spans::Within(inside(inner), inside(outer)),
    }
}

struct Resolver<'a, E> {
    compounds: &'a Compounds<'a, E>,
    stems: Stems,
    atoms: Numbers<Atom>,
}

impl<E> Resolver<'_, E> {
    /// The rows of words that a single word falls into where the archive joins them by hyphens.
    fn apart(&mut self, atom: &Atom) -> Result<Vec<usize>, E> {
        let [Pattern::Stem(stem)] = atom.words() else {
            return Ok(Vec::new());
        };
        let is_word = |compound: &Compound| self.stems.stem(&compound.joined()) == *stem;
        let found = (self.compounds)(self.stems.reach(stem), &is_word)?;
        Ok(found.iter().map(|compound| self.number(compound.parts.iter().map(String::as_str), atom)).collect())
    }

    /// The word in one piece that two neighbouring words may be written as where the archive joins them by a hyphen.
    fn joined(&mut self, one: &Atom, other: &Atom) -> Result<Option<usize>, E> {
        let ([Pattern::Stem(first)], [Pattern::Stem(second)]) = (one.words(), other.words()) else {
            return Ok(None);
        };
        if one.parts != other.parts {
            return Ok(None);
        }
        let is_pair = |compound: &Compound| match compound.parts.as_slice() {
            [one, other] => self.stems.stem(one) == *first && self.stems.stem(other) == *second,
            _ => false,
        };
        let found = (self.compounds)(self.stems.reach(first), &is_pair)?;
        Ok(found.first().map(|compound| self.number([compound.joined().as_str()].into_iter(), one)))
    }

    /// The number of the atom of these words, in any inflection, in the parts of another.
    fn number<'b>(&mut self, words: impl Iterator<Item = &'b str>, like: &Atom) -> usize {
        let words = words.map(|word| Pattern::word(word, Some(&self.stems))).collect();
        self.atoms.of(Atom::row(words, like.parts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, ArticleId, Block, Meta, Span, Zone};
    use crate::query::spans::Matcher;
    use crate::query::{Options, parse};
    use crate::text::axis::Axis;

    const TEXT: &str =
        "A crossborder deal. The cross border deal, the cross-borders deals. He is the rapist. A thinktank.";

    /// What `query` marks in `TEXT`, in an archive that holds some compounds.
    fn marked(query: &str) -> Vec<String> {
        let known = ["cross-border", "think-tanks", "state-of-the-art"];
        let compounds = |start: &str, wanted: &dyn Fn(&Compound) -> bool| {
            let of = |text: &&str| Compound { parts: text.split('-').map(ToOwned::to_owned).collect() };
            let begins = |compound: &Compound| compound.joined().starts_with(start) && wanted(compound);
            Ok::<_, ()>(known.iter().map(of).filter(begins).collect())
        };
        let query = resolve(parse(query, Options::default()).unwrap(), &compounds, &|_, _| Ok(Vec::new())).unwrap();
        let blocks = vec![Block { span: Span::new(TEXT, 0, TEXT.len()).unwrap(), zone: Zone::Body }];
        let id = ArticleId("x".into());
        let article = Article::new(id, "x".into(), Meta::default(), TEXT.into(), blocks);
        let axis = Axis::of(&article);
        let outline = Matcher::new(&query).outline(&article, &axis).unwrap_or_default();
        Matcher::new(&query)
            .highlights(&article, &axis, &outline.marks)
            .iter()
            .map(|mark| mark.span.of(TEXT).to_owned())
            .collect()
    }

    #[test]
    fn a_compound_is_found_in_one_piece_joined_and_apart() {
        let all = ["crossborder", "cross border", "cross-borders"];
        assert_eq!(marked("crossborder"), all);
        assert_eq!(marked("cross-border"), all);
        assert_eq!(marked("cross border"), ["crossborder", "cross", "border", "cross", "borders"]);
        assert_eq!(
            marked("crossborder w/1 deal"),
            ["crossborder", "deal", "cross border", "deal", "cross-borders", "deals"]
        );
        assert_eq!(marked("think tank"), ["thinktank"]);
    }

    #[test]
    fn without_a_hyphen_in_the_archive_words_stay_as_they_are() {
        assert!(marked("therapist").is_empty());
        assert_eq!(marked("=crossborder"), ["crossborder"]);
        assert_eq!(marked("\"crossborder\""), ["crossborder"]);
        assert_eq!(marked("\"cross border deal\""), ["cross border deal"]);
        assert_eq!(marked("border cross"), ["cross", "border", "cross", "borders"]);
    }
}
