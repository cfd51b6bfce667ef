//! Numbers that name a thing and count nothing: `Flight 370`, `Chapter 5`, `No. 10`, `Windows 10`.

use super::amount::Amount;
use crate::extract::figures::tokens::{Class, Page, Token};

/// Words behind which a number is a name.
const LABELS: &[&str] = &[
    "chapter",
    "section",
    "sections",
    "article",
    "articles",
    "page",
    "pages",
    "figure",
    "table",
    "route",
    "highway",
    "flight",
    "room",
    "nos",
    "nr",
    "nrs",
    "resolution",
    "rule",
    "act",
    "phase",
    "stage",
    "grade",
    "ward",
    "district",
    "gate",
    "terminal",
    "channel",
    "episode",
    "season",
    "volume",
    "version",
    "step",
    "part",
    "item",
    "apartment",
    "apt",
    "suite",
    "platform",
    "bus",
    "appendix",
    "annex",
    "clause",
    "paragraph",
    "verse",
    "interstate",
    "runway",
    "pier",
    "reactor",
    "title",
    "formula",
    "schedule",
    "exit",
    "exercise",
    "exercises",
    "number",
    "category",
    "tier",
    "class",
    "type",
    "model",
    "level",
    "division",
    "zone",
];

/// Whether the number is the name of what stands before it.
pub fn is_label(page: &Page<'_>, amount: &Amount) -> bool {
    let start = amount.tokens.start;
    if amount.unit.is_some() || start != amount.number.start || !amount.is_bare(page) {
        return false;
    }
    let Some(before) = start.checked_sub(1).and_then(|at| page.get(at)) else { return false };
    if before.text == "#" {
        return true;
    }
    if before.text == "." {
        return numbered(page, amount);
    }
    if before.is("of") && start > 1 && page.tokens[start - 2].text == "Group" {
        return true;
    }
    if before.class != Class::Word || !page.tokens[start].spaced {
        return false;
    }
    is_label_word(before) && !counts(page, amount) || is_title(before) || named(page, amount, before)
}

fn is_label_word(before: &Token<'_>) -> bool {
    LABELS.iter().any(|word| before.is(word))
}

/// A label with a capital names what it stands before, whatever follows: `Phase 1 awards`, `Executive Order 14005`.
fn is_title(before: &Token<'_>) -> bool {
    let capital = before.text.starts_with(char::is_uppercase);
    capital && (is_label_word(before) || MAKES.iter().any(|word| before.is(word)))
}

/// Capitalised nouns of laws, aircraft and other makes that a number follows as a name.
const MAKES: &[&str] = &[
    "order",
    "law",
    "proposition",
    "proclamation",
    "directive",
    "boeing",
    "airbus",
    "max",
    "embraer",
    "fokker",
    "tupolev",
    "ilyushin",
    "antonov",
    "mirage",
    "windows",
    "apollo",
    "soyuz",
    "falcon",
    "galaxy",
    "agenda",
    "project",
    "form",
    "cop",
];

/// `No. 10`, `Nos. 5`; `H.R. 5577` and other initials with nothing behind that is counted.
fn numbered(page: &Page<'_>, amount: &Amount) -> bool {
    let start = amount.tokens.start;
    let Some(word) = start.checked_sub(2).and_then(|at| page.get(at)) else { return false };
    let initials = word.text.len() == 1 && start > 2 && page.tokens[start - 3].text == ".";
    let numero = ["no", "nos", "nr", "nrs", "sec", "art"].iter().any(|known| word.is(known));
    numero || initials && word.text.starts_with(char::is_uppercase) && !counts(page, amount)
}

/// A capitalised word inside a sentence, with nothing behind that the number could count: `Windows 10`.
fn named(page: &Page<'_>, amount: &Amount, before: &Token<'_>) -> bool {
    let name = is_name(before.text);
    let start = amount.tokens.start;
    let inside = start
        .checked_sub(2)
        .and_then(|at| page.get(at))
        .is_some_and(|token| token.class == Class::Word && page.tokens[start - 1].spaced);
    name && inside && !counts(page, amount) && page.tokens[start].text.len() <= 4 && !opens(before)
}

/// Whether a word is written as names are: a capital, and small letters behind it.
pub fn is_name(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
}

/// Words that are written with a capital for their place alone, in headlines and tables.
fn opens(before: &Token<'_>) -> bool {
    const OPEN: &[&str] = &[
        "in", "on", "at", "of", "to", "by", "for", "from", "with", "and", "or", "over", "about", "around", "nearly",
        "almost", "least", "than", "up", "down", "the", "all", "some", "only", "just", "kills", "killed", "net", "shr",
        "revs", "sales", "oper", "total", "profit", "loss", "div", "qtr", "vs", "between", "after", "before", "under",
        "nine", "rose", "fell", "another", "other",
    ];
    OPEN.iter().any(|word| before.is(word))
}

/// Whether a word stands behind the number that it may count.
fn counts(page: &Page<'_>, amount: &Amount) -> bool {
    const SMALL: &[&str] = &[
        "and", "or", "but", "of", "in", "on", "at", "to", "for", "from", "with", "by", "as", "is", "was", "were",
        "are", "has", "had", "have", "will", "would", "after", "before", "when", "that", "which", "who", "said",
        "says", "the", "a", "an", "into", "he", "she", "it", "they", "if", "because", "since", "under", "over",
        "against", "during", "while", "where", "than", "also",
    ];
    let next = page.get(amount.next);
    next.is_some_and(|next| next.class == Class::Word && next.spaced && !SMALL.iter().any(|word| next.is(word)))
        || next.is_some_and(|next| next.text == "-" && !next.spaced)
}
