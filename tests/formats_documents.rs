//! Documents and mail: PDF with a layer of text, Word, `OpenDocument`, EPUB, mail with parts and codings. Each is made here, byte by byte,
//! and read with the right fields or refused with the right reason; what is made to harm costs bounded time.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use morgue::article::Zone;
use morgue::corpus::rules::Keys;
use morgue::corpus::{Draft, Fault, Reason, open, parse_whole, read_records, read_whole, recognise};

/// What a file is read as: its articles and its faults.
fn read(name: &str, bytes: &[u8]) -> (Vec<Draft>, Vec<Fault>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let input = open(&path, &Arc::default()).unwrap();
    let format = match recognise(Path::new(name), input.head()) {
        Ok(format) => format,
        Err(fault) => return (Vec::new(), vec![fault]),
    };
    if !format.has_records() {
        return match parse_whole(format, &read_whole(input, &mut |fault| panic!("{fault:?}")).unwrap()) {
            Ok(draft) => (vec![draft], Vec::new()),
            Err(fault) => (Vec::new(), vec![fault]),
        };
    }
    let (mut drafts, mut faults) = (Vec::new(), Vec::new());
    read_records(format, input, &mut |record| match record {
        Ok(record) => drafts.push(record.draft.parsed(&Keys::default()).unwrap()),
        Err(fault) => faults.push(fault),
    });
    (drafts, faults)
}

#[track_caller]
fn sole(name: &str, bytes: &[u8]) -> Draft {
    let (mut drafts, faults) = read(name, bytes);
    assert!(faults.is_empty() && drafts.len() == 1, "{faults:?} {drafts:?}");
    drafts.remove(0)
}

#[track_caller]
fn refused(name: &str, bytes: &[u8], reason: Reason, detail: &str) {
    let (drafts, faults) = read(name, bytes);
    assert!(drafts.is_empty() && faults.len() == 1, "{faults:?} {drafts:?}");
    assert!(faults[0].reason == reason && faults[0].detail.contains(detail), "{faults:?}");
}

fn lines(draft: &Draft) -> Vec<(Zone, &str)> {
    draft.layout.iter().flatten().map(|(range, zone)| (*zone, &draft.body[range.clone()])).collect()
}

// ---- PDF ----

/// A file of these objects, numbered from 1; the first is the catalogue, and `trailer` is added to the trailer.
fn pdf_of(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let (mut file, mut places) = (b"%PDF-1.4\n%\xE2\xE3\xCF\xD3\n".to_vec(), Vec::new());
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n", index + 1).bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        writeln!(table, "{place:010} 00000 n ").unwrap();
    }
    write!(table, "trailer\n<</Size {}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).unwrap();
    file.extend(table.bytes());
    file
}

fn stream(dictionary: &str, content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).unwrap();
    let packed = encoder.finish().unwrap();
    let head = format!("<<{dictionary}/Filter/FlateDecode/Length {}>>\nstream\n", packed.len());
    [head.as_bytes(), &packed, b"\nendstream"].concat()
}

/// A document of these pages, each a content and what its resources add.
fn pages_of(pages: &[(String, &str)], more: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let first = 4;
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", first + page * 2)).collect();
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Count {}/Kids[{}]>>", pages.len(), kids.join(" ")).into_bytes(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
    ];
    for (page, (content, resources)) in pages.iter().enumerate() {
        let text = first + page * 2 + 1;
        objects.push(
            format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {text} 0 R/Resources<</Font<</F1 3 0 R>>{resources}>>>>"
            )
            .into_bytes(),
        );
        objects.push(stream("", content.as_bytes()));
    }
    objects.extend_from_slice(more);
    pdf_of(&objects, trailer)
}

/// Lines of text: size, left edge, height, words.
fn shown(lines: &[(u32, u32, u32, &str)]) -> String {
    let line = |(size, left, height, text): &(u32, u32, u32, &str)| {
        format!("BT /F1 {size} Tf {left} {height} Td ({text}) Tj ET\n")
    };
    lines.iter().map(line).collect()
}

