//! The words that tell who speaks: verbs of saying, nouns of speakers and of what is said, and the small words between them.
//!
//! A word may be of several classes: `report` says, and is said.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The classes of a word, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Class(u16);

impl Class {
    /// A verb of saying that has a subject: `said`, `warns`.
    pub const SAYS: Self = Self(1);
    /// Its participle: `warning`.
    pub const SAYING: Self = Self(1 << 1);
    /// A pronoun that may speak.
    pub const PRONOUN: Self = Self(1 << 2);
    /// An article, a number or a possessive: the first word of a noun phrase.
    pub const DETERMINER: Self = Self(1 << 3);
    /// A preposition.
    pub const PREPOSITION: Self = Self(1 << 4);
    /// A conjunction.
    pub const CONJUNCTION: Self = Self(1 << 5);
    /// An auxiliary verb.
    pub const AUXILIARY: Self = Self(1 << 6);
    /// An adverb or a time, which may stand between subject and verb.
    pub const ADVERB: Self = Self(1 << 7);
    /// A noun for people and bodies that speak.
    pub const SPEAKER: Self = Self(1 << 8);
    /// A noun for what is said or written.
    pub const STATEMENT: Self = Self(1 << 9);
    /// A form of `be`: the verb behind it is passive.
    pub const BE: Self = Self(1 << 10);
    /// `who` and `which`.
    pub const RELATIVE: Self = Self(1 << 11);
    /// A noun for what somebody says, whose owner says it: `Asif's call for`.
    pub const OWNED: Self = Self(1 << 13);
    /// What stands right before a name or a term in quotation marks: `dubbed`.
    pub const NAMING: Self = Self(1 << 12);

    /// Whether the word is of any of these classes.
    pub fn any(self, classes: Self) -> bool {
        self.0 & classes.0 != 0
    }

