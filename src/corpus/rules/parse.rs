//! The text of a file of rules, understood.

use std::fmt::Write;
use std::sync::Arc;

use jiff::tz::{self, TimeZone};
use regex::RegexBuilder;
use toml::de::DeTable;
use xxhash_rust::xxh3::xxh3_64;

use super::error::Flaw;
use super::globs::Globs;
use super::keys::{FIELDS, KeyRule, Named};
use super::lines::{LineRule, plain};
use super::outlets::OutletRule;
use super::section::{Section, Written, nearest};
use super::{Rules, Zone as TimeZoneRule};
use crate::article::Zone;

const TOP: [&str; 6] = ["source", "time_zone", "keys", "boilerplate", "body", "skip"];
const SOURCE: [&str; 6] = ["folder", "host", "name", "language", "section", "time_zone"];
const LINES: [&str; 4] = ["regex", "line", "folder", "source"];

/// Understands the text of a file of rules.
pub fn parse(text: &str) -> Result<Rules, Flaw> {
    let table = DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        Flaw::new(
            at,
            format!("no valid TOML: {}", error.message()),
            "see https://toml.io for what may stand in such a file",
        )
    })?;
    let top = Section::new("the top of morgue.toml", table.get_ref(), 0, &TOP)?;
    let keys: Vec<&str> = FIELDS.iter().map(|(name, _)| *name).chain(["files"]).collect();
    let outlets = top.tables("source", "[[source]]", &SOURCE)?;
    let keys = top.tables("keys", "[keys]", &keys)?;
    Ok(Rules {
        present: true,
        zone: top.text("time_zone")?.map(time_zone).transpose()?,
        outlets: outlets.iter().map(|section| outlet_rule(section).map(Arc::new)).collect::<Result<_, _>>()?,
        keys: keys.iter().map(|section| key_rule(section).map(Arc::new)).collect::<Result<_, _>>()?,
        lines: line_rules(&top)?,
        skip: globs(&top, "skip")?,
    })
}

fn globs(section: &Section<'_, '_>, key: &str) -> Result<Option<Globs>, Flaw> {
    let patterns = section.texts(key)?;
    if patterns.is_empty() { Ok(None) } else { Globs::new(&patterns).map(Some) }
}

fn time_zone((name, at): Written<'_>) -> Result<TimeZoneRule, Flaw> {
    if let Ok(zone) = TimeZone::get(name) {
        return Ok(TimeZoneRule { name: name.to_owned(), zone });
    }
    let known: Vec<String> = tz::db().available().map(|name| name.to_string()).collect();
    let meant = nearest(name, known.iter().map(String::as_str)).map(|meant| format!("did you mean {meant}? "));
    let hint = format!("{}write a name of the IANA, as Asia/Karachi, Europe/Berlin or UTC", meant.unwrap_or_default());
    Err(Flaw::new(at, format!("there is no time zone {name:?}"), hint))
}

fn outlet_rule(section: &Section<'_, '_>) -> Result<OutletRule, Flaw> {
    let owned =
        |key| -> Result<Option<String>, Flaw> { Ok(section.text(key)?.map(|(text, _)| text.trim().to_owned())) };
    let folder = globs(section, "folder")?;
    let hosts = section.texts("host")?.into_iter().map(host).collect::<Result<Vec<_>, _>>()?;
    let written_zone = section.text("time_zone")?;
    let rule = OutletRule {
        name: owned("name")?,
        language: owned("language")?,
        section: owned("section")?,
        zone: written_zone.map(time_zone).transpose()?,
        hash: hash_of(section, &SOURCE)?,
        folder,
        hosts,
    };
    if rule.folder.is_none() && rule.hosts.is_empty() {
        let hint = "write folder = \"dawn/**\" or host = \"dawn.com\"; for the whole archive, folder = \"**\"";
        return Err(Flaw::new(section.at, "this [[source]] does not tell of which articles it speaks", hint));
    }
    if let Some((_, at)) = written_zone.filter(|_| !rule.hosts.is_empty()) {
        let hint = "write the time zone in a [[source]] with a folder alone, or at the top of morgue.toml";
        return Err(Flaw::new(at, "days are read before the host of an article is known", hint));
    }
    if ["name", "language", "section", "time_zone"].iter().all(|key| !section.has(key)) {
        let hint = "add name = \"Dawn\", or language, section, time_zone";
        return Err(Flaw::new(section.at, "this [[source]] says nothing of its articles", hint));
    }
    Ok(rule)
}

