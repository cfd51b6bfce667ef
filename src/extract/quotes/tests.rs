//! Claims about quotations, on small articles whose names are given.

use proptest::prelude::*;

use super::quotes;
use crate::article::{Article, ArticleId, Block, Kind, Meta, Names, Span, Zone};
use crate::extract::names::linking::{Found, link};
use crate::text::paragraphs::paragraphs;

/// An article; every place where one of the names stands is a mention.
fn article(text: &str, persons: &[&str], bodies: &[&str]) -> Article {
    let block = |range: std::ops::Range<usize>| Span::new(text, range.start, range.end);
    let blocks = paragraphs(text).into_iter().filter_map(block).map(|span| Block { span, zone: Zone::Body }).collect();
    let id = ArticleId("a".into());
    let mut article = Article::new(id, "a".into(), Meta::default(), text.to_owned(), blocks);
    let of = |names: &[&str], kind: Kind| -> Vec<Found> {
        let places = |name: &&str| -> Vec<Found> {
            let spans = text.match_indices(*name).filter_map(|(at, _)| Span::new(text, at, at + name.len()));
            spans.map(|span| Found { span, kind }).collect()
        };
        names.iter().flat_map(places).collect()
    };
    let mut found = [of(persons, Kind::Person), of(bodies, Kind::Org)].concat();
    found.sort_by_key(|one| (one.span.start(), std::cmp::Reverse(one.span.end())));
    let mut end = 0;
    found.retain(|one| {
        one.span.start() >= end && {
            end = one.span.end();
            true
        }
    });
    let (mentions, entities) = link(text, &found);
    article.names = Names { mentions, entities };
    article
}

/// Each quotation's speaker, verb and entity, `-` for none.
fn said(text: &str, persons: &[&str], bodies: &[&str]) -> Vec<String> {
    let article = article(text, persons, bodies);
    let tell = |quote: &crate::article::Quote| {
        let speaker = quote.speaker.map_or("-", |speaker| speaker.span.of(text));
        let verb = quote.verb.map_or("-", |verb| verb.of(text));
        let entity = quote.speaker.and_then(|speaker| speaker.entity);
        let name = entity.map_or("-", |entity| article.names.entities[entity as usize].name.as_str());
        format!("{speaker} | {verb} | {name}")
    };
    quotes(&article).iter().map(tell).collect()
}

const RENN: &[&str] = &["Ida Renn", "Renn", "Otto Falk", "Falk"];
const BODIES: &[&str] = &["Harbour Board", "Radio Veld"];

