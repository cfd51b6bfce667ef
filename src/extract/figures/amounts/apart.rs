//! Digits that are no value: clock times, telephone numbers, names of things with digits in them, addresses, versions, list numbers.

use super::amount::bare;
use super::money::with_sign;
use super::{heat, unit};
use crate::extract::figures::tokens::{Class, Page, Token};
use crate::text::numbers::{Form, Part, part, short_scale};
use crate::text::units;

/// The token behind what is told apart at a token.
pub fn at(page: &Page<'_>, at: usize) -> Option<usize> {
    let token = page.get(at)?;
    match token.class {
        Class::Digits => digits(page, at),
        Class::Word => address(page, at).or_else(|| spelled_clock(page, at)),
        Class::Mark if token.text == "+" => telephone(page, at + 1),
        Class::Mark => None,
    }
}

fn digits(page: &Page<'_>, at: usize) -> Option<usize> {
    list_number(page, at)
        .or_else(|| clock(page, at))
        .or_else(|| glued_before(page, at))
        .or_else(|| glued_behind(page, at))
        .or_else(|| chain(page, at))
        .or_else(|| of_law(page, at))
        .or_else(|| pair(page, at))
        .or_else(|| padded(page, at))
        .or_else(|| slip(page, at))
}

fn before<'t, 'a>(page: &'t Page<'a>, at: usize, back: usize) -> Option<&'t Token<'a>> {
    at.checked_sub(back).and_then(|at| page.get(at))
}

/// A token that touches the one before it.
fn touching<'t, 'a>(page: &'t Page<'a>, at: usize) -> Option<&'t Token<'a>> {
    page.get(at).filter(|token| !token.spaced)
}

/// `1.` or `2)` at the start of a block, with text behind it.
fn list_number(page: &Page<'_>, at: usize) -> Option<usize> {
    let opened = at == 1 && page.tokens[0].text == "(";
    let short = page.tokens[at].text.len() <= 3;
    let mark = page.get(at + 1).filter(|mark| matches!(mark.text, "." | ")") && short)?;
    let text_behind = page.get(at + 2).is_some_and(|next| next.spaced || mark.text == ")");
    (text_behind && (at == 0 || opened)).then_some(at + 2)
}

/// `10:30`, `7 pm`, `0700 GMT`.
fn clock(page: &Page<'_>, at: usize) -> Option<usize> {
    let mut end = at + 1;
    while touching(page, end).is_some_and(|token| token.text == ":")
        && touching(page, end + 1).is_some_and(|next| next.class == Class::Digits)
    {
        end += 2;
    }
    let pair = end > at + 1;
    let short = page.tokens[at].text.len() <= 5;
    half_day(page, end).filter(|_| pair || short).or_else(|| pair.then_some(end))
}

/// The token behind `pm`, `a.m.`, `GMT`, `o'clock`.
fn half_day(page: &Page<'_>, at: usize) -> Option<usize> {
    const ZONES: [&str; 14] =
        ["am", "pm", "AM", "PM", "GMT", "gmt", "utc", "UTC", "EST", "EDT", "IST", "PKT", "BST", "PST"];
    let token = page.get(at)?;
    if ZONES.contains(&token.text) {
        return Some(at + 1);
    }
    if token.is("o") && page.get(at + 2).is_some_and(|next| next.is("clock")) {
        return Some(at + 3);
    }
    let dotted =
        (token.is("a") || token.is("p")) && touching(page, at + 1)?.text == "." && touching(page, at + 2)?.is("m");
    dotted.then(|| at + 3 + usize::from(touching(page, at + 3).is_some_and(|next| next.text == ".")))
}

/// `five o'clock`, `seven pm`.
fn spelled_clock(page: &Page<'_>, at: usize) -> Option<usize> {
    let hour = matches!(part(page.tokens[at].text), Some(Part::Small(1..=12)));
    half_day(page, at + 1).filter(|_| hour)
}

