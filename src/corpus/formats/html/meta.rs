//! What is known of the article beside its text: who wrote it, when, where it stood. The page states most of it several times; the
//! statement that is made for machines comes first.

use jiff::civil::Date;
use serde_json::Value;

use super::address;
use super::authors::{self, MONTHS};
use super::facts::{Facts, Role, Timed};
use super::headline::{self, same};
use super::linked_data::{ARTICLES, are_organizations, is_a, plain, texts};
use crate::article::Meta;
use crate::corpus::dates::parse_day;

const PUBLISHED: [&str; 24] = [
    "article:published:time",
    "article:published",
    "og:published:time",
    "og:article:published:time",
    "datepublished",
    "parsely:pub:date",
    "sailthru:date",
    "cxenseparse:recs:publishtime",
    "publishdate",
    "publish:date",
    "published:date",
    "publication:date",
    "pubdate",
    "pub:date",
    "article:date:original",
    "originalpublicationdate",
    "displaydate",
    "citation:publication:date",
    "dc:date:issued",
    "dcterms:issued",
    "dcterms:created",
    "dc:date",
    "dcterms:date",
    "date",
];
const UPDATED: [&str; 11] = [
    "article:modified:time",
    "article:modified",
    "og:updated:time",
    "og:article:modified:time",
    "datemodified",
    "dcterms:modified",
    "dc:date:modified",
    "lastmod",
    "last:modified",
    "updated:time",
    "revision:date",
];
const AUTHORS: [&str; 9] = [
    "dc:creator",
    "dcterms:creator",
    "author",
    "article:author",
    "article:author:name",
    "byl",
    "parsely:author",
    "sailthru:author",
    "citation:author",
];
const KEYWORDS: [&str; 6] =
    ["news:keywords", "article:tag", "parsely:tags", "sailthru:tags", "og:article:tag", "keywords"];

/// The object of the JSON-LD that is the page's article: the only one, or the one that bears one of the page's titles.
pub fn article<'f>(facts: &'f Facts, titles: &[&str]) -> Option<&'f Value> {
    let articles: Vec<&Value> = facts.linked.iter().filter(|one| is_a(one, &ARTICLES)).collect();
    let bears = |one: &&&Value| {
        let names = ["headline", "name"].into_iter().filter_map(|key| one[key].as_str().map(plain));
        names.into_iter().any(|name| !name.is_empty() && titles.iter().any(|title| title.starts_with(&name)))
    };
    articles.iter().find(bears).copied().or_else(|| articles.first().copied().filter(|_| articles.len() == 1))
}

/// What the page states; `line` is what reads as the author's line, for where it states no author.
pub fn of_page(facts: &Facts, article: Option<&Value>, line: Option<&str>) -> Meta {
    let stated = |key: &str| article.map(|article| texts(&article[key], &facts.linked)).unwrap_or_default();
    let url = address::of_page(facts, article);
    let language = language(facts, &stated("inLanguage"));
    let source = source(facts, &stated("publisher"));
    Meta {
        byline: byline(facts, article, line, (&source, language.as_deref())),
        source,
        published: published(facts, &stated("datePublished")).or_else(|| url.as_deref().and_then(day_of_address)),
        language,
        updated: updated(facts, &stated("dateModified")),
        section: section(facts, stated("articleSection")),
        keywords: keywords(facts, &stated("keywords")),
        url,
    }
}

fn source(facts: &Facts, publishers: &[String]) -> String {
    let publisher = publishers.first().filter(|name| !is_address(name));
    let tagged = |name: &str| facts.all(name).map(plain).find(|name| !is_address(name));
    let named = tagged("og:site:name").map(|name| without_slogan(name, publisher)).or_else(|| publisher.cloned());
    let others = ["dc:publisher", "dcterms:publisher", "publisher", "source", "application:name"];
    named.or_else(|| others.into_iter().find_map(tagged)).unwrap_or_default()
}