fn speakers(text: &str) -> Vec<String> {
    said(text, RENN, BODIES).into_iter().map(|told| told.split(" | ").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn the_speaker_stands_behind_the_quotation_in_either_order() {
    assert_eq!(said("\"We will rebuild it here,\" Ida Renn said.", RENN, BODIES), ["Ida Renn | said | Ida Renn"]);
    let text = "\u{201C}We will rebuild it here,\u{201D} said Ida Renn, the head of the Harbour Board.";
    assert_eq!(said(text, RENN, BODIES), ["Ida Renn | said | Ida Renn"]);
    assert_eq!(speakers("\"We will rebuild it here,\" one port official warned."), ["one port official"]);
    assert_eq!(speakers("\"Who will pay for it now?\" Renn asked."), ["Renn"]);
    assert_eq!(speakers("\"We will rebuild it here,\" according to Renn."), ["Renn"]);
}

#[test]
fn the_speaker_stands_before_the_quotation() {
    assert_eq!(speakers("Renn said that the port was \"ready for the winter at last.\""), ["Renn"]);
    assert_eq!(speakers("Renn, who has led the port since May, told Radio Veld: \"We are ready for it.\""), ["Renn"]);
    assert_eq!(speakers("Ida Renn: \"We are ready for it.\""), ["Ida Renn"]);
    assert_eq!(speakers("Renn was quoted as saying \"we are ready for it now.\""), ["Renn"]);
    assert_eq!(speakers("He spoke late. Renn left, warning that the port was \"not ready for that.\""), ["Renn"]);
}

#[test]
fn who_is_spoken_to_or_spoken_of_is_no_speaker() {
    assert_eq!(speakers("\"We are ready for it,\" Renn told Otto Falk."), ["Renn"]);
    assert_eq!(speakers("Renn told Otto Falk that \"we are ready for it.\""), ["Renn"]);
    assert_eq!(speakers("The hall was called \"the house of the winds\" by some."), ["-"]);
    assert_eq!(speakers("The \"Harbour Lights\" festival opened."), ["-"]);
}

#[test]
fn a_quotation_that_goes_on_has_the_same_speaker() {
    let text = "\"We are ready for it,\" Renn said. \"The ice comes late this year.\"";
    assert_eq!(speakers(text), ["Renn", "Renn"]);
    let text = "Renn said: \"The first part is done. The second is not.\n\n\"The third will take a year.\"";
    assert_eq!(speakers(text), ["Renn"]);
    let text = "\"We are ready for it. The ice comes late this year,\" Renn said.";
    assert_eq!(speakers(text), ["Renn"]);
}

#[test]
fn a_pronoun_is_the_last_person_only_where_that_is_clear() {
    let text = "Otto Falk came late.\n\n\"We are ready for it,\" he said.";
    assert_eq!(said(text, RENN, BODIES), ["he | said | Otto Falk"]);
    let text = "Mrs. Renn met Mr. Falk.\n\n\"We are ready for it,\" she said.";
    assert_eq!(said(text, RENN, BODIES), ["she | said | Renn"]);
    let text =
        "In the hall of the old harbour that burnt down in spring, Renn and Falk met.\n\n\"We are ready,\" they said.";
    assert_eq!(said(text, RENN, BODIES), ["they | said | -"]);
}

#[test]
fn a_description_is_somebody_only_where_the_text_says_so() {
    let text = "Governor Ida Renn came.\n\n\"We are ready for it,\" the governor said.";
    assert_eq!(said(text, RENN, BODIES), ["the governor | said | Ida Renn"]);
    let text = "Ida Renn came.\n\n\"We are ready for it,\" the governor said.";
    assert_eq!(said(text, RENN, BODIES), ["the governor | said | -"]);
}

#[test]
fn fewer_than_four_words_are_partial() {
    let partial =
        |text: &str| quotes(&article(text, RENN, BODIES)).iter().map(|quote| quote.partial).collect::<Vec<_>>();
    assert_eq!(partial("Renn called it \"a great day\" and \"a very great day\"."), [true, false]);
    assert_eq!(speakers("Renn called it \"a great day\"."), ["Renn"]);
}

#[test]
fn a_hundred_thousand_marks_are_read_in_linear_time() {
    for piece in [
        "\" ",
        "\"a b\" ",
        "\u{201C}",
        "'a ",
        "Renn said \"a\" ",
        "\"A\" ",
        "also said, \"I was here now\" ",
        "-.\"a\"",
    ] {
        let _ = quotes(&article(&piece.repeat(100_000), &[], &[]));
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_fail_and_speakers_stand_outside(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "\"", "\u{201C}", "\u{201D}", "'", "\u{2018}", "\u{2019}", "\u{AB}", "\u{BB}", " ", " ", " ", ", ", ". ", ": ", " \u{2014} ",
                "\n\n", "- ", "(", ")", "said", "Renn", "Otto Falk", "Harbour Board", "told", "he", "the", "who", "according to", "warning",
                "of", "and", "officials", "was", "by", "quoted", "statement", "'s", "on", "that", "if", "\u{E9}t\u{E9}", "?", "I", "Said",
            ]),
            0..60,
        )
    ) {
        let text = pieces.concat();
        let article = article(&text, RENN, BODIES);
        let found = quotes(&article);
        for pair in found.windows(2) {
            prop_assert!(pair[0].span <= pair[1].span);
        }
        for speaker in found.iter().filter_map(|quote| quote.speaker) {
            prop_assert!(!speaker.span.of(&text).is_empty());
            prop_assert!(speaker.entity.is_none_or(|entity| (entity as usize) < article.names.entities.len()));
        }
    }
}
