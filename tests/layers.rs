//! Holds the source to the layers: which module may name which, that `index` alone names tantivy, and that no file of the
//! repository names the machine it was written on. A small scanner of Rust's tokens does the reading; it is tested here too.

#![allow(clippy::unwrap_used, reason = "a test that cannot read the source has failed")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// The rows of the design, from the ground up. A module may name only modules of lower rows.
const ROWS: [(u32, &[&str]); 9] = [
    (1, &["article"]),
    (2, &["text"]),
    (3, &["corpus", "extract", "query"]),
    (4, &["backend"]),
    (5, &["index", "remote"]),
    (6, &["search"]),
    (7, &["render"]),
    (8, &["web"]),
    (9, &["cli"]),
];
/// The only module that may name tantivy.
const ENGINE_USER: &str = "index";

fn row_of(module: &str) -> Option<u32> {
    ROWS.iter().find(|(_, modules)| modules.contains(&module)).map(|(row, _)| *row)
}

// ---- Reading tokens ----

/// A token of Rust, as far as this test needs to tell them apart. Comments are no tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// An identifier, a keyword or a number.
    Name(String),
    /// What a string or character literal holds.
    Text(String),
    /// Any other character.
    Mark(char),
}

/// Cuts source into tokens.
fn tokens(source: &str) -> Vec<Token> {
    let mut scanner = Scanner { source: source.chars().collect(), at: 0, list: Vec::new() };
    while scanner.at < scanner.source.len() {
        scanner.step();
    }
    scanner.list
}

struct Scanner {
    source: Vec<char>,
    at: usize,
    list: Vec<Token>,
}

impl Scanner {
    fn step(&mut self) {
        match (self.source[self.at], self.ahead(1)) {
            ('/', Some('/')) => self.skip_to(|next| next == '\n'),
            ('/', Some('*')) => self.block_comment(),
            ('"', _) => self.text(),
            ('\'', _) => self.character_or_lifetime(),
            (next, _) if next.is_alphanumeric() || next == '_' => self.name(),
            (next, _) => {
                self.at += 1;
                if !next.is_whitespace() {
                    self.list.push(Token::Mark(next));
                }
            }
        }
    }

    fn ahead(&self, by: usize) -> Option<char> {
        self.source.get(self.at + by).copied()
    }

    fn skip_to(&mut self, stop: impl Fn(char) -> bool) {
        while self.source.get(self.at).is_some_and(|next| !stop(*next)) {
            self.at += 1;
        }
    }

