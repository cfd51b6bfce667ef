//! What a query means, worked out the slow way: every word of a text is looked at, every pair of places is tried. Shares no code with
//! the algebra, the automata or the index, which are held against it.

use std::collections::BTreeSet;

use morgue::article::{Article, Decimal, Figure, FigureKind, Mention, Moment, Part, Quote, Span, Value};
use morgue::query::figures::{Valued, Worth};
use morgue::query::spans::Outline;
use morgue::query::{Bearer, Clause, Nearness, Parts, Pattern, Query, Reach, Spans, What};
use morgue::text::axis::Axis;
use morgue::text::fold::phrase;
use morgue::text::stem::Stems;
use morgue::text::units::answers;

/// A place on the axis: its first and its last position.
pub type Place = (u32, u32);

/// The places of the leaves that take part in the match, by leaf; none if the query does not match.
pub fn matched(query: &Query, article: &Article, axis: &Axis) -> Option<BTreeSet<(Place, usize)>> {
    let text = Text { query, article, axis };
    let leaves: Vec<Vec<Place>> = query.leaves.iter().map(|leaf| text.places(leaf)).collect();
    let part = taking_part(&query.root, &leaves, article)?;
    Some(part.into_iter().flat_map(|leaf| leaves[leaf].iter().map(move |place| (*place, leaf))).collect())
}

/// The occurrences of an outline in the same form.
pub fn places(outline: &Outline) -> BTreeSet<(Place, usize)> {
    outline.occurrences.iter().map(|one| ((one.at, one.at + one.words - 1), one.leaf)).collect()
}

fn taking_part(clause: &Clause, leaves: &[Vec<Place>], article: &Article) -> Option<BTreeSet<usize>> {
    match clause {
        Clause::Leaf(leaf) => (!leaves[*leaf].is_empty()).then(|| BTreeSet::from([*leaf])),
        Clause::Meta(test) => test.holds(&article.meta).then(BTreeSet::new),
        Clause::Not(inner) => taking_part(inner, leaves, article).is_none().then(BTreeSet::new),
        Clause::All(list) => {
            let all: Option<Vec<_>> = list.iter().map(|inner| taking_part(inner, leaves, article)).collect();
            Some(all?.into_iter().flatten().collect())
        }
        Clause::Any(list) => {
            let some: Vec<_> = list.iter().filter_map(|inner| taking_part(inner, leaves, article)).collect();
            (!some.is_empty()).then(|| some.into_iter().flatten().collect())
        }
    }
}

struct Text<'a> {
    query: &'a Query,
    article: &'a Article,
    axis: &'a Axis,
}

