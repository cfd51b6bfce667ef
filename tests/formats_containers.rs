//! Tables, archives of the web, archive files and nested JSON: every article is read and named by its place, everything else is
//! named with the right reason.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot prepare its archive has failed")]

mod common;

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use tempfile::TempDir;

use common::{lines, morgue};

/// What became of an archive: its articles by id, and its faults as `path: detail`.
struct Read {
    _dir: TempDir,
    articles: Vec<Value>,
    faults: Vec<Fault>,
}

struct Fault {
    reason: String,
    detail: String,
}

impl Read {
    /// Indexes an archive of one file.
    fn of(name: &str, content: &[u8]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let corpus = dir.path().join("corpus");
        fs::create_dir(&corpus).unwrap();
        fs::write(corpus.join(name), content).unwrap();
        Self::indexed(dir, &corpus)
    }

    fn indexed(dir: TempDir, corpus: &Path) -> Self {
        let index = dir.path().join("index");
        common::index(&index, corpus);
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let (hits, _) = common::ask(&index, "-xyzzy", &["--articles", "-n", "1000", "--zones", "all"]);
        let show = |hit: &Value| {
            let id = text(&hit["article"]["id"]);
            lines(&morgue(&index, &["show", "--format", "json", "--", &id])).remove(0)
        };
        let mut articles: Vec<Value> = hits.iter().map(show).collect();
        articles.sort_by_key(|article| text(&article["id"]));
        let status = lines(&morgue(&index, &["status", "--format", "json"]));
        let faults = status.iter().filter(|line| line["type"] == "fault");
        let faults =
            faults.map(|fault| Fault { reason: text(&fault["reason"]), detail: text(&fault["detail"]) }).collect();
        Self { _dir: dir, articles, faults }
    }

    fn ids(&self) -> Vec<&str> {
        self.all("id")
    }

    fn all(&self, field: &str) -> Vec<&str> {
        self.articles.iter().map(|article| article[field].as_str().unwrap_or_default()).collect()
    }

    /// The reasons and details of all faults.
    fn faults(&self) -> Vec<(&str, &str)> {
        self.faults.iter().map(|fault| (fault.reason.as_str(), fault.detail.as_str())).collect()
    }

    /// Fails unless there is one fault, of this reason, that says this.
    #[track_caller]
    fn names_one(&self, reason: &str, detail: &str) {
        let faults = self.faults();
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(faults[0].0 == reason && faults[0].1.contains(detail), "{faults:?}");
    }
}

const STORY: &str =
    "Harbour office reopens\n\nThe harbour office reopened on Monday, and the ferrymen went back to work.\n";

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

