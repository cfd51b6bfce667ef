//! A hostile archive: terminal escapes, HTML and spreadsheet formulas in every field that an archive can fill, and in the names of
//! its files. Nothing of it may reach a terminal, a browser or a spreadsheet as anything but text.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot prepare its archive has failed")]

mod common;

use std::fs;
use std::path::PathBuf;
use std::process::Output;

use dom_query::Document;
use serde_json::{Value, json};
use tempfile::TempDir;

use common::{lines, stderr, stdout};

/// What a terminal obeys: colours, clearing, a window title, C1 controls, and what turns the order of letters around.
const ESCAPES: [&str; 7] = [
    "\u{1b}[31mred",
    "\u{1b}[2J\u{1b}[H",
    "\u{1b}]0;owned\u{7}",
    "\u{9b}35mviolet",
    "\u{8}\u{8}\u{1a}\u{0}",
    "\u{202e}desrever\u{2066}",
    "two\r\nlines\u{85}\u{2028}and\u{b}\u{c}more",
];
/// What a browser obeys.
const MARKUP: [&str; 6] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</mark></p></h3><iframe src=//evil.example>",
    "<!-- --><svg/onload=alert(1)>",
    "&lt;script&gt;&#60;script&#62;",
];
/// What a spreadsheet obeys.
const FORMULAS: [&str; 8] = [
    "=HYPERLINK(\"http://evil.example\",\"click\")",
    "+1+cmd|' /C calc'!A0",
    "-1-1",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    " \u{a0}=1+1",
    "\u{ff1d}1+1",
];
/// Addresses that are no links.
const LINKS: [&str; 6] = [
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "https://example.org/\"><img src=x onerror=alert(1)>",
    "http://example.org/' onclick='alert(1)",
    "//evil.example",
];

/// All of the above.
fn payloads() -> Vec<&'static str> {
    [&ESCAPES[..], &MARKUP, &FORMULAS, &LINKS].concat()
}

struct Archive {
    dir: TempDir,
    report: String,
}

impl Archive {
    /// Every payload in every field of a record, in a text, a page and a note, and where the system allows it in a file's name.
    fn hostile() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let corpus = dir.path().join("corpus");
        fs::create_dir(&corpus).unwrap();
        let put = |name: &str, text: String| fs::write(corpus.join(name), text).is_ok();
        let records: String = payloads().iter().enumerate().map(|(number, payload)| record(number, payload)).collect();
        assert!(put("wire.jsonl", records + "{\"title\": \"\u{1b}[2J"));
        put(
            "rubbed\u{7f}out.txt",
            "Quarry opens\n\nThe harbour\u{7f} and the quarry open on Monday, says the town.\n".to_owned(),
        );
        assert!(put("again.jsonl", record(0, ESCAPES[0])));
        let named = |payload: &&str| !payload.contains(['/', '\0']);
        for (number, payload) in payloads().iter().filter(|payload| named(payload)).enumerate() {
            put(&format!("{payload}{number}.txt"), format!("{payload}\n\nharbour in a text {payload} as well\n"));
            put(&format!("{payload}{number}.xyz"), "no format".to_owned());
        }
        let all = payloads().join(" harbour ").replace('\0', "");
        assert!(put("page.html", format!("<title>{}</title><p>harbour {}</p>", escaped(&all), escaped(&all))));
        assert!(put(
            "note.md",
            format!("---\nauthor: {0}\nsource: {0}\nurl: {0}\n---\n# {0}\n\nharbour {0}\n", ESCAPES[1])
        ));
        let output = sane(common::morgue(&dir.path().join("index"), &["index", &corpus.to_string_lossy()]));
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        Self { dir, report: stdout(&output) }
    }

    fn index(&self) -> PathBuf {
        self.dir.path().join("index")
    }

    /// Runs the program; what it says on standard error must be fit for a terminal too.
    fn run(&self, arguments: &[&str]) -> Output {
        sane(common::morgue(&self.index(), arguments))
    }

    /// All hits of `harbour`, all their passages.
    fn query(&self, format: &str, more: &[&str]) -> Output {
        let wanted = ["query", "harbour", "--zones", "all", "-n", "10000", "--passages", "100", "--format", format];
        self.run(&[&wanted, more].concat())
    }

    /// The articles as `show` gives them, by the hits of `harbour`.
    fn articles(&self) -> Vec<Value> {
        let hits = lines(&self.query("json", &[]));
        let ids = hits.iter().filter(|line| line["type"] == "hit").map(|hit| hit["article"]["id"].as_str().unwrap());
        ids.map(|id| lines(&self.run(&["show", "--format", "json", "--", id])).remove(0)).collect()
    }
}

