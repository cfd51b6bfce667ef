//! What the text says between two mentions: that one name abbreviates the other, or that both are names of one.

use super::Found;
use super::acronyms;
use super::clusters::Clusters;
use super::forms::Forms;
use crate::article::Kind;

/// Longer than any phrase that equates two names.
const LONGEST_PHRASE: usize = 90;

/// Unites the names that the text equates where it names them side by side.
pub fn unite(text: &str, found: &[Found], forms: &Forms<'_>, clusters: &mut Clusters) {
    for (mention, pair) in found.windows(2).enumerate() {
        let [left, right] = [forms.of_mention[mention], forms.of_mention[mention + 1]];
        if left != right && equates(&Pair { text, left: pair[0], right: pair[1] }, forms, [left, right]) {
            clusters.unite(left, right);
        }
    }
}

/// Two mentions side by side.
struct Pair<'t> {
    text: &'t str,
    left: Found,
    right: Found,
}

impl<'t> Pair<'t> {
    fn between(&self) -> &'t str {
        self.text.get(self.left.span.end()..self.right.span.start()).unwrap_or_default()
    }

    fn behind(&self) -> &'t str {
        self.text.get(self.right.span.end()..).unwrap_or_default()
    }

    /// Whether the left name hangs on a preposition, so that what follows may speak of another thing: `a town in Orlen, known as`.
    fn hangs(&self) -> bool {
        let ahead = self.text.get(..self.left.span.start()).unwrap_or_default().trim_end();
        let ahead = ahead.strip_suffix("the").map_or(ahead, str::trim_end);
        let word = ahead.rsplit(|letter: char| !letter.is_ascii_alphabetic()).next().unwrap_or_default();
        matches!(
            word,
            "of" | "in" | "from" | "at" | "near" | "to" | "for" | "by" | "with" | "against" | "on" | "within"
        )
    }

    fn one_kind(&self) -> bool {
        let [left, right] = [self.left.kind, self.right.kind];
        let thing = |kind| matches!(kind, Kind::Org | Kind::Other);
        left == right || thing(left) && thing(right)
    }
}

fn equates(pair: &Pair<'_>, forms: &Forms<'_>, [left, right]: [usize; 2]) -> bool {
    let between = pair.between();
    if between.len() < 2
        || between.len() > LONGEST_PHRASE
        || between.contains(['\n', '.']) && !between.contains("a.k.a")
    {
        return false;
    }
    match Phrase::read(between) {
        Some(Phrase::Bracket) => bracketed(pair, forms, [left, right]),
        Some(Phrase::Or) => acronyms::abbreviates(forms, left, right) && pair.one_kind(),
        Some(Phrase::Also) => pair.one_kind() && !(pair.left.kind == Kind::Place && pair.hangs()),
        Some(Phrase::Called) => pair.one_kind() && !pair.hangs(),
        None => false,
    }
}

/// `Name (N)` and `N (Name)`: letters that fit, or capitals right behind a longer name of the same kind.
fn bracketed(pair: &Pair<'_>, forms: &Forms<'_>, [left, right]: [usize; 2]) -> bool {
    let closed =
        pair.behind().trim_start_matches([' ', '"', '\u{201D}', '\'', '\u{2019}']).starts_with([')', ']', ',', ';']);
    let foreign = forms.list[right].acronym
        && !forms.list[left].acronym
        && pair.left.kind == Kind::Org
        && pair.right.kind == Kind::Org
        && forms.words(left).len() > 1
        && forms.list[right].spelling.len() > 2;
    let persons = [pair.left.kind, pair.right.kind].into_iter().filter(|kind| *kind == Kind::Person).count();
    closed && persons != 1 && (foreign || acronyms::abbreviates(forms, left, right))
}

/// How two names stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phrase {
    /// `(`
    Bracket,
    /// `, or`
    Or,
    /// `also known as`, `formerly`, `alias`: the other name of what stands before.
    Also,
    /// `known as`: perhaps the name of something that was described before.
    Called,
}

