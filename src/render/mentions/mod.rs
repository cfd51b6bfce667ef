//! Mentions of names in every format: the places, the forms that were tried, and the statement of what was searched.

mod csv;
mod html;
mod json;
mod text;

use std::io;

use crate::article::{Article, Certainty};
use crate::render::Layout;
use crate::search::mentions::{Form, Forms, Mention, Summary};

pub use self::csv::{MentionsCsv, Rows};
pub use html::MentionsHtml;
pub use json::MentionsJson;
pub use text::{MentionsCount, MentionsText};

/// A format in which mentions are written: name by name.
pub trait RenderMentions {
    /// A name begins. `label` is its id where there are several.
    ///
    /// # Errors
    /// When writing fails.
    fn begin(&mut self, label: Option<&str>, name: &str) -> io::Result<()>;

    /// Mentions of one article.
    ///
    /// # Errors
    /// When writing fails.
    fn article(&mut self, article: &Article, mentions: &[Mention]) -> io::Result<()>;

    /// Mentions that [`piece`] has written in the same format.
    ///
    /// # Errors
    /// When writing fails.
    fn written(&mut self, mentions: &[u8]) -> io::Result<()>;

    /// The forms alone, before any mention.
    ///
    /// # Errors
    /// When writing fails.
    fn forms(&mut self, forms: &Forms) -> io::Result<()>;

    /// The end of a name.
    ///
    /// # Errors
    /// When writing fails.
    fn end(&mut self, ending: &Ending<'_>) -> io::Result<()>;

    /// The end of the answer.
    ///
    /// # Errors
    /// When writing fails.
    fn finish(&mut self) -> io::Result<()>;
}

/// A format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// For reading.
    Text(Layout),
    /// One object a line.
    Json,
    /// For spreadsheets.
    Csv,
    /// One page.
    Html,
}

/// The mentions of one article as one of many names gives them: written apart, to be put together later.
pub fn piece(
    shape: Shape,
    (label, name): (&str, &str),
    (article, mentions): (&Article, &[Mention]),
    mut out: &mut Vec<u8>,
) {
    // A list in memory takes all that is written to it.
    let _ = match shape {
        Shape::Text(layout) => MentionsText::new(&mut out, layout).article(article, mentions),
        Shape::Html => MentionsHtml::new(&mut out).article(article, mentions),
        Shape::Json => {
            let mut render = MentionsJson::new(&mut out);
            render.begin(Some(label), name).and_then(|()| render.article(article, mentions))
        }
        Shape::Csv => {
            let mut render = MentionsCsv::continued(&mut out);
            render.begin(Some(label), name).and_then(|()| render.article(article, mentions))
        }
    };
}

/// A value of what mentions are counted by, the articles, and the mentions.
pub type GroupCount = (Option<String>, u64, u64);

/// How a name ended.
#[derive(Debug)]
pub enum Ending<'a> {
    /// It was looked for.
    Searched {
        /// What was found.
        summary: &'a Summary,
        /// The forms that were tried and stand nowhere.
        nowhere: &'a [String],
        /// Counts by a facet, where they were asked for: the facet, then value, articles, mentions.
        groups: Option<(&'static str, &'a [GroupCount])>,
        /// What is in no count because it could not be searched, where it was asked for: path and reason.
        unsearched: &'a [(String, String)],
    },
    /// Its forms were shown, and nothing was looked for.
    Previewed,
    /// It is no name.
    Rejected {
        /// Why.
        reason: String,
    },
}

impl Ending<'_> {
    /// `ok`, `none` or `rejected`.
    #[must_use]
    pub fn status(&self) -> &'static str {
        match self {
            Self::Searched { summary, .. } if summary.mentions > 0 => "ok",
            Self::Searched { .. } => "none",
            Self::Previewed => "ok",
            Self::Rejected { .. } => "rejected",
        }
    }
}

/// The word for a certainty in answers.
pub(crate) fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Low => "low",
        Certainty::Medium => "medium",
        Certainty::High => "high",
    }
}

/// Forms that were tried and stand nowhere as a name.
#[must_use]
pub fn nowhere(forms: &Forms, summary: &Summary) -> Vec<String> {
    let stands = |form: &Form| {
        let folded = |text: &str| crate::text::fold::phrase(text);
        form.named || summary.forms.iter().any(|(text, _)| folded(text) == form.folded)
    };
    forms.sought().filter(|form| !stands(form)).map(|form| form.written.clone()).collect()
}

/// How a form counts: `in`, `low` (counted, shown on request), `linked` (where the article says so) or `out` (excluded).
pub(crate) fn standing(form: &Form) -> &'static str {
    match (form.taken, form.own, form.certainty) {
        (false, ..) => "out",
        (true, true, Certainty::Low) => "low",
        (true, true, _) => "in",
        (true, false, _) => "linked",
    }
}
