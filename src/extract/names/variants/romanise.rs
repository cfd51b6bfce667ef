//! From a form as it stands in print to plain lower-case words: scripts romanised, accents and apostrophes off, dots of initials
//! undone. Knows letters, not names.

use deunicode::deunicode_char;

/// A word of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Lower-case ASCII letters and digits, at least one.
    pub(super) text: String,
    /// Whether it is printed in capitals throughout.
    pub(super) capitals: bool,
    /// Whether a hyphen ties it to the word before it.
    pub(super) tied: bool,
}

/// The words of a form, with `U.S.` as one word where `join_initials` is set, else as two.
pub(super) fn words(form: &str, join_initials: bool) -> Vec<Word> {
    let mut list = Vec::new();
    let mut tied = false;
    for chunk in form.split_inclusive(is_separator) {
        let mut ending = chunk.chars();
        let separator = ending.next_back().filter(|character| is_separator(*character));
        let body = if separator.is_some() { ending.as_str() } else { chunk };
        let before = list.len();
        push_chunk(body, join_initials, &mut list);
        if let Some(word) = list.get_mut(before) {
            word.tied = tied;
        }
        tied = separator.is_some_and(is_hyphen) && list.len() > before;
    }
    list
}

fn push_chunk(chunk: &str, join_initials: bool, list: &mut Vec<Word>) {
    let parts: Vec<&str> = chunk.split('.').filter(|part| !part.is_empty()).collect();
    let initials = parts.len() > 1 && parts.iter().all(|part| part.chars().count() == 1);
    if initials && join_initials {
        return push_word(&parts.concat(), list);
    }
    for part in parts {
        push_word(part, list);
    }
}

fn push_word(printed: &str, list: &mut Vec<Word>) {
    let capitals = printed.chars().any(char::is_uppercase) && !printed.chars().any(char::is_lowercase);
    // Ideographs are romanised to a syllable and a space each.
    for text in ascii(without_possessive(printed)).split_whitespace() {
        list.push(Word { text: text.to_owned(), capitals, tied: false });
    }
}

fn without_possessive(printed: &str) -> &str {
    let stem = printed.strip_suffix(['s', 'S']).unwrap_or(printed);
    let bare = stem.trim_end_matches(is_apostrophe);
    if stem.len() < printed.len() && bare.len() < stem.len() && bare.chars().count() > 2 { bare } else { printed }
}

fn ascii(printed: &str) -> String {
    let mut plain = String::with_capacity(printed.len());
    for character in printed.chars().filter(|character| !is_apostrophe(*character)) {
        let letters = special(character).or_else(|| deunicode_char(character)).unwrap_or("");
        let kept = letters.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == ' ');
        plain.extend(kept.map(|letter| letter.to_ascii_lowercase()));
    }
    plain
}

/// Where the general table differs from how names of that language are printed in English.
fn special(character: char) -> Option<&'static str> {
    Some(match character {
        'х' | 'Х' => "kh",
        'й' | 'Й' | 'ы' | 'Ы' => "y",
        'ё' | 'Ё' => "yo",
        'ю' | 'Ю' => "yu",
        'я' | 'Я' => "ya",
        'щ' | 'Щ' => "shch",
        'ъ' | 'Ъ' | 'ь' | 'Ь' => "",
        'č' | 'Č' | 'ć' | 'Ć' | 'ç' | 'Ç' => "ch",
        'š' | 'Š' | 'ş' | 'Ş' | 'ș' | 'Ș' => "sh",
        'ž' | 'Ž' => "zh",
        _ => return None,
    })
}

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2012}')
}

fn is_separator(character: char) -> bool {
    let joins = character.is_alphanumeric() || character == '.' || is_apostrophe(character) || is_mark(character);
    !joins
}

/// Accents and vowel signs, which stand behind their letter, and characters that print nothing.
fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
        || matches!(character, '\u{00AD}' | '\u{0640}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// Apostrophes, and the letters that stand for hamza and ayn.
fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '`' | '´' | '\u{2018}'..='\u{201B}' | '\u{02B9}'..='\u{02BF}' | '\u{FF07}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(form: &str, join_initials: bool) -> String {
        words(form, join_initials).into_iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn scripts_are_romanised() {
        for (form, expected) in [
            ("Фрэнк Рихтер", "frenk rikhter"),
            ("ბარაკ ობამა", "barak obama"),
            ("Κυριάκος", "kuriakos"),
            ("Nicușor Dan", "nicushor dan"),
            ("Volodymyr Zelenskyy", "volodymyr zelenskyy"),
        ] {
            assert_eq!(texts(form, true), expected);
        }
    }

    #[test]
    fn apostrophes_and_ayn_fall_out_of_words() {
        assert_eq!(texts("Al Qa\u{2019}ida, Mus\u{02BF}ab People's", true), "al qaida musab people");
    }

    #[test]
    fn dotted_initials_are_one_word_or_several() {
        assert_eq!(texts("U.S. Steel", true), "us steel");
        assert_eq!(texts("J.K. Rowling", false), "j k rowling");
        assert_eq!(texts("Amazon.com, Inc.", true), "amazon com inc");
    }

    #[test]
    fn a_hyphen_ties() {
        let tied: Vec<bool> = words("Kim Jong-un", true).iter().map(|word| word.tied).collect();
        assert_eq!(tied, [false, false, true]);
    }
}
