//! Notes on an answer, as sentences and as JSON.

use serde::Serialize;

use crate::search::Summary;
use crate::search::notes::Note;

/// A note as a sentence.
#[must_use]
pub fn sentence(note: &Note) -> String {
    match note {
        Note::Capitals { word, articles, any_case } => {
            format!(
                "{word} is taken for the capitals, in {}; {} in any case stands in {}",
                counted(*articles as u64, "article"),
                word.to_lowercase(),
                counted(*any_case as u64, "article")
            )
        }
        Note::Unknown { word, in_boilerplate, .. } if *in_boilerplate > 0 => format!(
            "{word} stands only in boilerplate, in {}; --zones all searches there too",
            counted(*in_boilerplate, "article")
        ),
        Note::Unknown { word, instead, .. } if instead.is_empty() => format!("no article holds {word}"),
        Note::Unknown { word, instead, .. } => {
            let forms: Vec<String> = instead.iter().map(|form| format!("{} ({})", form.text, form.articles)).collect();
            format!("no article holds {word}; did you mean {}?", forms.join(" or "))
        }
        Note::Expanded { words } if words.is_empty() => "no words were found to expand the query by".to_owned(),
        Note::Expanded { words } => format!("these words of the best articles counted too: {}", words.join(" ")),
        Note::Undated { articles } => {
            format!(
                "{} but for the date: none is stated",
                if *articles == 1 {
                    "1 more article matches".to_owned()
                } else {
                    format!("{articles} more articles match")
                }
            )
        }
    }
}

/// What stands under an answer that does not hold its notes itself: the notes, and what could not be searched.
#[must_use]
pub fn remarks(summary: &Summary) -> Vec<String> {
    let unsearched = (summary.unsearched > 0).then(|| {
        format!("{} of the archive could not be searched (morgue status)", counted(summary.unsearched, "item"))
    });
    summary.notes.iter().map(sentence).chain(unsearched).collect()
}

/// `1 article`, `2 articles`
pub(crate) fn counted(number: u64, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// A note in JSON.
#[derive(Serialize)]
#[serde(tag = "note", rename_all = "lowercase")]
pub(crate) enum NoteFields<'a> {
    Capitals { word: &'a str, articles: usize, any_case: usize },
    Unknown { word: &'a str, in_boilerplate: u64, instead: Vec<FormFields<'a>> },
    Expanded { words: &'a [String] },
    Undated { articles: u64 },
}

/// A word of the archive in JSON.
#[derive(Serialize)]
pub(crate) struct FormFields<'a> {
    text: &'a str,
    articles: u64,
}

impl<'a> FormFields<'a> {
    pub(crate) fn of(forms: &'a [crate::backend::Form]) -> Vec<Self> {
        forms.iter().map(|form| Self { text: &form.text, articles: form.articles }).collect()
    }
}

impl<'a> NoteFields<'a> {
    pub(crate) fn of(note: &'a Note) -> Self {
        match note {
            Note::Capitals { word, articles, any_case } => {
                Self::Capitals { word, articles: *articles, any_case: *any_case }
            }
            Note::Unknown { word, in_boilerplate, instead } => {
                Self::Unknown { word, in_boilerplate: *in_boilerplate, instead: FormFields::of(instead) }
            }
            Note::Expanded { words } => Self::Expanded { words },
            Note::Undated { articles } => Self::Undated { articles: *articles },
        }
    }
}
