//! Mentions as CSV: a row a mention; with several names a row too for each that has none, with its status.

use std::io::{self, Write};

use super::{Ending, RenderMentions, certainty, standing};
use crate::article::Article;
use crate::render::csv::Table;
use crate::render::figures::cells;
use crate::search::mentions::{Forms, Mention};

const COLUMNS: [&str; 26] = [
    "name",
    "status",
    "id",
    "path",
    "headline",
    "source",
    "byline",
    "published",
    "url",
    "zone",
    "paragraph",
    "sentence",
    "start",
    "end",
    "match",
    "confidence",
    "entity",
    "kind",
    "value",
    "bound",
    "unit",
    "of",
    "left",
    "text",
    "right",
    "reason",
];
const FORM_COLUMNS: [&str; 7] = ["form", "standing", "match", "confidence", "bare", "articles", "mentions"];
const GROUP_COLUMNS: [&str; 4] = ["name", "group", "articles", "mentions"];

/// What the rows of the table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// Mentions.
    Mentions,
    /// Forms.
    Forms,
    /// Counts of a facet.
    Groups,
}

/// Writes a table.
pub struct MentionsCsv<W: Write> {
    table: Table<W>,
    rows: Rows,
    labelled: bool,
    name: String,
    written: bool,
}

impl<W: Write> MentionsCsv<W> {
    /// Writes to `out`; with a first column for the id of the name if `labelled`.
    pub fn new(out: W, labelled: bool, rows: Rows) -> Self {
        let columns: &'static [&'static str] = match rows {
            Rows::Mentions => &COLUMNS,
            Rows::Forms => &FORM_COLUMNS,
            Rows::Groups => &GROUP_COLUMNS,
        };
        Self { table: Table::new(out, labelled, columns), rows, labelled, name: String::new(), written: false }
    }

    /// Rows of one of many names, to stand in a table that has its header elsewhere.
    pub(super) fn continued(out: W) -> Self {
        let whole = Self::new(out, true, Rows::Mentions);
        Self { table: whole.table.continued(), ..whole }
    }
}

impl<W: Write> RenderMentions for MentionsCsv<W> {
    fn begin(&mut self, label: Option<&str>, name: &str) -> io::Result<()> {
        name.clone_into(&mut self.name);
        self.written = false;
        self.table.begin(label)
    }

    fn article(&mut self, article: &Article, mentions: &[Mention]) -> io::Result<()> {
        if self.rows != Rows::Mentions {
            return Ok(());
        }
        let (text, meta) = (&article.text, &article.meta);
        let published = meta.published.map(|day| day.to_string()).unwrap_or_default();
        for mention in mentions {
            self.written = true;
            let of_figure = mention.figure.map(|number| cells(article, number)).unwrap_or_default();
            let [kind, value, bound, unit, of] = &of_figure;
            let places = [mention.paragraph, mention.sentence, mention.span.start(), mention.span.end()];
            let [paragraph, sentence, start, end] = places.map(|number| number.to_string());
            self.table.row(&[
                self.name.as_str(),
                "ok",
                &article.id.0,
                &article.path,
                article.headline().unwrap_or_default(),
                &meta.source,
                meta.byline.as_deref().unwrap_or_default(),
                &published,
                meta.url.as_deref().unwrap_or_default(),
                mention.zone.name(),
                &paragraph,
                &sentence,
                &start,
                &end,
                mention.how.word(),
                certainty(mention.certainty),
                &mention.entity,
                kind,
                value,
                bound,
                unit,
                of,
                &text[mention.context.start()..mention.span.start()],
                mention.span.of(text),
                &text[mention.span.end()..mention.context.end()],
                "",
            ])?;
        }
        Ok(())
    }

    fn written(&mut self, mentions: &[u8]) -> io::Result<()> {
        self.written |= !mentions.is_empty();
        self.table.rows(mentions)
    }

    fn forms(&mut self, forms: &Forms) -> io::Result<()> {
        for form in &forms.list {
            self.table.row(&[
                form.written.clone(),
                standing(form).to_owned(),
                form.how.word().to_owned(),
                certainty(form.certainty).to_owned(),
                certainty(form.bare).to_owned(),
                form.articles.to_string(),
                form.mentions.to_string(),
            ])?;
        }
        Ok(())
    }

    fn end(&mut self, ending: &Ending<'_>) -> io::Result<()> {
        if let (Rows::Groups, Ending::Searched { groups: Some((_, groups)), .. }) = (self.rows, ending) {
            for (value, articles, mentions) in *groups {
                let value = value.clone().unwrap_or_default();
                self.table.row(&[self.name.clone(), value, articles.to_string(), mentions.to_string()])?;
            }
        }
        if self.rows == Rows::Mentions && self.labelled && !self.written {
            let mut row = vec![String::new(); COLUMNS.len()];
            row[0].clone_from(&self.name);
            ending.status().clone_into(&mut row[1]);
            if let Ending::Rejected { reason } = ending {
                row[COLUMNS.len() - 1].clone_from(reason);
            }
            self.table.row(&row)?;
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.table.finish()
    }
}
