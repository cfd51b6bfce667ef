//! Exact decimal numbers: what a figure is worth, digit for digit.

use std::fmt;
use std::str::FromStr;

use bigdecimal::num_bigint::{BigInt, Sign};
use bigdecimal::{BigDecimal, Zero};
use serde::{Deserialize, Serialize};

/// An exact decimal number. Two that are worth the same are equal, however they were written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Decimal(BigDecimal);

/// A number has no more places than this, before or behind the point: longer ones stay text. The longest number in print that anybody
/// may look for is shorter by far.
const PLACES: i64 = 1000;
/// Digits kept of a quotient that does not end: as many as a double holds for sure.
const QUOTIENT_DIGITS: u64 = 15;

/// The text is no number, or one of too many places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a decimal number of at most {PLACES} places")]
pub struct NotDecimal;

impl Decimal {
    /// Zero.
    #[must_use]
    pub fn zero() -> Self {
        Self(BigDecimal::zero())
    }

    fn of(value: &BigDecimal) -> Option<Self> {
        let value = value.normalized();
        let places = value.digits().cast_signed() - value.fractional_digit_count();
        let fits = places.abs() <= PLACES && value.fractional_digit_count().abs() <= PLACES;
        fits.then_some(Self(value))
    }

    /// The product; none if it has too many places.
    #[must_use]
    pub fn times(&self, other: &Self) -> Option<Self> {
        Self::of(&(&self.0 * &other.0))
    }

    /// The sum.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Option<Self> {
        Self::of(&(&self.0 + &other.0))
    }

    /// The difference.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Option<Self> {
        Self::of(&(&self.0 - &other.0))
    }

    /// The quotient, rounded to 15 digits where it does not end; none if `other` is zero.
    #[must_use]
    pub fn over(&self, other: &Self) -> Option<Self> {
        if other.0.is_zero() {
            return None;
        }
        Self::of(&(&self.0 / &other.0).with_prec(QUOTIENT_DIGITS))
    }

    /// Times ten to the power of `places`.
    #[must_use]
    pub fn shifted(&self, places: i64) -> Option<Self> {
        let (digits, scale) = self.0.as_bigint_and_exponent();
        Self::of(&BigDecimal::new(digits, scale.checked_sub(places)?))
    }

    /// The number below zero.
    #[must_use]
    pub fn negative(&self) -> Self {
        Self(-&self.0)
    }

    /// How far it is from zero.
    #[must_use]
    pub fn magnitude(&self) -> Self {
        Self(self.0.abs())
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.0.sign() == Sign::Minus
    }

    /// Whether it has nothing behind the point.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.0.fractional_digit_count() <= 0
    }

    /// As a whole number, where it is one that fits.
    #[must_use]
    pub fn whole(&self) -> Option<i64> {
        if !self.is_whole() {
            return None;
        }
        i64::try_from(self.0.with_scale(0).as_bigint_and_exponent().0).ok()
    }

    /// The nearest double, for drawing.
    #[must_use]
    pub fn approximate(&self) -> f64 {
        self.0.to_string().parse().unwrap_or(f64::NAN)
    }

    /// A text that sorts, byte by byte, as the numbers do: a letter for the sign, the place of the first digit, the digits.
    #[must_use]
    pub fn sortable(&self) -> String {
        let (digits, scale) = self.0.as_bigint_and_exponent();
        let letters = digits.magnitude().to_string();
        let first = letters.len().cast_signed() as i64 - scale + 2 * PLACES;
        match digits.sign() {
            Sign::NoSign => "b".to_owned(),
            Sign::Plus => format!("c{first:04}{letters}!"),
            // Of two numbers below zero the longer one is the smaller: every digit is turned round, and the end sorts last.
            Sign::Minus => format!("a{:04}{}~", 9999 - first, nines(&letters)),
        }
    }

    /// The number of which [`Decimal::sortable`] gave this text.
    #[must_use]
    pub fn of_sortable(text: &str) -> Option<Self> {
        if text == "b" {
            return Some(Self::zero());
        }
        let (sign, rest) = (text.get(..1)?, text.get(1..text.len() - 1)?);
        let (first, letters) = rest.split_at_checked(4)?;
        let (first, letters) = match sign {
            "c" => (first.parse::<i64>().ok()?, letters.to_owned()),
            "a" => (9999 - first.parse::<i64>().ok()?, nines(letters)),
            _ => return None,
        };
        let digits = BigInt::from_str(&letters).ok()?;
        let value = BigDecimal::new(digits, letters.len().cast_signed() as i64 - (first - 2 * PLACES));
        Self::of(&if sign == "a" { -value } else { value })
    }
}

/// Each digit's complement to nine.
fn nines(digits: &str) -> String {
    digits.bytes().map(|digit| char::from(b'0' + b'9' - digit)).collect()
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Self(BigDecimal::from(value).normalized())
    }
}

/// In plain digits, with a point, without an exponent.
impl fmt::Display for Decimal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0.to_plain_string())
    }
}

/// Digits with at most one point, perhaps behind a minus; `1e9` is read too.
impl FromStr for Decimal {
    type Err = NotDecimal;

    fn from_str(text: &str) -> Result<Self, NotDecimal> {
        let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'e' | b'E' | b'+'));
        if !plain || text.len() > 2 * PLACES as usize {
            return Err(NotDecimal);
        }
        text.parse().ok().and_then(|value| Self::of(&value)).ok_or(NotDecimal)
    }
}

impl From<Decimal> for String {
    fn from(value: Decimal) -> Self {
        value.to_string()
    }
}

impl TryFrom<String> for Decimal {
    type Error = NotDecimal;

    fn try_from(text: String) -> Result<Self, NotDecimal> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn numbers_of_one_worth_are_equal_and_printed_in_full() {
        assert_eq!(decimal("1.50"), decimal("1.5"));
        assert_eq!(decimal("1.5").shifted(6).unwrap().to_string(), "1500000");
        assert_eq!(decimal("1500000"), decimal("1.5e6"));
        assert_eq!(Decimal::from(1).over(&Decimal::from(3)).unwrap().to_string(), "0.333333333333333");
        let long = "7".repeat(400);
        assert_eq!(decimal(&long).to_string(), long);
    }

    #[test]
    fn what_is_no_number_of_bearable_length_is_refused() {
        for text in ["", "-", "1e999999999999", "1e1001", "0x1", "NaN", "1.2.3", "1,5"] {
            assert_eq!(text.parse::<Decimal>(), Err(NotDecimal), "{text}");
        }
        assert!("1e999".parse::<Decimal>().is_ok());
    }

    #[test]
    fn the_sortable_text_sorts_as_the_numbers_do() {
        let list = ["-1000.5", "-1000", "-2", "-1.25", "-1.2", "-1", "-0.01", "0", "0.001", "0.01", "0.1", "1", "1.2"];
        let list: Vec<Decimal> = list
            .iter()
            .chain(&["1.25", "2", "9", "10", "11", "99", "100", "1e999"])
            .map(|text| decimal(text))
            .collect();
        let sortable: Vec<String> = list.iter().map(Decimal::sortable).collect();
        assert!(sortable.is_sorted(), "{sortable:?}");
        for (number, text) in list.iter().zip(&sortable) {
            assert_eq!(Decimal::of_sortable(text).as_ref(), Some(number));
        }
    }
}
