//! What the reader of web pages promises. Knows the reader from outside only.

use super::*;
use crate::article::Zone::{Body, Boilerplate, Caption, Standfirst};

const PARAGRAPH: &str =
    "<p>The harbour office said, again, that ships would wait, and that the crews had been told so, in number NR.</p>";

fn paragraphs(count: usize) -> String {
    (1..=count).map(|number| PARAGRAPH.replace("NR", &number.to_string())).collect()
}

fn page(head: &str, article: &str) -> Draft {
    let page = format!(
        "<html lang=\"en-GB\"><head><title>Ships wait | The Gazette</title>{head}</head><body>\
         <nav><a href=\"/\">Home</a> <a href=\"/world\">World</a></nav><article>{article}</article>\
         <footer>Copyright notice</footer></body></html>"
    );
    parse(page.as_bytes()).unwrap()
}

/// The lines in their order, with their zones.
fn lines(draft: &Draft) -> Vec<(&str, Zone)> {
    draft.layout.iter().flatten().map(|(range, zone)| (&draft.body[range.clone()], *zone)).collect()
}

fn zone_of(draft: &Draft, start: &str) -> Option<Zone> {
    lines(draft).into_iter().find(|(text, _)| text.starts_with(start)).map(|(_, zone)| zone)
}

#[test]
fn the_text_stands_in_the_order_of_the_page_each_word_once() {
    let article = format!("<h1>Ships wait</h1>{}<figure><figcaption>The quay</figcaption></figure>", paragraphs(8));
    let draft = page("<meta property=\"og:site_name\" content=\"The Gazette\">", &article);
    assert_eq!(draft.headline.as_deref(), Some("Ships wait"));
    let lines = lines(&draft);
    assert_eq!(lines.first(), Some(&("Home World", Boilerplate)));
    assert_eq!(lines.last(), Some(&("Copyright notice", Boilerplate)));
    assert_eq!(lines[lines.len() - 2], ("The quay", Caption));
    assert_eq!(lines[1..9].iter().filter(|(_, zone)| *zone == Body).count(), 8);
    assert_eq!(lines.len(), 11);
}

#[test]
fn what_the_page_states_is_taken_from_where_it_is_stated_best() {
    let head = r#"<meta property="og:site_name" content="The Gazette"><meta property="og:title" content="Ships wait | The Gazette">
        <link rel="canonical" href="https://gazette.example/2025/10/30/ships"><meta name="author" content="desk">
        <meta name="news_keywords" content="ships, harbour; ships"><meta property="article:modified_time" content="2025-11-03T08:00:00Z">
        <script type="application/ld+json">{"broken": </script>
        <script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Ships wait","articleSection":["World"],
        "author":[{"name":"Jo Pell"},{"name":"Ada"}],"datePublished":"2025-11-01T23:59:00+05:00"}]}</script>"#;
    let meta = page(head, &format!("<h1>Ships wait</h1>{}", paragraphs(6))).meta;
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    assert_eq!((meta.source.as_str(), meta.byline.as_deref()), ("The Gazette", Some("Jo Pell, Ada")));
    assert_eq!((day(meta.published).as_str(), day(meta.updated).as_str()), ("2025-11-01", "2025-11-03"));
    assert_eq!((meta.language.as_deref(), meta.section.as_deref()), (Some("en-GB"), Some("World")));
    assert_eq!(meta.keywords, ["ships", "harbour"]);
    assert_eq!(meta.url.as_deref(), Some("https://gazette.example/2025/10/30/ships"));
}

