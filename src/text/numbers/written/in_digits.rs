//! Numbers in digits, and the signs of their parts.

use crate::article::Decimal;

/// `1500000`, `1,500,000`, `1 500 000`, `15,00,000`; of small numbers also `58.0`, `4.50`, `1.5140`.
pub fn digits(value: &Decimal) -> Vec<String> {
    let plain = value.to_string();
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut parts = vec![part.to_owned()];
    parts.extend((part.is_empty()).then(|| "0".to_owned()));
    parts.extend((part.len() < 2).then(|| format!("{part:0<2}")));
    // Rates of exchange keep their noughts: `1.5140`.
    parts.extend((2..=3).contains(&part.len()).then(|| format!("{part}0")));
    let wholes = [whole.to_owned(), western(whole, ","), western(whole, " "), indian(whole)];
    let mut forms: Vec<String> =
        parts.iter().flat_map(|part| wholes.iter().map(move |whole| pointed(whole, part))).collect();
    forms.extend(plain.strip_prefix("0.").map(|part| format!(".{part}")));
    forms.extend(signs(value));
    forms
}

pub fn pointed(whole: &str, part: &str) -> String {
    if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") }
}

/// With a mark between groups of three.
pub fn western(whole: &str, mark: &str) -> String {
    let first = (whole.len() + 2) % 3 + 1;
    let mut groups = vec![&whole[..first.min(whole.len())]];
    groups.extend((first..whole.len()).step_by(3).map(|at| &whole[at..at + 3]));
    groups.join(mark)
}

/// A group of three at the end, groups of two before it.
fn indian(whole: &str) -> String {
    let Some(split) = whole.len().checked_sub(3).filter(|split| *split > 0) else { return whole.to_owned() };
    let (front, last) = whole.split_at(split);
    let first = (front.len() + 1) % 2 + 1;
    let mut groups = vec![&front[..first]];
    groups.extend((first..front.len()).step_by(2).map(|at| &front[at..at + 2]));
    // More groups than the reader of digits looks for are written by nobody.
    if groups.len() > 6 { whole.to_owned() } else { format!("{},{last}", groups.join(",")) }
}

/// Digits of a part, its sign, its fraction and its name.
pub type Part = (&'static str, &'static str, &'static str, &'static str);

/// Parts that have a sign and a name, in hundredths or as thirds cut off.
const PARTS: [Part; 5] = [
    ("0.5", "½", "1/2", "half"),
    ("0.25", "¼", "1/4", "quarter"),
    ("0.75", "¾", "3/4", "three quarters"),
    ("0.333333333333333", "⅓", "1/3", "third"),
    ("0.666666666666667", "⅔", "2/3", "two thirds"),
];

/// The whole of a number, and its part as a row of [`PARTS`].
pub fn whole_and_part(value: &Decimal) -> Option<(i64, &'static Part)> {
    let plain = value.to_string();
    let (whole, part) = plain.split_once('.')?;
    let row = PARTS.iter().find(|row| row.0.strip_prefix("0.") == Some(part))?;
    Some((whole.parse().ok()?, row))
}

/// `7½`, `7 3/4`, `7-3/4`.
pub fn signs(value: &Decimal) -> Vec<String> {
    match whole_and_part(value) {
        None => Vec::new(),
        Some((0, (_, sign, bar, _))) => vec![(*sign).to_owned(), (*bar).to_owned()],
        Some((whole, (_, sign, bar, _))) => {
            vec![
                format!("{whole}{sign}"),
                format!("{whole} {sign}"),
                format!("{whole} {bar}"),
                format!("{whole}-{bar}"),
            ]
        }
    }
}
