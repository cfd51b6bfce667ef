//! The forms of a name that occur in the archive: the name as typed, its spellings, and what articles call its bearer besides. Each
//! with how sure it is, and with the words that tell why it counts.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::article::{Certainty, Kind};
use crate::backend::{Backend, BackendError, NameTerm, NamesOf};
use crate::text::fold::phrase;

use super::lookup::Lookup;

/// A name that is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// The name as typed.
    pub name: String,
    /// Other forms of it that the asker states.
    pub aliases: Vec<String>,
    /// What it must name; anything if none.
    pub kind: Option<Kind>,
    /// Whether only the letters as typed count.
    pub exact: bool,
    /// Forms that count although they would not.
    pub include: Vec<String>,
    /// Forms that do not count although they would.
    pub exclude: Vec<String>,
    /// Names of others who are never meant.
    pub never: Vec<String>,
}

/// How a mention relates to the name that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Match {
    /// The letters as typed.
    Exact,
    /// The same letters but for case, accents and marks.
    Folded,
    /// Another name of the same bearer.
    Alias,
    /// The initials of the name, or the name of such initials.
    Acronym,
    /// A part of the name: a surname, a forename, the first words of an organisation.
    Short,
    /// Another spelling.
    Variant,
    /// The same value, written otherwise.
    Value,
}

impl Match {
    /// The word for it in answers.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Folded => "folded",
            Self::Alias => "alias",
            Self::Acronym => "acronym",
            Self::Short => "short",
            Self::Variant => "variant",
            Self::Value => "value",
        }
    }
}

/// A form of the name.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each says one thing of the form")]
pub struct Form {
    /// Its folded words.
    pub folded: String,
    /// As it is written, most often.
    pub written: String,
    /// How sure it is that it is the name.
    pub certainty: Certainty,
    /// Why it counts.
    pub how: Match,
    /// Whether it is the name by itself; else only where an article says whom it means, or nobody else can be meant.
    pub own: bool,
    /// How sure it is where the article does not say.
    pub bare: Certainty,
    /// Whether it counts in articles that do not name its bearer in full: not a forename, nor what another is called too.
    pub alone: bool,
    /// Whether it counts at all: the asker may exclude forms.
    pub taken: bool,
    /// Whether the archive has it as the name of a person.
    person: bool,
    /// Whether the archive has it as a name.
    pub named: bool,
    /// How many articles hold it as a name; not known before [`Forms::count`].
    pub articles: u64,
    /// How often it stands there as the name of somebody or something.
    pub mentions: u64,
}

/// The forms of a name, in the order of their certainty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forms {
    /// The name as typed.
    pub asked: Asked,
    /// All that were tried, those that occur nowhere among them.
    pub list: Vec<Form>,
}

impl Forms {
    /// Counts how often each form stands in the archive, and finds how it is written most often.
    ///
    /// # Errors
    /// When the backend fails.
    pub fn count(&mut self, backend: &dyn Backend) -> Result<(), BackendError> {
        let typed = phrase(&self.asked.name);
        for form in &mut self.list {
            let mut list = Vec::new();
            backend.names(NamesOf::Form(&form.folded), &mut |name| list.push(name))?;
            form.articles = list.iter().map(|name| name.articles).sum();
            form.mentions = list.iter().map(|name| name.mentions).sum();
            let most = list.into_iter().max_by_key(|name| (name.mentions, std::cmp::Reverse(name.name.clone())));
            if let Some(most) = most.filter(|_| form.folded != typed) {
                form.written = most.name;
            }
        }
        self.list.sort_by(|one, other| {
            let key = |form: &Form| std::cmp::Reverse((form.taken, form.own, form.certainty, form.mentions));
            key(one).cmp(&key(other)).then_with(|| one.folded.cmp(&other.folded))
        });
        Ok(())
    }

    /// The forms by which articles are found.
    pub fn finding(&self) -> impl Iterator<Item = &Form> {
        self.sought().filter(|form| form.alone)
    }

    /// The forms that are looked for.
    pub fn sought(&self) -> impl Iterator<Item = &Form> {
        self.list.iter().filter(|form| form.taken)
    }
}

