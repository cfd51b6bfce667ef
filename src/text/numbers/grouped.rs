//! Numbers in digits: groups parted by spaces, and exponents.

use super::digits::value;
use super::spelled::Sum;
use crate::text::tokens::{Class, Page, Token};

/// Groups of a number that spaces part: no more are read.
const MOST_GROUPS: usize = 12;

/// The number in digits that begins at a token.
pub fn read(page: &Page<'_>, at: usize) -> Option<Sum> {
    let first = page.get(at)?;
    let groups = spaced_groups(page, at);
    if groups > 0 {
        let end = at + 1 + groups;
        let letters: String = page.tokens[at..end].iter().map(|token| token.text).collect();
        return Some(Sum { end, value: value(&letters)?, power: 0 });
    }
    exponent(page, at).or_else(|| Some(Sum { end: at + 1, value: value(first.text)?, power: 0 }))
}

/// A number that begins with its point: `.75`.
pub fn behind_point(page: &Page<'_>, at: usize) -> Option<Sum> {
    let (point, part) = (page.get(at)?, page.get(at + 1)?);
    let tied = point.spaced && !part.spaced && plain(part) && part.class == Class::Digits;
    let value = value(&page.text[point.start..part.end()]).filter(|_| tied)?;
    Some(Sum { end: at + 2, value, power: 0 })
}

/// How many groups of three digits stand behind the first one, a space before each: `1 500 000`.
fn spaced_groups(page: &Page<'_>, at: usize) -> usize {
    let first = &page.tokens[at];
    if first.text.len() > 3 || !plain(first) || first.text.starts_with('0') {
        return 0;
    }
    // In `1-3 220-250` the stroke parts other numbers than the space.
    let stroke = |at: usize| page.get(at).is_some_and(|token| !token.spaced && matches!(token.text, "-" | "–"));
    let behind_stroke = at > 0 && stroke(at - 1) && !first.spaced;
    let behind = page.tokens[at + 1..].iter().take(MOST_GROUPS);
    let mut last = first.end();
    let mut groups = 0;
    for token in behind {
        let three = token.class == Class::Digits && token.text.split('.').next().is_some_and(|whole| whole.len() == 3);
        if !three || token.text.contains(',') || !one_space(&page.text[last..token.start]) {
            break;
        }
        (last, groups) = (token.end(), groups + 1);
        if !plain(token) {
            break;
        }
    }
    let plain_space = page.text[first.end()..].starts_with(' ');
    if plain_space && (behind_stroke || stroke(at + 1 + groups)) { 0 } else { groups }
}

fn plain(token: &Token<'_>) -> bool {
    token.text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A plain, a no-break, a thin or a narrow no-break space.
fn one_space(gap: &str) -> bool {
    matches!(gap, " " | "\u{a0}" | "\u{2009}" | "\u{202f}")
}

/// `1e10`, `1.5E-3`.
fn exponent(page: &Page<'_>, at: usize) -> Option<Sum> {
    let letter = page.get(at + 1).filter(|token| !token.spaced && token.is("e"))?;
    let sign = page.get(at + 2).filter(|token| !token.spaced)?;
    let end = if matches!(sign.text, "+" | "-") { at + 4 } else { at + 3 };
    let power = page.get(end - 1).filter(|token| !token.spaced && plain(token))?;
    if power.text.len() > 4 || letter.end() > power.start {
        return None;
    }
    let places: i64 = page.text[letter.end()..power.end()].parse().ok()?;
    Some(Sum { end, value: value(page.tokens[at].text)?.shifted(places)?, power: 0 })
}
