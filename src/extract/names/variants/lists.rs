//! Words that play a part in names without being the name: titles, particles, usual spellings, numbers.

/// Dropped in front of a person's name, and the religious ones anywhere in it.
pub(super) fn is_title(word: &str) -> bool {
    matches!(
        word,
        "mr" | "mrs"
            | "ms"
            | "miss"
            | "dr"
            | "prof"
            | "professor"
            | "sir"
            | "lord"
            | "lady"
            | "dame"
            | "rev"
            | "reverend"
            | "president"
            | "minister"
            | "chancellor"
            | "premier"
            | "governor"
            | "mayor"
            | "ambassador"
            | "sen"
            | "senator"
            | "rep"
            | "judge"
            | "justice"
            | "king"
            | "queen"
            | "pope"
            | "gen"
            | "general"
            | "col"
            | "colonel"
            | "lt"
            | "capt"
            | "captain"
            | "maj"
            | "major"
            | "sgt"
            | "sergeant"
            | "brig"
            | "brigadier"
            | "marshal"
            | "commander"
            | "admiral"
            | "saint"
            | "engr"
            | "eng"
    ) || is_honorific(word)
}

/// Dropped wherever it stands in a person's name: it comes and goes from one report to the next.
pub(super) fn is_honorific(word: &str) -> bool {
    matches!(
        word,
        "sheikh"
            | "shaikh"
            | "shaykh"
            | "sheik"
            | "cheikh"
            | "hajj"
            | "haj"
            | "haji"
            | "hajji"
            | "hadji"
            | "alhaj"
            | "alhaji"
            | "mullah"
            | "mulla"
            | "molla"
            | "maulana"
            | "mawlana"
            | "maulvi"
            | "mawlawi"
            | "maulavi"
            | "molvi"
            | "qari"
            | "hafiz"
            | "imam"
            | "ayatollah"
            | "hojjatoleslam"
            | "ustad"
            | "ustaz"
            | "na"
    )
}

/// Small words within names: articles, `son of`, `of`, `and`.
pub(super) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "al" | "el"
            | "ul"
            | "ur"
            | "us"
            | "ud"
            | "uz"
            | "as"
            | "ash"
            | "ad"
            | "at"
            | "ar"
            | "az"
            | "an"
            | "e"
            | "i"
            | "y"
            | "bin"
            | "ibn"
            | "ben"
            | "bint"
            | "binti"
            | "ould"
            | "oglu"
            | "kyzy"
            | "de"
            | "del"
            | "della"
            | "di"
            | "da"
            | "do"
            | "dos"
            | "das"
            | "du"
            | "des"
            | "la"
            | "le"
            | "les"
            | "los"
            | "las"
            | "van"
            | "von"
            | "der"
            | "den"
            | "the"
            | "of"
            | "for"
            | "in"
            | "and"
            | "und"
            | "et"
            | "fi"
            | "va"
            | "wa"
            | "to"
            | "on"
            | "a"
    )
}

/// `son of`, before the father's name.
pub(super) fn is_son_of(word: &str) -> bool {
    matches!(word, "bin" | "ibn" | "ben" | "bint" | "binti")
}

/// The Arabic article, as printed before any letter.
pub(super) fn is_article(word: &str) -> bool {
    matches!(
        word,
        "al" | "el"
            | "ul"
            | "ol"
            | "ur"
            | "us"
            | "ud"
            | "uz"
            | "un"
            | "ut"
            | "as"
            | "ash"
            | "ad"
            | "at"
            | "ar"
            | "az"
            | "an"
            | "ed"
            | "er"
            | "es"
    )
}

/// One spelling for words of organisations that are printed in several, and digits for numbers in letters.
pub(super) fn usual(word: String) -> String {
    let usual = match word.as_str() {
        "organisation" => "organization",
        "centre" => "center",
        "labour" => "labor",
        "defence" => "defense",
        "intl" | "int" => "international",
        "natl" => "national",
        "dept" => "department",
        "govt" => "government",
        "univ" => "university",
        "assn" | "assoc" => "association",
        "bros" => "brothers",
        "mfg" => "manufacturing",
        "two" => "2",
        "three" => "3",
        "four" => "4",
        "five" => "5",
        "six" => "6",
        "seven" => "7",
        "eight" => "8",
        "nine" => "9",
        "ten" => "10",
        _ => return word,
    };
    usual.to_owned()
}

/// The value of a Roman numeral of the kind that tells funds, popes and kings apart: 1 to 39.
pub(super) fn roman(word: &str) -> Option<u32> {
    let tens = word.bytes().take_while(|letter| *letter == b'x').count();
    let units = match &word[tens..] {
        "" if tens > 0 => 0,
        "i" => 1,
        "ii" => 2,
        "iii" => 3,
        "iv" => 4,
        "v" => 5,
        "vi" => 6,
        "vii" => 7,
        "viii" => 8,
        "ix" => 9,
        _ => return None,
    };
    (tens <= 3).then(|| u32::try_from(tens).unwrap_or(0) * 10 + units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numerals_are_read() {
        assert_eq!(["vii", "xiii", "iv", "xl", "mix", ""].map(roman), [Some(7), Some(13), Some(4), None, None, None]);
    }
}
