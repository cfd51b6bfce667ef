//! Which places of an article mean the one who was asked for. A full name counts by itself; a part of one counts where the article
//! links it to the full name, never where the article links it to another's, and with less certainty where the article names nobody
//! in full.

use std::collections::{BTreeMap, HashMap};

use super::forms::{Form, Forms, Match};
use crate::article::{Article, Certainty, Entity, Kind, Span};
use crate::query::phrases::Found as Place;
use crate::text::axis::Axis;
use crate::text::fold::phrase;
use crate::text::printable::one_line;

/// A place that means the one who was asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// Where it stands.
    pub span: Span,
    /// The number of its first word, and of its words.
    pub first: usize,
    pub words: usize,
    pub certainty: Certainty,
    pub how: Match,
    /// The fullest name of whom it refers to in the article; empty of a figure.
    pub entity: String,
    /// The figure that it is.
    pub figure: Option<usize>,
    /// How much of a quotation it is, from 0 to 1.
    pub score: Option<f64>,
}

/// What was found in an article.
#[derive(Debug, Default)]
pub struct Found {
    /// The places, in the order of the axis, apart.
    pub list: Vec<Judged>,
    /// Places of a form that mean somebody else.
    pub others: u64,
}

/// An article laid out to be judged, for however many names.
pub struct Page<'a> {
    article: &'a Article,
    axis: &'a Axis,
    /// The folded forms of each entity, its canonical one first.
    forms: Vec<Vec<String>>,
    /// The folded form of each mention.
    folded: Vec<String>,
    /// First word and number of words of each mention.
    words: Vec<(usize, usize)>,
    /// The mention that each word belongs to.
    mentions: Vec<Option<u32>>,
}

impl<'a> Page<'a> {
    pub fn new(article: &'a Article, axis: &'a Axis) -> Self {
        let names = &article.names;
        let folded: Vec<String> = names.mentions.iter().map(|mention| phrase(mention.span.of(&article.text))).collect();
        let mut forms: Vec<Vec<String>> = names.entities.iter().map(|entity| vec![phrase(&entity.name)]).collect();
        for (mention, form) in names.mentions.iter().zip(&folded) {
            if let Some(list) = forms.get_mut(mention.entity as usize).filter(|list| !list.contains(form)) {
                list.push(form.clone());
            }
        }
        let mut page =
            Self { article, axis, forms, words: vec![(0, 0); folded.len()], folded, mentions: vec![None; axis.len()] };
        page.lay_out();
        page
    }

    /// Which words belong to which mention.
    fn lay_out(&mut self) {
        let mentions = &self.article.names.mentions;
        for word in 0..self.axis.len() {
            let span = self.axis.span(word);
            let at = mentions.partition_point(|mention| mention.span.end() <= span.start());
            if mentions.get(at).is_some_and(|mention| mention.span.start() <= span.start()) {
                self.mentions[word] = Some(at as u32);
                let words = &mut self.words[at];
                *words = if words.1 == 0 { (word, 1) } else { (words.0, words.1 + 1) };
            }
        }
    }
}

/// Judges articles for one name.
pub struct Judge<'a> {
    forms: &'a Forms,
    /// The forms that are looked for; phrases are numbered by them.
    pub sought: Vec<&'a Form>,
    by_folded: HashMap<&'a str, &'a Form>,
    /// The name as typed, word by word.
    typed: Vec<String>,
    never: Vec<String>,
    /// Whether it was typed with a full stop at its end.
    stopped: bool,
}

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

impl<'a> Judge<'a> {
    pub fn new(forms: &'a Forms) -> Self {
        let sought: Vec<&Form> = forms.sought().collect();
        Self {
            forms,
            by_folded: sought.iter().map(|form| (form.folded.as_str(), *form)).collect(),
            sought,
            typed: forms.asked.name.split_whitespace().map(ToOwned::to_owned).collect(),
            never: forms.asked.never.iter().map(|name| phrase(name)).collect(),
            stopped: forms.asked.name.trim_end().ends_with('.'),
        }
    }

