//! XML, HTML and JSON made to unfold, to nest without end, or to reach for other files and the network.

use std::fs;
use std::net::TcpListener;
use std::path::Path;

use crate::harness::{Bounds, Case, SMALL, joined, write_repeated};

fn put(corpus: &Path, name: &str, content: impl AsRef<[u8]>) {
    fs::write(corpus.join(name), content).unwrap();
}

#[test]
fn entities_are_never_expanded() {
    let laughs =
        joined(1..=9, |level| format!("<!ENTITY lol{level} \"{}\">", format!("&lol{};", level - 1).repeat(10)));
    let laughs = format!(
        "<!DOCTYPE rss [<!ENTITY lol0 \"lol\">{laughs}]><rss><channel><item><title>&lol9;</title></item></channel></rss>"
    );
    let quadratic = format!(
        "<!DOCTYPE rss [<!ENTITY a \"{}\">]><rss><channel><item><title>{}</title></item></channel></rss>",
        "a".repeat(1 << 20),
        "&a;".repeat(100_000)
    );
    let attribute = format!(
        "<!DOCTYPE nitf [<!ENTITY a \"{}\">]><nitf><head><title>{}</title></head><body><body.head/><p class=\"{}\">Sluice.</p></body></nitf>",
        "a".repeat(1 << 20),
        "Dam",
        "&a;".repeat(100_000)
    );
    Case::run("XML, a billion laughs, quadratic blow-up", SMALL, |corpus| {
        put(corpus, "laughs.xml", laughs);
        put(corpus, "quadratic.xml", quadratic);
        put(corpus, "attribute.xml", attribute);
    })
    .says("laughs.xml", "xml", "lol9")
    .says("quadratic.xml", "xml", "these are not expanded");
}

#[test]
fn nothing_a_document_names_is_opened_or_fetched() {
    let secret = tempfile::tempdir().unwrap();
    let canary = secret.path().join("canary.txt");
    fs::write(&canary, "zwitscher").unwrap();
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    server.set_nonblocking(true).unwrap();
    let port = server.local_addr().unwrap().port();
    let addresses =
        [format!("file://{}", canary.display()), format!("http://127.0.0.1:{port}/x"), "file:///dev/zero".to_owned()];
    let case = Case::run("XML and HTML, external entities, DTDs, includes", SMALL, |corpus| {
        for (number, address) in addresses.iter().enumerate() {
            for (kind, document) in reaching(address).iter().enumerate() {
                let name = if document.starts_with("<html") { "html" } else { "xml" };
                put(corpus, &format!("m{number}-{kind}.{name}"), document);
            }
        }
    });
    assert!(server.accept().is_err(), "something was fetched");
    case.says("m0-0.xml", "xml", "&a; is an entity of the document's own").never_says("zwitscher");
}

/// Documents that make a careless parser open an address.
fn reaching(address: &str) -> Vec<String> {
    let item = |declared: &str, title: &str| {
        format!(
            "{declared}<rss xmlns:xi=\"http://www.w3.org/2001/XInclude\"><channel><item><title>Dam {title}</title></item></channel></rss>"
        )
    };
    vec![
        item(&format!("<!DOCTYPE rss [<!ENTITY a SYSTEM \"{address}\">]>"), "&a;"),
        item(&format!("<!DOCTYPE rss [<!ENTITY % a SYSTEM \"{address}\"> %a;]>"), "opens"),
        item(&format!("<!DOCTYPE rss SYSTEM \"{address}\">"), "opens"),
        item(&format!("<!DOCTYPE rss PUBLIC \"-//X\" \"{address}\">"), "&undeclared;"),
        item("", &format!("<xi:include href=\"{address}\" parse=\"text\"/>")),
        item(&format!("<?xml-stylesheet href=\"{address}\"?>"), "opens"),
        format!(
            "<html><head><title>Dam</title><link rel=stylesheet href=\"{address}\"><base href=\"{address}\"><meta http-equiv=refresh content=\"0;{address}\">\
             </head><body><p>The sluice.</p><iframe src=\"{address}\"></iframe><img src=\"{address}\"><script src=\"{address}\"></script></body></html>"
        ),
    ]
}

/// A hundred thousand levels of `open`, `inner`, as many of `close`.
fn nested(corpus: &Path, name: &str, (open, close): (&str, &str), around: (&str, &str)) {
    const LEVELS: usize = 100_000;
    let inner = format!("{}{}", "Sluice opens", close.repeat(LEVELS));
    write_repeated(&corpus.join(name), around.0, (open, LEVELS), &(inner + around.1));
}

