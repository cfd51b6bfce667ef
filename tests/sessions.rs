//! Every session that the documents show is run, and must print what they show: README, the pages in `docs/`, and the golden
//! sessions in `tests/sessions/`. With `UPDATE_SESSIONS=1` the files are rewritten with what is printed now; read the difference.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set up its case has failed")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A folder with a copy of the sample archive in it, where a session takes place.
fn stage() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let copied = Command::new("cp").arg("-r").arg(common::sample()).arg(dir.path()).status().unwrap();
    assert!(copied.success());
    // A file changed in the very moment it is indexed is read once more by the next run.
    std::thread::sleep(std::time::Duration::from_millis(50));
    dir
}

/// What a command line prints, standard error included.
fn run(line: &str, stage: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_morgue")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("{{ {line}\n}} 2>&1 </dev/null")).current_dir(stage).env("PATH", path);
    let output = command.env_remove("MORGUE_INDEX").env_remove("NO_COLOR").output().unwrap();
    // Where the stage stands is another place every time.
    String::from_utf8(output.stdout).unwrap().replace(&format!("{}/", stage.display()), "/archive/")
}

/// The document with the output of every command of its `console` blocks as it is now.
fn replayed(document: &str) -> String {
    let stage = stage();
    let mut lines = Vec::new();
    let mut in_session = false;
    for line in document.lines() {
        match (in_session, line) {
            (false, _) => {
                in_session = line == "```console";
                lines.push(line.to_owned());
            }
            (true, "```") => {
                in_session = false;
                lines.push(line.to_owned());
            }
            (true, _) if line.starts_with("$ ") => {
                lines.push(line.to_owned());
                let printed = run(&line[2..], stage.path());
                lines.extend(printed.trim_end().lines().map(|line| line.trim_end().to_owned()));
            }
            (true, _) => {}
        }
    }
    lines.join("\n") + "\n"
}

fn documents() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = |folder: &str| fs::read_dir(root.join(folder)).unwrap().flatten().map(|entry| entry.path());
    let mut list: Vec<PathBuf> = pages("docs").chain(pages("tests/sessions")).chain([root.join("README.md")]).collect();
    list.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    list.sort();
    list
}

#[test]
fn the_documents_show_what_the_program_prints() {
    let mut commands = 0;
    for path in documents() {
        let document = fs::read_to_string(&path).unwrap();
        commands += document.lines().filter(|line| line.starts_with("$ ")).count();
        let now = replayed(&document);
        if std::env::var_os("UPDATE_SESSIONS").is_some() {
            fs::write(&path, &now).unwrap();
        } else {
            assert_eq!(document, now, "{}", path.display());
        }
    }
    assert!(commands > 10, "{commands}");
}