    /// Both sets.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The verbs whose forms are made by rule: `warn`, `warns`, `warned`, `warning`.
const REGULAR: &str = "accuse acknowledge add admit advise affirm allege announce answer argue ask assert assure bemoan blast boast
    caution charge claim comment complain conclude concede condemn confess confide confirm contend continue convey counter
    criticise criticize decry declare demand denounce deny describe detail disclose dismiss elaborate emphasise emphasize enthuse
    exclaim explain expound fume gloat hail hint imply indicate inform insist interject joke label lament lash maintain mention mock
    mumble murmur muse note observe opine order outline phrase pledge post praise predict proclaim promise pronounce
    propose protest question quip rail reaffirm reason reassure recall recommend recount reflect reiterate reject relate remark remind
    repeat reply report request respond retort reveal ridicule rule scoff shout signal slam speculate state stipulate stress
    suggest summarise summarize surmise term testify thunder tout tweet underline underscore urge utter vent voice volunteer vow
    warn whisper worry yell";
/// The verbs with forms of their own; participles end in `ing`.
const IRREGULAR: &str = "say says said saying tell tells told telling write writes wrote written writing read reads think thinks
    thought thinking put puts forecast forecasts foresaw foresees swear swears swore swearing go goes call calls called calling
    cite cites cited citing quote quotes quoted quoting concedes see sees believe believes believed believing hold holds held
    admitted admitting quipped quipping retweeted feel feels felt find finds found interpreted hoped hopes
    expressed expresses expressing speak speaks spoke thanked thanks begin begins began";
/// Of the verbs above, those that say only where the quotation is their own object, right behind them.
const WEAK: &str = "see sees believe believes believed believing hold holds held go goes put puts feel feels felt read
    reads thought thinks think thinking post posts term terms posted label detail details rule order
    question reason reflect reflects relate charge charges cite cites cited citing hopes hoped expressed expresses expressing
    speak speaks spoke thanked thanks begin begins began hail tout voice vent";

const PRONOUNS: &str = "he she they it we i you";
const RELATIVES: &str = "who which";
const DETERMINERS: &str =
    "a an the one two three four five six seven eight nine ten some several many most any another both each
    every this these those his her their its our my your no few other all half various";
const PREPOSITIONS: &str = "of for from at in with on to by about against over under into onto across after before during between
    among amid through via within without near around behind beyond despite since until upon toward towards like per versus inside
    outside along alongside following concerning regarding out up";
const CONJUNCTIONS: &str =
    "and but or nor so yet that if whether because while whereas although though as when where why how what
    than unless once whose";
const AUXILIARIES: &str =
    "has have had having will would can could may might must shall should do does did didn't doesn't don't
    hasn't haven't hadn't wouldn't won't couldn't can't cannot not never to";
const BE: &str = "is are was were be been being isn't aren't wasn't weren't am";
const ADVERBS: &str = "also then later further again earlier already ever just still now soon often once always instead however
    meanwhile moreover nevertheless nonetheless therefore thus hence today yesterday tomorrow tonight monday tuesday wednesday
    thursday friday saturday sunday last this next week month year morning afternoon evening night here there too even only rather
    perhaps furthermore besides afterwards thereafter previously recently separately in-turn first second third back once
    january february march april june july august september october november december jan feb aug sept oct nov dec time ago";
const SPEAKERS: &str = "academic activist administration adviser advisor agency aide airline ally ambassador analyst anchor
    archbishop army arbitrageur assistant association attorney attache author authority authorities aunt banker bank bishop board
    body boss boy broker brother bureau businessman businesswoman cabinet campaigner candidate captain caller cardinal center
    centre chair chairman chairperson chairwoman chancellor chief child children circles citizen clergyman cleric clerk coach
    coalition colleague colonel columnist commander commission commissioner committee company companies community congressman
    congresswoman consultant consortium contractor corporation correspondent council councillor counsel country court couple
    critic customer daughter dealer defendant delegate delegation democrat department deputy detective diplomat director doctor
    driver economist editor elder embassy employee envoy executive expert exporter faction family families farmer father federation
    fighter firm fisherman force forces friend general girl government governor group grower guard head historian host husband
    independent industry inspector institute insider insurgent investigator investor journalist judge jury justice king labour
    lawmaker lawyer leader leadership legislator lieutenant lobbyist magistrate major man manager manufacturer market mayor media
    medic member men merchant migrant militant military minister ministry monarch mother movement mp mps neighbor neighbour
    negotiator network newspaper nurse observer office officer official operator opposition organisation organization outlet owner
    pair panel parent parliament participant partner party passenger pastor patient people person pilot police policeman pope
    premier presenter president press priest prince princess principal producer professional professor prosecutor protester
    publisher purchaser queen rebel refugee regime regulator reporter representative republican rescuer researcher resident
    retailer reviewer rival sailor scholar school scientist secretary security senator sergeant sheriff side sister soldier son
    source sources speaker specialist spokesman spokesmen spokesperson spokeswoman spokeswomen staff staffer state strategist
    student supplier supporter survivor talib teacher team technician teenager tenant think-tank trader trainer tribunal troops
    uncle union user vendor veteran vice-president victim villager volunteer voter warden watchdog widow wife witness woman women
    worker writer youth economists others another rapporteur broadcaster insurer lender minister-designate insiders";
const STATEMENTS: &str = "statement tweet letter report note document memo memorandum release communique communiqué article email
    message post remark remarks comment comments speech interview filing advisory editorial paper study survey verdict ruling
    resolution declaration order complaint lawsuit indictment commentary transcript testimony book op-ed column press-release
    prospectus circular notice analysis announcement magazine daily text telex affidavit";
const NAMING: &str =
    "called dubbed named nicknamed titled entitled termed labelled labeled known so-called term word words phrase
    slogan codenamed christened headlined captioned styled song film book movie hashtag";
const OWNED: &str = "call claim demand promise warning plea appeal pledge vow threat assertion argument excuse accusation allegation
    insistence assurance remark comment statement declaration description admission suggestion complaint prediction boast contention
    conclusion";
/// Nouns that end like those of people and are not.
const THINGS: &str = "number matter order power water chapter quarter dollar other paper letter member never ever over under after
    however whether rather together border october november december september summer winter factor sector error terror mirror
    floor door honor honour labor color weather center other further offer latter former either neither answer master list
    consist exist assist resist mist per user computer tanker barrier frontier corner disaster register river cover finger layer
    better greater higher lower larger smaller later earlier longer stronger newer older younger major minor prior
    superior senior interior exterior harbour favor flavor error counter transfer paper tower rather super hyper tumor vector";

static WORDS: LazyLock<HashMap<String, Class>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    let mut note = |list: &str, class: Class| {
        for word in list.split_whitespace() {
            let known: &mut Class = words.entry(word.to_owned()).or_default();
            *known = known.with(class);
        }
    };
    for verb in REGULAR.split_whitespace() {
        let [third, past, participle] = forms(verb);
        note(&format!("{verb} {third} {past}"), Class::SAYS);
        note(&participle, Class::SAYING);
    }
    for verb in IRREGULAR.split_whitespace() {
        note(verb, if verb.ends_with("ing") { Class::SAYING } else { Class::SAYS });
    }
    note(PRONOUNS, Class::PRONOUN);
    note(RELATIVES, Class::RELATIVE);
    note(DETERMINERS, Class::DETERMINER);
    note(PREPOSITIONS, Class::PREPOSITION);
    note(CONJUNCTIONS, Class::CONJUNCTION);
    note(AUXILIARIES, Class::AUXILIARY);
    note(BE, Class::AUXILIARY.with(Class::BE));
    note(ADVERBS, Class::ADVERB);
    note(NAMING, Class::NAMING);
    note(OWNED, Class::OWNED);
    OWNED.split_whitespace().for_each(|noun| note(&plural(noun), Class::OWNED));
    for (nouns, class) in [(SPEAKERS, Class::SPEAKER), (STATEMENTS, Class::STATEMENT)] {
        note(nouns, class);
        nouns.split_whitespace().for_each(|noun| note(&plural(noun), class));
    }
    words
});

