//! Pages that are no plain report: what the reporter wrote stays part of the article, and menus do not become one.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set up its case has failed")]

use std::fmt::Write as _;
use std::path::Path;

use morgue::article::{Article, ArticleId, Zone};
use morgue::corpus::{finish, parse_whole, recognise};

const MENU: &str = "<nav><ul><li><a href=\"/\">Front page</a></li><li><a href=\"/w\">Weather desk</a></li><li><a href=\"/s\">Sports desk</a></li></ul></nav>";
const FOOT: &str = "<footer><ul><li><a href=\"/i\">Imprint</a></li><li><a href=\"/p\">Privacy</a></li></ul><p>\u{a9} 2025 The Gazette</p></footer>";

fn page(title: &str, head: &str, main: &str) -> Article {
    let html = format!(
        "<!doctype html><html lang=\"en\"><head><title>{title}</title>{head}</head><body>{MENU}<main><h1>{title}</h1>{main}</main>{FOOT}</body></html>"
    );
    let format = recognise(Path::new("page.html"), html.as_bytes()).unwrap();
    let draft = parse_whole(format, html.as_bytes()).unwrap();
    finish(ArticleId("page.html".into()), "page.html".into(), draft, |_| 0).0
}

/// The zone of the line that starts so.
fn zone(article: &Article, start: &str) -> Zone {
    let mut blocks = article.blocks.iter();
    let block = blocks.find(|block| block.zone != Zone::Headline && block.span.of(&article.text).starts_with(start));
    block.unwrap_or_else(|| panic!("no line starts with {start:?} in:\n{}", article.text)).zone
}

fn are(article: &Article, wanted: Zone, starts: &[&str]) {
    for start in starts {
        assert_eq!(zone(article, start), wanted, "{start}\n{}", article.text);
    }
}

const MENUS: [&str; 2] = ["Front page", "Imprint"];

fn paragraph(number: usize) -> String {
    format!(
        "Report {number}: the harbour office, which had waited for the storm to pass, let ship number {number} leave for the islands, with all of her crew."
    )
}

fn paragraphs(numbers: std::ops::Range<usize>) -> String {
    numbers.map(|number| format!("<p>{}</p>", paragraph(number))).collect::<Vec<_>>().concat()
}

#[test]
fn quotations_and_lists_of_an_article_are_body() {
    let main = format!(
        "<article>{}<blockquote><p>We have waited for nine days, and nobody told us why.</p></blockquote>{}\
         <ul><li>The ferry to the islands leaves at nine.</li><li>The mail boat waits.</li><li>Fishing is allowed again.</li></ul>{}</article>",
        paragraphs(0..3),
        paragraphs(3..5),
        paragraphs(5..7)
    );
    let article = page("Ships leave the harbour at last", "", &main);
    are(
        &article,
        Zone::Body,
        &["Report 0", "We have waited", "Report 4", "The ferry", "The mail boat", "Fishing", "Report 6"],
    );
    are(&article, Zone::Boilerplate, &MENUS);
}

#[test]
fn a_pull_quote_stands_twice_as_on_the_page() {
    let said = "We have waited for nine days, and nobody told us why.";
    let main = format!(
        "<article>{}<p>\u{201c}{said}\u{201d} the captain said on the quay.</p><div class=\"pullquote\">{said}</div>{}</article>",
        paragraphs(0..3),
        paragraphs(3..6)
    );
    let article = page("Ships leave the harbour at last", "", &main);
    assert_eq!(article.text.matches(said).count(), 2);
    are(&article, Zone::Body, &["Report 2", "\u{201c}We have waited", "Report 5"]);
}

#[test]
fn tables_of_figures_are_read_row_by_row() {
    let rows = (1..6)
        .map(|row| format!("<tr><td>Pier {row}</td><td>{} ships</td></tr>", row * 7))
        .collect::<Vec<_>>()
        .concat();
    let main = format!("<article>{}<table>{rows}</table>{}</article>", paragraphs(0..3), paragraphs(3..6));
    let article = page("Ships by pier", "", &main);
    are(&article, Zone::Body, &["Report 0", "Pier 1", "7 ships", "Pier 5", "35 ships", "Report 5"]);
    are(&article, Zone::Boilerplate, &MENUS);
}

#[test]
fn a_very_short_notice_is_the_body() {
    let article = page("Ferry cancelled", "", "<p>The ferry to the islands is cancelled on Monday.</p>");
    are(&article, Zone::Body, &["The ferry to the islands"]);
    are(&article, Zone::Boilerplate, &MENUS);
}

