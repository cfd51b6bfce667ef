//! The words that dates are made of. One look at two letters and the length tells that nearly every word is none of them.

use super::units::Unit;
use crate::article::Bound;

/// What a word does in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// A month by its name.
    Month(i8),
    /// A month by an abbreviation.
    ShortMonth(i8),
    /// A weekday by its name, Monday being 1.
    Weekday(i8),
    /// A weekday by an abbreviation.
    ShortWeekday(i8),
    /// A number spelt out, below a hundred.
    Number(i8),
    /// The like for an ordinal.
    Ordinal(i8),
    /// `a`: one, before a unit.
    Article,
    /// A unit of the calendar.
    Unit(Unit),
    /// So many days from today: `yesterday`.
    Day(i8),
    /// Which one from now: `last` is -1, `this` 0, `next` 1.
    Turn(i8),
    /// A part of what follows, told without a preposition: `early`, `mid`.
    Part,
    /// A part of what follows behind `of` or a hyphen: `end`, `beginning`.
    PartOf,
    /// `earlier`, `later`: before `this year` and the like.
    Sooner,
    /// What makes the date behind it a bound.
    Bound(Bound),
    /// What makes the distance behind it a bound: `more` in `more than two weeks ago`; the date lies on that side.
    Distance(Bound),
    /// Opens a range: `from`, `between`.
    Link,
    /// Opens a bound with another: `as early as`.
    As,
    /// Opens a distance into the future: `in three days`.
    In,
    /// A season.
    Season(Season),
    /// A decade of the last century: `nineties`.
    Decade(i16),
    /// Opens a quarter or a half in digits: `Q3`, `H1`.
    Numbered(Unit),
    /// Opens a year of accounts: `FY2023`, `fiscal 2023`.
    Fiscal,
    /// May open the name of a feast.
    Feast,
}

/// A quarter of the year, as people speak of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Season {
    /// From March.
    Spring,
    /// From June.
    Summer,
    /// From September.
    Autumn,
    /// From December, and so in two years.
    Winter,
}

/// No word of the table is longer.
const LONGEST: usize = 13;