/// Finds the forms of a name in the archive.
///
/// # Errors
/// When the backend fails.
pub fn resolve(backend: &dyn Backend, lookup: &Lookup, asked: &Asked) -> Result<Forms, BackendError> {
    let mut finder = Finder {
        backend,
        lookup,
        asked,
        forms: BTreeMap::new(),
        surnames: BTreeMap::new(),
        surname_forms: BTreeSet::new(),
    };
    finder.stated();
    if !asked.exact {
        finder.spellings()?;
        finder.other_names()?;
        finder.parts()?;
    }
    finder.named()?;
    Ok(finder.forms())
}

/// What the archive has under another spelling, as most of its articles take it.
#[derive(Debug, Clone, Copy)]
struct Spelling {
    articles: u64,
    kind: Kind,
    certainty: Option<Certainty>,
}

impl Spelling {
    /// Whether it is known as something else than the name: Pakistan is a place, Pakistan Army none. The very same name in few
    /// articles may have been taken for another kind by a slip.
    fn is_of_another_kind(self, asked: Option<Kind>) -> bool {
        const KNOWN: u64 = 3;
        let slip = self.certainty == Some(Certainty::High) && self.articles < KNOWN;
        asked.is_some_and(|asked| asked != self.kind) && !slip
    }
}

struct Finder<'a> {
    backend: &'a dyn Backend,
    lookup: &'a Lookup,
    asked: &'a Asked,
    forms: BTreeMap<String, Form>,
    /// For each last word of a person's name, the names that end so and the articles that hold them.
    surnames: BTreeMap<String, BTreeMap<String, u64>>,
    /// The last words of the names of the person who is asked for.
    surname_forms: BTreeSet<String>,
}

