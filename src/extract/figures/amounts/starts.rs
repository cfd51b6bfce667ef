//! At which tokens an amount may begin: told by a look, so that plain words cost next to nothing.

use crate::extract::figures::tokens::{Class, Page, Token};
use crate::text::numbers::{Part, part};

/// Whether anything of ours may begin at a token.
pub fn may(page: &Page<'_>, at: usize) -> bool {
    let Some(token) = page.get(at) else { return false };
    match token.class {
        Class::Digits => true,
        Class::Word => word(page, at, token),
        Class::Mark => mark(page, at, token),
    }
}

fn word(page: &Page<'_>, at: usize, token: &Token<'_>) -> bool {
    match token.text {
        // `A$75` is money, `a $75 bill` is not Australian.
        "A" if page.get(at + 1).is_some_and(|next| next.text == "$" && !next.spaced) => true,
        "a" | "an" | "A" | "An" => of_article(page, at + 1),
        _ => part(token.text).is_some() || before_number(page, at, token),
    }
}

/// What `a` makes a number of: `a hundred`, `a dozen`, `a third`.
fn of_article(page: &Page<'_>, at: usize) -> bool {
    let next = page.get(at).filter(|next| next.class == Class::Word);
    next.and_then(|next| part(next.text)).is_some_and(|part| !matches!(part, Part::Small(_) | Part::Tens(_)))
}

/// Whether a short word stands before digits or a sign, as a currency does, or is one of the few words that begin an amount.
fn before_number(page: &Page<'_>, at: usize, token: &Token<'_>) -> bool {
    let currency = token.text.len() <= 4 && page.get(at + 1).is_some_and(|next| next.class != Class::Word);
    currency || (token.text.len() <= 8 && is_opening(token))
}

fn is_opening(token: &Token<'_>) -> bool {
    match token.text.as_bytes()[0] {
        b'm' | b'M' => token.is("minus"),
        b'n' | b'N' => token.is("negative") || token.is("nought") || token.is("naught"),
        b'h' => token.text == "http" || token.text == "https",
        b'w' => token.text == "www",
        _ => false,
    }
}

fn mark(page: &Page<'_>, at: usize, token: &Token<'_>) -> bool {
    match token.text {
        "," | "\"" | "'" | ")" | "(" | ";" | ":" | "“" | "”" | "’" => false,
        "." | "-" | "−" | "–" | "+" => {
            page.get(at + 1).is_some_and(|next| !next.spaced && next.class != Class::Word)
        }
        _ => true,
    }
}
