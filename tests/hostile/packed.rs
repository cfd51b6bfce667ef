//! Compressed files and archive files that stand for far more than they are, or lie about what they hold.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};

use crate::harness::{Bounds, Case, SMALL};
use crate::seeds::{packed, tar, zip, zstd};

const STORY: &[u8] = b"Dam opens\n\nThe sluice opened on Monday, and the reeves went home.\n";

fn gzip(piece: &[u8], count: usize) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    for _ in 0..count {
        encoder.write_all(piece).unwrap();
    }
    encoder.finish().unwrap()
}

/// Blocks of zstd that stand for 128 KB each and take four bytes, behind a header that asks for a window of two to the power of `window`.
fn zstd_bomb(window: u8, blocks: usize) -> Vec<u8> {
    const RUN: u32 = 128 << 10;
    let mut bytes = vec![0x28, 0xB5, 0x2F, 0xFD, 0x00, (window - 10) << 3];
    for block in 1..=blocks {
        let header = RUN << 3 | 1 << 1 | u32::from(block == blocks);
        bytes.extend(&header.to_le_bytes()[..3]);
        bytes.push(b'a');
    }
    bytes
}

#[test]
fn a_zip_file_of_zip_files_of_zip_files_is_opened_three_deep() {
    let bottom = zip(&[("zeros.txt", &vec![b'0'; 20_000_000])]);
    let level = |inner: &[u8]| {
        let names: Vec<String> = (0..16).map(|number| format!("lib {number}.zip")).collect();
        zip(&names.iter().map(|name| (name.as_str(), inner)).collect::<Vec<_>>())
    };
    let bomb = level(&level(&level(&bottom)));
    Case::run("zip, 16 in each of 16 in each of 16, each a bomb", SMALL, |corpus| {
        fs::write(corpus.join("bomb.zip"), &bomb).unwrap();
    })
    .says("bomb.zip", "unpacking", "three deep");
}

#[test]
fn one_member_that_unpacks_to_a_gigabyte_is_refused() {
    let member = |name: &str| {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        writer.start_file(name, options).unwrap();
        let piece = vec![b'a'; 1 << 20];
        (0..1024).for_each(|_| writer.write_all(&piece).unwrap());
        writer.start_file("sound.txt", options).unwrap();
        writer.write_all(STORY).unwrap();
        writer.finish().unwrap().into_inner()
    };
    Case::run("zip, one member of 1 GiB of `a`", Bounds { megabytes: 600, seconds: 30 }, |corpus| {
        fs::write(corpus.join("bomb.zip"), member("a.txt")).unwrap();
    })
    .says("bomb.zip", "size", "a.txt: more than 134217728 bytes")
    .finds("sluice reeves", &["bomb.zip/sound.txt"]);
}

/// One packed member, and many entries in the list of contents that all point at it.
fn overlapping(count: usize) -> Vec<u8> {
    let content = b"sluice \n".repeat(100_000);
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&content).unwrap();
    let body = encoder.finish().unwrap();
    let mut crc = flate2::Crc::new();
    crc.update(&content);
    let sizes = |bytes: &mut Vec<u8>| {
        bytes.extend(crc.sum().to_le_bytes());
        bytes.extend((body.len() as u32).to_le_bytes());
        bytes.extend((content.len() as u32).to_le_bytes());
    };
    let mut bytes = b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0".to_vec();
    sizes(&mut bytes);
    bytes.extend(b"\x05\0\0\0a.txt");
    bytes.extend(&body);
    let start = bytes.len();
    for number in 0..count {
        bytes.extend(b"PK\x01\x02\x14\0\x14\0\0\0\x08\0\0\0\0\0");
        sizes(&mut bytes);
        bytes.extend(b"\x0b\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
        bytes.extend(format!("{number:07}.txt").as_bytes());
    }
    let length = bytes.len() - start;
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend((count as u16).to_le_bytes());
    bytes.extend((count as u16).to_le_bytes());
    bytes.extend((length as u32).to_le_bytes());
    bytes.extend((start as u32).to_le_bytes());
    bytes.extend(b"\0\0");
    bytes
}

#[test]
fn of_members_that_share_their_bytes_one_is_read() {
    Case::run("zip, 2000 members that share 800 KB", Bounds { megabytes: 500, seconds: 150 }, |corpus| {
        fs::write(corpus.join("bomb.zip"), overlapping(2000)).unwrap();
    })
    .says("bomb.zip", "unpacking", "0000001.txt: its bytes stand for another file before it as well; that one is read")
    .says_in_all(1999);
}

#[test]
fn a_hundred_thousand_empty_members_are_named() {
    let names: Vec<String> = (0..100_000).map(|number| format!("{number}.txt")).collect();
    let members: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    let archive = zip(&members);
    Case::run("zip, 100 000 empty members", Bounds { megabytes: 200, seconds: 100 }, |corpus| {
        fs::write(corpus.join("empty.zip"), archive).unwrap();
    })
    .says("empty.zip", "empty", "99999.txt: nothing but white space")
    .says_in_all(100_000);
}

