//! Words joined by hyphens: `cross-border`. Where one stands in a text, its parts are also one word there.

use crate::article::Span;

/// Whether a character joins the parts of a compound: a hyphen, or a dash that the web puts in its place.
#[must_use]
pub fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2013}' | '\u{FE63}' | '\u{FF0D}')
}

/// A compound as it stands in a text: its folded parts, of letters only.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Compound {
    /// The parts, two or more.
    pub parts: Vec<String>,
}

impl Compound {
    /// The parts written as one word.
    #[must_use]
    pub fn joined(&self) -> String {
        self.parts.concat()
    }
}

/// Finds the compounds of a text, which is told to it word by word.
#[derive(Debug, Default)]
pub struct Compounds {
    /// The folded parts so far, one behind the other, and where each ends.
    folded: String,
    ends: Vec<usize>,
    /// Position of the first part, and where the last word ended in the text.
    at: u32,
    end: usize,
}

impl Compounds {
    /// The next word of `text`. Gives the compound that ended before it, and the position of its first word.
    pub fn word(&mut self, text: &str, span: Span, folded: &str, at: u32) -> Option<(Compound, u32)> {
        let joined = self.is_joined(text, span);
        self.end = span.end();
        // Most words stand alone; they are not even remembered.
        if !joined && self.ends.is_empty() && !text[self.end..].starts_with(is_hyphen) {
            return None;
        }
        let of_letters = folded.chars().all(char::is_alphabetic);
        let goes_on = joined && of_letters && !self.ends.is_empty();
        let ended = if goes_on { None } else { self.finish() };
        if self.ends.is_empty() {
            self.at = at;
        }
        // What hangs behind a number or an abbreviation (`COVID-19-related`) is no compound of words.
        if of_letters && (goes_on || !joined) {
            self.folded.push_str(folded);
            self.ends.push(self.folded.len());
        }
        ended
    }

    fn is_joined(&self, text: &str, span: Span) -> bool {
        /// No hyphen takes more bytes.
        const WIDEST: usize = 3;
        if span.start() <= self.end || span.start() - self.end > WIDEST {
            return false;
        }
        let mut between = text.get(self.end..span.start()).unwrap_or_default().chars();
        between.next().is_some_and(is_hyphen) && between.next().is_none()
    }

    /// The compound that the last words were, if they were one. Letters alone (`f-i-r-s-t`) are spelling, and no words.
    pub fn finish(&mut self) -> Option<(Compound, u32)> {
        let of_words = || self.ends.len() < self.folded.chars().count();
        let compound = (self.ends.len() > 1 && of_words()).then(|| {
            let starts = std::iter::once(0).chain(self.ends.iter().copied());
            let parts = starts.zip(&self.ends).map(|(start, end)| self.folded[start..*end].to_owned());
            (Compound { parts: parts.collect() }, self.at)
        });
        self.folded.clear();
        self.ends.clear();
        compound
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;
    use crate::text::words::words;

    fn compounds(text: &str) -> Vec<(String, u32)> {
        let mut reader = Compounds::default();
        let mut found = Vec::new();
        for (at, word) in (0..).zip(words(text)) {
            let span = Span::new(text, word.start, word.end).unwrap();
            found.extend(reader.word(text, span, &fold(&text[word]), at));
        }
        found.extend(reader.finish());
        found.into_iter().map(|(compound, at)| (compound.parts.join("+"), at)).collect()
    }

    #[test]
    fn letters_joined_by_one_hyphen_are_a_compound() {
        let expected = [("cross+border".to_owned(), 1), ("state+of+the+art".to_owned(), 4)];
        assert_eq!(compounds("The Cross\u{2011}Border deal, state-of-the-art"), expected);
    }

    #[test]
    fn spaces_double_dashes_and_digits_join_nothing() {
        assert_eq!(compounds("f-i-r-s-t"), []);
        assert_eq!(compounds("cross - border, cross--border, G-20, COVID-19-related, a 10-year-old"), []);
    }
}
