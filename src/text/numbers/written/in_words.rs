//! Numbers in words.

use super::in_digits::whole_and_part;
use crate::article::Decimal;

/// A number in words, with and without hyphens and `and`; numbers nobody spells out have none.
pub fn words(value: &Decimal) -> Vec<String> {
    if let Some((whole, (.., name))) = whole_and_part(value) {
        return part_in_words(whole, name);
    }
    value.whole().map(spelled).unwrap_or_default()
}

fn part_in_words(whole: i64, name: &str) -> Vec<String> {
    let mut names = if name.contains(' ') {
        vec![name.to_owned(), name.replace(' ', "-")]
    } else {
        vec![format!("a {name}"), format!("one {name}"), format!("one-{name}")]
    };
    if whole == 0 {
        names.extend((name == "half").then(|| name.to_owned()));
        return names;
    }
    let wholes = spelled(whole).into_iter().chain([whole.to_string()]);
    let mut forms: Vec<String> =
        wholes.flat_map(|whole| names.iter().map(move |name| format!("{whole} and {name}"))).collect();
    forms.extend(spelled(whole).iter().filter(|_| name == "half").map(|whole| format!("{whole}-and-a-half")));
    forms
}

/// Above this nobody writes a number in words without a round word such as `million` at its end.
const LONGEST_SPELLED: i64 = 9_999;

fn spelled(value: i64) -> Vec<String> {
    match value {
        0..=99 => below_hundred(value),
        100..=LONGEST_SPELLED if value % 100 == 0 && value % 1000 != 0 && value > 1000 => {
            let mut forms: Vec<String> =
                below_hundred(value / 100).iter().map(|count| format!("{count} hundred")).collect();
            forms.extend(thousands(value));
            forms
        }
        100..=999 => hundreds(value),
        1000..=LONGEST_SPELLED => thousands(value),
        _ => Vec::new(),
    }
}

pub fn below_hundred(value: i64) -> Vec<String> {
    let index = usize::try_from(value).unwrap_or(0);
    match (index / 10, index % 10) {
        (0 | 1, _) => vec![SMALL[index].to_owned()],
        (tens, 0) => vec![TENS[tens - 2].to_owned()],
        (tens, ones) => ["-", " "].iter().map(|mark| format!("{}{mark}{}", TENS[tens - 2], SMALL[ones])).collect(),
    }
}

fn hundreds(value: i64) -> Vec<String> {
    counted(value / 100, "hundred", value % 100, below_hundred)
}

fn thousands(value: i64) -> Vec<String> {
    counted(value / 1000, "thousand", value % 1000, |rest| if rest > 99 { hundreds(rest) } else { below_hundred(rest) })
}

/// So many of a round word, and the rest behind it.
fn counted(count: i64, word: &str, rest: i64, spell: impl Fn(i64) -> Vec<String>) -> Vec<String> {
    let mut counts = below_hundred(count);
    counts.extend((count == 1).then(|| "a".to_owned()));
    let heads = counts.iter().map(|count| format!("{count} {word}"));
    if rest == 0 {
        return heads.collect();
    }
    let tails = spell(rest);
    heads
        .flat_map(|head| {
            tails
                .iter()
                .flat_map(move |tail| [format!("{head} and {tail}"), format!("{head} {tail}")])
                .collect::<Vec<_>>()
        })
        .collect()
}

/// `zero` to `nineteen`.
pub const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
