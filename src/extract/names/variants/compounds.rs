//! Names of several words that print parts in as many ways as it can: which words are one.

use super::lists::is_article;
use super::romanise::Word;

/// `Abd al-Rahman`, `Abdul Rahman`, `Abdulrahman` become `abdrahman`; `Abu Bakr` becomes `abubakr`; `Nasir al-Din`, `Nasir ud Din`,
/// `Nasiruddin` become `nasirdin`; `Hafiz Ullah` becomes `hafizullah`.
pub(super) fn joined_compounds(list: Vec<Word>) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::with_capacity(list.len());
    let mut rest = list.into_iter().peekable();
    while let Some(mut word) = rest.next() {
        if let Some(ending) = ending(&word.text) {
            if end_compound(&mut joined, ending) {
                continue;
            }
        } else if is_servant(&word.text) {
            word.text = format!("abd{}", without_article(&named_next(&mut rest)));
        } else if let Some(parent) = parent(&word.text) {
            word.text = format!("{parent}{}", named_next(&mut rest));
        } else {
            word.text = one_din(&one_abd(&word.text));
        }
        joined.push(word);
    }
    joined
}

/// The next word that is no article; empty at the end.
fn named_next(rest: &mut impl Iterator<Item = Word>) -> String {
    rest.map(|word| word.text).find(|text| !is_article(text)).unwrap_or_default()
}

fn is_servant(word: &str) -> bool {
    matches!(
        word,
        "abd" | "abdu" | "abdul" | "abdel" | "abdal" | "abdol" | "abdur" | "abdus" | "abed" | "abdoul" | "abdour"
    )
}

/// Father or mother of, in one spelling.
fn parent(word: &str) -> Option<&'static str> {
    match word {
        "abu" | "abou" | "abi" | "abo" => Some("abu"),
        "umm" | "um" => Some("umm"),
        _ => None,
    }
}

/// The second part of a compound, in one spelling.
fn ending(word: &str) -> Option<&'static str> {
    match word {
        "din" | "deen" | "dine" | "dien" | "uddin" | "eddin" | "eddine" | "addin" | "udeen" => Some("din"),
        "ullah" | "ollah" => Some("ullah"),
        _ => None,
    }
}

/// Joins an ending to the word before it, articles between them left out; whether there was one.
fn end_compound(joined: &mut Vec<Word>, ending: &str) -> bool {
    while joined.len() > 1 && joined.last().is_some_and(|last| is_article(&last.text)) {
        joined.pop();
    }
    joined.last_mut().map(|last| last.text.push_str(ending)).is_some()
}

/// `abdulrahman`, `abdurrahman`, `abdelkader` without their article.
fn one_abd(word: &str) -> String {
    match word.strip_prefix("abd") {
        Some(rest) if rest.len() >= 4 => format!("abd{}", without_article(rest)),
        _ => word.to_owned(),
    }
}

/// `nasiruddin`, `noureddine` without their article, as `Nasir al-Din` is joined.
fn one_din(word: &str) -> String {
    let stem = ["uddin", "uddeen", "uddine", "eddine", "eddin", "oddin", "addin", "adin", "udin", "edine"];
    let bare = stem.iter().find_map(|ending| word.strip_suffix(ending)).filter(|bare| bare.len() >= 3);
    bare.map_or_else(|| word.to_owned(), |bare| format!("{bare}din"))
}

/// The article within a compound: a vowel, then `l` or the doubled first letter of what follows. `allah` is `lah` with it.
fn without_article(word: &str) -> &str {
    let open = word.trim_start_matches(['a', 'e', 'i', 'o', 'u']);
    let mut letters = open.bytes();
    let first = letters.next();
    let doubled = first == letters.next();
    let article = first == Some(b'l') && open.len() < word.len() && open.len() > 3;
    let behind_vowel = if is_vowel_start(word) { open } else { word };
    if first.is_some() && (doubled || article) { &open[1..] } else { behind_vowel }
}

/// Whether the word begins with the vowel of an article (`u`, `e`, `i`, `o`), not with a name's own `a`.
fn is_vowel_start(word: &str) -> bool {
    word.starts_with(['u', 'e', 'i', 'o']) && word.len() > 4
}
