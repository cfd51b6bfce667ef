//! Entries put together by what they are figures of, and those marked that contradict each other.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use super::event::is_event;
use super::{Entry, Group, Origin, contradict};
use crate::article::{Article, FigureKind, Value};
use crate::text::fold::fold;
use crate::text::stem::Stems;
use crate::text::words::words;

/// What is compared with each other: the kind, and the stem of the noun or the unit.
type Key = (FigureKind, String);

/// The groups so far.
#[derive(Default)]
pub(super) struct Groups {
    by_key: BTreeMap<Key, Gathered>,
    stems: Stems,
    entries: usize,
}

#[derive(Default)]
struct Gathered {
    entries: Vec<Entry>,
    /// How the noun is written, and how often.
    names: BTreeMap<String, usize>,
    weight: usize,
}

impl Groups {
    /// How many entries there are.
    pub(super) fn entries(&self) -> usize {
        self.entries
    }

    pub(super) fn add(&mut self, article: &Article, entry: Entry, weight: usize) {
        let name = name(article, &entry);
        let key = (entry.figure.kind, self.stems.stem(&fold(&name)).into_owned());
        let group = self.by_key.entry(key).or_default();
        *group.names.entry(name).or_default() += 1;
        group.weight += weight;
        group.entries.push(entry);
        self.entries += 1;
    }

    /// The groups in the order of the ledger.
    pub(super) fn finish(self, origins: &[Origin]) -> Vec<Group> {
        let made = |((kind, _), mut gathered): (Key, Gathered)| {
            gathered.entries.sort_by(order);
            mark_disputed(&mut gathered.entries, origins);
            let most = gathered.names.into_iter().max_by_key(|(name, count)| (*count, Reverse(name.clone())));
            let name = most.map(|(name, _)| name).unwrap_or_default();
            Group { name, kind, entries: gathered.entries, weight: gathered.weight }
        };
        let mut groups: Vec<Group> = self.by_key.into_iter().map(made).collect();
        groups.sort_by(|one, other| {
            let key =
                |group: &Group| (Reverse(group.weight), group.kind == FigureKind::Date, Reverse(group.entries.len()));
            key(one).cmp(&key(other)).then_with(|| (one.kind, &one.name).cmp(&(other.kind, &other.name)))
        });
        groups
    }
}

/// What an entry is a figure of: the noun that it counts, else its unit, else its kind.
fn name(article: &Article, entry: &Entry) -> String {
    let Some(of) = &entry.figure.of else {
        return if entry.unit.is_empty() { entry.figure.kind.word().to_owned() } else { entry.unit.clone() };
    };
    let head = of.head.of(&article.text);
    let before = article.text.get(of.phrase.start()..of.head.start()).unwrap_or_default();
    let befallen = words(before).pop().map(|word| before[word].to_lowercase());
    let noun = match befallen {
        Some(befallen) if is_event(&fold(head)) => befallen,
        _ => head.to_lowercase(),
    };
    if entry.unit.is_empty() { noun } else { format!("{} of {noun}", entry.unit) }
}

/// By value, then in the order of the articles.
fn order(one: &Entry, other: &Entry) -> Ordering {
    let place = |entry: &Entry| (entry.article, entry.figure.span);
    by_value(&one.figure.value, &other.figure.value).then_with(|| place(one).cmp(&place(other)))
}

/// What has no value comes last.
fn by_value(one: &Value, other: &Value) -> Ordering {
    let least = |value: &Value| match value {
        Value::Number(number) => Some(number.clone()),
        Value::Range(low, high) => low.clone().or_else(|| high.clone()),
        Value::When(_) => None,
    };
    match (one, other) {
        (Value::When(one), Value::When(other)) => one.to_string().cmp(&other.to_string()),
        _ => match (least(one), least(other)) {
            (Some(one), Some(other)) => one.cmp(&other),
            (one, other) => other.is_some().cmp(&one.is_some()),
        },
    }
}

/// Marks the entries that contradict another one of the same event.
fn mark_disputed(entries: &mut [Entry], origins: &[Origin]) {
    let by_place = {
        let mut order: Vec<usize> = (0..entries.len()).collect();
        order.sort_by_key(|index| when(&entries[*index], origins));
        order
    };
    for (at, one) in by_place.iter().enumerate() {
        for other in by_place[at + 1..].iter().take(COMPARED) {
            let (first, second) = (&entries[*one], &entries[*other]);
            if same_event(first, second, origins) && contradict(&first.figure, &second.figure) {
                entries[*one].disputed = true;
                entries[*other].disputed = true;
            }
        }
    }
}

/// Each entry is compared with so many that follow it in time: reports of one event are fewer.
const COMPARED: usize = 200;
/// Sentences between two counts of one article that can be of one event: those of one paragraph or two.
const SENTENCES: usize = 3;
/// Days between two reports of one event: the press returns to it within them.
const DAYS: i32 = 3;

fn when(entry: &Entry, origins: &[Origin]) -> (Option<jiff::civil::Date>, usize, usize) {
    (origins[entry.article].published, entry.article, entry.sentence)
}

/// Whether two entries are about one event, told by different people.
fn same_event(one: &Entry, other: &Entry, origins: &[Origin]) -> bool {
    let told_apart = one.who != other.who || one.article != other.article;
    let near = if one.article == other.article {
        one.sentence.abs_diff(other.sentence) <= SENTENCES
    } else {
        let days = origins[one.article].published.zip(origins[other.article].published);
        days.is_some_and(|(one, other)| (other - one).get_days().abs() <= DAYS)
    };
    one.event.is_some() && one.event == other.event && told_apart && near
}
