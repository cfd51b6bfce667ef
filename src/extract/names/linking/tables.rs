//! Small tables of words that tell what a part of a name is. All folded, all of general use: nothing here names one organisation,
//! and the only places are countries under their other names.

/// Whether `word` stands in `table`.
pub fn is_one_of(table: &[&str], word: &str) -> bool {
    table.contains(&word)
}

/// Words that a name in English, Romance, Germanic, Arabic, Persian or Urdu drops or changes freely.
pub const SMALL: &[&str] = &[
    "the", "of", "and", "for", "in", "on", "to", "a", "an", "e", "i", "al", "el", "ul", "ur", "us", "de", "del", "della", "di", "da",
    "do", "des", "du", "la", "le", "les", "los", "y", "et", "und", "der", "die", "das", "fur", "at", "s",
];

/// Particles of a person's name: dropped where they are written small or hang on a hyphen, as in `el-Tarib` for `Samir el-Tarib`.
pub const PARTICLES: &[&str] = &[
    "al", "el", "ul", "ur", "ud", "as", "ash", "ad", "ar", "az", "an", "bin", "ibn", "ben", "bint", "de", "del", "della", "di", "da",
    "dos", "du", "van", "von", "der", "den", "ter", "zu", "la", "le", "y", "e", "i",
];

/// What stands behind a company's name and is left out later.
pub const COMPANY: &[&str] = &[
    "inc", "corp", "ltd", "co", "plc", "llc", "llp", "company", "corporation", "incorporated", "limited", "group", "holdings",
    "holding", "ag", "sa", "gmbh", "nv", "bv", "spa", "ab", "asa", "oyj", "pty", "bhd", "kk",
];

/// Nouns that stand alone for the body they head: `the Ministry`, `the University`.
pub const HEADS: &[&str] = &[
    "academy", "administration", "agency", "alliance", "army", "assembly", "association", "authority", "bank", "board", "brigade",
    "bureau", "cabinet", "center", "centre", "chamber", "church", "club", "coalition", "college", "commission", "committee",
    "company", "conference", "congress", "corporation", "council", "court", "department", "federation", "force", "forces",
    "foundation", "front", "fund", "government", "guard", "hospital", "house", "institute", "institution", "league", "ministry",
    "movement", "museum", "navy", "office", "organisation", "organization", "parliament", "party", "police", "school", "senate",
    "service", "society", "state", "team", "tribunal", "union", "university",
];

/// Words in front of a place that make another place of it.
pub const DIRECTIONS: &[&str] = &[
    "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "upper", "lower", "new", "greater",
    "inner", "outer", "near", "mid", "northeast", "northwest", "southeast", "southwest",
];

/// Given names so common that they single nobody out in the middle of a name.
pub const COMMON_MIDDLE: &[&str] =
    &["muhammad", "mohammad", "mohammed", "mohamed", "mohamad", "muhammed", "abdul", "abdel", "maria", "jose", "jean"];

/// Generations of one name.
pub const GENERATIONS: &[&str] = &["jr", "sr", "ii", "iii", "iv", "junior", "senior"];

/// Forenames with what they are short for; two forenames agree if they share a root.
pub fn root_of_forename(word: &str) -> &str {
    match word {
        "bob" | "rob" | "bobby" | "robbie" => "robert",
        "bill" | "will" | "billy" | "willie" => "william",
        "dick" | "rick" | "rich" | "richie" => "richard",
        "jim" | "jimmy" | "jamie" => "james",
        "mike" | "mick" | "mickey" => "michael",
        "joe" | "joey" => "joseph",
        "tom" | "tommy" => "thomas",
        "dave" | "davy" => "david",
        "dan" | "danny" => "daniel",
        "chuck" | "charlie" | "charley" => "charles",
        "ed" | "eddie" | "ted" | "teddy" | "ned" => "edward",
        "tony" => "anthony",
        "steve" => "steven",
        "stephen" => "steven",
        "greg" => "gregory",
        "jeff" => "jeffrey",
        "ken" | "kenny" => "kenneth",
        "larry" => "lawrence",
        "matt" => "matthew",
        "nick" => "nicholas",
        "pat" => "patrick",
        "pete" => "peter",
        "ron" | "ronnie" => "ronald",
        "sam" => "samuel",
        "tim" => "timothy",
        "vince" => "vincent",
        "walt" => "walter",
        "ben" => "benjamin",
        "don" | "donnie" => "donald",
        "fred" | "freddie" => "frederick",
        "gerry" | "jerry" => "gerald",
        "liz" | "beth" | "betty" | "lizzie" => "elizabeth",
        "kate" | "kathy" | "cathy" | "katie" => "katherine",
        "catherine" | "kathryn" | "katharine" => "katherine",
        "maggie" | "peggy" | "meg" => "margaret",
        "sue" | "susie" => "susan",
        "debbie" | "deb" => "deborah",
        "barb" => "barbara",
        "jenny" | "jen" => "jennifer",
        "vicky" => "victoria",
        "becky" => "rebecca",
        "abby" => "abigail",
        "alex" | "sasha" => "alexander",
        "volodya" => "vladimir",
        other => other,
    }
}

