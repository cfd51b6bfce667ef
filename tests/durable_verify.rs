//! `morgue verify`, `--repair` and `morgue backup`: whatever file of an index is hurt, it is named, and what it held is read again.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set up its case has failed")]

mod common;
#[path = "common/contents.rs"]
mod contents;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use common::{Chance, copy_tree, index, lines, morgue, sample, stderr, stdout};
use contents::{contents, equals_a_single_run};
use serde_json::Value;
use tempfile::TempDir;

/// An index of a copy of the sample archive, in two segments or more.
fn built() -> (TempDir, PathBuf, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let (archive, place) = (dir.path().join("archive"), dir.path().join("index"));
    copy_tree(&sample(), &archive);
    let late = archive.join("halvic-news-agency");
    fs::rename(&late, dir.path().join("late")).unwrap();
    index(&place, &archive);
    fs::rename(dir.path().join("late"), &late).unwrap();
    // What is read in the moment in which it was written is read again.
    std::thread::sleep(std::time::Duration::from_millis(30));
    index(&place, &archive);
    (dir, archive, place)
}

fn names(place: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(place).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The answer of `verify`: its exit code, its lines, and the summary.
fn verified(place: &Path, more: &[&str]) -> (Option<i32>, Vec<Value>, Value) {
    let answer = morgue(place, &[&["verify", "--format", "json"], more].concat());
    assert!(!stderr(&answer).contains("panicked"), "{}", stderr(&answer));
    let mut lines = lines(&answer);
    let summary = lines.pop().unwrap_or_else(|| panic!("{}", stderr(&answer)));
    (answer.status.code(), lines, summary)
}

fn refused(output: &Output, why: &str) {
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(output).contains(why) && stderr(output).contains("hint:"), "{}", stderr(output));
}

/// Flips a bit in the last bytes of a file.
fn flip(path: &Path, chance: &mut Chance, last: usize) {
    let mut bytes = fs::read(path).unwrap();
    let at = bytes.len() - 1 - chance.below(last.min(bytes.len()));
    bytes[at] ^= 1 << chance.below(8);
    fs::write(path, bytes).unwrap();
}

/// Ways to hurt a file.
const HURTS: [fn(&Path, &mut Chance); 5] = [
    |path, chance| flip(path, chance, usize::MAX),
    // Where tantivy keeps the checksum of the rest.
    |path, chance| flip(path, chance, 96),
    |path, chance| {
        let bytes = fs::read(path).unwrap();
        fs::write(path, &bytes[..chance.below(bytes.len())]).unwrap();
    },
    |path, chance| fs::write(path, &fs::read(path).unwrap()[..chance.below(9)]).unwrap(),
    |path, _| fs::remove_file(path).unwrap(),
];

#[test]
fn a_sound_index_is_sound_and_a_moved_archive_is_no_damage() {
    let (_dir, archive, place) = built();
    let (code, damage, summary) = verified(&place, &[]);
    assert_eq!((code, damage.len(), &summary["status"]), (Some(0), 0, &"sound".into()), "{damage:?}");
    assert_eq!(summary["articles"], 40);
    fs::write(archive.join("new.txt"), "Something new\n\nA ferry of another kind.\n").unwrap();
    fs::remove_file(archive.join("tamoura-herald/dunmarsh-funerals.txt")).unwrap();
    let wire = archive.join("halvic-news-agency/wire-2025-08-to-11.jsonl");
    let text = fs::read_to_string(&wire).unwrap();
    fs::write(&wire, text.lines().skip(1).collect::<Vec<_>>().join("\n")).unwrap();
    let (code, drifts, summary) = verified(&place, &[]);
    assert_eq!((code, &summary["status"]), (Some(0), &"sound".into()), "{drifts:?}");
    let changes: Vec<&str> = drifts.iter().map(|drift| drift["change"].as_str().unwrap()).collect();
    assert_eq!(changes, ["changed", "new", "missing"]);
    assert!(drifts[0]["detail"].as_str().unwrap().starts_with("0 records changed, 1 gone, 0 new"));
    let text = stdout(&morgue(&place, &["verify"]));
    assert!(text.contains("which is no damage") && text.contains("nothing is damaged"), "{text}");
    assert_eq!(verified(&place, &["--no-archive"]).2["archive"], Value::Null);
}

