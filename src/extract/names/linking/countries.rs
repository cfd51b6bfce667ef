//! Countries under their several names, and what their people and things are called.

/// The name that a country or a body of countries is filed under; any other name stays as it is.
pub fn filed_name(folded: &str) -> &str {
    match folded {
        "us" | "usa" | "united states america" | "america" | "u s" | "u s a" => "united states",
        "uk" | "gb" | "britain" | "great britain" | "u k" | "united kingdom great britain northern ireland" => {
            "united kingdom"
        }
        "uae" => "united arab emirates",
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
        "cote divoire" | "cote d ivoire" => "ivory coast",
        "swaziland" => "eswatini",
        "cabo verde" => "cape verde",
        "timor leste" => "east timor",
        "ceylon" => "sri lanka",
        "syrian arab republic" => "syria",
        "kiev" => "kyiv",
        "washington dc" | "washington d c" => "washington",
        "un" | "u n" => "united nations",
        "eu" | "e u" => "european union",
        other => other,
    }
}

/// Whether a folded name is one that bodies of its own stand behind, as behind a country's.
pub fn is_filed(folded: &str) -> bool {
    is_country(folded) || matches!(folded, "united nations" | "european union")
}

/// Countries, and what their people and things are called. Folded, in order.
pub const COUNTRIES: &[(&str, &str)] = &[
    ("afghanistan", "afghan"),
    ("albania", "albanian"),
    ("algeria", "algerian"),
    ("argentina", "argentine"),
    ("armenia", "armenian"),
    ("australia", "australian"),
    ("austria", "austrian"),
    ("azerbaijan", "azerbaijani"),
    ("bahrain", "bahraini"),
    ("bangladesh", "bangladeshi"),
    ("belarus", "belarusian"),
    ("belgium", "belgian"),
    ("bolivia", "bolivian"),
    ("bosnia", "bosnian"),
    ("brazil", "brazilian"),
    ("bulgaria", "bulgarian"),
    ("cambodia", "cambodian"),
    ("canada", "canadian"),
    ("chile", "chilean"),
    ("china", "chinese"),
    ("colombia", "colombian"),
    ("croatia", "croatian"),
    ("cuba", "cuban"),
    ("cyprus", "cypriot"),
    ("czech republic", "czech"),
    ("denmark", "danish"),
    ("egypt", "egyptian"),
    ("england", "english"),
    ("estonia", "estonian"),
    ("ethiopia", "ethiopian"),
    ("europe", "european"),
    ("finland", "finnish"),
    ("france", "french"),
    ("georgia", "georgian"),
    ("germany", "german"),
    ("ghana", "ghanaian"),
    ("greece", "greek"),
    ("guatemala", "guatemalan"),
    ("haiti", "haitian"),
    ("hungary", "hungarian"),
    ("iceland", "icelandic"),
    ("india", "indian"),
    ("indonesia", "indonesian"),
    ("iran", "iranian"),
    ("iraq", "iraqi"),
    ("ireland", "irish"),
    ("israel", "israeli"),
    ("italy", "italian"),
    ("japan", "japanese"),
    ("jordan", "jordanian"),
    ("kazakhstan", "kazakh"),
    ("kenya", "kenyan"),
    ("korea", "korean"),
    ("kosovo", "kosovar"),
    ("kuwait", "kuwaiti"),
    ("kyrgyzstan", "kyrgyz"),
    ("laos", "laotian"),
    ("latvia", "latvian"),
    ("lebanon", "lebanese"),
    ("libya", "libyan"),
    ("lithuania", "lithuanian"),
    ("malaysia", "malaysian"),
    ("mexico", "mexican"),
    ("moldova", "moldovan"),
    ("mongolia", "mongolian"),
    ("morocco", "moroccan"),
    ("myanmar", "burmese"),
    ("nepal", "nepali"),
    ("netherlands", "dutch"),
    ("new zealand", "zealand"),
    ("nigeria", "nigerian"),
    ("north korea", "korean"),
    ("norway", "norwegian"),
    ("oman", "omani"),
    ("pakistan", "pakistani"),
    ("palestine", "palestinian"),
    ("panama", "panamanian"),
    ("peru", "peruvian"),
    ("philippines", "philippine"),
    ("poland", "polish"),
    ("portugal", "portuguese"),
    ("qatar", "qatari"),
    ("romania", "romanian"),
    ("russia", "russian"),
    ("rwanda", "rwandan"),
    ("saudi arabia", "saudi"),
    ("scotland", "scottish"),
    ("senegal", "senegalese"),
    ("serbia", "serbian"),
    ("singapore", "singaporean"),
    ("slovakia", "slovak"),
    ("slovenia", "slovenian"),
    ("somalia", "somali"),
    ("south africa", "african"),
    ("south korea", "korean"),
    ("soviet union", "soviet"),
    ("spain", "spanish"),
    ("sri lanka", "lankan"),
    ("sudan", "sudanese"),
    ("sweden", "swedish"),
    ("switzerland", "swiss"),
    ("syria", "syrian"),
    ("taiwan", "taiwanese"),
    ("tajikistan", "tajik"),
    ("tanzania", "tanzanian"),
    ("thailand", "thai"),
    ("tunisia", "tunisian"),
    ("turkey", "turkish"),
    ("uganda", "ugandan"),
    ("ukraine", "ukrainian"),
    ("united arab emirates", "emirati"),
    ("united kingdom", "british"),
    ("united states", "american"),
    ("uruguay", "uruguayan"),
    ("uzbekistan", "uzbek"),
    ("venezuela", "venezuelan"),
    ("vietnam", "vietnamese"),
    ("wales", "welsh"),
    ("yemen", "yemeni"),
    ("zambia", "zambian"),
    ("zimbabwe", "zimbabwean"),
];

/// What things of the country of this folded name are called.
pub fn adjective(folded: &str) -> Option<&'static str> {
    let filed = filed_name(folded);
    COUNTRIES.binary_search_by_key(&filed, |(country, _)| country).ok().map(|at| COUNTRIES[at].1)
}

/// Whether a folded name is that of a country.
pub fn is_country(folded: &str) -> bool {
    adjective(folded).is_some()
}

/// Whether a folded word tells of which country something is.
pub fn is_of_a_country(word: &str) -> bool {
    is_country(word) || COUNTRIES.iter().any(|(_, adjective)| *adjective == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_countries_are_in_order() {
        assert!(COUNTRIES.is_sorted());
    }

    #[test]
    fn a_country_is_known_by_any_of_its_names() {
        assert!(["us", "america", "turkiye", "uk", "north korea"].into_iter().all(is_country));
        assert!(!is_country("washington"));
        assert!(is_of_a_country("belgian") && is_of_a_country("us") && !is_of_a_country("civic"));
    }
}
