//! Folding: the form under which a word is compared. NFKD, accents off, lower case, one apostrophe; `U.S.` becomes `us`,
//! `1,500,000` becomes `1500000`, `½` becomes `1/2`. Letters that Unicode does not decompose (`ø`, `ß`, `ı`) are spelled out.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::words::{each_word, is_apostrophe};

/// Appends the folded form of `word` (one word as `words` cuts it) to `out`.
pub fn fold_into(word: &str, out: &mut String) {
    let numeric = word.bytes().any(|byte| byte.is_ascii_digit());
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        let start = out.len();
        out.push_str(word);
        out[start..].make_ascii_lowercase();
        return;
    }
    if word.is_ascii() {
        let kept = word.bytes().filter(|&byte| is_kept(char::from(byte), numeric));
        out.extend(kept.map(|byte| char::from(byte.to_ascii_lowercase())));
        return;
    }
    if word.chars().all(|character| character.is_ascii() || is_apostrophe(character)) {
        // `don’t`: most words that are not ASCII in the press.
        let kept = word.chars().filter(|character| is_kept(*character, numeric));
        return out
            .extend(kept.map(|character| if character.is_ascii() { character.to_ascii_lowercase() } else { '\'' }));
    }
    // Decomposition may bring capitals back (`ꟸ` becomes `Ħ`), so case goes once more. Where a mark was dropped, those beside it come
    // into their own order by the last decomposition.
    let decomposed = word.chars().flat_map(char::to_lowercase).nfkd().flat_map(char::to_lowercase).nfkd();
    for character in decomposed.filter(|character| is_kept(*character, numeric) && !is_dropped(*character)).nfkd() {
        match spelled_out(character) {
            Some(letters) => out.push_str(letters),
            None => out.push(character),
        }
    }
}

/// The folded form of one word.
#[must_use]
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_into(word, &mut folded);
    folded
}

/// The folded words of a text, joined by spaces: the form under which names are compared.
#[must_use]
pub fn phrase(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    each_word(text, |word| {
        if !folded.is_empty() {
            folded.push(' ');
        }
        fold_into(&text[word], &mut folded);
    });
    folded
}

fn is_kept(character: char, numeric: bool) -> bool {
    match character {
        ',' => false,
        '.' => numeric,
        _ => true,
    }
}

/// Accents of the scripts that have letters below them, and characters that print nothing. Vowel signs of Indic scripts are
/// combining marks too, but they are spelling, not accent.
fn is_dropped(character: char) -> bool {
    let accent = matches!(character,
        '\u{0300}'..='\u{036F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
        || (matches!(character, '\u{0591}'..='\u{05C7}' | '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}')
            && is_combining_mark(character));
    let unseen = matches!(character,
        '\u{00AD}' | '\u{0640}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}');
    accent || unseen
}

fn spelled_out(character: char) -> Option<&'static str> {
    let letters = match character {
        _ if is_apostrophe(character) => "'",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ł' => "l",
        'ŧ' => "t",
        'þ' => "th",
        'ſ' => "s",
        'ς' => "σ",
        '\u{2044}' => "/",
        '٠' | '۰' | '०' => "0",
        '١' | '۱' | '१' => "1",
        '٢' | '۲' | '२' => "2",
        '٣' | '۳' | '३' => "3",
        '٤' | '۴' | '४' => "4",
        '٥' | '۵' | '५' => "5",
        '٦' | '۶' | '६' => "6",
        '٧' | '۷' | '७' => "7",
        '٨' | '۸' | '८' => "8",
        '٩' | '۹' | '९' => "9",
        _ => return None,
    };
    Some(letters)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spellings_of_one_word_fold_to_one_form() {
        for (word, form) in [
            ("Türkiye", "turkiye"),
            ("TÜRKİYE", "turkiye"),
            ("Diyarbakır", "diyarbakir"),
            ("U.S.", "us"),
            ("U.S", "us"),
            ("O\u{2019}Brien", "o'brien"),
            ("ﬁnal", "final"),
            ("Straße", "strasse"),
            ("co\u{AD}operate", "cooperate"),
            ("1,500,000", "1500000"),
            ("3.14", "3.14"),
            ("５８", "58"),
            ("٥٨", "58"),
            ("½", "1/2"),
            ("Łódź", "lodz"),
            ("ΣΟΦΟΣ", "σοφοσ"),
            ("σοφος", "σοφοσ"),
        ] {
            assert_eq!(fold(word), form, "{word}");
        }
    }

    #[test]
    fn folding_any_letter_twice_changes_nothing() {
        for letter in (0..=u32::from(char::MAX)).filter_map(char::from_u32).filter(|letter| letter.is_alphanumeric()) {
            let once = fold(&letter.to_string());
            assert_eq!(fold(&once), once, "{letter} U+{:04X}", u32::from(letter));
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(word in "\\w{1,12}") {
            let once = fold(&word);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
