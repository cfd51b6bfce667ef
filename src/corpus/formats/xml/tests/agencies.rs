//! NITF and NewsML of both generations.

use super::{byline, headline, lines, read, sole};
use crate::corpus::Reason;

fn g2(about: &str, text: &str) -> String {
    format!(
        "<newsItem guid='g' xmlns='http://iptc.org/std/nar/2006-10-01/'><itemMeta><provider literal='STT'/></itemMeta>\
         <contentMeta>{about}</contentMeta><contentSet><inlineXML>{text}</inlineXML></contentSet></newsItem>"
    )
}

fn nitf(head: &str, content: &str) -> String {
    format!(
        "<nitf baselang='es-ES'><body><body.head><hedline><hl1>Dam talks</hl1></hedline>{head}</body.head>\
         <body.content>{content}</body.content></body></nitf>"
    )
}

const TALKS: &str =
    "<html xmlns='http://www.w3.org/1999/xhtml'><body><h1>Talks open</h1><p>Talks opened.</p></body></html>";

#[test]
fn the_main_headline_of_an_item_is_its_headline_and_no_other_one_is_lost() {
    let record = sole(&g2(
        "<headline role='hld:short'>Talks</headline><headline role='hld:main'>Talks open</headline>\
         <headline role='hld:subHeadline'>Twenty states meet</headline><headline role='hld:teaser'>Twenty states meet</headline>\
         <description role='descRole:intro'>All of them came.</description>",
        TALKS,
    ));
    assert_eq!(headline(&record), "Talks open");
    assert_eq!(lines(&record), ["S Twenty states meet", "S All of them came.", "B Talks opened."]);
    let record = sole(&g2("<headline role='x:sub'>Twenty states</headline><headline>Talks open</headline>", TALKS));
    assert_eq!((headline(&record), lines(&record)[0].as_str()), ("Talks open", "S Twenty states"));
}

#[test]
fn all_authors_of_an_item_are_its_byline_and_its_dateline_opens_the_text() {
    let record = sole(&g2(
        "<headline>Talks open</headline><by>By Aino Aho</by><by>Bo Bergs</by><dateline>GENEVA, Nov. 3</dateline>",
        TALKS,
    ));
    assert_eq!(byline(&record), "Aino Aho, Bo Bergs");
    assert_eq!(lines(&record), ["B GENEVA, Nov. 3 — Talks opened."]);
}

#[test]
fn a_text_that_stands_in_nitf_as_markup_is_read_as_markup() {
    for content in [
        "<![CDATA[<p>Uno &quot;a&quot;.</p><p>Dos.</p>]]>",
        "&lt;p&gt;Uno &amp;quot;a&amp;quot;.&lt;/p&gt;&lt;p&gt;Dos.&lt;/p&gt;",
        "Uno \"a\".\n\nDos.",
    ] {
        assert_eq!(lines(&sole(&nitf("", content))), ["B Uno \"a\".", "B Dos."], "{content}");
    }
    let prose = "At 3 &lt; 4 it is &lt;closed&gt;.";
    assert_eq!(lines(&sole(&nitf("", prose))), ["B At 3 < 4 it is <closed>."]);
}

#[test]
fn a_title_is_parted_from_the_name_before_it_and_is_one_where_it_stands_alone() {
    let of = |line: &str| byline(&sole(&nitf(&format!("<byline>{line}</byline>"), "<p>One.</p>"))).to_owned();
    assert_eq!(of("By MARIA LUTZ<byttl>Associated Press</byttl>"), "MARIA LUTZ, Associated Press");
    assert_eq!(of("By <person>Jo Pell</person>,\n<byttl>Staff Writer</byttl>"), "Jo Pell, Staff Writer");
    assert_eq!(of("<byttl>Ömer Ürer</byttl>"), "Ömer Ürer");
    assert_eq!(of("Von <person>Jörg Müller</person>, dpa"), "Von Jörg Müller, dpa");
}

#[test]
fn a_block_that_another_one_says_already_is_left_out() {
    let record = sole(&nitf(
        "",
        "<block class='lead_paragraph'><p>One.</p></block><block class='full_text'><p>One.</p><p>Two.</p></block>\
         <block class='online_lead_paragraph'><p>One.</p></block><block class='correction_text'><p>It was three.</p></block>",
    ));
    assert_eq!(lines(&record), ["B One.", "B Two.", "B It was three."]);
}