#[test]
fn elements_nested_without_end_cost_what_their_bytes_cost() {
    let page = ("<html><head><title>Dam</title></head><body>", "</body></html>");
    let rss = ("<rss><channel><item><title>Dam</title><description>", "</description></item></channel></rss>");
    let case = Case::run("XML and HTML, 100 000 nested elements", Bounds { megabytes: 300, seconds: 20 }, |corpus| {
        for (number, name) in
            ["div", "p", "a", "b", "table><tr><td", "svg", "blockquote", "ul><li", "form", "object"].iter().enumerate()
        {
            let close = joined(name.split("><").collect::<Vec<_>>().into_iter().rev(), |name| format!("</{name}>"));
            nested(corpus, &format!("m{number}.html"), (&format!("<{name}>"), &close), page);
        }
        nested(
            corpus,
            "m.nitf",
            ("<block>", "</block>"),
            ("<nitf><body><body.content>", "</body.content></body></nitf>"),
        );
        nested(corpus, "m.xml", ("<x>", "</x>"), ("<r>", "</r>"));
        nested(corpus, "spaces.xml", ("<x xmlns:a=\"b\" xmlns=\"c\">", "</x>"), ("<r>", "</r>"));
        nested(corpus, "escaped.xml", ("&lt;b&gt;", "&lt;/b&gt;"), rss);
        nested(corpus, "open.html", ("<div>", ""), page);
        nested(corpus, "comments.html", ("<!-- ", "-->"), page);
    });
    case.says("m.xml", "no-article", "root of no news format");
}

#[test]
fn lists_and_objects_nested_without_end_are_named() {
    let case = Case::run("JSON, 100 000 nested lists and objects", SMALL, |corpus| {
        nested(corpus, "lists.json", ("[", "]"), ("", ""));
        nested(corpus, "objects.json", ("{\"a\":", "}"), ("", ""));
        nested(corpus, "articles.json", ("{\"title\":\"\",\"items\":[", "]}"), ("", ""));
        nested(corpus, "quoted.json", ("{\"items\":[", "]}"), ("{\"title\":\"a\",\"x\":\"", "\"}"));
        nested(corpus, "lists.jsonl", ("[", "]"), ("", ""));
        nested(corpus, "line.jsonl", ("{\"items\":[", "]}"), ("{\"text\":", "}"));
        nested(corpus, "open.json", ("[{\"title\":", ""), ("", ""));
    });
    for name in ["lists.json", "objects.json", "articles.json", "lists.jsonl", "open.json"] {
        assert!(case.faults.iter().any(|fault| fault["path"] == name), "{name}: {:?}", case.faults);
    }
}

#[test]
fn parts_of_a_mail_nested_without_end_are_read_or_named() {
    let head = "From: a@b.example\nSubject: Dam\nMIME-Version: 1.0\n";
    Case::run("mail, 100 000 nested parts", Bounds { megabytes: 330, seconds: 30 }, |corpus| {
        for name in ["mail.txt", "mail.eml"] {
            let part = ("Content-Type: multipart/mixed; boundary=b\n\n--b\n", "\n--b--\n");
            nested(corpus, name, part, (head, "\n"));
        }
    });
}

#[test]
fn a_million_attributes_and_an_attribute_of_fifty_megabytes_cost_what_their_bytes_cost() {
    let rss = |open: &'static str, close: &'static str| {
        (format!("<rss><channel><item {open}"), format!("{close}<title>Dam</title></item></channel></rss>"))
    };
    Case::run("XML and HTML, 1 000 000 attributes, one of 50 MB", Bounds { megabytes: 900, seconds: 30 }, |corpus| {
        let (open, close) = rss("", ">");
        write_repeated(&corpus.join("same.xml"), &open, (" a=\"b\"", 1_000_000), &close);
        write_repeated(&corpus.join("spaces.xml"), &open, (" xmlns:a=\"b\"", 1_000_000), &close);
        let (open, close) = rss("a=\"", "\">");
        write_repeated(&corpus.join("long.xml"), &open, ("aaaaaaaaaa", 5_000_000), &close);
        write_repeated(&corpus.join("same.html"), "<html><body><p", (" a=\"b\"", 1_000_000), ">Sluice.</body></html>");
        let different = joined(0..1_000_000, |number| format!(" a{number}=b"));
        put(corpus, "different.html", format!("<html><body><p{different}>Sluice.</body></html>"));
        put(
            corpus,
            "different.xml",
            format!(
                "<rss><channel><item {}><title>Dam</title></item></channel></rss>",
                different.replace("=b", "=\"b\"")
            ),
        );
        write_repeated(
            &corpus.join("long.html"),
            "<html><body><p a=\"",
            ("aaaaaaaaaa", 5_000_000),
            "\">Sluice.</body></html>",
        );
    })
    .counts("sluice", 3)
    .counts("dam", 4);
}