impl Finder<'_> {
    fn add(&mut self, folded: &str, how: Match, certainty: Certainty, own: bool) {
        if folded.is_empty() {
            return;
        }
        let form = Form {
            folded: folded.to_owned(),
            written: String::new(),
            certainty,
            how,
            own,
            bare: certainty,
            alone: own,
            taken: true,
            person: false,
            named: false,
            articles: 0,
            mentions: 0,
        };
        let old = self.forms.entry(folded.to_owned()).or_insert_with(|| form.clone());
        if (form.own, form.certainty) > (old.own, old.certainty) {
            *old = form;
        }
    }

    /// What the asker wrote.
    fn stated(&mut self) {
        self.add(&phrase(&self.asked.name), Match::Exact, Certainty::High, true);
        if !self.asked.exact {
            for alias in self.asked.aliases.iter().chain(&self.asked.include) {
                self.add(&phrase(alias), Match::Alias, Certainty::High, true);
            }
        }
    }

    fn names(&self, of: NamesOf<'_>) -> Result<Vec<NameTerm>, BackendError> {
        let mut list = Vec::new();
        self.backend.names(of, &mut |name| list.push(name))?;
        if let Some(kind) = self.asked.kind {
            list.retain(|name| name.kind == kind);
        }
        Ok(list)
    }

    /// Other spellings of what was stated.
    fn spellings(&mut self) -> Result<(), BackendError> {
        let names: Vec<String> = [&self.asked.name].into_iter().chain(&self.asked.aliases).cloned().collect();
        names.iter().try_for_each(|name| self.spellings_of(name))
    }

    fn spellings_of(&mut self, name: &str) -> Result<(), BackendError> {
        let folded = phrase(name);
        let surname = folded.rsplit(' ').next().unwrap_or_default().to_owned();
        let known = self.names(NamesOf::Form(&folded))?;
        let asked = known.iter().max_by_key(|name| name.articles).map(|name| name.kind);
        let mut found: BTreeMap<String, Spelling> = BTreeMap::new();
        self.lookup.spellings(self.backend, name, self.asked.kind, |candidate, verdict| {
            let last = candidate.written.rsplit(' ').next().unwrap_or_default();
            let bearer = candidate.kind == Kind::Person
                && last.len() < candidate.written.len()
                && last.eq_ignore_ascii_case(&surname);
            if bearer || verdict.is_some() {
                let certainty = verdict.map(|verdict| verdict.certainty);
                let spelling = Spelling { articles: candidate.articles, kind: candidate.kind, certainty };
                let most = found.entry(phrase(&candidate.written)).or_insert(spelling);
                *most = if spelling.articles > most.articles { spelling } else { *most };
            }
        })?;
        for (form, spelling) in found {
            if spelling.kind == Kind::Person {
                self.note_surname(&form, spelling.articles);
            }
            if form != folded
                && let Some(certainty) = spelling.certainty
            {
                let certainty = if spelling.is_of_another_kind(asked) { Certainty::Low } else { certainty };
                let acronym = is_acronym(&form, &folded) || is_acronym(&folded, &form);
                self.add(&form, if acronym { Match::Acronym } else { Match::Variant }, certainty, true);
            }
            if let Some(form) = self.forms.get_mut(&form) {
                form.named = true;
                form.person |= spelling.kind == Kind::Person;
            }
        }
        Ok(())
    }

    fn note_surname(&mut self, form: &str, articles: u64) {
        if let Some((_, last)) = form.rsplit_once(' ') {
            *self.surnames.entry(last.to_owned()).or_default().entry(form.to_owned()).or_default() += articles;
        }
    }

    /// What articles call the bearer of the name in full, where it is an alias or an acronym.
    fn other_names(&mut self) -> Result<(), BackendError> {
        let stated: Vec<String> = self
            .forms
            .values()
            .filter(|form| form.certainty == Certainty::High)
            .map(|form| form.folded.clone())
            .collect();
        for form in stated {
            let meant = self.names(NamesOf::Meant(&form))?;
            let all: u64 = meant.iter().map(|name| name.articles).sum();
            for name in meant.iter().filter(|name| name.name != form && !is_part(&form, &name.name)) {
                // What most articles mean by it is its name; what one of many means may be another's.
                let certainty = if name.articles * 2 > all { Certainty::High } else { Certainty::Medium };
                let acronym = is_acronym(&form, &name.name);
                self.add(&name.name, if acronym { Match::Acronym } else { Match::Alias }, certainty, true);
                self.spellings_of(&name.name)?;
            }
        }
        Ok(())
    }

    /// What articles that hold the name in full call its bearer besides.
    fn parts(&mut self) -> Result<(), BackendError> {
        let own: Vec<(String, Certainty)> = self
            .forms
            .values()
            .filter(|form| form.own && form.certainty > Certainty::Low && !self.is_excluded(&form.folded))
            .map(|form| (form.folded.clone(), form.certainty))
            .collect();
        for (form, certainty) in &own {
            for name in self.names(NamesOf::Bearer(form))?.iter().filter(|name| name.name != *form) {
                let how = if is_acronym(&name.name, form) {
                    Match::Acronym
                } else if is_part(&name.name, form) {
                    Match::Short
                } else {
                    Match::Alias
                };
                // Initials that articles explain are surer than initials that fit.
                if how == Match::Acronym {
                    self.forms.retain(|folded, form| {
                        *folded != name.name || form.how != Match::Acronym || form.certainty == Certainty::High
                    });
                }
                self.add(&name.name, how, *certainty, false);
            }
            self.surname_of(form, *certainty);
        }
        self.judge_bare()
    }

    /// The surname of a person whom the archive names in full, whether or not an article uses it beside the full name.
    fn surname_of(&mut self, form: &str, certainty: Certainty) {
        let is_person = self.forms.get(form).is_some_and(|form| form.person);
        if let Some((_, last)) = form.rsplit_once(' ').filter(|(_, last)| is_person && last.chars().count() > 1) {
            let last = last.to_owned();
            self.surname_forms.insert(last.clone());
            self.add(&last, Match::Short, certainty, false);
        }
    }

    /// How sure a form is in an article that does not say whom it means: as sure as can be for the bearer whom most articles mean.
    fn judge_bare(&mut self) -> Result<(), BackendError> {
        let linked: Vec<String> =
            self.forms.values().filter(|form| !form.own).map(|form| form.folded.clone()).collect();
        for form in linked {
            let mut bearers: BTreeMap<String, u64> = BTreeMap::new();
            for name in self.names(NamesOf::Meant(&form))?.into_iter().filter(|name| name.name != form) {
                *bearers.entry(name.name).or_default() += name.articles;
            }
            for (name, articles) in self.surnames.get(&form).into_iter().flatten() {
                let most = bearers.entry(name.clone()).or_default();
                *most = (*most).max(*articles);
            }
            let is_own =
                |name: &String| self.forms.get(name).is_some_and(|form| form.own && form.certainty > Certainty::Low);
            let own: u64 = bearers.iter().filter(|(name, _)| is_own(name)).map(|(_, articles)| articles).sum();
            let other = bearers
                .iter()
                .filter(|(name, _)| !is_own(name))
                .map(|(_, articles)| *articles)
                .max()
                .unwrap_or_default();
            let surname = self.surname_forms.contains(&form);
            if let Some(form) = self.forms.get_mut(&form) {
                form.alone = own > other || surname;
                let acronym = form.how == Match::Acronym && other == 0;
                form.bare = match own > other {
                    true if acronym => form.certainty,
                    true => form.certainty.min(Certainty::Medium),
                    false => Certainty::Low,
                };
            }
        }
        Ok(())
    }

    /// Which forms the archive has as names.
    fn named(&mut self) -> Result<(), BackendError> {
        for (folded, form) in self.forms.iter_mut().filter(|(_, form)| !form.named) {
            self.backend.names(NamesOf::Form(folded), &mut |_| form.named = true)?;
        }
        Ok(())
    }

    fn is_excluded(&self, folded: &str) -> bool {
        self.asked.exclude.iter().chain(&self.asked.never).any(|form| phrase(form) == folded)
    }

    fn forms(self) -> Forms {
        let excluded: BTreeSet<String> =
            self.asked.exclude.iter().chain(&self.asked.never).map(|form| phrase(form)).collect();
        let typed = phrase(&self.asked.name);
        let asked_words: Vec<&str> = self.asked.name.split_whitespace().collect();
        let mut list: Vec<Form> = self.forms.into_values().collect();
        for form in &mut list {
            let word = asked_words.iter().find(|word| phrase(word) == form.folded);
            form.written = word.map_or_else(|| form.folded.clone(), |word| (*word).to_owned());
            form.taken &= !excluded.contains(&form.folded);
            if form.folded == typed {
                form.written.clone_from(&self.asked.name);
            }
        }
        list.sort_by(|one, other| {
            let key = |form: &Form| {
                (std::cmp::Reverse((form.taken, form.own, form.certainty)), std::cmp::Reverse(form.mentions))
            };
            key(one).cmp(&key(other)).then_with(|| one.folded.cmp(&other.folded))
        });
        Forms { asked: self.asked.clone(), list }
    }
}

/// Whether the words of `part` stand in a row, or at least in order, in `whole`.
fn is_part(part: &str, whole: &str) -> bool {
    let mut words = whole.split(' ');
    part.split(' ').all(|word| words.any(|other| other == word))
}

/// Whether `short` is the initials of the words of `long`, small words counted or not.
fn is_acronym(short: &str, long: &str) -> bool {
    const SMALL: [&str; 12] = ["of", "the", "and", "for", "in", "on", "de", "e", "i", "la", "al", "to"];
    let all: String = long.split(' ').filter_map(|word| word.chars().next()).collect();
    let large: String =
        long.split(' ').filter(|word| !SMALL.contains(word)).filter_map(|word| word.chars().next()).collect();
    short.chars().count() > 1 && !short.contains(' ') && (short == all || short == large)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_acronyms_are_told_apart() {
        assert!(is_part("haldanar", "yousuf karim haldanar") && is_part("yousuf haldanar", "yousuf karim haldanar"));
        assert!(!is_part("karim yousuf", "yousuf karim haldanar"));
        assert!(is_acronym("iwsb", "inland waterways safety board") && is_acronym("bov", "bank of veldania"));
        assert!(!is_acronym("hna", "halvic news"));
    }
}
