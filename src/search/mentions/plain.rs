//! Mentions of what has no forms, figures and quotations: how they are placed, counted and handed over.

use std::collections::BTreeMap;

use super::{Context, Match, Mention, Request, Summary, searched, sentences_around, words_around};
use crate::article::{Article, Certainty, Span};
use crate::backend::{Backend, BackendError, Candidate};
use crate::text::axis::Axis;
use crate::text::printable::one_line;

/// A place that was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Seen {
    /// Where it stands.
    pub span: Span,
    /// The number of its first word, and of its words.
    pub first: usize,
    pub words: usize,
    pub certainty: Certainty,
    pub how: Match,
    /// The figure that it is.
    pub figure: Option<usize>,
    /// How much of a quotation it is, from 0 to 1.
    pub score: Option<f64>,
}

/// Takes the mentions of an article.
pub(super) type Show<'a, E> = dyn FnMut(&Article, &[Mention]) -> Result<(), E> + 'a;

/// What is found in an article, in the order of the axis.
pub(super) type Finding<'a> = dyn Fn(&Article, &Axis) -> Vec<Seen> + 'a;

/// Hands what is found in the candidates to `show`, and sums up.
pub(super) fn each_article<E: From<BackendError>>(
    backend: &dyn Backend,
    candidates: &[Candidate],
    (request, finding): (&Request, &Finding<'_>),
    show: &mut Show<'_, E>,
) -> Result<Summary, E> {
    let mut summary = Summary { unsearched: backend.coverage().unsearched, ..Summary::default() };
    summary.searched = searched(backend, request)?;
    let mut written: BTreeMap<String, u64> = BTreeMap::new();
    let passes: &[Option<Certainty>] = if request.by_certainty {
        &[Some(Certainty::High), Some(Certainty::Medium), Some(Certainty::Low)]
    } else {
        &[None]
    };
    for (pass, only) in passes.iter().enumerate() {
        for candidate in candidates {
            let article = backend.article(candidate.place)?;
            let axis = Axis::of(&article);
            let found = finding(&article, &axis);
            if pass == 0 {
                count(&mut summary, &article, &found, request);
            }
            let wanted =
                |seen: &&Seen| is_given(&article, seen, request) && only.is_none_or(|only| only == seen.certainty);
            let list: Vec<Mention> =
                found.iter().filter(wanted).filter_map(|seen| placed(&article, &axis, seen, request.context)).collect();
            for mention in &list {
                *written.entry(one_line(mention.span.of(&article.text))).or_default() += 1;
            }
            if !list.is_empty() {
                show(&article, &list)?;
            }
        }
    }
    summary.forms = written.into_iter().collect();
    summary.forms.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    Ok(summary)
}

fn is_given(article: &Article, seen: &Seen, request: &Request) -> bool {
    (request.boilerplate || article.reads(seen.span)) && (request.low || seen.certainty > Certainty::Low)
}

fn count(summary: &mut Summary, article: &Article, found: &[Seen], request: &Request) {
    let mut given = 0;
    for seen in found {
        let boilerplate = !article.reads(seen.span);
        summary.boilerplate += u64::from(boilerplate);
        if !boilerplate || request.boilerplate {
            summary.certainties[seen.certainty as usize] += 1;
        }
        given += u64::from(is_given(article, seen, request));
    }
    summary.mentions += given;
    summary.articles += u64::from(given > 0);
}

/// Where a place stands, and what is around it.
fn placed(article: &Article, axis: &Axis, seen: &Seen, context: Context) -> Option<Mention> {
    let begins = |span: Span| (span.start()..span.end()).contains(&seen.span.start());
    let sentence = axis.sentences.iter().position(|sentence| begins(sentence.span))?;
    let paragraph = axis.sentences[sentence].paragraph;
    let block = article.blocks.get(paragraph)?;
    let context = match context {
        Context::Sentences(around) => sentences_around(axis, sentence, around),
        Context::Words(around) => words_around(axis, (seen.first, seen.words, seen.span), block.span, around),
    };
    Some(Mention {
        span: seen.span,
        zone: block.zone,
        paragraph: paragraph + 1,
        sentence: sentence + 1,
        how: seen.how,
        certainty: seen.certainty,
        entity: String::new(),
        figure: seen.figure,
        score: seen.score,
        context: context.cover(seen.span),
    })
}
