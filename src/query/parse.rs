//! From tokens to a query. Binding, tightest first: NOT, AND (a space is AND), OR.

use jiff::ToSpan;
use jiff::civil::Date;

use super::ast::{Clause, Leaf, MetaField, Parts, Pattern, Query, Test};
use super::lex::{Kind, Token, tokens};
use crate::article::Part;
use crate::text::stem::Stems;
use crate::text::words::words;

/// How a query is to be read.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Words side by side are alternatives, not all required.
    pub any: bool,
    /// The whole text is words; there are no operators.
    pub plain: bool,
    /// The parts searched where the query names none.
    pub parts: Parts,
}

impl Default for Options {
    fn default() -> Self {
        Self { any: false, plain: false, parts: Parts::TEXT }
    }
}

/// Why a query cannot be honoured. Every kind says where (column, from 1) and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct QueryError {
    /// What is wrong.
    pub what: String,
    /// The column it is at, in characters from 1.
    pub at: usize,
    /// What would work.
    pub hint: String,
}

fn refuse<T>(at: usize, what: impl Into<String>, hint: impl Into<String>) -> Result<T, QueryError> {
    Err(QueryError { what: what.into(), at, hint: hint.into() })
}

/// The deepest nesting that is read: far beyond what anyone types, and safe for the stack.
const DEEPEST: usize = 200;

/// Reads a query.
///
/// # Errors
/// When it is malformed, or asks for what cannot be done: never a different query in its place.
pub fn parse(query: &str, options: Options) -> Result<Query, QueryError> {
    let mut parser =
        Parser { tokens: Vec::new(), next: 0, leaves: Vec::new(), stems: Stems::default(), options, depth: 0, end: 0 };
    parser.end = query.chars().count() + 1;
    let root = if options.plain { parser.plain(query)? } else { parser.whole(query)? };
    Ok(Query { root, leaves: parser.leaves })
}

struct Parser {
    tokens: Vec<Token>,
    next: usize,
    leaves: Vec<Leaf>,
    stems: Stems,
    options: Options,
    depth: usize,
    end: usize,
}

impl Parser {
    fn plain(&mut self, query: &str) -> Result<Clause, QueryError> {
        let found = words(query);
        let leaves: Vec<Clause> = found.into_iter().map(|word| self.leaf(&[&query[word]], true)).collect();
        if leaves.is_empty() {
            return refuse(1, "the query holds no word", "write at least one word or number");
        }
        Ok(self.side_by_side(leaves, Vec::new()))
    }

    fn whole(&mut self, query: &str) -> Result<Clause, QueryError> {
        self.tokens = tokens(query);
        if self.tokens.is_empty() {
            return refuse(1, "the query is empty", "write at least one word, for example: ceasefire talks");
        }
        let root = self.alternatives()?;
        match self.tokens.get(self.next) {
            Some(token) => refuse(token.at, "this bracket closes nothing", "leave it out, or open one before it"),
            None => Ok(root),
        }
    }

    fn peek(&self) -> Option<&Kind> {
        self.tokens.get(self.next).map(|token| &token.kind)
    }

    fn column(&self) -> usize {
        self.tokens.get(self.next).map_or(self.end, |token| token.at)
    }

    /// `a OR b`
    fn alternatives(&mut self) -> Result<Clause, QueryError> {
        let mut list = vec![self.sequence()?];
        while self.peek() == Some(&Kind::Or) {
            self.next += 1;
            list.push(self.sequence()?);
        }
        Ok(if list.len() == 1 { list.remove(0) } else { Clause::Any(list) })
    }

    /// `a b AND c -d`
    fn sequence(&mut self) -> Result<Clause, QueryError> {
        let (mut loose, mut bound, mut negated) = (Vec::new(), Vec::new(), Vec::new());
        let mut joined = false;
        loop {
            let clause = self.operand()?;
            let tight = joined || self.peek() == Some(&Kind::And);
            match clause {
                Clause::Not(_) => negated.push(clause),
                Clause::Meta(_) => bound.push(clause),
                _ if tight => bound.push(clause),
                _ => loose.push(clause),
            }
            joined = self.peek() == Some(&Kind::And);
            self.next += usize::from(joined);
            if !joined && matches!(self.peek(), None | Some(Kind::Or | Kind::Close)) {
                bound.extend(negated);
                return Ok(self.side_by_side(loose, bound));
            }
        }
    }