    /// Block comments nest.
    fn block_comment(&mut self) {
        let mut depth = 0;
        while self.at < self.source.len() {
            match (self.source[self.at], self.ahead(1)) {
                ('/', Some('*')) => (depth, self.at) = (depth + 1, self.at + 2),
                ('*', Some('/')) => (depth, self.at) = (depth - 1, self.at + 2),
                _ => self.at += 1,
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// From an opening quote to the next quote that no backslash protects.
    fn text(&mut self) {
        let start = self.at + 1;
        self.at = start;
        while self.at < self.source.len() && self.source[self.at] != '"' {
            self.at += 1 + usize::from(self.source[self.at] == '\\');
        }
        self.push_text(start, self.at);
        self.at += 1;
    }

    /// `'a'` and `'\n'` are characters, `'a` is a lifetime.
    fn character_or_lifetime(&mut self) {
        if self.ahead(1) == Some('\\') {
            let start = self.at + 1;
            self.at += 3;
            self.skip_to(|next| next == '\'');
            self.push_text(start, self.at);
            self.at += 1;
        } else if self.ahead(2) == Some('\'') {
            self.push_text(self.at + 1, self.at + 2);
            self.at += 3;
        } else {
            self.at += 1;
        }
    }

    fn name(&mut self) {
        let start = self.at;
        self.skip_to(|next| !(next.is_alphanumeric() || next == '_'));
        let name: String = self.source[start..self.at].iter().collect();
        if matches!(name.as_str(), "r" | "br" | "cr") && matches!(self.ahead(0), Some('"' | '#')) {
            return self.raw();
        }
        self.list.push(Token::Name(name));
    }

    /// Behind the `r` of `r"…"`, `r#"…"#` or `r#name`.
    fn raw(&mut self) {
        let first = self.at;
        self.skip_to(|next| next != '#');
        let hashes = self.at - first;
        if self.ahead(0) != Some('"') {
            return;
        }
        let start = self.at + 1;
        let end: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
        let rest = self.source.len() - start;
        let length = (0..rest).find(|at| self.source[start + at..].starts_with(&end)).unwrap_or(rest);
        self.push_text(start, start + length);
        self.at = start + length + end.len();
    }

    fn push_text(&mut self, start: usize, end: usize) {
        let end = end.min(self.source.len());
        self.list.push(Token::Text(self.source[start.min(end)..end].iter().collect()));
    }
}

fn is_name(token: Option<&Token>, wanted: &str) -> bool {
    matches!(token, Some(Token::Name(name)) if name == wanted)
}

fn is_mark(token: Option<&Token>, wanted: char) -> bool {
    token == Some(&Token::Mark(wanted))
}

// ---- Reading paths ----

/// The tokens behind a `::` at the start of `tokens`.
fn behind_colons(tokens: &[Token]) -> Option<&[Token]> {
    (is_mark(tokens.first(), ':') && is_mark(tokens.get(1), ':')).then(|| &tokens[2..])
}

/// The entries of a `{…}` at the start of `tokens`, each from its first token on; without braces, the one entry.
fn entries(tokens: &[Token]) -> Vec<&[Token]> {
    if !is_mark(tokens.first(), '{') {
        return vec![tokens];
    }
    let mut list = vec![&tokens[1..]];
    let mut depth = 0;
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::Mark('{') => depth += 1,
            Token::Mark('}') => depth -= 1,
            Token::Mark(',') if depth == 1 => list.push(&tokens[index + 1..]),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    list.retain(|entry| !is_mark(entry.first(), '}'));
    list
}

/// The modules that stand behind each `crate::`.
fn named_modules(tokens: &[Token]) -> Vec<String> {
    let mut list = Vec::new();
    for (index, _) in tokens.iter().enumerate().filter(|(_, token)| is_name(Some(token), "crate")) {
        let Some(path) = behind_colons(&tokens[index + 1..]) else {
            continue;
        };
        list.extend(entries(path).into_iter().map(first_of));
    }
    list
}

fn first_of(path: &[Token]) -> String {
    match path.first() {
        Some(Token::Name(name)) => name.clone(),
        Some(Token::Mark(mark)) => mark.to_string(),
        _ => String::new(),
    }
}

/// How many modules up a path leads: the `super`s it begins with, groups followed.
fn climb(path: &[Token]) -> usize {
    if !is_name(path.first(), "super") {
        return 0;
    }
    let further = behind_colons(&path[1..]).map(entries).unwrap_or_default();
    1 + further.into_iter().map(climb).max().unwrap_or_default()
}

/// Whether a path of `super`s leads out of the top-level module, in a file whose module lies `depth` below the crate.
fn leaves_the_module(tokens: &[Token], depth: usize) -> bool {
    let mut inline: Vec<usize> = Vec::new();
    let (mut braces, mut leaves) = (0, false);
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::Mark('{') => {
                braces += 1;
                if index >= 2 && is_name(tokens.get(index - 2), "mod") {
                    inline.push(braces);
                }
            }
            Token::Mark('}') => {
                inline.retain(|opened| *opened < braces);
                braces -= 1;
            }
            Token::Name(_) if behind_colons(&tokens[index + 1..]).is_some() => {
                leaves |= climb(&tokens[index..]) >= depth + inline.len();
            }
            _ => {}
        }
    }
    leaves
}

// ---- The rules ----

/// A source file, by its path below `src`.
struct Source<'a> {
    path: &'a str,
    text: &'a str,
}

