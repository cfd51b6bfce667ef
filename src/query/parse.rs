//! From tokens to a query. Binding, tightest first: near, NOT, AND (a space is AND), OR.

use super::ast::{Atom, MetaField, Nearness, Parts, Query, Reach, Spans, Test};
use super::error::{QueryError, refuse};
use super::lex::{Kind, Token, tokens};
use super::node::{Node, number};
use super::pattern::{Pattern, whole_regex};
use super::typed::{fuzzy, is_hyphenated, is_wild, nearness, period, wild};
use crate::article::Part;
use crate::text::axis::PART_GAP;
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

/// The deepest nesting that is read: far beyond what anyone types, and safe for the stack.
const DEEPEST: usize = 200;

/// Reads a query.
///
/// # Errors
/// When it is malformed, or asks for what cannot be done: never a different query in its place.
pub fn parse(query: &str, options: Options) -> Result<Query, QueryError> {
    let tokens = if options.plain { Vec::new() } else { tokens(query) };
    let end = query.chars().count() + 1;
    let mut parser =
        Parser { tokens, next: 0, atoms: Vec::new(), stems: Stems::default(), options, lead: false, depth: 0, end };
    let root = if options.plain { parser.plain(query)? } else { parser.whole()? };
    let (root, leaves) = number(root);
    Ok(Query { root, leaves, atoms: parser.atoms })
}

struct Parser {
    tokens: Vec<Token>,
    next: usize,
    atoms: Vec<Atom>,
    stems: Stems,
    options: Options,
    /// Whether only the lead is searched.
    lead: bool,
    depth: usize,
    end: usize,
}

/// An operator of nearness: near, or not near.
struct Near {
    near: Nearness,
    absent: bool,
}

impl Parser {
    fn plain(&mut self, query: &str) -> Result<Node, QueryError> {
        let mut list = Vec::new();
        for word in words(query) {
            list.push(self.atom(vec![Pattern::word(&query[word], Some(&self.stems))]));
        }
        if list.is_empty() {
            return refuse(1, "the query holds no word", "write at least one word or number");
        }
        Ok(self.side_by_side(list, Vec::new()))
    }