#[test]
fn a_file_of_the_archive_that_changed_in_secret_is_damage_and_is_read_again() {
    let (_dir, archive, place) = built();
    let path = archive.join("tamoura-herald/dunmarsh-funerals.txt");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen('e', "E", 1)).unwrap();
    // The ledger is made to believe that it was so when it was read: what is left is another content under the same marks.
    let mut data = stamp(&path);
    data.push_str(",\"read\":9000000000000000000");
    edit_ledger(&place, "dunmarsh-funerals.txt", &data);
    let (code, damage, _) = verified(&place, &[]);
    assert_eq!((code, damage.len(), &damage[0]["part"]), (Some(1), 1, &"archive".into()), "{damage:?}");
    let (code, _, summary) = verified(&place, &["--repair"]);
    assert_eq!((code, &summary["status"], &summary["repaired"]["read"]), (Some(0), &"repaired".into(), &1.into()));
    equals_a_single_run(&place, &[archive]);
}

#[cfg(unix)]
fn stamp(path: &Path) -> String {
    use std::os::unix::fs::MetadataExt;
    let data = fs::metadata(path).unwrap();
    let (modified, changed) =
        (data.mtime() * 1_000_000_000 + data.mtime_nsec(), data.ctime() * 1_000_000_000 + data.ctime_nsec());
    format!("\"stamp\":{{\"size\":{},\"modified\":{modified},\"changed\":{changed}}}", data.len())
}

#[cfg(not(unix))]
fn stamp(path: &Path) -> String {
    let data = fs::metadata(path).unwrap();
    let modified = data.modified().unwrap().duration_since(std::time::UNIX_EPOCH).unwrap().as_nanos();
    format!("\"stamp\":{{\"size\":{},\"modified\":{modified},\"changed\":0}}", data.len())
}

/// Puts other marks into the ledger's line of a file, and takes the checksums out of the commit, as an older program left them.
fn edit_ledger(place: &Path, file: &str, marks: &str) {
    let name = names(place).into_iter().find(|name| name.starts_with("ledger-")).unwrap();
    let text = fs::read_to_string(place.join(&name)).unwrap();
    let line = text.lines().find(|line| line.contains(file)).unwrap();
    let (start, end) = (line.find("\"stamp\"").unwrap(), line.find(",\"records\"").unwrap());
    let edited = format!("{}{marks}{}", &line[..start], &line[end..]);
    fs::write(place.join(name), text.replace(line, &edited)).unwrap();
    let mut meta: Value = serde_json::from_slice(&fs::read(place.join("meta.json")).unwrap()).unwrap();
    let mut payload: Value = serde_json::from_str(meta["payload"].as_str().unwrap()).unwrap();
    payload.as_object_mut().unwrap().remove("ledger_sum").unwrap();
    meta["payload"] = payload.to_string().into();
    meta.as_object_mut().unwrap().remove("checksum").unwrap();
    fs::write(place.join("meta.json"), meta.to_string()).unwrap();
}

#[test]
fn whatever_file_is_hurt_is_named_and_repaired_and_what_is_sound_is_not_read_again() {
    let (_dir, archive, place) = built();
    let (whole, mut chance) = (contents(&place), Chance(0x00C0_FFEE_0DDB_A115));
    let parts = |place: &Path| names(place).iter().filter(|name| name.contains(".store")).count();
    assert!(parts(&place) > 1);
    let copy = tempfile::tempdir().unwrap();
    for (number, name) in names(&place).into_iter().enumerate() {
        if name.starts_with(".tantivy-") || name == ".indexer.lock" {
            continue;
        }
        for (hurt, act) in HURTS.iter().enumerate() {
            let hurt_place = copy.path().join(format!("{number}-{hurt}"));
            copy_tree(&place, &hurt_place);
            act(&hurt_place.join(&name), &mut chance);
            asked(&hurt_place);
            let (code, damage, _) = verified(&hurt_place, &["--no-archive"]);
            // What tantivy may remove holds nothing; without it the index is as sound as before.
            let needed = name != ".managed.json";
            assert_eq!(code, Some(i32::from(needed)), "{name} {hurt}: {damage:?}");
            let stem = name.split('.').next().unwrap();
            let named = damage.iter().any(|line| line["file"].as_str().unwrap().contains(stem));
            assert!(named || !needed, "{name} {hurt}: {damage:?}");
            let (code, _, summary) = verified(&hurt_place, &["--repair"]);
            assert_eq!(code, Some(0), "{name} {hurt}: {summary}");
            assert_eq!(contents(&hurt_place), whole, "{name} {hurt}");
            assert_eq!(verified(&hurt_place, &[]).0, Some(0));
            let read = summary["repaired"]["read"].as_u64().unwrap();
            assert!(read < 30 || !name.contains(".fast"), "{name}: all {read} files were read again");
            fs::remove_dir_all(hurt_place).unwrap();
        }
    }
    equals_a_single_run(&place, &[archive]);
}