/// Every word by its first letter, `a` first.
#[rustfmt::skip]
const BY_LETTER: [&[(&str, Word)]; 26] = [
    &[("a", Word::Article), ("an", Word::Article), ("april", Word::Month(4)), ("apr", Word::ShortMonth(4)), ("august", Word::Month(8)),
      ("aug", Word::ShortMonth(8)), ("after", Word::Bound(Bound::Above)), ("around", Word::Bound(Bound::About)),
      ("about", Word::Bound(Bound::About)), ("approximately", Word::Bound(Bound::About)), ("autumn", Word::Season(Season::Autumn)),
      ("almost", Word::Distance(Bound::About)),
        ("as", Word::As), ("at", Word::Distance(Bound::Below))],
    &[("before", Word::Bound(Bound::Below)), ("by", Word::Bound(Bound::Below)), ("between", Word::Link), ("beginning", Word::PartOf),
      ("boxing", Word::Feast), ("black", Word::Feast)],
    &[("christmas", Word::Feast), ("circa", Word::Bound(Bound::About)), ("century", Word::Unit(Unit::Century)),
      ("centuries", Word::Unit(Unit::Century)), ("coming", Word::Turn(1)), ("current", Word::Turn(0))],
    &[("december", Word::Month(12)), ("dec", Word::ShortMonth(12)), ("day", Word::Unit(Unit::Day)), ("days", Word::Unit(Unit::Day)),
      ("decade", Word::Unit(Unit::Decade)), ("decades", Word::Unit(Unit::Decade))],
    &[("early", Word::Part), ("end", Word::PartOf), ("earlier", Word::Sooner), ("eight", Word::Number(8)), ("eleven", Word::Number(11)),
      ("eighteen", Word::Number(18)), ("eighty", Word::Number(80)), ("eighth", Word::Ordinal(8)), ("eleventh", Word::Ordinal(11)),
      ("eighteenth", Word::Ordinal(18)), ("eighties", Word::Decade(1980)), ("easter", Word::Feast), ("earth", Word::Feast)],
    &[("february", Word::Month(2)), ("feb", Word::ShortMonth(2)), ("friday", Word::Weekday(5)), ("fri", Word::ShortWeekday(5)),
      ("from", Word::Link), ("four", Word::Number(4)), ("five", Word::Number(5)), ("fourteen", Word::Number(14)),
      ("fifteen", Word::Number(15)), ("forty", Word::Number(40)), ("fifty", Word::Number(50)), ("first", Word::Ordinal(1)),
      ("fourth", Word::Ordinal(4)), ("fifth", Word::Ordinal(5)), ("fourteenth", Word::Ordinal(14)), ("fifteenth", Word::Ordinal(15)),
      ("fall", Word::Season(Season::Autumn)), ("fifties", Word::Decade(1950)), ("fiscal", Word::Fiscal), ("fy", Word::Fiscal),
      ("fortnight", Word::Unit(Unit::Fortnight)), ("fortnights", Word::Unit(Unit::Fortnight)), ("following", Word::Turn(1)),
      ("fewer", Word::Distance(Bound::Above)), ("forthcoming", Word::Turn(1))],
    &[("good", Word::Feast)],
    &[("h", Word::Numbered(Unit::Half)), ("half", Word::Unit(Unit::Half)), ("halloween", Word::Feast)],
    &[("in", Word::In), ("international", Word::Feast)],
    &[("january", Word::Month(1)), ("jan", Word::ShortMonth(1)), ("june", Word::Month(6)), ("jun", Word::ShortMonth(6)),
      ("july", Word::Month(7)), ("jul", Word::ShortMonth(7)), ("juneteenth", Word::Feast)],
    &[],
    &[("last", Word::Turn(-1)), ("late", Word::Part), ("later", Word::Sooner), ("less", Word::Distance(Bound::Above)),
      ("labor", Word::Feast)],
    &[("march", Word::Month(3)), ("mar", Word::ShortMonth(3)), ("may", Word::Month(5)), ("monday", Word::Weekday(1)),
      ("mon", Word::ShortWeekday(1)), ("mid", Word::Part), ("middle", Word::PartOf), ("month", Word::Unit(Unit::Month)),
      ("months", Word::Unit(Unit::Month)), ("more", Word::Distance(Bound::Below)), ("memorial", Word::Feast)],
    &[("november", Word::Month(11)), ("nov", Word::ShortMonth(11)), ("next", Word::Turn(1)), ("nine", Word::Number(9)),
      ("nineteen", Word::Number(19)), ("ninety", Word::Number(90)), ("ninth", Word::Ordinal(9)), ("nineteenth", Word::Ordinal(19)),
      ("nineties", Word::Decade(1990)), ("nearly", Word::Distance(Bound::About)), ("new", Word::Feast)],
    &[("october", Word::Month(10)), ("oct", Word::ShortMonth(10)), ("one", Word::Number(1)), ("over", Word::Distance(Bound::Below))],
    &[("past", Word::Turn(-1)), ("previous", Word::Turn(-1)), ("preceding", Word::Turn(-1)), ("prior", Word::Bound(Bound::Below))],
    &[("quarter", Word::Unit(Unit::Quarter)), ("quarters", Word::Unit(Unit::Quarter)), ("qtr", Word::Unit(Unit::Quarter)),
      ("q", Word::Numbered(Unit::Quarter))],
    &[("roughly", Word::Bound(Bound::About)), ("rest", Word::PartOf), ("remainder", Word::PartOf)],
    &[("september", Word::Month(9)), ("sept", Word::ShortMonth(9)), ("sep", Word::ShortMonth(9)), ("saturday", Word::Weekday(6)),
      ("sat", Word::ShortWeekday(6)), ("sunday", Word::Weekday(7)), ("sun", Word::ShortWeekday(7)), ("since", Word::Bound(Bound::Above)),
      ("six", Word::Number(6)), ("seven", Word::Number(7)), ("sixteen", Word::Number(16)), ("seventeen", Word::Number(17)),
      ("sixty", Word::Number(60)), ("seventy", Word::Number(70)), ("second", Word::Ordinal(2)), ("sixth", Word::Ordinal(6)),
      ("seventh", Word::Ordinal(7)), ("sixteenth", Word::Ordinal(16)), ("seventeenth", Word::Ordinal(17)),
      ("spring", Word::Season(Season::Spring)), ("summer", Word::Season(Season::Summer)), ("sixties", Word::Decade(1960)),
      ("seventies", Word::Decade(1970)), ("start", Word::PartOf), ("some", Word::Distance(Bound::About)),
      ("starting", Word::Bound(Bound::Above)), ("st", Word::Feast), ("saint", Word::Feast)],
    &[("tuesday", Word::Weekday(2)), ("tue", Word::ShortWeekday(2)), ("tues", Word::ShortWeekday(2)), ("thursday", Word::Weekday(4)),
      ("thu", Word::ShortWeekday(4)), ("thur", Word::ShortWeekday(4)), ("thurs", Word::ShortWeekday(4)), ("two", Word::Number(2)),
      ("three", Word::Number(3)), ("ten", Word::Number(10)), ("twelve", Word::Number(12)), ("thirteen", Word::Number(13)),
      ("twenty", Word::Number(20)), ("thirty", Word::Number(30)), ("third", Word::Ordinal(3)), ("tenth", Word::Ordinal(10)),
      ("twelfth", Word::Ordinal(12)), ("thirteenth", Word::Ordinal(13)), ("twentieth", Word::Ordinal(20)),
      ("thirtieth", Word::Ordinal(30)), ("today", Word::Day(0)), ("tonight", Word::Day(0)), ("tomorrow", Word::Day(1)),
      ("this", Word::Turn(0)), ("till", Word::Bound(Bound::Below)), ("thanksgiving", Word::Feast)],
    &[("until", Word::Bound(Bound::Below)), ("upcoming", Word::Turn(1))],
    &[("valentine", Word::Feast), ("veterans", Word::Feast)],
    &[("wednesday", Word::Weekday(3)), ("wed", Word::ShortWeekday(3)), ("week", Word::Unit(Unit::Week)), ("weeks", Word::Unit(Unit::Week)),
      ("weekend", Word::Unit(Unit::Weekend)), ("winter", Word::Season(Season::Winter))],
    &[],
    &[("year", Word::Unit(Unit::Year)), ("years", Word::Unit(Unit::Year)), ("yesterday", Word::Day(-1))],
    &[],
];

