//! PDF made to unpack, draw or refer without end. Every file is an article or is named.

use std::fmt::Write as _;
use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use crate::harness::{Bounds, Case, joined};

fn put(corpus: &Path, name: &str, content: impl AsRef<[u8]>) {
    fs::write(corpus.join(name), content).unwrap();
}

fn zlib(piece: &[u8], count: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    (0..count).for_each(|_| encoder.write_all(piece).unwrap());
    encoder.finish().unwrap()
}

fn stream_of(dictionary: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("<<{dictionary}/Length {}>>\nstream\n", content.len());
    [head.as_bytes(), content, b"\nendstream"].concat()
}

/// A file of these objects, numbered from 1, of which the first is the catalogue.
fn pdf(objects: &[impl AsRef<[u8]>], trailer: &str) -> Vec<u8> {
    let (mut file, mut table) = (b"%PDF-1.4\n%\xE2\xE3\xCF\xD3\n".to_vec(), String::new());
    for (index, object) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
        file.extend(format!("{} 0 obj\n", index + 1).bytes());
        file.extend(object.as_ref());
        file.extend(b"\nendobj\n");
    }
    let (start, size) = (file.len(), objects.len() + 1);
    let end = format!(
        "xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n"
    );
    file.extend(end.bytes());
    file
}

const CATALOGUE: &str = "<</Type/Catalog/Pages 2 0 R>>";
const PAGES: &str = "<</Type/Pages/Count 1/Kids[4 0 R]>>";
const FONT: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
const PAGE: &str = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 3 0 R>>>>>>";
const TEXT: &[u8] = b"BT /F1 11 Tf 72 720 Td (The sluice opened on Monday.) Tj ET\n";

/// A page that shows `content`; what stands in the place of an object of that number.
fn page(content: &[u8], others: &[(usize, &[u8])], more: &[Vec<u8>]) -> Vec<u8> {
    let mut objects: Vec<Vec<u8>> =
        [CATALOGUE, PAGES, FONT, PAGE].iter().map(|object| object.as_bytes().to_vec()).collect();
    objects.push(stream_of("", content));
    objects.extend_from_slice(more);
    for (number, object) in others {
        objects[number - 1] = object.to_vec();
    }
    pdf(&objects, "")
}

#[test]
fn streams_that_unpack_without_end_are_refused() {
    let gigabyte = zlib(&vec![b' '; 1 << 20], 1024);
    let twice = zlib(&gigabyte, 1);
    let kept = zlib(&[b"10 0 ".as_slice(), &vec![b' '; 300 << 20]].concat(), 1);
    let case = Case::run("PDF, streams of 1 GiB", Bounds { megabytes: 560, seconds: 20 }, |corpus| {
        put(corpus, "flate.pdf", page(TEXT, &[(5, &stream_of("/Filter/FlateDecode", &gigabyte))], &[]));
        put(corpus, "twice.pdf", page(TEXT, &[(5, &stream_of("/Filter[/FlateDecode/FlateDecode]", &twice))], &[]));
        let far = format!("/Filter/FlateDecode/Note({})", "x".repeat(2000));
        put(corpus, "far.pdf", page(TEXT, &[(5, &stream_of(&far, &gigabyte))], &[]));
        put(corpus, "short.pdf", page(TEXT, &[(5, &stream_of("/F#69lter/Fl", &gigabyte))], &[]));
        put(corpus, "hidden.pdf", page(TEXT, &[(5, &stream_of("/Filter/FlateDecode/Of/Image", &gigabyte))], &[]));
        let packed = stream_of("/Type/ObjStm/N 1/First 5/Filter/FlateDecode", &kept);
        put(corpus, "objects.pdf", page(TEXT, &[], &[packed]));
        let image = stream_of("/Type/ObjStm/N 1/First 5/Filter/FlateDecode/X/Image", &kept);
        put(corpus, "image.pdf", page(TEXT, &[], &[image]));
        let runs: Vec<u8> = [129, b' '].repeat(4 << 20);
        put(corpus, "runs.pdf", page(TEXT, &[(5, &stream_of("/Filter/RunLengthDecode", &runs))], &[]));
        put(corpus, "z.pdf", page(TEXT, &[(5, &stream_of("/Filter/ASCII85Decode", &b"z".repeat(20 << 20)))], &[]));
    });
    case.says("flate.pdf", "unpacking", "unpack to more than").tells_of_all().says("objects.pdf", "unpacking", "");
}