#[test]
fn a_list_of_contents_that_lies_is_named() {
    let mut archive = zip(&[("a.txt", STORY)]);
    let at = archive.len() - 12;
    archive[at..at + 4].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0xFF]);
    let end = archive.len();
    archive[end - 14..end - 10].copy_from_slice(&[0xFE, 0xFF, 0xFE, 0xFF]);
    Case::run("zip, a list of contents that lies", SMALL, |corpus| {
        fs::write(corpus.join("lies.zip"), archive).unwrap();
    })
    .says_in_all(1);
}

#[test]
fn a_gzip_bomb_is_refused_whatever_it_is_called() {
    let bomb = gzip(&vec![b'a'; 1 << 20], 1024);
    let lines = gzip(&b"{\"title\":\"a\",\"text\":\"Sluice.\"}\n".repeat(1 << 12), 1 << 13);
    Case::run("gzip, 1 GiB of `a` as text, JSON, table, page", Bounds { megabytes: 1150, seconds: 150 }, |corpus| {
        for name in ["b.txt.gz", "b.json.gz", "b.jsonl.gz", "b.csv.gz", "b.html.gz", "b.xml.gz", "b.warc.gz", "b.gz"] {
            fs::write(corpus.join(name), &bomb).unwrap();
        }
        fs::write(corpus.join("lines.jsonl.gz"), &lines[..lines.len() / 512]).unwrap();
    })
    .says("b.txt.gz", "size", "more than 134217728 bytes")
    .says("b.json.gz", "unpacking", "times its size")
    .says("b.jsonl.gz", "unpacking", "times its size")
    .says("b.html.gz", "size", "more than 134217728 bytes")
    .says("b.xml.gz", "unpacking", "times its size")
    .says("b.gz", "format", "");
}

#[test]
fn a_zstd_bomb_is_refused() {
    Case::run("zstd, 4 GiB in 128 KB", Bounds { megabytes: 350, seconds: 15 }, |corpus| {
        fs::write(corpus.join("b.txt.zst"), zstd_bomb(20, 1 << 15)).unwrap();
        fs::write(corpus.join("b.jsonl.zst"), zstd_bomb(20, 1 << 15)).unwrap();
    })
    .says("b.txt.zst", "unpacking", "times its size")
    .says("b.jsonl.zst", "unpacking", "times its size");
}

#[test]
fn a_window_of_two_gigabytes_is_refused() {
    Case::run("zstd, windows of 2 GiB and more", SMALL, |corpus| {
        for window in [28, 31, 41] {
            fs::write(corpus.join(format!("b{window}.txt.zst")), zstd_bomb(window, 8)).unwrap();
        }
        fs::write(corpus.join("sound.txt.zst"), zstd(STORY)).unwrap();
    })
    .says("b28.txt.zst", "compression", "")
    .says("b31.txt.zst", "compression", "")
    .says("b41.txt.zst", "compression", "")
    .finds("sluice reeves", &["sound.txt.zst"]);
}

#[test]
fn a_million_members_of_gzip_are_one_stream() {
    let record = packed(&[b"{\"title\":\"Dam\",\"text\":\"Sluice.\"}\n"]);
    let stream = [packed(&[b""]).repeat(1_000_000), record].concat();
    Case::run("gzip, 1 000 000 empty members", SMALL, |corpus| {
        fs::write(corpus.join("many.jsonl.gz"), stream).unwrap();
    })
    .finds("sluice", &["many.jsonl.gz#1"]);
}

#[test]
fn gzip_within_gzip_is_no_way_round_the_bounds() {
    let inner = gzip(&vec![b'a'; 1 << 20], 1024);
    let middle = gzip(&inner, 1);
    let outer = gzip(&middle, 1);
    Case::run("gzip in gzip in gzip, 1 GiB", SMALL, |corpus| {
        fs::write(corpus.join("b.txt.gz"), outer).unwrap();
        fs::write(corpus.join("b.zip"), zip(&[("b.txt.gz", &middle)])).unwrap();
    });
}

/// A header whose field at `at` says `value`.
fn tar_with(at: usize, value: &[u8], content: &[u8]) -> Vec<u8> {
    let mut archive = tar(&[("a.txt", content), ("sound.txt", STORY)]);
    archive[at..at + value.len()].copy_from_slice(value);
    let mut header = tar::Header::from_byte_slice(&archive[..512]).clone();
    header.set_cksum();
    archive[..512].copy_from_slice(header.as_bytes());
    archive
}