impl Text<'_> {
    /// All places, then only those that hold no other.
    fn places(&self, spans: &Spans) -> Vec<Place> {
        let all: BTreeSet<Place> = self.all_places(spans).into_iter().collect();
        let holds = |one: &Place, other: &Place| one != other && one.0 <= other.0 && other.1 <= one.1;
        all.iter().filter(|one| !all.iter().any(|other| holds(one, other))).copied().collect()
    }

    fn all_places(&self, spans: &Spans) -> Vec<Place> {
        match spans {
            Spans::Atom(atom) => self.atom(*atom),
            Spans::Any(list) => list.iter().flat_map(|spans| self.places(spans)).collect(),
            Spans::Near(left, near, right) => {
                let (left, right) = (self.places(left), self.places(right));
                let pairs = left.iter().flat_map(|one| right.iter().map(move |other| (*one, *other)));
                let near = pairs.filter(|(one, other)| apart(*one, *other) && self.is_near(*one, *other, *near));
                near.map(|(one, other)| (one.0.min(other.0), one.1.max(other.1))).collect()
            }
            Spans::Alone(left, near, right) => {
                let right = self.places(right);
                // What lies inside or across is as near as can be.
                let touches = |one: Place, other: Place| {
                    if apart(one, other) { self.is_near(one, other, *near) } else { !near.ordered || one.0 <= other.0 }
                };
                self.places(left).into_iter().filter(|one| !right.iter().any(|other| touches(*one, *other))).collect()
            }
            Spans::AtLeast(count, inner) => {
                Some(self.places(inner)).filter(|list| list.len() >= *count).unwrap_or_default()
            }
            Spans::Lead(inner) => {
                self.places(inner).into_iter().filter(|place| place.1 < self.axis.lead_end()).collect()
            }
            Spans::Within(inner, outer) => {
                let outer = self.places(outer);
                let inside = |place: &Place| outer.iter().any(|(first, last)| *first <= place.0 && place.1 <= *last);
                self.places(inner).into_iter().filter(inside).collect()
            }
            Spans::Quote(inner) => {
                let quoted = |place: &Place| {
                    self.axis.quotations.iter().any(|(first, last)| *first <= place.0 && place.1 <= *last)
                };
                self.places(inner).into_iter().filter(quoted).collect()
            }
        }
    }

    fn atom(&self, number: usize) -> Vec<Place> {
        let (atom, axis) = (&self.query.atoms[number], self.axis);
        let words = match &atom.what {
            What::Words(words) => words,
            What::Name(bearer) => return self.names(bearer, atom.parts),
            What::Figure(valued) => return self.figures(valued, atom.parts),
            What::Speaker(forms) => return self.quotes(forms, atom.parts),
        };
        let stands_at = |start: &usize| {
            let first = axis.position(*start);
            let in_a_row =
                |offset: usize| start + offset < axis.len() && axis.position(start + offset) == first + offset as u32;
            let fits = |(offset, pattern): (usize, &Pattern)| in_a_row(offset) && self.means(pattern, start + offset);
            atom.parts.has(axis.part_of(first)) && words.iter().enumerate().all(fits)
        };
        let place = |start: usize| (axis.position(start), axis.position(start) + words.len() as u32 - 1);
        (0..axis.len()).filter(stands_at).map(place).collect()
    }

    /// The words that begin in a span, at most so many, part by part.
    fn words_of(&self, span: Span, parts: Parts, longest: usize) -> Vec<Place> {
        let mut places = Vec::new();
        for part in Part::ALL.into_iter().filter(|part| parts.has(*part)) {
            let inside = |word: &usize| {
                let start = self.axis.span(*word).start();
                let position = self.axis.position(*word);
                span.start() <= start && start < span.end() && self.axis.part_of(position) == part
            };
            let words: Vec<u32> =
                (0..self.axis.len()).filter(inside).map(|word| self.axis.position(word)).take(longest).collect();
            places.extend(words.first().zip(words.last()).map(|(first, last)| (*first, *last)));
        }
        places
    }

    fn figures(&self, valued: &Valued, parts: Parts) -> Vec<Place> {
        let meant = self.article.figures.iter().filter(|figure| self.is_worth(figure, valued));
        let mut places: Vec<Place> = meant.flat_map(|figure| self.words_of(figure.span, parts, 32)).collect();
        if valued.worth == Worth::Read {
            places.extend(self.article.valueless.iter().flat_map(|span| self.words_of(*span, parts, 32)));
        }
        places
    }

    /// Whether a figure is of that kind, and one of the ends that it states is in range; conversions and open intervals aside.
    fn is_worth(&self, figure: &Figure, valued: &Valued) -> bool {
        let text = &self.article.text;
        let stem = |word: &str| Stems::default().stem(&phrase(word)).into_owned();
        let noun = figure.of.as_ref().map_or("", |of| of.phrase.of(text));
        let called: Vec<String> = phrase(noun).split(' ').map(stem).collect();
        let placed = figure.kind == FigureKind::Ordinal && matches!(valued.worth, Worth::Numbers(..));
        let kind = valued.kind.map_or(!placed, |kind| kind == figure.kind);
        let unit = figure.unit.as_ref().map_or("", |unit| unit.name.as_str());
        let of_unit = valued.unit.as_ref().is_none_or(|asked| answers(asked, unit));
        let numbers = figure.numbers();
        let years: Vec<Decimal> = dates(figure).filter_map(|(first, last)| whole_year(first, last)).collect();
        let holds = match &valued.worth {
            _ if valued.is_any() => true,
            Worth::Any | Worth::Read => true,
            Worth::Numbers(low, high) => {
                let within = |number: &Decimal| {
                    low.as_ref().is_none_or(|low| low.number < *number || low.included && low.number == *number)
                        && high
                            .as_ref()
                            .is_none_or(|high| *number < high.number || high.included && high.number == *number)
                };
                // `Dozens` are from 24 on: that is certain only of what has no upper end.
                let open = matches!(figure.value, Value::Range(Some(_), None));
                let stated = |number: &&&Decimal| within(number) && (!open || high.is_none());
                numbers.iter().any(|number| stated(&number)) || (valued.kind.is_none() && years.iter().any(within))
            }
            Worth::Days(from, to) => dates(figure).any(|(first, last)| {
                from.is_none_or(|from| first.days().is_some_and(|days| from <= days.0))
                    && to.is_none_or(|to| last.days().is_some_and(|days| days.1 <= to))
                    && first.days().is_some()
            }),
            Worth::Open(moment) => {
                dates(figure).any(|(first, last)| first == last && (first.of_any_year().unwrap_or(first) == *moment))
            }
        };
        kind && of_unit && holds && valued.noun.iter().all(|noun| called.contains(noun))
    }

    /// The quotations of a speaker who is called so.
    fn quotes(&self, forms: &[String], parts: Parts) -> Vec<Place> {
        let names = &self.article.names;
        let said = |quote: &&Quote| {
            let Some(speaker) = &quote.speaker else { return false };
            let there = phrase(speaker.span.of(&self.article.text));
            let known = |form: &String| {
                let of_entity = speaker.entity.is_some_and(|number| {
                    names.entities.get(number as usize).is_some_and(|entity| phrase(&entity.name) == *form)
                        || names.mentions.iter().any(|mention| {
                            mention.entity == number && phrase(mention.span.of(&self.article.text)) == *form
                        })
                });
                of_entity || there == *form || there.ends_with(&format!(" {form}"))
            };
            if forms.is_empty() { speaker.entity.is_some() || !there.is_empty() } else { forms.iter().any(known) }
        };
        let meant = self.article.quotes.iter().filter(said);
        meant.flat_map(|quote| self.words_of(quote.span, parts, usize::MAX)).collect()
    }

    /// The words that begin in a mention of the bearer, part by part.
    fn names(&self, bearer: &Bearer, parts: Parts) -> Vec<Place> {
        let meant = self.article.names.mentions.iter().filter(|mention| self.is_of(mention, bearer));
        meant.flat_map(|mention| self.words_of(mention.span, parts, 16)).collect()
    }

    /// Whether the entity of a mention is of that kind and known by one of the forms, or any are wanted.
    fn is_of(&self, mention: &Mention, bearer: &Bearer) -> bool {
        let names = &self.article.names;
        let entity = &names.entities[mention.entity as usize];
        let others = names.mentions.iter().filter(|other| other.entity == mention.entity);
        let forms: Vec<String> = others.map(|other| phrase(other.span.of(&self.article.text))).collect();
        let known_by = |form: &String| *form == phrase(&entity.name) || forms.contains(form);
        entity.kind == bearer.kind && (bearer.forms.is_empty() || bearer.forms.iter().any(known_by))
    }

    fn means(&self, pattern: &Pattern, word: usize) -> bool {
        let (folded, form) = (self.axis.folded(word), self.axis.span(word).of(&self.article.text));
        match pattern {
            Pattern::Folded(wanted) => folded == wanted,
            Pattern::Stem(stem) => Stems::default().stem(folded) == *stem,
            Pattern::Literal(wanted) => form == wanted,
            Pattern::Capitals(wanted) => folded == wanted && form.to_uppercase() == form,
            Pattern::Wild(wild) => glob(&letters(wild), &letters(folded)),
            Pattern::Regex(_) => pattern
                .expression()
                .and_then(|all| regex::Regex::new(&format!("(?i){all}")).ok())
                .is_some_and(|all| all.is_match(folded)),
            Pattern::Fuzzy(wanted, edits) => {
                !folded.contains(|letter: char| letter.is_ascii_digit())
                    && distance(&letters(wanted), &letters(folded)) <= usize::from(*edits)
            }
        }
    }

    fn is_near(&self, one: Place, other: Place, near: Nearness) -> bool {
        let (first, second) = if one.0 <= other.0 { (one, other) } else { (other, one) };
        let within = match near.reach {
            Reach::Words(words) => second.0.saturating_sub(first.1) <= words,
            Reach::Sentence => self.sentence(first.0) == self.sentence(second.1),
            Reach::Paragraph => self.paragraph(first.0) == self.paragraph(second.1),
        };
        within && (!near.ordered || first == one)
    }

    /// The number of the sentence in which a position lies.
    fn sentence(&self, position: u32) -> Option<usize> {
        self.axis.sentences.iter().rposition(|sentence| sentence.at <= position)
    }

    fn paragraph(&self, position: u32) -> Option<usize> {
        self.sentence(position).map(|sentence| self.axis.sentences[sentence].paragraph)
    }
}