/// Forenames of women.
pub const WOMEN: &[&str] = &[
    "abigail", "aisha", "alice", "amanda", "amina", "amy", "andrea", "angela", "anna", "anne", "ann", "barbara", "benazir", "carol",
    "caroline", "catherine", "christine", "claire", "cynthia", "deborah", "diana", "dorothy", "elena", "elizabeth", "emily", "emma",
    "fatima", "hannah", "helen", "hillary", "irina", "jane", "janet", "jennifer", "jessica", "joan", "judith", "julia", "julie",
    "karen", "katherine", "kathleen", "laura", "leila", "linda", "lisa", "lucy", "margaret", "maria", "marie", "mary", "maryam",
    "melania", "melissa", "michelle", "nancy", "natalia", "nicola", "nicole", "olga", "olivia", "pamela", "patricia", "rachel",
    "rebecca", "rosa", "ruth", "samantha", "sandra", "sara", "sarah", "sharon", "sophie", "stephanie", "susan", "svetlana", "theresa",
    "ursula", "victoria", "virginia", "yulia", "zainab",
];

/// Forenames of men.
pub const MEN: &[&str] = &[
    "abdul", "abdullah", "ahmad", "ahmed", "ali", "alan", "albert", "alexander", "andrew", "anthony", "antonio", "arthur", "benjamin",
    "brian", "carlos", "charles", "christopher", "daniel", "david", "dmitry", "donald", "edward", "eric", "francisco", "frank",
    "gary", "george", "gerald", "gordon", "gregory", "hamid", "harold", "hassan", "henry", "hussein", "ibrahim", "igor", "imran",
    "ivan", "jack", "james", "jason", "jeffrey", "john", "jonathan", "jose", "joseph", "juan", "justin", "karl", "kenneth", "kevin",
    "khalid", "larry", "lawrence", "luis", "mark", "martin", "matthew", "michael", "mohamed", "mohammad", "mohammed", "muhammad",
    "nicholas", "omar", "patrick", "paul", "pedro", "peter", "philip", "raymond", "richard", "robert", "roger", "ronald", "samuel",
    "scott", "sergei", "stephen", "steven", "thomas", "timothy", "vladimir", "walter", "william", "yusuf",
];

/// The name that a country or a body of countries is filed under; any other name stays as it is.
pub fn filed_name(folded: &str) -> &str {
    match folded {
        "us" | "usa" | "united states america" | "america" | "u s" | "u s a" => "united states",
        "uk" | "gb" | "britain" | "great britain" | "u k" | "united kingdom great britain northern ireland" => "united kingdom",
        "uae" | "emirates" => "united arab emirates",
        "turkiye" | "republic turkey" | "republic turkiye" => "turkey",
        "burma" => "myanmar",
        "prc" | "people republic china" | "peoples republic china" => "china",
        "roc" | "republic china" => "taiwan",
        "dprk" | "democratic people republic korea" | "democratic peoples republic korea" => "north korea",
        "rok" | "republic korea" | "korea republic" => "south korea",
        "ussr" | "union soviet socialist republics" => "soviet union",
        "russian federation" => "russia",
        "islamic republic iran" | "republic iran" => "iran",
        "islamic republic pakistan" | "republic pakistan" => "pakistan",
        "republic india" => "india",
        "kingdom saudi arabia" | "ksa" => "saudi arabia",
        "czechia" => "czech republic",
        "holland" => "netherlands",
        "drc" | "dr congo" | "democratic republic congo" | "congo kinshasa" => "democratic republic congo",
        "ivory coast" | "cote divoire" | "cote d ivoire" => "ivory coast",
        "swaziland" => "eswatini",
        "cabo verde" => "cape verde",
        "timor leste" => "east timor",
        "macedonia" => "north macedonia",
        "ceylon" => "sri lanka",
        "syrian arab republic" => "syria",
        "kiev" => "kyiv",
        "washington dc" | "washington d c" => "washington",
        "un" | "u n" => "united nations",
        "eu" | "e u" => "european union",
        other => other,
    }
}

