//! Where a page stood on the web: its own whole address, of all that it states of it. Knows nothing of the article.

use serde_json::Value;

use super::facts::Facts;

/// The address of the page, without the archive that it was fetched from.
pub fn of_page(facts: &Facts, article: Option<&Value>) -> Option<String> {
    let linked = article.and_then(|article| article["url"].as_str().or_else(|| article["mainEntityOfPage"].as_str()));
    let tagged = facts.tag(&["parsely:link", "twitter:url"]);
    let stated = [facts.canonical.as_deref(), facts.tag(&["og:url"]), linked, tagged, facts.saved_from.as_deref()];
    let base = || facts.base.as_deref().filter(|base| is_whole(base));
    let host = || stated.into_iter().flatten().chain(base()).find_map(origin);
    let whole = stated.into_iter().flatten().find_map(|address| completed(address, host()));
    let page = |base: &str| !base.ends_with('/') && origin(base).is_some_and(|origin| base.len() > origin.len());
    whole
        .or_else(|| base().filter(|base| page(base)).map(ToOwned::to_owned))
        .map(|address| unarchived(&address).to_owned())
}

fn is_whole(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

/// `https://gazette.example` of an address there.
fn origin(address: &str) -> Option<&str> {
    let start = address.find("://").filter(|_| is_whole(address))? + 3;
    Some(address[start..].find('/').map_or(address, |at| &address[..start + at]))
}

/// `/news/1` and `//gazette.example/news/1` as whole addresses.
fn completed(address: &str, host: Option<&str>) -> Option<String> {
    if is_whole(address) {
        return Some(address.to_owned());
    }
    match address.strip_prefix("//") {
        Some(rest) if rest.contains('.') => Some(format!("https://{rest}")),
        Some(_) => None,
        None => host.filter(|_| address.starts_with('/')).map(|host| format!("{host}{address}")),
    }
}

/// The address that an archive of the web shows a copy of: `https://web.archive.org/web/20150604101112/http://gazette.example/1`.
fn unarchived(address: &str) -> &str {
    let behind = address.split_once("://web.archive.org/web/").map(|(_, behind)| behind);
    let copied = behind.and_then(|behind| behind.split_once('/')).map(|(_, copied)| copied);
    copied.filter(|copied| is_whole(copied)).unwrap_or(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_made_whole_and_taken_out_of_an_archive() {
        let host = Some("https://gazette.example");
        assert_eq!(completed("/news/1", host).as_deref(), Some("https://gazette.example/news/1"));
        assert_eq!(completed("//gazette.example/1", None).as_deref(), Some("https://gazette.example/1"));
        assert_eq!(completed("news/1", host), None);
        assert_eq!(completed("/news/1", None), None);
        let archived = "https://web.archive.org/web/20150604101112/http://gazette.example/1";
        assert_eq!(unarchived(archived), "http://gazette.example/1");
        assert_eq!(unarchived("https://web.archive.org/web/about"), "https://web.archive.org/web/about");
        assert_eq!(origin("https://gazette.example/news/1"), host);
    }
}
