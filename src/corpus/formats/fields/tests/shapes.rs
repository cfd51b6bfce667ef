//! Texts in the shapes that editors and programs give them.

use super::*;

fn body(value: &str) -> Draft {
    article(&format!(r#"{{"headline":"Dam","content":{value}}}"#)).1
}

#[test]
fn markup_in_a_text_is_none_of_its_words() {
    for (value, expected) in [
        (r#""One.<br/><br/>Two with 3 < 5.""#, "One.\n\nTwo with 3 < 5."),
        (r#""<P>One.</P><P>Two.</P>""#, "One.\n\nTwo."),
        (r#""It was <b>big</b>.\n\nThen <i>small</i>.""#, "It was big.\n\nThen small."),
        (r#""<span>One.</span><h3>Two</h3><li>Three</li>""#, "One.\n\nTwo\n\nThree"),
        (r#""&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;""#, "One.\n\nTwo."),
        (r#""Tom &amp; Jerry&#39;s win.\nAT&T and R&D; stay.""#, "Tom & Jerry's win.\nAT&T and R&D; stay."),
        (r#""The element <b> is old, and a < b.""#, "The element <b> is old, and a < b."),
    ] {
        assert_eq!(body(value).body, expected);
    }
}

#[test]
fn entities_and_markup_are_no_words_of_a_name_either() {
    let (_, draft) = article(
        r#"{"headline":"Tom &amp; Jerry&#39;s <em>win</em>","body":"One.","byline":"<p>By <a href=\"/a\">Jo Pell</a> &amp; Al O&#39;Ro</p>",
            "source":"Sun &amp; Moon","section":"Arts &amp; Life","keywords":"mills &amp; dams; water","url":"https://g.example/?a=1&#038;b=2"}"#,
    );
    let Meta { source, byline, section, keywords, url, .. } = draft.meta;
    assert_eq!((draft.headline.as_deref(), byline.as_deref()), (Some("Tom & Jerry's win"), Some("Jo Pell & Al O'Ro")));
    assert_eq!((source.as_str(), section.as_deref()), ("Sun & Moon", Some("Arts & Life")));
    assert_eq!(
        (keywords, url.as_deref()),
        (vec!["mills & dams".into(), "water".into()], Some("https://g.example/?a=1&b=2"))
    );
}

#[test]
fn a_caption_in_the_markup_is_one_and_a_link_set_aside_is_boilerplate() {
    let draft = body(
        r#""<p>One.</p><figure><img src=\"a\"><figcaption>The crest.</figcaption></figure><aside><p>Related: <a href=\"x\">The old dam</a></p></aside><p>Two.</p>""#,
    );
    assert_eq!(
        zones(&draft),
        [
            (Zone::Body, "One."),
            (Zone::Caption, "The crest."),
            (Zone::Boilerplate, "Related: The old dam"),
            (Zone::Body, "Two.")
        ]
    );
}

#[test]
fn runs_of_letters_make_one_paragraph_and_blocks_make_their_own() {
    for (value, expected) in [
        // ProseMirror, Slate, Sanity, Contentful, Lexical.
        (
            r#"{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Line a"},{"type":"hardBreak"},
                {"type":"text","text":"Line b"}]}]}"#,
            "Line a\nLine b",
        ),
        (
            r#"[{"type":"paragraph","children":[{"text":"See "},{"type":"link","children":[{"text":"our report"}]},{"text":"."}]},
                {"type":"paragraph","children":[{"text":"Two."}]}]"#,
            "See our report.\n\nTwo.",
        ),
        (
            r#"[{"_type":"block","children":[{"_type":"span","text":"The mill "},{"_type":"span","text":"settled"}]},
                {"_type":"image","caption":"The crest"}]"#,
            "The mill settled\n\nThe crest",
        ),
        (
            r#"{"nodeType":"document","content":[{"nodeType":"paragraph","content":[{"nodeType":"text","value":"One "},
                {"nodeType":"hyperlink","content":[{"nodeType":"text","value":"two"}]}]}]}"#,
            "One two",
        ),
        (
            r#"{"root":{"type":"root","children":[{"type":"paragraph","children":[{"type":"text","text":"One"},{"type":"linebreak"},
                {"type":"text","text":"two"}]}]}}"#,
            "One\ntwo",
        ),
        (r#"[{"text":"One."},{"text":"Two."}]"#, "One.\n\nTwo."),
        (r#"[{"type":"text","text":"One."},{"type":"text","text":"Two."}]"#, "One.\n\nTwo."),
        (r#"{"blocks":[{"key":"a","text":"One.","type":"unstyled"},{"key":"b","text":"Two."}]}"#, "One.\n\nTwo."),
        (
            r#"[{"type":"text","content":"One <b>more</b>."},{"type":"list","items":[{"type":"text","content":"Two"}]}]"#,
            "One more.\n\nTwo",
        ),
    ] {
        assert_eq!(body(value).body, expected);
    }
}

#[test]
fn blocks_under_an_unknown_name_are_the_text_of_their_headline() {
    let (_, draft) = article(
        r#"{"title":"Dam","sections":["World"],"authors":[{"name":"Jo","text":"Jo writes."}],"pieces":[{"text":"One."},{"text":"Two."}],
            "comments":[{"author":"Al","text":"I was there."}]}"#,
    );
    assert_eq!(zones(&draft), [(Zone::Body, "One."), (Zone::Body, "Two."), (Zone::Boilerplate, "I was there.")]);
}

#[test]
fn a_text_that_is_cut_off_gives_way_to_the_whole() {
    for cut in ["Talks on the d… [+1234 chars]", "Talks on the […]", "Talks on...", "Talks on the dam [+1 chars]"] {
        let record = format!(r#"{{"title":"Dam","content":"{cut}","full_content":"Talks on  the dam ended late."}}"#);
        assert_eq!(article(&record).1.body, "Talks on  the dam ended late.");
        let record = format!(r#"{{"title":"Dam","content":"{cut}","story_text":"Of something else."}}"#);
        assert_eq!(article(&record).1.body, cut);
    }
    let whole = r#"{"title":"Dam","content":"Talks ended.","full_text":"Talks ended. And more."}"#;
    assert_eq!(article(whole).1.body, "Talks ended.");
}