/// Names the site after what its title adds to the headline, where nothing else names it. What is a part of the address is a section.
pub fn add_source(meta: &mut Meta, facts: &Facts, headline: Option<&str>) {
    let is_section = |name: &str| {
        let parts = meta.url.iter().flat_map(|url| url.split('/').skip(3));
        parts.chain(meta.section.as_deref()).any(|part| same(part, name))
    };
    let named = headline.and_then(|headline| headline::site(&facts.title, headline));
    if let Some(name) = named.filter(|name| meta.source.is_empty() && !is_section(name)) {
        name.clone_into(&mut meta.source);
    }
}

/// `The Gazette - All that matters`, where the page says elsewhere that it is published by `The Gazette`.
fn without_slogan(name: String, publisher: Option<&String>) -> String {
    let behind = publisher.and_then(|publisher| name.strip_prefix(publisher.as_str()));
    let marks = [" - ", " | ", " \u{2013} ", ": "];
    let is_slogan = behind.is_some_and(|behind| marks.iter().any(|mark| behind.starts_with(mark)));
    publisher.filter(|_| is_slogan).cloned().unwrap_or(name)
}

fn is_address(text: &str) -> bool {
    text.contains("://") || text.starts_with("www.")
}

/// The page's statements of its authors, the most careful first. `line` is what reads as the author's line, `site` its name and language.
fn byline(facts: &Facts, article: Option<&Value>, line: Option<&str>, site: (&str, Option<&str>)) -> Option<String> {
    let stated = |key: &str| article.map(|article| texts(&article[key], &facts.linked)).unwrap_or_default();
    let tagged = AUTHORS.iter().map(|name| facts.all(name).map(plain).collect());
    let nearest = |named| authors::nearest(named, facts.headline_place());
    let line = line.and_then(authors::of_lines);
    let (signed, line) = line.into_iter().partition(|line| authors::is_signed(line, site.1));
    // An organization is named where nobody is, as the site is.
    let is_house = article.is_some_and(|article| are_organizations(&article["author"]));
    let (people, houses) = if is_house { (Vec::new(), stated("author")) } else { (stated("author"), Vec::new()) };
    // A creator may be whoever entered the text.
    let last = [nearest(&facts.authors), signed, houses, line, nearest(&facts.users), stated("creator")];
    authors::authors(std::iter::once(people).chain(tagged).chain(last), site.0, site.1)
}

fn published(facts: &Facts, linked: &[String]) -> Option<Date> {
    let linked = linked.iter().find_map(|text| day(text));
    linked
        .or_else(|| tagged_day(facts, &PUBLISHED))
        .or_else(|| page_day(facts, "datePublished"))
        .or_else(|| page_day(facts, "uploadDate"))
        .or_else(|| timed(facts))
}

fn updated(facts: &Facts, linked: &[String]) -> Option<Date> {
    let linked = linked.iter().find_map(|text| day(text));
    let timed = || day_at(facts.times.iter().filter(|time| time.role == Role::Updated), facts);
    linked.or_else(|| tagged_day(facts, &UPDATED)).or_else(|| page_day(facts, "dateModified")).or_else(timed)
}

fn tagged_day(facts: &Facts, names: &[&str]) -> Option<Date> {
    names.iter().find_map(|name| facts.all(name).find_map(day))
}

/// The day that the JSON-LD states of the page instead of the article.
fn page_day(facts: &Facts, key: &str) -> Option<Date> {
    let mut pages = facts.linked.iter().filter(|one| is_a(one, &["WebPage", "ItemPage", "VideoObject"]));
    pages.find_map(|page| day(page[key].as_str()?))
}

/// The day of the page's elements of `time`: of those that are named so, else if they name but one, else of the one at the headline.
fn timed(facts: &Facts) -> Option<Date> {
    let of_role = |role: Role| facts.times.iter().filter(move |time| time.role == role);
    if of_role(Role::Published).next().is_some() {
        return day_at(of_role(Role::Published), facts);
    }
    let mut days = facts.times.iter().filter_map(|time| day(&time.text));
    let first = days.next()?;
    if days.all(|day| day == first) { Some(first) } else { day_at(of_role(Role::Unnamed), facts) }
}

