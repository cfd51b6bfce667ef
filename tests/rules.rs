//! The rules of an archive: what `morgue.toml` says of it is what the index holds; what it says wrongly stops a run before anything is
//! touched; and `morgue index --dry-run` shows what would be read, and as what.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set up its case has failed")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use common::{ask, ids, index, lines, morgue, stderr, stdout};
use serde_json::Value;
use tempfile::TempDir;

/// An archive of its own, with the place of its index beside it.
struct Archive {
    dir: TempDir,
    root: PathBuf,
    place: PathBuf,
}

impl Archive {
    fn new(files: &[(&str, &str)]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let (root, place) = (dir.path().join("archive"), dir.path().join("index"));
        fs::create_dir(&root).unwrap();
        let archive = Self { dir, root, place };
        for (path, text) in files {
            archive.write(path, text);
        }
        archive
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn rules(&self, text: &str) -> String {
        self.write("morgue.toml", text);
        index(&self.place, &self.root)
    }

    fn show(&self, id: &str) -> Value {
        let shown = morgue(&self.place, &["show", id, "--format", "json"]);
        lines(&shown).pop().unwrap_or_else(|| panic!("{id}: {}", stderr(&shown)))
    }

    /// The texts of the blocks of an article that stand in a zone.
    fn zone(&self, id: &str, zone: &str) -> Vec<String> {
        let article = self.show(id);
        let text = article["text"].as_str().unwrap();
        let place = |block: &Value, key: &str| usize::try_from(block[key].as_u64().unwrap()).unwrap();
        let blocks = article["blocks"].as_array().unwrap().iter().filter(|block| block["zone"] == zone);
        blocks.map(|block| text[place(block, "start")..place(block, "end")].to_owned()).collect()
    }

    /// Fails unless the index answers as one built afresh does, article by article, order and scores included.
    fn equals_a_fresh_build(&self) {
        let fresh = tempfile::tempdir().unwrap();
        let fresh = fresh.path().join("index");
        index(&fresh, &self.root);
        let here = all(&self.place);
        assert!(!here.is_empty());
        assert_eq!(here, all(&fresh));
        for query in ["dam", "the", "source:dawn", "river OR ferry"] {
            let answer = |place: &Path| stdout(&morgue(place, &["query", query, "--format", "json", "-n", "100"]));
            assert_eq!(answer(&self.place), answer(&fresh), "{query}");
        }
    }

    fn dry(&self, more: &[&str]) -> (Vec<Value>, Value) {
        let root = self.root.to_string_lossy();
        let output = morgue(&self.place, &[&["index", "--dry-run", "--format", "json"], more, &[&*root]].concat());
        let mut lines = lines(&output);
        let summary = lines.pop().unwrap_or_else(|| panic!("{}", stderr(&output)));
        (lines, summary)
    }
}

/// All articles as they are shown, by id.
fn all(place: &Path) -> BTreeMap<String, String> {
    let shown = |id: String| (id.clone(), stdout(&morgue(place, &["show", &id, "--format", "json"])));
    ids(place, "-xyzzynever", &["--zones", "all"]).into_iter().map(shown).collect()
}

fn report_line<'a>(report: &'a str, start: &str) -> &'a str {
    report.lines().find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("{start}: {report}"))
}

const REPORT: &str = "The two ministers met for two hours on Friday in the old customs house by the river. Neither spoke to the \
    reporters who had waited since dawn.";

// ---- What the rules say ----

