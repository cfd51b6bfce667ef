//! Words that mean something else in capitals: `US` and us, `WHO` and who.

use crate::text::fold::fold;

/// Common words whose capitals are the name of something that is in the news. Other words are typed in capitals for the sake of
/// nothing, as in a headline that is pasted.
const COMMON: [&str; 11] = ["act", "aids", "care", "ice", "is", "it", "raw", "salt", "seal", "us", "who"];

/// Whether a word as typed means its capitals.
pub fn is_meant(word: &str) -> bool {
    in_capitals(word) && COMMON.contains(&fold(word).as_str())
}

/// Whether a form stands in capitals.
pub fn in_capitals(form: &str) -> bool {
    form.chars().any(char::is_uppercase) && !form.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_in_capitals_mean_the_capitals() {
        assert!(["US", "U.S.", "IT", "WHO", "AIDS"].into_iter().all(is_meant));
        assert!(!["us", "Us", "NATO", "A", "IN", "2024", "CEASEFIRE"].into_iter().any(is_meant));
    }
}
