//! The names of the archive, or of the hits of a query: whom they refer to, how often, and in which forms.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use crate::article::{Article, Kind};
use crate::backend::{Backend, BackendError, NameTerm, NamesOf, Order, Wanted};
use crate::query::Query;
use crate::text::fold::phrase;

/// Which names are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// What they name; anything if none.
    pub kind: Option<Kind>,
    /// Letters that the name or one of its forms holds, folded.
    pub like: Option<String>,
    /// How many are shown; none for all.
    pub top: Option<usize>,
}

/// A name, under the fullest form that articles give it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// How often it is mentioned.
    pub mentions: u64,
    /// In how many articles.
    pub articles: u64,
    /// Its folded form.
    pub folded: String,
    /// What it names.
    pub kind: Kind,
    /// Its folded forms and how often each stands there, the most frequent first.
    pub forms: Vec<(String, u64)>,
    /// As it is written, most often.
    pub name: String,
}

/// What is true of all names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many there are.
    pub names: u64,
    /// Those that are shown.
    pub shown: u64,
}

/// Hands over the names of the archive, the most mentioned first.
///
/// # Errors
/// When the backend fails, or `show` does.
pub fn names<E: From<BackendError>>(
    backend: &dyn Backend,
    request: &Request,
    show: impl FnMut(&Named) -> Result<(), E>,
) -> Result<Summary, E> {
    let mut best = Best::new(request.clone());
    let mut group: Vec<NameTerm> = Vec::new();
    backend.names(NamesOf::Bearers, &mut |term| {
        if group.first().is_some_and(|first| first.of != term.of) {
            best.group(&group);
            group.clear();
        }
        group.push(term);
    })?;
    best.group(&group);
    best.show(backend, show)
}

/// Hands over the names of the articles that match a query, the most mentioned first.
///
/// # Errors
/// When the backend fails, or `show` does.
pub fn names_in<E: From<BackendError>>(
    backend: &dyn Backend,
    query: &Query,
    request: &Request,
    show: impl FnMut(&Named) -> Result<(), E>,
) -> Result<Summary, E> {
    let mut all = Counted::new();
    for candidate in backend.find(query, Wanted { depth: usize::MAX, order: Order::Article })?.best {
        count(&backend.article(candidate.place)?, &mut all);
    }
    let mut best = Best::new(request.clone());
    for ((of, kind), forms) in all {
        let term = |(name, (articles, mentions))| NameTerm { of: of.clone(), kind, name, articles, mentions };
        best.group(&forms.into_iter().map(term).collect::<Vec<_>>());
    }
    best.show(backend, show)
}

/// For each canonical form and kind its forms, with the articles and mentions of each.
type Counted = BTreeMap<(String, Kind), BTreeMap<String, (u64, u64)>>;

/// Adds the names of an article: for each name and form the articles and the mentions.
fn count(article: &Article, all: &mut Counted) {
    let mut met = BTreeSet::new();
    for mention in article.names.mentions.iter().filter(|mention| article.reads(mention.span)) {
        let Some(entity) = article.names.entity(mention) else { continue };
        let (name, form) = (phrase(&entity.name), phrase(mention.span.of(&article.text)));
        let counts = all.entry((name.clone(), entity.kind)).or_default().entry(form.clone()).or_default();
        counts.1 += 1;
        counts.0 += u64::from(met.insert((name, entity.kind, form)));
    }
}

/// A name behind what it is ranked by: mentions, articles, then by its letters.
type Ranked = (u64, u64, Reverse<String>, Named);

/// The most mentioned names so far: as many as are shown, however many there are.
struct Best {
    request: Request,
    heap: BinaryHeap<Reverse<Ranked>>,
    names: u64,
}

impl Best {
    fn new(request: Request) -> Self {
        Self { request, heap: BinaryHeap::new(), names: 0 }
    }

    /// Takes the forms of a canonical form, of whatever kinds.
    fn group(&mut self, terms: &[NameTerm]) {
        for kind in Kind::ALL {
            let of_kind: Vec<&NameTerm> = terms.iter().filter(|term| term.kind == kind).collect();
            if let Some(first) = of_kind.first().filter(|_| self.request.kind.is_none_or(|wanted| wanted == kind)) {
                let like = |name: &str| self.request.like.as_ref().is_none_or(|like| name.contains(like.as_str()));
                if like(&first.of) || of_kind.iter().any(|term| like(&term.name)) {
                    self.take(named(&first.of, kind, &of_kind));
                }
            }
        }
    }

    fn take(&mut self, name: Named) {
        self.names += 1;
        self.heap.push(Reverse((name.mentions, name.articles, Reverse(name.folded.clone()), name)));
        if self.request.top.is_some_and(|top| self.heap.len() > top) {
            self.heap.pop();
        }
    }

    fn show<E: From<BackendError>>(
        self,
        backend: &dyn Backend,
        mut show: impl FnMut(&Named) -> Result<(), E>,
    ) -> Result<Summary, E> {
        let names = self.names;
        let mut shown = 0;
        for Reverse((_, _, _, mut name)) in self.heap.into_sorted_vec() {
            name.name = written(backend, &name)?;
            show(&name)?;
            shown += 1;
        }
        Ok(Summary { names, shown })
    }
}

fn named(of: &str, kind: Kind, terms: &[&NameTerm]) -> Named {
    let own = terms.iter().find(|term| term.name == of).map(|term| term.articles);
    let most = terms.iter().map(|term| term.articles).max().unwrap_or_default();
    let mut forms: Vec<(String, u64)> = terms.iter().map(|term| (term.name.clone(), term.mentions)).collect();
    forms.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    Named {
        mentions: terms.iter().map(|term| term.mentions).sum(),
        // An article that gives the name in full has it as a form; where it is pieced together from a definition, the form of most.
        articles: own.unwrap_or(most).max(most),
        folded: of.to_owned(),
        kind,
        forms,
        name: String::new(),
    }
}

/// How a name is written most often; where no article has it without its title, how its most frequent form is.
fn written(backend: &dyn Backend, name: &Named) -> Result<String, BackendError> {
    let forms = [&name.folded].into_iter().chain(name.forms.iter().map(|(form, _)| form));
    for form in forms {
        let mut most: Option<NameTerm> = None;
        backend.names(NamesOf::Form(form), &mut |term| {
            let rank = |term: &NameTerm| (term.kind == name.kind, term.mentions);
            if most.as_ref().is_none_or(|most| rank(&term) > rank(most)) {
                most = Some(term);
            }
        })?;
        if let Some(most) = most {
            return Ok(most.name);
        }
    }
    Ok(name.folded.clone())
}