fn story() -> Vec<(String, &'static str)> {
    let first = shown(&[
        (8, 72, 810, "The Veldania Ledger"),
        (24, 72, 760, "Dam talks fail"),
        (11, 72, 720, "Talks on the dam between the two ministries ended without agree-"),
        (11, 72, 706, "ment on Monday, and no date was set for another meeting in the"),
        (11, 72, 692, "capital."),
        (11, 90, 678, "The finance minister left early. He told reporters that a well-"),
        (11, 72, 664, "known treasury is not a reservoir, and that the well-known limit"),
        (11, 72, 650, "of 610 million stands until the budget"),
        (8, 290, 30, "1"),
    ]);
    let second = shown(&[
        (8, 72, 810, "The Veldania Ledger"),
        (11, 72, 760, "is tabled in November."),
        (11, 72, 720, "Nobody answered."),
        (8, 290, 30, "2"),
    ]);
    vec![(first, ""), (second, "")]
}

#[test]
fn a_pdf_is_read_paragraph_by_paragraph_and_what_its_pages_repeat_is_boilerplate() {
    let info = b"<</Title(ledger_0412.indd)/Author(Jo Pell)/Keywords(dams, water)/CreationDate(D:20251101120000+05'00')/ModDate(D:20251102)>>";
    let about = pages_of(&story(), &[info.to_vec()], "/Info 8 0 R");
    let draft = sole("a.pdf", &about);
    assert_eq!(draft.headline.as_deref(), Some("Dam talks fail"));
    assert_eq!(
        lines(&draft),
        [
            (
                Zone::Body,
                "Talks on the dam between the two ministries ended without agreement on Monday, and no date was set for another meeting in the capital."
            ),
            (
                Zone::Body,
                "The finance minister left early. He told reporters that a well-known treasury is not a reservoir, and that the well-known limit of 610 million stands until the budget is tabled in November."
            ),
            (Zone::Body, "Nobody answered."),
            (Zone::Boilerplate, "The Veldania Ledger"),
            (Zone::Boilerplate, "1"),
            (Zone::Boilerplate, "2"),
        ]
    );
    let meta = &draft.meta;
    assert_eq!((meta.byline.as_deref(), meta.keywords.len()), (Some("Jo Pell"), 2));
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    assert_eq!(
        (day(meta.published).as_deref(), day(meta.updated).as_deref()),
        (Some("2025-11-01"), Some("2025-11-02"))
    );
}

#[test]
fn a_pdf_is_known_by_its_first_bytes() {
    assert_eq!(sole("scan", &pages_of(&story(), &[], "")).headline.as_deref(), Some("Dam talks fail"));
    assert_eq!(sole("a.txt", &pages_of(&story(), &[], "")).headline.as_deref(), Some("Dam talks fail"));
}

#[test]
fn a_pdf_of_pictures_and_an_encrypted_one_say_so() {
    let picture =
        stream("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", b"\0");
    let scan = pages_of(&[("q 595 0 0 842 0 0 cm /Im Do Q".to_owned(), "/XObject<</Im 6 0 R>>")], &[picture], "");
    refused("a.pdf", &scan, Reason::NoTextLayer, "1 page of pictures alone");
    let key = "0".repeat(64);
    let locked = format!("<</Filter/Standard/V 1/R 2/O<{key}>/U<{key}>/P -44>>");
    let id = "/Encrypt 8 0 R/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]";
    refused("a.pdf", &pages_of(&story(), &[locked.into_bytes()], id), Reason::Encrypted, "password");
}

#[test]
fn a_damaged_pdf_is_named_and_stops_nothing() {
    let whole = pages_of(&story(), &[], "");
    for cut in [20, whole.len() / 3, whole.len() / 2] {
        let (drafts, faults) = read("a.pdf", &whole[..cut]);
        assert!(!drafts.is_empty() || faults.len() == 1, "{cut}: {faults:?}");
    }
    refused("a.pdf", b"%PDF-1.7\nno more than that", Reason::Document, "");
    // Every byte in turn: whatever comes of it, it comes back.
    for at in (0..whole.len()).step_by(7) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x55;
        let (drafts, faults) = read("a.pdf", &damaged);
        assert!(drafts.len() + faults.len() >= 1, "{at}");
    }
}

