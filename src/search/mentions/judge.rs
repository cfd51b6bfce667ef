//! Which places of an article mean the one who was asked for: [`super::case`] says what each place means by itself, here they are
//! told apart where they overlap.

use std::cmp::Reverse;
use std::ops::Range;

use super::case::{Case, Verdict};
use super::forms::{Form, Forms, Match};
use super::page::Page;
use crate::article::{Certainty, Span};
use crate::query::phrases::Phrases;
use crate::text::fold::phrase;
use crate::text::printable::one_line;

/// A place that means the one who was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged {
    /// Where it stands.
    pub span: Span,
    /// The number of its first word, and of its words.
    pub first: usize,
    pub words: usize,
    pub certainty: Certainty,
    /// How its form relates to the name; [`Judge::how`] looks at the letters too.
    pub how: Match,
    /// Whom it refers to in the article; nobody who was recognised, if none.
    pub entity: Option<u32>,
    /// Whether it was found by its words, and not by linking.
    pub literal: bool,
}

impl Judged {
    /// The fullest name of whom it refers to in the article.
    pub fn name(&self, page: &Page<'_>) -> String {
        let entity = self.entity.and_then(|entity| page.entity(entity));
        entity.map_or_else(|| one_line(self.span.of(&page.article.text)), |entity| entity.name.clone())
    }
}

/// What was found in an article.
#[derive(Debug, Default)]
pub struct Found {
    /// The places, in the order of the axis, apart.
    pub list: Vec<Judged>,
    /// Places of a form that mean somebody else.
    pub others: u64,
    /// Places that may be taken into the list.
    candidates: Vec<Judged>,
    meant: Vec<(u32, Certainty)>,
}

/// A form of the name that an entity of the article has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Held {
    pub entity: u32,
    /// The number of the form among those that are looked for.
    pub form: usize,
    /// The number of its phrase.
    pub phrase: usize,
}

/// What an article has of the forms of one name.
#[derive(Debug, Default)]
pub struct Sheet {
    /// The forms that stand there, each by its number among those that are looked for, and which of the page's spots are its places.
    pub places: Vec<(usize, Range<usize>)>,
    /// The forms that its entities have, in the order of the entities.
    pub held: Vec<Held>,
}

impl Sheet {
    /// What an article has of the one name that is looked for, whose forms are the phrases.
    pub fn of(page: &Page<'_>) -> Self {
        let places = page.found.iter().map(|spots| (spots.phrase, spots.range.clone())).collect();
        let held = page.held.iter().map(|(phrase, entity)| Held { entity: *entity, form: *phrase, phrase: *phrase });
        Self { places, held: held.collect() }
    }
}

/// Judges articles for one name.
pub struct Judge<'a> {
    pub forms: &'a Forms,
    /// The forms that are looked for.
    pub sought: Vec<&'a Form>,
    /// Folded names of who is never meant, and forms that do not count.
    pub never: Vec<String>,
    pub exclude: Vec<String>,
    /// Whether it was typed with a full stop at its end.
    stopped: bool,
}

impl<'a> Judge<'a> {
    pub fn new(forms: &'a Forms) -> Self {
        let folded = |list: &[String]| list.iter().map(|name| phrase(name)).collect();
        Self {
            forms,
            sought: forms.sought().collect(),
            never: folded(&forms.asked.never),
            exclude: folded(&forms.asked.exclude),
            stopped: forms.asked.name.trim_end().ends_with('.'),
        }
    }

    /// The forms that are looked for as phrases, in their order.
    pub fn phrases(&self) -> Phrases {
        let mut phrases = Phrases::default();
        for form in &self.sought {
            phrases.add(&form.folded);
        }
        phrases
    }

    /// Judges an article into `found`, which may hold what was found in another.
    pub fn judge(&self, page: &Page<'_>, sheet: &Sheet, found: &mut Found) {
        found.candidates.clear();
        found.others = 0;
        let case = Case::new(self, page, &sheet.held, std::mem::take(&mut found.meant));
        case.linked(&mut found.candidates);
        for (form, range) in &sheet.places {
            for spot in &page.spots[range.clone()] {
                match case.literal(*form, spot) {
                    Some(Verdict::Meant(judged)) => found.candidates.push(judged),
                    Some(Verdict::Other) => found.others += 1,
                    None => {}
                }
            }
        }
        found.meant = case.meant;
        settle(&mut found.candidates, &mut found.list);
    }

    /// Whether the letters of a place are those that were typed; else how the form relates to the name.
    pub fn how(&self, page: &Page<'_>, judged: &Judged) -> Match {
        self.relation(page, page.span(judged.first, judged.words), judged.how)
    }

    /// The same for the characters of some words.
    pub fn relation(&self, page: &Page<'_>, span: Span, form: Match) -> Match {
        let text = self.stopped(page, span).of(&page.article.text);
        if text.split_whitespace().eq(self.forms.asked.name.split_whitespace()) {
            return Match::Exact;
        }
        if form == Match::Exact { Match::Folded } else { form }
    }

    /// A place with the full stop behind it where one was typed: `Corp.`.
    pub fn stopped(&self, page: &Page<'_>, span: Span) -> Span {
        if !self.stopped {
            return span;
        }
        let text = &page.article.text;
        let stop = text[span.end()..].starts_with('.') && !span.of(text).ends_with('.');
        Span::new(text, span.start(), span.end() + usize::from(stop)).unwrap_or(span)
    }
}

/// Of what overlaps the surest counts, of equals the longest, of these what linking found.
fn settle(candidates: &mut [Judged], taken: &mut Vec<Judged>) {
    candidates.sort_unstable_by_key(|judged| {
        (Reverse(judged.certainty), Reverse(judged.words), judged.literal, judged.first)
    });
    taken.clear();
    for judged in candidates {
        let end = judged.first + judged.words;
        let at = taken.partition_point(|other| other.first < end);
        if at.checked_sub(1).is_none_or(|before| taken[before].first + taken[before].words <= judged.first) {
            taken.insert(at, *judged);
        }
    }
}
