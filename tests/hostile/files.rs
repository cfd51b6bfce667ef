//! Files that are not what they say: of another encoding, with bytes that are no text, or changing while they are read; and archives of the
//! web whose numbers lie.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use crate::harness::{Bounds, Case, SMALL, write_repeated};
use crate::seeds::utf16;

fn put(corpus: &Path, name: &str, content: impl AsRef<[u8]>) {
    fs::write(corpus.join(name), content).unwrap();
}

#[test]
fn a_wrong_word_for_the_encoding_costs_no_neighbour() {
    let page = |label: &str, body: &[u8]| {
        [format!("<html><head><meta charset={label}></head><body><p>Sluice opens ").as_bytes(), body, b"</body></html>"]
            .concat()
    };
    let wide = &utf16("Sluice opens\n\nThe sluice opened on Monday.\n")[2..];
    // `Sluice opens` as mainframes write it.
    let mainframe = b"\xe2\x93\xa4\x89\x83\x85\x40\x96\x97\x85\x95\xa2\x4b\x15".repeat(20);
    let case = Case::run("encodings that are not what is declared", SMALL, |corpus| {
        for label in [
            "utf-7",
            "utf-16",
            "utf-32",
            "ibm037",
            "x-user-defined",
            "replacement",
            "iso-2022-kr",
            "hz-gb-2312",
            "no-such",
        ] {
            put(corpus, &format!("{label}.html"), page(label, b"caf\xe9 +ADw-script+AD4-"));
            put(
                corpus,
                &format!("{label}.xml"),
                format!(
                    "<?xml version=\"1.0\" encoding=\"{label}\"?><rss><channel><item><title>Sluice caf\u{e9}</title></item></channel></rss>"
                ),
            );
        }
        put(corpus, "wide.txt", wide);
        put(corpus, "odd.txt", &utf16("Sluice opens\n\nThe sluice opened on Monday.\n")[..81]);
        put(corpus, "mainframe.txt", mainframe);
        put(corpus, "surrogates.txt", [b"\xff\xfe".as_slice(), &b"\x00\xd8".repeat(1000)].concat());
        put(corpus, "marks.txt", [b"\xef\xbb\xbf".repeat(1000).as_slice(), b"Sluice opens\n\nNo more."].concat());
    });
    let unread: Vec<&str> = case.faults.iter().map(|fault| fault["path"].as_str().unwrap()).collect();
    assert!(
        unread.iter().all(|path| [
            "mainframe.txt",
            "surrogates.txt",
            "replacement.html",
            "iso-2022-kr.html",
            "hz-gb-2312.html"
        ]
        .contains(path)),
        "{unread:?}"
    );
    case.says("mainframe.txt", "binary", "no text in any encoding");
}

#[test]
fn what_is_no_text_inside_of_a_text_is_no_end_of_it() {
    let far = "The sluice opened. ".repeat(1000);
    Case::run("zeros and control characters in texts", SMALL, |corpus| {
        put(corpus, "zero.txt", "Sluice opens\n\nThe \0 reeves went.");
        put(corpus, "late.txt", format!("Sluice opens\n\n{far}\0\u{1}\u{2} behindthem"));
        put(corpus, "zero.jsonl", "{\"title\":\"Sluice \0 opens\"}\n{\"title\":\"Sluice \\u0000 opens\"}\n");
        put(corpus, "zero.csv", "title,text\nSluice,\"a \0 b\"\n");
        put(corpus, "zero.html", "<html><p>Sluice \0 opens</p></html>");
        put(corpus, "zeros.txt", vec![0; 1 << 20]);
        put(
            corpus,
            "random.txt",
            (0..1_u32 << 18).flat_map(|number| number.wrapping_mul(2_654_435_761).to_le_bytes()).collect::<Vec<_>>(),
        );
    })
    .says("zeros.txt", "binary", "")
    .says("random.txt", "binary", "")
    .finds("behindthem", &["late.txt"])
    .finds("reeves went", &["zero.txt"]);
}

fn record(length: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://g.example/7\r\nContent-Type: application/http\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn answer(header: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{header}\r\n{body}").into_bytes()
}