/// Digits that letters or a stroke tie to what stands before them: `F-16`, `A320`, `COVID-19`, `#12`, `x=5`.
fn glued_before(page: &Page<'_>, at: usize) -> Option<usize> {
    let token = &page.tokens[at];
    let last = before(page, at, 1).filter(|_| !token.spaced)?;
    let word = |token: Option<&Token<'_>>| token.is_some_and(|token| token.class != Class::Mark);
    let glued = match last.text {
        // `sub-4%` and `12-to-15 pct` are no names.
        "-" | "‑" | "–" => !last.spaced && word(before(page, at, 2)) && !percent_follows(page, at),
        "/" | "_" | "=" | "#" | "@" | "&" | "\\" | "^" => {
            last.text == "#" || !last.spaced && before(page, at, 2).is_some()
        }
        "." => {
            !last.spaced
                && before(page, at, 2).is_some_and(|before| before.class == Class::Word && before.text.len() > 3)
        }
        _ => last.class == Class::Word && (units::money(last.text).is_none() || with_sign(page, at - 1).is_none()),
    };
    glued.then(|| past_name(page, at + 1))
}

/// Whether a sign or word of percent stands behind a number that letters are tied to.
fn percent_follows(page: &Page<'_>, at: usize) -> bool {
    let letters = before(page, at, 2).is_some_and(|token| token.class == Class::Word && token.text.len() > 1);
    let percent =
        || bare(page, at).and_then(|number| units::at(page, number.next)).is_some_and(|(_, name, _)| name == "%");
    letters && percent()
}

/// Digits to which letters are tied that are no unit, ending or round word: `7x`, `4G`, `777F`, `600519.SS`.
fn glued_behind(page: &Page<'_>, at: usize) -> Option<usize> {
    let next = touching(page, at + 1)?;
    match next.text {
        "_" | "=" | "@" | "&" | "#" | "^" => return Some(past_name(page, at + 1)),
        "." => {
            let code = touching(page, at + 2).filter(|code| code.class == Class::Word && code.text.len() <= 3)?;
            let capitals = code.text.chars().all(char::is_uppercase);
            return (capitals && page.tokens[at].text.len() > 2).then_some(at + 3);
        }
        "-" => return tied_letters(page, at),
        _ => {}
    }
    let exponent = next.is("e") && bare(page, at).is_some_and(|number| number.next > at + 1);
    if next.class != Class::Word || next.text.len() > 14 || exponent {
        return None;
    }
    let ending = ["st", "nd", "rd", "th", "yo"].iter().any(|known| next.is(known));
    let digits_follow = touching(page, at + 2).is_some_and(|token| token.class == Class::Digits);
    let unit = if next.text.len() == 1 {
        unit::is_letter(next.text) || heat::letter(page, at + 1).is_some()
    } else {
        units::at(page, at + 1).is_some()
    };
    let known = ending || short_scale(next.text).is_some() || part(next.text).is_some() || unit;
    let known = known || units::of_thousands(next.text).is_some();
    let squared = digits_follow && units::at(page, at + 1).is_some_and(|(.., end)| end > at + 2);
    (!known || digits_follow && !squared).then(|| past_name(page, at + 1))
}

/// `737-MAX`, `20-F`.
fn tied_letters(page: &Page<'_>, at: usize) -> Option<usize> {
    let letters = touching(page, at + 2).filter(|token| token.class == Class::Word && token.text.len() <= 3)?;
    let capitals = letters.text.chars().all(char::is_uppercase);
    let known = units::at(page, at + 2).is_some() && letters.text.len() > 1;
    // `100-MLN-DLR`: wires write so in capitals.
    let scale = short_scale(letters.text).is_some() && letters.text.len() > 2;
    (capitals && !known && !scale).then(|| past_name(page, at + 2))
}

/// The token behind everything that touches, from a token on.
fn past_name(page: &Page<'_>, mut at: usize) -> usize {
    while touching(page, at).is_some_and(|token| {
        token.class != Class::Mark || matches!(token.text, "-" | "/" | "_" | "=" | "&" | "%" | "^" | "+")
    }) {
        at += 1;
    }
    at
}

/// Three groups of digits and more with a stroke between: a telephone number, an account, a date that is none.
fn chain(page: &Page<'_>, at: usize) -> Option<usize> {
    let mut end = at + 1;
    let mut groups = 1;
    while touching(page, end).is_some_and(|stroke| matches!(stroke.text, "-" | "/" | "–" | "‑"))
        && touching(page, end + 1).is_some_and(|next| next.class == Class::Digits)
    {
        (end, groups) = (end + 2, groups + 1);
    }
    let mixed = groups == 3
        && touching(page, at + 1).is_some_and(|stroke| stroke.text == "-")
        && bare(page, at).is_some_and(|number| number.next == end);
    (groups > 2 && !mixed).then_some(end)
}

