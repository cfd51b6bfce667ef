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
    let own = |title: &String| !title.is_empty() && !same(title, source);
    // A soft hyphen is no letter of a word.
    let bare = |text: &str| text.replace('\u{ad}', "");
    let headings: Vec<String> = headings(lines).filter(|heading| !same(heading, source)).map(bare).collect();
    let within = |title: &str| within(title, &headings);
    let title = bare(&facts.title);
    let title = Some(title.as_str()).filter(|title| !title.is_empty());
    let is_shown = |name: &str| headings.iter().any(|heading| same(heading, name));
    let tagged = TITLES.iter().find_map(|name| {
        let stated: Vec<String> = facts.all(name).map(plain).filter(own).map(|title| bare(&title)).collect();
        stated.iter().find(|stated| is_shown(stated)).or(stated.first()).cloned()
    });
    let others = || tagged.as_deref().into_iter().chain(title);
    let names = ["headline", "name"].into_iter().filter_map(|key| article?[key].as_str()).map(plain);
    let names: Vec<String> = names.filter(own).collect();
    // Encyclopedias state a description as their headline, and papers a shorter one than they show.
    let on_page = names.iter().find(|name| is_shown(name) || facts.title.starts_with(name.as_str()));
    let shown = || others().find_map(|title| within(title).or_else(|| is_shown(title).then_some(title)));
    let linked = on_page.map(String::as_str).or_else(|| names.first().map(|first| shown().unwrap_or(first)));
    let stated = linked.or(tagged.as_deref());
    let line = || title.filter(|_| headings.is_empty()).and_then(|title| line_within(title, lines));
    let without = || match stated {
        Some(title) => Some(without_site(title, source)),
        None => line().or_else(|| title.map(|title| cut(title, source))),
    };
    let found = stated.or(title).and_then(within).or_else(without).or_else(|| headings.first().map(String::as_str));
    found.map(bare)
}

/// The headings of the first level that are not the site's name.
fn headings(lines: &[PageLine]) -> impl Iterator<Item = &str> {
    lines.iter().filter(|line| line.around.heading == 1 && !line.is_home()).map(|line| line.text.as_str())
}

/// Every title that the page bears.
pub fn titles<'p>(facts: &'p Facts, lines: &'p [PageLine]) -> Vec<&'p str> {
    headings(lines).chain(TITLES.iter().filter_map(|name| facts.tag(&[name]))).chain([facts.title.as_str()]).collect()
}

/// The heading that a title holds beside the name of the site, or that goes on where the title is cut off.
fn within<'l>(title: &str, headings: &'l [String]) -> Option<&'l str> {
    /// In words.
    const FEWEST: usize = 3;
    let long = |text: &str| text.split(' ').count() >= FEWEST;
    let begun = title.strip_suffix('\u{2026}').or_else(|| title.strip_suffix("..."));
    let begun = begun.map(str::trim_end).filter(|begun| long(begun));
    let goes_on = |heading: &&str| begun.is_some_and(|begun| heading.starts_with(begun));
    let all = || headings.iter().map(String::as_str);
    all().find(|heading| is_with_site(title, heading)).or_else(|| all().find(goes_on))
}

/// On a page without headings of the first level any line will do that its `<title>` holds behind the site's name, and a lower heading
/// before those of the section and the site.
fn line_within<'l>(title: &str, lines: &'l [PageLine]) -> Option<&'l str> {
    /// In words.
    const FEWEST: usize = 3;
    let mut own = lines.iter().filter(|line| line.linked == 0 && line.words() >= FEWEST);
    let is_beside = |line: &&PageLine| {
        let is_third = |behind: &str| line.around.heading > 0 && behind.split(SIGNS).count() == 3;
        beside(title, &line.text).is_some_and(|[before, behind]| !before.is_empty() || is_third(behind))
    };
    own.find(is_beside).map(|line| line.text.as_str())
}

/// Whether a title is a heading of the page with something before or behind it, as sites add their name or section.
fn is_with_site(title: &str, heading: &str) -> bool {
    /// One word may be the site's name.
    const FEWEST: usize = 2;
    let spaced = heading.contains(' ') || heading.chars().count() > 12;
    spaced && heading.len() > FEWEST && beside(title, heading).is_some()
}

