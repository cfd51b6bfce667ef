//! What single tokens mean: operators of nearness, wildcards, fuzzy words, days.

use jiff::ToSpan;
use jiff::civil::Date;

use super::ast::{Nearness, Reach};
use super::error::{QueryError, refuse};
use super::pattern::Pattern;
use crate::text::compounds::is_hyphen;
use crate::text::fold::fold;
use crate::text::words::words;

/// The nearness that an operator asks for; none if the token is no such operator.
pub fn nearness(token: &str) -> Option<Nearness> {
    let words = |name: &str| {
        token
            .strip_prefix(name)
            .filter(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
            .and_then(|rest| rest.parse().ok())
    };
    let (reach, ordered) = match token {
        "/s" => (Reach::Sentence, false),
        "/p" => (Reach::Paragraph, false),
        _ => match (words("w/"), words("pre/")) {
            (Some(words), _) => (Reach::Words(words), false),
            (_, Some(words)) => (Reach::Words(words), true),
            _ => return None,
        },
    };
    Some(Nearness { reach, ordered })
}

/// Whether a token holds a wildcard: `*` anywhere, `?` with a letter behind it. Web addresses are text.
pub fn is_wild(token: &str) -> bool {
    let letters: Vec<char> = token.chars().collect();
    let question = letters.windows(2).any(|pair| pair[0] == '?' && pair[1].is_alphanumeric());
    !token.contains("://") && (token.contains('*') || question)
}

/// The words of a token with wildcards: hyphens and the like part them, as they part words.
pub fn wild(at: usize, token: &str) -> Result<Vec<Pattern>, QueryError> {
    let of_word =
        |letter: char| letter.is_alphanumeric() || matches!(letter, '*' | '?' | '\'' | '\u{2019}' | '.' | ',');
    let mut row = Vec::new();
    for piece in token.split(|letter| !of_word(letter)).filter(|piece| !piece.is_empty()) {
        if !piece.chars().any(char::is_alphanumeric) {
            return refuse(
                at,
                "a wildcard needs at least one letter beside it",
                "write the letters that are known: terror*",
            );
        }
        if is_wild(piece) {
            row.push(Pattern::Wild(folded_wild(piece)));
        } else {
            row.extend(words(piece).into_iter().map(|word| Pattern::word(&piece[word], None)));
        }
    }
    Ok(row)
}

/// Folds what stands between the wildcards.
fn folded_wild(piece: &str) -> String {
    piece
        .split_inclusive(['*', '?'])
        .map(|part| {
            let letters = part.trim_end_matches(['*', '?']);
            fold(letters) + &part[letters.len()..]
        })
        .collect()
}

/// The longest word that is looked for in other spellings: the automaton for it grows with it.
pub const LONGEST_FUZZY: usize = 100;

/// `mehsud`, `mehsud/1`
pub fn fuzzy(at: usize, form: &str) -> Result<Pattern, QueryError> {
    let (word, edits) = match form.split_once('/') {
        Some((word, "1")) => (word, 1),
        Some((word, "2")) => (word, 2),
        Some(_) => {
            return refuse(
                at,
                "up to 1 or 2 edits can be asked for",
                "write ~mehsud for up to 2, ~mehsud/1 for up to 1",
            );
        }
        None => (form, 2),
    };
    let folded = fold(word);
    if folded.chars().count() > LONGEST_FUZZY {
        return refuse(
            at,
            format!("a fuzzy word has at most {LONGEST_FUZZY} letters"),
            "write its beginning with a wildcard: antidisest*",
        );
    }
    if words(word).len() != 1 || folded.chars().any(|letter| !letter.is_alphabetic() && letter != '\'') {
        return refuse(
            at,
            "only one word of letters can be fuzzy; digits never are",
            "write ~mehsud, or a number as it is",
        );
    }
    Ok(Pattern::Fuzzy(folded, edits))
}

/// Whether the words of a token are joined by single hyphens.
pub fn is_hyphenated(token: &str, found: &[&str]) -> bool {
    let joined: Vec<&str> = token.split(is_hyphen).collect();
    joined == found && found.iter().all(|word| word.chars().all(char::is_alphabetic))
}

/// The first and last day of a period or range, open ends none. `at` is its column.
///
/// # Errors
/// When it is no period or range.
pub fn days(at: usize, value: &str) -> Result<(Option<Date>, Option<Date>), QueryError> {
    let (from, to) = value.split_once("..").unwrap_or((value, value));
    let bad = || {
        QueryError {
        what: format!("`{value}` is no day, month, year or range of these"),
        at,
        hint: "write published:2025, published:2025-10, published:2025-10-19, published:2025-10..2025-11-06, or leave one end open: published:2025-10..".into(),
    }
    };
    let end = |text: &str| if text.is_empty() { Ok(None) } else { period(text).map(Some).ok_or_else(bad) };
    match (end(from)?, end(to)?) {
        (None, None) => Err(bad()),
        (Some((first, _)), Some((_, last))) if first > last => {
            refuse(at, "this range ends before it begins", format!("write published:{to}..{from}"))
        }
        (first, last) => Ok((first.map(|days| days.0), last.map(|days| days.1))),
    }
}

/// First and last day of a year, a month or a day; none if the text is none of these.
#[must_use]
pub fn period(text: &str) -> Option<(Date, Date)> {
    let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    let well_formed = digits(parts[0], 4) && parts[1..].iter().all(|part| digits(part, 2));
    let number = |index: usize| parts.get(index).and_then(|part| part.parse::<i8>().ok());
    let year = parts[0].parse::<i16>().ok().filter(|_| well_formed)?;
    match parts.len() {
        1 => Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)),
        2 => {
            let first = Date::new(year, number(1)?, 1).ok()?;
            Some((first, first.checked_add(1.month()).ok()?.checked_sub(1.day()).ok()?))
        }
        3 => Date::new(year, number(1)?, number(2)?).ok().map(|day| (day, day)),
        _ => None,
    }
}
