//! The XML formats, held against real samples (each file is read with the right fields, or refused with the right reason) and against
//! documents that are broken, misnamed or meant to harm.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use morgue::article::Zone;
use morgue::corpus::{Fault, Format, Reason, Record, open, read_records};

/// What a file holds: its records and its faults, in order.
fn read(path: &Path) -> (Vec<Record>, Vec<Fault>) {
    let (mut records, mut faults) = (Vec::new(), Vec::new());
    let format = Format::of(path).unwrap_or_else(|| panic!("{} is not looked at", path.display()));
    read_records(format, open(path, &Arc::default()).unwrap(), &mut |result| match result {
        Ok(record) => records.push(record),
        Err(fault) => faults.push(fault),
    });
    (records, faults)
}

/// The same for a document under a name.
fn read_as(name: &str, document: impl AsRef<[u8]>) -> (Vec<Record>, Vec<Fault>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, document).unwrap();
    read(&path)
}

/// The only record of a sound document.
fn sole(document: impl AsRef<[u8]>) -> Record {
    let (mut records, faults) = read_as("a.xml", document);
    assert!(faults.is_empty() && records.len() == 1, "{faults:?} {records:?}");
    records.remove(0)
}

/// The paragraphs of a record with the first letter of their zones: `H headline`, `B body`, …
fn paragraphs(record: &Record) -> Vec<String> {
    let layout = record.draft.layout.iter().flatten();
    layout.map(|(range, zone)| format!("{} {}", letter(*zone), &record.draft.body[range.clone()])).collect()
}

fn letter(zone: Zone) -> char {
    match zone {
        Zone::Headline => 'H',
        Zone::Standfirst => 'S',
        Zone::Body => 'B',
        Zone::Caption => 'C',
        Zone::Boilerplate => 'X',
    }
}

// ---- Real samples ----

/// File, records read, faults by reason, the first fault; then of the first record headline, source, byline, day, language, and its
/// paragraphs by zone, day of the last change, section and keywords.
const SAMPLES: &str = include_str!("golden/xml_samples.tsv");

#[test]
fn every_real_sample_is_read_with_the_right_fields_or_refused_with_the_right_reason() {
    let expected: Vec<&str> = SAMPLES.lines().filter(|line| !line.starts_with('#')).collect();
    let mut found = Vec::new();
    for folder in ["newsml_g2", "wxr"] {
        let Some(folder) = common::shared(&format!("gold/formats/{folder}")) else { return };
        let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        let mut files: Vec<PathBuf> = files.filter(|file| file.extension().is_some_and(|end| end == "xml")).collect();
        files.sort();
        found.extend(files.iter().map(|file| row(file)));
    }
    assert_eq!(found.join("\n"), expected.join("\n"));
}

fn row(path: &Path) -> String {
    let (records, faults) = read(path);
    let count = |reason| faults.iter().filter(|fault| fault.reason == reason).count();
    let refused = format!("{}+{}", count(Reason::NoArticle), count(Reason::Unpublished));
    assert_eq!(count(Reason::NoArticle) + count(Reason::Unpublished), faults.len(), "{faults:?}");
    let why = faults.first().map(|fault| fault.detail.clone()).unwrap_or_default();
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let mut cells = vec![name, records.len().to_string(), refused, why];
    cells.extend(records.first().map(fields).unwrap_or_default());
    cells.join("\t").trim_end().to_owned()
}

fn fields(record: &Record) -> Vec<String> {
    let meta = &record.draft.meta;
    let zones: String = record.draft.layout.iter().flatten().map(|(_, zone)| letter(*zone)).collect();
    vec![
        record.draft.headline.clone().unwrap_or_default(),
        meta.source.clone(),
        meta.byline.clone().unwrap_or_default(),
        meta.published.map(|day| day.to_string()).unwrap_or_default(),
        meta.language.clone().unwrap_or_default(),
        zones,
        meta.updated.map(|day| day.to_string()).unwrap_or_default(),
        meta.section.clone().unwrap_or_default(),
        meta.keywords.join("; "),
    ]
}

