//! Bad input: archives, indexes and queries as they should not be. The program says what is wrong and where, exits with the right
//! code, never panics, and loses nothing else.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot prepare its archive has failed")]
#![allow(clippy::print_stdout, reason = "a test that cannot run here says so")]

mod common;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Output;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use tempfile::TempDir;

use common::{lines, stderr, stdout};

/// An archive in a folder of its own, with an index beside it.
struct Archive {
    dir: TempDir,
}

/// What every archive here holds beside its bad part; it must never suffer.
const SOUND: &str =
    "Harbour office reopens\n\nThe harbour office reopened on Monday, and the ferrymen went back to work.\n";

impl Archive {
    fn empty() -> Self {
        let archive = Self { dir: tempfile::tempdir().unwrap() };
        fs::create_dir(archive.corpus()).unwrap();
        archive
    }

    /// With one sound article, `sound.txt`.
    fn sound() -> Self {
        Self::empty().with("sound.txt", SOUND)
    }

    fn with(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        self.put(name, content);
        self
    }

    fn put(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.corpus().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    fn corpus(&self) -> PathBuf {
        self.dir.path().join("corpus")
    }

    fn index(&self) -> PathBuf {
        self.dir.path().join("index")
    }

    /// Runs the program, which may fail but never panic.
    fn run(&self, arguments: &[&str]) -> Output {
        sane(common::morgue(&self.index(), arguments))
    }

    fn build(&self) -> Output {
        self.run(&["index", &self.corpus().to_string_lossy()])
    }

    /// Builds the index and gives the report.
    fn report(&self) -> String {
        let output = self.build();
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        stdout(&output)
    }

    fn ids(&self, query: &str) -> Vec<String> {
        common::ids(&self.index(), query, &[])
    }

    /// The faults that `status` lists, by path.
    fn faults(&self) -> Vec<Value> {
        let output = self.run(&["status", "--format", "json"]);
        let mut list = lines(&output);
        let summary = list.pop().unwrap();
        assert_eq!(summary["unsearched"], list.len(), "{summary}");
        list
    }

    /// The only fault there is; the report must name its file and so must the text of `status`.
    fn only_fault(&self, report: &str) -> Value {
        let mut faults = self.faults();
        assert_eq!(faults.len(), 1, "{faults:?}");
        let fault = faults.remove(0);
        let path = fault["path"].as_str().unwrap();
        assert!(report.contains("skipped 1:") && report.contains(path), "{report}");
        assert!(stdout(&self.run(&["status"])).contains(path));
        fault
    }

    /// The sound article is found, and by nothing but its own words.
    fn is_sound(&self) {
        assert_eq!(self.ids("harbour ferrymen"), ["sound.txt"]);
    }
}

fn sane(output: Output) -> Output {
    let text = stderr(&output);
    assert!(!text.contains("panicked"), "{text}");
    assert!(output.status.code().is_some(), "killed: {text}");
    output
}

/// Exit code 2, with a message that holds `message` and a hint that holds `hint`.
fn refused(output: &Output, message: &str, hint: &str) {
    let text = stderr(output);
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(output.stdout.is_empty(), "{}", stdout(output));
    assert!(text.starts_with("error: ") && text.contains(message), "{text}");
    let hints: Vec<&str> = text.lines().filter(|line| line.starts_with("hint: ")).collect();
    assert!(hints.len() == 1 && hints[0].contains(hint), "{text}");
}

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

/// A record a line, `count` of them: `record 1` has the word `word1`, and so on. Ids are `n1`, `n2`, …
fn records(count: usize) -> String {
    (1..=count)
        .map(|n| record(&format!("n{n}"), &format!("Report {n}"), &format!("It says word{n} and no more.")) + "\n")
        .collect()
}

fn record(id: &str, title: &str, body: &str) -> String {
    json!({"id": id, "title": title, "body": body}).to_string()
}

// ---- Folders ----

#[test]
fn an_empty_folder_is_an_archive_of_nothing() {
    let archive = Archive::empty();
    let output = archive.build();
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stdout(&output).starts_with("0 articles"), "{}", stdout(&output));
    let output = archive.run(&["query", "harbour"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("0 articles"));
}

#[test]
fn a_missing_folder_is_refused_and_leaves_no_index_behind() {
    let archive = Archive::empty();
    let missing = archive.dir.path().join("missing");
    refused(&archive.run(&["index", &missing.to_string_lossy()]), "missing", "path");
    assert!(!archive.index().exists());
    // An answer of `0 articles` from an index of nothing would be taken for a result.
    refused(&archive.run(&["query", "harbour"]), "there is no index", "morgue index");
    archive.put("sound.txt", SOUND);
    archive.report();
    archive.is_sound();
}

#[test]
fn a_folder_that_went_missing_costs_the_index_nothing() {
    let archive = Archive::sound();
    archive.report();
    fs::rename(archive.corpus(), archive.dir.path().join("elsewhere")).unwrap();
    refused(&archive.run(&["index"]), "cannot be read", "nothing was removed");
    refused(&archive.build(), "cannot be read", "nothing was removed");
    archive.is_sound();
    fs::rename(archive.dir.path().join("elsewhere"), archive.corpus()).unwrap();
    let output = archive.run(&["index"]);
    assert!(stdout(&output).contains("unchanged 1"), "{}", stdout(&output));
}

#[test]
fn another_folder_is_refused_until_it_is_said_what_is_meant() {
    let archive = Archive::sound();
    archive.report();
    let other = archive.dir.path().join("other");
    let output = archive.run(&["index", &other.to_string_lossy()]);
    refused(&output, "other", "--add");
    refused(&output, "corpus", "--replace");
    archive.is_sound();
}

#[test]
fn to_replace_or_rebuild_from_a_missing_folder_costs_the_index_nothing() {
    let archive = Archive::sound();
    archive.report();
    let missing = archive.dir.path().join("missing").to_string_lossy().into_owned();
    for how in ["--replace", "--rebuild"] {
        refused(&archive.run(&["index", how, &missing]), "missing", "");
        archive.is_sound();
    }
    fs::rename(archive.corpus(), archive.dir.path().join("elsewhere")).unwrap();
    for arguments in [&["index", "--rebuild"][..], &["index", "--rebuild", &archive.corpus().to_string_lossy()]] {
        refused(&archive.run(arguments), "cannot be read", "nothing was removed");
        archive.is_sound();
    }
}

#[test]
fn a_folder_that_cannot_be_read_is_named_and_what_is_known_of_it_is_kept() {
    let archive = Archive::sound().with("locked/inner.txt", "Quarry closes\n\nThe quarry closed at noon on Friday.\n");
    let everybody = Everybody::may_use(&archive);
    let Some(report) = everybody.index(&archive) else {
        return;
    };
    assert!(report.contains("2 articles"), "{report}");
    set_mode(&archive.corpus().join("locked"), 0o000);
    let report = everybody.index(&archive).unwrap();
    set_mode(&archive.corpus().join("locked"), 0o777);
    assert!(report.contains("2 articles") && report.contains("removed 0") && report.contains("locked"), "{report}");
    assert_eq!(archive.ids("quarry"), ["locked/inner.txt"]);
    assert_eq!(archive.faults()[0]["reason"], "unreadable");
}

#[test]
fn a_deep_folder_is_walked_to_its_end() {
    let archive = Archive::sound();
    let deep = "deep/".repeat(400) + "end.txt";
    archive.put(&deep, "Quarry closes\n\nThe quarry closed at noon on Friday.\n");
    assert!(archive.report().contains("2 articles"));
    assert_eq!(archive.ids("quarry"), [deep]);
    archive.is_sound();
}

// ---- Files ----

/// The program as run by somebody without rights, since the tests may run as root, whom no mode keeps out.
struct Everybody {
    as_root: bool,
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[cfg(not(unix))]
fn set_mode(_: &Path, _: u32) {}

impl Everybody {
    fn may_use(archive: &Archive) -> Self {
        fs::create_dir_all(archive.index()).unwrap();
        for folder in [archive.dir.path().to_owned(), archive.corpus(), archive.index()] {
            set_mode(&folder, 0o777);
        }
        let probe = archive.dir.path().join("probe");
        fs::write(&probe, "x").unwrap();
        set_mode(&probe, 0o000);
        Self { as_root: fs::read(&probe).is_ok() }
    }