fn zip_of(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in members {
        let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        writer.start_file(*path, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn tar_of(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (path, content) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        // Set by hand: the builder refuses paths like `../x`.
        header.as_gnu_mut().unwrap().name[..path.len()].copy_from_slice(path.as_bytes());
        header.set_cksum();
        builder.append(&header, *content).unwrap();
    }
    builder.into_inner().unwrap()
}

fn page(title: &str) -> String {
    format!(
        "<html><head><title>{title}</title></head><body><h1>{title}</h1><p>The ferrymen went back to work on Monday.</p></body></html>"
    )
}

fn warc_record(kind: &str, url: &str, content_type: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:x:{url}>\r\nWARC-Target-URI: {url}\r\n\
         WARC-Date: 2020-05-06T07:08:09Z\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn answer(url: &str, header: &str, body: &[u8]) -> Vec<u8> {
    let block = [format!("HTTP/1.1 {header}\r\n\r\n").as_bytes(), body].concat();
    warc_record("response", url, "application/http; msgtype=response", &block)
}

const HTML: &str = "200 OK\r\nContent-Type: text/html";

// ---- Tables ----

#[test]
fn a_row_of_a_table_is_a_record_quotes_and_line_breaks_included() {
    let table = "ID,Headline,Author,Published,Source,URL,Text\r\n\
        7,\"Dam, again\",Jo Pell,2025-11-01,Gazette,https://g.example/7,\"He said \"\"no\"\".\r\nThen, he left.\"\r\n\
        8,Ferry late,,,,,The ferry was late.\r\n\
        9,,,2025-11-02,,,\r\n\
        10,a,b,c,d,e,f,one too many\r\n";
    let read = Read::of("wire.csv", table.as_bytes());
    assert_eq!(read.ids(), ["7", "8"]);
    let first = &read.articles[0];
    assert_eq!(first["text"], "Dam, again\n\nHe said \"no\".\r\nThen, he left.");
    assert_eq!((first["byline"].as_str(), first["published"].as_str()), (Some("Jo Pell"), Some("2025-11-01")));
    assert_eq!((first["source"].as_str(), first["url"].as_str()), (Some("Gazette"), Some("https://g.example/7")));
    let faults = read.faults();
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert_eq!(faults[0], ("empty", "neither a headline nor a text in the row"));
    assert_eq!(faults[1], ("record", "8 cells, but the header names 7"));
}

#[test]
fn the_header_tells_the_separator_and_utf16_is_read() {
    let read = Read::of("a.tsv", b"title\tbody\nOne, two; three\tThe ferry.\n");
    assert_eq!(read.all("headline"), ["One, two; three"]);
    let read = Read::of("a.csv", b"title;body\nOne, two\tthree;The ferry.\n");
    assert_eq!(read.all("headline"), ["One, two\tthree"]);
    let utf16: Vec<u8> =
        "\u{FEFF}title\tbody\r\nÉlan\tThe ferry.\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(Read::of("a.csv", &utf16).all("headline"), ["Élan"]);
}

#[test]
fn a_table_gives_all_that_its_columns_say() {
    let table = "\u{FEFF}Headline;Body;Publication Date;Last Modified;Category;Tags;Summary\n\
        Dam;\"Talks; ended.\";2025-11-01;2025-11-02;World;\"dams, water\";No date was set.\n";
    let read = Read::of("a.csv", table.as_bytes());
    let article = &read.articles[0];
    assert_eq!(article["text"], "Dam\n\nNo date was set.\n\nTalks; ended.");
    assert_eq!(article["blocks"][1]["zone"], "standfirst");
    assert_eq!((&article["published"], &article["updated"]), (&"2025-11-01".into(), &"2025-11-02".into()));
    assert_eq!((&article["section"], &article["keywords"]), (&"World".into(), &serde_json::json!(["dams", "water"])));
    Read::of("a.csv", b"Dam,Talks ended.\nFerry,It was late.\n")
        .names_one("no-article", "neither a headline nor a text");
}

#[test]
fn a_first_line_that_tells_the_separator_is_no_header() {
    for table in
        ["sep=;\r\ntitle;text\r\nDam, again;Talks ended.\r\n", "\u{FEFF}sep=|\ntitle|text\nDam, again|Talks ended.\n"]
    {
        let read = Read::of("a.csv", table.as_bytes());
        assert_eq!(read.all("text"), ["Dam, again\n\nTalks ended."], "{table}");
    }
}

#[test]
fn posts_of_wordpress_in_a_table_are_read_and_its_drafts_named() {
    let table = "ID,post_title,post_content,post_excerpt,post_date,post_status,post_author\n\
        1,Dam &amp; lake,\"Talks <b>ended</b>.\n\nThey left.\",No date was set.,2025-11-03 10:00:00,publish,Jo\n\
        2,Ferry,It was late.,,2025-11-03 10:00:00,draft,Jo\n";
    let read = Read::of("a.csv", table.as_bytes());
    assert_eq!(read.all("text"), ["Dam & lake\n\nNo date was set.\n\nTalks ended.\n\nThey left."]);
    assert_eq!(read.faults(), [("unpublished", "draft: Ferry")]);
}

#[test]
fn a_table_without_articles_is_named() {
    Read::of("a.csv", b"day,rain\nMonday,3\n").names_one("no-article", "day, rain");
    Read::of("a.csv", b"title,text\n").names_one("empty", "no row");
}

// ---- Archives of the web ----

#[test]
fn pages_of_a_warc_are_articles_and_the_rest_is_counted_in_one_line() {
    let chunked = format!("{HTML}\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip");
    let packed = gzip(page("Packed").as_bytes());
    let chunks = [format!("{:x}\r\n", packed.len()).as_bytes(), &packed, b"\r\n0\r\n\r\n"].concat();
    let warc = [
        answer("http://a.example/1", HTML, page("Plain").as_bytes()),
        answer("http://a.example/2", &chunked, &chunks),
        answer("http://a.example/3", "200 OK\r\nContent-Type: image/png", b"png"),
        answer("http://a.example/4", "200 OK\r\nContent-Type: image/png", b"png"),
        answer("http://a.example/5", "404 Not Found\r\nContent-Type: text/html", page("Gone").as_bytes()),
        warc_record("resource", "http://a.example/6", "text/html", page("Saved").as_bytes()),
    ];
    let read = Read::of("crawl.warc", &warc.concat());
    assert_eq!(read.all("headline"), ["Plain", "Packed", "Saved"]);
    assert_eq!(read.all("url"), ["http://a.example/1", "http://a.example/2", "http://a.example/6"]);
    assert_eq!(read.all("published"), ["2020-05-06"; 3]);
    read.names_one("no-page", "3 records are no pages: 2 image/png, 1 status 404");
    let packed: Vec<u8> = warc.iter().flat_map(|record| gzip(record)).collect();
    assert_eq!(Read::of("crawl.warc.gz", &packed).all("headline"), ["Plain", "Packed", "Saved"]);
    let packed = zstd::encode_all(warc.concat().as_slice(), 3).unwrap();
    assert_eq!(Read::of("crawl", &packed).all("headline"), ["Plain", "Packed", "Saved"]);
}

#[test]
fn a_record_of_a_warc_without_an_id_has_its_place() {
    let named = String::from_utf8(answer("http://a.example/1", HTML, page("First").as_bytes())).unwrap();
    for empty in ["< >", "<", ""] {
        let warc = named.replacen("<urn:x:http://a.example/1>", empty, 1);
        let read = Read::of("crawl.warc", warc.as_bytes());
        assert_eq!((read.all("headline"), read.all("id")), (vec!["First"], vec!["crawl.warc#1"]));
    }
}

#[test]
fn a_broken_record_of_a_warc_costs_itself() {
    let broken = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>x\r\n\r\n";
    let first = answer("http://a.example/1", HTML, page("First").as_bytes());
    let last = answer("http://a.example/2", HTML, page("Last").as_bytes());
    let read = Read::of("crawl.warc", &[&first, broken.as_slice(), &last].concat());
    assert_eq!(read.all("headline"), ["First", "Last"]);
    read.names_one("record", "does not tell its length");
    let read = Read::of("crawl.warc", &[&first, b"junk\r\njunk\r\n".as_slice(), &last[..last.len() - 40]].concat());
    assert_eq!(read.all("headline"), ["First", "Last"]);
    let faults = read.faults();
    assert!(faults[0].1.contains("no record begins") && faults[1].1.contains("ends inside"), "{faults:?}");
}

#[test]
fn a_damaged_member_of_a_packed_warc_costs_itself() {
    let record = |title: &str| gzip(&answer(&format!("http://a.example/{title}"), HTML, page(title).as_bytes()));
    let mut damaged = record("Second");
    let middle = damaged.len() / 2;
    damaged[middle..middle + 8].fill(0xFF);
    let read = Read::of("crawl.warc.gz", &[record("First"), damaged, record("Third")].concat());
    let titles = read.all("headline");
    assert!(titles.contains(&"First") && titles.contains(&"Third"), "{titles:?}");
    assert!(read.faults().iter().any(|(reason, detail)| *reason == "compression" && detail.contains("goes on")));
}

/// A file, the headline and address of its articles, and what its faults say.
type Sample = (&'static str, &'static [(&'static str, &'static str)], &'static [&'static str]);

#[test]
fn every_sample_of_web_archives_is_read_or_named() {
    const EXAMPLE: (&str, &str) = ("Example Domain", "http://example.com/");
    let samples: [Sample; 16] = [
        ("bad.arc", &[], &["does not tell its length"]),
        ("example-bad-non-chunked.warc.gz", &[EXAMPLE], &["1 revisit"]),
        ("example-bad.warc.gz.bad", &[("Example Domain", "http://example.com?example=1")], &["1 revisit"]),
        ("example-digest.warc", &[], &["no page in its"]),
        ("example-iana.org-chunked.warc", &[("Internet Assigned Numbers Authority", "http://www.iana.org/")], &[]),
        ("example-resource.warc.gz", &[EXAMPLE], &[]),
        ("example-space-in-target-uri.warc.gz", &[], &["1 image/png"]),
        (
            "example-space-in-url.arc",
            &[(
                "Example Domain",
                "http://example.com/index.cfm?FuseAction=Email&EmailTitle=Examples From The Live Web&IsPopUp=False",
            )],
            &[],
        ),
        ("example-trunc.warc", &[EXAMPLE], &[]),
        ("example-wget-bad-target-uri.warc.gz", &[EXAMPLE], &["2 text/plain"]),
        ("example-wrong-chunks.warc.gz", &[EXAMPLE], &[]),
        ("example.arc", &[EXAMPLE], &[]),
        ("example.arc.gz", &[EXAMPLE], &[]),
        ("example.warc", &[EXAMPLE], &["1 revisit"]),
        ("example.warc.gz", &[EXAMPLE], &["1 revisit"]),
        ("post-test.warc.gz", &[], &["3 application/json"]),
    ];
    let Some(folder) = common::shared("gold/formats/warc") else { return };
    for (name, pages, faults) in samples {
        let read = Read::of(name, &fs::read(folder.join(name)).unwrap());
        let found: Vec<(&str, &str)> = read.all("headline").into_iter().zip(read.all("url")).collect();
        println!("{name}: {found:?} {:?}", read.faults());
        assert_eq!(found, pages, "{name}");
        for fault in faults {
            assert!(read.faults().iter().any(|(_, detail)| detail.contains(fault)), "{name}: {:?}", read.faults());
        }
        assert!(!pages.is_empty() || !read.faults().is_empty(), "{name}");
    }
}

// ---- Archive files ----

#[test]
fn files_in_a_zip_in_a_zip_are_read_and_named_by_their_path() {
    let inner = zip_of(&[
        ("b/story.txt", STORY.as_bytes()),
        ("list.jsonl", b"{\"title\":\"One\"}\n{\"title\":\"Two\",\"id\":\"two\"}\n"),
    ]);
    let outer = zip_of(&[("deep/inner.zip", &inner), ("page.html", page("Page").as_bytes())]);
    let read = Read::of("all.zip", &outer);
    let ids = ["all.zip/deep/inner.zip/b/story.txt", "all.zip/deep/inner.zip/list.jsonl#1", "all.zip/page.html", "two"];
    assert_eq!(read.ids(), ids);
    assert!(read.faults().is_empty(), "{:?}", read.faults());
    assert_eq!(read.all("path"), ["all.zip"; 4]);
}

#[test]
fn archive_files_are_opened_three_deep() {
    let story = zip_of(&[("story.txt", STORY.as_bytes())]);
    let nested = |depth: usize| (1..depth).fold(story.clone(), |inner, _| zip_of(&[("in.zip", &inner)]));
    assert_eq!(Read::of("a.zip", &nested(3)).ids(), ["a.zip/in.zip/in.zip/story.txt"]);
    let deeper = Read::of("a.zip", &nested(4));
    assert!(deeper.articles.is_empty());
    deeper.names_one("unpacking", "in.zip: in.zip: in.zip: ");
}

#[test]
fn a_compressed_story_with_junk_behind_it_is_read_and_the_junk_named() {
    for name in ["story.txt.gz", "list.json.gz", "in.zip"] {
        let content = if name == "list.json.gz" { b"[{\"title\":\"Dam\"}]".as_slice() } else { STORY.as_bytes() };
        let mut packed = [gzip(content), b"<!-- served in 3 ms -->".to_vec()].concat();
        if name == "in.zip" {
            packed = zip_of(&[("story.txt.gz", &packed)]);
        }
        let read = Read::of(name, &packed);
        assert_eq!(read.articles.len(), 1, "{name}");
        read.names_one("compression", "behind the compressed data stand bytes that are none");
    }
}

#[test]
fn of_the_files_that_stand_on_the_same_bytes_of_a_zip_the_first_is_read() {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("story.txt", zip::write::SimpleFileOptions::default()).unwrap();
    writer.write_all(STORY.as_bytes()).unwrap();
    writer.shallow_copy_file("story.txt", "again.txt").unwrap();
    let read = Read::of("a.zip", &writer.finish().unwrap().into_inner());
    assert_eq!(read.ids(), ["a.zip/story.txt"]);
    read.names_one("unpacking", "again.txt: its bytes stand for another file before it as well");
}

#[test]
fn a_zip_bomb_is_refused_and_its_neighbours_are_read() {
    let zeros = vec![b' '; 32 << 20];
    let read = Read::of("a.zip", &zip_of(&[("bomb.txt", &zeros), ("story.txt", STORY.as_bytes())]));
    assert_eq!(read.ids(), ["a.zip/story.txt"]);
    read.names_one("unpacking", "bomb.txt: unpacks to more than 250 times its size");
    // Packed twice, each layer is small.
    let twice = zip_of(&[("bomb.txt.gz", &gzip(&gzip(&zeros))), ("inner.zip", &zip_of(&[("bomb.txt", &zeros)]))]);
    let read = Read::of("a.zip", &twice);
    assert!(read.articles.is_empty() && read.faults().iter().any(|(reason, _)| *reason == "unpacking"));
    let tar = gzip(&tar_of(&[("bomb.txt", &vec![b' '; 200 << 20])]));
    Read::of("a.tar.gz", &tar).names_one("unpacking", "unpacks to more than 250 times its size");
}

#[test]
fn readable_files_of_a_tar_are_read_and_others_named() {
    let tar = tar_of(&[
        ("news/story.txt", STORY.as_bytes()),
        ("news/photo.jpg", b"\xFF\xD8\xFF\xE0\0"),
        ("news/broken.txt", b"\x89PNG\r\n\x1a\n\0\0\0"),
        ("news/story.txt.gz", &gzip(b"Ferry late\n\nThe ferry was late on Monday.")),
    ]);
    for (name, packed) in [
        ("a.tar.gz", gzip(&tar)),
        ("a.tgz", gzip(&tar)),
        ("a.tar.zst", zstd::encode_all(tar.as_slice(), 1).unwrap()),
        ("a", tar.clone()),
    ] {
        let read = Read::of(name, &packed);
        assert_eq!(read.ids(), [format!("{name}/news/story.txt"), format!("{name}/news/story.txt.gz")]);
        let faults = read.faults();
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert!(faults[0].0 == "format" && faults[0].1.starts_with("news/photo.jpg: "), "{faults:?}");
        assert!(faults[1].0 == "binary" && faults[1].1.starts_with("news/broken.txt: "), "{faults:?}");
    }
    let cut = Read::of("a.tar.gz", &gzip(&tar)[..200]);
    assert!(cut.faults().iter().any(|(reason, _)| *reason == "compression"), "{:?}", cut.faults());
}

#[test]
fn a_path_inside_is_only_a_name() {
    let tar = tar_of(&[
        ("../../up.txt", STORY.as_bytes()),
        ("/etc/abs.txt", STORY.as_bytes()),
        ("a\nb\x1b[1m.txt", STORY.as_bytes()),
    ]);
    let read = Read::of("a.tar", &tar);
    assert_eq!(read.ids(), ["a.tar/../../up.txt", "a.tar/a\\u{a}b\\u{1b}[1m.txt", "a.tar/etc/abs.txt"]);
}

#[test]
fn a_document_that_is_a_zip_file_inside_is_refused_as_what_it_is() {
    let document = zip_of(&[("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")]);
    Read::of("letter.docx", &document).names_one("empty", "no text in the document");
    let table = zip_of(&[("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>")]);
    Read::of("sums.xlsx", &table).names_one("format", "a spreadsheet (XLSX)");
    Read::of("broken.zip", b"PK\x03\x04 cut short").names_one("compression", "");
}

#[test]
fn members_that_cannot_be_unpacked_are_named() {
    let zip = zip_of(&[("a.txt", STORY.as_bytes()), ("b.txt", STORY.as_bytes())]);
    let central = zip.windows(4).position(|mark| mark == b"PK\x01\x02").unwrap();
    let with = |at: [usize; 2], byte: u8| {
        let mut zip = zip.clone();
        (zip[at[0]], zip[at[1]]) = (byte, byte);
        Read::of("a.zip", &zip)
    };
    let locked = with([6, central + 8], 1);
    assert_eq!(locked.ids(), ["a.zip/b.txt"]);
    locked.names_one("encrypted", "a.txt: it opens with a password only");
    let other = with([8, central + 10], 14);
    assert_eq!(other.ids(), ["a.zip/b.txt"]);
    other.names_one("compression", "a.txt: ");
}

#[test]
fn an_archive_of_the_web_packed_with_a_dictionary_is_read() {
    let warc = [
        answer("http://a.example/1", HTML, page("Plain").as_bytes()),
        answer("http://a.example/2", HTML, page("Second").as_bytes()),
    ];
    let dictionary = page("Dictionary of what pages share").repeat(20).into_bytes();
    let mut packed = [b"\x5D\x2A\x4D\x18".as_slice(), &(dictionary.len() as u32).to_le_bytes(), &dictionary].concat();
    for record in &warc {
        let mut encoder = zstd::Encoder::with_dictionary(Vec::new(), 3, &dictionary).unwrap();
        encoder.write_all(record).unwrap();
        packed.extend(encoder.finish().unwrap());
    }
    assert_eq!(Read::of("crawl.warc.zst", &packed).all("headline"), ["Plain", "Second"]);
    packed[8] ^= 0xFF;
    assert!(!Read::of("crawl.warc.zst", &packed[..packed.len() - 20]).faults().is_empty());
}

#[test]
fn long_paths_of_a_tar_are_kept_whole() {
    let mut builder = tar::Builder::new(Vec::new());
    let path = format!("{}/story.txt", ["a folder of the archive"; 12].join("/"));
    let mut header = tar::Header::new_gnu();
    header.set_size(STORY.len() as u64);
    header.set_mode(0o644);
    header.set_cksum();
    builder.append_data(&mut header, &path, STORY.as_bytes()).unwrap();
    assert_eq!(Read::of("a.tar", &builder.into_inner().unwrap()).ids(), [format!("a.tar/{path}")]);
}

#[test]
fn a_text_without_an_ending_is_read_and_what_is_packed_otherwise_is_named() {
    let tar = tar_of(&[
        ("news/story", STORY.as_bytes()),
        ("news/story.0412", b"Ferry late\n\nThe ferry was late on Monday, the office said."),
        ("news/old.7z", b"7z\xBC\xAF\x27\x1C\0\x04"),
        ("news/style.css", b"body { color: red }"),
    ]);
    let read = Read::of("a.tar", &tar);
    assert_eq!(read.ids(), ["a.tar/news/story", "a.tar/news/story.0412"]);
    let faults = read.faults();
    assert!(faults.len() == 2 && faults.iter().all(|(reason, _)| *reason == "format"), "{faults:?}");
    assert!(faults[0].1.contains("an archive file in 7z") && faults[1].1.contains("a style sheet"), "{faults:?}");
}

#[test]
fn zstd_is_read_like_gzip() {
    let packed = zstd::encode_all(STORY.as_bytes(), 3).unwrap();
    assert_eq!(Read::of("story.txt.zst", &packed).ids(), ["story.txt.zst"]);
    let two = [packed.clone(), zstd::encode_all(b"The second frame.".as_slice(), 3).unwrap()].concat();
    let read = Read::of("story.txt.zst", &two);
    assert!(read.articles[0]["text"].as_str().unwrap().ends_with("The second frame."));
    Read::of("story.txt.zst", &packed[..packed.len() - 9]).names_one("compression", "");
}

// ---- JSON ----

#[test]
fn ninjs_is_read() {
    let item = r#"{"uri":"tag:wire.example,2025:7","type":"text","versioncreated":"2025-11-01T10:00:00Z","headline":"Dam talks fail",
        "byline":"Jo Pell","language":"en","body_html":"<p>Talks on the <b>dam</b> failed.</p><p>They meet again.</p>"}"#;
    let read = Read::of("item.json", item.as_bytes());
    let article = &read.articles[0];
    assert_eq!(article["id"], "tag:wire.example,2025:7");
    assert_eq!(article["text"], "Dam talks fail\n\nTalks on the dam failed.\n\nThey meet again.");
    assert_eq!((&article["byline"], &article["published"]), (&"Jo Pell".into(), &"2025-11-01".into()));
}

#[test]
fn records_are_found_however_deep_they_lie() {
    let list = r#"[{"headline":"One","articleBody":"A.","author":[{"name":"Jo"},{"name":"Al"}],"publisher":{"name":"Gazette"}},{"headline":"Two"}]"#;
    for shape in [
        r#"{"status":"ok","articles":LIST}"#,
        r#"{"response":{"docs":LIST}}"#,
        r#"{"title":"A feed","items":LIST}"#,
        r#"[{"data":{"results":LIST}}]"#,
    ] {
        let read = Read::of("a.json", shape.replace("LIST", list).as_bytes());
        assert_eq!(read.all("headline"), ["One", "Two"], "{shape}");
        assert_eq!((&read.articles[0]["byline"], &read.articles[0]["source"]), (&"Jo, Al".into(), &"Gazette".into()));
    }
    let kept = Read::of("a.json", br#"{"title":"Kept","data":{"views":7},"items":[{"name":"x"}]}"#);
    assert_eq!(kept.all("headline"), ["Kept"]);
}

#[test]
fn a_story_in_blocks_is_one_article_and_a_draft_none() {
    let story = r#"{"headlines":{"basic":"Dam"},"content_elements":[{"type":"text","content":"One."},{"type":"text","content":"Two."}]}"#;
    assert_eq!(Read::of("a.json", story.as_bytes()).all("text"), ["Dam\n\nOne.\n\nTwo."]);
    for list in ["pieces", "items"] {
        let pieces = format!(r#"[{{"title":"Dam","{list}":[{{"text":"One."}},{{"text":"Two."}}]}}]"#);
        assert_eq!(Read::of("a.json", pieces.as_bytes()).all("text"), ["Dam\n\nOne.\n\nTwo."], "{list}");
    }
    let states =
        r#"[{"title":"Dam","text":"One.","status":"draft"},{"title":"Ferry","text":"Two.","status":"published"}]"#;
    let read = Read::of("a.json", states.as_bytes());
    assert_eq!(read.all("headline"), ["Ferry"]);
    assert_eq!(read.faults(), [("unpublished", "draft: Dam")]);
}

#[test]
fn the_items_of_a_feed_in_json_have_what_the_feed_says() {
    let feed = r#"{"version":"https://jsonfeed.org/version/1.1","title":"Quay &amp; Post","language":"en-US","authors":[{"name":"Desk"}],
        "items":[{"id":"1","title":"Dam","content_html":"<p>One.</p>","authors":[{"name":"Jo"}]},{"id":"2","content_text":"Two."}]}"#;
    let read = Read::of("feed.json", feed.as_bytes());
    assert_eq!(read.all("source"), ["Quay & Post", "Quay & Post"]);
    assert_eq!((read.all("byline"), read.all("language")), (vec!["Jo", "Desk"], vec!["en-US", "en-US"]));
}

#[test]
fn an_export_of_ghost_is_read() {
    let export = r#"{"db":[{"meta":{"version":"5.80.0"},"data":{"posts":[
        {"id":"1","title":"Dam","html":"<p>One.</p>","status":"published","published_at":"2025-11-03T10:00:00.000Z","custom_excerpt":"No date."},
        {"id":"2","title":"Ferry","html":"<p>Two.</p>","status":"draft"}],"tags":[{"id":"t","name":"News"}],"users":[{"id":"u","name":"Jo"}]}}]}"#;
    let read = Read::of("ghost.json", export.as_bytes());
    assert_eq!(read.all("text"), ["Dam\n\nNo date.\n\nOne."]);
    assert_eq!(read.faults(), [("unpublished", "draft: Ferry")]);
}

#[test]
fn the_actions_of_a_bulk_of_elasticsearch_name_its_records() {
    let bulk = "{\"index\":{\"_index\":\"news\",\"_id\":\"b1\"}}\n{\"title\":\"Dam\",\"body\":\"One.\"}\n\
        {\"delete\":{\"_id\":\"b9\"}}\n{\"create\":{}}\n{\"title\":\"Ferry\",\"body\":\"Two.\",\"id\":\"own\"}\n";
    for name in ["bulk.ndjson", "bulk.json"] {
        let read = Read::of(name, bulk.as_bytes());
        assert_eq!(read.ids(), ["b1", "own"], "{name}");
        assert!(read.faults().is_empty(), "{:?}", read.faults());
    }
}