#[test]
fn nested_keys_of_a_wire_are_read_as_the_rules_name_them() {
    let record = r#"{"nr":"w-7","meta":{"pub":{"date":"2025-11-02","house":"Tarn Wire"},"people":[{"n":"Ada Fenn"},{"n":"Bo Karr"}],
        "lang":"de","tags":["dam","talks"],"ressort":"Inland"},"inhalt":{"hl":"Dam talks fail","html":"<p>The river rose.</p><p>Nobody came.</p>"},
        "stand":"2025-11-03","adresse":"https://tarn.example/7","title":"dam-talks-7"}"#;
    let archive = Archive::new(&[
        ("wire/a.jsonl", &record.replace('\n', " ")),
        ("other/b.json", r#"{"title":"Plain","text":"As ever."}"#),
    ]);
    archive.rules(
        r#"
        [[keys]]
        files = "wire/*.jsonl"
        headline = ["missing", "inhalt.hl"]
        body = "inhalt.html"
        byline = "meta.people.n"
        source = "meta.pub.house"
        published = "meta.pub.date"
        updated = "stand"
        url = "adresse"
        language = "meta.lang"
        section = "meta.ressort"
        keywords = "meta.tags"
        id = "nr"
        "#,
    );
    let article = archive.show("w-7");
    assert_eq!(article["text"], "Dam talks fail\n\nThe river rose.\n\nNobody came.");
    for (key, wanted) in [
        ("byline", "Ada Fenn, Bo Karr"),
        ("source", "Tarn Wire"),
        ("published", "2025-11-02"),
        ("updated", "2025-11-03"),
        ("url", "https://tarn.example/7"),
        ("language", "de"),
        ("section", "Inland"),
    ] {
        assert_eq!(article[key].as_str(), Some(wanted), "{key}");
    }
    assert_eq!(article["keywords"], serde_json::json!(["dam", "talks"]));
    assert_eq!(archive.show("other/b.json")["text"], "Plain\n\nAs ever.");
}

#[test]
fn a_table_with_german_headers_is_read() {
    let table = "Nummer;Überschrift;Volltext;Datum;Verfasser\r\n7;Talsperre hält;\"Der Fluss stieg.\r\nNiemand kam.\";2025-11-02;Ada Fenn\r\n";
    let archive = Archive::new(&[("a.csv", table)]);
    let report = index(&archive.place, &archive.root);
    assert!(report.contains("its header names neither a headline nor a text"), "{report}");
    archive
        .rules("[keys]\nid='nummer'\nheadline='überschrift'\nbody='Volltext'\npublished='Datum'\nbyline='Verfasser'\n");
    let article = archive.show("7");
    assert_eq!(article["text"], "Talsperre hält\n\nDer Fluss stieg.\r\nNiemand kam.");
    assert_eq!((article["published"].as_str(), article["byline"].as_str()), (Some("2025-11-02"), Some("Ada Fenn")));
    archive.equals_a_fresh_build();
}

#[test]
fn front_matter_and_members_of_archive_files_follow_the_keys_too() {
    let archive = Archive::new(&[(
        "a.md",
        &format!("---\nTitel: Talsperre hält\nam: 2025-11-02\ndesk: Inland\n---\n\n{REPORT}\n"),
    )]);
    let mut tar = tar::Builder::new(Vec::new());
    for (path, text) in [
        ("b.jsonl", r#"{"Titel":"Fluss steigt","Text":"Niemand kam."}"#.to_owned()),
        ("c.md", format!("---\nTitel: Ufer leer\n---\n{REPORT}\n")),
    ] {
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, path, text.as_bytes()).unwrap();
    }
    fs::write(archive.root.join("d.tar"), tar.into_inner().unwrap()).unwrap();
    archive.rules("[keys]\nheadline = \"titel\"\npublished = \"am\"\nsource = \"desk\"\n");
    let (files, _) = archive.dry(&[]);
    let heads: Vec<&str> = files.iter().filter_map(|file| file["first"]["headline"].as_str()).collect();
    assert_eq!(heads, ["Talsperre hält", "Fluss steigt"]);
    let article = archive.show("a.md");
    assert_eq!((article["source"].as_str(), article["published"].as_str()), (Some("Inland"), Some("2025-11-02")));
    assert_eq!(ids(&archive.place, "headline:ufer", &[]).len(), 1);
}

