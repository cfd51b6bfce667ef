//! Records of many programs, read by their keys.

mod programs;
mod shapes;

use super::*;

fn article(text: &str) -> (Option<String>, Draft) {
    Fields::new(serde_json::from_str(text).unwrap()).article().unwrap()
}

fn zones(draft: &Draft) -> Vec<(Zone, &str)> {
    draft.layout.iter().flatten().map(|(range, zone)| (*zone, &draft.body[range.clone()])).collect()
}

fn day(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

#[test]
fn ninjs_is_understood() {
    let (id, draft) = article(
        r#"{"uri":"http://wire.example/7","versioncreated":"2025-11-01T10:00:00Z","headline":"Dam talks fail","byline":"By Jo Pell",
            "body_xhtml":"<p>One &amp; two.</p><p>Three.</p>"}"#,
    );
    assert_eq!(id.as_deref(), Some("http://wire.example/7"));
    assert_eq!((draft.headline.as_deref(), draft.body.as_str()), (Some("Dam talks fail"), "One & two.\n\nThree."));
    assert_eq!(day(draft.meta.published).as_deref(), Some("2025-11-01"));
    assert_eq!((draft.meta.updated, draft.meta.byline.as_deref()), (None, Some("Jo Pell")));
    assert_eq!(draft.meta.url.as_deref(), Some("http://wire.example/7"));
}

#[test]
fn ninjs_2_and_3_have_lists_of_what_1_had_once() {
    let (_, draft) = article(
        r#"{"uri":"urn:w:8","firstcreated":"2025-11-01T10:00:00Z","versioncreated":"2025-11-02T08:00:00Z",
            "headlines":[{"role":"sub","value":"Ministers left early"},{"role":"main","value":"Dam talks fail"}],
            "descriptions":[{"role":"summary","contenttype":"text/plain","value":"No date was set."}],
            "bodies":[{"contenttype":"text/html","value":"<p>Talks <b>failed</b>.</p>"},{"contenttype":"text/plain","value":"Talks failed."}],
            "subjects":[{"name":"dams","uri":"http://cv.example/1"}],"keywords":["water"],
            "associations":[{"name":"main","type":"picture","descriptions":[{"role":"caption","value":"The crest"}]},
                {"name":"x","type":"text","headline":"Another story"}]}"#,
    );
    assert_eq!(draft.headline.as_deref(), Some("Dam talks fail"));
    assert_eq!(
        (day(draft.meta.published).as_deref(), day(draft.meta.updated).as_deref()),
        (Some("2025-11-01"), Some("2025-11-02"))
    );
    assert_eq!(draft.meta.keywords, ["water", "dams"]);
    assert_eq!(
        zones(&draft),
        [
            (Zone::Standfirst, "Ministers left early"),
            (Zone::Standfirst, "No date was set."),
            (Zone::Body, "Talks failed."),
            (Zone::Caption, "The crest")
        ]
    );
}

#[test]
fn a_news_article_of_schema_org_is_understood() {
    let (_, draft) = article(
        r#"{"@type":"NewsArticle","headline":"Dam","articleBody":"One.","datePublished":"2025-11-01","dateModified":"2025-11-03",
            "author":{"name":"Jo"},"articleSection":["World","Asia"],"keywords":"dams, water","alternativeHeadline":"Dam, again",
            "publisher":{"name":"Gazette"},"mainEntityOfPage":{"@id":"https://g.example/1"},"inLanguage":"en",
            "image":{"@type":"ImageObject","caption":"The crest"}}"#,
    );
    let Meta { source, byline, url, language, updated, section, keywords, .. } = draft.meta.clone();
    assert_eq!((source.as_str(), byline.as_deref()), ("Gazette", Some("Jo")));
    assert_eq!((url.as_deref(), language.as_deref()), (Some("https://g.example/1"), Some("en")));
    assert_eq!((day(updated).as_deref(), section.as_deref()), (Some("2025-11-03"), Some("World")));
    assert_eq!(keywords, ["Asia", "dams", "water"]);
    assert_eq!(zones(&draft), [(Zone::Standfirst, "Dam, again"), (Zone::Body, "One."), (Zone::Caption, "The crest")]);
}

