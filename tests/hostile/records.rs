//! Records without end: too many, too long, too alike, or of another time.

use std::fs;
use std::path::Path;

use crate::harness::{Bounds, Case, SMALL, joined, scaled, write_repeated};

fn put(corpus: &Path, name: &str, content: impl AsRef<[u8]>) {
    fs::write(corpus.join(name), content).unwrap();
}

/// A text of ten words, again and again on one line.
const WORDS: (&str, usize) = ("The sluice of the dam opened again for 1500 boats. ", 51);

#[test]
fn a_text_on_one_line_without_end_is_read() {
    let (scale, bounds) = scaled(Bounds { megabytes: 1050, seconds: 180 });
    let count = scale * 20_000_000 / WORDS.1;
    Case::run("text, one line of 20 MB", bounds, |corpus| {
        write_repeated(&corpus.join("line.txt"), "", (WORDS.0, count), "reeves");
    })
    .finds("reeves", &["line.txt"]);
}

#[test]
fn a_text_on_one_line_of_a_gigabyte_is_refused() {
    Case::run("text, one line of 1 GB", Bounds { megabytes: 350, seconds: 20 }, |corpus| {
        write_repeated(&corpus.join("line.txt"), "", (WORDS.0, 1_000_000_000 / WORDS.1), "");
    })
    .says("line.txt", "size", "more than 134217728 bytes");
}

#[test]
fn a_word_without_end_is_read() {
    let (scale, bounds) = scaled(Bounds { megabytes: 240, seconds: 20 });
    Case::run("text, one word of 20 MB", bounds, |corpus| {
        write_repeated(&corpus.join("word.txt"), "reeves ", ("sluice", scale * 20_000_000 / 6), "");
    })
    .finds("reeves", &["word.txt"]);
}

#[test]
fn a_json_line_without_end_is_read() {
    let (scale, bounds) = scaled(Bounds { megabytes: 1050, seconds: 180 });
    let count = scale * 20_000_000 / WORDS.1;
    Case::run("JSON, one line of 20 MB", bounds, |corpus| {
        write_repeated(&corpus.join("line.jsonl"), "{\"id\":\"long\",\"text\":\"", (WORDS.0, count), "reeves\"}\n");
    })
    .finds("reeves", &["long"]);
}

#[test]
fn a_cell_without_end_is_read() {
    let (scale, bounds) = scaled(Bounds { megabytes: 1050, seconds: 180 });
    let count = scale * 20_000_000 / WORDS.1;
    Case::run("table, one cell of 20 MB", bounds, |corpus| {
        write_repeated(&corpus.join("cell.csv"), "id,text\nlong,\"", (WORDS.0, count), "reeves\"\n");
        write_repeated(&corpus.join("open.csv"), "id,text\nopen,\"", ("a,b\n", 1_000_000), "");
    })
    .finds("reeves", &["long"]);
}

#[test]
fn a_page_on_one_line_without_end_is_read() {
    let (scale, bounds) = scaled(Bounds { megabytes: 1050, seconds: 180 });
    let count = scale * 20_000_000 / WORDS.1;
    Case::run("HTML, one paragraph of 20 MB", bounds, |corpus| {
        write_repeated(&corpus.join("line.html"), "<html><body><p>", (WORDS.0, count), "reeves</body></html>");
    })
    .finds("reeves", &["line.html"]);
}

#[test]
fn a_headline_without_end_is_read() {
    let (scale, bounds) = scaled(Bounds { megabytes: 1050, seconds: 180 });
    let count = scale * 20_000_000 / WORDS.1;
    Case::run("JSON, a headline of 20 MB", bounds, |corpus| {
        write_repeated(
            &corpus.join("head.jsonl"),
            "{\"id\":\"head\",\"title\":\"",
            (WORDS.0, count),
            "reeves\",\"text\":\"b\"}\n",
        );
    })
    .finds("headline:reeves", &["head"]);
}

#[test]
fn a_million_records_of_one_byte_are_named() {
    Case::run("JSON lines, 1 000 000 of one byte", Bounds { megabytes: 1050, seconds: 70 }, |corpus| {
        write_repeated(&corpus.join("ones.jsonl"), "", ("1\n", 1_000_000), "");
    })
    .says("ones.jsonl", "json", "line 1000000")
    .says_in_all(1_000_000);
}