// ---- Each format ----

const NITF: &str = r#"<?xml version="1.0"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.4/specification/dtd/nitf-3-4.dtd">
<nitf xml:lang="en-GB"><head><title>dam</title><tobject><tobject.subject tobject.subject.refnum="04005000"
tobject.subject.type="Economy" tobject.subject.matter="Energy"/></tobject><docdata><doc-id id-string="hna-7"/>
<date.issue norm="20250828T101500Z"/><date.release norm="20250827T101500Z"/><du-key key="karrow-dam"/><key-list><keyword key="dams"/>
<keyword key="energy"/></key-list></docdata><pubdata name="Veldania Ledger" position.section="World"/></head><body><body.head><hedline><hl1>Dam talks fail</hl1><hl2>Ministries at odds</hl2></hedline>
<byline>By <person>S. Pell</person></byline><dateline><location>TORVESSA</location>, Aug. 27</dateline>
<abstract><p>The crest stays as it is.</p></abstract></body.head>
<body.content><block><p>The <org>finance ministry</org>&nbsp;said
no.</p><p>Nobody answered.</p></block><media media-type="image"><media-reference source="a.jpg"/>
<media-caption>The Karrow Dam</media-caption></media></body.content><body.end><tagline>Edited by N. F.</tagline></body.end></body></nitf>"#;

#[test]
fn nitf_gives_its_fields_and_zones() {
    let record = sole(NITF);
    assert_eq!((record.id.as_deref(), record.draft.headline.as_deref()), (Some("hna-7"), Some("Dam talks fail")));
    let cells = fields(&record);
    assert_eq!(cells[1..5], ["Veldania Ledger", "S. Pell", "2025-08-27", "en-GB"]);
    assert_eq!(cells[6..], ["2025-08-28", "World", "Economy; Energy; dams; karrow-dam"]);
    assert_eq!(
        paragraphs(&record),
        [
            "S Ministries at odds",
            "S The crest stays as it is.",
            "B TORVESSA, Aug. 27 — The finance ministry\u{a0}said no.",
            "B Nobody answered.",
            "C The Karrow Dam",
            "B Edited by N. F.",
        ]
    );
    assert!(record.draft.body.contains("said no.\n\nNobody"), "{}", record.draft.body);
}

