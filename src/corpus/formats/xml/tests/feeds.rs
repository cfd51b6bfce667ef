//! RSS, Atom, and the exports of blogs.

use super::{byline, headline, lines, read, sole};
use crate::corpus::Reason;

const SPACES: &str = "xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:yandex='http://news.yandex.ru' \
    xmlns:turbo='http://turbo.yandex.ru' xmlns:media='http://search.yahoo.com/mrss/' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'";

fn item(inner: &str) -> String {
    format!(
        "<rss version='2.0' {SPACES}><channel><title>Gazette</title><item><title>Ships wait</title>{inner}</item></channel></rss>"
    )
}

#[test]
fn the_whole_text_of_an_item_goes_before_its_description_wherever_it_stands() {
    for text in [
        "<yandex:full-text>One.\n\nTwo.</yandex:full-text>",
        "<turbo:content><![CDATA[<p>One.</p><p>Two.</p>]]></turbo:content>",
        "<fulltext>One.\n\nTwo.</fulltext>",
        "<full_text>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</full_text>",
        "<content><p>One.</p><p>Two.</p></content>",
        "<media:content url='a.mp4'><media:text>One.\n\nTwo.</media:text></media:content>",
    ] {
        let record = sole(&item(&format!("<description>In short.</description>{text}")));
        assert_eq!(lines(&record), ["S In short.", "B One.", "B Two."], "{text}");
    }
    let picture = "<media:content medium='image'><media:text>The quay</media:text></media:content>";
    assert_eq!(
        lines(&sole(&item(&format!("<description>In short.</description>{picture}")))),
        ["B In short.", "C The quay"]
    );
    let podcast = sole(&item("<itunes:author>Host</itunes:author><itunes:summary>In short.</itunes:summary>"));
    assert_eq!((byline(&podcast), lines(&podcast)), ("Host", vec!["B In short.".to_owned()]));
}

#[test]
fn an_excerpt_of_wordpress_is_not_kept_twice_and_the_line_below_it_is_no_text() {
    let footer = "<p>The post <a href='x'>Ships wait</a> first appeared on <a href='y'>Gazette</a>.</p>";
    let record = sole(&item(&format!(
        "<description><![CDATA[<p>Ships wait in the [&#8230;]</p>{footer}]]></description>\
         <content:encoded><![CDATA[<p>Ships wait in the harbour.</p>{footer}]]></content:encoded>"
    )));
    let footer = "X The post Ships wait first appeared on Gazette.";
    assert_eq!(lines(&record), ["B Ships wait in the harbour.", footer]);
}

#[test]
fn authors_of_an_export_are_called_what_they_call_themselves() {
    let export = "<rss xmlns:wp='http://wordpress.org/export/1.2/' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><wp:wxr_version>1.2\
        </wp:wxr_version><wp:author><wp:author_login>sol</wp:author_login><wp:author_display_name><![CDATA[Sol Pell]]>\
        </wp:author_display_name></wp:author><item><title>A</title><dc:creator>sol</dc:creator><wp:post_type>post</wp:post_type>\
        <wp:status>publish</wp:status></item><item><title>B</title><dc:creator>guest</dc:creator><wp:post_type>post</wp:post_type>\
        <wp:status>publish</wp:status></item></channel></rss>";
    let (records, faults) = read(export);
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!((byline(&records[0]), byline(&records[1])), ("Sol Pell", "guest"));
}

fn entry(kind: &str, more: &str) -> String {
    format!(
        "<entry><id>{kind}</id><title>Of a {kind}</title><category scheme='http://schemas.google.com/g/2005#kind' \
         term='http://schemas.google.com/blogger/2008/kind#{kind}'/><category term='Mill'/>{more}<content type='html'>Text.</content></entry>"
    )
}

#[test]
fn of_an_export_of_blogger_only_what_is_posted_is_read() {
    let draft = "<app:control xmlns:app='http://www.w3.org/2007/app'><app:draft>yes</app:draft></app:control>";
    let newer = "<entry><title>New</title><b:type xmlns:b='urn:b'>COMMENT</b:type></entry>";
    let kinds: String = ["settings", "template", "page", "comment"].map(|kind| entry(kind, "")).concat();
    let entries = format!("{kinds}{}{}{newer}", entry("post", ""), entry("post", draft));
    let (records, faults) =
        read(&format!("<feed xmlns='http://www.w3.org/2005/Atom'><title>Blog</title>{entries}</feed>"));
    assert_eq!((records.len(), headline(&records[0])), (1, "Of a post"));
    assert_eq!(records[0].draft.meta.keywords, ["Mill"]);
    let named: Vec<(Reason, &str)> = faults.iter().map(|fault| (fault.reason, fault.detail.as_str())).collect();
    let kinds = ["settings: Of a settings", "template: Of a template", "page: Of a page", "comment: Of a comment"];
    assert_eq!(named[..4], kinds.map(|detail| (Reason::NoArticle, detail)));
    assert_eq!(named[4..], [(Reason::Unpublished, "post, draft: Of a post"), (Reason::NoArticle, "comment: New")]);
}

#[test]
fn a_relative_address_of_an_entry_is_meant_at_the_base_of_the_feed() {
    let url = |base: &str| {
        let entry = format!("<entry {base}><title>A</title><link href='posts/1'/></entry>");
        let feed =
            format!("<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://a.example/blog/'>{entry}</feed>");
        sole(&feed).draft.meta.url.unwrap()
    };
    assert_eq!(url(""), "https://a.example/blog/posts/1");
    assert_eq!(url("xml:base='/news/'"), "https://a.example/news/posts/1");
}
