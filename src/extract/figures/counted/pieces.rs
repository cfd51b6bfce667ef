//! Tokens put together into the words of a phrase: `F-16`, `U.S.`, `al-Qaeda-linked`, `Pakistan’s`. Knows no meaning of words.

use crate::article::Span;
use crate::extract::figures::tokens::{Class, Page, Token};

/// No piece is longer, in tokens, so that a chain without end costs nothing: twice what `state-of-the-art` takes.
const LONGEST: usize = 14;

/// Abbreviations behind which a name follows.
const TITLES: [&str; 18] = [
    "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Lt", "Col", "Maj", "Capt", "Sgt", "Adm", "Sen", "Rep", "Gov", "Rev", "St",
    "Mt",
];

/// A word of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Its first token.
    pub first: usize,
    /// One past its last token, without the ending of a genitive.
    pub end: usize,
    /// The token behind it.
    pub next: usize,
}

impl Piece {
    /// The piece that begins at a token; none where no word does.
    #[must_use]
    pub fn at(page: &Page<'_>, first: usize) -> Option<Self> {
        page.get(first).filter(|token| token.class != Class::Mark)?;
        let mut end = first + 1;
        while let Some(next) = joined(page, first, end).filter(|next| next - first <= LONGEST) {
            end = next;
        }
        Some(Self { first, end, next: behind_genitive(page, end) })
    }

    /// The piece of one token alone.
    #[must_use]
    pub fn token(page: &Page<'_>, at: usize) -> Option<Self> {
        page.get(at).filter(|token| token.class == Class::Word)?;
        Some(Self { first: at, end: at + 1, next: at + 1 })
    }

    /// Whether it is a genitive: `Egypt's`, `workers'`.
    #[must_use]
    pub fn owns(&self) -> bool {
        self.next > self.end
    }

    /// Its text.
    #[must_use]
    pub fn text<'a>(&self, page: &Page<'a>) -> &'a str {
        page.span(&(self.first..self.end)).map_or("", |span: Span| span.of(page.text))
    }
}

/// One past what is joined to the tokens `first..end` without white space, if anything is.
fn joined(page: &Page<'_>, first: usize, end: usize) -> Option<usize> {
    let mark = close(page, end)?;
    let word = close(page, end + 1).filter(|token| token.class != Class::Mark);
    match mark.text {
        "." => (initial(page, first, end) || is_title(page, first, end)).then_some(end + 1),
        "+" => Some(end + 1),
        "-" | "‑" | "–" | "/" | "&" | "_" => word.map(|_| end + 2),
        "'" | "’" => word.filter(|word| !word.is("s")).map(|_| end + 2),
        // Letters behind digits (`10th`, `2nd`), digits behind letters (`H5N1`), letters behind a stop (`U.S.`).
        _ => (mark.class != Class::Mark).then_some(end + 1),
    }
}

/// Whether the stop behind `end` is that of an initial: `U.`, `U.S.`.
fn initial(page: &Page<'_>, first: usize, end: usize) -> bool {
    let dotted = end > first + 1 && page.get(end - 2).is_some_and(|token| token.text == ".");
    let letter = page.get(end - 1).is_some_and(|token| token.class == Class::Word && token.text.chars().count() == 1);
    letter
        && (dotted || end == first + 1)
        && page.get(end - 1).is_some_and(|token| token.text != "a" && token.text != "I")
}

/// Whether the word before the stop is an abbreviation that stands before names.
fn is_title(page: &Page<'_>, first: usize, end: usize) -> bool {
    end == first + 1 && page.get(first).is_some_and(|token| TITLES.contains(&token.text))
}

fn behind_genitive(page: &Page<'_>, end: usize) -> usize {
    let is_apostrophe = close(page, end).is_some_and(|token| matches!(token.text, "'" | "’"));
    if !is_apostrophe {
        return end;
    }
    if close(page, end + 1).is_some_and(|token| token.is("s")) {
        return end + 2;
    }
    let plural = page.get(end - 1).is_some_and(|token| token.text.ends_with('s'));
    let open = close(page, end + 1).is_none();
    if plural && open { end + 1 } else { end }
}

/// The token, if no white space stands before it.
fn close<'p, 'a>(page: &'p Page<'a>, at: usize) -> Option<&'p Token<'a>> {
    page.get(at).filter(|token| !token.spaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<String> {
        let page = Page::of(text, Span::new(text, 0, text.len()).unwrap(), Vec::new());
        let mut at = 0;
        let mut list = Vec::new();
        while at < page.tokens.len() {
            let Some(piece) = Piece::at(&page, at) else {
                at += 1;
                continue;
            };
            list.push(format!("{}{}", piece.text(&page), if piece.owns() { "+" } else { "" }));
            at = piece.next;
        }
        list
    }

    #[test]
    fn what_is_written_together_is_one_word() {
        assert_eq!(pieces("six U.S. Navy F-16 jets"), ["six", "U.S.", "Navy", "F-16", "jets"]);
        assert_eq!(pieces("U.N.-backed al-Qaeda-linked men."), ["U.N.-backed", "al-Qaeda-linked", "men"]);
        assert_eq!(pieces("the 10th H5N1 case, AT&T"), ["the", "10th", "H5N1", "case", "AT&T"]);
    }

    #[test]
    fn the_ending_of_a_genitive_is_no_part_of_the_noun() {
        assert_eq!(pieces("Egypt’s workers' rights"), ["Egypt+", "workers+", "rights"]);
        assert_eq!(pieces("Shi'ite"), ["Shi'ite"]);
    }
}