impl Source<'_> {
    /// The top-level module it belongs to; none for `lib.rs` and `main.rs`.
    fn module(&self) -> Option<&str> {
        let first = self.path.split('/').next()?;
        let module = first.strip_suffix(".rs").unwrap_or(first);
        (!matches!(self.path, "lib.rs" | "main.rs")).then_some(module)
    }

    /// How deep its module lies below the crate.
    fn depth(&self) -> usize {
        let parts = self.path.split('/').count();
        if self.path.ends_with("/mod.rs") { parts - 1 } else { parts }
    }

    /// What in it breaks a rule.
    fn faults(&self) -> Vec<String> {
        let Some(module) = self.module() else {
            return Vec::new();
        };
        let tokens = tokens(self.text);
        let Some(own) = row_of(module) else {
            return vec![format!("{}: the module {module} stands in no row of the table", self.path)];
        };
        let others = named_modules(&tokens).into_iter().filter(|named| named != module);
        let forbidden = others.filter(|named| row_of(named).is_none_or(|row| row >= own));
        let mut faults: Vec<String> =
            forbidden.map(|named| format!("{}: row {own} names crate::{named}", self.path)).collect();
        if leaves_the_module(&tokens, self.depth()) {
            faults.push(format!("{}: a path of `super` leads out of {module}; write crate::…", self.path));
        }
        if module != ENGINE_USER && names_the_engine(&tokens) {
            faults.push(format!("{}: names tantivy", self.path));
        }
        faults
    }
}

fn names_the_engine(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| match token {
        Token::Name(text) | Token::Text(text) => text.to_lowercase().contains("tantivy"),
        Token::Mark(_) => false,
    })
}

fn faults(path: &str, text: &str) -> Vec<String> {
    Source { path, text }.faults()
}

// ---- The repository ----

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder, by their paths below it, without what is built.
fn files_below(folder: &Path) -> BTreeMap<String, PathBuf> {
    let built = |entry: &walkdir::DirEntry| {
        entry.file_type().is_dir() && matches!(entry.file_name().to_str(), Some("target" | ".git" | "artifacts"))
            || ["index", "fuzz/corpus"].iter().any(|made| entry.path() == repository().join(made))
    };
    let files = WalkDir::new(folder).into_iter().filter_entry(|entry| !built(entry)).filter_map(Result::ok);
    let files = files.filter(|entry| entry.file_type().is_file());
    let named = |path: &Path| path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
    files.map(|entry| (named(entry.path()), entry.into_path())).collect()
}

/// The Rust files below `src`: path below it, and text.
fn sources() -> BTreeMap<String, String> {
    let files = files_below(&repository().join("src")).into_iter();
    let rust = files.filter(|(path, _)| Path::new(path).extension().is_some_and(|end| end == "rs"));
    rust.map(|(path, file)| (path, fs::read_to_string(file).unwrap())).collect()
}

/// The modules of the table in the documentation of `lib.rs`, each with its row. One in brackets is yet to come.
fn documented() -> BTreeMap<String, u32> {
    let mut table = BTreeMap::new();
    let library = sources().remove("lib.rs").unwrap();
    for line in library.lines().filter_map(|line| line.strip_prefix("//! |")) {
        let mut cells = line.split('|').map(str::trim);
        let Some(row) = cells.next().and_then(|cell| cell.parse().ok()) else {
            continue;
        };
        let modules = cells.next().unwrap_or_default().split(',');
        table.extend(modules.map(|module| (module.trim_matches(|mark: char| !mark.is_alphanumeric()).to_owned(), row)));
    }
    table
}

