//! Well-formed files of every format, small and made up: what the fuzz targets begin with, and what `tests/fuzz_readers.rs` spoils.

#[path = "documents.rs"]
mod documents;
#[path = "making.rs"]
pub mod making;

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use morgue::corpus::Format;

/// A well-formed file of each kind, with the format it is read as and the target it belongs to.
pub fn seeds() -> Vec<(Format, &'static str, Vec<u8>)> {
    let mut list: Vec<(Format, &'static str, Vec<u8>)> = TEXTS
        .iter()
        .map(|(format, target, text)| (*format, *target, text.as_bytes().to_vec()))
        .chain([
            (Format::Plain, "plain", utf16(PLAIN)),
            (Format::Plain, "plain", b"Caf\xe9 closes\n\nThe caf\xe9 closed \x93at noon\x94 on Friday.\n".to_vec()),
            (Format::Table, "table", utf16("title\ttext\nDam\tOpens.\n")),
            (Format::Xml, "xml", utf16(NITF)),
            (Format::Warc, "warc", warc(HTML.as_bytes())),
            (Format::Arc, "arc", arc(HTML.as_bytes())),
            (Format::Warc, "packed", packed(&[&warc(HTML.as_bytes()), &warc(PAGE.as_bytes())])),
            (Format::JsonLines, "packed", packed(&[JSON_LINES.as_bytes(), JSON_LINES.as_bytes()])),
            (Format::Plain, "packed", zstd(PLAIN.as_bytes())),
            (Format::Zip, "zip", zip(&members())),
            (Format::Zip, "zip", zip(&[("a/inner.zip", &zip(&members())), ("b.tar.gz", &packed(&[&tar(&members())]))])),
            (Format::Tar, "tar", tar(&members())),
            (Format::Tar, "tar", tar(&[("a/inner.tar", &tar(&members())), ("b.zip", &zip(&members()))])),
        ])
        .chain(documents::documents())
        .collect();
    // Recognition begins with a byte for the name of the file.
    let files = list.iter().enumerate().map(|(number, (format, target, bytes))| {
        (*format, "file", [&[number as u8], &*making::made(target, bytes)].concat())
    });
    let files: Vec<_> = files.collect();
    list.extend(files);
    list
}

fn members() -> Vec<(&'static str, &'static [u8])> {
    vec![
        ("story.txt", PLAIN.as_bytes()),
        ("../../page.html", HTML.as_bytes()),
        ("wire/day.jsonl", JSON_LINES.as_bytes()),
        ("feed.xml", RSS.as_bytes()),
        ("table.csv", CSV.as_bytes()),
    ]
}

/// Text in UTF-16, with its mark.
pub fn utf16(text: &str) -> Vec<u8> {
    "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

/// A member of gzip for each of `parts`.
pub fn packed(parts: &[&[u8]]) -> Vec<u8> {
    let member = |part: &&[u8]| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(part).expect("memory can be written");
        encoder.finish().expect("memory can be written")
    };
    parts.iter().flat_map(member).collect()
}

/// One frame of zstd.
pub fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).expect("memory can be written")
}

/// A zip file of these paths and contents.
pub fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in members {
        let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        writer.start_file(*path, options).expect("memory can be written");
        writer.write_all(content).expect("memory can be written");
    }
    writer.finish().expect("memory can be written").into_inner()
}

/// A tar file of these paths and contents; the paths may be what the builder of the crate refuses.
pub fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (path, content) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        header.as_gnu_mut().expect("a header of GNU").name[..path.len()].copy_from_slice(path.as_bytes());
        header.set_cksum();
        builder.append(&header, *content).expect("memory can be written");
    }
    builder.into_inner().expect("memory can be written")
}

