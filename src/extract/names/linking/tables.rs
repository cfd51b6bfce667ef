//! Small tables of words that tell what a part of a name is. All folded, and none of them a name of one organisation or place.

/// Whether `word` stands in `table`.
pub fn is_one_of(table: &[&str], word: &str) -> bool {
    table.contains(&word)
}

/// Words that a name in English, Romance, Germanic, Arabic, Persian or Urdu drops or changes freely.
pub const SMALL: &[&str] = &[
    "the", "of", "and", "for", "in", "on", "to", "a", "an", "e", "i", "al", "el", "ul", "ur", "us", "de", "del",
    "della", "di", "da", "do", "des", "du", "la", "le", "les", "los", "y", "et", "und", "der", "die", "das", "fur",
    "at", "s",
];

/// Particles of a person's name: dropped where they are written small or hang on a hyphen, as in `el-Tarib` for `Samir el-Tarib`.
pub const PARTICLES: &[&str] = &[
    "al", "el", "ul", "ur", "ud", "as", "ash", "ad", "ar", "az", "an", "bin", "ibn", "ben", "bint", "de", "del",
    "della", "di", "da", "dos", "du", "van", "von", "der", "den", "ter", "zu", "la", "le", "y", "e", "i",
];

/// What stands behind a company's name and is left out later.
pub const COMPANY: &[&str] = &[
    "inc",
    "corp",
    "ltd",
    "co",
    "plc",
    "llc",
    "llp",
    "company",
    "corporation",
    "incorporated",
    "limited",
    "group",
    "holdings",
    "holding",
    "ag",
    "sa",
    "gmbh",
    "nv",
    "bv",
    "spa",
    "ab",
    "asa",
    "oyj",
    "pty",
    "bhd",
    "kk",
];

/// Nouns that stand alone for the body they head: `the Ministry`, `the University`.
pub const HEADS: &[&str] = &[
    "academy",
    "administration",
    "agency",
    "alliance",
    "army",
    "assembly",
    "association",
    "authority",
    "bank",
    "board",
    "brigade",
    "bureau",
    "cabinet",
    "center",
    "centre",
    "chamber",
    "church",
    "club",
    "coalition",
    "college",
    "commission",
    "committee",
    "company",
    "conference",
    "congress",
    "corporation",
    "council",
    "court",
    "department",
    "federation",
    "force",
    "forces",
    "foundation",
    "front",
    "fund",
    "government",
    "guard",
    "hospital",
    "house",
    "institute",
    "institution",
    "league",
    "ministry",
    "movement",
    "museum",
    "navy",
    "office",
    "organisation",
    "organization",
    "parliament",
    "party",
    "police",
    "school",
    "senate",
    "service",
    "society",
    "state",
    "team",
    "tribunal",
    "union",
    "university",
];

/// Nouns of bodies that belong to a larger one, whose name stands before them: the Council in `Orlen Council` is not Orlen.
pub const PARTS: &[&str] = &[
    "army",
    "assembly",
    "board",
    "bureau",
    "cabinet",
    "chamber",
    "command",
    "commission",
    "committee",
    "council",
    "court",
    "department",
    "desk",
    "division",
    "force",
    "forces",
    "government",
    "guard",
    "media",
    "ministry",
    "navy",
    "office",
    "parliament",
    "police",
    "secretariat",
    "senate",
    "service",
    "staff",
    "team",
    "tribunal",
    "unit",
    "wing",
];

/// Words in front of a place that make another place of it.
pub const DIRECTIONS: &[&str] = &[
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "upper",
    "lower",
    "new",
    "greater",
    "inner",
    "outer",
    "near",
    "mid",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
];

/// Given names so common that they single nobody out in the middle of a name.
pub const COMMON_MIDDLE: &[&str] =
    &["muhammad", "mohammad", "mohammed", "mohamed", "mohamad", "muhammed", "abdul", "abdel", "maria", "jose", "jean"];

/// Generations of one name.
pub const GENERATIONS: &[&str] = &["jr", "sr", "ii", "iii", "iv", "junior", "senior"];