    /// `loose` are joined as the options say; everything in `bound` must hold too.
    fn side_by_side(&self, mut loose: Vec<Clause>, bound: Vec<Clause>) -> Clause {
        if self.options.any && loose.len() > 1 {
            loose = vec![Clause::Any(loose)];
        }
        loose.extend(bound);
        if loose.len() == 1 && !matches!(loose[0], Clause::Not(_)) { loose.remove(0) } else { Clause::All(loose) }
    }

    fn operand(&mut self) -> Result<Clause, QueryError> {
        let at = self.column();
        self.depth += 1;
        if self.depth > DEEPEST {
            return refuse(at, format!("the query is nested more than {DEEPEST} deep"), "write it flatter");
        }
        let Some(token) = self.tokens.get(self.next).cloned() else {
            return refuse(at, "something is missing here", "write a word, a phrase or a group after the operator");
        };
        self.next += 1;
        let clause = match token.kind {
            Kind::Not => Clause::Not(Box::new(self.operand()?)),
            Kind::Open => self.group(at)?,
            Kind::Quoted { text, closed } => self.phrase(at, &text, closed)?,
            Kind::Bare(word) => self.bare(at, &word)?,
            Kind::Field(name) => self.field(at, &name)?,
            Kind::And | Kind::Or => {
                return refuse(
                    at,
                    "an operator without a word before it",
                    "write a word, a phrase or a group on both sides; to search for the word itself, quote it: \"and\"",
                );
            }
            Kind::Close => {
                return refuse(at, "a bracket with nothing in it", "write a word, a phrase or a group before it");
            }
        };
        self.depth -= 1;
        Ok(clause)
    }

    fn group(&mut self, at: usize) -> Result<Clause, QueryError> {
        let clause = self.alternatives()?;
        if self.peek() != Some(&Kind::Close) {
            return refuse(at, "this bracket is never closed", "add a closing bracket");
        }
        self.next += 1;
        Ok(clause)
    }

    fn phrase(&mut self, at: usize, text: &str, closed: bool) -> Result<Clause, QueryError> {
        if !closed {
            return refuse(at, "this quote is never closed", "add a closing double quote");
        }
        let found: Vec<&str> = words(text).into_iter().map(|word| &text[word]).collect();
        if found.is_empty() {
            return refuse(at, "the quotes hold no word", "write at least one word between them");
        }
        Ok(self.leaf(&found, false))
    }

    /// A bare token: one word, or a phrase of the words it falls into (`cross-border`, `10:30`).
    fn bare(&mut self, at: usize, token: &str) -> Result<Clause, QueryError> {
        not_an_operator(at, token)?;
        let found: Vec<&str> = words(token).into_iter().map(|word| &token[word]).collect();
        if found.is_empty() {
            return refuse(at, format!("`{token}` holds no word"), "leave it out, or write a word or number");
        }
        Ok(self.leaf(&found, true))
    }

    fn leaf(&mut self, words: &[&str], stemmed: bool) -> Clause {
        let stems = stemmed.then_some(&self.stems);
        let words = words.iter().map(|word| Pattern::new(word, stems)).collect();
        let leaf = Leaf { words, parts: self.options.parts };
        // The same words asked for twice are one leaf, so that they do not count twice.
        let known = self.leaves.iter().position(|other| *other == leaf);
        Clause::Leaf(known.unwrap_or_else(|| {
            self.leaves.push(leaf);
            self.leaves.len() - 1
        }))
    }

    fn field(&mut self, at: usize, name: &str) -> Result<Clause, QueryError> {
        match name {
            "headline" => self.within(Parts::only(Part::Headline)),
            "body" => self.within(Parts::only(Part::Body)),
            "source" => self.meta(at, name, MetaField::Source),
            "byline" => self.meta(at, name, MetaField::Byline),
            "lang" => self.meta(at, name, MetaField::Language),
            "published" => self.published(at),
            "lead" | "quote" | "speaker" | "person" | "org" | "place" | "other" | "figure" | "count" | "money"
            | "percent" | "measure" | "date" => refuse(
                at,
                format!("`{name}:` cannot be searched yet"),
                "the fields are headline: body: source: byline: lang: published:",
            ),
            _ => refuse(
                at,
                format!("there is no field `{name}:`"),
                format!(
                    "the fields are headline: body: source: byline: lang: published:; to search for the text, quote it: \"{name}:…\""
                ),
            ),
        }
    }

