//! What the web writes around its articles. Patterns of whole short lines, in the wording of many sites; no sentence of one site.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::RegexSet;

/// What a junk block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Junk {
    /// Junk by itself.
    Line,
    /// The heading of a section of junk.
    Opens(Section),
}

/// A section of the page that is not the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Readers' comments and the form for them.
    Comments,
    /// Links to other stories.
    Teasers,
    /// A plea for money or members.
    Appeal,
}

/// Junk lines are short; a longer paragraph is never judged by these patterns. In words.
const LONGEST_LINE: usize = 40;

const LINES: &[&str] = &[
    r"^your e-?mail address will not be published",
    r"^\*? ?required fields( are marked)?",
    r"^(please )?enter your (comment|name|e-?mail|website)",
    r"^save my name,? e-?mail",
    r"^you must be (logged in|registered|signed in) to ",
    r"^notify me (of|when) ",
    r"^(cancel reply|log in to (leave a )?(comment|reply).*|post comment|submit comment)$",
    r"^[«‹<← ]*(next|previous|prev|older|newer) (story|article|post|page)s?[»›>→: ]*( .+)?$",
    r"^(back|go|return|scroll) to (the )?top( button)?[.↑ ]*$",
    r"^(read|see|watch|listen)( it)? (also|more|next)( here| at .*| on .*)?$",
    r"^(also )?(read|see|watch)( also| more| next)? ?[:|–—-] .+$",
    r"^also (read|see|watch)(?-u:\b)",
    r"^advert(isement|ising|isment)?s?$|^(loading|please wait)(\.\.\.|…)?$|^(sponsored|promoted|paid) (content|post|links?)$|^story continues below|^continue reading(?-u:\b)",
    r"^(tags?|topics|filed under|categor(y|ies)|posted in|labels|keywords) ?: ?.+$",
    r"^\d+ (shares?|min(ute)?s? read|views|likes)$|^(copy|get) link( to (this )?(article|story|page))?$|^(listen|listen to this (article|story)|gift (this )?article|save (this )?(article|story)|print|bookmark)$",
    r"^share( this)?( (article|story|post|page))?:?$|^share (this|on|via|with)(?-u:\b).*$|^(print|e-?mail|tweet|share) this (article|page|story|post)(?-u:\b).*$",
    r"^(follow|find|like|join) us (on|at)(?-u:\b).*$",
    r"^follow (the |our )?[\w .'-]+: ?.*$",
    r"^(\S+ ){0,4}(join|follow|subscribe to)(?-u:\b).*(?-u:\b)(whatsapp|telegram|viber|signal (channel|group))(?-u:\b).*$",
    r"^(\S+ ){0,3}sign ?-?up (for|to) (our|the|your)(?-u:\b).*(?-u:\b)(newsletter|briefing|e-?mail|alerts?|updates?|digest)(?-u:\b)",
    r"^(get|receive) (our|the) .*(?-u:\b)(newsletter|inbox|briefing|alerts?)(?-u:\b)",
    r"^(newsletter|subscribe|sign up|log in|sign in|register|menu|search|skip to (main )?content)$",
    r"^subscribe (now|today|here|to (our|the))(?-u:\b).*$",
    r"^(copyright|©|\(c\)) ?(©|\(c\))? ?(19|20)\d\d|^copyright by |^© ",
    // What WordPress sets below every text of a feed.
    r"^the post .+ appeared first on .+$",
    r"^(click|tap) here (to|for)(?-u:\b)",
    r"^download (our|the) .*(?-u:\b)app(?-u:\b)",
    r"^(this (site|website) uses|we use) cookies(?-u:\b)",
    r"^home( ?(/|>|»|›|\||→) ?[\w &'-]+)+$",
];

/// Wherever they stand in a line. Kept apart: a pattern bound to the start of a line fails at its first letter.
const ANYWHERE: &[&str] = &[r"(?-u:\b)all rights reserved\.?$"];