    /// Judges an article, given the places of the forms that are looked for.
    pub fn judge(&self, page: &Page<'_>, places: &[Place]) -> Found {
        let sheet = Sheet::new(self, page);
        let mut found = Found::default();
        let mut candidates: Vec<Judged> = sheet.linked();
        for place in places {
            match sheet.literal(*place) {
                Some(Verdict::Meant(judged)) => candidates.push(judged),
                Some(Verdict::Other) => found.others += 1,
                None => {}
            }
        }
        // Of what overlaps the surest counts, of equals the longest, of these what linking found.
        candidates.sort_by_key(|judged| std::cmp::Reverse((judged.certainty, judged.words)));
        let mut taken: BTreeMap<usize, Judged> = BTreeMap::new();
        for judged in candidates {
            let end = judged.first + judged.words;
            if taken.range(..end).next_back().is_none_or(|(first, other)| first + other.words <= judged.first) {
                taken.insert(judged.first, judged);
            }
        }
        found.list = taken.into_values().collect();
        found
    }
}

enum Verdict {
    Meant(Judged),
    Other,
}

/// An article being judged for one name.
struct Sheet<'a> {
    judge: &'a Judge<'a>,
    page: &'a Page<'a>,
    article: &'a Article,
    standings: Vec<Standing>,
    /// Whether the one who was asked for is named in full.
    meant: bool,
}

impl<'a> Sheet<'a> {
    fn new(judge: &'a Judge<'a>, page: &'a Page<'a>) -> Self {
        let mut sheet = Self { judge, page, article: page.article, standings: Vec::new(), meant: false };
        if !judge.forms.asked.exact {
            let entities = page.article.names.entities.iter().zip(&page.forms);
            sheet.standings = entities.map(|(entity, forms)| sheet.standing(entity, forms)).collect();
            sheet.meant = sheet.standings.iter().any(|standing| matches!(standing, Standing::Meant(_)));
        }
        sheet
    }

    fn standing(&self, entity: &Entity, forms: &[String]) -> Standing {
        if self.judge.forms.asked.kind.is_some_and(|kind| kind != entity.kind) {
            return Standing::Other;
        }
        if forms.iter().any(|form| self.judge.never.contains(form)) {
            return Standing::Other;
        }
        let own = forms.iter().filter_map(|form| self.judge.by_folded.get(form.as_str())).filter(|form| form.own);
        // A single word of a person who is named in full otherwise is that other person's.
        let full = entity.kind == Kind::Person && forms[0].contains(' ');
        let own = own
            .filter(|form| !full || form.folded.contains(' ') || form.how == Match::Exact || form.how == Match::Alias);
        match own.map(|form| form.certainty).max() {
            Some(certainty) => Standing::Meant(certainty),
            None if forms[0].contains(' ') => Standing::Other,
            None => Standing::Open,
        }
    }

    /// The mentions that linking refers to the one who was asked for.
    fn linked(&self) -> Vec<Judged> {
        let names = &self.article.names;
        let mut list = Vec::new();
        for (at, mention) in names.mentions.iter().enumerate() {
            let Some(Standing::Meant(certainty)) = self.standings.get(mention.entity as usize).copied() else {
                continue;
            };
            let (first, words) = self.page.words[at];
            let folded = &self.page.folded[at];
            if words == 0 || self.is_excluded(folded) {
                continue;
            }
            let form = self.judge.by_folded.get(folded.as_str());
            let certainty = form.filter(|form| form.own).map_or(certainty, |form| certainty.max(form.certainty));
            let how = self.how(first, words, form.map_or(Match::Alias, |form| form.how));
            let entity = names.entities[mention.entity as usize].name.clone();
            list.push(Judged { span: mention.span, first, words, certainty, how, entity, figure: None, score: None });
        }
        list
    }

    fn is_excluded(&self, folded: &str) -> bool {
        self.judge.forms.asked.exclude.iter().any(|form| phrase(form) == folded)
    }