#[test]
fn sources_are_told_by_folder_and_host_in_the_order_of_the_rules() {
    let record = |id: &str, url: &str| {
        format!("{{\"id\":\"{id}\",\"title\":\"Dam\",\"text\":\"River.\",\"source\":\"own\",\"url\":\"{url}\"}}\n")
    };
    let records = [
        record("1", "https://www.dawn.com/1"),
        record("2", "https://urdu.dawn.com/2"),
        record("3", "https://notdawn.com/3"),
        record("4", ""),
    ]
    .concat();
    let archive = Archive::new(&[("dawn/2025/a.txt", REPORT), ("web/b.jsonl", &records)]);
    archive.rules(
        r#"
        [[source]]
        host = "urdu.dawn.com"
        language = "ur"

        [[source]]
        folder = "dawn"
        name = "Dawn"
        section = "Print"

        [[source]]
        host = ["dawn.com", "dawn.example"]
        name = "Dawn Online"
        language = "en"
        "#,
    );
    let told = |id: &str| {
        let article = archive.show(id);
        ["source", "language", "section"].map(|key| article[key].as_str().unwrap_or("-").to_owned())
    };
    assert_eq!(told("dawn/2025/a.txt"), ["Dawn", "-", "Print"]);
    assert_eq!(told("1"), ["Dawn Online", "en", "-"]);
    assert_eq!(told("2"), ["Dawn Online", "ur", "-"]);
    assert_eq!((told("3")[0].as_str(), told("4")[0].as_str()), ("own", "own"));
    assert_eq!(ids(&archive.place, "source:dawn", &[]).len(), 3);
}

#[test]
fn a_time_zone_decides_on_which_side_of_midnight_a_moment_falls() {
    let record =
        |id: &str, date: &str| format!("{{\"id\":\"{id}\",\"title\":\"Dam\",\"text\":\"River.\",\"date\":{date}}}\n");
    let records = [
        record("moment", "\"2025-10-31T20:30:00Z\""),
        record("epoch", "1761942600"),
        record("stated", "\"2025-10-31\""),
        record("local", "\"2025-10-31T20:30:00\""),
    ]
    .concat();
    let page = "<html><head><title>Dam talks fail</title><meta property=\"article:published_time\" content=\"2025-10-31T20:30:00+00:00\">\
        </head><body><article><h1>Dam talks fail</h1><p>The two ministers met for two hours on Friday in the old customs house by the river, \
        and left.</p></article></body></html>";
    let archive =
        Archive::new(&[("a.jsonl", &records), ("pages/b.html", page), ("utc/c.jsonl", &record("there", "1761942600"))]);
    let days = || {
        ["moment", "epoch", "stated", "local", "pages/b.html", "there"]
            .map(|id| archive.show(id)["published"].as_str().unwrap_or("-")[5..].to_owned())
    };
    index(&archive.place, &archive.root);
    assert_eq!(days(), ["10-31", "10-31", "10-31", "10-31", "10-31", "10-31"]);
    archive.rules("time_zone = \"Asia/Karachi\"\n[[source]]\nfolder = \"utc\"\ntime_zone = \"UTC\"\n");
    assert_eq!(days(), ["11-01", "11-01", "10-31", "10-31", "11-01", "10-31"]);
    assert_eq!(ids(&archive.place, "dam published:2025-11-01", &[]).len(), 3);
    archive.equals_a_fresh_build();
}

