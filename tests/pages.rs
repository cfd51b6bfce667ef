//! The saved pages of one site in one folder: the body of each is its paragraphs and nothing else is, in whatever order they come.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set up its case has failed")]

mod common;
#[path = "common/contents.rs"]
mod contents;

use std::fs;
use std::path::Path;

use common::index;
use contents::contents;
use morgue::article::{Article, Zone};
use morgue::backend::{Backend, Wanted};
use morgue::index::LocalIndex;
use morgue::query::{Options, parse};

const PAGES: usize = 10;
/// What three reports of ten end with.
const CLOSING: &str = "The desk for the courts reports every verdict of the three towns on the river.";
const PLACES: [&str; PAGES] =
    ["Altmar", "Brenn", "Corve", "Dunmarsh", "Elding", "Farrow", "Gantry", "Holm", "Istria", "Karrow"];

fn title(page: usize) -> String {
    format!("The council of {} votes on the ferry for a second time", PLACES[page])
}

fn paragraphs(page: usize) -> Vec<String> {
    let (here, next) = (PLACES[page], PLACES[(page + 1) % PAGES]);
    let mut list = vec![
        format!(
            "The council of {here} met on Monday evening to vote again on the ferry to {next}, which has not left its quay since spring."
        ),
        format!(
            "Eleven members wanted the ferry back, nine did not, and the mayor of {here}, who had asked for the vote, left before it was over."
        ),
        format!(
            "\u{201c}Nobody in {here} has told us what it would cost,\u{201d} said a fisherman, who had come with his sons and a petition."
        ),
        format!(
            "A clerk, reading from a list, named {} boats, {} bridges, and a tunnel that {next} had once planned and never dug.",
            page + 3,
            page + 2
        ),
        format!(
            "The ferrymen themselves, on strike since the winter, were not asked, although four of them live in {here} and sat in the hall."
        ),
        format!(
            "A third vote, which the law of the county allows, will be held before the end of the year if {next} agrees to pay a half of it."
        ),
    ];
    if page < 3 {
        list.push(CLOSING.to_owned());
    }
    list
}

/// The links of a list of other reports, which is another one on every page.
fn most_read(page: usize) -> String {
    let item = |step: usize| format!("<li><a href=\"/{0}\">{1}</a></li>", step, title((page + step * 3) % PAGES));
    (1..5).map(item).collect()
}

fn html(page: usize) -> String {
    let shown: Vec<String> = paragraphs(page).iter().map(|text| format!("<p>{text}</p>")).collect();
    let (first, second) = shown.split_at(3);
    format!(
        "<html lang=\"en\"><head><title>{title} | The Gazette</title><meta property=\"og:site_name\" content=\"The Gazette\">\
         <meta name=\"author\" content=\"Jo Pell\"></head><body>\
         <header><nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/world\">World</a></li><li><a href=\"/sport\">Sport</a></li></ul></nav></header>\
         <main><article><h1>{title}</h1><div class=\"byline\">By Jo Pell</div><div class=\"story\">{first}\
         <div class=\"newsletter-box\"><h3>The morning letter</h3><p>All that happens on the river, in your post box, every morning before six.</p>\
         <button>Yes, send it</button></div>{second}</div></article>\
         <div class=\"side\"><h3>Most read</h3><ol>{most}</ol></div></main>\
         <div class=\"sidebar\"><p>The weather on the river: fair, with some wind in the evening.</p></div>\
         <footer><p>The Gazette, 3 Quay Street, Altmar. Printed on the river since 1871.</p><a href=\"/imprint\">Imprint</a></footer></body></html>",
        title = title(page),
        first = first.concat(),
        second = second.concat(),
        most = most_read(page),
    )
}

fn save(archive: &Path, page: usize) {
    let folder = archive.join("gazette.example");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(format!("{page}.html")), html(page)).unwrap();
}

fn articles(place: &Path) -> Vec<Article> {
    let index = LocalIndex::open(place).unwrap();
    let everything = parse("-xyzzyquux", Options::default()).unwrap();
    let found = index.find(&everything, Wanted { depth: usize::MAX, ..Wanted::default() }).unwrap();
    found.best.iter().map(|candidate| index.article(candidate.place).unwrap()).collect()
}

fn page_of(article: &Article) -> usize {
    article.id.0.trim_end_matches(".html").rsplit('/').next().unwrap().parse().unwrap()
}

/// Fails unless the body of every article is its paragraphs, and nothing else is part of it.
fn bodies_are_whole(place: &Path, count: usize) {
    let articles = articles(place);
    assert_eq!(articles.len(), count);
    for article in &articles {
        let page = page_of(article);
        let of = |zone| {
            let blocks = article.blocks.iter().filter(move |block| block.zone == zone);
            blocks.map(|block| block.span.of(&article.text).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(of(Zone::Body), paragraphs(page), "{page}");
        assert_eq!(article.headline(), Some(title(page).as_str()));
        assert_eq!((of(Zone::Standfirst).len(), of(Zone::Caption).len()), (0, 0), "{page}");
        let left_out = of(Zone::Boilerplate);
        for line in ["By Jo Pell", "Most read", "The morning letter", "Imprint"] {
            assert!(left_out.iter().any(|known| known == line), "{page}: {line} in {left_out:?}");
        }
    }
}

#[test]
fn the_body_of_every_page_is_its_paragraphs() {
    let dir = tempfile::tempdir().unwrap();
    let (archive, place) = (dir.path().join("archive"), dir.path().join("index"));
    (0..PAGES).for_each(|page| save(&archive, page));
    index(&place, &archive);
    bodies_are_whole(&place, PAGES);
}

#[test]
fn pages_may_come_one_by_one_and_go() {
    let dir = tempfile::tempdir().unwrap();
    let (archive, place) = (dir.path().join("archive"), dir.path().join("index"));
    let equals_a_fresh_build = |case: &str| {
        let fresh = tempfile::tempdir().unwrap();
        let fresh = fresh.path().join("index");
        index(&fresh, &archive);
        assert_eq!(contents(&place), contents(&fresh), "{case}");
    };
    for (count, page) in [7, 0, 9, 2, 5, 1, 8, 3, 6, 4].into_iter().enumerate() {
        save(&archive, page);
        index(&place, &archive);
        assert_eq!(articles(&place).len(), count + 1);
    }
    equals_a_fresh_build("all came");
    bodies_are_whole(&place, PAGES);
    for page in [7, 1, 9, 4] {
        fs::remove_file(archive.join(format!("gazette.example/{page}.html"))).unwrap();
        index(&place, &archive);
    }
    equals_a_fresh_build("some went");
    bodies_are_whole(&place, PAGES - 4);
}