    fn whole(&mut self) -> Result<Node, QueryError> {
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
    fn alternatives(&mut self) -> Result<Node, QueryError> {
        let mut list = vec![self.sequence()?];
        while self.peek() == Some(&Kind::Or) {
            self.next += 1;
            list.push(self.sequence()?);
        }
        Ok(if list.len() == 1 { list.remove(0) } else { Node::Any(list) })
    }

    /// `a b AND c -d`
    fn sequence(&mut self) -> Result<Node, QueryError> {
        let (mut loose, mut bound, mut negated) = (Vec::new(), Vec::new(), Vec::new());
        let mut joined = false;
        loop {
            let node = self.unary()?;
            let tight = joined || self.peek() == Some(&Kind::And);
            match node {
                Node::Not(_) => negated.push(node),
                Node::Meta(_) => bound.push(node),
                _ if tight => bound.push(node),
                _ => loose.push(node),
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
    fn side_by_side(&self, mut loose: Vec<Node>, bound: Vec<Node>) -> Node {
        if self.options.any && loose.len() > 1 {
            loose = vec![Node::Any(loose)];
        }
        loose.extend(bound);
        if loose.len() == 1 && !matches!(loose[0], Node::Not(_)) { loose.remove(0) } else { Node::All(loose) }
    }

    /// `NOT a`, or a chain of nears
    fn unary(&mut self) -> Result<Node, QueryError> {
        let at = self.column();
        self.depth += 1;
        if self.depth > DEEPEST {
            return refuse(at, format!("the query is nested more than {DEEPEST} deep"), "write it flatter");
        }
        let node = if self.peek() == Some(&Kind::Not) {
            self.next += 1;
            Node::Not(Box::new(self.unary()?))
        } else {
            self.near_chain()?
        };
        self.depth -= 1;
        Ok(node)
    }

    /// `a w/5 b not /s c`, from the left
    fn near_chain(&mut self) -> Result<Node, QueryError> {
        let at = self.column();
        let mut left = self.operand()?;
        while let Some(operator) = self.near_operator()? {
            let place = self.column();
            let right = self.operand()?;
            let (one, other) = (Box::new(one_place(left, at)?), Box::new(one_place(right, place)?));
            left = Node::Spans(if operator.absent {
                Spans::Alone(one, operator.near, other)
            } else {
                Spans::Near(one, operator.near, other)
            });
        }
        Ok(left)
    }

    /// `w/5`, `pre/5`, `/s`, `/p`, each also behind `not`; taken if it stands here.
    fn near_operator(&mut self) -> Result<Option<Near>, QueryError> {
        let at = self.column();
        let word = |token: Option<&Token>| match token.map(|token| &token.kind) {
            Some(Kind::Bare(word)) => Some(word.clone()),
            _ => None,
        };
        let absent = match self.peek() {
            Some(Kind::Not) => true,
            Some(Kind::Bare(word)) => word == "not",
            _ => false,
        };
        let operator = word(self.tokens.get(self.next + usize::from(absent)));
        let Some(near) = operator.as_deref().and_then(nearness) else {
            return Ok(None);
        };
        if matches!(near.reach, Reach::Words(words) if words == 0 || words >= PART_GAP) {
            return refuse(at, "nearness is asked for in 1 to 999 words", "write w/5, or /p for the same paragraph");
        }
        self.next += 1 + usize::from(absent);
        Ok(Some(Near { near, absent }))
    }

    fn operand(&mut self) -> Result<Node, QueryError> {
        let at = self.column();
        let Some(token) = self.tokens.get(self.next).cloned() else {
            return refuse(at, "something is missing here", "write a word, a phrase or a group after the operator");
        };
        self.next += 1;
        match token.kind {
            Kind::Open => self.group(at),
            Kind::Quoted { text, closed } => self.phrase(at, &text, closed),
            Kind::Bare(word) => self.bare(at, &word),
            Kind::Field(name) => self.field(at, &name),
            Kind::Not => refuse(
                at,
                "only what can stand in a text can be near something",
                "write a word, a phrase or a group here, or `not w/5`",
            ),
            Kind::And | Kind::Or => refuse(
                at,
                "an operator without a word before it",
                "write a word, a phrase or a group on both sides; to search for the word itself, quote it: \"and\"",
            ),
            Kind::Close => refuse(at, "a bracket with nothing in it", "write a word, a phrase or a group before it"),
        }
    }

    fn group(&mut self, at: usize) -> Result<Node, QueryError> {
        let node = self.alternatives()?;
        if self.peek() != Some(&Kind::Close) {
            return refuse(at, "this bracket is never closed", "add a closing bracket");
        }
        self.next += 1;
        Ok(node)
    }

    /// `"final warning"`: folded, not stemmed; wildcards stand for letters here too.
    fn phrase(&mut self, at: usize, text: &str, closed: bool) -> Result<Node, QueryError> {
        if !closed {
            return refuse(at, "this quote is never closed", "add a closing double quote");
        }
        let mut row = Vec::new();
        for token in text.split_whitespace() {
            if is_wild(token) {
                row.extend(wild(at, token)?);
            } else {
                row.extend(words(token).into_iter().map(|word| Pattern::word(&token[word], None)));
            }
        }
        if row.is_empty() {
            return refuse(at, "the quotes hold no word", "write at least one word between them");
        }
        Ok(self.atom(row))
    }

    /// A bare token: one word, or what its first characters make of it.
    fn bare(&mut self, at: usize, token: &str) -> Result<Node, QueryError> {
        if let Some(count) = token
            .strip_prefix("atleast")
            .and_then(|count| count.parse::<usize>().ok())
            .filter(|_| self.peek() == Some(&Kind::Open))
        {
            return self.at_least(at, count);
        }
        if nearness(token).is_some() {
            return refuse(
                at,
                format!("`{token}` stands between two words"),
                "write a word, a phrase or a group on both sides: a w/5 b",
            );
        }
        if token == "=" && matches!(self.peek(), Some(Kind::Quoted { .. })) {
            return self.literal_phrase(at);
        }
        if let Some(form) = token.strip_prefix('=').filter(|form| !form.is_empty()) {
            let row: Vec<Pattern> =
                words(form).into_iter().map(|word| Pattern::Literal(form[word].to_owned())).collect();
            return if row.is_empty() {
                refuse(at, "`=` without a word", "write =US or =\"The Hague\"")
            } else {
                Ok(self.atom(row))
            };
        }
        if let Some(form) = token.strip_prefix('~').filter(|form| !form.is_empty()) {
            let pattern = fuzzy(at, form)?;
            return Ok(self.atom(vec![pattern]));
        }
        if token.len() > 1 && token.starts_with('/') {
            return self.regex(at, token);
        }
        if is_wild(token) {
            let row = wild(at, token)?;
            return Ok(self.atom(row));
        }
        self.plain_word(at, token)
    }

    /// One word, or the words that a token falls into, in a row (`10:30`); a hyphenated one also written as one word.
    fn plain_word(&mut self, at: usize, token: &str) -> Result<Node, QueryError> {
        let found: Vec<&str> = words(token).into_iter().map(|word| &token[word]).collect();
        if found.is_empty() {
            return refuse(at, format!("`{token}` holds no word"), "leave it out, or write a word or number");
        }
        let row: Vec<Pattern> = found.iter().map(|word| Pattern::word(word, Some(&self.stems))).collect();
        let apart = self.spans(row);
        if found.len() < 2 || !is_hyphenated(token, &found) {
            return Ok(Node::Spans(apart));
        }
        let together = self.spans(vec![Pattern::word(&found.concat(), Some(&self.stems))]);
        Ok(Node::Spans(Spans::Any(vec![apart, together])))
    }

    fn at_least(&mut self, at: usize, count: usize) -> Result<Node, QueryError> {
        if count == 0 {
            return refuse(at, "at least 0 is every article", "write atleast1 or more");
        }
        let place = self.column();
        let inner = self.operand()?;
        Ok(Node::Spans(Spans::AtLeast(count, Box::new(one_place(inner, place)?))))
    }

    fn literal_phrase(&mut self, at: usize) -> Result<Node, QueryError> {
        let (_, text) = self.value(at, "=")?;
        let row: Vec<Pattern> = words(&text).into_iter().map(|word| Pattern::Literal(text[word].to_owned())).collect();
        if row.is_empty() {
            refuse(at, "the quotes hold no word", "write at least one word between them")
        } else {
            Ok(self.atom(row))
        }
    }

    /// `/kh[ao]w?ari[jz]/`
    fn regex(&mut self, at: usize, token: &str) -> Result<Node, QueryError> {
        let Some(expression) = token[1..].strip_suffix('/').filter(|expression| !expression.is_empty()) else {
            return refuse(
                at,
                "this regular expression is never closed",
                "write it between two slashes, without a space: /kh[ao]wari[jz]/",
            );
        };
        if let Err(why) = whole_regex(expression) {
            return refuse(
                at,
                format!("this is no regular expression: {why}"),
                "write it over one word, between two slashes: /kh[ao]wari[jz]/",
            );
        }
        Ok(self.atom(vec![Pattern::Regex(expression.to_owned())]))
    }

    fn atom(&mut self, words: Vec<Pattern>) -> Node {
        Node::Spans(self.spans(words))
    }

    fn spans(&mut self, words: Vec<Pattern>) -> Spans {
        let atom = Atom { words, parts: self.options.parts };
        let known = self.atoms.iter().position(|other| *other == atom);
        let spans = Spans::Atom(known.unwrap_or_else(|| {
            self.atoms.push(atom);
            self.atoms.len() - 1
        }));
        if self.lead { Spans::Lead(Box::new(spans)) } else { spans }
    }

    fn field(&mut self, at: usize, name: &str) -> Result<Node, QueryError> {
        match name {
            "headline" => self.within(Parts::only(Part::Headline), false),
            "body" => self.within(Parts::only(Part::Body), false),
            "lead" => self.within(Parts::TEXT, true),
            "source" => self.meta(at, name, MetaField::Source),
            "byline" => self.meta(at, name, MetaField::Byline),
            "lang" => self.meta(at, name, MetaField::Language),
            "published" => self.published(at),
            "quote" | "speaker" | "person" | "org" | "place" | "other" | "figure" | "count" | "money" | "percent"
            | "measure" | "date" => refuse(
                at,
                format!("`{name}:` cannot be searched yet"),
                "the fields are headline: lead: body: source: byline: lang: published:",
            ),
            _ => refuse(
                at,
                format!("there is no field `{name}:`"),
                format!(
                    "the fields are headline: lead: body: source: byline: lang: published:; to search for the text, quote it: \"{name}:…\""
                ),
            ),
        }
    }

    fn within(&mut self, parts: Parts, lead: bool) -> Result<Node, QueryError> {
        let outer = (std::mem::replace(&mut self.options.parts, parts), std::mem::replace(&mut self.lead, lead));
        let node = self.operand();
        (self.options.parts, self.lead) = outer;
        node
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

    fn meta(&mut self, at: usize, name: &str, field: MetaField) -> Result<Node, QueryError> {
        let (place, value) = self.value(at, name)?;
        let patterns: Vec<Pattern> = words(&value).into_iter().map(|word| Pattern::word(&value[word], None)).collect();
        if patterns.is_empty() {
            return refuse(
                place,
                format!("`{name}:` without a word"),
                format!("write {name}:word or {name}:\"some words\""),
            );
        }
        Ok(Node::Meta(Test::Words(field, patterns)))
    }

    fn published(&mut self, at: usize) -> Result<Node, QueryError> {
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
            (first, last) => Ok(Node::Meta(Test::Published(first.map(|days| days.0), last.map(|days| days.1)))),
        }
    }
}

/// What stands at one side of a nearness: one place in a text, however it is written.
fn one_place(node: Node, at: usize) -> Result<Spans, QueryError> {
    match node {
        Node::Spans(spans) => Ok(spans),
        Node::Any(list) => Ok(Spans::Any(list.into_iter().map(|node| one_place(node, at)).collect::<Result<_, _>>()?)),
        Node::All(_) => refuse(
            at,
            "it is not clear which of these words has to be near",
            "join them by OR, quote them as a phrase, or write a near between them: (a w/5 b) w/5 c",
        ),
        Node::Not(_) | Node::Meta(_) => {
            refuse(at, "this stands nowhere in a text, so nothing can be near it", "put it outside: (a w/5 b) -c")
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use super::*;
    use crate::query::Clause;

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
            Clause::Leaf(number) => spans(query, &query.leaves[*number]),
            Clause::Meta(test) => format!("{test:?}"),
            Clause::All(clauses) => format!("({})", list(clauses, " & ")),
            Clause::Any(clauses) => format!("({})", list(clauses, " | ")),
            Clause::Not(clause) => format!("!{}", shown(query, clause)),
        }
    }

    fn spans(query: &Query, leaf: &Spans) -> String {
        let near = |near: &Nearness| match near.reach {
            Reach::Words(words) => format!("{}{words}", if near.ordered { "pre" } else { "w" }),
            Reach::Sentence => "s".to_owned(),
            Reach::Paragraph => "p".to_owned(),
        };
        match leaf {
            Spans::Atom(atom) => {
                let words = query.atoms[*atom].words.iter().map(|word| match word {
                    Pattern::Folded(form) => format!("\"{form}\""),
                    Pattern::Stem(stem) => stem.clone(),
                    Pattern::Literal(form) => format!("={form}"),
                    Pattern::Wild(wild) => wild.clone(),
                    Pattern::Regex(regex) => format!("/{regex}/"),
                    Pattern::Fuzzy(form, edits) => format!("~{form}/{edits}"),
                });
                words.collect::<Vec<_>>().join("+")
            }
            Spans::Any(list) => {
                format!("[{}]", list.iter().map(|leaf| spans(query, leaf)).collect::<Vec<_>>().join(" "))
            }
            Spans::Near(left, nearness, right) => {
                format!("<{} {} {}>", spans(query, left), near(nearness), spans(query, right))
            }
            Spans::Alone(left, nearness, right) => {
                format!("<{} !{} {}>", spans(query, left), near(nearness), spans(query, right))
            }
            Spans::AtLeast(count, inner) => format!("{count}x{}", spans(query, inner)),
            Spans::Lead(inner) => format!("lead{}", spans(query, inner)),
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
        assert_eq!(understood("cross-border dam", plain), "([cross+border crossbord] & dam)");
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
        assert_eq!(refused("w/5 b").0, 1);
        assert_eq!(refused("a w/5").0, 6);
        assert_eq!(refused("a w/0 b").0, 3);
        assert_eq!(refused("a w/1000 b").0, 3);
        assert_eq!(refused("dam w/5 (a AND b)").0, 9);
        assert_eq!(refused("(a b) w/5 dam").0, 1);
        assert_eq!(refused("a w/5 -b").0, 7);
        assert_eq!(refused("a w/5 source:x").0, 7);
        assert_eq!(refused("~g20").0, 1);
        assert_eq!(refused("~mehsud/3").0, 1);
        assert_eq!(refused("/kh[ao/").0, 1);
        assert_eq!(refused("/kh").0, 1);
        assert_eq!(refused("dam *").0, 5);
        assert_eq!(refused("atleast0(dam)").0, 1);
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
    fn every_operator_is_understood_as_documented() {
        let understood = |query: &str| understood(query, Options::default());
        assert_eq!(understood("dam w/5 river"), "<dam w5 river>");
        assert_eq!(
            understood("\"final warning\" pre/3 (talks OR summit)"),
            "<\"final\"+\"warning\" pre3 [talk summit]>"
        );
        assert_eq!(understood("a /s b /p c"), "<<a s b> p c>");
        assert_eq!(understood("a not w/5 b"), "<a !w5 b>");
        assert_eq!(understood("a NOT /s b"), "<a !s b>");
        assert_eq!(understood("a not b"), "(a & not & b)");
        assert_eq!(understood("NOT a w/5 b OR c"), "((!<a w5 b>) | c)");
        assert_eq!(understood("atleast3(dam OR weir)"), "3x[dam weir]");
        assert_eq!(understood("lead:(dam w/2 river)"), "<leaddam w2 leadriver>");
        assert_eq!(understood("=US =\"The Hague\""), "(=US & =The+=Hague)");
        assert_eq!(understood("Terror* *stan wom?n"), "(terror* & *stan & wom?n)");
        assert_eq!(understood("~Mehsud ~Mehsud/1"), "(~mehsud/2 & ~mehsud/1)");
        assert_eq!(understood("/kh[ao]w?ari[jz]/"), "/kh[ao]w?ari[jz]/");
        assert_eq!(understood("/(a|b)c/"), "/(a|b)c/");
        assert_eq!(understood("\"terror* attack\""), "terror*+\"attack\"");
        assert_eq!(understood("why?"), "whi");
        assert_eq!(understood("https://a.org/x?y=1"), "https+a+org+x+y+\"1\"");
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
        assert_eq!(read("dam w/3 dam").atoms.len(), 1);
    }
}
