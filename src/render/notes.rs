//! Notes on an answer, as sentences and as JSON.

use serde::Serialize;

use crate::search::Summary;
use crate::search::notes::Note;

/// A note as a sentence.
fn sentence(note: &Note) -> String {
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

/// The notes for a reader: of words that no article holds the first twenty, and how many more there are.
#[must_use]
pub(crate) fn sentences(notes: &[Note]) -> Vec<String> {
    /// A query that somebody typed has fewer.
    const MOST_UNKNOWN: u64 = 20;
    let mut unknown = 0_u64;
    let mut shown: Vec<String> = Vec::new();
    for note in notes {
        unknown += u64::from(matches!(note, Note::Unknown { .. }));
        if unknown <= MOST_UNKNOWN || !matches!(note, Note::Unknown { .. }) {
            shown.push(sentence(note));
        }
    }
    let more = unknown.saturating_sub(MOST_UNKNOWN);
    shown.extend((more > 0).then(|| format!("and {} that no article holds", counted(more, "more word"))));
    shown
}

/// What stands under an answer that does not hold its notes itself: the notes, and what could not be searched.
#[must_use]
pub fn remarks(summary: &Summary) -> Vec<String> {
    let unsearched = (summary.unsearched > 0).then(|| {
        format!("{} of the archive could not be searched (morgue status)", counted(summary.unsearched, "item"))
    });
    sentences(&summary.notes).into_iter().chain(unsearched).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_words_without_end_the_first_are_named_and_the_others_counted() {
        let unknown =
            |number: u32| Note::Unknown { word: format!("w{number}"), in_boilerplate: 0, instead: Vec::new() };
        let notes = |count| (0..count).map(unknown).chain([Note::Undated { articles: 2 }]).collect::<Vec<_>>();
        assert_eq!(sentences(&notes(20)).len(), 21);
        let many = sentences(&notes(100_000));
        assert_eq!(
            (many.len(), &*many[19], &*many[21]),
            (22, "no article holds w19", "and 99980 more words that no article holds")
        );
    }
}
