//! All the ways in which an article may write a number.

mod in_digits;
mod in_words;

use crate::article::Decimal;

use in_digits::{digits, pointed, signs, western};
use in_words::{SMALL, below_hundred, words};

/// The surface forms of a value, each once: digits with and without marks between the groups, with words and letters that multiply, and
/// words. [`super::number`] reads every one of them back as `value`.
#[must_use]
pub fn written(value: &Decimal) -> Vec<String> {
    let mut forms = if value.is_negative() {
        let forms = written(&value.negative());
        forms.iter().flat_map(|form| [format!("-{form}"), format!("minus {form}")]).collect()
    } else {
        above_zero(value)
    };
    let mut seen = std::collections::HashSet::new();
    forms.retain(|form| seen.insert(form.clone()));
    forms
}

fn above_zero(value: &Decimal) -> Vec<String> {
    let mut forms = digits(value);
    forms.extend(words(value));
    for scale in SCALES {
        let Some(count) = value.shifted(-scale.power) else { continue };
        forms.extend(scaled(&count, scale));
    }
    forms.extend(lots(value));
    forms
}

/// A round word, the letters for it, and its power of ten.
struct Scale {
    power: i64,
    words: &'static [&'static str],
    letters: &'static [&'static str],
}

const SCALES: &[Scale] = &[
    Scale { power: 2, words: &["hundred"], letters: &[] },
    Scale { power: 3, words: &["thousand"], letters: &["k"] },
    Scale { power: 5, words: &["lakh", "lakhs"], letters: &[] },
    Scale { power: 6, words: &["million"], letters: &["m", "mn", "mln"] },
    Scale { power: 7, words: &["crore", "crores"], letters: &["cr"] },
    Scale { power: 9, words: &["billion"], letters: &["b", "bn", "bln"] },
    Scale { power: 12, words: &["lakh crore"], letters: &[] },
    Scale { power: 12, words: &["trillion"], letters: &["tn", "trn"] },
];

/// Places behind the point before a round word: `1.234 million`; longer ones are written out.
const MOST_PLACES: usize = 6;

/// `1.5 million`, `1.5m`, `1.5 mln`, `one and a half million`, `half a million`.
fn scaled(count: &Decimal, scale: &Scale) -> Vec<String> {
    let plain = count.to_string();
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let fits = part.len() <= MOST_PLACES && whole.len() <= 5 && !plain.starts_with("0.0") && plain != "0";
    if !fits || (scale.power == 2 && (!part.is_empty() || whole.len() > 2)) {
        return Vec::new();
    }
    let mut forms = in_digits(&plain, scale);
    forms.extend(in_words(count, scale));
    forms
}

fn in_digits(plain: &str, scale: &Scale) -> Vec<String> {
    let (whole, part) = plain.split_once('.').unwrap_or((plain, ""));
    let mut counts = vec![plain.to_owned(), pointed(&western(whole, ","), part)];
    counts.extend((part.is_empty()).then(|| format!("{plain}.0")));
    counts.extend((part.len() == 1).then(|| format!("{plain}0")));
    counts.extend(plain.strip_prefix("0.").map(|part| format!(".{part}")));
    let mut forms = Vec::new();
    for count in &counts {
        forms.extend(scale.words.iter().flat_map(|word| [format!("{count} {word}"), format!("{count}-{word}")]));
        forms.extend(scale.letters.iter().map(|letters| format!("{count}{letters}")));
        forms.extend(
            scale.letters.iter().filter(|letters| letters.len() > 1).map(|letters| format!("{count} {letters}")),
        );
    }
    forms
}