#[test]
fn a_day_is_read_from_what_the_page_has() {
    let day = |head: &str, body: &str| {
        let published = page(head, &format!("{body}{}", paragraphs(6))).meta.published;
        published.map(|day| day.to_string()).unwrap_or_default()
    };
    assert_eq!(day("<meta name='DC.date.issued' content='2025-11-01'>", ""), "2025-11-01");
    assert_eq!(day("<meta name='parsely-pub-date' content='2025-11-01T08:00:00Z'>", ""), "2025-11-01");
    assert_eq!(day("<meta name='date' content='Nov. 1, 2025 at 6:01 am'>", ""), "2025-11-01");
    assert_eq!(day("", "<time datetime='2025-11-01T08:00'>Saturday</time>"), "2025-11-01");
    assert_eq!(day("", "<time datetime='2025-11-01'>a</time><time datetime='2025-11-02'>b</time>"), "");
    let other = "<time datetime='2025-11-09'>of a teaser</time>";
    assert_eq!(
        day("", &format!("{other}<h1>Ships wait</h1><time datetime='2025-11-01'>a</time>{other}")),
        "2025-11-01"
    );
    assert_eq!(day("", &format!("{other}<time pubdate datetime='2025-11-01'>a</time>")), "2025-11-01");
    assert_eq!(day("", &format!("{other}<time class='entry-date' datetime='2025-11-01'>a</time>")), "2025-11-01");
    assert_eq!(day("", "<abbr class='published' title='2025-11-01T08:00'>Saturday</abbr>"), "2025-11-01");
    assert_eq!(day("", "<span itemprop='datePublished' title='2025-11-01T08:00'>Saturday</span>"), "2025-11-01");
    assert_eq!(day("", "<span property='dc:date dc:created' content='2025-11-01T08:00'>Saturday</span>"), "2025-11-01");
    assert_eq!(day("<meta name='parsely-page' content='{\"pub_date\":\"2025-11-01T08:00:00Z\"}'>", ""), "2025-11-01");
    let video = r#"<script type="application/ld+json">{"@type":"VideoObject","uploadDate":"2025-11-01"}</script>"#;
    assert_eq!(day(video, ""), "2025-11-01");
    assert_eq!(day("<meta property='og:url' content='https://a.example/2025/nov/01/x'>", ""), "2025-11-01");
    assert_eq!(day("<meta name='date' content='99999-01-01'>", ""), "");
}

#[test]
fn a_person_on_the_page_goes_before_a_house() {
    let byline =
        |head: &str, body: &str| page(head, &format!("<h1>Ships wait</h1>{body}{}", paragraphs(6))).meta.byline;
    let house = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ships wait",
        "author":{"@type":"NewsMediaOrganization","name":"Gazette Newsroom"}}</script>"#;
    assert_eq!(byline(house, "<p class='byline'>By Jo Pell<br>Correspondent</p>").as_deref(), Some("Jo Pell"));
    assert_eq!(byline(house, "").as_deref(), Some("Gazette Newsroom"));
    let machine = "<p class='byline'>Authority control</p>";
    assert_eq!(byline(house, machine).as_deref(), Some("Gazette Newsroom"));
    assert_eq!(byline("", "<p>by <span class='username'>Jo Pell</span></p>").as_deref(), Some("Jo Pell"));
    assert_eq!(byline("", "<p>by <span rel='schema:author'>Jo Pell</span></p>").as_deref(), Some("Jo Pell"));
}

#[test]
fn an_address_is_read_from_what_saved_the_page() {
    let url = |head: &str| page(head, &paragraphs(6)).meta.url.unwrap_or_default();
    let address = "https://gazette.example/ships";
    assert_eq!(url(&format!("<!-- saved from url=(0029){address} -->")), address);
    assert_eq!(url(&format!("<!--\n Page saved with SingleFile\n url: {address}\n saved date: today\n-->")), address);
    assert_eq!(url("<base href='https://gazette.example/'><link rel='canonical' href='/ships'>"), address);
    assert_eq!(url("<!-- see https://gazette.example/docs -->"), "");
}

#[test]
fn a_keyword_may_hold_a_comma_where_each_has_a_tag_of_its_own() {
    let keywords = |head: &str| page(head, &paragraphs(6)).meta.keywords;
    let tags = "<meta property='article:tag' content='Washington, D.C.'><meta property='article:tag' content='Ports'>";
    assert_eq!(keywords(tags), ["Washington, D.C.", "Ports"]);
    assert_eq!(keywords("<meta property='article:tag' content='Ships, Ports'>"), ["Ships", "Ports"]);
}