#[test]
fn rss_gives_the_whole_text_before_the_description_and_forgives_what_feeds_do() {
    let feed = b"<?xml version='1.0' encoding='ISO-8859-1'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'
        xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>Caf\xe9 News</title><language>en</language>
        <item><title>AT&T &amp;amp; others</title><guid>g1</guid><link>https://a.example/1</link><dc:creator>Jane Doe</dc:creator>
        <pubDate>Sat, 1 Nov 2025 08:00:00 +0000</pubDate><category>Firms</category><dc:subject>mergers</dc:subject><description>They merge.</description>
        <content:encoded><![CDATA[<p>The firms merge&#8230;</p><p>Said <b>on</b> Monday.</p><figure><figcaption>Seat</figcaption></figure>]]></content:encoded></item>
        <item><title>Second</title><link>https://a.example/2</link><description>&lt;p&gt;It&#146;s out.&lt;/p&gt;</description></item></channel></rss>";
    let (records, faults) = read_as("a.rss", feed);
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(fields(&records[0])[..5], ["AT&T & others", "Café News", "Jane Doe", "2025-11-01", "en"]);
    assert_eq!(fields(&records[0])[8], "Firms; mergers");
    assert_eq!(paragraphs(&records[0]), ["S They merge.", "B The firms merge…", "B Said on Monday.", "C Seat"]);
    assert_eq!(
        (records[1].id.as_deref(), paragraphs(&records[1])),
        (Some("https://a.example/2"), vec!["B It’s out.".into()])
    );
}

#[test]
fn rss_1_0_and_atom_are_feeds_too() {
    let rdf = r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/">
        <channel rdf:about="x"><title>Gazette</title></channel><item rdf:about="urn:1"><title>One</title><d:date>2025-11-01T10:00:00Z</d:date>
        <description>He left.</description></item></rdf:RDF>"#;
    let record = sole(rdf);
    assert_eq!((record.id.as_deref(), fields(&record)[3].as_str()), (Some("urn:1"), "2025-11-01"));
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Gazette</title><author><name>N. F.</name></author>
        <entry><id>urn:2</id><title type="html">A &amp;lt; B</title><link rel="self" href="x"/><link href="https://a.example/2"/><updated>2025-11-02T10:00:00Z</updated>
        <category term="dams" label="Dams"/><category term="water"/><summary>In short.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One <i>and</i> two.</p><p>Three.</p></div></content></entry></feed>"#;
    let record = sole(atom);
    assert_eq!(fields(&record)[..5], ["A < B", "Gazette", "N. F.", "2025-11-02", "fr"]);
    assert_eq!(record.draft.meta.url.as_deref(), Some("https://a.example/2"));
    assert_eq!(record.draft.meta.keywords, ["Dams", "water"]);
    assert_eq!(paragraphs(&record), ["S In short.", "B One and two.", "B Three."]);
}

#[test]
fn a_text_in_base_64_is_read_and_codes_are_no_keywords() {
    let item = |encoding: &str, data: &str| {
        format!(
            "<newsItem guid='g'><itemMeta><firstCreated>2025-11-01T10:00:00Z</firstCreated><versionCreated>2025-11-03T10:00:00Z</versionCreated>\
             <service qcode='svc:uk'><name>UK Top</name></service></itemMeta><contentMeta><subject qcode='medtop:1'><name xml:lang='de'>Damm</name>\
             <name xml:lang='en'>dam</name></subject><subject qcode='medtop:2'/><keyword>water</keyword><language tag='en'/></contentMeta>\
             <contentSet><inlineData contenttype='text/plain' encoding='{encoding}'>{data}</inlineData></contentSet></newsItem>"
        )
    };
    let record = sole(item("http://www.w3.org/2000/09/xmldsig#base64", "VGFsa3Mg\nZW5kZWQu"));
    assert_eq!(paragraphs(&record), ["B Talks ended."]);
    assert_eq!(fields(&record)[6..], ["2025-11-03", "UK Top", "dam; water"]);
    assert_eq!(read_as("a.xml", item("x:rot13", "Gnyxf")).1[0].reason, Reason::NoArticle);
}

#[test]
fn what_a_document_is_the_document_tells_and_not_its_name() {
    for name in ["a.rss", "a.atom", "a.g2", "a.xml", "A.NITF", "a.newsml"] {
        let (records, faults) = read_as(name, NITF);
        assert_eq!((records.len(), faults.len()), (1, 0), "{name}");
    }
    let page =
        "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>The quarry closed.</p></body></html>";
    assert!(sole(page).draft.body.contains("The quarry closed."));
    let wrapped = format!("<envelope><payload>{}</payload></envelope>", &NITF[NITF.find("<nitf").unwrap()..]);
    assert_eq!(sole(wrapped).id.as_deref(), Some("hna-7"));
}

#[test]
fn what_is_not_published_or_no_text_of_a_site_is_named() {
    let item = |title: &str, kind: &str, status: &str| {
        format!("<item><title>{title}</title><wp:post_type>{kind}</wp:post_type><wp:status>{status}</wp:status></item>")
    };
    let items = [
        item("A", "post", "publish"),
        item("B", "page", "draft"),
        item("C", "attachment", "inherit"),
        item("D", "report", "publish"),
    ];
    let export =
        format!("<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel>{}</channel></rss>", items.concat());
    let (records, faults) = read_as("a.xml", export);
    let headlines: Vec<&str> = records.iter().filter_map(|record| record.draft.headline.as_deref()).collect();
    assert_eq!(headlines, ["A", "D"]);
    let named: Vec<(Reason, &str)> = faults.iter().map(|fault| (fault.reason, fault.detail.as_str())).collect();
    assert_eq!(named, [(Reason::Unpublished, "page, draft: B"), (Reason::NoArticle, "attachment: C")]);
}

// ---- Broken, and meant to harm ----

#[test]
fn what_stands_before_a_broken_place_is_read_and_the_place_is_named() {
    let feed = "<rss><channel>\n<item><title>One</title></item>\n<item><title>Two</title><description>It goes on";
    for (end, line) in [("", "line 3"), ("\n</b></item></channel></rss>", "line 4"), ("<", "line 3")] {
        let (records, faults) = read_as("a.xml", format!("{feed}{end}"));
        assert_eq!(records.len(), 2, "{end}");
        assert!(paragraphs(&records[1])[0].starts_with("B It goes on"), "{end}");
        assert!(faults.len() == 1 && faults[0].reason == Reason::Xml, "{end}: {faults:?}");
        assert!(faults[0].record == Some(2) && faults[0].detail.contains(line), "{end}: {faults:?}");
    }
}

#[test]
fn no_entity_of_a_document_is_expanded_or_fetched() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("secret"), "xyzzy").unwrap();
    let bomb = r#"<!ENTITY a "lol"><!ENTITY e "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&e;&e;&e;&e;&e;&e;&e;&e;">"#;
    let fetched = format!("<!ENTITY c SYSTEM \"file://{}/secret\">", folder.path().display());
    for declared in [bomb, fetched.as_str()] {
        let document = format!("<!DOCTYPE nitf [{declared}]><nitf><body><hl1/><p>Before &c; behind</p></body></nitf>");
        let (records, faults) = read_as("a.xml", document);
        assert_eq!(paragraphs(&records[0]), ["B Before"]);
        assert!(faults.len() == 1 && faults[0].detail.contains("&c; is an entity of the document's own"), "{faults:?}");
    }
}