fn in_words(count: &Decimal, scale: &Scale) -> Vec<String> {
    // From a thousand on the words would run into one another: `one thousand and two hundred thousand`.
    let mut heads = if count < &Decimal::from(1000) { words(count) } else { Vec::new() };
    heads.extend(signs(count));
    let mut forms: Vec<String> =
        scale.words.iter().flat_map(|word| heads.iter().map(move |head| format!("{head} {word}"))).collect();
    let pointed = point_in_words(count);
    forms.extend(scale.words.iter().flat_map(|word| pointed.iter().map(move |head| format!("{head} {word}"))));
    let singular = scale.words[0];
    forms.extend((count == &Decimal::from(1)).then(|| format!("a {singular}")));
    if count < &Decimal::from(1) {
        forms.extend(heads.iter().flat_map(|head| part_of(head, singular)));
    }
    forms
}

/// `half a million`, `a quarter of a million`.
fn part_of(head: &str, word: &str) -> Vec<String> {
    if head == "half" {
        return vec![format!("half a {word}"), format!("half-a-{word}"), format!("half-{word}")];
    }
    vec![format!("{head} of a {word}")]
}

/// `one point five`.
fn point_in_words(count: &Decimal) -> Vec<String> {
    let plain = count.to_string();
    let Some((whole, part)) = plain.split_once('.').filter(|(whole, part)| whole.len() < 3 && part.len() <= 2) else {
        return Vec::new();
    };
    let digits: Vec<&str> = part.bytes().map(|digit| SMALL[usize::from(digit - b'0')]).collect();
    let wholes = below_hundred(whole.parse().unwrap_or(0));
    wholes.iter().map(|whole| format!("{whole} point {}", digits.join(" "))).collect()
}

/// `a dozen`, `two dozen`, `half a dozen`.
fn lots(value: &Decimal) -> Vec<String> {
    let forms = |list: &[&str]| list.iter().map(|form| (*form).to_owned()).collect();
    match value.whole() {
        Some(6) => forms(&["half a dozen", "half-a-dozen", "half-dozen", "half dozen"]),
        Some(12) => forms(&["a dozen", "one dozen", "dozen"]),
        Some(many @ 24..=120) if many % 12 == 0 => {
            vec![format!("{} dozen", SMALL[usize::try_from(many / 12).unwrap_or(0)])]
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::numbers::number;

    fn forms(value: &str) -> Vec<String> {
        written(&value.parse().unwrap())
    }

    #[test]
    fn a_value_is_written_in_all_usual_ways() {
        let list = forms("1500000");
        for form in [
            "1500000",
            "1,500,000",
            "1 500 000",
            "15,00,000",
            "1.5 million",
            "1.5m",
            "1.5 mn",
            "1.5 mln",
            "15 lakh",
            "one and a half million",
            "1½ million",
            "one point five million",
            "1.50 million",
            "1,500,000.00",
        ] {
            assert!(list.iter().any(|known| known == form), "{form} in {list:?}");
        }
        for (value, form) in [
            ("58", "fifty-eight"),
            ("58", "fifty eight"),
            ("500000", "half a million"),
            ("100", "a hundred"),
            ("205", "two hundred and five"),
            ("1900", "nineteen hundred"),
            ("0.75", "three-quarters"),
            ("24", "two dozen"),
            ("7.75", "7 3/4"),
        ] {
            assert!(forms(value).iter().any(|known| known == form), "{form} in {:?}", forms(value));
        }
    }

    #[test]
    fn every_form_is_read_back_as_the_value() {
        let list = "0 1 2 6 12 20 21 24 58 100 101 205 250 300 500 750 999 1000 1001 1200 1500 2025 2500 5000 10000 12345 35500 \
             100000 150000 250000 500000 1000000 1250000 1500000 10000000 35500000 58000000 350000000 1000000000 4700000000 \
             10000000000 250000000000 1000000000000 1500000000000000 0.5 0.25 0.75 1.5 2.5 7.75 3.14 4.5 0.05 12.345 -5 -1.5 \
             0.333333333333333 5.666666666666667 123456789012345678901234567890";
        for value in list.split_whitespace() {
            let exact: Decimal = value.parse().unwrap();
            let forms = written(&exact);
            assert!(!forms.is_empty(), "{value}");
            for form in forms {
                assert_eq!(number(&form).as_ref(), Some(&exact), "{value} as {form}");
            }
        }
    }
}