#[test]
fn lines_that_the_rules_know_become_boilerplate_or_text_and_none_is_lost() {
    let body = format!(
        "Dam talks fail\r\n\r\n{REPORT}\r\nAds by Tarn Media\r\nThey left.\r\n\r\nRelated stories\r\n\r\n(Tarn)  Print edition\r\n"
    );
    let archive = Archive::new(&[("tarn/a.txt", &body), ("mill/b.txt", &body)]);
    index(&archive.place, &archive.root);
    let before = archive.show("tarn/a.txt")["text"].clone();
    assert!(archive.zone("tarn/a.txt", "boilerplate").contains(&"Related stories".to_owned()));
    assert_eq!(ids(&archive.place, "ads", &[]).len(), 2);
    archive.rules(
        r#"
        [[boilerplate]]
        regex = '^Ads by '
        folder = "tarn/**"

        [[boilerplate]]
        line = "(Tarn) Print edition"
        source = ["Tarn"]

        [[body]]
        line = "Related stories"
        "#,
    );
    let junk = archive.zone("tarn/a.txt", "boilerplate");
    assert_eq!(junk, ["Ads by Tarn Media", "(Tarn)  Print edition"]);
    let text = archive.zone("tarn/a.txt", "body");
    assert_eq!(text, [REPORT, "They left.", "Related stories"]);
    assert_eq!(archive.show("tarn/a.txt")["text"], before);
    assert!(archive.zone("mill/b.txt", "boilerplate").is_empty());
    assert_eq!(ids(&archive.place, "ads", &[]), ["mill/b.txt"]);
    assert_eq!(ids(&archive.place, "ads", &["--zones", "all"]).len(), 2);
    archive.equals_a_fresh_build();
}

#[test]
fn a_line_of_the_page_above_the_headline_is_not_taken_for_it() {
    let archive =
        Archive::new(&[("a.txt", &format!("Tarn Gazette, the paper of the valley\n\nDam talks fail\n\n{REPORT}\n"))]);
    index(&archive.place, &archive.root);
    assert_eq!(ids(&archive.place, "headline:gazette", &[]).len(), 1);
    archive.rules("[[boilerplate]]\nline = \"Tarn Gazette, the paper of the valley\"\n");
    assert_eq!(ids(&archive.place, "headline:\"dam talks\"", &[]).len(), 1);
    assert_eq!(archive.zone("a.txt", "boilerplate").len(), 1);
}

#[test]
fn what_is_skipped_is_named_and_counted_apart_from_what_could_not_be_read() {
    let archive = Archive::new(&[
        ("a.txt", REPORT),
        ("drafts/b.txt", "A draft about Xyzzyburg\n\nNot yet out."),
        ("c.bak", "x"),
        ("photo.jpg", "x"),
    ]);
    index(&archive.place, &archive.root);
    assert_eq!(ids(&archive.place, "xyzzyburg", &[]).len(), 1);
    let report = archive.rules("skip = [\"**/*.bak\", \"drafts/**\"]\n");
    assert_eq!(report_line(&report, "added"), "added 0, changed 0, removed 1, unchanged 1");
    assert!(
        report.contains("skipped by morgue.toml (2):\n    c.bak: skip = \"**/*.bak\"\n    drafts/b.txt: "),
        "{report}"
    );
    assert!(report.contains("skipped 1:\n  not a format"), "{report}");
    let mut status = lines(&morgue(&archive.place, &["status", "--format", "json"]));
    let summary = status.pop().unwrap();
    assert_eq!((summary["unsearched"].as_u64(), summary["skipped"].as_u64()), (Some(1), Some(2)));
    assert_eq!(status.iter().filter(|fault| fault["reason"] == "skipped").count(), 2);
    let text = stdout(&morgue(&archive.place, &["status"]));
    assert!(text.contains("not indexed: 1\n") && text.contains("skipped by morgue.toml: 2\n"), "{text}");
    assert_eq!(ask(&archive.place, "ministers", &[]).1["unsearched"], 1);
    // The file of rules is no article and no fault; one further down is a file like any other.
    assert!(!text.contains("morgue.toml: neither"), "{text}");
    archive.write("deeper/morgue.toml", "skip = \"x\"");
    assert!(
        index(&archive.place, &archive.root).contains("deeper/morgue.toml: by its name it is settings of a program")
    );
    archive.equals_a_fresh_build();
    // What comes back is read, and nothing else is.
    let report = archive.rules("skip = \"**/*.bak\"");
    assert_eq!(report_line(&report, "added"), "added 1, changed 0, removed 0, unchanged 1");
}

