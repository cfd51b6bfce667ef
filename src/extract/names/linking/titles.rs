//! What the words before a person's name say of them: man or woman, in what role, whose relative.

/// Man or woman, as far as the text tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Gender {
    /// Nothing said.
    #[default]
    Unknown,
    /// A woman.
    Woman,
    /// A man.
    Man,
}

impl Gender {
    /// Whether both are known and differ.
    pub fn contradicts(self, other: Self) -> bool {
        self != Self::Unknown && other != Self::Unknown && self != other
    }

    /// This one, or the other where nothing is said.
    pub fn or(self, other: Self) -> Self {
        if self == Self::Unknown { other } else { self }
    }
}

/// The title of one mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Title<'t> {
    /// What it says of man or woman.
    pub gender: Gender,
    /// The word of the office nearest to the name, as written.
    pub role: Option<&'t str>,
    /// Whether the name is that of somebody's relative: `his wife`.
    pub kin: bool,
    /// Whether it goes with a forename alone: `Prince`.
    pub regnal: bool,
}

const OF_MEN: &[&str] = &[
    "mr",
    "mister",
    "sir",
    "lord",
    "king",
    "prince",
    "duke",
    "baron",
    "count",
    "emperor",
    "father",
    "pope",
    "mullah",
    "maulana",
    "ayatollah",
    "imam",
    "congressman",
    "chairman",
    "spokesman",
    "businessman",
    "herr",
    "monsieur",
    "senor",
    "señor",
    "signor",
    "don",
];
const OF_WOMEN: &[&str] = &[
    "mrs",
    "ms",
    "miss",
    "madam",
    "madame",
    "lady",
    "dame",
    "queen",
    "princess",
    "duchess",
    "baroness",
    "countess",
    "empress",
    "begum",
    "congresswoman",
    "chairwoman",
    "spokeswoman",
    "businesswoman",
    "actress",
    "frau",
    "mademoiselle",
    "senora",
    "señora",
    "signora",
];
const MALE_KIN: &[&str] =
    &["husband", "son", "brother", "father", "uncle", "nephew", "grandson", "grandfather", "widower"];
const FEMALE_KIN: &[&str] =
    &["wife", "daughter", "sister", "mother", "aunt", "niece", "granddaughter", "grandmother", "widow"];
const OTHER_KIN: &[&str] = &["cousin", "spouse", "partner", "sibling", "twin"];
const OFFICES: &[&str] = &[
    "president",
    "minister",
    "premier",
    "chancellor",
    "secretary",
    "senator",
    "sen",
    "governor",
    "gov",
    "mayor",
    "representative",
    "rep",
    "ambassador",
    "envoy",
    "general",
    "gen",
    "colonel",
    "col",
    "lieutenant",
    "lt",
    "captain",
    "capt",
    "major",
    "maj",
    "commander",
    "admiral",
    "marshal",
    "sergeant",
    "sgt",
    "corporal",
    "private",
    "judge",
    "justice",
    "attorney",
    "prosecutor",
    "professor",
    "prof",
    "dr",
    "doctor",
    "sheikh",
    "sheik",
    "bishop",
    "archbishop",
    "cardinal",
    "rabbi",
    "reverend",
    "rev",
    "pastor",
    "sister",
    "brother",
    "saint",
    "chief",
    "director",
    "administrator",
    "commissioner",
    "speaker",
    "leader",
    "officer",
    "inspector",
    "detective",
    "sheriff",
    "deputy",
    "spokesperson",
    "chair",
    "chairperson",
    "coach",
    "councillor",
    "councilman",
    "councilwoman",
    "mp",
    "hon",
    "sultan",
    "emir",
    "shah",
    "hajji",
    "haji",
    "qari",
    "malik",
    "syed",
    "sardar",
];
const REGNAL: &[&str] = &[
    "king", "queen", "prince", "princess", "pope", "emperor", "empress", "sultan", "emir", "saint", "duke", "duchess",
];
/// Titles that are also names, so that they are taken off the front of a name only if two words are left.
const ALSO_NAMES: &[&str] =
    &["malik", "syed", "sardar", "shah", "don", "major", "justice", "hajji", "haji", "imam", "prince"];
/// Offices that may stand behind other words in front of a name: `Agency Administrator Jo Orlen`.
const INNER: &[&str] =
    &["minister", "president", "secretary", "senator", "administrator", "commissioner", "director", "spokesman"];

/// Whether a folded word at the front of a name is a title that the name goes without; `left` words follow it.
pub fn is_title(word: &str, left: usize) -> bool {
    let titles = [OF_MEN, OF_WOMEN, OFFICES];
    left > usize::from(ALSO_NAMES.contains(&word)) && titles.iter().any(|table| table.contains(&word))
}

