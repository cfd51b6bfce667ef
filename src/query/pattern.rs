//! What a word of the archive is compared with, and the comparison itself. The same comparison is made on the words of a text and
//! on the terms of a dictionary.

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder};
use regex::Regex;

use super::capitals;
use crate::text::fold::fold;
use crate::text::stem::Stems;

/// What is asked for in the place of one word.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Pattern {
    /// This folded form.
    Folded(String),
    /// Any form of this stem.
    Stem(String),
    /// This form as it stands in the text: case and accents.
    Literal(String),
    /// This folded form, where it stands in capitals.
    Capitals(String),
    /// A folded form with `*` for any letters and `?` for one.
    Wild(String),
    /// A regular expression over the whole folded form.
    Regex(String),
    /// Up to so many edits of this folded form.
    Fuzzy(String, u8),
}

impl Pattern {
    /// The pattern for one word as typed: every inflection, or the folded form alone.
    #[must_use]
    pub fn word(word: &str, stems: Option<&Stems>) -> Self {
        let folded = fold(word);
        match stems {
            Some(stems) if Stems::has_forms(&folded) => Self::Stem(stems.stem(&folded).into_owned()),
            _ => Self::Folded(folded),
        }
    }
}

/// A pattern made ready to be compared.
pub struct Comparer {
    /// What every folded form that is meant begins with.
    prefix: String,
    /// Whether the prefix is all there is to compare.
    whole: bool,
    test: Comparison,
}

enum Comparison {
    Folded(String),
    Stem(String, Stems),
    Literal(String),
    Capitals(String),
    Regex(Option<Regex>),
    Fuzzy(DFA),
}

/// The largest automaton that a regular expression may become, in bytes; far beyond what a reader types.
const LARGEST_REGEX: usize = 1 << 20;

/// The expression over the whole folded form, whatever its case and accents.
///
/// # Errors
/// With the reason when it is no regular expression, or too large a one.
pub fn whole_regex(expression: &str) -> Result<Regex, String> {
    let builder = regex::RegexBuilder::new(&whole(expression)).case_insensitive(true).size_limit(LARGEST_REGEX).build();
    builder.map_err(|error| match error {
        regex::Error::CompiledTooBig(_) => "it is too large".to_owned(),
        other => other.to_string().lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned(),
    })
}

fn whole(expression: &str) -> String {
    let folded: String = expression
        .chars()
        .map(|letter| if letter.is_ascii() { letter.to_string() } else { fold(&letter.to_string()) })
        .collect();
    format!("^(?:{folded})$")
}

fn wild_expression(wild: &str) -> String {
    let piece = |letter: char| match letter {
        '*' => ".*".to_owned(),
        '?' => ".".to_owned(),
        other => regex::escape(&other.to_string()),
    };
    wild.chars().map(piece).collect()
}

impl Pattern {
    /// Whether no beginning is known of the words that are meant, so that they may stand anywhere in a dictionary.
    #[must_use]
    pub fn walks_dictionary(&self) -> bool {
        match self {
            Self::Wild(wild) => wild.starts_with(['*', '?']),
            Self::Regex(_) | Self::Fuzzy(..) => true,
            _ => false,
        }
    }

    /// The regular expression, to be read whatever the case, of which the whole folded form must be; none where the pattern is none.
    #[must_use]
    pub fn expression(&self) -> Option<String> {
        match self {
            Self::Wild(wild) => Some(whole(&wild_expression(wild))),
            Self::Regex(expression) => Some(whole(expression)),
            _ => None,
        }
    }
}

impl Comparer {
    /// Makes `pattern` ready.
    #[must_use]
    pub fn new(pattern: &Pattern) -> Self {
        let stems = Stems::default();
        let (prefix, whole, test) = match pattern {
            Pattern::Folded(form) => (form.clone(), true, Comparison::Folded(form.clone())),
            Pattern::Literal(form) => (fold(form), true, Comparison::Literal(form.clone())),
            Pattern::Capitals(form) => (form.clone(), true, Comparison::Capitals(form.clone())),
            Pattern::Stem(stem) => (stems.reach(stem).to_owned(), false, Comparison::Stem(stem.clone(), stems)),
            Pattern::Wild(wild) => (
                wild.split(['*', '?']).next().unwrap_or_default().to_owned(),
                false,
                Comparison::Regex(whole_regex(&wild_expression(wild)).ok()),
            ),
            Pattern::Regex(expression) => (String::new(), false, Comparison::Regex(whole_regex(expression).ok())),
            Pattern::Fuzzy(form, edits) => {
                let builder = LevenshteinAutomatonBuilder::new(*edits, true);
                (String::new(), false, Comparison::Fuzzy(builder.build_dfa(form)))
            }
        };
        Self { prefix, whole, test }
    }

    /// What every folded form that is meant begins with, and whether that is the form itself.
    #[must_use]
    pub fn prefix(&self) -> (&str, bool) {
        (&self.prefix, self.whole)
    }

    /// Whether the word with this folded form, standing in the text as `form`, is meant.
    #[must_use]
    pub fn means(&self, folded: &str, form: &str) -> bool {
        match &self.test {
            Comparison::Folded(wanted) => wanted == folded,
            Comparison::Stem(stem, stems) => folded.starts_with(&self.prefix) && stems.stem(folded) == *stem,
            Comparison::Literal(wanted) => wanted == form,
            Comparison::Capitals(wanted) => wanted == folded && capitals::in_capitals(form),
            Comparison::Regex(regex) => regex.as_ref().is_some_and(|regex| regex.is_match(folded)),
            Comparison::Fuzzy(automaton) => {
                !folded.bytes().any(|byte| byte.is_ascii_digit())
                    && matches!(automaton.eval(folded), Distance::Exact(_))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn means(pattern: &Pattern, form: &str) -> bool {
        Comparer::new(pattern).means(&fold(form), form)
    }

    #[test]
    fn each_kind_of_pattern_means_its_words_and_no_others() {
        let wild = |text: &str| Pattern::Wild(text.into());
        assert!(means(&wild("terror*"), "Terrorists") && !means(&wild("terror*"), "counterterror"));
        assert!(means(&wild("*stan"), "Pakistan") && means(&wild("wom?n"), "women") && !means(&wild("wom?n"), "womn"));
        let regex = Pattern::Regex("kh[ao]w?ari[jz]".into());
        assert!(means(&regex, "Khawarij") && means(&regex, "khowariz") && !means(&regex, "khawarijs"));
        let fuzzy = Pattern::Fuzzy("mehsud".into(), 1);
        assert!(means(&fuzzy, "Mahsud") && means(&fuzzy, "Mesud") && !means(&fuzzy, "Masud"));
        let literal = Pattern::Literal("US".into());
        assert!(means(&literal, "US") && !means(&literal, "us") && !means(&literal, "Us"));
    }

    #[test]
    fn digits_are_never_fuzzy() {
        assert!(!means(&Pattern::Fuzzy("g".into(), 2), "g20"));
    }
}