fn record(number: usize, payload: &str) -> String {
    // No argument of a program holds a NUL, so an id with one could not be asked for.
    let id = payload.replace('\0', "");
    let record = json!({
        "id": format!("{id}{}", if number.is_multiple_of(2) { String::new() } else { number.to_string() }),
        "title": format!("{payload} harbour {payload}"),
        "body": format!("{payload} harbour {payload} harbour\n\n{payload}\n\nThe harbour {payload}harbour."),
        "source": payload,
        "byline": payload,
        "url": payload,
        "language": payload,
    });
    record.to_string() + "\n"
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn sane(output: Output) -> Output {
    let text = stderr(&output);
    assert!(!text.contains("panicked"), "{text}");
    assert!(output.status.code().is_some(), "killed: {text}");
    fit_for_a_terminal(&text);
    output
}

/// No character that a terminal obeys, but the end of a line.
fn fit_for_a_terminal(text: &str) {
    let turns = |character: char| matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}');
    let bad = text.char_indices().find(|(_, one)| *one != '\n' && (one.is_control() || turns(*one)));
    if let Some((at, character)) = bad {
        let start = text[..at].rfind('\n').map_or(0, |line| line + 1);
        panic!("{character:?} in {:?}", text[start..].lines().next());
    }
}

/// Takes out the colours; each must be one of the program's own.
fn without_colours(text: &str) -> String {
    const OWN: [&str; 5] = ["0", "1", "2", "31", "36"];
    let mut plain = String::new();
    let mut parts = text.split('\u{1b}');
    plain.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let sequence = part.strip_prefix('[').and_then(|rest| rest.split_once('m'));
        let (codes, rest) = sequence.unwrap_or_else(|| panic!("no colour: {part:.40?}"));
        assert!(codes.split(';').all(|code| OWN.contains(&code)), "not a colour of ours: {codes:?}");
        plain.push_str(rest);
    }
    plain
}

#[test]
fn nothing_of_a_hostile_archive_is_lost() {
    let archive = Archive::hostile();
    let (records, faults) = (payloads().len(), archive.report.matches("record ").count());
    assert!(faults >= 1, "{}", archive.report);
    let (hits, summary) = common::ask(&archive.index(), "harbour", &["-n", "10000", "--zones", "all"]);
    assert_eq!(summary["articles"], hits.len());
    let of = |path: &str| hits.iter().filter(|hit| hit["article"]["path"] == path).count();
    assert_eq!((of("wire.jsonl"), of("again.jsonl"), of("page.html"), of("note.md")), (records, 1, 1, 1));
    assert!(hits.len() > records + 10, "{summary}");
}

#[test]
fn text_on_a_terminal_holds_no_control_character() {
    let archive = Archive::hostile();
    fit_for_a_terminal(&archive.report);
    fit_for_a_terminal(&stdout(&archive.run(&["status"])));
    fit_for_a_terminal(&stdout(&archive.run(&["index"])));
    let answer = stdout(&archive.query("text", &["--color", "never"]));
    fit_for_a_terminal(&answer);
    assert!(answer.contains("\u{fffd}[31mred"), "{answer:.400}");
    fit_for_a_terminal(&stdout(&archive.query("text", &[])));
}

#[test]
fn an_article_shown_holds_no_control_character() {
    let archive = Archive::hostile();
    for article in archive.articles() {
        let id = article["id"].as_str().unwrap();
        let output = archive.run(&["show", "--", id]);
        assert_eq!(output.status.code(), Some(0), "{id:?}");
        fit_for_a_terminal(&stdout(&output));
        fit_for_a_terminal(&without_colours(&stdout(&archive.run(&["show", "--color", "always", "--", id]))));
    }
}

#[test]
fn colours_are_only_ever_those_of_the_program() {
    let archive = Archive::hostile();
    let coloured = stdout(&archive.query("text", &["--color", "always"]));
    let plain = without_colours(&coloured);
    assert!(coloured.len() > plain.len());
    fit_for_a_terminal(&plain);
    assert!(plain.contains("\u{fffd}[31mred"), "{plain:.400}");
    // Every colour that is put on is taken off before the line ends.
    let open = |line: &&str| line.rsplit_once('\u{1b}').is_some_and(|(_, last)| !last.starts_with("[0m"));
    assert_eq!(coloured.lines().find(open), None);
}

