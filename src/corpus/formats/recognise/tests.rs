//! Names against contents: what a file is taken for.

use super::*;

fn of(name: &str, head: &[u8]) -> Option<Format> {
    recognise(Path::new(name), head).ok()
}

fn refused(name: &str, head: &[u8]) -> (Reason, String) {
    let fault = recognise(Path::new(name), head).unwrap_err();
    (fault.reason, fault.detail)
}

const STORY: &[u8] = b"The harbour office reopened on Monday, and the ferrymen went back to work.";

#[test]
fn archive_files_are_known_whatever_they_are_called() {
    assert_eq!(of("a.txt", b"PK\x03\x04rest"), Some(Format::Zip));
    assert_eq!(of("a.warc.gz.bad", b"WARC/1.0\r\n"), Some(Format::Warc));
    assert_eq!(of("a.warc", b"filedesc://a 127.0.0.1"), Some(Format::Arc));
    assert_eq!(of("a.txt", b"WARC/1.0\r\nWARC-Type: response\r\n"), Some(Format::Warc));
    assert_eq!(of("a.doc", b"%PDF-1.4\n"), Some(Format::Pdf));
}

#[test]
fn content_tells_where_the_name_does_not_or_is_wrong() {
    assert_eq!(of("page", b"\n<!DOCTYPE HTML><p>x"), Some(Format::Html));
    assert_eq!(of("a.txt", b"<!-- saved --><html><p>x"), Some(Format::Html));
    assert_eq!(of("a.txt", b"<?xml version='1.0'?><rss version='2.0'>"), Some(Format::Xml));
    assert_eq!(of("a.json", b"<!doctype html><p>Not found"), Some(Format::Html));
    assert_eq!(of("dump", b"{\"a\":1}\n{\"a\":2}\n"), Some(Format::JsonLines));
    assert_eq!(of("dump", b"[ {\"a\":1} ]"), Some(Format::Json));
    assert_eq!(of("a.txt", b"{\"title\":\"Dam\"}\n{\"title\":\"Dam\"}\n"), Some(Format::JsonLines));
    assert_eq!(of("a.jsonl", b"{\n  \"title\": \"Dam\"\n}\n"), Some(Format::Json));
    assert_eq!(of("a.txt", b"Received: from x\r\nSubject: Dam\r\nMIME-Version: 1.0\r\n\r\nText."), Some(Format::Mail));
    assert_eq!((of("README", STORY), of("story.0412", STORY)), (Some(Format::Plain), Some(Format::Plain)));
    assert_eq!(of("story", b"Der M\xFCller und die M\xFChle sind alt geworden."), Some(Format::Plain));
}

#[test]
fn a_page_under_the_name_of_the_program_that_made_it_is_a_page() {
    let page = b"<!DOCTYPE html><html><head><title>Dam</title></head><body><p>Talks ended.</p></body></html>";
    for name in ["dam.php", "dam.aspx", "dam.jsp", "dam.cgi", "dam.pl", "dam.py", "dam.js"] {
        assert_eq!(of(name, page), Some(Format::Html), "{name}");
    }
    assert_eq!(of("feed.php", b"<?xml version='1.0'?><rss version='2.0'>"), Some(Format::Xml));
    assert_eq!(of("dam.eml", page), Some(Format::Html));
    for source in [
        b"<?php echo 1; ?><!DOCTYPE html><p>x".as_slice(),
        b"<!DOCTYPE html><html><p><?= $title ?>",
        b"// a script\nfunction run() { return 1; }",
        b"<!-- a style --> p { color: red }",
    ] {
        let (reason, detail) = refused("dam.php", source);
        assert!(reason == Reason::Format && detail.contains("a program"), "{detail}");
    }
    assert_eq!(refused("dam.bak", page).0, Reason::Format);
}

#[test]
fn a_box_of_mails_is_one_whatever_it_is_called() {
    let mails = b"From jo@g.example Sat Nov  1 10:00:00 2025\nFrom: jo@g.example\nSubject: Dam\n\nTalks ended.\n";
    for name in ["list.mbox", "list.eml", "list.txt", "Inbox"] {
        assert_eq!(of(name, mails), Some(Format::Mail), "{name}");
    }
    assert_eq!(of("a.txt", b"From Paris, at 10:00 in 2025\nOurs: talks ended."), Some(Format::Plain));
}

#[test]
fn a_text_about_a_format_and_the_source_of_a_program_stay_texts() {
    for text in [
        b"WARC/1.0 is a format".as_slice(),
        b"%PDF is how a file begins",
        b"fn main() {\n    println!(\"title\");\n}\n",
        b"{\"ts\":1,\"msg\":\"started\"}\n{\"ts\":2,\"msg\":\"done\"}\n",
        b"<?xml version='1.0'?><project><name>x</name></project>",
        b"2025-11-01 10:00:00 ERROR title: none\n",
        b"Received: a parcel\nThe minister said no.\n",
    ] {
        assert_eq!(of("a.txt", text), Some(Format::Plain), "{}", String::from_utf8_lossy(text));
    }
}

#[test]
fn what_is_not_read_is_refused_as_what_it_is() {
    for (name, head, reason, what) in [
        ("a.jpg", b"\xFF\xD8\xFF\xE0\0".as_slice(), Reason::Format, "a JPEG picture"),
        ("a.txt", b"\x89PNG\r\n\x1A\n\0\0", Reason::Binary, "a PNG picture"),
        ("a.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Reason::Format, ".docx"),
        ("a.rtf", b"{\\rtf1", Reason::Format, "RTF"),
        ("a.txt", b"{\\rtf1", Reason::Binary, "RTF"),
        ("a.7z", b"7z\xBC\xAF\x27\x1C\0", Reason::Format, "7z"),
        ("a.rar", b"Rar!\x1A\x07\x01\0", Reason::Format, "RAR"),
        ("a.txt.gz.gz", b"\x1F\x8B\x08\0\0", Reason::Format, "packed twice; unpack it once"),
        ("a.txt.bz2", b"BZh91AY&SY\0", Reason::Binary, "packed twice; unpack it once"),
        ("a.css", b"body { color: red } and many words", Reason::Format, "a style sheet"),
        ("x", b"\0\x01\x02", Reason::Format, "neither the content nor the name"),
        ("table", b"1,2,3\n4,5,6\n", Reason::Format, "neither the content nor the name"),
    ] {
        let (found, detail) = refused(name, head);
        assert!(found == reason && detail.contains(what), "{name}: {found:?} {detail}");
    }
}