#[test]
fn records_of_well_known_interfaces_are_understood() {
    let (id, guardian) = article(
        r#"{"id":"world/2025/dam","sectionId":"world","sectionName":"World news","webPublicationDate":"2025-11-01T10:00:00Z","webTitle":"Dam",
            "webUrl":"https://g.example/dam","fields":{"headline":"Dam","trailText":"It <strong>failed</strong>","byline":"Jo Pell",
            "bodyText":"Talks ended.","lastModified":"2025-11-02T00:00:00Z"},
            "tags":[{"type":"keyword","webTitle":"Dams"},{"type":"contributor","webTitle":"Jo Pell"}]}"#,
    );
    assert_eq!(id.as_deref(), Some("world/2025/dam"));
    assert_eq!(zones(&guardian), [(Zone::Standfirst, "It failed"), (Zone::Body, "Talks ended.")]);
    assert_eq!(
        (guardian.meta.section.as_deref(), guardian.meta.keywords),
        (Some("World news"), vec!["Dams".to_owned()])
    );
    assert_eq!(day(guardian.meta.updated).as_deref(), Some("2025-11-02"));
    let (_, nyt) = article(
        r#"{"abstract":"Talks on the dam ended.","lead_paragraph":"TORVESSA - Talks on the dam ended.","snippet":"Talks on the dam ended.",
            "web_url":"https://n.example/1","source":"The Times","headline":{"main":"Dam","kicker":"News"},"byline":{"original":"By Jo Pell"},
            "pub_date":"2025-11-01T10:00:00+0000","section_name":"World","keywords":[{"name":"subject","value":"Dams","rank":1}]}"#,
    );
    assert_eq!((nyt.headline.as_deref(), nyt.meta.byline.as_deref()), (Some("Dam"), Some("Jo Pell")));
    assert_eq!(
        (day(nyt.meta.published).as_deref(), nyt.meta.keywords.as_slice()),
        (Some("2025-11-01"), ["Dams".to_owned()].as_slice())
    );
    assert!(nyt.body.contains("TORVESSA - Talks on the dam ended."));
    let (_, newsapi) = article(
        r#"{"source":{"id":null,"name":"Gazette"},"author":"Jo Pell","title":"Dam","description":"Ministers left.","url":"https://g.example/1",
            "publishedAt":"2025-11-01T10:00:00Z","content":"Talks ended… [+1234 chars]"}"#,
    );
    assert_eq!(zones(&newsapi), [(Zone::Standfirst, "Ministers left."), (Zone::Body, "Talks ended… [+1234 chars]")]);
    let (_, crawl) = article(
        r#"{"authors":["Jo Pell"],"date_publish":"2025-11-01 10:00:00","date_modify":null,"description":null,"language":"en",
            "maintext":"Talks ended.","source_domain":"g.example","title":"Dam","url":"https://g.example/1"}"#,
    );
    assert_eq!((crawl.meta.source.as_str(), day(crawl.meta.published).as_deref()), ("g.example", Some("2025-11-01")));
}

#[test]
fn an_envelope_is_opened_and_what_is_known_may_stand_apart() {
    let (id, draft) = article(r#"{"_id":"7","_source":{"title":"Dam","text":"One."}}"#);
    assert_eq!((id.as_deref(), draft.body.as_str()), (Some("7"), "One."));
    let (id, draft) =
        article(r#"{"title":"Dam","text":"One.","meta":{"id":9,"published":"2025-11-01","section":"World"}}"#);
    assert_eq!((id, day(draft.meta.published).as_deref()), (None, Some("2025-11-01")));
    assert_eq!(draft.meta.section.as_deref(), Some("World"));
    let (_, draft) = article(r#"{"article":"Talks ended.","highlights":"No date was set."}"#);
    assert_eq!(zones(&draft), [(Zone::Standfirst, "No date was set."), (Zone::Body, "Talks ended.")]);
}

#[test]
fn a_text_is_read_in_whatever_shape_it_has() {
    for (body, expected) in [
        (r#"["One.","Two."]"#, "One.\n\nTwo."),
        (
            r#"[{"type":"paragraph","text":"One."},{"type":"image","caption":"The crest"},{"type":"paragraph","text":"Two <em>more</em>."}]"#,
            "One.\n\nTwo more.\n\nThe crest",
        ),
        (
            r#"{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"One "},{"type":"text","text":"two."}]},
            {"type":"paragraph","content":[{"type":"text","text":"Three."}]}]}"#,
            "One two.\n\nThree.",
        ),
        (r#""<p>One &amp; two.</p>\n<p>Three.</p>""#, "One & two.\n\nThree."),
        (r#""1 < 2 and 3 > 2""#, "1 < 2 and 3 > 2"),
        (r#"{"rendered":"<p>One.</p>"}"#, "One."),
    ] {
        let (_, draft) = article(&format!(r#"{{"headline":"Dam","content":{body}}}"#));
        assert_eq!(draft.body, expected);
    }
}

#[test]
fn a_summary_that_the_text_says_is_not_kept_twice_and_one_alone_is_the_text() {
    let (_, draft) = article(r#"{"title":"Dam","summary":"Talks  on the dam…","text":"Talks on\nthe dam ended."}"#);
    assert_eq!((draft.body.as_str(), draft.layout), ("Talks on\nthe dam ended.", None));
    let (_, draft) = article(r#"{"title":"Dam","description":"Talks ended."}"#);
    assert_eq!((draft.body.as_str(), draft.layout), ("Talks ended.", None));
    assert!(Fields::new(serde_json::from_str(r#"{"name":"x","description":"y"}"#).unwrap()).article().is_none());
}
