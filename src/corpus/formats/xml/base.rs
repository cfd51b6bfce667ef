//! Addresses that are written as seen from another one (RFC 3986, as far as feeds use it). Knows no element.

/// What `address` means at `base`; as it stands where that tells nothing.
pub fn resolved(base: Option<&str>, address: &str) -> String {
    base.filter(|_| !is_whole(address)).and_then(|base| joined(base, address)).unwrap_or_else(|| address.to_owned())
}

fn is_whole(address: &str) -> bool {
    let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '-' | '.'))
}

fn joined(base: &str, address: &str) -> Option<String> {
    let (scheme, rest) = base.split_once("://")?;
    if address.starts_with("//") {
        return Some(format!("{scheme}:{address}"));
    }
    let page = rest.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = page.split_once('/').unwrap_or((page, ""));
    if address.is_empty() || address.starts_with(['?', '#']) {
        return Some(format!("{scheme}://{host}/{path}{address}"));
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = if address.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    parts.retain(|part| !part.is_empty());
    let mut rest = address.trim_start_matches('/');
    while let Some((step, behind)) = rest.split_once('/').filter(|(step, _)| matches!(*step, "." | "..")) {
        if step == ".." {
            parts.pop();
        }
        rest = behind;
    }
    parts.push(rest);
    Some(format!("{scheme}://{host}/{}", parts.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_address_is_meant_at_its_base() {
        for (base, address, meant) in [
            ("https://a.example/blog/", "posts/1", "https://a.example/blog/posts/1"),
            ("https://a.example/blog/feed?x=/y", "./1?a=b/c", "https://a.example/blog/1?a=b/c"),
            ("https://a.example/blog/", "../1/", "https://a.example/1/"),
            ("https://a.example", "1", "https://a.example/1"),
            ("https://a.example/blog/", "/1", "https://a.example/1"),
            ("https://a.example/blog/", "//b.example/1", "https://b.example/1"),
            ("https://a.example/blog/", "urn:1", "urn:1"),
            ("https://a.example/blog", "?p=1", "https://a.example/blog?p=1"),
            ("blog/", "posts/1", "posts/1"),
        ] {
            assert_eq!(resolved(Some(base), address), meant);
        }
        assert_eq!(resolved(None, "posts/1"), "posts/1");
    }
}