#[test]
fn messages_hold_no_control_character_whatever_is_asked() {
    let archive = Archive::hostile();
    for payload in payloads().into_iter().filter(|payload| !payload.contains('\0')) {
        // `sane` holds standard error to it.
        for query in
            [format!("published:{payload}"), format!("\"{payload}"), format!("~{payload}"), format!("({payload}")]
        {
            let output = archive.run(&["query", "--", &query]);
            fit_for_a_terminal(&stdout(&output));
        }
        archive.run(&["show", "--", &format!("no {payload}")]);
        archive.run(&["query", "--batch", payload]);
        archive.run(&["index", "--", payload]);
        sane(common::morgue(&archive.dir.path().join(payload.replace('/', "")), &["query", "harbour"]));
    }
}

/// Answers a batch of hostile ids and queries, some of which are refused.
fn batch(archive: &Archive, format: &str) -> Output {
    let rows = archive.dir.path().join("rows.tsv");
    let row = |payload: &&str| {
        let payload = payload.replace(['\n', '\r'], " ");
        format!("{payload}\tharbour\nbad\tpublished:{payload}\n{payload}\t\"{payload}\nharbour sauce:{payload}\n")
    };
    fs::write(&rows, payloads().iter().map(row).collect::<String>()).unwrap();
    common::morgue(&archive.index(), &["query", "--batch", &rows.to_string_lossy(), "-n", "2", "--format", format])
}

#[test]
fn the_answers_to_a_hostile_batch_are_harmless() {
    let archive = Archive::hostile();
    fit_for_a_terminal(&stdout(&batch(&archive, "text")));
    is_harmless_html(&stdout(&batch(&archive, "html")));
    is_harmless_csv(&stdout(&batch(&archive, "csv")));
    let lines = lines(&batch(&archive, "json"));
    let told = |status: &str| lines.iter().filter(|line| line["status"] == status).count();
    assert_eq!(told("ok") + told("none") + told("rejected"), 4 * payloads().len());
    assert!(told("ok") + 1 >= payloads().len() && told("rejected") > payloads().len(), "{}", told("rejected"));
}

#[test]
fn what_is_said_of_a_bad_row_of_a_batch_is_harmless() {
    let archive = Archive::hostile();
    let output = sane(batch(&archive, "json"));
    assert!(stderr(&output).contains("line 2: "), "{}", stderr(&output));
}

#[test]
fn messages_in_colour_have_the_colours_of_the_program_alone() {
    let archive = Archive::hostile();
    for payload in ESCAPES.into_iter().filter(|payload| !payload.contains('\0')) {
        let query = format!("published:{payload}");
        let output = common::morgue(&archive.index(), &["query", "--color", "always", "--", &query]);
        assert!(stderr(&output).contains('\u{1b}'));
        fit_for_a_terminal(&without_colours(&stderr(&output)));
    }
}

// ---- HTML ----

/// Only elements and attributes of the program's own; links only http and https.
fn is_harmless_html(page: &str) {
    for bad in ["<script", "<img", "<svg", "<iframe", "<!--"] {
        assert!(!page.to_lowercase().contains(bad), "{bad}");
    }
    let control = page.chars().find(|one| one.is_control() && !matches!(one, '\n' | '\t'));
    assert_eq!(control, None);
    let document = Document::from(page);
    for node in document.select("*").nodes() {
        let name = node.node_name().unwrap().to_string();
        for attribute in node.attrs() {
            let (key, value) = (attribute.name.local.to_string(), attribute.value.to_string());
            assert!(is_own_attribute(&name, &key, &value), "<{name} {key}={value:?}>");
        }
        assert!(is_own_element(&name), "<{name}>");
    }
}

fn is_own_element(name: &str) -> bool {
    matches!(name, "html" | "head" | "meta" | "title" | "style" | "body" | "h1" | "h2" | "h3" | "p" | "a" | "mark")
}

fn is_own_attribute(element: &str, key: &str, value: &str) -> bool {
    match (element, key) {
        ("a", "href") => value.starts_with("https://") || value.starts_with("http://"),
        ("html", "lang") | ("meta", "charset" | "http-equiv" | "content" | "name") => true,
        (_, "class") => value.chars().all(|one| one.is_ascii_lowercase() || one == ' '),
        _ => false,
    }
}