    fn within(&mut self, parts: Parts) -> Result<Clause, QueryError> {
        let outer = std::mem::replace(&mut self.options.parts, parts);
        let clause = self.operand();
        self.options.parts = outer;
        clause
    }

    fn value(&mut self, at: usize, name: &str) -> Result<(usize, String), QueryError> {
        let place = self.column();
        match self.tokens.get(self.next).map(|token| token.kind.clone()) {
            Some(Kind::Bare(text) | Kind::Quoted { text, closed: true }) => {
                self.next += 1;
                Ok((place, text))
            }
            Some(Kind::Quoted { .. }) => refuse(place, "this quote is never closed", "add a closing double quote"),
            _ => refuse(
                at,
                format!("`{name}:` takes one word or a quoted phrase"),
                format!("write {name}:word or {name}:\"some words\""),
            ),
        }
    }

    fn meta(&mut self, at: usize, name: &str, field: MetaField) -> Result<Clause, QueryError> {
        let (place, value) = self.value(at, name)?;
        not_an_operator(place, &value)?;
        let patterns: Vec<Pattern> = words(&value).into_iter().map(|word| Pattern::new(&value[word], None)).collect();
        if patterns.is_empty() {
            return refuse(
                place,
                format!("`{name}:` without a word"),
                format!("write {name}:word or {name}:\"some words\""),
            );
        }
        Ok(Clause::Meta(Test::Words(field, patterns)))
    }

    fn published(&mut self, at: usize) -> Result<Clause, QueryError> {
        let (place, value) = self.value(at, "published")?;
        let (from, to) = value.split_once("..").unwrap_or((&value, &value));
        let bad = || {
            QueryError {
            what: format!("`{value}` is no day, month, year or range of these"),
            at: place,
            hint: "write published:2025, published:2025-10, published:2025-10-19, published:2025-10..2025-11-06, or leave one end open: published:2025-10..".into(),
        }
        };
        let end = |text: &str| if text.is_empty() { Ok(None) } else { period(text).map(Some).ok_or_else(bad) };
        match (end(from)?, end(to)?) {
            (None, None) => Err(bad()),
            (Some((first, _)), Some((_, last))) if first > last => {
                refuse(place, "this range ends before it begins", format!("write published:{to}..{from}"))
            }
            (first, last) => Ok(Clause::Meta(Test::Published(first.map(|days| days.0), last.map(|days| days.1)))),
        }
    }
}

/// First and last day of a year, a month or a day.
fn period(text: &str) -> Option<(Date, Date)> {
    let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    let well_formed = digits(parts[0], 4) && parts[1..].iter().all(|part| digits(part, 2));
    let number = |index: usize| parts.get(index).and_then(|part| part.parse::<i8>().ok());
    let year = parts[0].parse::<i16>().ok().filter(|_| well_formed)?;
    match parts.len() {
        1 => Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)),
        2 => {
            let first = Date::new(year, number(1)?, 1).ok()?;
            Some((first, first.checked_add(1.month()).ok()?.checked_sub(1.day()).ok()?))
        }
        3 => Date::new(year, number(1)?, number(2)?).ok().map(|day| (day, day)),
        _ => None,
    }
}

