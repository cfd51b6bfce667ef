//! All the ways in which an article may write a number.

use crate::article::Decimal;

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

// ---- Digits ----

/// `1500000`, `1,500,000`, `1 500 000`, `15,00,000`; of small numbers also `58.0`, `4.50`.
fn digits(value: &Decimal) -> Vec<String> {
    let plain = value.to_string();
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut parts = vec![part.to_owned()];
    parts.extend((part.is_empty()).then(|| "0".to_owned()));
    parts.extend((part.len() < 2).then(|| format!("{part:0<2}")));
    let wholes = [whole.to_owned(), western(whole, ","), western(whole, " "), indian(whole)];
    let mut forms: Vec<String> =
        parts.iter().flat_map(|part| wholes.iter().map(move |whole| pointed(whole, part))).collect();
    forms.extend(plain.strip_prefix("0.").map(|part| format!(".{part}")));
    forms.extend(signs(value));
    forms
}

fn pointed(whole: &str, part: &str) -> String {
    if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") }
}

/// With a mark between groups of three.
fn western(whole: &str, mark: &str) -> String {
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

/// Parts that have a sign and a name, in hundredths or as thirds cut off.
const PARTS: [(&str, &str, &str, &str); 5] = [
    ("0.5", "½", "1/2", "half"),
    ("0.25", "¼", "1/4", "quarter"),
    ("0.75", "¾", "3/4", "three quarters"),
    ("0.333333333333333", "⅓", "1/3", "third"),
    ("0.666666666666667", "⅔", "2/3", "two thirds"),
];

/// The whole of a number, and its part as a row of [`PARTS`].
fn whole_and_part(value: &Decimal) -> Option<(i64, &'static (&'static str, &'static str, &'static str, &'static str))> {
    let plain = value.to_string();
    let (whole, part) = plain.split_once('.')?;
    let row = PARTS.iter().find(|row| row.0.strip_prefix("0.") == Some(part))?;
    Some((whole.parse().ok()?, row))
}

/// `7½`, `7 3/4`, `7-3/4`.
fn signs(value: &Decimal) -> Vec<String> {
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

// ---- Words ----

/// A number in words, with and without hyphens and `and`; numbers nobody spells out have none.
fn words(value: &Decimal) -> Vec<String> {
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

fn below_hundred(value: i64) -> Vec<String> {
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

const SMALL: [&str; 20] = [
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

// ---- What multiplies ----

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
    let mut heads = words(count);
    heads.extend(signs(count));
    heads.extend((count == &Decimal::from(1)).then(|| "a".to_owned()));
    let below_one = count < &Decimal::from(1);
    let joined = |word: &str| {
        let plain = heads.iter().map(|head| format!("{head} {word}"));
        let parts = heads.iter().filter(|_| below_one && !word.is_empty()).flat_map(|head| part_of(head, word));
        plain.chain(parts).collect::<Vec<_>>()
    };
    let mut forms: Vec<String> = scale.words.iter().flat_map(|word| joined(word)).collect();
    forms.extend(
        point_in_words(count).iter().flat_map(|head| scale.words.iter().map(move |word| format!("{head} {word}"))),
    );
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
    use super::super::number;
    use super::*;

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
            assert!(forms.len() > 2, "{value}: {forms:?}");
            for form in forms {
                assert_eq!(number(&form).as_ref(), Some(&exact), "{value} as {form}");
            }
        }
    }
}