/// Whether a folded title goes with a forename alone.
pub fn is_regnal(word: &str) -> bool {
    REGNAL.contains(&word)
}

/// The words of a person's name as written, without the titles in front.
pub fn without<'t, 'w>(words: &'w [&'t str]) -> &'w [&'t str] {
    let folded: Vec<String> = words.iter().map(|word| word.trim_end_matches('.').to_lowercase()).collect();
    let ahead = folded.len().saturating_sub(1);
    let mut from = folded[..ahead].iter().rposition(|word| is_inner_title(word)).map_or(0, |at| at + 1);
    while from < ahead && is_title(&folded[from], ahead - from) {
        from += 1;
    }
    &words[from..]
}

/// Whether a folded word inside a name ends the description before it.
pub fn is_inner_title(word: &str) -> bool {
    INNER.contains(&word)
}

/// What one folded word says.
pub fn told_by(word: &str) -> Gender {
    if OF_MEN.contains(&word) {
        Gender::Man
    } else if OF_WOMEN.contains(&word) {
        Gender::Woman
    } else {
        Gender::Unknown
    }
}

/// The title that ends where a name begins.
pub fn before(text: &str, start: usize) -> Title<'_> {
    let Some(ahead) = text.get(..start) else {
        return Title::default();
    };
    let mut title = Title::default();
    let (mut rest, mut comma) = cut_space(ahead);
    for _ in 0..3 {
        let word = last_word(rest);
        if !read(word, comma, &mut title) {
            break;
        }
        (rest, comma) = cut_space(rest[..rest.len() - word.len()].trim_end_matches('.'));
    }
    title
}

/// Notes what a word says; false where it is no title.
fn read<'t>(word: &'t str, comma: bool, title: &mut Title<'t>) -> bool {
    let mut letters = [0; 16];
    let Some(folded) = lowered(word, &mut letters) else {
        return false;
    };
    if let Some(gender) = relative(folded).filter(|_| word.starts_with(char::is_lowercase)) {
        title.kin = true;
        title.gender = title.gender.or(gender);
        return false;
    }
    let gender = told_by(folded);
    let office = OFFICES.contains(&folded);
    if comma || (gender == Gender::Unknown && !office) || !word.starts_with(char::is_uppercase) && !office {
        return false;
    }
    title.gender = title.gender.or(gender);
    title.regnal |= is_regnal(folded);
    if office && title.role.is_none() {
        title.role = Some(word);
    }
    true
}

fn relative(word: &str) -> Option<Gender> {
    let kin = [(MALE_KIN, Gender::Man), (FEMALE_KIN, Gender::Woman), (OTHER_KIN, Gender::Unknown)];
    kin.into_iter().find(|(table, _)| table.contains(&word)).map(|(_, gender)| gender)
}

/// The text without the space, the dot or the comma at its end, and whether there was a comma. A name on a new line has no title.
fn cut_space(ahead: &str) -> (&str, bool) {
    let spaceless = ahead.trim_end_matches([' ', '\u{A0}']);
    let bare = spaceless.trim_end_matches(['.', ',']);
    (if ahead.len() == spaceless.len() { "" } else { bare }, spaceless.ends_with(','))
}

fn last_word(text: &str) -> &str {
    let letters =
        text.chars().rev().take_while(|letter| letter.is_alphabetic()).map(char::len_utf8).take(16).sum::<usize>();
    &text[text.len() - letters..]
}

/// A short word in lower case; no table holds a longer one.
fn lowered<'b>(word: &str, letters: &'b mut [u8; 16]) -> Option<&'b str> {
    let lowered = letters.get_mut(..word.len()).filter(|_| !word.is_empty())?;
    lowered.copy_from_slice(word.as_bytes());
    lowered.make_ascii_lowercase();
    std::str::from_utf8(lowered).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Title<'_> {
        before(text, text.len())
    }

    #[test]
    fn a_title_is_read_from_the_words_before_the_name() {
        assert_eq!(of("said Mrs. ").gender, Gender::Woman);
        assert_eq!(of("said Mr ").gender, Gender::Man);
        assert_eq!(of("the Defence Minister ").role, Some("Minister"));
        assert_eq!(of("President Mr. ").role, Some("President"));
    }

    #[test]
    fn a_relative_is_known_by_the_word_before() {
        assert_eq!(of("and his wife, "), Title { gender: Gender::Woman, kin: true, ..Title::default() });
        assert!(of("with his brother ").kin);
    }

    #[test]
    fn other_words_other_lines_and_other_scripts_are_no_title() {
        for text in ["", "Mr.\n", "the river ", "Mr.", "الرئيس ", "é ", "on the count, "] {
            assert_eq!(of(text), Title::default(), "{text}");
        }
        assert_eq!(before("é", 1), Title::default());
    }
}