const COMMENTS: &[&str] = &[
    r"^(leave|post|write|add|submit|drop) (a |your )?(reply|comment|response|thought)s?(?-u:\b).*$",
    r"^(\d+|no|one) (comment|response|reply|replies|thought)s?( yet)?( (on|to) .+)?$",
    r"^comments( ?\(\d+\)| ?: ?\d+)?( are closed\.?)?$|^comment( ?\(\d+\)| ?: ?\d+)$",
    r"^(\d+ )?((leser|leserinnen)?kommentare?r?|comentarios|comentários|commentaires|commenti|reacties)( ?\(\d+\)| ?: ?\d+)?$",
    r"^(join|start) the (discussion|conversation|debate)(?-u:\b).*$|^what do you think\?$|^have your say(?-u:\b).*$",
];

const TEASERS: &[&str] = &[
    r"^must[- ]?(read|watch|see)s?:?$",
    r"^(related|similar)( (stories|story|articles?|posts?|news|content|coverage|topics|links|reading|items))?:?$",
    r"^more (stories|news|articles|posts|headlines)( (from|on|in|about|by)( \S+){1,6})?:?$|^more from( \S+){1,6}$",
    r"^you (may|might|could|will|'ll) (also )?(like|enjoy|love|be interested in|have missed)(?-u:\b).*$",
    r"^(recommended|trending|popular|latest|top|most (read|popular|viewed|shared|discussed))( (for you|now|today|stories|news|posts|articles|reads?|headlines|topics|this week))?:?$",
    r"^(read|up|watch|what to read) next:?$|^editor'?s'? (picks?|choice):?$|^don'?t miss:?$|^in other news:?$|^see also:?$",
    r"^elsewhere (on|in)( \S+){1,4}:?$|^from (around the web|our partners|the archives?):?$",
];

const APPEALS: &[&str] = &[
    r"^(support|fund|help|back|protect|save|join|stand (up )?(for|with)|be (a )?part of|invest in|keep)(?-u:\b).*(?-u:\b)(journalism|newsroom|reporting|reporters|journalists|newspaper|independent media|local news|free press)(?-u:\b).*$",
    r"^(donate|chip in|contribute|support us|support our work|become a (member|subscriber|supporter|patron|friend))(?-u:\b).*$",
    r"^make a (donation|contribution|gift)(?-u:\b).*$",
];

struct Patterns {
    lines: RegexSet,
    anywhere: RegexSet,
    comments: RegexSet,
    teasers: RegexSet,
    appeals: RegexSet,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| Patterns {
    lines: compiled(LINES),
    anywhere: compiled(ANYWHERE),
    comments: compiled(COMMENTS),
    teasers: compiled(TEASERS),
    appeals: compiled(APPEALS),
});

/// A pattern that does not compile is a mistake in this file; a test compiles them all.
fn compiled(patterns: &[&str]) -> RegexSet {
    // Whatever the case, and with any apostrophe.
    let any_case = patterns.iter().map(|pattern| format!("(?i){}", pattern.replace('\'', "['\u{2018}\u{2019}]")));
    RegexSet::new(any_case).unwrap_or_else(|_| RegexSet::empty())
}

/// What kind of junk a block is, if its wording alone tells. A block of several lines is junk only if every line of it is.
pub fn classify(block: &str) -> Option<Junk> {
    if block.len() > LONGEST_LINE * 16 {
        return None;
    }
    let mut lines = block.lines().filter(|line| !line.trim().is_empty());
    let first = classify_line(lines.next()?)?;
    lines.all(|line| classify_line(line).is_some()).then_some(first)
}

fn classify_line(line: &str) -> Option<Junk> {
    let words = line.bytes().filter(|byte| *byte == b' ').count() + 1;
    if words > LONGEST_LINE {
        return None;
    }
    if is_category_run(line) || is_share_bar(line) {
        return Some(Junk::Line);
    }
    let line = &*normalised(line);
    if PATTERNS.comments.is_match(line) {
        Some(Junk::Opens(Section::Comments))
    } else if PATTERNS.teasers.is_match(line) {
        Some(Junk::Opens(Section::Teasers))
    } else if words <= 12 && !line.ends_with('.') && PATTERNS.appeals.is_match(line) {
        Some(Junk::Opens(Section::Appeal))
    } else {
        (PATTERNS.lines.is_match(line) || PATTERNS.anywhere.is_match(line)).then_some(Junk::Line)
    }
}

