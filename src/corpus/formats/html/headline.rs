//! Which of a page's titles is the headline: what stands on the page, where it agrees with what the page states; without the site's name.

use serde_json::Value;

use super::facts::Facts;
use super::lines::PageLine;
use super::linked_data::plain;

/// Titles that pages state for machines, the most careful first. `<title>` comes after them.
const TITLES: [&str; 9] = [
    "dc:title",
    "dcterms:title",
    "og:title",
    "parsely:title",
    "sailthru:title",
    "twitter:title",
    "headline",
    "citation:title",
    "title",
];
/// Between a title and the site's name.
const SEPARATORS: [&str; 12] = [
    " | ",
    " - ",
    " \u{2013} ",
    " \u{2014} ",
    " :: ",
    " \u{b7} ",
    " \u{ab} ",
    " \u{bb} ",
    " / ",
    " \u{2022} ",
    " > ",
    " _ ",
];

/// The headline of the page; `source` is the site's name.
pub fn of_page(facts: &Facts, article: Option<&Value>, lines: &[PageLine], source: &str) -> Option<String> {
    let headings = || lines.iter().filter(|line| line.around.heading == 1).map(|line| line.text.as_str());
    let names = ["headline", "name"].into_iter().filter_map(|key| article?[key].as_str()).map(plain);
    let names: Vec<String> = names.filter(|title| !title.is_empty()).collect();
    // Encyclopedias state a description as their headline.
    let on_page =
        |name: &&String| headings().any(|heading| same(heading, name)) || facts.title.starts_with(name.as_str());
    let linked = names.iter().find(on_page).or(names.first()).cloned();
    let stated = linked.or_else(|| facts.tag(&TITLES).map(plain)).filter(|title| !title.is_empty());
    let titles = [stated.as_deref(), Some(facts.title.as_str()).filter(|title| !title.is_empty())];
    let is_longer = |title: &str| headings().find(|heading| is_with_site(title, heading));
    if let Some(heading) = titles[0].or(titles[1]).and_then(is_longer) {
        return Some(heading.to_owned());
    }
    let bare = titles[0].map(|title| without_site(title, source)).or_else(|| titles[1].map(|title| cut(title, source)));
    bare.or_else(|| headings().next()).map(ToOwned::to_owned)
}

/// Every title that the page bears.
pub fn titles<'p>(facts: &'p Facts, lines: &'p [PageLine]) -> Vec<&'p str> {
    let headings = lines.iter().filter(|line| line.around.heading == 1).map(|line| line.text.as_str());
    headings.chain(TITLES.iter().filter_map(|name| facts.tag(&[name]))).chain([facts.title.as_str()]).collect()
}

/// Whether a title is a heading of the page with something behind it, as sites add their name or section. What a colon follows is
/// the name of the site itself, or the first half of the headline.
fn is_with_site(title: &str, heading: &str) -> bool {
    /// One word may be the site's name.
    const FEWEST: usize = 2;
    let spaced = heading.contains(' ') || heading.chars().count() > 12;
    let behind = title.strip_prefix(heading).map(str::trim_start);
    spaced && heading.len() > FEWEST && behind.is_some_and(|behind| !behind.is_empty() && !behind.starts_with(':'))
}

/// Whether two titles are the same to a reader: quotes and dashes may differ.
pub fn same(one: &str, other: &str) -> bool {
    let letters = |text: &str| {
        text.chars().filter(|next| next.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    let letters_of_one = letters(one);
    !letters_of_one.is_empty() && letters_of_one == letters(other)
}

/// A title without the name of its site at the end.
fn without_site<'t>(title: &'t str, source: &str) -> &'t str {
    parted(title).filter(|(_, name)| same(name, source)).map_or(title, |(rest, _)| rest)
}

/// The same for a `<title>`, at whose end a site's name stands even where nothing else names it: behind three words or more.
fn cut<'t>(title: &'t str, source: &str) -> &'t str {
    const FEWEST: usize = 3;
    let long = |rest: &str| rest.split_whitespace().count() >= FEWEST;
    let short = |name: &str, rest: &str| name.len() <= rest.len();
    parted(title)
        .filter(|(rest, name)| same(name, source) || (long(rest) && short(name, rest)))
        .map_or(title, |(rest, _)| rest)
}

/// A title before and behind its last separator.
fn parted(title: &str) -> Option<(&str, &str)> {
    let last = SEPARATORS.iter().filter_map(|separator| Some((title.rfind(separator)?, separator.len()))).max();
    let (at, length) = last?;
    let (rest, name) = (title[..at].trim_end(), title[at + length..].trim());
    (!rest.is_empty()).then_some((rest, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_s_name_is_no_part_of_a_title() {
        assert!(is_with_site("Ships wait | The Gazette", "Ships wait"));
        assert!(!is_with_site("Silicon Exposed: Open flow", "Silicon Exposed"));
        assert!(!is_with_site("Ships wait", "Ships wait"));
        assert_eq!(without_site("Ships wait - The Gazette", "the gazette"), "Ships wait");
        assert_eq!(without_site("Ships wait - and wait", "the gazette"), "Ships wait - and wait");
        assert_eq!(cut("All the ships wait \u{2013} My site", ""), "All the ships wait");
        assert_eq!(
            cut("Harbour \u{2013} what the ships are waiting for", ""),
            "Harbour \u{2013} what the ships are waiting for"
        );
    }

    #[test]
    fn quotes_do_not_tell_titles_apart() {
        assert!(same("\u{2018}Ships\u{2019} wait", "'Ships' wait") && !same("", "\u{2018}"));
    }
}