/// Countries, and what their people and things are called. Folded; only those whose adjective the press sets before names.
pub const COUNTRIES: &[(&str, &str)] = &[
    ("afghanistan", "afghan"), ("albania", "albanian"), ("algeria", "algerian"), ("argentina", "argentine"),
    ("armenia", "armenian"), ("australia", "australian"), ("austria", "austrian"), ("azerbaijan", "azerbaijani"),
    ("bahrain", "bahraini"), ("bangladesh", "bangladeshi"), ("belarus", "belarusian"), ("belgium", "belgian"),
    ("bolivia", "bolivian"), ("bosnia", "bosnian"), ("brazil", "brazilian"), ("united kingdom", "british"),
    ("bulgaria", "bulgarian"), ("cambodia", "cambodian"), ("canada", "canadian"), ("chile", "chilean"), ("china", "chinese"),
    ("colombia", "colombian"), ("croatia", "croatian"), ("cuba", "cuban"), ("cyprus", "cypriot"), ("czech republic", "czech"),
    ("denmark", "danish"), ("netherlands", "dutch"), ("egypt", "egyptian"), ("england", "english"), ("estonia", "estonian"),
    ("ethiopia", "ethiopian"), ("europe", "european"), ("finland", "finnish"), ("france", "french"), ("georgia", "georgian"),
    ("germany", "german"), ("ghana", "ghanaian"), ("greece", "greek"), ("guatemala", "guatemalan"), ("haiti", "haitian"),
    ("hungary", "hungarian"), ("iceland", "icelandic"), ("india", "indian"), ("indonesia", "indonesian"), ("iran", "iranian"),
    ("iraq", "iraqi"), ("ireland", "irish"), ("israel", "israeli"), ("italy", "italian"), ("japan", "japanese"),
    ("jordan", "jordanian"), ("kazakhstan", "kazakh"), ("kenya", "kenyan"), ("korea", "korean"), ("north korea", "korean"),
    ("south korea", "korean"), ("kosovo", "kosovar"), ("kuwait", "kuwaiti"), ("kyrgyzstan", "kyrgyz"), ("laos", "laotian"),
    ("latvia", "latvian"), ("lebanon", "lebanese"), ("libya", "libyan"), ("lithuania", "lithuanian"), ("malaysia", "malaysian"),
    ("mexico", "mexican"), ("moldova", "moldovan"), ("mongolia", "mongolian"), ("morocco", "moroccan"), ("myanmar", "burmese"),
    ("nepal", "nepali"), ("nigeria", "nigerian"), ("norway", "norwegian"), ("oman", "omani"), ("pakistan", "pakistani"),
    ("palestine", "palestinian"), ("panama", "panamanian"), ("peru", "peruvian"), ("philippines", "philippine"),
    ("poland", "polish"), ("portugal", "portuguese"), ("qatar", "qatari"), ("romania", "romanian"), ("russia", "russian"),
    ("rwanda", "rwandan"), ("saudi arabia", "saudi"), ("scotland", "scottish"), ("senegal", "senegalese"), ("serbia", "serbian"),
    ("singapore", "singaporean"), ("slovakia", "slovak"), ("slovenia", "slovenian"), ("somalia", "somali"),
    ("soviet union", "soviet"), ("spain", "spanish"), ("sri lanka", "lankan"), ("sudan", "sudanese"), ("sweden", "swedish"),
    ("switzerland", "swiss"), ("syria", "syrian"), ("taiwan", "taiwanese"), ("tajikistan", "tajik"), ("tanzania", "tanzanian"),
    ("thailand", "thai"), ("tunisia", "tunisian"), ("turkey", "turkish"), ("uganda", "ugandan"), ("ukraine", "ukrainian"),
    ("united states", "american"), ("uruguay", "uruguayan"), ("uzbekistan", "uzbek"), ("venezuela", "venezuelan"),
    ("vietnam", "vietnamese"), ("wales", "welsh"), ("yemen", "yemeni"), ("zambia", "zambian"), ("zimbabwe", "zimbabwean"),
    ("new zealand", "zealand"), ("united arab emirates", "emirati"), ("south africa", "african"),
];

/// Whether a folded name is that of a country.
pub fn is_country(folded: &str) -> bool {
    let filed = filed_name(folded);
    COUNTRIES.iter().any(|(country, _)| *country == filed)
}

/// Whether a folded word tells of which country something is.
pub fn is_of_a_country(word: &str) -> bool {
    COUNTRIES.iter().any(|(country, adjective)| *adjective == word || *country == word) || is_country(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_known_by_any_of_its_names() {
        assert!(["us", "america", "turkiye", "uk", "north korea"].into_iter().all(is_country));
        assert!(!is_country("washington"));
        assert!(is_of_a_country("belgian") && is_of_a_country("us") && !is_of_a_country("civic"));
    }
}
