//! A query as it was understood: its clauses as a tree, how many articles each finds, which words of the archive each pattern means,
//! and, for one article, which clauses hold of it.

use crate::article::Article;
use crate::backend::{Backend, BackendError, Form, Wanted};
use crate::query::figures::{Valued, Worth};
use crate::query::spans::Matcher;
use crate::query::{Atom, Bearer, Clause, MetaField, Nearness, Parts, Pattern, Query, Reach, Spans, Test, What};
use crate::text::axis::Axis;

/// A clause, or what a clause is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What is asked for, in words.
    pub what: String,
    /// How many articles it finds.
    pub articles: usize,
    /// The words of the archive that it means, or the forms of the name; empty where it is neither a single word nor a name.
    pub words: Vec<Form>,
    /// What it is made of.
    pub inner: Vec<Explanation>,
    /// How it is with the article asked about.
    pub there: Option<There>,
}

/// How it is with a clause in one article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct There {
    /// Whether it holds.
    pub holds: bool,
    /// The number of places in the text where it does.
    pub places: usize,
    /// Whether it would hold if boilerplate were searched too.
    pub in_boilerplate: bool,
}

/// Explains an understood query, for one article if there is one.
///
/// # Errors
/// When the backend fails.
pub fn explain(backend: &dyn Backend, query: &Query, article: Option<&Article>) -> Result<Explanation, BackendError> {
    let article = article.map(|article| (article, Axis::of(article)));
    Explainer { backend, query, article }.clause(&query.root)
}

struct Explainer<'a> {
    backend: &'a dyn Backend,
    query: &'a Query,
    article: Option<(&'a Article, Axis)>,
}

impl Explainer<'_> {
    fn clause(&self, clause: &Clause) -> Result<Explanation, BackendError> {
        let (what, inner) = match clause {
            Clause::Leaf(leaf) => return self.spans(&self.query.leaves[*leaf]),
            Clause::Meta(test) => (tested(test), Vec::new()),
            Clause::All(list) => ("all of".to_owned(), self.clauses(list)?),
            Clause::Any(list) => ("any of".to_owned(), self.clauses(list)?),
            Clause::Not(clause) => ("not".to_owned(), vec![self.clause(clause)?]),
        };
        self.explained(what, inner, Vec::new(), &self.part(clause))
    }

    fn clauses(&self, list: &[Clause]) -> Result<Vec<Explanation>, BackendError> {
        list.iter().map(|clause| self.clause(clause)).collect()
    }

    fn spans(&self, spans: &Spans) -> Result<Explanation, BackendError> {
        let all = |list: &[&Spans]| list.iter().map(|spans| self.spans(spans)).collect::<Result<Vec<_>, _>>();
        let (what, inner) = match spans {
            Spans::Atom(atom) => return self.atom(*atom),
            Spans::Any(list) => ("any of".to_owned(), all(&list.iter().collect::<Vec<_>>())?),
            Spans::Near(left, near, right) => (nearness(*near), all(&[left, right])?),
            Spans::Alone(left, near, right) => {
                (format!("the first, without the second {}", nearness(*near)), all(&[left, right])?)
            }
            Spans::AtLeast(count, inner) => (format!("at least {count} times"), all(&[inner])?),
            Spans::Lead(inner) => ("in the lead".to_owned(), all(&[inner])?),
            Spans::Quote(inner) => ("in one quotation".to_owned(), all(&[inner])?),
            Spans::Within(inner, outer) => ("the first, within the second".to_owned(), all(&[inner, outer])?),
        };
        self.explained(what, inner, Vec::new(), &self.leaf(spans))
    }

    fn atom(&self, number: usize) -> Result<Explanation, BackendError> {
        let atom = &self.query.atoms[number];
        let query = self.leaf(&Spans::Atom(number));
        let place = in_parts(atom.parts);
        let words = match &atom.what {
            What::Words(words) => words,
            What::Speaker(forms) => {
                let who = forms.first().map_or_else(|| "anybody named".to_owned(), |form| format!("\"{form}\""));
                return self.explained(format!("said by {who}{place}"), Vec::new(), Vec::new(), &query);
            }
            What::Figure(valued) => {
                return self.explained(format!("{}{place}", figure(valued)), Vec::new(), Vec::new(), &query);
            }
            What::Name(bearer) => {
                let forms = self.known_by(bearer, atom.parts)?;
                return self.explained(format!("{}{place}", named(bearer)), Vec::new(), forms, &query);
            }
        };
        match words.as_slice() {
            [word] => {
                let forms = self.backend.forms(word, atom.parts)?;
                self.explained(format!("{}{place}", self.word(word)), Vec::new(), forms, &query)
            }
            words => {
                let mut inner = Vec::new();
                for word in words {
                    let query = self.alone(Atom::row(vec![word.clone()], atom.parts));
                    let forms = self.backend.forms(word, atom.parts)?;
                    inner.push(self.explained(self.word(word), Vec::new(), forms, &query)?);
                }
                self.explained(format!("in a row{place}"), inner, Vec::new(), &query)
            }
        }
    }

    /// The forms of a name, and how many articles know its bearer by each.
    fn known_by(&self, bearer: &Bearer, parts: Parts) -> Result<Vec<Form>, BackendError> {
        let known = |form: &String| {
            let alone = Atom::name(Bearer { kind: bearer.kind, forms: vec![form.clone()] }, parts);
            let articles = self.backend.find(&self.alone(alone), Wanted::default())?.total as u64;
            Ok(Form { text: form.clone(), articles })
        };
        bearer.forms.iter().map(known).collect()
    }

    /// The query that asks for an atom alone.
    fn alone(&self, atom: Atom) -> Query {
        Query { atoms: vec![atom], ..self.leaf(&Spans::Atom(0)) }
    }

    fn word(&self, word: &Pattern) -> String {
        match word {
            Pattern::Stem(_) => format!("any form of {}", self.query.typed(word).unwrap_or_default()),
            word => described(word),
        }
    }

    fn explained(
        &self,
        what: String,
        inner: Vec<Explanation>,
        words: Vec<Form>,
        query: &Query,
    ) -> Result<Explanation, BackendError> {
        let articles = self.backend.find(query, Wanted::default())?.total;
        let there = self.article.as_ref().map(|(article, axis)| there(query, article, axis));
        Ok(Explanation { what, articles, words, inner, there })
    }

    fn leaf(&self, spans: &Spans) -> Query {
        self.query.with(Clause::Leaf(0), vec![spans.clone()])
    }

    /// The query that asks for a clause alone, with its leaves and no others.
    fn part(&self, clause: &Clause) -> Query {
        let mut leaves = Vec::new();
        let root = renumbered(clause, &self.query.leaves, &mut leaves);
        self.query.with(root, leaves)
    }
}

