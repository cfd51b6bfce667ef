//! Forms of the archive that may be spellings of a name, read from the index once and kept: a list of names asks for the same keys
//! again and again.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::article::Kind;
use crate::backend::{Backend, BackendError, NameTerm, NamesOf};
use crate::extract::names::variants::{Name, Verdict, compare, keys};
use crate::text::hash::Quick;

/// A form of the archive that shares a key with a name.
#[derive(Debug)]
pub struct Candidate {
    /// As it is written.
    pub written: Arc<str>,
    pub kind: Kind,
    pub articles: u64,
    /// The first letters of its words.
    initials: Initials,
    name: OnceLock<Box<Name>>,
}

impl Candidate {
    fn name(&self) -> &Name {
        self.name.get_or_init(|| Box::new(Name::new(&self.written, Some(self.kind))))
    }
}

type List = Arc<[Arc<Candidate>]>;

/// What was read.
#[derive(Default)]
pub struct Lookup(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    lists: HashMap<String, List, Quick>,
    /// The length of all lists.
    filed: usize,
    /// By kind, each form once however many keys it is filed under: to make one ready for comparing takes time and memory.
    candidates: [HashMap<Arc<str>, Arc<Candidate>, Quick>; Kind::ALL.len()],
}

impl Kept {
    fn is_full(&self) -> bool {
        self.filed > FILED || self.candidates.iter().map(HashMap::len).sum::<usize>() > KEPT
    }

    fn candidate(&mut self, term: NameTerm) -> Arc<Candidate> {
        let known = &mut self.candidates[term.kind as usize];
        if let Some(candidate) = known.get(term.name.as_str()) {
            return Arc::clone(candidate);
        }
        let (written, kind, articles): (Arc<str>, _, _) = (term.name.into(), term.kind, term.articles);
        let initials = Initials::of(&written);
        let candidate = Candidate { written: Arc::clone(&written), kind, articles, initials, name: OnceLock::new() };
        Arc::clone(known.entry(written).or_insert_with(|| Arc::new(candidate)))
    }
}

/// Candidates kept, some 1 KB each once they have been compared, and how often they are filed; beyond it all are forgotten.
const KEPT: usize = 400_000;
const FILED: usize = 8_000_000;
/// Keys under which more forms than this are filed tell little: a common forename.
const COMMON: usize = 200;

impl Lookup {
    fn list(&self, backend: &dyn Backend, key: &str) -> Result<List, BackendError> {
        if let Some(list) = self.0.lock().unwrap_or_else(PoisonError::into_inner).lists.get(key) {
            return Ok(Arc::clone(list));
        }
        let mut terms = Vec::new();
        backend.names(NamesOf::Key(key), &mut |term| terms.push(term))?;
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.is_full() {
            *kept = Kept::default();
        }
        let list: List = terms.into_iter().map(|term| kept.candidate(term)).collect();
        kept.filed += list.len();
        kept.lists.insert(key.to_owned(), Arc::clone(&list));
        Ok(list)
    }

    /// The forms of the archive that may be the same name, and the names of persons that end in the same word: each with what
    /// comparing says. One may be handed over twice, where what was kept is forgotten meanwhile.
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
        let asked: [OnceCell<Name>; Kind::ALL.len()] = Default::default();
        let initials = Initials::of(name);
        let mut met: HashSet<*const Candidate, Quick> = HashSet::default();
        for list in &lists {
            // Of all Johns only those are looked at of whom another word may be the same too; who shares a rarer word is met there.
            let common = list.len() > COMMON;
            let wanted = |candidate: &&Arc<Candidate>| {
                kind.is_none_or(|kind| kind == candidate.kind) && (!common || initials.may_fit(candidate.initials))
            };
            for candidate in list.iter().filter(wanted) {
                if met.insert(Arc::as_ptr(candidate)) {
                    let asked = asked[candidate.kind as usize].get_or_init(|| Name::new(name, Some(candidate.kind)));
                    found(candidate, compare(asked, candidate.name()));
                }
            }
        }
        Ok(())
    }
}

/// The first letters of the words of a name: a bit a letter, and the number of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Initials {
    letters: u32,
    words: u32,
}

impl Initials {
    fn of(name: &str) -> Self {
        let mut initials = Self { letters: 0, words: 0 };
        for word in name.split([' ', '-']).filter(|word| !word.is_empty()) {
            let letter = word.chars().next().and_then(|letter| letter.to_lowercase().next()).unwrap_or(' ');
            initials.letters |= 1 << (u32::from(letter) % 32);
            initials.words += 1;
        }
        initials
    }

    /// Whether two words of each may be the same; of names of one word, that one.
    fn may_fit(self, other: Self) -> bool {
        let both = (self.letters & other.letters).count_ones();
        let enough = self.letters.count_ones().min(2);
        both >= enough && (self.words > 1 || other.words == 1)
    }
}