#[test]
fn a_heading_within_the_text_of_nitf_is_no_standfirst_and_its_base_language_is_its_language() {
    let record = sole(&nitf(
        "<dateline><location>Köln</location> 3. November</dateline>",
        "<p>Köln (dpa) - Eins.</p><hl2>Zwei</hl2>",
    ));
    assert_eq!(lines(&record), ["B Köln (dpa) - Eins.", "B Zwei"]);
    assert_eq!(record.draft.meta.language.as_deref(), Some("es-ES"));
}

// ---- NewsML 1 ----

fn newsml1(status: &str, content: &str) -> String {
    format!(
        "<NewsML Version='1.2'><NewsItem xml:lang='fr'><Identification><NewsIdentifier><ProviderId>afp.com</ProviderId>\
         <PublicIdentifier>urn:newsml:afp.com:1</PublicIdentifier></NewsIdentifier></Identification><NewsManagement>\
         <FirstCreated>20251103T115500+0000</FirstCreated><ThisRevisionCreated>20251104T115500+0000</ThisRevisionCreated>\
         <Status FormalName='{status}'/></NewsManagement><NewsComponent><NewsLines><DateLine>Rennes, 3 nov (AFP) -</DateLine>\
         <HeadLine>La Bretagne</HeadLine><SubHeadLine>Trois communes</SubHeadLine><ByLine>Marie Dupont</ByLine>\
         <KeywordLine>eaux</KeywordLine></NewsLines><AdministrativeMetadata><Provider><Party FormalName='AFP'/></Provider>\
         </AdministrativeMetadata>{content}</NewsComponent></NewsItem></NewsML>"
    )
}

#[test]
fn an_item_of_newsml_1_is_read_whatever_its_text_stands_in() {
    for content in [
        "<p>Texte un.</p>",
        "Texte un.",
        "<html><head><title>x</title></head><body><p>Texte un.</p></body></html>",
        "<nitf><head><docdata><doc-id id-string='5'/></docdata></head><body><body.head><hedline><hl1>La Bretagne</hl1>\
         <hl2>Trois communes</hl2></hedline></body.head><body.content><![CDATA[<p>Texte un.</p>]]></body.content></body></nitf>",
    ] {
        let content =
            format!("<NewsComponent><ContentItem><DataContent>{content}</DataContent></ContentItem></NewsComponent>");
        let record = sole(&newsml1("Usable", &content));
        let meta = &record.draft.meta;
        assert_eq!((record.id.as_deref(), headline(&record)), (Some("urn:newsml:afp.com:1"), "La Bretagne"));
        assert_eq!((&*meta.source, byline(&record), meta.language.as_deref()), ("AFP", "Marie Dupont", Some("fr")));
        let days = [meta.published, meta.updated].map(|day| day.unwrap().to_string());
        assert_eq!(
            (days, &*meta.keywords),
            (["2025-11-03", "2025-11-04"].map(str::to_owned), &["eaux".to_owned()][..])
        );
        assert_eq!(lines(&record), ["S Trois communes", "B Rennes, 3 nov (AFP) — Texte un."]);
    }
}

#[test]
fn pictures_of_an_item_of_newsml_1_are_captions_and_no_text_stands_twice() {
    let text = "<ContentItem><MediaType FormalName='Text'/><DataContent><p>Texte un.</p></DataContent></ContentItem>";
    let picture = "<NewsComponent><Role FormalName='Caption'/><NewsLines><HeadLine>Une rue</HeadLine></NewsLines><ContentItem>\
                   <DataContent>Une rue sous les eaux.</DataContent></ContentItem></NewsComponent>\
                   <ContentItem><MediaType FormalName='Photo'/><DataContent>/9j/4AAQ</DataContent></ContentItem>";
    let record = sole(&newsml1("Usable", &format!("{picture}{text}<NewsComponent>{text}</NewsComponent>")));
    let shown = lines(&record);
    assert_eq!(shown[0], "S Trois communes");
    assert!(
        shown.contains(&"C Une rue sous les eaux.".to_owned()) && shown.contains(&"C Une rue".to_owned()),
        "{shown:?}"
    );
    assert_eq!(shown.iter().filter(|line| line.contains("Texte un.")).count(), 1, "{shown:?}");
    assert_eq!(shown.len(), 4, "{shown:?}");
}

#[test]
fn what_its_provider_withdrew_is_named_and_a_document_without_items_is_of_a_format() {
    let (records, faults) = read(&newsml1("Canceled", ""));
    assert!(records.is_empty() && faults[0].reason == Reason::Unpublished, "{faults:?}");
    let (_, faults) = read("<NewsML><Catalog/></NewsML>");
    assert_eq!((faults[0].reason, faults[0].detail.as_str()), (Reason::Empty, "no record in it"));
}
