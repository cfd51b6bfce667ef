//! Who wrote an article, of all that a page says of authors. The most careful statement that names a person is believed; what stands on
//! the page counts by its place, since teasers and boxes name the authors of other articles.

use super::elements::collapsed;
use super::headline::same;

/// A name that an element of the page marks as an author's.
pub struct Named {
    pub name: String,
    /// The number of its element in the order of the page.
    pub place: usize,
    /// Whether it is a property of the article (`itemprop`), and not only a link to an author's page.
    pub is_property: bool,
}

/// The authors' names, from the first of `lists` that names a person; the site's own name and those of its machines come last. An author
/// line begins with a word of the page's language.
pub fn authors(lists: impl Iterator<Item = Vec<String>>, source: &str, language: Option<&str>) -> Option<String> {
    let lists = lists.map(|list| names(&list)).filter(|names| !names.is_empty());
    let bare = |name: String| without_preposition(&name, language).to_owned();
    let lists: Vec<Vec<String>> = lists.map(|names| names.into_iter().map(bare).collect()).collect();
    let is_person = |name: &String| !same(name, source) && !MACHINES.contains(&name.to_lowercase().as_str());
    let best = lists.iter().find(|names| names.iter().any(is_person)).or(lists.first())?;
    Some(best.join(", "))
}

/// What systems call those who have not entered a name.
const MACHINES: [&str; 7] = ["admin", "administrator", "webmaster", "root", "wpadmin", "superuser", "super user"];

/// The authors that stand nearest to the headline, in the order of the page: properties of the article before links.
pub fn nearest(named: &[Named], headline: Option<usize>) -> Vec<String> {
    /// So many elements may lie between two authors of one article.
    const APART: usize = 25;
    /// And so many between an author and the headline below.
    const ABOVE: usize = 40;
    let properties = named.iter().any(|one| one.is_property);
    let places: Vec<&Named> = named.iter().filter(|one| one.is_property == properties).collect();
    let mut groups = places.chunk_by(|one, next| next.place - one.place <= APART);
    let headline = headline.unwrap_or_default();
    let distance = |group: &&[&Named]| match (group.first(), group.last()) {
        (Some(first), _) if first.place >= headline => Some(first.place - headline),
        (_, Some(last)) => Some(headline.saturating_sub(last.place)).filter(|above| *above <= ABOVE),
        _ => None,
    };
    let all: Vec<&[&Named]> = groups.by_ref().collect();
    let near = all.iter().filter(|group| distance(group).is_some()).min_by_key(|group| distance(group));
    near.or(all.first()).into_iter().flat_map(|group| group.iter().map(|one| one.name.clone())).collect()
}

fn names(list: &[String]) -> Vec<String> {
    /// A page that names more is a list of articles.
    const MOST: usize = 12;
    /// A line that names several takes the place of their own lines, but not of so many.
    const TOO_MANY: usize = 4 * MOST;
    let mut names: Vec<String> = Vec::new();
    for name in list.iter().filter_map(|name| author(name)) {
        if !names.iter().any(|known| holds(known, &name)) {
            names.retain(|known| !holds(&name, known));
            names.push(name);
        }
        if names.len() > TOO_MANY {
            return Vec::new();
        }
    }
    if names.len() > MOST { Vec::new() } else { names }
}

/// Whether a line of names is, or holds among others, this one.
fn holds(line: &str, name: &str) -> bool {
    let (line, name) = (line.to_lowercase(), name.to_lowercase());
    let mut parts = line.split([';', '|', '/', '&']).flat_map(|part| part.split(" and "));
    line == name
        || parts.any(|part| part.trim() == name)
        || line.split(", ").any(|part| part == name && name.contains(' '))
}

/// What stands before the name in an author line.
const PREFIXES: [&str; 13] = [
    "By: ",
    "By ",
    "by ",
    "BY ",
    "Written by ",
    "Posted by ",
    "Published by ",
    "Story by ",
    "Author: ",
    "Par ",
    "par ",
    "Por ",
    "por ",
];

/// Prepositions before an author that are parts of names as well, by the language of the page.
const PREPOSITIONS: [(&str, &str); 10] = [
    ("de", "von"),
    ("it", "di"),
    ("it", "da"),
    ("ro", "de"),
    ("nl", "door"),
    ("sv", "av"),
    ("nb", "av"),
    ("no", "av"),
    ("nn", "av"),
    ("da", "af"),
];

