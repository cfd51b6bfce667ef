//! Whether an article writes the day before the month in figures: another date of it decides, else its language.

use crate::article::Article;

/// Whether `12/10` is the twelfth of October; none if it does not show.
#[must_use]
pub fn day_first(article: &Article) -> Option<bool> {
    shown(&article.text).or_else(|| of_language(article.meta.language.as_deref()?))
}

/// By the dates in which one number is too large for a month. Where they disagree, nothing shows.
fn shown(text: &str) -> Option<bool> {
    let mut orders = text.match_indices('/').filter_map(|(at, _)| slashed(text, at));
    let first = orders.next()?;
    orders.all(|order| order == first).then_some(first)
}

/// The order of a date with its first slash there.
fn slashed(text: &str, at: usize) -> Option<bool> {
    let first = number(text.get(at.checked_sub(2)?..at)?)?;
    let rest = text.get(at + 1..)?;
    let second = number(rest.get(..2)?)?;
    let year = rest.get(2..)?.strip_prefix('/')?;
    let dated = year.bytes().take_while(u8::is_ascii_digit).count();
    let alone = !text[..at - 2].ends_with(|before: char| before.is_ascii_digit() || before == '/');
    let order = match (first, second) {
        (13..=31, 1..=12) => true,
        (1..=12, 13..=31) => false,
        _ => return None,
    };
    (alone && matches!(dated, 2 | 4)).then_some(order)
}

/// Two characters as a number; the first may be anything before a single digit, and the second the slash behind one.
fn number(two: &str) -> Option<u8> {
    two.trim_matches(|other: char| !other.is_ascii_digit()).parse().ok()
}

/// English without a country may be anybody's.
fn of_language(tag: &str) -> Option<bool> {
    match tag.to_ascii_lowercase().as_str() {
        "en-us" => Some(false),
        "en" | "" => None,
        _ => Some(true),
    }
}