fn host((text, at): Written<'_>) -> Result<String, Flaw> {
    let host = text.trim().trim_start_matches("*.").trim_matches('.').to_lowercase();
    if host.is_empty() || host.contains(['/', ':', '*', '?', '@', ' ']) {
        let hint = "write it as it stands in addresses, without https:// and path: \"dawn.com\" means www.dawn.com too";
        return Err(Flaw::new(at, format!("{text:?} is no host"), hint));
    }
    Ok(host)
}

fn key_rule(section: &Section<'_, '_>) -> Result<KeyRule, Flaw> {
    let mut keys = Vec::new();
    for (name, field) in FIELDS {
        let list: Vec<String> = section.texts(name)?.into_iter().map(|(key, _)| key.to_owned()).collect();
        if !list.is_empty() {
            keys.push(Named { field, keys: list });
        }
    }
    if keys.is_empty() {
        let hint = "write which key holds what, as headline = \"title\" or published = \"meta.pub.date\"";
        return Err(Flaw::new(section.at, "this [keys] names no key", hint));
    }
    let written: Vec<&str> = FIELDS.iter().map(|(name, _)| *name).collect();
    Ok(KeyRule { files: globs(section, "files")?, keys, hash: hash_of(section, &written)? })
}

fn line_rule(title: &str, section: &Section<'_, '_>, zone: Zone) -> Result<LineRule, Flaw> {
    let lines: Vec<String> = section.texts("line")?.iter().map(|(line, _)| plain(line).into_owned()).collect();
    let patterns = section.texts("regex")?.into_iter().map(pattern).collect::<Result<Vec<_>, _>>()?;
    if lines.is_empty() && patterns.is_empty() {
        let hint = "write line = \"the line as it stands\", or regex = '^Read also: '";
        return Err(Flaw::new(section.at, format!("this {title} does not tell which lines it means"), hint));
    }
    let sources = section.texts("source")?.iter().map(|(source, _)| source.trim().to_lowercase()).collect();
    // That a line is text is another rule than that it is junk.
    let hash = xxh3_64(format!("{title}{}", hash_of(section, &LINES)?).as_bytes());
    Ok(LineRule { folder: globs(section, "folder")?, sources, lines, patterns, zone, hash })
}

/// The rules of lines, junk first.
fn line_rules(top: &Section<'_, '_>) -> Result<Vec<Arc<LineRule>>, Flaw> {
    /// More than any newsroom writes; each may take as much memory as one may.
    const MOST_PATTERNS: usize = 1000;
    let (junk, text) = ("[[boilerplate]]", "[[body]]");
    let (of_junk, of_text) = (top.tables("boilerplate", junk, &LINES)?, top.tables("body", text, &LINES)?);
    let mut count = 0;
    for section in of_junk.iter().chain(&of_text) {
        count += section.texts("regex")?.len();
        if count > MOST_PATTERNS {
            let what = format!("more than {MOST_PATTERNS} regular expressions");
            return Err(Flaw::new(section.at, what, "join some of them by |, or write them as line = [\"…\", \"…\"]"));
        }
    }
    let of_junk = of_junk.iter().map(|section| line_rule(junk, section, Zone::Boilerplate));
    let of_text = of_text.iter().map(|section| line_rule(text, section, Zone::Body));
    of_junk.chain(of_text).map(|rule| rule.map(Arc::new)).collect()
}

fn pattern((text, at): Written<'_>) -> Result<regex::Regex, Flaw> {
    /// What a list of some thousand words takes; far below what would be felt.
    const LARGEST: usize = 2 << 20;
    let hint = "the syntax is that of https://docs.rs/regex; between '…' a backslash stands for itself";
    let built = RegexBuilder::new(text).size_limit(LARGEST).build();
    let pattern =
        built.map_err(|error| Flaw::new(at, format!("no regular expression: {}", last_line(&error)), hint))?;
    if pattern.is_match("") {
        let hint = "write what the line holds; .+ where it may hold anything";
        return Err(Flaw::new(at, format!("{text:?} matches nothing at all, and so every line"), hint));
    }
    Ok(pattern)
}

/// The errors of patterns draw the pattern first; what is wrong stands in the last line.
fn last_line(error: &regex::Error) -> String {
    let text = error.to_string();
    let last = text.lines().last().unwrap_or_default();
    last.trim().trim_start_matches("error: ").to_owned()
}

