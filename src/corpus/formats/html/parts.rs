//! Which parts of a page are no part of its report, though the extractor took them for main text: other articles, comments, boxes. Told by
//! the elements around the lines and what sites call them, never by what the lines say.

use std::collections::{HashMap, HashSet};

use dom_query::NodeId;

use super::lines::PageLine;

/// Takes out the articles that a page shows below its own, as pages do that never end: each has a heading of the first level.
/// Where the extractor took nothing but those, the page's own is what follows its headline.
pub fn leave_other_articles(lines: &[PageLine], main: &mut [bool], headline: Option<usize>) {
    let Some((headline, own)) = headline.and_then(|headline| Some((headline, lines[headline].around.article?))) else {
        return;
    };
    let titled = lines.iter().filter(|line| line.around.heading == 1 && !line.is_home());
    let others: HashSet<NodeId> = titled.filter_map(|line| line.around.article).filter(|other| *other != own).collect();
    for (line, held) in lines.iter().zip(&mut *main) {
        *held &= line.around.article.is_none_or(|article| !others.contains(&article));
    }
    if others.is_empty() || main.contains(&true) {
        return;
    }
    for (line, held) in lines.iter().zip(main).skip(headline + 1) {
        *held = line.around.article == Some(own) && line.around.paragraph && line.is_of_article();
    }
}

/// Takes out the comments of readers behind an article, however long they are; where nothing stands before them they are the article.
pub fn leave_talk(lines: &[PageLine], main: &mut [bool]) {
    /// In letters.
    const SHORTEST: usize = 300;
    let mut before = 0;
    for (line, held) in lines.iter().zip(main).filter(|(_, held)| **held) {
        if line.around.talk && line.around.aside.is_some() {
            *held = before < SHORTEST;
        } else {
            before += line.size;
        }
    }
}

/// Takes out what stands in a part of the page that is named as no article, unless that part is the article after all.
pub fn leave_asides(lines: &[PageLine], main: &mut [bool]) {
    /// In percent of the main text, for one part and for all of them.
    const LARGEST: [usize; 2] = [25, 40];
    let mut sizes: HashMap<NodeId, usize> = HashMap::new();
    let held = || lines.iter().zip(&*main).filter(|(_, held)| **held).map(|(line, _)| line);
    let all: usize = held().map(|line| line.size).sum();
    for line in held() {
        *line.around.aside.map_or(&mut 0, |aside| sizes.entry(aside).or_default()) += line.size;
    }
    sizes.retain(|_, size| *size * 100 <= all * LARGEST[0]);
    if sizes.values().sum::<usize>() * 100 > all * LARGEST[1] {
        return;
    }
    for (line, held) in lines.iter().zip(main) {
        *held &= line.around.aside.is_none_or(|aside| !sizes.contains_key(&aside));
    }
}

#[cfg(test)]
mod tests {
    use crate::article::Zone::{self, Body, Boilerplate};

    const PARAGRAPH: &str =
        "<p>The harbour office said, again, that ships would wait, and that the crews had been told so.</p>";

    /// The zone of the line that begins so, on a page with these parts.
    fn zone_of(parts: &str, start: &str) -> Option<Zone> {
        let page = format!("<html><head><title>Ships wait</title></head><body>{parts}</body></html>");
        let draft = super::super::parse(page.as_bytes()).unwrap();
        let layout = draft.layout.unwrap();
        layout.iter().find(|(range, _)| draft.body[range.clone()].starts_with(start)).map(|(_, zone)| *zone)
    }

    #[test]
    fn comments_behind_an_article_are_none_of_it_however_long_they_are() {
        let article = format!("<article><h1>Ships wait</h1>{}</article>", PARAGRAPH.repeat(5));
        let talk = "<p>I have lived here for forty years, and nobody has ever asked me what I think, which is why I am asking.</p>";
        for name in ["viafoura", "leserkommentare", "conversation", "comments"] {
            let page = format!("<main>{article}<section class='{name}'>{}</section></main>", talk.repeat(30));
            assert_eq!(zone_of(&page, "I have lived"), Some(Boilerplate), "{name}");
            assert_eq!(zone_of(&page, "The harbour"), Some(Body), "{name}");
        }
        let forum = format!("<h1>Ships wait</h1><div class='comments'>{}</div>", talk.repeat(30));
        assert_eq!(zone_of(&forum, "I have lived"), Some(Body));
    }

    #[test]
    fn an_article_below_the_page_s_own_is_no_part_of_it() {
        let next = "<p>The council voted, for the third time this year, to leave the square as it is, to the delight of nobody.</p>";
        let article = |title: &str, text: &str| format!("<article><h1>{title}</h1>{}</article>", text.repeat(8));
        let page = format!("<main>{}{}</main>", article("Ships wait", PARAGRAPH), article("Square stays", next));
        assert_eq!(zone_of(&page, "The harbour"), Some(Body));
        assert_eq!(zone_of(&page, "The council"), Some(Boilerplate));
        let short = format!("<article><h1>Ships wait</h1>{PARAGRAPH}</article>");
        let page = format!("<main>{short}{}</main>", article("Square stays", &next.repeat(3)));
        assert_eq!(zone_of(&page, "The harbour"), Some(Body));
        assert_eq!(zone_of(&page, "The council"), Some(Boilerplate));
    }
}