/// `Jo Pell` of `Von Jo Pell` on a page in German; `Von Trapp` is a name.
pub fn without_preposition<'n>(name: &'n str, language: Option<&str>) -> &'n str {
    let Some((word, rest)) = name.split_once(' ') else {
        return name;
    };
    let primary = language.and_then(|language| language.split('-').next()).unwrap_or_default().to_ascii_lowercase();
    let word = word.trim_end_matches(':').to_lowercase();
    let is_preposition = PREPOSITIONS.contains(&(primary.as_str(), word.as_str()));
    let is_whole = rest.split(',').next().is_some_and(|name| name.trim().contains(' '));
    if is_preposition && is_whole { rest } else { name }
}

/// Whether a word stands before authors on a page in `language`.
pub fn is_preposition(word: &str, language: Option<&str>) -> bool {
    matches!(word, "by" | "par" | "por") || without_preposition(&format!("{word} x x"), language) == "x x"
}

/// The authors that `words` name, where they are names and nothing else: `Jo Pell and Ada Orr, Correspondents`.
pub fn of_several(words: &[&str]) -> Option<String> {
    /// In words.
    const LENGTHS: std::ops::RangeInclusive<usize> = 2..=10;
    const SMALL: [&str; 20] = [
        "and", "und", "et", "y", "e", "en", "och", "og", "de", "del", "della", "da", "di", "van", "von", "der", "den",
        "la", "bin", "al",
    ];
    let is_name =
        |word: &str| word.starts_with(char::is_uppercase) && !word.contains(|next: char| next.is_ascii_digit());
    let mut named = words.iter().enumerate();
    let all = named.all(|(at, word)| is_name(word) || at > 0 && SMALL.contains(word));
    let name = words.join(" ");
    let name = name.trim_end_matches([',', ';', ':', '-', '/']).to_owned();
    let whole = name.split(',').next().is_some_and(|name| name.trim().contains(' '));
    (all && whole && LENGTHS.contains(&words.len())).then_some(name)
}

/// Whether a line begins with the preposition that stands before authors.
pub fn is_signed(line: &str, language: Option<&str>) -> bool {
    PREFIXES.iter().any(|by| line.starts_with(by)) || without_preposition(line, language).len() < line.len()
}

/// The author of several lines in which one stands: the first that names somebody. What follows is what he is.
pub fn of_lines(lines: &str) -> Option<String> {
    let mut lines = lines.lines().map(collapsed).filter(|line| !line.is_empty());
    let first = lines.next()?;
    let is_preposition = !first.contains(' ') && PREFIXES.iter().any(|by| by.trim_end() == first);
    if is_preposition { lines.next().map(|next| format!("{first} {next}")) } else { Some(first) }
}

/// An author line without its preposition, without addresses, and without the time that stands behind the name.
pub fn author(line: &str) -> Option<String> {
    /// Longer ones are no names, but a paragraph about the author.
    const LONGEST: usize = 200;
    let line = collapsed(line);
    let bare = PREFIXES.iter().find_map(|by| line.strip_prefix(by)).unwrap_or(&line);
    let mut words: Vec<&str> = Vec::new();
    for word in bare.split(' ').filter(|word| !is_address(word)) {
        if let Some(digit) = word.find(|next: char| next.is_ascii_digit()) {
            words.pop_if(|word| is_month(word) || *word == "on");
            words.push(&word[..digit]);
            break;
        }
        words.push(word);
    }
    let name = without_brackets(&words.join(" "));
    let name =
        name.trim_matches(|next: char| next.is_whitespace() || ",;|/-\u{2013}\u{2014}\u{b7}\u{2022}".contains(next));
    let is_name = name.chars().any(char::is_alphabetic) && name.len() <= LONGEST && !name.ends_with(':');
    is_name.then(|| name.to_owned())
}

/// An address of a page or of mail, or a handle of a network: `(https://gazette.example/pell)`, `<pell@gazette.example>`, `@pell`.
fn is_address(word: &str) -> bool {
    let bare = word.trim_matches(|next: char| "()<>[],;".contains(next));
    let is_mail = bare.split_once('@').is_some_and(|(_, host)| host.contains('.'));
    bare.contains("://") || bare.starts_with("www.") || bare.starts_with('@') || is_mail
}

/// `(Jo Pell)`, as it stands behind an address, without its brackets.
fn without_brackets(name: &str) -> String {
    let inside = name.strip_prefix('(').and_then(|name| name.strip_suffix(')'));
    inside.filter(|inside| !inside.contains(['(', ')'])).unwrap_or(name).to_owned()
}