fn renumbered(clause: &Clause, known: &[Spans], leaves: &mut Vec<Spans>) -> Clause {
    match clause {
        Clause::Leaf(leaf) => {
            leaves.push(known[*leaf].clone());
            Clause::Leaf(leaves.len() - 1)
        }
        Clause::Meta(test) => Clause::Meta(test.clone()),
        Clause::All(list) => Clause::All(list.iter().map(|clause| renumbered(clause, known, leaves)).collect()),
        Clause::Any(list) => Clause::Any(list.iter().map(|clause| renumbered(clause, known, leaves)).collect()),
        Clause::Not(clause) => Clause::Not(Box::new(renumbered(clause, known, leaves))),
    }
}

fn there(query: &Query, article: &Article, axis: &Axis) -> There {
    let outline = Matcher::new(query).outline(article, axis);
    let mut everywhere = query.clone();
    for atom in everywhere.atoms.iter_mut().filter(|atom| atom.parts == Parts::TEXT) {
        atom.parts = Parts::ALL;
    }
    let in_boilerplate = outline.is_none() && Matcher::new(&everywhere).outline(article, axis).is_some();
    There { holds: outline.is_some(), places: outline.map_or(0, |outline| outline.occurrences.len()), in_boilerplate }
}

fn figure(valued: &Valued) -> String {
    match valued.worth {
        Worth::Read => "anything read as a figure, or as digits without a value".to_owned(),
        _ if valued.is_any() => "any figure".to_owned(),
        _ => format!("figure {valued}"),
    }
}

fn named(bearer: &Bearer) -> String {
    match bearer.forms.first() {
        Some(form) => format!("{} \"{form}\"", bearer.kind.word()),
        None => format!("any {}", bearer.kind.word()),
    }
}

fn described(word: &Pattern) -> String {
    match word {
        Pattern::Folded(form) => format!("\"{form}\""),
        Pattern::Stem(stem) => format!("any form of {stem}"),
        Pattern::Literal(form) => format!("={form}"),
        Pattern::Capitals(form) => format!("{} in capitals", form.to_uppercase()),
        Pattern::Wild(wild) => wild.clone(),
        Pattern::Regex(expression) => format!("/{expression}/"),
        Pattern::Fuzzy(form, edits) => format!("{form} with up to {edits} edits"),
    }
}

fn in_parts(parts: Parts) -> &'static str {
    use crate::article::Part;
    match parts {
        _ if parts == Parts::TEXT => "",
        _ if parts == Parts::only(Part::Headline) => ", in the headline",
        _ if parts == Parts::only(Part::Body) => ", in the body",
        _ => ", boilerplate included",
    }
}

fn nearness(near: Nearness) -> String {
    let order = if near.ordered { ", in this order" } else { "" };
    match near.reach {
        Reach::Words(words) => format!("within {words} words{order}"),
        Reach::Sentence => "in one sentence".to_owned(),
        Reach::Paragraph => "in one paragraph".to_owned(),
    }
}

fn tested(test: &Test) -> String {
    match test {
        Test::Words(field, words) => {
            let field = match field {
                MetaField::Source => "source",
                MetaField::Byline => "byline",
                MetaField::Language => "lang",
            };
            format!("{field}: {}", words.iter().map(described).collect::<Vec<_>>().join(" "))
        }
        Test::Published(from, to) => {
            let day = |day: &Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
            format!("published {}..{}", day(from), day(to))
        }
    }
}
