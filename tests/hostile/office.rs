//! Word documents, `OpenDocument` texts and books that unpack, nest or refer without end, or to what is none of theirs.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use crate::harness::{Bounds, Case, joined};

fn put(corpus: &Path, name: &str, content: impl AsRef<[u8]>) {
    fs::write(corpus.join(name), content).unwrap();
}

/// A zip file of parts, each of a piece so many times.
fn parts(parts: &[(&str, &[(&str, usize)])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, pieces) in parts {
        let packing =
            if *path == "mimetype" { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        writer.start_file(*path, zip::write::SimpleFileOptions::default().compression_method(packing)).unwrap();
        for (piece, count) in *pieces {
            // Many at once: each call costs.
            let at_once = (1 << 20) / piece.len().max(1) + 1;
            let many = piece.repeat(at_once.min(*count));
            (0..count / at_once).for_each(|_| writer.write_all(many.as_bytes()).unwrap());
            writer.write_all(piece.repeat(count % at_once).as_bytes()).unwrap();
        }
    }
    writer.finish().unwrap().into_inner()
}

const OPEN_WORD: &str = "<w:document xmlns:w=\"w\"><w:body>";
const CLOSE_WORD: &str = "</w:body></w:document>";
const WORD_PARAGRAPH: &str = "<w:p><w:r><w:t>The sluice opened.</w:t></w:r></w:p>";

/// A Word document of these pieces, with `more` parts.
fn word(pieces: &[(&str, usize)], more: &[(&str, &[(&str, usize)])]) -> Vec<u8> {
    let mut all: Vec<(&str, &[(&str, usize)])> =
        vec![("[Content_Types].xml", &[("<Types/>", 1)]), ("word/document.xml", pieces)];
    all.extend(more);
    parts(&all)
}

fn open(pieces: &[(&str, usize)]) -> Vec<u8> {
    parts(&[("mimetype", &[("application/vnd.oasis.opendocument.text", 1)]), ("content.xml", pieces)])
}

const CONTAINER: &str = "<container><rootfiles><rootfile full-path=\"book.opf\"/></rootfiles></container>";

fn book(package: &str, page: &[(&str, usize)]) -> Vec<u8> {
    parts(&[
        ("mimetype", &[("application/epub+zip", 1)]),
        ("META-INF/container.xml", &[(CONTAINER, 1)]),
        ("book.opf", &[(package, 1)]),
        ("page.xhtml", page),
    ])
}

fn package(items: &str, spine: &str) -> String {
    format!(
        "<package><metadata><dc:title>Ledger</dc:title></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
}

const ITEM: &str = "<item id=\"a\" href=\"page.xhtml\" media-type=\"application/xhtml+xml\"/>";
const STORY: &str = "<html><body><p>The sluice opened on Monday, and the reeves went home.</p></body></html>";

#[test]
fn documents_that_unpack_without_end_are_refused() {
    let bomb: &[(&str, usize)] = &[(OPEN_WORD, 1), (WORD_PARAGRAPH, 20_000_000), (CLOSE_WORD, 1)];
    let case = Case::run("DOCX, ODT, EPUB, parts of 1 GiB", Bounds { megabytes: 210, seconds: 20 }, |corpus| {
        put(corpus, "text.docx", word(bomb, &[]));
        put(
            corpus,
            "styles.docx",
            word(&[(OPEN_WORD, 1), (WORD_PARAGRAPH, 9), (CLOSE_WORD, 1)], &[("word/styles.xml", bomb)]),
        );
        put(corpus, "text.odt", open(bomb));
        put(corpus, "page.epub", book(&package(ITEM, "<itemref idref=\"a\"/>"), bomb));
        let notes: Vec<String> = (0..1000).map(|number| format!("word/footnotes{number}.xml")).collect();
        let note: &[(&str, usize)] = &[(OPEN_WORD, 1), ("<w:p/>", 170_000), (CLOSE_WORD, 1)];
        let notes: Vec<(&str, &[(&str, usize)])> = notes.iter().map(|name| (name.as_str(), note)).collect();
        put(corpus, "notes.docx", word(&[(OPEN_WORD, 1), (WORD_PARAGRAPH, 9), (CLOSE_WORD, 1)], &notes));
    });
    case.says("text.docx", "size", "word/document.xml").tells_of_all();
}

#[test]
fn a_million_paragraphs_of_a_document_are_read() {
    let case = Case::run("DOCX and ODT, 1 000 000 paragraphs", Bounds { megabytes: 1310, seconds: 52 }, |corpus| {
        put(corpus, "text.docx", word(&[(OPEN_WORD, 1), (WORD_PARAGRAPH, 1_000_000), (CLOSE_WORD, 1)], &[]));
        put(
            corpus,
            "text.odt",
            open(&[("<office:text>", 1), ("<text:p>The sluice opened.</text:p>", 1_000_000), ("</office:text>", 1)]),
        );
    });
    case.tells_of_all();
}

#[test]
fn a_hundred_thousand_nested_elements_of_a_document_are_walked() {
    let case =
        Case::run("DOCX, ODT, EPUB, 100 000 nested elements", Bounds { megabytes: 290, seconds: 20 }, |corpus| {
            let nested = |open: &'static str, close: &'static str| [(open, 100_000), ("sluice", 1), (close, 100_000)];
            put(corpus, "text.docx", word(&nested("<w:p><w:r><w:t>a", "</w:t></w:r></w:p>"), &[]));
            put(corpus, "open.docx", word(&[("<w:p><w:r><w:t>a", 100_000)], &[]));
            put(corpus, "text.odt", open(&nested("<text:p>a", "</text:p>")));
            put(corpus, "page.epub", book(&package(ITEM, "<itemref idref=\"a\"/>"), &nested("<div>a", "</div>")));
            put(corpus, "list.epub", book(&"<package>".repeat(100_000), &[(STORY, 1)]));
            let about: &[(&str, usize)] = &[("<dc:title>a", 100_000)];
            put(
                corpus,
                "about.docx",
                word(&[(OPEN_WORD, 1), (WORD_PARAGRAPH, 9), (CLOSE_WORD, 1)], &[("docProps/core.xml", about)]),
            );
        });
    case.tells_of_all();
}

#[test]
fn what_a_document_refers_to_is_never_opened() {
    let secret = tempfile::tempdir().unwrap();
    let canary = secret.path().join("canary.txt");
    fs::write(&canary, "The canary sang zwitscher.").unwrap();
    let target = format!("file://{}", canary.display());
    let entity = format!(
        "<!DOCTYPE d [<!ENTITY e SYSTEM \"{target}\"><!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
    );
    let relations = format!(
        "<Relationships><Relationship Id=\"r\" Type=\"t/attachedTemplate\" TargetMode=\"External\" Target=\"{target}\"/>\
         <Relationship Id=\"s\" Type=\"t/aFChunk\" Target=\"{target}\"/></Relationships>"
    );
    let chunk = format!(
        "{OPEN_WORD}{WORD_PARAGRAPH}<w:altChunk r:id=\"s\"/><w:p><w:r><w:t>&e;&b;</w:t></w:r></w:p>{CLOSE_WORD}"
    );
    let item = |address: &str| format!("<item id=\"a\" href=\"{address}\" media-type=\"application/xhtml+xml\"/>");
    let case = Case::run("DOCX, ODT, EPUB, links and entities", Bounds { megabytes: 120, seconds: 20 }, |corpus| {
        let entities = format!("{entity}{chunk}");
        put(corpus, "text.docx", word(&[(&entities, 1)], &[("word/_rels/document.xml.rels", &[(&relations, 1)])]));
        put(
            corpus,
            "text.odt",
            open(&[(&entity, 1), ("<office:text><text:p>The sluice &e; &b;</text:p></office:text>", 1)]),
        );
        put(
            corpus,
            "none.docx",
            parts(&[("[Content_Types].xml", &[("<Types/>", 1)]), ("word/_rels/document.xml.rels", &[(&relations, 1)])]),
        );
        put(corpus, "none.odt", parts(&[("mimetype", &[("application/vnd.oasis.opendocument.text", 1)])]));
        put(corpus, "none.epub", parts(&[("META-INF/container.xml", &[("<container/>", 1)])]));
        for (number, address) in [
            &*target,
            "../../../../../../etc/passwd",
            "/etc/passwd",
            "%2Fetc%2Fpasswd",
            "book.opf",
            "http://127.0.0.1/",
        ]
        .iter()
        .enumerate()
        {
            put(
                corpus,
                &format!("page{number}.epub"),
                book(&package(&item(address), "<itemref idref=\"a\"/>"), &[(STORY, 1)]),
            );
        }
        put(
            corpus,
            "entity.epub",
            book(&format!("{entity}{}", package(ITEM, "<itemref idref=\"a\"/>&e;")), &[(&entity, 1), ("<p>&e;&b;", 1)]),
        );
    });
    case.tells_of_all().never_says("zwitscher").never_says("root").says(
        "page1.epub",
        "document",
        "a page that is not in it",
    );
}

#[test]
fn a_book_that_lists_a_page_without_end_is_bounded() {
    let case = Case::run(
        "EPUB, 100 000 entries of one page, of none, of many",
        Bounds { megabytes: 350, seconds: 20 },
        |corpus| {
            put(corpus, "same.epub", book(&package(ITEM, &"<itemref idref=\"a\"/>".repeat(100_000)), &[(STORY, 1)]));
            put(
                corpus,
                "lost.epub",
                book(&package(&ITEM.replace("page", "lost"), &"<itemref idref=\"a\"/>".repeat(100_000)), &[(STORY, 1)]),
            );
            put(corpus, "none.epub", book(&package("", &"<itemref idref=\"b\"/>".repeat(100_000)), &[(STORY, 1)]));
            let items = joined(0..100_000, |number| ITEM.replace("\"a\"", &format!("\"i{number}\"")));
            let spine = joined(0..100_000, |number| format!("<itemref idref=\"i{number}\"/>"));
            put(corpus, "names.epub", book(&package(&items, &spine), &[(STORY, 1)]));
            put(
                corpus,
                "large.epub",
                book(&package(ITEM, &"<itemref idref=\"a\"/>".repeat(1000)), &[("<p>The sluice opened.</p>", 100_000)]),
            );
        },
    );
    case.tells_of_all();
}