/// Five letters of 85 for each four bytes, of which there are a multiple of four.
fn ascii85(bytes: &[u8]) -> Vec<u8> {
    let letters = |group: &[u8]| {
        let value = u32::from_be_bytes(group.try_into().unwrap());
        (0..5_u32).rev().map(move |place| b'!' + u8::try_from(value / 85_u32.pow(place) % 85).unwrap())
    };
    let whole = bytes.len() / 4 * 4;
    bytes[..whole].chunks(4).flat_map(letters).chain(*b"~>").collect()
}

#[test]
fn chains_of_packings_and_contents_that_are_shared_multiply_nothing() {
    let gigabyte = zlib(&vec![b' '; 1 << 20], 1024);
    let lzw =
        |bytes: &[u8]| weezl::encode::Encoder::with_tiff_size_switch(weezl::BitOrder::Msb, 8).encode(bytes).unwrap();
    let packed = |filters: &str, content: &[u8]| page(TEXT, &[(5, &stream_of(filters, content))], &[]);
    let case =
        Case::run("PDF, chains of packings, shared contents", Bounds { megabytes: 900, seconds: 30 }, |corpus| {
            put(corpus, "letters.pdf", packed("/Filter[/ASCII85Decode/FlateDecode]", &ascii85(&gigabyte)));
            let thrice = zlib(&ascii85(&zlib(&gigabyte, 1)), 1);
            put(corpus, "chain.pdf", packed("/Filter[/FlateDecode/ASCII85Decode/FlateDecode/FlateDecode]", &thrice));
            put(corpus, "lzw.pdf", packed("/Filter[/LZWDecode/FlateDecode/FlateDecode]", &lzw(&zlib(&gigabyte, 1))));
            let repeated =
                format!("{}/Contents[{}]>>", PAGE.split("/Contents").next().unwrap(), "5 0 R ".repeat(20_000));
            let content = zlib(&vec![b' '; 1 << 20], 1);
            let shared = [(4, repeated.as_bytes()), (5, &stream_of("/Filter/FlateDecode", &content))];
            put(corpus, "repeated.pdf", page(TEXT, &shared, &[]));
            let rows = "/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 5000000000>>";
            put(corpus, "rows.pdf", packed(rows, &zlib(b"\0 ", 1)));
            // A block that is stored as it is, in which the stream seems to end.
            let stored = [b"\x78\x01\x00\x10\x00\xef\xff% endstream     ".as_slice(), &gigabyte[2..]].concat();
            put(corpus, "ends.pdf", packed("/Filter/FlateDecode", &stored));
            let digits = TEXT.iter().fold(String::new(), |mut digits, byte| {
                write!(digits, "{byte:02x}").unwrap();
                digits
            });
            put(corpus, "sound.pdf", packed("/Filter/ASCIIHexDecode", digits.as_bytes()));
        });
    let case = ["letters.pdf", "chain.pdf", "lzw.pdf"]
        .iter()
        .fold(case, |case, path| case.says(path, "unpacking", "unpack to more than"));
    let case = case.says("repeated.pdf", "unpacking", "draw without end").says("ends.pdf", "unpacking", "");
    case.says("rows.pdf", "no-text-layer", "").finds("\"sluice opened on Monday\"", &["sound.pdf"]);
}

