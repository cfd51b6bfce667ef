//! Forms of the archive that may be spellings of a name, read from the index once and kept: a list of names asks for the same keys
//! again and again.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::article::Kind;
use crate::backend::{Backend, BackendError, NamesOf};
use crate::extract::names::variants::{Name, Verdict, compare, keys};

/// A form of the archive that shares a key with a name.
#[derive(Debug)]
pub struct Candidate {
    /// As it is written.
    pub written: String,
    pub kind: Kind,
    pub articles: u64,
    name: OnceLock<Name>,
}

impl Candidate {
    fn name(&self) -> &Name {
        self.name.get_or_init(|| Name::new(&self.written, Some(self.kind)))
    }
}

type List = Arc<[Arc<Candidate>]>;

/// What was read.
#[derive(Default)]
pub struct Lookup(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    lists: HashMap<String, List>,
    candidates: usize,
}

/// Candidates kept, some 100 MB; then all are forgotten.
const KEPT: usize = 150_000;
/// Keys under which more forms than this are filed tell little: a common forename.
const COMMON: usize = 200;

impl Lookup {
    fn list(&self, backend: &dyn Backend, key: &str) -> Result<List, BackendError> {
        if let Some(list) = self.0.lock().unwrap_or_else(PoisonError::into_inner).lists.get(key) {
            return Ok(Arc::clone(list));
        }
        let mut list = Vec::new();
        backend.names(NamesOf::Key(key), &mut |term| {
            let (written, kind, articles) = (term.name, term.kind, term.articles);
            list.push(Arc::new(Candidate { written, kind, articles, name: OnceLock::new() }));
        })?;
        let list: List = list.into();
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.candidates += list.len();
        if kept.candidates > KEPT {
            *kept = Kept { candidates: list.len(), ..Kept::default() };
        }
        kept.lists.insert(key.to_owned(), Arc::clone(&list));
        Ok(list)
    }

    /// The forms of the archive that are, or may be, the same name: each with what comparing says. And the names of persons that end
    /// in one of `surnames`, with the number of articles that hold them.
    ///
    /// # Errors
    /// When the backend fails.
    pub fn spellings(
        &self,
        backend: &dyn Backend,
        name: &str,
        kind: Option<Kind>,
        mut found: impl FnMut(&Candidate, Option<Verdict>),
    ) -> Result<(), BackendError> {
        let lists = keys(name).iter().map(|key| self.list(backend, key)).collect::<Result<Vec<List>, _>>()?;
        let mut met: BTreeMap<(&str, Kind), (usize, bool, &Arc<Candidate>)> = BTreeMap::new();
        for list in &lists {
            for candidate in list.iter().filter(|candidate| kind.is_none_or(|kind| kind == candidate.kind)) {
                let entry = met.entry((&candidate.written, candidate.kind)).or_insert((0, true, candidate));
                entry.0 += 1;
                entry.1 &= list.len() > COMMON;
            }
        }
        let asked: Vec<Name> = Kind::ALL.iter().map(|kind| Name::new(name, Some(*kind))).collect();
        let initials = initials(name);
        for (shared, common, candidate) in met.into_values() {
            let unlikely = common && shared == 1 && initials.len() > 1 && in_common(&initials, &candidate.written) < 2;
            let verdict = if unlikely { None } else { compare(&asked[candidate.kind as usize], candidate.name()) };
            found(candidate, verdict);
        }
        Ok(())
    }
}

/// The first letters of the words of a name, in lower case.
fn initials(name: &str) -> Vec<char> {
    let letter = |word: &str| word.chars().next().and_then(|letter| letter.to_lowercase().next());
    name.split([' ', '-']).filter_map(letter).filter(|letter| letter.is_alphanumeric()).collect()
}

/// How many first letters two names have in common.
fn in_common(one: &[char], other: &str) -> usize {
    let mut rest = initials(other);
    one.iter()
        .filter(|letter| rest.iter().position(|other| other == *letter).map(|at| rest.swap_remove(at)).is_some())
        .count()
}
