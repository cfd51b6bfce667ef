//! What became of those who are counted: only figures of one event can contradict each other.

use crate::article::{Figure, Span};
use crate::text::fold::fold;
use crate::text::words::words;

/// What became of those who are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Event {
    /// They lost their lives.
    Killed,
    /// They were hurt.
    Injured,
    /// They were caught or held.
    Arrested,
    /// Nobody knows where they are.
    Missing,
    /// They had to leave.
    Displaced,
    /// They were set free or saved.
    Freed,
}

impl Event {
    /// The word that answers use for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Killed => "killed",
            Self::Injured => "injured",
            Self::Arrested => "arrested",
            Self::Missing => "missing",
            Self::Displaced => "displaced",
            Self::Freed => "freed",
        }
    }
}

/// The beginnings of the words that tell of an event.
const WORDS: [(Event, &[&str]); 6] = [
    (
        Event::Killed,
        &["kill", "dead", "death", "died", "dies", "dying", "fatalit", "slain", "martyr", "murder", "toll", "massacr"],
    ),
    (Event::Injured, &["injur", "wound", "hurt", "maim"]),
    (Event::Arrested, &["arrest", "detain", "captur", "jail", "imprison", "abduct", "kidnap"]),
    (Event::Missing, &["missing", "unaccounted", "disappear"]),
    (Event::Displaced, &["displac", "flee", "fled", "evacuat", "uproot"]),
    (Event::Freed, &["freed", "rescu", "releas"]),
];

/// Nouns for an event itself: those it befell are called by the word before (`soldier fatalities`), or by none.
const NOUNS: [&str; 12] = [
    "fatality",
    "fatalities",
    "death",
    "deaths",
    "casualty",
    "casualties",
    "injury",
    "injuries",
    "arrest",
    "arrests",
    "killing",
    "killings",
];

/// Whether a folded word names an event rather than those it befell.
pub(super) fn is_event(noun: &str) -> bool {
    NOUNS.contains(&noun)
}

fn of_word(folded: &str) -> Option<Event> {
    WORDS.iter().find(|(_, starts)| starts.iter().any(|start| folded.starts_with(start))).map(|(event, _)| *event)
}

/// What a sentence says became of those whom a figure counts: by the nearest word that tells, those behind the figure first.
pub(super) fn event(text: &str, sentence: Span, figure: &Figure) -> Option<Event> {
    let end = figure.of.as_ref().map_or(figure.span.end(), |of| of.phrase.end().max(figure.span.end()));
    let tells = |from: usize, to: usize| {
        let part = text.get(from..to).unwrap_or_default();
        words(part).into_iter().map(|word| fold(&part[word])).collect::<Vec<_>>()
    };
    let inside = tells(figure.span.start(), end);
    let (behind, before) = (tells(end, sentence.end()), tells(sentence.start(), figure.span.start()));
    let mut near = behind.iter().take(NEAR).enumerate().chain(before.iter().rev().take(NEAR).enumerate());
    let inside = inside.iter().find_map(|word| of_word(word));
    inside.or_else(|| {
        near.by_ref()
            .filter_map(|(far, word)| Some((far, of_word(word)?)))
            .min_by_key(|(far, _)| *far)
            .map(|(_, event)| event)
    })
}

/// So many words on each side of a count are taken to speak of it: a clause of the press is about as long.
const NEAR: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Bound, Decimal, FigureKind, Value};

    fn event_of(text: &str, number: &str) -> Option<Event> {
        let start = text.find(number).unwrap();
        let span = Span::new(text, start, start + number.len()).unwrap();
        let value = Value::Number(Decimal::from(1));
        let kind = FigureKind::Count;
        let figure = Figure { span, kind, value, bound: Bound::Exact, unit: None, of: None, converts: None };
        event(text, Span::new(text, 0, text.len()).unwrap(), &figure)
    }

    #[test]
    fn the_nearest_word_tells_what_became_of_them() {
        let text = "The blast killed 12 people and 30 others were wounded, while five remain missing.";
        assert_eq!(event_of(text, "12"), Some(Event::Killed));
        assert_eq!(event_of(text, "30"), Some(Event::Injured));
        assert_eq!(event_of(text, "five"), Some(Event::Missing));
        assert_eq!(event_of("They signed 3 treaties.", "3"), None);
    }
}