#[test]
fn a_page_holds_no_markup_of_the_archive() {
    let archive = Archive::hostile();
    let page = stdout(&archive.query("html", &[]));
    is_harmless_html(&page);
    let document = Document::from(page.as_str());
    assert!(document.select("mark").length() > payloads().len());
    assert!(document.select("body").text().contains("<script>alert(1)</script>"));
    // Two of the addresses begin as links do; they are links, whole, and nothing more.
    let wanted: Vec<&str> = LINKS.into_iter().filter(|link| link.starts_with("http")).collect();
    let links = document.select("a");
    let mut links: Vec<String> = links.nodes().iter().map(|link| link.attr_or("href", "").to_string()).collect();
    links.sort();
    links.dedup();
    assert_eq!(links.len(), wanted.len(), "{links:?}");
    assert!(wanted.iter().all(|link| links.iter().any(|found| found == link)), "{links:?}");
}

#[test]
fn a_query_in_a_page_is_text() {
    let archive = Archive::hostile();
    for payload in MARKUP {
        let output =
            archive.run(&["query", "--any", "--plain", "--format", "html", "--", &format!("harbour {payload}")]);
        assert_eq!(output.status.code(), Some(0), "{payload}");
        is_harmless_html(&stdout(&output));
    }
}

// ---- CSV ----

/// No cell that a spreadsheet would run, and every row as wide as the first.
fn is_harmless_csv(table: &str) {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
    for row in reader.records() {
        for cell in &row.expect("each row is as wide as the first") {
            let begins =
                cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
            let behind_space = cell.trim_start().starts_with(['=', '+', '-', '@']);
            assert!(!begins && !behind_space, "{cell:?}");
        }
    }
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    let archive = Archive::hostile();
    let table = stdout(&archive.query("csv", &[]));
    is_harmless_csv(&table);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let articles: std::collections::BTreeSet<&str> = rows.iter().map(|row| &row[column("id")]).collect();
    assert_eq!(articles.len(), archive.articles().len());
    assert!(rows.iter().any(|row| row[column("byline")].contains("HYPERLINK")));
}

#[test]
fn a_list_without_passages_is_harmless_too() {
    let archive = Archive::hostile();
    let run =
        |format: &str| stdout(&archive.run(&["query", "harbour", "-n", "10000", "--articles", "--format", format]));
    is_harmless_csv(&run("csv"));
    is_harmless_html(&run("html"));
    fit_for_a_terminal(&run("text"));
}

// ---- JSON ----

#[test]
fn every_span_in_json_selects_its_text() {
    let archive = Archive::hostile();
    let hits = lines(&archive.query("json", &[]));
    let mut spans = 0;
    for hit in hits.iter().filter(|line| line["type"] == "hit") {
        let id = hit["article"]["id"].as_str().unwrap();
        let article = lines(&archive.run(&["show", "--format", "json", "--", id])).remove(0);
        let text = article["text"].as_str().unwrap();
        for passage in hit["passages"].as_array().unwrap() {
            spans += selects(passage, text);
            let marks = passage["highlights"].as_array().unwrap();
            spans += marks.iter().map(|mark| selects(mark, text)).sum::<usize>();
        }
        if let Some(headline) = hit["article"]["headline"].as_str() {
            assert!(text.starts_with(headline), "{id:?}");
        }
        for block in article["blocks"].as_array().unwrap() {
            assert!(selected(block, text).is_some(), "{block}");
        }
    }
    assert!(spans > 5 * payloads().len(), "{spans}");
}

fn selected<'a>(span: &Value, text: &'a str) -> Option<&'a str> {
    text.get(span["start"].as_u64()? as usize..span["end"].as_u64()? as usize)
}

fn selects(span: &Value, text: &str) -> usize {
    assert_eq!(selected(span, text), span["text"].as_str(), "{span}");
    1
}

#[test]
fn json_is_one_object_a_line_whatever_the_archive_holds() {
    let archive = Archive::hostile();
    for output in [archive.query("json", &[]), archive.run(&["status", "--format", "json"])] {
        let text = stdout(&output);
        assert!(lines(&output).iter().all(Value::is_object));
        assert!(!text.contains(|one: char| one < ' ' && one != '\n'));
    }
}
