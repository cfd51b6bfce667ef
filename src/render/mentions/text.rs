//! Mentions for a reader: under each article its mentions in their context, then the statement of completeness. And the bare count.

use std::io::{self, Write};

use super::{Ending, RenderMentions, certainty, standing};
use crate::article::{Article, Certainty};
use crate::query::spans::Highlight;
use crate::render::figures::said;
use crate::render::notes::counted;
use crate::render::text::Layout;
use crate::search::mentions::{Forms, Match, Mention, Summary};
use crate::text::printable::{printable, shortened};

/// Writes text.
pub struct MentionsText<W> {
    out: W,
    layout: Layout,
    labelled: bool,
}

const INDENT: &str = "    ";

impl<W: Write> MentionsText<W> {
    /// Writes to `out`.
    pub fn new(out: W, layout: Layout) -> Self {
        Self { out, layout, labelled: false }
    }
}

impl<W: Write> RenderMentions for MentionsText<W> {
    fn begin(&mut self, label: Option<&str>, name: &str) -> io::Result<()> {
        self.labelled = label.is_some();
        match label {
            Some(label) => writeln!(self.out, "== {}: {}\n", printable(label), printable(&shortened(name))),
            None => Ok(()),
        }
    }

    fn article(&mut self, article: &Article, mentions: &[Mention]) -> io::Result<()> {
        writeln!(self.out, "{}", printable(&shortened(article.title())))?;
        let day = article.meta.published.map(|day| day.to_string()).unwrap_or_default();
        let about = [article.meta.source.as_str(), &day, &article.id.0];
        let about: Vec<_> = about.into_iter().filter(|part| !part.is_empty()).map(printable).collect();
        writeln!(self.out, "{INDENT}{}", about.join(" \u{b7} "))?;
        for mention in mentions {
            let mark = Highlight { span: mention.span, leaf: 0 };
            let mut words = self.layout.marked(&article.text, mention.context, &[mark]);
            words.extend(remark(article, mention));
            words.insert(0, format!("{:>3}.{}", mention.paragraph, mention.sentence));
            self.layout.wrapped(&words, INDENT, &mut self.out)?;
        }
        writeln!(self.out)
    }

    fn written(&mut self, mentions: &[u8]) -> io::Result<()> {
        self.out.write_all(mentions)
    }

    fn forms(&mut self, forms: &Forms) -> io::Result<()> {
        writeln!(
            self.out,
            "{:>9} {:>9}  {:<7} {:<7} {:<7}  form",
            "mentions", "articles", "counts", "match", "surety"
        )?;
        for form in &forms.list {
            let (counts, how) = (standing(form), form.how.word());
            let (mentions, articles, sure) = (form.mentions, form.articles, certainty(form.certainty));
            writeln!(
                self.out,
                "{mentions:>9} {articles:>9}  {counts:<7} {how:<7} {sure:<7}  {}",
                printable(&form.written)
            )?;
        }
        Ok(())
    }

    fn end(&mut self, ending: &Ending<'_>) -> io::Result<()> {
        match ending {
            Ending::Searched { summary, nowhere, groups, unsearched } => {
                if let Some((by, groups)) = groups {
                    write_groups(&mut self.out, by, groups)?;
                }
                statement(&mut self.out, summary, nowhere)?;
                for (path, reason) in *unsearched {
                    writeln!(self.out, "  not searched: {} ({})", printable(path), printable(reason))?;
                }
            }
            Ending::Previewed => {}
            Ending::Rejected { reason } => writeln!(self.out, "rejected: {}", printable(&shortened(reason)))?,
        }
        if self.labelled { writeln!(self.out) } else { Ok(()) }
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// What a reader should know of a mention: nothing where the name stands there as typed, for sure.
fn remark(article: &Article, mention: &Mention) -> Option<String> {
    let why = match mention.how {
        Match::Exact | Match::Folded | Match::Value => None,
        Match::Short | Match::Alias | Match::Acronym => Some(printable(&mention.entity).into_owned()),
        Match::Variant => Some("variant".to_owned()),
    };
    let sure = (mention.certainty < Certainty::High).then(|| certainty(mention.certainty).to_owned());
    let figure = mention.figure.and_then(|number| said(article, number));
    let score = mention.score.map(|score| format!("{:.0} %", score * 100.0));
    let remarks: Vec<String> = why.into_iter().chain(score).chain(figure).chain(sure).collect();
    (!remarks.is_empty()).then(|| format!("({})", remarks.join(", ")))
}

fn write_groups(out: &mut impl Write, by: &str, groups: &[(Option<String>, u64, u64)]) -> io::Result<()> {
    writeln!(out, "{:>9} {:>9}  {by}", "mentions", "articles")?;
    for (value, articles, mentions) in groups {
        writeln!(out, "{mentions:>9} {articles:>9}  {}", printable(value.as_deref().unwrap_or("(none stated)")))?;
    }
    writeln!(out)
}

fn statement(out: &mut impl Write, summary: &Summary, nowhere: &[String]) -> io::Result<()> {
    let [low, medium, high] = summary.certainties;
    let mentions = counted(summary.mentions, "mention");
    writeln!(
        out,
        "{mentions} in {}: {high} high, {medium} medium; {low} low (--low)",
        counted(summary.articles, "article")
    )?;
    let written = |list: &[(String, u64)]| {
        list.iter().map(|(text, count)| format!("{} {count}", printable(text))).collect::<Vec<_>>().join(", ")
    };
    if !summary.forms.is_empty() {
        writeln!(out, "  forms: {}", written(&summary.forms))?;
    }
    let missing: Vec<_> = nowhere.iter().map(|form| printable(form)).collect();
    if !missing.is_empty() {
        writeln!(out, "  found nowhere: {}", missing.join(", "))?;
    }
    if summary.others > 0 {
        writeln!(out, "  of others by the article's own full name: {}", counted(summary.others, "place"))?;
    }
    if summary.boilerplate > 0 {
        writeln!(out, "  in boilerplate (--zones all): {}", summary.boilerplate)?;
    }
    writeln!(
        out,
        "  searched: {}; not searched: {} (--unsearched); caps: none",
        counted(summary.searched, "article"),
        summary.unsearched
    )
}

/// Writes the number of mentions alone, a line a name.
pub struct MentionsCount<W> {
    out: W,
    label: Option<String>,
}

impl<W: Write> MentionsCount<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Self {
        Self { out, label: None }
    }
}

impl<W: Write> RenderMentions for MentionsCount<W> {
    fn begin(&mut self, label: Option<&str>, _: &str) -> io::Result<()> {
        self.label = label.map(ToOwned::to_owned);
        Ok(())
    }

    fn article(&mut self, _: &Article, _: &[Mention]) -> io::Result<()> {
        Ok(())
    }

    fn written(&mut self, _: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn forms(&mut self, _: &Forms) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self, ending: &Ending<'_>) -> io::Result<()> {
        if let Some(label) = &self.label {
            write!(self.out, "{}\t", printable(label))?;
        }
        match ending {
            Ending::Searched { summary, .. } => writeln!(self.out, "{}", summary.mentions),
            Ending::Previewed => Ok(()),
            Ending::Rejected { .. } => writeln!(self.out, "rejected"),
        }
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