/// Whatever is hurt, a question is answered, or refused with what to do.
fn asked(place: &Path) {
    for question in [&["query", "ferry"][..], &["status"], &["show", "hna-2025-1074"], &["mentions", "Strandmoor"]] {
        let answer = morgue(place, question);
        let said = stderr(&answer);
        assert!(matches!(answer.status.code(), Some(0..=2)), "{question:?}: {said}");
        assert!(answer.status.code() != Some(2) || said.contains("hint:"), "{question:?}: {said}");
    }
}

#[test]
fn damage_is_not_merged_into_what_is_sound() {
    for kind in [".store", ".fast", ".term"] {
        let (_dir, archive, place) = built();
        let name = names(&place).into_iter().find(|name| name.ends_with(kind)).unwrap();
        let mut bytes = fs::read(place.join(&name)).unwrap();
        bytes[8] ^= 4;
        fs::write(place.join(&name), bytes).unwrap();
        let mut told = 0;
        for number in 0..12 {
            fs::write(archive.join(format!("late-{number}.txt")), format!("Late news {number}\n\nA ferry.\n")).unwrap();
            let answer = morgue(&place, &["index"]);
            told += usize::from(stdout(&answer).contains("morgue verify --repair mends it"));
        }
        assert!(told > 0, "{name}: no run said that a part is damaged");
        let stem = name.split('.').next().unwrap();
        let (code, damage, _) = verified(&place, &["--no-archive"]);
        assert_eq!(code, Some(1), "{name}");
        assert!(damage.iter().any(|line| line["file"].as_str().unwrap().contains(stem)), "{name}: {damage:?}");
        assert_eq!(verified(&place, &["--repair"]).0, Some(0), "{name}");
        equals_a_single_run(&place, &[archive]);
    }
}

#[test]
fn a_folder_that_is_no_index_is_left_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("notes.txt"), "x").unwrap();
    refused(&morgue(dir.path(), &["verify", "--repair"]), "not an index");
    assert_eq!(names(dir.path()), ["notes.txt"]);
    let (_dir, archive, place) = built();
    refused(&morgue(&place, &["backup", &archive.join("new/deep/b").to_string_lossy()]), "archive");
    refused(&morgue(&place, &["backup", &place.join("p/b").to_string_lossy()]), "index");
    assert!(!archive.join("new").exists() && !place.join("p").exists());
}

#[test]
fn an_index_of_an_archive_that_moved_is_built_anew_from_where_it_lies_now() {
    let (dir, archive, place) = built();
    let moved = dir.path().join("moved");
    fs::rename(&archive, &moved).unwrap();
    let report = stdout(&morgue(&place, &["index", "--rebuild", "--replace", &moved.to_string_lossy()]));
    assert!(report.contains("added 40, changed 0, removed 0, unchanged 0"), "{report}");
    equals_a_single_run(&place, &[moved]);
}

#[test]
fn a_root_that_is_not_there_is_not_remembered() {
    let (dir, archive, place) = built();
    refused(&morgue(&place, &["index", "--add", &dir.path().join("nope").to_string_lossy()]), "nope");
    assert_eq!(verified(&place, &[]).0, Some(0));
    equals_a_single_run(&place, &[archive]);
}

