//! What the text of an article was found to name: mentions, and the entities that they refer to.

use serde::{Deserialize, Serialize};

use super::Span;

/// No name is longer, in words: what is, is a line typed in capitals.
pub const LONGEST_NAME: usize = 16;

/// What a name is the name of, in the sense of CoNLL-2003.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// People and families.
    Person,
    /// Companies, parties, armed groups, agencies, teams, publishers.
    Org,
    /// Countries, regions, cities, waters, buildings and sites.
    Place,
    /// Nationalities, religions, languages, events, laws, works, products.
    Other,
}

impl Kind {
    /// Every kind, in the order that answers list them.
    pub const ALL: [Self; 4] = [Self::Person, Self::Org, Self::Place, Self::Other];

    /// The word that queries, options and answers use for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Org => "org",
            Self::Place => "place",
            Self::Other => "other",
        }
    }
}

/// How sure it is that two forms are the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Possibly: spelling one or two edits away, or the words of a longer name. Shown on request only.
    Low,
    /// Probably: middle names dropped, nicknames, initials, acronyms, one odd word.
    Medium,
    /// May be counted as the same name without a look: the same words up to folding, order, romanisation and legal form.
    High,
}

/// A name as it stands in the text: without title, article and possessive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "[u32; 4]", from = "[u32; 4]")]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// What it names here.
    pub kind: Kind,
    /// Whom it refers to: an index into the article's entities.
    pub entity: u32,
}

/// Whom mentions of one article refer to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Its canonical name in this article: the fullest of its forms, as it stands there.
    pub name: String,
    /// What it is.
    pub kind: Kind,
}

/// As it is stored: an archive holds millions of them.
impl From<Mention> for [u32; 4] {
    fn from(mention: Mention) -> Self {
        let (start, end) = mention.span.bounds();
        [start, end, mention.kind as u32, mention.entity]
    }
}

impl From<[u32; 4]> for Mention {
    fn from([start, end, kind, entity]: [u32; 4]) -> Self {
        let kind = Kind::ALL.get(kind as usize).copied().unwrap_or(Kind::Other);
        Self { span: Span::of_bounds(start, end), kind, entity }
    }
}

/// The names of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    /// Where names stand, in the order of the text, apart.
    pub mentions: Vec<Mention>,
    /// Whom they refer to, in the order of their first mention.
    pub entities: Vec<Entity>,
}

impl Names {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.mentions.is_empty()
    }

    /// What a mention names: what most mentions of its bearer were found to name.
    #[must_use]
    pub fn kind(&self, mention: &Mention) -> Kind {
        self.entity(mention).map_or(mention.kind, |entity| entity.kind)
    }

    /// Whom a mention refers to.
    #[must_use]
    pub fn entity(&self, mention: &Mention) -> Option<&Entity> {
        self.entities.get(mention.entity as usize)
    }
}
