//! What is counted, claim by claim: the number stands in brackets, and its noun and phrase beside it.

use super::*;
use crate::article::{Bound, Decimal, Span};

/// What the figure between brackets counts, as `head | phrase`; `-` for nothing.
fn of(kind: FigureKind, marked: &str) -> String {
    let (start, end) = (marked.find('[').unwrap(), marked.find(']').unwrap());
    let text = marked.replace(['[', ']'], "");
    let span = Span::new(&text, start, end - 1).unwrap();
    let page = Page::of(&text, Span::new(&text, 0, text.len()).unwrap(), Vec::new());
    let next = page.tokens.partition_point(|token| token.start < span.end());
    let value = Value::Number(Decimal::from(if matches!(span.of(&text), "one" | "One" | "1") { 1 } else { 2 }));
    let figure = Figure { span, kind, value, bound: Bound::Exact, unit: None, of: None, converts: None };
    match with_noun(&page, next, figure).of {
        Some(Counted { head, phrase }) if head == phrase => head.of(&text).to_owned(),
        Some(Counted { head, phrase }) => format!("{} | {}", head.of(&text), phrase.of(&text)),
        None => "-".to_owned(),
    }
}

fn claims(kind: FigureKind, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(of(kind, text), *expected, "{text}");
    }
}

#[test]
fn a_number_counts_the_noun_at_the_end_of_its_phrase() {
    claims(
        FigureKind::Count,
        &[
            ("asserting that [58] Pakistani soldiers were killed", "soldiers | Pakistani soldiers"),
            ("reported [23] soldier fatalities in the ensuing clashes", "fatalities | soldier fatalities"),
            ("more than [150] attacks inside Pakistan", "attacks"),
            ("killed [40] Pakistani soldiers.", "soldiers | Pakistani soldiers"),
            ("[20 to 30] people", "people"),
            ("at least [12] people, including 3 children", "people"),
            ("at least 12 people, including [3] children", "children"),
            ("The next day [58] people died", "people"),
            ("[58] other militants", "militants | other militants"),
            ("[58] more people", "people"),
            ("[58] alleged al-Qaeda-linked militants", "militants | alleged al-Qaeda-linked militants"),
            ("[Five] Chinese nationals working on a dam", "nationals | Chinese nationals"),
            ("[six] U.S. Navy F-16 jets", "jets | U.S. Navy F-16 jets"),
            ("between the [two] countries would become", "countries"),
            ("including [three] players of the Afghan cricket team.", "players | players of the Afghan cricket team"),
            ("[two] rounds of talks", "rounds | rounds of talks"),
            ("Both sides saw [two] weapons inspectors", "inspectors | weapons inspectors"),
            ("[two] women suicide bombers struck", "bombers | women suicide bombers"),
            ("[20] federal, state, and local agencies", "agencies | federal, state, and local agencies"),
            ("[two] so-called \" dirty bombs. \"", "bombs | so-called \" dirty bombs"),
            ("[five] Voice of America journalists", "journalists | Voice of America journalists"),
            ("[58] Sudanese have fled", "Sudanese"),
            ("[58] Chinese and Japanese workers", "workers | Chinese and Japanese workers"),
            ("[12] members of Mr. Blair's party voting", "members | members of Mr. Blair's party"),
            ("along the [two] countries' border", "countries"),
            ("[three] women's groups", "groups | women's groups"),
            ("[58] SOLDIERS WERE KILLED", "SOLDIERS"),
        ],
    );
}

#[test]
fn a_part_counts_what_it_is_a_part_of() {
    claims(
        FigureKind::Count,
        &[
            ("[hundreds] of trucks laden with goods", "trucks"),
            ("death of [dozens] of civilians alongside", "civilians"),
            ("[hundreds] of Afghan refugee families and traders", "families | Afghan refugee families"),
            ("[one] of the men", "men"),
            ("[two] of the country's largest banks said", "banks | country's largest banks"),
            ("[three] of the more than 100 hostages", "hostages"),
            ("[two] of them", "-"),
            ("[thousands] of livestock", "livestock"),
        ],
    );
    claims(
        FigureKind::Percent,
        &[
            ("[30 percent] of voters say", "voters"),
            ("[20%] of the world's proven oil reserves, ranks", "reserves | world's proven oil reserves"),
            ("[4%] of the population lives abroad", "population"),
            ("[75 percent] of the total eligible costs", "costs | total eligible costs"),
            ("[5 percent] of women vote", "women"),
            ("rose [3 percent] on Monday", "-"),
        ],
    );
}