#[test]
fn rows_of_one_byte_are_articles() {
    Case::run("table, 200 000 rows of one byte", Bounds { megabytes: 310, seconds: 80 }, |corpus| {
        write_repeated(&corpus.join("ones.csv"), "text\n", ("a\n", 200_000), "");
    })
    .counts("a", 200_000);
}

#[test]
fn a_hundred_thousand_columns_are_read() {
    let names = joined(0..100_000, |number| format!(",c{number}"));
    let cells = ",x".repeat(100_000);
    Case::run("table, 100 000 columns", SMALL, |corpus| {
        put(corpus, "wide.csv", format!("text{names}\nSluice{cells}\nSluice{cells}\nSluice{cells}{cells}\n"));
        put(corpus, "none.csv", format!("a{names}\nSluice{cells}\n"));
    })
    .says("wide.csv", "record", "200001 cells")
    .says("none.csv", "no-article", "names neither a headline nor a text")
    .counts("sluice", 2);
}

#[test]
fn one_id_two_hundred_thousand_times_is_told_apart() {
    let (scale, bounds) = scaled(Bounds { megabytes: 460, seconds: 50 });
    let count = 200_000 * scale;
    let case = Case::run("JSON lines, 200 000 records of one id", bounds, |corpus| {
        write_repeated(&corpus.join("same.jsonl"), "", ("{\"id\":\"same\",\"title\":\"Sluice opens\"}\n", count), "");
    });
    assert!(case.report.contains("same in same.jsonl is shown as same#same.jsonl"), "{:.2000}", case.report);
    assert!(case.report.len() < 10_000, "{} bytes of report", case.report.len());
    case.counts("sluice", count);
}

#[test]
fn ids_of_a_megabyte_are_ids() {
    let id = "i".repeat(1 << 20);
    let record = |word: &str| format!("{{\"id\":\"{id}\",\"title\":\"Sluice {word}\"}}\n");
    let case = Case::run("JSON lines, 40 records, ids of 1 MB", Bounds { megabytes: 600, seconds: 20 }, |corpus| {
        put(corpus, "long.jsonl", (0..40).map(|number| record(&format!("word{number}"))).collect::<String>());
    });
    assert!(case.report.len() < 100_000, "{} bytes of report", case.report.len());
    case.counts("sluice", 40);
}

#[test]
fn days_that_no_calendar_has_are_no_days() {
    let days = [
        "0000-01-01",
        "-0001-01-01",
        "99999-01-01",
        "9999-12-31",
        "2025-13-45",
        "2025-02-30",
        "0000-00-00",
        "1e999",
        "+1",
        "20250000",
        "31/31/2025",
        "Thu, 99 Foo 99999 99:99:99 +9999",
        "9999-12-31T23:59:60-23:59",
        "0001-01-01T00:00:00+23:59",
        "\u{663}\u{664}",
    ];
    let records = joined(days, |day| format!("{{\"title\":\"Sluice opens\",\"date\":\"{day}\"}}\n"));
    let epochs = [i64::MIN, i64::MAX, -1, 253_402_300_800, -62_135_596_801, 4_102_444_800_000, i64::MAX / 1000];
    let numbers = joined(epochs, |epoch| format!("{{\"title\":\"Sluice opens\",\"date\":{epoch}}}\n"));
    let case = Case::run("days of the years 0 and 99999", SMALL, |corpus| {
        put(corpus, "days.jsonl", records + &numbers + "{\"title\":\"Sluice opens\",\"date\":1e300}\n");
        put(
            corpus,
            "days.html",
            "<html><head><meta property=\"article:published_time\" content=\"99999-99-99\"></head><p>The sluice opened.",
        );
        put(
            corpus,
            "days.xml",
            "<rss><channel><item><title>Sluice</title><pubDate>Sat, 00 Jan 0000 00:00:00 GMT</pubDate></item></channel></rss>",
        );
        put(
            corpus,
            "text.txt",
            "Sluice opens\n\nIn the year 0, on 0 January 99999 and on 31.12.-9999 the sluice opened 99999999999999999999 years ago.\n",
        );
    });
    assert!(case.faults.is_empty(), "{:?}", case.faults);
    let all = days.len() + epochs.len() + 4;
    // Two of the numbers are days, counted in milliseconds: in 1978, and in 2100. A single digit is no count of seconds.
    case.counts("sluice", all).counts("sluice published:1000..2100", 2);
}