#[test]
fn a_search_on_a_hurt_index_says_what_to_do() {
    let (_dir, _archive, place) = built();
    let store = names(&place).into_iter().find(|name| name.contains(".store")).unwrap();
    fs::remove_file(place.join(store)).unwrap();
    refused(&morgue(&place, &["query", "ferry"]), "morgue verify --repair");
    let (_dir, _archive, place) = built();
    fs::write(place.join("meta.json"), "{").unwrap();
    refused(&morgue(&place, &["query", "ferry"]), "morgue verify --repair");
    names(&place).iter().filter(|name| name.starts_with("ledger")).for_each(|name| {
        fs::remove_file(place.join(name)).unwrap();
    });
    refused(&morgue(&place, &["verify", "--repair"]), "--rebuild");
}

#[test]
fn an_index_built_anew_is_searched_until_the_new_one_is_there() {
    let (_dir, archive, place) = built();
    let before = contents(&place);
    fs::rename(&archive, archive.with_extension("away")).unwrap();
    refused(&morgue(&place, &["index", "--rebuild"]), "cannot be read");
    assert_eq!(contents(&place), before);
    fs::rename(archive.with_extension("away"), &archive).unwrap();
    let report = stdout(&morgue(&place, &["index", "--rebuild"]));
    assert!(report.contains("added 40, changed 0, removed 0, unchanged 0"), "{report}");
    equals_a_single_run(&place, &[archive]);
}

#[test]
fn a_backup_is_an_index_of_its_own_and_never_overwrites() {
    let (dir, archive, place) = built();
    let copy = dir.path().join("deep/down/backup");
    let backup = |to: &Path| morgue(&place, &["backup", &to.to_string_lossy()]);
    let done = backup(&copy);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    assert!(stdout(&done).starts_with("40 articles copied to "), "{}", stdout(&done));
    refused(&backup(&copy), "it is not empty");
    refused(&backup(&place.join("inside")), "inside the index");
    refused(&backup(&archive.join("inside")), "inside the archive");
    assert_eq!(names(copy.parent().unwrap()), ["backup"]);
    let whole = contents(&place);
    for name in names(&place) {
        fs::write(place.join(name), "overwritten in place").unwrap();
    }
    assert_eq!(contents(&copy), whole);
    let report = stdout(&morgue(&copy, &["index"]));
    assert!(report.contains("nothing new: 0 of 30 files had to be read"), "{report}");
    equals_a_single_run(&copy, &[archive]);
    refused(&morgue(&dir.path().join("nothing"), &["backup", "there"]), "there is no index");
}

#[test]
fn a_damaged_index_is_not_backed_up() {
    let (dir, _archive, place) = built();
    let store = names(&place).into_iter().find(|name| name.contains(".store")).unwrap();
    HURTS[0](&place.join(store), &mut Chance(7));
    let copy = dir.path().join("backup");
    refused(&morgue(&place, &["backup", &copy.to_string_lossy()]), "morgue verify --repair");
    assert!(!copy.exists());
}

#[test]
fn a_backup_taken_while_the_index_is_written_is_one_of_its_commits() {
    let (dir, archive, place) = built();
    let mut commits = vec![contents(&place)];
    let mut copies = Vec::new();
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut commits = Vec::new();
            for number in 0..6 {
                let text = format!("Edition {number}\n\nOne more report about the ferry, the {number}th.\n");
                fs::write(archive.join(format!("new-{}.txt", number % 4)), text).unwrap();
                index(&place, &archive);
                commits.push(contents(&place));
            }
            commits
        });
        let mut number = 0;
        while !writer.is_finished() {
            let copy = dir.path().join(format!("backup-{number}"));
            let done = morgue(&place, &["backup", &copy.to_string_lossy()]);
            assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
            copies.push(contents(&copy));
            number += 1;
        }
        commits.extend(writer.join().unwrap());
    });
    assert!(copies.iter().all(|copy| commits.contains(copy)));
}

#[test]
fn a_file_that_moved_is_told_as_moved() {
    let (_dir, archive, place) = built();
    let (from, to) = (archive.join("tamoura-herald/dunmarsh-funerals.txt"), archive.join("tamoura-herald/moved.txt"));
    fs::rename(from, to).unwrap();
    let report = index(&place, &archive);
    assert!(report.contains("moved: tamoura-herald/dunmarsh-funerals.txt to tamoura-herald/moved.txt"), "{report}");
    assert!(report.contains("added 0, changed 0, removed 0, unchanged 39, moved 1"), "{report}");
    equals_a_single_run(&place, &[archive]);
}