#[test]
fn the_posts_of_a_live_blog_are_body() {
    let mut posts = String::new();
    for post in (0..9).rev() {
        let hour = 9 + post;
        write!(
            posts,
            "<section class=\"post\" id=\"post-{post}\"><time datetime=\"2025-11-03T{hour:02}:15\">{hour}:15</time>\
             <h2>Ship {post} is out</h2><p>{}</p><p>Post {post} ends with what the captain said: that all was well.</p></section>",
            paragraph(post)
        )
        .unwrap();
    }
    let article = page("Live: the ships leave", "", &format!("<div class=\"live\">{posts}</div>"));
    for post in 0..9 {
        are(&article, Zone::Body, &[&format!("Report {post}"), &format!("Post {post} ends")]);
    }
    are(&article, Zone::Boilerplate, &MENUS);
}

#[test]
fn a_gallery_is_its_captions() {
    let picture = |number: usize| {
        format!(
            "<figure><img src=\"{number}.jpg\"><figcaption>Ship {number} leaves the harbour in the evening, seen from the old light.</figcaption></figure>"
        )
    };
    let pictures: String = (0..8).map(picture).collect();
    let article = page("The ships in pictures", "", &format!("<div class=\"gallery\">{pictures}</div>"));
    for number in 0..8 {
        are(&article, Zone::Caption, &[&format!("Ship {number} leaves")]);
    }
    are(&article, Zone::Boilerplate, &MENUS);
}

#[test]
fn a_front_page_keeps_its_teasers() {
    let teaser = |number: usize| {
        format!(
            "<div class=\"teaser\"><h2><a href=\"/{number}\">Ship {number} is still at sea</a></h2><p>Of ship {number} nothing was heard since the storm, her owners say.</p></div>"
        )
    };
    let teasers: String = (0..12).map(teaser).collect();
    let article = page("The Gazette of the harbour", "", &teasers);
    for number in 0..12 {
        are(&article, Zone::Body, &[&format!("Of ship {number} nothing")]);
    }
    are(&article, Zone::Boilerplate, &MENUS);
}

#[test]
fn a_list_of_links_is_not_lost() {
    let links: String = (0..30)
        .map(|number| format!("<li><a href=\"/{number}\">Number {number} of the archive</a></li>"))
        .collect::<Vec<_>>()
        .concat();
    let article = page("All reports of the year", "", &format!("<ul>{links}</ul>"));
    for number in 0..30 {
        assert!(article.text.contains(&format!("Number {number} of the archive")));
    }
    are(&article, Zone::Boilerplate, &MENUS);
}

// ---- What is stated and not shown ----

fn stated(numbers: std::ops::Range<usize>) -> String {
    let text: Vec<String> = numbers.map(paragraph).collect();
    format!(
        "<script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"headline\":\"Ships leave\",\"articleBody\":\"{}\"}}</script>",
        text.join("\\n\\n")
    )
}

fn once(article: &Article, numbers: std::ops::Range<usize>) {
    for number in numbers {
        assert_eq!(article.text.matches(&paragraph(number)).count(), 1, "{number}");
        are(article, Zone::Body, &[&format!("Report {number}:")]);
    }
}

#[test]
fn a_page_that_scripts_build_has_the_text_that_it_states() {
    let main = "<div id=\"app\"></div><p class=\"noscript\">Please let scripts run to read this page.</p>";
    let article = page("Ships leave", &stated(0..5), main);
    once(&article, 0..5);
    are(&article, Zone::Boilerplate, &["Please let scripts", MENUS[0], MENUS[1]]);
    assert_eq!(article.headline(), Some("Ships leave"));
}

#[test]
fn a_page_that_shows_nothing_at_all_has_the_text_that_it_states() {
    let html = format!(
        "<html><head><title>Ships leave</title>{}</head><body><div id=\"app\"></div></body></html>",
        stated(0..3)
    );
    let format = recognise(Path::new("page.html"), html.as_bytes()).unwrap();
    let draft = parse_whole(format, html.as_bytes()).unwrap();
    let article = finish(ArticleId("page.html".into()), "page.html".into(), draft, |_| 0).0;
    once(&article, 0..3);
    assert_eq!(article.headline(), Some("Ships leave"));
}

#[test]
fn a_shortened_page_has_the_rest_behind_what_it_shows() {
    let main =
        format!("<article>{}</article><div class=\"paywall\"><p>Subscribe now to read on.</p></div>", paragraphs(0..3));
    let article = page("Ships leave", &stated(0..8), &main);
    once(&article, 0..8);
    let place = |start: &str| article.text.find(start).unwrap();
    assert!(place("Report 2:") < place("Report 3:") && place("Report 7:") < place("Imprint"));
    are(&article, Zone::Boilerplate, &["Subscribe now", MENUS[0], MENUS[1]]);
}

#[test]
fn a_page_that_shows_what_it_states_has_it_once() {
    let article = page("Ships leave", &stated(0..6), &format!("<article>{}</article>", paragraphs(0..6)));
    once(&article, 0..6);
}
