//! A table of the file of rules, and what may stand in it. Whatever else stands there is an error, with its place and the key that may
//! have been meant.

use levenshtein_automata::{Distance, LevenshteinAutomatonBuilder};
use toml::de::{DeTable, DeValue};

use super::error::Flaw;

/// A text with its place in the file.
pub type Written<'a> = (&'a str, usize);

/// A table whose keys are all known.
pub struct Section<'a, 'i> {
    title: &'static str,
    table: &'a DeTable<'i>,
    /// Where it begins in the file.
    pub at: usize,
}

impl<'a, 'i> Section<'a, 'i> {
    pub fn new(title: &'static str, table: &'a DeTable<'i>, at: usize, known: &[&str]) -> Result<Self, Flaw> {
        let unknown = table.keys().filter(|key| !known.contains(&key.get_ref().as_ref()));
        // The table is in the order of the alphabet; whoever reads a file begins at its top.
        match unknown.min_by_key(|key| key.span().start) {
            Some(key) => Err(unknown_key(title, key.get_ref(), key.span().start, known)),
            None => Ok(Self { title, table, at }),
        }
    }

    fn value(&self, key: &str) -> Option<(&'a DeValue<'i>, usize)> {
        let (_, value) = self.table.iter().find(|(own, _)| own.get_ref().as_ref() == key)?;
        Some((value.get_ref(), value.span().start))
    }

    /// The keys that are written, of those given.
    pub fn has(&self, key: &str) -> bool {
        self.value(key).is_some()
    }

    /// One text.
    pub fn text(&self, key: &str) -> Result<Option<Written<'a>>, Flaw> {
        self.value(key).map(|(value, at)| self.one(key, value, at)).transpose()
    }

    /// A text, or a list of them.
    pub fn texts(&self, key: &str) -> Result<Vec<Written<'a>>, Flaw> {
        match self.value(key) {
            None => Ok(Vec::new()),
            Some((DeValue::Array(list), at)) if list.is_empty() => Err(Flaw::new(
                at,
                format!("{key} in {} is an empty list", self.title),
                "name something, or leave the line out",
            )),
            Some((DeValue::Array(list), _)) => {
                list.iter().map(|value| self.one(key, value.get_ref(), value.span().start)).collect()
            }
            Some((value, at)) => Ok(vec![self.one(key, value, at)?]),
        }
    }

    fn one(&self, key: &str, value: &'a DeValue<'i>, at: usize) -> Result<Written<'a>, Flaw> {
        let title = self.title;
        match value {
            DeValue::String(text) if text.trim().is_empty() => {
                Err(Flaw::new(at, format!("{key} in {title} is empty"), "write something, or leave the line out"))
            }
            DeValue::String(text) => Ok((text, at)),
            other => Err(Flaw::new(
                at,
                format!("{key} in {title} is a text, and here stands {}", kind(other)),
                "put it between quotes; '…' takes what is in it as it is, backslashes too",
            )),
        }
    }

    /// The tables under a key: one `[key]`, or any number of `[[key]]`.
    pub fn tables(&self, key: &str, title: &'static str, known: &[&str]) -> Result<Vec<Section<'a, 'i>>, Flaw> {
        let wrong = |at, value: &DeValue<'_>| {
            Flaw::new(
                at,
                format!("{key} is a table, and here stands {}", kind(value)),
                format!("write {title} on a line of its own"),
            )
        };
        let table = |value: &'a DeValue<'i>, at| match value {
            DeValue::Table(table) => Section::new(title, table, at, known),
            other => Err(wrong(at, other)),
        };
        match self.value(key) {
            None => Ok(Vec::new()),
            Some((DeValue::Array(list), _)) => {
                list.iter().map(|value| table(value.get_ref(), value.span().start)).collect()
            }
            Some((value, at)) => Ok(vec![table(value, at)?]),
        }
    }
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

fn unknown_key(title: &str, key: &str, at: usize, known: &[&str]) -> Flaw {
    let all = known.join(", ");
    let meant = nearest(key, known.iter().copied()).map(|meant| format!("did you mean {meant}? ")).unwrap_or_default();
    Flaw::new(at, format!("{title} has no key {key:?}"), format!("{meant}it has {all}"))
}

/// The word that was most likely meant; none where none is like it.
pub fn nearest<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    /// A slip of the pen, an exchange of two letters being one.
    const SLIPS: u8 = 2;
    let automaton = LevenshteinAutomatonBuilder::new(SLIPS, true).build_dfa(&word.to_lowercase());
    let near = known.filter_map(|known| match automaton.eval(known.to_lowercase()) {
        Distance::Exact(distance) => Some((distance, known)),
        Distance::AtLeast(_) => None,
    });
    near.min().map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_offered_and_no_other() {
        let known = ["name", "host", "folder"];
        assert_eq!(nearest("nmae", known.into_iter()), Some("name"));
        assert_eq!(nearest("Hosts", known.into_iter()), Some("host"));
        assert_eq!(nearest("timezone", known.into_iter()), None);
    }
}
