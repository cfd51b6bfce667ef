//! What a word may be in a noun phrase: a table of words, and endings for all the others. Knows no context.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The words whose class their ending does not tell.
const TABLE: &str = include_str!("words.txt");
/// No word of the table is longer, in bytes.
const LONGEST: usize = 24;

/// What a word does in a noun phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It ends every phrase: a preposition, a pronoun, an auxiliary, a verb that is nothing else.
    Wall,
    /// It opens a phrase: `the`, `his`.
    Determiner,
    /// It makes a number rough before which it stands: `more than`, `nearly`.
    Rough,
    /// `and`, `or`.
    Joint,
    /// `of`.
    Of,
    /// A number.
    Number,
    /// A weekday, a month.
    Time,
    /// It stands before a noun and is none: `other`, `recent`.
    Modifier,
    /// Before a noun it is a modifier, behind one it ends the phrase: participles, adverbs, `available`.
    Participle,
    /// It can stand for people: `dead`, `wounded`.
    Nominal,
    /// A plural, or a noun that is counted like one: `people`, `police`.
    Plural,
    /// A plural that often stands before another noun: `arms`, `women`.
    Attributive,
    /// A plural that is a verb as often: `lives`, `claims`.
    Ambiguous,
    /// A noun in the singular, or a word of which nothing is known: a noun if nothing better follows.
    Noun,
}

static WORDS: LazyLock<HashMap<&'static str, Role>> = LazyLock::new(read);

fn read() -> HashMap<&'static str, Role> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' '));
    let mut words = HashMap::new();
    for (class, list) in lines {
        // A word that stands in several lines is what the last of them says.
        words.extend(list.split(' ').filter_map(|word| Some((word, class_named(class)?))));
    }
    words
}

fn class_named(class: &str) -> Option<Role> {
    Some(match class {
        "wall" => Role::Wall,
        "determiner" => Role::Determiner,
        "rough" => Role::Rough,
        "joint" => Role::Joint,
        "of" => Role::Of,
        "number" => Role::Number,
        "time" => Role::Time,
        "modifier" => Role::Modifier,
        "after" | "participle" => Role::Participle,
        "nominal" => Role::Nominal,
        "plural" => Role::Plural,
        "attributive" => Role::Attributive,
        "maybe" => Role::Ambiguous,
        "noun" | "singular" => Role::Noun,
        _ => return None,
    })
}

/// The role of a word as it stands in the text.
#[must_use]
pub fn role(word: &str) -> Role {
    if let Some((_, last)) = word.rsplit_once(['-', '–', '/', '&']) {
        return role_of_compound(last);
    }
    let mut room = [0; LONGEST];
    match small(word, &mut room) {
        // Three words that in capitals are the name of a country, of a trade and of an organisation.
        _ if matches!(word, "US" | "IT" | "WHO") => Role::Noun,
        Some(small) => WORDS.get(small).copied().unwrap_or_else(|| unknown(word, small)),
        None => by_ending(word),
    }
}

/// `Iraqis` and `Nazis` are plurals, `crisis` and `basis` are none; `Sudanese` can stand for people.
fn unknown(word: &str, small: &str) -> Role {
    let name = word.starts_with(|first: char| first.is_ascii_uppercase());
    match () {
        () if name && small.ends_with("is") => Role::Plural,
        () if name && small.ends_with("ese") => Role::Nominal,
        () => by_ending(small),
    }
}

/// A compound is what its last part is, but nothing that ends a phrase: `mid-to-late`, `check-in`.
fn role_of_compound(last: &str) -> Role {
    match role(last) {
        plural @ (Role::Plural | Role::Attributive) => plural,
        Role::Ambiguous => Role::Plural,
        Role::Participle | Role::Modifier => Role::Modifier,
        _ => Role::Noun,
    }
}

/// The word in small letters; none if it is longer than any of the table, or not ASCII.
fn small<'a>(word: &str, room: &'a mut [u8; LONGEST]) -> Option<&'a str> {
    let bytes = word.as_bytes();
    let place = room.get_mut(..bytes.len()).filter(|_| word.is_ascii())?;
    place.copy_from_slice(bytes);
    place.make_ascii_lowercase();
    std::str::from_utf8(place).ok()
}

fn by_ending(word: &str) -> Role {
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    match word {
        _ if word.starts_with(|first: char| first.is_ascii_digit()) => numeric(word),
        _ if word.len() > 4 && ends(&["ed", "ing", "ly"]) => Role::Participle,
        _ if ends(&["ous", "ful", "less"]) => Role::Modifier,
        _ if word.len() > 2 && word.ends_with('s') && !ends(&["ss", "us", "is"]) => Role::Plural,
        _ => Role::Noun,
    }
}

/// `1990s` is a plural, `45th` a modifier, `1,200` a number.
fn numeric(word: &str) -> Role {
    match word.trim_start_matches(|digit: char| digit.is_ascii_digit() || matches!(digit, '.' | ',')) {
        "" => Role::Number,
        "s" => Role::Plural,
        _ => Role::Modifier,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_names_a_class_and_no_word_of_it_is_too_long() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#') && line.contains(' ')) {
            let (class, words) = line.split_once(' ').unwrap();
            assert!(class_named(class).is_some(), "{class}");
            assert!(words.split(' ').all(|word| word.len() <= LONGEST && !word.is_empty()), "{line}");
        }
    }

    #[test]
    fn what_the_table_does_not_hold_is_told_by_its_ending() {
        assert_eq!(role("soldiers"), Role::Plural);
        assert_eq!(role("Marines"), Role::Plural);
        assert_eq!(role("NGOs"), Role::Plural);
        assert_eq!(role("virus"), Role::Noun);
        assert_eq!(role("Israelis"), Role::Plural);
        assert_eq!(role("Paris"), Role::Noun);
        assert_eq!(role("suspected"), Role::Participle);
        assert_eq!(role("Iranian-Americans"), Role::Plural);
        assert_eq!(role("al-Qaeda-linked"), Role::Modifier);
        assert_eq!(role("rank-and-file"), Role::Noun);
        assert_eq!(role("Frauenärztinnenvereinigungsvorsitzendenwahl"), Role::Noun);
    }

    #[test]
    fn capitals_keep_a_country_from_being_a_pronoun() {
        assert_eq!(role("US"), Role::Noun);
        assert_eq!(role("us"), Role::Wall);
    }
}