/// Places in laws: `856(c)`, `1221(a)(7)`, `42 U.S.C. 6241(d)`, `10 CFR`.
fn of_law(page: &Page<'_>, at: usize) -> Option<usize> {
    /// No law is cut deeper: `1(a)(2)(B)(iv)`.
    const DEEPEST: usize = 5;
    let inner = |end: usize| {
        touching(page, end).is_some_and(|open| open.text == "(")
            && page.get(end + 2).is_some_and(|close| close.text == ")")
    };
    let depth = (0..DEEPEST).take_while(|depth| inner(at + 1 + 3 * depth)).count();
    let end = at + 1 + 3 * depth;
    if end > at + 1 && page.get(at + 2).is_some_and(|inner| inner.text.len() <= 3 && units::at(page, at + 2).is_none())
    {
        return Some(end);
    }
    let is = |ahead: usize, text: &str| page.get(at + ahead).is_some_and(|token| token.text == text);
    let code = is(1, "CFR") || is(1, "USC") || is(1, "U") && is(3, "S") && is(5, "C");
    code.then_some(at + 1)
}

/// `9/11`, `24/7`: two numbers with a stroke that are no fraction.
fn pair(page: &Page<'_>, at: usize) -> Option<usize> {
    let stroke = touching(page, at + 1).filter(|stroke| stroke.text == "/")?;
    let second = touching(page, at + 2).filter(|next| next.class == Class::Digits)?;
    let fraction = bare(page, at).is_some_and(|number| number.form == Form::Fraction || number.next > at + 2);
    (!fraction && second.start == stroke.end()).then_some(at + 3)
}

/// `0400`: a time without its zone, or a code; nobody counts so.
fn padded(page: &Page<'_>, at: usize) -> Option<usize> {
    let text = page.tokens[at].text;
    let digits = text.len() == 4 && text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then_some(at + 1)
}

/// `98,0000`: a number with a slip in its groups, which is neither 98 nor any other that can be told.
fn slip(page: &Page<'_>, at: usize) -> Option<usize> {
    /// No number has more groups.
    const MOST: usize = 8;
    let groups = page.tokens[at].text.split(',').collect::<Vec<_>>();
    let tied = |mark: usize| {
        let comma = touching(page, mark).is_some_and(|token| token.text == ",");
        touching(page, mark + 1).filter(|next| comma && next.class == Class::Digits)
    };
    let more: Vec<&str> = (0..MOST).map_while(|group| tied(at + 1 + 2 * group)).map(|token| token.text).collect();
    let long = |text: &str| text.split(',').next().is_some_and(|group| group.len() > 3);
    let slipped = groups[0].len() <= 3 && more.iter().any(|text| long(text));
    slipped.then_some(at + 1 + 2 * more.len())
}

/// Groups of digits behind a plus: an international telephone number.
fn telephone(page: &Page<'_>, at: usize) -> Option<usize> {
    let first = touching(page, at).filter(|first| first.class == Class::Digits && first.text.len() <= 3)?;
    let mut end = at + 1;
    while page
        .get(end)
        .is_some_and(|token| matches!(token.text, "-" | "(" | ")" | "/" | ".") || token.class == Class::Digits)
    {
        end += 1;
    }
    let last_dot = page.tokens[end - 1].text == ".";
    (end > at + 2 && first.start > 0).then(|| end - usize::from(last_dot))
}

/// A web address, to the next space.
fn address(page: &Page<'_>, at: usize) -> Option<usize> {
    let token = &page.tokens[at];
    let web = token.is("http") || token.is("https") || token.is("www");
    let mark = touching(page, at + 1)?;
    if !web || !matches!(mark.text, ":" | ".") {
        return None;
    }
    let rest = page.tokens[at + 1..].iter().position(|token| token.spaced);
    Some(rest.map_or(page.tokens.len(), |length| at + 1 + length))
}
