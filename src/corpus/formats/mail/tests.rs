//! Mails as programs write them, and what is read of each.

use super::*;
use crate::corpus::rules::Keys;
use crate::corpus::{Format, in_zone};

/// The articles in a file, and its faults.
fn all(bytes: &[u8]) -> (Vec<Record>, Vec<Fault>) {
    let input = Input::new(bytes, bytes.len() as u64, |decoded| decoded).unwrap();
    let (mut records, mut faults) = (Vec::new(), Vec::new());
    read(input, &mut |record| match record {
        Ok(record) => records.push(record),
        Err(fault) => faults.push(fault),
    });
    (records, faults)
}

#[track_caller]
fn sole(bytes: &[u8]) -> Draft {
    let (mut records, faults) = all(bytes);
    assert!(records.len() == 1 && records[0].sole && faults.is_empty(), "{faults:?}");
    records.remove(0).draft
}

fn alternative(plain: &str, page: &str) -> String {
    format!(
        "Subject: Dam\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=a\n\n--a\nContent-Type: text/plain\n\n{plain}\n\
         --a\nContent-Type: text/html\n\n{page}\n--a--\n"
    )
}

#[test]
fn the_text_in_html_is_read_where_the_plain_one_only_stands_in_for_it() {
    let page = "<p>The ministers left on Monday.</p><p>No date was set for more talks.</p>";
    let shown = "The ministers left on Monday.\n\nNo date was set for more talks.";
    for stub in ["", "\n", "This letter needs HTML: https://x.example/1"] {
        assert_eq!(sole(alternative(stub, page).as_bytes()).body, shown, "{stub}");
    }
    let whole = "The ministers *left* on Monday. No date was set for more talks.";
    assert_eq!(sole(alternative(whole, page).as_bytes()).body, whole);
    assert_eq!(sole(alternative(whole, "<p>Open this in a browser.</p>").as_bytes()).body, whole);
}

#[test]
fn letters_without_a_stated_encoding_are_not_lost() {
    let mail =
        b"From: Andr\xE9 Gide <a@x.example>\nSubject: Caf\xE9 closes\nMIME-Version: 1.0\nContent-Type: text/plain\n\n\
        Das Caf\xE9 f\xFCr alle ist zu, sagte der M\xFCller.\n";
    let draft = sole(mail);
    assert_eq!((draft.headline.as_deref(), draft.meta.byline.as_deref()), (Some("Café closes"), Some("André Gide")));
    assert_eq!(draft.body, "Das Café für alle ist zu, sagte der Müller.");
    let packed =
        b"Subject: Dam\nContent-Transfer-Encoding: quoted-printable\nContent-Type: text/plain; charset=utf-8\n\n\
        Das Caf=E9 f=FCr alle ist zu, sagte der M=FCller.\n";
    assert_eq!(sole(packed).body, "Das Café für alle ist zu, sagte der Müller.");
    let page = b"Subject: Dam\nContent-Type: text/html\n\n<meta charset=windows-1251><p>\xCF\xEB\xEE\xF2\xE8\xED\xE0";
    assert_eq!(sole(page).body, "Плотина");
}

#[test]
fn the_day_of_a_mail_is_that_of_the_zone_that_is_set() {
    let zone = jiff::tz::TimeZone::get("Asia/Karachi").unwrap();
    for date in ["Fri, 31 Oct 2025 20:30:00 +0000", "31 Oct 25 20:30 GMT", "Fri, 31 Oct 2025\n 20:30:00 +0000 (UTC)"] {
        let mail = format!("Subject: Dam\nDate: {date}\n\nTalks ended.\n");
        let day = |zone| in_zone(zone, || sole(mail.as_bytes())).meta.published.unwrap().to_string();
        assert_eq!((day(None), day(Some(&zone))), ("2025-10-31".to_owned(), "2025-11-01".to_owned()), "{date}");
    }
}