#[test]
fn pages_and_references_that_lead_to_themselves_come_to_an_end() {
    let case = Case::run("PDF, loops of pages and references", Bounds { megabytes: 200, seconds: 20 }, |corpus| {
        let with = |number: usize, object: &str| page(TEXT, &[(number, object.as_bytes())], &[]);
        put(corpus, "kids.pdf", with(2, "<</Type/Pages/Count 2/Kids[2 0 R 4 0 R]>>"));
        put(corpus, "count.pdf", with(2, "<</Type/Pages/Count 999999999/Kids[4 0 R]>>"));
        put(corpus, "minus.pdf", with(2, "<</Type/Pages/Count -1/Kids[4 0 R]>>"));
        put(corpus, "same.pdf", with(2, &format!("<</Type/Pages/Count 9/Kids[{}]>>", "4 0 R ".repeat(1000))));
        put(corpus, "root.pdf", with(1, "<</Type/Catalog/Pages 1 0 R>>"));
        put(corpus, "itself.pdf", with(2, "2 0 R"));
        put(corpus, "parent.pdf", with(4, "<</Type/Page/Parent 4 0 R/MediaBox[0 0 595 842]/Contents 5 0 R>>"));
        put(corpus, "pages.pdf", with(2, "<</Type/Pages/Parent 2 0 R/Count 1/Kids[4 0 R]>>"));
        put(
            corpus,
            "resources.pdf",
            with(4, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources 6 0 R>>"),
        );
        // What a page inherits may stand in the node above it, and a name behind other words.
        let drawing = stream_of("/Subtype/Other", b"/X 1 Do (The sluice opened.) Tj /X Do");
        let above = b"<</Type/Pages/Count 1/Kids[4 0 R]/Resources<</XObject<</X 6 0 R>>>>>>".as_slice();
        let below = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R>>".as_slice();
        put(corpus, "inherited.pdf", page(b"/X 1 Do", &[(2, above), (4, below)], &[drawing]));
        put(corpus, "contents.pdf", with(5, "[5 0 R 5 0 R]"));
        put(corpus, "length.pdf", with(5, "<</Length 5 0 R>>\nstream\nBT ET\nendstream"));
        put(
            corpus,
            "font.pdf",
            with(3, "<</Type/Font/Subtype/Type0/BaseFont/X/DescendantFonts[3 0 R]/ToUnicode 3 0 R>>"),
        );
        let chain: Vec<Vec<u8>> = (7..100_007).map(|next| format!("{next} 0 R").into_bytes()).collect();
        put(corpus, "chain.pdf", page(TEXT, &[(2, b"6 0 R")], &chain));
        let levels: Vec<Vec<u8>> = (7..20_007)
            .map(|next| format!("<</Type/Pages/Count 1/Kids[{next} 0 R {next} 0 R]>>").into_bytes())
            .collect();
        put(corpus, "doubling.pdf", page(TEXT, &[(2, b"<</Type/Pages/Count 1/Kids[6 0 R 6 0 R]>>")], &levels));
    });
    case.tells_of_all();
}

#[test]
fn ten_thousand_pages_are_read() {
    let kids = joined(0..10_000, |number| format!("{} 0 R ", 4 + number));
    let mut objects = vec![CATALOGUE.to_owned(), format!("<</Type/Pages/Count 10000/Kids[{kids}]>>"), FONT.to_owned()];
    objects.extend((0..10_000).map(|_| PAGE.replace("5 0 R", "10004 0 R")));
    let mut objects: Vec<Vec<u8>> = objects.into_iter().map(String::into_bytes).collect();
    objects.push(stream_of("", TEXT));
    let file = pdf(&objects, "");
    Case::run("PDF, 10 000 pages", Bounds { megabytes: 400, seconds: 40 }, |corpus| put(corpus, "pages.pdf", &file))
        .tells_of_all();
}

#[test]
fn typefaces_and_tables_of_letters_without_end_are_bounded() {
    let map = |lines: &str| {
        format!(
            "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange {lines} endcmap"
        )
    };
    let wide = "1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange ".repeat(100);
    let many =
        format!("500000 beginbfchar {} endbfchar", joined(0..500_000, |code| format!("<{:04X}> <0041>", code % 65536)));
    let letters = format!("1 beginbfchar <0041> <{}> endbfchar", "0041".repeat(100_000));
    let font = |unicode: &str, more: &str| {
        let font = format!("<</Type/Font/Subtype/TrueType/BaseFont/X/ToUnicode 6 0 R{more}>>");
        let text = format!("BT /F1 11 Tf 72 720 Td ({}) Tj ET", "A".repeat(20_000));
        page(text.as_bytes(), &[(3, font.as_bytes())], &[stream_of("", unicode.as_bytes())])
    };
    let case = Case::run("PDF, typefaces without end", Bounds { megabytes: 620, seconds: 29 }, |corpus| {
        put(corpus, "wide.pdf", font(&map(&wide), ""));
        put(corpus, "many.pdf", font(&map(&many), ""));
        put(corpus, "letters.pdf", font(&map(&letters), "/FirstChar 0/LastChar 255/Widths[500]"));
        put(
            corpus,
            "widths.pdf",
            font("", &format!("/FirstChar 0/LastChar 2147483647/Widths[{}]", "5 ".repeat(1_000_000))),
        );
        put(corpus, "first.pdf", font("", "/FirstChar -2147483648/LastChar 2147483647/Widths[]"));
        let differences = joined(0..1_000_000, |number| format!("/g{number} "));
        put(corpus, "names.pdf", font("", &format!("/Encoding<</Differences[0 {differences}]>>")));
        let descendant = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/W[0 2147483647 500 1 2147483647 400]>>";
        let composite = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]>>";
        put(corpus, "composite.pdf", page(TEXT, &[(3, composite)], &[descendant.to_vec()]));
        let program = stream_of("/Length1 50000000", &vec![0x41; 50_000_000]);
        let described = b"<</Type/Font/Subtype/Type1/BaseFont/X/FontDescriptor<</Type/FontDescriptor/FontName/X/FontFile 6 0 R/FontFile2 6 0 R/FontFile3 6 0 R>>>>";
        put(corpus, "program.pdf", page(TEXT, &[(3, described)], &[program]));
    });
    case.tells_of_all();
}