#[test]
fn a_pdf_that_unpacks_or_draws_without_end_is_refused_in_time() {
    let started = Instant::now();
    let bomb = pages_of(&[(" ".repeat(300 << 20), "")], &[], "");
    refused("a.pdf", &bomb, Reason::Unpacking, "unpack to more than");
    let drawing = |content: &str, inner: &str| {
        stream(
            &format!("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<<{inner}>>>>"),
            content.as_bytes(),
        )
    };
    let itself = drawing("/A Do", "/A 6 0 R");
    let page = || vec![("/A Do".to_owned(), "/XObject<</A 6 0 R>>")];
    refused("a.pdf", &pages_of(&page(), &[itself], ""), Reason::Unpacking, "without end");
    let many: Vec<Vec<u8>> =
        (0..12).map(|level| drawing(&"/A Do ".repeat(10), &format!("/A {} 0 R", 7 + level))).collect();
    refused("a.pdf", &pages_of(&page(), &many, ""), Reason::Unpacking, "without end");
    assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
}

#[test]
fn a_pdf_whose_pages_lie_within_themselves_is_refused_in_time() {
    let started = Instant::now();
    // Nothing tells the resources of the page, so that they are looked for above it, and above is itself.
    let (catalogue, page) = (b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), b"<</Type/Page/Parent 3 0 R>>".to_vec());
    let pages = b"<</Type/Pages/Count 1/Kids[3 0 R]>>".to_vec();
    refused("a.pdf", &pdf_of(&[catalogue.clone(), pages, page], ""), Reason::Document, "without end");
    let pages = b"<</Type/Pages/Count 1/Kids[3 0 R]/Parent 3 0 R>>".to_vec();
    let page = b"<</Type/Page/Parent 2 0 R>>".to_vec();
    refused("a.pdf", &pdf_of(&[catalogue, pages, page], ""), Reason::Document, "without end");
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
}

// ---- Word, OpenDocument, EPUB ----

fn zip_of(members: &[(&str, &str)]) -> Vec<u8> {
    zip_with(zip::CompressionMethod::Stored, members)
}