/// Signs that part a title from what a site adds.
const SIGNS: [char; 14] =
    ['|', '-', '\u{2013}', '\u{2014}', ':', '\u{b7}', '\u{ab}', '\u{bb}', '/', '\u{2022}', '>', '<', '_', '~'];
/// These need no space around them.
const TIGHT: [char; 2] = ['|', '_'];

/// What a title holds before and behind a heading, each parted from it by a sign. What a colon follows is the name of the site itself, or
/// the first half of the headline.
fn beside<'t>(title: &'t str, heading: &str) -> Option<[&'t str; 2]> {
    let at = title.find(heading).filter(|_| heading.len() < title.len())?;
    let (before, behind) = (&title[..at], &title[at + heading.len()..]);
    // Scripts without spaces put none around a sign.
    let spaceless = heading.chars().next_back().is_some_and(|last| last >= '\u{2E80}');
    let opens = || {
        let bare = behind.trim_start();
        let rest = bare.trim_start_matches(SIGNS);
        let is_apart = spaceless || bare.len() < behind.len() || bare.starts_with(TIGHT);
        let is_half = bare.starts_with(':') && !bare.starts_with("::");
        is_apart && !is_half && rest.len() < bare.len() && !rest.is_empty()
    };
    let ends = || {
        let bare = before.trim_end();
        let rest = bare.trim_end_matches(SIGNS);
        let is_apart = spaceless || bare.len() < before.len() || bare.ends_with(TIGHT);
        is_apart && rest.len() < bare.len() && !rest.is_empty()
    };
    ((before.is_empty() || ends()) && (behind.is_empty() || opens())).then_some([before, behind])
}

/// The name of the site, as it stands in the title beside the headline.
pub fn site<'t>(title: &'t str, headline: &str) -> Option<&'t str> {
    /// In words. More are a sentence.
    const LONGEST: usize = 6;
    let [before, behind] = beside(title, headline)?;
    let rest = if before.is_empty() { behind } else { before };
    let rest = rest.trim_matches(|next: char| next.is_whitespace() || SIGNS.contains(&next));
    let name = parted(rest).map_or(rest, |(_, name)| name);
    let name = name.rsplit(TIGHT).next().unwrap_or(name).trim();
    (name.split(' ').count() <= LONGEST && name.chars().any(char::is_alphabetic)).then_some(name)
}

/// Whether two titles are the same to a reader: quotes and dashes may differ.
pub fn same(one: &str, other: &str) -> bool {
    let letters = |text: &str| {
        text.chars().filter(|next| next.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    let letters_of_one = letters(one);
    !letters_of_one.is_empty() && letters_of_one == letters(other)
}

/// A title without the name of its site at either end.
fn without_site<'t>(title: &'t str, source: &str) -> &'t str {
    let behind = parted(title).filter(|(_, name)| same(name, source)).map(|(rest, _)| rest);
    behind.or_else(|| behind_site(title, source)).unwrap_or(title)
}

/// `Ships wait` of `The Gazette: Ships wait`.
fn behind_site<'t>(title: &'t str, source: &str) -> Option<&'t str> {
    let mut separators = SEPARATORS.iter().chain(&[": "]);
    separators
        .find_map(|separator| title.split_once(separator).filter(|(name, _)| same(name, source)))
        .map(|(_, rest)| rest)
}

/// The same for a `<title>`, at whose end a site's name stands even where nothing else names it: behind three words or more.
fn cut<'t>(title: &'t str, source: &str) -> &'t str {
    const FEWEST: usize = 3;
    let long = |rest: &str| rest.split_whitespace().count() >= FEWEST;
    let short = |name: &str, rest: &str| name.len() <= rest.len();
    let behind = parted(title).filter(|(rest, name)| same(name, source) || (long(rest) && short(name, rest)));
    behind.map(|(rest, _)| rest).or_else(|| behind_site(title, source)).unwrap_or(title)
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
        assert!(is_with_site("The Gazette: Ships wait", "Ships wait"));
        assert!(is_with_site("Ships wait_The Gazette", "Ships wait"));
        assert!(!is_with_site("Ships wait for a third day", "Ships wait"));
        assert!(!is_with_site("Ships wait-and-see", "Ships wait"));
        assert_eq!(without_site("The Gazette: Ships wait", "The Gazette"), "Ships wait");
        assert_eq!(site("Ships wait | News | My site", "Ships wait"), Some("My site"));
        assert_eq!(site("My site: Ships wait", "Ships wait"), Some("My site"));
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
