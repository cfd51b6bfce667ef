//! English stems (Snowball's Porter2), worked out when a query is asked: the index holds words, not stems.
//!
//! Snowball changes only the end of a word, so every form of a stem begins with the stem less its last letters. `reach` gives
//! that beginning; a test holds it against a whole vocabulary. Words with a digit have no other form: 2024 is never 2025.

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};

/// Cuts words to their stems.
pub struct Stems(Stemmer);

impl Default for Stems {
    fn default() -> Self {
        Self(Stemmer::new(Algorithm::English))
    }
}

impl Stems {
    /// Whether a folded word can have other forms: it is of letters only, and no longer than words are.
    #[must_use]
    pub fn has_forms(folded: &str) -> bool {
        const LONGEST: usize = 64;
        folded.len() <= LONGEST && !folded.bytes().any(|byte| byte.is_ascii_digit())
    }

    /// The stem of a folded word. A single letter is the stem of no longer word: Snowball makes `i` of `IEDs`.
    #[must_use]
    pub fn stem<'a>(&self, folded: &'a str) -> Cow<'a, str> {
        if !Self::has_forms(folded) {
            return Cow::Borrowed(folded);
        }
        let stem = self.0.stem(folded);
        if stem.chars().nth(1).is_some() { Cow::Owned(stem.to_string()) } else { Cow::Borrowed(folded) }
    }

    /// What every form of `stem` begins with. Snowball rewrites a last `y` to `i` and back, puts an `e` behind what it cuts, and takes
    /// `bil` for `bl`; else it only cuts, and nothing of a word of two letters. Two letters go where the stem ends in `ble` (`possibility`) or is a short verb in `ie`
    /// (`dying`, `die`).
    #[must_use]
    pub fn reach<'a>(&self, stem: &'a str) -> &'a str {
        let dropped = match stem {
            _ if stem.ends_with("ble") || (stem.ends_with("ie") && stem.len() == 3) => 2,
            _ if stem.chars().nth(2).is_none() || !Self::has_forms(stem) => 0,
            _ if stem.ends_with(['e', 'i', 'y', 'l']) => 1,
            _ => 0,
        };
        let kept = stem.chars().count().saturating_sub(dropped).max(1);
        let end = stem.char_indices().nth(kept).map_or(stem.len(), |(at, _)| at);
        &stem[..end]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOTS: &str = "abil able happi relat possib nation general organ vie comput depend adjust hop hopp fall fly sky ski die tie lie \
        idl gentl earl onl ugl singl news inning herring exceed succeed say us gas this generat activ sensit fruit argu probab ratio \
        electric communi arsen oper histor observ quer cr tr b p dr sp";
    const ENDS: &str = "|s|es|'s|ed|ing|ly|ies|ied|y|er|ation|ational|ations|ator|ization|izer|iveness|fulness|ousness|alism|ality|ivity|\
        ability|ibility|bility|bly|ably|ency|ancy|ently|fully|lessly|icate|ative|alize|ical|icity|ful|ness|ment|ement|ion|ist|ists|ism|ate|\
        iti|ous|ive|ize|e|ee|eed|eedly|edly|ingly|ogy|ogist|ying|ies|ye|al|ally|ible|able|ence|ance|li|i|dying|ying";

    #[test]
    fn every_form_of_a_stem_begins_with_its_reach() {
        let stems = Stems::default();
        let mut tried = 0;
        for root in ROOTS.split_whitespace() {
            for end in ENDS.split('|') {
                let word = format!("{root}{end}");
                let stem = stems.stem(&word);
                assert!(word.starts_with(stems.reach(&stem)), "{word} -> {stem}");
                tried += 1;
            }
        }
        for word in
            ["dying", "lying", "tying", "skies", "skis", "dies", "possibility", "stability", "nobility", "ability"]
        {
            assert!(word.starts_with(stems.reach(&stems.stem(word))), "{word}");
        }
        assert!(tried > 3000);
    }

    #[test]
    fn a_number_is_its_own_stem() {
        let stems = Stems::default();
        assert_eq!(stems.stem("1990s"), "1990s");
        assert_eq!(stems.reach("1990s"), "1990s");
        assert_eq!(stems.stem("talks"), stems.stem("talking"));
        assert_eq!(stems.stem("ieds"), "ieds");
    }
}