/// A hash of what is written under these keys. What is in the file beside it, comments and order, does not count.
fn hash_of(section: &Section<'_, '_>, keys: &[&str]) -> Result<u64, Flaw> {
    let mut all = String::new();
    for key in keys {
        for (text, _) in section.texts(key)? {
            let _ = write!(all, "{key}\0{text}\0");
        }
    }
    Ok(xxh3_64(all.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Line, column and text of what is wrong.
    fn fault(text: &str) -> String {
        let error = parse(text).unwrap_err().in_file("m".into(), text);
        let (line, column) = error.place.unwrap();
        format!("{line}:{column} {} ({})", error.what, error.hint)
    }

    #[test]
    fn what_is_unknown_is_named_with_its_place_and_what_was_meant() {
        let wrong = fault("# rules\n[[source]]\nfolder = \"a\"\n  nmae = \"A\"\n");
        assert!(wrong.starts_with("4:3 [[source]] has no key \"nmae\" (did you mean name?"), "{wrong}");
        let wrong = fault("\u{FEFF}skipp = \"a\"\r\n");
        assert!(wrong.starts_with("1:1 the top of morgue.toml has no key \"skipp\" (did you mean skip?"), "{wrong}");
        assert!(fault("[keys]\nheadlines = \"x\"").contains("did you mean headline?"));
        assert!(fault("[key]\nheadline = \"x\"").contains("did you mean keys?"));
    }

    #[test]
    fn what_cannot_be_honoured_is_an_error() {
        for (text, wanted) in [
            ("skip = [\"a\",", "1:"),
            ("skip = 7", "1:8 skip in the top of morgue.toml is a text, and here stands a number"),
            ("skip = []", "empty list"),
            ("skip = [\"[a\"]", "1:9 \"[a\" is no pattern of paths"),
            ("time_zone = \"Asia/Karachy\"", "did you mean Asia/Karachi?"),
            ("source = \"x\"", "source is a table"),
            ("[[source]]\nname = \"A\"", "does not tell of which articles"),
            ("[[source]]\nfolder = \"a\"", "says nothing"),
            ("[[source]]\nhost = \"https://a.b/\"\nname = \"A\"", "2:8 \"https://a.b/\" is no host"),
            ("[[source]]\nhost = \"a.b\"\ntime_zone = \"UTC\"", "3:13 days are read before"),
            ("[keys]\nfiles = \"*\"", "names no key"),
            ("[[boilerplate]]\nfolder = \"a\"", "does not tell which lines"),
            ("[[boilerplate]]\nregex = '(a'", "2:9 no regular expression: unclosed group"),
            ("[[body]]\nregex = 'a*'", "so every line"),
            ("[[boilerplate]]\nregex = '(a{1000}){1000}'", "no regular expression: "),
            ("time_zone = \"UTC\"\ntime_zone = \"UTC\"", "2:1 no valid TOML"),
        ] {
            let wrong = fault(text);
            assert!(wrong.contains(wanted), "{text}: {wrong}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_written_there_is_understood_or_named_with_its_place(
            pieces in proptest::collection::vec(proptest::sample::select(vec![
                "[[source]]\n", "[keys]\n", "[[keys]]\n", "[[boilerplate]]\n", "[[body]]\n", "folder", "host", "name", "regex", "line",
                "files", "headline", "time_zone", "skip", " = ", "\"", "'", "\\", "a", "**", "ü", "[", "]", "{", "}", ",", "\n", "\r\n", "\u{FEFF}", "7", ".", "#",
                "= \"a\"\n", "= ['a', \"b\"]\n", "UTC",
            ]), 0..24)
        ) {
            let text = pieces.concat();
            if let Err(flaw) = parse(&text) {
                let error = flaw.in_file("m".into(), &text);
                let (line, column) = error.place.unwrap();
                assert!(line >= 1 && line <= text.matches('\n').count() + 1 && column >= 1, "{text:?} {error}");
                assert!(!error.what.is_empty() && !error.hint.is_empty());
            }
        }
    }

    #[test]
    fn an_empty_file_is_no_rule_and_comments_and_order_do_not_count() {
        let hash = |text: &str| parse(text).unwrap().guide("a/b.txt").hash();
        assert_eq!(hash(""), 0);
        assert_eq!(hash("# nothing\n"), 0);
        assert_eq!(hash("skip = \"x\""), 0);
        let named = hash("[[source]]\nfolder = \"a\"\nname = \"A\"");
        assert_eq!(named, hash("# who\n[[source]]\nname = 'A' # it\nfolder = [\"a\"]\n"));
        assert_ne!(named, hash("[[source]]\nfolder = \"a\"\nname = \"B\""));
        assert_eq!(hash("[[source]]\nfolder = \"c\"\nname = \"A\""), 0);
        assert_ne!(hash("[[body]]\nline = \"x\""), hash("[[boilerplate]]\nline = \"x\""));
    }
}