/// The points of time that a figure names one by one.
fn dates(figure: &Figure) -> impl Iterator<Item = (Moment, Moment)> {
    let list = if let Value::When(when) = &figure.value { when.stated() } else { Vec::new() };
    list.into_iter()
}

fn whole_year(first: Moment, last: Moment) -> Option<Decimal> {
    let (first, last) = (first.days()?.0, last.days()?.1);
    let whole = first.year() == last.year() && first.day_of_year() == 1 && last.day_of_year() == last.days_in_year();
    whole.then(|| Decimal::from(i64::from(first.year())))
}

fn apart(one: Place, other: Place) -> bool {
    one.1 < other.0 || other.1 < one.0
}

fn letters(text: &str) -> Vec<char> {
    text.chars().collect()
}

fn glob(wild: &[char], word: &[char]) -> bool {
    match (wild.split_first(), word.split_first()) {
        (None, None) => true,
        (Some(('*', rest)), _) => glob(rest, word) || word.split_first().is_some_and(|(_, word)| glob(wild, word)),
        (Some(('?', rest)), Some((_, word))) => glob(rest, word),
        (Some((letter, rest)), Some((other, word))) => letter == other && glob(rest, word),
        _ => false,
    }
}

/// Edits between two words; exchanging two neighbours is one.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut table = vec![vec![0; other.len() + 1]; one.len() + 1];
    for at in 0..=one.len() {
        for to in 0..=other.len() {
            table[at][to] = if at == 0 || to == 0 {
                at.max(to)
            } else {
                let changed = usize::from(one[at - 1] != other[to - 1]);
                let mut least = (table[at - 1][to] + 1).min(table[at][to - 1] + 1).min(table[at - 1][to - 1] + changed);
                if at > 1 && to > 1 && one[at - 1] == other[to - 2] && one[at - 2] == other[to - 1] {
                    least = least.min(table[at - 2][to - 2] + 1);
                }
                least
            };
        }
    }
    table[one.len()][other.len()]
}
