//! Records as news agencies, sites and archives write them.

use super::*;

#[test]
fn the_headlines_of_ninjs_go_before_its_title() {
    let (_, draft) = article(
        r#"{"uri":"urn:w:1","title":"internal title","headlines":[{"role":"short","value":"Levy loses"},{"value":"City votes down levy"}],
            "subheadlines":[{"value":"Ministers left early"}],"bylines":[{"byline":"By Mo Lane","role":"writer"}],
            "bodies":[{"contentType":"text/html","value":"<p>One.</p>"}]}"#,
    );
    assert_eq!(draft.headline.as_deref(), Some("City votes down levy"));
    assert_eq!(
        zones(&draft),
        [(Zone::Standfirst, "Levy loses"), (Zone::Standfirst, "Ministers left early"), (Zone::Body, "One.")]
    );
    assert_eq!(draft.meta.byline.as_deref(), Some("Mo Lane"));
}

#[test]
fn the_blocks_and_the_lead_picture_of_the_guardian_are_read() {
    let (_, blocks) = article(
        r#"{"webTitle":"Dam","blocks":{"main":{"bodyHtml":"<figure><img><figcaption>The crest.</figcaption></figure>"},
            "body":[{"bodyHtml":"<p>One.</p>","bodyTextSummary":"One."},{"bodyHtml":"<p>Two.</p>"}]}}"#,
    );
    assert_eq!(zones(&blocks), [(Zone::Body, "One."), (Zone::Body, "Two."), (Zone::Caption, "The crest.")]);
    let (_, fields) = article(
        r#"{"webTitle":"Dam","fields":{"main":"<figure><img><figcaption>The crest.</figcaption></figure>","body":"<p>One.</p>"}}"#,
    );
    assert_eq!(zones(&fields), [(Zone::Body, "One."), (Zone::Caption, "The crest.")]);
}

#[test]
fn a_story_of_arc_is_one_article() {
    let (id, draft) = article(
        r#"{"_id":"A1","type":"story","headlines":{"basic":"Dam","mobile":""},"subheadlines":{"basic":"Ministers left"},
            "description":{"basic":"No date was set."},"credits":{"by":[{"type":"author","name":"Jo Pell"}]},
            "first_publish_date":"2025-11-03T10:00:00Z","publish_date":"2025-11-04T10:00:00Z","last_updated_date":"2025-11-05T10:00:00Z",
            "taxonomy":{"primary_section":{"_id":"/world","name":"World"},"tags":[{"text":"Dams"}]},
            "content_elements":[{"type":"text","content":"One <b>two</b>."},{"type":"header","content":"Next"},
                {"type":"image","caption":"The crest"},{"type":"list","items":[{"type":"text","content":"Three"}]}],
            "promo_items":{"basic":{"type":"image","caption":"The lake"}}}"#,
    );
    assert_eq!((id.as_deref(), draft.headline.as_deref()), (Some("A1"), Some("Dam")));
    assert_eq!(
        zones(&draft),
        [
            (Zone::Standfirst, "Ministers left"),
            (Zone::Standfirst, "No date was set."),
            (Zone::Body, "One two."),
            (Zone::Body, "Next"),
            (Zone::Body, "Three"),
            (Zone::Caption, "The lake"),
            (Zone::Caption, "The crest")
        ]
    );
    let Meta { byline, published, updated, section, keywords, .. } = draft.meta;
    assert_eq!((byline.as_deref(), section.as_deref()), (Some("Jo Pell"), Some("World")));
    assert_eq!((day(published).as_deref(), day(updated).as_deref()), (Some("2025-11-03"), Some("2025-11-05")));
    assert_eq!(keywords, ["Dams"]);
}

