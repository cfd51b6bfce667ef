//! Numbers: reading one off the tokens of a text, and all the ways in which an article may write one.

mod digits;
mod fractions;
mod grouped;
mod places;
mod read;
mod spelled;
mod words;
mod written;

pub use places::ordinal;
pub use read::{Form, Number, read};
pub use words::{Part, part, short_scale};
pub use written::written;

use super::tokens::Page;
use crate::article::Decimal;

/// What a typed text is worth that is one number from its first sign to its last: `58`, `1,500,000`, `1.5m`, `fifty-eight`.
#[must_use]
pub fn number(typed: &str) -> Option<Decimal> {
    let page = Page::whole(typed);
    let sign = page.get(0).is_some_and(|first| matches!(first.text, "-" | "−" | "+") || first.is("minus"));
    let number = read(&page, usize::from(sign))?;
    if number.end < page.tokens.len() || number.form == Form::Open {
        return None;
    }
    let below_zero = sign && page.tokens[0].text != "+";
    Some(if below_zero { number.value.negative() } else { number.value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_worth_the_same_however_it_is_typed() {
        for (worth, typed) in [
            ("58", "58 | fifty-eight | fifty eight | Fifty-Eight | 58.0"),
            (
                "1500000",
                "1,500,000 | 1 500 000 | 1.5m | 1.5 million | 1.5 mln | 1.5 MLN | one and a half million | 15 lakh | 15,00,000",
            ),
            (
                "1500000",
                "1.5M | a million and a half | one million five hundred thousand | 1½ million | 1 1/2 million | 1.5e6",
            ),
            ("10000000", "10 million | ten million | 1 crore | 10m | 10MM | 10,000,000"),
            (
                "500000",
                "half a million | half million | a half million | half-a-million | five hundred thousand | 0.5m",
            ),
            ("205", "two hundred and five | two hundred five | 205"),
            ("5500000", "five and a half million | 5.5 million | five point five million"),
            ("0.75", "three quarters | three-quarters | 3/4 | ¾ | .75 | 0.75"),
            ("7.75", "7 3/4 | 7-3/4 | 7¾ | seven and three quarters"),
            ("6", "half a dozen | half-dozen | six"),
            ("100", "a hundred | one hundred | 100"),
            ("24", "two dozen | twenty-four"),
            ("250000", "a quarter of a million | a quarter million | quarter of a million"),
            ("3000000000000", "three lakh crore | 3tn | 3 trillion"),
            ("321331", "three hundred and twenty-one thousand three hundred and thirty one"),
            ("-5", "-5 | minus five | −5"),
            ("1900", "nineteen hundred"),
            ("4321", "4 thousand 3 hundred and twenty-one"),
        ] {
            for typed in typed.split(" | ") {
                assert_eq!(number(typed).map(|value| value.to_string()).as_deref(), Some(worth), "{typed}");
            }
        }
    }

    #[test]
    fn what_is_not_all_one_number_is_none() {
        for typed in [
            "",
            "58 soldiers",
            "01/04",
            "12.10.2025",
            "dozens",
            "one hundred and two hundred",
            "a",
            "point five five",
            "1e999999",
        ] {
            assert_eq!(number(typed), None, "{typed}");
        }
        assert!(number("1e999").is_some());
        assert!(number(&"million ".repeat(100_000)).is_none());
    }
}
