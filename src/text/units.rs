//! Units of money and measure: all the words and signs for each, and the one name it goes by.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::tokens::{Class, Page, Token};

/// What a unit is a unit of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A currency, or a part of one. Whether the form may stand before the number.
    Money {
        /// `US$` may, `dollars` not.
        before: bool,
    },
    /// Anything that is measured, percent too.
    Measure,
}

/// No form has more tokens: `u.s. dollars`.
const LONGEST: usize = 5;

/// The money that typed words or signs mean: `USD` for `dollars`, `$`, `usd`.
#[must_use]
pub fn money(typed: &str) -> Option<&'static str> {
    typed_as(&MONEY, typed)
}

/// The unit of measure that typed words or signs mean: `km` for `kilometres`.
#[must_use]
pub fn measure(typed: &str) -> Option<&'static str> {
    typed_as(&MEASURES, typed)
}

/// Whether a search for one unit finds another: the same, or one is the open form of the other, as `rupee` is of `PKR`.
#[must_use]
pub fn answers(asked: &str, found: &str) -> bool {
    let open = |open: &str, closed: &str| OPEN.iter().any(|(name, units)| *name == open && units.contains(&closed));
    asked == found || open(asked, found) || open(found, asked)
}

/// Units that a text may name without saying whose, and those that it may mean.
const OPEN: [(&str, &[&str]); 13] = [
    ("rupee", &["PKR", "INR", "LKR", "NPR", "MUR"]),
    ("riyal", &["SAR", "QAR", "IRR", "YER", "OMR"]),
    ("dirham", &["AED", "MAD"]),
    ("dinar", &["KWD", "IQD", "JOD", "BHD", "LYD", "TND", "DZD", "RSD"]),
    ("lira", &["TRY", "ITL", "LBP", "SYP"]),
    ("franc", &["CHF", "FRF", "BEF", "LUF", "XOF", "RWF", "CDF"]),
    ("crown", &["SEK", "NOK", "DKK", "ISK", "CZK"]),
    ("peso", &["MXN", "ARS", "CLP", "COP", "CUC", "UYU", "DOP", "PHP"]),
    ("shilling", &["KES", "UGX", "TZS", "SOS"]),
    ("kwacha", &["ZMW", "MWK"]),
    ("cent", &["eurocent"]),
    ("ton", &["tonne", "long ton", "short ton"]),
    ("degree", &["°C", "°F"]),
];

/// The unit that begins at a token, by its longest form: its sort, its name, and the token behind it.
#[must_use]
pub fn at(page: &Page<'_>, at: usize) -> Option<(Sort, &'static str, usize)> {
    let first = page.get(at)?;
    if first.class == Class::Digits {
        return None;
    }
    let rest = &page.tokens[at..page.tokens.len().min(at + LONGEST)];
    // No form holds a longer word: `hectopascals`, `thousandths`.
    if first.text.len() > 16 {
        return None;
    }
    let mut key = String::with_capacity(32);
    let mut best = None;
    for (count, token) in rest.iter().enumerate() {
        if token.class == Class::Digits && token.spaced {
            break;
        }
        add(&mut key, rest[..count].last(), token);
        let Some(unit) = FORMS.get(key.as_str()) else { break };
        if let Some((sort, name)) = unit {
            best = Some((*sort, *name, at + count + 1));
        }
    }
    best
}

/// Codes that are written with a letter before them that multiplies.
const CODES: [&str; 12] = ["USD", "EUR", "GBP", "SEK", "NOK", "DKK", "AUD", "CAD", "CHF", "INR", "PKR", "JPY"];

/// A currency whose code says by how much it multiplies: `MUSD`, `kEUR`. Its name and the power of ten.
#[must_use]
pub fn of_thousands(word: &str) -> Option<(&'static str, u8)> {
    let (letter, code) = word.split_at_checked(1).filter(|(_, code)| code.len() == 3)?;
    let power = match letter {
        "M" | "m" => 6,
        "k" | "K" | "T" => 3,
        _ => return None,
    };
    CODES.iter().find(|known| **known == code).map(|code| (*code, power))
}

type Forms = HashMap<String, &'static str>;

static MONEY: LazyLock<Forms> = LazyLock::new(|| forms(CURRENCIES));
static MEASURES: LazyLock<Forms> = LazyLock::new(|| forms(DIMENSIONS));
const CURRENCIES: &str = include_str!("units/currencies.txt");
const DIMENSIONS: &str = include_str!("units/measures.txt");

