//! Languages as records name them: by tag, by the three letters of libraries, by name.

/// The tag, the other codes of ISO 639-2, the name in English and in the language itself. Those of most of the press.
const LANGUAGES: [(&str, &[&str]); 43] = [
    ("ar", &["ara", "arabic", "العربية"]),
    ("bg", &["bul", "bulgarian"]),
    ("bn", &["ben", "bengali", "bangla"]),
    ("ca", &["cat", "catalan", "català"]),
    ("cs", &["ces", "cze", "czech", "čeština"]),
    ("da", &["dan", "danish", "dansk"]),
    ("de", &["deu", "ger", "german", "deutsch"]),
    ("el", &["ell", "gre", "greek", "ελληνικά"]),
    ("en", &["eng", "english"]),
    ("es", &["spa", "spanish", "español", "castellano"]),
    ("et", &["est", "estonian"]),
    ("fa", &["fas", "per", "persian", "farsi"]),
    ("fi", &["fin", "finnish", "suomi"]),
    ("fr", &["fra", "fre", "french", "français"]),
    ("he", &["heb", "hebrew", "עברית"]),
    ("hi", &["hin", "hindi"]),
    ("hr", &["hrv", "croatian", "hrvatski"]),
    ("hu", &["hun", "hungarian", "magyar"]),
    ("id", &["ind", "indonesian"]),
    ("it", &["ita", "italian", "italiano"]),
    ("ja", &["jpn", "japanese", "日本語"]),
    ("ko", &["kor", "korean", "한국어"]),
    ("lt", &["lit", "lithuanian"]),
    ("lv", &["lav", "latvian"]),
    ("ms", &["msa", "may", "malay"]),
    ("nl", &["nld", "dut", "dutch", "nederlands"]),
    ("no", &["nor", "norwegian", "norsk"]),
    ("pl", &["pol", "polish", "polski"]),
    ("pt", &["por", "portuguese", "português"]),
    ("ro", &["ron", "rum", "romanian", "română"]),
    ("ru", &["rus", "russian", "русский"]),
    ("sk", &["slk", "slo", "slovak"]),
    ("sl", &["slv", "slovenian", "slovene"]),
    ("sq", &["sqi", "alb", "albanian"]),
    ("sr", &["srp", "serbian"]),
    ("sv", &["swe", "swedish", "svenska"]),
    ("sw", &["swa", "swahili"]),
    ("th", &["tha", "thai"]),
    ("tr", &["tur", "turkish", "türkçe"]),
    ("uk", &["ukr", "ukrainian", "українська"]),
    ("ur", &["urd", "urdu"]),
    ("vi", &["vie", "vietnamese"]),
    ("zh", &["zho", "chi", "chinese", "中文"]),
];

/// The tag of a language (`en` for `eng` and `English`, `en-US` for `en_US`); what is not known stays as it is stated.
pub fn tag(stated: &str) -> String {
    let small = stated.trim().to_lowercase();
    let known = LANGUAGES.iter().find(|(_, names)| names.contains(&small.as_str()));
    known.map_or_else(|| stated.trim().replace('_', "-"), |(tag, _)| (*tag).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_has_one_tag_however_it_is_named() {
        for (stated, expected) in
            [("eng", "en"), ("English", "en"), ("ger", "de"), ("en_US", "en-US"), ("pt-BR", "pt-BR"), ("tlh", "tlh")]
        {
            assert_eq!(tag(stated), expected);
        }
    }
}