#[test]
fn one_counts_a_noun_in_the_singular() {
    claims(
        FigureKind::Count,
        &[
            ("[one] official said", "official"),
            ("[one] source added", "source"),
            ("[one] suicide bomber struck", "bomber | suicide bomber"),
            ("[One] man's pleasure", "man"),
            ("[one] Pakistani soldier killed in", "soldier | Pakistani soldier"),
            ("[one] group claims", "group"),
            ("wounding at least [one] civilian.", "civilian"),
        ],
    );
}

#[test]
fn people_can_be_told_by_what_happened_to_them() {
    claims(
        FigureKind::Count,
        &[
            ("leaving [58] dead", "dead"),
            ("58 dead and [14] wounded Monday", "wounded"),
            ("[12] suspected militants dead", "militants | suspected militants"),
            ("[14] were wounded", "-"),
            ("[58] were killed", "-"),
        ],
    );
}

#[test]
fn a_bare_number_counts_nothing() {
    claims(
        FigureKind::Count,
        &[
            ("[10 billion]", "-"),
            ("the toll rose to [58].", "-"),
            ("rose to [58], officials said", "-"),
            ("[58] on Thursday, as rebels", "-"),
            ("killing [58], mostly women", "-"),
            ("[two]-thirds of the vote", "-"),
            ("on Day [One] of our administration", "-"),
            ("people with type [1] diabetes", "-"),
        ],
    );
}

#[test]
fn a_compound_counts_its_other_half() {
    claims(
        FigureKind::Count,
        &[("a [12]-member team", "member"), ("the [six]-party talks", "party"), ("[nine]-and-a-half years", "-")],
    );
}

#[test]
fn a_noun_before_the_number_is_taken_only_where_the_sentence_opens_with_it() {
    claims(
        FigureKind::Count,
        &[
            ("Of the 120 passengers, [58] were killed", "passengers"),
            ("Of the 120 passengers on board, [58] were killed", "passengers"),
            ("The 120 passengers left, [58] were killed", "-"),
        ],
    );
}

#[test]
fn an_ordinal_counts_what_it_orders() {
    claims(
        FigureKind::Ordinal,
        &[
            ("the [second] round of talks in Istanbul", "round | round of talks"),
            ("the [fifth]-largest oil exporter.", "exporter | largest oil exporter"),
            ("the [first]-ever Quad in-person meeting.", "meeting | Quad in-person meeting"),
            ("the [first] parliamentary polls since", "polls | parliamentary polls"),
            ("the [first] of two hijacked airliners slammed", "airliners | hijacked airliners"),
            ("the [first] sales increase in months", "increase | sales increase"),
            ("the [first] time NATO has", "time"),
            ("[First], they said", "-"),
        ],
    );
}

#[test]
fn money_counts_what_it_is_given_in() {
    claims(
        FigureKind::Money,
        &[
            ("[$5 million] in aid to", "aid"),
            ("[$3.2 million] in military aid", "aid | military aid"),
            ("[$5 billion] worth of orders for jets", "orders"),
            ("[$1 million] of funds intended", "funds"),
            ("[$1 million] in April", "-"),
            ("[$55] in mid-October to", "-"),
            ("[$15 million] to improve security", "-"),
        ],
    );
    claims(
        FigureKind::Measure,
        &[
            ("[four days] of talks in Istanbul", "talks"),
            ("[5 years] of age", "-"),
            ("[38 centimeters] of rain across", "rain"),
        ],
    );
}

#[test]
fn no_text_is_too_strange() {
    for text in ["[1]", "[1]-", "[1] of", "[1] of the", "[1]’", "[1]’s", "[1].", "[2] é-é-é’s of of of", "x, [5]"]
    {
        for kind in FigureKind::ALL {
            of(kind, text);
        }
    }
    let words = ["of", "-", "’", "s", ".", ",", "\"", " ", "the", "x’s", "and", "men", "É", "1", "U."];
    for number in 0..words.len().pow(3) {
        let word = |place: u32| words[number / words.len().pow(place) % words.len()];
        let (first, second, third) = (word(0), word(1), word(2));
        for kind in FigureKind::ALL {
            of(kind, &format!("{third}{first} [2]{first}{second} {third}{second}"));
        }
    }
    let chain = format!("[2]{}", "-a".repeat(10_000));
    assert_eq!(of(FigureKind::Count, &chain), "-");
}
