//! One article being judged for one name. A full name counts by itself; a part of one counts where the article links it to the full
//! name, never where the article links it to another's, and with less certainty where the article names nobody in full.

use super::forms::{Form, Match};
use super::judge::{Held, Judge, Judged};
use super::page::{Page, Spot};
use crate::article::{Certainty, Kind};

/// What an entity of the article is to the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// The one who was asked for, as surely as this.
    Meant(Certainty),
    /// Somebody else, by a full name of her own.
    Other,
    /// The article does not say.
    Open,
}

/// What a place means.
pub enum Verdict {
    Meant(Judged),
    Other,
}

/// An article being judged for one name.
pub struct Case<'a> {
    judge: &'a Judge<'a>,
    page: &'a Page<'a>,
    held: &'a [Held],
    /// The entities that are the one who was asked for, in their order.
    pub meant: Vec<(u32, Certainty)>,
}

impl<'a> Case<'a> {
    /// `meant` is a list to be used again.
    pub fn new(judge: &'a Judge<'a>, page: &'a Page<'a>, held: &'a [Held], mut meant: Vec<(u32, Certainty)>) -> Self {
        meant.clear();
        let mut case = Self { judge, page, held, meant };
        if !judge.forms.asked.exact {
            for held in held.chunk_by(|one, other| one.entity == other.entity) {
                let entity = held[0].entity;
                if let Some(certainty) = case.certainty(entity, held) {
                    case.meant.push((entity, certainty));
                }
            }
        }
        case
    }

    /// How surely an entity with these forms of the name is the one who was asked for; none if it is not.
    fn certainty(&self, entity: u32, held: &[Held]) -> Option<Certainty> {
        if self.is_other(entity) {
            return None;
        }
        // A single word of a person who is named in full otherwise is that other person's.
        let full = self.page.entity(entity).is_some_and(|entity| entity.kind == Kind::Person) && self.is_full(entity);
        let own = held.iter().map(|held| self.judge.sought[held.form]).filter(|form| form.own);
        let own = own
            .filter(|form| !full || form.folded.contains(' ') || form.how == Match::Exact || form.how == Match::Alias);
        own.map(|form| form.certainty).max()
    }

    /// Whether an entity is of another kind, or one that is never meant.
    fn is_other(&self, entity: u32) -> bool {
        let kind = self.page.entity(entity).map(|entity| entity.kind);
        let other = self.judge.forms.asked.kind.is_some_and(|asked| kind != Some(asked));
        let never = &self.judge.never;
        other || !never.is_empty() && self.page.forms(entity).iter().any(|form| never.contains(form))
    }

    fn is_full(&self, entity: u32) -> bool {
        self.page.forms(entity).first().is_some_and(|form| form.contains(' '))
    }

    fn standing(&self, entity: u32) -> Standing {
        match self.meant.binary_search_by_key(&entity, |(entity, _)| *entity) {
            Ok(at) => Standing::Meant(self.meant[at].1),
            Err(_) if self.is_other(entity) || self.is_full(entity) => Standing::Other,
            Err(_) => Standing::Open,
        }
    }

    /// The mentions that linking refers to the one who was asked for.
    pub fn linked(&self, list: &mut Vec<Judged>) {
        for (entity, certainty) in &self.meant {
            for at in self.page.mentions(*entity) {
                list.extend(self.mention(*at as usize, *entity, *certainty));
            }
        }
    }

    fn mention(&self, at: usize, entity: u32, certainty: Certainty) -> Option<Judged> {
        let (first, words) = self.page.words[at];
        if words == 0 || self.judge.exclude.contains(&self.page.folded[at]) {
            return None;
        }
        let is_form = |held: &&Held| held.entity == entity && Some(held.phrase) == self.page.phrases[at];
        let form = self.held.iter().find(is_form).map(|held| self.judge.sought[held.form]);
        let certainty = form.filter(|form| form.own).map_or(certainty, |form| certainty.max(form.certainty));
        let how = form.map_or(Match::Alias, |form| form.how);
        let span = self.page.article.names.mentions[at].span;
        Some(Judged { span, first, words, certainty, how, entity: Some(entity), literal: false })
    }

    /// What a place of a form means; none if it does not count at all.
    pub fn literal(&self, number: usize, spot: &Spot) -> Option<Verdict> {
        let form = self.judge.sought[number];
        if self.judge.forms.asked.exact {
            let exact = self.judge.relation(self.page, spot.span, form.how) == Match::Exact;
            return exact.then(|| self.judged(spot, Certainty::High, form, None));
        }
        if spot.words > 1
            && let Some((entity, certainty)) = self.form_of_the_meant(number)
        {
            return Some(self.judged(spot, certainty, form, Some(entity)));
        }
        let standing =
            spot.entity.filter(|entity| self.page.entity(*entity).is_some()).map(|entity| self.standing(entity));
        let judged = |certainty| Some(self.judged(spot, certainty, form, spot.entity));
        match (standing, spot.whole) {
            (Some(Standing::Meant(certainty)), whole) => {
                let own = if whole { form.certainty } else { form.certainty.min(Certainty::Medium) };
                judged(if form.own { certainty.max(own) } else { certainty })
            }
            // The name inside a longer one: of a street, of a university, of another person.
            (Some(_), false) if form.own => judged(form.certainty.min(Certainty::Medium)),
            (Some(Standing::Other), _) | (Some(Standing::Open), false) => Some(Verdict::Other),
            (Some(Standing::Open), true) if form.own => judged(form.certainty),
            // A forename by itself means anybody, and a part of a name in lower case is a word: the price of a Mr. Price.
            _ if !form.own && (!form.alone && self.meant.is_empty() || spot.words == 1 && !spot.capital) => None,
            (Some(Standing::Open) | None, _) => judged(self.unlinked(form, spot)),
        }
    }

    /// The one who is meant, where the article calls her by this form elsewhere: then it does so here, whatever was recognised.
    fn form_of_the_meant(&self, form: usize) -> Option<(u32, Certainty)> {
        let called = self.held.iter().filter(|held| held.form == form);
        called
            .filter_map(|held| self.meant.binary_search_by_key(&held.entity, |(entity, _)| *entity).ok())
            .map(|at| self.meant[at])
            .next()
    }

    /// How sure a place is that belongs to no entity with a full name.
    fn unlinked(&self, form: &Form, spot: &Spot) -> Certainty {
        // A single word that no name was recognised in may be a common word: `may`, `turkey`.
        match (spot.words > 1 || spot.capital, form.own) {
            (false, _) => Certainty::Low,
            (true, true) => form.certainty,
            (true, false) if self.meant.is_empty() => form.bare,
            (true, false) => form.certainty.min(Certainty::Medium),
        }
    }

    fn judged(&self, spot: &Spot, certainty: Certainty, form: &Form, entity: Option<u32>) -> Verdict {
        let span = self.judge.stopped(self.page, spot.span);
        let (first, words, how) = (spot.first, spot.words, form.how);
        Verdict::Meant(Judged { span, first, words, certainty, how, entity, literal: true })
    }
}