#[test]
fn lengths_that_lie_are_named_in_archives_of_the_web() {
    let page = answer("", "<p>The sluice opened.");
    let lengths = ["18446744073709551615", "99999999999999999999", "-1", "0x10", "1e9", "", "1", "9223372036854775807"];
    let case = Case::run("WARC and ARC, lengths that lie", SMALL, |corpus| {
        put(corpus, "before.warc", [b"No record.\r\n", record(&page.len().to_string(), &page).as_slice()].concat());
        for (number, length) in lengths.iter().enumerate() {
            put(
                corpus,
                &format!("length{number}.warc"),
                [record(length, &page), record(&page.len().to_string(), &page)].concat(),
            );
            let line = format!("http://g.example/1 1.2.3.4 20140216050221 text/html {length}\n");
            put(corpus, &format!("length{number}.arc"), [line.as_bytes(), &page, line.as_bytes(), &page].concat());
        }
    });
    let before =
        case.faults.iter().find(|fault| fault["path"] == "before.warc").expect("what stands before a record is named");
    assert_eq!((&before["reason"], &before["record"]), (&"record".into(), &serde_json::Value::Null));
    for number in 0..lengths.len() {
        for name in [format!("length{number}.warc"), format!("length{number}.arc")] {
            assert!(case.faults.iter().any(|fault| fault["path"] == name.as_str()), "{name}: {:?}", case.faults);
        }
    }
    assert!(case.faults.iter().all(|fault| fault["record"] != 0), "{:?}", case.faults);
}

#[test]
fn chunks_and_headers_without_end_are_bounded() {
    let whole = |block: &[u8]| record(&block.len().to_string(), block);
    let chunked = |body: &str| whole(&answer("Transfer-Encoding: chunked\r\n", body));
    let chunks = "1\r\na\r\n".repeat(1_000_000);
    let lines = format!("HTTP/1.1 200 OK\r\n{}\r\n<p>Sluice.", "X: y\r\n".repeat(1_000_000));
    let line = format!("HTTP/1.1 200 OK\r\nX: {}\r\n\r\n<p>Sluice.", "y".repeat(10_000_000));
    let folded =
        format!("HTTP/1.1 200 OK\r\nX: y\r\n{}\r\n<p>Sluice.", format!(" {}\r\n", "z".repeat(60_000)).repeat(900));
    let case = Case::run("WARC, chunks and headers without end", Bounds { megabytes: 220, seconds: 20 }, |corpus| {
        put(
            corpus,
            "a.warc",
            [
                chunked("ffffffffffffffff\r\n<p>Sluice"),
                chunked("-5\r\n<p>Sluice"),
                chunked(&chunks),
                chunked("0\r\n\r\n"),
            ]
            .concat(),
        );
        put(corpus, "lines.warc", whole(lines.as_bytes()));
        put(corpus, "line.warc", whole(line.as_bytes()));
        put(corpus, "folded.warc", whole(folded.as_bytes()));
        write_repeated(&corpus.join("head.warc"), "WARC/1.0\r\n", ("X: y\r\n", 2_000_000), "");
        write_repeated(
            &corpus.join("types.warc"),
            "",
            ("WARC/1.0\r\nContent-Length: 0\r\nWARC-Type: \r\n\r\n", 100_000),
            "",
        );
    });
    for name in ["a.warc", "lines.warc", "line.warc", "folded.warc", "head.warc", "types.warc"] {
        assert!(case.faults.iter().any(|fault| fault["path"] == name), "{name}: {:?}", case.faults);
    }
}

#[test]
fn a_file_that_grows_while_it_is_read_is_read_to_some_end() {
    let line = "{\"title\":\"Sluice opens\"}\n";
    Case::run_beside(
        "a file that grows while it is read",
        Bounds { megabytes: 170, seconds: 20 },
        |corpus| write_repeated(&corpus.join("grows.jsonl"), "", (line, 50_000), ""),
        |corpus| {
            let mut file = OpenOptions::new().append(true).open(corpus.join("grows.jsonl")).unwrap();
            file.write_all(line.repeat(10).as_bytes()).unwrap();
        },
    );
}

#[test]
fn a_file_that_is_cut_while_it_is_read_costs_no_neighbour() {
    let mut left = 40_000_000;
    Case::run_beside(
        "files that are cut while they are read",
        Bounds { megabytes: 500, seconds: 60 },
        |corpus| {
            write_repeated(&corpus.join("cut.txt"), "", ("The sluice opened. ", 2_000_000), "");
            write_repeated(&corpus.join("cut.jsonl"), "", ("{\"title\":\"Sluice opens\"}\n", 100_000), "");
        },
        |corpus| {
            left = left / 10 * 9;
            for name in ["cut.txt", "cut.jsonl"] {
                let file = OpenOptions::new().write(true).open(corpus.join(name)).unwrap();
                let now = file.metadata().unwrap().len();
                file.set_len(now.min(left)).unwrap();
            }
        },
    );
}