/// The day of the time that stands nearest to the headline, rather below than above it.
fn day_at<'f>(times: impl Iterator<Item = &'f Timed>, facts: &Facts) -> Option<Date> {
    /// So many elements may lie between the headline and a time below it, and one above.
    const APART: [usize; 2] = [60, 20];
    let days: Vec<(usize, Date)> = times.filter_map(|time| Some((time.place, day(&time.text)?))).collect();
    let (_, first) = days.first()?;
    if days.iter().all(|(_, day)| day == first) {
        return Some(*first);
    }
    let headline = facts.headline_place()?;
    let below = days.iter().find(|(place, _)| (headline..headline + APART[0]).contains(place));
    let above = || days.iter().rfind(|(place, _)| (headline.saturating_sub(APART[1])..headline).contains(place));
    below.or_else(above).map(|(_, day)| *day)
}

/// A day as pages write it: also with the time of the day behind it, and months cut short.
fn day(text: &str) -> Option<Date> {
    /// Longer values tell more than a day.
    const LONGEST: usize = 100;
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let start = || words.get(..3).map(|words| words.join(" "));
    let year_in = Date::constant(1600, 1, 1)..=Date::constant(2200, 12, 31);
    parse_day(text).or_else(|| short_day(&start()?)).filter(|day| year_in.contains(day))
}

fn short_day(text: &str) -> Option<Date> {
    const FORMATS: [&str; 3] = ["%b %d, %Y", "%d %b %Y", "%b %d %Y"];
    let bare = text.trim_end_matches([',', ';', '|']).replace('.', "");
    parse_day(&bare).or_else(|| FORMATS.iter().find_map(|format| Date::strptime(format, &bare).ok()))
}

/// `/2015/07/24/` and `/2015/jul/24/` in an address.
fn day_of_address(url: &str) -> Option<Date> {
    let parts: Vec<&str> = url.split(['/', '?', '#']).collect();
    parts.windows(3).find_map(|parts| {
        let year = parts[0].parse().ok().filter(|year| parts[0].len() == 4 && (1990..2200).contains(year))?;
        let named = MONTHS.iter().position(|month| parts[1].eq_ignore_ascii_case(month));
        let month = parts[1].parse().ok().or_else(|| i8::try_from(named? + 1).ok())?;
        Date::new(year, month, parts[2].parse().ok()?).ok()
    })
}

fn language(facts: &Facts, linked: &[String]) -> Option<String> {
    let stated = [facts.language.as_deref(), facts.tag(&["content:language", "og:locale", "dc:language", "language"])];
    stated.into_iter().flatten().chain(linked.iter().map(String::as_str)).find_map(tag_of_language)
}

/// `en_GB` as `en-GB`; what is no tag is none.
fn tag_of_language(text: &str) -> Option<String> {
    const LONGEST: usize = 35;
    let tag = text.split([',', ';']).next()?.trim().replace('_', "-");
    let is_tag = tag.len() <= LONGEST && tag.chars().all(|next| next.is_ascii_alphanumeric() || next == '-');
    let primary = tag.split('-').next().is_some_and(|primary| (2..=3).contains(&primary.len()));
    (is_tag && primary).then_some(tag)
}

fn section(facts: &Facts, linked: Vec<String>) -> Option<String> {
    const SECTIONS: [&str; 6] =
        ["article:section", "og:article:section", "articlesection", "parsely:section", "section", "category"];
    let stated = || facts.tag(&SECTIONS).map(plain);
    linked.into_iter().next().or_else(stated).filter(|section| !section.is_empty() && !is_address(section))
}

fn keywords(facts: &Facts, linked: &[String]) -> Vec<String> {
    /// More than this many are no keywords, but an attempt to be found.
    const MOST: usize = 100;
    let stated = KEYWORDS.iter().map(|name| facts.all(name).map(plain).collect());
    let mut lists = std::iter::once(linked.to_vec()).chain(stated);
    let list: Vec<String> = lists.find(|list: &Vec<String>| !list.is_empty()).unwrap_or_default();
    // Of several values each is a keyword; one alone lists them.
    let marks: &[char] = if list.len() > 1 { &[] } else { &[',', ';'] };
    let mut keywords: Vec<String> = Vec::new();
    for keyword in list.iter().flat_map(|text| text.split(marks)).map(str::trim) {
        if !keyword.is_empty() && keywords.len() < MOST && !keywords.iter().any(|known| known == keyword) {
            keywords.push(keyword.to_owned());
        }
    }
    keywords
}