/// Operators of the language that this version cannot honour are refused, never searched for as words.
fn not_an_operator(at: usize, token: &str) -> Result<(), QueryError> {
    let near = |name: &str| {
        token.strip_prefix(name).is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let inner: Vec<char> = token.chars().collect();
    let address = token.contains("://");
    let wild =
        !address && (token.contains('*') || inner.windows(2).any(|pair| pair[0] == '?' && pair[1].is_alphanumeric()));
    let regex = token.len() > 2 && token.starts_with('/') && token.ends_with('/');
    let what = if near("w/") || near("pre/") || matches!(token, "/s" | "/p") {
        "nearness"
    } else if wild {
        "wildcards"
    } else if regex {
        "regular expressions"
    } else if token.starts_with('~') && token.len() > 1 {
        "fuzzy words"
    } else if token.starts_with('=') && token.len() > 1 {
        "literal words"
    } else if token.starts_with("atleast") && token[7..].bytes().all(|byte| byte.is_ascii_digit()) && token.len() > 7 {
        "`atleast`"
    } else {
        return Ok(());
    };
    refuse(
        at,
        format!("{what} cannot be searched yet"),
        "search for the words themselves, or a \"phrase\"; to search for the characters, use --plain",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Query {
        parse(query, Options::default()).unwrap()
    }

    fn refused(query: &str) -> (usize, String) {
        let error = parse(query, Options::default()).unwrap_err();
        assert!(!error.hint.is_empty());
        (error.at, error.what)
    }

    /// The clause written out, leaves by their words.
    fn shown(query: &Query, clause: &Clause) -> String {
        let list = |clauses: &[Clause], with: &str| {
            clauses.iter().map(|clause| shown(query, clause)).collect::<Vec<_>>().join(with)
        };
        match clause {
            Clause::Leaf(number) => {
                let words = query.leaves[*number].words.iter().map(|word| match word {
                    Pattern::Folded(form) => format!("\"{form}\""),
                    Pattern::Stem(stem) => stem.clone(),
                });
                words.collect::<Vec<_>>().join("+")
            }
            Clause::Meta(test) => format!("{test:?}"),
            Clause::All(clauses) => format!("({})", list(clauses, " & ")),
            Clause::Any(clauses) => format!("({})", list(clauses, " | ")),
            Clause::Not(clause) => format!("!{}", shown(query, clause)),
        }
    }

    fn understood(query: &str, options: Options) -> String {
        let query = parse(query, options).unwrap();
        shown(&query, &query.root)
    }

    #[test]
    fn binding_is_not_then_and_then_or() {
        let plain = Options::default();
        assert_eq!(understood("talks OR dam NOT river", plain), "(talk | (dam & !river))");
        assert_eq!(understood("(talks OR dam) -\"final warning\"", plain), "((talk | dam) & !\"final\"+\"warning\")");
        assert_eq!(understood("-talks", plain), "(!talk)");
        assert_eq!(understood("cross-border dam", plain), "(cross+border & dam)");
    }

    #[test]
    fn any_makes_neighbours_alternatives_and_plain_knows_no_operators() {
        let any = Options { any: true, ..Options::default() };
        assert_eq!(understood("dam river -talks", any), "((dam | river) & !talk)");
        assert_eq!(understood("dam AND river talks", any), "(talk & dam & river)");
        let plain = Options { plain: true, ..Options::default() };
        assert_eq!(understood("dam OR (source:x", plain), "(dam & or & sourc & x)");
    }

    #[test]
    fn a_bad_query_says_what_where_and_what_to_write_instead() {
        assert_eq!(refused("dam \"open").0, 5);
        assert_eq!(refused("(dam").0, 1);
        assert_eq!(refused("dam)").0, 4);
        assert_eq!(refused("dam AND").0, 8);
        assert_eq!(refused("OR dam").0, 1);
        assert_eq!(refused("a w/5 b"), (3, "nearness cannot be searched yet".into()));
        assert_eq!(refused("terror*").0, 1);
        assert_eq!(refused("dam sauce:x"), (5, "there is no field `sauce:`".into()));
        assert_eq!(refused("published:soon").0, 11);
        assert_eq!(refused("published:2025-11..2025-10").0, 11);
        assert_eq!(refused("\u{2014}").0, 1);
        assert_eq!(refused("()").0, 2);
        assert_eq!(refused("").0, 1);
        assert_eq!(refused(&"(".repeat(5000)).0, 201);
        assert_eq!(refused(&"-".repeat(5000)).0, 1);
    }

    #[test]
    fn dates_are_days_months_years_and_ranges() {
        let test = |query: &str| read(query).root;
        let day = |text: &str| text.parse::<Date>().ok();
        assert_eq!(test("published:2024-02"), Clause::Meta(Test::Published(day("2024-02-01"), day("2024-02-29"))));
        assert_eq!(
            test("published:2025-10..2025-11-06"),
            Clause::Meta(Test::Published(day("2025-10-01"), day("2025-11-06")))
        );
        assert_eq!(test("published:..2025"), Clause::Meta(Test::Published(None, day("2025-12-31"))));
    }

    #[test]
    fn a_word_asked_for_twice_is_one_leaf() {
        assert_eq!(read("dam dams OR dam").leaves.len(), 1);
        assert_eq!(read("headline:dam dam").leaves.len(), 2);
    }
}