    /// Indexes the archive and gives the report; none, said aloud, where the program cannot be run without rights.
    #[cfg(unix)]
    fn index(&self, archive: &Archive) -> Option<String> {
        use std::os::unix::process::CommandExt;
        const NOBODY: u32 = 65534;
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_morgue"));
        command.arg("index").arg(archive.corpus()).env("MORGUE_INDEX", archive.index());
        if self.as_root {
            command.uid(NOBODY).gid(NOBODY);
        }
        match command.output() {
            Ok(output) => {
                let output = sane(output);
                assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
                Some(stdout(&output))
            }
            Err(error) => {
                println!("skipped: the program cannot be run without rights: {error}");
                None
            }
        }
    }

    #[cfg(not(unix))]
    fn index(&self, _: &Archive) -> Option<String> {
        println!("skipped: no modes here");
        None
    }
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_state_read_before_is_kept() {
    let archive = Archive::sound().with("locked.txt", "Quarry closes\n\nThe quarry closed at noon on Friday.\n");
    let everybody = Everybody::may_use(&archive);
    set_mode(&archive.corpus().join("locked.txt"), 0o000);
    let Some(report) = everybody.index(&archive) else {
        return;
    };
    assert!(report.starts_with("1 articles") && report.contains("cannot be read (1)"), "{report}");
    let fault = archive.only_fault(&report);
    assert_eq!((&fault["path"], &fault["reason"]), (&json!("locked.txt"), &json!("unreadable")));
    archive.is_sound();
    set_mode(&archive.corpus().join("locked.txt"), 0o644);
    assert!(everybody.index(&archive).unwrap().contains("2 articles"));
    set_mode(&archive.corpus().join("locked.txt"), 0o000);
    let report = everybody.index(&archive).unwrap();
    assert!(report.contains("2 articles") && report.contains("kept"), "{report}");
    assert_eq!(archive.ids("quarry"), ["locked.txt"]);
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_named_and_never_opened() {
    use std::os::unix::fs::symlink;
    let archive = Archive::sound();
    symlink(archive.corpus().join("sound.txt"), archive.corpus().join("again.txt")).unwrap();
    symlink("nowhere", archive.corpus().join("dangling.txt")).unwrap();
    symlink("..", archive.corpus().join("loop")).unwrap();
    let pipe = archive.corpus().join("pipe.txt");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success());
    let report = archive.report();
    assert!(report.starts_with("1 articles") && report.contains("symbolic link, not followed (3)"), "{report}");
    let faults = archive.faults();
    let reasons = |reason: &str| faults.iter().filter(|fault| fault["reason"] == reason).count();
    assert_eq!((reasons("link"), faults.len()), (3, 3 + usize::from(made)));
    archive.is_sound();
}

#[test]
fn a_picture_renamed_to_txt_is_named_as_no_text() {
    let picture = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &[0x17; 600]].concat();
    let archive = Archive::sound().with("photo.txt", picture);
    let report = archive.report();
    assert!(report.contains("not text (1)"), "{report}");
    assert_eq!(archive.only_fault(&report)["reason"], "binary");
    archive.is_sound();
}

#[test]
fn a_text_with_a_stray_zero_is_read_and_shown_without_it() {
    let wire =
        "ZCZC\0\u{1}\n\nDam talks fail\n\nThe zwitscher\0 went home, and the gate stayed shut on Monday.\n\n\0NNNN\n"
            .to_owned()
            + &"\nThe gate was shut. ".repeat(20);
    let archive = Archive::sound().with("wire.txt", &wire).with("wire", &wire);
    archive.report();
    assert!(archive.faults().is_empty(), "{:?}", archive.faults());
    assert_eq!(archive.ids("zwitscher went"), ["wire", "wire.txt"]);
    let shown = String::from_utf8(archive.run(&["query", "--plain", "zwitscher"]).stdout).unwrap();
    assert!(shown.contains("zwitscher") && !shown.contains('\0'), "{shown:?}");
    archive.is_sound();
}

#[test]
fn what_is_no_text_is_refused_whatever_it_is_called() {
    let program = b"usage: sluice [gate]\0\0\0\x01\0".repeat(100);
    let sound: Vec<u8> = (0..4000_u32).map(|at| 128 + (at * 7 % 100) as u8).chain([0]).collect();
    for content in [program, sound] {
        let archive = Archive::sound().with("story.txt", content);
        assert_eq!(archive.only_fault(&archive.report())["reason"], "binary");
        archive.is_sound();
    }
}

#[test]
fn a_broken_gzip_of_one_text_is_named() {
    let whole = gzip(SOUND.repeat(400).as_bytes());
    let mut flipped = whole.clone();
    let middle = whole.len() / 2;
    flipped[middle..middle + 20].fill(0xAA);
    for broken in [&whole[..middle], &whole[..5], &whole[..whole.len() - 3], &flipped] {
        let archive = Archive::sound().with("broken.txt.gz", broken);
        let report = archive.report();
        assert!(report.contains("compressed data damaged or cut short (1)"), "{report}");
        let fault = archive.only_fault(&report);
        assert_eq!((&fault["reason"], &fault["record"]), (&json!("compression"), &Value::Null));
        archive.is_sound();
    }
}

#[test]
fn a_broken_gzip_is_named_and_what_came_before_is_kept() {
    const COUNT: usize = 5000;
    let whole = gzip(records(COUNT).as_bytes());
    let archive = Archive::sound().with("wire.jsonl.gz", &whole[..whole.len() / 2]);
    let report = archive.report();
    let fault = archive.only_fault(&report);
    assert_eq!((&fault["path"], &fault["reason"]), (&json!("wire.jsonl.gz"), &json!("compression")));
    let broken = fault["record"].as_u64().unwrap() as usize;
    assert!((1000..COUNT).contains(&broken), "{fault}");
    assert!(report.starts_with(&format!("{broken} articles")), "{report}");
    assert_eq!(archive.ids("word1"), ["n1"]);
    assert_eq!(archive.ids(&format!("word{}", broken - 1)), [format!("n{}", broken - 1)]);
    assert!(fault["detail"].as_str().unwrap().contains(&format!("line {broken}")), "{fault}");
    archive.is_sound();
    archive.put("wire.jsonl.gz", whole);
    assert!(archive.report().contains(&format!("added {}, changed 0, removed 0", COUNT - broken + 1)));
    assert!(archive.faults().is_empty());
}

#[test]
fn a_file_cut_short_after_it_was_indexed_loses_only_what_was_cut() {
    let whole = gzip(records(3000).as_bytes());
    let archive = Archive::sound().with("wire.jsonl.gz", &whole);
    archive.report();
    archive.put("wire.jsonl.gz", &whole[..whole.len() / 2]);
    let report = archive.report();
    assert!(
        report.contains("compressed data damaged or cut short (1)") && report.contains("added 0, changed 0"),
        "{report}"
    );
    assert_eq!(archive.ids("word2"), ["n2"]);
}

#[test]
fn a_plain_file_named_gz_is_read_for_what_it_is() {
    let archive = Archive::sound().with("plain.txt.gz", "Quarry closes at noon");
    assert!(archive.report().contains("skipped nothing"));
    assert_eq!(archive.ids("quarry"), ["plain.txt.gz"]);
    archive.is_sound();
}

#[test]
fn an_empty_file_is_named_as_empty() {
    for content in ["", " \n\t\r\n", "\u{feff}"] {
        for name in ["empty.txt", "empty.md", "empty.html", "empty.json", "empty.xml", "empty.txt.gz"] {
            names_the_empty_file(name, content);
        }
    }
}

#[test]
fn a_file_of_lines_without_a_record_is_named_as_empty() {
    for content in ["", "\n", " \n\t\r\n"] {
        names_the_empty_file("empty.jsonl", content);
        names_the_empty_file("empty.jsonl.gz", content);
    }
}

fn names_the_empty_file(name: &str, content: &str) {
    let archive = Archive::sound().with(name, content);
    let fault = archive.only_fault(&archive.report());
    assert_eq!((&fault["path"], &fault["reason"]), (&json!(name), &json!("empty")), "{content:?}");
    archive.is_sound();
}

#[test]
fn a_page_that_shows_nothing_is_named_as_empty() {
    let page = "<html><head><title></title></head><body><script>let harbour = 1;</script></body></html>";
    names_the_empty_file("page.html", page);
}

/// Runs `index` for at most `seconds`; none if it had to be killed.
fn build_within(archive: &Archive, seconds: u64) -> Option<Output> {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_morgue"));
    command.arg("index").arg(archive.corpus()).env("MORGUE_INDEX", archive.index());
    command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    let started = std::time::Instant::now();
    while child.try_wait().unwrap().is_none() {
        if started.elapsed().as_secs() >= seconds {
            child.kill().unwrap();
            child.wait().unwrap();
            return None;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    Some(child.wait_with_output().unwrap())
}

/// A file nested without end is indexed or named; either way the rest of the archive is indexed, in good time.
fn nested(name: &str, open: &str, inner: &str, close: &str) {
    for depth in [300, 5000, 100_000] {
        let archive = Archive::sound().with(name, format!("{}{inner}{}", open.repeat(depth), close.repeat(depth)));
        let output = build_within(&archive, 20).unwrap_or_else(|| panic!("{name}, {depth} deep: still running"));
        assert_eq!(output.status.code(), Some(0), "{name}, {depth} deep: {}", stderr(&output));
        archive.is_sound();
        assert_eq!(archive.ids("quarry").len() + archive.faults().len(), 1, "{name}, {depth} deep");
    }
}

#[test]
fn json_nested_without_end_does_not_stop_the_run() {
    nested("deep.json", "[", &record("deep", "Quarry closes", "The quarry closed at noon."), "]");
}

#[test]
fn an_object_nested_without_end_does_not_stop_the_run() {
    let inner = "1,\"title\":\"Quarry closes\",\"body\":\"The quarry closed at noon.\"";
    nested("deep.jsonl", "{\"a\":", inner, "}");
}

#[test]
fn a_page_nested_without_end_does_not_stop_the_run() {
    nested("deep.html", "<div>", "<p>The quarry closed at noon on Friday, and the crews went home.</p>", "</div>");
}

#[test]
fn xml_nested_without_end_does_not_stop_the_run() {
    nested(
        "deep.xml",
        "<nitf><body>",
        "<p>The quarry closed at noon on Friday, and the crews went home.</p>",
        "</body></nitf>",
    );
}

#[test]
fn a_file_of_an_unknown_kind_is_named() {
    let archive = Archive::sound()
        .with("photo.jpg", "x")
        .with("README", "x")
        .with("data.parquet.gz", "x")
        .with("sound.txt.bak", SOUND);
    let report = archive.report();
    assert!(report.contains("not a format that is read (4)"), "{report}");
    assert!(archive.faults().iter().all(|fault| fault["reason"] == "format"));
    archive.is_sound();
}

#[test]
fn invalid_utf8_costs_no_article_and_no_word() {
    let mut wire =
        b"{\"id\":\"bad\",\"title\":\"Dam \xff opens\",\"body\":\"The sl\xfcice \xe2\x82 opened.\"}\n".to_vec();
    wire.extend(records(1).into_bytes());
    let text =
        [b"Quarry \xff\xfe closes\n\nThe quarry, \xc3\x28 closed at n\xf6on.\n".as_slice(), &[0x80; 3], b" zenith\n"]
            .concat();
    let archive = Archive::sound().with("bad.txt", text).with("bad.jsonl", wire);
    let report = archive.report();
    assert!(report.starts_with("4 articles") && report.contains("skipped nothing"), "{report}");
    for word in ["quarry", "closed", "zenith"] {
        assert_eq!(archive.ids(word), ["bad.txt"], "{word}");
    }
    for word in ["dam", "opened"] {
        assert_eq!(archive.ids(word), ["bad"], "{word}");
    }
    assert_eq!(archive.ids("word1"), ["n1"]);
    archive.is_sound();
}

#[test]
fn a_text_of_a_hundred_megabytes_on_one_line_is_searched_to_its_end() {
    let mut text = String::with_capacity(100_100_000);
    let mut number = 0_u64;
    while text.len() < 100_000_000 {
        number += 1;
        text.push_str("the harbour master of pier ");
        text.push_str(&(number % 60_000).to_string());
        text.push_str(" counts crate");
        text.push_str(&(number % 9973).to_string());
        text.push(' ');
    }
    text.push_str("zyzzyva");
    let archive = Archive::sound().with("line.txt", &text);
    let started = std::time::Instant::now();
    assert!(archive.report().starts_with("2 articles"));
    let (hits, summary) = common::ask(&archive.index(), "zyzzyva", &[]);
    assert!(started.elapsed().as_secs() < 90, "{:?}", started.elapsed());
    assert_eq!((&hits[0]["article"]["id"], &summary["articles"]), (&json!("line.txt"), &json!(1)));
    let highlight = &hits[0]["passages"][0]["highlights"][0];
    assert_eq!((&highlight["text"], &highlight["end"]), (&json!("zyzzyva"), &json!(text.len())));
    archive.is_sound();
}

// ---- Names ----

#[cfg(unix)]
#[test]
fn a_name_with_line_breaks_or_escapes_is_indexed_and_printed_on_one_line() {
    let names = ["two\nlines\n\nof.txt", "red\u{1b}[31m and\u{9b}2J.txt", "tab\tand\rreturn.txt"];
    let archive = names
        .iter()
        .fold(Archive::sound(), |archive, name| archive.with(name, "Quarry closes\n\nThe quarry closed.\n"));
    let archive = archive.with("bad\u{1b}[2J\n.xyz", "x");
    let report = archive.report();
    assert!(report.starts_with("4 articles") && is_printable(&report), "{report:?}");
    let mut found = archive.ids("quarry");
    found.sort();
    let mut expected = names.map(str::to_owned);
    expected.sort();
    assert_eq!(found, expected);
    let output = archive.run(&["query", "quarry", "-n", "9"]);
    assert!(is_printable(&stdout(&output)), "{:?}", stdout(&output));
    // Three lines a hit, a blank one behind it, and the sum.
    assert_eq!(stdout(&output).lines().count(), 3 * 4 + 1, "{}", stdout(&output));
    for name in names {
        let shown = archive.run(&["show", name]);
        assert!(is_printable(&stdout(&shown)) && stdout(&shown).contains("quarry"), "{name:?}");
        assert_eq!(lines(&archive.run(&["show", name, "--format", "json"])).len(), 1);
    }
    assert!(is_printable(&stdout(&archive.run(&["status"]))));
    assert_eq!(lines(&archive.run(&["status", "--format", "json"])).len(), 2);
    archive.is_sound();
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_utf8_is_indexed() {
    use std::os::unix::ffi::OsStrExt;
    let archive = Archive::sound();
    for name in [b"caf\xe9.txt".as_slice(), b"caf\xe8.txt"] {
        let path = archive.corpus().join(std::ffi::OsStr::from_bytes(name));
        fs::write(path, "Quarry closes\n\nThe quarry closed at noon on Friday.\n").unwrap();
    }
    let report = archive.report();
    assert!(report.starts_with("3 articles"), "{report}");
    let ids = archive.ids("quarry");
    assert_eq!(ids.len(), 2);
    assert_ne!(ids[0], ids[1]);
    assert!(archive.report().contains("unchanged 3"));
    archive.is_sound();
}

fn is_printable(text: &str) -> bool {
    text.chars().all(|character| character == '\n' || !character.is_control())
}

// ---- Records ----

#[test]
fn a_line_that_is_no_json_is_named_and_the_others_are_indexed() {
    let cut = record("cut", "Dam opens", "The sluice opened.");
    let lines = [
        records(3),
        cut[..cut.len() - 12].to_owned(),
        "\n\n".to_owned(),
        records(5).lines().skip(3).collect::<Vec<_>>().join("\n"),
    ];
    let archive = Archive::sound().with("wire.jsonl", lines.concat());
    let report = archive.report();
    assert!(report.starts_with("6 articles") && report.contains("not valid JSON (1)"), "{report}");
    let fault = archive.only_fault(&report);
    assert_eq!((&fault["reason"], &fault["record"]), (&json!("json"), &json!(4)));
    assert!(fault["detail"].as_str().unwrap().contains("line 4"), "{fault}");
    assert_eq!(archive.ids("report").len(), 5);
    archive.is_sound();
}

#[test]
fn the_last_line_cut_short_is_named_and_the_others_are_indexed() {
    let whole = records(10);
    let archive = Archive::sound().with("wire.jsonl", &whole[..whole.len() - 20]);
    let report = archive.report();
    assert!(report.starts_with("10 articles"), "{report}");
    assert_eq!(archive.only_fault(&report)["record"], 10);
    archive.is_sound();
}

#[test]
fn a_json_file_may_hold_a_list_an_object_or_several() {
    let (one, other) =
        (record("a", "Dam opens", "The sluice opened."), record("b", "Dam closes", "The sluice closed."));
    let contents = [
        format!("[{one},\n{other}]"),
        format!("{one}\n{other}"),
        format!("[[{one}],[{other}],[]]"),
        format!("\u{feff}[{one}] {other}"),
    ];
    for content in contents {
        let archive = Archive::sound().with("dam.json", &content);
        assert!(archive.report().starts_with("3 articles"), "{content}");
        assert_eq!(archive.ids("opened"), ["a"]);
        assert_eq!(archive.ids("sluice").len(), 2);
    }
    let archive = Archive::sound().with("dam.json", &one);
    assert!(archive.report().starts_with("2 articles"));
    archive.is_sound();
}

#[test]
fn what_is_no_article_in_a_json_file_is_named_with_its_place() {
    let one = record("a", "Dam opens", "The sluice opened.");
    let cases = [
        (format!("[{one}, {{\"views\": 3}}]"), "no-article", json!(2), 2),
        (format!("[{one}, 17]"), "json", json!(2), 2),
        (format!("{one}\n{{\"title\": "), "json", json!(2), 2),
        ("{{{ garbage".to_owned(), "json", json!(1), 1),
        ("null".to_owned(), "json", json!(1), 1),
        ("[]".to_owned(), "empty", Value::Null, 1),
    ];
    for (content, reason, place, articles) in cases {
        let archive = Archive::sound().with("dam.json", &content);
        let report = archive.report();
        assert!(report.starts_with(&format!("{articles} articles")), "{content}: {report}");
        let fault = archive.only_fault(&report);
        assert_eq!((&fault["reason"], &fault["record"]), (&json!(reason), &place), "{content}");
        archive.is_sound();
    }
}

#[test]
fn a_list_with_one_broken_record_loses_no_record_before_it() {
    let sound: Vec<String> = records(5).lines().map(ToOwned::to_owned).collect();
    let archive =
        Archive::sound().with("dam.json", format!("[{}, {{\"id\": \"cut\", \"title\": \"Cut", sound.join(",")));
    let report = archive.report();
    let fault = archive.only_fault(&report);
    assert_eq!((&fault["reason"], &fault["path"]), (&json!("json"), &json!("dam.json")));
    assert!(report.starts_with("6 articles"), "{report}");
    archive.is_sound();
}

#[test]
fn the_first_holder_of_an_id_keeps_it_and_later_ones_are_told() {
    let twice = record("same", "Dam opens", "The sluice opened.");
    let archive = Archive::sound()
        .with("a.jsonl", [twice.clone(), record("same", "Dam closes", "The sluice closed.")].join("\n"))
        .with("b/wire.jsonl", record("same", "Dam breaks", "The sluice broke."));
    let report = archive.report();
    assert!(report.starts_with("4 articles") && report.contains("skipped nothing"), "{report}");
    let shown = ["same", "same#a.jsonl", "same#b/wire.jsonl"];
    for (word, id) in ["opened", "closed", "broke"].into_iter().zip(shown) {
        assert_eq!(archive.ids(word), [id]);
        assert!(stdout(&archive.run(&["show", id])).contains(word), "{id}");
    }
    let status = stdout(&archive.run(&["status"]));
    for text in [report, status] {
        assert!(text.contains("same in a.jsonl is shown as same#a.jsonl"), "{text}");
        assert!(text.contains("same in b/wire.jsonl is shown as same#b/wire.jsonl"), "{text}");
    }
    archive.is_sound();
}

#[test]
fn when_the_first_holder_of_an_id_goes_the_next_takes_the_id() {
    let archive = Archive::sound().with("a.jsonl", record("same", "Dam opens", "The sluice opened."));
    archive.put("b.jsonl", record("same", "Dam closes", "The sluice closed."));
    archive.report();
    assert_eq!(archive.ids("closed"), ["same#b.jsonl"]);
    fs::remove_file(archive.corpus().join("a.jsonl")).unwrap();
    let report = archive.report();
    assert_eq!(archive.ids("sluice"), ["same"], "{report}");
    assert!(!stdout(&archive.run(&["status"])).contains("id held already"));
}

#[test]
fn an_id_that_looks_like_another_ones_substitute_loses_nobody() {
    let ids = ["same", "same", "same#wire.jsonl", "same#wire.jsonl#2", "same", "-n", "--help", " ", "\u{1b}"];
    let bodies = (0..ids.len()).map(|n| record(ids[n], "Dam", &format!("Sluice word{n}.")) + "\n");
    let archive = Archive::sound().with("wire.jsonl", bodies.collect::<String>());
    archive.report();
    let mut found = archive.ids("sluice");
    found.sort();
    found.dedup();
    assert_eq!(found.len(), ids.len());
    for id in found {
        assert!(stdout(&archive.run(&["show", "--", &id])).contains("Sluice"), "{id}");
    }
}

#[test]
fn an_id_of_any_length_can_be_shown() {
    let id = "i".repeat(70_000);
    let archive = Archive::sound().with("wire.jsonl", record(&id, "Dam opens", "The sluice opened."));
    archive.report();
    assert_eq!(archive.ids("sluice"), [id.as_str()]);
    let output = archive.run(&["show", &id]);
    assert!(stdout(&output).contains("sluice"), "{:.200}", stderr(&output));
}

// ---- Queries ----

/// The column (from 1) under which the caret of a message stands, counted in the query that the line above repeats.
fn caret(output: &Output, query: &str) -> usize {
    let text = stderr(output);
    let lines: Vec<&str> = text.lines().collect();
    let shown = lines.iter().position(|line| line.trim_end() == format!("  {query}").trim_end());
    let below = lines[shown.unwrap_or_else(|| panic!("the query is not shown: {text}")) + 1];
    assert_eq!(below.trim(), "^", "{text}");
    below.len() - 2
}

#[test]
fn a_bad_query_is_refused_with_a_caret_under_its_fault_and_a_hint() {
    let archive = Archive::sound();
    archive.report();
    let cases = [
        ("\"open", 1, "closing"),
        ("harbour \"open", 9, "closing"),
        ("sauce:x", 1, "source:"),
        ("harbour sauce:x", 9, "source:"),
        ("published:soon", 11, "published:2025"),
        ("(harbour", 1, ""),
        ("harbour)", 8, ""),
        ("harbour AND", 12, ""),
        ("", 1, ""),
        ("\u{2014}", 1, ""),
    ];
    for (query, column, hint) in cases {
        let output = archive.run(&["query", query]);
        refused(&output, "", hint);
        assert_eq!(caret(&output, query), column, "{query}");
    }
}

#[test]
fn an_operator_that_cannot_be_honoured_is_refused_and_never_searched_for() {
    let archive = Archive::sound();
    archive.report();
    for (query, column) in [("a figure:many", 10), ("a person:b*", 10), ("a org: b", 3)] {
        let output = archive.run(&["query", query]);
        refused(&output, "", "");
        assert_eq!(caret(&output, query), column);
    }
}

#[test]
fn the_caret_stands_right_behind_wide_letters_and_escapes() {
    let archive = Archive::sound();
    archive.report();
    let output = archive.run(&["query", "\u{6e2f}\u{53e3} sauce:x"]);
    assert_eq!(caret(&output, "\u{6e2f}\u{53e3} sauce:x"), 6);
    let output = archive.run(&["query", "a\u{1b}[31mb sauce:x"]);
    assert_eq!(caret(&output, "a\u{fffd}[31mb sauce:x"), 9);
    assert!(is_printable(&stderr(&output)));
}

#[test]
fn a_query_without_an_index_is_told_how_to_build_one() {
    let archive = Archive::empty();
    refused(&archive.run(&["query", "harbour"]), "there is no index", "morgue index");
    refused(&archive.run(&["status"]), "there is no index", "morgue index");
    refused(&archive.run(&["show", "x"]), "there is no index", "morgue index");
    assert!(!archive.index().exists());
}

#[test]
fn an_article_that_is_not_there_is_refused() {
    let archive = Archive::sound();
    archive.report();
    refused(&archive.run(&["show", "nobody"]), "no article nobody", "id");
}

#[test]
fn no_hits_to_show_is_refused() {
    let archive = Archive::sound();
    archive.report();
    refused(&archive.run(&["query", "-n", "0", "harbour"]), "-n 0", "from 1");
    for number in ["-1", "many", "1.5"] {
        assert_eq!(archive.run(&["query", "-n", number, "harbour"]).status.code(), Some(2));
    }
}

#[test]
fn a_bad_row_of_a_batch_is_told_and_the_others_are_answered() {
    let archive = Archive::sound();
    archive.report();
    let rows = archive.dir.path().join("rows.tsv");
    fs::write(&rows, "one\tharbour\ntwo\tharbour sauce:x\n\n  \nthree\tunheard\nferrymen\nsix\t\n").unwrap();
    let output = archive.run(&["query", "--batch", &rows.to_string_lossy(), "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let lines = lines(&output);
    let ends: Vec<&Value> = lines.iter().filter(|line| line["type"] == "summary").collect();
    let told: Vec<(&str, &str)> =
        ends.iter().map(|end| (end["query"].as_str().unwrap(), end["status"].as_str().unwrap())).collect();
    assert_eq!(told, [("one", "ok"), ("two", "rejected"), ("three", "none"), ("6", "ok"), ("six", "rejected")]);
    assert_eq!(ends[1]["column"], 9);
    assert!(ends[1]["hint"].as_str().unwrap().contains("source:"), "{}", ends[1]);
    assert!(ends[1]["error"].as_str().unwrap().contains("sauce:"), "{}", ends[1]);
    assert_eq!(lines.iter().filter(|line| line["type"] == "hit").count(), 2);
    assert!(stderr(&output).contains("line 2") && stderr(&output).contains("2 of 5"), "{}", stderr(&output));
}

#[test]
fn a_batch_that_cannot_be_read_is_refused() {
    let archive = Archive::sound();
    archive.report();
    refused(&archive.run(&["query", "--batch", "nowhere.tsv"]), "nowhere.tsv", "file");
}

// ---- Indexes ----

#[test]
fn an_index_of_another_format_is_refused_until_it_is_rebuilt() {
    let archive = Archive::sound();
    archive.report();
    let corpus = archive.corpus().to_string_lossy().into_owned();
    fs::write(archive.index().join("morgue.json"), "{\"format\":999}\n").unwrap();
    for arguments in [&["query", "harbour"][..], &["status"], &["show", "sound.txt"], &["index", &corpus]] {
        refused(&archive.run(arguments), "format 999", "--rebuild");
    }
    let output = archive.run(&["index", "--rebuild", &corpus]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    archive.is_sound();
}

#[test]
fn a_folder_of_something_else_is_refused_as_an_index_and_left_untouched() {
    let archive = Archive::sound();
    let files = [("letter.txt", "Dear all"), ("meta.json", "{\"mine\":true}"), ("ledger-2024.jsonl", "{\"owed\":12}")];
    fs::create_dir(archive.index()).unwrap();
    for (name, text) in files {
        fs::write(archive.index().join(name), text).unwrap();
    }
    let corpus = archive.corpus().to_string_lossy().into_owned();
    for arguments in [&["index", &corpus][..], &["query", "harbour"], &["status"], &["index", "--rebuild", &corpus]] {
        refused(&archive.run(arguments), "not an index", "--index");
        for (name, text) in files {
            let kept = fs::read_to_string(archive.index().join(name));
            assert_eq!(kept.ok().as_deref(), Some(text), "{name} after {arguments:?}");
        }
        assert_eq!(fs::read_dir(archive.index()).unwrap().count(), files.len(), "{arguments:?}");
    }
}

#[test]
fn a_stray_file_beside_an_index_does_not_cost_the_index() {
    let archive = Archive::sound();
    archive.report();
    fs::write(archive.index().join("notes.txt"), "mine").unwrap();
    archive.run(&["index", "--rebuild", &archive.corpus().to_string_lossy()]);
    archive.is_sound();
    assert_eq!(fs::read_to_string(archive.index().join("notes.txt")).unwrap(), "mine");
}

#[test]
fn a_damaged_index_is_told_and_can_be_rebuilt() {
    for name in ["morgue.json", "meta.json"] {
        let archive = Archive::sound();
        archive.report();
        fs::write(archive.index().join(name), "{{{ garbage").unwrap();
        refused(&archive.run(&["query", "harbour"]), "", "--rebuild");
        let output = archive.run(&["index", "--rebuild", &archive.corpus().to_string_lossy()]);
        assert_eq!(output.status.code(), Some(0), "{name}: {}", stderr(&output));
        archive.is_sound();
    }
}

#[test]
fn an_index_that_is_a_file_is_refused_and_left_untouched() {
    let archive = Archive::sound();
    fs::write(archive.index(), "mine").unwrap();
    let corpus = archive.corpus().to_string_lossy().into_owned();
    for arguments in [&["index", &corpus][..], &["query", "harbour"], &["index", "--rebuild", &corpus]] {
        let output = archive.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).contains("hint: "), "{}", stderr(&output));
    }
    assert_eq!(fs::read_to_string(archive.index()).unwrap(), "mine");
}