#[test]
fn all_may_be_skipped() {
    let archive = Archive::new(&[("a.txt", REPORT), ("b/c.txt", REPORT), ("morgue.toml", "skip = \"**\"")]);
    let output = morgue(&archive.place, &["index", &archive.root.to_string_lossy()]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stdout(&output).contains("skipped by morgue.toml (2):"), "{}", stdout(&output));
    let dry = morgue(&archive.place, &["index", "--dry-run", &archive.root.to_string_lossy()]);
    assert_eq!(dry.status.code(), Some(1));
}

// ---- Keeping up ----

#[test]
fn changed_rules_read_again_what_they_touch_and_comments_nothing() {
    let archive = Archive::new(&[
        ("dawn/a.txt", REPORT),
        ("dawn/b.txt", "Two\n\nThe dam held."),
        ("mill/c.txt", "Three\n\nThe river rose."),
    ]);
    std::thread::sleep(std::time::Duration::from_millis(30));
    index(&archive.place, &archive.root);
    let report = archive.rules("[[source]]\nfolder = \"dawn\"\nname = \"Dawn\"\n");
    assert_eq!(report_line(&report, "added"), "added 0, changed 2, removed 0, unchanged 1");
    assert!(report.contains("2 of 3 files had to be read"), "{report}");
    archive.equals_a_fresh_build();
    let report = archive.rules("# Who is who\n[[source]]\nname = 'Dawn'\nfolder = [\"dawn\"]\n");
    assert!(report.contains("nothing new: 0 of 3 files"), "{report}");
    let report = archive.rules("[[source]]\nfolder = \"mill\"\nname = \"The Mill\"\n");
    assert_eq!(report_line(&report, "added"), "added 0, changed 3, removed 0, unchanged 0");
    archive.equals_a_fresh_build();
    fs::remove_file(archive.root.join("morgue.toml")).unwrap();
    index(&archive.place, &archive.root);
    assert_eq!(archive.show("mill/c.txt")["source"], "mill");
    archive.equals_a_fresh_build();
}

#[test]
fn lines_repeated_over_a_source_follow_the_source_that_the_rules_name() {
    let archive = Archive::new(&[]);
    for number in 1..=6 {
        let text = format!(
            "Report number {number}\n\n{REPORT} It was the {number}th time.\n\nPrinted at the Old Mill in three editions.\n"
        );
        archive.write(&format!("{}/{number}.txt", if number % 2 == 0 { "east" } else { "west" }), &text);
    }
    let junk = || {
        (1..=6)
            .filter(|n| {
                !archive
                    .zone(&format!("{}/{n}.txt", if n % 2 == 0 { "east" } else { "west" }), "boilerplate")
                    .is_empty()
            })
            .count()
    };
    index(&archive.place, &archive.root);
    assert_eq!(junk(), 0);
    archive.rules("[[source]]\nfolder = \"*\"\nname = \"Mill Post\"\n");
    assert_eq!(junk(), 6);
    archive.equals_a_fresh_build();
    archive.rules("[[source]]\nfolder = \"*\"\nname = \"Mill Post\"\n[[body]]\nregex = \"^Printed at\"\n");
    assert_eq!(junk(), 0);
    archive.equals_a_fresh_build();
    archive.rules("");
    assert_eq!(junk(), 0);
    archive.equals_a_fresh_build();
}