    /// What a place of a form means; none if it does not count at all.
    fn literal(&self, place: Place) -> Option<Verdict> {
        let form = self.judge.sought[place.phrase];
        let how = self.how(place.first, place.words, form.how);
        if self.judge.forms.asked.exact {
            let judged = || self.judged(place, Certainty::High, how, self.text(place));
            return (how == Match::Exact).then(|| Verdict::Meant(judged()));
        }
        if place.words > 1
            && let Some((certainty, entity)) = self.form_of_the_meant(&form.folded)
        {
            return Some(Verdict::Meant(self.judged(place, certainty, how, entity)));
        }
        // A place that goes beyond the mention over its first word was recognised in pieces: `Afghan`, `Taliban`.
        let over = self.page.mentions[place.first].map(|at| at as usize).filter(|at| {
            let (first, words) = self.page.words[*at];
            place.first + place.words <= first + words
        });
        let entity = over.and_then(|at| self.article.names.mentions.get(at)).map(|mention| mention.entity as usize);
        let standing = entity.and_then(|entity| self.standings.get(entity)).copied();
        let whole = over.is_some_and(|at| self.page.words[at] == (place.first, place.words));
        let name =
            || entity.map_or_else(|| self.text(place), |entity| self.article.names.entities[entity].name.clone());
        match (standing, whole) {
            (Some(Standing::Meant(certainty)), whole) => {
                let own = if whole { form.certainty } else { form.certainty.min(Certainty::Medium) };
                let certainty = if form.own { certainty.max(own) } else { certainty };
                Some(Verdict::Meant(self.judged(place, certainty, how, name())))
            }
            // The name inside a longer one: of a street, of a university, of another person.
            (Some(_), false) if form.own => {
                Some(Verdict::Meant(self.judged(place, form.certainty.min(Certainty::Medium), how, name())))
            }
            (Some(Standing::Other), _) | (Some(Standing::Open), false) => Some(Verdict::Other),
            (Some(Standing::Open), true) if form.own => {
                Some(Verdict::Meant(self.judged(place, form.certainty, how, name())))
            }
            // A forename by itself means anybody, and a part of a name in lower case is a word: the price of a Mr. Price.
            _ if !form.own && (!form.alone && !self.meant || place.words == 1 && !self.has_capital(place)) => None,
            (Some(Standing::Open) | None, _) => {
                Some(Verdict::Meant(self.judged(place, self.unlinked(form, place), how, name())))
            }
        }
    }

    /// The one who is meant, where the article calls her by this form elsewhere: then it does so here, whatever was recognised.
    fn form_of_the_meant(&self, folded: &str) -> Option<(Certainty, String)> {
        self.standings.iter().enumerate().find_map(|(entity, standing)| match standing {
            Standing::Meant(certainty) if self.page.forms[entity].iter().any(|form| form == folded) => {
                Some((*certainty, self.article.names.entities[entity].name.clone()))
            }
            _ => None,
        })
    }

    /// How sure a place is that belongs to no entity with a full name.
    fn unlinked(&self, form: &Form, place: Place) -> Certainty {
        let long = place.words > 1;
        if form.own {
            // A single word that no name was recognised in may be a common word: `may`, `turkey`.
            let name = long || self.has_capital(place);
            return if name { form.certainty } else { Certainty::Low };
        }
        let capital = long || self.has_capital(place);
        match self.meant {
            _ if !capital => Certainty::Low,
            true => form.certainty.min(Certainty::Medium),
            false => form.bare,
        }
    }

    fn has_capital(&self, place: Place) -> bool {
        let text = self.page.axis.span(place.first).of(&self.article.text);
        text.chars().any(char::is_uppercase) || !text.chars().any(char::is_lowercase)
    }

    fn judged(&self, place: Place, certainty: Certainty, how: Match, entity: String) -> Judged {
        Judged {
            span: self.span(place.first, place.words),
            first: place.first,
            words: place.words,
            certainty,
            how,
            entity,
            figure: None,
            score: None,
        }
    }

    /// The characters of some words, with the full stop behind them where one was typed: `Corp.`.
    fn span(&self, first: usize, words: usize) -> Span {
        let span = |word: usize| self.page.axis.span(word);
        let all = (first..first + words).map(span).reduce(Span::cover).unwrap_or_else(|| span(first));
        let text = &self.article.text;
        let stop = self.judge.stopped && text[all.end()..].starts_with('.') && !all.of(text).ends_with('.');
        Span::new(text, all.start(), all.end() + usize::from(stop)).unwrap_or(all)
    }

    fn text(&self, place: Place) -> String {
        one_line(self.span(place.first, place.words).of(&self.article.text))
    }

    /// Whether the letters are those that were typed; else how the form relates to the name.
    fn how(&self, first: usize, words: usize, form: Match) -> Match {
        let text = self.span(first, words).of(&self.article.text);
        if text.split_whitespace().eq(self.judge.typed.iter().map(String::as_str)) {
            return Match::Exact;
        }
        if form == Match::Exact { Match::Folded } else { form }
    }
}