#[test]
fn nesting_without_end_costs_what_its_bytes_cost_and_loses_nothing() {
    let spaced: Vec<String> = (0..100_000).map(|n| format!("<p xmlns:n{n}='urn:{n}'>")).collect();
    let spaced = spaced.concat();
    for (open, close) in [("<p>".repeat(100_000), "</p>"), ("<q>".repeat(100_000), "</q>"), (spaced, "</p>")] {
        let document = format!("<nitf><body>{open}The quarry closed.{}</body></nitf>", close.repeat(100_000));
        let started = Instant::now();
        assert_eq!(paragraphs(&sole(document)), ["B The quarry closed."]);
        assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    }
}

#[test]
fn a_record_of_more_elements_than_any_article_has_is_read_in_part_and_named() {
    let document = format!(
        "<rss><channel><item><title>One</title>{}</item><item><title>Two</title></item></channel></rss>",
        "<i/>".repeat(1_100_000)
    );
    let (records, faults) = read_as("a.xml", document);
    assert_eq!(records.len(), 2);
    assert!(faults.len() == 1 && faults[0].reason == Reason::Size && faults[0].record == Some(1), "{faults:?}");
}

#[test]
fn what_is_no_news_says_so() {
    let refused =
        |document: &str| read_as("a.xml", document).1.into_iter().map(|fault| fault.reason).collect::<Vec<_>>();
    assert_eq!(refused(""), [Reason::Empty]);
    assert_eq!(refused("no markup"), [Reason::Xml]);
    assert_eq!(refused("<svg><path/></svg>"), [Reason::NoArticle]);
    assert_eq!(refused("<rss><channel><title>A</title></channel></rss>"), [Reason::Empty]);
    assert_eq!(refused("<rss><channel><item/></channel></rss>"), [Reason::NoArticle]);
    assert_eq!(
        refused("<newsItem><itemMeta><pubStatus qcode='stat:canceled'/></itemMeta></newsItem>"),
        [Reason::Unpublished]
    );
}