#[test]
fn whatever_was_changed_in_whatever_order_the_index_equals_a_fresh_build() {
    const RULES: [&str; 6] = [
        "",
        "time_zone = \"Asia/Karachi\"\nskip = \"mill/2.txt\"",
        "[[source]]\nfolder = \"mill\"\nname = \"Dawn\"\n[keys]\nheadline = \"text\"\nbody = \"title\"",
        "[keys]\nid = \"other\"\n[[boilerplate]]\nregex = \"dam\"",
        "[[source]]\nfolder = \"{mill,dawn}\"\nname = \"One\"\n[[body]]\nline = \"Printed at the Old Mill.\"",
        "skip = [\"dawn\", \"wire.jsonl\"]\n[[source]]\nhost = \"tarn.example\"\nname = \"Tarn\"",
    ];
    let archive = Archive::new(&[]);
    let mut chance = common::Chance(0x9E37_79B9_7F4A_7C15);
    let text = |number: usize| {
        format!("Report number {number}\n\nThe dam held for the {number}th time.\n\nPrinted at the Old Mill.\n")
    };
    let record = |number: usize, id: usize| {
        format!(
            "{{\"id\":\"{id}\",\"other\":\"{number}\",\"title\":\"Dam {number}\",\"text\":\"The river rose.\",\"date\":\"2025-10-31T20:30:00Z\",\"url\":\"https://tarn.example/{id}\"}}\n"
        )
    };
    for number in 1..=5 {
        archive.write(&format!("{}/{number}.txt", if number % 2 == 0 { "mill" } else { "dawn" }), &text(number));
    }
    for step in 0..10 {
        match chance.below(3) {
            0 => archive.write(&format!("mill/{}.txt", chance.below(6)), &text(step + 10)),
            1 => archive
                .write("wire.jsonl", &(0..3).map(|number| record(number + step, chance.below(4))).collect::<String>()),
            _ => {}
        }
        let rules = *chance.pick(&RULES);
        archive.rules(rules);
        archive.equals_a_fresh_build();
    }
}

#[test]
fn each_root_has_rules_of_its_own_and_a_root_that_is_a_file_has_none() {
    let archive = Archive::new(&[("a.txt", REPORT), ("morgue.toml", "[[source]]\nfolder = \"**\"\nname = \"One\"")]);
    let other = archive.dir.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("b.txt"), REPORT).unwrap();
    fs::write(other.join("morgue.toml"), "[[source]]\nfolder = \"**\"\nname = \"Two\"").unwrap();
    let roots = [archive.root.to_string_lossy(), other.to_string_lossy()];
    stdout(&morgue(&archive.place, &["index", &roots[0], &roots[1]]));
    let source = |id: &str| archive.show(id)["source"].clone();
    assert_eq!((source("a.txt"), source("b.txt")), ("One".into(), "Two".into()));
    let file = other.join("b.txt");
    stdout(&morgue(&archive.place, &["index", "--replace", &file.to_string_lossy()]));
    assert_eq!(source("b.txt"), "");
}

// ---- What the rules say wrongly ----

#[test]
fn rules_that_cannot_be_followed_stop_a_run_before_anything_is_touched() {
    let archive = Archive::new(&[("a.txt", REPORT)]);
    index(&archive.place, &archive.root);
    archive.write("b.txt", "Two\n\nThe dam at Xyzzyburg held.");
    for (rules, wanted) in [
        (
            "[[source]]\nfolder = \"a\"\nnmae = \"A\"",
            "line 3, column 1: [[source]] has no key \"nmae\"\nhint: did you mean name?",
        ),
        ("skip = \"[a\"", "line 1, column 8: \"[a\" is no pattern of paths"),
        ("time_zone = \"Mars/Olympus\"", "there is no time zone \"Mars/Olympus\"\nhint: write a name of the IANA"),
        ("[[boilerplate]]\nregex = '('", "line 2, column 9: no regular expression"),
        ("[keys]\nbody = 7", "line 2, column 8: body in [keys] is a text, and here stands a number"),
        ("skip = [", "no valid TOML"),
        ("\u{0}", "no valid TOML"),
    ] {
        archive.write("morgue.toml", rules);
        for more in [&["index"][..], &["index", "--rebuild"], &["index", "--dry-run"]] {
            let output = morgue(&archive.place, more);
            assert_eq!(output.status.code(), Some(2), "{rules}");
            assert!(stderr(&output).contains(wanted), "{rules}: {}", stderr(&output));
            assert!(stderr(&output).contains("hint: "), "{}", stderr(&output));
        }
        assert_eq!(ids(&archive.place, "-xyzzynever", &[]), ["a.txt"], "{rules}");
    }
    fs::write(archive.root.join("morgue.toml"), b"skip = \"a\"\n# caf\xe9\n").unwrap();
    let output = morgue(&archive.place, &["index"]);
    assert!(stderr(&output).contains("line 2 is no UTF-8"), "{}", stderr(&output));
    archive.rules("");
    assert_eq!(ids(&archive.place, "xyzzyburg", &[]), ["b.txt"]);
    archive.equals_a_fresh_build();
}