/// Single spaces, no bullet or Markdown mark at the ends.
fn normalised(line: &str) -> Cow<'_, str> {
    let marks = ['*', '_', '#', '\u{2022}', ' ', '\t'];
    let line = line.trim().trim_matches(marks);
    // 0xC2 begins the no-break space.
    let plain =
        !line.contains("  ") && !line.bytes().any(|byte| byte == 0xC2 || (byte != b' ' && byte.is_ascii_whitespace()));
    if plain { Cow::Borrowed(line) } else { Cow::Owned(line.split_whitespace().collect::<Vec<_>>().join(" ")) }
}

/// Whether a block is what a page puts above its headline.
pub fn opens_a_page(block: &str) -> bool {
    matches!(classify(block), Some(Junk::Line | Junk::Opens(Section::Comments)))
}

/// Labels glued together by the loss of their markup: one word of at least four humps (`WorldPoliticsEconomyNews`).
fn is_category_run(line: &str) -> bool {
    const SHORTEST: usize = 16;
    let line = line.trim();
    if line.contains(' ') {
        return false;
    }
    let hump = |pair: &[char]| pair[0].is_lowercase() && pair[1].is_uppercase();
    let letters: Vec<char> = line.chars().collect();
    letters.len() >= SHORTEST
        && letters.first().is_some_and(|first| first.is_uppercase())
        && letters.iter().all(|letter| letter.is_alphabetic() || *letter == '&')
        && letters.windows(2).filter(|pair| hump(pair)).count() >= 3
}

/// A line of nothing but the names of places to share to.
fn is_share_bar(line: &str) -> bool {
    const PLACES: [&str; 26] = [
        "facebook",
        "twitter",
        "x",
        "whatsapp",
        "telegram",
        "linkedin",
        "pinterest",
        "reddit",
        "email",
        "e-mail",
        "print",
        "share",
        "copy",
        "link",
        "tumblr",
        "messenger",
        "threads",
        "bluesky",
        "instagram",
        "youtube",
        "tiktok",
        "mastodon",
        "flipboard",
        "tweet",
        "save",
        "pocket",
    ];
    let separators = [' ', '\t', '|', '/', ',', ':', '\u{b7}', '\u{2022}'];
    let mut words = line.split(separators).filter(|word| !word.is_empty());
    let is_place = |word: &str| PLACES.iter().any(|place| place.eq_ignore_ascii_case(word));
    words.next().is_some_and(is_place) && words.next().is_some_and(is_place) && words.all(is_place)
}

/// Whether a block under a heading of teasers is one of them: cut off, or a line that is no sentence.
pub fn is_teaser(block: &str) -> bool {
    const LONGEST_TITLE: usize = 20;
    let block = block.trim_end();
    let cut_off = block.ends_with("...")
        || block.ends_with('\u{2026}')
        || block.ends_with("[\u{2026}]")
        || block.ends_with("[...]");
    let title = block.split_whitespace().count() <= LONGEST_TITLE && !block.ends_with('.');
    cut_off || title
}

/// Whether a block asks its reader for money or membership: it says "you" or "we", and speaks of at least three of the things that
/// such pleas speak of. What somebody is reported to have said is no plea.
pub fn is_appeal(block: &str) -> bool {
    const LONGEST: usize = 1200;
    const THINGS: [&str; 24] = [
        "journalism",
        "journalist",
        "reporter",
        "newsroom",
        "reader",
        "donat",
        "contribut",
        "chip in",
        "subscri",
        "member",
        "advertis",
        "independent",
        "paid for by",
        "paywall",
        "support us",
        "support our",
        "funded",
        "fund our",
        "newspaper",
        "quality",
        "fearless",
        "coffee",
        "one-off",
        "paying",
    ];
    const PERSONS: [&str; 5] = ["you", "your", "we", "our", "us"];
    const REPORTED: [&str; 5] = ["said", "says", "told", "added", "according"];
    if block.len() > LONGEST {
        return false;
    }
    let lower = block.to_lowercase();
    let words = || lower.split(|character: char| !character.is_alphanumeric());
    let spoken_to = words().any(|word| PERSONS.contains(&word)) && !words().any(|word| REPORTED.contains(&word));
    spoken_to && THINGS.iter().filter(|thing| lower.contains(*thing)).count() >= 3
}

