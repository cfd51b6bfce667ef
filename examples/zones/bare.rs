//! Bylines and headlines stripped of what only surrounds them, so that another name is told from another way of writing the same.
//! Both sides are stripped alike. Shares no code with the reader that is measured.

use morgue::article::Article;

use crate::page::Expected;

/// The names of the site and of the authors, as expected and as found, in letters only.
pub fn names(expected: &Expected, article: &Article) -> Vec<String> {
    let stated = [expected.site.as_deref(), expected.byline.as_deref()];
    let found = [Some(article.meta.source.as_str()), article.meta.byline.as_deref()];
    let names = stated.into_iter().chain(found).flatten().flat_map(|name| [letters(name), byline(name)]);
    names.filter(|name| !name.is_empty()).collect()
}

/// A headline without the names that stand before or behind it, in letters only.
pub fn title(title: &str, names: &[String]) -> String {
    const SEPARATORS: [char; 9] = ['|', '-', '\u{2013}', '\u{2014}', ':', '\u{b7}', '\u{ab}', '\u{bb}', '/'];
    let mut parts: Vec<String> = title.split(SEPARATORS).map(letters).filter(|part| !part.is_empty()).collect();
    let is_name = |part: &String| names.iter().any(|name| name == part || name.replacen("the", "", 1) == *part);
    while parts.len() > 1 && parts.last().is_some_and(is_name) {
        parts.pop();
    }
    while parts.len() > 1 && parts.first().is_some_and(is_name) {
        parts.remove(0);
    }
    parts.concat()
}

/// A byline without `By`, times, `and` and handles, in letters only.
pub fn byline(line: &str) -> String {
    let mut names: Vec<String> = Vec::new();
    for word in line.split_whitespace() {
        let bare = word.trim_matches(|next: char| !next.is_alphanumeric() && next != '@');
        if let Some(digit) = bare.find(|next: char| next.is_ascii_digit()) {
            names.push(letters(&bare[..digit]));
            while names.last().is_some_and(|last| is_of_time(last)) {
                names.pop();
            }
            break;
        }
        if !bare.starts_with('@') && !["by", "and"].contains(&bare.to_lowercase().as_str()) {
            names.push(letters(bare));
        }
    }
    names.concat()
}

fn is_of_time(word: &str) -> bool {
    const WORDS: [&str; 20] = [
        "on",
        "at",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "aug",
        "sept",
        "oct",
        "nov",
    ];
    word.is_empty() || WORDS.contains(&word)
}

fn letters(text: &str) -> String {
    text.chars().filter(|next| next.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