/// A web archive of that page: as an answer, in chunks, packed, as a resource, and what is no page.
pub fn warc(page: &[u8]) -> Vec<u8> {
    let html = "Content-Type: text/html; charset=utf-8\r\n";
    let answer =
        |header: &str, body: &[u8]| [format!("HTTP/1.1 200 OK\r\n{html}{header}\r\n").as_bytes(), body].concat();
    let http = "application/http; msgtype=response";
    let chunked = [format!("{:x}\r\n", page.len()).as_bytes(), page, b"\r\n0\r\n\r\n"].concat();
    [
        warc_record("warcinfo", "application/warc-fields", b"software: a crawler\r\n"),
        warc_record("response", http, &answer("", page)),
        warc_record("response", http, &answer("Transfer-Encoding: chunked\r\n", &chunked)),
        warc_record("response", http, &answer("Content-Encoding: gzip\r\n", &packed(&[page]))),
        warc_record("response", http, &answer("Content-Encoding: deflate\r\n", page)),
        warc_record("response", http, b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nno"),
        warc_record("resource", "text/html", page),
        warc_record("revisit", http, b""),
    ]
    .concat()
}

fn warc_record(kind: &str, media: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:7>\r\nWARC-Target-URI: http://gazette.example/7\r\n\
         WARC-Date: 2020-05-06T07:08:09Z\r\nContent-Type: {media}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

/// The older form.
pub fn arc(page: &[u8]) -> Vec<u8> {
    let answer = [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".as_slice(), page].concat();
    let of = |address: &str, media: &str, body: &[u8]| {
        let head = format!("{address} 10.0.0.1 20140216050221 {media} {}\n", body.len());
        [head.as_bytes(), body, b"\n"].concat()
    };
    [
        of(
            "filedesc://a.arc",
            "text/plain",
            b"1 0 A Crawler\nURL IP-address Archive-date Content-type Archive-length\n",
        ),
        of("http://gazette.example/7?q=x y", "text/html", &answer),
        of("http://gazette.example/logo.png", "image/png", b"\x89PNG"),
    ]
    .concat()
}

/// Texts and the formats they are read as.
const TEXTS: [(Format, &str, &str); 20] = [
    (Format::Plain, "plain", PLAIN),
    (
        Format::Plain,
        "plain",
        "One line\r\nand \u{2018}another\u{2019}.\r\n\r\nAdvertisement\r\n\r\nShare this\r\n\r\n3 Comments\r\n\r\nAda says: no.",
    ),
    (
        Format::Markdown,
        "plain",
        "---\ntitle: \"Old\"\ndate: 2025-11-01\nsource: Gazette\nauthor: Jo Pell\n---\n\n# Dam talks fail\n\nOne *two*.\n\n- a\n- b\n",
    ),
    (Format::Html, "html", HTML),
    (Format::Html, "html", PAGE),
    (Format::Json, "json", JSON),
    (
        Format::Json,
        "json",
        "{\"response\":{\"results\":[{\"webTitle\":\"x\",\"fields\":{\"headline\":\"Dam\",\"body\":\"One.\"}}]}}",
    ),
    (
        Format::Json,
        "json",
        "{\"title\":\"a \\ud83d\\ude00 b \\ud800\",\"body_html\":\"<p>One &amp; two</p>\",\"id\":7,\"date\":1700000000}\n{\"text\":\"b\"}",
    ),
    (Format::JsonLines, "json", JSON_LINES),
    (Format::Xml, "xml", NITF),
    (Format::Xml, "xml", NEWSML),
    (Format::Xml, "xml", RSS),
    (Format::Xml, "xml", ATOM),
    (Format::Xml, "xml", WXR),
    (Format::Xml, "xml", XHTML),
    (
        Format::Xml,
        "xml",
        "<!DOCTYPE rss [<!ENTITY a SYSTEM \"file:///etc/passwd\"><!ENTITY b \"&a;&a;\">]><rss><channel><item><title>A &b; &amp; &#146; &eacute;</title></item></channel></rss>",
    ),
    (Format::Table, "table", CSV),
    (Format::Table, "table", "id\ttitle\ttext\n1\tDam\t\"One \"\"two\"\"\nthree\"\n"),
    (Format::Table, "table", "title;text;date\nA;b;2025-11-01\n\n;;\nc;d;e;f\n"),
    (
        Format::Warc,
        "warc",
        "WARC/1.0\nWARC-Type: response\nContent-Length: 10\nContent-Type: application/http\n\nHTTP/1.1 2",
    ),
];

pub const PLAIN: &str = "Harbour office reopens\n\nBy Jo Pell\n\nThe harbour office reopened on Monday, 3 November 2025, and 1,500 ferrymen went \
    back to work, said Khawaja Asif. \u{201c}We are glad,\u{201d} he told the Gazette. The cost is $1.5 million.\n\nRead more: ships wait\n";

pub const HTML: &str = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Ships wait | The Gazette</title>\
    <meta property=\"og:site_name\" content=\"The Gazette\"><meta property=\"article:published_time\" content=\"2025-11-03T10:00:00Z\">\
    <script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Ships wait\",\"datePublished\":\"2025-11-03\",\"author\":\
    [{\"name\":\"Jo Pell\"}]}</script></head><body><nav><ul><li><a href=\"/\">Home</a></li></ul></nav><article><h1>Ships wait</h1><p class=\"byline\">\
    By Jo Pell</p><p>The harbour office said on Monday, again, that 58 ships would wait, and that the crews had been told so by Mr. Asif.</p>\
    <p>\u{201c}We wait,\u{201d} said the captain, a man of 60, and &ldquo;the dam&rdquo; holds.</p><figure><img src=x><figcaption>The quay</figcaption>\
    </figure><table><tr><td>one</td><td>two</td></tr></table><pre>a\n b</pre></article><footer>Copyright notice</footer></body></html>";
const PAGE: &str = "<html><body><div><div><p>A<br>b<p>c<table><p>d</table><select><option>e</select><svg><text>f</text></svg><math><mi>g</mi></math>\
    <template><p>h</template><noscript><p>i</noscript><iframe>j</iframe><textarea><p>k</textarea><form><input value=l></form></div><!-- m --></body>";
const JSON: &str = "{\"articles\":[{\"id\":\"a1\",\"headline\":\"Dam talks fail\",\"body\":\"One.\\n\\nTwo.\",\"date\":\"2025-11-01\",\"author\":\
    [\"X\",\"Y\"],\"publisher\":{\"name\":\"P\"}},{\"uri\":\"http://wire.example/7\",\"bodies\":[{\"contentType\":\"text/html\",\"value\":\"<p>x</p>\"}]}],\"total\":2}";
const JSON_LINES: &str = "{\"id\":1,\"title\":\"Quarry opens\",\"text\":\"The quarry opened on Friday.\"}\n\n{\"_source\":{\"title\":\"Dam\",\"text\":\"b\"}}\n\
    {\"items\":[{\"title\":\"c\",\"text\":\"d\"}]}\n[1]\n{\"title\":\"e\"";
const CSV: &str = "\u{feff}id,title,text,published,source\n1,Dam opens,\"The sluice, which\nopened\",2025-11-01,Gazette\n2,,Only a text,,\n";
const NITF: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?><nitf><head><title>Dam</title><docdata><doc-id id-string=\"7\"/><date.issue norm=\"20251101\"/>\
    </docdata></head><body><body.head><hedline><hl1>Dam talks fail</hl1><hl2>Again</hl2></hedline><byline>By Jo Pell</byline><dateline>Kabul</dateline>\
    <abstract><p>In short.</p></abstract></body.head><body.content><block><p>One &amp; <em>two</em>.</p><media><media-caption>The quay</media-caption>\
    </media><table><tr><td>a</td></tr></table></block></body.content><body.end><tagline>end</tagline></body.end></body></nitf>";
const NEWSML: &str = "<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><itemSet><newsItem guid=\"urn:7\" xml:lang=\"en\"><itemMeta>\
    <versionCreated>2025-11-01T10:00:00Z</versionCreated><pubStatus qcode=\"stat:usable\"/></itemMeta><contentMeta><headline>Dam</headline><by>Jo</by>\
    <language tag=\"en\"/></contentMeta><contentSet><inlineXML contenttype=\"application/xhtml+xml\"><html xmlns=\"http://www.w3.org/1999/xhtml\"><body>\
    <p>One.</p></body></html></inlineXML></contentSet></newsItem><packageItem guid=\"p\"/></itemSet></newsMessage>";
const RSS: &str = "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel>\
    <title>Gazette</title><language>en</language><item><title>Dam &amp; AT&T</title><link>http://g.example/1</link><guid>1</guid><pubDate>Sat, 01 Nov 2025 \
    10:00:00 GMT</pubDate><dc:creator>Jo</dc:creator><description>&lt;p&gt;In short […]&lt;/p&gt;</description><content:encoded><![CDATA[<p>In short it \
    failed.</p>]]></content:encoded></item><item/></channel></rss>";
const ATOM: &str = "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><title>G</title><entry><id>urn:1</id><title type=\"html\">Dam &lt;b&gt;fails\
    &lt;/b&gt;</title><updated>2025-11-01T10:00:00Z</updated><link rel=\"alternate\" href=\"/1\"/><author><name>Jo</name></author><content type=\"xhtml\">\
    <div xmlns=\"http://www.w3.org/1999/xhtml\"><p>One.</p></div></content><summary>One</summary></entry></feed>";
const WXR: &str = "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\" xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\" \
    xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>S</title><wp:wxr_version>1.2</wp:wxr_version><item><title>Dam</title>\
    <content:encoded><![CDATA[One\n\ntwo[caption id=\"a\"]<img /> The quay[/caption][gallery ids=\"1\"]]]></content:encoded><excerpt:encoded>x</excerpt:encoded>\
    <wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:post_date>2025-11-01 10:00:00</wp:post_date><wp:comment><wp:comment_approved>1\
    </wp:comment_approved><wp:comment_content>Good</wp:comment_content></wp:comment></item><item><wp:post_type>page</wp:post_type><wp:status>draft\
    </wp:status></item></channel></rss>";
const XHTML: &str = "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>T</title></head><body><p>One.</p></body></html>";