#[test]
fn the_headline_is_the_page_s_own_without_the_name_of_the_site() {
    let headline = |head: &str, heading: &str| page(head, &format!("{heading}{}", paragraphs(6))).headline.unwrap();
    assert_eq!(headline("", "<h1>Ships wait</h1>"), "Ships wait");
    assert_eq!(
        headline("<meta property='og:title' content='Ships wait at the quay'>", "<h1>Gazette</h1>"),
        "Ships wait at the quay"
    );
    let named =
        "<meta property='og:site_name' content='The Gazette'><meta property='og:title' content='Ships - The Gazette'>";
    assert_eq!(headline(named, ""), "Ships");
    let encyclopedia = r#"<script type="application/ld+json">{"@type":"Article","name":"Ships wait","headline":"a state of ships"}</script>"#;
    assert_eq!(headline(encyclopedia, "<h1>Ships wait</h1>"), "Ships wait");
}

#[test]
fn a_headline_is_whole_whatever_its_heading_and_the_statements_leave_out() {
    let headline = |head: &str, heading: &str| page(head, &format!("{heading}{}", paragraphs(6))).headline.unwrap();
    let titled = |title: &str| format!("<meta property='og:title' content='{title}'>");
    let wait = "Ships wait for a third day";
    assert_eq!(headline(&titled(wait), "<h1>Ships wait<br>for a third day</h1>"), wait);
    assert_eq!(headline(&titled(wait), "<h1>Ships wait</h1>"), wait);
    assert_eq!(headline(&titled("Ships wait for..."), &format!("<h1>{wait}</h1>")), wait);
    assert_eq!(headline("", "<h1>Ship\u{ad}s wait</h1>"), "Ships wait");
    assert_eq!(headline(&titled("Ships &amp;amp;amp; crews wait"), ""), "Ships & crews wait");
    let site = "<meta property='og:site_name' content='The Gazette'><meta property='og:title' content='The Gazette'>";
    assert_eq!(headline(site, "<h1>Ships wait</h1>"), "Ships wait");
}

#[test]
fn the_name_of_the_site_is_no_headline_and_stands_in_no_headline() {
    let draft = |title: &str, body: &str| {
        let page = format!("<html><head><title>{title}</title></head><body>{body}{}</body></html>", paragraphs(6));
        parse(page.as_bytes()).unwrap()
    };
    let logo = "<h1><a href='/'>The Gazette</a></h1><p>Ships wait at the quay</p>";
    for (title, body) in [
        ("The Gazette: Ships wait", "<h1>Ships wait</h1>"),
        ("Ship\u{ad}s wait - The Gazette", "<h1>Ships wait</h1>"),
        ("The Gazette - Ships wait - June 3, 2025", "<h1>Ships wait</h1>"),
        ("The Gazette \u{bb} Ships wait at the quay", logo),
        (
            "The Gazette \u{bb} Ships wait at the quay",
            "<h1 class='site-title'>The Gazette</h1><p>Ships wait at the quay</p>",
        ),
        ("Ships wait at the quay | News | The Gazette", "<h2>Ships wait at the quay</h2>"),
    ] {
        let read = draft(title, body);
        let headline = read.headline.unwrap();
        assert!(headline == "Ships wait" || headline == "Ships wait at the quay", "{title}: {headline}");
    }
    assert_eq!(draft("The Gazette: Ships wait", "<h1>Ships wait</h1>").meta.source, "The Gazette");
    assert_eq!(draft("Ships wait | News | The Gazette", "<h1>Ships wait</h1>").meta.source, "The Gazette");
}

#[test]
fn what_holds_the_headline_is_no_aside_whatever_its_name() {
    let letter = "<div class='newsletter'><p>Get all the news about ships, harbours, and crews in your inbox, every day of the \
                  week, for nothing at all, and never miss a ship again.</p></div>";
    let article = format!("<h1>Ships wait</h1>{}{letter}{}", paragraphs(4), paragraphs(4));
    for (open, close) in
        [("<div class='content-sidebar-wrap'>", "</div>"), ("<article class='newsletter-post'>", "</article>")]
    {
        let draft = page("", &format!("{open}{article}{close}"));
        assert_eq!(zone_of(&draft, "Get all the news"), Some(Boilerplate), "{open}");
        assert_eq!(lines(&draft).iter().filter(|(_, zone)| *zone == Body).count(), 8, "{open}");
    }
}

