//! Mail with parts in parts, heads and boundaries without end; and front matter that unfolds without end.

use std::fs;
use std::path::Path;

use crate::harness::{Bounds, Case, joined, write_repeated};

fn put(corpus: &Path, name: &str, content: impl AsRef<[u8]>) {
    fs::write(corpus.join(name), content).unwrap();
}

const HEAD: &str = "MIME-Version: 1.0\r\nMessage-ID: <1@g.example>\r\nSubject: Sluice opens\r\n";

#[test]
fn mail_in_mail_without_end_is_bounded() {
    let case = Case::run("mail, 10 000 mails in each other", Bounds { megabytes: 370, seconds: 20 }, |corpus| {
        let inner = format!("{HEAD}Content-Type: message/rfc822\r\n\r\n");
        write_repeated(
            &corpus.join("plain.eml"),
            "",
            (&inner, 10_000),
            "Subject: reeves\r\n\r\nThe reeves went home.\r\n",
        );
        write_repeated(
            &corpus.join("many.eml"),
            "",
            (&inner, 200_000),
            "Subject: reeves\r\n\r\nThe reeves went home.\r\n",
        );
        let boundary = format!("{HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n");
        let part = "--b\r\nContent-Type: message/rfc822\r\n\r\n";
        let inside = format!("{part}{HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n");
        write_repeated(&corpus.join("parts.eml"), &boundary, (&inside, 10_000), "--b\r\n\r\nThe reeves went home.\r\n");
        write_repeated(
            &corpus.join("digest.eml"),
            &boundary.replace("mixed", "digest"),
            ("--b\r\n\r\nSubject: a\r\n\r\nb\r\n", 100_000),
            "",
        );
        let coded = "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
        write_repeated(&corpus.join("coded.eml"), HEAD, (coded, 10_000), "Subject: reeves\r\n\r\nb\r\n");
    });
    case.tells_of_all();
}

#[test]
fn parts_and_boundaries_without_end_are_bounded() {
    let case = Case::run("mail, 100 000 parts, boundaries of 1 MB", Bounds { megabytes: 420, seconds: 20 }, |corpus| {
        let names = joined(0..100_000, |number| {
            format!("--b{number}\r\nContent-Type: multipart/mixed; boundary=b{}\r\n\r\n", number + 1)
        });
        put(
            corpus,
            "nested.eml",
            format!("{HEAD}Content-Type: multipart/mixed; boundary=b0\r\n\r\n{names}The reeves."),
        );
        let flat = format!("{HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n");
        write_repeated(
            &corpus.join("flat.eml"),
            &flat,
            ("--b\r\nContent-Type: text/plain\r\n\r\nThe reeves.\r\n", 100_000),
            "--b--\r\n",
        );
        let attached = "--b\r\nContent-Type: image/png; name=\"a.png\"\r\nContent-Disposition: attachment\r\n\r\nx\r\n";
        write_repeated(&corpus.join("attached.eml"), &flat, (attached, 100_000), "--b--\r\n");
        let pages = "--b\r\nContent-Type: text/html\r\n\r\n<p>The reeves.\r\n";
        write_repeated(&corpus.join("pages.eml"), &flat, (pages, 100_000), "--b--\r\n");
        let boundary = "b".repeat(1 << 20);
        let long = format!(
            "{HEAD}Content-Type: multipart/mixed; boundary=\"{boundary}\"\r\n\r\n--{boundary}\r\n\r\nThe reeves.\r\n"
        );
        put(corpus, "long.eml", &long);
        write_repeated(&corpus.join("alike.eml"), &long, (&format!("--{}", "b".repeat(1000)), 20_000), "");
        write_repeated(&corpus.join("lines.eml"), &flat, ("--b\r\n", 1_000_000), "The reeves.");
    });
    case.tells_of_all();
}