/// Third person, past and participle of a regular verb.
fn forms(verb: &str) -> [String; 3] {
    let third = plural(verb);
    let silent = verb.strip_suffix('e');
    let consonant_y = verb.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o']));
    let past = match (silent, consonant_y) {
        (Some(_), _) => format!("{verb}d"),
        (_, Some(stem)) => format!("{stem}ied"),
        _ => format!("{verb}ed"),
    };
    [third, past, format!("{}ing", silent.unwrap_or(verb))]
}

fn plural(noun: &str) -> String {
    match noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o'])) {
        Some(stem) => format!("{stem}ies"),
        None if noun.ends_with(['s', 'x']) || noun.ends_with("ch") || noun.ends_with("sh") => format!("{noun}es"),
        None => format!("{noun}s"),
    }
}

/// The classes of a word in lower case.
pub fn class_of(word: &str) -> Class {
    let known = WORDS.get(word).copied().unwrap_or_default();
    if known != Class::default() {
        known
    } else if word.len() > 4 && word.ends_with("ly") {
        Class::ADVERB
    } else if is_agent(word) {
        Class::SPEAKER
    } else {
        Class::default()
    }
}

/// Whether a verb of saying says only what stands right behind it.
pub fn is_weak(verb: &str) -> bool {
    static LIST: LazyLock<Vec<&str>> = LazyLock::new(|| WEAK.split_whitespace().collect());
    LIST.contains(&verb)
}

/// Whether a noun ends like those of people: `trucker`, `chemists`.
fn is_agent(word: &str) -> bool {
    const ENDS: [&str; 10] = ["er", "or", "ist", "man", "woman", "men", "women", "eer", "crat", "ician"];
    static LIST: LazyLock<Vec<&str>> = LazyLock::new(|| THINGS.split_whitespace().collect());
    let one = word.strip_suffix('s').unwrap_or(word);
    one.len() > 4 && ENDS.iter().any(|end| one.ends_with(end)) && !LIST.contains(&one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_of_saying_are_known_in_every_form() {
        for verb in ["said", "warns", "denied", "replied", "declared", "added", "tweeted", "told", "vowed", "described"]
        {
            assert!(class_of(verb).any(Class::SAYS), "{verb}");
        }
        for verb in ["warning", "denying", "declaring", "saying", "calling", "insisting"] {
            assert!(class_of(verb).any(Class::SAYING), "{verb}");
        }
        assert!(class_of("reports").any(Class::SAYS) && class_of("reports").any(Class::STATEMENT));
    }

    #[test]
    fn people_are_told_from_things() {
        for noun in ["officials", "ministry", "ministries", "trucker", "chemists", "spokeswoman", "authorities"] {
            assert!(class_of(noun).any(Class::SPEAKER), "{noun}");
        }
        for noun in ["border", "numbers", "quarter", "tariff", "october"] {
            assert!(!class_of(noun).any(Class::SPEAKER), "{noun}");
        }
    }
}