#[test]
fn a_summary_between_headline_and_report_is_the_standfirst() {
    let article = format!(
        "<header><h1>Ships wait</h1><h2 class=\"article__dek\">The harbour is closed for a third day in a row.</h2>\
         <div class=\"byline\">By Jo Pell</div></header>{}",
        paragraphs(8)
    );
    let draft = page("<meta name=\"author\" content=\"Jo Pell\">", &article);
    assert_eq!(zone_of(&draft, "The harbour is closed"), Some(Standfirst));
    assert_eq!(zone_of(&draft, "By Jo Pell"), Some(Boilerplate));
    let credit = "<p>Jo Pell | 6 October 2025 | 27 comments</p>";
    let article = format!("<h1>Ships wait</h1>{credit}{}<p>Jo Pell - a diver - was there.</p>", paragraphs(8));
    let draft = page("<meta name=\"author\" content=\"Jo Pell\">", &article);
    assert_eq!((zone_of(&draft, "Jo Pell |"), zone_of(&draft, "Jo Pell -")), (Some(Boilerplate), Some(Body)));
}

#[test]
fn junk_inside_the_article_is_told_by_what_the_site_calls_it_and_by_its_links() {
    let links = "<ul><li><a href=\"/1\">One thing that happened</a></li><li><a href=\"/2\">Another thing</a></li>\
                 <li><a href=\"/3\">A third thing</a></li></ul>";
    let article = format!(
        "<h1>Ships wait</h1>{}<div class=\"c-newsletterBox\"><p>Get all the news about ships, harbours, and crews in your inbox, \
         every day of the week, for nothing at all, and never miss a ship again.</p></div>{}{links}",
        paragraphs(4),
        paragraphs(4)
    );
    let draft = page("", &article);
    for junk in ["Get all the news", "One thing", "Another thing", "A third thing"] {
        assert_eq!(zone_of(&draft, junk), Some(Boilerplate), "{junk}");
    }
    assert_eq!(lines(&draft).iter().filter(|(_, zone)| *zone == Body).count(), 8);
}

#[test]
fn an_article_in_a_part_with_a_name_of_junk_stays_an_article() {
    let draft =
        page("", &format!("<div class=\"social related newsletter\"><h1>Ships wait</h1>{}</div>", paragraphs(8)));
    assert_eq!(lines(&draft).iter().filter(|(_, zone)| *zone == Body).count(), 8);
}

#[test]
fn paragraphs_that_the_page_states_as_its_text_are_the_body_wherever_they_stand() {
    let stated = "A late paragraph, which stands in a box of its own far from the others, tells of the crews.";
    let head = format!(
        "<script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"articleBody\":\"x {stated} y\"}}</script>"
    );
    let draft =
        page(&head, &format!("{}</article><div><div><span>{stated}</span></div></div><article>", paragraphs(8)));
    assert_eq!(zone_of(&draft, "A late paragraph"), Some(Body));
}

#[test]
fn a_page_without_an_article_loses_nothing() {
    let list: Vec<String> =
        (0..40).map(|number| format!("<li><a href=\"/{number}\">Story {number}</a></li>")).collect();
    let draft = page("", &format!("<ul>{}</ul>", list.concat()));
    for number in 0..40 {
        assert!(zone_of(&draft, &format!("Story {number}")).is_some(), "{number}");
    }
    assert!(zone_of(&draft, "Home").is_some());
}

#[test]
fn a_declared_encoding_is_believed() {
    let page = b"<html><head><meta charset=\"windows-1251\"></head><body><p>\xcf\xf0\xe8\xe2\xe5\xf2</p></body></html>";
    assert!(parse(page).unwrap().body.contains("Привет"));
}

#[test]
fn what_is_nested_beyond_measure_is_read_all_the_same() {
    for depth in [399, 401, 3_999, 4_001, 100_000] {
        let page = format!("{}<p>The quarry closed at noon.</p>{}", "<div>".repeat(depth), "</div>".repeat(depth));
        assert!(parse(page.as_bytes()).unwrap().body.contains("The quarry closed at noon."), "{depth}");
    }
}

#[test]
fn a_page_may_use_the_marks_itself() {
    let marks = "\u{F0000}\u{F0001} and \u{10FFFD}";
    let draft = page("", &format!("{}<p>Marks {marks}</p>", paragraphs(6)));
    assert!(draft.body.contains(marks));
}