#[test]
fn heads_and_codings_without_end_are_bounded() {
    let case = Case::run("mail, heads of 100 MB, a text of 1 GiB", Bounds { megabytes: 580, seconds: 20 }, |corpus| {
        write_repeated(&corpus.join("heads.eml"), HEAD, ("X-Gate: shut\r\n", 1_000_000), "\r\nThe reeves.\r\n");
        write_repeated(&corpus.join("words.eml"), HEAD, ("Keywords: a, b\r\n", 1_000_000), "\r\nThe reeves.\r\n");
        write_repeated(
            &corpus.join("head.eml"),
            &format!("{HEAD}X-Gate: "),
            ("shut and ", 11_000_000),
            "\r\n\r\nThe reeves.\r\n",
        );
        write_repeated(
            &corpus.join("folded.eml"),
            &format!("{HEAD}X-Gate: shut\r\n"),
            (" and\r\n", 10_000_000),
            "\r\nThe reeves.\r\n",
        );
        write_repeated(
            &corpus.join("people.eml"),
            &format!("{HEAD}From: "),
            ("a <a@g.example>, ", 1_000_000),
            "\r\n\r\nThe reeves.\r\n",
        );
        write_repeated(
            &corpus.join("words2.eml"),
            "MIME-Version: 1.0\r\nSubject: ",
            ("=?utf-8?q?a?= ", 1_000_000),
            "\r\n\r\nThe reeves.\r\n",
        );
        write_repeated(
            &corpus.join("brackets.eml"),
            &format!("{HEAD}From: "),
            ("(", 1_000_000),
            "\r\n\r\nThe reeves.\r\n",
        );
        write_repeated(
            &corpus.join("type.eml"),
            &format!("{HEAD}Content-Type: text/plain"),
            ("; a*0=b", 1_000_000),
            "\r\n\r\nThe reeves.\r\n",
        );
        let coded = format!("{HEAD}Content-Transfer-Encoding: base64\r\n\r\n");
        write_repeated(
            &corpus.join("coded.eml"),
            &coded,
            ("VGhlIHNsdWljZSBvcGVuZWQuIFRoZSBzbHVpY2Ugb3BlbmVkLiBUaGUgc2x1aWNl\r\n", 16_500_000),
            "",
        );
    });
    case.says("coded.eml", "size", "more than").tells_of_all();
}

#[test]
fn front_matter_that_unfolds_or_nests_without_end_is_bounded() {
    let laughs = joined(1..40, |level| format!("a{level}: &a{level} [{}]\n", format!("*a{}, ", level - 1).repeat(9)));
    let merged = joined(1..60, |level| format!("m{level}: &m{level}\n  x: *m{}\n  y: *m{}\n", level - 1, level - 1));
    let case = Case::run("Markdown, front matter without end", Bounds { megabytes: 1630, seconds: 27 }, |corpus| {
        let front = |yaml: &str| format!("---\ntitle: Sluice opens\n{yaml}\n---\n\nThe reeves went home.\n");
        put(corpus, "laughs.md", front(&format!("a0: &a0 [ha, ha]\n{laughs}")));
        put(corpus, "merged.md", front(&format!("m0: &m0\n  x: ha\n{merged}")));
        put(corpus, "itself.md", front("a: &a [*a, *a]\nb: &b {c: *b}"));
        put(corpus, "lists.md", front(&format!("a: {}", "[".repeat(100_000))));
        put(corpus, "dashes.md", front(&"- ".repeat(100_000)));
        put(corpus, "levels.md", front(&joined(0..300, |level| format!("{}a:\n", " ".repeat(level)))));
        put(corpus, "keys.md", front(&"? ".repeat(100_000)));
        put(corpus, "tags.md", front(&format!("a: {}x", "!!str ".repeat(40_000))));
        put(
            corpus,
            "toml.md",
            format!("+++\ntitle = \"Sluice opens\"\na = {}\n+++\n\nThe reeves.\n", "[".repeat(100_000)),
        );
        put(corpus, "dotted.md", format!("+++\n{}a = 1\n+++\n\nThe reeves.\n", "a.".repeat(100_000)));
        put(corpus, "tables.md", format!("+++\n[{}a]\n+++\n\nThe reeves.\n", "a.".repeat(100_000)));
        write_repeated(
            &corpus.join("long.md"),
            "---\n",
            ("key: the sluice opened\n", 2_200_000),
            "---\n\nThe reeves.\n",
        );
        write_repeated(&corpus.join("open.md"), "---\n", ("key: [the sluice opened\n", 10_000), "---\n\nThe reeves.\n");
    });
    case.tells_of_all();
}