#[test]
fn sizes_that_a_tar_file_lies_about_are_named() {
    const SIZE: usize = 124;
    let sizes: [(&str, &[u8]); 5] = [
        ("huge.tar", b"77777777777\0"),
        ("negative.tar", b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"),
        ("endless.tar", b"\x80\0\0\0\x7f\xff\xff\xff\xff\xff\xff\xff"),
        ("letters.tar", b"abcdefghijk\0"),
        ("short.tar", b"00000000001\0"),
    ];
    let case = Case::run("tar, sizes that lie", SMALL, |corpus| {
        for (name, size) in sizes {
            fs::write(corpus.join(name), tar_with(SIZE, size, b"One line of text and no more.")).unwrap();
        }
    });
    for (name, _) in &sizes[..4] {
        assert!(case.faults.iter().any(|fault| fault["path"] == *name), "{name}: {:?}", case.faults);
    }
}

#[test]
fn a_sparse_file_of_a_terabyte_in_a_tar_file_is_refused() {
    let mut header = tar::Header::new_gnu();
    header.set_path("sparse.txt").unwrap();
    header.set_mode(0o644);
    header.set_entry_type(tar::EntryType::GNUSparse);
    header.set_size(0);
    let gnu = header.as_gnu_mut().unwrap();
    gnu.realsize.copy_from_slice(b"20000000000\0".get(..12).unwrap());
    gnu.sparse[0].offset.copy_from_slice(b"20000000000\0".get(..12).unwrap());
    gnu.sparse[0].numbytes.copy_from_slice(b"00000000000\0".get(..12).unwrap());
    header.set_cksum();
    let archive = [header.as_bytes().as_slice(), &[0; 1024]].concat();
    Case::run("tar, a sparse file of 2 GiB", Bounds { megabytes: 400, seconds: 15 }, |corpus| {
        fs::write(corpus.join("sparse.tar"), archive).unwrap();
    })
    .says("sparse.tar", "unpacking", "sparse.txt");
}

#[test]
fn no_path_in_an_archive_file_reaches_out_of_it() {
    let secret = tempfile::tempdir().unwrap();
    let canary = secret.path().join("canary.txt");
    fs::write(&canary, "The canary sang zwitscher.").unwrap();
    let target = canary.to_string_lossy().into_owned();
    let outside =
        ["../../out.txt", "/out.txt", "../temporary/out.txt", "..\\..\\out.txt", "C:\\out.txt", "a/../../../out.txt"];
    let members: Vec<(&str, &[u8])> = outside.iter().map(|name| (*name, STORY)).collect();
    let linked = |kind| {
        let mut builder = tar::Builder::new(Vec::new());
        for (name, to) in [("link.txt", target.as_str()), ("link", ".."), ("passwd.txt", "/etc/passwd")] {
            let mut header = tar::Header::new_gnu();
            header.set_entry_type(kind);
            header.set_size(0);
            header.set_mode(0o777);
            builder.append_link(&mut header, name, to).unwrap();
        }
        let mut header = tar::Header::new_gnu();
        header.set_size(STORY.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        builder.append_data(&mut header, "link/through.txt", STORY).unwrap();
        builder.into_inner().unwrap()
    };
    let case = Case::run("paths and links out of zip and tar files", SMALL, |corpus| {
        fs::write(corpus.join("out.zip"), zip(&members)).unwrap();
        fs::write(corpus.join("out.tar"), tar(&members)).unwrap();
        fs::write(corpus.join("symbolic.tar"), linked(tar::EntryType::Symlink)).unwrap();
        fs::write(corpus.join("hard.tar"), linked(tar::EntryType::Link)).unwrap();
        fs::write(corpus.join("link.zip"), zip_link(&target)).unwrap();
    });
    assert!(!Path::new("/out.txt").exists());
    case.says("symbolic.tar", "link", "link.txt")
        .says("hard.tar", "link", "passwd.txt")
        .says("link.zip", "link", "link.txt")
        .never_says("zwitscher")
        .counts("sluice reeves", 2 * outside.len() + 2);
}

fn zip_link(target: &str) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.add_symlink("link.txt", target, zip::write::SimpleFileOptions::default()).unwrap();
    writer.finish().unwrap().into_inner()
}

#[test]
fn what_a_server_packed_is_bounded_too() {
    let page = gzip(b"<p>Sluice and sluice.</p>", 1 << 20);
    let answer = |coding: &str, body: &[u8]| {
        let http = [
            format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {coding}\r\n\r\n").as_bytes(),
            body,
        ]
        .concat();
        let head = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://bomb.example/{coding}\r\nContent-Type: application/http\r\n\
             Content-Length: {}\r\n\r\n",
            http.len()
        );
        [head.as_bytes(), &http, b"\r\n\r\n"].concat()
    };
    let warc =
        [answer("gzip", &page), answer("zstd", &zstd_bomb(20, 1 << 13)), answer("deflate", &page[10..])].concat();
    Case::run("WARC, packed pages of 25 MB and 1 GiB", Bounds { megabytes: 1200, seconds: 300 }, |corpus| {
        fs::write(corpus.join("bomb.warc"), warc).unwrap();
    })
    .says("bomb.warc", "record", "times its size");
}