/// All forms, and all beginnings of forms of several tokens, which are no unit by themselves.
static FORMS: LazyLock<HashMap<String, Option<(Sort, &'static str)>>> = LazyLock::new(|| {
    let mut all = HashMap::new();
    for (name, form, _) in lines(DIMENSIONS) {
        enter(&mut all, &form, (Sort::Measure, name));
    }
    for (name, form, before) in lines(CURRENCIES) {
        enter(&mut all, &form, (Sort::Money { before }, name));
    }
    all
});

fn enter(all: &mut HashMap<String, Option<(Sort, &'static str)>>, form: &str, unit: (Sort, &'static str)) {
    let page = Page::whole(form);
    let mut key = String::new();
    for (at, token) in page.tokens.iter().enumerate() {
        add(&mut key, page.tokens[..at].last(), token);
        all.entry(key.clone()).or_insert(None);
    }
    all.entry(key).and_modify(|known| *known = known.or(Some(unit)));
}

fn forms(table: &'static str) -> Forms {
    let mut forms = Forms::new();
    for (name, form, _) in lines(table) {
        forms.entry(key(&Page::whole(&form).tokens)).or_insert(name);
    }
    forms
}

/// The forms of a table: name, form, and whether it stands among those that may go before a number.
fn lines(table: &'static str) -> impl Iterator<Item = (&'static str, String, bool)> {
    let rows = table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':'));
    rows.flat_map(|(name, rest)| {
        let (before, behind) = rest.split_once(';').unwrap_or((rest, ""));
        let before = before.split(',').map(|form| (form, true));
        let all = before.chain(behind.split(',').map(|form| (form, false)));
        all.flat_map(|(form, before)| numbers(form.trim()).map(move |form| (form, before)))
            .filter(|(form, _)| !form.is_empty())
            .map(move |(form, before)| (name, form, before))
    })
}

/// A form in the singular and, where `(s)` or `(es)` says so, in the plural.
fn numbers(form: &str) -> impl Iterator<Item = String> + use<> {
    let singular = form.replace("(s)", "").replace("(es)", "");
    let plural = form.replace("(s)", "s").replace("(es)", "es");
    let plural = (plural != singular).then_some(plural);
    std::iter::once(singular).chain(plural)
}

fn key(tokens: &[Token<'_>]) -> String {
    let mut key = String::new();
    for (at, token) in tokens.iter().enumerate() {
        add(&mut key, tokens[..at].last(), token);
    }
    key
}

/// Adds a token to a key: in small letters, with a space only where two words would run together.
fn add(key: &mut String, before: Option<&Token<'_>>, token: &Token<'_>) {
    if token.class == Class::Word && before.is_some_and(|before| before.class == Class::Word) {
        key.push(' ');
    }
    if token.text.is_ascii() {
        key.extend(token.text.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
    } else {
        key.extend(token.text.chars().flat_map(char::to_lowercase));
    }
}

fn typed_as(forms: &Forms, typed: &str) -> Option<&'static str> {
    forms.get(&key(&Page::whole(typed).tokens)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_has_one_name_whatever_is_typed() {
        for typed in ["usd", "$", "US$", "dollars", "U.S. dollars", "USD"] {
            assert_eq!(money(typed), Some("USD"), "{typed}");
        }
        for (typed, name) in
            [("Rs", "rupee"), ("Rs.", "rupee"), ("PKR", "PKR"), ("pounds sterling", "GBP"), ("C$", "CAD")]
        {
            assert_eq!(money(typed), Some(name), "{typed}");
        }
        for (typed, name) in
            [("kilometres", "km"), ("KM", "km"), ("sq. miles", "square mile"), ("per cent", "%"), ("°C", "°C")]
        {
            assert_eq!(measure(typed), Some(name), "{typed}");
        }
        assert_eq!(money("kilometres"), None);
        assert_eq!(measure("dollars"), None);
    }

    #[test]
    fn an_open_unit_answers_for_those_it_may_mean() {
        assert!(answers("rupee", "PKR") && answers("PKR", "rupee") && answers("USD", "USD"));
        assert!(!answers("PKR", "INR") && !answers("USD", "CAD"));
    }

    #[test]
    fn the_longest_form_is_the_unit() {
        let page = Page::whole("degrees Celsius today");
        assert_eq!(at(&page, 0), Some((Sort::Measure, "°C", 2)));
        assert_eq!(at(&Page::whole("US troops"), 0), None);
    }
}