/// How months begin.
pub const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn is_month(word: &str) -> bool {
    MONTHS.iter().any(|month| word.get(..3).is_some_and(|start| start.eq_ignore_ascii_case(month)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn believed(lists: &[&[&str]]) -> String {
        let owned = lists.iter().map(|list| list.iter().map(|name| (*name).to_owned()).collect());
        authors(owned, "The Gazette", Some("de-AT")).unwrap_or_default()
    }

    #[test]
    fn an_address_a_handle_and_a_time_are_no_part_of_a_name() {
        for line in [
            "By Jo Pell",
            "Posted by Jo Pell @jopell",
            "Jo Pell (https://gazette.example/pell)",
            "Jo Pell <pell@gazette.example>",
            "pell@gazette.example (Jo Pell)",
            "Jo Pell, Nov 3, 2025 8:14",
        ] {
            assert_eq!(author(line).as_deref(), Some("Jo Pell"), "{line}");
        }
        for line in
            ["Last Updated: November 3, 2025", "https://gazette.example/pell", "@jopell", "pell@gazette.example", "3"]
        {
            assert_eq!(author(line), None, "{line}");
        }
        assert_eq!(author("Richard (R.J.) Pell").as_deref(), Some("Richard (R.J.) Pell"));
    }

    #[test]
    fn a_preposition_goes_only_where_a_whole_name_is_left() {
        for (line, language, name) in [
            ("Von Jo Pell", "de", "Jo Pell"),
            ("VON JO PELL", "de-AT", "JO PELL"),
            ("Von Trapp", "de", "Von Trapp"),
            ("von Trapp, Maria", "de", "von Trapp, Maria"),
            ("di Jo Pell", "it", "Jo Pell"),
            ("Di Canio", "it", "Di Canio"),
            ("Da Silva Santos", "pt", "Da Silva Santos"),
            ("De Vries Jan", "nl", "De Vries Jan"),
            ("Door Jo Pell", "nl", "Jo Pell"),
            ("Av Jo Pell", "sv", "Jo Pell"),
        ] {
            assert_eq!(without_preposition(line, Some(language)), name, "{line}");
        }
        assert_eq!(without_preposition("Von Jo Pell", None), "Von Jo Pell");
        assert_eq!(believed(&[&["Von Jo Pell, MDR"]]), "Jo Pell, MDR");
    }

    #[test]
    fn of_several_lines_the_author_is_the_first() {
        assert_eq!(of_lines("By Jo Pell\nThe Gazette").as_deref(), Some("By Jo Pell"));
        assert_eq!(of_lines("By\nJo Pell\nThe Gazette").as_deref(), Some("By Jo Pell"));
    }

    #[test]
    fn a_person_is_believed_before_the_site_and_its_machines() {
        assert_eq!(believed(&[&["The Gazette"], &["admin"], &["Super User"], &["Jo Pell"]]), "Jo Pell");
        assert_eq!(believed(&[&["Ada Orr", "The Gazette"], &["Jo Pell"]]), "Ada Orr, The Gazette");
        assert_eq!(believed(&[&["@pell"], &["The Gazette"]]), "The Gazette");
        assert_eq!(believed(&[]), "");
    }

    #[test]
    fn a_name_or_an_agency_is_named_once() {
        assert_eq!(believed(&[&["Jo Pell", "jo pell", "By Ada Orr"]]), "Jo Pell, Ada Orr");
        assert_eq!(believed(&[&["Jo Pell and Ada Orr", "Ada Orr"]]), "Jo Pell and Ada Orr");
        assert_eq!(believed(&[&["Reuters", "Jo Pell / Reuters"]]), "Jo Pell / Reuters");
        assert_eq!(believed(&[&["Pell, Jo", "Jo"]]), "Pell, Jo, Jo");
    }

    #[test]
    fn a_list_without_end_names_no_author_and_takes_no_time() {
        let many =
            (0..300_000).map(|number| format!("Jo Pell{}", "l".repeat(number % 100) + &"x".repeat(number / 3000)));
        assert_eq!(authors([many.collect()].into_iter(), "The Gazette", None), None);
    }

    #[test]
    fn the_authors_of_teasers_are_left_alone() {
        let named = |list: &[(&str, usize, bool)]| -> Vec<Named> {
            let one = |(name, place, is_property): &(&str, usize, bool)| Named {
                name: (*name).to_owned(),
                place: *place,
                is_property: *is_property,
            };
            list.iter().map(one).collect()
        };
        let links = [("Teaser", 10, false), ("Jo", 210, false), ("Ada", 220, false), ("Other", 400, false)];
        assert_eq!(nearest(&named(&links), Some(200)), ["Jo", "Ada"]);
        assert_eq!(nearest(&named(&links[..3]), Some(225)), ["Jo", "Ada"]);
        let property = [("Other", 205, false), ("Jo", 300, true)];
        assert_eq!(nearest(&named(&property), Some(200)), ["Jo"]);
        assert_eq!(nearest(&named(&links[..1]), Some(200)), ["Teaser"]);
        assert!(nearest(&[], None).is_empty());
    }
}
