//! Which outlet an article is of, told by the folder of its file or the host of its address.

use super::Zone;
use super::globs::Globs;
use crate::article::Meta;

/// A block of `[[source]]`.
#[derive(Debug)]
pub struct OutletRule {
    pub folder: Option<Globs>,
    /// Hosts, in small letters; of any where there is none.
    pub hosts: Vec<String>,
    pub name: Option<String>,
    pub language: Option<String>,
    pub section: Option<String>,
    pub zone: Option<Zone>,
    pub hash: u64,
}

impl OutletRule {
    /// Whether it may hold of a file, whatever the address of its articles.
    pub fn may_hold(&self, path: &str) -> bool {
        self.folder.as_ref().is_none_or(|folder| folder.hold(path))
    }

    fn is_of(&self, host: Option<&str>) -> bool {
        let below = |own: &String| {
            host.is_some_and(|host| {
                host.strip_suffix(own.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
            })
        };
        self.hosts.is_empty() || self.hosts.iter().any(below)
    }
}

/// Sets what the rules say; of each thing the first rule that says it decides, whatever the record states.
pub fn describe<'a>(rules: impl Iterator<Item = &'a OutletRule>, meta: &mut Meta) {
    let host = meta.url.as_deref().and_then(host_of);
    let rules: Vec<&OutletRule> = rules.filter(|rule| rule.is_of(host.as_deref())).collect();
    let first = |of: fn(&OutletRule) -> Option<&String>| rules.iter().find_map(|rule| of(rule)).cloned();
    if let Some(name) = first(|rule| rule.name.as_ref()) {
        meta.source = name;
    }
    meta.language = first(|rule| rule.language.as_ref()).or(meta.language.take());
    meta.section = first(|rule| rule.section.as_ref()).or(meta.section.take());
}

/// The host of an address, in small letters, without user and port.
pub fn host_of(address: &str) -> Option<String> {
    let rest = address.trim().split_once("//")?.1;
    let place = rest.split(['/', '?', '#', '\\']).next()?;
    let host = place.rsplit('@').next()?;
    let host = if host.starts_with('[') { host } else { host.split(':').next()? };
    let host = host.trim_end_matches('.').to_lowercase();
    (!host.is_empty()).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(host: &str, name: &str) -> OutletRule {
        let (folder, language, section, zone) = Default::default();
        OutletRule {
            folder,
            hosts: vec![host.to_owned()],
            name: Some(name.to_owned()),
            language,
            section,
            zone,
            hash: 0,
        }
    }

    fn source(rules: &[OutletRule], address: &str) -> String {
        let mut meta = Meta { source: "stated".to_owned(), url: Some(address.to_owned()), ..Meta::default() };
        describe(rules.iter(), &mut meta);
        meta.source
    }

    #[test]
    fn a_host_means_its_subdomains_too_and_nothing_that_only_ends_like_it() {
        let rules = [rule("urdu.dawn.com", "Dawn Urdu"), rule("dawn.com", "Dawn")];
        assert_eq!(source(&rules, "https://www.Dawn.com:8080/news/1"), "Dawn");
        assert_eq!(source(&rules, "http://x@urdu.dawn.com./a"), "Dawn Urdu");
        assert_eq!(source(&rules, "//dawn.com?x"), "Dawn");
        for other in ["https://notdawn.com/", "https://dawn.com.example/", "dawn.com", "https://evil/@dawn.com"] {
            assert_eq!(source(&rules, other), "stated", "{other}");
        }
    }
}