#[test]
fn a_module_names_only_modules_of_lower_rows_and_index_alone_names_the_engine() {
    let faults: Vec<String> = sources().iter().flat_map(|(path, text)| faults(path, text)).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_module_of_the_source_stands_in_the_table_of_the_library() {
    let documented = documented();
    assert!(documented.len() >= 9, "{documented:?}");
    for (path, text) in &sources() {
        if let Some(module) = (Source { path, text }).module() {
            assert_eq!(documented.get(module).copied(), row_of(module), "src/{path}: {module}");
        }
    }
    for (module, row) in &documented {
        assert_eq!(Some(*row), row_of(module), "the documentation of {module} in src/lib.rs");
    }
}

#[test]
fn every_source_file_opens_with_what_it_owns() {
    let silent: Vec<String> =
        sources().into_iter().filter(|(_, text)| !text.starts_with("//!")).map(|one| one.0).collect();
    assert!(silent.is_empty(), "{silent:?}");
}

// ---- The repository knows no machine ----

/// Folders of a machine, and hosts that packages are fetched from. Put together here so that this file does not hold them itself.
fn of_a_machine() -> Vec<String> {
    let folders = ["work", "root", "home"].map(|folder| format!("/{folder}/"));
    let hosts = ["crates", "index.crates", "static.crates"].map(|host| format!("{host}.io"));
    let hosts =
        hosts.into_iter().chain(["pypi", "pythonhosted", "npmjs", "rubygems"].map(|host| format!("{host}.org")));
    let mirrors = ["artifact", "jf", "rsproxy"].into_iter().zip(["ory", "rog.io", ".cn"]);
    folders.into_iter().chain(hosts).chain(mirrors.map(|(one, other)| format!("{one}{other}"))).collect()
}

/// The first of `marks` in a file's bytes. A mark that begins with `/` counts only where a path could begin.
fn machine_in(bytes: &[u8], marks: &[String]) -> Option<String> {
    marks.iter().find(|mark| holds(bytes, mark)).cloned()
}

fn holds(bytes: &[u8], mark: &str) -> bool {
    let begins_a_path = |at: usize| {
        at == 0 || !matches!(bytes[at - 1], b'.' | b'-' | b'_' | b')' | b'}') && !bytes[at - 1].is_ascii_alphanumeric()
    };
    let found = bytes.windows(mark.len()).enumerate().filter(|(_, window)| *window == mark.as_bytes());
    found.into_iter().any(|(at, _)| !mark.starts_with('/') || begins_a_path(at))
}

/// The lock file names the public registry as the source of every package; that line says nothing of the machine.
fn without_public_source(bytes: Vec<u8>) -> Vec<u8> {
    let public = format!("source = \"registry+https://github.com/rust-lang/{}.io-index\"", "crates");
    match String::from_utf8(bytes) {
        Ok(text) => text.replace(&public, "").into_bytes(),
        Err(error) => error.into_bytes(),
    }
}

#[test]
fn no_file_of_the_repository_names_the_machine_it_was_written_on() {
    let marks = of_a_machine();
    let mut found = Vec::new();
    for (path, file) in files_below(repository()) {
        let bytes = without_public_source(fs::read(file).unwrap());
        found.extend(machine_in(&bytes, &marks).map(|mark| format!("{path}: {mark}")));
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

// ---- The scanner itself ----

#[test]
fn a_path_to_a_higher_row_or_a_sibling_is_reported() {
    assert_eq!(faults("text/words.rs", "use crate::article::Span;"), Vec::<String>::new());
    assert_eq!(faults("text/words.rs", "use crate::search::Hit;"), ["text/words.rs: row 2 names crate::search"]);
    assert_eq!(
        faults("corpus/walk.rs", "fn f() { crate::query::parse(); }"),
        ["corpus/walk.rs: row 3 names crate::query"]
    );
    assert_eq!(faults("backend.rs", "pub use crate::index::X as Y;").len(), 1);
    assert_eq!(faults("index/a/b.rs", "use crate::index::c;\nuse crate::backend::Backend;"), Vec::<String>::new());
    assert_eq!(faults("text/words.rs", "macro_rules! m { () => { $crate::render::X } }").len(), 1);
}

#[test]
fn grouped_paths_are_followed_and_a_glob_of_the_crate_is_reported() {
    let grouped = "use crate::{article::{Span, cli}, text::fold, cli::main,\n    query};";
    let expected = ["search/mod.rs: row 6 names crate::cli"];
    assert_eq!(faults("search/mod.rs", grouped), expected);
    assert_eq!(named_modules(&tokens(grouped)), ["article", "text", "cli", "query"]);
    assert_eq!(faults("cli/mod.rs", "use crate::*;"), ["cli/mod.rs: row 9 names crate::*"]);
    assert_eq!(faults("cli/mod.rs", "use crate::Hit;"), ["cli/mod.rs: row 9 names crate::Hit"]);
}

#[test]
fn a_module_without_a_row_is_reported() {
    assert_eq!(faults("gossip/mod.rs", ""), ["gossip/mod.rs: the module gossip stands in no row of the table"]);
    assert!(faults("lib.rs", "pub mod cli; use crate::cli;").is_empty());
}

#[test]
fn a_path_of_super_may_not_leave_its_module() {
    let leaves = |path: &str, text: &str| !faults(path, text).is_empty();
    assert!(leaves("text/words.rs", "use super::super::article;"));
    assert!(!leaves("text/words.rs", "use super::fold;"));
    assert!(leaves("text/mod.rs", "use super::article;"));
    assert!(leaves("backend.rs", "fn f() { super::article::g(); }"));
    assert!(!leaves("corpus/formats/json.rs", "use super::super::input;"));
    assert!(leaves("corpus/formats/json.rs", "use super::super::super::text;"));
    assert!(leaves("text/words.rs", "use super::{fold, super::article};"));
    assert!(leaves("text/words.rs", "use self::super::super::article;"));
    assert!(!leaves("backend.rs", "mod tests { use super::*; }"));
    assert!(leaves("backend.rs", "mod tests { use super::*; }\nuse super::article;"));
    assert!(!leaves("backend.rs", "pub(super) fn f() {}"));
}

#[test]
fn the_engine_is_named_in_index_alone_and_comments_do_not_count() {
    assert!(faults("index/mod.rs", "use tantivy::Index;").is_empty());
    assert_eq!(faults("search/mod.rs", "use tantivy::Index;"), ["search/mod.rs: names tantivy"]);
    assert_eq!(faults("search/mod.rs", "const X: &str = \"tantivy\";").len(), 1);
    let comments = "//! tantivy\n/// tantivy\n// use crate::cli;\n/* /* tantivy */ crate::cli */\nfn f() {}";
    assert!(faults("search/mod.rs", comments).is_empty());
}

#[test]
fn what_stands_in_texts_is_no_path_and_does_not_lose_the_scanner() {
    let texts = r##"const A: &str = "// crate::cli \" /*"; const B: &str = r#"crate::cli " \"#; const C: char = '"'; use crate::cli;"##;
    assert_eq!(faults("search/mod.rs", texts), ["search/mod.rs: row 6 names crate::cli"]);
    let quotes = "fn f<'a>(x: &'a str) -> char { let _ = '\\''; b'\\\\'; '/' } use crate::cli;";
    assert_eq!(faults("search/mod.rs", quotes).len(), 1);
    assert_eq!(faults("search/mod.rs", "let r#type = 1; use crate::cli;").len(), 1);
}

#[test]
fn a_folder_of_the_machine_is_found_and_a_web_address_is_none() {
    let marks = of_a_machine();
    let folder = |text: &str| machine_in(text.as_bytes(), &marks).is_some();
    assert!(folder(&format!("see {}x", marks[0])));
    assert!(folder(&format!("\"{}x\"", marks[1])));
    assert!(!folder(&format!("https://example.org{}x", marks[2])));
    assert!(folder(&format!("https://static.{}.io/x", "crates")));
    assert!(!folder("a/workshop/rootless/homes"));
}
