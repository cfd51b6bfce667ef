//! What a folder may hold that is no file, and files whose names no other program would give.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::harness::{Bounds, Case, SMALL};

const STORY: &str = "Sluice opens\n\nThe sluice opened on Monday.\n";

fn system(program: &str, arguments: &[&str], folder: &Path) -> bool {
    Command::new(program).args(arguments).current_dir(folder).output().is_ok_and(|output| output.status.success())
}

#[cfg(unix)]
#[test]
fn what_is_neither_file_nor_folder_is_never_opened() {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    let secret = tempfile::tempdir().unwrap();
    fs::write(secret.path().join("canary.txt"), "zwitscher").unwrap();
    let (mut fifo, mut device) = (false, false);
    let case = Case::run("links, loops, pipes, sockets, devices", SMALL, |corpus| {
        symlink("/dev/zero", corpus.join("zero.txt")).unwrap();
        symlink("/dev/stdin", corpus.join("stdin.txt")).unwrap();
        symlink("/proc/self/environ", corpus.join("environ.txt")).unwrap();
        symlink(secret.path(), corpus.join("out")).unwrap();
        symlink(secret.path().join("canary.txt"), corpus.join("canary.txt")).unwrap();
        symlink("self.txt", corpus.join("self.txt")).unwrap();
        symlink(".", corpus.join("here")).unwrap();
        fs::create_dir_all(corpus.join("one/two")).unwrap();
        symlink("../..", corpus.join("one/two/up")).unwrap();
        drop(UnixListener::bind(corpus.join("socket.txt")).unwrap());
        fifo = system("mkfifo", &["pipe.txt"], corpus);
        device = system("mknod", &["device.txt", "c", "1", "5"], corpus);
    });
    if !fifo || !device {
        println!("skipped in part: no {} here", if fifo { "device" } else { "pipe or device" });
    }
    let others = 1 + usize::from(fifo) + usize::from(device);
    case.says("zero.txt", "link", "not followed")
        .says("out", "link", "not followed")
        .says("one/two/up", "link", "not followed")
        .says("socket.txt", "format", "neither a file nor a folder")
        .says_in_all(8 + others)
        .never_says("zwitscher");
}

#[cfg(unix)]
#[test]
fn names_of_any_bytes_and_any_depth_are_names() {
    use std::os::unix::ffi::OsStrExt;
    let mut odd = 0;
    let case = Case::run("names of any bytes, paths of any depth", SMALL, |corpus| {
        let names: [&[u8]; 10] = [
            b"line\nbreak.txt",
            b"return\rtab\t.txt",
            b"\x1b[2J\x1b]0;x\x07.txt",
            b"\xff\xfe\x80.txt",
            b" .txt",
            b"-n.txt",
            b"--help.txt",
            b"\\.txt",
            b"quote\"'`$(id).txt",
            "\u{202e}txt.exe\u{2066}.txt".as_bytes(),
        ];
        let long = [b"n".repeat(251).as_slice(), b".txt"].concat();
        for name in names.into_iter().chain([long.as_slice()]) {
            odd += usize::from(fs::write(corpus.join(std::ffi::OsStr::from_bytes(name)), STORY).is_ok());
        }
        // A path longer than the system takes in one call: each half is short enough.
        let half = vec!["d".repeat(200); 15].join("/");
        fs::create_dir_all(corpus.join(&half)).unwrap();
        assert!(system("mkdir", &["-p", &half], &corpus.join(&half)));
        fs::write(corpus.join("deep.txt"), STORY).unwrap();
        assert!(system("mv", &[&corpus.join("deep.txt").to_string_lossy(), &half], &corpus.join(&half)));
    });
    assert!(odd >= 8, "{odd}");
    assert!(case.report.lines().all(|line| !line.contains(char::is_control)), "{:?}", case.report);
    let deep = case.ids("sluice").iter().filter(|id| id.ends_with("deep.txt")).count();
    assert_eq!(deep + case.faults.len(), 1, "{:?}", case.faults);
    case.counts("headline:sluice", odd + deep);
}

#[test]
fn a_hundred_thousand_files_of_a_folder_are_read() {
    Case::run("a folder of 100 000 files", Bounds { megabytes: 280, seconds: 140 }, |corpus| {
        for number in 0..100_000 {
            fs::write(corpus.join(format!("{number}.txt")), if number % 10 == 0 { STORY } else { "" }).unwrap();
        }
    })
    .counts("sluice", 10_000)
    .says_in_all(90_000);
}