/// A zip file whose member `mimetype` is packed so, and all others ordinarily.
fn zip_with(of_type: zip::CompressionMethod, members: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in members {
        let method = if *path == "mimetype" { of_type } else { zip::CompressionMethod::Deflated };
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        writer.start_file(*path, options).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const WORD: &str = r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
<w:p><w:pPr><w:pStyle w:val="Titel"/></w:pPr><w:r><w:t>Dam talks fail</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="Subtitle"/></w:pPr><w:r><w:t>Ministries at odds</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">Talks on the </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>dam</w:t></w:r><w:r><w:tab/><w:t>ended.</w:t></w:r>
<w:del><w:r><w:delText>Never said.</w:delText></w:r></w:del><w:ins><w:r><w:t xml:space="preserve"> No date was set.</w:t></w:r></w:ins></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Cost</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>912 million</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr><w:r><w:t>The Karrow Dam</w:t></w:r></w:p></w:body></w:document>"#;
const STYLES: &str = r#"<w:styles xmlns:w="w"><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style></w:styles>"#;
const CORE: &str = r#"<cp:coreProperties xmlns:cp="cp" xmlns:dc="dc" xmlns:dcterms="t"><dc:title>dam final</dc:title><dc:creator>Jo Pell</dc:creator>
<dc:subject>energy</dc:subject><cp:keywords>dams; water</cp:keywords><cp:category>World</cp:category>
<dcterms:created>2025-11-01T10:00:00Z</dcterms:created><dcterms:modified>2025-11-02T10:00:00Z</dcterms:modified></cp:coreProperties>"#;

#[test]
fn a_word_document_gives_its_text_its_styles_and_what_is_known_of_it() {
    let header = r#"<w:hdr xmlns:w="w"><w:p><w:r><w:t>The Ledger</w:t></w:r></w:p></w:hdr>"#;
    let parts = [
        ("[Content_Types].xml", "<x/>"),
        ("word/document.xml", WORD),
        ("word/styles.xml", STYLES),
        ("word/header1.xml", header),
        ("docProps/core.xml", CORE),
    ];
    let draft = sole("a.docx", &zip_of(&parts));
    assert_eq!(draft.headline.as_deref(), Some("Dam talks fail"));
    assert_eq!(
        lines(&draft),
        [
            (Zone::Standfirst, "Ministries at odds"),
            (Zone::Body, "Talks on the dam ended. No date was set."),
            (Zone::Body, "Cost"),
            (Zone::Body, "912 million"),
            (Zone::Caption, "The Karrow Dam"),
            (Zone::Boilerplate, "The Ledger"),
        ]
    );
    let meta = draft.meta;
    assert_eq!((meta.byline.as_deref(), meta.section.as_deref()), (Some("Jo Pell"), Some("World")));
    assert_eq!(meta.keywords, ["dams", "water", "energy"]);
    assert_eq!(
        (meta.published.unwrap().to_string(), meta.updated.unwrap().to_string()),
        ("2025-11-01".into(), "2025-11-02".into())
    );
}

#[test]
fn a_word_document_without_styles_leaves_its_headline_to_be_found() {
    let plain = "<w:document><w:body><w:p><w:r><w:t>Dam talks fail</w:t></w:r></w:p><w:p><w:r><w:t>Talks ended on Monday.</w:t></w:r></w:p></w:body></w:document>";
    let draft = sole("a.docx", &zip_of(&[("[Content_Types].xml", "<x/>"), ("word/document.xml", plain)]));
    assert!(draft.headline_inside && draft.layout.is_none());
    assert_eq!(draft.body, "Dam talks fail\n\nTalks ended on Monday.");
}

#[test]
fn an_opendocument_text_that_was_packed_again_is_one_still() {
    let content = r#"<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text>
        <text:p>Talks on the dam ended.</text:p></office:text></office:body></office:document-content>"#;
    let of_kind =
        |kind: &str| zip_with(zip::CompressionMethod::Deflated, &[("content.xml", content), ("mimetype", kind)]);
    assert_eq!(sole("a.odt", &of_kind("application/vnd.oasis.opendocument.text")).body, "Talks on the dam ended.");
    let sheet = of_kind("application/vnd.oasis.opendocument.spreadsheet");
    refused("a.odt", &sheet, Reason::Format, "an OpenDocument that is no text");
}

#[test]
fn an_opendocument_text_and_a_book_are_read() {
    let content = r#"<office:document-content xmlns:office="o" xmlns:text="t" xmlns:style="s"><office:automatic-styles>
        <style:style style:name="P1" style:parent-style-name="Title"/></office:automatic-styles><office:body><office:text>
        <text:p text:style-name="P1">Dam talks fail</text:p><text:p>Talks<text:s/>on the <text:span>dam</text:span> ended<text:note>
        <text:note-citation>1</text:note-citation><text:note-body><text:p>They began in May.</text:p></text:note-body></text:note>.</text:p>
        <text:p>All left.</text:p></office:text></office:body></office:document-content>"#;
    let meta = r#"<office:document-meta xmlns:office="o"><office:meta><creator>Al Ro</creator><initial-creator>Jo Pell</initial-creator><keyword>dams</keyword>
        <keyword>water</keyword><creation-date>2025-11-01T10:00:00</creation-date></office:meta></office:document-meta>"#;
    let kind = "application/vnd.oasis.opendocument.text";
    let draft = sole("a.odt", &zip_of(&[("mimetype", kind), ("content.xml", content), ("meta.xml", meta)]));
    assert_eq!(
        (draft.headline.as_deref(), draft.body.as_str()),
        (Some("Dam talks fail"), "Talks on the dam ended.\n\nThey began in May.\n\nAll left.")
    );
    assert_eq!((draft.meta.byline.as_deref(), draft.meta.keywords.len()), (Some("Jo Pell"), 2));
    let package = r#"<package><metadata xmlns:dc="dc"><dc:title>The Ledger</dc:title><dc:date>2025-11-01</dc:date><dc:language>en</dc:language></metadata>
        <manifest><item id="a" href="a%20b.xhtml" media-type="application/xhtml+xml"/><item id="c" href="c.jpg" media-type="image/jpeg"/></manifest>
        <spine><itemref idref="a"/></spine></package>"#;
    let page = "<html><body><h1>Dam talks fail</h1><p>Talks ended on Monday.</p></body></html>";
    let container = r#"<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>"#;
    let book = [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", container),
        ("OEBPS/book.opf", package),
        ("OEBPS/a b.xhtml", page),
    ];
    let draft = sole("a.epub", &zip_of(&book));
    assert!(draft.body.contains("Talks ended on Monday."));
    assert_eq!(
        (draft.meta.source.as_str(), draft.meta.published.unwrap().to_string()),
        ("The Ledger", "2025-11-01".to_owned())
    );
}

#[test]
fn other_documents_are_refused_as_what_they_are() {
    let table = zip_of(&[("[Content_Types].xml", "<x/>"), ("xl/workbook.xml", "<x/>")]);
    refused("a.xlsx", &table, Reason::Format, "a spreadsheet (XLSX)");
    refused("a.docx", &table[..40], Reason::Compression, "");
    let cut = &WORD[..WORD.find("<w:tbl>").unwrap()];
    let (drafts, faults) = read("a.docx", &zip_of(&[("[Content_Types].xml", "<x/>"), ("word/document.xml", cut)]));
    assert!(drafts[0].body.contains("No date was set.") && faults[0].reason == Reason::Document, "{faults:?}");
}

// ---- Mail, and what is packed ----

const MAIL: &str = "Received: from a.example\r\nFrom: =?UTF-8?Q?Zo=C3=AB_Pell?= <z@g.example>\r\nTo: desk@g.example\r\n\
    Subject: =?ISO-8859-1?Q?Caf=E9_closes?=\r\nDate: Sat, 1 Nov 2025 23:30:00 +0500\r\nKeywords: cafes, trade\r\nMIME-Version: 1.0\r\n\
    Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\n\
    Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe caf=E9 closed=\r\n on Monday.\r\n\
    --c\r\nContent-Type: text/html\r\n\r\n<p>The cafe closed on Monday.</p>\r\n--c--\r\n--b\r\nContent-Type: image/png; name=\"a.png\"\r\n\
    Content-Disposition: attachment; filename=\"a.png\"\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b--\r\n";

#[test]
fn mail_is_read_out_of_its_parts_and_codings_and_its_attachments_are_named() {
    for name in ["a.eml", "a.txt", "mail"] {
        let (drafts, faults) = read(name, MAIL.as_bytes());
        let draft = &drafts[0];
        assert_eq!(
            (draft.headline.as_deref(), draft.body.as_str()),
            (Some("Café closes"), "The café closed on Monday."),
            "{name}"
        );
        assert_eq!(
            (draft.meta.byline.as_deref(), draft.meta.published.unwrap().to_string().as_str()),
            (Some("Zoë Pell"), "2025-11-01")
        );
        assert_eq!(draft.meta.keywords, ["cafes", "trade"]);
        assert!(
            faults.len() == 1 && faults[0].detail.contains("1 attachment of the mail is not read: a.png"),
            "{faults:?}"
        );
    }
    let page =
        "MIME-Version: 1.0\r\nSubject: Dam\r\nContent-Type: text/html\r\n\r\n<p>One <b>and</b> two.</p><p>Three.</p>";
    assert_eq!(sole("a.eml", page.as_bytes()).body, "One and two.\n\nThree.");
}

#[test]
fn bzip2_and_xz_are_read_like_gzip() {
    let story = b"Dam talks fail\n\nTalks ended on Monday.\n";
    let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::best());
    encoder.write_all(story).unwrap();
    let packed = encoder.finish().unwrap();
    assert_eq!(sole("a.txt.bz2", &packed).body.as_bytes(), story);
    assert_eq!(sole("a.txt.bz2", &[packed.clone(), packed].concat()).body.len(), story.len() * 2);
    // Packed by xz 5.4.
    let packed: &[u8] = include_bytes!("golden/story.txt.xz");
    assert_eq!(sole("a.txt.xz", packed).body.as_bytes(), story);
}
