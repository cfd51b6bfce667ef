//! The newsroom's own knowledge of names: which forms mean the same, and who is never meant. Applied when a question is asked, so that
//! nothing is indexed anew.

use std::collections::HashMap;

use serde::Deserialize;

use super::forms::Asked;
use crate::article::Kind;
use crate::text::fold::phrase;

/// An alias file, ready to be applied.
#[derive(Debug, Clone, Default)]
pub struct Aliases {
    entries: Vec<Entry>,
    by_form: HashMap<String, usize>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    name: Vec<Entry>,
}

/// A name and what the newsroom knows of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Entry {
    canonical: String,
    #[serde(default)]
    forms: Vec<String>,
    kind: Option<Kind>,
    #[serde(default)]
    never: Vec<String>,
}

impl Aliases {
    /// Reads the text of an alias file.
    ///
    /// # Errors
    /// What is wrong, and in which line.
    pub fn read(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        let mut by_form = HashMap::new();
        for (number, entry) in file.name.iter().enumerate() {
            for form in [&entry.canonical].into_iter().chain(&entry.forms) {
                by_form.entry(phrase(form)).or_insert(number);
            }
        }
        by_form.remove("");
        Ok(Self { entries: file.name, by_form })
    }

    /// The question with what is known of its name: asked by any of the forms, all of them count.
    #[must_use]
    pub fn apply(&self, mut asked: Asked) -> Asked {
        let Some(entry) = self.by_form.get(&phrase(&asked.name)).map(|number| &self.entries[*number]) else {
            return asked;
        };
        let typed = phrase(&asked.name);
        let others = [&entry.canonical].into_iter().chain(&entry.forms).filter(|form| phrase(form) != typed);
        asked.aliases.extend(others.cloned());
        asked.kind = asked.kind.or(entry.kind);
        asked.never.extend(entry.never.iter().cloned());
        asked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
        [[name]]
        canonical = "Inland Waterways Safety Board"
        forms = ["IWSB", "the safety board"]
        kind = "org"
        never = ["Road Safety Board"]
    "#;

    #[test]
    fn a_name_asked_by_any_form_gets_all_of_them() {
        let aliases = Aliases::read(FILE).unwrap();
        let asked = aliases.apply(Asked { name: "iwsb".into(), ..Asked::default() });
        assert_eq!(asked.aliases, ["Inland Waterways Safety Board", "the safety board"]);
        assert_eq!((asked.kind, asked.never.as_slice()), (Some(Kind::Org), &["Road Safety Board".to_owned()][..]));
        let other = Asked { name: "Road Board".into(), ..Asked::default() };
        assert_eq!(aliases.apply(other.clone()), other);
    }

    #[test]
    fn a_mistake_in_the_file_is_told_with_its_line() {
        let error = Aliases::read("[[name]]\ncanonical = \"A\"\nform = [\"B\"]\n").unwrap_err();
        assert!(error.contains("line 3"), "{error}");
    }
}
