//! Mentions as JSON, one object a line. What each key means stands in `docs/json.md`.

use std::io::{self, Write};

use serde::Serialize;

use super::{Ending, RenderMentions, standing};
use crate::article::{Article, Certainty};
use crate::render::ArticleFields;
use crate::render::figures::FigureFields;
use crate::render::json::{rounded, write_line};
use crate::search::mentions::{Forms, Match, Mention, Summary};

/// Writes JSON lines.
pub struct MentionsJson<W> {
    out: W,
    label: Option<String>,
    /// With several names: the name that the row gives.
    name: Option<String>,
}

impl<W: Write> MentionsJson<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Self {
        Self { out, label: None, name: None }
    }
}

#[derive(Serialize)]
struct MentionLine<'a> {
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    article: ArticleFields<'a>,
    start: usize,
    end: usize,
    text: &'a str,
    zone: &'static str,
    paragraph: usize,
    sentence: usize,
    r#match: Match,
    confidence: Certainty,
    entity: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    figure: Option<FigureFields<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
    left: &'a str,
    right: &'a str,
}

#[derive(Serialize)]
struct FormLine<'a> {
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<&'a str>,
    text: &'a str,
    standing: &'static str,
    r#match: Match,
    confidence: Certainty,
    bare: Certainty,
    articles: u64,
    mentions: u64,
}

#[derive(Serialize)]
struct FormCount<'a> {
    text: &'a str,
    count: u64,
}

#[derive(Serialize)]
struct GroupLine<'a> {
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<&'a str>,
    by: &'static str,
    value: Option<&'a str>,
    articles: u64,
    mentions: u64,
}

#[derive(Serialize)]
struct UnsearchedLine<'a> {
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<&'a str>,
    path: &'a str,
    reason: &'a str,
}

#[derive(Serialize)]
struct SummaryLine<'a> {
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    status: &'static str,
    mentions: u64,
    articles: u64,
    high: u64,
    medium: u64,
    low: u64,
    boilerplate: u64,
    others: u64,
    forms: Vec<FormCount<'a>>,
    nowhere: Vec<&'a str>,
    searched: u64,
    unsearched: u64,
    caps: [(); 0],
}

#[derive(Serialize)]
struct RejectedLine<'a> {
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    status: &'static str,
    error: &'a str,
}

impl<W: Write> RenderMentions for MentionsJson<W> {
    fn begin(&mut self, label: Option<&str>, name: &str) -> io::Result<()> {
        self.label = label.map(ToOwned::to_owned);
        self.name = label.map(|_| name.to_owned());
        Ok(())
    }

    fn article(&mut self, article: &Article, mentions: &[Mention]) -> io::Result<()> {
        let text = &article.text;
        for mention in mentions {
            let line = MentionLine {
                r#type: "mention",
                query: self.label.as_deref(),
                name: self.name.as_deref(),
                article: ArticleFields::of(article),
                start: mention.span.start(),
                end: mention.span.end(),
                text: mention.span.of(text),
                zone: mention.zone.name(),
                paragraph: mention.paragraph,
                sentence: mention.sentence,
                r#match: mention.how,
                confidence: mention.certainty,
                entity: Some(mention.entity.as_str()).filter(|entity| !entity.is_empty()),
                figure: mention.figure.and_then(|number| FigureFields::of(article, number)),
                score: mention.score.map(rounded),
                left: &text[mention.context.start()..mention.span.start()],
                right: &text[mention.span.end()..mention.context.end()],
            };
            write_line(&mut self.out, &line)?;
        }
        Ok(())
    }

    fn written(&mut self, mentions: &[u8]) -> io::Result<()> {
        self.out.write_all(mentions)
    }

    fn forms(&mut self, forms: &Forms) -> io::Result<()> {
        for form in &forms.list {
            let line = FormLine {
                r#type: "form",
                query: self.label.as_deref(),
                text: &form.written,
                standing: standing(form),
                r#match: form.how,
                confidence: form.certainty,
                bare: form.bare,
                articles: form.articles,
                mentions: form.mentions,
            };
            write_line(&mut self.out, &line)?;
        }
        Ok(())
    }

    fn end(&mut self, ending: &Ending<'_>) -> io::Result<()> {
        let (query, name, status) = (self.label.as_deref(), self.name.as_deref(), ending.status());
        match ending {
            Ending::Searched { summary, nowhere, groups, unsearched } => {
                if let Some((by, groups)) = groups {
                    for (value, articles, mentions) in *groups {
                        let (value, articles, mentions) = (value.as_deref(), *articles, *mentions);
                        write_line(
                            &mut self.out,
                            &GroupLine { r#type: "group", query, by, value, articles, mentions },
                        )?;
                    }
                }
                for (path, reason) in *unsearched {
                    write_line(&mut self.out, &UnsearchedLine { r#type: "unsearched", query, path, reason })?;
                }
                let line = summary_line(summary, nowhere, status);
                write_line(&mut self.out, &SummaryLine { query, name, ..line })
            }
            Ending::Previewed => Ok(()),
            Ending::Rejected { reason } => {
                write_line(&mut self.out, &RejectedLine { r#type: "summary", query, name, status, error: reason })
            }
        }
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn summary_line<'a>(summary: &'a Summary, nowhere: &'a [String], status: &'static str) -> SummaryLine<'a> {
    let [low, medium, high] = summary.certainties;
    SummaryLine {
        r#type: "summary",
        query: None,
        name: None,
        status,
        mentions: summary.mentions,
        articles: summary.articles,
        high,
        medium,
        low,
        boilerplate: summary.boilerplate,
        others: summary.others,
        forms: summary.forms.iter().map(|(text, count)| FormCount { text, count: *count }).collect(),
        nowhere: nowhere.iter().map(String::as_str).collect(),
        searched: summary.searched,
        unsearched: summary.unsearched,
        caps: [],
    }
}
