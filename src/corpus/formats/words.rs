//! What records name beside their text, made alike: keywords once each, one section, author lines.

use std::collections::HashSet;

use super::html::collapsed;
use crate::article::Meta;

/// No keyword is longer; what is, is a text under a wrong key.
const LONGEST_KEYWORD: usize = 200;

/// A list of keywords, and what stands in it already, however its letters are. Records made to hurt have a hundred thousand.
struct Keywords<'l> {
    list: &'l mut Vec<String>,
    known: HashSet<String>,
}

impl<'l> Keywords<'l> {
    fn of(list: &'l mut Vec<String>) -> Self {
        Self { known: list.iter().map(|keyword| keyword.to_lowercase()).collect(), list }
    }

    /// Adds a keyword, unless it says nothing or stands there already.
    fn add(&mut self, keyword: &str) {
        let keyword = collapsed(keyword);
        if !keyword.is_empty() && keyword.len() <= LONGEST_KEYWORD && self.known.insert(keyword.to_lowercase()) {
            self.list.push(keyword);
        }
    }
}

/// Adds keywords in their order, all of a record at once where there may be many: what stands in the list is looked at once.
pub fn add_keywords<S: AsRef<str>>(list: &mut Vec<String>, keywords: impl IntoIterator<Item = S>) {
    let mut list = Keywords::of(list);
    for keyword in keywords {
        list.add(keyword.as_ref());
    }
}

/// The keywords of a line that lists them: between semicolons where there are any, else between commas or strokes.
pub fn split_keywords(line: &str) -> impl Iterator<Item = &str> {
    let separator = [';', '\n', ',', '|'].into_iter().find(|separator| line.contains(*separator)).unwrap_or(',');
    line.split(separator).map(|keyword| keyword.trim().trim_start_matches('#'))
}

/// Takes the categories of a record: the first is its section where it names none otherwise, the others are keywords.
pub fn add_categories(meta: &mut Meta, categories: impl IntoIterator<Item = String>) {
    let mut keywords = Keywords::of(&mut meta.keywords);
    for category in categories.into_iter().map(|category| collapsed(&category)) {
        match &meta.section {
            None if !category.is_empty() => meta.section = Some(category),
            Some(section) if *section == category => {}
            _ => keywords.add(&category),
        }
    }
}

/// `By Nadja Ferrant` and `By: Nadja Ferrant` without the `By`, which other formats do not write.
pub fn without_by(byline: String) -> String {
    let Some((by, name)) = byline.split_at_checked(2) else { return byline };
    let is_by = by.eq_ignore_ascii_case("by") && name.starts_with(|next: char| next == ':' || next.is_whitespace());
    let name = name.trim_start_matches(|next: char| next == ':' || next.is_whitespace());
    if is_by && !name.is_empty() { name.to_owned() } else { byline }
}

/// Programs write the name of the file where a title should stand.
pub fn is_title(title: &str) -> bool {
    let small = title.to_lowercase();
    let is_file =
        [".doc", ".docx", ".pdf", ".indd", ".qxd", ".rtf", ".odt", ".tmp"].iter().any(|end| small.ends_with(end));
    let is_filler = ["microsoft word", "untitled", "word document", "document1", "powerpoint"]
        .iter()
        .any(|start| small.starts_with(start));
    !is_file && !is_filler && title.contains(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_keywords_is_cut_where_it_is_meant_to_be() {
        let split = |line| split_keywords(line).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(split("dams; Karachi, Pakistan"), ["dams", "Karachi, Pakistan"]);
        assert_eq!(split("#dams, water"), ["dams", "water"]);
    }

    #[test]
    fn a_by_before_a_name_is_none_of_it() {
        for byline in ["Jo Pell", "By Jo Pell", "by: Jo Pell", "BY\u{a0}Jo Pell", "By:Jo Pell"] {
            assert_eq!(without_by(byline.to_owned()), "Jo Pell");
        }
        for byline in ["Byron Smith", "By", "é"] {
            assert_eq!(without_by(byline.to_owned()), byline);
        }
    }

    #[test]
    fn the_first_category_is_the_section_and_no_keyword_stands_twice() {
        let mut meta = Meta::default();
        add_categories(&mut meta, ["World", "Asia", "World", " asia "].map(str::to_owned));
        assert_eq!((meta.section.as_deref(), meta.keywords), (Some("World"), vec!["Asia".to_owned()]));
    }

    #[test]
    fn keywords_without_end_are_each_compared_once() {
        let (mut meta, many) = (Meta::default(), || (0..300_000).map(|number| format!("Dam {number}")));
        add_categories(&mut meta, many());
        add_keywords(&mut meta.keywords, many().map(|keyword| keyword.to_uppercase()));
        assert_eq!((meta.keywords.len(), &*meta.keywords[0]), (300_000, "Dam 1"));
    }
}
