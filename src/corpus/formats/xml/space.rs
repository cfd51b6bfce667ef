//! Namespaces: which vocabulary a name of an XML document belongs to. Known vocabularies only; knows no elements.

use std::collections::HashMap;

/// A vocabulary, as far as formats have to be told apart by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Space {
    /// None, or one that is nobody's: the names of RSS, and what is left without a declaration.
    Plain,
    Atom,
    /// `content:` of RSS, where the whole text stands.
    Content,
    /// Dublin Core.
    Dublin,
    /// `wp:` of a WordPress export.
    Export,
    /// `excerpt:` of a WordPress export.
    Excerpt,
    G2,
    Media,
    Nitf,
    Rdf,
    Xhtml,
    Other,
}

impl Space {
    fn of(address: &str) -> Option<Self> {
        Some(match address {
            "http://www.w3.org/2005/Atom" | "http://purl.org/atom/ns#" => Self::Atom,
            "http://purl.org/rss/1.0/modules/content/" => Self::Content,
            "http://purl.org/dc/elements/1.1/" | "http://purl.org/dc/terms/" => Self::Dublin,
            "http://iptc.org/std/nar/2006-10-01/" => Self::G2,
            "http://search.yahoo.com/mrss/" | "http://search.yahoo.com/mrss" => Self::Media,
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#" => Self::Rdf,
            "http://www.w3.org/1999/xhtml" => Self::Xhtml,
            "http://purl.org/rss/1.0/" | "http://my.netscape.com/rdf/simple/0.9/" => Self::Plain,
            _ if address.starts_with("http://iptc.org/std/NITF/") => Self::Nitf,
            _ if address.contains("//wordpress.org/export/") && address.ends_with("/excerpt/") => Self::Excerpt,
            _ if address.contains("//wordpress.org/export/") => Self::Export,
            _ => return None,
        })
    }

    /// What a prefix means where nothing declares it, as in feeds cut out of their document.
    fn by_custom(prefix: &str) -> Self {
        match prefix {
            "" => Self::Plain,
            "atom" => Self::Atom,
            "content" => Self::Content,
            "dc" => Self::Dublin,
            "wp" => Self::Export,
            "excerpt" => Self::Excerpt,
            "media" => Self::Media,
            "nitf" => Self::Nitf,
            "rdf" => Self::Rdf,
            _ => Self::Other,
        }
    }
}

/// The prefixes that are bound at a place of a document. Each look-up takes one step, however many are bound: a document may bind
/// a prefix on each of a hundred thousand levels.
#[derive(Default)]
pub struct Scope {
    bound: HashMap<String, Vec<Space>>,
    declared: Vec<(usize, String)>,
}

impl Scope {
    /// Binds `prefix` (empty for the default) on the element that is open at `depth`.
    pub fn bind(&mut self, depth: usize, prefix: &str, address: &str) {
        let unknown = if prefix.is_empty() { Space::Plain } else { Space::Other };
        let space = Space::of(address.trim()).unwrap_or(unknown);
        self.bound.entry(prefix.to_owned()).or_default().push(space);
        self.declared.push((depth, prefix.to_owned()));
    }

    /// Forgets what the element at `depth` bound.
    pub fn leave(&mut self, depth: usize) {
        while let Some((_, prefix)) = self.declared.pop_if(|(at, _)| *at == depth) {
            self.bound.get_mut(&prefix).map(Vec::pop);
        }
    }

    /// The vocabulary of a prefix.
    pub fn resolve(&self, prefix: &str) -> Space {
        let bound = self.bound.get(prefix).and_then(|spaces| spaces.last());
        bound.copied().unwrap_or_else(|| Space::by_custom(prefix))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_means_what_the_nearest_element_bound_it_to() {
        let mut scope = Scope::default();
        assert_eq!(scope.resolve("dc"), Space::Dublin);
        scope.bind(1, "dc", "http://www.w3.org/2005/Atom");
        scope.bind(2, "dc", "urn:nobody");
        assert_eq!(scope.resolve("dc"), Space::Other);
        scope.leave(2);
        assert_eq!(scope.resolve("dc"), Space::Atom);
        scope.leave(1);
        assert_eq!(scope.resolve("dc"), Space::Dublin);
    }
}