#[test]
fn operators_and_brackets_without_end_are_bounded() {
    let nested = |open: &str, close: &str| {
        let nest = format!("{}{}", open.repeat(100_000), close.repeat(100_000));
        (page(TEXT, &[], &[nest.clone().into_bytes()]), page(&[nest.as_bytes(), b"\n", TEXT].concat(), &[], &[]))
    };
    let case =
        Case::run("PDF, operators and brackets without end", Bounds { megabytes: 3140, seconds: 27 }, |corpus| {
            for (name, (open, close)) in [("list", ("[", "]")), ("object", ("<</A", ">>")), ("text", ("(", ")"))] {
                let (object, content) = nested(open, close);
                put(corpus, &format!("{name}.pdf"), object);
                put(corpus, &format!("{name}-drawn.pdf"), content);
            }
            put(corpus, "states.pdf", page(&["q ".repeat(2_000_000).as_bytes(), TEXT].concat(), &[], &[]));
            put(corpus, "lines.pdf", page(&["0 0 m 9 9 l S ".repeat(500_000).as_bytes(), TEXT].concat(), &[], &[]));
            put(corpus, "numbers.pdf", page(&["1 ".repeat(5_000_000).as_bytes(), TEXT].concat(), &[], &[]));
            put(corpus, "path.pdf", page(&["9 9 l ".repeat(1_000_000).as_bytes(), TEXT].concat(), &[], &[]));
            put(corpus, "texts.pdf", page(&TEXT.repeat(100_000), &[], &[]));
            put(
                corpus,
                "odd.pdf",
                page(b"BT /F1 1e38 Tf 1e38 0 0 1e38 0 0 Tm (sluice) Tj 0 0 0 0 0 0 cm (sluice) Tj ET", &[], &[]),
            );
            put(corpus, "picture.pdf", page(&["BI /W 9 ID ".repeat(100_000).as_bytes(), TEXT].concat(), &[], &[]));
        });
    case.tells_of_all();
}

#[test]
fn tables_of_places_that_lie_are_named_or_seen_through() {
    let whole = String::from_utf8_lossy(&page(TEXT, &[], &[])).into_owned();
    let (before, place) = whole.trim_end_matches("\n%%EOF\n").rsplit_once('\n').unwrap();
    let trailer = |more: &str| whole.replace("/Root 1 0 R", &format!("/Root 1 0 R{more}"));
    let starting = |at: &str| format!("{before}\n{at}\n%%EOF\n");
    let case = Case::run("PDF, tables of places that lie", Bounds { megabytes: 120, seconds: 20 }, |corpus| {
        put(corpus, "far.pdf", starting("99999999999999999999"));
        put(corpus, "minus.pdf", starting("-1"));
        put(corpus, "zero.pdf", starting("0"));
        put(corpus, "previous.pdf", trailer(&format!("/Prev {place}")));
        put(corpus, "behind.pdf", trailer("/Prev 99999999999"));
        put(corpus, "hybrid.pdf", trailer(&format!("/XRefStm {place}")));
        put(
            corpus,
            "size.pdf",
            whole.replace("xref\n0 6", "xref\n0 4294967295").replace("/Size 6", "/Size 4294967295"),
        );
        put(corpus, "start.pdf", whole.replace("xref\n0 6", "xref\n4294967290 6"));
        put(corpus, "wrong.pdf", whole.replace(" 00000 n", " 00001 n"));
        let table = stream_of("/Type/XRef/Size 2147483647/W[1 2 1]/Index[0 2147483647]/Root 1 0 R", &[1; 400]);
        let width = stream_of("/Type/XRef/Size 9/W[9223372036854775807 2 1]/Root 1 0 R", &[1; 400]);
        for (name, stream) in [("index.pdf", table), ("width.pdf", width)] {
            let start = b"%PDF-1.5\n".len();
            put(
                corpus,
                name,
                [
                    b"%PDF-1.5\n9 0 obj\n".as_slice(),
                    &stream,
                    format!("\nendobj\nstartxref\n{start}\n%%EOF\n").as_bytes(),
                ]
                .concat(),
            );
        }
        for cut in [8, 100, 300, 500, 600] {
            put(corpus, &format!("cut{cut}.pdf"), &whole.as_bytes()[..cut]);
        }
    });
    case.tells_of_all();
}
