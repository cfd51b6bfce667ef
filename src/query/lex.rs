//! A query cut into tokens, each with the column where it begins (in characters, from 1).

/// A token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Column of its first character, from 1.
    pub at: usize,
    /// What it is.
    pub kind: Kind,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A word or whatever else stands between spaces.
    Bare(String),
    /// What stands between double quotes; `closed` is false at the end of an open quote.
    Quoted { text: String, closed: bool },
    /// `name:` directly before a value.
    Field(String),
    /// `(`
    Open,
    /// `)`
    Close,
    /// `AND`
    And,
    /// `OR`
    Or,
    /// `NOT`, or `-` at the start of a token before a letter, `(` or a quote.
    Not,
}

/// Cuts `query` into tokens.
pub fn tokens(query: &str) -> Vec<Token> {
    let mut lexer = Lexer { text: query.chars().collect(), at: 0, list: Vec::new() };
    while lexer.at < lexer.text.len() {
        lexer.step();
    }
    lexer.list
}

struct Lexer {
    text: Vec<char>,
    at: usize,
    list: Vec<Token>,
}

impl Lexer {
    fn step(&mut self) {
        let start = self.at;
        let next = self.text[start];
        if next.is_whitespace() {
            self.at += 1;
        } else if next == '(' || next == ')' {
            self.at += 1;
            self.push(start, if next == '(' { Kind::Open } else { Kind::Close });
        } else if is_quote(next) {
            self.quoted();
        } else if next == '-'
            && self.text.get(start + 1).is_some_and(|after| after.is_alphabetic() || *after == '(' || is_quote(*after))
        {
            self.at += 1;
            self.push(start, Kind::Not);
        } else if let Some(end) = self.regex_end() {
            let expression = self.text[start..end].iter().collect();
            self.at = end;
            self.push(start, Kind::Bare(expression));
        } else {
            self.bare();
        }
    }

    /// Where a regular expression that begins here ends: at the next slash, with no space before it. `/s` and `/p` before a space, a
    /// bracket or a quote are operators.
    fn regex_end(&self) -> Option<usize> {
        let rest = self.text[self.at..].strip_prefix(&['/'])?;
        let stands_alone = rest.get(1).is_none_or(|next| next.is_whitespace() || *next == '(' || is_quote(*next));
        if rest.first().is_some_and(|first| matches!(first, 's' | 'p')) && stands_alone {
            return None;
        }
        let run = rest.iter().take_while(|next| !next.is_whitespace());
        let last = run
            .enumerate()
            .filter(|(at, next)| **next == '/' && *at > 0 && rest[at - 1] != '\\')
            .map(|(at, _)| at)
            .next()?;
        Some(self.at + 1 + last + 1)
    }

    fn quoted(&mut self) {
        let start = self.at;
        let end = self.text[start + 1..].iter().position(|next| is_quote(*next));
        let stop = end.map_or(self.text.len(), |length| start + 1 + length);
        let text = self.text[start + 1..stop].iter().collect();
        self.at = (stop + 1).min(self.text.len());
        self.push(start, Kind::Quoted { text, closed: end.is_some() });
    }

    /// A run up to a space, bracket or quote; `name:` directly before something ends it too.
    fn bare(&mut self) {
        let start = self.at;
        let ends = |next: &char| next.is_whitespace() || matches!(next, '(' | ')') || is_quote(*next);
        while self.at < self.text.len() && !ends(&self.text[self.at]) {
            self.at += 1;
            let run = &self.text[start..self.at];
            if run.len() > 1
                && run.ends_with(&[':'])
                && run[..run.len() - 1].iter().all(|letter| letter.is_alphabetic())
                && self.opens_value(run)
            {
                let name = run[..run.len() - 1].iter().collect::<String>().to_lowercase();
                return self.push(start, Kind::Field(name));
            }
        }
        let word: String = self.text[start..self.at].iter().collect();
        self.push(
            start,
            match word.as_str() {
                "AND" => Kind::And,
                "OR" => Kind::Or,
                "NOT" => Kind::Not,
                _ => Kind::Bare(word),
            },
        );
    }

    /// Whether a value follows the colon; `https://…` is text.
    fn opens_value(&self, run: &[char]) -> bool {
        let rest = &self.text[self.at..];
        let web_address = rest.starts_with(&['/', '/']) || run == ['m', 'a', 'i', 'l', 't', 'o', ':'];
        rest.first().is_some_and(|next| !next.is_whitespace() && *next != ')') && !web_address
    }

    fn push(&mut self, start: usize, kind: Kind) {
        self.list.push(Token { at: start + 1, kind });
    }
}

fn is_quote(character: char) -> bool {
    matches!(character, '"' | '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{201F}' | '\u{FF02}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(query: &str) -> Vec<Kind> {
        tokens(query).into_iter().map(|token| token.kind).collect()
    }

    #[test]
    fn operators_are_whole_tokens() {
        let bare = |word: &str| Kind::Bare(word.into());
        assert_eq!(kinds("a AND b or ORB"), [bare("a"), Kind::And, bare("b"), bare("or"), bare("ORB")]);
        assert_eq!(kinds("-x -5 a-b - y"), [Kind::Not, bare("x"), bare("-5"), bare("a-b"), bare("-"), bare("y")]);
        assert_eq!(
            kinds("source:dawn 10:30 https://a.org"),
            [Kind::Field("source".into()), bare("dawn"), bare("10:30"), bare("https://a.org")]
        );
        assert_eq!(kinds("Kabul: talks"), [bare("Kabul:"), bare("talks")]);
    }

    #[test]
    fn curly_quotes_are_quotes_and_apostrophes_never() {
        let quoted = |text: &str, closed| Kind::Quoted { text: text.into(), closed };
        assert_eq!(
            kinds("\u{201C}final warning\u{201D} d\u{2019}Ivoire"),
            [quoted("final warning", true), Kind::Bare("d\u{2019}Ivoire".into())]
        );
        assert_eq!(kinds("\"open"), [quoted("open", false)]);
    }
}