/// Whether every line of the block is an item of a list.
pub fn is_bullet_list(block: &str) -> bool {
    block.lines().all(|line| line.trim_start().starts_with(['\u{2022}', '\u{25AA}', '\u{25CF}', '\u{25E6}']))
}

/// Whether the block is the line under a picture: short, with a credit.
pub fn is_caption(block: &str) -> bool {
    const LONGEST: usize = 60;
    static CREDIT: LazyLock<RegexSet> = LazyLock::new(|| {
        compiled(&[
            r"(?i)\((photo|image|picture|credit|file|courtesy)[^()]*\)\.?$",
            r"(?i)^(photo|image|picture|file photo|photo credit|image credit|photograph)( by)? ?[:/–—-] ?.+$",
            r"(?i)(?-u:\b)(photo|image|photograph)s?( credit)?: ?[\w /.&'-]+$",
            r"\((AP|AFP|Reuters|Getty)( Photo| Images)?[^()]*\)$",
        ])
    });
    // Most paragraphs hold none of the words that a credit is made of, and are not looked at further.
    const CREDITED: [&str; 12] =
        ["hoto", "HOTO", "mage", "MAGE", "icture", "PICTURE", "redit", "CREDIT", "ourtesy", "(AP", "(AFP", "(File"];
    let credited =
        CREDITED.iter().any(|word| block.contains(word)) || block.contains("(Reuters") || block.contains("(Getty");
    credited && block.split_whitespace().count() <= LONGEST && CREDIT.is_match(block.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles() {
        for patterns in [LINES, ANYWHERE, COMMENTS, TEASERS, APPEALS] {
            assert_eq!(compiled(patterns).len(), patterns.len());
        }
    }

    #[test]
    fn junk_in_the_wording_of_many_sites_is_known() {
        for line in [
            "Leave a Reply",
            "LEAVE A COMMENT",
            "12 Comments",
            "Kommentare (12)",
            "3 commentaires",
            "Next Story",
            "\u{2190} Previous article",
            "Back to top",
            "Your email address will not be published.",
            "Required fields are marked *",
            "Please enter your name here",
            "Also read: Why the dam was built",
            "Must Read",
            "Related Articles",
            "You may also like",
            "Join our WhatsApp channel",
            "Follow this link to join our WhatsApp group: Join Now",
            "Tags: dam, river",
            "Share on Facebook",
            "Facebook Twitter WhatsApp Email",
            "\u{a9} 2025 The Gazette",
            "Home > World > Asia",
            "Advertisement",
            "WorldPoliticsNewsSociety",
            "Support independent journalism",
            "Be a part of quality reporting",
            "Sign up for our weekly newsletter",
            "The post Ships wait appeared first on The Quay Post.",
        ] {
            assert!(classify(line).is_some(), "{line}");
        }
    }

    #[test]
    fn sentences_of_a_report_are_not_junk() {
        for line in [
            "Comment",
            "He declined to leave a comment on the matter.",
            "Related companies were not affected, the bank said.",
            "More than 150 people died in the flood.",
            "The minister said the newspaper was independent.",
            "Share prices fell by 3 percent on Monday.",
            "No comment.",
            "Read my lips, he said.",
            "JOSEPH R. BIDEN JR.",
            "Thank you.",
            "The post about her arrest first appeared on Facebook.",
            "Latest figures show a fall in exports.",
            "Home sales rose 4 percent.",
            "McDonald",
            "Top officials met in Doha",
            "MS. PSAKI: Go ahead.",
            "(c) Adding after the existing section:",
            "More on these additions:",
            "Also in the deal:",
            "A follow-up: is that a signal that the U.S. plans to help more with",
            "Dr. MacArthur",
            "Support for the newspaper strike grew when the reporters of three papers joined it in May.",
        ] {
            assert!(classify(line).is_none(), "{line}");
        }
    }

    #[test]
    fn an_appeal_speaks_to_its_reader() {
        assert!(is_appeal("Good journalism costs money. If you value our reporters, subscribe or donate today."));
        assert!(!is_appeal("The newspaper said its journalists and subscribers were safe."));
        assert!(!is_appeal("\u{201C}Our readers want quality journalism and independent reporters,\u{201D} she said."));
    }
}