impl Phrase {
    fn read(between: &str) -> Option<Self> {
        let opening = between.trim_start();
        let bare = opening.trim_end_matches([' ', '"', '\u{201C}', '\'', '\u{2018}', '\n']);
        if matches!(bare, "(" | "[") {
            return Some(Self::Bracket);
        }
        if !may_equate(bare) {
            return None;
        }
        let parted = opening.starts_with([',', '(', '\u{2013}', '\u{2014}', '-']);
        let lowered = opening.to_lowercase();
        let mut words: Vec<&str> =
            lowered.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        while words.last().is_some_and(|last| is_epithet(last)) {
            words.pop();
        }
        if words == ["or"] {
            return Some(Self::Or);
        }
        let (phrase, ahead) = Self::at_end(&words)?;
        let described = parted && matches!(words.first(), Some(&("a" | "an" | "the" | "who" | "which" | "is" | "was")));
        (words.len() == ahead || described || words[..words.len() - ahead].iter().all(|word| is_link(word)))
            .then_some(phrase)
    }

    /// The phrase that the words end with, and of how many words it is.
    fn at_end(words: &[&str]) -> Option<(Self, usize)> {
        Some(match words {
            [.., adverb, "known" | "called", "as"] if is_adverb(adverb) => (Self::Also, 3),
            [.., adverb, "known" | "called" | "named" | "dubbed"] if is_adverb(adverb) => (Self::Also, 2),
            [.., "known", "as"] => (Self::Called, 2),
            [.., "term" | "name" | "abbreviation" | "acronym" | "shorthand", "for"] => (Self::Also, 2),
            [.., "a", "k", "a"] | [.., "term" | "name" | "abbreviation" | "acronym", "used", "for"] => (Self::Also, 3),
            ["stands" | "short", "for"] | ["which", "stands", "for"] => (Self::Also, words.len()),
            [.., "aka" | "alias" | "formerly" | "née" | "nee"] => (Self::Also, 1),
            _ => return None,
        })
    }
}

/// Whether a text ends as a phrase may: tells nearly all others without cutting them into words.
fn may_equate(between: &str) -> bool {
    const LAST: &[&str] =
        &["as", "called", "known", "named", "dubbed", "a", "aka", "alias", "formerly", "nee", "née", "for", "or"];
    let last =
        between.trim_end_matches('.').rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    is_epithet(last) || LAST.iter().any(|word| word.eq_ignore_ascii_case(last))
}

/// What may stand between the phrase and the name.
fn is_epithet(word: &str) -> bool {
    matches!(word, "the" | "simply" | "just" | "banned" | "outlawed" | "proscribed" | "so")
}

fn is_adverb(word: &str) -> bool {
    matches!(
        word,
        "also"
            | "better"
            | "formerly"
            | "previously"
            | "otherwise"
            | "commonly"
            | "widely"
            | "officially"
            | "popularly"
            | "once"
            | "sometimes"
            | "often"
            | "more"
            | "then"
            | "originally"
            | "locally"
            | "usually"
            | "generally"
            | "formally"
    )
}

fn is_link(word: &str) -> bool {
    matches!(word, "who" | "which" | "is" | "was" | "are" | "were" | "and" | "or") || is_adverb(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_that_equate_are_known_with_what_stands_around_them() {
        for (between, phrase) in [
            (" (", Phrase::Bracket),
            (" (\u{201C}", Phrase::Bracket),
            (", or ", Phrase::Or),
            (", also known as the ", Phrase::Also),
            (", better known as \"", Phrase::Also),
            (" (formerly ", Phrase::Also),
            (", a.k.a. ", Phrase::Also),
            (" alias ", Phrase::Also),
            (", an armed group also called ", Phrase::Also),
            (", which is otherwise known as ", Phrase::Also),
            (", a disparaging term for the banned ", Phrase::Also),
            (" (short for ", Phrase::Also),
            (", known as ", Phrase::Called),
        ] {
            assert_eq!(Phrase::read(between), Some(phrase), "{between}");
        }
    }

    #[test]
    fn other_words_equate_nothing() {
        for between in [" and ", ", ", " or not the ", ", formerly of ", " met the man also known as ", " (with "] {
            assert_eq!(Phrase::read(between), None, "{between}");
        }
    }
}