fn saved(head: &str, page_head: &str) -> String {
    format!(
        "{head}Subject: Dam\nDate: Mon, 3 Nov 2025 10:00:00 -0000\nMIME-Version: 1.0\n\
         Content-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\n\n--b\nContent-Type: text/html\n{page_head}\
         Content-Transfer-Encoding: quoted-printable\n\n<html><head><title>Dam talks fail</title></head><body><h1>Dam talks =\nfail</h1>\
         <p>The ministers left on Monday, and no date was set.</p></body></html>\n\
         --b\nContent-Type: image/png\nContent-Location: https://g.example/a.png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--b--\n"
    )
}

#[test]
fn a_page_saved_as_a_mail_is_a_page() {
    let location = "Content-Location: https://g.example/dam\n";
    for mail in [
        saved("From: <Saved by Blink>\nSnapshot-Content-Location: https://g.example/dam\n", ""),
        saved("From: \"Saved by Windows Internet Explorer 8\"\n", location),
        saved("", location),
    ] {
        let (mut records, faults) = all(mail.as_bytes());
        assert!(faults.len() == 1 && faults[0].reason == Reason::NoPage, "{faults:?}");
        assert!(faults[0].detail.ends_with("is not read: 1 image/png"), "{faults:?}");
        assert_eq!(records[0].draft.unparsed.as_ref().map(|unparsed| unparsed.format), Some(Format::Html));
        let draft = records.remove(0).draft.parsed(&Keys::default()).unwrap();
        assert_eq!(
            (draft.headline.as_deref(), draft.meta.url.as_deref()),
            (Some("Dam talks fail"), Some("https://g.example/dam"))
        );
        assert_eq!(draft.body, "The ministers left on Monday, and no date was set.");
        assert_eq!((draft.meta.byline, draft.meta.published.unwrap().to_string()), (None, "2025-11-03".to_owned()));
    }
    let (records, _) = all(saved("From: Jo Pell <jo@g.example>\n", location).as_bytes());
    assert_eq!((records[0].draft.headline.as_deref(), &records[0].draft.unparsed.is_none()), (Some("Dam"), &true));
}

#[test]
fn each_mail_of_a_box_is_an_article() {
    let one = "From jo@g.example Sat Nov  1 10:00:00 2025\nSubject: Dam talks\nMessage-ID: <a@g.example>\n\nTalks ended.\n\n\
        From the start they had failed.\n>From now on none will be held.\n>>From then on.\n";
    let two =
        "From - Sun Nov 02 10:00:00 +0000 2025\r\nSubject: Mill\r\nMessage-ID: <b@g.example>\r\n\r\nIt settled.\r\n";
    let (records, faults) = all(format!("{one}\n{two}").as_bytes());
    assert!(faults.is_empty(), "{faults:?}");
    let said: Vec<_> = records
        .iter()
        .map(|record| {
            (
                record.number,
                record.sole,
                record.id.as_deref(),
                record.draft.headline.as_deref(),
                record.draft.body.as_str(),
            )
        })
        .collect();
    let text = "Talks ended.\n\nFrom the start they had failed.\nFrom now on none will be held.\n>From then on.";
    assert_eq!(
        said,
        [
            (1, false, Some("a@g.example"), Some("Dam talks"), text),
            (2, false, Some("b@g.example"), Some("Mill"), "It settled.")
        ]
    );
    assert_eq!(sole(one.as_bytes()).body, text);
    let (records, faults) = all(format!("{one}\nFrom - Sun Nov 02 10:00:00 2025\n\n{two}").as_bytes());
    assert_eq!((records.len(), faults.len(), faults[0].record, faults[0].reason), (2, 1, Some(2), Reason::Empty));
}

#[test]
fn mail_in_mail_is_counted_in_whatever_letters() {
    assert_eq!(nested(b"Content-Type: Message/RFC822\r\n\r\nContent-Type: multipart/digest; boundary=b"), 2);
    assert_eq!(nested(&b"message/rfc822 ".repeat(200_000)), MOST_NESTED + 1);
}