#[test]
fn blocks_that_tell_a_field_are_none_of_the_text() {
    let contents = r#"[{"type":"kicker","content":"World"},{"type":"title","content":"Dam"},{"type":"byline","content":"By Jo Pell"},
        {"type":"date","content":1762160000000},{"type":"sanitized_html","content":"One <i>two</i>."},
        {"type":"image","fullcaption":"The crest. (Al Ro)","blurb":"The crest."},null,{"type":"title","content":"Another part"}]"#;
    for told in [r#""title":"Dam","author":"Jo Pell","published_date":1762160000000"#, r#""title":null"#] {
        let (_, draft) = article(&format!(r#"{{"id":"w",{told},"contents":{contents}}}"#));
        assert_eq!(
            zones(&draft),
            [(Zone::Body, "One two."), (Zone::Body, "Another part"), (Zone::Caption, "The crest. (Al Ro)")]
        );
        let Meta { byline, published, section, .. } = draft.meta;
        assert_eq!((draft.headline.as_deref(), byline.as_deref()), (Some("Dam"), Some("Jo Pell")));
        assert_eq!((day(published).as_deref(), section.as_deref()), (Some("2025-11-03"), Some("World")));
    }
}

#[test]
fn the_interface_of_wordpress_names_people_and_terms_beside_the_post() {
    let (_, draft) = article(
        r#"{"id":12,"date":"2025-11-04T03:00:00","modified":"2025-11-05T03:00:00","title":{"rendered":"Ships &#8216;wait&#8217;"},
            "content":{"rendered":"<p>One.</p>"},"excerpt":{"rendered":"<p>One. [&hellip;]</p>"},"author":5,"categories":[3],"tags":[8],
            "featured_media":13,"yoast_head_json":{"title":"x","og_site_name":"Quay Post","author":"Sol P."},
            "_embedded":{"author":[{"id":5,"name":"Sol Pell"}],"wp:featuredmedia":[{"id":13,"caption":{"rendered":"<p>The quay</p>"}}],
                "wp:term":[[{"id":3,"name":"Harbour","taxonomy":"category"}],[{"id":8,"name":"Strike","taxonomy":"post_tag"}]]}}"#,
    );
    let Meta { source, byline, section, keywords, .. } = draft.meta.clone();
    assert_eq!((source.as_str(), byline.as_deref()), ("Quay Post", Some("Sol Pell")));
    assert_eq!((section.as_deref(), keywords), (Some("Harbour"), vec!["Strike".to_owned()]));
    assert_eq!(draft.headline.as_deref(), Some("Ships ‘wait’"));
    assert_eq!(zones(&draft), [(Zone::Body, "One."), (Zone::Caption, "The quay")]);
    let (_, bare) = article(r#"{"title":"Dam","content":"One.","author":5}"#);
    assert_eq!(bare.meta.byline, None);
}

#[test]
fn summaries_that_are_all_the_text_stand_once_each() {
    let (_, draft) = article(
        r#"{"headline":{"main":"Dam"},"abstract":"Talks ended.","snippet":"Talks ended.","lead_paragraph":"TORVESSA - They left."}"#,
    );
    assert_eq!(draft.body, "Talks ended.\n\nTORVESSA - They left.");
}

#[test]
fn a_day_that_can_be_read_in_two_ways_is_not_replaced_by_another() {
    let published = |dates: &str| day(article(&format!(r#"{{"title":"Dam","text":"One.",{dates}}}"#)).1.meta.published);
    assert_eq!(published(r#""publish_date":"04-05-2019","warc_date":"2019-06-20T10:00:00""#), None);
    assert_eq!(published(r#""date":"10/11/2025","created_at":"2025-12-24T00:00:00Z""#), None);
    for open in [r#""date":"""#, r#""date":"0000-00-00""#, r#""published":true"#, r#""date":null"#] {
        let dates = format!(r#"{open},"created_at":"2025-12-24T00:00:00Z""#);
        assert_eq!(published(&dates).as_deref(), Some("2025-12-24"), "{open}");
    }
    assert_eq!(published(r#""@timestamp":"2025-12-24T00:00:00Z""#).as_deref(), Some("2025-12-24"));
}

#[test]
fn names_and_ids_are_read_however_programs_wrap_them() {
    let (id, draft) = article(
        r#"{"_id":{"$oid":"5f1"},"title":"Dam","content":"One.","published":{"$date":"2025-11-03T10:00:00Z"},
            "updated":{"$date":{"$numberLong":"1762246400000"}},"author":{"first_name":"Jo","last_name":"Pell"},"tags":"['mill', 'strike']"}"#,
    );
    assert_eq!((id.as_deref(), draft.meta.byline.as_deref()), (Some("5f1"), Some("Jo Pell")));
    assert_eq!(
        (day(draft.meta.published).as_deref(), day(draft.meta.updated).as_deref()),
        (Some("2025-11-03"), Some("2025-11-04"))
    );
    assert_eq!(draft.meta.keywords, ["mill", "strike"]);
    for (author, name) in [
        (r#"{"firstName":"Jo","lastName":"Pell"}"#, "Jo Pell"),
        (r#""['Jo Pell', 'Al Ro']""#, "Jo Pell, Al Ro"),
        (r#""By: Jo Pell""#, "Jo Pell"),
        (r#""By\u00a0Jo Pell""#, "Jo Pell"),
    ] {
        let (_, draft) = article(&format!(r#"{{"title":"Dam","content":"One.","authors":{author}}}"#));
        assert_eq!(draft.meta.byline.as_deref(), Some(name));
    }
}

#[test]
fn sources_languages_and_sections_are_read_in_the_words_of_many_programs() {
    let meta = |record: &str| article(record).1.meta;
    let cloud = meta(r#"{"title":"Dam","story_text":"One.","media_name":"Gazette","language":"eng"}"#);
    assert_eq!((cloud.source.as_str(), cloud.language.as_deref()), ("Gazette", Some("en")));
    let webz = meta(
        r#"{"title":"Dam","text":"One.","language":"english","categories":["Labor"],"thread":{"site":"g.example","section_title":"World"}}"#,
    );
    assert_eq!((webz.source.as_str(), webz.language.as_deref()), ("g.example", Some("en")));
    assert_eq!((webz.section.as_deref(), webz.keywords), (Some("World"), vec!["Labor".to_owned()]));
    let quest = meta(r#"{"Title":"Dam","Full text":"One.","pubtitle":"The Sun","DocumentURL":"https://pq.example/1"}"#);
    assert_eq!((quest.source.as_str(), quest.url.as_deref()), ("The Sun", Some("https://pq.example/1")));
    let drupal = meta(
        r#"{"id":"u","attributes":{"langcode":"de","title":"Dam","changed":"2025-11-04T10:00:00+00:00","body":{"value":"<p>One.</p>"}}}"#,
    );
    assert_eq!((drupal.language.as_deref(), day(drupal.updated).as_deref()), (Some("de"), Some("2025-11-04")));
}

#[test]
fn what_says_that_it_is_not_published_is_refused() {
    let refusal = |record: &str| Fields::new(serde_json::from_str(record).unwrap()).refusal();
    for (state, named) in [
        (r#""status":"draft""#, "draft: Dam"),
        (r#""pubstatus":"canceled""#, "canceled: Dam"),
        (r#""pubStatus":"withheld""#, "withheld: Dam"),
        (r#""post_status":"private""#, "private: Dam"),
        (r#""deleted":true"#, "deleted: Dam"),
    ] {
        assert_eq!(refusal(&format!(r#"{{"title":"Dam","text":"One.",{state}}}"#)).as_deref(), Some(named));
    }
    for state in [r#""status":"publish""#, r#""status":"ok""#, r#""pubstatus":"usable""#, r#""deleted":false"#] {
        assert_eq!(refusal(&format!(r#"{{"title":"Dam","text":"One.",{state}}}"#)), None);
    }
}