/// The second letters of the words of a first letter and a length, a bit each: by them most words of a text are known to be none of
/// these without a search.
const SECONDS: [[u32; LONGEST + 1]; 26] = seconds();

const fn seconds() -> [[u32; LONGEST + 1]; 26] {
    let mut seconds = [[0; LONGEST + 1]; 26];
    let mut letter = 0;
    while letter < BY_LETTER.len() {
        let mut at = 0;
        while at < BY_LETTER[letter].len() {
            let word = BY_LETTER[letter][at].0.as_bytes();
            seconds[letter][word.len()] |= second(word);
            at += 1;
        }
        letter += 1;
    }
    seconds
}

/// The bit of the second letter of a word; the lowest where it has none or another character there.
const fn second(word: &[u8]) -> u32 {
    if word.len() < 2 || !word[1].is_ascii_alphabetic() { 1 } else { 2 << (word[1].to_ascii_lowercase() - b'a') }
}

/// Which words of a first letter have a length, a bit each in the order of [`BY_LETTER`].
const OF_LENGTH: [[u32; LONGEST + 1]; 26] = of_length();

const fn of_length() -> [[u32; LONGEST + 1]; 26] {
    let mut of_length = [[0; LONGEST + 1]; 26];
    let mut letter = 0;
    while letter < BY_LETTER.len() {
        let mut at = 0;
        while at < BY_LETTER[letter].len() {
            of_length[letter][BY_LETTER[letter][at].0.len()] |= 1 << at;
            at += 1;
        }
        letter += 1;
    }
    of_length
}

/// What a word does in a date, in whatever case.
#[must_use]
pub fn find(text: &str) -> Option<Word> {
    let first = text.as_bytes().first()?;
    let letter = usize::from(first.to_ascii_lowercase().wrapping_sub(b'a'));
    if SECONDS.get(letter)?.get(text.len())? & second(text.as_bytes()) == 0 {
        return None;
    }
    let words = BY_LETTER.get(letter)?;
    let mut left = OF_LENGTH[letter][text.len()];
    while left != 0 {
        let (known, word) = words[left.trailing_zeros() as usize];
        if known.eq_ignore_ascii_case(text) {
            return Some(word);
        }
        left &= left - 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_stands_under_its_letter_and_is_found_in_any_case() {
        for (letter, words) in (b'a'..).zip(BY_LETTER) {
            for (text, word) in words {
                assert_eq!(text.as_bytes()[0], letter, "{text}");
                assert!(text.len() <= LONGEST, "{text}");
                assert_eq!(find(&text.to_uppercase()), Some(*word), "{text}");
            }
        }
    }

    #[test]
    fn other_words_are_none() {
        for text in ["", "marching", "mayor", "été", "\u{212a}", "approximatelyx", "zebra"] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