#[test]
fn a_new_index_is_not_even_begun_under_wrong_rules() {
    let archive = Archive::new(&[("a.txt", REPORT), ("morgue.toml", "skipp = 1")]);
    let output = morgue(&archive.place, &["index", &archive.root.to_string_lossy()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!archive.place.exists());
}

#[test]
fn rules_without_end_are_refused_at_once() {
    let archive = Archive::new(&[("a.txt", REPORT), ("morgue.toml", &"# x\n".repeat(2_500_000))]);
    let output = morgue(&archive.place, &["index", &archive.root.to_string_lossy()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("more than 1048576 bytes"), "{}", stderr(&output));
    // Deep nesting and a million tables cost no more than any file of that size.
    let deep = format!("{}a = 1", "a.".repeat(200_000));
    let many = format!("[[body]]\nregex = [{}]", "'\\w{90}',".repeat(50_000));
    for hostile in [format!("skip = {}", "[".repeat(100_000)), "[[body]]\n".repeat(100_000), deep, many] {
        archive.write("morgue.toml", &hostile);
        let output = morgue(&archive.place, &["index", &archive.root.to_string_lossy()]);
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    }
}

#[cfg(unix)]
#[test]
fn rules_behind_a_link_are_not_followed_and_a_folder_is_no_file() {
    let archive = Archive::new(&[("a.txt", REPORT)]);
    let outside = archive.dir.path().join("outside.toml");
    fs::write(&outside, "secret = 1").unwrap();
    std::os::unix::fs::symlink(&outside, archive.root.join("morgue.toml")).unwrap();
    let run = || morgue(&archive.place, &["index", &archive.root.to_string_lossy()]);
    let output = run();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("symbolic link") && !stderr(&output).contains("secret"), "{}", stderr(&output));
    fs::remove_file(archive.root.join("morgue.toml")).unwrap();
    fs::create_dir(archive.root.join("morgue.toml")).unwrap();
    assert_eq!(run().status.code(), Some(2));
}

// ---- The dry run ----

#[test]
fn a_dry_run_shows_what_would_be_read_and_touches_nothing() {
    let records = "{\"id\":\"1\",\"title\":\"Dam\",\"text\":\"River.\",\"source\":\"Tarn\",\"date\":\"2025-11-01\",\"lang\":\"en\"}\n{\"broken\n{\"text\":\"No headline here.\"}\n";
    let archive = Archive::new(&[
        ("dawn/a.txt", &format!("Dam talks fail\n\n{REPORT}\n\nRelated stories\n")),
        ("wire.jsonl", records),
        ("photo.jpg", "x"),
        ("c.bak", "x"),
        ("morgue.toml", "skip = [\"*.bak\", \"drafts\"]\n[[boilerplate]]\nline = \"x\"\nfolder = \"dwan\""),
    ]);
    let (files, summary) = archive.dry(&[]);
    assert!(!archive.place.exists());
    let of = |path: &str| files.iter().find(|file| file["path"] == path).unwrap();
    assert_eq!(files.len(), 4);
    let first = &of("dawn/a.txt")["first"];
    assert_eq!((first["headline"].as_str(), first["source"].as_str()), (Some("Dam talks fail"), Some("dawn")));
    assert_eq!(
        (of("dawn/a.txt")["boilerplate"].as_u64(), of("dawn/a.txt")["format"].as_str()),
        (Some(1), Some("plain"))
    );
    let wire = of("wire.jsonl");
    assert_eq!((wire["articles"].as_u64(), wire["format"].as_str()), (Some(2), Some("json-lines")));
    assert_eq!(
        (wire["first"]["published"].as_str(), wire["first"]["language"].as_str()),
        (Some("2025-11-01"), Some("en"))
    );
    assert_eq!((wire["faults"][0]["reason"].as_str(), wire["faults"][0]["record"].as_u64()), (Some("json"), Some(2)));
    assert_eq!((of("photo.jpg")["format"].clone(), of("photo.jpg")["state"].clone()), (Value::Null, Value::Null));
    assert_eq!(of("c.bak")["faults"][0]["reason"], "skipped");
    let root = archive.root.canonicalize().unwrap();
    let wanted = serde_json::json!({"type": "summary", "files": 4, "articles": 3, "boilerplate": 1, "unsearched": 2, "skipped": 1,
        "formats": {"plain": {"files": 1, "articles": 1}, "json-lines": {"files": 1, "articles": 2}},
        "sources": {"": 1, "Tarn": 1, "dawn": 1}, "without": {"headline": 1, "published": 2, "source": 1},
        "reasons": {"format": 1, "json": 1, "skipped": 1}, "unread_roots": [],
        "idle": [{"root": root, "key": "skip", "pattern": "drafts"}, {"root": root, "key": "folder", "pattern": "dwan"}]});
    assert_eq!(summary, wanted);
    // A run indexes as many articles and names as many faults.
    let report = index(&archive.place, &archive.root);
    assert!(report.starts_with("3 articles") && report.contains("skipped 2:"), "{report}");
}

#[test]
fn beside_an_index_a_dry_run_tells_what_is_new_changed_unchanged_and_gone() {
    let archive = Archive::new(&[
        ("a.txt", REPORT),
        ("b.txt", "Two\n\nThe dam held."),
        ("c/d.txt", "Three\n\nThe river rose."),
        ("e.txt", "Four"),
    ]);
    std::thread::sleep(std::time::Duration::from_millis(30));
    index(&archive.place, &archive.root);
    archive.write("b.txt", "Two\n\nThe dam broke.");
    archive.write("f.txt", "Five\n\nThe ferry left.");
    archive.write("e.txt", "Four");
    fs::remove_file(archive.root.join("c/d.txt")).unwrap();
    let states = |more: &[&str]| {
        let (files, _) = archive.dry(more);
        let state =
            |file: &Value| format!("{} {}", file["path"].as_str().unwrap(), file["state"].as_str().unwrap_or("-"));
        files.iter().map(state).collect::<Vec<_>>()
    };
    let before: Vec<_> = fs::read_dir(&archive.place)
        .unwrap()
        .flatten()
        .map(|entry| (entry.path(), entry.metadata().unwrap().modified().unwrap()))
        .collect();
    assert_eq!(states(&[]), ["a.txt unchanged", "b.txt changed", "e.txt unchanged", "f.txt new", "c/d.txt gone"]);
    assert_eq!(states(&["--rebuild"]), ["a.txt -", "b.txt -", "e.txt -", "f.txt -"]);
    archive.write("morgue.toml", "[[source]]\nfolder = \"a.txt\"\nname = \"A\"");
    assert_eq!(states(&[])[0], "a.txt changed");
    let mut after: Vec<_> = fs::read_dir(&archive.place)
        .unwrap()
        .flatten()
        .map(|entry| (entry.path(), entry.metadata().unwrap().modified().unwrap()))
        .collect();
    after.retain(|entry| !before.contains(entry));
    assert!(after.is_empty(), "{after:?}");
    // It says what a run then does.
    let report = index(&archive.place, &archive.root);
    assert_eq!(report_line(&report, "added"), "added 1, changed 2, removed 1, unchanged 1");
}