#[test]
fn a_million_paragraphs_cost_what_their_bytes_cost() {
    Case::run("HTML, 1 000 000 paragraphs", Bounds { megabytes: 1200, seconds: 80 }, |corpus| {
        write_repeated(&corpus.join("p.html"), "<html><body>", ("<p>Sluice", 1_000_000), "</body></html>");
    })
    .finds("sluice", &["p.html"]);
}

#[test]
fn a_million_paragraphs_of_xml_cost_what_their_bytes_cost() {
    Case::run("XML, 1 000 000 paragraphs", Bounds { megabytes: 700, seconds: 60 }, |corpus| {
        let (open, close) = ("<nitf><body><body.content>", "</body.content></body></nitf>");
        write_repeated(&corpus.join("p.xml"), open, ("<p>Sluice</p>", 1_000_000), close);
    })
    .finds("sluice", &["p.xml"]);
}

#[test]
fn formatting_that_is_never_closed_costs_what_its_bytes_cost() {
    Case::run(
        "HTML, 20 000 unclosed tags before each of 20 000 paragraphs",
        Bounds { megabytes: 160, seconds: 15 },
        |corpus| {
            let close = "<p>Sluice".repeat(20_000);
            for (name, tag) in
                [("a.html", "<a href=b>"), ("b.html", "<b>"), ("font.html", "<font color=c>"), ("nobr.html", "<nobr>")]
            {
                write_repeated(&corpus.join(name), "<html><body>", (tag, 20_000), &close);
            }
            write_repeated(&corpus.join("table.html"), "<table>", ("<b>x<table>", 4_000), "");
            write_repeated(&corpus.join("mixed.html"), "<body>", ("<b><i><a href=x><p>", 20_000), "Sluice");
        },
    );
}

#[test]
fn formatting_without_end_of_many_kinds_is_not_opened_again_and_again() {
    let fonts = joined(0..2000, |number| format!("<font color={number}>"));
    let few = joined(0..300, |number| format!("<font color={number}>"));
    let hidden = "</a></li></ul></nav><article><h1>Sluice";
    Case::run("HTML, nesting and formatting hidden from a glance", Bounds { megabytes: 300, seconds: 20 }, |corpus| {
        put(corpus, "fonts.html", format!("<body>{fonts}{}", "<p>Sluice".repeat(20_000)));
        put(corpus, "few.html", format!("<body>{few}{}", "<p>Sluice".repeat(20_000)));
        for (name, piece) in [
            ("closes", hidden),
            ("comments", "<div><!-- </div> -->"),
            ("quotes", "<div a=\"</div>\">"),
            ("scripts", "<div><script></div></script>"),
            ("cells", "<svg><td>"),
        ] {
            write_repeated(&corpus.join(format!("{name}.html")), "<body>Sluice", (piece, 100_000), "");
        }
    })
    .counts("sluice", 7);
}

#[test]
fn json_that_no_number_and_no_string_should_be_is_read_or_named() {
    let case = Case::run(
        "JSON, numbers, surrogates and keys as they should not be",
        Bounds { megabytes: 420, seconds: 30 },
        |corpus| {
            put(corpus, "number.json", "{\"id\":1e999999,\"title\":\"Dam one\",\"date\":1e999999}");
            put(
                corpus,
                "digits.json",
                format!("{{\"id\":{},\"title\":\"Dam two\",\"date\":-{0}}}", "9".repeat(1_000_000)),
            );
            put(
                corpus,
                "surrogates.json",
                format!("{{\"title\":\"Dam three \\udc00\\ud800\",\"text\":\"{}\"}}", "\\ud800 ".repeat(1_000_000)),
            );
            put(
                corpus,
                "keys.json",
                format!("{{\"title\":\"Dam four\"{}}}", ",\"title\":\"Dam five\"".repeat(500_000)),
            );
            put(
                corpus,
                "many.json",
                format!("{{\"title\":\"Dam six\"{}}}", joined(0..500_000, |n| format!(",\"k{n}\":{n}"))),
            );
            put(
                corpus,
                "escapes.json",
                format!("{{\"title\":\"Dam seven\",\"text\":\"{}\"}}", "\\u0000\\u001b\\uffff".repeat(200_000)),
            );
        },
    );
    case.says("number.json", "json", "out of range").says("digits.json", "json", "out of range").counts("dam", 4);
}
