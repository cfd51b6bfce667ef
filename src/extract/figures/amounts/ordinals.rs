//! Places in an order: `second`, `21st`, `twenty-first`. Not the second that a clock ticks.

use crate::article::Decimal;
use crate::extract::figures::tokens::{Class, Page};
use crate::text::numbers::{Part, ordinal, part};

/// The ordinal that begins at a token: the token behind it, and its number.
pub fn at(page: &Page<'_>, at: usize) -> Option<(usize, Decimal)> {
    match page.get(at)?.class {
        Class::Digits => digits(page, at),
        Class::Word => words(page, at),
        Class::Mark => None,
    }
}

/// `21st`.
fn digits(page: &Page<'_>, at: usize) -> Option<(usize, Decimal)> {
    let ending = page.get(at + 1).filter(|next| !next.spaced)?;
    let known = ["st", "nd", "rd", "th"].iter().any(|known| ending.is(known));
    let value: Decimal = page.tokens[at].text.replace(',', "").parse().ok().filter(|_| known)?;
    value.is_whole().then_some((at + 2, value))
}

fn words(page: &Page<'_>, at: usize) -> Option<(usize, Decimal)> {
    let (end, value) = ordinal(page, at)?;
    let second = end == at + 1 && page.tokens[at].is("second");
    (!second || !is_time(page, at)).then_some((end, value))
}

/// Whether `second` is a time: `a second later`, `per second`, `split second`, `one second`.
fn is_time(page: &Page<'_>, at: usize) -> bool {
    const BEHIND: &[&str] = &["later", "ago", "or", "to", "that", "if", "because", "but", "here", "there"];
    let before = at.checked_sub(1).and_then(|before| page.get(before));
    let counted = before.is_some_and(|before| {
        ["per", "split", "every", "each"].iter().any(|word| before.is(word))
            || matches!(part(before.text), Some(Part::Small(_)))
    });
    let article = before.is_some_and(|before| before.is("a"));
    let listed = matches!(page.get(at + 2).and_then(|token| part(token.text)), Some(Part::Ordinal(..)));
    let and = page.get(at + 1).is_some_and(|next| next.is("and")) && !listed;
    let ends = page.get(at + 1).is_none_or(|next| next.class == Class::Mark || BEHIND.iter().any(|word| next.is(word)));
    counted || (article && (ends || and) && page.get(at + 1).is_none_or(|next| next.text != "-"))
}
