//! Plain text: the file is the article; its first line may be the headline. Where it opens with lines as mail does (`Headline: …`,
//! `Byline: …`, a blank line), these say what is known of it.

use super::fields::Fields;
use super::head::{Head, with_others};
use crate::corpus::decode::decode;
use crate::corpus::{Draft, Fault, Reason};

pub fn parse(bytes: &[u8]) -> Result<Draft, Fault> {
    let text = decode(bytes).ok_or_else(|| Fault::file(Reason::Binary, "the bytes are no text in any encoding"))?;
    if let Some(head) = Head::of(&text) {
        let (record, others, body) = head.parts();
        return Ok(with_others(Fields::new(record).head_of(body), &others));
    }
    Ok(Draft { body: text.into_owned(), headline_inside: true, ..Draft::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Zone;

    fn draft(text: &str) -> Draft {
        parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn a_head_as_mail_has_it_says_what_is_known_of_the_text() {
        let draft = draft(
            "From: \"Jo Pell\" <jo@g.example>\nSubject: Dam talks\n fail\nDate: Sat, 1 Nov 2025 23:00:00 +0500\nSection: World\n\
             Keywords: dams; water\nSource: Gazette\n\nTalks ended.\n\nNo date was set.\n",
        );
        assert_eq!(
            (draft.headline.as_deref(), draft.body.as_str()),
            (Some("Dam talks fail"), "Talks ended.\n\nNo date was set.\n")
        );
        let meta = draft.meta;
        assert_eq!(
            (meta.byline.as_deref(), meta.section.as_deref(), meta.source.as_str()),
            (Some("Jo Pell"), Some("World"), "Gazette")
        );
        assert_eq!(
            (meta.published.map(|day| day.to_string()).as_deref(), meta.keywords.len()),
            (Some("2025-11-01"), 2)
        );
    }

    #[test]
    fn what_is_not_understood_stays_in_the_text() {
        let draft = draft("Headline: Dam\nByline: Jo Pell\nDate: 10/11/2025\nPhotographer: Al Ro\n\nTalks ended.\n");
        assert_eq!(draft.body, "Talks ended.\n\nDate: 10/11/2025\n\nPhotographer: Al Ro");
        assert_eq!(draft.layout.unwrap().last().unwrap().1, Zone::Boilerplate);
    }

    #[test]
    fn a_text_that_merely_begins_with_a_word_and_a_colon_loses_nothing() {
        for text in [
            "Subject: the dam\n\nTalks ended.\n",
            "Breaking: dam talks fail\nSource: officials said so\nThe minister left.\n\nMore.",
            "Q: Did he leave?\nA: He did.\n\nMore.",
            "Date: Monday\nVenue: the quay\nSource: the office\n\nAll may come.",
            "From: a place afar\nHe came on Monday and left.\n\nMore.",
        ] {
            assert_eq!((draft(text).body.as_str(), draft(text).headline_inside), (text, true));
        }
    }
}
